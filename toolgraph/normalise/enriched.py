"""What a language model wrote of a tool, joined with what its source declares.

What is declared always counts: a model's words only fill what is empty. They count as long as what the model was told
of the tool is still so; when its name, texts or schemas change, all that was written for the old ones is dropped.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeVar

from toolgraph.ids import digest
from toolgraph.meaning.concept import concept_of
from toolgraph.models.tool import Enrichment, Field, Leaf, Parameter, Tool
from toolgraph.normalise.leaves import fields_of, parameters_of

_TOLD = ("name", "title", "description", "http", "parameters", "returns")
_Kind = TypeVar("_Kind", Parameter, Field)


def told_digest(tool: Tool) -> str:
    """A digest of what of a tool decides whether a model's words about it still count."""
    return digest({name: getattr(tool, name) for name in _TOLD})


def with_enrichment(tool: Tool, enrichment: Enrichment | None) -> Tool:
    """A tool with its declared leaves, and beside them what an enrichment adds.

    Args:
        enrichment: None, or one for other specs, adds nothing and takes away what was there.

    Returns:
        A tool whose added fields are `inferred`, and whose leaves name their `inferred_parts`. Fields that were
        concluded without a model stay where neither source nor model gives a result.
    """
    if enrichment is not None and enrichment.spec != told_digest(tool):
        enrichment = None
    inputs, outputs = parameters_of(tool.id, tool.parameters), fields_of(tool.id, tool.returns)
    if enrichment is not None and tool.returns is None and enrichment.returns is not None:
        guessed = fields_of(tool.id, enrichment.returns)
        outputs = tuple(f.model_copy(update={"inferred": True}) for f in guessed)
    elif tool.returns is None:
        outputs = tool.outputs if tool.enriched is None or tool.enriched.returns is None else ()
    if enrichment is not None:
        inputs = tuple(_filled(p, tool, enrichment) for p in inputs)
        outputs = tuple(_filled(f, tool, enrichment) for f in outputs)
    return tool.model_copy(update={"inputs": inputs, "outputs": outputs, "enriched": enrichment})


def _filled(leaf: _Kind, tool: Tool, enrichment: Enrichment) -> _Kind:
    place = leaf.id.partition("#")[2]
    added: dict[str, object] = {}
    parts: list[Literal["description", "examples", "meaning"]] = []
    if not leaf.description and (text := enrichment.descriptions.get(place)):
        added["description"] = text
        parts.append("description")
    if not leaf.examples and (values := enrichment.examples.get(place)):
        added["examples"] = values
        parts.append("examples")
    if not parts:
        return leaf
    filled = leaf.model_copy(update=added)
    if _means(filled, tool) != _means(leaf, tool):
        parts.append("meaning")
    return filled.model_copy(update={"inferred_parts": tuple(parts)})


def _means(leaf: Leaf, tool: Tool) -> tuple[object, ...]:
    concept = concept_of(leaf, tool)
    return concept.key, concept.kind, concept.whose, concept.what


def merged(old: Enrichment | None, new: Enrichment) -> Enrichment:
    """What was written earlier and what is written now; the new counts where both say something."""
    if old is None or old.spec != new.spec:
        return new
    return Enrichment(
        spec=new.spec,
        models=_sorted({**old.models, **new.models}),
        returns=old.returns if new.returns is None else new.returns,
        descriptions=_sorted({**old.descriptions, **new.descriptions}),
        examples=_sorted({**old.examples, **new.examples}),
    )


_Value = TypeVar("_Value")


def _sorted(values: Mapping[str, _Value]) -> dict[str, _Value]:
    return dict(sorted(values.items()))
