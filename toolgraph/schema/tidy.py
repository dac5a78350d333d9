"""One schema in, one uniform schema out: draft 2020-12, a small vocabulary, no references, no cycles.

The output says only: type, description, format, enum, const, default, examples, pattern, bounds and lengths,
properties, required, additionalProperties, items, deprecated. Tidying a tidy schema changes nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import reduce

from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.schema.keywords import annotate, carry_values
from toolgraph.schema.merge import both, either
from toolgraph.schema.scope import Lost, Scope
from toolgraph.schema.seal import seal
from toolgraph.schema.types import SCALARS, as_keyword, read_type, types_of

# How deep a schema may be, and, `$ref`s being what multiplies, what is tried for one that is too large like that.
_DEEPEST = 12
_SHALLOWEST = 1
_DEPTHS = (2, 3, 4, 5, 6, 8)
# `allOf` in `allOf` in `anyOf`: adds no level to the result, but ends Python's stack.
_MOST_NESTED = 60


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a tidy schema may be.

    Attributes:
        nodes: Schemas inside the schema, itself included; a flat object may have more.
        hide: Annotation whose properties are left out: `readOnly` in what is sent, `writeOnly` in what comes back.
    """

    nodes: int = 5000
    hide: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """Something that was left out of a schema, and why."""

    code: str
    reason: str


@dataclass(slots=True)
class _Kept:
    """A resolved reference: its schema, how many levels it has below it, and how many nodes."""

    schema: JsonObject
    height: int
    nodes: int


@dataclass
class Tidier:
    """Tidies schemas of one document; remembers what each reference came to.

    Attributes:
        notes: References that could not be followed, each once.
    """

    scope: Scope
    limits: Limits = Limits()
    notes: dict[str, Note] = field(default_factory=dict)
    _kept: dict[str, _Kept] = field(default_factory=dict)
    _whole: dict[str, JsonObject] = field(default_factory=dict)
    _stack: list[str] = field(default_factory=list)
    _deepest: int = 0
    _reached: int = 0
    _nodes: int = 0
    _cut: bool = False
    _nested: int = 0

    def tidy(self, schema: JsonValue) -> JsonObject:
        """The uniform form of `schema`, as deep as its limits let it be; its argument is left as it is."""
        ref = schema.get("$ref") if isinstance(schema, dict) and len(schema) == 1 else None
        if not isinstance(ref, str):
            return self._within_limits(schema)
        if ref not in self._whole:
            self._whole[ref] = self._within_limits(schema)
        return self._whole[ref]

    def _within_limits(self, schema: JsonValue) -> JsonObject:
        out = self._as_deep_as(_DEEPEST, schema)
        if self._nodes <= self.limits.nodes:
            return out
        # Upwards: each level has many times the nodes of the one above it, so that all tries together cost
        # little more than the last.
        out = self._as_deep_as(_SHALLOWEST, schema)
        for depth in _DEPTHS:
            deeper = self._as_deep_as(depth, schema)
            if self._nodes > self.limits.nodes:
                break
            out = deeper
        return out

    def _as_deep_as(self, depth: int, schema: JsonValue) -> JsonObject:
        self._deepest, self._reached, self._nodes = depth, 0, 0
        return self._node(schema, 0)

    @property
    def _full(self) -> bool:
        return self._nodes > self.limits.nodes and self._deepest > _SHALLOWEST

    def _node(self, schema: JsonValue, depth: int) -> JsonObject:
        return seal(self._part(schema, depth))

    def _part(self, schema: JsonValue, depth: int) -> JsonObject:
        self._nodes += 1
        if depth > self._reached:  # noqa: PLR1730  (twice as fast as max() in the hottest place)
            self._reached = depth
        if self._full or self._nested > _MOST_NESTED:
            return {}
        if not isinstance(schema, dict):
            return _not_an_object(schema)
        if len(schema) <= 2 and _is_tidy_scalar(schema):
            return schema
        self._nested += 1
        out = self._object(schema, depth)
        self._nested -= 1
        return out

    def _object(self, schema: JsonObject, depth: int) -> JsonObject:
        if "$ref" in schema and not isinstance(schema["$ref"], dict):
            return self._referenced(schema, depth)
        out: JsonObject = {}
        annotate(schema, out)
        self._typed(schema, depth, out)
        self._inside(schema, depth, out)
        carry_values(schema, out)
        if "allOf" in schema or "anyOf" in schema or "oneOf" in schema:
            out = self._composed(schema, out, depth)
        if schema.get("nullable") is True or schema.get("x-nullable") is True:
            types = types_of(out)
            if types and "null" not in types:
                out["type"] = [*types, "null"]
        return out

    def _typed(self, schema: JsonObject, depth: int, out: JsonObject) -> None:
        written = schema.get("type")
        if isinstance(written, dict):
            out.update(self._part(written, depth))  # a schema where its type should be
        elif written is not None:
            out.update({**read_type(written), **out})

    def _inside(self, schema: JsonObject, depth: int, out: JsonObject) -> None:
        """Items, properties and what goes with them, unless they lie too deep."""
        if depth >= self._deepest:
            self._cut = self._cut or bool({"properties", "items", "additionalProperties"} & schema.keys())
            if "type" not in out:
                out.update(_container_type(schema))
            out.pop("items", None)
            return
        if "items" in schema or "prefixItems" in schema:
            self._items(schema, depth, out)
        if schema.get("properties"):
            self._properties(schema, depth, out)
        elif isinstance(schema.get("required"), list):
            out["required"] = _names(schema["required"])
        if "additionalProperties" in schema or "patternProperties" in schema:
            self._open_properties(schema, depth, out)

    def _items(self, schema: JsonObject, depth: int, out: JsonObject) -> None:
        written = schema.get("items", schema.get("prefixItems"))
        if isinstance(written, list):
            items = either([self._node(item, depth + 1) for item in written])
        else:
            items = self._node(written, depth + 1)
        if items:
            out["items"] = items

    def _properties(self, schema: JsonObject, depth: int, out: JsonObject) -> None:
        written = _by_name(schema["properties"])
        required = _names(schema.get("required"))
        properties: JsonObject = {}
        for name, inner in written.items():
            flags = inner if isinstance(inner, dict) else {}
            if self.limits.hide and _is_marked(flags, self.limits.hide):
                continue
            properties[name] = self._node(inner, depth + 1)
            if flags.get("required") in (True, "true") and name not in required:
                required.append(name)
            if flags.get("optional") is True and name in required:
                required.remove(name)
        if properties:
            out["properties"] = properties
        else:
            out.setdefault("type", "object")
        if required:
            out["required"] = required

    def _open_properties(self, schema: JsonObject, depth: int, out: JsonObject) -> None:
        written = schema.get("additionalProperties")
        patterns = schema.get("patternProperties")
        if not isinstance(written, dict) and isinstance(patterns, dict) and patterns:
            written = next(iter(patterns.values()))
        if written is False:
            out["additionalProperties"] = False
        elif isinstance(written, dict) and (inner := self._node(written, depth + 1)):
            out["additionalProperties"] = inner

    def _composed(self, schema: JsonObject, own: JsonObject, depth: int) -> JsonObject:
        """`allOf` merged, then `anyOf` and `oneOf` as one; what stands beside them counts most."""
        parts = [self._part(part, depth) for part in _list(schema.get("allOf"))]
        for key in ("anyOf", "oneOf"):
            branches = _list(schema.get(key))
            if branches:
                parts.append(either([self._node(branch, depth) for branch in branches]))
        merged: JsonObject = reduce(both, parts, {})
        if own.keys() == {"type"} and "type" in merged:
            return merged if set(types_of(merged)) <= set(types_of(own)) else both(merged, own)
        return both(merged, own)

    def _referenced(self, schema: JsonObject, depth: int) -> JsonObject:
        found = self.scope.look_up(schema["$ref"])
        if isinstance(found, Lost):
            self.notes.setdefault(found.reason, Note(found.code, found.reason))
            target: JsonObject = {}
        elif found.uri in self._stack:
            self._cut = True
            target = _stub(found.content)
        else:
            target = self._expanded(found.uri, found.content, depth)
        beside = {key: value for key, value in schema.items() if key != "$ref"}
        return both(target, self._part(beside, depth)) if beside else target

    def _expanded(self, uri: str, content: JsonValue, depth: int) -> JsonObject:
        kept = self._kept.get(uri)
        if kept is not None and depth + kept.height <= self._deepest:
            self._nodes += kept.nodes
            self._reached = max(self._reached, depth + kept.height)
            return kept.schema
        before = (self._reached, self._cut, self._nodes)
        self._reached, self._cut = depth, False
        self._stack.append(uri)
        out = self._part(content, depth)
        self._stack.pop()
        # What was cut short depends on where it stands; only whole results are the same everywhere.
        if not self._cut and not self._full:
            self._kept[uri] = _Kept(out, self._reached - depth, self._nodes - before[2])
        self._reached = max(before[0], self._reached)
        self._cut = before[1] or self._cut
        return out


def _not_an_object(schema: JsonValue) -> JsonObject:
    """A schema that is a type's name, a list of them, or nothing."""
    if isinstance(schema, str) or (isinstance(schema, list) and all(isinstance(item, str) for item in schema)):
        return read_type(schema)
    return {}


def _is_tidy_scalar(schema: JsonObject) -> bool:
    """Whether a schema is only a scalar type, with or without a description: most schemas are."""
    kind = schema.get("type")
    if not isinstance(kind, str) or kind not in SCALARS:
        return False
    text = schema.get("description")
    return len(schema) == 1 or (isinstance(text, str) and bool(text) and text == text.strip())


def _stub(content: JsonValue) -> JsonObject:
    """What is left of a schema that contains itself."""
    if not isinstance(content, dict):
        return {}
    out: JsonObject = {}
    annotate(content, out)
    kept = {"description": out["description"]} if "description" in out else {}
    return {**_container_type(content), **kept}


def _container_type(schema: JsonObject) -> JsonObject:
    if "type" in schema:
        return as_keyword(types_of(read_type(schema["type"])))
    if "properties" in schema or "additionalProperties" in schema:
        return {"type": "object"}
    return {"type": "array"} if "items" in schema else {}


def _list(value: JsonValue) -> list[JsonValue]:
    return value if isinstance(value, list) else []


def _is_marked(schema: JsonObject, word: str) -> bool:
    """Whether an annotation is set, also as the extension that writers of older specs use: `x-read-only`."""
    dashed = re.sub(r"(?=[A-Z])", "-", word).lower()
    return any(schema.get(name) is True for name in (word, f"x-{word}", f"x-{dashed}"))


def _names(written: JsonValue) -> list[str]:
    if isinstance(written, str) and written not in {"true", "false"}:
        return [written]
    return list(dict.fromkeys(name for name in _list(written) if isinstance(name, str)))


def _by_name(written: JsonValue) -> JsonObject:
    """Properties by name; a list of them, each with its `name`, counts too. Nobody can speak of one named ""."""
    if isinstance(written, dict):
        return {str(name): inner for name, inner in written.items() if name != ""}
    named = [item for item in _list(written) if isinstance(item, dict) and isinstance(item.get("name"), str)]
    return {item["name"]: {key: value for key, value in item.items() if key != "name"} for item in named}


def tidy(schema: JsonValue, limits: Limits = Limits()) -> tuple[JsonObject, tuple[Note, ...]]:
    """The uniform form of a schema that stands alone, and what had to be left out of it."""
    tidier = Tidier(Scope(schema), limits)
    return tidier.tidy(schema), tuple(tidier.notes.values())
