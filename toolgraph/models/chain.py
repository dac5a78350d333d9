"""A chain: calls that belong together, and how values flow between them."""

from __future__ import annotations

from toolgraph.models.base import Artefact


class Binding(Artefact):
    """Where a parameter of a later call takes its value from.

    Attributes:
        call: Position of the taking call in the chain, from 0.
        parameter: Path of the parameter in that call's tool.
        source_call: Position of the giving call; always smaller than `call`.
        field: Path of the field in the giving tool's result (`items[].id`).
        score: Of the stored FITS link, 0 to 1.
        reasons: Of the stored FITS link.
    """

    call: int
    parameter: str
    source_call: int
    field: str
    score: float
    reasons: tuple[str, ...] = ()


class Chain(Artefact):
    """A small directed acyclic graph of calls, in an order in which they can run.

    Attributes:
        id: Digest of tools and bindings.
        motif: Name of the motif that drew it.
        seed: Of the run that drew it.
        index: Which draw of that run, from 0.
        tools: Tool ids in call order.
        bindings: Sorted by (call, parameter); each is a stored FITS link.
        distractors: Tool ids to offer beside the chain's own tools.
    """

    id: str
    motif: str
    seed: int
    index: int
    tools: tuple[str, ...]
    bindings: tuple[Binding, ...] = ()
    distractors: tuple[str, ...] = ()
