"""An average and what it is the average of: the stars of reviews lie about the rating of what they are of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from toolgraph.world.draw import Drawer
from toolgraph.world.fitting import bent
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import ANONYMOUS, Record
from toolgraph.world.shape import Part

_MEAN = frozenset("average mean avg".split())
# Under this a thing's own record keeps it, whatever a tool calls it.
_KEPT = "average rating"
_RATING = "rating"
# So many values come to most averages of one decimal, in the order in which they are tried.
_COUNTS = (3, 4, 2, 5)
_ROUNDED = 0.05
# How far the first value lies from the average at most, as a share of the highest.
_SPREAD = 0.2
_USUAL_TOP = 5.0


def with_means(props: tuple[tuple[str, Part], ...]) -> tuple[tuple[str, Part], ...]:
    """The properties of an object, a list of rated things with the leaf beside it that tells their average rating."""
    leaves = (part.leaf for _, part in props if part.leaf is not None)
    mean = next((x for x in leaves if x.maker == "rating" and _MEAN & set(x.tokens) and x.type == "number"), None)
    return tuple((name, _with_mean(part, mean)) for name, part in props) if mean is not None else props


def _with_mean(part: Part, mean: LeafPlan) -> Part:
    if part.kind != "list" or part.item is None or part.item.kind != "object":
        return part
    rated = [x for x in part.item.leaves() if x.maker == "rating" and x.type in ("integer", "number")]
    top = mean.schema.get("maximum")
    if len(rated) != 1 or top not in (None, rated[0].schema.get("maximum")):
        return part
    return replace(part, mean=(mean, rated[0]))


def _owner(around: Record) -> Record | None:
    """Whose average it is: that of the thing around, else of the only one that the call names."""
    if around.head != ANONYMOUS:
        return around
    return around.parents[0] if len(around.parents) == 1 else None


def settle_mean(part: Part, around: Record, drawer: Drawer) -> bool:
    """Let the average beside a list be told before the list: the one shown of the thing, else a new one.

    Returns:
        Whether it is new, so that it may still be that of what the list shows.
    """
    if part.mean is None:
        return False
    mean, owner = part.mean[0], _owner(around)
    own = owner.facts if owner is not None else {}
    keys = (mean.key, _KEPT, *(k for k in own if k.split()[-1:] == [_RATING]))
    told = next((own[k] for k in keys if k in own and mean.check(own[k])), around.facts.get(mean.key))
    if told is not None:
        around.facts[mean.key] = told
        return False
    _tell(part, around, drawer.leaf(around, mean))
    return True


def _tell(part: Part, around: Record, value: object) -> None:
    assert part.mean is not None
    around.facts[part.mean[0].key] = value
    if (owner := _owner(around)) is not None:
        for key in {_KEPT, *(k for k in owner.facts if k.split()[-1:] == [_RATING])}:
            owner.facts[key] = value


def as_many(part: Part, around: Record, many: int) -> int:
    """How many whole numbers come to the average beside their list, where few do; else as many as wanted."""
    if part.mean is None or part.mean[1].type != "integer":
        return many
    mean = around.facts[part.mean[0].key]
    return next((n for n in _COUNTS if abs(round(n * mean) / n - mean) < _ROUNDED), many)


def rate_near(part: Part, around: Record, record: Record, others: Sequence[Record]) -> None:
    """Let a listed thing be rated so that those of its list come to the average beside it."""
    if part.mean is None or part.mean[1].key in record.facts:
        return
    mean, leaf = around.facts.get(part.mean[0].key), part.mean[1]
    before = [v for r in others if isinstance(v := r.facts.get(leaf.key), (int, float))]
    if not isinstance(mean, (int, float)):
        return
    wanted = mean * (len(before) + 1) - sum(before)
    if not before:  # no farther away than the next one can make up for
        low, top = float(leaf.schema.get("minimum", 0)), float(leaf.schema.get("maximum", _USUAL_TOP))
        wanted += record.scene.rng.uniform(-1, 1) * max(min(_SPREAD * top, top - mean, mean - low), 0.0)
    value = bent(round(wanted) if leaf.type == "integer" else round(wanted, 1), leaf.schema)
    if leaf.check(value):
        record.facts[leaf.key] = value


def tell_mean(part: Part, around: Record, shown: Sequence[Record], *, new: bool) -> None:
    """Let an average that is new, or to which something was added, be that of a list of which all is shown."""
    if part.mean is None or not (new or any(r.made for r in shown)):
        return
    values = [v for r in shown if isinstance(v := r.facts.get(part.mean[1].key), (int, float))]
    value = round(sum(values) / len(values), 1) if values else None
    if value is not None and part.mean[0].check(value):
        _tell(part, around, value)
