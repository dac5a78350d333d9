"""What a model writes before the words: the person's goal, why the calls belong together, and how likely that is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from toolgraph.llm.brief import about
from toolgraph.llm.endpoint import Reply, Request, Say, Trouble
from toolgraph.llm.ladder import parse
from toolgraph.llm.tame import tamed
from toolgraph.llm.verify import Verifier
from toolgraph.meaning.marks import unmarked
from toolgraph.meaning.text import words
from toolgraph.models.base import JsonObject
from toolgraph.models.dialogue import Scenario
from toolgraph.models.dialogue_plan import DialoguePlan
from toolgraph.models.tool import Tool
from toolgraph.prompts import load_prompt

SCENARIO_PROMPTS = ("scenario_system", "scenario", "words_scenario")
_TEXTS = ("goal", "why")
_SCHEMA: JsonObject = {
    "type": "object",
    "properties": {
        "goal": {"type": "string"},
        "why": {"type": "string"},
        # As an enum: not every endpoint that takes a schema takes `minimum`.
        "plausible": {"type": "integer", "enum": [1, 2, 3, 4, 5]},
    },
    "required": ["goal", "why", "plausible"],
    "additionalProperties": False,
}
_ROOM = 260  # tokens of an answer
_WORDS_MAX, _WORDS_MIN = 60, 3
_STEP = re.compile(r"\bsteps? \d", re.IGNORECASE)
_WISHES = ("request", "follow_up")
# What a goal looks like, for estimates before any is written.
_TYPICAL = Scenario(
    goal="They want to have everything ready before the visit of an old friend, and to know what it will cost them.",
    why="What is found first decides what can be set up next, and only then can it be confirmed to the others.",
    plausible=3,
)


class Scene(NamedTuple):
    """What came of asking for a scenario.

    Attributes:
        trouble: Why the model could not be asked to the end; None when it could.
    """

    scenario: Scenario
    prompt_tokens: int = 0
    completion_tokens: int = 0
    trouble: Trouble | None = None


class _Fault(NamedTuple):
    code: str
    reason: str


def write_scenario(
    ask: Callable[[Request], Reply | Trouble],
    plan: DialoguePlan,
    tools: Mapping[str, Tool],
    verifier: Verifier,
    attempts: int,
) -> Scene:
    """Ask for the scenario of a plan until it passes; what does not pass in the end is left empty.

    Args:
        attempts: Requests at most, 1 or more.
    """
    scene = Scene(Scenario())
    faults: tuple[_Fault, ...] = ()
    for sample in range(attempts):
        request = scenario_request(plan, tools, faults, sample=sample)
        reply = ask(request)
        if isinstance(reply, Trouble):
            codes = (f"endpoint_{reply.kind}",)
            return scene._replace(scenario=scene.scenario.model_copy(update={"codes": codes}), trouble=reply)
        found, faults = _read(reply, verifier)
        scenario = found.model_copy(
            update={
                # A rating stands although its text does not pass.
                "plausible": found.plausible or scene.scenario.plausible,
                "attempts": sample + 1,
                "codes": tuple(sorted({f.code for f in faults})),
            }
        )
        scene = Scene(
            scenario,
            scene.prompt_tokens + reply.prompt_tokens,
            scene.completion_tokens + reply.completion_tokens,
        )
        if not faults:
            break
    return scene


def _read(reply: Reply, verifier: Verifier) -> tuple[Scenario, tuple[_Fault, ...]]:
    """The scenario in a reply, its texts empty when something is wrong with them; and what is wrong."""
    parsed = parse(reply.text, _SCHEMA)
    if parsed is None:
        code = {"length": "cut_off", "content_filter": "filtered"}.get(reply.finish, "not_json")
        return Scenario(), (_Fault(code, "answer with the JSON object alone, and be brief"),)
    texts = {key: " ".join(parsed.value[key].split()) for key in _TEXTS}
    plausible = int(parsed.value["plausible"])
    faults = tuple(fault for key, text in texts.items() for fault in _faults(key, text, verifier))
    return Scenario(plausible=plausible) if faults else Scenario(**texts, plausible=plausible), faults


def _faults(key: str, text: str, verifier: Verifier) -> Iterator[_Fault]:
    count = len(text.split())
    if count < _WORDS_MIN:
        yield _Fault("empty", f'"{key}": write a sentence')
        return
    if count > _WORDS_MAX:
        yield _Fault("too_long", f'"{key}": write at most {_WORDS_MAX} words')
    if _STEP.search(text) or text.casefold().strip(" .") in {w.casefold() for w in _wishes(verifier.plan)}:
        yield _Fault("prompt_echoed", f'"{key}": do not repeat what is asked for or name steps; say what it is all for')
    for code, reason in verifier.beforehand(text):
        yield _Fault(code, f'"{key}": {reason} (it was: {text[:300]!r})')


def scenario_request(
    plan: DialoguePlan, tools: Mapping[str, Tool], faults: Iterable[_Fault] = (), *, sample: int = 0
) -> Request:
    """The request for the scenario of a plan; shows nothing that comes to light in it.

    Args:
        faults: What was wrong with an earlier try.
    """
    reasons = [f"- {fault.reason}." for fault in faults]
    filled = load_prompt("scenario").fill(
        **about(plan),
        topic=plan.subtopic,
        wishes="\n".join(f"- {wish}" for wish in _wishes(plan)),
        steps="\n".join(_steps(plan, tools)),
        problems="\n".join(["\nAn earlier try was wrong; mend this:", *reasons, ""]) if reasons else "",
    )
    system = load_prompt("scenario_system").fill(language="English")
    return Request((Say("system", system), Say("user", filled)), _SCHEMA, _ROOM, sample)


def _wishes(plan: DialoguePlan) -> list[str]:
    wishes = [tamed(turn.goal) for turn in plan.turns if turn.act in _WISHES and turn.goal]
    return list(dict.fromkeys(wishes)) or [tamed(plan.goal)]


def _steps(plan: DialoguePlan, tools: Mapping[str, Tool]) -> Iterator[str]:
    for at, tool_id in enumerate(plan.chain.tools):
        tool = tools[tool_id]
        taken = {
            f"the {_plain(b.field)} that step {b.source_call + 1} gave" for b in plan.chain.bindings if b.call == at
        }
        uses = f" (uses {', '.join(sorted(taken))})" if taken else ""
        yield f"{at + 1}. <data>{tamed(tool.title or tool.description, 160) or 'a call'}</data>{uses}"


def _plain(path: str) -> str:
    """The last name of a path in plain words."""
    return " ".join(words(unmarked(path).rpartition(".")[2])) or "value"


def with_scenario(request: Request, scenario: Scenario | None) -> Request:
    """A request for words that is told the scenario; as it is when there is none."""
    if scenario is None or not scenario.goal:
        return request
    *before, last = request.messages
    told = load_prompt("words_scenario").fill(goal=scenario.goal, why=scenario.why)
    return replace(request, messages=(*before, Say(last.role, f"{told}\n\n{last.content}")))


def typical_scenario() -> Scenario:
    """A scenario as long as most, for estimates."""
    return _TYPICAL
