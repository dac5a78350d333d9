"""Filters: whether a record is what a call asks for, and how a new one is made so that it is."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date

from toolgraph.models.base import JsonValue
from toolgraph.schema.values import NOTHING
from toolgraph.world import sorts
from toolgraph.world.asked import Asked, ParamPlan, moment_of
from toolgraph.world.degrees import at_least, is_least
from toolgraph.world.draw import Drawer
from toolgraph.world.files import ending_of, in_form
from toolgraph.world.fitting import bent, bounds
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import SOUGHT, Record, Shown
from toolgraph.world.offers import settle_kind
from toolgraph.world.owned import is_owned, tell_owner
from toolgraph.world.people import Name, name_of
from toolgraph.world.recipes import needs, with_ingredient
from toolgraph.world.saying import speaks
from toolgraph.world.shape import Part
from toolgraph.world.sought import call_by
from toolgraph.world.stops import is_near
from toolgraph.world.takingplace import main_time, seed_time
from toolgraph.world.whereabouts import is_there

# Words of what sorts things, shown or not: a jazz concert is none of folk.
_SORTING = frozenset("genre category cuisine subject topic level type kind".split())
_PLACES_IN_LISTS = frozenset(("position", "rank", "track number", "line number", "sequence"))
# Among the facts: in front of what a thing was asked for by and does not show.
_HELD = "?"

_HIDDEN = frozenset(("status", "state"))
_NAMING = frozenset("title name subject full_name".replace("_", " ").split())
# Among the facts: the form of file that was asked for.
FORM = "#form"
# Ways in which what was looked for is told in a name.
_FORMS = 6


def target(param: ParamPlan, leaves: tuple[LeafPlan, ...], *, numeric: bool) -> LeafPlan | None:
    """The leaf of an item that a parameter bounds or equals: the one that shares most of its words."""
    wanted = set(param.key.split())
    best, most = None, 0.0
    for leaf in leaves:
        if numeric and leaf.type not in ("integer", "number"):
            continue
        if not numeric and leaf.key == param.key:
            return leaf
        common = len(wanted & set(leaf.tokens))
        share = common / max(len(wanted), 1) - 0.01 * len(leaf.tokens)
        if common and share > most and (numeric or common == len(wanted)):
            best, most = leaf, share
    return best or _namesake(param, leaves, numeric=numeric)


_SWITCH = {"on": True, "off": False, "open": True, "closed": False, "yes": True, "no": False, "online": True,
           "offline": False, "true": True, "false": False}  # fmt: skip


def _namesake(param: ParamPlan, leaves: tuple[LeafPlan, ...], *, numeric: bool) -> LeafPlan | None:
    """The only leaf that means the same under another name: an amount, an address, `is_on` for a power of `on`."""
    if numeric:
        return next((x for x in leaves if x.maker == "money"), None) if param.leaf.maker == "money" else None
    choices = {str(c).lower() for c in param.leaf.schema.get("enum", ())}
    if choices and choices <= _SWITCH.keys():
        able = [x for x in leaves if x.maker == "flag" and x.tokens[-1:] and x.tokens[-1] in choices]
    else:
        kind = param.leaf.kind
        able = [x for x in leaves if kind in ("@email", "@phone") and x.kind == kind]
    return able[0] if len(able) == 1 else None


def in_words_of(leaf: LeafPlan, value: JsonValue) -> JsonValue:
    """A told value as the leaf of an item has it: `off` is false where a flag tells it."""
    if leaf.maker == "flag" and isinstance(value, str):
        told = _SWITCH.get(value.lower())
        return value if told is None else told == _SWITCH[leaf.tokens[-1]] if leaf.tokens[-1] in _SWITCH else told
    return value


def matches(record: Record, item: Part, asked: Asked, drawer: Drawer) -> bool:
    """Whether a known record can be among what a call asks for; what it does not say is no reason against it."""
    leaves = tuple(item.leaves())
    if record.closed and not any(p.key in _HIDDEN for p, _ in asked.equal):
        return False
    if not all(_may_be_shown(record, leaf) for leaf in leaves):
        return False
    if not is_near(record, asked) or not all(is_there(record.scene, asked, role) for role in ("", "from", "to")):
        return False
    return (
        is_owned(record, asked)
        and _in_time(record, leaves, asked)
        and all(_equals(record, p, v, leaves) and _is_by(record, p, v, leaves, drawer) for p, v in asked.equal)
        and all(_bounded(record, p, v, leaves) for p, v in asked.bounds)
        and all(speaks(record, v) for _, v in asked.texts)
    )


def narrows(param: ParamPlan, leaves: tuple[LeafPlan, ...]) -> bool:
    """Whether a parameter picks things out of a list; else it tells which list is meant: whose, or of which branch."""
    if param.op == "text":
        return not _HOLDING & set(param.leaf.tokens)
    if param.op == "equal":
        return target(param, leaves, numeric=False) is not None or _by_whom(param, leaves) is not None
    if param.op in ("day", "end_day"):
        return main_time(leaves) is not None
    return param.op in ("min", "max", "after", "before")


# What things lie in: another folder has other files.
_HOLDING = frozenset("folder directory path prefix parent".split())


def denied(record: Record, item: Part, shown: Iterable[Shown], drawer: Drawer) -> bool:
    """Whether there is no such thing, since a list that was shown would have had it."""
    leaves = tuple(item.leaves())
    for each in shown:
        asked = each.asked
        cut = [p for p, _ in asked.equal if f"{p.op} {p.path}" in each.filters]  # the rest says of what the list is
        told = [target(p, leaves, numeric=False) or _by_whom(p, leaves) for p in cut]
        told += [target(p, leaves, numeric=True) for p, _ in asked.bounds]
        if None in told or (asked.day is not None and main_time(leaves) is None):
            continue  # nobody can tell of something that is not shown, nor of a day of what tells none
        for leaf in (*told, main_time(leaves)):
            if leaf is not None:
                drawer.leaf(record, leaf)
        if matches(record, item, asked, drawer):
            return True
    return False


def _by_whom(param: ParamPlan, leaves: tuple[LeafPlan, ...]) -> LeafPlan | None:
    """The leaf that names the person whom a parameter names in other words: `author login`, `author name`."""
    if param.leaf.maker not in ("username", "email", "person") or not param.leaf.whose:
        return None
    return next((x for x in leaves if x.maker in ("person", "email") and x.whose == param.leaf.whose), None)


def _is_by(record: Record, param: ParamPlan, value: JsonValue, leaves: tuple[LeafPlan, ...], drawer: Drawer) -> bool:
    """Whether what a record tells of a person is told of the one that a call names."""
    if not isinstance(value, str) or _by_whom(param, leaves) is None or not record.scene.knows(param.leaf.whose):
        return True
    known = name_of(value) if param.leaf.maker == "person" else drawer.knows(value)
    return known == record.scene.person(param.leaf.whose)


def _may_be_shown(record: Record, leaf: LeafPlan) -> bool:
    """Whether an item could have what is known of a record: no account is listed where all things are shares."""
    if not leaf.is_id and leaf.maker != "choice":
        return True
    told = record.facts.get(leaf.key)
    return told is None or isinstance(told, list) or leaf.check(told)


def _in_time(record: Record, leaves: tuple[LeafPlan, ...], asked: Asked) -> bool:
    leaf = main_time(leaves)
    if leaf is None or (asked.day is None and asked.after is None and asked.before is None):
        return True
    told = moment_of(record.facts.get(leaf.key))
    if told and str(record.facts[leaf.key]).endswith("Z"):
        told = told.astimezone(record.scene.setting.clock.tzinfo)  # days are asked for by the user's clock
    day: date = told.date() if told else record.scene.start.date()
    if asked.day is not None and day != asked.day:
        return False
    return (asked.after is None or day >= asked.after) and (asked.before is None or day <= asked.before)


def _equals(record: Record, param: ParamPlan, value: JsonValue, leaves: tuple[LeafPlan, ...]) -> bool:
    leaf = target(param, leaves, numeric=False)
    if leaf is None:
        held = record.facts.get(f"{_HELD}{param.key}", value) if _sorts_out(param) else value
        held = held if needs(record, param, value) else None
        return held == value and (str(value) not in _PARTS_OF_DAY or _is_then(record, leaves, str(value)))
    if param.leaf.kind in ("@city", "@iata", "@country", "@address", "@latitude", "@longitude"):
        return True
    told = record.facts.get(leaf.key, NOTHING)
    if told is NOTHING:
        return not (sorts.SORTING & set(leaf.tokens[-1:]) and _is_called_otherwise(record, value))
    wanted = at_least(param.leaf, value) if is_least(param.leaf) else value
    if isinstance(wanted, list):
        return told in wanted or told == wanted
    if leaf.maker == "mime" and "/" not in str(value):
        return ending_of(str(told)) == ending_of(str(value))
    return bool(told == in_words_of(leaf, value))


# From which hour to which other a part of the day lasts.
_PARTS_OF_DAY = {"morning": (8, 12), "afternoon": (12, 17), "evening": (17, 21), "night": (20, 23)}


def _is_then(record: Record, leaves: tuple[LeafPlan, ...], part: str) -> bool:
    """Whether a thing begins in a part of the day, by the clock of its place."""
    time, (first, last) = main_time(leaves), _PARTS_OF_DAY[part]
    told = moment_of(record.facts.get(time.key)) if time is not None and time.maker == "datetime" else None
    return told is None or first <= told.hour < last


def _begin_then(record: Record, asked: Asked) -> None:
    """Let a new thing begin in the part of the day that a call asks for."""
    part = next((str(v) for _, v in asked.equal if str(v) in _PARTS_OF_DAY), "")
    if part and asked.moment is None:
        first, last = _PARTS_OF_DAY[part]
        start = record.scene.start
        hour = start.hour if first <= start.hour < last else record.scene.rng.randint(first, last - 1)
        record.scene.starts(start.replace(hour=hour))


def _is_called_otherwise(record: Record, sort: JsonValue) -> bool:
    names = [record.facts.get(key) for key in ("name", "title")]
    return isinstance(sort, str) and any(sorts.clashes(name, [sort]) for name in names)


def settle(record: Record, item: Part, asked: Asked, drawer: Drawer) -> None:
    """Let what nobody knew of a found thing be as the call asks for it, since it was found so."""
    leaves = tuple(item.leaves())
    for param, value in asked.equal:
        leaf = target(param, leaves, numeric=False)
        if leaf is not None and leaf.key not in record.facts and not isinstance(value, list):
            _seed_equal(record, leaf, _one_of(param, value, record))
    for param, _ in asked.bounds:
        leaf = target(param, leaves, numeric=True)
        if leaf is not None and leaf.key not in record.facts:
            _seed_bound(record, param, leaves, drawer, asked)


def _bounded(record: Record, param: ParamPlan, value: float, leaves: tuple[LeafPlan, ...]) -> bool:
    leaf = target(param, leaves, numeric=True)
    told = record.facts.get(leaf.key) if leaf is not None else None
    if not isinstance(told, (int, float)):
        return True
    return told >= value if param.op == "min" else told <= value


def combinations(item: Part, asked: Asked) -> int:
    """How many items there are of what a call lists: origins times destinations; 0 where it lists nothing."""
    leaves = tuple(item.leaves())
    told = [(target(p, leaves, numeric=False), v) for p, v in asked.equal if isinstance(v, list) and v]
    lengths = [len(v) for leaf, v in told if leaf is not None and leaf.type != "array"]
    return math.prod(lengths) if lengths else 0


def seed(record: Record, item: Part, asked: Asked, drawer: Drawer, number: int, alike: int = 0) -> None:
    """Tell a new record what a call asks for, so that it is found by it.

    Args:
        number: Which one of the list it is, from 0.
        alike: How many others are known that the same words were found by, and that have their names.
    """
    leaves = tuple(item.leaves())
    for key, value in asked.kinds.items():
        if not key.startswith(("@latitude", "@longitude")):
            record.facts.setdefault(key, value)
    every = number
    for param, told in asked.equal:
        leaf = target(param, leaves, numeric=False)
        each, every = _each(leaf, told, every)
        _seed_person(record, param, each, drawer, leaf)
        if leaf is None and _sorts_out(param):
            record.facts[f"{_HELD}{param.key}"] = each
        _seed_equal(record, leaf, _one_of(param, each, record))
    settle_kind(record, leaves, drawer)
    with_ingredient(record, leaves, asked, number)
    _seed_position(record, leaves, number)
    _begin_then(record, asked)
    seed_time(record, leaves, asked)
    for param, _ in asked.bounds:
        _seed_bound(record, param, leaves, drawer, asked)
    for param, text in asked.texts:
        _seed_text(record, param, text, leaves, number + alike)
        record.facts.setdefault(SOUGHT, text)
    tell_owner(record, asked)


def _each(leaf: LeafPlan | None, told: JsonValue, every: int) -> tuple[JsonValue, int]:
    """The one of several told values whose turn it is, and the turn for the next list: each goes with each."""
    if leaf is None or leaf.type == "array" or not isinstance(told, list) or not told:
        return told, every
    every, nth = divmod(every, len(told))
    return told[nth], every


def _seed_position(record: Record, leaves: tuple[LeafPlan, ...], number: int) -> None:
    for leaf in leaves:
        if leaf.key in _PLACES_IN_LISTS and leaf.type == "integer" and leaf.check(number + 1):
            record.facts.setdefault(leaf.key, number + 1)
        if leaf.key == "index" and leaf.type == "integer" and leaf.check(number):
            record.facts.setdefault(leaf.key, number)


def _sorts_out(param: ParamPlan) -> bool:
    """Whether a parameter tells what sort of thing is meant."""
    return param.leaf.maker in ("choice", "genre", "category") and bool(_SORTING & set(param.leaf.tokens[-1:]))


def _one_of(param: ParamPlan, value: JsonValue, record: Record) -> JsonValue:
    """The value that a new thing has: one of those from the lowest on, where a parameter tells that."""
    return record.scene.rng.choice(at_least(param.leaf, value)) if is_least(param.leaf) else value


def _seed_equal(record: Record, leaf: LeafPlan | None, value: JsonValue) -> None:
    """Let a new record have what is asked for."""
    if leaf is None or leaf.kind in ("@latitude", "@longitude"):
        return
    each = in_words_of(leaf, value)
    if leaf.maker == "mime" and "/" not in str(each):
        record.facts[FORM] = each
    elif leaf.check(each):
        record.facts[leaf.key] = each


def _seed_person(record: Record, param: ParamPlan, value: JsonValue, drawer: Drawer, leaf: LeafPlan | None) -> None:
    """Let what somebody wrote or did show that person, where a call names them by a user name or address."""
    if param.leaf.maker == "email" and leaf is not None and leaf.maker == "email" and isinstance(value, str):
        known = drawer.knows(value)
        record.scene.is_person(known or drawer.meets(value, record.scene.person(leaf.who)), leaf.who)
    elif param.leaf.maker in ("username", "email", "person") and param.leaf.whose and isinstance(value, str):
        known = drawer.knows(value) if param.leaf.maker != "person" else name_of(value)
        if known is None:
            known = drawer.meets(value, record.scene.person(param.leaf.whose))
        record.scene.is_person(known, param.leaf.whose)
    elif param.leaf.maker in ("first", "last") and leaf is not None and isinstance(value, str):
        own = record.scene.person(leaf.who)
        known = Name(value, own.last) if param.leaf.maker == "first" else Name(own.first, value)
        record.scene.is_person(known, leaf.who)


def _seed_bound(record: Record, param: ParamPlan, leaves: tuple[LeafPlan, ...], drawer: Drawer, asked: Asked) -> None:
    leaf = target(param, leaves, numeric=True)
    if leaf is None:
        return
    coin = next((x for x in leaves if x.maker == "currency"), None) if leaf.maker == "money" else None
    if coin is not None and "@currency/" not in record.facts:
        drawer.leaf(record, coin)
    value = drawer.leaf(record, leaf)
    if not isinstance(value, (int, float)):
        return
    low, high = bounds(leaf.schema, leaf.type)
    for other, limit in asked.bounds:
        if target(other, leaves, numeric=True) is leaf:
            low, high = (max(low, limit), high) if other.op == "min" else (low, min(high, limit))
    if low <= value <= high or low > high:
        return
    share = record.scene.rng.uniform(0.05, 0.3)
    near = low * (1 + share) if value < low else high * (1 - share)
    whole = [e for e in leaf.schema.get("examples", ()) if isinstance(e, (int, float)) and e == round(e)]
    plain = whole and len(whole) == len(leaf.schema["examples"]) and high - low >= 1
    value = bent(
        round(min(max(near, low), high), 1 if leaf.maker in ("rating", "money") else 0 if plain else 2), leaf.schema
    )
    record.facts[leaf.key] = value if low <= value <= high else bent(low if value < low else high, leaf.schema)


def _seed_text(record: Record, param: ParamPlan, text: str, leaves: tuple[LeafPlan, ...], number: int) -> None:
    """Let a new record show the words that were looked for, where such a thing would show them."""
    if speaks(record, text):
        return
    wanted = sorts.sorts_of(record.facts)
    found = call_by(record.scene, text, leaves, param.key, number, param.leaf)
    if found is not None and wanted:
        forms = (call_by(record.scene, text, leaves, param.key, each) for each in range(_FORMS))
        fitting = [form for form in forms if form is not None and not sorts.clashes(form[1], wanted)]
        found = fitting[number % len(fitting)] if fitting else found
    if found is None:
        return
    leaf, value = found
    value = in_form(value, str(record.facts.get(FORM, "")))
    if leaf.key not in record.facts and leaf.check(value):
        record.facts[leaf.key] = value
        if leaf.maker == "company":
            record.scene.is_company(value)
