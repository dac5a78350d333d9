"""A finished dialogue: OpenAI-style messages and the proof of every value in them."""

from __future__ import annotations

from typing import Literal

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


class Generator(Artefact):
    """What wrote the words.

    Attributes:
        kind: `offline` for templates, `model` for a language model.
        attempts: Requests made until the words passed; 0 for templates.
        prompt_tokens: Counted by the endpoint; 0 for templates.
        fallback_turns: Indices of turns whose words are templates, since the model's did not pass.
        repaired: A reply was no clean JSON, and was mended.
    """

    kind: Literal["offline", "model"]
    model: str | None = None
    attempts: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    fallback_turns: tuple[int, ...] = ()
    repaired: bool = False


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
