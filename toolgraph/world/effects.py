"""What a call does to the record it names: make, change, cancel, delete."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta

from toolgraph.models.base import JsonValue
from toolgraph.world import choose
from toolgraph.world.appliances import switch_on
from toolgraph.world.asked import Asked, ParamPlan, moment_of, tell_minutes
from toolgraph.world.base import Person
from toolgraph.world.draw import DONE_TO
from toolgraph.world.files import name_in
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.matching import in_words_of, target
from toolgraph.world.meeting import settled_by
from toolgraph.world.memory import Record
from toolgraph.world.moments import NOW_WORDS, is_past
from toolgraph.world.seats import costs_anew
from toolgraph.world.shape import Part
from toolgraph.world.toolplan import ToolPlan

_CLOSING = frozenset("cancel terminate revoke".split())
UNDOING = _CLOSING | frozenset("delete disable archive remove close suspend deactivate stop fail expire".split())
_STEM_MIN = 4
_TIMES = frozenset(("start at", "end at", "start", "end", "start date", "end date", "start time", "end time"))
_ENDS = frozenset(("end at", "end", "end time"))
_STATES = frozenset(("status", "state"))
# What a number is of beside what was told: so many are left, not so many taken.
_OTHERWISE = frozenset("available left remaining total count balance used spent maximum minimum".split())
_FOLLOWING = frozenset(("remaining", "total", "subtotal"))
_SAYING_NO_MORE = frozenset("amount value text full new".split())
# Among the facts: a call has undone the thing, so that it shows when.
UNDONE = "#undone"
# ... and how many percent are taken off by what was redeemed.
OFF = "#off"
SLOTS = frozenset("slot time showtime".split())
_REDEEMED = ("voucher", "coupon", "promo", "discount", "promotion")
_USUAL_OFF, _MOST_OFF = 10, 60


def is_as_offered(record: Record, leaves: tuple[LeafPlan, ...], offer: Record) -> None:
    """An interview at a time that is offered by video is by video, and as long as that."""
    for leaf in leaves:
        kind = offer.facts.get(leaf.key)
        if kind in leaf.schema.get("enum", ()) and leaf.tokens[-1] not in _STATES:
            record.facts.setdefault(leaf.key, kind)
    record.facts = {**(settled_by(offer, leaves) if offer.head in SLOTS else {}), **record.facts}


def told(asked: Asked, head: str = "") -> dict[str, JsonValue]:
    """All that a call tells of the thing it makes.

    Args:
        head: Noun of the thing; what is told with it in front (`evidence text`) is told of the thing (`text`).
    """
    own = {k.removeprefix(f"{head} "): v for k, v in asked.facts.items() if head and k.startswith(f"{head} ")}
    own.pop("id", None)
    return {**own, **{param.key: text for param, text in asked.texts}, **asked.kinds, **asked.facts}


def tell_otherwise(record: Record, leaves: tuple[LeafPlan, ...], asked: Asked) -> None:
    """Let what a call tells show where the result has another name for it: `max price` in `threshold amount`."""
    _tell_new_day(record, leaves, asked)
    _start_as_told(record, leaves, asked)
    keys = {leaf.key for leaf in leaves}
    money = [leaf for leaf in leaves if leaf.maker == "money"]
    for param, value in asked.equal:
        if keys & {param.key, param.full_key}:
            continue
        leaf = target(param, leaves, numeric=isinstance(value, (int, float)))
        if leaf is None or not _is_the_same(param, leaf, alone=len(money) == 1):
            continue
        shown = in_words_of(leaf, value)
        if not leaf.is_id and leaf.check(shown):
            record.facts[leaf.key] = shown
    switch_on(record, leaves, asked.facts)


def _tell_new_day(record: Record, leaves: tuple[LeafPlan, ...], asked: Asked) -> None:
    """Let the day to which a thing is moved be the one that it tells: that of a parcel is its `delivery date`."""
    day = next((v for k, v in asked.facts.items() if k in _NEW_DAYS), None)
    days = [x for x in leaves if x.maker == "date" and not is_past(x.tokens) and not _OTHER_DAYS & set(x.tokens)]
    if day is not None and len(days) == 1 and days[0].check(day):
        record.facts[days[0].key] = day


def _start_as_told(record: Record, leaves: tuple[LeafPlan, ...], asked: Asked) -> None:
    """Let what begins on a day that the call tells have started then, whatever the result calls that."""
    day = next((v for k, v in asked.facts.items() if _START & {*k.split()} and not _OTHER_DAYS & {*k.split()}), None)
    days = [x for x in leaves if x.maker == "date" and _START & set(x.tokens) and not _OTHER_DAYS & set(x.tokens)]
    if len(days) == 1 and days[0].key not in asked.facts and isinstance(day, str) and days[0].check(day):
        record.facts[days[0].key] = day


_START = frozenset("start started starts begin began begins beginning".split())
_NEW_DAYS = frozenset(("date", "day", "new date", "new day", "to date"))
_OTHER_DAYS = frozenset("expiry expires expiration due birth birthday renewal until next valid".split())


def call_by_source(record: Record, leaves: tuple[LeafPlan, ...], asked: Asked) -> None:
    """Let what is made of a file be called as that is, where it is told by its link or path and by no name."""
    sources = ((p.leaf, v) for p, v in asked.equal if p.leaf.maker in ("url", "path"))
    name = next((name for _, value in sources if (name := name_in(value))), "")
    for leaf in leaves if name else ():
        own = leaf.key in _CALLED and leaf.maker in ("title", "filename", "path") and leaf.key not in record.facts
        if own and leaf.check(name):
            record.facts[leaf.key] = name


_CALLED = ("name", "file name", "filename", "title", "file", "original name")


def of_today(plan: ToolPlan, given: Mapping[str, JsonValue], clock: datetime) -> dict[str, JsonValue]:
    """The days that a call leaves out, where its spec says that they are today then."""
    days = (p for p in plan.params if p.op == "day" and p.key not in given and _TODAY.search(p.leaf.text))
    return {p.key: clock.date().isoformat() for p in days if p.leaf.maker == "date"}


_TODAY = re.compile(r"\btoday\b.*\b(left out|omitted|default|not given|missing)|\bdefault\w*\b.*\btoday\b")


def answer(record: Record, of: Record, user: Person | None) -> None:
    """Let an answer be one to what it answers: of its matter, to who wrote that."""
    subject = of.facts.get("subject")
    if isinstance(subject, str):
        record.facts.setdefault("subject", subject if subject.startswith("Re: ") else f"Re: {subject}")
    sender = of.facts.get("sender email", of.facts.get("from"))
    own = user is not None and sender == user.email
    to = of.facts.get("to") if own or sender is None else [sender]
    if to is not None:
        record.facts.setdefault("to", to)


def redeem(
    record: Record, asked: Asked, plan: ToolPlan, find: Callable[[JsonValue, tuple[str, ...]], Record | None]
) -> None:
    """Let a voucher that a call redeems take off what it is known for, else the percent that its code ends in.

    Args:
        find: Gives what is known by an identifier of a noun.
    """
    noun = next((n for n in _REDEEMED if n in plan.name_words), "")
    codes = [v for p, v in (*asked.ids, *asked.equal) if p.leaf.tokens[-1:] in (("code",), ("voucher",), ("coupon",))]
    if not noun or not codes or plan.verb == "delete":
        return
    known = find(codes[0], (noun,))
    off = known.facts.get("discount percent") if known is not None else None
    digits = _DIGITS.search(str(codes[0]))
    named = int(digits[0]) if digits is not None and 0 < int(digits[0]) <= _MOST_OFF else _USUAL_OFF
    record.facts[OFF] = off if isinstance(off, (int, float)) else named


_DIGITS = re.compile(r"\d{1,2}$")


def _is_the_same(param: ParamPlan, leaf: LeafPlan, *, alone: bool) -> bool:
    """Whether a leaf tells what a parameter told, not only something alike (`quantity`, `quantity available`)."""
    if leaf.maker == "mime" or _OTHERWISE & set(leaf.tokens):
        return False
    if leaf.maker == "flag" and param.leaf.maker == "choice":
        return True  # `power: off` of what `is_on`
    more = set(leaf.tokens) - set(param.key.split()) - _SAYING_NO_MORE - {leaf.noun}
    same = not more and set(param.key.split()) <= set(leaf.tokens)
    return same or (alone and leaf.maker == param.leaf.maker == "money")


def tell(record: Record, asked: Asked, plan: ToolPlan) -> None:
    """Write a call's arguments into a record that was there before: values replaced, list items joined or left out."""
    listed = {p.key: p for p, _ in asked.ids if isinstance(record.facts.get(p.key, asked.facts.get(p.key)), list)}
    for param, value in (*asked.equal, *((p, asked.facts[key]) for key, p in listed.items())):
        _tell_one(record, param, value, removing=plan.verb == "delete")
    _tell_defaults(record, asked, plan)
    if plan.verb == "update" and plan.root is not None:
        _point_elsewhere(record, asked, plan.root)
        _forget_what_follows(record, asked)
    if plan.verb == "update" and tell_minutes(asked, record.scene):
        for key in _ENDS & record.facts.keys() - asked.facts.keys():
            del record.facts[key]
    moved = asked.moment is not None or (asked.day is not None and plan.verb == "update")
    if asked.moment is not None:
        record.scene.starts(asked.moment)
    elif asked.day is not None and moved:
        record.scene.moves(asked.day)
    _forget_moments(record, asked)
    if moved:
        _retime(record, asked)
        moments = {p.key for p in plan.params if p.op in ("day", "end_day")}
        record.facts.update({k: v for k, v in asked.facts.items() if k in moments})


def _tell_defaults(record: Record, asked: Asked, plan: ToolPlan) -> None:
    """Let a default in force be so afterwards: a reply that makes a ticket wait."""
    shown = {leaf.key for leaf in plan.root.leaves()} if plan.root is not None else set()
    for param in plan.params:
        if param.op == "equal" and param.default is not None and param.key in asked.facts and param.key in shown:
            record.facts[param.key] = asked.facts[param.key]


def _forget_what_follows(record: Record, asked: Asked) -> None:
    """Let what remains of a new limit be reckoned anew, and what other seats or another plan cost."""
    numbers = any(isinstance(value, (int, float)) for _, value in asked.equal)
    follows = [k for k in record.facts if numbers and _FOLLOWING & set(k.split())]
    follows += [k for k in record.facts if costs_anew(asked.facts, k)]
    for key in [k for k in follows if k not in asked.facts]:
        record.facts.pop(key, None)


def _point_elsewhere(record: Record, asked: Asked, root: Part) -> None:
    """Let a thing belong to what an update names beside it, as a deal to its new stage; the old one's name goes."""
    shown = {leaf.key for leaf in root.leaves() if leaf.is_id}
    for param, value in asked.ids:
        if param.key not in shown or isinstance(value, list) or record.facts.get("id") == value:
            continue
        whose = param.key.removesuffix("id")
        for key in [k for k in record.facts if k.startswith(whose) and k not in asked.facts]:
            del record.facts[key]
        record.facts[param.key] = value


def last_until(record: Record, plan: ToolPlan, leaves: tuple[LeafPlan, ...], asked: Asked) -> None:
    """Let what a call does for some minutes end then, and what it does for no time told not end at all."""
    clock = record.scene.setting.clock
    minutes = next((v for k in _FOR if isinstance(v := asked.facts.get(k), (int, float))), None)
    able = any(param.key in _FOR for param in plan.params)
    for leaf in leaves if able else ():
        if leaf.key not in ("until", "active until", "on until", "off until") or leaf.maker != "datetime":
            continue
        record.facts.pop(leaf.key, None)
        record.untold = (record.untold | {leaf.key}) if minutes is None else record.untold - {leaf.key}
        moment = (clock + timedelta(minutes=float(minutes or 0))).isoformat()
        if minutes is not None and leaf.check(moment):
            record.facts[leaf.key] = moment


_FOR = ("for minute", "duration minute", "minute", "duration")


def move(record: Record, slot: Record, leaves: Iterable[LeafPlan]) -> None:
    """Let a record take place when a slot is, for as long and in the same way."""
    record.scene.starts(slot.scene.start)
    settled = settled_by(slot, leaves)
    record.facts |= settled
    minutes = next(
        (v for k, v in settled.items() if k.endswith("minute") and isinstance(v, int)), slot.scene.length_min
    )
    record.scene.lasts(minutes)
    if "id" in slot.facts:  # the one that it had is free again
        record.facts[f"{slot.head} id"] = slot.facts["id"]
    for key in _TIMES & record.facts.keys():
        del record.facts[key]


def _tell_one(record: Record, param: ParamPlan, value: JsonValue, *, removing: bool) -> None:
    before = record.facts.get(param.key)
    if param.adds and isinstance(value, list):
        record.facts["#given"] = len(value)
        counted = record.facts.get(f"{param.key.split()[0]} count")
        if before is None and isinstance(counted, int):
            record.facts[f"#{param.key.split()[0]}"] = (
                counted  # those that were there, of which only the number is known
            )
    if isinstance(before, list):
        values = value if isinstance(value, list) else [value]
        kept = [v for v in before if v not in values]
        record.facts[param.key] = kept if removing else [*kept, *values] if param.adds else value
    elif not removing:
        record.facts[param.key] = record.facts[param.full_key] = value
        if param.leaf.kind:
            record.facts.pop(param.leaf.kind_key, None)


def put_in(whole: Record, named: list[Record], plan: ToolPlan) -> dict[str, JsonValue]:
    """The counts of what a thing has, with those that a call puts into it: a trip with one booking more."""
    if not _PUTTING & {*plan.name_words[:1]}:
        return {}
    more = Counter(f"{r.head} count" for r in named if r is not whole)
    return {k: v + n for k, n in more.items() if isinstance(v := whole.facts.get(k), int)}


_PUTTING = frozenset(("add", "put"))


def _forget_moments(record: Record, asked: Asked) -> None:
    """Let times of the last change be told anew, and counts be counted again of what can be counted."""
    facts = record.facts
    for key in [k for k in facts if k not in asked.facts]:
        words, of = set(key.split()), key.partition(" ")[0]  # a field's name may have no word (`*`)
        counted = "count" in words and (of in DONE_TO or not facts.keys().isdisjoint((of, f"{of} id", f"#{of}")))
        if words & NOW_WORDS or counted or "size" in words:
            del facts[key]


def _retime(record: Record, asked: Asked) -> None:
    """Let the start and end follow the new time."""
    new = {"start date": asked.day, "end date": asked.end_day}
    if asked.day is not None:
        _call_by_day(record, asked.day)
    _cost_as_long(record, asked)
    for key in _TIMES & record.facts.keys():
        day = new.get(key)
        if day is not None:
            record.facts[key] = day.isoformat()
        elif key not in asked.facts or "at" in key:
            del record.facts[key]


def _call_by_day(record: Record, day: date) -> None:
    """Let what is called by its day be called by its new one: `Nice, November 21`."""
    for key in ("title", "name"):
        if isinstance(name := record.facts.get(key), str):
            record.facts[key] = _DATED.sub(f"{day:%B} {day.day}", name, count=1)


_DATED = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}\b"
)


def _cost_as_long(record: Record, asked: Asked) -> None:
    """Let a stay of more nights cost more: twice as much for twice as many, and a flight the same."""
    old = [moment_of(record.facts.get(key)) for key in ("start date", "end date")]
    first, last = asked.day, asked.end_day
    if (
        None in old
        or first is None
        or last is None
        or not _BY_THE_DAY & {str(v).lower() for v in record.facts.values()}
    ):
        return
    before = (old[1] - old[0]).days if old[0] is not None and old[1] is not None else 0
    for key in [k for k in record.facts if {"total", "price"} <= set(k.split()) and k not in asked.facts]:
        price = record.facts[key]
        if isinstance(price, (int, float)) and before > 0 and last > first:
            record.facts[key] = round(price * (last - first).days / before, 2)


_BY_THE_DAY = frozenset("hotel car rental apartment stay room villa parking".split())


def enter_state(record: Record, plan: ToolPlan, part: Part | None) -> None:
    """Set a state that the call's verb leads to, where the result shows one."""
    if set(plan.name_words) & UNDOING:
        record.facts[UNDONE] = True
    for leaf in part.leaves() if part is not None else ():
        flag = _flag_after(plan.name_words[:1], leaf.tokens) if leaf.maker == "flag" else None
        if flag is not None:
            record.facts[leaf.key] = flag
        if leaf.maker == "choice" and leaf.tokens[-1:] and leaf.tokens[-1] in _STATES:
            after = choose.after_verb(plan.name_words, leaf.schema.get("enum", []), said=plan.said_verb)
            if after is not None:
                record.facts[leaf.key] = after


_RUNS = frozenset("enabled active running on".split())
_STARTING = frozenset("resume enable activate start unpause reactivate".split())
_STOPPING = frozenset("pause disable deactivate stop suspend".split())
_DONE = frozenset("success succeeded successful ok done accepted delivered applied completed".split())


def _flag_after(verb: tuple[str, ...], tokens: tuple[str, ...]) -> bool | None:
    """What a call makes of a flag: `lock` makes `is_locked` true, `unlock` false; None when it is not its doing."""
    if not verb or len(verb[0]) < _STEM_MIN - 1:
        return None
    if _DONE & set(tokens):
        return True
    if _RUNS & set(tokens) and verb[0] in _STARTING | _STOPPING:
        return verb[0] in _STARTING
    stem = verb[0].removesuffix("e")
    for token in tokens:
        if token.startswith(stem) and len(token) - len(stem) <= _STEM_MIN:
            return True
        if stem.startswith("un") and token.startswith(stem[2:]) and len(stem) > _STEM_MIN:
            return False
    return None


def removes_item(record: Record, asked: Asked) -> bool:
    """Whether a deleting call takes something out of a list of the record rather than the record itself."""
    return any(
        isinstance(record.facts.get(p.key), list) for p, _ in (*asked.equal, *asked.ids)
    )  # fmt: skip


def end(record: Record, plan: ToolPlan) -> None:
    """Delete the record, or mark it as cancelled where the call only cancels it."""
    if set(plan.name_words) & _CLOSING:
        record.closed = True
        for key in _STATES & record.facts.keys():
            if record.facts[key] not in choose.BAD:
                record.facts[key] = "cancelled"
    else:
        record.gone = True
