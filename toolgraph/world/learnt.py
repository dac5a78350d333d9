"""What learners say of a course: as glad as their stars, on that course, and not the same again."""

from __future__ import annotations

import re
from collections.abc import Collection

from toolgraph.models.base import JsonObject
from toolgraph.world.figures import choose, own_leaves, rows_of
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Record
from toolgraph.world.places import mentioned
from toolgraph.world.shape import Part
from toolgraph.world.sorts import sorts_spoken
from toolgraph.world.subjects import COURSES

_REVIEWS = frozenset("review feedback testimonial".split())
_TEXTS = frozenset("review body note about other".split())
# What is said with so many of five stars.
_SAID = {
    5: ("Best course I have taken so far.", "Clear, friendly and well paced. I learnt a lot.",
        "I use what I learnt every day now.", "Every lesson was worth the time.", "The examples made it click for me."),
    4: ("Very good, only the last lessons felt rushed.", "Good examples; I would have liked more exercises.",
        "Well explained, and the pace is right.", "I would take the next one, too."),
    3: ("Fine for a start, but it could go deeper.", "Good content, though the sound is poor.",
        "Some lessons repeat each other."),
    2: ("Too slow for me.", "I had hoped for more practice."),
    1: ("Not what the description says.", "I stopped after three lessons."),
}  # fmt: skip
_GLAD = re.compile(r"\b(?:best|great|love|loved|excellent|finally|perfect|wonderful)\b|!", re.IGNORECASE)
_MIXED = re.compile(r"\b(?:but|though|too|only|however|slow|few|wish)\b", re.IGNORECASE)
_TOP = 5
# Among the facts: what is said is settled.
_SETTLED = "#said"


def tells_reviews(part: Part) -> bool:
    """Whether an object lists reviews with their stars."""
    return any(inner.item is not None and inner.item.seen(_stars_and_text) is not None for _, inner in part.props)


def _stars_and_text(item: Part) -> tuple[tuple[str, LeafPlan], tuple[str, LeafPlan]] | None:
    leaves = list(own_leaves(item)) if item.noun in _REVIEWS else []
    stars = next((own for own in leaves if own[1].maker == "rating"), None)
    text = next((own for own in leaves if own[1].type == "string" and own[1].maker in _TEXTS), None)
    return (stars, text) if stars is not None and text is not None else None


def of_learners(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let reviews of a course say what goes with their stars and with what the course is on, each something else."""
    del kept
    course = next((r for r in (record, *record.wholes()) if r.head in COURSES), None)
    for name, inner in part.props if course is not None else ():
        look = inner.item.seen(_stars_and_text) if inner.item is not None else None
        rows, records = rows_of(name, inner, out, record) if look is not None else ([], [])
        if look is None or course is None:
            continue
        (stars, _), text = look
        said = [row[text[0]] for row, each in zip(rows, records, strict=True) if _is_settled(each)]
        for row, each in zip(rows, records, strict=True):
            if _is_settled(each) or not isinstance(row.get(stars), (int, float)):
                continue
            if row[text[0]] in said or not _goes_with(str(row[text[0]]), row[stars], course):
                ours = _SAID[min(max(round(row[stars]), 1), _TOP)]
                choose(row, each, *text, each.scene.rng.choice([s for s in ours if s not in said] or ours))
            said.append(row[text[0]])
            each.facts[_SETTLED] = True


def _is_settled(review: Record) -> bool:
    return _SETTLED in review.facts or review.made


def _goes_with(text: str, stars: float, course: Record) -> bool:
    """Whether something may be said of a course with so many stars."""
    name = next((v for k in ("title", "name") if isinstance(v := course.facts.get(k), str)), "")
    if mentioned(text) is not None and "languages" not in sorts_spoken(name):
        return False
    if _GLAD.search(text):
        return stars >= _TOP - 0.5
    return not _MIXED.search(text) or 2 <= stars < _TOP - 0.5
