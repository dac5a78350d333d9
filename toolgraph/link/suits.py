"""Whether the values of a field can be values of a parameter at all: types, formats, enums, patterns, examples."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toolgraph.link.side import Side

_SCALARS = {
    ("integer", "number"): (0.97, "type_number"),
    ("number", "integer"): (0.9, "type_number"),
    ("integer", "string"): (0.9, "type_to_string"),
    ("number", "string"): (0.8, "type_to_string"),
    ("string", "integer"): (0.7, "type_from_string"),
    ("string", "number"): (0.6, "type_from_string"),
}
_FORMS = {
    "date": re.compile(r"\d{4}-\d\d-\d\d"),
    "date-time": re.compile(r"\d{4}-\d\d-\d\d"),
    "time": re.compile(r"\d\d:\d\d"),
    "email": re.compile(r"[^\s@]+@[^\s@]+$"),
    "uri": re.compile(r"[A-Za-z][\w+.-]*:"),
    "uuid": re.compile(r"[0-9a-fA-F-]{32,36}$"),
}
_NUMBER = re.compile(r"-?\d+(\.\d+)?$")
_DIGIT = re.compile(r"\d")
# Ids often say of what they are: `dev-4a91c07e`, `ord_7781`.
_MARK = re.compile(r"([A-Za-z]{1,8}[-_])(?=.*\d)")
_PATTERN_MAX = 150  # characters of a pattern that is tried
# A group that repeats and is itself repeated can take for ever (https://owasp.org/www-community/attacks/ReDoS).
_NESTED_REPEAT = re.compile(r"[+*}]\)*\)[+*{]")


def type_factor(field: Side, parameter: Side) -> tuple[float, str]:
    """How well a field's type fills a parameter's, 0 (never) to 1, and the reason word."""
    have, want = field.type, parameter.type
    if "any" in (have, want):
        return 0.9, "type_open"
    if have == want:
        return _same_type(field, parameter), "type_same"
    if want == "array":
        return _fill_list(have, parameter.item_type)
    # Seconds since 1970 are no written date, nor the other way round.
    written = field.format in ("date", "date-time") if have == "string" else parameter.concept.kind in _DATES
    return (0.0, "") if written else _SCALARS.get((have, want), (0.0, ""))


def _same_type(field: Side, parameter: Side) -> float:
    if field.type != "array":
        return 0.85 if field.type == "object" else 1.0
    same = field.item_type == parameter.item_type or "" in (field.item_type, parameter.item_type)
    return 1.0 if same else 0.0


_DATES = frozenset(("@date", "@datetime"))


def _fill_list(have: str, item: str) -> tuple[float, str]:
    if item in ("", have, "any"):
        return 0.97, "type_into_list"
    factor, _ = _SCALARS.get((have, item), (0.0, ""))
    return factor * 0.97, "type_into_list"


def format_factor(field: Side, parameter: Side) -> float:
    """How well formats agree, 0 to 1."""
    if field.format == parameter.format:
        return 1.0
    if not field.format or not parameter.format:
        return 0.97
    return 0.75 if {field.format, parameter.format} == {"date", "date-time"} else 0.0


def enum_factor(field: Side, parameter: Side) -> tuple[float, str]:
    """How well a closed choice agrees, 0 (never) to 1.05, and the reason word."""
    if not parameter.enum and field.enum and parameter.samples and field.enum.isdisjoint(parameter.samples):
        return 0.0, ""
    if not parameter.enum:
        return (0.75 if field.enum else 1.0), ""
    given = field.enum or frozenset(field.samples)
    if given:
        return (1.05 if field.enum else 1.0, "enum_overlap") if given & parameter.enum else (0.0, "")
    return (0.67, "") if field.name_words == parameter.name_words else (0.0, "")


def values_fit(field: Side, parameter: Side) -> bool:
    """False when the field's own examples or choices show that none of its values can be the parameter's."""
    if field.type == "integer" and parameter.samples and not any(map(_DIGIT.search, parameter.samples)):
        return False
    values = field.samples or tuple(sorted(field.enum))
    return not values or (_meet_demands(field, parameter, values) and _look_alike(field.samples, parameter.samples))


def _meet_demands(field: Side, parameter: Side, values: tuple[str, ...]) -> bool:
    form = _FORMS.get(parameter.format)
    if form is not None and not any(map(form.match, values)):
        return False
    number = field.type == "string" and parameter.type in ("integer", "number")
    if number and not any(map(_NUMBER.match, values)):
        return False
    return not parameter.pattern or _some_match(parameter.pattern, values)


def _look_alike(have: tuple[str, ...], want: tuple[str, ...]) -> bool:
    """False where all examples of one side bear what none of the other does: digits only, `@`, a mark (`dev-`)."""
    if _all_digits(want) and not any(map(str.isdigit, have or "0")):
        return False
    if any(_all_have(sign, want) and _none_has(sign, have) for sign in "@./"):
        return False
    own, asked = _mark(have), _mark(want)
    return not own or not asked or own == asked


def _all_have(sign: str, samples: tuple[str, ...]) -> bool:
    return bool(samples) and all(sign in s for s in samples)


def _none_has(sign: str, samples: tuple[str, ...]) -> bool:
    return bool(samples) and not any(sign in s for s in samples)


def _all_digits(samples: tuple[str, ...]) -> bool:
    return bool(samples) and all(s.replace(",", "").isdigit() for s in samples)


def _some_match(pattern: str, values: Iterable[str]) -> bool:
    compiled = _compiled(pattern)
    return compiled is None or any(map(compiled.search, values))


@lru_cache(maxsize=20_000)
def _compiled(pattern: str) -> re.Pattern[str] | None:
    """The pattern; None, which shuts nobody out, for one that Python cannot read or that could run for very long."""
    if len(pattern) > _PATTERN_MAX or _NESTED_REPEAT.search(pattern):
        return None
    try:
        return re.compile(pattern)
    except re.error:
        return None


@lru_cache(maxsize=100_000)
def _mark(samples: tuple[str, ...]) -> str:
    """The mark that all examples bear in front (`dev-`), in lower case; "" when they differ or bear none."""
    found = {m.group(1).lower() if (m := _MARK.match(s)) else "" for s in samples}
    return found.pop() if len(found) == 1 else ""
