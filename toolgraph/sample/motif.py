"""Motifs: the shape of a chain as one Cypher file.

A motif file is a query file (see `cypher/README.md`) with one more header line, `// motif: SHAPE`:

* `walk`: rows (`tool`, `next`, `score`): tools that can follow each of `$tools`, or precede it when `$back` is true.
  A chain grows at its end, and at its start when its end leads nowhere.
* `template`: the same rows, and a line `// shape: a>b, c>b`: the calls of the motif and which feeds which; each part
  has a call of an earlier one. It may be found from any of its calls, so it needs `$back` in the same way.
* `set`: rows (`tool`, `next`, `score`): tools that may join at each of `$tools`; the order follows from the links.
* `whole`: rows (`tool`, `tools`, `score`): whole lists of tools in call order for each of `$tools`; drawn if each call
  but the last gives something to a later one.
* `any`: rows (`tool`, `next`, `score`) for the tool `*`: what may stand anywhere.

Scores are above 0, the higher the better. `next` and `score` may be lists of equal length, which is faster. A motif may
use the parameters `$tools` (ids to draw from), `$score_min` and `$back`, reads only, and orders its rows. Rows that
name a tool which is not in the graph, or the same tool twice, are left out and counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from math import inf
from pathlib import Path
from typing import Any, Literal, NamedTuple, cast

from toolgraph.errors import QueryError, QueryFileError
from toolgraph.store import GraphStore
from toolgraph.store.query import Query, check_query_file, query_root

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


class Candidate(NamedTuple):
    """What may follow a tool: another one, or a whole list of tools."""

    tool: str
    tools: tuple[str, ...]
    score: float


@dataclass(frozen=True)
class Motif:
    """A motif that was checked.

    Attributes:
        name: Of a shipped motif, or the file's stem.
        text: The query.
        params: Which of `tools`, `score_min` and `back` it uses.
        edges: Of a template: (giver, taker) names; else empty.
        shipped: Whether it is one of ours, read by name.
    """

    name: str
    path: Path
    shape: Shape
    text: str
    params: frozenset[str]
    edges: tuple[Edge, ...]
    shipped: bool

    @cached_property
    def calls(self) -> tuple[str, ...]:
        """The calls of a template, each after those that feed it."""
        return _call_order(self.edges)

    @cached_property
    def degrees(self) -> dict[str, tuple[int, int]]:
        """How many calls of a template feed each, and how many each feeds."""
        return {n: (sum(b == n for _, b in self.edges), sum(a == n for a, _ in self.edges)) for n in self.calls}

    @cached_property
    def statement(self) -> str:
        """The query without its header: motifs with the same one share what was read."""
        return "\n".join(line for line in self.text.splitlines() if not line.startswith("//"))

    def candidates(self, store: GraphStore, tools: list[str], score_min: float, *, back: bool) -> Iterator[Candidate]:
        """Ask for the candidates of some tools.

        Raises:
            QueryError: The database refuses the query, or a row of a user's file is not as its shape says.
            StoreUnavailable: The database does not answer.
        """
        for number, row in enumerate(self._rows(store, tools, score_min, back=back), 1):
            values = [row[name] for name in _COLUMNS[self.shape]]
            fault = "" if self.shipped else _fault(values, self.shape)
            if fault:
                raise QueryError(f"{self.path}: row {number} of its answer {fault}.", _ROW_RULES[self.shape == "whole"])
            yield from _candidates(values, self.shape)

    def _rows(self, store: GraphStore, tools: list[str], score_min: float, *, back: bool) -> Iterator[dict[str, Any]]:
        given = {"tools": tools, "score_min": score_min, "back": back}
        params = {k: v for k, v in given.items() if k in self.params}
        if self.shipped:
            yield from store.read(f"sample/{self.name}", **params)
            return
        answer = store.ask(self.text, params)
        yield from (dict(zip(answer.columns, row, strict=True)) for row in answer.rows)


_ROW_RULES = {
    False: "Return ids and scores above 0: `tool, next, score`, or a row a tool with two lists of equal length.",
    True: "Return `tool, tools, score`: an id, two or more ids in call order, and a score above 0.",
}


def _fault(values: list[Any], shape: Shape) -> str:
    """What is wrong with a row of a user's motif; "" if nothing is."""
    tool, found, score = values
    if not isinstance(tool, str):
        return f"has {tool!r} as `tool`, which is no id"
    if shape == "whole":
        fine = isinstance(found, list) and len(found) > 1 and all(isinstance(i, str) for i in found)
        return _score_fault([score]) if fine else f"has {found!r} as `tools`, which is no list of two or more ids"
    if isinstance(found, list) is not isinstance(score, list):
        return "has a list in one of `next` and `score` only"
    listed, scores = (found, score) if isinstance(found, list) else ([found], [score])
    if len(listed) != len(scores):
        return f"has {len(listed)} `next` and {len(scores)} `score`"
    wrong = [i for i in listed if not isinstance(i, str)]
    return f"has {wrong[0]!r} as `next`, which is no id" if wrong else _score_fault(scores)


def _score_fault(scores: list[Any]) -> str:
    wrong = [s for s in scores if isinstance(s, bool) or not isinstance(s, (int, float)) or not 0 < s < inf]
    return f"has {wrong[0]!r} as `score`, which is no number above 0" if wrong else ""


def _candidates(values: list[Any], shape: Shape) -> Iterator[Candidate]:
    """The candidates of one row: one, or as many as its lists are long."""
    tool, found, score = values
    if shape == "whole":
        yield Candidate(tool, tuple(found), score)
    elif isinstance(found, list):
        yield from (Candidate(tool, (n,), s) for n, s in zip(found, score, strict=True))
    else:
        yield Candidate(tool, (found,), score)


def load_motif(name: str) -> Motif:
    """A shipped motif by its name, or a user's own from a `.cypher` file.

    Raises:
        QueryError: The file is not there, or breaks a rule of motif files; says which, in which line.
        QueryFileError: A shipped file does.
    """
    if name in MOTIFS:
        return _load(name, query_root() / "sample" / f"{name}.cypher", shipped=True)
    path = Path(name)
    if not path.is_file():
        near = get_close_matches(name, MOTIFS, n=1)
        meant = f"Did you mean {near[0]}? " if near else ""
        raise QueryError(
            f"There is no motif {name!r}.", f"{meant}Use one of {', '.join(MOTIFS)}, or the path of a .cypher file."
        )
    try:
        return _load(path.stem, path, shipped=False)
    except QueryFileError as exc:
        raise QueryError(exc.problem, exc.fix) from exc


def _load(name: str, path: Path, *, shipped: bool) -> Motif:
    query = check_query_file(path, params=_PARAMS)
    if query.mode != "read":
        raise QueryFileError(
            f"{path}, line {_line_of(query, 'mode')}: a motif has `// mode: read`, not {query.mode}.",
            "A motif only reads.",
        )
    shape = _shape_of(path, query.text)
    if shape == "template" and not {"tools", "back"} <= set(query.params):
        raise QueryFileError(
            f"{path}, line {_line_of(query, 'params')}: a template needs $tools and $back.",
            "List what follows each of $tools when $back is false, and what precedes it when $back is true.",
        )
    check_query_file(path, params=_PARAMS, returns=_COLUMNS[shape])
    return Motif(
        name=name,
        path=path,
        shape=shape,
        text=query.text,
        params=frozenset(query.params),
        edges=_edges_of(path, query.text) if shape == "template" else (),
        shipped=shipped,
    )


def _line_of(query: Query, header: str) -> int:
    return next(i for i, line in enumerate(query.text.splitlines(), 1) if line.startswith(f"// {header}:"))


def _shape_of(path: Path, text: str) -> Shape:
    found = _SHAPE_LINE.search(text)
    if found is None or found[1] not in _COLUMNS:
        line = text[: found.start()].count("\n") + 1 if found else 1
        raise QueryFileError(
            f"{path}, line {line}: no `// motif: SHAPE` with SHAPE one of {', '.join(_COLUMNS)}.",
            "Add it under the `// purpose:` line, as `// motif: walk`.",
        )
    return cast("Shape", found[1])


def _edges_of(path: Path, text: str) -> tuple[Edge, ...]:
    """The template's edges; each but the first must join a new call to one that is there."""
    found = _TEMPLATE_LINE.search(text)
    if found is None:
        raise QueryFileError(
            f"{path}, line 1: a template needs a line `// shape: a>b, c>b`.", "Add it under `// motif:`."
        )
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
    if not _call_order(tuple(edges)):
        raise QueryFileError(f"{path}, line {line}: the calls feed each other in a circle.", "Turn one `>` around.")
    return tuple(edges)


def _call_order(edges: tuple[Edge, ...]) -> tuple[str, ...]:
    """The names in the edges so that each comes after those that feed it; () when there is a circle."""
    names = list(dict.fromkeys(name for edge in edges for name in edge))
    order: list[str] = []
    while len(order) < len(names):
        ready = [n for n in names if n not in order and all(a in order for a, b in edges if b == n)]
        if not ready:
            return ()
        order.append(ready[0])
    return tuple(order)
