"""What stands behind a wish: how its phrases are joined, and which of them are too much for one sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from toolgraph.llm.offline.slots import Spoken

_ONCE = frozenset(("with", "for"))
_ENDS_WITH = re.compile(r"(?:^| )with (?!(?:.* )?(?:to|for|in|on|at|by|from|into|over)\b)[^,]*$")
_SOUGHT_FOR = re.compile(r"^for ")


def uncrowded(rest: str, paired: Sequence[tuple[str, Spoken]]) -> tuple[list[str], list[Spoken]]:
    """The phrases behind a wish without a second `with` or `for` far from the first, and the values that they say.

    What is left out is said in a sentence of its own: nobody makes `a plan with squats over 3 weeks with 2 sessions`.

    Args:
        rest: The wish itself.
        paired: The phrases with their values.
    """
    kept: list[str] = []
    told: list[Spoken] = []
    before = _SOUGHT_FOR.sub("", rest)
    for tail, value in paired:
        way = tail.partition(" ")[0]
        there = f" {way} " in f" {before}"
        again = way in _ONCE and (there or any(k.startswith(f"{way} ") for k in kept))
        if again and not (way == "with" and _goes_on(before, kept, there=there)):
            continue
        kept.append(tail)
        told.append(value)
    return kept, told


def _goes_on(before: str, kept: Sequence[str], *, there: bool) -> bool:
    """Whether one more `with` can be joined to the one before it by `and`."""
    if there:
        return all(k.startswith("with ") for k in kept) and _ENDS_WITH.search(before) is not None
    return kept[-1].startswith("with ")


def chained(rest: str, tails: Sequence[str]) -> str:
    """The phrases behind a wish in a row; one more `with` is `and`."""
    out = ""
    last = "with" if _ENDS_WITH.search(rest) else ""
    for tail in tails:
        first = tail.partition(" ")[0]
        if first == last and first == "with":
            out += f" and {tail[5:]}" if out else f"and {tail[5:]}"
        elif (first == last and out) or tail.startswith(","):
            out += tail if tail.startswith(",") else f", {tail}"
        else:
            out += f" {tail}" if out else tail
        last = first
    return out
