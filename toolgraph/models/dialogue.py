"""A finished dialogue: OpenAI-style messages and the proof of every value in them."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import SerializerFunctionWrapHandler, model_serializer

from toolgraph.models.base import Artefact, JsonObject, JsonValue
from toolgraph.models.chain import Chain
from toolgraph.models.dialogue_plan import Act, Circumstances, Persona
from toolgraph.models.provenance import Provenance

# 1: first layout
SCHEMA_VERSION = 1


class ToolCall(Artefact):
    """One call as the assistant wrote it; `arguments` is an object (exporters encode it)."""

    id: str
    name: str
    arguments: JsonObject


class Message(Artefact):
    """One message.

    Attributes:
        content: Text; None for an assistant message that only calls. Tool messages hold JSON text.
        tool_call_id: Of the call that a tool message answers.
        weight: On assistant messages: 0 = not to be trained on (a wrong call), else 1. None elsewhere.
    """

    role: Literal["system", "user", "assistant", "tool"]
    content: str | None = None
    tool_calls: tuple[ToolCall, ...] = ()
    tool_call_id: str | None = None
    name: str | None = None
    weight: Literal[0, 1] | None = None


class OfferedTool(Artefact):
    """A tool as the model sees it.

    Attributes:
        name: As called in messages; unique in the dialogue.
        tool: Id in the graph.
        returns: Result schema, kept for checking; None when unknown.
        distractor: Not part of the chain.
    """

    name: str
    tool: str
    description: str
    parameters: JsonObject
    returns: JsonObject | None = None
    distractor: bool = False


class TurnRecord(Artefact):
    """The plan of one turn, as kept with the dialogue.

    Attributes:
        message: Index of the user's message.
        calls: Ids of the calls made in the turn, in order.
    """

    act: Act
    goal: str = ""
    message: int
    calls: tuple[str, ...] = ()


class PlanRecord(Artefact):
    """What of the plan is kept with the dialogue."""

    persona: Persona
    circumstances: Circumstances
    subtopic: str
    goal: str
    clock: str
    locale: str
    context: JsonObject = {}
    turns: tuple[TurnRecord, ...]


class Scenario(Artefact):
    """What a language model wrote of a dialogue before its words.

    Attributes:
        goal: What the person is after; "" when no text passed.
        why: Why the calls belong together; "" when no text passed.
        plausible: How likely a real person would want it, 1 (nobody) to 5 (every day); None when the model gave none.
        attempts: Requests made for it.
        codes: What was wrong with the last text; empty when it passed.
    """

    goal: str = ""
    why: str = ""
    plausible: int | None = None
    attempts: int = 0
    codes: tuple[str, ...] = ()


class Generator(Artefact):
    """What wrote the words.

    Attributes:
        kind: `offline` for templates, `model` for a language model.
        attempts: Requests made until the words passed; 0 for templates.
        prompt_tokens: Counted by the endpoint, those of the scenario too; 0 for templates.
        fallback_turns: Indices of turns whose words are templates, since the model's did not pass.
        repaired: A reply was no clean JSON, and was mended.
        scenario: What the model wrote before the words; None, and not in the record, when it was not asked to.
    """

    kind: Literal["offline", "model"]
    model: str | None = None
    attempts: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    fallback_turns: tuple[int, ...] = ()
    repaired: bool = False
    scenario: Scenario | None = None

    @property
    def requests(self) -> int:
        """Requests made for words and scenario together."""
        return self.attempts + (self.scenario.attempts if self.scenario else 0)

    @model_serializer(mode="wrap")
    def _without_absent_scenario(self, dump: SerializerFunctionWrapHandler) -> dict[str, Any]:
        values: dict[str, Any] = dump(self)
        if self.scenario is None:
            values.pop("scenario", None)  # not there either when a caller leaves it out
        return values


class Dialogue(Artefact):
    """One finished dialogue, one JSON object a line.

    Attributes:
        checks: Summary by the checker: `{"errors": 0, "warnings": 0}`; empty when not checked yet.
    """

    id: str
    schema_version: int = SCHEMA_VERSION
    seed: int
    chain: Chain
    plan: PlanRecord
    tools: tuple[OfferedTool, ...]
    messages: tuple[Message, ...]
    provenance: tuple[Provenance, ...] = ()
    generator: Generator
    checks: dict[str, JsonValue] = {}
