"""Arguments and results held against their schemas.

The verdict "valid" is taken from `jsonschema-rs`, which is two hundred times faster; what it refuses, or cannot
compile, is judged by `jsonschema`, whose word is final.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

import jsonschema_rs
from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

from toolgraph.check.known import REFERENCE
from toolgraph.check.talk import Called, Talk, is_error
from toolgraph.meaning.values import resolve
from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.models.dialogue import OfferedTool
from toolgraph.models.finding import Finding

_LONGEST_MESSAGE = 240
_VALIDATORS_KEPT = 8192


class Fault(NamedTuple):
    """One thing that a schema does not allow; `path` as in a finding, relative to the value."""

    path: str
    keyword: str
    message: str


def _path(steps: Iterable[str | int]) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)


class _Validator:
    """Both validators of one schema; the sure one is made only when it is needed."""

    def __init__(self, schema: JsonObject) -> None:
        self.schema = schema
        self._fast: jsonschema_rs.Draft202012Validator | None = None
        try:
            self._fast = jsonschema_rs.Draft202012Validator(schema)
        except ValueError:
            self._fast = None  # a pattern of another dialect: the sure one judges everything
        self._sure: Draft202012Validator | None = None

    def fault(self, value: JsonValue) -> Fault | None:
        if self._fast is not None and self._fast.is_valid(value):
            return None
        self._sure = self._sure or Draft202012Validator(self.schema)
        try:
            error = best_match(self._sure.iter_errors(value))
        except re.error:  # a pattern that only the fast one understands (`\p{L}`), or nobody
            return self._fast_fault(value)
        if error is None:
            return None
        return Fault(_path(error.absolute_path), str(error.validator), error.message[:_LONGEST_MESSAGE])

    def _fast_fault(self, value: JsonValue) -> Fault | None:
        for error in self._fast.iter_errors(value) if self._fast is not None else ():
            return Fault(_path(error.instance_path), "pattern", error.message[:_LONGEST_MESSAGE])
        return None


# By tool and side. A schema read anew with each dialogue is equal, not identical, and comparing beats digesting.
_KEPT: OrderedDict[tuple[str, str], _Validator] = OrderedDict()


def fault(tool: OfferedTool, side: Literal["parameters", "returns"], value: JsonValue) -> Fault | None:
    """The fault of a value that best explains why a tool's schema refuses it; None when it is valid."""
    schema = tool.parameters if side == "parameters" else tool.returns
    if schema is None:
        return None
    key = (tool.tool, side)
    kept = _KEPT.get(key)
    if kept is None or kept.schema != schema:
        kept = _KEPT[key] = _Validator(schema)
        if len(_KEPT) > _VALIDATORS_KEPT:
            _KEPT.popitem(last=False)
    return kept.fault(value)


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
