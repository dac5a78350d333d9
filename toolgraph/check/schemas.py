"""Arguments and results held against their schemas.

The verdict "valid" is taken from `jsonschema-rs`, which is two hundred times faster; what it refuses, or cannot
compile, is judged by `jsonschema`, whose word is final.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import jsonschema_rs
from jsonschema import Draft202012Validator, SchemaError
from jsonschema.exceptions import best_match

from toolgraph.check.known import REFERENCE
from toolgraph.check.talk import Called, Talk, is_error
from toolgraph.meaning.values import resolve
from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.models.finding import Finding

_LONGEST_MESSAGE = 240
_VALIDATORS_KEPT = 8192


class Fault(NamedTuple):
    """One thing that a schema does not allow; `path` as in a finding, relative to the value."""

    path: str
    keyword: str
    message: str


@lru_cache(maxsize=_VALIDATORS_KEPT)
def _fast(schema_text: str) -> jsonschema_rs.Draft202012Validator | None:
    """A fast validator; None for a schema that it cannot compile (a pattern of another dialect)."""
    try:
        return jsonschema_rs.Draft202012Validator(json.loads(schema_text))
    except ValueError:
        return None


@lru_cache(maxsize=_VALIDATORS_KEPT)
def _sure(schema_text: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads(schema_text))


def fault(schema: JsonObject, value: JsonValue) -> Fault | None:
    """The fault of a value that best explains why its schema refuses it; None when it is valid.

    A schema that is itself wrong refuses nothing: it is the spec's fault, and found when specs are read.
    """
    text = json.dumps(schema)
    fast = _fast(text)
    if fast is not None and fast.is_valid(value):
        return None
    try:
        error = best_match(_sure(text).iter_errors(value))
    except SchemaError:
        return None
    if error is None:
        return None
    path = "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in error.absolute_path)
    return Fault(path, str(error.validator), error.message[:_LONGEST_MESSAGE])


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
    found = fault(call.tool.parameters, call.arguments)
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
    found = fault(call.tool.returns, call.result)
    if found is not None:
        yield talk.finding("result_invalid", f"{path}{found.path}", found.message, "error" if talk.own else "warning")


def _is_json_text(talk: Talk, call: Called) -> bool:
    content = talk.messages[call.answer].content if call.answer is not None else None
    return bool(content) and (content or "").lstrip().startswith('"')
