"""Function lists: OpenAI (chat and Responses), Anthropic, Gemini, and BFCL's function documents."""

from __future__ import annotations

from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.models.spec import RawTool
from toolgraph.read.api import ItemError, list_of, object_of, text_of

EMPTY: JsonObject = {"type": "object", "properties": {}}


def named(item: JsonObject) -> str:
    """The item's name.

    Raises:
        ItemError: It has none.
    """
    name = text_of(item.get("name"))
    if not name:
        raise ItemError("no_name", "it has no name")
    return name


def schema_of(item: JsonObject, *keys: str) -> JsonObject | None:
    """The first schema that stands under one of the keys; None when none does or it is null.

    Raises:
        ItemError: What stands there is no schema.
    """
    written = next((item[key] for key in keys if item.get(key) is not None), None)
    if written is None or isinstance(written, dict):
        return written
    if isinstance(written, (list, str)) and not written:
        return None
    raise ItemError("bad_schema", f"its {keys[0]} is {type(written).__name__}, not a JSON Schema")


def read_openai(item: JsonObject) -> RawTool:
    """A function for OpenAI's chat (`function` inside) or Responses (flat) endpoint."""
    inner = object_of(item.get("function")) or item
    return RawTool(
        name=named(inner),
        description=text_of(inner.get("description")),
        parameters=schema_of(inner, "parameters") or EMPTY,
        returns=schema_of(inner, "output_schema", "returns", "response") or schema_of(item, "output_schema"),
        tags=_tags(inner),
        examples=_examples(inner),
    )


def read_anthropic(item: JsonObject) -> RawTool:
    """A tool for Anthropic's messages endpoint."""
    return RawTool(
        name=named(item),
        description=text_of(item.get("description")),
        parameters=schema_of(item, "input_schema") or EMPTY,
        returns=schema_of(item, "output_schema"),
        examples=tuple(list_of(item.get("input_examples"))),
    )


def read_gemini(item: JsonObject) -> RawTool:
    """A Gemini function declaration; its types are upper case."""
    return RawTool(
        name=named(item),
        description=text_of(item.get("description")),
        parameters=schema_of(item, "parameters_json_schema", "parametersJsonSchema", "parameters") or EMPTY,
        returns=schema_of(item, "response_json_schema", "responseJsonSchema", "response"),
    )


def read_bfcl(item: JsonObject) -> RawTool:
    """A function as the Berkeley Function-Calling Leaderboard documents it: types are Python's."""
    return RawTool(
        name=named(item),
        description=text_of(item.get("description")),
        parameters=schema_of(item, "parameters") or EMPTY,
        returns=schema_of(item, "response", "returns"),
    )


def _tags(item: JsonObject) -> tuple[str, ...]:
    return tuple(tag for tag in list_of(item.get("tags")) if isinstance(tag, str) and tag)


def _examples(item: JsonObject) -> tuple[JsonValue, ...]:
    return tuple(list_of(item.get("examples")) or list_of(item.get("input_examples")))
