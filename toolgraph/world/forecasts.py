"""What a forecast says in one sentence, and of which day weather and the like are that nobody asks a day for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import date

from toolgraph.models.base import JsonObject
from toolgraph.world.asked import Asked, moment_of
from toolgraph.world.climate import SKIES
from toolgraph.world.figures import choose, own_leaves
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Record
from toolgraph.world.shape import Part
from toolgraph.world.toolplan import ToolPlan

_SUMMARIES = frozenset("summary outlook overview description headline text".split())
_LOW, _HIGH = frozenset("minimum min low lowest".split()), frozenset("maximum max high highest".split())
# What there is under a sky that is called so.
_AS_NOUN = {
    "clear": "clear skies", "sunny": "sunshine", "cloudy": "clouds", "partly cloudy": "some clouds",
    "overcast": "grey skies", "storm": "storms", "rainy": "rain", "snowy": "snow", "foggy": "fog", "windy": "wind",
}  # fmt: skip
_SHOWN_DAYS, _WEEK = 4, 7


def is_of_today(plan: ToolPlan, asked: Asked) -> bool:
    """Whether a result is of today: it tells what is so now, or could have been asked of any day and was of none."""
    return asked.day is None and ("current" in plan.name_words or _has_open_day(plan))


def _has_open_day(plan: ToolPlan) -> bool:
    """Whether a tool tells of one day, which one may leave out."""
    if plan.root is None or not plan.root.seen(_is_of_one_day):
        return False
    return any(p.leaf.maker == p.leaf.key == "date" and not p.required for p in plan.params)


def _is_of_one_day(root: Part) -> bool:
    lists = any(part.kind == "list" for _, part in root.props)
    return not lists and any(leaf.maker == leaf.key == "date" for _, leaf in own_leaves(root))


def tells_forecast(part: Part) -> bool:
    """Whether an object says in a sentence what the days that it lists say one by one."""
    said = any(leaf.maker == "about" and _SUMMARIES & set(leaf.tokens) for _, leaf in own_leaves(part))
    return said and any(inner.item is not None and inner.item.seen(_day) is not None for _, inner in part.props)


def _day(item: Part) -> tuple[str, str] | None:
    """The names of the date and of the sky of a row; None for a row of anything else."""
    when = next((n for n, x in own_leaves(item) if x.maker == "date"), None)
    sky = next((n for n, x in own_leaves(item) if x.key in SKIES), None)
    return None if when is None or sky is None else (when, sky)


def of_a_forecast(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let the sentence of a forecast say what its days say, in place."""
    for name, inner in part.props:
        look = inner.item.seen(_day) if inner.item is not None else None
        rows = out.get(name)
        if look is None or inner.item is None or not isinstance(rows, list) or not rows:
            continue
        days = [(moment.date(), str(row.get(look[1]))) for row in rows if (moment := moment_of(row.get(look[0])))]
        text = _in_words(days, _range(list(own_leaves(inner.item)), rows)) if len(days) == len(rows) else ""
        for own, leaf in own_leaves(part) if text else ():
            if leaf.maker == "about" and _SUMMARIES & set(leaf.tokens) and own in out and leaf.key not in kept:
                choose(out, record, own, leaf, text)


def _range(leaves: list[tuple[str, LeafPlan]], rows: list[JsonObject]) -> str:
    """From which to which temperature some days go, in words; "" where they do not tell."""
    told = [(n, x) for n, x in leaves if x.maker == "temperature"]
    low = [row[n] for n, x in told for row in rows if _LOW & set(x.tokens) and n in row]
    high = [row[n] for n, x in told for row in rows if _HIGH & set(x.tokens) and n in row]
    return f"; {round(min(low))} to {round(max(high))} degrees" if low and high else ""


def _in_words(days: list[tuple[date, str]], degrees: str) -> str:
    """Skies of some days in one sentence."""
    skies = [sky.lower().replace("_", " ") for _, sky in days]
    called = [_AS_NOUN.get(sky, sky) for sky in skies]
    if len(set(called)) == 1:
        first, last = f"{days[0][0]:%A}", f"{days[-1][0]:%A}"
        when = f" on {first}" if len(days) == 1 else f" from {first} to {last}" if len(days) <= _WEEK else ""
        return f"{called[0].capitalize()}{when or ' on all days'}{degrees}."
    if len(days) > _SHOWN_DAYS:
        (most, _), (other, _), *_ = Counter(called).most_common()
        return f"Mostly {most}, at times {other}{degrees}."
    parts = [f"{sky} on {_weekdays(days, called, sky)}" for sky in dict.fromkeys(called)]
    text = f"{', '.join(parts[:-1])} and {parts[-1]}"
    return f"{text[0].upper()}{text[1:]}{degrees}."


def _weekdays(days: list[tuple[date, str]], called: list[str], sky: str) -> str:
    named = [f"{day:%A}" for (day, _), each in zip(days, called, strict=True) if each == sky]
    return " and ".join([", ".join(named[:-1]), named[-1]]) if len(named) > 1 else named[0]
