"""Links across sources: who offers what means the same everywhere, who asks for it, and who looks at whom.

For a key such as `@email` all sources stand on a ring, ordered by a digest. A source that asks looks at the next few
that offer. So the work grows with the number of sources, no source feeds all others, and one more source changes what
only the few before it on the ring see (`toolgraph.link.ring`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from toolgraph.link.fits import Meanings, place_of
from toolgraph.link.part import BARRED
from toolgraph.link.side import Side, ToolSides
from toolgraph.meaning.concept import COMMONPLACE, PORTABLE

FAR_FIELDS = 3  # fields of each other source that are looked at, surest producers first
FAR_SOURCES = 6  # other sources looked at for a key
# What every service names for itself.
_NAMED_AT_HOME = COMMONPLACE | frozenset(
    "file reference branch repository project group host domain path directory variable environment".split()
)
_NESTED_MAX = 2  # containers around a leaf that still has to do with what its tool is about


def portable_key(side: Side) -> str:
    """The key that means the same in other sources: a value kind, or a thing's name or title; "" when none does."""
    concept = side.concept
    if side.part == BARRED or side.nested > _NESTED_MAX or side.type == "boolean":
        return ""
    if concept.kind == "@url":
        return "@file" if side.is_file else ""
    if concept.kind in PORTABLE:
        return concept.kind
    if side.name_words == ("user", "name"):
        return ""  # everybody has another one in every service
    named = concept.what in ("name", "title") and concept.whose and concept.whose[-1] not in _NAMED_AT_HOME
    return concept.key if named else ""


def portable_keys(meanings: Meanings) -> tuple[str, ...]:
    """The portable keys of all that a parameter may stand for."""
    return tuple(dict.fromkeys(k for m in meanings if (k := portable_key(m))))


def offers_of(tools: Iterable[ToolSides]) -> dict[str, list[Side]]:
    """The few fields of a source that others see, by portable key, surest producers first."""
    found: dict[str, list[Side]] = defaultdict(list)
    for side in (s for tool in tools for s in tool.outputs):
        if key := portable_key(side):
            found[key].append(side)
    return {key: _best_apart(sides) for key, sides in found.items()}


def _best_apart(sides: list[Side]) -> list[Side]:
    """The surest few, each of another tool while there are tools; first those that people act on."""
    tools: set[str] = set()
    first: list[Side] = []
    rest: list[Side] = []
    for side in sorted(sides, key=_by_use):
        (rest if side.tool in tools else first).append(side)
        tools.add(side.tool)
    return [*first, *rest][:FAR_FIELDS]


def _by_use(side: Side) -> tuple[bool, float, bytes]:
    return not side.acted, -side.prior, place_of(side.id)


def asks_of(tools: Iterable[ToolSides]) -> dict[str, list[Meanings]]:
    """The parameters of a source that others may fill, by portable key."""
    found: dict[str, list[Meanings]] = defaultdict(list)
    for meanings in (p for tool in tools for p in tool.inputs):
        for key in portable_keys(meanings):
            found[key].append(meanings)
    return dict(found)
