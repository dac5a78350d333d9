"""Error bodies: in the words and form of the spec's own error responses, else in a common form."""

from __future__ import annotations

import re
from collections.abc import Sequence

from toolgraph.meaning.text import words
from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.models.spec import ErrorResponse
from toolgraph.models.tool import Tool
from toolgraph.schema.values import fits
from toolgraph.world.base import Fault
from toolgraph.world.validate import argument_problem

_STATUS: dict[Fault, tuple[int, ...]] = {
    "not_found": (404, 410),
    "invalid_value": (422, 400),
    "missing_argument": (400, 422),
    "unknown_tool": (404,),
    "permission": (403, 401),
    "rate_limit": (429,),
    "timeout": (504, 503, 500),
    "conflict": (409, 412),
}
_CODES: dict[Fault, str] = {
    "not_found": "not_found",
    "invalid_value": "invalid_value",
    "missing_argument": "missing_argument",
    "unknown_tool": "unknown_tool",
    "permission": "forbidden",
    "rate_limit": "rate_limited",
    "timeout": "timeout",
    "conflict": "conflict",
}
_CODE_NAMES = ("code", "error_code", "errorCode", "error", "type", "reason")
_MESSAGE_NAMES = ("message", "detail", "error_description", "description", "title", "msg")
_FIELD_NAMES = ("field", "param", "parameter", "path")


def of_problems(tool: Tool, arguments: JsonObject, problems: Sequence[str]) -> JsonValue:
    """What a service says to arguments that its schema does not allow."""
    missing = any("required property" in problem for problem in problems)
    return body(tool, arguments, "missing_argument" if missing else "invalid_value")


def body(tool: Tool, arguments: JsonObject, fault: Fault) -> JsonValue:
    """The body of an error answer; it names what is wrong in the arguments where that can be told.

    The tool's own error response of the fault's status gives the form. Where it declares none of that status, but
    others, theirs does; with none at all it is `{"error": {"code", "message"}}`.
    """
    message, field = _message(tool, arguments, fault)
    declared = _declared(tool, fault)
    if declared is None:
        return {"error": {"code": _CODES[fault], "message": message}}
    exact = declared.status in _STATUS[fault]
    return _written(declared, fault, message, field, exact=exact)


def _declared(tool: Tool, fault: Fault) -> ErrorResponse | None:
    """The error response of the fault's status, else one whose form can be used."""
    shaped = [e for e in tool.errors if isinstance(e.example, dict) or (e.schema_ or {}).get("properties")]
    for status in _STATUS[fault]:
        for error in shaped:
            if error.status == status:
                return error
    return shaped[0] if shaped else None


def _written(declared: ErrorResponse, fault: Fault, message: str, field: str, *, exact: bool) -> JsonValue:
    schema = declared.schema_ or {}
    names = schema.get("properties", {})
    example = declared.example if isinstance(declared.example, dict) else {}
    out: JsonObject = dict(example)
    known = names.keys() | example.keys()
    _put(out, known, _MESSAGE_NAMES, message)
    if not exact or not _tells(example, fault):
        _put(out, known, _CODE_NAMES, _CODES[fault])
    for name in _FIELD_NAMES:
        out.pop(name, None)
    if field:
        _put(out, known, _FIELD_NAMES, field)
    if "status" in known and isinstance(example.get("status", 0), int):
        out["status"] = declared.status if exact else _STATUS[fault][0]
    nested = next((n for n in sorted(known) if isinstance(example.get(n), dict)), None)
    if nested is not None and not any(n in known for n in _MESSAGE_NAMES):
        out[nested] = {**example[nested], "message": message, "code": _CODES[fault]}
    return out if out and (not schema or fits(out, schema)) else {"error": {"code": _CODES[fault], "message": message}}


# Words in which services speak of a fault; other codes of the same status are of other faults.
_SPOKEN: dict[Fault, str] = {
    "not_found": "not found missing no unknown gone exist such",
    "invalid_value": "invalid valid validation value bad malformed unprocessable format argument parameter request",
    "missing_argument": "missing required argument invalid valid validation bad parameter request field",
    "permission": "forbidden permission denied access unauthorized unauthorised scope auth allowed",
    "rate_limit": "rate limit limited many throttled quota slow",
    "timeout": "timeout time unavailable slow gateway internal busy",
    "conflict": "conflict state exists already taken sold full closed available duplicate",
}


def _tells(example: JsonObject, fault: Fault) -> bool:
    """Whether the code of a declared error speaks of the fault: `insufficient_funds` is no wrong value."""
    codes = [str(example[name]) for name in _CODE_NAMES if name in example]
    spoken = set(_SPOKEN.get(fault, "").split())
    return any(not spoken or code.isdigit() or set(words(code)) & spoken for code in codes)


def _put(out: JsonObject, known: set[str], names: tuple[str, ...], value: str) -> None:
    """Set the first of some names that the body has."""
    name = next((n for n in names if n in known), None)
    if name is not None and not isinstance(out.get(name), (dict, list)):
        number = isinstance(out.get(name), int)
        if not number:
            out[name] = value


def _message(tool: Tool, arguments: JsonObject, fault: Fault) -> tuple[str, str]:
    """A sentence for people, and the name of the argument it is about ("" for none)."""
    if fault in ("invalid_value", "missing_argument"):
        return _argument_message(tool, arguments, fault)
    if fault == "not_found":
        name, value = _named(tool, arguments)
        return (f"Nothing was found for {name} '{value}'." if name else "The requested item was not found."), name
    sentences: dict[str, str] = {
        "unknown_tool": f"There is no tool named '{tool.name}'.",
        "permission": "You do not have permission to do this.",
        "rate_limit": "Too many requests at once. Please try again.",
        "timeout": "The service did not answer in time. Please try again.",
    }
    if fault == "conflict":
        return _conflict(tool, arguments), ""
    return sentences[fault], ""


_TAKING = frozenset("book reserve order buy purchase rent schedule hold checkout".split())
_SEATED = frozenset("flight train seat ticket concert show showtime table slot appointment class event".split())
_MAKING = frozenset("create add register invite".split())


def _conflict(tool: Tool, arguments: JsonObject) -> str:
    """Why a state of things does not allow a call: sold out, there already, not in a state for it."""
    said = set(words(tool.name))
    name, value = _named(tool, arguments)
    if said & _TAKING:
        return "There are no places left." if said & _SEATED else f"'{value or 'This'}' is no longer available."
    if said & _MAKING:
        return f"There is one with {name} '{value}' already." if name else "There is one like this already."
    return f"The current state of '{value}' does not allow this." if name else "This was done already."


def _wrong_span(arguments: JsonObject) -> tuple[str, str] | None:
    """What is wrong with two dates of a call of which the later comes first: (sentence, argument); None for nothing."""
    dated = {k: v for k, v in arguments.items() if isinstance(v, str) and _DATED.match(v)}
    ends = [k for k in dated if set(words(k)) & _ENDS or (set(words(k)) >= {"check", "out"})]
    for end in ends:
        start = next((k for k in dated if k != end and k not in ends), "")
        if start and dated[end] < dated[start]:
            return f"{end} ({dated[end]}) lies before {start} ({dated[start]}).", end
    return None


_DATED = re.compile(r"\d{4}-\d\d-\d\d")
_ENDS = frozenset("end until to return dropoff before latest last out".split())


def _argument_message(tool: Tool, arguments: JsonObject, fault: Fault) -> tuple[str, str]:
    found = argument_problem(tool, arguments)
    if fault == "invalid_value" and found is not None and found[0] not in arguments:
        found = None  # of a value that will not do nobody says that another one is missing
    span = _wrong_span(arguments) if found is None and fault == "invalid_value" else None
    if span is not None:
        return span
    if found is not None:
        name, problem = found
        return problem, name
    if fault == "missing_argument":
        needed = next(iter(tool.parameters.get("required", ())), "")
        return (f"The argument '{needed}' is missing." if needed else "An argument is missing."), needed
    name, value = _named(tool, arguments)
    return (f"'{value}' is not a valid value for {name}." if name else "A value is not valid."), name


def _named(tool: Tool, arguments: JsonObject) -> tuple[str, str]:
    """The argument that a call is about: an id before others, required ones before optional ones."""
    scalars = {k: v for k, v in arguments.items() if isinstance(v, (str, int, float)) and not isinstance(v, bool)}
    required = tool.parameters.get("required", ())
    order = sorted(scalars, key=lambda n: (not n.lower().endswith(("id", "number", "code")), n not in required))
    return (order[0], str(scalars[order[0]])) if order else ("", "")
