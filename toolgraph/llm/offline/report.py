"""Results in a sentence or two: what was found, made or changed, with the values that tell most."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from toolgraph.llm.offline import codes
from toolgraph.llm.offline.deeds import deed, past
from toolgraph.llm.offline.either import addressed, is_about_somebody, named_in, own, settled
from toolgraph.llm.offline.fields import Fact, facts_of
from toolgraph.llm.offline.grammar import Speaker
from toolgraph.llm.offline.names import is_person
from toolgraph.llm.offline.naming import Named, article, given_name, item_name, named, noun, scalar
from toolgraph.llm.offline.pairs import spot
from toolgraph.llm.offline.refer import argument_words
from toolgraph.llm.offline.shape import Shape, plural, shape_of, verb_of
from toolgraph.llm.offline.wishes import Wish, to_other_side
from toolgraph.llm.offline.written import Ink, folded, is_id, label_of, number, plain_text, words_of
from toolgraph.meaning.said.match import as_moment
from toolgraph.meaning.said.numbers import ONES
from toolgraph.meaning.text import PERSONS, singular
from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.models.dialogue_plan import Pick, PlannedCall
from toolgraph.models.tool import Tool

_SHOWN = 3
_FACTS = 3
_TELLING_MIN = 20
_DEED_MIN = 41  # how telling a fact must be beside the news that something is done
_LAST = ("and", "and", "and", "and", "plus")
_FLAT = re.compile(r"(?:\w+ed )?(?:for|on|in|at|with|by|from|to|until|between|under) ")
_PLACED = re.compile(r"(?:for|on|in|at|with|by|from|to|until|between|under) ")
_TRIVIAL = re.compile(r"is (?:open|new|active|pending|created|enabled|switched on)$")  # of what was just made
_DEEDS = frozenset(
    "success succeeded successful ok done deleted removed cancelled canceled sent delivered updated created saved "
    "added booked confirmed accepted approved completed applied registered scheduled published stopped started".split()
)


class Reporter:
    """Summarises calls of one dialogue.

    Args:
        picks: All picks of the plan: what the user will single out must have been told.
        names: What things are called, by their ids.
    """

    def __init__(self, speaker: Speaker, picks: Sequence[Pick], names: Mapping[str, str]) -> None:
        self.speaker = speaker
        self.picks = picks
        self.names = names
        self._shapes: dict[str, Shape] = {}
        self._empty: set[str] = set()

    def shape(self, call: PlannedCall, tool: Tool) -> Shape:
        """What the call's result is at heart."""
        if call.id not in self._shapes:
            self._shapes[call.id] = shape_of(call.result, tool)
        return self._shapes[call.id]

    def awaited(self, call: PlannedCall) -> bool:
        """Whether the user will choose out of the call's result later, and so has to hear it."""
        return any(p.call == call.id for p in self.picks)

    def summary(self, call: PlannedCall, tool: Tool, ink: Ink, *, wish: Wish | None, brief: bool = False) -> str:
        """One or two sentences on a call's result, ending in a full stop.

        Args:
            wish: What was wanted of the call; None when nobody knows.
            brief: Say as little as makes sense: other calls are reported beside it.
        """
        shape = self.shape(call, tool)
        verb = verb_of(tool)
        undone = _undone(call.result)
        if undone:
            return self.speaker.say("not_done", {"it": f"the {noun(shape.thing)}", "done": undone})
        if verb:
            return self._deed(call, shape, verb, wish, ink, brief=brief)
        if shape.kind == "list":
            return self._list(call, shape, ink, brief=brief)
        if shape.kind == "record":
            return self._record(call, shape, ink, brief=brief)
        if shape.kind == "value":
            return self._value(shape, ink)
        return self._nothing(shape)

    def says_nothing(self, text: str) -> bool:
        """Whether a summary says only that there is nothing to say."""
        return text in self._empty

    def _nothing(self, shape: Shape) -> str:
        if shape.kind == "empty" and shape.thing == "result":
            text = self.speaker.say("nothing_at_all")
        else:
            text = self.speaker.say("nothing_told", {"it": f"the {noun(shape.thing)}"})
        self._empty.add(text)
        return text

    # Things found

    def _list(self, call: PlannedCall, shape: Shape, ink: Ink, *, brief: bool) -> str:
        items, count = shape.items, shape.total if shape.total is not None else len(shape.items)
        slots = {"count": _counted(count, ink), "things": noun(plural(shape.thing, count)), "thing": noun(shape.thing)}
        if not items and not count:
            return self.speaker.say("list_empty", {"things": noun(plural(shape.thing, 2))})
        told = self._items(call, shape, ink, 2 if brief else _SHOWN)
        if not told:
            return self.speaker.say("list_bare" if count > 1 else "list_lone", slots)
        slots["items"] = _joined(told, self.speaker)
        part = "list_led" if len(told) == 1 else "list_part"
        rule = "list_one" if count == 1 else part if len(told) < count else "list_found"
        return self.speaker.say(rule, slots) + ("" if brief else _around(shape, ink))

    def _items(self, call: PlannedCall, shape: Shape, ink: Ink, most: int) -> list[str]:
        wanted = [p for p in self.picks if p.call == call.id and p.path.startswith(f"{shape.path}[")]
        at = sorted({int(re.findall(r"\[(\d+)\]", p.path[len(shape.path) :])[0]) for p in wanted})
        shown = sorted({*range(min(most, len(shape.items))), *(i for i in at if i < len(shape.items))})
        if any(p.value is None for p in wanted) and at[-1] < 5:
            shown = list(range(min(len(shape.items), max(most, at[-1] + 1))))
        paths = self._telling(shape, ink, frozenset(p.by for p in wanted if p.by))
        told = [self._item(shape.items[i], shape.thing, paths, ink) for i in shown]
        return list({ink.held.plain(t): t for t in told if t}.values())

    def _telling(self, shape: Shape, ink: Ink, by: frozenset[str]) -> tuple[str, ...]:
        """Which values to tell of every item: those by which they differ, and those the user will ask for."""
        records = [i for i in shape.items[:5] if isinstance(i, dict)]
        if not records:
            return ()
        used = item_name(records[0], shape.thing, ink).used
        facts = [f for f in facts_of(records[0], ink, used, shape.thing) if f.score > _TELLING_MIN and f.brief]
        differ = [f.path for f in facts if len({str(r.get(f.path)) for r in records}) > 1 or len(records) == 1]
        tops = tuple(p.split(".")[0] for p in sorted(by) if p.split(".")[0] not in used)
        return tuple(dict.fromkeys((*tops, *differ)))[: max(2, len(tops))]

    def _item(self, item: JsonValue, thing: str, paths: tuple[str, ...], ink: Ink) -> str:
        if not isinstance(item, dict):
            ok = plain_text(item) or isinstance(item, int | float)
            return ink.held.hold(scalar(item, ink)) if ok and not isinstance(item, bool) else ""
        name = item_name(item, thing, ink)
        facts = {f.path: f for f in facts_of(item, ink, name.used, thing, frozenset(paths))}
        called = ink.held.plain(name.text)
        paths = tuple(p for p in paths if p in facts and p in item and str(item[p]) not in called)
        briefs = [facts[p].brief or _plainly(p, item[p], ink) for p in paths]
        briefs = [b for b in briefs if not called or called not in ink.held.plain(b)]
        if any(b.startswith("due ") for b in briefs):
            briefs = [b.removesuffix(" due") for b in briefs]
        briefs = list({b.partition(" ")[0] if _FLAT.match(b) else b: b for b in reversed(briefs) if b}.values())[::-1]
        if not name.text:
            flat = bool(briefs) and bool(_FLAT.match(briefs[0]))
            texts = (str(item[p]) for p in paths if plain_text(item[p], 40) and as_moment(str(item[p])) is None)
            bare = next(texts, "")
            if flat:
                return f"one {briefs[0]}"
            word = f"a {ink.held.hold(folded(bare))} one" if bare.isalpha() and bare.islower() else ""
            return word or (ink.held.hold(folded(bare)) if bare else " ".join(briefs[:1]))
        if not briefs:
            return name.text
        kind = next((b for b in briefs if _is_word(b, item, ink)), "") if name.used and not name.bare else ""
        if kind and _dates(item, name.used):
            return f"a {kind} one ({', '.join([name.text, *(b for b in briefs if b != kind)])})"
        return (
            f"{name.text} {' '.join(briefs)}"
            if all(map(_PLACED.match, briefs)) and not _dates(item, name.used)
            else f"{name.text} ({', '.join(briefs)})"
        )

    # Single things

    def _record(self, call: PlannedCall, shape: Shape, ink: Ink, *, brief: bool) -> str:
        name = named(shape.record, shape.thing, ink)
        it = name.text or f"{article(shape.thing, ink)}{self._about(call, shape, ink)}"
        known = facts_of(shape.record, ink, name.used, shape.thing)
        new = [f for f in known if not _told_before(f, shape.record, call.arguments)] or spot(shape.record, ink)
        most = _FACTS - 1 if brief else _FACTS
        facts = _chosen(new or known, most, shape.thing) or _chosen(known, most, shape.thing)
        if facts:
            return self.speaker.say("record_plain" if brief else "record", {"it": it, "facts": clauses(facts)})
        notes = [f.brief for f in known if f.brief][:_FACTS]
        if notes:
            return self.speaker.say("record_notes", {"it": it, "notes": anded(notes)})
        return self.speaker.say("record_bare", {"it": it}) if name.text else self._nothing(shape)

    def _about(self, call: PlannedCall, shape: Shape, ink: Ink) -> str:
        """What a record without a name is of, by what was asked: ` for Parents' place`, ` in Montreal`."""
        if "place" not in shape.thing:
            for key, value in call.arguments.items():
                if (
                    isinstance(value, str)
                    and words_of(key)[-1] in ("city", "place", "location")
                    and plain_text(value, 30)
                ):
                    return f" in {ink.held.hold(value)}"
        for key, value in call.arguments.items():
            if is_id(key) and str(value) in self.names:
                return f" for {ink.held.hold(self.names[str(value)])}"
        return ""

    def label_of_call(self, call: PlannedCall, others: Sequence[PlannedCall], ink: Ink) -> str:
        """What tells a call from others of its tool, as people say it; "" when nothing does."""
        for key, value in call.arguments.items():
            if all(o.arguments.get(key) == value for o in others):
                continue
            if str(value) in self.names and (is_id(key) or not plain_text(value, 40) or "@" in str(value)):
                return ink.held.hold(self.names[str(value)])
            if isinstance(value, str) and plain_text(value, 60) and not is_id(key):
                words = words_of(key)
                known = codes.country(value) if "country" in words else ""
                known = known or (codes.language(value) if words[-1] in ("language", "locale", "lang") else "")
                return ink.held.hold(known or folded(scalar(value, ink)))
        return ""

    def _value(self, shape: Shape, ink: Ink) -> str:
        value = shape.items[0]
        if isinstance(value, bool):
            return f"The answer is {'yes' if value else 'no'}."
        if isinstance(value, int | float) or plain_text(value, 160):
            return self.speaker.say("value", {"it": ink.held.hold(scalar(value, ink)), "thing": noun(shape.thing)})
        return self._nothing(shape)

    # Things done

    def _deed(self, call: PlannedCall, shape: Shape, verb: str, wish: Wish | None, ink: Ink, *, brief: bool) -> str:
        record = shape.record
        name = named(record, shape.thing, ink) if record else None
        bare = name.bare if name else ""
        known = facts_of(record, ink, name.used, shape.thing) if name else []
        if wish is None:
            return self._plain_deed(shape, verb, name.text if name else "", known)
        given = given_name(call.arguments, shape.thing)
        if given and given != ink.held.plain(bare).strip("“”"):
            bare = ink.held.hold(given)  # what the user has called it
            name = Named(f"the {noun(shape.thing)} {bare}", name.used if name else frozenset(), bare)
        did, said = self._did(call, wish, shape.thing, name, ink)
        new = [
            f
            for f in known
            if not _told_before(f, record, call.arguments) and not _repeats(ink.held.plain(f.clause), wish)
        ]
        switched = _switched(call)
        new = [f for f in new if not switched or not re.match(r"is (?:on|off|switched)\b", f.clause)]
        new = [f for f in new if verb != "delete" or "refund" in f.clause]
        new = [f for f in new if verb != "create" or not _TRIVIAL.match(ink.held.plain(f.clause))]
        facts = _chosen([f for f in new if f.score > _DEED_MIN], 1 if brief else 2, shape.thing)
        text = self.speaker.say("deed", {"did": did})
        if not facts:
            return text
        if said and shape.thing.rpartition(" ")[2] in PERSONS:
            it = ink.held.hold(ink.held.value(bare).split(" ")[0])
        else:
            named_there = said or shape.thing.rpartition(" ")[2] in did.split()
            it = "it" if named_there or switched else name.text if name and name.text else f"the {noun(shape.thing)}"
        return f"{text} {self.speaker.say('deed_facts', {'it': it, 'facts': clauses(facts)})}"

    def _did(self, call: PlannedCall, wish: Wish, thing: str, name: Named | None, ink: Ink) -> tuple[str, bool]:
        """A wish as what was done, and whether it names what came of it."""
        first, *others = settled(wish, argument_words(call))
        if is_about_somebody(first.rest):
            whom = [v for k, v in call.arguments.items() if is_person(k) and plain_text(v, 60)]
            told = ink.held.hold(self.names.get(str(whom[0]), str(whom[0]))) if whom else ""
            first = first._replace(rest=addressed(first.rest, told))
        bare = name.bare if name else ""
        first = first._replace(rest=self._with_others(own(first.rest), thing if bare else "", call, ink))
        did, said = deed(first, thing, bare, alone=bool(name and name.text == bare))
        if first.verb == "rename" and bare:
            did, said = f"{deed(first, thing, '')[0]} to {bare}", True
        did = re.sub(r" on or off$", f" {_switched(call)}", did) if _switched(call) else did
        return " and ".join([did, *(to_other_side(f"{past(w.verb)} {w.rest}") for w in others)]), said

    def _with_others(self, rest: str, thing: str, call: PlannedCall, ink: Ink) -> str:
        """A wish with the other things that it was done with named: `tracks to a playlist` by what they are called."""
        for key, value in call.arguments.items():
            if not is_id(key):
                continue
            names = [self.names.get(str(v), "") for v in (value if isinstance(value, list) else [value])]
            nouns = [singular(w) for w in words_of(key) if singular(w) not in ("id", "number", "code")]
            if not names or not all(names) or not nouns or nouns[-1] == thing.rpartition(" ")[2]:
                continue
            text = anded([ink.held.hold(n if n[:1].isupper() else f"“{n}”") for n in dict.fromkeys(names)])
            rest = f"{text} {rest.removeprefix(f'{nouns[-1]}s ')}" if rest.startswith(f"{nouns[-1]}s ") else rest
            rest = named_in(rest, nouns[-1], text) or rest
        return rest

    def _plain_deed(self, shape: Shape, verb: str, it: str, known: Sequence[Fact]) -> str:
        facts = _chosen(known, 2, shape.thing)
        if verb == "delete" or not (it or facts):
            return self.speaker.say("done_bare")
        it = it or f"the {noun(shape.thing)}"
        if not facts:
            return self.speaker.say("deed_bare", {"it": it})
        return f"{self.speaker.say('done_bare')} {self.speaker.say('deed_facts', {'it': it, 'facts': clauses(facts)})}"


def _is_word(brief: str, item: JsonObject, ink: Ink) -> bool:
    """Whether a note on an item is one of its choices alone (`virtual`), and so stands well before a noun."""
    word = ink.held.value(brief) if len(brief) == 1 else ""
    return word.isalpha() and word.islower() and any(isinstance(v, str) and folded(v) == word for v in item.values())


def _dates(item: JsonObject, used: frozenset[str]) -> bool:
    return all(as_moment(str(item[k])) is not None for k in used if k in item)


def _switched(call: PlannedCall) -> str:
    """Whether a call switches something on or off; "" when it does not say."""
    return next((v for v in call.arguments.values() if isinstance(v, str) and v in ("on", "off")), "")


def _plainly(path: str, value: JsonValue, ink: Ink) -> str:
    """A value that the user will tell a thing by, with its name."""
    if isinstance(value, bool | dict | list) or value is None:
        return ""
    return f"{label_of(path)} {ink.held.hold(scalar(value, ink))}".strip()


def _around(shape: Shape, ink: Ink) -> str:
    """An average that stands beside a list."""
    for key, value in shape.around.items():
        if "average" in words_of(key) and isinstance(value, int | float) and not isinstance(value, bool):
            stars = " stars" if words_of(key)[-1] == "stars" else ""
            return f" The {label_of(key).removesuffix(' stars')} is {ink.held.hold(number(value))}{stars}."
    return ""


def _chosen(facts: Sequence[Fact], most: int, thing: str) -> list[Fact]:
    """The most telling facts that go into a sentence."""
    able = [f for f in facts if f.clause]
    able = [f for f in able if f.score > _TELLING_MIN] or able[:1]
    first = {f.clause if f.clause.startswith("has ") else " ".join(f.clause.split()[:2]): f for f in reversed(able)}
    able = list(first.values())[::-1]
    able.sort(key=lambda fact: -fact.score)
    own = {f"{has} {kind}" for has in ("has a", "has an") for kind in (thing, thing.rpartition(" ")[2])}
    parted = [(f, *f.clause.partition(" of ")) for f in able[:most]]
    return [f._replace(clause=f"is {rest}") if of and head in own else f for f, head, of, rest in parted]


def _told_before(fact: Fact, record: JsonObject, arguments: JsonObject) -> bool:
    """Whether a fact only repeats what the call was made with."""
    value = record.get(fact.path)
    return not isinstance(value, bool) and any(value == given for given in arguments.values())


def _repeats(clause: str, wish: Wish) -> bool:
    """Whether a clause says no more than that the deed was done, or when: `is cancelled`, `was added on 4 March`."""
    did = re.escape(past(wish.verb).split(" ")[0])
    return bool(re.match(rf"(?:is|was) (?:marked as )?{did}\b(?! (?:by|to|with))|was \w+ (?:on|at) ", clause))


def _undone(result: JsonValue) -> str:
    """The deed that a result says was not done (`confirmed` by `confirmed: false`); "" for none."""
    if not isinstance(result, dict):
        return ""
    refused = [k for k, v in result.items() if v is False and set(words_of(k)) <= _DEEDS | {"is"}]
    word = words_of(refused[0])[-1] if refused else ""
    return "done" if word in ("success", "succeeded", "successful", "ok") else word


def _counted(count: int, ink: Ink) -> str:
    return ONES[count] if 0 < count <= 12 else ink.held.hold(number(count))


def _joined(texts: Sequence[str], speaker: Speaker) -> str:
    if len(texts) == 1:
        return texts[0]
    last = speaker.rng.choice(_LAST[: len(texts) + 1])
    mark = ";" if any(", " in re.sub(r"\([^)]*\)", "", t) for t in texts) else ","
    return f"{f'{mark} '.join(texts[:-1])}{';' if mark == ';' else ''} {last} {texts[-1]}"


def clauses(facts: Sequence[Fact]) -> str:
    """Facts as what is said of one thing: `is confirmed and on 4 March, costs 20 EUR and has 3 seats`."""
    being = [f.clause[3:] for f in facts if f.clause.startswith("is ")]
    now = [b for b in being if not _FLAT.match(b)]
    where = [b for b in being if _FLAT.match(b)]
    has = [f.clause[4:] for f in facts if f.clause.startswith("has ")]
    last = [f.clause for f in facts if f.clause.startswith("says ")]
    rest = [f.clause for f in facts if not f.clause.startswith(("is ", "has ", "says "))]
    works = [c for c in rest if c.startswith("works ")]
    if len(works) == 2:  # as what, and for whom
        job = " ".join([*sorted(works)[:1], sorted(works)[1].removeprefix("works ")])
        rest = [job, *(c for c in rest if c not in works)]
    texts = [
        *([f"is {anded(now)}"] if now else []),
        *([f"is {anded(where)}"] if where else []),
        *rest,
        *([f"has {anded(has)}"] if has else []),
        *last,
    ]
    return (
        anded(texts)
        if len(now) < 2 and len(where) < 2 and len(has) < 2
        else ", and ".join([", ".join(texts[:-1]), texts[-1]] if len(texts) > 1 else texts)
    )


def anded(texts: Sequence[str]) -> str:
    """Texts as a list in a sentence: `a, b and c`."""
    return texts[0] if len(texts) == 1 else ", ".join(texts[:-1]) + f" and {texts[-1]}"
