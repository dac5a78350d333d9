"""How much is on a list that somebody keeps: what was listed there, and what calls have put on it or taken off."""

from __future__ import annotations

from collections.abc import Collection

from toolgraph.meaning.text import words
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import ANONYMOUS, KEPT, Memory, Record
from toolgraph.world.shape import Part
from toolgraph.world.toolplan import ToolPlan

_FEW = (1, 4)


def tell_kept(memory: Memory, plan: ToolPlan, record: Record, root: Part) -> None:
    """Let the count beside what a call keeps (`saved count`) be that of the list, which has that thing from now on.

    Of a list that nobody has seen some things are there before, as many as it shows then.
    """
    leaf = root.seen(_counts_kept) if plan.tool.effect != "read" and record.head != ANONYMOUS else None
    if leaf is None:
        return
    word, source, adds = _word_of(leaf), plan.tool.source, plan.verb != "delete"
    shown = memory.listed(source, record.head, word)
    place = (source, record.head, word)
    if shown is None and place not in memory.unseen:
        memory.unseen[place] = record.scene.rng.randint(*_FEW)
    if shown is None and not adds and _mark(word) not in record.facts:
        memory.unseen[place] -= 1
    record.facts[_mark(word)] = adds
    marked = [r for r in memory.of(source, record.full) if r.facts.get(_mark(word))]
    old = [r for r in shown or () if r.facts.get(_mark(word), True) and not r.gone]
    before = len(old) if shown is not None else memory.unseen[place]
    count = before + sum(1 for r in marked if r not in old)
    if leaf.check(count):
        record.facts[leaf.key] = count


def places_of(source: str, head: str, words: Collection[str]) -> list[tuple[str, str, str]]:
    """Where the memory has how many things of a noun are on a list, by words of its tool's name."""
    return [(source, head, word) for word in sorted(KEPT.intersection(words))]


def _mark(word: str) -> str:
    """Among the facts of a thing: whether a call has kept it."""
    return f"#{word}"


def _counts_kept(part: Part) -> LeafPlan | None:
    """The count of what is kept that an object tells."""
    told = (leaf for leaf in part.leaves() if leaf.type == "integer" and leaf.tokens[1:] == ("count",))
    return next((leaf for leaf in told if _word_of(leaf)), None)


def _word_of(leaf: LeafPlan) -> str:
    """The word of the list whose things a count counts, in its name or its description; "" for any other count."""
    said = (leaf.tokens[0], *(words(leaf.text) if leaf.tokens[0] in _SHELVES else ()))
    return next((word for word in said if word in KEPT), "")


# Where things are kept; how many of them is told by the name of the place.
_SHELVES = frozenset("library shelf collection list watchlist wishlist".split())
