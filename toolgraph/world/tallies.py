"""How many things there are of a state, as counts beside their list or in one of them tell: the open tasks."""

from __future__ import annotations

from typing import NamedTuple

from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.world.asked import STATES, Asked
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.lengths import MOST_SHOWN
from toolgraph.world.memory import Memory, Record
from toolgraph.world.shape import Part
from toolgraph.world.shortlists import places_of
from toolgraph.world.toolplan import ToolPlan

_COUNTING = frozenset("count total number".split())


class _Tally(NamedTuple):
    """A count of the things of a state.

    Attributes:
        listed: The name of their list beside it; "" where it stands in a thing of their kind.
        full: Their noun.
        key: The fact that tells their state.
        state: The state, as the spec writes it.
    """

    name: str
    leaf: LeafPlan
    listed: str
    full: tuple[str, ...]
    key: str
    state: JsonValue


def tell_tallies(part: Part, out: JsonObject, record: Record, asked: Asked, known: tuple[Memory, str]) -> None:
    """Let the counts of an object that are named for a state tell how many things of that state there are, in place.

    Where all are listed, these are counted; else those that were shown, and as many as were told of that were not.

    Args:
        known: The memory, and the source whose things these are.
    """
    memory, source = known
    for tally in part.seen(_tallies):
        if tally.name not in out:
            continue
        whole = bool(tally.listed) and tally.listed in out and _asks_for_all(tally, asked, len(out[tally.listed]))
        here = sum(1 for r in memory.of(source, tally.full) if r.facts.get(tally.key) == tally.state)
        if whole:
            here = sum(1 for r in record.parts.get(_key(part, tally), ()) if r.facts.get(tally.key) == tally.state)
        unseen = 0 if whole else memory.unseen.get(_place(source, tally.full, tally.state))
        if unseen is None:  # all of them must fit into the list that somebody may ask for
            unseen = max(min(out[tally.name], MOST_SHOWN - 1) - here, 0)
        memory.unseen[_place(source, tally.full, tally.state)] = unseen
        if tally.leaf.check(here + unseen):
            out[tally.name] = record.facts[tally.leaf.key] = here + unseen


def with_unseen(known: tuple[Memory, ToolPlan], item: Part, asked: Asked, shown: int, wanted: int) -> int:
    """How many things of the state that a call asks for there are: those shown, and those that only a count told of.

    Args:
        known: The memory, and the tool that lists them.
        wanted: The answer where no count has told anything.
    """
    memory, source = known[0], known[1].tool.source
    if not memory.unseen or item.entity is None or asked.texts or asked.bounds or asked.after or asked.before:
        return wanted
    states = [_place(source, item.entity.full, value) for param, value in asked.equal if param.key in STATES]
    kept = places_of(source, item.entity.head, known[1].name_words)
    return next((shown + memory.unseen[place] for place in (*states, *kept) if place in memory.unseen), wanted)


def _place(source: str, full: tuple[str, ...], state: JsonValue) -> tuple[str, str, str]:
    return source, full[-1] if full else "", str(state)


def _key(part: Part, tally: _Tally) -> str:
    return next(inner.key for name, inner in part.props if name == tally.listed)


def _asks_for_all(tally: _Tally, asked: Asked, shown: int) -> bool:
    """Whether a list shows all things of a state."""
    if asked.texts or asked.bounds or asked.day or asked.after or asked.before or shown >= (asked.limit or MOST_SHOWN):
        return False
    return all(param.key in STATES and value == tally.state for param, value in asked.equal)


def _tallies(part: Part) -> list[_Tally]:
    """The counts of an object that are named for a state of things listed in it, or of things of its own kind."""
    lists = [(n, p.item) for n, p in part.props if p.kind == "list" and p.item is not None]
    things = [(n, p) for n, p in (*lists, ("", part)) if p.entity is not None]
    counts = [(n, p.leaf) for n, p in part.props if p.leaf is not None and p.leaf.type == "integer"]
    counts = [(n, x) for n, x in counts if len(x.tokens) == 2 and x.tokens[1] in _COUNTING]
    out = []
    for name, leaf in counts if things else ():
        for listed, thing in things:
            states = ((x.key, c) for x in thing.leaves() if x.key in STATES for c in x.schema.get("enum", ()))
            found = next(((key, c) for key, c in states if str(c).lower() == leaf.tokens[0]), None)
            if found is not None and thing.entity is not None:
                out.append(_Tally(name, leaf, listed, thing.entity.full, *found))
    return out
