"""The query files in `cypher/`: one statement each, with a header that is checked when it is loaded.

The header's grammar is in `cypher/README.md`. Nothing but this module reads the folder.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, get_args

from toolgraph.errors import QueryFileError
from toolgraph.store.cypher_text import bare_text, has_write, parameters_in, returned_columns, statements_in

Mode = Literal["read", "write", "schema"]
Dialect = Literal["embedded", "neo4j"]

_HEADER_LINE = re.compile(r"//\s*(purpose|params|returns|mode|rows|motif):\s*(.*?)\s*$")
_NEEDED = ("purpose", "params", "returns", "mode")
_ORDER = re.compile(r"\border\s+by\b", re.IGNORECASE)
_FROM_GENERATOR = re.compile(r"\brand(omUUID)?\s*\(", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Query:
    """One checked query file.

    Attributes:
        name: Path below `cypher/` without ending (`sample/line`).
        params: Names that a call must bring, all of them.
        returns: Columns, in order; empty for a statement that returns nothing.
        motif: Shape of a motif file (`step`, `set`, `whole`), else "".
    """

    name: str
    path: Path
    purpose: str
    text: str
    params: tuple[str, ...]
    returns: tuple[str, ...]
    mode: Mode
    motif: str


def query_root() -> Path:
    """The folder of query files: beside the package in a checkout, inside it in a wheel."""
    package = Path(__file__).resolve().parent.parent
    checkout = package.parent / "cypher"
    return checkout if (checkout / "README.md").is_file() else package / "_cypher"


@lru_cache(maxsize=256)
def load_query(name: str, dialect: Dialect) -> Query:
    """The query of a name, in the words of a database: `name.neo4j.cypher` comes before `name.cypher` there.

    Raises:
        QueryFileError: There is no such file, or it breaks a rule.
    """
    root = query_root()
    for ending in (f".{dialect}.cypher", ".cypher"):
        path = root / f"{name}{ending}"
        if path.is_file():
            return check_query_file(path, name=name)
    raise QueryFileError(f"There is no query {name!r} in {root}.", "Reinstall toolgraph; this is a bug if it stays.")


def query_names() -> list[str]:
    """Names of all query files, sorted; those for one database only come once, under the common name."""
    root = query_root()
    found = {str(p.relative_to(root)).removesuffix(".cypher") for p in root.rglob("*.cypher")}
    return sorted({re.sub(r"\.(neo4j|embedded)$", "", n.replace("\\", "/")) for n in found})


def check_query_file(
    path: Path, *, name: str = "", params: Collection[str] | None = None, returns: Sequence[str] | None = None
) -> Query:
    """Read a query file and hold it against the rules.

    Args:
        name: Under which it is known; "" for the file's stem.
        params: The most it may ask for; None for anything.
        returns: The columns it must return, in order; None for any.

    Raises:
        QueryFileError: It breaks a rule; the message has file, line and rule.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as exc:
        raise QueryFileError(f"{path} cannot be read: {exc}.", "Give a text file with one Cypher statement.") from exc
    header = _header(path, text)
    query = Query(
        name=name or path.stem,
        path=path,
        purpose=header["purpose"],
        text=text,
        params=_names(header["params"]),
        returns=_names(header["returns"]),
        mode=_mode(path, text, header["mode"]),
        motif=header.get("motif", ""),
    )
    _check_statement(query, one_row=header.get("rows") == "one")
    if params is not None and not set(query.params) <= set(params):
        extra = sorted(set(query.params) - set(params))
        raise _broken(query, "params", f"asks for {extra}", f"It may use only {sorted(params)}.")
    if returns is not None and query.returns != tuple(returns):
        raise _broken(query, "returns", f"returns {list(query.returns)}", f"It must return {list(returns)}, in order.")
    return query


def _header(path: Path, text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in text.splitlines():
        if not line.startswith("//"):
            break
        if match := _HEADER_LINE.match(line):
            found[match[1]] = match[2]
    missing = [key for key in _NEEDED if key not in found]
    if missing:
        raise QueryFileError(
            f"{path}, line 1: the header has no `// {missing[0]}:` line.",
            f"A query file begins with the lines {', '.join(f'`// {k}:`' for k in _NEEDED)}.",
        )
    return found


def _names(listed: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in listed.split(",") if name.strip())


def _mode(path: Path, text: str, written: str) -> Mode:
    for mode in get_args(Mode):
        if written == mode:
            return mode  # type: ignore[no-any-return]
    line = next(i for i, row in enumerate(text.splitlines(), 1) if re.match(r"//\s*mode:", row))
    raise QueryFileError(f"{path}, line {line}: mode is {written!r}.", f"Make it one of {', '.join(get_args(Mode))}.")


def _check_statement(query: Query, *, one_row: bool) -> None:
    code = bare_text(query.text)
    used = parameters_in(code)
    if used != set(query.params):
        raise _broken(
            query,
            "params",
            f"declares params {sorted(query.params)} but uses {sorted(used)}",
            "Make the `// params:` line name exactly the `$names` in the statement.",
        )
    if statements_in(code) != 1:
        raise _broken(query, "", f"holds {statements_in(code)} statements", "Keep one statement a file.")
    if _FROM_GENERATOR.search(code):
        raise _broken(query, "", "calls rand()", "Choices are made in Python, with the seeded generator.")
    if query.mode != "read":
        return
    if word := has_write(code):
        raise _broken(query, "mode", f"is of mode read and holds {word}", "Take it out, or make it `mode: write`.")
    if not one_row and not _ORDER.search(code):
        raise _broken(query, "", "has no ORDER BY", "Order the rows fully, or say `// rows: one` if there is just one.")
    columns = returned_columns(query.text)
    if columns != query.returns:
        raise _broken(
            query,
            "returns",
            f"declares columns {list(query.returns)} but returns {list(columns)}",
            "Make the `// returns:` line name the columns of the last RETURN, in order.",
        )


def _broken(query: Query, header: str, problem: str, fix: str) -> QueryFileError:
    lines = query.text.splitlines()
    line = next((i for i, row in enumerate(lines, 1) if header and row.startswith(f"// {header}:")), 0)
    if not line:
        line = next((i for i, row in enumerate(lines, 1) if row and not row.startswith("//")), len(lines))
    return QueryFileError(f"{query.path}, line {line}: {problem}.", fix)
