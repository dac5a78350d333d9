"""Our own records: one tool a line, with what it gives back."""

from __future__ import annotations

from toolgraph.models.base import JsonObject
from toolgraph.models.spec import Effect, RawTool
from toolgraph.read.api import list_of, text_of
from toolgraph.read.functions import EMPTY, named, schema_of

_EFFECTS: dict[str, Effect] = {"read": "read", "write": "write", "destructive": "destructive"}


def read_record(item: JsonObject) -> RawTool:
    """A record with `name`, `description`, `parameters`, `returns` and, if it has them, the rest.

    Its own `source` becomes the provider, and later the source of the tool. A method in `http` says what a call
    does as it does in OpenAPI.
    """
    http = text_of(item.get("http"))
    effect = _EFFECTS.get(text_of(item.get("effect")))
    method = http.partition(" ")[0].upper()
    if effect is None and method in {"GET", "HEAD", "DELETE"}:
        effect = "destructive" if method == "DELETE" else "read"
    return RawTool(
        name=named(item),
        title=text_of(item.get("title")),
        description=text_of(item.get("description")),
        parameters=schema_of(item, "parameters") or EMPTY,
        returns=schema_of(item, "returns"),
        tags=tuple(tag for tag in list_of(item.get("tags")) if isinstance(tag, str) and tag),
        category=text_of(item.get("category")),
        http=http or None,
        effect=effect,
        examples=tuple(list_of(item.get("examples"))),
        provider=text_of(item.get("source")) or None,
    )
