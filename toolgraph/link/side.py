"""Leaves and tools as the linker sees them: concepts, and how much a tool is about each of its fields."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any

from toolgraph.meaning.concept import Concept, concept_of, tool_words
from toolgraph.meaning.text import HOLLOW, words
from toolgraph.models.tool import Field, Leaf, Parameter, Tool

_FORMATS = frozenset(("date", "date-time", "email", "uri", "uuid", "time", "ipv4", "hostname"))
_FILTER_MEANINGS = 6


@dataclass(frozen=True, slots=True)
class Side:
    """One leaf with all that scoring asks of it, worked out once.

    Attributes:
        prior: 0 to 1: how much its tool is *about* it (fields only; 1 for parameters).
        group: Category of its tool, "" when it has none.
        about: The word for it: `listed`, `created`, `got` or `mentioned`.
        needs: Concept keys that the tool requires as input: what comes back of those is an echo.
        takes: The same for optional inputs.
    """

    id: str
    tool: str
    source: str
    group: str
    name_words: tuple[str, ...]
    concept: Concept
    type: str
    item_type: str
    format: str
    enum: frozenset[str]
    required: bool
    inferred: bool
    prior: float
    about: str
    verb: str
    nouns: tuple[str, ...]
    needs: frozenset[str]
    takes: frozenset[str]


def pack_side(side: Side) -> str:
    """A side as compact JSON, to be kept with its node; `unpack_side` gives back an equal one."""
    values = [getattr(side, name) for name in _PLAIN]
    sets = [sorted(getattr(side, name)) for name in _SETS]
    return json.dumps([values, side.concept, sets], separators=(",", ":"), ensure_ascii=False)


def unpack_side(text: str) -> Side:
    """The side that `pack_side` wrote."""
    values, concept, sets = json.loads(text)
    given: dict[str, Any] = {n: tuple(v) if isinstance(v, list) else v for n, v in zip(_PLAIN, values, strict=True)}
    given.update({n: frozenset(v) for n, v in zip(_SETS, sets, strict=True)})
    return Side(concept=Concept(tuple(concept[0]), *concept[1:]), **given)


_SETS = ("enum", "needs", "takes")
_PLAIN = tuple(f.name for f in fields(Side) if f.name not in (*_SETS, "concept"))

_VERB_PRIOR = {
    "list": 1.0, "search": 1.0, "get": 0.94, "create": 0.88, "compute": 0.9, "": 0.85, "update": 0.72, "send": 0.7,
    "delete": 0.5,
}  # fmt: skip
_ABOUT_WORD = {"list": "listed", "search": "listed", "create": "created", "get": "got"}


def _prior(field: Field, concept: Concept, verb: str, nouns: tuple[str, ...]) -> tuple[float, str]:
    """How much a tool is about a field's entity: its lister and maker come before those that only mention it."""
    value = _VERB_PRIOR[verb]
    depth = _depth(field.path, nouns)
    about = _aboutness(concept.whose, nouns)
    if field.path.endswith("[]") and not concept.what and concept.origin == "name":
        about = max(about, 0.9)  # a list of bare ids or names under the entity's own name
    value *= about * (1.0, 0.97, 0.9, 0.8)[min(depth, 3)]
    if field.inferred:
        value *= 0.8
    return value, _ABOUT_WORD.get(verb, "got") if about > _MENTIONED else "mentioned"


_MENTIONED = 0.75


def _aboutness(whose: tuple[str, ...], nouns: tuple[str, ...]) -> float:
    """1 where the tool's noun is the entity itself; less the more the noun is narrowed (`spot fleet instance`)."""
    if not whose or whose == nouns:
        return 1.0
    extra = 0.03 * min(max(len(nouns) - 1, 0), 4)
    if nouns and nouns[-1] == whose[-1]:
        return 0.95 - extra
    return _MENTIONED - extra


@lru_cache(maxsize=100_000)
def _depth(path: str, nouns: tuple[str, ...]) -> int:
    """Containers between the tool's own thing and the leaf; hollow ones (`data`, `items`) do not count."""
    depth = 0
    for segment in path.replace("[]", "").replace("{}", "").split(".")[:-1]:
        found = words(segment)
        if found == nouns or (nouns and found == nouns[-1:]):
            depth = 0
        elif not (len(found) == 1 and found[0] in HOLLOW):
            depth += 1
    return depth


def _side(leaf: Leaf, tool: Tool, concept: Concept, whole: _Whole) -> Side:
    verb, nouns = whole.verb, whole.nouns
    prior, about = _prior(leaf, concept, verb, nouns) if isinstance(leaf, Field) else (1.0, "")
    last = leaf.path.replace("[]", "").replace("{}", "").rsplit(".", 1)[-1]
    return Side(
        id=leaf.id,
        tool=tool.id,
        source=tool.source,
        group=whole.group,
        name_words=words(last),
        concept=concept,
        type=leaf.type,
        item_type=leaf.item_type,
        format=leaf.format if leaf.format in _FORMATS else "",
        enum=frozenset(map(str, leaf.enum)),
        required=leaf.required,
        inferred=isinstance(leaf, Field) and leaf.inferred,
        prior=prior,
        about=about,
        verb=verb,
        nouns=nouns,
        needs=whole.needs,
        takes=whole.takes,
    )


@dataclass(frozen=True, slots=True)
class _Whole:
    verb: str
    nouns: tuple[str, ...]
    group: str
    needs: frozenset[str]
    takes: frozenset[str]


@dataclass(frozen=True, slots=True)
class ToolSides:
    """A tool as the linker sees it.

    Attributes:
        inputs: For each parameter the concepts it may stand for: one, or several for the value of a generic filter.
    """

    tool: str
    source: str
    inputs: tuple[tuple[Side, ...], ...]
    outputs: tuple[Side, ...]


def sides_of(tool: Tool) -> ToolSides:
    """All leaves of one tool with their concepts."""
    verb, nouns = tool_words(tool.name, tool.http)
    given = [(p, concept_of(p, tool)) for p in tool.inputs]
    whole = _Whole(
        verb=verb,
        nouns=nouns,
        group=tool.category or (tool.name.rsplit(".", 1)[0] if "." in tool.name else ""),
        needs=frozenset(c.key for p, c in given if p.required),
        takes=frozenset(c.key for p, c in given if not p.required),
    )
    made = [(f, concept_of(f, tool)) for f in tool.outputs]
    return ToolSides(
        tool=tool.id,
        source=tool.source,
        inputs=tuple(tuple(_side(p, tool, each, whole) for each in _meanings(p, c, made)) for p, c in given),
        outputs=tuple(_side(f, tool, c, whole) for f, c in made),
    )


def _meanings(parameter: Parameter, concept: Concept, made: Sequence[tuple[Field, Concept]]) -> list[Concept]:
    """A filter's value can be whatever identifies something in the items that the tool itself returns."""
    if concept.what != "value" or "filter" not in words(parameter.path):
        return [concept]
    own = {c.key: c for f, c in made if c.what in ("id", "arn") and f.path.count(".") <= 1}
    return list(own.values())[:_FILTER_MEANINGS] or [concept]
