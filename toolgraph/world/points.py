"""Addresses and their points: one address is at one point, whichever of both a call gives, and is one place."""

from __future__ import annotations

from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.world.asked import Asked
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import ANONYMOUS, Memory, Record
from toolgraph.world.shape import Entity, Part, holds
from toolgraph.world.spots import at_the_point, call_by_address
from toolgraph.world.toolplan import ToolPlan

_CODING = frozenset("geocode geocoding geocoder coordinate coordinates geolocate latlong latlng".split())
# Points are the same wherever they are told: the hotel of one service is found on the map of another.
_EVERYWHERE = ""
_ENDS = ("latitude", "longitude")
_DIGITS = 4


def tells_one(plan: ToolPlan, asked: Asked) -> bool:
    """Whether a call asks where one address is, so that a list of points shows that one alone."""
    return bool(_CODING & set(plan.name_words)) and bool(_address(asked)) and plan.tool.effect == "read"


def there(memory: Memory, source: str, asked: Asked, entity: Entity) -> Record | None:
    """The known thing at the address or point that a call gives; None where nobody knows one."""
    address = _address(asked) or _at(memory, asked)
    return memory.find(source, _place(address), entity.full) if address and not asked.ids else None


def recall(memory: Memory, plan: ToolPlan, record: Record, root: Part, asked: Asked) -> None:
    """Tell a record the address of the point that a call gives, or the point of the address, where it was told."""
    if plan.tool.effect != "read" or root.kind != "object":
        return
    address = _at(memory, asked)
    point = memory.called.get((_EVERYWHERE, _place(_address(asked))), {})
    for leaf in root.leaves():
        value = address if leaf.maker == "address" and not leaf.role else point.get(leaf.maker)
        if value and leaf.check(value):
            record.facts[leaf.key] = value


def keep(known: tuple[Memory, str], record: Record, root: Part, result: JsonValue, asked: Asked) -> None:
    """Remember which address is at which point, as a result tells it, and what is there.

    Args:
        known: The memory, and the source whose things these are.
        record: What the result shows.
    """
    memory, source = known
    if not root.seen(_tells_addresses):
        return
    _keep(memory, root, result, _point(asked))
    told = _told(root, result) if isinstance(result, dict) and record.head != ANONYMOUS else {}
    if "address" in told:
        memory.name(source, _place(str(told["address"])), record)
    if "address" in told and not asked.ids and (_address(asked) or _point(asked)):
        call_by_address(record, root, told, _address(asked))
        if _point(asked) and isinstance(result, dict):
            at_the_point(record, root, result)


def _keep(memory: Memory, part: Part, shown: JsonValue, point: tuple[float, ...]) -> None:
    if isinstance(shown, list) and part.item is not None and part.seen(_has_points):
        for each in shown:
            _keep(memory, part.item, each, ())
    elif isinstance(shown, dict):
        told = _told(part, shown)
        own = tuple(float(told[end]) for end in _ENDS if isinstance(told.get(end), (int, float)))
        if "address" in told and len(own or point) == len(_ENDS):
            at = dict(zip(_ENDS, own or point, strict=True))
            memory.called.setdefault((_EVERYWHERE, _place(str(told["address"]))), {**at})
            memory.called.setdefault((_EVERYWHERE, _spot(own or point)), {"address": told["address"]})
        for name, inner in part.props:
            if inner.leaf is None and name in shown:
                _keep(memory, inner, shown[name], ())


def _has_points(part: Part) -> bool:
    """Whether a list is of things that tell where they are, or that hold such things."""
    return part.item is not None and (
        any(x.maker in _ENDS for x in part.item.leaves()) or any(p.leaf is None for _, p in part.item.props)
    )


def _told(part: Part, shown: JsonObject) -> JsonObject:
    """The address and the point that an object tells, by what they are; a point may stand in an object of its own."""
    out: JsonObject = {}
    for name, inner in part.props:
        value, leaf = shown.get(name), inner.leaf
        if leaf is not None and _is_of_place(leaf) and value is not None:
            out.setdefault(leaf.maker, value)
        elif leaf is None and inner.kind == "object" and not inner.own and isinstance(value, dict):
            out = {**_told(inner, value), **out}
    return out


def _is_of_place(leaf: LeafPlan) -> bool:
    return leaf.maker in ("address", *_ENDS) and not leaf.role


def _address(asked: Asked) -> str:
    told = (v for p, v in (*asked.equal, *asked.texts) if p.leaf.maker == "address" and not p.leaf.role)
    return next((v for v in told if isinstance(v, str)), "")


def _point(asked: Asked) -> tuple[float, ...]:
    told = {p.leaf.maker: v for p, v in asked.equal if p.leaf.maker in _ENDS and not p.leaf.role}
    return tuple(float(told[end]) for end in _ENDS if isinstance(told.get(end), (int, float)))


def _at(memory: Memory, asked: Asked) -> str:
    """The address that was told of the point that a call gives; "" for none."""
    point = _point(asked)
    known = memory.called.get((_EVERYWHERE, _spot(point)), {}) if len(point) == len(_ENDS) else {}
    return str(known.get("address", ""))


def _spot(point: tuple[float, ...]) -> str:
    return f"point {[round(end, _DIGITS) for end in point]}"


def _place(address: str) -> str:
    return f"at {address.casefold()}"


def _tells_addresses(part: Part) -> bool:
    return holds(part, _is_address)


def _is_address(part: Part) -> bool:
    return part.leaf is not None and part.leaf.maker == "address"
