"""Steps of a sales pipeline: they stand in their order, and what has come to one is as likely as things are there."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.world.figures import figures, own_leaves, put
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Memory, Record
from toolgraph.world.shape import Part

# By words of a stage: how likely in percent a deal is won that has come there.
_CHANCES = (
    ("lost", 0), ("won", 100), ("new", 5), ("lead", 10), ("contact", 15), ("qualif", 20), ("discovery", 25),
    ("meeting", 30), ("demo", 35), ("trial", 40), ("proposal", 50), ("quote", 50), ("offer", 50), ("negotiat", 70),
    ("contract", 80), ("verbal", 85), ("closing", 90),
)  # fmt: skip
_STEPS = ("stage", "phase", "step")
_STAGE = "stage name"
_NAMES = (_STAGE, "name", "title")


def chance_at(name: str) -> int | None:
    """How likely in percent a deal is won at a stage of a name; None where the name does not tell."""
    return next((percent for word, percent in _CHANCES if word in name.lower()), None)


def of_its_stage(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let a deal be the likelier the farther its stage is: who has a contract out has more than who is qualified."""
    chance = next((n for n in figures(part, out) if _is_chance(n.leaf)), None)
    percent = chance_at(_name(record))
    if chance is not None and percent is not None and chance.leaf.key not in kept:
        put(out, record, chance, percent if chance.value > 1 or chance.leaf.type == "integer" else percent / 100)


def tells_chance(part: Part) -> bool:
    """Whether an object tells how likely something is."""
    return any(_is_chance(leaf) for _, leaf in own_leaves(part))


def tell_stage(memory: Memory, source: str, record: Record, root: Part) -> None:
    """Tell what is shown with its chances at which stage it is; one that a call moves has those of where it comes."""
    if not root.seen(tells_chance):
        return
    _begin(memory, source, record, root)
    before = record.facts.get(_STAGE)
    told = [(noun, v) for noun in _STEPS if (v := record.facts.get(f"{noun} id")) is not None]
    found = (memory.find(source, v, (noun,)) for noun, v in told)
    stage = next((r for r in found if r is not None), None)
    if told:
        record.facts.pop(_STAGE, None)
    if stage is not None:
        is_at(record, stage)
    if before != record.facts.get(_STAGE):
        for _, leaf in own_leaves(root):
            if _is_chance(leaf):
                record.facts.pop(leaf.key, None)


def _begin(memory: Memory, source: str, record: Record, root: Part) -> None:
    """Let what was made just now be at the first stage of those that are known."""
    told = (leaf.key for _, leaf in own_leaves(root) if leaf.is_id and leaf.key.removesuffix(" id") in _STEPS)
    key = next(told, "")
    if not key or key in record.facts or not (record.made and record.scene.fresh):
        return
    steps = [r for r in memory.of(source, (key.removesuffix(" id"),)) if chance_at(_name(r)) is not None]
    if steps:
        record.facts[key] = min(steps, key=lambda step: _last(chance_at(_name(step))) or 0).facts["id"]


def is_at(record: Record, stage: Record) -> None:
    """Let a thing be at a stage that it points at, a new one at the first; nothing for what is no stage."""
    if stage.head in _STEPS and record.made and record.scene.fresh and not _name(stage):
        stage.facts["name"] = _FIRST
    if stage.head in _STEPS and (name := _name(stage)):
        record.facts[_STAGE] = name


def in_step(records: Sequence[Record], names: Sequence[JsonValue]) -> list[Record]:
    """Stages in the order in which things come to them, as far as their names tell; else as they are."""
    ranks = [chance_at(name) if isinstance(name, str) else None for name in names]
    if not records or not all(r.head in _STEPS for r in records) or None in ranks:
        return list(records)
    return [records[n] for n in sorted(range(len(ranks)), key=lambda n: _last(ranks[n]))]


def _last(rank: int | None) -> int:
    """Where a stage stands: what is lost stands behind all, not before."""
    return rank or 2 * _WON


_WON, _FIRST = 100, "New"


def _name(record: Record) -> str:
    """What the stage is called that a record is, or is at; a deal's own title says nothing of that."""
    names = _NAMES if record.head in _STEPS else _NAMES[:1]
    return next((str(record.facts[key]) for key in names if key in record.facts), "")


def _is_chance(leaf: LeafPlan) -> bool:
    return "probability" in leaf.tokens and leaf.type in ("integer", "number")
