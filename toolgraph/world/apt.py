"""Choices and examples that fit what a record tells already: its time, its place, its title."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from toolgraph.ids import rng_for
from toolgraph.models.base import JsonValue
from toolgraph.world import climate, places
from toolgraph.world.files import mime_of
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.makers import kebab
from toolgraph.world.memory import Record
from toolgraph.world.numbers import in_currency

_OVER = frozenset(
    "completed complete done finished delivered attended ended past expired departed arrived landed checked_out "
    "fulfilled no_show played returned boarding in_progress ongoing running live".split()
)
_COMING = frozenset("upcoming scheduled planned expected".split())
# What has its state from the clock alone; a task can be done before it is due.
_HAPPENING = frozenset(
    "event appointment booking reservation trip flight train bus concert class session meeting slot ride match game "
    "stay rental shift showtime departure visit lesson".split()
)
_KINDS = frozenset("level category type kind subject topic genre difficulty event severity field format".split())
_BEGINNER = ("beginner", "basic", "easy")
_LONG_ENOUGH = 3
_WEATHER = frozenset("alert weather forecast day hour condition warning current".split())
_TITLES = ("title", "name", "subject", "headline", "full name", "description")


def choices_for(leaf: LeafPlan, record: Record, choices: list[JsonValue]) -> list[JsonValue]:
    """Those of a schema's choices that a record can be in; all of them when none fits."""
    if leaf.tokens[-1:] in (("status",), ("state",)):
        return _in_time(record, choices) or choices
    if record.scene.place is not None and (_WEATHER & {leaf.noun, *leaf.tokens}):
        mean = climate.mean_temperature(record.scene.place, _day(record))
        choices = [c for c in choices if climate.could_be(c, mean)] or choices
    if leaf.tokens[-1:] and leaf.tokens[-1] in _KINDS:
        return _named(record, choices) or choices
    return choices


def examples_for(leaf: LeafPlan, record: Record, examples: Iterable[JsonValue]) -> list[JsonValue]:
    """Those of a spec's examples that do not contradict a record; [] when all do."""
    out = list(examples)
    place = record.scene.place
    if place is not None:
        named = {str(e): places.named(str(e)) for e in out if isinstance(e, str)}
        out = [e for e in out if (found := named.get(str(e))) is None or found.city == place.city]
        if _WEATHER & {leaf.noun, *leaf.tokens}:
            mean = climate.mean_temperature(place, _day(record))
            out = [e for e in out if climate.could_be(e, mean)]
    event = record.facts.get("event")
    return climate.about_event(out, event) if isinstance(event, str) else out


def _day(record: Record) -> date:
    return record.scene.day or record.scene.setting.clock.date()


def _in_time(record: Record, choices: list[JsonValue]) -> list[JsonValue]:
    """States without those of another time: nothing is completed that starts tomorrow."""
    scene = record.scene
    if not {scene.noun, record.head} & _HAPPENING:
        return choices
    ahead = scene.start > scene.setting.clock
    wrong = _OVER if ahead else _COMING
    return [c for c in choices if str(c).lower().replace("-", "_").replace(" ", "_") not in wrong]


def _named(record: Record, choices: list[JsonValue]) -> list[JsonValue]:
    """The choices that the record's title or name speaks of: `Advanced gardening` is advanced."""
    text = " ".join(str(record.facts[k]) for k in _TITLES if k in record.facts).lower()
    if not text:
        return []
    found = [c for c in choices if len(str(c)) >= _LONG_ENOUGH and str(c).lower().replace("_", " ") in text]
    if not found and "introduction" in text:
        found = [c for c in choices if str(c).lower() in _BEGINNER]
    return found


_FILENAMES = ("name", "title", "filename", "file name")


def fitted(record: Record, leaf: LeafPlan, value: JsonValue) -> JsonValue:
    """A drawn value as the record's other facts have it: the currency's size, the file's type, the warning's event."""
    if isinstance(value, (int, float)):
        return _fitted_number(record, leaf, value)
    called, event = record.scene.called, record.facts.get("event")
    if leaf.maker == "mime":
        return next((m for k in _FILENAMES if (m := mime_of(record.facts.get(k)))), value)
    if leaf.maker == "postcode":
        return _postcode_in(record) or value
    if leaf.tokens[-1:] == ("slug",) and called:
        return f"{str(value).rpartition('/')[0]}/{kebab(called)}".lstrip("/")
    if leaf.maker == "title" and leaf.noun in _WEATHER and isinstance(event, str):
        return f"{event.replace('_', ' ').capitalize()} warning for {record.scene.where().city}"
    return value


def _fitted_number(record: Record, leaf: LeafPlan, value: float) -> JsonValue:
    if leaf.maker == "money":
        other = in_currency(value, _currency_of(record, leaf), leaf)
        return other if leaf.check(other) else value
    return _at_address(record, leaf, value) if leaf.maker in ("latitude", "longitude") else value


_ADDRESSES = ("address", "formatted address", "full address", "@address/")
_POSTCODE = re.compile(r", ((?=[^,]*\d)[A-Z\d][A-Z\d -]{2,8}?)(?= [^\W\d][^\d,]*(?:,|$))|[^\W\d] ([\d-]{4,9})(?:,|$)")
_SPREAD_DEGREES = 0.03


def _address_of(record: Record) -> str:
    return next((a for k in _ADDRESSES if isinstance(a := record.facts.get(k), str)), "")


def _at_address(record: Record, leaf: LeafPlan, value: float) -> float:
    """A coordinate of the record's address: the same address is always at the same spot."""
    address = _address_of(record)
    place = places.named(address) if address else None
    if place is None:
        return value
    exact = place.latitude if leaf.maker == "latitude" else place.longitude
    offset = rng_for(0, "spot", f"{address} {leaf.maker}").uniform(-_SPREAD_DEGREES, _SPREAD_DEGREES)
    return round(exact + offset, 4)


def _postcode_in(record: Record) -> str:
    """The postcode that the record's address holds; "" for none."""
    address = _address_of(record)
    place = places.named(address) if address else None
    if place is not None and place.country.postcode and (own := _mask(place.country.postcode).search(address)):
        return own[0]
    found = _POSTCODE.search(address)
    return (found.group(1) or found.group(2)) if found else ""


@lru_cache(maxsize=64)
def _mask(postcode: str) -> re.Pattern[str]:
    """A country's postcodes: `#` a digit, `@` a letter."""
    written = "".join({"#": r"\d", "@": "[A-Z]"}.get(c, re.escape(c)) for c in postcode)
    return re.compile(rf"(?<=[ ,]){written}(?=[ ,]|$)")


def _currency_of(record: Record, leaf: LeafPlan) -> str:
    """The currency in which a record tells an amount: its own, else the record's; "" when it tells none."""
    own = " ".join((*leaf.tokens[:-1], "currency"))
    keys = (own, "currency", "@currency/", "price currency", "total price currency")
    told = next((record.facts[k] for k in keys if k in record.facts), "")
    return told if isinstance(told, str) else ""
