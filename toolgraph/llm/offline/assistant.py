"""The assistant's last words in each turn."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from random import Random

from toolgraph.llm.offline.grammar import Speaker
from toolgraph.llm.offline.held import Held
from toolgraph.llm.offline.refer import likeness
from toolgraph.llm.offline.report import Reporter
from toolgraph.llm.offline.slots import paired, plain_label, shape_of, slot_for, speak
from toolgraph.llm.offline.trouble import kind_of, what_failed
from toolgraph.llm.offline.voice import voice_of
from toolgraph.llm.offline.wishes import gerund, to_other_side, wishes_in
from toolgraph.llm.offline.words_in import dress
from toolgraph.llm.offline.written import Ink, words_of
from toolgraph.models.dialogue_plan import DialoguePlan, PlannedCall, PlannedTurn, SaidValue
from toolgraph.models.tool import Tool

_WORDS_MAX = 75
_DETAIL_MAX = 2
_TOLD_MAX = 4
# Summaries that open like an answer need no other opening.
_OPENED = re.compile(
    r"(Done|All |Sorted|Sent|That's|It |It's|Ready|Everything|Here|I have|As |Off |Saved|Completed|Let me)\b"
)
_QUESTION_BEHIND = re.compile(
    r"(?<=: )(What|Which|How|Where|When|Who|Could|Do|Should|Is|At|From|In|For|Until|Up|And|Can|May|Would|Into|Below)\b"
)
_REFERRED_MAX = 3
_REFERENCE_MAX = 40  # letters of an id that is spoken of before it is acted on
_TOLD = {"know": "telling you", "hear": "telling you", "find out": "finding out", "have": "having"}


class AssistantWords:
    """Writes what the assistant of one plan says, turn by turn in order."""

    def __init__(self, plan: DialoguePlan, tools: Mapping[str, Tool], rng: Random) -> None:
        self.plan = plan
        self.tools = tools
        self.rng = rng
        self.clock = datetime.fromisoformat(plan.clock)
        voice = voice_of(plan.persona, plan.circumstances)
        kept = {"formal", "casual", "upset", "worried", "rushed", "happy", "tired"}
        self.talkative = voice.talkative
        self.speaker = Speaker(voice.tags & kept, rng)
        self.held = Held()
        self.reporter = Reporter(self.speaker, [p for t in plan.turns for p in t.picks])

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
        return self.held.reveal(text)

    def _ink(self) -> Ink:
        return Ink(self.held, self.rng, self.clock)

    # What came of calls

    def _report(self, turn: PlannedTurn) -> str:
        text = self._summaries(turn)
        if not text:
            return self.speaker.say("chat")
        if _OPENED.match(text):
            tail = f" {self.speaker.say('report_tail')}" if self.speaker.chance(0.3) else ""
            return f"{text}{tail}"
        return self.speaker.say("report", {"sum": text})

    def _summaries(self, turn: PlannedTurn) -> str:
        """The turn's results in a few sentences, the last step's first of all, within the length that people read."""
        good = [c for step in turn.steps for c in step if c.ok and c.weight]
        if not good:
            return ""
        told = _worth_telling(turn, good)
        self.reporter.told = frozenset()
        out: list[str] = []
        length = 0
        for i, call in enumerate(told):
            brief = len(told) > 1 and (len(told) > _DETAIL_MAX or i < len(told) - 1)
            text = self.reporter.summary(call, self.tools[call.tool], self._ink(), brief=brief)
            if not brief and self._length(text) > _WORDS_MAX:
                text = self.reporter.summary(call, self.tools[call.tool], self._ink(), brief=True)
            length += self._length(text)
            if out and length > _WORDS_MAX:
                break
            out.append(
                text if not out or not self.speaker.chance(0.55) else self.speaker.say("also", {"sum": _lowered(text)})
            )
        return " ".join(out)

    def _length(self, text: str) -> int:
        """Words of a text with its values in place."""
        return len(self.held.reveal(text).split())

    def _apologise(self, turn: PlannedTurn) -> str:
        calls = [c for step in turn.steps for c in step]
        failed = next((c for c in reversed(calls) if not c.ok), None)
        what = self.held.hold("that")
        rule = "err_other"
        if failed is not None:
            what = what_failed(failed, self.tools[failed.tool], turn, self._ink())
            rule = f"err_{kind_of(failed.result)}"
        before = self._summaries(turn) if any(c.ok for c in calls) else ""
        return " ".join(filter(None, [before, self.speaker.say(rule, {"what": what}), self.speaker.say("err_tail")]))

    # Without calls

    def _ask(self, turn: PlannedTurn) -> str:
        before = self._summaries(turn)
        asks = list({a.label: a for a in turn.asks}.values())
        if not asks:
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
        fills = speak(said, rng=self.rng, clock=self.clock).fills
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
        values = [speak(s, rng=self.rng, clock=self.clock) for s in self._held_values(turn, last)]
        done = dress(wish, paired(values), self.speaker, self.held, _REFERRED_MAX).wish
        tail = f", {done.tail}" if done.tail.startswith(("with", "using")) else f" {done.tail}"
        will = to_other_side(f"{done.verb} {done.rest}") + (tail if done.tail else "")
        return f"{before} {self.speaker.say('confirm_ask', {'will': will})}".strip()

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
                label = re.sub(r" id$", " reference", " ".join(words_of(parameter.name)))
                said[parameter.path] = SaidValue(call=call.id, path=parameter.path, label=label, value=value)
        return list(said.values())[:_REFERRED_MAX]

    def _decline(self, turn: PlannedTurn) -> str:
        wishes = wishes_in(turn.goal)
        before = self._summaries(turn)
        if not wishes:
            text = self.speaker.say("decline_plain")
        else:
            verb = _TOLD.get(wishes[0].verb) or gerund(wishes[0].verb)
            doing = to_other_side(f"{verb} {wishes[0].rest}".strip())
            text = self.speaker.say("decline", {"doing": doing})
        return " ".join(filter(None, [before, text, self.speaker.say("decline_tail")]))

    def _chat(self, turn: PlannedTurn) -> str:
        return " ".join(filter(None, [self._summaries(turn), self.speaker.say("chat"), self.speaker.say("chat_tail")]))

    def _farewell(self, turn: PlannedTurn) -> str:
        return " ".join(filter(None, [self._summaries(turn), self.speaker.say("farewell")]))


def _worth_telling(turn: PlannedTurn, good: Sequence[PlannedCall]) -> list[PlannedCall]:
    """The calls whose results the user waits for: all that were asked for, else those of the last step."""
    asked = max(1, len(wishes_in(turn.goal)))
    last = [c for c in (turn.steps[-1] if turn.steps else ()) if c.ok and c.weight]
    if asked == 1 and last:
        return last
    tools = list(dict.fromkeys(c.tool for c in reversed(good)))[:asked]
    return [c for c in good if c.tool in tools][-_TOLD_MAX:]


def _listed(texts: Sequence[str]) -> str:
    return texts[0] if len(texts) == 1 else ", ".join(texts[:-1]) + f" and {texts[-1]}"


def _lowered(text: str) -> str:
    return text if re.match(r"I\b|[A-Z]{2}", text) else text[:1].lower() + text[1:]
