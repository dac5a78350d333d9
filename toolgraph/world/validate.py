"""Arguments and results held against a tool's schemas, with validators made once a tool."""

from __future__ import annotations

from typing import cast

from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.models.tool import Tool
from toolgraph.schema.validator import Validator, validator_of

_LONGEST = 300


def arguments_errors(tool: Tool, arguments: JsonObject) -> list[str]:
    """What is wrong with the arguments of a call, each `path: problem`; empty when they are valid."""
    return _errors(validator_of(tool.id, "parameters", tool.parameters), arguments)


def results_errors(tool: Tool, result: JsonValue) -> list[str]:
    """What is wrong with a result, as above; empty also when the tool does not say what it returns."""
    if tool.returns is None:
        return []
    return _errors(validator_of(tool.id, "returns", tool.returns), result)


def _errors(validator: Validator, value: JsonValue) -> list[str]:
    return [
        f"{'.'.join(map(str, error.absolute_path)) or '(whole)'}: {error.message[:_LONGEST]}"
        for error in validator.errors(value)
    ]


def argument_problem(tool: Tool, arguments: JsonObject) -> tuple[str, str] | None:
    """The first thing wrong with some arguments, for a person: (argument, sentence); None when they are valid."""
    validator = validator_of(tool.id, "parameters", tool.parameters)
    error = next(validator.errors(arguments), None)
    if error is None:
        return None
    path = ".".join(map(str, error.absolute_path))
    if error.validator == "required":
        wanted, given = cast("list[str]", error.validator_value), cast("JsonObject", error.instance)
        name = next((n for n in wanted if n not in given), "")
        return name, f"The argument '{name}' is missing."
    if error.validator == "additionalProperties":
        return "", f"{error.message[:_LONGEST]}."
    return path, f"'{error.instance}' is not a valid value for {path or 'the arguments'}."
