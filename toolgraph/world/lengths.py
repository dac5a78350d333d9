"""How many things a list shows, and when each of a row of hours begins."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import date, datetime, time, timedelta
from random import Random

from toolgraph.world.asked import STATES, Asked
from toolgraph.world.matching import combinations
from toolgraph.world.mealtimes import meals_by
from toolgraph.world.memory import ANONYMOUS, Record
from toolgraph.world.numbers import MOST_PARTS, WAITING
from toolgraph.world.points import tells_one
from toolgraph.world.scene import Scene
from toolgraph.world.shape import Part
from toolgraph.world.shares import tells_shares, trading_days
from toolgraph.world.stops import DEPARTURES
from toolgraph.world.toolplan import ToolPlan
from toolgraph.world.works import maker_named

MOST_SHOWN = 6
MOST_KNOWN = 24  # that were shown before, or made since
MOST_DAYS = 14
# Words in the name of a tool that tells of what has been.
PAST = frozenset("history historical historic past".split())
# Fields of one item, with those of two items of each list within, from which on a page has fewer of them.
_LARGE, _LARGE_WITHIN = 30, 12
# A day that is told hour by hour, where each hour has little to tell.
_HOURS, _BRIEF = 24, 3
# What a place has for each day of the week.
_OF_A_WEEK = frozenset(("hour", "opening", "period"))
_WEEKDAYS = ("weekday", "day of week", "day week", "day")


def some(part: Part, rng: Random) -> int:
    """How many items a list has of which nothing says how many: two to four, fewer of what is large or lies deep."""
    assert part.item is not None
    size = part.item.seen(_size)
    within = "[]." in part.path
    if part.item.noun in DEPARTURES and part.item.entity is None:
        return rng.choice((4, 5, 6))
    if part.depth > _DEEP or (within and size > _LARGE_WITHIN):
        return rng.choice((1, 2))
    return rng.choice((2, 2, 2, 3) if size > _LARGE else (2, 3, 3, 4))


_DEEP = 2


def _size(part: Part) -> int:
    within = 2 * _size(part.item) if part.item is not None else 0
    return (part.leaf is not None) + sum(_size(inner) for _, inner in part.props) + within


def told_length(part: Part, item: Part, asked: Asked, plan: ToolPlan, today: date) -> int:
    """How many items a call asks for: so many days, from one day to another, each origin with each end; 0 for none.

    What has been is told up to today, where a call tells no last day.
    """
    told = asked.facts.get(part.key)
    if part.depth <= 1 and tells_one(plan, asked):
        return 1
    if isinstance(told, int) and not isinstance(told, bool) and 0 < told <= MOST_DAYS:
        return told
    if item.noun in _OF_A_WEEK and any(leaf.key in _WEEKDAYS for leaf in item.leaves()):
        return 7
    if item.noun == "hour" and item.entity is None and _size(item) <= _BRIEF:
        return _HOURS if asked.day is not None else _HOURS // 2
    days = _days(item, asked, None if PAST.isdisjoint(plan.name_words) else today)
    if days or plan.tool.effect != "read" or item.entity is not None:
        return days
    return combinations(item, asked)


def _days(item: Part, asked: Asked, today: date | None) -> int:
    last = asked.before if today is None or (asked.before or today) < today else today
    if asked.after is None or last is None or not any(x.maker == x.key == "date" for x in item.leaves()):
        return 0
    if item.seen(tells_shares):
        return min(max(trading_days(asked.after, last), 1), _MOST_TRADED)
    return min(max((last - asked.after).days + 1, 1), MOST_DAYS)


# A month of days on which shares are traded.
_MOST_TRADED = 23


def most_called(text: str, item: Part | None = None) -> int:
    """How many things there are of a name that was looked for: an address is one person's, a topic has many.

    Args:
        item: One of the things; of those that somebody of that name has made there are many.
    """
    if "@" in text:
        return 1
    if item is not None and maker_named(item.leaves(), text) is not None:
        return MOST_SHOWN
    return MOST_SHOWN if not text[:1].isupper() else 1 if " " in text else 2


def hour_of(scene: Scene, asked: Asked, number: int) -> datetime:
    """The beginning of one of a row of hours: from midnight of the day asked for, else from the next one."""
    if asked.day is not None:
        return datetime.combine(asked.day, time(number % 24), scene.zone_there)
    here = scene.setting.clock.astimezone(scene.zone_there).replace(minute=0, second=0, microsecond=0)
    return here + timedelta(hours=number + 1)


def counted(wholes: Iterable[Record], noun: str, states: Collection[str], *, least: int, otherwise: int) -> int:
    """How many of its parts the first of some things that counts them says it has, where these are enough and not many.

    Args:
        states: Words of the tool's name: a list of due cards is as long as the deck has cards due.
        otherwise: The answer where none says it.
    """
    return next((n for r in wholes if (n := _count_of(r, noun, states)) >= least), otherwise)


def open_ones(wholes: Iterable[Record], noun: str, asked: Asked) -> int:
    """How many parts are open of the thing that counts fewest of them so; 0 for none, or where others are asked for."""
    states = [str(value).lower() for param, value in asked.equal if param.key in STATES]
    told = [n for r in wholes if isinstance(n := r.facts.get(f"open {noun} count"), int)]
    few = [n for n in told if 0 < n <= MOST_SHOWN]
    return min(few) if few and states in ([], ["open"]) and not asked.texts else 0


def _count_of(whole: Record, noun: str, states: Collection[str]) -> int:
    told = whole.facts.get(f"{noun} count")
    if not WAITING.isdisjoint(states):
        keys = (
            key for state in sorted(WAITING.intersection(states)) for key in (f"{state} count", f"{state} {noun} count")
        )
        told = next((n for key in keys if (n := whole.facts.get(key)) is not None), None)
    return told if isinstance(told, int) and told <= MOST_SHOWN else -1


def waiting(whole: Record, noun: str, asked: Asked, states: Collection[str]) -> int:
    """How many parts a list of what waits has, as the thing it is of has counted them; 0 where it has not."""
    if WAITING.isdisjoint(states) or asked.filters:
        return 0
    of = (whole, *whole.parents) if whole.head == ANONYMOUS and len(whole.parents) == 1 else (whole,)
    told = counted(of, noun, states, least=1, otherwise=0)
    return min(told, asked.limit) if asked.limit else told


def of_whole(part: Part, around: Record, asked: Asked) -> int:
    """How many parts a thing has that is looked at, where it counts few enough to show them all; 0 for any other."""
    if part.item is None or part.depth > 1 or asked.limit:
        return 0
    if asked.day is not None and (eaten := meals_by(part.item, asked.day, around.scene.setting.clock)):
        return eaten
    if asked.filters or part.item.seen(_size) > _SMALL:
        return 0
    told = told_of_parts(around, part.item.noun)
    return told if 0 < told <= MOST_PARTS else 0


# Up to how many fields a part has of which a dozen can be read.
_SMALL = 8


def grow(lists: tuple[list[Record], list[Record]], wanted: int, draw: Callable[[], Record | None], tries: int) -> None:
    """Draw things into two lists until the second is as long as wanted, or so many draws brought nothing new."""
    while tries and len(lists[1]) < wanted:
        if (more := draw()) is None:
            tries -= 1
            continue
        for each in lists:
            each.append(more)


def told_of_parts(around: Record, noun: str) -> int:
    """How many of its parts a thing says that it has, or the one that a call names for a list of them; -1 untold.

    Of several that a call names, such as a house and its room, the only one that counts them says it.
    """
    of = (around, *around.parents) if around.head == ANONYMOUS else (around,)
    told = [n for r in of if isinstance(n := r.facts.get(f"{noun} count"), int)]
    return told[0] if told and (len(told) == 1 or len(around.parents) < 2) else -1
