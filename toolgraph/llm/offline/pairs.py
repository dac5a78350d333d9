"""Values that belong together, told as one fact: ranges, routes, spans of time, addresses, the weather."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from toolgraph.llm.offline import codes
from toolgraph.llm.offline.telling import Fact
from toolgraph.llm.offline.tenses import in_tense
from toolgraph.llm.offline.written import UNITS, Ink, amount, folded, label_of, moment, number, plain_text, words_of
from toolgraph.meaning.said import here
from toolgraph.meaning.said.match import Moment, as_moment
from toolgraph.models.base import JsonObject

# The two ends of a range by the words of their names that differ.
_RANGES = (("lowest", "highest"), ("min", "max"), ("minimum", "maximum"), ("low", "high"), ("from", "to"))
_MIDDLES = ("median", "average", "mean")
_SPANS = (
    ("starts", "ends"), ("start", "end"), ("departure", "arrival"), ("departs", "arrives"), ("from", "to"),
    ("check in", "check out"), ("pick up", "drop off"), ("valid from", "valid until"), ("opens", "closes"),
)  # fmt: skip
_WHILES = ("period", "billing period", "reporting period", "interval", "term")
_DOES = {"valid": "is valid", "opens": "is open", **dict.fromkeys(_WHILES, "covers the time")}
_SPAN_TAILS = ("", " at", " on", " date", " time")
_ROUTES = (("origin", "destination"), ("from", "to"), ("departure", "arrival"))
_ROUTE_TAILS = ("", " airport", " station", " city", " name", " airport code", " address")
_HEAT = ("temperature", "temperature c", "temp", "temp c")
_SKY = ("condition", "conditions", "sky", "weather")
_SKIES = {"storm": "stormy", "rain": "rainy", "fog": "foggy", "snow": "snowy", "wind": "windy", "sun": "sunny"}
_PHONES = ("phone", "phone number", "telephone", "mobile", "mobile phone", "mobile number")
_MAILS = ("email", "email address", "e mail", "mail", "contact email")
_MEASURED = ("reading", "measured", "measurement", "value", "measured value", "current value")
_UNITS = ("unit", "units", "unit of measure", "unit of measurement", "uom")
_NO_UNITS = frozenset(("state", "status", "boolean", "bool", "none", "unknown"))
_SUMS = ("amount", "price")
_FREQUENCIES = ("frequency", "recurrence")
_EACH = frozenset("daily weekly fortnightly monthly quarterly yearly annually".split())
_COUNTRIES = ("country", "country code", "country name")
_POSTCODES = ("postcode", "postal code", "zip")
_SALARY = re.compile(r"salary|pay\b|wage")
_MONEY = re.compile(r"salary|price|pay|cost|rent|fee")


class Pair(NamedTuple):
    """Keys of a record that may make one fact.

    Attributes:
        about: What the names say beside the words by which they differ; for a span, the first of those words.
    """

    kind: str
    keys: tuple[str, ...]
    about: str


def pair_facts(record: JsonObject, currency: str, ink: Ink) -> tuple[list[Fact], frozenset[str]]:
    """The facts that two or more values of a record make together, and the keys that they use up."""
    facts: list[Fact] = []
    used: set[str] = set()
    for pair in _pairs_in(tuple(record)):
        if used & set(pair.keys):
            continue
        fact = _PRICED[pair.kind](pair, record, currency, ink) if pair.kind in _PRICED else None
        fact = _OTHERS[pair.kind](pair, record, ink) if pair.kind in _OTHERS else fact
        if fact is not None:
            facts.append(fact)
            used.update(pair.keys)
    return facts, frozenset(used)


@lru_cache(maxsize=8192)
def partners_of(keys: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """The keys that stand together with others, by the one of each fact that it is known by."""
    return {pair.keys[0]: pair.keys for pair in _pairs_in(keys)}


@lru_cache(maxsize=8192)
def _pairs_in(keys: tuple[str, ...]) -> tuple[Pair, ...]:
    by_words = {" ".join(words_of(k)): k for k in keys}
    return (*_ranges(by_words), *_spans(by_words), *_routes(by_words), *_others(by_words))


def _ranges(by_words: dict[str, str]) -> Iterator[Pair]:
    middle = next((by_words[w] for w in _MIDDLES if w in by_words), "")
    for first, second in _RANGES:
        for label, key in by_words.items():
            if first not in label.split():
                continue
            other = by_words.get(re.sub(rf"\b{first}\b", second, label, count=1))
            if other:
                about = re.sub(rf"\s*\b{first}\b\s*", " ", label).strip()
                yield Pair("range", (key, other, *([middle] if middle and not about else ())), about)


def _spans(by_words: dict[str, str]) -> Iterator[Pair]:
    for first, second in _SPANS:
        for tail in _SPAN_TAILS:
            start, end = by_words.get(first + tail), by_words.get(second + tail)
            if start and end:
                yield Pair("span", (start, end), first)
    for label, key in by_words.items():
        head, _, tail = label.rpartition(" ")
        if head in _WHILES and tail == "start" and f"{head} end" in by_words:
            yield Pair("span", (key, by_words[f"{head} end"]), head)


def _routes(by_words: dict[str, str]) -> Iterator[Pair]:
    for first, second in _ROUTES:
        for tail in _ROUTE_TAILS:
            start, end = by_words.get(first + tail), by_words.get(second + tail)
            if start and end:
                yield Pair("route", (start, end), "")


def _others(by_words: dict[str, str]) -> Iterator[Pair]:
    heat, sky = (next((by_words[w] for w in names if w in by_words), "") for names in (_HEAT, _SKY))
    if heat and sky:
        yield Pair("weather", (heat, sky), "")
    up, down = by_words.get("sunrise", ""), by_words.get("sunset", "")
    if up and down:
        yield Pair("sun", (up, down, *([by_words["date"]] if "date" in by_words else ())), "")
    call, mail = (next((by_words[w] for w in names if w in by_words), "") for names in (_PHONES, _MAILS))
    if call and mail:
        yield Pair("contact", (call, mail), "")
    much, unit = (next((by_words[w] for w in names if w in by_words), "") for names in (_MEASURED, _UNITS))
    if much and unit:
        yield Pair("measured", (much, unit), "")
    much, often = (next((by_words[w] for w in names if w in by_words), "") for names in (_SUMS, _FREQUENCIES))
    if much and often:
        yield Pair("regular", (much, often), "")
    street, city = by_words.get("street", ""), by_words.get("city", "")
    if street and city:
        code, land = (next((by_words[w] for w in names if w in by_words), "") for names in (_POSTCODES, _COUNTRIES))
        yield Pair("address", (street, city, *filter(None, (code, land))), "")


def _range(pair: Pair, record: JsonObject, currency: str, ink: Ink) -> Fact | None:
    values = [record[k] for k in pair.keys]
    numbers = [v for v in values if isinstance(v, int | float) and not isinstance(v, bool)]
    if len(numbers) < len(values) or numbers[0] > numbers[1]:
        return None
    if not pair.about and not currency and pair.keys[0] in ("from", "start"):
        return None  # lines of a file, say
    coin = currency if not pair.about or _MONEY.search(pair.about) else ""
    low, high = ink.held.hold(number(numbers[0])), _sum(numbers[1], coin, ink)
    text, key, about = f"between {low} and {high}", pair.keys[0], pair.about
    inside = numbers[0] <= numbers[-1] <= numbers[1]
    middle = next((w for w in _MIDDLES if inside and w == " ".join(words_of(pair.keys[-1]))), "")
    tail = f", with a {middle} of {ink.held.hold(number(numbers[2]))}" if middle else ""
    if _SALARY.search(about):
        return Fact(key, 80, f"pays {text}", f"paying {low} to {high}")
    if "temperature" in about:
        return Fact(key, 80, f"stays {text} degrees", f"{low} to {high} degrees")
    if not about and middle in ("mean", "average"):  # what is told of many values: of all that a sensor has read
        same = numbers[0] == numbers[1]
        return Fact(key, 84, f"stays at {low} throughout" if same else f"ranges from {low} to {high}{tail}", text)
    clause = f"has a {about} {text}" if about else f"is {text}{tail}"
    return Fact(key, 84, clause, f"{about} {text}".strip())


def _sum(value: float, coin: str, ink: Ink) -> str:
    return ink.held.hold(amount(value, coin, ink, sign=False) if coin else number(value))


def _span(pair: Pair, record: JsonObject, ink: Ink) -> Fact | None:
    start, end = (here(str(record[k]), ink.clock.tzinfo) for k in pair.keys)
    a, b = as_moment(start), as_moment(end)
    if a is None or b is None or a.month or b.month or (a.day is None) != (b.day is None):
        return None
    key, goes = pair.keys[0], pair.about in ("departure", "departs")
    if a.day and a.day == b.day and a.time and b.time:
        return _one_day(key, start, (a, b), goes=goes, ink=ink) if a.time <= b.time or goes else None
    first, last = (ink.held.hold(moment(v, ink)) for v in (start, end))
    on = "on" if a.day else "at"
    if goes:
        fact = Fact(key, 77, f"leaves {on} {first} and arrives {on} {last}", f"{first} to {last}")
        return fact._replace(clause=f"left {on} {first} and arrived {on} {last}") if _over(end, ink) else fact
    does = next((does for about, does in _DOES.items() if about in pair.about), "runs")
    return in_tense(Fact(key, 76, f"{does} from {first} to {last}", f"from {first} to {last}"), end, ink.clock)


def _one_day(key: str, start: str, ends: tuple[Moment, Moment], *, goes: bool, ink: Ink) -> Fact:
    day = ink.held.hold(moment(start[:10], ink))
    first, last = (ink.held.hold(moment(f"{m.time:%H:%M}", ink)) for m in ends)
    if goes:
        over = _over(start, ink)
        clause = f"{'left' if over else 'leaves'} on {day} at {first} and {'arrived' if over else 'arrives'} at {last}"
        return Fact(key, 77, clause, f"{day}, {first} to {last}")
    fact = Fact(key, 77, f"is on {day} from {first} to {last}", f"on {day} from {first} to {last}")
    return in_tense(fact, start, ink.clock)


def _sun(pair: Pair, record: JsonObject, ink: Ink) -> Fact | None:
    """When the sun rises and sets, with the day told once."""
    up, down = (here(str(record[k]), ink.clock.tzinfo) for k in pair.keys[:2])
    a, b = as_moment(up), as_moment(down)
    if a is None or b is None or not (a.day and a.day == b.day and a.time and b.time):
        return None
    first, last = (ink.held.hold(moment(f"{m.time:%H:%M}", ink)) for m in (a, b))
    day = ink.held.hold(moment(up[:10], ink))
    return Fact(pair.keys[0], 79, f"rises at {first} and sets at {last} on {day}", f"{first} to {last}")


def _over(value: str, ink: Ink) -> bool:
    known = as_moment(value)
    return known is not None and known.day is not None and known.day < ink.clock.date()


def _route(pair: Pair, record: JsonObject, ink: Ink) -> Fact | None:
    values = [record[k] for k in pair.keys]
    if not all(plain_text(v, 60) and as_moment(str(v)) is None for v in values):
        return None
    start, end = (ink.held.hold(str(v)) for v in values)
    return Fact(pair.keys[0], 80, f"goes from {start} to {end}", f"from {start} to {end}")


def _weather(pair: Pair, record: JsonObject, ink: Ink) -> Fact | None:
    heat, sky = (record[k] for k in pair.keys)
    if not isinstance(heat, int | float) or not plain_text(sky, 30):
        return None
    degrees, plain = ink.held.hold(number(heat)), ink.held.hold(folded(str(sky)))
    mark = ink.held.hold(_SKIES.get(str(sky), folded(str(sky))))
    how = "and" if str(sky) in _SKIES or re.search(r"(?:y|ed|clear|cast)$", str(sky)) else "with"
    unit = "degree" if heat == 1 else "degrees"
    return Fact(pair.keys[0], 90, f"is {degrees} {unit} {how} {mark}", f"{plain}, {degrees} {unit}")


def _contact(pair: Pair, record: JsonObject, ink: Ink) -> Fact | None:
    """By what somebody can be reached, told in one breath."""
    call, mail = (record[k] for k in pair.keys)
    if not plain_text(call, 30) or not plain_text(mail, 60) or "@" not in str(mail):
        return None
    number_at, address = ink.held.hold(str(call)), ink.held.hold(str(mail))
    return Fact(pair.keys[0], 29, f"can be reached on {number_at} or at {address}", address)


def _measured(pair: Pair, record: JsonObject, ink: Ink) -> Fact | None:
    """What was measured, in its unit; of a mere state by its name, as it has none."""
    much, unit = (record[k] for k in pair.keys)
    if not isinstance(much, int | float) or isinstance(much, bool) or not plain_text(unit, 12):
        return None
    if str(unit).lower() in _NO_UNITS:
        state = _state_of(record, on=bool(much)) if much in (0, 1) else ""
        if state:
            return Fact(pair.keys[0], 66, f"tells of {state}" if " " in state else f"is {state}", state)
        mark, label = ink.held.hold(number(much)), label_of(pair.keys[0])
        return Fact(pair.keys[0], 66, f"has the {label} {mark}", f"{label} {mark}")
    text = f"{ink.held.hold(number(much))} {UNITS.get(str(unit).lower(), str(unit))}"
    return Fact(pair.keys[0], 86, f"shows {text}", text)


def _regular(pair: Pair, record: JsonObject, currency: str, ink: Ink) -> Fact | None:
    """What is paid again and again, with how often: `410.90 EUR monthly`."""
    much, often = (record[k] for k in pair.keys)
    if not isinstance(much, int | float) or isinstance(much, bool) or str(often).lower() not in _EACH:
        return None
    text = f"{ink.held.hold(amount(much, currency, ink))} {str(often).lower()}"
    return Fact(pair.keys[0], 86, f"is for {text}", text)


# What a reading of 1 says of a sensor of a kind, and one of 0.
_READINGS = (
    (frozenset("door window contact lid gate".split()), "open", "closed"),
    (frozenset("motion presence occupancy movement".split()), "some motion", "no motion"),
    (frozenset("leak water flood moisture".split()), "a leak", "no leak"),
    (frozenset("smoke gas fire co".split()), "an alarm", "no alarm"),
)


def _state_of(record: JsonObject, *, on: bool) -> str:
    """What a sensor of a known kind that only knows two states has read, in words; "" for one of another kind."""
    kind = {
        word for k, v in record.items() if isinstance(v, str) and k in ("kind", "type", "name") for word in words_of(v)
    }
    for kinds, yes, no in _READINGS:
        if kinds & kind:
            return yes if on else no
    return ""


def _address(pair: Pair, record: JsonObject, ink: Ink) -> Fact | None:
    street, city, *more = (record[k] for k in pair.keys)
    if not plain_text(street) or not plain_text(city):
        return None
    parts = dict(zip((" ".join(words_of(k)) for k in pair.keys[2:]), map(str, more), strict=True))
    code = next((v for k, v in parts.items() if k in _POSTCODES), "")
    land = next((codes.country(v) or v for k, v in parts.items() if k in _COUNTRIES), "")
    text = ink.held.hold(", ".join(filter(None, (str(street), f"{code} {city}".strip(), land.removeprefix("the ")))))
    return Fact(pair.keys[0], 60, f"is at {text}", f"at {text}")


def spot(record: JsonObject, ink: Ink) -> list[Fact]:
    """Where something is in degrees: what remains to be told of an address that was asked about."""
    by_words = {" ".join(words_of(k)): k for k in record}
    for names in (("lat", "lng"), ("lat", "lon"), ("latitude", "longitude")):
        keys = [by_words[n] for n in names if n in by_words]
        degrees = [v for k in keys if isinstance(v := record[k], int | float) and not isinstance(v, bool)]
        if len(degrees) == len(names):
            north, east = (ink.held.hold(str(v)) for v in degrees)
            return [Fact(keys[0], 60, f"is at latitude {north} and longitude {east}", f"at {north}, {east}")]
    return []


_PRICED: dict[str, Callable[[Pair, JsonObject, str, Ink], Fact | None]] = {"range": _range, "regular": _regular}
_OTHERS: dict[str, Callable[[Pair, JsonObject, Ink], Fact | None]] = {
    "span": _span,
    "route": _route,
    "weather": _weather,
    "measured": _measured,
    "contact": _contact,
    "sun": _sun,
    "address": _address,
}
