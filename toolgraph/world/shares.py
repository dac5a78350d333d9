"""What a share costs day by day: it opens near where it closed the day before, and few days move it far."""

from __future__ import annotations

import math
from collections.abc import Collection
from datetime import date, timedelta

from toolgraph.ids import rng_for
from toolgraph.models.base import JsonObject
from toolgraph.world.asked import moment_of
from toolgraph.world.figures import figures, own_leaves, put
from toolgraph.world.memory import Record
from toolgraph.world.shape import Part

_ENDS = ("open", "high", "low", "close")
# By how much a price swings over some weeks, and from one day to the next at most.
_SWING, _WEEKS, _A_DAY, _WITHIN = 0.05, 9.0, 0.012, 0.006
_QUOTED = ("price", "last price", "current price")
_FRIDAY = 4


def tells_shares(part: Part) -> bool:
    """Whether an object tells what something cost on one day: where it opened and closed, its highest and lowest."""
    keys = {leaf.tokens[-1] for _, leaf in own_leaves(part) if leaf.tokens}
    return {*_ENDS} <= keys and any(leaf.maker in ("date", "datetime") for _, leaf in own_leaves(part))


def of_shares(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let a day's prices go on from those of the day before, and from what the share is quoted at."""
    numbers = {n.leaf.tokens[-1]: n for n in figures(part, out) if n.leaf.tokens and n.leaf.tokens[-1] in _ENDS}
    days = (moment_of(out.get(n)) for n, x in own_leaves(part) if x.maker in ("date", "datetime"))
    moment = next((day for day in days if day is not None), None)
    if len(numbers) < len(_ENDS) or moment is None or any(n.leaf.key in kept for n in numbers.values()):
        return
    whole = next(iter(record.parents), record)
    whose = f"{whole.facts.get('id', '')} {record.scene.setting.clock.isoformat()}"
    today = record.scene.setting.clock.date()
    quoted = next((v for k in _QUOTED if isinstance(v := whole.facts.get(k), (int, float))), None)
    usual = next((e for e in numbers["close"].leaf.schema.get("examples", ()) if isinstance(e, (int, float))), 40.0)
    base = rng_for(0, "share", whose).uniform(0.6, 1.5) * usual if quoted is None else quoted / _level(whose, today)
    if quoted is None and whole is not record:
        whole.facts["price"] = round(base * _level(whose, today), 2)
    first = base * _level(whose, _day_before(moment.date()))
    last = base * _level(whose, moment.date())
    more = rng_for(0, "within", f"{whose} {moment.date()}")
    told = {
        "open": first, "close": last, "high": max(first, last) * (1 + more.uniform(0, _WITHIN)),
        "low": min(first, last) * (1 - more.uniform(0, _WITHIN)),
    }  # fmt: skip
    for end in _ENDS:
        put(out, record, numbers[end], told[end])


def _level(whose: str, day: date) -> float:
    """How many times its usual price a share costs when a day ends."""
    phase = rng_for(0, "phase", whose).uniform(0, 2 * math.pi)
    moved = rng_for(0, "day", f"{whose} {day}").uniform(-_A_DAY, _A_DAY)
    return 1 + _SWING * math.sin(day.toordinal() / _WEEKS + phase) + moved


def _day_before(day: date) -> date:
    """The last day before another one on which shares are traded."""
    before = day - timedelta(days=1)
    return before - timedelta(days=max(before.weekday() - _FRIDAY, 0))
