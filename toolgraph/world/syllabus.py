"""In which order something is taught: first steps first, a summary last, and what is due sooner is handed in sooner."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from toolgraph.models.base import JsonObject
from toolgraph.world.asked import moment_of
from toolgraph.world.figures import figures, put
from toolgraph.world.memory import Memory, Record
from toolgraph.world.shape import Part

_TAUGHT = frozenset("lesson module chapter unit lecture assignment homework".split())
_HANDED_IN = frozenset("assignment homework".split())
_DONE = frozenset("submitted done completed handed finished graded".split())
# How names of what comes sooner sound, the first first; all others stand in the middle.
_EARLY = ("first steps|welcome|introduction|getting started|start here", "basics|short exercise",
          "key terms|ten questions", "understanding|longer exercise", "with examples")  # fmt: skip
_LATE = ("exercises", "common mistakes", "in practice|practical", "closer look", "questions and answers",
         "part two|small project", "tips and tricks", "everyday use", "worked case|case of your own",
         "summary|final|conclusion|wrap-up")  # fmt: skip
_EARLY_FORMS, _LATE_FORMS = (
    tuple(re.compile(rf"\b(?:{form})\b", re.IGNORECASE) for form in forms) for forms in (_EARLY, _LATE)
)
_NAMES = ("title", "name")
# What is held for some people at an hour that is known long before, and lasts as long as such things do.
_HELD = frozenset("session class workshop webinar seminar lecture".split())
_STEPS_MIN = (15, 10, 5)


@lru_cache(maxsize=20_000)
def _rank(title: str) -> int:
    """Where in a course something stands that is called so."""
    early = next((n for n, form in enumerate(_EARLY_FORMS) if form.search(title)), None)
    late = next((n for n, form in enumerate(_LATE_FORMS, 1) if form.search(title)), 0)
    return late if early is None else early - len(_EARLY_FORMS)


def in_teaching_order(records: list[Record], item: Part, memory: Memory, source: str) -> list[Record]:
    """Listed lessons or assignments, of which those that nobody has seen yet are called as what comes then would be."""
    if item.noun not in _TAUGHT or len(records) < 2:
        return records
    key = next((x.key for x in item.leaves() if x.key in _NAMES), "")
    new = [r for r in records if isinstance(r.facts.get(key), str) and not _is_seen(memory, source, r, key)]
    for record, title in zip(new, sorted((str(r.facts[key]) for r in new), key=_rank), strict=True):
        record.facts[key] = record.scene.called = title
    if item.noun in _HANDED_IN:
        _hand_in(new, item)
    return records


def _is_seen(memory: Memory, source: str, record: Record, key: str) -> bool:
    return (source, str(record.facts[key]).casefold()) in memory.called


def _hand_in(records: Sequence[Record], item: Part) -> None:
    """Let what is due be handed in, and at most the next one beside it."""
    leaf = next((x for x in item.leaves() if x.maker == "flag" and _DONE & set(x.tokens)), None)
    mine = [r for r in records if leaf is not None and leaf.key not in r.facts and r.scene.touched is None]
    if leaf is None or not mine:
        return
    today = mine[0].scene.setting.clock.date()
    due = [next((m.date() for v in r.facts.values() if (m := moment_of(v)) is not None), None) for r in mine]
    over = sum(1 for day in due if day is not None and day < today)
    for number, record in enumerate(mine):
        record.facts[leaf.key] = number < min(over + mine[0].scene.rng.randint(0, 1), len(mine) - 1)


def tells_length(part: Part) -> bool:
    """Whether an object tells how long something is that is held for some people."""
    return part.noun in _HELD and any(leaf.maker == "minutes" for leaf in part.leaves())


def of_round_length(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let what is held last as long as such things do: a session of an hour and a half, not of 87 minutes."""
    for own in figures(part, out):
        shown = [e for e in own.leaf.schema.get("examples", ()) if isinstance(e, int)]
        step = next((n for n in _STEPS_MIN if shown and all(e % n == 0 for e in shown)), 0)
        if own.leaf.maker == "minutes" and step and own.leaf.key not in kept:
            put(out, record, own, max(step * round(own.value / step), step))
