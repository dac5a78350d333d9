"""Simple rules to compare with: computed on demand, never stored."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence

from toolgraph.link.embed import Embed
from toolgraph.models.link import Link, LinkKind
from toolgraph.models.tool import Leaf, Tool

TOOLFLOW_MIN = 0.82


def by_name(tools: Sequence[Tool]) -> list[Link]:
    """FITS between every output and input of the same name (case ignored), score 1."""
    outputs: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for tool in tools:
        for field in tool.outputs:
            outputs[field.name.lower()].append((tool.id, field.id))
    return [
        Link(kind="FITS", start=field, end=p.id, score=1.0, reasons=("same_name",))
        for tool in tools
        for p in tool.inputs
        for owner, field in outputs.get(p.name.lower(), ())
        if owner != tool.id
    ]


def toolflow(tools: Sequence[Tool], embed: Embed, *, above: float = TOOLFLOW_MIN) -> list[Link]:
    """ToolFlow's rule: texts `Name: Description` of two leaves whose embeddings have a cosine above a threshold.

    All pairs are compared, so it is for corpora of some hundred tools.

    Args:
        embed: Texts to vectors of equal length, such as `toolgraph.link.embed.minilm()`.
        above: Cosine, -1 to 1, that a pair must exceed.

    Returns:
        FITS from result to parameter and ALIKE between parameters (smaller id first); the score is the cosine.

    Source: ToolFlow, section on graph-based sampling (https://arxiv.org/abs/2410.18447).
    """
    inputs = [(tool.id, leaf) for tool in tools for leaf in tool.inputs]
    outputs = [(tool.id, leaf) for tool in tools for leaf in tool.outputs]
    texts = sorted({_text(leaf) for _, leaf in (*inputs, *outputs)})
    vectors = dict(zip(texts, map(_unit, embed(texts)), strict=True))
    asked: dict[str, list[tuple[str, Leaf]]] = defaultdict(list)
    for owner, leaf in inputs:
        asked[_text(leaf)].append((owner, leaf))
    fits = _pairs(outputs, asked, vectors, "FITS", above)
    alike = (x for x in _pairs(inputs, asked, vectors, "ALIKE", above) if x.start < x.end)
    return [*fits, *alike]


def _text(leaf: Leaf) -> str:
    return f"{leaf.name}: {leaf.description}"


def _unit(vector: Sequence[float]) -> tuple[float, ...]:
    length = math.sqrt(sum(x * x for x in vector)) or 1.0
    return tuple(x / length for x in vector)


def _pairs(
    starts: Sequence[tuple[str, Leaf]],
    asked: dict[str, list[tuple[str, Leaf]]],
    vectors: dict[str, tuple[float, ...]],
    kind: LinkKind,
    above: float,
) -> Iterator[Link]:
    near: dict[str, list[tuple[str, float]]] = {}
    for owner, leaf in starts:
        text = _text(leaf)
        if text not in near:
            cosines = ((t, sum(map(float.__mul__, vectors[text], vectors[t]))) for t in asked)
            near[text] = [(t, c) for t, c in cosines if c > above]
        for other, cosine in near[text]:
            for target, parameter in asked[other]:
                if target != owner:
                    yield Link(kind=kind, start=leaf.id, end=parameter.id, score=round(min(cosine, 1.0), 4))
