"""Motifs: the shape of a chain as one Cypher file.

A motif file is a query file (see `cypher/README.md`) with one more header line, `// motif: SHAPE`:

* `step`: rows (`tool`, `next`, `score`): tools that can follow each of `$tools`. A walk grows at its end.
* `set`: the same columns; the next tool may join at any tool already drawn, and the order follows from the links.
* `whole`: rows (`tool`, `tools`, `score`): whole lists of tools for each of `$tools`, in call order.

It may use the parameters `$tools` (ids to draw from) and `$score_min`, reads only, and orders its rows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast

from toolgraph.errors import QueryFileError
from toolgraph.store import GraphStore
from toolgraph.store.query import check_query_file, query_root

MOTIFS = ("line", "fan_in", "fan_out", "related", "random")
Shape = Literal["step", "set", "whole"]
_COLUMNS: dict[str, tuple[str, ...]] = {
    "step": ("tool", "next", "score"),
    "set": ("tool", "next", "score"),
    "whole": ("tool", "tools", "score"),
}
_SHAPE_LINE = re.compile(r"^//\s*motif:\s*(\w+)\s*$", re.MULTILINE)


@dataclass(frozen=True)
class Motif:
    """A motif that was checked.

    Attributes:
        name: Of a shipped motif, or the file's stem.
        text: The query.
        params: Which of `tools` and `score_min` it uses.
        shipped: Whether it is one of ours, read by name.
    """

    name: str
    shape: Shape
    text: str
    params: frozenset[str]
    shipped: bool

    def rows(self, store: GraphStore, tools: list[str], score_min: float) -> list[dict[str, Any]]:
        """Ask for the candidates of some tools.

        Raises:
            QueryError: The database refuses the query.
            StoreUnavailable: The database does not answer.
        """
        given = {"tools": tools, "score_min": score_min}
        params = {k: v for k, v in given.items() if k in self.params}
        if self.shipped:
            return store.read(f"sample/{self.name}", **params)
        answer = store.ask(self.text, params)
        return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]


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
    text = path.read_text(encoding="utf-8")
    found = _SHAPE_LINE.search(text)
    if found is None or found.group(1) not in _COLUMNS:
        raise QueryFileError(
            f"{path} has no line `// motif: SHAPE` with SHAPE one of {', '.join(_COLUMNS)}.",
            "Add it under the header's purpose line; docs: README, section 'Your own motif'.",
        )
    shape = cast("Shape", found.group(1))
    query = check_query_file(path, params={"tools", "score_min"}, returns=_COLUMNS[shape])
    return Motif(
        name=name if shipped else path.stem,
        shape=shape,
        text=query.text,
        params=frozenset(query.params),
        shipped=shipped,
    )
