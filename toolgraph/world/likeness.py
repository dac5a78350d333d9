"""What identifiers of one source look like: as the examples of any of its tools that a dialogue uses."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from random import Random

from toolgraph.models.tool import Tool
from toolgraph.world.fitting import like
from toolgraph.world.leaf import LeafPlan, is_person
from toolgraph.world.people import OF_PERSON, Name, fold
from toolgraph.world.toolplan import tool_plan

Forms = dict[tuple[str, str], tuple[str, ...]]


class _Held:
    """A tool that takes no part in a cache's key: its id and digest do."""

    def __init__(self, tool: Tool) -> None:
        self.tool = tool

    def __hash__(self) -> int:
        return 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held)


@lru_cache(maxsize=20_000)
def _shown_by(tool_id: str, digest: str, held: _Held) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What the identifiers that a tool shows examples of look like, by what they identify."""
    del tool_id, digest
    plan = tool_plan(held.tool)
    leaves = [*(p.leaf for p in plan.params), *(plan.root.leaves() if plan.root is not None else ())]
    shown = ((x, tuple(e for e in x.schema.get("examples", ()) if isinstance(e, str))) for x in leaves)
    return tuple((what_of(leaf), examples) for leaf, examples in shown if leaf.maker == "id" and examples)


def forms_of(tools: Iterable[Tool]) -> Forms:
    """The examples of identifiers that tools show, by their source and what is identified."""
    out: Forms = {}
    for tool in tools:
        for what, examples in _shown_by(tool.id, tool.whole_digest, _Held(tool)):
            out.setdefault((tool.source, what), examples)
    return out


def what_of(leaf: LeafPlan) -> str:
    """What an identifier identifies."""
    return leaf.concept.whose[-1] if leaf.concept.whose else leaf.noun


def alike(examples: tuple[str, ...], leaf: LeafPlan, who: Callable[[], Name], rng: Random) -> str:
    """An identifier of the form of some examples; one that spells a name spells that of the person meant.

    Args:
        who: Gives the person.
    """
    example = rng.choice(examples)
    found = OF_PERSON.match(example)
    if found is None or not is_person(what_of(leaf)):
        return like(example, rng)
    name = who()
    first, last = fold(name.first) or found.group(1), fold(name.last) or found.group(3)
    return f"{first}{found.group(2)}{last}{found.group(4)}{like(found.group(5), rng)}"
