"""What costs more at one hour of the day than at another: power is cheap at night and dear in the evening."""

from __future__ import annotations

from collections.abc import Collection

from toolgraph.models.base import JsonObject
from toolgraph.world.asked import moment_of
from toolgraph.world.figures import own_leaves, rows_of
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Record
from toolgraph.world.numbers import exchange_rate
from toolgraph.world.shape import Part

_FEWEST = 6  # hours from which a course of the day is seen
_COSTS = frozenset("price cost rate tariff fare".split())
# What an hour costs beside the mean of the day, from midnight on.
_COURSE = (
    .78, .74, .71, .7, .72, .8, .96, 1.12, 1.16, 1.08, 1.0, .94,
    .9, .88, .9, .96, 1.06, 1.22, 1.36, 1.38, 1.26, 1.1, .96, .84,
)  # fmt: skip
_LEAP = 3  # percent up or down
_SMALL = 10  # mean from which nobody tells a tenth of a cent
_SETTLED = "#of the hour"  # among the facts: such a price stays


def of_the_hour(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let prices hour by hour follow the course of a day around their mean, in place."""
    del kept
    for name, inner in part.props:
        look = inner.item.seen(_priced_hour) if inner.item is not None else None
        rows = out.get(name)
        if look is None or not isinstance(rows, list) or len(rows) < _FEWEST:
            continue
        when, field, leaf = look
        told = [(moment_of(row.get(when)), row.get(field)) for row in rows]
        records = rows_of(name, inner, out, record)[1]  # none of what is worked out anew at each call
        settled = any(_SETTLED in each.facts for each in records)
        hours = [(moment.hour, cost) for moment, cost in told if moment is not None and isinstance(cost, (int, float))]
        if len(hours) < len(rows) or settled:
            continue
        mean = sum(cost for _, cost in hours) / len(hours) * _worth(inner, out)
        for n, (hour, cost) in enumerate(hours):
            leap = round(cost * 1000) % (2 * _LEAP + 1) - _LEAP
            usual = round(mean * _COURSE[hour] * (1 + leap / 100), 3 if mean < _SMALL else 2)
            if leaf.check(usual):
                rows[n][field] = usual
        for row, each in zip(rows, records, strict=False):
            each.facts.update({leaf.key: row[field], _SETTLED: True})


def _worth(inner: Part, out: JsonObject) -> float:
    """What a euro is in the currency that stands beside a list of hours, each of which tells a price of its size."""
    own = inner.item is not None and any(leaf.maker == "currency" for _, leaf in own_leaves(inner.item))
    return 1.0 if own else max(exchange_rate("EUR", str(out.get("currency", "EUR"))), 1.0)


def tells_hours(part: Part) -> bool:
    """Whether an object has a list of what hours cost."""
    return any(inner.item is not None and _priced_hour(inner.item) is not None for _, inner in part.props)


def _priced_hour(item: Part) -> tuple[str, str, LeafPlan] | None:
    """The names of an hour and of what it costs in a row, with the leaf of the cost; None for any other row."""
    leaves = list(own_leaves(item))
    when = next((n for n, x in leaves if x.maker == "datetime"), None)
    cost = next(((n, x) for n, x in leaves if x.type == "number" and _COSTS & set(x.tokens)), None)
    return (when, *cost) if item.noun == "hour" and when is not None and cost is not None else None
