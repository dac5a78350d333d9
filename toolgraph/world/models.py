"""Models of things: each is of one sort, whoever offers it, and of the one that its name speaks of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from toolgraph.models.base import JsonValue
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.lexicon import STEMS
from toolgraph.world.memory import Memory, Record
from toolgraph.world.shape import Part
from toolgraph.world.sorts import SORTING

_SORTING = SORTING | {"size", "class", "body"}
# In the schema of a model: the key of the sort that is told beside it, and the sorts to choose from.
_SORT, _SORTS = "#sort", "#sorts"


def with_sorts(props: tuple[tuple[str, Part], ...]) -> tuple[tuple[str, Part], ...]:
    """The properties of an object, of which a model knows the sorts to choose from beside it."""
    leaves = [part.leaf for _, part in props if part.leaf is not None]
    sort = next((x for x in leaves if x.maker == "choice" and _SORTING & set(x.tokens[-1:])), None)
    if sort is None or not any(_is_model(leaf) for leaf in leaves):
        return props
    more = {_SORT: sort.key, _SORTS: sort.schema.get("enum", [])}
    return tuple((name, _with_schema(part, more)) for name, part in props)


def _with_schema(part: Part, more: dict[str, JsonValue]) -> Part:
    leaf = part.leaf
    if leaf is None or not _is_model(leaf):
        return part
    return replace(part, leaf=replace(leaf, schema={**leaf.schema, **more}))


def _is_model(leaf: LeafPlan) -> bool:
    return leaf.tokens[-1:] == ("model",) and leaf.type == "string" and leaf.maker != "choice"


def of_sort(whole: tuple[Memory, str], record: Record, leaf: LeafPlan, shown: list[JsonValue]) -> list[JsonValue]:
    """Those of some models that are of the sort which a record tells; one that is called so where none is.

    Args:
        whole: What is known, and the source.
    """
    key = str(leaf.schema.get(_SORT))
    sort = record.facts.get(key) if _SORT in leaf.schema else None
    if not isinstance(sort, str) or not shown:
        return shown
    memory, source = whole
    alike = (r for r in memory.of(source, record.full) if r is not record and r.facts.get(key) != sort)
    others = {r.facts.get(leaf.key) for r in alike}
    able = [model for model in shown if model not in others]
    fit = [model for model in able if _speaks_of(model, (sort,))]
    fit = fit or [model for model in able if not _speaks_of(model, leaf.schema[_SORTS])]
    made = f"{record.scene.rng.choice(STEMS)} {sort.replace('_', ' ').capitalize()}" if not fit else ""
    return fit or ([made] if leaf.check(made) else shown)


def _speaks_of(model: JsonValue, sorts: Iterable[JsonValue]) -> bool:
    spoken = str(model).lower().split()
    return any(str(sort).lower() in spoken for sort in sorts)
