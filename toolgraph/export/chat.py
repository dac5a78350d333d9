"""Messages and tools as JSON objects in OpenAI's writing, with the variations that targets want."""

from __future__ import annotations

from typing import Literal

from toolgraph.export.conversation import BrokenRow, ToolSpec, from_json
from toolgraph.models.base import Artefact, JsonObject
from toolgraph.models.dialogue import ToolCall


class FunctionDef(Artefact):
    """Inside of a tool."""

    name: str
    description: str = ""
    parameters: JsonObject


class ToolDef(Artefact):
    """A tool in OpenAI's chat writing."""

    type: Literal["function"]
    function: FunctionDef

    def spec(self) -> ToolSpec:
        """The same in our words."""
        f = self.function
        return ToolSpec(name=f.name, description=f.description, parameters=f.parameters)


def tool_defs(tools: tuple[ToolSpec, ...]) -> list[JsonObject]:
    """Tools in OpenAI's chat writing."""
    return [
        {"type": "function", "function": {"name": t.name, "description": t.description, "parameters": t.parameters}}
        for t in tools
    ]


def tools_of(text: str) -> tuple[ToolSpec, ...]:
    """Tools from the JSON text of a list in OpenAI's chat writing.

    Raises:
        BrokenRow: Not JSON, or not a list.
    """
    value = from_json(text)
    if not isinstance(value, list):
        raise BrokenRow("tools is not a list")
    return tuple(ToolDef.model_validate(t, strict=True).spec() for t in value)


def arguments_of(text: str) -> JsonObject:
    """Arguments from their JSON text.

    Raises:
        BrokenRow: Not JSON, or not an object.
    """
    value = from_json(text)
    if not isinstance(value, dict):
        raise BrokenRow("arguments are not a JSON object")
    return value


class PlainCall(Artefact):
    """A call in one object, as several formats write it inside text."""

    name: str
    arguments: JsonObject

    def call(self, call_id: str) -> ToolCall:
        """The same with an id."""
        return ToolCall(id=call_id, name=self.name, arguments=self.arguments)
