"""The result of a tool as a tree of parts to make, worked out once a tool: what is shown, and which record owns it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from toolgraph.meaning.concept import concept_of, tool_words
from toolgraph.meaning.marks import KEYS, is_among_many
from toolgraph.meaning.text import HOLLOW, words
from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.models.tool import Field, Tool
from toolgraph.world import lexicon
from toolgraph.world.asked import as_in_list
from toolgraph.world.fitting import main_type
from toolgraph.world.leaf import Identity, LeafPlan, identity_of, leaf_plan, own_tokens, weakly_identifies
from toolgraph.world.meanings import with_maker
from toolgraph.world.scene import AHEAD

# What a person would see of an object; required and needed parts come on top.
_MOST_LEAVES = 12
_DEEPEST_OPTIONAL = 3
_DEEPEST_LIST = 2
# What a service tells of only when something went wrong.
TROUBLE = frozenset("error warning exception fault".split())
# What says how a text is written; where nothing does, it may be digits.
_SPELLED = frozenset(("enum", "const", "pattern", "format"))
_DIGITS = "^[1-9][0-9]{4}$"
_MAKING = frozenset(("create", "send", ""))
_OWN_IDS = frozenset(("id", "gid", "uid", "uuid"))
_KNOWN = AHEAD | lexicon.TITLES.keys() | lexicon.NOUN_SAME.keys() | {"bill", "transfer", "statement", "ticker"}

Seen = TypeVar("Seen")


@dataclass(frozen=True, slots=True)
class Entity:
    """What kind of thing an object is.

    Attributes:
        head: Its noun within a source.
        full: All words of it (`room`, `offer`).
        id_name: The property that identifies it.
        id_leaf: The same, worked out.
    """

    head: str
    full: tuple[str, ...]
    id_name: str
    id_leaf: LeafPlan


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a result.

    Attributes:
        kind: `map` is an object whose keys are data.
        key: Its name among the facts of its record.
        props: Of an object: those that are shown.
        item: Of a list or map.
        needed: Must be there, and not be empty.
        required: The schema asks for it.
        entity: Of an object that is a thing of its own; None for a part of the thing around it.
        own: Of an object: starts a record of its own, named or not (items of lists and maps do).
        keys: Of a map of things without ids: what its keys are like; None for any other part.
        mean: Of a list: the leaf beside it that tells an average, and the leaf of its items that it is of.
    """

    kind: Literal["object", "list", "map", "leaf"]
    path: str
    key: str
    schema: JsonObject
    depth: int
    leaf: LeafPlan | None = None
    props: tuple[tuple[str, Part], ...] = ()
    item: Part | None = None
    needed: bool = False
    required: bool = False
    entity: Entity | None = None
    own: bool = False
    keys: LeafPlan | None = None
    mean: tuple[LeafPlan, LeafPlan] | None = None
    noun: str = ""
    _leaves: tuple[LeafPlan, ...] = dataclasses.field(init=False, repr=False, compare=False)
    _seen: dict[Callable[[Part], object], Any] = dataclasses.field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        inner = [part for _, part in self.props] if self.item is None else [*(p for _, p in self.props), self.item]
        below = (leaf for part in inner if not part.own for leaf in part.leaves())
        object.__setattr__(self, "_leaves", ((self.leaf,) if self.leaf is not None else ()) + tuple(below))

    def leaves(self) -> tuple[LeafPlan, ...]:
        """The scalars of this part's own record, those of records within left out."""
        return self._leaves

    def seen(self, look: Callable[[Part], Seen]) -> Seen:
        """What a function finds in it, looked for once: a part is filled in thousands of times."""
        if look not in self._seen:
            self._seen[look] = look(self)
        found: Seen = self._seen[look]
        return found


def holds(part: Part, look: Callable[[Part], object]) -> bool:
    """Whether a function finds anything in a part or in one within it."""
    within = [inner for _, inner in part.props] + ([part.item] if part.item is not None else [])
    return bool(look(part)) or any(holds(each, look) for each in within)


@dataclass(frozen=True, slots=True)
class _Around:
    """The record that a part belongs to: where it starts, what it is about, and what it has, by the words of names."""

    base: str
    noun: tuple[str, ...]
    names: Mapping[tuple[str, ...], JsonObject] = dataclasses.field(default_factory=dict)

    def tokens(self, path: str, schema: JsonObject) -> tuple[str, ...]:
        """The words of a path below the record: all of them where fewer are something else (`type`, `report_type`)."""
        below = path[len(self.base) :].lstrip(".")
        tokens = own_tokens(below, self.noun)
        other = self.names.get(tokens, schema)
        if other is schema or words(below) == tokens or tokens[-1:] == ("id",) or _form(other) == _form(schema):
            return tokens
        return own_tokens(below, ())


def _form(schema: JsonObject) -> list[JsonValue]:
    """What decides which values a scalar may have."""
    return [schema.get(word) for word in ("type", "enum", "const", "format", "pattern")]


def telling(noun: tuple[str, ...]) -> str:
    """The word of a noun that says most: the last that we know, else the last."""
    return next((w for w in reversed(noun) if w in _KNOWN), noun[-1] if noun else "")


class Shaper:
    """Builds the parts of one tool's result."""

    def __init__(self, tool: Tool, need: tuple[str, ...], numbers: frozenset[str] = frozenset()) -> None:
        self._tool = tool
        self._verb, nouns = tool_words(tool.name, tool.http)
        self._numbered = _numbered(tool)
        self._nouns = self._numbered or nouns
        self._needed = {
            prefix for path in need for prefix in _prefixes(path)
        }  # every container of a needed leaf is needed too
        self._numbers = numbers
        self._told = {parameter.name for parameter in tool.inputs}
        self._identities: dict[tuple[str, str], Identity] = {}
        self._about = set(words(tool.name))

    def shape(self, schema: JsonObject) -> Part:
        """The whole result."""
        whole = self._part(schema, "", 0, _Around("", self._nouns), required=True)
        if not _says_nothing(whole):
            return whole
        self._told |= _names(schema)  # better a word that says little than nothing
        return self._part(schema, "", 0, _Around("", self._nouns), required=True)

    def _part(self, schema: JsonObject, path: str, depth: int, around: _Around, *, required: bool) -> Part:
        kind = "whole" if schema.keys() & {"enum", "const"} else main_type(schema)
        if kind == "array":
            return self._list(schema, path, depth, around, required=required)
        if kind == "object" or (kind == "any" and "properties" in schema):
            if "properties" in schema or not isinstance(schema.get("additionalProperties"), dict):
                return self._object(schema, path, depth, around, required=required)
            return self._map(schema, path, depth, around, required=required)
        leaf = self._leaf(path, schema, around)
        needed = path in self._needed
        return Part("leaf", path, leaf.key, schema, depth, leaf=leaf, needed=needed, required=required)

    def _leaf(self, path: str, schema: JsonObject, around: _Around) -> LeafPlan:
        if path in self._numbers and not schema.keys() & _SPELLED and main_type(schema) in ("string", "any"):
            schema = {**schema, "type": "string", "pattern": _DIGITS}
        identity = self._identity(path, schema)
        return with_maker(leaf_plan(path, schema, identity, around.tokens(path, schema), telling(around.noun)))

    def _identity(self, path: str, schema: JsonObject) -> Identity:
        """Worked out once for a path, whatever the record that it belongs to."""
        of_type = path, main_type(schema)
        found = self._identities.get(of_type)
        if found is None:
            found = self._identities[of_type] = identity_of(path, schema, self._tool)
        return found

    def _list(self, schema: JsonObject, path: str, depth: int, around: _Around, *, required: bool) -> Part:
        inner = f"{path}[]"
        item = self._part(as_in_list(schema), inner, depth + 1, around, required=True)
        key = " ".join(own_tokens(path[len(around.base) :].lstrip("."), around.noun))
        needed = path in self._needed or inner in self._needed
        return Part("list", path, key, schema, depth, item=item, needed=needed, required=required)

    def _map(self, schema: JsonObject, path: str, depth: int, around: _Around, *, required: bool) -> Part:
        inner = f"{path}{{}}"
        item = self._part(schema["additionalProperties"], inner, depth + 1, around, required=True)
        key = " ".join(own_tokens(path[len(around.base) :].lstrip("."), around.noun))
        needed = path in self._needed or inner in self._needed
        keys = None
        if item.kind == "object" and item.entity is None:
            keys = self._leaf(f"{inner}.id", {"type": "string"}, _Around(inner, (item.noun,)))
        return Part("map", path, key, schema, depth, item=item, keys=keys, needed=needed, required=required)

    def _object(self, schema: JsonObject, path: str, depth: int, around: _Around, *, required: bool) -> Part:
        container = words(path.replace("[]", "").rsplit(".", 1)[-1]) if path else ()
        hollow = not container or (len(container) == 1 and container[0] in HOLLOW)
        noun = around.noun if hollow else container
        entity = self._entity(schema, path, noun, hollow=hollow)
        own = not path or path.endswith(("[]", "{}")) or entity is not None
        if entity is not None:
            noun = entity.full or noun
        inside = around
        if own:
            inside = _Around(path, noun, {words(name): inner for name, inner in schema.get("properties", {}).items()})
        props = self._props(schema, path, depth, inside)
        key = " ".join(own_tokens(path[len(around.base) :].lstrip("."), around.noun))
        return Part(
            "object", path, key, schema, depth, props=props, needed=path in self._needed, required=required,
            entity=entity, own=own, noun=telling(noun),
        )  # fmt: skip

    def _entity(self, schema: JsonObject, path: str, noun: tuple[str, ...], *, hollow: bool) -> Entity | None:
        """The thing that an object is, told by the leaf that identifies it."""
        weak: Entity | None = None
        new = self._new(schema, path)
        if new is not None:
            return new
        first = next(iter(schema.get("properties", {})), "")
        # Its own id before those of what it belongs to, wherever they stand (`accountId`, then `id`).
        for name, inner in sorted(schema.get("properties", {}).items(), key=lambda p: not _is_own_id(p[0], noun)):
            if main_type(inner) not in ("string", "integer", "number", "any"):
                continue
            here = f"{path}.{name}" if path else name
            if not self._identity(here, inner).may_identify:
                continue
            leaf = self._leaf(here, inner, _Around(path, noun))
            whose = leaf.concept.whose or noun
            if self._numbered and not path and leaf.concept.origin != "name":
                whose = self._numbered
            about = (
                whose is self._numbered
                or not leaf.concept.whose
                or bool(set(whose) & set(noun))
                or leaf.concept.origin != "name"
            )
            about = about or (bool(noun) and noun[-1].removesuffix("s") == whose[-1])  # `cvs`: too short to be a plural
            about = about or ((hollow or leaf.kind == "@ticker") and name == first)
            if leaf.is_id and about:
                return self._as_entity(whose, path, name, inner)
            if weak is None and about and weakly_identifies(leaf):
                weak = self._as_entity(whose, path, name, inner)
        return weak

    def _new(self, schema: JsonObject, path: str) -> Entity | None:
        """What a call makes that is named after something else: `applyForJob` gives an application, by its id first."""
        name, inner = next(iter(schema.get("properties", {}).items()), ("", {}))
        makes = not path and self._tool.effect == "write" and self._verb in _MAKING
        own = (each for each in schema.get("properties", {}) if each not in self._told)
        makes = makes and not any(_is_own_id(each, self._nouns) for each in own)
        if not makes or name in self._told or main_type(inner) not in ("string", "integer"):
            return None
        leaf = self._leaf(name, inner, _Around("", self._nouns))
        found = leaf.is_id and leaf.concept.origin == "name" and len(words(name)) > 1
        return self._as_entity(leaf.concept.whose, "", name, inner) if found else None

    def _as_entity(self, whose: tuple[str, ...], path: str, name: str, schema: JsonObject) -> Entity:
        # The leaf once more: its words are those below the thing itself, whatever the tool is named after.
        leaf = self._leaf(f"{path}.{name}" if path else name, schema, _Around(path, whose))
        return Entity(whose[-1] if whose else "", whose, name, leaf)

    def _props(self, schema: JsonObject, path: str, depth: int, inside: _Around) -> tuple[tuple[str, Part], ...]:
        must = set(schema.get("required", ()))
        room = _MOST_LEAVES
        out: list[tuple[str, Part]] = []
        for name, inner in schema.get("properties", {}).items():
            here = f"{path}.{name}" if path else name
            required = name in must
            forced = required or bool({here, f"{here}[]", f"{here}{{}}"} & self._needed)
            if not forced and (room <= 0 or _too_deep(inner, depth) or self._is_of_trouble(name)):
                continue
            part = self._part(inner, here, depth + 1, inside, required=required)
            if not forced and name not in self._told and _says_nothing(part):
                continue
            room -= sum(1 for _ in part.leaves())
            out.append((name, part))
        return tuple(out)

    def _is_of_trouble(self, name: str) -> bool:
        """Whether a property is there for what went wrong, in the result of a tool that is not about such things."""
        found = words(name)
        return bool(found) and bool({found[0], found[-1]} & TROUBLE) and not self._about & TROUBLE


def _numbered(tool: Tool) -> tuple[str, ...]:
    """What a call names by its number, where the result tells a number and no id: a review is asked for of a request.

    () where nothing does, or where the result is told by its own id.
    """
    told = {words(name) for name in (tool.returns or {}).get("properties", {})}
    if ("number",) not in told or any(name[-1:] == ("id",) for name in told):
        return ()
    named = (concept_of(p, tool) for p in tool.inputs if p.required and "." not in p.path)
    return next((c.whose for c in named if c.what == "number" and c.origin == "name" and c.whose), ())


def _names(schema: JsonObject) -> set[str]:
    """All names of properties in a schema."""
    inner = schema.get("properties", {})
    rest = (schema.get("items"), schema.get("additionalProperties"), *inner.values())
    return {*inner, *(name for each in rest if isinstance(each, dict) for name in _names(each))}


def _is_own_id(name: str, noun: tuple[str, ...]) -> bool:
    found = words(name)
    return bool(found) and found[-1] in _OWN_IDS and found[:-1] in ((), noun, noun[-1:])


def _says_nothing(part: Part) -> bool:
    """Whether nobody knows what a part's values would be: plain texts without words, examples or choices."""
    if part.kind == "object":
        return not part.props and bool(part.schema.get("properties"))
    if part.leaf is not None:
        return part.leaf.maker == "other" and not part.leaf.schema.keys() & {"examples", "pattern", "default"}
    return part.item is not None and _says_nothing(part.item)


def _too_deep(schema: JsonObject, depth: int) -> bool:
    kind = main_type(schema)
    if kind == "array":
        return depth >= _DEEPEST_LIST
    return kind == "object" and depth >= _DEEPEST_OPTIONAL


def _prefixes(path: str) -> Iterator[str]:
    """A field path and the paths of everything around it, with and without the last brackets."""
    at = ""
    for segment in path.split("."):
        at = f"{at}.{segment}" if at else segment
        bare = at
        yield bare
        while is_among_many(bare):
            bare = bare.removesuffix(KEYS) if bare.endswith(KEYS) else bare[:-2]
            yield bare


def schema_of_fields(tool: Tool) -> JsonObject:
    """A result schema concluded from the inferred fields of a tool that declares none."""
    root: JsonObject = {"type": "object", "properties": {}}
    for field in tool.outputs:
        at = root
        names = field.path.split(".") if field.path else []
        for name in names[:-1]:
            at = _step(at, name)
            at["type"] = "object"
            at.setdefault("properties", {})
        if names:
            at = _step(at, names[-1])
            for word, value in _schema_of(field).items():
                at.setdefault(word, value)
    return root


def _schema_of(field: Field) -> JsonObject:
    said: JsonObject = {
        "type": "" if field.type == "any" else field.type, "format": field.format, "description": field.description,
        "enum": list(field.enum), "pattern": field.pattern, "examples": list(field.examples),
    }  # fmt: skip
    return {word: value for word, value in said.items() if value}


def _step(at: JsonObject, name: str) -> JsonObject:
    """Go into a property, making it when it is new; gives what is within its lists."""
    found: JsonObject = at["properties"].setdefault(name.replace("[]", "").replace("{}", ""), {})
    for _ in range(name.count("[]")):
        found["type"] = "array"
        found = found.setdefault("items", {})
    return found
