"""Which of the things of a home use most: the same, whichever days are looked at, and more in more days."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from toolgraph.models.base import JsonObject
from toolgraph.world.figures import figures, own_leaves, rows_of
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Record
from toolgraph.world.shape import Part

_TOP = frozenset("top most biggest largest highest".split())
_ENERGY = frozenset(("kwh", "wh", "energy"))
# How much of all a few things use that use most, and how much one uses beside others by what it is called.
_OF_ALL = 0.8
_USES = (
    (4.0, "heater heating boiler dryer oven charger pump radiator conditioner sauna"),
    (2.5, "dehumidifier washing dishwasher fridge freezer stove cooker"),
    (0.8, "television tv computer coffee kettle vacuum fan"),
    (0.25, "speaker lamp light plug camera router thermostat sensor lock"),
)
# Among the facts: which share of all that a home uses a thing uses.
_SHARE = "#share of all"


def tells_use(part: Part) -> bool:
    """Whether a list shows the things that use most, with how much each of them uses."""
    return (
        part.kind == "list" and bool(_TOP & set(part.key.split())) and part.item is not None and _of(part) is not None
    )


def _of(part: Part) -> tuple[str, LeafPlan] | None:
    return part.item.seen(_energy_used) if part.item is not None else None


def days_aside(part: Part) -> tuple[str, ...]:
    """The ways in which parameters tell days, where a list shows the same things whichever days are looked at."""
    return ("day", "after", "before", "end_day") if part.seen(tells_use) else ()


def of_those_that_use_most(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let what uses most be told first, no loudspeaker use as much as a heater, and each its share of all, in place."""
    del kept
    for name, inner in part.props:
        number = _of(inner) if tells_use(inner) else None
        rows, records = rows_of(name, inner, out, record)
        if number is None or not 0 < len(rows) == len(records):
            continue
        field, leaf = number
        total = next((f.value for f in figures(part, out) if f.leaf.key != field and _ENERGY & set(f.leaf.tokens)), 0.0)
        shares = _shares(rows, records, total)
        whole = total or sum(float(row.get(field, 0.0)) for row in rows) / _OF_ALL
        for row, each, share in zip(rows, records, shares, strict=True):
            value = round(share * whole, 1)
            if leaf.check(value):
                row[field] = each.facts[leaf.key] = value
        order = sorted(range(len(rows)), key=lambda n: -rows[n].get(field, 0.0))
        out[name], record.parts[inner.key] = [rows[n] for n in order], [records[n] for n in order]


def _shares(rows: Sequence[JsonObject], records: Sequence[Record], total: float) -> list[float]:
    """Which share of all each thing uses, from now on: by what it is, beside the others and what is not listed."""
    new = [n for n, each in enumerate(records) if not isinstance(each.facts.get(_SHARE), float)]
    own = {n: _use(rows[n]) * records[n].scene.rng.uniform(0.75, 1.25) for n in new}
    others = _OTHERS if total else sum(own.values()) * (1 / _OF_ALL - 1)
    for n in new:
        records[n].facts[_SHARE] = own[n] / (sum(map(_use, rows)) * _MOST + others)
    return [float(str(each.facts[_SHARE])) for each in records]


# What all that is not listed uses, beside a thing that uses as much as most, and the most that one use differs.
_OTHERS, _MOST = 2.5, 1.25


def _energy_used(item: Part) -> tuple[str, LeafPlan] | None:
    found = [(n, x) for n, x in own_leaves(item) if _ENERGY & set(x.tokens) and x.type == "number"]
    return found[0] if len(found) == 1 else None


def _use(row: JsonObject) -> float:
    """How much a thing uses beside others, going by what it is called."""
    said = " ".join(str(v) for v in row.values() if isinstance(v, str)).lower()
    return next((share for share, words in _USES if any(word in said for word in words.split())), 1.0)
