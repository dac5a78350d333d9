"""OpenAPI 3.0 and 3.1, and Swagger 2: one tool an operation.

Lenient on purpose: a broken operation is skipped with its place and reason, and files that are invalid but
common (missing path parameters, `type: file`, required as a boolean) are read as they were meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.models.spec import Effect, RawTool, Skipped
from toolgraph.read.api import Api, ItemError, list_of, open_api, text_of
from toolgraph.read.openapi_answers import read_errors, read_result
from toolgraph.read.openapi_inputs import read_inputs
from toolgraph.schema import Note, Scope

_METHODS = ("get", "put", "post", "patch", "delete", "head")
_PROTOCOL_METHODS = ("options", "trace")
_EFFECTS: dict[str, Effect] = {"get": "read", "head": "read", "delete": "destructive"}


def is_openapi(value: JsonValue) -> bool:
    """Whether a value is an OpenAPI or Swagger document."""
    return isinstance(value, dict) and ("openapi" in value or "swagger" in value) and "paths" in value


def read_openapi(document: JsonObject, scope: Scope) -> tuple[list[RawTool], list[Skipped]]:
    """All operations of a document, and what was left out.

    Args:
        document: Parsed document with `openapi` or `swagger` and `paths`.
        scope: Follows references from the document's root.
    """
    api = open_api(document, scope)
    tools = list(_tools(api))
    return tools, api.skipped


def _tools(api: Api) -> Iterator[RawTool]:
    paths = api.document.get("paths")
    if not isinstance(paths, dict):
        api.skipped.append(Skipped(place="paths", code="bad_item", reason="paths is not an object"))
        return
    for path, written in paths.items():
        if path.startswith("x-"):
            continue
        try:
            item = _object(api.follow(written), "a path item")
        except ItemError as exc:
            api.skipped.append(Skipped(place=f"paths.{path}", code=exc.code, reason=exc.reason))
            continue
        yield from _operations(api, path, item)


def _object(value: JsonValue, what: str) -> JsonObject:
    if isinstance(value, dict):
        return value
    raise ItemError("bad_item", f"{what} must be an object, not {type(value).__name__}")


def _operations(api: Api, path: str, item: JsonObject) -> Iterator[RawTool]:
    for method in (key for key in _METHODS if key in item):
        place = f"paths.{path}.{method}"
        try:
            yield _operation(api, path, method, item)
        except ItemError as exc:
            api.skipped.append(Skipped(place=place, code=exc.code, reason=exc.reason))
        api.note(place)
    for method in (key for key in _PROTOCOL_METHODS if key in item):
        reason = f"{method.upper()} is about the protocol, not about the service"
        api.skipped.append(Skipped(place=f"paths.{path}.{method}", code="not_a_tool", reason=reason))


def _operation(api: Api, path: str, method: str, item: JsonObject) -> RawTool:
    operation = _object(item[method], "an operation")
    tags = tuple(tag for tag in list_of(operation.get("tags")) if isinstance(tag, str) and tag)
    summary, description = text_of(operation.get("summary")), text_of(operation.get("description"))
    responses = _responses(api, operation)
    return RawTool(
        name=text_of(operation.get("operationId")) or made_name(method, path),
        title=summary if description else "",
        description=description or summary or text_of(item.get("description")) or text_of(item.get("summary")),
        parameters=read_inputs(api, path, item, operation),
        returns=read_result(api, responses),
        tags=tags,
        category=tags[0] if tags else "",
        http=f"{method.upper()} {path}",
        effect=_EFFECTS.get(method),
        errors=read_errors(api, responses),
        place=f"paths.{path}.{method}",
    )


def _responses(api: Api, operation: JsonObject) -> dict[str, JsonObject]:
    """Responses by status, references followed; one that leads nowhere is left out and noted."""
    written = operation.get("responses")
    out: dict[str, JsonObject] = {}
    for status, response in written.items() if isinstance(written, dict) else ():
        try:
            followed = api.follow(response)
        except ItemError as exc:
            api.given.notes.setdefault(exc.reason, Note(exc.code, exc.reason))
            continue
        if isinstance(followed, dict):
            out[str(status)] = followed
    return out


def made_name(method: str, path: str) -> str:
    """A name for an operation that has none.

    >>> made_name("get", "/pets/{petId}/photos")
    'get_pets_by_pet_id_photos'
    """
    words = [method]
    for part in path.split("/"):
        for piece in re.split(r"(\{[^{}]*\})", part):
            if piece.startswith("{"):
                words += ["by", _snake(piece)]
            elif piece:
                words.append(_snake(piece))
    return "_".join(word for word in words if word)


def _snake(text: str) -> str:
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", text)
    return re.sub(r"[^\w]+", "_", spaced).strip("_").lower()
