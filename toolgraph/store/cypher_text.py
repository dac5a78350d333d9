"""What can be told of a Cypher statement from its text: parameters, columns, whether it writes or reads files.

Used to check our own query files, and as the first of two guards on users' queries; the second is the database's own
read-only access, which the text cannot talk its way around.
"""

from __future__ import annotations

import re

_SKIPPED = re.compile(
    r"""//[^\n]*|/\*.*?\*/|'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`(?:``|[^`])*`""",
    re.DOTALL,
)
_PARAMETER = re.compile(r"\$(\w+)")
# No clause is followed by one of these signs: a word before them is a name (`{set: 1}`, `set.x`, `RETURN set, drop`).
_WORD = re.compile(r"(?<![\w.:$`])([A-Za-z]+)\b(?!\s*(?:[.,:)\]}=<>+*/%|;]|AS\b|as\b|$))(?!\s*\()")
_WRITES = frozenset(
    "CREATE MERGE DELETE DETACH SET REMOVE DROP FOREACH ALTER GRANT DENY REVOKE RENAME INSERT TERMINATE".split()
)
_CALLED_WRITE = re.compile(r"(?<![\w.:$`])(FOREACH|CREATE|MERGE|DELETE|INSERT|SET|REMOVE)\s*\(", re.IGNORECASE)
_ESCAPED = re.compile(r"\\u+([0-9a-fA-F]{4})")
_LOAD_CSV = re.compile(r"\bLOAD\s+CSV\b", re.IGNORECASE)
_IN_TRANSACTIONS = re.compile(r"\bIN\s+(?:\d+\s+CONCURRENT\s+)?TRANSACTIONS\b", re.IGNORECASE)
_CALL = re.compile(r"(?<![\w.:])CALL\s+([A-Za-z_`][\w.`]*)", re.IGNORECASE)
_AS = re.compile(r"\bAS\s+$", re.IGNORECASE)
_USE = re.compile(r"^\s*USE\s", re.IGNORECASE)
# Procedures that only look at the database itself.
_HARMLESS = frozenset(
    "db.labels db.relationshiptypes db.propertykeys db.schema.visualization db.schema.nodetypeproperties "
    "db.schema.reltypeproperties db.indexes db.constraints db.info db.ping dbms.components dbms.info".split()
)


def bare_text(text: str) -> str:
    """A statement without comments; what stands in quotes or backticks becomes `''` of the same length or spaces."""

    def blank(match: re.Match[str]) -> str:
        found = match[0]
        if found.startswith(("//", "/*")):
            return re.sub(r"[^\n]", " ", found)
        return found[0] + re.sub(r"[^\n]", "_", found[1:-1]) + found[-1]

    return _SKIPPED.sub(blank, text)


def parameters_in(code: str) -> set[str]:
    """Names of the `$parameters` of a bare statement."""
    return set(_PARAMETER.findall(code))


def statements_in(code: str) -> int:
    """How many statements a bare text holds."""
    return sum(1 for part in code.split(";") if part.strip())


def refused_in(text: str) -> str:
    r"""The first thing in a user's statement that is not plain reading; "" if nothing is.

    Neo4j 5 decodes `\uXXXX` before it parses, so that `LO\u0041D CSV` loads: both spellings are looked at.
    """
    decoded = _ESCAPED.sub(lambda m: chr(int(m[1], 16)), text)
    return has_write(bare_text(text)) or has_write(bare_text(decoded))


def has_write(code: str) -> str:
    """The first thing in a bare statement that changes the database or reads a file or URL; "" if nothing does."""
    if _LOAD_CSV.search(code):
        return "LOAD CSV"
    if _IN_TRANSACTIONS.search(code):
        return "CALL ... IN TRANSACTIONS"
    for match in _CALL.finditer(code):
        if match[1].lower() not in _HARMLESS:
            return f"CALL {match[1]}"
    for match in _WORD.finditer(code):
        if match[1].upper() in _WRITES and not _AS.search(code[: match.start()]):
            return match[1].upper()
    if called := _CALLED_WRITE.search(code):
        return called[1].upper()
    return "USE" if _USE.search(code) else ""


def returned_columns(text: str) -> tuple[str, ...]:
    """Column names of the last RETURN of a statement, as the database names them; () for `RETURN *`."""
    code = bare_text(text)
    returns = list(re.finditer(r"\bRETURN\b(?:\s+DISTINCT\b)?", code, re.IGNORECASE))
    if not returns:
        return ()
    start = returns[-1].end()
    end = re.search(r"\b(ORDER\s+BY|SKIP|LIMIT)\b|;", code[start:], re.IGNORECASE)
    stop = start + end.start() if end else len(code)
    columns = tuple(_column(code, text, span) for span in _parts(code, start, stop))
    return () if columns == ("*",) else columns


def _parts(code: str, start: int, stop: int) -> list[tuple[int, int]]:
    """Where the parts between the commas that stand outside brackets begin and end."""
    parts, depth = [], 0
    for at in range(start, stop):
        if code[at] in "([{":
            depth += 1
        elif code[at] in ")]}":
            depth -= 1
        elif code[at] == "," and depth == 0:
            parts.append((start, at))
            start = at + 1
    return [(a, b) for a, b in (*parts, (start, stop)) if code[a:b].strip()]


def _column(code: str, text: str, span: tuple[int, int]) -> str:
    part = code[slice(*span)]
    alias = re.search(r"\bAS\s+(\S+)\s*$", part, re.IGNORECASE)
    if alias is None:
        return part.strip()
    name = text[span[0] + alias.start(1) : span[0] + alias.end(1)]  # with what stands between backticks
    return name.strip("`").replace("``", "`")
