"""Things known by name alone: who was once said to be at an address is there whenever a call names them again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from toolgraph.meaning.text import words
from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.world import pathed, signed
from toolgraph.world.asked import Asked
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import ANONYMOUS, Memory, Record
from toolgraph.world.places import named as place_named
from toolgraph.world.shape import Part

_NAMING = frozenset("title person company product".split())
_NAMES = frozenset("name title".split())
_OWN_NAMES = ("name", "title", "full name", "display name", "subject")
# What a thing has for good, whoever asks and whenever.
_LASTING = frozenset(
    "address street city country region postcode phone email url latitude longitude timezone genre category person "
    "title lyrics company year rating text:rating text:year price_level choice flag plain about money language gender "
    "job thing ticker username".split()
)
# ... which one has one of at most, under whatever name.
_ONE_EACH = ("address", "phone", "email", "genre", "url", "year")
# What is so for this time only.
_PASSING = frozenset(
    "status state total party group passenger quantity number count available balance message result current seat "
    "insurance payment booked booking reservation order class".split()
)
_WHERE = ("city", "address", "street")
# What is made by people and shown at places: what a place has is not its own.
_WORKS = frozenset("film track song album book show title play series concert event".split())
_OF_WORKS = frozenset("genre person title year about rating".split())


def recall(memory: Memory, source: str, record: Record, root: Part, asked: Asked) -> None:
    """Tell a record what earlier results told of the thing that the call names, unless the call contradicts it."""
    signed.recall((memory, source), record, root, asked)
    named = [(p, v) for p, v in (*asked.equal, *asked.texts) if isinstance(v, str) and p.leaf.maker in _NAMING]
    # What is made or renamed is another thing than what has its name already.
    written = record.head != ANONYMOUS and record.scene.touched is not None
    for name in (v for p, v in named if not (written and p.key in _OWN_NAMES)):
        known = memory.called.get((source, name.casefold()))
        if known is None or _contradicts(known, asked):
            continue
        for leaf in root.leaves():
            value = known.get(_raw(leaf), known.get(f"{leaf.maker}/{leaf.role}"))
            if value is not None and leaf.key not in record.facts and leaf.check(value):
                record.facts[leaf.key] = value
        there = next((place for k in _WHERE if (place := place_named(str(known.get(f"{k}/", ""))))), None)
        record.scene.place = there or record.scene.place


def _contradicts(known: Mapping[str, JsonValue], asked: Asked) -> bool:
    """Whether a call wants something else: of a doctor in another city."""
    others = [(p.leaf, v) for p, v in asked.equal if p.leaf.maker in _LASTING]
    said = [(_raw(x), f"{x.maker}/{x.role}", v) for x, v in others if not _NAMES & set(words(_raw(x))[-1:])]
    return any(known.get(raw, known.get(made, v)) != v for raw, made, v in said)


def remember(memory: Memory, source: str, part: Part, shown: JsonValue, asked: Asked | None = None) -> None:
    """Keep what a result tells of each thing that it names, or of the one that the call names where it names none.

    Args:
        asked: Of the call; None within a result.
    """
    if asked is not None:
        pathed.keep(memory, source, part, shown, asked)
        signed.keep(memory, source, part, shown)
        _keep_named(memory, source, part, shown, asked)
    if isinstance(shown, list) and part.item is not None:
        for each in shown:
            remember(memory, source, part.item, each)
    elif isinstance(shown, dict) and part.props:
        _keep(memory, source, part, shown)
        for name, inner in part.props:
            if inner.leaf is None and name in shown:
                remember(memory, source, inner, shown[name])


def _keep_named(memory: Memory, source: str, part: Part, shown: JsonValue, asked: Asked) -> None:
    """Keep what a result without a name tells of the thing that the call names."""
    if isinstance(shown, dict) and not part.seen(_naming):
        told = ((p.leaf, v) for p, v in (*asked.texts, *asked.equal) if p.leaf.maker in _NAMING)
        name = next((v for leaf, v in told if isinstance(v, str) and set(words(_raw(leaf))[-1:]) & _NAMES), "")
        known = memory.called.setdefault((source, name.casefold()), {}) if name else {}
        for other, leaf in part.seen(_lasting):
            known.setdefault(_raw(leaf), shown.get(other))


def _keep(memory: Memory, source: str, part: Part, shown: JsonObject) -> None:
    names = part.seen(_naming)
    lasting = part.seen(_lasting) if names else []
    for name in names:
        called = shown.get(name)
        if not isinstance(called, str) or not called:
            continue
        known = memory.called.setdefault((source, called.casefold()), {})
        for other, leaf in lasting:
            value = shown.get(other)
            if other == name or value is None or (len(names) > 1 and not _belongs(name, leaf, part)):
                continue
            known.setdefault(_raw(leaf), value)
            if leaf.maker in _ONE_EACH or leaf.maker == "city":
                known.setdefault(f"{leaf.maker}/{leaf.role}", value)


def _naming(part: Part) -> list[str]:
    """The properties of an object that name it or what it is of."""
    return [name for name, leaf in _scalars(part) if leaf.maker in _NAMING and set(words(name)[-1:]) & _NAMES]


def _lasting(part: Part) -> list[tuple[str, LeafPlan]]:
    return [(n, x) for n, x in _scalars(part) if x.maker in _LASTING and not x.is_id and not _passes(n, x)]


def _passes(name: str, leaf: LeafPlan) -> bool:
    """Whether a fact is so for this time only: a number of guests, yet not a number to call."""
    return leaf.maker not in (*_ONE_EACH, *_WHERE) and bool(_PASSING & set(words(name)))


def _scalars(part: Part) -> Iterator[tuple[str, LeafPlan]]:
    return ((name, inner.leaf) for name, inner in part.props if inner.leaf is not None)


def _belongs(name: str, leaf: LeafPlan, part: Part) -> bool:
    """Whether a fact is of that one of several things: a film has its genre, its cinema the address."""
    is_work = bool(_WORKS & {*words(name)}) or (name in _NAMES and part.noun in _WORKS)
    return (leaf.maker in _OF_WORKS) == is_work


def _raw(leaf: LeafPlan) -> str:
    return leaf.path.replace("[]", "").rpartition(".")[2]
