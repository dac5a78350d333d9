"""Weather that could be: warm where and when it is warm, no snow in the tropics, a warning that is about its event."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from random import Random

from toolgraph.ids import rng_for
from toolgraph.models.base import JsonValue
from toolgraph.world.lexicon import WEEKDAYS
from toolgraph.world.places import Place

_WARMEST_DAY = 200
_COLD, _WARM, _MILD = 3.0, 19.0, 11.0
_SNOWY = frozenset("snow snowy sleet blizzard frost ice icy freezing".split())
_HOT = frozenset("heat hot heatwave scorching".split())
_CHILLY = frozenset(("cold",))
_FOGGY, _FOG_MOST = frozenset(("fog", "foggy", "mist", "misty")), 13.0
# Words in which a text speaks of an event.
_EVENTS = {
    "wind": "wind gust storm pier tree", "storm": "storm gust thunder lightning",
    "flood": "flood river rain low street",
    "rain": "rain river", "snow": "snow ice road", "ice": "ice icy slippery", "heat": "heat hot drink shade",
    "fog": "fog visibility", "fire": "fire smoke", "thunderstorm": "thunder lightning storm", "cold": "cold frost",
}  # fmt: skip
_WEATHERY = frozenset(word for words in _EVENTS.values() for word in words.split())
SKIES = ("condition", "weather", "sky")
# Where a temperature is not that of the air outside.
INDOORS = frozenset(
    "target room indoor set body device thermostat sensor oven colour color water fridge heating boiler cooling".split()
)


def mean_temperature(place: Place, day: date) -> float:
    """About the mean of a day, in degrees Celsius: from the latitude and the time of the year alone."""
    latitude = abs(place.latitude)
    away = max(latitude - 15.0, 0.0)
    season = math.cos(2 * math.pi * (day.timetuple().tm_yday - _WARMEST_DAY) / 365) * (1 if place.latitude >= 0 else -1)
    return 27.0 - 0.42 * away + (1.2 + 0.27 * away) * season - _COOLER_UP_THERE.get(place.city, 0.0)


# By how many degrees it is cooler than by the sea in cities that lie high.
_COOLER_UP_THERE = {
    "Bogotá": 12.5, "Mexico City": 8.5, "Nairobi": 7.5, "Denver": 2.0, "São Paulo": 3.0, "Santiago": 2.0,
    "Marrakesh": 1.5, "Madrid": 1.0, "Munich": 1.5, "Zurich": 1.0,
}  # fmt: skip


def span_of(place: Place, day: date) -> tuple[float, float]:
    """The lowest and the highest temperature of a day, in degrees Celsius: the same whoever tells them."""
    rng = rng_for(0, "weather", f"{place.city} {day}")
    middle = mean_temperature(place, day) + rng.uniform(*_WARMER)
    middle += _HOTTER if kind_of_day(place, day) == "heat" else 0.0
    half = rng.uniform(*_HALF_SPAN) * (1.0 if abs(place.latitude) > _TROPICS else _EVEN)
    return middle - half, middle + half


def temperature_at(place: Place, moment: datetime) -> float:
    """How warm it is at a moment by the clock of its place: warmest in the afternoon, coldest before dawn."""
    low, high = span_of(place, moment.date())
    hour = (moment.hour + moment.minute / 60 - _WARMEST_HOUR) % 24
    return (low + high) / 2 + (high - low) / 2 * math.cos(hour * math.pi / 12)


_WARMER, _HALF_SPAN, _TROPICS, _EVEN, _WARMEST_HOUR = (-2.5, 2.5), (3.0, 5.0), 23.5, 0.75, 15
_HOTTER, _EVERY = 6.0, 3
# How often days are of a kind, in percent, and how often those are on which people are warned of something, every
# third day at least; what cannot be at a time of the year is wind instead.
_KINDS = {"clear": 38, "cloudy": 24, "rain": 14, "storm": 6, "wind": 6, "heat": 6, "fog": 3, "snow": 3}
_KINDS_WARNED_OF = {"rain": 29, "wind": 26, "storm": 15, "heat": 15, "snow": 15}
# The skies of a day of a kind, as services call them, and of which events people are warned then.
_SKY_OF = {
    "clear": "clear sunny", "heat": "clear sunny", "cloudy": "cloudy overcast clouds", "wind": "cloudy overcast clouds",
    "rain": "rain rainy showers shower", "storm": "storm thunderstorm stormy", "fog": "fog foggy mist",
    "snow": "snow snowy",
}  # fmt: skip
_WARNED_THEN = {
    "heat": "heat", "wind": "wind storm", "rain": "flood rain", "storm": "thunderstorm", "fog": "fog", "snow": "snow",
}  # fmt: skip


@lru_cache(maxsize=5000)
def kind_of_day(place: Place, day: date) -> str:
    """What weather a place has on a day: the same whoever forecasts it or warns of it."""
    rng = rng_for(0, "kind of day", f"{place.city} {day}")
    kinds = _KINDS if (day.toordinal() + len(place.city)) % _EVERY else _KINDS_WARNED_OF
    kind = rng.choices([*kinds], [*kinds.values()])[0]
    return kind if could_be(kind, mean_temperature(place, day)) else "wind"


def skies_on(place: Place, day: date, choices: Iterable[JsonValue]) -> list[JsonValue]:
    """Those of some skies that a place has on a day; all of them where none has the name of that."""
    choices = list(choices)
    wanted = _SKY_OF[kind_of_day(place, day)].split()
    return [c for c in choices if str(c).lower().replace("_", " ") in wanted] or choices


def is_warned_on(place: Place, day: date, event: str) -> bool:
    """Whether people are warned of an event on a day, going by its weather."""
    return event.replace("_", " ") in _WARNED_THEN.get(kind_of_day(place, day), "").split()


def is_windy(place: Place, day: date) -> bool:
    """Whether a strong wind blows on a day."""
    return kind_of_day(place, day) in ("wind", "storm")


# What tells how warm it is where people live.
LIVED_IN = frozenset("room thermostat indoor".split())
_COOLED_FROM = 22.0


def is_cooled(place: Place, day: date) -> bool:
    """Whether it is so warm outside that rooms are cooled, not heated."""
    return mean_temperature(place, day) >= _COOLED_FROM


def room_temperature(rng: Random, place: Place, day: date) -> float:
    """How warm a room is: where it is hot outside, nobody heats to nineteen degrees."""
    low, high = (23.0, 26.5) if is_cooled(place, day) else (18.4, 22.4)
    return round(rng.uniform(low, high), 1)


def sun_times(place: Place, day: date) -> tuple[datetime, datetime]:
    """Sunrise and sunset of a day in UTC, to the minute; beyond the polar circles those of the longest or shortest day.

    Source: the sunrise equation, https://en.wikipedia.org/wiki/Sunrise_equation.
    """
    number = day.timetuple().tm_yday
    tilt = -math.radians(23.44) * math.cos(2 * math.pi * (number + 10) / 365)
    latitude = math.radians(place.latitude)
    height = (math.sin(math.radians(-0.833)) - math.sin(latitude) * math.sin(tilt)) / (
        math.cos(latitude) * math.cos(tilt)
    )
    half_day_h = math.degrees(math.acos(min(max(height, -0.999), 0.999))) / 15
    turn = 2 * math.pi * (number - 81) / 364
    late_min = 9.87 * math.sin(2 * turn) - 7.53 * math.cos(turn) - 1.5 * math.sin(turn)
    noon = datetime.combine(day, time(12), UTC) - timedelta(hours=place.longitude / 15, minutes=late_min)
    half = timedelta(minutes=round(60 * half_day_h))
    noon = noon.replace(second=0, microsecond=0)
    return noon - half, noon + half


def is_summer_time(here: datetime) -> bool:
    """Whether clocks are ahead of the other half of the year: Dublin's own `dst` is that of its winter."""
    other = here.replace(month=(here.month + 5) % 12 + 1, day=1)
    return (here.utcoffset() or timedelta()) > (other.utcoffset() or timedelta())


def could_be(text: JsonValue, mean: float) -> bool:
    """Whether a condition, or a sentence about the weather, fits a day of that mean temperature."""
    found = set(re.findall(r"[a-z]+", str(text).lower().replace("_", " ")))
    if (found & _SNOWY and mean > _COLD) or (found & _FOGGY and mean > _FOG_MOST):
        return False
    return not (found & _HOT and mean < _WARM) and not (found & _CHILLY and mean > _MILD)


def _spoken(text: JsonValue, words: Iterable[str]) -> set[str]:
    """Those of some words, or beginnings of words, that a text has: there is no `tree` in `streets`."""
    found = re.findall(r"[a-z]+", str(text).lower())
    return {word for word in words if any(each.startswith(word) for each in found)}


def event_of(texts: Iterable[JsonValue]) -> str:
    """The event that the first of some texts to tell any tells: a `flood watch` warns of a flood; "" for none."""
    for text in texts:
        found = {event: len(_spoken(text, (event, *told.split()))) for event, told in _EVENTS.items()}
        if any(found.values()):
            return max(found, key=lambda event: found[event])
    return ""


def as_forecast(texts: Iterable[JsonValue], days: Iterable[tuple[date, JsonValue]]) -> list[JsonValue]:
    """Those of some sentences that speak of no other weather than that of the days told, and of none of other days."""
    days = list(days)
    return [t for t in texts if _foretells(str(t), days)]


def _foretells(text: str, days: list[tuple[date, JsonValue]]) -> bool:
    told = {w for _, c in days for w in (str(c).lower(), *_SAME_SKY.get(str(c).lower(), "").split())}
    speaks = _spoken(text, _SKIES)
    if not speaks <= told:
        return False
    named = [w for w in WEEKDAYS if w in text]
    of_named = [{str(c).lower(), *_SAME_SKY.get(str(c).lower(), "").split()} for d, c in days if f"{d:%A}" in named]
    return not named or any(speaks & each for each in of_named)


_SAME_SKY = {
    "rain": "shower rain dry", "showers": "shower rain dry", "storm": "thunder storm", "clear": "clear dry sun",
    "sunny": "clear dry sun", "cloudy": "dry cloud", "snow": "snow",
}  # fmt: skip
_SKIES = frozenset("shower thunder storm snow fog clear sun".split())


def about_event(texts: Iterable[JsonValue], event: str) -> list[JsonValue]:
    """Those of some texts that speak of an event, else those that speak of no other; all for an unknown event."""
    texts = list(texts)
    wanted = set(_EVENTS.get(event.lower(), "").split())
    if not wanted:
        return texts
    spoken = {str(t): _spoken(t, _WEATHERY) for t in texts}
    return [t for t in texts if spoken[str(t)] & wanted] or [t for t in texts if not spoken[str(t)]]
