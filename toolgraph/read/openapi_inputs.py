"""What a call of an OpenAPI operation takes: path, query, header and body as one object."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.read.api import Api, ItemError, list_of, object_of, text_of
from toolgraph.schema import Note, Scope, Tidier, plain, spread
from toolgraph.schema.values import NOTHING

# Headers of HTTP itself, of authentication and of tracing: set by the client, not chosen by a caller.
_CLIENT_HEADERS = frozenset(
    "accept accept-charset accept-encoding accept-language authorization connection content-encoding content-length "
    "content-type cookie host idempotency-key if-match if-modified-since if-none-match if-unmodified-since "
    "proxy-authorization traceparent tracestate user-agent x-api-key x-auth-token x-correlation-id x-csrf-token "
    "x-request-id x-trace-id".split()
)
_CREDENTIALS = frozenset({"access_token", "api_key", "apikey", "api-key", "auth_token"})
_ABOUT_PARAMETER = frozenset({"name", "in", "required", "schema", "content", "style", "explode", "collectionFormat"})
_LOGIN_COOKIE = re.compile(r"(?i)sess|sid$|token|csrf|xsrf|auth|jwt")
_PATH_PARAMETER = re.compile(r"\{([^{}/]+)\}")
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


@dataclass
class _Inputs:
    """The object that is being put together."""

    properties: JsonObject = field(default_factory=dict)
    required: list[str] = field(default_factory=list)

    def add(self, name: str, schema: JsonObject, *, required: bool, where: str) -> None:
        """Add one input; a name that is taken gets the place it comes from in front."""
        while name in self.properties:
            name = f"{where}_{name}"
        self.properties[name] = schema
        if required:
            self.required.append(name)

    def schema(self) -> JsonObject:
        """JSON Schema of all inputs."""
        out: JsonObject = {"type": "object", "properties": self.properties}
        return {**out, "required": self.required} if self.required else out


def read_inputs(api: Api, path: str, item: JsonObject, operation: JsonObject) -> JsonObject:
    """JSON Schema of all inputs of an operation, path parameters first.

    Args:
        path: As written, with `{names}`; a name that is not declared becomes a required string.
        item: The path item, whose parameters all its operations share.
    """
    inputs = _Inputs()
    declared = _declared(api, item, operation)
    for name in _PATH_PARAMETER.findall(path):
        found = declared.pop((name, "path"), None)
        inputs.add(name, _schema(api.sent, found) if found else {"type": "string"}, required=True, where="path")
    for (name, where), parameter in declared.items():
        if where in {"query", "header", "cookie"} and not _is_the_clients(api, name, where, parameter):
            inputs.add(name, _schema(api.sent, parameter), required=parameter.get("required") is True, where=where)
    _add_body(api, operation, declared, inputs)
    return inputs.schema()


def _declared(api: Api, item: JsonObject, operation: JsonObject) -> dict[tuple[str, str], JsonObject]:
    """Parameters by name and place; the operation's own replace those of its path."""
    out: dict[tuple[str, str], JsonObject] = {}
    for written in (*list_of(item.get("parameters")), *list_of(operation.get("parameters"))):
        try:
            parameter = api.follow(written)
        except ItemError as exc:
            api.sent.notes.setdefault(exc.reason, Note(exc.code, exc.reason))
            continue
        name, where = text_of(object_of(parameter).get("name")), text_of(object_of(parameter).get("in"))
        if name and where:
            out[name, where] = parameter
        else:
            reason = f"a parameter without {'place (in)' if name else 'name'}"
            api.sent.notes.setdefault(reason, Note("bad_item", reason))
    return out


def _is_the_clients(api: Api, name: str, where: str, parameter: JsonObject) -> bool:
    if (name.lower(), where) in api.credentials or (where == "header" and name.lower() in _CLIENT_HEADERS):
        return True
    if where == "cookie" and _LOGIN_COOKIE.search(name):
        return True
    return name.lower() in _CREDENTIALS and parameter.get("required") is not True


def _schema(tidier: Tidier, parameter: JsonObject) -> JsonObject:
    """Schema of one parameter: under `schema`, under `content`, or (Swagger 2) in the parameter itself."""
    about = {key: parameter[key] for key in ("description", "example", "examples") if key in parameter}
    if "schema" in parameter:
        inner = parameter["schema"]
    elif isinstance(parameter.get("content"), dict) and parameter["content"]:
        inner = object_of(next(iter(parameter["content"].values()))).get("schema")
    else:
        return tidier.tidy({key: value for key, value in parameter.items() if key not in _ABOUT_PARAMETER})
    return tidier.tidy({"allOf": [inner], **about} if about else inner)


def _add_body(api: Api, operation: JsonObject, declared: dict[tuple[str, str], JsonObject], inputs: _Inputs) -> None:
    if "requestBody" in operation:
        body = object_of(api.follow(operation["requestBody"]))
        media = choose_media(body.get("content"), (*_FORMS,))
        if media is not None:
            schema = with_examples(api.sent.tidy(media.get("schema")), media, api.scope)
            described = text_of(body.get("description"))
            _inline(schema, described, inputs, required=body.get("required") is True)
    for (name, where), parameter in declared.items():
        required = parameter.get("required") is True
        if where == "body":
            _inline(
                api.sent.tidy(parameter.get("schema")), text_of(parameter.get("description")), inputs, required=required
            )
        elif where == "formData":
            inputs.add(name, _schema(api.sent, parameter), required=required, where="body")


def _inline(schema: JsonObject, described: str, inputs: _Inputs, *, required: bool) -> None:
    """Add a body: the properties of an object one by one, anything else as `body`."""
    properties = schema.get("properties")
    if properties:
        must = schema.get("required", ())
        for name, inner in properties.items():
            inputs.add(name, inner, required=name in must, where="body")
    elif schema or described:
        about = {"description": described} if described and "description" not in schema else {}
        inputs.add("body", {**schema, **about}, required=required, where="request")


def choose_media(content: JsonValue, others: tuple[str, ...]) -> JsonObject | None:
    """The JSON part of a body, else the first of `others` that is there; None if there is neither."""
    by_type = {str(name).partition(";")[0].strip().lower(): media for name, media in object_of(content).items()}
    names = [name for name in by_type if name.endswith("json") or name == "*/*"]
    names.sort(key=lambda name: (name != "application/json", not name.endswith("json")))
    names += [name for name in others if name in by_type]
    return next((by_type[name] for name in names if isinstance(by_type[name], dict)), None)


def with_examples(schema: JsonObject, media: JsonObject, scope: Scope) -> JsonObject:
    """`schema` with the examples of a request or response given to its leaves."""
    for example in media_examples(media, scope):
        schema = spread(schema, example)
    return schema


def media_examples(media: JsonObject, scope: Scope) -> list[JsonValue]:
    """Example bodies: `example`, or the values of `examples` with their references followed."""
    written = [media["example"]] if "example" in media else []
    for item in object_of(media.get("examples")).values():
        found = scope.look_up(item["$ref"]) if isinstance(item, dict) and "$ref" in item else None
        content = getattr(found, "content", item)
        if isinstance(content, dict) and "value" in content:
            written.append(content["value"])
    return [value for item in written if (value := plain(item)) is not NOTHING]
