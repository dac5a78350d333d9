"""Motifs: the shape of a chain as one Cypher file.

A motif file is a query file (see `cypher/README.md`) with one more header line, `// motif: SHAPE`:

* `walk`: rows (`tool`, `next`, `score`): tools that can follow each of `$tools`, or precede it when `$back` is true.
  A chain grows at its end, and at its start when its end leads nowhere.
* `template`: the same rows, and a line `// shape: a>b, c>b`: the calls of the motif and which feeds which, in the order
  in which they are found. Each part joins a new call to one that is there.
* `set`: rows (`tool`, `next`, `score`): tools that may join at each of `$tools`; the order follows from the links.
* `whole`: rows (`tool`, `tools`, `score`): whole lists of tools in call order for each of `$tools`.
* `any`: rows (`tool`, `next`, `score`) for the tool `*`: what may stand anywhere.

`next` and `score` may be lists of equal length, which is faster. A motif may use the parameters `$tools` (ids to draw
from), `$score_min` and `$back`, reads only, and orders its rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, cast

from toolgraph.errors import QueryFileError
from toolgraph.store import GraphStore
from toolgraph.store.query import check_query_file, query_root

MOTIFS = ("line", "fan_in", "fan_out", "diamond", "insert", "related", "random")
Shape = Literal["walk", "template", "set", "whole", "any"]
_COLUMNS: dict[str, tuple[str, ...]] = {
    "walk": ("tool", "next", "score"),
    "template": ("tool", "next", "score"),
    "set": ("tool", "next", "score"),
    "whole": ("tool", "tools", "score"),
    "any": ("tool", "next", "score"),
}
_PARAMS = frozenset(("tools", "score_min", "back"))
_SHAPE_LINE = re.compile(r"^//\s*motif:\s*(\S+)\s*$", re.MULTILINE)
_TEMPLATE_LINE = re.compile(r"^//\s*shape:\s*(.+?)\s*$", re.MULTILINE)
_EDGE = re.compile(r"\s*(\w+)\s*>\s*(\w+)\s*")

Edge = tuple[str, str]


@dataclass(frozen=True)
class Motif:
    """A motif that was checked.

    Attributes:
        name: Of a shipped motif, or the file's stem.
        text: The query.
        params: Which of `tools`, `score_min` and `back` it uses.
        edges: Of a template: (giver, taker) names, in the order in which they are found; else empty.
        shipped: Whether it is one of ours, read by name.
    """

    name: str
    shape: Shape
    text: str
    params: frozenset[str]
    edges: tuple[Edge, ...]
    shipped: bool

    @cached_property
    def statement(self) -> str:
        """The query without its header: motifs with the same one share what was read."""
        return "\n".join(line for line in self.text.splitlines() if not line.startswith("//"))

    def rows(self, store: GraphStore, tools: list[str], score_min: float, *, back: bool) -> Iterator[dict[str, Any]]:
        """Ask for the candidates of some tools.

        Raises:
            QueryError: The database refuses the query.
            StoreUnavailable: The database does not answer.
        """
        given = {"tools": tools, "score_min": score_min, "back": back}
        params = {k: v for k, v in given.items() if k in self.params}
        if self.shipped:
            yield from store.read(f"sample/{self.name}", **params)
            return
        answer = store.ask(self.text, params)
        yield from (dict(zip(answer.columns, row, strict=True)) for row in answer.rows)


def load_motif(name: str) -> Motif:
    """A shipped motif by its name, or a user's own from a `.cypher` file.

    Raises:
        QueryFileError: The file is not there, or breaks a rule of motif files; says which and where.
    """
    shipped = name in MOTIFS
    path = query_root() / "sample" / f"{name}.cypher" if shipped else Path(name)
    if not path.is_file():
        raise QueryFileError(
            f"There is no motif {name!r}.", f"Use one of {', '.join(MOTIFS)}, or the path of a .cypher file."
        )
    query = check_query_file(path, params=_PARAMS)
    if query.mode != "read":
        raise QueryFileError(f"{path}: a motif has `// mode: read`, not {query.mode}.", "A motif only reads.")
    shape = _shape_of(path, query.text)
    check_query_file(path, params=_PARAMS, returns=_COLUMNS[shape])
    return Motif(
        name=name if shipped else path.stem,
        shape=shape,
        text=query.text,
        params=frozenset(query.params),
        edges=_edges_of(path, query.text) if shape == "template" else (),
        shipped=shipped,
    )


def _shape_of(path: Path, text: str) -> Shape:
    found = _SHAPE_LINE.search(text)
    if found is None or found[1] not in _COLUMNS:
        line = text[: found.start()].count("\n") + 1 if found else 1
        raise QueryFileError(
            f"{path}, line {line}: no `// motif: SHAPE` with SHAPE one of {', '.join(_COLUMNS)}.",
            "Add it under the header's purpose line; docs/motifs.md shows one of each.",
        )
    return cast("Shape", found[1])


def _edges_of(path: Path, text: str) -> tuple[Edge, ...]:
    """The template's edges; each but the first must join a new call to one that is there."""
    found = _TEMPLATE_LINE.search(text)
    if found is None:
        raise QueryFileError(f"{path}: a template needs a line `// shape: a>b, c>b`.", "Add it under `// motif:`.")
    line = text[: found.start()].count("\n") + 1
    edges: list[Edge] = []
    there: set[str] = set()
    for part in found[1].split(","):
        match = _EDGE.fullmatch(part)
        if match is None or match[1] == match[2]:
            raise QueryFileError(f"{path}, line {line}: {part.strip()!r} is no `giver>taker`.", "Write `a>b, c>b`.")
        edge = (match[1], match[2])
        if edges and not there & set(edge):
            raise QueryFileError(f"{path}, line {line}: {part.strip()!r} hangs in the air.", "Name a call of before.")
        if (edge[1], edge[0]) in edges or edge in edges:
            raise QueryFileError(f"{path}, line {line}: {part.strip()!r} stands there already.", "Take it out.")
        there |= set(edge)
        edges.append(edge)
    return tuple(edges)
