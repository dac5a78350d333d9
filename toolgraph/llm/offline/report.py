"""Results in a sentence or two: what was found, made or changed, with the values that tell most."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from toolgraph.llm.offline.fields import Fact, facts_of
from toolgraph.llm.offline.grammar import Speaker
from toolgraph.llm.offline.shape import Shape, plural, shape_of, verb_of
from toolgraph.llm.offline.written import Ink, is_id, is_title, label_of, moment, number, plain_text, words_of
from toolgraph.meaning.said.numbers import ONES
from toolgraph.meaning.text import PERSONS
from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.models.dialogue_plan import Pick, PlannedCall
from toolgraph.models.tool import Tool

_SHOWN = 3
_FACTS = 3
_WORDS_OF_VERB = {"create": "created", "update": "updated", "delete": "deleted", "send": "sent"}
_NAMING = (
    "full name",
    "display name",
    "title",
    "name",
    "subject",
    "headline",
    "label",
    "model",
    "event",
    "question",
    "symbol",
    "ticker",
)


class Named(NamedTuple):
    """What a record is called, and the keys of it that the name uses up."""

    text: str
    used: frozenset[str]


class Reporter:
    """Summarises calls of one dialogue.

    Args:
        picks: All picks of the plan: what the user will single out must have been told.
    """

    def __init__(self, speaker: Speaker, picks: Sequence[Pick]) -> None:
        self.speaker = speaker
        self.picks = picks
        self.told: frozenset[str] = frozenset()

    def summary(self, call: PlannedCall, tool: Tool, ink: Ink, *, brief: bool = False) -> str:
        """One or two sentences on a call's result, ending in a full stop.

        Args:
            brief: Say as little as makes sense: other calls are reported beside it.
        """
        shape = shape_of(call.result, tool)
        verb = verb_of(tool)
        undone = _undone(call.result)
        if undone:
            return self.speaker.say("not_done", {"it": f"the {shape.thing}", "done": undone})
        if shape.kind == "list":
            return self._list(call, shape, ink, brief=brief)
        if shape.kind == "record":
            return self._record(shape, verb, ink, brief=brief)
        if shape.kind == "value":
            return self._value(shape, verb, ink)
        return self.speaker.say("done_bare" if verb else "nothing_told")

    # Lists

    def _list(self, call: PlannedCall, shape: Shape, ink: Ink, *, brief: bool) -> str:
        items, count = shape.items, shape.total if shape.total is not None else len(shape.items)
        things = plural(shape.thing, count)
        slots = {"count": _counted(count, ink), "things": things, "thing": shape.thing}
        if not items and not count:
            return self.speaker.say("list_empty", {"things": plural(shape.thing, 2)})
        told = self._items(call, shape, ink, 2 if brief else _SHOWN)
        if not told:
            return (
                self.speaker.say("list_bare", slots)
                if count > 1
                else self.speaker.say("list_one", {**slots, "items": f"a {shape.thing}"})
            )
        slots["items"] = _joined(told, self.speaker)
        rule = "list_one" if count == 1 else "list_part" if len(told) < count else "list_found"
        return self.speaker.say(rule, slots) + ("" if brief else self._around(shape, ink))

    def _around(self, shape: Shape, ink: Ink) -> str:
        """An average that stands beside a list."""
        for key, value in shape.around.items():
            if "average" in words_of(key) and isinstance(value, int | float) and not isinstance(value, bool):
                return f" The {label_of(key)} is {ink.held.hold(number(value))}."
        return ""

    def _items(self, call: PlannedCall, shape: Shape, ink: Ink, most: int) -> list[str]:
        wanted = [p for p in self.picks if p.call == call.id and p.path.startswith(f"{shape.path}[")]
        at = sorted({int(re.findall(r"\[(\d+)\]", p.path[len(shape.path) :])[0]) for p in wanted})
        shown = sorted({*range(min(most, len(shape.items))), *(i for i in at if i < len(shape.items))})
        if any(p.value is None for p in wanted) and at[-1] < 5:
            shown = list(range(min(len(shape.items), max(most, at[-1] + 1))))
        by = frozenset(p.by for p in wanted if p.by)
        paths = self._telling(shape, ink, by)
        told = [self._item(shape.items[i], shape.thing, paths, ink) for i in shown]
        return [t for t in told if t]

    def _telling(self, shape: Shape, ink: Ink, by: frozenset[str]) -> tuple[str, ...]:
        """Which values to tell of every item: those by which they differ, and those the user will ask for."""
        records = [i for i in shape.items[:5] if isinstance(i, dict)]
        if not records:
            return ()
        used = named(records[0], shape.thing, ink).used
        facts = [f for f in facts_of(records[0], ink, used) if f.score > 30 and f.brief]
        differ = [f.path for f in facts if len({str(r.get(f.path)) for r in records}) > 1 or len(records) == 1]
        tops = tuple(p.split(".")[0] for p in by if p.split(".")[0] not in used)
        return tuple(dict.fromkeys((*tops, *differ)))[: max(2, len(tops))]

    def _item(self, item: JsonValue, thing: str, paths: tuple[str, ...], ink: Ink) -> str:
        if not isinstance(item, dict):
            ok = plain_text(item) or isinstance(item, int | float)
            return ink.held.hold(_scalar(item, ink)) if ok and not isinstance(item, bool) else ""
        name = named(item, thing, ink, alone=True)
        facts = {
            f.path: f
            for f in facts_of({k: item[k] for k in item if k in paths or "currency" in words_of(k)}, ink, name.used)
        }
        briefs = [facts[p].brief for p in paths if p in facts]
        if not name.text and not briefs:
            return ""
        if not name.text:
            return (
                f"one {' '.join(briefs)}"
                if re.match(r"(for|on|in|at|with|by|from|to|rated)\b", briefs[0])
                else " ".join(briefs[:1])
            )
        if not briefs:
            return name.text
        flat = all(re.match(r"(for|on|in|at|with|by|from|to)\b", b) for b in briefs)
        return f"{name.text} {' '.join(briefs)}" if flat else f"{name.text} ({', '.join(briefs)})"

    # Single things

    def _record(self, shape: Shape, verb: str, ink: Ink, *, brief: bool) -> str:
        name = named(shape.record, shape.thing, ink)
        known = facts_of(shape.record, ink, name.used)
        facts = _spread([f for f in known if f.score > 20] or known[:1], _FACTS - 1 if brief else _FACTS)
        facts = [f._replace(clause=re.sub(rf"^has an? {shape.thing} of ", "is ", f.clause)) for f in facts]
        rule = _WORDS_OF_VERB.get(verb, "record")
        if not name.text and not facts:
            return self.speaker.say("done_bare" if verb else "nothing_told")
        it = name.text or f"the {shape.thing}"
        if not facts:
            removed = (
                "cancelled"
                if shape.thing in ("booking", "order", "subscription", "event", "transfer", "appointment")
                else "removed"
            )
            return self.speaker.say(f"{rule}_bare", {"it": it, "removed": removed})
        again, self.told = shape.thing in self.told, self.told | {shape.thing}
        if brief and (rule == "record" or again):
            return f"{it} {_clauses(facts, self.speaker)}."
        return self.speaker.say(rule, {"it": it, "facts": _clauses(facts, self.speaker)}).replace(" now was ", " was ")

    def _value(self, shape: Shape, verb: str, ink: Ink) -> str:
        value = shape.items[0]
        if isinstance(value, bool):
            if verb:
                return self.speaker.say("done_bare") if value else "It came back as not done."
            return f"The answer is {'yes' if value else 'no'}."
        if isinstance(value, int | float) or plain_text(value, 160):
            return self.speaker.say("record_bare", {"it": ink.held.hold(_scalar(value, ink))})
        return self.speaker.say("done_bare" if verb else "nothing_told")


def _article(thing: str, ink: Ink) -> str:
    """What stands before a name: nothing for most people, `your booking` or `the hotel` for things."""
    if thing in PERSONS and ink.rng.random() < _PERSON_ALONE:
        return ""
    own = thing.rpartition(" ")[2] in _OWNED and ink.rng.random() < _OWN_SHARE
    return f"your {thing} " if own else f"the {thing} "


def _undone(result: JsonValue) -> str:
    """The deed that a result says was not done (`confirmed` by `confirmed: false`); "" for none."""
    if not isinstance(result, dict):
        return ""
    refused = [k for k, v in result.items() if v is False and set(words_of(k)) <= _DEEDS | {"is"}]
    word = words_of(refused[0])[-1] if refused else ""
    return "done" if word in ("success", "succeeded", "successful", "ok") else word


def named(record: JsonObject, thing: str, ink: Ink, *, alone: bool = False) -> Named:
    """What a record is called in a sentence; "" when it has neither a name nor a telling code.

    Args:
        alone: The kind of thing has been said already, as in a list of flights.
    """
    article = "" if alone else _article(thing, ink)
    first, last = (next((k for k in record if words_of(k) in names), "") for names in _PERSON_PARTS)
    if first and last and plain_text(record[first]) and plain_text(record[last]):
        return Named(ink.held.hold(f"{record[first]} {record[last]}"), frozenset((first, last)))
    for key in _title_keys(record, thing, alone=alone):
        if plain_text(record[key], 70):
            text = str(record[key])
            return Named(f"{article}{ink.held.hold(_titled(text, alone=alone))}", frozenset((key,)))
    for key, value in record.items():
        if _is_code(key) and isinstance(value, str) and 0 < len(value) < 24:
            return Named(f"{article}{ink.held.hold(value)}", frozenset((key,)))
    return _by_id(record, thing, ink, alone=alone)


_PERSON_PARTS = (
    frozenset((("given", "name"), ("first", "name"), ("firstname",))),
    frozenset((("family", "name"), ("last", "name"), ("lastname",))),
)


def _title_keys(record: JsonObject, thing: str, *, alone: bool) -> list[str]:
    labels = {k: " ".join(words_of(k)) for k in record}
    wanted = [*_NAMING[:2], f"{thing} name", f"{thing.rsplit(' ', maxsplit=1)[-1]} name", *_NAMING[2:]]
    own = {*thing.split(), *(_OWN_NAMES if alone else ())}
    exact = [k for name in wanted for k, label in labels.items() if label == name]
    return [*exact, *(k for k in record if is_title(k) and set(words_of(k)[:-1]) <= own)]


def _is_code(key: str) -> bool:
    words = words_of(key)
    return words[-1] in ("number", "code", "ticker", "reference", "symbol") and not set(words) & _NO_CODE


def _titled(text: str, *, alone: bool) -> str:
    return text if alone or text[:1].isupper() else f"“{text}”" if " " in text else text


def _by_id(record: JsonObject, thing: str, ink: Ink, *, alone: bool) -> Named:
    """A name for a record without one: a date or a text in a list, else its own id."""
    own = [k for k in record if is_id(k)]
    if alone:
        for wanted in (_DATED, _CALLED, _WORDED):
            able = [k for k, v in record.items() if set(words_of(k)[-1:]) & wanted and plain_text(v, 60)]
            found = next((k for k in able if not set(words_of(k)) & _BEHIND), "")
            if found:
                text = moment(str(record[found]), ink)
                return Named(
                    ink.held.hold(f"“{text}”" if wanted is _WORDED and " " in text else text), frozenset((found,))
                )
    mine = next(
        (
            k
            for k in own
            if words_of(k)[:-1] in ((), tuple(thing.split()), tuple(thing.split()[-1:])) and _is_short(record[k])
        ),
        "",
    )
    numbered = next((k for k, v in record.items() if words_of(k) == ("number",) and _is_short(v)), "")
    if numbered or mine:
        text = ink.held.hold(str(record[numbered or mine]))
        return Named(text if alone and not numbered else f"{thing} {text}", frozenset((*own, numbered)))
    texts = [k for k, v in record.items() if alone and plain_text(v, 50) and not is_id(k)]
    if texts:
        return Named(ink.held.hold(_scalar(record[texts[0]], ink)), frozenset((texts[0],)))
    return Named("", frozenset(own))


_OWN_NAMES = frozenset("product item event station airport track company tag plan".split())
_LAST = ("and", "and", "and", "plus", "as well as", "and finally", "along with")
_SHOWS = ("has", "has", "has", "shows", "comes with", "carries")
_NO_CODE = frozenset("country currency postal language zip area status error phone".split())
_OWNED = frozenset(
    "booking appointment order subscription event task trip playlist reservation transfer account alert budget cart "
    "return workout watchlist ticket invoice draft".split()
)
_OWN_SHARE = 0.6  # share of the user's own things that are called theirs
_PERSON_ALONE = 0.95  # share of people who are called by their name only
_DEEDS = frozenset(
    "success succeeded successful ok done deleted removed cancelled canceled sent delivered updated created saved "
    "added booked confirmed accepted approved completed applied registered scheduled published stopped started".split()
)
_DATED = frozenset("date time day weekday month".split())
_BEHIND = frozenset("author owner sender customer user holder creator committer".split())
_CALLED = frozenset(("name",))
_WORDED = frozenset("message text snippet description summary instruction comment body question".split())


def _is_short(value: JsonValue) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool) and 0 < len(str(value)) <= 32


def _scalar(value: JsonValue, ink: Ink) -> str:
    if isinstance(value, int | float):
        return number(value)
    return moment(str(value), ink)


def _counted(count: int, ink: Ink) -> str:
    return ONES[count] if 0 < count <= 12 else ink.held.hold(number(count))


def _joined(texts: Sequence[str], speaker: Speaker) -> str:
    if len(texts) == 1:
        return texts[0]
    last = speaker.rng.choice(_LAST if len(texts) > 2 else _LAST[:5])
    mark = ";" if any(", " in re.sub(r"\([^)]*\)", "", t) for t in texts) else ","
    return f"{f'{mark} '.join(texts[:-1])}{';' if mark == ';' else ''} {last} {texts[-1]}"


def _spread(facts: list[Fact], most: int) -> list[Fact]:
    """The most telling facts, without two that say the same of the same field."""
    out: list[Fact] = []
    for fact in facts:
        start = fact.clause.split(" ")[:2]
        if start[0] == "has" or all(start != other.clause.split(" ")[:2] for other in out):
            out.append(fact)
        if len(out) == most:
            break
    return sorted(out, key=lambda f: f.clause.startswith("says"))


def _clauses(facts: Sequence[Fact], speaker: Speaker) -> str:
    """Facts as what is said of one thing: `is confirmed, starts on 4 March and has 3 seats and a rating of 4`."""
    plain = [f.clause for f in facts if not f.clause.startswith(("has ", "says "))]
    has = [f.clause[4:] for f in facts if f.clause.startswith("has ")]
    last = [f.clause for f in facts if f.clause.startswith("says ")]
    shows = speaker.rng.choice(_SHOWS) if has and not has[0].startswith("the ") else "has"
    texts = [*plain, *([f"{shows} {_anded(has)}"] if has else []), *last]
    return _anded(texts).replace(" as the ", speaker.rng.choice((" as the ", " as ")))


def _anded(texts: Sequence[str]) -> str:
    return texts[0] if len(texts) == 1 else ", ".join(texts[:-1]) + f" and {texts[-1]}"
