"""An example of a whole object, given to the leaves it is made of."""

from __future__ import annotations

from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.schema.seal import seal

_MOST_ITEMS = 5


def spread(schema: JsonObject, example: JsonValue) -> JsonObject:
    """`schema` with the parts of `example` as `examples` of the leaves that have none of their own."""
    if isinstance(example, dict) and "properties" in schema:
        named = schema["properties"]
        properties = {name: spread(inner, example[name]) if name in example else inner for name, inner in named.items()}
        return {**schema, "properties": properties}
    if isinstance(example, list) and "items" in schema:
        items = schema["items"]
        for item in reversed(example[:_MOST_ITEMS]):
            items = spread(items, item)
        return {**schema, "items": items}
    if isinstance(example, (dict, list)) or example is None or "examples" in schema or "enum" in schema:
        return schema
    return seal({**schema, "examples": [example]})
