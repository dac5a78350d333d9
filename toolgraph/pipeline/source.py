"""One source while it is taken in: what is stored of it, what its specs have now, and what of that is new."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from toolgraph.link.infer import infer_fields
from toolgraph.models.tool import Enrichment, Tool
from toolgraph.normalise import with_enrichment
from toolgraph.pipeline.rows import spec_digest, stored_digest


@dataclass
class Source:
    """One source while it is taken in.

    Attributes:
        before: Digests of its stored tools, by id.
        enriched: What models wrote of its tools, by id; counts for those whose spec is still the same.
        renewed: Ids of tools of which a model has written something else than is stored.
        tools: Its tools as the specs of this ingest have them.
        last_spec: Number of the last spec of this ingest that names it; -1 for none.
        redo: Everything of it counts as changed: an earlier ingest was interrupted, or linked by other rules.
    """

    name: str
    before: dict[str, str]
    redo: bool
    enriched: dict[str, Enrichment] = field(default_factory=dict)
    renewed: set[str] = field(default_factory=set)
    last_spec: int = -1
    props: dict[str, str] = field(default_factory=dict)
    tools: dict[str, Tool] = field(default_factory=dict)
    removed: set[str] = field(default_factory=set)

    @property
    def changed(self) -> list[Tool]:
        """Tools to be written, once `infer` has run."""
        return [t for i, t in self.tools.items() if self.redo or self.before.get(i) != stored_digest(t)]

    def infer(self) -> None:
        """Give tools without a result the fields that they are likely to bring; that depends on all its tools."""
        declared = [t if t.returns is not None else t.model_copy(update={"outputs": ()}) for t in self.tools.values()]
        told = [
            with_enrichment(t, self.enriched.get(t.id)) if t.enriched or t.id in self.enriched else t for t in declared
        ]
        self.tools = {t.id: t for t in infer_fields(told)}

    def enrich(self, tool_id: str, enrichment: Enrichment | None) -> None:
        """Put what a model wrote of a tool in the place of what is stored; None takes that away."""
        if self.enriched.get(tool_id) == enrichment:
            return
        self.renewed.add(tool_id)
        if enrichment is None:
            del self.enriched[tool_id]
        else:
            self.enriched[tool_id] = enrichment

    @property
    def touched(self) -> bool:
        """Whether anything of it is to be written and linked anew."""
        known = {i: spec_digest(d) for i, d in self.before.items()}
        renewed = self.redo or self.removed or self.renewed
        return bool(renewed or any(known.get(i) != t.digest for i, t in self.tools.items()))


def compare(source: Source, tools: list[Tool]) -> Counter[str]:
    """How many of the tools of a spec are new, changed and unchanged beside what is known of their source."""
    counts: Counter[str] = Counter()
    for tool in tools:
        stored = source.before.get(tool.id)
        old = None if stored is None else spec_digest(stored)
        if (twin := source.tools.get(tool.id)) is not None:
            old = twin.digest  # another spec of this ingest has it too; the last one counts
        counts["added" if old is None else "changed" if old != tool.digest else "unchanged"] += 1
    return counts
