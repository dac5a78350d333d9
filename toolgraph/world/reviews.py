"""What people say of a stay, a product, a course or a film: headline, text and rating agree, and none is said twice."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from toolgraph.world import reviewbank
from toolgraph.world.draw import Drawer
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import ANONYMOUS, Record
from toolgraph.world.reviewbank import Opinion
from toolgraph.world.shape import Part
from toolgraph.world.subjects import COURSES

_SAID = frozenset("review feedback rating opinion comment testimonial".split())
_TITLES, _TEXTS = ("title", "headline", "summary"), ("text", "body", "comment", "review", "content")
_OF = (
    (frozenset("hotel hostel inn resort guesthouse accommodation".split()), reviewbank.STAYS),
    (frozenset("product article item good".split()), reviewbank.GOODS),
    (COURSES, reviewbank.COURSES),
    (frozenset("film movie show series documentary".split()), reviewbank.FILMS),
)
_TOP = 5.0
# Among the facts of a review: it has been given its words.
WRITTEN = "#written"


class _Row(NamedTuple):
    """The leaves of a review; no headline where none is shown."""

    stars: LeafPlan
    text: LeafPlan
    title: LeafPlan | None


def _row(item: Part) -> _Row | None:
    if item.noun.rpartition(" ")[2] not in _SAID:
        return None
    leaves = tuple(item.leaves())
    stars = next((x for x in leaves if x.maker == "rating" and x.type in ("integer", "number")), None)
    text, title = _named(leaves, _TEXTS), _named(leaves, _TITLES)
    return _Row(stars, text, title) if stars is not None and text is not None else None


def _named(leaves: Iterable[LeafPlan], keys: Collection[str]) -> LeafPlan | None:
    return next((x for x in leaves if x.key in keys and x.type == "string" and "enum" not in x.schema), None)


def say(drawer: Drawer, record: Record, item: Part, around: Record, others: Sequence[Record]) -> None:
    """Let a new review say what goes with its rating, in words that none of the others has."""
    row = item.seen(_row)
    if row is None or row.text.key in record.facts or record.made or record.scene.fresh:
        return
    bank = _bank_of(record, around)
    stars = drawer.leaf(record, row.stars) if bank else None
    if not isinstance(stars, (int, float)):
        return
    share = stars / float(row.stars.schema.get("maximum", 2 * _TOP if stars > _TOP else _TOP))
    used = {r.facts.get(row.text.key) for r in others if r is not record}
    left = [each for each in bank if each.least <= share <= each.most]
    left = [each for each in left if each.text not in used] or left
    if not left:
        return
    said = record.scene.rng.choice(left)
    record.facts |= {row.text.key: said.text, WRITTEN: True}
    if row.title is not None:
        record.facts[row.title.key] = said.title


def _bank_of(record: Record, around: Record) -> tuple[Opinion, ...]:
    """What may be said of what a review is of; () for anything else."""
    of = [around] if around.head != ANONYMOUS else []
    heads = {r.head for r in (*of, *record.wholes())}
    return next(
        (bank for nouns, bank in _OF if nouns & heads or any(f"{n} id" in record.facts for n in sorted(nouns))), ()
    )
