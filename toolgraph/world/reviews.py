"""What customers say of what they have bought: headline, text and stars that go together, each said by one of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from toolgraph.models.base import JsonObject
from toolgraph.world.figures import choose, own_leaves, rows_of
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Record
from toolgraph.world.shape import Part

_SAID = frozenset("review feedback rating opinion".split())
_GOODS = frozenset("product article item good".split())
_TITLES, _TEXTS = ("title", "headline", "summary"), ("text", "body", "comment", "review", "content")
# Among the facts of a review: it has been given its words.
_WRITTEN = "#written"
# How many stars go with what is said, from the fewest to the most of five.
_WORDS = (
    (1, 2, "Stopped working", "It worked for two weeks and then it did not."),
    (1, 2, "Not as described", "It looks nothing like the picture, so I sent it back."),
    (1, 3, "Arrived damaged", "The box was open and one corner was bent."),
    (2, 3, "Smaller than expected", "Nice to look at, but smaller than I thought."),
    (3, 3, "Does the job", "Nothing special, but it does what it should."),
    (3, 4, "Good, with small flaws", "It works well, but the finish could be neater."),
    (3, 4, "Good value", "Not perfect, but for this price I am happy with it."),
    (4, 4, "Nearly perfect", "Very good, only the instructions could be clearer."),
    (4, 5, "Just what I needed", "It does exactly what I bought it for."),
    (4, 5, "Just as described", "It looks just like the pictures and came in time."),
    (4, 5, "Still like new", "I have used it for a year and it still looks like new."),
    (4, 5, "A lovely present", "I gave it to my sister and she is very happy with it."),
    (5, 5, "Would buy it again", "Bought one for a friend and now want one at home."),
    (5, 5, "Better than expected", "Well made, simple to use and easy to clean."),
    (5, 5, "Highly recommended", "I use it every day and it has never let me down."),
)
_TOP = 5


class _Row(NamedTuple):
    """The leaves of a review by name; no headline where none is shown."""

    stars: str
    top: float
    text: tuple[str, LeafPlan]
    title: tuple[str, LeafPlan] | None


def tells_opinions(part: Part) -> bool:
    """Whether an object lists what customers say."""
    return any(_row_of(inner) is not None for _, inner in part.props)


def _row_of(part: Part) -> _Row | None:
    return part.item.seen(_row) if part.kind == "list" and part.item is not None and part.item.noun in _SAID else None


def _row(item: Part) -> _Row | None:
    leaves = list(own_leaves(item))
    stars = next(((n, x) for n, x in leaves if x.maker == "rating" and x.type in ("integer", "number")), None)
    text, title = _named(leaves, _TEXTS), _named(leaves, _TITLES)
    if stars is None or text is None:
        return None
    return _Row(stars[0], float(stars[1].schema.get("maximum", _TOP)), text, title)


def _named(leaves: Iterable[tuple[str, LeafPlan]], keys: Collection[str]) -> tuple[str, LeafPlan] | None:
    return next(((n, x) for n, x in leaves if x.key in keys and x.type == "string" and "enum" not in x.schema), None)


def of_reviews(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let each customer say of a product what goes with their stars, and no two of them the same, in place."""
    del kept
    for name, inner in part.props:
        row = _row_of(inner)
        rows, records = rows_of(name, inner, out, record) if row is not None else ([], [])
        if row is not None and any(_is_of_goods(each) for each in (record, *records[:1])):
            _write(rows, records, row)


def _is_of_goods(record: Record) -> bool:
    return any(f"{noun} id" in record.facts for noun in _GOODS) or any(r.head in _GOODS for r in record.parents)


def _write(rows: list[JsonObject], records: list[Record], row: _Row) -> None:
    said = {str(each.get(row.text[0])) for each, r in zip(rows, records, strict=True) if _is_written(r)}
    for each, record in zip(rows, records, strict=True):
        if _is_written(record):
            continue
        own = each.get(row.stars)
        stars = own * _TOP / row.top if isinstance(own, (int, float)) else float(_TOP)
        fit = [w for w in _WORDS if w[0] - _NEAR <= stars <= w[1] + _NEAR and w[3] not in said]
        if not fit:
            continue
        words = record.scene.rng.choice(fit)
        said.add(words[3])
        record.facts[_WRITTEN] = True
        choose(each, record, *row.text, words[3])
        if row.title is not None:
            choose(each, record, *row.title, words[2])


# Stars with halves go with the next whole ones.
_NEAR = 0.5


def _is_written(record: Record) -> bool:
    """Whether its words stay: they were given to it before, or its author told them in a call."""
    return record.made or record.scene.fresh or _WRITTEN in record.facts
