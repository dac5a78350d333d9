"""Tools out of raw ones, each with an id of its own."""

from __future__ import annotations

from collections.abc import Iterator

from toolgraph.ids import slug
from toolgraph.models.base import Artefact, JsonObject, JsonValue
from toolgraph.models.spec import ErrorResponse, RawSpec, RawTool, Skipped
from toolgraph.models.tool import Tool
from toolgraph.normalise.effect import effect_of
from toolgraph.normalise.leaves import fields_of, parameters_of
from toolgraph.schema import Note, collector_paused, plain, tidy
from toolgraph.schema.values import NOTHING


class Normalised(Artefact):
    """The tools of a source, and what of it was left out.

    Attributes:
        skipped: What the reader skipped, then what turned out to be the same tool twice or to lead nowhere.
    """

    tools: tuple[Tool, ...]
    skipped: tuple[Skipped, ...] = ()


def normalise(spec: RawSpec) -> Normalised:
    """Make the tools of a source uniform.

    Ids are `source/name`. A tool that comes twice with the same content is one; of different tools with one name,
    the later get `-2`, `-3`, ... in the order of the document.
    """
    with collector_paused():
        return _normalise(spec)


def _normalise(spec: RawSpec) -> Normalised:
    skipped = list(spec.skipped)
    tools: dict[str, Tool] = {}
    same_name: dict[str, list[tuple[Tool, str]]] = {}
    for raw in spec.tools:
        tool, notes = _uniform(raw, raw.provider or spec.source)
        skipped += [Skipped(place=_place(raw), code=note.code, reason=f"left open: {note.reason}") for note in notes]
        earlier = same_name.setdefault(tool.id, [])
        place = next((where for other, where in earlier if other == tool), None)
        if place is not None:
            reason = f"{raw.name} again, exactly as in {place}"
            skipped.append(Skipped(place=_place(raw), code="duplicate", reason=reason))
            continue
        earlier.append((tool, _place(raw)))
        tool_id = next(made for made in _ids(tool.id) if made not in tools)
        tools[tool_id] = _with_leaves(tool, tool_id)
    return Normalised(tools=tuple(tools.values()), skipped=tuple(skipped))


def _place(raw: RawTool) -> str:
    return raw.place or raw.name


def _ids(wanted: str) -> Iterator[str]:
    yield wanted
    number = 2
    while True:
        yield f"{wanted}-{number}"
        number += 1


def _uniform(raw: RawTool, source: str) -> tuple[Tool, list[Note]]:
    """The tool without its leaves, under the id it would like to have."""
    parameters, notes = tidy(_as_object(raw.parameters))
    returns, more = (None, ()) if raw.returns is None else tidy(raw.returns)
    name = raw.name.strip() or "unnamed"
    tool = Tool(
        id=f"{slug(source, fallback='source')}/{slug(name)}",
        source=slug(source, fallback="source"),
        name=name,
        title=raw.title.strip(),
        description=raw.description.strip(),
        parameters=_object_schema(parameters),
        returns=returns or None,
        tags=tuple(dict.fromkeys(tag.strip() for tag in raw.tags if tag.strip())),
        category=raw.category.strip(),
        http=raw.http or "",
        effect=effect_of(name, raw.http or "", raw.effect),
        errors=tuple(_error(error) for error in raw.errors),
        examples=tuple(value for item in raw.examples if (value := plain(item)) is not NOTHING),
    )
    return tool, [*notes, *more]


_SCHEMA_WORDS = frozenset("type properties $ref allOf anyOf oneOf required additionalProperties items enum".split())


def _as_object(written: JsonObject) -> JsonObject:
    """A schema of an object; parameters given as a bare map of name to schema are its properties."""
    bare = written and not any(key in _SCHEMA_WORDS and not isinstance(written[key], dict) for key in written)
    if bare and "properties" not in written and "$ref" not in written and all(_is_schema(v) for v in written.values()):
        return {"type": "object", "properties": written}
    return written


def _is_schema(value: JsonValue) -> bool:
    return isinstance(value, dict) and ("type" in value or "$ref" in value)


def _object_schema(schema: JsonObject) -> JsonObject:
    """`schema` as the object that the arguments of a call are; what is no object becomes one without properties."""
    kept: JsonObject = {
        key: schema[key] for key in ("description", "required", "additionalProperties") if key in schema
    }
    return {"type": "object", "properties": schema.get("properties", {}), **kept}


def _error(error: ErrorResponse) -> ErrorResponse:
    schema = None if error.schema_ is None else tidy(error.schema_)[0]
    example = plain(error.example)
    return error.model_copy(update={"schema_": schema or None, "example": None if example is NOTHING else example})


def _with_leaves(tool: Tool, tool_id: str) -> Tool:
    leaves = {"inputs": parameters_of(tool_id, tool.parameters), "outputs": fields_of(tool_id, tool.returns)}
    return tool.model_copy(update={"id": tool_id, **leaves})
