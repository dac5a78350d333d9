"""Results in a sentence or two: what was found, made or changed, with the values that tell most."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from toolgraph.llm.offline import codes
from toolgraph.llm.offline.clauses import QUOTING, anded, chosen, clauses
from toolgraph.llm.offline.done import Beside, Outcome, done, switched, undone_in
from toolgraph.llm.offline.fields import Fact, facts_of
from toolgraph.llm.offline.fragments import booked_for
from toolgraph.llm.offline.grammar import Speaker
from toolgraph.llm.offline.inside import inside, parts_asked_for
from toolgraph.llm.offline.listing import Lister
from toolgraph.llm.offline.lone import by_their_names, first_line, numbers_alone, only_text
from toolgraph.llm.offline.names import Learned
from toolgraph.llm.offline.naming import Named, article, given_name, is_opaque, named, noun, quoted, scalar
from toolgraph.llm.offline.narrowed import narrowed
from toolgraph.llm.offline.news import (
    Done,
    asked_first,
    changes_first,
    day_first,
    news,
    said_in,
    to_keep,
    told_before,
    uncounted,
    with_kept,
)
from toolgraph.llm.offline.pairs import spot
from toolgraph.llm.offline.shape import Shape, likened, own_kind, shape_of, verb_of
from toolgraph.llm.offline.shown import text_of
from toolgraph.llm.offline.telling import SPEAKERS, answer
from toolgraph.llm.offline.told import Told
from toolgraph.llm.offline.unsaid import where_unsaid
from toolgraph.llm.offline.which import addresses, of_address, of_another_kind, pair_of, which_one
from toolgraph.llm.offline.wishes import Wish, changes_something, to_other_side
from toolgraph.llm.offline.written import Ink, folded, is_id, is_title, plain_text, words_of
from toolgraph.meaning.said.match import as_moment
from toolgraph.meaning.text import PERSONS
from toolgraph.models.base import JsonObject
from toolgraph.models.dialogue_plan import Pick, PlannedCall, SaidValue
from toolgraph.models.provenance import Provenance
from toolgraph.models.tool import Tool

_ROOM = 60  # words
_FACTS = 5
_IN_ONE = 3  # facts that go into one sentence
_NOTES = 3
_BRIEFEST = 2
_SAID = 2  # how many values that were said are told again behind a deed
_TELLING_MIN = 20
_DEED_MIN = 41  # how telling a fact must be beside the news that something is done
_OWN_ID = 2  # words of `artist_id`; with `seed_artist_id` it is others that are looked for
_BOOKING = frozenset("book reserve buy".split())
_NEEDS_ITS_NOUN = frozenset("stage category kind type label status milestone".split())
_WHERE = (
    ("in", frozenset("house home repository repo playlist folder room list calendar watchlist cart".split())),
    ("by", frozenset("artist teacher author".split())),
    ("of", frozenset("podcast course".split())),
    ("at", frozenset("hotel stop station store clinic employer restaurant".split())),
)
_ENDS_OF_WAY = frozenset("from to origin destination departure arrival".split())


class Reporter:
    """Summarises calls of one dialogue.

    Args:
        picks: All picks of the plan: what the user will single out must have been told.
        names: What things are called, by their ids.
        said: What the user says for each call, by its id.
        renamed: What things have been renamed to before each call, by the call's id and theirs.
        unsaid: What each call took from results and nobody has named.
    """

    def __init__(
        self,
        speaker: Speaker,
        picks: Sequence[Pick],
        names: Mapping[str, str],
        said: Mapping[str, Sequence[SaidValue]] = MappingProxyType({}),
        renamed: Mapping[str, Mapping[str, str]] = MappingProxyType({}),
        unsaid: Mapping[str, Sequence[Provenance]] = MappingProxyType({}),
    ) -> None:
        self.speaker = speaker
        self.picks = picks
        self.names = names
        self.said = said
        self.renamed = renamed
        self.unsaid = unsaid
        self._shapes: dict[str, Shape] = {}
        self._empty: set[str] = set()
        self._told = Told()
        self._place = ("", "")  # the last tool that things were looked for with, and where
        self._learned = Learned()
        self._lists = Lister(picks, speaker, self._told, self._learned)

    def shape(self, call: PlannedCall, tool: Tool) -> Shape:
        """What the call's result is at heart."""
        if call.id not in self._shapes:
            self._shapes[call.id] = shape_of(call.result, tool)
        return self._shapes[call.id]

    def begin(self, calls: Sequence[PlannedCall] = ()) -> None:
        """Another turn is told from here on, with the names that its results tell."""
        self._learned.add(call.result for call in calls)
        self._told.turn()
        self._lists.begin()

    def told(self) -> frozenset[tuple[str, str, str]]:
        """What has been told so far, to go back to."""
        return self._told.kept()

    def untell(self, told: frozenset[tuple[str, str, str]]) -> None:
        """Go back to what had been told: what was written since is not said after all."""
        self._told.back_to(told)
        self._lists.begin()
        self._place = ("", "")

    def in_part(self) -> bool:
        """Whether some list of the turn has more than was told."""
        return self._lists.in_part

    def awaited(self, call: PlannedCall) -> bool:
        """Whether the user will choose out of the call's result later, and so has to hear it."""
        return any(p.call == call.id for p in self.picks)

    def summary(
        self, call: PlannedCall, tool: Tool, ink: Ink, *, wish: Wish | None, brief: int = 0, room: int = _ROOM
    ) -> str:
        """One or two sentences on a call's result, ending in a full stop.

        Args:
            wish: What was wanted of the call; None when nobody knows.
            brief: Say less, since other calls are reported beside it: 1, or 2 for as little as makes sense.
            room: About how many words there is room for, if it is a list.
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
        if shape.kind == "list":
            about = wish.rest if wish else ""
            where = self._where(call, ink)
            where += "" if shape.items or shape.total else narrowed(self.said.get(call.id, ()), call.arguments, ink)
            return self._lists.sentence(call, likened(shape, about), ink, room=room, where=where, about=about)
        return self._seen(call, shape, wish, ink, brief)

    def _where(self, call: PlannedCall, ink: Ink) -> str:
        """Where things were looked for, if nobody has named that; once for several calls in a row."""
        where = where_unsaid(self.unsaid.get(call.id, ()), ink) or self._of_what(call, ink)
        before, self._place = self._place, (call.tool, ink.held.plain(where))
        return where if self._place != before else ""

    def _of_what(self, call: PlannedCall, ink: Ink) -> str:
        """Of which thing some others were listed, by the name that results tell: ` for Everyday account`."""
        ids = [str(v) for k, v in call.arguments.items() if is_id(k)]
        about = [words_of(k)[0] for k in call.arguments if is_id(k) and len(words_of(k)) == _OWN_ID]
        name = self._learned.get(ids[0]) if len(ids) == 1 and len(about) == 1 else ""
        if not name or is_opaque(name) or "@" in name or about[0] in _NEEDS_ITS_NOUN:
            return ""
        where = next((way for way, things in _WHERE if about[0] in things), "for")
        return f" {where} {ink.held.hold(quoted(self._names_at(call).get(ids[0], name)))}"

    def _seen(self, call: PlannedCall, shape: Shape, wish: Wish | None, ink: Ink, brief: int) -> str:
        if shape.kind == "record" and (text := text_of(shape.record, shape.thing, ink)):
            it = named(shape.record, shape.thing, ink).text or f"the {noun(shape.thing)}"
            return self.speaker.say("record_shown", {"it": it, "text": text})
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

    # Single things

    def _record(self, call: PlannedCall, shape: Shape, wish: Wish | None, ink: Ink, *, brief: int) -> str:
        name = named(shape.record, shape.thing, ink)
        it = name.text or self._as_what(call, shape, ink)
        known = facts_of(shape.record, ink, name.used, shape.thing)
        new = self._unasked(call, shape, known, ink)
        most = _FACTS - brief
        called = ink.held.plain(name.bare).strip("“”")
        untold = self._told.first(new, shape.record, called)
        alone = "" if name.text else numbers_alone(shape.record, call.arguments, ink)
        if alone:
            return alone
        asked = None if name.text else answer(shape.record, shape.thing)
        if asked:
            it, untold = asked[0], [asked[1], *(untold if shape.record[asked[1].path] else ())]
        elif not name.text:
            it, which = which_one(it, shape.thing, known, addresses(shape.record))
            untold = [f for f in untold if f.path not in which and not said_in(f.clause, it, ink)]
        new = uncounted(untold or new, wish.rest if wish else "")
        facts = chosen(asked_first(new or known, wish, named=bool(name.text)), most, shape.thing) or chosen(
            known, most, shape.thing
        )
        if facts:
            self._told.add(shape.record, called, [f.path for f in facts])
            text = self._facts(it, called, facts, shape.thing, ink, brief=brief)
            about = wish.rest if wish else ""
            own = shape.record if brief < _BRIEFEST else {}
            more = {**own, **parts_asked_for(shape.record, about), **parts_asked_for(call.result, about)}
            within = inside(more, about, self.speaker, ink, thin=len(facts) == 1, roomy=not brief)
            return f"{text}{within}"
        noted = [f for f in known if f.brief][:_NOTES]
        if noted:
            plainly = "" if name.text else by_their_names(noted, ink)
            return plainly or self.speaker.say("record_notes", {"it": it, "notes": anded([f.brief for f in noted])})
        if void := next((k for k, v in shape.record.items() if v == [] and not is_id(k)), ""):
            return self.speaker.say("record_plain", {"it": it, "facts": f"has no {' '.join(words_of(void))} so far"})
        if name.text:
            within = inside(shape.record, wish.rest if wish else "", self.speaker, ink, thin=True)
            return only_text(shape.record, ink) or self.speaker.say("record_bare", {"it": it}) + within
        return first_line(shape.record, ink) or self._nothing(shape)

    def _unasked(self, call: PlannedCall, shape: Shape, known: Sequence[Fact], ink: Ink) -> list[Fact]:
        """The facts of a record that its call was not made with; of an address that was, where it is."""
        new = [f for f in known if f.clause and not told_before(f, shape.record, call.arguments)]
        new = day_first(new, shape.record, call.arguments)
        if shape.thing.rpartition(" ")[2] != "address":
            return new or spot(shape.record, ink)
        asked_for = any(told_before(f, shape.record, call.arguments) for f in known)
        return of_address([*spot(shape.record, ink), *new] if asked_for or not new else new)

    def _facts(self, it: str, called: str, facts: Sequence[Fact], thing: str, ink: Ink, *, brief: int) -> str:
        """Facts in a sentence, or in two where they are many."""
        first = facts if len(facts) <= _IN_ONE else facts[: len(facts) - len(facts) // 2]
        told = clauses(first)
        plain = brief or told.startswith(QUOTING)  # nobody says that it says that it reads
        text = self.speaker.say("record_plain" if plain else "record", {"it": it, "facts": told})
        if len(first) == len(facts):
            return text
        again = (
            ink.held.hold(called.split(" ", maxsplit=1)[0])
            if called and thing.rpartition(" ")[2] in PERSONS | SPEAKERS
            else "it"
        )
        return f"{text} {self.speaker.say('record_more', {'it': again, 'facts': clauses(facts[len(first) :])})}"

    def _as_what(self, call: PlannedCall, shape: Shape, ink: Ink) -> str:
        """A record without a name: `the salary in Lyon`; it is the account that has money, and not its balance."""
        about = self._about(call, shape, ink)
        if shape.thing == "account balance" and about.startswith(" for "):
            return about.removeprefix(" for ")
        return f"{article(shape.thing, ink)}{about}"

    def _about(self, call: PlannedCall, shape: Shape, ink: Ink) -> str:
        """What a record without a name is of, by what was asked: ` for Parents' place`, ` in Montreal`."""
        if pair := pair_of(call.arguments, ink):
            return f" from {pair}"
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
        """What a call's record is called, or what tells it from others; "" for a list, and where nothing does."""
        shape = self.shape(call, tool)
        if shape.kind != "record":
            return ""
        name = named(shape.record, shape.thing, ink)
        if name.bare:
            return ink.held.plain(name.bare)
        known = facts_of(shape.record, ink, name.used, shape.thing)
        it, which = which_one("", shape.thing, known, addresses(shape.record))
        return ink.held.plain(it) if which else ""

    def label_of_call(self, call: PlannedCall, others: Sequence[PlannedCall], ink: Ink) -> str:
        """What tells a call from others of its tool, as people say it; "" when nothing does."""
        if pair := pair_of(call.arguments, ink):
            return pair
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
        spoken, unsaid = self.said.get(call.id, ()), self.unsaid.get(call.id, ())
        beside = Beside(self._names_at(call), spoken, self.speaker, max(1, _SAID - brief), unsaid)
        did, said = done(call, wish, Outcome(shape.thing, name, verb != "update"), beside, ink)
        if bare and not said and wish.verb in _BOOKING and all(map(is_title, name.used if name else ())):
            did = booked_for(did, bare)
        turned = switched(call)
        called = ink.held.plain(bare).strip("“”")
        taken = [str(e.value) for e in unsaid if as_moment(str(e.value))]  # a time that nobody has said
        untold = [f for f in known if not told_before(f, record, call.arguments) or str(record.get(f.path)) in taken]
        new = [] if wish.verb == "rename" else news(untold, wish, Done(did, verb, turned), ink)
        new = [f for f in new if f.score > _DEED_MIN and not self._told.knows(record, called, f.path)]
        changed = changes_first(new, wish)
        most = 1 if brief and changed is new else 2
        facts = with_kept(chosen(changed, most, shape.thing), to_keep(untold, wish, verb, most), brief=brief)
        self._told.add(record, called, [f.path for f in facts])
        if wish.verb in ("book", "reserve", "schedule"):  # a table has no date of its own
            facts = [f._replace(clause=re.sub("^is dated ", "is for ", f.clause)) for f in facts]
            said = said or bool(facts)
        text = self.speaker.say("deed", {"did": did})
        said = said or bool(turned) or bool(called and called in ink.held.plain(did))
        it = self._it(call, shape, name, did, ink, said=said) if facts else ""
        facts = [f for f in facts if not said_in(f.clause, it, ink)]  # no employer is at itself
        return f"{text} {self.speaker.say('deed_facts', {'it': it, 'facts': clauses(facts)})}" if facts else text

    def _it(self, call: PlannedCall, shape: Shape, name: Named | None, did: str, ink: Ink, *, said: bool) -> str:
        """What came of a deed as it is spoken of behind it: `it`, a first name, or what it is.

        Args:
            said: The deed names it, or needs no name.
        """
        bare = name.bare if name else ""
        if said and shape.thing.rpartition(" ")[2] in PERSONS:
            return ink.held.hold(ink.held.value(bare).split(" ")[0])
        if other := of_another_kind(shape.record, shape.thing, call.arguments, ink):
            return other
        if said or shape.thing.rpartition(" ")[2] in did.split():
            return "it"
        return name.text if name and name.text else f"the {noun(shape.thing)}"

    def _plain_deed(self, shape: Shape, verb: str, it: str, known: Sequence[Fact]) -> str:
        facts = chosen(known, 2, shape.thing)
        if verb == "delete" or not (it or facts):
            return self.speaker.say("done_bare")
        it = it or f"the {noun(shape.thing)}"
        if not facts:
            return self.speaker.say("deed_bare", {"it": it})
        return f"{self.speaker.say('done_bare')} {self.speaker.say('deed_facts', {'it': it, 'facts': clauses(facts)})}"


def _is_made_up(name: Named, record: JsonObject, arguments: JsonObject) -> bool:
    """Whether something goes by a label of the user's that the user has never said: `Home` for a new address."""
    labels = [k for k in name.used if words_of(k)[-1] in ("label", "nickname") and k in record]
    return bool(labels) and all(record[k] not in arguments.values() for k in labels)
