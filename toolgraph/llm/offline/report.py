"""Results in a sentence or two: what was found, made or changed, with the values that tell most."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from toolgraph.llm.offline import codes
from toolgraph.llm.offline.clauses import anded, chosen, clauses
from toolgraph.llm.offline.done import Beside, Outcome, done, switched, undone_in
from toolgraph.llm.offline.fields import Fact, facts_of
from toolgraph.llm.offline.grammar import Speaker
from toolgraph.llm.offline.inside import inside, parts_asked_for
from toolgraph.llm.offline.lone import by_their_names, first_line, numbers_alone, only_text
from toolgraph.llm.offline.naming import Named, article, given_name, is_opaque, item_name, named, noun, quoted, scalar
from toolgraph.llm.offline.news import Done, asked_first, news, told_before
from toolgraph.llm.offline.pairs import spot
from toolgraph.llm.offline.shape import Shape, counted_as, likened, own_kind, plural, shape_of, verb_of
from toolgraph.llm.offline.telling import answer
from toolgraph.llm.offline.unnamed import is_judgement, judgement, nameless
from toolgraph.llm.offline.wishes import Wish, changes_something, to_other_side
from toolgraph.llm.offline.written import Ink, folded, is_id, label_of, number, plain_text, words_of
from toolgraph.meaning.said.match import as_moment
from toolgraph.meaning.said.numbers import ONES
from toolgraph.meaning.text import PERSONS
from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.models.dialogue_plan import Pick, PlannedCall, SaidValue
from toolgraph.models.tool import Tool

_SHOWN = 3
_ALIKE = 2  # items by which it is seen what such items tell: of one that is done not when it was due
_FACTS = 3
_BRIEFEST = 2
_SAID = 2  # how many values that were said are told again behind a deed
_TELLING_MIN = 20
_DEED_MIN = 41  # how telling a fact must be beside the news that something is done
_LAST = ("and", "and", "and", "and", "plus")
_ENDS_OF_WAY = frozenset("from to origin destination departure arrival".split())
_TIMES = frozenset("hour day night week month quarter year".split())  # which nobody finds
_FLAT = re.compile(r"(?:\w+ed )?(?:for|on|in|at|with|by|from|to|until|between|under) ")
_PLACED = re.compile(r"(?:for|on|in|at|with|by|from|to|until|between|under) ")


class Reporter:
    """Summarises calls of one dialogue.

    Args:
        picks: All picks of the plan: what the user will single out must have been told.
        names: What things are called, by their ids.
        said: What the user says for each call, by its id.
        renamed: What things have been renamed to before each call, by the call's id and theirs.
    """

    def __init__(
        self,
        speaker: Speaker,
        picks: Sequence[Pick],
        names: Mapping[str, str],
        said: Mapping[str, Sequence[SaidValue]] = MappingProxyType({}),
        renamed: Mapping[str, Mapping[str, str]] = MappingProxyType({}),
    ) -> None:
        self.speaker = speaker
        self.picks = picks
        self.names = names
        self.said = said
        self.renamed = renamed
        self._shapes: dict[str, Shape] = {}
        self._empty: set[str] = set()
        self._told: set[tuple[str, str]] = set()  # names of things, and what of each has been told

    def shape(self, call: PlannedCall, tool: Tool) -> Shape:
        """What the call's result is at heart."""
        if call.id not in self._shapes:
            self._shapes[call.id] = shape_of(call.result, tool)
        return self._shapes[call.id]

    def told(self) -> frozenset[tuple[str, str]]:
        """What has been told so far, to go back to."""
        return frozenset(self._told)

    def untell(self, told: frozenset[tuple[str, str]]) -> None:
        """Go back to what had been told: what was written since is not said after all."""
        self._told = set(told)

    def awaited(self, call: PlannedCall) -> bool:
        """Whether the user will choose out of the call's result later, and so has to hear it."""
        return any(p.call == call.id for p in self.picks)

    def summary(self, call: PlannedCall, tool: Tool, ink: Ink, *, wish: Wish | None, brief: int = 0) -> str:
        """One or two sentences on a call's result, ending in a full stop.

        Args:
            wish: What was wanted of the call; None when nobody knows.
            brief: Say less, since other calls are reported beside it: 1, or 2 for as little as makes sense.
        """
        shape = self.shape(call, tool)
        verb = verb_of(tool)
        verb = verb or ("create" if wish and changes_something(wish) and all(map(is_id, shape.record or "_")) else "")
        undone = undone_in(call.result)
        if wish is not None and wish.verb == "log" and wish.rest.startswith("me ") and not undone:
            way = to_other_side(" ".join(wish.rest.split(" ")[:2]))  # what opens the door is no news
            return self.speaker.say("deed", {"did": f"logged {way}"})
        if undone and (verb or undone == "done"):
            return self.speaker.say("not_done", {"it": f"the {noun(shape.thing)}", "done": undone})
        if verb:
            return self._deed(call, shape, verb, wish, ink, brief=brief)
        return self._seen(call, shape, wish, ink, brief)

    def _seen(self, call: PlannedCall, shape: Shape, wish: Wish | None, ink: Ink, brief: int) -> str:
        if shape.kind == "list":
            return self._list(call, likened(shape, wish.rest if wish else ""), ink, brief=brief)
        if shape.kind == "record":
            return self._record(call, shape, wish, ink, brief=brief)
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

    def _list(self, call: PlannedCall, shape: Shape, ink: Ink, *, brief: int) -> str:
        items, count = shape.items, shape.total if shape.total is not None else len(shape.items)
        thing = counted_as(shape.thing)
        slots = {"count": _counted(count, ink), "things": noun(plural(thing, count)), "thing": noun(thing)}
        if not items and not count:
            return self.speaker.say("list_empty", {"things": noun(plural(shape.thing, 2))})
        shown = self._shown(call, shape, _SHOWN - brief)
        told = self._items(call, shape, shown, ink)
        if not told:
            return self.speaker.say("list_bare" if count > 1 else "list_lone", slots)
        slots["items"] = _joined(told, self.speaker)
        part = "list_led" if len(told) == 1 else "list_part" if shown[-1] < len(shown) else "list_some"
        part = "list_times" if shape.thing.rpartition(" ")[2] in _TIMES else part
        full = "list_times_all" if part == "list_times" else "list_found"
        rule = "list_one" if count == 1 else part if len(told) < count else full
        return self.speaker.say(rule, slots) + ("" if brief else _around(shape, ink))

    def _wanted(self, call: PlannedCall, shape: Shape) -> list[Pick]:
        return [p for p in self.picks if p.call == call.id and p.path.startswith(f"{shape.path}[")]

    def _shown(self, call: PlannedCall, shape: Shape, most: int) -> list[int]:
        """Which items of a list are told: the first, and those that the user will choose."""
        wanted = self._wanted(call, shape)
        at = sorted({int(re.findall(r"\[(\d+)\]", p.path[len(shape.path) :])[0]) for p in wanted})
        shown = sorted({*range(min(most, len(shape.items))), *(i for i in at if i < len(shape.items))})
        if any(p.value is None for p in wanted) and at[-1] < 5:
            shown = list(range(min(len(shape.items), max(most, at[-1] + 1))))
        return shown

    def _items(self, call: PlannedCall, shape: Shape, shown: Sequence[int], ink: Ink) -> list[str]:
        wanted = self._wanted(call, shape)
        paths = self._telling(shape, ink, frozenset(p.by for p in wanted if p.by))
        told = [self._item(shape.items[i], shape.thing, paths, ink) for i in shown]
        if len(told) > 1 and _all_named_alike([shape.items[i] for i in shown], shape.thing, ink):
            told = [self._item(shape.items[i], shape.thing, paths, ink, bare=True) for i in shown]
        return list({ink.held.plain(t): t for t in told if t}.values())

    def _telling(self, shape: Shape, ink: Ink, by: frozenset[str]) -> tuple[str, ...]:
        """Which values to tell of every item: those by which they differ, and those the user will ask for."""
        records = [i for i in shape.items[:5] if isinstance(i, dict)]
        if not records:
            return ()
        used = item_name(records[0], shape.thing, ink).used
        known = [f for r in records[:_ALIKE] for f in facts_of(r, ink, used, shape.thing)]
        facts = [f for f in sorted(known, key=lambda f: -f.score) if f.score > _TELLING_MIN and f.brief]
        differ = [f.path for f in facts if len({str(r.get(f.path)) for r in records}) > 1 or len(records) == 1]
        tops = tuple(p.split(".")[0] for p in sorted(by) if p.split(".")[0] not in used)
        return tuple(dict.fromkeys((*tops, *differ)))[: max(2, len(tops))]

    def _item(self, item: JsonValue, thing: str, paths: tuple[str, ...], ink: Ink, *, bare: bool = False) -> str:
        if not isinstance(item, dict):
            ok = plain_text(item) or isinstance(item, int | float)
            return ink.held.hold(scalar(item, ink)) if ok and not isinstance(item, bool) else ""
        name = item_name(item, thing, ink)
        judged = is_judgement(item, thing, name.used)
        name = Named("", frozenset()) if bare or judged else name
        facts = {f.path: f for f in facts_of(item, ink, name.used, thing, frozenset(paths))}
        called = ink.held.plain(name.text)
        paths = tuple(p for p in paths if p in facts and p in item and str(item[p]) not in called)
        briefs = [facts[p].brief or _plainly(p, item[p], ink) for p in paths]
        briefs = [b for b in briefs if not called or called not in ink.held.plain(b)]
        if any(b.startswith("due ") for b in briefs):
            briefs = [b.removesuffix(" due") for b in briefs]
        self._told.update((called.strip("“”"), p) for p in paths)
        briefs = list({b.partition(" ")[0] if _FLAT.match(b) else b: b for b in reversed(briefs) if b}.values())[::-1]
        if judged:
            return judgement(item, briefs, ink)
        if not name.text:
            return nameless(item, thing, paths, briefs, ink)
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

    def _record(self, call: PlannedCall, shape: Shape, wish: Wish | None, ink: Ink, *, brief: int) -> str:
        name = named(shape.record, shape.thing, ink)
        it = name.text or f"{article(shape.thing, ink)}{self._about(call, shape, ink)}"
        known = facts_of(shape.record, ink, name.used, shape.thing)
        new = [f for f in known if f.clause and not told_before(f, shape.record, call.arguments)]
        asked_for = shape.thing == "address" and any(told_before(f, shape.record, call.arguments) for f in known)
        new = [*spot(shape.record, ink), *new] if asked_for or not new else new
        most = _FACTS - 1 if brief else _FACTS
        called = ink.held.plain(name.bare).strip("“”")
        new = [f for f in new if (called, f.path) not in self._told] or new
        alone = "" if name.text else numbers_alone(shape.record, call.arguments, ink)
        if alone:
            return alone
        asked = None if name.text else answer(shape.record, shape.thing)
        if asked:
            it, new = asked[0], [asked[1], *(new if shape.record[asked[1].path] else ())]
        facts = chosen(asked_first(new or known, wish, named=bool(name.text)), most, shape.thing) or chosen(
            known, most, shape.thing
        )
        if facts:
            self._told.update((called, f.path) for f in facts if called)
            text = self.speaker.say("record_plain" if brief else "record", {"it": it, "facts": clauses(facts)})
            about = wish.rest if wish else ""
            own = shape.record if brief < _BRIEFEST else {}
            more = {**own, **parts_asked_for(shape.record, about), **parts_asked_for(call.result, about)}
            return f"{text}{inside(more, about, self.speaker, ink, thin=len(facts) == 1)}"
        noted = [f for f in known if f.brief][:_FACTS]
        if noted:
            plainly = "" if name.text else by_their_names(noted, ink)
            return plainly or self.speaker.say("record_notes", {"it": it, "notes": anded([f.brief for f in noted])})
        if void := next((k for k, v in shape.record.items() if v == [] and not is_id(k)), ""):
            return self.speaker.say("record_plain", {"it": it, "facts": f"has no {' '.join(words_of(void))} so far"})
        if name.text:
            return only_text(shape.record, ink) or self.speaker.say("record_bare", {"it": it})
        return first_line(shape.record, ink) or self._nothing(shape)

    def _about(self, call: PlannedCall, shape: Shape, ink: Ink) -> str:
        """What a record without a name is of, by what was asked: ` for Parents' place`, ` in Montreal`."""
        if "place" not in shape.thing:
            for key, value in call.arguments.items():
                if (
                    isinstance(value, str)
                    and words_of(key)[-1] in ("city", "place", "location")
                    and not _ENDS_OF_WAY & set(words_of(key))
                    and plain_text(value, 30)
                ):
                    return f" in {ink.held.hold(value)}"
        for key, value in call.arguments.items():
            if is_id(key) and str(value) in self.names:
                return f" for {ink.held.hold(self._names_at(call)[str(value)])}"
        return ""

    def _names_at(self, call: PlannedCall) -> Mapping[str, str]:
        """What things are called when a call is made: what was renamed goes by its new name."""
        renamed = self.renamed.get(call.id)
        return {**self.names, **renamed} if renamed else self.names

    def name_of(self, call: PlannedCall, tool: Tool, ink: Ink) -> str:
        """What a call's record is called; "" for a list, and for a record without a name."""
        shape = self.shape(call, tool)
        return ink.held.plain(named(shape.record, shape.thing, ink).bare) if shape.kind == "record" else ""

    def label_of_call(self, call: PlannedCall, others: Sequence[PlannedCall], ink: Ink) -> str:
        """What tells a call from others of its tool, as people say it; "" when nothing does."""
        for key, value in call.arguments.items():
            if all(o.arguments.get(key) == value for o in others):
                continue
            coded = is_id(key) or not plain_text(value, 40) or "@" in str(value) or is_opaque(str(value))
            if str(value) in self.names and coded:
                return ink.held.hold(self._names_at(call)[str(value)])
            if isinstance(value, str) and plain_text(value, 60) and not (is_id(key) or is_opaque(value)):
                words = words_of(key)
                known = codes.country(value) if {"country", "nationality"} & set(words) else ""
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

    def _deed(self, call: PlannedCall, shape: Shape, verb: str, wish: Wish | None, ink: Ink, *, brief: int) -> str:
        record = shape.record
        shape = shape._replace(thing=own_kind(record, shape.thing))
        name = named(record, shape.thing, ink) if record else None
        bare = name.bare if name else ""
        known = facts_of(record, ink, name.used, shape.thing) if name else []
        if wish is None:
            return self._plain_deed(shape, verb, name.text if name else "", known)
        if name and verb == "create" and _is_made_up(name, record, call.arguments):
            name, bare = Named(f"the {noun(shape.thing)}", name.used), ""
        given = given_name(call.arguments, shape.thing)
        if given and given != ink.held.plain(bare).strip("“”"):
            bare = ink.held.hold(quoted(given))  # what the user has called it
            name = Named(f"the {noun(shape.thing)} {bare}", name.used if name else frozenset(), bare)
        beside = Beside(self._names_at(call), self.said.get(call.id, ()), self.speaker, max(1, _SAID - brief))
        did, said = done(call, wish, Outcome(shape.thing, name, verb != "update"), beside, ink)
        turned = switched(call)
        untold = [f for f in known if not told_before(f, record, call.arguments)]
        new = news(untold, wish, Done(did, verb, turned), ink)
        called = ink.held.plain(bare).strip("“”")
        new = [f for f in new if f.score > _DEED_MIN and (called, f.path) not in self._told]
        facts = chosen(new, 1 if brief else 2, shape.thing)
        self._told.update((called, f.path) for f in facts if called)
        if wish.verb in ("book", "reserve", "schedule"):  # a table has no date of its own
            facts = [f._replace(clause=re.sub("^is dated ", "is for ", f.clause)) for f in facts]
            said = said or bool(facts)
        text = self.speaker.say("deed", {"did": did})
        if not facts:
            return text
        if said and shape.thing.rpartition(" ")[2] in PERSONS:
            it = ink.held.hold(ink.held.value(bare).split(" ")[0])
        else:
            named_there = said or shape.thing.rpartition(" ")[2] in did.split()
            it = "it" if named_there or turned else name.text if name and name.text else f"the {noun(shape.thing)}"
        return f"{text} {self.speaker.say('deed_facts', {'it': it, 'facts': clauses(facts)})}"

    def _plain_deed(self, shape: Shape, verb: str, it: str, known: Sequence[Fact]) -> str:
        facts = chosen(known, 2, shape.thing)
        if verb == "delete" or not (it or facts):
            return self.speaker.say("done_bare")
        it = it or f"the {noun(shape.thing)}"
        if not facts:
            return self.speaker.say("deed_bare", {"it": it})
        return f"{self.speaker.say('done_bare')} {self.speaker.say('deed_facts', {'it': it, 'facts': clauses(facts)})}"


def _all_named_alike(items: Sequence[JsonValue], thing: str, ink: Ink) -> bool:
    """Whether things go by what is the same for all, as budgets of one month and invoices of one company do."""
    named_by = [item_name(i, thing, ink) for i in items if isinstance(i, dict)]
    return len(named_by) > 1 and len({ink.held.plain(n.text) for n in named_by}) == 1


def _is_made_up(name: Named, record: JsonObject, arguments: JsonObject) -> bool:
    """Whether something goes by a label of the user's that the user has never said: `Home` for a new address."""
    labels = [k for k in name.used if words_of(k)[-1] in ("label", "nickname") and k in record]
    return bool(labels) and all(record[k] not in arguments.values() for k in labels)


def _is_word(brief: str, item: JsonObject, ink: Ink) -> bool:
    """Whether a note on an item is one of its choices alone (`virtual`), and so stands well before a noun."""
    word = ink.held.value(brief) if len(brief) == 1 else ""
    return (
        word.replace(" ", "").isalpha()
        and word.islower()
        and any(isinstance(v, str) and folded(v) == word for v in item.values())
    )


def _dates(item: JsonObject, used: frozenset[str]) -> bool:
    return all(as_moment(str(item[k])) is not None for k in used if k in item)


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


def _counted(count: int, ink: Ink) -> str:
    return ONES[count] if 0 < count <= 12 else ink.held.hold(number(count))


def _joined(texts: Sequence[str], speaker: Speaker) -> str:
    if len(texts) == 1:
        return texts[0]
    last = speaker.rng.choice(_LAST[: len(texts) + 1])
    mark = ";" if any(", " in re.sub(r"\([^)]*\)", "", t) for t in texts) else ","
    return f"{f'{mark} '.join(texts[:-1])}{';' if mark == ';' else ''} {last} {texts[-1]}"
