"""What was noted of a parcel on its way: nothing before it was handed in, and the last of it where it is now."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime, timedelta

from toolgraph.models.base import JsonObject
from toolgraph.world.asked import moment_of
from toolgraph.world.figures import choose, own_leaves, rows_of
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Record
from toolgraph.world.shape import Part

_NOTED = frozenset("scan checkpoint event update history stop log track movement".split())
PARCELS = frozenset("shipment parcel package tracking delivery consignment order".split())
# How far on its way a parcel is, by the words of its state and of what is noted of it; the last that a text has.
_STAGES = (
    ("announced", 0), ("label", 0), ("created", 0), ("registered", 0), ("pending", 0), ("collected", 1),
    ("picked up", 1), ("accepted", 1), ("handed", 1), ("transit", 2), ("shipped", 2), ("left", 2), ("departed", 2),
    ("arrived", 2), ("sorted", 2), ("held", 3), ("customs", 3), ("delayed", 3), ("out for delivery", 4), ("loaded", 4),
    ("delivered", 5), ("returned", 5),
)  # fmt: skip
# Among the facts of a parcel: the day on which what it brings was ordered.
SINCE = "#since"
_ANNOUNCED, _HELD, _LOADED = 0, 3, 4


def _stage(text: object) -> int | None:
    said = str(text).lower().replace("_", " ").replace("-", " ")
    return next((stage for word, stage in reversed(_STAGES) if word in said), None)


def is_so_far(state: object, other: object) -> bool:
    """Whether two states tell that a parcel is as far on its way; an order that was taken or packed waits for it."""
    own, told = _stage(state), _stage(other)
    told = _ANNOUNCED if told is None and str(other).lower() in _WAITING else told
    return own is not None and told is not None and _MOVING.get(own, own) == _MOVING.get(told, told)


# What is held or loaded is still on its way.
_MOVING = {1: 2, 3: 2, 4: 2}
_WAITING = frozenset("placed packed processing confirmed preparing paid new open".split())


def tells_way(part: Part) -> bool:
    """Whether an object lists what was noted of a parcel on its way."""
    noted = (inner.item for _, inner in part.props if inner.kind == "list" and _NOTED & set(inner.key.split()[-1:]))
    return any(item is not None and item.seen(_row) is not None for item in noted)


_Row = tuple[str, tuple[str, LeafPlan]]


def _row(item: Part) -> _Row | None:
    """The name of the time of a note, and the leaf of its text, which a spec shows examples of; None for no note."""
    time = next((n for n, x in own_leaves(item) if x.maker in ("date", "datetime")), "")
    texts = ((n, x) for n, x in own_leaves(item) if x.type == "string" and len(_known(x)) > 1)
    text = next(texts, None)
    return (time, text) if time and text is not None else None


def _known(leaf: LeafPlan) -> list[tuple[int, str]]:
    """The texts that a spec shows, with how far on its way a parcel is of which they are noted."""
    shown = leaf.schema.get("enum") or leaf.schema.get("examples", ())
    return [(stage, text) for text in shown if isinstance(text, str) and (stage := _stage(text)) is not None]


def of_its_way(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let what is noted lead to where a parcel is now: none is loaded for delivery and held for customs thereafter."""
    del kept
    now = _stage(record.facts.get("state", record.facts.get("status", "")))
    for name, inner in part.props if now is not None and PARCELS & {record.head, *record.full} else ():
        look = inner.item.seen(_row) if inner.item is not None and _NOTED & set(inner.key.split()[-1:]) else None
        rows, records = rows_of(name, inner, out, record)
        if look is None or not isinstance(rows, list) or len(rows) != len(records) or now is None:
            continue
        if now == _ANNOUNCED and not inner.needed and not inner.schema.get("minItems"):
            record.facts.setdefault(SINCE, (record.scene.setting.clock - _A_DAY).date().isoformat())
            out[name], record.parts[inner.key] = [], []
            continue
        _after_order(rows, records, look[0], inner.item, record)
        _lead(rows, records, look, now)
        _through(rows, records, look[0], inner.item, record)


def _through(rows: list[JsonObject], records: list[Record], time: str, item: Part | None, record: Record) -> None:
    """Let a parcel go from one depot to the next, and be last at one of the town to which it is brought."""
    leaf = next(((n, x) for n, x in own_leaves(item) if x.key in _DEPOTS), None) if item is not None else None
    if leaf is None or any(_LED in each.facts for each in records):
        return
    city, rng = record.scene.where().city, record.scene.rng
    ways = [f"{city} {rng.choice(_ENDS)}", *rng.sample(_ON_THE_WAY, min(len(rows), len(_ON_THE_WAY)))]
    newest = sorted(range(len(rows)), key=lambda n: str(rows[n].get(time)), reverse=True)
    for depot, n in zip(ways, newest, strict=False):
        choose(rows[n], records[n], *leaf, depot)
        records[n].facts[_LED] = True


# Among the facts of a note: at which depot that was is settled.
_LED = "#depot"
_DEPOTS = frozenset(("depot", "hub", "facility", "depot name"))
_ENDS = ("North", "South", "East", "West", "Hub")
_ON_THE_WAY = ("Central Sorting", "Main Freight Terminal", "Ring Road Depot", "Export Terminal")


def _after_order(rows: list[JsonObject], records: list[Record], time: str, item: Part | None, record: Record) -> None:
    """Let what is noted have been so after the order and before now, each note a while after the one before it."""
    now = record.scene.setting.clock
    leaf = next((x for n, x in own_leaves(item) if n == time), None) if item is not None else None
    if leaf is None:
        return
    came = moment_of(next((record.facts[k] for k in _CAME if k in record.facts), None))
    last = now if came is None else min(now, came.replace(tzinfo=came.tzinfo or now.tzinfo) + _A_WORKDAY)
    began = record.facts.setdefault(SINCE, (last - _ON_ITS_WAY).date().isoformat())
    first = moment_of(began) or last
    first = first.replace(tzinfo=first.tzinfo or now.tzinfo)
    step = (last - first) / (len(rows) + 1)
    order = sorted(range(len(rows)), key=lambda n: str(rows[n].get(time)))
    for at, n in enumerate(order, 1):
        moment = (first + step * at).replace(microsecond=0)
        shown = moment.date().isoformat() if leaf.maker == "date" else written_as(str(rows[n].get(time)), moment)
        choose(rows[n], records[n], time, leaf, shown)


def written_as(shown: str, moment: datetime) -> str:
    """A moment in the form in which another one is written: in universal time where that ends in Z."""
    text = moment.astimezone(UTC).isoformat() if shown.endswith("Z") else moment.isoformat()
    return text.replace("+00:00", "Z") if shown.endswith("Z") else text


_CAME = ("delivered on", "delivered at", "delivery date", "expected on", "expected date")
_A_WORKDAY = timedelta(hours=15)
_ON_ITS_WAY, _A_DAY = timedelta(days=4), timedelta(days=1)


def _lead(rows: list[JsonObject], records: list[Record], look: _Row, now: int) -> None:
    """Give the notes texts of no later stage than the ones after them, the newest one of the stage reached."""
    time, (field, leaf) = look
    for row, each in sorted(zip(rows, records, strict=True), key=lambda pair: str(pair[0].get(time)), reverse=True):
        own = _stage(row.get(field))
        known = [(stage, text) for stage, text in _known(leaf) if stage <= now]
        newest = each is max(zip(rows, records, strict=True), key=lambda pair: str(pair[0].get(time)))[1]
        if known and (own is None or own > now or (newest and own < max(known)[0])):
            best = max(stage for stage, _ in known)
            choose(row, each, field, leaf, next(text for stage, text in known if stage == best))
        told = _stage(row.get(field))
        now = min(now, told) if told is not None else now
        if now in (_HELD, _LOADED):
            now -= 1  # it is held once, and loaded once
