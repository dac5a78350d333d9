"""tau2 tasks: who the user is, what is asked, and the calls that reach the goal.

A task holds no words of the dialogue. `tau2` is not on PyPI (a package of that name is about something else), so the
rules below are written from its `Task` model.

Source: https://github.com/sierra-research/tau2-bench, `src/tau2/data_model/tasks.py`
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from toolgraph.export.conversation import BrokenRow, to_json
from toolgraph.export.layout import Array
from toolgraph.export.target import Row, Target
from toolgraph.models.base import Artefact, JsonObject
from toolgraph.models.dialogue import Dialogue


class _Description(Artefact):
    purpose: str | None
    relevant_policies: str | None = None
    notes: str | None = None


class _Instructions(Artefact):
    domain: str
    reason_for_call: str
    known_info: str | None
    unknown_info: str | None
    task_instructions: str


class _Scenario(Artefact):
    persona: str | None
    instructions: _Instructions


class _Action(Artefact):
    action_id: str
    requestor: Literal["assistant", "user"] = "assistant"
    name: str
    arguments: JsonObject


class _Criteria(Artefact):
    actions: tuple[_Action, ...] | None
    communicate_info: tuple[str, ...] | None
    nl_assertions: tuple[str, ...] | None
    reward_basis: tuple[Literal["DB", "ENV_ASSERTION", "NL_ASSERTION", "ACTION", "COMMUNICATE"], ...]


class _Task(Artefact):
    id: str
    description: _Description
    user_scenario: _Scenario
    initial_state: None
    evaluation_criteria: _Criteria


def encode(dialogue: Dialogue) -> Iterator[Row]:
    """One task; its actions are the calls in order."""
    plan = dialogue.plan
    said = [f"{p.path}: {_said(p.value)}" for p in dialogue.provenance if p.source in ("user", "clock")]
    known = list(dict.fromkeys([*(f"{k}: {_said(v)}" for k, v in plan.context.items()), *said]))
    goals = [t.goal for t in plan.turns if t.goal] or [plan.goal]
    yield Row(
        {
            "id": dialogue.id,
            "description": {"purpose": plan.goal},
            "user_scenario": {
                "persona": f"{plan.persona.name}, {plan.persona.role}; {plan.circumstances.emotion}",
                "instructions": {
                    "domain": "+".join(sorted({t.partition("/")[0] for t in dialogue.chain.tools})) or "none",
                    "reason_for_call": plan.goal,
                    "known_info": f"It is {plan.clock}.\n" + "\n".join(known),
                    "unknown_info": None,
                    "task_instructions": "Ask for these one after the other:\n" + "\n".join(f"- {g}" for g in goals),
                },
            },
            "initial_state": None,
            "evaluation_criteria": {
                "actions": [
                    {"action_id": c.id, "name": c.name, "arguments": c.arguments}
                    for m in dialogue.messages
                    for c in m.tool_calls
                ],
                "communicate_info": [],
                "nl_assertions": None,
                "reward_basis": ["DB"],
            },
        },
        None,
    )


def _said(value: object) -> str:
    return value if isinstance(value, str) else to_json(value)


def read(row: JsonObject) -> None:
    """Nothing; a task holds no conversation.

    Raises:
        BrokenRow: tau2 could not run or judge the task.
        ValidationError: A key or type is wrong.
    """
    task = _Task.model_validate_json(to_json(row), strict=True)
    ids = [a.action_id for a in task.evaluation_criteria.actions or ()]
    if len(ids) != len(set(ids)):
        raise BrokenRow("two actions have the same id")
    if not task.user_scenario.instructions.reason_for_call:
        raise BrokenRow("the user has no reason to call")
    if not task.evaluation_criteria.reward_basis:
        raise BrokenRow("nothing is judged: reward_basis is empty")


TARGET = Target("tau2", encode, read, Array("tasks.json"))
