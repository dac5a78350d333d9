"""Makers of numbers: plausible for the thing and the word, near the spec's examples where it has any."""

from __future__ import annotations

import math
from datetime import timedelta
from random import Random

from toolgraph.meaning.text import words
from toolgraph.models.base import JsonValue
from toolgraph.world.climate import INDOORS, LIVED_IN, is_windy, room_temperature, span_of, sun_times, temperature_at
from toolgraph.world.fitting import bent, bounds, from_schema
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.makers import Ask, Maker
from toolgraph.world.moments import on_day
from toolgraph.world.ordinary import ORDINARY, Ordinary, drawn
from toolgraph.world.postcodes import postcode
from toolgraph.world.prices import PRICE_ANY, PRICES, RATES
from toolgraph.world.scene import AIRBORNE, JOURNEYS, ROUTES, STOPS
from toolgraph.world.travel import has_pace, pace_km_h, stays
from toolgraph.world.works import SHOWN_NOW, is_out_by
from toolgraph.world.writing import SPOKEN

_RANGES: dict[str, tuple[float, float, int]] = {
    "percent": (3, 92, 0), "count": (2, 40, 0), "age": (19, 71, 0), "minutes": (15, 150, 0), "seconds": (120, 420, 0),
    "hours": (1, 8, 0), "days": (1, 21, 0), "metres": (120, 2400, 0), "kilometres": (1, 480, 1),
    "kilograms": (1, 24, 1),
    "bytes": (12_000, 4_800_000, 0), "pixels": (400, 1920, 0), "temperature": (6, 29, 1), "speed": (4, 32, 1),
    "number": (1, 60, 0), "months": (1, 24, 0), "years": (1, 12, 0), "digits": (1, 4, 0), "lengths": (2, 40, 0),
    "hertz": (110, 880, 0), "version": (1, 9, 0),
}  # fmt: skip


# Of a rate all these digits count: to four decimals a rupiah would be worth twice what it is.
_RATE_DIGITS = 6


def exchange_rate(base: str, quote: str) -> float:
    """Units of `quote` for one unit of `base`, of a size that was right in the middle of the decade."""
    return float(f"{RATES.get(quote, 1.0) / RATES.get(base, 1.0):.{_RATE_DIGITS}g}")


_WEAK = 3.0
_SHOWN_DIGITS = 3


def in_currency(value: float, currency: str, leaf: LeafPlan) -> float:
    """An amount of the size of the euro as another currency has it: 369 euros are 546,000 won, and no won has cents."""
    rate = RATES.get(currency, 1.0)
    if rate >= _WEAK:
        value *= rate
        step = 10 ** max(math.floor(math.log10(max(abs(value), 1.0))) + 1 - _SHOWN_DIGITS, 0)
        value = float(step * round(value / step))
    if leaf.type == "integer":
        cents = any(words in leaf.text for words in _MINOR) and rate < _NO_CENTS
        return round(value * 100) if cents and not leaf.schema.get("examples") else round(value)
    return round(value, 2)


# Among the facts: amounts are the same money to the cent, in whichever currency they are told.
EXACT = "#exact"


def exactly_in(euros: float, currency: str, leaf: LeafPlan) -> float:
    """So many euros in another currency, to five digits."""
    value = float(f"{euros * RATES.get(currency, 1.0):.{_EXACT_DIGITS}g}")
    return round(value) if leaf.type == "integer" else round(value, 2)


_EXACT_DIGITS = 5


def as_allowed(amount: float, leaf: LeafPlan, rng: Random) -> float:
    """An amount of which a schema allows no more as large as that of others in its currency: somewhat below the most.

    Beside cars for 465,000 pesos none is for 409.
    """
    least, most = bounds(leaf.schema, leaf.type)
    if not most < abs(amount):
        return amount
    share = max(most * rng.uniform(0.45, 0.95), least)
    step = 10 ** max(math.floor(math.log10(max(abs(share), 1.0))) + 1 - _SHOWN_DIGITS, 0)
    rounded = step * math.floor(share / step)
    return math.copysign(rounded if leaf.type == "integer" else round(float(rounded), 2), amount)


_NO_CENTS = 100.0
_MINOR = ("smallest denomination", "smallest currency unit", "minor unit", "in cents", "smallest unit")


def _near_examples(leaf: LeafPlan, rng: Random) -> float | None:
    """A number among or about the spec's examples, with as many decimals; None when it shows none."""
    shown = [e for e in leaf.schema.get("examples", ()) if isinstance(e, (int, float)) and not isinstance(e, bool)]
    if not shown:
        return None
    low, high = min(shown), max(shown)
    spread = max(high - low, abs(high) * 0.35)
    least, most = bounds(leaf.schema, leaf.type)
    lowest = max(low - 0.25 * spread, low / 2) if low >= 0 else low - 0.25 * spread
    low, high = max(lowest, least), min(high + 0.25 * spread, most)
    return round(rng.uniform(low, max(low, high)), max(_decimals(e) for e in shown))


def _decimals(value: float) -> int:
    return 0 if float(value).is_integer() else min(len(str(value).partition(".")[2]), 6)


def _money(ask: Ask) -> JsonValue:
    _scene, leaf, rng = ask.scene, ask.leaf, ask.rng
    near = _near_examples(leaf, rng)
    if near is not None:
        return round(near, 2) if leaf.type == "number" else round(near)
    name = words(leaf.path.replace("[]", "").rpartition(".")[2])
    has = (*words(leaf.text), *leaf.noun.split(), *name, *leaf.tokens)
    low, high = next((PRICES[t] for t in reversed(has) if t in PRICES), PRICE_ANY)
    value = rng.uniform(low, high)
    cents = rng.choice((0.0, 0.5, 0.9, 0.95, 0.99)) if value < 400 else 0.0
    return round(value) if leaf.type == "integer" else float(int(value)) + cents


def _rating(ask: Ask) -> JsonValue:
    _scene, leaf, rng = ask.scene, ask.leaf, ask.rng
    near = _near_examples(leaf, rng)
    low, high = bounds(leaf.schema, leaf.type)
    top = min(high, 100.0) if high < math.inf else 5.0
    value = near if near is not None else rng.uniform(max(low, 0.62 * top), top)
    return round(value) if leaf.type == "integer" else round(value, 1)


_YEARS_BEFORE = 10


_NEW = 0.97


def _year(ask: Ask) -> JsonValue:
    scene, leaf, rng = ask.scene, ask.leaf, ask.rng
    if set(leaf.tokens) & {"expiry", "expiration", "due", "next"}:
        return scene.setting.clock.year + rng.randint(1, 4)
    if leaf.noun in ("budget", "statement", "report", "invoice"):
        return scene.setting.clock.year
    now = scene.setting.clock.year
    shown = [e for e in leaf.schema.get("examples", ()) if isinstance(e, int) and not isinstance(e, bool)]
    if leaf.noun in SHOWN_NOW and max(shown, default=0) >= now - 1 and rng.random() < _NEW and leaf.check(now):
        return now - rng.randint(0, 1)  # what is on in cinemas
    if not shown:
        return now - rng.randint(0, 24)
    least, most = bounds(leaf.schema, leaf.type)
    # A year is no amount: a third of 2018 lies 700 years off.
    latest = now if is_out_by(leaf) else max(*shown, now)
    low, high = max(min(*shown, now) - _YEARS_BEFORE, least), min(latest, most)
    return rng.randint(round(low), round(max(low, high)))


def _coordinate(which: str) -> Maker:
    def make(ask: Ask) -> JsonValue:
        scene, leaf, rng = ask.scene, ask.leaf, ask.rng
        place = scene.where(leaf.role)
        value = place.latitude if which == "latitude" else place.longitude
        exact = leaf.noun in ("airport", "city", "weather")
        return round(value if exact else value + rng.uniform(-0.03, 0.03), 4)

    return make


def _epoch(ask: Ask) -> JsonValue:
    scene, leaf, _rng = ask.scene, ask.leaf, ask.rng
    seconds = int(on_day(leaf, scene).timestamp())
    shown = leaf.schema.get("examples") or [0]
    milli = "milli" in leaf.text or "ms" in leaf.tokens or (isinstance(shown[0], (int, float)) and shown[0] > 1e11)
    return seconds * 1000 if milli else seconds


def _seconds(ask: Ask) -> JsonValue:
    if ask.leaf.tokens[:1] == ("duration",) and ask.leaf.noun in _LASTING | ROUTES:
        return 60 * ask.scene.length_min
    return _ranged("seconds")(ask)


def _utc_offset(ask: Ask) -> JsonValue:
    """The offset of the zone, in the unit that the name or text says: hours where it says none."""
    scene, leaf = ask.scene, ask.leaf
    seconds = int((scene.setting.clock.astimezone(scene.zone_there).utcoffset() or timedelta()).total_seconds())
    said = {*leaf.tokens, *leaf.text.replace(".", " ").split()}
    if said & {"minute", "minutes", "min"}:
        return seconds // 60
    return seconds if said & {"second", "seconds", "sec"} else seconds / 3600


def _minutes(ask: Ask) -> JsonValue:
    scene, leaf, _rng = ask.scene, ask.leaf, ask.rng
    if leaf.tokens[:2] == ("day", "length"):
        rise, down = sun_times(scene.where(), scene.day or scene.start.date())
        return round((down - rise) / timedelta(minutes=1))
    if leaf.tokens[:1] in (("duration",), ("length",)) and leaf.noun in _LASTING | ROUTES:
        return scene.length_min
    value = _ranged("minutes")(ask)
    if not isinstance(value, (int, float)) or value <= _FEW or leaf.noun not in _BOOKED_FOR:
        return value
    return _MINUTES * round(value / _MINUTES) if {"duration", "length"} & set(leaf.tokens) else value


# Times that are given away in steps: nobody offers 28 minutes.
_BOOKED_FOR = frozenset("slot appointment session lesson interview consultation visit booking call class".split())
_MINUTES, _FEW = 5, 8


_LASTING = frozenset("flight event trip meeting workout activity".split())


def _distance(name: str) -> Maker:
    """How far it is: between the two ends of a journey, or as far as the sport takes one in its time."""
    other = _ranged(name)

    def make(ask: Ask) -> JsonValue:
        scene, leaf, rng = ask.scene, ask.leaf, ask.rng
        unit = 1000 if name == "metres" else 1 / _MILE_KM if "mile" in leaf.tokens else 1
        if (leaf.noun in JOURNEYS or scene.to is not None) and leaf.tokens[:1] == ("distance",):
            over_land = leaf.noun in JOURNEYS and leaf.noun != "flight"
            bare = leaf.tokens == ("distance",) and "met" not in leaf.text
            unit = 1 / _MILE_KM if scene.unit.startswith("mi") else 1 if bare and scene.unit != "m" else unit
            value = (scene.way_km if over_land else scene.straight_km) * unit
        elif "distance" in leaf.tokens and leaf.noun in _LASTING and has_pace(scene.mode):
            value = pace_km_h(scene.mode, 1) * scene.length_min / 60 * rng.uniform(0.8, 1.15) * unit
        else:
            return 0 if "distance" in leaf.tokens and stays(scene.mode) else other(ask)
        return round(value) if leaf.type == "integer" else round(value, 1)

    return make


_MILE_KM = 1.609


def _ranged(name: str) -> Maker:
    low, high, digits = _RANGES[name]

    def make(ask: Ask) -> JsonValue:
        _scene, leaf, rng = ask.scene, ask.leaf, ask.rng
        if "age" in leaf.tokens and _AGE_LIMITS & set(leaf.tokens):
            ages = [age for age in _AGES if leaf.check(age)]
            return rng.choice(ages) if ages else from_schema(leaf.schema, rng)
        near = _near_examples(leaf, rng)
        if near is not None:
            return min(near, 100) if name == "percent" and _at_most_all(leaf) else near
        least, most = bounds(leaf.schema, leaf.type)
        if least > high or most < low:
            return from_schema(leaf.schema, rng)
        if name == "percent" and (most <= 1 or "ratio" in leaf.tokens):
            return round(rng.uniform(0.05, 0.95), 2)
        value = rng.uniform(max(low, least), min(high, most))
        return round(value, digits or 1) if leaf.type == "number" and digits else round(value)

    return make


# From which ages on something is for everybody of that age.
_AGES = (0, 6, 12, 12, 16, 16, 18)
_AGE_LIMITS = frozenset("limit rating restriction minimum certificate".split())


def _at_most_all(leaf: LeafPlan) -> bool:
    """Whether a percentage is a share of a whole: no example is over 100."""
    return all(e <= 100 for e in leaf.schema.get("examples", ()) if isinstance(e, (int, float)))


def _temperature(ask: Ask) -> JsonValue:
    scene, leaf = ask.scene, ask.leaf
    has = {*leaf.tokens, *leaf.noun.split()}
    if has & LIVED_IN and leaf.type == "number" and "fahrenheit" not in leaf.text and "f" not in leaf.tokens:
        inside = room_temperature(ask.rng, scene.where(), scene.setting.clock.date())
        return inside if leaf.check(inside) else _ranged("temperature")(ask)
    if has & INDOORS or leaf.type not in ("number", "integer"):
        return _ranged("temperature")(ask)
    now = scene.setting.clock.astimezone(scene.zone_there)
    low, high = span_of(scene.where(), scene.day or now.date())
    celsius = (low + high) / 2
    if has & _LOWS or has & _HIGHS:
        celsius = low if has & _LOWS else high
    elif scene.noun == "hour":
        celsius = temperature_at(scene.where(), scene.start)
    elif scene.day in (None, now.date(), scene.setting.clock.date()):
        celsius = temperature_at(scene.where(), now)
    value = celsius * 1.8 + 32 if "fahrenheit" in leaf.text or "f" in leaf.tokens else celsius
    return round(value) if leaf.type == "integer" else round(value, 1) + 0.0  # nobody writes -0.0


_LOWS, _HIGHS = frozenset("minimum low lowest min".split()), frozenset("maximum high highest max".split())


def _speed(ask: Ask) -> JsonValue:
    """A speed; that of the wind is high on the days on which it is storm that is foretold."""
    scene, leaf = ask.scene, ask.leaf
    day = scene.day or scene.setting.clock.astimezone(scene.zone_there).date()
    if "wind" not in leaf.tokens or "gust" in leaf.tokens or not is_windy(scene.where(), day):
        return _ranged("speed")(ask)
    value = ask.rng.uniform(*(_STRONG_M_S if float(leaf.schema.get("maximum", 99)) <= _IN_M_S else _STRONG_KM_H))
    return round(value, 1) if leaf.type == "number" else round(value)


_STRONG_M_S, _STRONG_KM_H, _IN_M_S = (13.0, 19.0), (47.0, 68.0), 40


def _rate(ask: Ask) -> JsonValue:
    _scene, leaf, rng = ask.scene, ask.leaf, ask.rng
    near = _near_examples(leaf, rng)
    interest = {"interest", "discount", "tax", "growth", "inflation", "return"} & {*leaf.tokens, *leaf.noun.split()}
    if near is None and interest and "percent" in leaf.text:
        return round(rng.uniform(1.5, 9.5), 1) if leaf.type == "number" else rng.randint(2, 9)
    return near if near is not None else round(rng.uniform(0.01, 0.12 if interest else 0.9), 3)


def _postcode(ask: Ask) -> JsonValue:
    digits = "".join(c for c in postcode(ask.scene.where(ask.leaf.role), ask.rng) if c.isdigit())
    return int(digits) if len(digits) > 3 else ask.rng.randint(10_000, 98_999)


# How often aeroplanes stop on the way, by how far it is: on a short one never, on the longest ones always.
_STOPS: tuple[tuple[float, tuple[int, ...]], ...] = (
    (1_200.0, (0,)), (4_000.0, (0, 0, 0, 1)), (9_000.0, (0, 0, 1, 1)), (14_000.0, (0, 1, 1, 2)), (math.inf, (1, 1, 2)),
)  # fmt: skip


def _count(ask: Ask) -> JsonValue:
    if ask.leaf.tokens == ("quantity",) and ask.leaf.noun in _BOUGHT:
        return ask.rng.choice((1, 1, 1, 2, 2, 3))
    if ask.leaf.key in STOPS and ask.leaf.noun in AIRBORNE:
        stops = next(often for farther, often in _STOPS if ask.scene.straight_km < farther)
        return bent(ask.rng.choice(stops), ask.leaf.schema)
    few = ask.rng.randint(1, _MOST_SAID) if SPOKEN & set(ask.leaf.tokens) else 0  # all of them can be read
    few = ask.rng.randint(1, _MOST_WAITING) if WAITING & set(ask.leaf.tokens[:1]) else few  # ... or worked through
    many = few if few and ask.leaf.check(few) else _ranged("count")(ask)
    listed = isinstance(many, (int, float)) and many > MOST_PARTS and _IN_TURN.issuperset(ask.leaf.tokens[:-1])
    few = 5 + int(many) % (MOST_PARTS - 4) if listed and ask.leaf.tokens[1:] == ("count",) else many
    return few if ask.leaf.check(few) else many


_MOST_SAID, _MOST_WAITING = 5, 3
# Up to how many parts of a thing that is looked at are all shown, and what a thing consists of that is so shown.
MOST_PARTS = 12
_IN_TURN = frozenset("track song lesson module chapter section unit episode question exercise step".split())
# States of what somebody has yet to see to.
WAITING = frozenset("due overdue unread pending waiting outstanding unpaid unanswered".split())


def _ordinary(row: Ordinary) -> Maker:
    return lambda a: bent(drawn(row, a.rng.random(), whole=a.leaf.type == "integer"), a.leaf.schema)


def _as_text(maker: Maker) -> Maker:
    """The same number, written as a text; few where it counts."""

    def make(ask: Ask) -> JsonValue:
        few = ask.leaf.maker == "text:count"
        return str(ask.rng.randint(1, 5) if few else maker(ask))

    return make


def _price_text(ask: Ask) -> JsonValue:
    value = _money(ask)
    return f"{value:.2f}" if isinstance(value, (int, float)) else value


_IN_TEXTS = ("count", "rating", "percent", "age", "year", "temperature")
_BOUGHT = frozenset("line item product order cart good article".split())


NUMBER_MAKERS: dict[str, Maker] = {
    "money": _money,
    "rating": _rating,
    "year": _year,
    "latitude": _coordinate("latitude"),
    "longitude": _coordinate("longitude"),
    "epoch": _epoch,
    "rate": _rate,
    **{name: _ranged(name) for name in _RANGES},
    "count": _count,
    "speed": _speed,
    "page": lambda _: 1,
    "nought": lambda _: 0,
    "ok_status": lambda _: 200,
    "minutes": _minutes,
    "metres": _distance("metres"),
    "height": _ranged("metres"),
    "kilometres": _distance("kilometres"),
    "seconds": _seconds,
    "offset": _utc_offset,
    "postcode": _postcode,
    "port": lambda a: a.rng.choice((80, 443, 8080, 5432)),
    "temperature": _temperature,
    **{maker: _ordinary(row) for maker, row in ORDINARY.items()},
}
NUMBER_MAKERS["price_text"] = _price_text
NUMBER_MAKERS |= {f"text:{name}": _as_text(maker) for name, maker in NUMBER_MAKERS.items() if name in _IN_TEXTS}
