"""What a model is told of a plan, so that it can write some of its words and give away nothing that comes later."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Literal, NamedTuple

from toolgraph.ids import rng_for
from toolgraph.llm.endpoint import Request, Say
from toolgraph.llm.tame import tamed
from toolgraph.llm.tokens import estimate_tokens
from toolgraph.meaning.said import spoken
from toolgraph.meaning.text import ordinal
from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.models.dialogue_plan import DialoguePlan, Pick, PlannedCall, PlannedTurn, SaidValue
from toolgraph.models.tool import Tool
from toolgraph.prompts import load_prompt

PROMPTS = ("words_system", "words", "words_draft")
_RESULT_MAX = 700  # characters of one result that the model sees
_ITEMS_MAX = 3
_TEXT_MAX = 90
_USER_TOKENS, _ASSISTANT_TOKENS = 90, 170

Who = Literal["user", "assistant"]


class Slot(NamedTuple):
    """One utterance to be written."""

    turn: int
    who: Who

    @property
    def key(self) -> str:
        """Its name in requests and replies."""
        return f"{self.who}_{self.turn + 1}"


class Problem(NamedTuple):
    """What is wrong with an utterance.

    Attributes:
        code: Stable word.
        reason: For the model: what to do otherwise.
    """

    slot: Slot
    code: str
    reason: str


def slots(plan: DialoguePlan) -> tuple[Slot, ...]:
    """Every utterance of a plan in order."""
    return tuple(Slot(turn.index, who) for turn in plan.turns for who in ("user", "assistant"))


def said_form(plan: DialoguePlan, turn: int, said: SaidValue) -> str:
    """A natural form of a value that a user says; the same for every attempt."""
    rng = rng_for(plan.seed, "said", f"{plan.id} {turn} {said.call} {said.path}")
    return spoken(said.value, rng=rng, clock=datetime.fromisoformat(plan.clock), relative=said.relative)


def place_word(pick: Pick) -> str:
    """The place of a pick among its like: `second`."""
    digits = pick.path.rpartition("[")[2].rstrip("]")
    at = int(digits) if digits.isdigit() else 0
    return ordinal(at)


def request_for(
    plan: DialoguePlan,
    tools: Mapping[str, Tool],
    wanted: Sequence[Slot],
    written: Mapping[Slot, str],
    problems: Iterable[tuple[Problem, str]] = (),
    *,
    drafts: Mapping[Slot, str] | None = None,
) -> Request:
    """The request for some utterances of a plan.

    Args:
        wanted: In order; what comes after the last of them is not shown.
        written: Utterances that stand already.
        problems: What was wrong with an earlier try, each with the text that was wrong.
        drafts: Plain words that would do, for the model to say in its own; None shows none.
    """
    keys = [slot.key for slot in wanted]
    schema: JsonObject = {
        "type": "object",
        "properties": {key: {"type": "string"} for key in keys},
        "required": keys,
        "additionalProperties": False,
    }
    filled = load_prompt("words").fill(
        **about(plan),
        turns="\n".join(_turns(plan, tools, wanted[-1])),
        written=_written(written, wanted),
        drafts=_drafts(drafts or {}, wanted),
        problems=_problems(problems),
        keys=", ".join(f'"{key}"' for key in keys),
    )
    system = load_prompt("words_system").fill(language="English")
    room = sum(_room(plan.turns[slot.turn], slot.who) for slot in wanted)
    return Request((Say("system", system), Say("user", filled)), schema, room)


def about(plan: DialoguePlan) -> dict[str, str]:
    """Who speaks, where and when, and what the assistant knows, as variables of a prompt."""
    persona, around = plan.persona, plan.circumstances
    traits = [
        f"{'very' if v > 0 else 'not very'} {_TRAITS[k]}" for k, v in persona.traits.items() if v and k in _TRAITS
    ]
    kept = (around.emotion, around.formality, around.medium, around.duration, around.familiarity)
    clock = datetime.fromisoformat(plan.clock)
    return {
        "persona": ", ".join([persona.name, persona.role, around.age_gender, *traits]),
        "situation": ", ".join(filter(None, (*kept, around.location, around.natural_features))),
        "moment": f"{clock:%A}, {clock.day} {clock:%B} {clock.year}, {clock:%H:%M}",
        "context": json.dumps(plan.context, ensure_ascii=False),
    }


_TRAITS = {
    "openness": "curious",
    "conscientiousness": "careful",
    "extraversion": "talkative",
    "agreeableness": "friendly",
    "neuroticism": "nervous",
}


def _written(written: Mapping[Slot, str], wanted: Sequence[Slot]) -> str:
    """What stands already, so that new words go with it; nothing that comes after the last wanted utterance."""
    last = (wanted[-1].turn, wanted[-1].who == "assistant")
    kept = {s: t for s, t in written.items() if s not in wanted and (s.turn, s.who == "assistant") <= last}
    if not kept:
        return ""
    lines = [
        f"{slot.key}: {text}" for slot, text in sorted(kept.items(), key=lambda i: (i[0].turn, i[0].who == "assistant"))
    ]
    return "\nWritten already; your words must go with it:\n" + "\n".join(lines) + "\n"


def _drafts(drafts: Mapping[Slot, str], wanted: Sequence[Slot]) -> str:
    lines = [f"{slot.key}: <data>{_safe(drafts[slot])}</data>" for slot in wanted if slot in drafts]
    return "\n" + load_prompt("words_draft").fill(drafts="\n".join(lines)) + "\n" if lines else ""


def _problems(problems: Iterable[tuple[Problem, str]]) -> str:
    lines = []
    for problem, text in problems:
        lines.append(f"- {problem.slot.key}: {problem.reason}." + (f" (It was: {text[:300]!r})" if text else ""))
    return "\nAn earlier try was wrong; mend this:\n" + "\n".join(lines) + "\n" if lines else ""


def _room(turn: PlannedTurn, who: Who) -> int:
    """Longest answer for one utterance, in tokens."""
    if who == "user":
        return _USER_TOKENS + 2 * sum(estimate_tokens(json.dumps(s.value, ensure_ascii=False)) for s in turn.said)
    return _ASSISTANT_TOKENS


# Turns


def _turns(plan: DialoguePlan, tools: Mapping[str, Tool], last: Slot) -> Iterable[str]:
    for turn in plan.turns[: last.turn + 1]:
        yield f"Turn {turn.index + 1}"
        yield f"- user_{turn.index + 1}: {_user(plan, turn)}"
        if turn.index < last.turn or last.who == "assistant":
            for step in turn.steps:
                yield from (f"- {_call(call, tools[call.tool])}" for call in step)
            yield f"- assistant_{turn.index + 1}: {_assistant(turn)}"


_USER = {
    "clarify": "answers the assistant's question",
    "correct": "corrects what was said before",
    "error": "tries again, or otherwise, after what went wrong",
    "confirm": "agrees that it be done",
    "chitchat": "talks of something beside the matter",
    "close": "thanks and takes leave",
}


def _user(plan: DialoguePlan, turn: PlannedTurn) -> str:
    act = _USER.get(turn.act, "asks for something")
    goal = tamed(turn.goal)
    parts = [f"{act}{': ' + goal if goal else ''}."]
    if turn.said:
        values = "; ".join(f"{tamed(s.label, 60)} = {said_form(plan, turn.index, s)}" for s in turn.said)
        parts.append(f"Must say: {values}.")
    parts += [_pick(pick) for pick in turn.picks]
    if not turn.said and not turn.picks and turn.act not in ("confirm", "chitchat", "close"):
        parts.append("Names no values.")
    return " ".join(parts)


def _pick(pick: Pick) -> str:
    by = f", by its {pick.by}: {pick.value}" if pick.by and pick.value is not None else ""
    return f"Means the {place_word(pick)} {pick.label} of {pick.count}{by}."


def _call(call: PlannedCall, tool: Tool) -> str:
    what = tamed(tool.title or tool.description, 120) or "a call"
    arguments = json.dumps(call.arguments, ensure_ascii=False)[:300]
    result = json.dumps(shortened(call.result), ensure_ascii=False)[:_RESULT_MAX]
    failed = "" if call.ok else " (failed)"
    told = f"{what} | given {arguments} | result {result}"
    return f"the assistant made a call{failed}: <data>{_safe(told)}</data>"


def _safe(text: str) -> str:
    return text.replace("</data", "‹/data").replace("<data", "‹data")


_REPLY = {
    "report": "tells the user what came of it, in the words of the results above",
    "chat": "answers kindly in a sentence",
    "apologise": "says plainly that it did not work and why, and what could be done",
    "decline": "says that it is not able to do this, as nothing it has serves for it",
    "confirm": "says what it is about to do, and asks whether to go ahead; it is not done yet",
    "farewell": "takes leave",
}


def _assistant(turn: PlannedTurn) -> str:
    if turn.reply == "ask":
        labels = ", ".join(dict.fromkeys(tamed(a.label, 60) for a in turn.asks)) or "what is missing"
        return f"asks the user for: {labels}. Ends with a question mark; names no value for it."
    return f"{_REPLY[turn.reply]}."


def shortened(value: JsonValue, depth: int = 4) -> JsonValue:
    """A result with fewer items and shorter texts, as much as is needed to speak of it."""
    if isinstance(value, str):
        return tamed(value, _TEXT_MAX)
    if isinstance(value, dict):
        return {k: shortened(v, depth - 1) for k, v in list(value.items())[:14]} if depth else "…"
    if isinstance(value, list):
        kept = [shortened(v, depth - 1) for v in value[:_ITEMS_MAX]] if depth else []
        return [*kept, f"… {len(value)} in all"] if len(value) > len(kept) else kept
    return value
