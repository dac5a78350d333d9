"""The user's side of a dialogue."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from random import Random

from toolgraph.llm.offline.again import goes_on, is_list, limit, told_apart, which_of
from toolgraph.llm.offline.alone import short, whole
from toolgraph.llm.offline.changed import named_apart
from toolgraph.llm.offline.choosing import Choosing
from toolgraph.llm.offline.either import addressed, is_about_somebody, own, settled
from toolgraph.llm.offline.grammar import Speaker
from toolgraph.llm.offline.grouped import grouped
from toolgraph.llm.offline.held import Held
from toolgraph.llm.offline.hours import hour_tags
from toolgraph.llm.offline.meant import Meant
from toolgraph.llm.offline.names import is_person, names_in, renamed_in
from toolgraph.llm.offline.picks import noun_phrase
from toolgraph.llm.offline.places import singled
from toolgraph.llm.offline.plainly import plainly
from toolgraph.llm.offline.refer import Known
from toolgraph.llm.offline.shape import noun_of
from toolgraph.llm.offline.slots import Spoken, plain_label, with_money
from toolgraph.llm.offline.steady import Steady
from toolgraph.llm.offline.style import styled
from toolgraph.llm.offline.telling import SPEAKERS
from toolgraph.llm.offline.topics import CHAT
from toolgraph.llm.offline.voice import voice_of
from toolgraph.llm.offline.whom import sent_to
from toolgraph.llm.offline.wishes import Wish, is_looking, put, wishes_in
from toolgraph.llm.offline.words_in import dress, listed, names_several
from toolgraph.meaning.said import says, says_at
from toolgraph.meaning.text import PERSONS
from toolgraph.models.dialogue_plan import DialoguePlan, PlannedTurn, SaidValue
from toolgraph.models.provenance import Provenance
from toolgraph.models.tool import Tool

_ASIDES = 0.2  # share of dialogues in which something is told beside the matter
_GREETING = re.compile(r"^(?:Hi there|Hey|Hello|Hi),? ([a-z])")
_TRAILING = re.compile(r" (?:too|as well|next)[.?]$")
_LONG_WISH = 60  # letters behind which `too` comes too late
_NO_NAMES = frozenset(("kind", "type", "value", "q", "query", "opening", "lines text"))
_FOR_THAT = re.compile("\\b(?:for|it|same about|[Tt]ry|do) [\ue000-\uf8ff]")  # nobody wants the same for in ten days
_LABELLED = re.compile(rf" (?:{'|'.join(sorted(_NO_NAMES))})\b")
# Nobody speaks of the point of a house that lies above the sea.
_POINT_OF = re.compile(r"\bthe (?:point|coordinates) of (?=[\ue000-\uf8ff]|the |that |those |each )")
_ALSO_ALSO = re.compile(r"(\balso\b[^.?!]*)\band also\b")
# `closes before` is how a list is narrowed down, and no name for a day.
_BOUND = re.compile(r"\b(?:before|after|since|until|from|to|by)(?:$| date$)")


class UserWords:
    """Writes what the user of one plan says, turn by turn in order.

    Args:
        rng: Of the dialogue; shared with the assistant's words.
    """

    def __init__(self, plan: DialoguePlan, tools: Mapping[str, Tool], rng: Random) -> None:
        self.plan = plan
        self.known = Known(plan, tools)
        self.names, self.renamed = names_in(plan), renamed_in(plan)
        self.meant = Meant(self.known, self.names)
        self.manner = Steady(rng)
        self.rng = rng
        self.clock = datetime.fromisoformat(plan.clock)
        self.voice = voice_of(plan.persona, plan.circumstances)
        self.speaker = Speaker(self.voice.tags | hour_tags(self.clock), rng)
        self.held = Held()
        self._aside_at = rng.randrange(1, 4) if rng.random() < _ASIDES else 0

    def words(self, turn: PlannedTurn) -> str:
        """The utterance of one turn; brings every value of `turn.said`."""
        self.held = Held()
        first = next((c.id for step in turn.steps for c in step), "")
        if first in self.renamed:
            self.names.update(self.renamed[first])
        text = self._body(turn)
        if turn.index == 0:
            text = self._opened(text)
        elif 0 < self._aside_at <= turn.index and turn.act == "follow_up" and turn.steps:
            self._aside_at = 0
            text = f"{text} {self.speaker.say('aside')}"
        text = styled(text, self.voice, self.speaker)
        text = self.held.reveal(text, capitals=not self.voice.careless)
        return self._with_missed(text, turn)

    def _body(self, turn: PlannedTurn) -> str:
        acts: dict[str, Callable[[PlannedTurn], str]] = {
            "clarify": self._answers,
            "confirm": self._agreed,
            "chitchat": self._chat,
            "close": lambda turn: self.speaker.say("close_without" if self._in_vain(turn) else "close"),
        }
        if turn.act in acts:
            return acts[turn.act](turn)
        other = self._rule_for_other(turn)
        return self._other_value(other, turn) if other else self._request(turn)

    def _rule_for_other(self, turn: PlannedTurn) -> str:
        """How a turn is put that only gives another value; "" for a turn with a wish of its own."""
        if turn.act == "correct" and turn.said:
            return "correct"
        if turn.act == "error" and len(turn.said) == 1 and turn.goal == self.plan.turns[turn.index - 1].goal:
            return "retry"
        if not self._is_again(turn) or not goes_on(self.plan, turn):
            return ""
        if any(self.known.tools[c.tool].effect != "read" for step in turn.steps for c in step):
            return ""  # nobody books a third flight by `could you also try LYS?`
        several = any(names_several(w.rest) for w in wishes_in(turn.goal))
        return "again_see" if not several and self.speaker.chance(0.4) else "again"

    def _agreed(self, turn: PlannedTurn) -> str:
        return " ".join([self.speaker.say("confirm"), *self._details(self._spoken(turn.said))])

    # Wishes

    def _request(self, turn: PlannedTurn) -> str:
        wishes = wishes_in(turn.goal) or (Wish("", "do that"),) if turn.goal else ()
        values = self._spoken([*turn.said, *self.known.said_again(turn, wishes)])
        if not wishes:
            return " ".join([*self._picked(turn), *self._details(values)]) or self.speaker.say("chitchat")
        wishes = (*self.known.unsaid(turn, wishes), *wishes)
        told = self.known.told_of(turn, wishes)
        settled_ones = [w for wish, words in zip(wishes, told, strict=True) for w in settled(wish, words)]
        wishes = tuple(self.meant.kinds(w._replace(rest=own(w.rest)), turn) for w in settled_ones)
        groups = self.known.by_wish(wishes, values)
        for i, wish in enumerate(wishes):  # a value said of `a flight` is told instead of `that flight`
            named = any(_speaks_of(v.fills["thing"], wish.rest) for v in groups[i])
            pointed = wish if named else self.known.referring(wishes, i, turn)
            wishes = (*wishes[:i], pointed, *wishes[i + 1 :])
        wishes, picked = self._choosing().placed(turn, wishes)
        dressed, left = self._dressed(wishes, groups, turn)
        what = f"{dressed[0].rest.removeprefix('for ')} {dressed[0].tail}".strip() if len(dressed) == 1 else ""
        if self._is_again(turn) and is_list(wishes[0]) and what and not (picked or left[0]):
            return self.speaker.say("again_what", {"v": what})
        return " ".join([*self._asked(dressed, self._left(dressed, left), turn), *picked])

    def _dressed(
        self, wishes: Sequence[Wish], groups: Sequence[Sequence[Spoken]], turn: PlannedTurn
    ) -> tuple[list[Wish], list[Sequence[Spoken]]]:
        """The wishes of a turn with what is said for each in them, and what found no place."""
        dressed: list[Wish] = []
        left: list[Sequence[Spoken]] = []
        room = 4 if self.voice.talkative < 0.3 else self.rng.choice((2, 3, 3))
        for i, wish in enumerate(wishes):
            whom = wish._replace(rest=self._to_whom(wish.rest, turn))
            if not any(is_person(s.path) for s in turn.said):
                whom = sent_to(whom, turn, self.known, self.names, self.held)
            done = dress(whom, groups[i], self.speaker, self.held, room)
            said = self.meant.there(self.meant.said(done.wish, turn, wishes[:i], self.held), turn, self.held)
            dressed.append(plainly(said._replace(rest=_POINT_OF.sub("", named_apart(said.rest)))))
            left.append(done.left)
        return dressed, left

    def _asked(self, wishes: Sequence[Wish], details: Sequence[Sequence[str]], turn: PlannedTurn) -> list[str]:
        """The wishes in sentences, each followed by what remains to be told of it."""
        rule = self._rule(turn)
        slots = put(wishes[0], self.rng).slots()
        others = [put(w, self.rng).slots() for w in wishes[1:]]
        able = len(others) == 1 and not details[0]  # what it is called would be said behind the other wish
        in_one = able and len(wishes[0].tail) + len(wishes[1].tail) < 30 and self.speaker.chance(0.65)
        if in_one:
            joint = self.speaker.say("join", {"next": "\0"})
            slots = {k: v + joint.replace("\0", others[0][k]) for k, v in slots.items()}
            return [_ALSO_ALSO.sub(r"\1and", self._brought_up(rule, slots)), *details[0], *details[1]]
        out = [self._brought_up(rule, slots), *details[0]]
        for other, told in zip(others, details[1:], strict=True):
            out += [self._brought_up("then", other), *told]
        return out

    def _brought_up(self, rule: str, slots: Mapping[str, str]) -> str:
        """A wish in one of the forms of a rule; a long one in a form that does not end in `too`."""
        long = len(self.held.plain(slots["bare"])) > _LONG_WISH
        return self.speaker.say_without(rule, slots, _TRAILING) if long else self.speaker.say(rule, slots)

    def _rule(self, turn: PlannedTurn) -> str:
        """How a wish is brought up, given what came before it."""
        before = self.plan.turns[turn.index - 1] if turn.index else None
        if turn.act in ("tool_missing", "out_of_scope") and turn.index:
            return "ask_aside"
        if before is None:
            return "ask_first"
        if self._in_vain(turn):
            return "ask_other"
        if before.reply == "chat":
            return "ask_on"
        made = any(self.known.tools[c.tool].effect != "read" for step in before.steps for c in step)
        return "ask_done" if made else "ask_more"

    def _in_vain(self, turn: PlannedTurn) -> bool:
        """Whether what was asked for last could not be had."""
        return turn.index > 0 and self.plan.turns[turn.index - 1].reply in ("decline", "apologise")

    def _choosing(self) -> Choosing:
        return Choosing(self.known, self.speaker, self.held, self.clock)

    def _picked(self, turn: PlannedTurn) -> list[str]:
        """Sentences for the chosen things where there is no wish to put them into."""
        return self._choosing().placed(turn, ())[1]

    def _to_whom(self, rest: str, turn: PlannedTurn) -> str:
        """A wish about somebody with who it is, where a result brings them."""
        if not is_about_somebody(rest):
            return rest
        if any(is_person(s.path) for s in turn.said):
            return addressed(rest, "")
        for call in self.known.calls_of(turn):
            for entry in self.known.taken.get(call.id, ()):
                if is_person(entry.path):
                    seen = self.known.turn_of.get(entry.from_call or "", turn.index) < turn.index
                    name = self.names.get(str(entry.value), "") if seen else ""
                    return addressed(rest, self.held.hold(name) if name else self._somebody_at(entry, seen=seen))
        return rest

    def _somebody_at(self, entry: Provenance, *, seen: bool) -> str:
        """Somebody without a name, by the thing that has their address; "" when that is no thing to speak of."""
        tool = self.known.tool_of(entry.from_call or "")
        noun = noun_of(tool) if tool else ""
        place = "" if seen else singled(entry, self.known.calls)
        which = f"the {place} {noun}" if place else f"that {noun}"
        return which if noun.rpartition(" ")[2] in PERSONS | SPEAKERS else f"the address of {which}" if noun else ""

    def _left(self, wishes: Sequence[Wish], left: Sequence[Sequence[Spoken]]) -> list[list[str]]:
        """For each wish the sentences for what found no place in it."""
        return [self._details(v, looking=is_looking(w)) for w, v in zip(wishes, left, strict=True)]

    def _details(self, values: Sequence[Spoken], *, looking: bool = False) -> list[str]:
        """Values that found no place in a wish, one or two to a sentence."""
        out: list[str] = []
        texts = [whole(v, self.speaker, self.held, looking=looking) for v in values]
        while texts:
            first = texts.pop(0)
            if texts and first.startswith("The ") and texts[0].startswith("The ") and self.speaker.chance(0.7):
                first += f" and {texts.pop(0).replace('The ', 'the ', 1)}"
            lead = "" if looking else self.speaker.say("details_lead")  # nobody looks for something and for more
            out.append(f"{lead}{_lowered(first) if lead else first}.")
        return out

    def _spoken(self, said: Sequence[SaidValue]) -> list[Spoken]:
        """Values in words; a currency goes with the amount of the same call, a latitude with its longitude."""
        said = [*said, *self.known.unsaid_degrees(said)]
        return self._merged(with_money(said, rng=self.manner, clock=self.clock))

    def _merged(self, values: Sequence[Spoken]) -> list[Spoken]:
        """The same parameter said for several calls of a tool as one: `the weather in Porto and Lisbon`."""
        alike: dict[tuple[str, str, str], list[Spoken]] = {}
        for value in grouped(values):
            tool = self.known.tool_of(value.said.call)
            key = (tool.id if tool else "", value.said.path, value.fills["label"])
            alike.setdefault(key, []).append(value)
        out = []
        for same in alike.values():
            if isinstance(same[0].said.value, bool):
                out.extend(same)
                continue
            texts = _alike(list(dict.fromkeys(v.text for v in same)))
            away, many = any(v.away for v in same), len(texts) > 1
            out.append(same[0]._replace(text=listed(texts), away=away, many=many))
        return out

    # The other acts

    def _answers(self, turn: PlannedTurn) -> str:
        values = self._spoken(turn.said)
        picked = self._picked(turn)
        lead = self.speaker.say("clarify_lead")
        if not values:
            return " ".join(picked) or self._request(turn)
        texts = [short(v, self.speaker, self.held, several=len(values) > 1) for v in values]
        body = listed(texts)
        if lead and not lead.endswith((". ", "! ", "? ")):
            body = _lowered(body)
        return " ".join([f"{lead}{body}.", *picked])

    def _is_again(self, turn: PlannedTurn) -> bool:
        """Whether the turn wants what an earlier turn wanted, for one other value or thing."""
        earlier = [t for t in self.plan.turns[: turn.index] if t.goal == turn.goal and t.steps]
        return turn.act == "follow_up" and bool(earlier) and len(turn.said) + len(turn.picks) == 1

    def _other_value(self, rule: str, turn: PlannedTurn) -> str:
        """A value said differently: put right, tried after an error, or for the same once more."""
        if not turn.said:
            phrase = noun_phrase(turn.picks[0], self.speaker, self.held, self.clock)
            return self.speaker.say(rule, {"v": phrase, "label": turn.picks[0].label or "one"})
        first, *rest = self._spoken(turn.said)
        mark = self.held.hold(first.text) + first.fills["money"] + first.fills["measure"]
        if rule.startswith("again"):
            wishes = wishes_in(turn.goal)
            how = limit(wishes[0], first, self.speaker, self.held) if len(wishes) == 1 else ""
            rule, mark = ("again_of", how) if how else (rule, told_apart(first, mark, self.speaker, self.held))
            which = which_of(self.plan, turn, self.names) if how else ""
            mark = f"for {self.held.hold(which)} {how}" if which else mark
        bound = first.slot.shape in ("date", "datetime") and _BOUND.search(first.fills["label"])
        slots = {"label": "date" if bound else first.fills["a_rest"].removeprefix("a "), "v": mark}
        unnamed = slots["label"] in _NO_NAMES
        unwanted = _LABELLED if unnamed else _FOR_THAT if first.away else None
        text = self.speaker.say_without(rule, slots, unwanted) if unwanted else self.speaker.say(rule, slots)
        if slots["label"].endswith(" words"):
            text = text.replace(f"{slots['label']} is ", f"{slots['label']} are ")
        return " ".join([text, *self._details(rest), *self._picked(turn)])

    def _chat(self, turn: PlannedTurn) -> str:
        rule = next((name for name, pattern in CHAT if pattern.search(turn.goal)), "chitchat")
        return " ".join([self.speaker.say(rule), *self._details(self._spoken(turn.said)), *self._picked(turn)])

    def _opened(self, text: str) -> str:
        """The first utterance with a greeting and a word of thanks, as far as the voice is one for it."""
        voice, speaker = self.voice, self.speaker
        before = [speaker.say("hello")] if speaker.chance(0.25 + voice.talkative * 0.6) else []
        chat = self.plan.turns[0].act == "chitchat"
        after = [speaker.say("bye_mood")] if not chat and speaker.chance(0.2 + voice.talkative * 0.4) else []
        if before:
            text = _GREETING.sub(lambda m: m.group(1).upper(), text)
        if after:
            self._aside_at = 0  # one remark is enough
        parts = [*before, text, *after]
        lowered = [_lowered(p) if last.endswith(",") else p for last, p in pairwise(parts)]
        return " ".join([parts[0], *lowered])

    def _with_missed(self, text: str, turn: PlannedTurn) -> str:
        """A safeguard: a value that the words do not bring in the checker's eyes is said plainly."""
        for value in turn.said:
            said = (
                says_at(text, value.value, self.clock)
                if value.relative
                else says(text, value.value, label=value.label, zone=self.clock.tzinfo)
            )
            if not said:
                text = f"{text.rstrip()}{'' if text.rstrip().endswith(('.', '!', '?')) else '.'} {_plainly(value)}"
        return text


def _alike(texts: list[str]) -> list[str]:
    """Texts of one list all in quotation marks where one of them is."""
    return [t if t.startswith('"') else f'"{t}"' for t in texts] if any(t.startswith('"') for t in texts) else texts


def _lowered(text: str) -> str:
    """A sentence as it goes on behind other words."""
    return text if re.match(r"I\b|[A-Z]{2}", text) else text[:1].lower() + text[1:]


def _plainly(value: SaidValue) -> str:
    label = plain_label(value)
    if isinstance(value.value, bool):
        return f"{'Yes' if value.value else 'No'} to {label}."
    if isinstance(value.value, list):
        return f"The {label}: {', '.join(str(v) for v in value.value) or 'none'}."
    return f"The {label}: {value.value if value.value not in (None, '', {}) else 'empty'}."


def _speaks_of(thing: str, rest: str) -> bool:
    return thing in rest and re.search(rf"\ban? {re.escape(thing)}\b", rest) is not None
