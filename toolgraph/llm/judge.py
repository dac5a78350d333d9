"""A model's opinion of a dialogue, by a fixed rubric: for looking at data, never for accepting it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from toolgraph.llm.answers import Fault, told_faults
from toolgraph.llm.endpoint import Request, Say
from toolgraph.llm.verify import PLACEHOLDER, is_english
from toolgraph.models.base import Artefact, JsonObject
from toolgraph.models.dialogue import Dialogue, Message
from toolgraph.prompts import load_prompt, prompts_digest

CRITERIA = ("naturalness", "coherence", "helpfulness")
RATINGS = (1, 2, 3, 4, 5)
PASSES = 2
_ROUND = 1_000  # sample numbers of one pass
_ROOM = 320  # tokens of an answer
_WORDS_MIN, _WORDS_MAX = 3, 90
_TEXT_MAX, _RESULT_MAX, _WHOLE_MAX = 1_500, 500, 14_000  # characters that the model sees
_WHO = {"system": "System", "user": "User", "assistant": "Assistant", "tool": "Tool"}


class Rating(Artefact):
    """What one pass says of a dialogue, each 1 to 5."""

    naturalness: int
    coherence: int
    helpfulness: int
    reason: str


def judge_prompts() -> str:
    """What changes when the rubric or a prompt changes."""
    return prompts_digest("judge_system", "judge", *(f"judge_{name}" for name in CRITERIA))


def order_of(number: int) -> tuple[str, ...]:
    """The order in which a pass has the criteria: the second has them the other way round.

    What stands first in a prompt colours what comes after; where both orders give the same number, it was not that.
    """
    return CRITERIA if number == 0 else CRITERIA[::-1]


@dataclass
class JudgeQuestion:
    """What one pass asks of a dialogue.

    Attributes:
        number: Of the pass, from 0.
    """

    dialogue: Dialogue
    number: int
    rating: Rating | None = None

    def request(self, faults: tuple[Fault, ...], sample: int) -> Request:
        """As in Question."""
        order = order_of(self.number)
        keys = ("reason", *order)
        rubric = "\n".join(load_prompt(f"judge_{name}").text for name in order)
        system = load_prompt("judge_system").fill(criteria=rubric)
        filled = load_prompt("judge").fill(
            dialogue=shown(self.dialogue), problems=told_faults(faults), keys=", ".join(f'"{k}"' for k in keys)
        )
        # As enums: not every endpoint that takes a schema takes `minimum`.
        rate: JsonObject = {"type": "integer", "enum": list(RATINGS)}
        schema = {
            "type": "object",
            "properties": {"reason": {"type": "string"}, **dict.fromkeys(order, rate)},
            "required": list(keys),
            "additionalProperties": False,
        }
        return Request((Say("system", system), Say("user", filled)), schema, _ROOM, self.number * _ROUND + sample)

    def read(self, answer: JsonObject) -> tuple[Fault, ...]:
        """As in Question."""
        reason = " ".join(str(answer["reason"]).split())
        faults = tuple(_faults(reason))
        if not faults:
            self.rating = Rating(reason=reason, **{name: int(answer[name]) for name in CRITERIA})
        return faults


def _faults(reason: str) -> Iterator[Fault]:
    count = len(reason.split())
    if count < _WORDS_MIN:
        yield Fault("empty", '"reason": write a sentence')
    if count > _WORDS_MAX:
        yield Fault("too_long", f'"reason": write at most {_WORDS_MAX} words')
    if not is_english(reason):
        yield Fault("language", '"reason": write plain English')
    if found := PLACEHOLDER.search(reason):
        yield Fault("placeholder", f'"reason": leave no hole such as {found[0]!r}')


def shown(dialogue: Dialogue) -> str:
    """A dialogue as the judge reads it: all that is said, called and answered, long things cut short.

    Plan, provenance and checks are left out: what was meant must not colour what is read.
    """
    lines = [line for message in dialogue.messages for line in _lines(message)]
    text = "\n".join(lines).replace("<", "‹").replace(">", "›")
    return text if len(text) <= _WHOLE_MAX else f"{text[: _WHOLE_MAX - 1]}…"


def _lines(message: Message) -> Iterator[str]:
    for call in message.tool_calls:
        arguments = json.dumps(call.arguments, ensure_ascii=False)
        yield f"Assistant calls {call.name}: {_cut(arguments, _RESULT_MAX)}"
    if message.content:
        most = _RESULT_MAX if message.role == "tool" else _TEXT_MAX
        yield f"{_WHO[message.role]}: {_cut(message.content, most)}"


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
