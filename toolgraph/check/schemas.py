"""Arguments and results held against their schemas."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from toolgraph.check.known import REFERENCE
from toolgraph.check.talk import Called, Talk, is_error
from toolgraph.meaning.values import resolve
from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.models.dialogue import OfferedTool
from toolgraph.models.finding import Finding
from toolgraph.schema.validator import Fault, validator_of


def fault(tool: OfferedTool, side: Literal["parameters", "returns"], value: JsonValue) -> Fault | None:
    """The fault of a value that best explains why a tool's schema refuses it; None when it is valid."""
    schema = tool.parameters if side == "parameters" else tool.returns
    if schema is None:
        return None
    return validator_of(tool.tool, side, schema).fault(value)


def check_schemas(talk: Talk) -> Iterator[Finding]:
    """Findings `tool_unknown`, `argument_missing`, `argument_unknown`, `argument_invalid`, `result_invalid`."""
    for call in talk.calls:
        if not call.wrong:
            yield from _call(talk, call)
        if call.answer is not None and not call.wrong:
            yield from _result(talk, call)


_CODES = {"required": "argument_missing", "additionalProperties": "argument_unknown"}


def _call(talk: Talk, call: Called) -> Iterator[Finding]:
    if call.tool is None:
        yield talk.finding("tool_unknown", call.path, f"{call.name} is not among the offered tools")
        return
    found = fault(call.tool, "parameters", call.arguments)
    if found is not None and not _is_reference(call.arguments, found):
        code = _CODES.get(found.keyword, "argument_invalid")
        yield talk.finding(code, f"{call.path}.arguments{found.path}", found.message)


def _is_reference(arguments: JsonObject, found: Fault) -> bool:
    """Whether the refused value stands for an earlier result (`$var1.price$`), as some corpora write it."""
    refused = resolve(arguments, found.path.removeprefix("."))
    return bool(refused) and isinstance(refused[0], str) and bool(REFERENCE.fullmatch(refused[0]))


def _result(talk: Talk, call: Called) -> Iterator[Finding]:
    path = f"messages[{call.answer}].content"
    if talk.own and isinstance(call.result, str) and not _is_json_text(talk, call):
        yield talk.finding("result_not_json", path, "the answer is not JSON text")
        return
    if call.tool is None or call.tool.returns is None or is_error(call.result):
        return
    found = fault(call.tool, "returns", call.result)
    if found is not None:
        yield talk.finding("result_invalid", f"{path}{found.path}", found.message, "error" if talk.own else "warning")


def _is_json_text(talk: Talk, call: Called) -> bool:
    content = talk.messages[call.answer].content if call.answer is not None else None
    return bool(content) and (content or "").lstrip().startswith('"')
