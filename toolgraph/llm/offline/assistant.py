"""The assistant's last words in each turn."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from random import Random

from toolgraph.llm.offline.either import addressed, is_about_somebody, named_in, own
from toolgraph.llm.offline.grammar import Speaker
from toolgraph.llm.offline.grouped import grouped
from toolgraph.llm.offline.held import Held
from toolgraph.llm.offline.hours import hour_tags
from toolgraph.llm.offline.likeness import likeness
from toolgraph.llm.offline.mine import mine
from toolgraph.llm.offline.names import is_person, renamed_in
from toolgraph.llm.offline.naming import is_opaque
from toolgraph.llm.offline.narrowed import narrowed
from toolgraph.llm.offline.refer import Known
from toolgraph.llm.offline.report import Reporter
from toolgraph.llm.offline.shown import set_apart
from toolgraph.llm.offline.slots import plain_label, shape_of, slot_for, speak
from toolgraph.llm.offline.steady import Steady
from toolgraph.llm.offline.story import Teller
from toolgraph.llm.offline.topics import CHAT
from toolgraph.llm.offline.trouble import kind_of, what_failed
from toolgraph.llm.offline.unsaid import unsaid_in
from toolgraph.llm.offline.voice import voice_of
from toolgraph.llm.offline.wishes import gerund, to_other_side, wishes_in
from toolgraph.llm.offline.words_in import dress
from toolgraph.llm.offline.written import Ink, is_id, words_of
from toolgraph.models.dialogue_plan import DialoguePlan, PlannedCall, PlannedTurn, SaidValue
from toolgraph.models.tool import Tool

# Reports that have an opening of their own.
_LED = re.compile(
    r"(?:I looked|Here's|I see that|It says|The details|I can tell|According|From what|Right now|So,|In short|To sum up"
    r"|By the look|As far as|As it stands|Got it|Let's see|What I|The record|I have it|Here you|There it|Here it)\b"
)
_LEADS = 0.4  # share of reports that begin with a word of their own, and of those that end with an offer
_TAILS = 0.22
_SIGNED = 0.5  # share of dialogues in which amounts have the sign of their currency
_QUESTION_BEHIND = re.compile(
    r"(?<=: )(What|Which|How|Where|When|Who|Could|Do|Should|Is|At|From|In|For|Until|Up|And|Can|May|Would|Into|Below)\b"
)
_CODE = re.compile(r"[a-z]{2,}[_:-]\w{5,}$")
_REFERRED_MAX = 3
_REFERENCE_MAX = 40  # letters of an id that is spoken of before it is acted on
_TOLD = {"know": "telling you", "hear": "telling you", "find out": "finding out", "have": "having"}


class AssistantWords:
    """Writes what the assistant of one plan says, turn by turn in order.

    Args:
        names: What things are called, by their ids.
    """

    def __init__(self, plan: DialoguePlan, tools: Mapping[str, Tool], rng: Random, names: Mapping[str, str]) -> None:
        self.plan = plan
        self.tools = tools
        self.rng = rng
        self.clock = datetime.fromisoformat(plan.clock)
        voice = voice_of(plan.persona, plan.circumstances)
        self.talkative = voice.talkative
        self.speaker = Speaker(voice.tags & {"formal", "casual"} | hour_tags(self.clock), rng)
        self.manner, self.signs = Steady(rng), rng.random() < _SIGNED
        self.held = Held()
        self.names = names
        said: dict[str, list[SaidValue]] = {}
        for value in (s for t in plan.turns for s in t.said):
            said.setdefault(value.call, []).append(value)
        picks = [p for t in plan.turns for p in t.picks]
        reporter = Reporter(self.speaker, picks, self.names, said, renamed_in(plan), unsaid_in(plan))
        self.teller = Teller(plan, Known(plan, tools), reporter, self.speaker)

    def words(self, turn: PlannedTurn) -> str:
        """The last words of one turn; never empty."""
        self.held = Held()
        writers = {
            "ask": self._ask,
            "chat": self._chat,
            "apologise": self._apologise,
            "decline": self._decline,
            "confirm": self._confirm,
            "farewell": self._farewell,
        }
        text = writers.get(turn.reply, self._report)(turn)
        return set_apart(self.held.reveal(text))

    def _ink(self) -> Ink:
        return Ink(self.held, self.rng, self.clock, self.manner, self.signs)

    # What came of calls

    def _report(self, turn: PlannedTurn) -> str:
        story = self.teller.story(turn, self._ink())
        if not story.text:
            return self.speaker.say("nothing_more")
        kind = "deed" if story.did else "look"
        bare = _LED.match(story.text) is not None or self._found_nothing(
            turn
        )  # nothing to be handed over with a flourish
        lead = self.speaker.say(f"lead_{kind}") if not bare and self.speaker.chance(_LEADS) else ""
        rest = self.teller.reporter.in_part()
        tail = self.speaker.say(f"tail_{kind}") if not bare and not rest and self.speaker.chance(_TAILS) else ""
        tail = self.speaker.say("tail_rest") if rest else tail
        return " ".join(filter(None, [lead, story.text, tail]))

    def _found_nothing(self, turn: PlannedTurn) -> bool:
        """Whether the last look of a turn brought an empty list."""
        last = [c for step in turn.steps for c in step if c.ok][-1]
        shape = self.teller.reporter.shape(last, self.tools[last.tool])
        return shape.kind == "empty" or (shape.kind == "list" and not shape.items)

    def _summaries(self, turn: PlannedTurn) -> str:
        return self.teller.story(turn, self._ink()).text

    def _apologise(self, turn: PlannedTurn) -> str:
        calls = [c for step in turn.steps for c in step]
        failed = next((c for c in reversed(calls) if not c.ok), None)
        what = self.held.hold("that")
        rule = "err_other"
        if failed is not None:
            what = what_failed(failed, self.tools[failed.tool], turn, self._ink())
            rule = f"err_{kind_of(failed.result)}"
            sought = len(what) == 1  # what was looked for, or where: not a thing that is missing
            if rule == "err_not_found" and sought:
                rule, what = "err_nothing", what + self._by_what_else(failed, turn, what)
        before = self._summaries(turn) if any(c.ok for c in calls) else ""
        text = self.speaker.say(rule, {"what": what})
        tail = "" if text.endswith("?") else self.speaker.say("err_tail")  # one question at a time
        return " ".join(filter(None, [before, text, tail]))

    def _by_what_else(self, call: PlannedCall, turn: PlannedTurn, what: str) -> str:
        """What else something was looked for by that was not found."""
        told = self.held.plain(what).strip("“”")
        said = [s for t in self.plan.turns[: turn.index + 1] for s in t.said if s.call == call.id]
        return narrowed([s for s in said if str(s.value) != told], call.arguments, self._ink())

    # Without calls

    def _ask(self, turn: PlannedTurn) -> str:
        before = self._summaries(turn)
        asks = list({a.label: a for a in turn.asks}.values())
        if {a.label.rpartition(" ")[2] for a in asks} == {"latitude", "longitude"}:
            place = {"ask": "the coordinates", "question": "What are the coordinates?"}
            question = self.speaker.say("ask_one", place)  # told in one breath, and so asked for
        elif not asks:
            question = self.speaker.say("ask_anything")
        elif len(asks) == 1:
            question = self.speaker.say("ask_one", self._asked(asks[0]))
        else:
            question = self.speaker.say("ask_many", {"ask": _listed([self._asked(a)["ask"] for a in asks[:4]])})
        question = _QUESTION_BEHIND.sub(lambda m: m.group(1).lower(), question)
        return f"{before} {question}".strip()

    def _asked(self, said: SaidValue) -> dict[str, str]:
        label = plain_label(said)
        slot = slot_for(label.lower(), shape_of(said.value, label.lower()))
        fills = speak(said, rng=self.manner, clock=self.clock).fills
        ask = self.speaker.fill(self.rng.choice(slot.ask or ("the {label}",)), fills)
        return {
            "ask": ask,
            "question": self.speaker.fill(self.rng.choice(slot.question or ("What is the {label}?",)), fills),
        }

    def _confirm(self, turn: PlannedTurn) -> str:
        """What will happen, restated: the wish that waits, with the values of its call."""
        before = self._summaries(turn)
        held = [
            c for t in self.plan.turns[turn.index + 1 : turn.index + 2] for step in t.steps for c in step if c.weight
        ]
        wishes = wishes_in(turn.goal)
        if not wishes or not held:
            return f"{before} {self.speaker.say('confirm_ask', {'will': 'go ahead with that'})}".strip()
        last = held[-1]
        wish = max(wishes, key=lambda w: likeness(w, self.tools[last.tool]))
        wish = mine(wish._replace(rest=own(wish.rest)), self.teller.known.told.get(last.id, ()))
        whom = [s for s in self._held_values(turn, last) if is_person(s.path)][: is_about_somebody(wish.rest)]
        for said in whom:
            wish = wish._replace(rest=addressed(wish.rest, self.held.hold(str(said.value))))
        values = []
        for said in (s for s in self._held_values(turn, last) if s not in whom):
            rest = self._named_in(wish.rest, said)
            wish = wish._replace(rest=rest or wish.rest)
            values += [] if rest else [speak(said, rng=self.manner, clock=self.clock)]
        done = dress(wish, grouped(values), self.speaker, self.held, _REFERRED_MAX).wish
        tail = f", {done.tail}" if done.tail.startswith(("with", "using")) else f" {done.tail}"
        will = to_other_side(f"{done.verb} {done.rest}") + (tail if done.tail else "")
        return f"{before} {self.speaker.say('confirm_ask', {'will': will})}".strip()

    def _named_in(self, rest: str, said: SaidValue) -> str:
        """A wish about a thing with the very thing in it: `a playlist` as `the playlist Focus`; "" without a place."""
        if not is_id(said.path) or not isinstance(said.value, str):
            return ""
        text = said.value if said.value[:1].isupper() or " " not in said.value else f"“{said.value}”"
        return named_in(rest, said.label.split(" ")[-1], self.held.hold(text))

    def _held_values(self, turn: PlannedTurn, call: PlannedCall) -> list[SaidValue]:
        """What the waiting call is about: values said in this turn, and the thing it acts on."""
        said = {s.path: s for s in turn.said if s.call == call.id and not isinstance(s.value, list | dict)}
        tool = self.tools[call.tool]
        for parameter in tool.inputs:
            value = call.arguments.get(parameter.path)
            if (
                parameter.path not in said
                and parameter.required
                and isinstance(value, str)
                and len(value) <= _REFERENCE_MAX
            ):
                name = self.names.get(value, "")
                coded = is_opaque(value) or (is_id(parameter.name) and _CODE.match(value))
                if not name and coded and not value.isdigit():
                    continue  # a code says nothing to anybody
                label = re.sub(r" id$", "", " ".join(words_of(parameter.name)))
                said[parameter.path] = SaidValue(call=call.id, path=parameter.path, label=label, value=name or value)
        return list(said.values())[:_REFERRED_MAX]

    def _decline(self, turn: PlannedTurn) -> str:
        wishes = wishes_in(turn.goal)
        before = self._summaries(turn)
        if not wishes:
            text = self.speaker.say("decline_plain")
        else:
            verb = _TOLD.get(wishes[0].verb) or gerund(wishes[0].verb)
            rest = re.sub(r"\band (have|get|be|make|send)\b", lambda m: f"and {gerund(m.group(1))}", wishes[0].rest)
            doing = to_other_side(f"{verb} {rest}".strip())
            rule = "decline_all" if turn.act == "out_of_scope" else "decline"
            text = self.speaker.say(rule, {"doing": doing})
        return " ".join(filter(None, [before, text, self.speaker.say("decline_tail")]))

    def _chat(self, turn: PlannedTurn) -> str:
        topic = next((name for name, pattern in CHAT if pattern.search(turn.goal)), "chat")
        reply = self.speaker.say(topic.replace("chit_", "re_"))
        last = turn is self.plan.turns[-1]
        tail = "" if last else self.speaker.say("chat_tail" if turn.index else "chat_start")
        return " ".join(filter(None, [self._summaries(turn), reply, tail]))

    def _farewell(self, turn: PlannedTurn) -> str:
        before = self.plan.turns[turn.index - 1].reply if turn.index else ""
        rule = "farewell_without" if before in ("decline", "apologise") else "farewell"
        return " ".join(filter(None, [self._summaries(turn), self.speaker.say(rule)]))


def _listed(texts: Sequence[str]) -> str:
    return texts[0] if len(texts) == 1 else ", ".join(texts[:-1]) + f" and {texts[-1]}"
