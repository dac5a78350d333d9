"""Schemas of scalars as a reader understands them: without values that hold a place, with those that a text names."""

from __future__ import annotations

import re
from functools import lru_cache

from toolgraph.meaning.holes import hole_in
from toolgraph.models.base import JsonObject, JsonValue

_PLACEHOLDERS = frozenset(
    "string text example foo bar baz foobar test value none null undefined n/a na todo tbd xxx sample placeholder "
    "any object array integer number boolean uuid date datetime abc abcdef key name str".split()
)
# Of filler text only: none of these is an English word of four letters or more.
_LOREM = frozenset(
    "lorem ipsum dolor amet consectetur adipiscing elit eiusmod tempor incididunt labore dolore magna aliqua enim "
    "minim veniam quis nostrud exercitation ullamco laboris nisi aliquip commodo consequat duis aute irure "
    "reprehenderit voluptate velit esse cillum fugiat nulla pariatur excepteur sint occaecat cupidatat proident sunt "
    "culpa officia deserunt mollit anim laborum".split()
)
_HOLE = re.compile(
    r"^<.*>$|\{\{|^\{[^:]*\}$|^your[ _-]|^(?:example|sample|dummy|my|a)[_-]|^\[.*\]$|^\$\{"
    r"|\bthis (header|parameter|field|property)\b",
    re.IGNORECASE,
)
_ASIDE = 20
_ONE_OF = re.compile(
    r"(?:\bone of|\beither|\boptions?(?: are)?|\b(?:possible|valid|allowed|accepted|supported)"
    r" (?:values?|options?)(?: are| include)?|\bvalues?|\benum\]?|\bcan be|\bmust be|\bchoose (?:from|between))"
    r"(?:\s*[:(\[]\s*|\s+(?=[`'\"]))([^\n.;]{3,300})",
    re.IGNORECASE,
)
_SUCH_AS = re.compile(r"(?:\be\.g\.|\bfor example|\bsuch as|\bexamples?)[,:]?\s+(?:[`'\"]([^`'\"\n]{1,60})[`'\"])")
_LISTED = re.compile(r"\be\.g\.,? ([a-z][\w-]+(?: [\w-]+)?(?:, (?!etc)[a-z][\w-]+(?: [\w-]+)?)+)")
_BETWEEN = re.compile(r"\s*(?:,|\||\bor\b|\band\b)\s*")
_CHOICE = re.compile(r"[A-Za-z][\w+-]{0,29}")
_TRUE_FALSE = re.compile(
    r"^\W*(?:true (?:or|/) false|true|boolean)\W*$|\btrue or false\b|^whether (?:or not |to )?", re.IGNORECASE
)
_FEWEST, _MOST = 2, 40
# Descriptions of which it is kept what they tell: the fields of one API are described alike in many tools.
_KEPT = 20_000


def holds_a_place(value: JsonValue, schema: JsonObject) -> bool:
    """Whether an example or default says nothing: `string`, `<your name>`, `lorem ipsum`, the description itself."""
    return isinstance(value, str) and _holds_a_place(value, str(schema.get("description", "")))


@lru_cache(maxsize=_KEPT)
def _holds_a_place(value: str, description: str) -> bool:
    low = value.strip().lower()
    words = re.findall(r"[a-z]+", low)
    filler = [w for w in words if len(w) > len("sed")]
    return (
        low in _PLACEHOLDERS
        or _HOLE.search(low) is not None
        or hole_in(value) is not None
        or (len(low) > _ASIDE and low.rstrip(".") in description.lower())
        or (bool(filler) and all(w in _LOREM for w in filler))
    )


def tidy(schema: JsonObject, kind: str) -> JsonObject:
    """A scalar's schema for making values: placeholders gone, and choices or examples read from its description.

    The schema is not fit for validation: choices that only a text names do not bind.

    Args:
        kind: Its main type.
    """
    out = dict(schema)
    kept = [e for e in schema.get("examples", ()) if not holds_a_place(e, schema) and not _is_nought(e)]
    out["examples"] = kept
    if not kept:
        del out["examples"]
    if "default" in out and (holds_a_place(out["default"], schema) or _is_nought(out["default"])):
        del out["default"]
    free = kind in ("string", "any") and not schema.keys() & {"enum", "const", "pattern", "format"} and not kept
    if kind in ("integer", "number"):
        out |= {k: v for k, v in _told_bounds(str(schema.get("description", ""))).items() if k not in schema}
    if free:
        out |= _told(str(schema.get("description", "")))
    return out


def _is_nought(value: JsonValue) -> bool:
    """Whether a number is the 0 that generators write where nobody said anything."""
    return isinstance(value, (int, float)) and not isinstance(value, bool) and value == 0


@lru_cache(maxsize=_KEPT)
def _told(text: str) -> JsonObject:
    """Choices or examples that a description names; {} for none."""
    if not text:
        return {}
    if _TRUE_FALSE.search(text):
        return {"enum": ["true", "false"]}
    outcome = _OUTCOME.search(text)
    if outcome:
        return {"enum": [outcome.group(1), outcome.group(2)]}
    found = _ONE_OF.search(text)
    choices = _choices(found.group(1)) if found else _named_in_brackets(text)
    if choices:
        return {"enum": choices}
    shown = [m.group(1) for m in _SUCH_AS.finditer(text)]
    listed = _LISTED.search(text)
    shown += _BETWEEN.split(listed.group(1)) if listed and not shown else []
    shown = [s for s in shown if not holds_a_place(s, {})]
    return {"examples": shown} if shown else {}


# How a deed went: `success or failed`.
_OUTCOME = re.compile(
    r"\b(success|successful|succeeded|sent|ok|done|delivered)\b ?(?:/|or|,) ?['\"]?(fail\w*|error|failure)\b",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"\(([a-z]+(?:, [a-z]+)+,? (?:and |or )?[a-z]+|[a-z]+(?:/[a-z]+)+)\)\.?$")
_MEANING = re.compile(r"['`\"](\w+)['`\"] for \w+")


def _named_in_brackets(text: str) -> list[JsonValue]:
    """Choices that end a description in brackets: `(buy/sell)`, `('l' for lines, 'w' for words)`; [] for none."""
    meant = _MEANING.findall(text)
    if len(meant) >= _FEWEST:
        return list(dict.fromkeys(meant))
    found = _IN_BRACKETS.search(text)
    return _choices(found.group(1).replace("/", ", ")) if found else []


_FROM_TO = re.compile(
    r"(?:between|from|range|scale|\() ?(?:of |is |: ?)?"
    r"(-?\d+(?:\.\d+)?)(?: ?%?)(?: and | to | ?- ?| ?– ?)(-?\d+(?:\.\d+)?)\b(?![-/])",
    re.IGNORECASE,
)
_LEAST = re.compile(r"\b(?:minimum(?: value)?|at least|min)(?: of| is|:)? (\d+(?:\.\d+)?)\b", re.IGNORECASE)
_SHARE = re.compile(r"\bprobability\b|\bsignificance level\b|\ballele\b|\bas a decimal\b", re.IGNORECASE)


@lru_cache(maxsize=_KEPT)
def _told_bounds(text: str) -> JsonObject:
    """The smallest and largest number that a description names; {} where it names none."""
    found = _FROM_TO.search(text)
    if found:
        low, high = float(found.group(1)), float(found.group(2))
        return {"minimum": _whole(low), "maximum": _whole(high)} if low < high else {}
    if _SHARE.search(text):
        return {"minimum": 0.01, "maximum": 0.5}
    least = _LEAST.search(text)
    return {"minimum": _whole(float(least.group(1)))} if least else {}


def _whole(value: float) -> float:
    return int(value) if value.is_integer() else value


def _choices(text: str) -> list[JsonValue]:
    """The words of an enumeration, [] when it is none: `asc, desc` and `"on" | "off"`, but no half sentence."""
    text = text.replace("&quot;", '"').split(")")[0].split("]")[0]
    quoted = re.findall(r"[`'\"]([\w .+/-]{1,30})[`'\"]", text)
    if len(quoted) >= _FEWEST:
        return list(dict.fromkeys(quoted))[:_MOST]
    parts = [p.strip(" `'\"*") for p in _BETWEEN.split(text.strip())]
    parts = [p for p in parts if p]
    if len(parts) < _FEWEST or not all(_CHOICE.fullmatch(p) for p in parts):
        return []
    return list(dict.fromkeys(parts))[:_MOST]
