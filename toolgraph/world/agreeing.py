"""What the parts of one object have to do with each other: sums, means, shares of a whole, the energy of food."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import timedelta

from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.world.asked import moment_of
from toolgraph.world.diets import balance
from toolgraph.world.figures import Figure, countable, figures, put
from toolgraph.world.fitting import bent
from toolgraph.world.following import follow
from toolgraph.world.graded import choose_right
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Record
from toolgraph.world.metered import charge
from toolgraph.world.numbers import exchange_rate
from toolgraph.world.scene import JOURNEYS, ROUTES
from toolgraph.world.shape import Part
from toolgraph.world.training import burn
from toolgraph.world.travel import by_road_km, minutes, told_km

_TOTAL = frozenset("total sum overall grand all".split())
_MEAN = frozenset("average mean avg".split())
# What can be added up under the same name in the whole and in its parts: a day's energy and that of its meals.
_ADDS = frozenset("kcal calorie kwh kj gram g kg minute amount cost byte km hour energy quantity weight".split())
_ADDING = frozenset("money count minutes hours seconds metres kilometres kilograms bytes number".split())
# What is no longer, or not yet, to be paid.
_DUE = frozenset("due open outstanding unpaid owed payable".split())
_NOT_DUE = frozenset("paid void cancelled canceled draft refunded closed".split())
# Numbers that are part of another one of the object, by the words that they have more than it.
_PART = frozenset("completed done used read sold taken answered correct passed available remaining free left".split())
_WHOLE = frozenset("total all capacity maximum".split())
# Words of two times of which the first is the earlier.
_ORDER = (
    ("first", "last"), ("created", "updated"), ("created", "modified"), ("create", "sent"), ("sent", "received"),
    ("opened", "closed"), ("started", "finished"), ("issued", "due"), ("invited", "joined"),
)  # fmt: skip
_ASIDE = frozenset(("last",))
_ENDS = (
    frozenset("start starts begin begins departs departure depart from".split()),
    frozenset("end ends finish finishes arrives arrival arrive to until".split()),
)
_LENGTHS = frozenset(("duration", "length", "minute"))
_INTEREST = frozenset("interest discount tax growth inflation return hourly daily".split())
_CONVERTED = frozenset("converted result quote".split())
_KCAL = (("protein", 4.0), ("carbohydrate", 4.0), ("carb", 4.0), ("fat", 9.0))


def agree(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let the numbers of an object agree with its lists and with each other, in place.

    Args:
        out: The object as drawn.
        kept: Keys of the facts that stay as they are: told, or shown before.
    """
    numbers = list(figures(part, out))
    for own in numbers:
        if own.leaf.key not in kept:
            value = _of_lists(part, out, own)
            if value is not None and put(out, record, own, value):
                kept = {*kept, own.leaf.key}
    _times(part, out, record, kept)
    choose_right(part, out, record, kept)
    follow(part, out, record, kept)
    if not numbers:
        return
    numbers = list(figures(part, out))
    _within(part, out, record)
    _way(part, numbers, out, record, kept)
    charge(part, out, record, kept)
    _energy(numbers, out, record, kept)
    burn(numbers, out, record, kept)
    _shares(numbers, out, record, kept)
    _rain(numbers, out, record, kept)
    _late(numbers, out, record, kept)
    _steps(part, out, record)
    _lasting(part, out, record, kept)
    _daylight(part, out, record)
    if any(n.leaf.tokens[-1:] == ("remaining",) for n in numbers):
        _left(list(figures(part, out)), out, record)
    if any(n.leaf.maker == "rate" for n in numbers):
        _converted(list(figures(part, out)), out, record, kept)


def _late(numbers: list[Figure], out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let what is on time have no delay, and what is late some."""
    state = str(record.facts.get("status", record.facts.get("state", ""))).lower().replace("-", "_").replace(" ", "_")
    for delay in numbers if state else ():
        if "delay" not in delay.leaf.tokens or delay.leaf.key in kept:
            continue
        if state in _ON_TIME:
            put(out, record, delay, 0)
        elif state in _DELAYED and delay.value < _SOME_MIN:
            put(out, record, delay, delay.value + _SOME_MIN)


_ON_TIME = frozenset("scheduled on_time boarding planned confirmed cancelled".split())
_DELAYED = frozenset(("delayed", "late"))
_SOME_MIN = 10


def _rain(numbers: list[Figure], out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let the chance of rain be that of the sky told beside it: little where it is clear, much where it rains."""
    sky = str(record.facts.get("condition", "")).lower().replace("_", " ")
    chance = next((n for n in numbers if n.leaf.maker == "percent" and _WET & set(n.leaf.tokens)), None)
    for fallen in numbers if sky else ():
        if _WET & set(fallen.leaf.tokens) and fallen.leaf.maker != "percent" and fallen.leaf.key not in kept:
            put(out, record, fallen, max(fallen.value, 0.2) if _RAINY & set(sky.split()) else 0.0)
    if chance is None or not sky or chance.leaf.key in kept:
        return
    share = chance.value if chance.value <= 1 else chance.value / 100
    low, high = (0.0, 0.1) if _DRY & set(sky.split()) else (0.6, 0.95) if _RAINY & set(sky.split()) else (0.1, 0.4)
    told = low + (high - low) * share
    put(out, record, chance, told if chance.value <= 1 and chance.leaf.type == "number" else round(100 * told))


_WET = frozenset(("rain", "precipitation", "shower"))
_DRY = frozenset(("clear", "sunny"))
_RAINY = frozenset("rain rainy shower showers storm thunderstorm snow drizzle sleet hail".split())


def _steps(part: Part, out: JsonObject, record: Record) -> None:
    """Let the steps of a way be as long together as the way, and what they say of it be so (`for 800 metres`)."""
    if not any(inner.kind == "list" for _, inner in part.props):
        return
    whole = next((n for n in figures(part, out) if n.leaf.maker == "kilometres" and n.leaf.noun in ROUTES), None)
    for name, inner in part.props if whole is not None else ():
        props = inner.item.props if inner.item is not None else ()
        far = next(((n, p.leaf) for n, p in props if p.leaf is not None and p.leaf.maker == "metres"), None)
        kept, shown = record.parts.get(inner.key, []), out.get(name)
        if far is None or whole is None or not isinstance(shown, list) or len(kept) != len(shown):
            continue
        total = sum(step[far[0]] for step in shown) or 1
        for step, each in zip(shown, kept, strict=True):
            metres = float(f"{1000 * whole.value * step[far[0]] / total:.2g}")
            if far[1].check(value := int(metres) if far[1].type == "integer" else metres):
                step[far[0]] = each.facts[far[1].key] = value
                _say_length(step, each, metres)


def _say_length(step: JsonObject, record: Record, metres: float) -> None:
    long = f"{metres / 1000:g} kilometres" if metres >= _FAR_M else f"{metres:g} metres"
    for key, text in step.items():
        if isinstance(text, str) and _SAID_LENGTH.search(text):
            step[key] = record.facts[key] = _SAID_LENGTH.sub(long, text)


_FAR_M = 2000
_SAID_LENGTH = re.compile(r"\b\d+(?:\.\d+)? (?:kilometres|kilometers|metres|meters|km|m)\b")


def _lasting(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let what begins and lasts some minutes end then; where the end is told, it lasts until then."""
    begin, end = part.seen(_begin_and_end)
    if begin is None or end is None:
        return
    told = next((n for n in figures(part, out) if n.leaf.maker == "minutes" and n.leaf.tokens[0] in _LENGTHS), None)
    if told is None:
        return
    first, last = moment_of(out.get(begin[0])), moment_of(out.get(end[0]))
    if first is None or last is None or (first.tzinfo is None) != (last.tzinfo is None):
        return
    took = (last - first) / timedelta(minutes=1)
    if abs(took - told.value) < 1 or (end[1].key in kept and took > 0 and put(out, record, told, took)):
        return
    moment = (first + timedelta(minutes=told.value)).astimezone(last.tzinfo).isoformat()
    moment = moment.replace("+00:00", "Z") if str(out[end[0]]).endswith("Z") else moment
    if end[1].check(moment):
        out[end[0]] = record.facts[end[1].key] = moment


def _begin_and_end(part: Part) -> tuple[tuple[str, LeafPlan] | None, ...]:
    """The times at which an object begins and ends, by name; None for one that it does not tell."""
    timed = [(n, p.leaf) for n, p in part.props if p.leaf is not None and p.leaf.maker == "datetime"]
    return tuple(next((t for t in timed if words & set(t[1].tokens)), None) for words in _ENDS)


def _daylight(part: Part, out: JsonObject, record: Record) -> None:
    """Let a day be as long as from sunrise to sunset."""
    if not part.seen(_tells_sunrise):
        return
    rise, down = (moment_of(next((out[n] for n in out if word in n.lower()), None)) for word in ("sunrise", "sunset"))
    length = next((n for n in figures(part, out) if n.leaf.maker == "minutes" and "day" in n.leaf.tokens), None)
    if rise is not None and down is not None and length is not None and down > rise:
        put(out, record, length, (down - rise) / timedelta(minutes=1))


def _tells_sunrise(part: Part) -> bool:
    return any("sunrise" in name.lower() for name, _ in part.props)


def _left(numbers: list[Figure], out: JsonObject, record: Record) -> None:
    """Let what remains be the limit less what is spent; where that is less than may be, less is spent."""
    left = next((n for n in numbers if n.leaf.tokens[-1:] == ("remaining",)), None)
    spent = next((n for n in numbers if n.leaf.tokens[-1:] in (("spent",), ("used",))), None)
    limit = next((n for n in numbers if {"limit", "budget"} & set(n.leaf.tokens) and n not in (left, spent)), None)
    if left is None or spent is None or limit is None or limit.value <= 0:
        return
    if not put(out, record, left, limit.value - spent.value):
        part = round(spent.value % limit.value, 2)
        if put(out, record, spent, part):
            put(out, record, left, limit.value - part)


def _converted(numbers: list[Figure], out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let an amount, its rate and what it comes to agree; where that is too much for the schema, the rate gives way."""
    rate = next((n for n in numbers if n.leaf.maker == "rate" and not _INTEREST & set(n.leaf.tokens)), None)
    amounts = [n for n in numbers if n.leaf.maker == "money"]
    new = next((n for n in amounts if _CONVERTED & set(n.leaf.tokens) or n.leaf.role == "to"), None)
    old = next((n for n in amounts if n is not new), None)
    if rate is None or new is None or old is None or rate.value <= 0 or old.value <= 0:
        return
    if new.leaf.key in kept and old.leaf.key not in kept:
        put(out, record, old, new.value / rate.value)
    elif not put(out, record, new, old.value * rate.value):
        fits = bent(round(old.value * rate.value, 2), new.leaf.schema)
        other = round(fits / old.value, 6) if isinstance(fits, (int, float)) else 0.0
        if rate.leaf.check(other) and new.leaf.check(fits):
            out[new.name] = record.facts[new.leaf.key] = fits
            out[rate.name] = record.facts[rate.leaf.key] = other


def _times(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let what comes first be told as earlier: the first access before the last, creation before change."""
    for name, leaf, other, later in part.seen(_ordered_times):
        one, two = moment_of(out.get(name)), moment_of(out.get(other))
        if one is None or two is None or {leaf.key, later.key} & set(kept):
            continue
        if (one.tzinfo is None) == (two.tzinfo is None) and one > two and later.check(out[name]):
            out[name], out[other] = out[other], out[name]
            record.facts[leaf.key], record.facts[later.key] = out[name], out[other]


def _ordered_times(part: Part) -> list[tuple[str, LeafPlan, str, LeafPlan]]:
    """Pairs of times of which the first comes first."""
    told = [(n, p.leaf) for n, p in part.props if p.leaf is not None and p.leaf.maker in ("date", "datetime")]
    return [(*one, *two) for one in told for two in told if _comes_first(one[1], two[1])]


def _comes_first(leaf: LeafPlan, later: LeafPlan) -> bool:
    return any(
        first in leaf.tokens and last in later.tokens
        and set(leaf.tokens) - {first} == set(later.tokens) - {last, *_ASIDE}
        for first, last in _ORDER
    )  # fmt: skip


def _of_lists(part: Part, out: JsonObject, own: Figure) -> float | None:
    """What a number follows from: the sum or the mean of what a list beside it tells; None for nothing."""
    for name, inner in part.props:
        item, shown = inner.item, out.get(name)
        if inner.mean is not None and _MEAN & set(own.leaf.tokens):
            return None  # settled before the list
        if inner.kind != "list" or item is None or item.kind != "object" or not isinstance(shown, list):
            continue
        told = _same(own.leaf, item)
        if told and not shown and _TOTAL & set(own.leaf.tokens):
            return 0.0
        values = _values(shown, told, own.leaf, item, str(out.get("currency", ""))) if told else []
        if values and _MEAN & set(own.leaf.tokens):
            return round(sum(values) / len(values), 1)
        if values or (told and _TOTAL & set(own.leaf.tokens) and own.leaf.maker != "money"):
            return sum(values)  # where none tells any, they come to nothing
    return None


def _within(part: Part, out: JsonObject, record: Record) -> None:
    """Let some of a whole that another list makes up be no more than it: the appliances that used most of a day's."""
    for total, name, key, told, leaf in part.seen(_some_of):
        whole, items, records = out.get(total), out.get(name) or [], record.parts.get(key, [])
        amount = sum(item.get(told, 0) for item in items)
        if not whole or amount <= whole or len(items) != len(records):
            continue
        for item, each in zip(items, records, strict=True):
            value = round(item[told] * _MOST_OF_IT * whole / amount, 1) if told in item else None
            if value is not None and leaf.check(value):
                item[told] = each.facts[leaf.key] = value


_MOST_OF_IT = 0.7


def _some_of(part: Part) -> list[tuple[str, str, str, str, LeafPlan]]:
    """Each total, and every list but the first whose items tell of it: names of both, of the number, its leaf."""
    totals = [(n, x) for n, x in countable(part) if _TOTAL & set(x.tokens)]
    lists = [(n, p, p.item) for n, p in part.props if p.kind == "list" and p.item is not None and totals]
    out = []
    for name, leaf in totals:
        alike = [(n, p, dict(i.props)[t]) for n, p, i in lists if i.kind == "object" and (t := _same(leaf, i))]
        for listed, inner, number in alike[1:]:
            if number.leaf is not None and number.leaf.type == "number":
                told = number.path.rpartition(".")[2]
                out.append((name, listed, inner.key, told, number.leaf))
    return out


def _same(leaf: LeafPlan, item: Part) -> str:
    """The name of the number of an item that a number of the whole adds up or averages; "" for none."""
    own = set(leaf.tokens) - _TOTAL - _MEAN
    numbers = [(n, p.leaf) for n, p in item.props if p.leaf is not None and p.leaf.type in ("integer", "number")]
    if _MEAN & set(leaf.tokens):
        return next((n for n, x in numbers if own and set(x.tokens) == own), "")
    if leaf.maker not in _ADDING or "rate" in leaf.tokens:
        return ""
    if leaf.maker == "money" and _TOTAL & set(leaf.tokens):
        money = [n for n, x in numbers if x.maker == "money"]
        counted = any(x.key == "quantity" for _, x in numbers)
        return money[0] if len(money) == 1 and not counted else ""
    total = bool(_TOTAL & set(leaf.tokens))
    alike = [n for n, x in numbers if own and (set(x.tokens) == own or (total and set(x.tokens[-len(own) :]) == own))]
    adds = total or bool(_ADDS & set(leaf.tokens[-1:]))
    return alike[0] if alike and adds and leaf.key != "quantity" else ""


def _values(shown: list[JsonValue], name: str, leaf: LeafPlan, item: Part, currency: str) -> list[float]:
    """The numbers to add up, of what is due only what is still to be paid.

    Args:
        currency: In which amounts of several currencies are added; "" where nothing tells it, and then there is none.
    """
    status = next((n for n, p in item.props if p.leaf is not None and p.leaf.key in ("status", "state")), "")
    due = bool(_DUE & set(leaf.tokens))
    items = [each for each in shown if isinstance(each, dict)]
    told = [(0.0 if due and str(each.get(status)).lower() in _NOT_DUE else each.get(name), each) for each in items]
    values = [(float(v), e) for v, e in told if isinstance(v, (int, float)) and not isinstance(v, bool)]
    if leaf.maker != "money" or len({str(each.get("currency")) for each in items}) < 2:
        return [value for value, _ in values]
    return [v * exchange_rate(str(e.get("currency", currency)), currency) for v, e in values if currency]


def _way(part: Part, numbers: list[Figure], out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let a distance and a duration be those of the two addresses or points that stand beside them."""
    far = next(
        (n for n in numbers if n.leaf.maker == "kilometres" and "distance" in {*n.leaf.tokens, n.leaf.noun}), None
    )
    if far is None or far.leaf.key in kept or far.leaf.noun in JOURNEYS:
        return
    leaves = [(name, p.leaf) for name, p in part.props if p.leaf is not None and p.leaf.role]
    straight = told_km({x.kind_key: out.get(name) for name, x in leaves if x.kind})
    if straight is None:
        return
    way = min(by_road_km(straight), float(far.leaf.schema.get("maximum", by_road_km(straight))))
    lasting = next((n for n in numbers if n.leaf.maker == "minutes" and n.leaf.tokens[:1] == ("duration",)), None)
    took = minutes(way, record.scene.mode) if way else 0
    if lasting is not None and took > (most := float(lasting.leaf.schema.get("maximum", took))):
        way, took = way * most / took, int(most)
    put(out, record, far, round(way, 1))
    if lasting is not None and lasting.leaf.key not in kept:
        put(out, record, lasting, took)


def _energy(numbers: list[Figure], out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let the energy of food be that of its protein, carbohydrates and fat: 4, 4 and 9 kilocalories a gram."""
    told = [n for n in numbers if not _KCALS.isdisjoint(n.leaf.tokens)]
    if not told:
        return
    energy = next((n for n in told if not _LEFT & set(n.leaf.tokens)), None)
    left = next((n for n in told if _LEFT & set(n.leaf.tokens)), None)
    parts = [(n.value, kcal) for n in numbers for word, kcal in _KCAL if word in n.leaf.tokens]
    total = sum(grams * kcal for grams, kcal in parts) if len(parts) == len(_NUTRIENTS) else 0.0
    if energy is not None and total > 0 and energy.leaf.key not in kept and put(out, record, energy, total):
        energy = energy._replace(value=total)
    elif energy is not None and total > 0 and not balance(numbers, energy.value, out, record, kept):
        for each in numbers:
            if any(word in each.leaf.tokens for word, _ in _KCAL) and each.leaf.key not in kept:
                put(out, record, each, round(each.value * energy.value / total, 1))
    if energy is not None and left is not None and left.leaf.key not in kept:
        person = record.scene.setting.person  # whose goal is the same every day
        put(out, record, left, _GOALS_KCAL[len(person.name if person else "") % len(_GOALS_KCAL)] - energy.value)


_LEFT = frozenset(("remaining", "left"))
_KCALS = frozenset(("kcal", "calorie"))
_NUTRIENTS = ("protein", "carbohydrate", "fat")
_GOALS_KCAL = (1800, 2000, 2200, 2400)


def _shares(numbers: list[Figure], out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let a part be no more than its whole: 23 of 38 activities completed, never 31 of 26."""
    for part in numbers:
        if not _PART & set(part.leaf.tokens) or part.leaf.key in kept or part.leaf.maker == "percent":
            continue
        rest = set(part.leaf.tokens) - _PART
        for whole in numbers:
            whole_rest = set(whole.leaf.tokens) - _WHOLE
            is_whole = rest == whole_rest and (rest or _WHOLE & set(whole.leaf.tokens))
            if whole is not part and is_whole and part.value > whole.value > 0:
                put(out, record, part, part.value % whole.value)
