"""Texts that match a regular expression."""

from __future__ import annotations

import importlib
import re
import string
from collections.abc import Callable
from functools import lru_cache
from random import Random
from typing import Any

# The parser behind `re` is the only full reader of Python's patterns; it has no public name.
_sre: Any = importlib.import_module("re._parser")
_Writer = Callable[[Random], str]

_DIGITS = string.digits
_WORDS = string.ascii_lowercase + string.digits
_PRINTABLE = string.ascii_letters + string.digits + " -_"
_CATEGORIES = {"DIGIT": _DIGITS, "NOT_DIGIT": string.ascii_lowercase, "WORD": _WORDS, "NOT_WORD": "-", "SPACE": " "}
_CATEGORIES["NOT_SPACE"] = _WORDS
_MOST_REPEATS = 8


@lru_cache(maxsize=4096)
def writer_of(pattern: str) -> _Writer | None:
    """A function that writes texts matching `pattern`; None for patterns with look-around or back references."""
    try:
        parsed = _sre.parse(pattern)
        write = _sequence(parsed)
        found = re.search(pattern, write(Random(1)))
    except (re.error, KeyError, ValueError, RecursionError, OverflowError, IndexError):
        return None
    return write if found else None


def write(pattern: str, rng: Random) -> str | None:
    """A text that matches `pattern`; None when none was found."""
    writer = writer_of(pattern)
    if writer is None:
        return None
    text = writer(rng)
    return text if re.search(pattern, text) else None


def _sequence(parsed: Any) -> _Writer:
    parts = [_part(str(op), value) for op, value in parsed]
    return lambda rng: "".join(part(rng) for part in parts)


def _part(op: str, value: Any) -> _Writer:
    simple: dict[str, Callable[[Any], _Writer]] = {
        "LITERAL": lambda v: lambda _: chr(v),
        "NOT_LITERAL": lambda v: _one_of([c for c in _PRINTABLE if ord(c) != v]),
        "ANY": lambda _: _one_of(list(_WORDS)),
        "AT": lambda _: lambda _rng: "",
        "IN": lambda v: _one_of(_chosen(v)),
        "MAX_REPEAT": _repeated,
        "MIN_REPEAT": _repeated,
        "POSSESSIVE_REPEAT": _repeated,
        "SUBPATTERN": lambda v: _sequence(v[-1]),
        "ATOMIC_GROUP": _sequence,
        "BRANCH": _branched,
    }
    return simple[op](value)


def _one_of(choices: list[str]) -> _Writer:
    if not choices:
        raise ValueError("nothing to choose from")
    return lambda rng: rng.choice(choices)


def _repeated(value: Any) -> _Writer:
    low, high, inner = value
    most = min(int(high), int(low) + _MOST_REPEATS)
    item = _sequence(inner)
    least = min(max(int(low), 1), most)
    least = int(low) if int(low) > 1 or int(high) == 1 else least
    return lambda rng: "".join(item(rng) for _ in range(rng.randint(least, max(least, most))))


def _branched(value: Any) -> _Writer:
    branches = [_sequence(branch) for branch in value[1]]
    return lambda rng: rng.choice(branches)(rng)


def _chosen(items: Any) -> list[str]:
    """The characters of a set, plain ones where it allows many."""
    negated, found = False, []
    for op, value in items:
        name = str(op)
        if name == "NEGATE":
            negated = True
        elif name == "LITERAL":
            found.append(chr(value))
        elif name == "RANGE":
            found.extend(map(chr, range(value[0], min(value[1], value[0] + 200) + 1)))
        elif name == "CATEGORY":
            found.extend(_CATEGORIES[str(value).removeprefix("CATEGORY_")])
    if negated:
        return [c for c in _PRINTABLE if c not in found]
    plain = [c for c in found if c.isalnum()]
    return plain or found
