"""When what is done again and again is done next: so many weeks or months after the first time."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from toolgraph.models.base import JsonValue
from toolgraph.world.asked import moment_of
from toolgraph.world.leaf import LeafPlan

_OFTEN = frozenset("frequency interval recurrence cadence repeat repeats period schedule".split())
_FIRST = frozenset("first start starts starting begin begins".split())
# The days and the months from one time to the next, by the word for how often.
_APART = {
    "daily": (1, 0), "weekly": (7, 0), "biweekly": (14, 0), "fortnightly": (14, 0), "monthly": (0, 1),
    "bimonthly": (0, 2), "quarterly": (0, 3), "semiannually": (0, 6), "half yearly": (0, 6), "yearly": (0, 12),
    "annual": (0, 12), "annually": (0, 12),
}  # fmt: skip
_ON_A_DAY = frozenset(("on", "date", "day", "payment", "due", "run", "billing", "charge", "delivery", "transfer"))


def tells_next(leaf: LeafPlan) -> bool:
    """Whether a date tells when something is done again: `next_on`, `next_payment_date`."""
    return leaf.maker == "date" and leaf.tokens[:1] == ("next",) and _ON_A_DAY.issuperset(leaf.tokens[1:])


def next_day(facts: dict[str, JsonValue], leaf: LeafPlan, today: date) -> str:
    """The first day from today on that lies whole periods after the first one; "" where a record tells no first."""
    if not tells_next(leaf):
        return ""
    begun = (moment_of(v) for k, v in facts.items() if isinstance(v, str) and _FIRST & {*k.split()})
    first = next((moment.date() for moment in begun if moment is not None), None)
    if first is None or first >= today:
        return first.isoformat() if first is not None else ""
    how_often = (str(v).lower().replace("_", " ").replace("-", " ") for k, v in facts.items() if _OFTEN & {*k.split()})
    apart = next((_APART[word] for word in how_often if word in _APART), None)
    return _from(first, today, *apart).isoformat() if apart is not None else ""


def after_one(last: date, how_often: str, today: date) -> date:
    """The first day not before today that lies whole periods after the last time.

    >>> after_one(date(2026, 1, 31), "monthly", date(2026, 2, 3))
    datetime.date(2026, 2, 28)
    """
    return _from(last, today, *_APART[how_often]) if how_often in _APART else last


def _from(first: date, today: date, days: int, months: int) -> date:
    """The first day not before today: in a month that has no 31st its last day."""
    if days:
        return date.fromordinal(today.toordinal() + -(today - first).days % days)
    passed = (today.year - first.year) * 12 + today.month - first.month
    periods = passed // months
    day = _after(first, periods * months)
    return day if day >= today else _after(first, (periods + 1) * months)


def _after(first: date, months: int) -> date:
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(year, month + 1, min(first.day, monthrange(year, month + 1)[1]))
