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
# Among the facts: what a share costs in the mean of some weeks.
_BASE = "#share base"
_SHARES = frozenset("ticker stock share symbol security equity quote".split())
_BEFORE = (("previous", "close"), ("prev", "close"), ("last", "close"), ("prior", "close"))


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
    today = trading_day(record.scene.setting.clock.date(), 0, -1)
    quoted = next((v for k in _QUOTED if isinstance(v := whole.facts.get(k), (int, float))), None)
    usual = next((e for e in numbers["close"].leaf.schema.get("examples", ()) if isinstance(e, (int, float))), 40.0)
    base = rng_for(0, "share", whose).uniform(0.6, 1.5) * usual if quoted is None else quoted / _level(whose, today)
    base = whole.facts.setdefault(_BASE, base)  # not worked out anew from a price that was rounded
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


def tells_quote(part: Part) -> bool:
    """Whether an object tells what something costs now, and how that has changed."""
    leaves = [leaf for _, leaf in own_leaves(part) if leaf.type in ("number", "integer")]
    return any(x.key in _QUOTED for x in leaves) and any("change" in x.tokens or x.tokens in _BEFORE for x in leaves)


def of_quote(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let a share have changed since it closed the day before, as the history of its prices has it, in place."""
    del kept  # a history tells another change under the same name
    told = list(figures(part, out))
    price = next((n.value for n in told if n.leaf.key in _QUOTED), 0.0)
    share = record.head in _SHARES or "ticker" in record.facts
    if not share or price <= 0 or not isinstance(record.facts.get("id"), str):
        return
    whose = f"{record.facts['id']} {record.scene.setting.clock.isoformat()}"
    today = trading_day(record.scene.setting.clock.date(), 0, -1)
    before = price * _level(whose, _day_before(today)) / _level(whose, today)
    for each in told:
        if each.leaf.tokens in _BEFORE:
            put(out, record, each, before)
        elif "change" in each.leaf.tokens and _SHARE_OF & set(each.leaf.tokens):
            put(out, record, each, round(100 * (price - before) / before, 1))
        elif each.leaf.tokens[-1] == "change":
            put(out, record, each, price - before)


_SHARE_OF = frozenset("percent percentage pct".split())


def _level(whose: str, day: date) -> float:
    """How many times its usual price a share costs when a day ends."""
    phase = rng_for(0, "phase", whose).uniform(0, 2 * math.pi)
    moved = rng_for(0, "day", f"{whose} {day}").uniform(-_A_DAY, _A_DAY)
    return 1 + _SWING * math.sin(day.toordinal() / _WEEKS + phase) + moved


def _day_before(day: date) -> date:
    """The last day before another one on which shares are traded."""
    before = day - timedelta(days=1)
    return before - timedelta(days=max(before.weekday() - _FRIDAY, 0))


def trading_day(first: date, number: int, step: int) -> date:
    """The day of a row of prices: no share is traded on a Saturday or Sunday.

    Args:
        number: Of the row, from 0.
        step: 1 for rows that go on from the first day, -1 for rows that go back from it.
    """
    over = 7 - first.weekday() if step > 0 else _FRIDAY - first.weekday()
    day = first + timedelta(days=over if _is_weekend(first) else 0)
    weeks, rest = divmod(number, 5)
    day += timedelta(days=7 * weeks * step)
    for _ in range(rest):
        day = _day_before(day) if step < 0 else day + timedelta(days=3 if day.weekday() == _FRIDAY else 1)
    return day


def trading_days(first: date, last: date) -> int:
    """On how many days shares are traded from one day to another."""
    return sum(not _is_weekend(first + timedelta(days=n)) for n in range((last - first).days + 1))


def _is_weekend(day: date) -> bool:
    return day.weekday() > _FRIDAY
