"""What machines of a home tell of themselves: what is off draws no power, and a room is about as warm as it is set."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.world.climate import is_cooled, room_temperature
from toolgraph.world.figures import Figure, choose, figures, own_leaves, put
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Record
from toolgraph.world.shape import Part

# Between how many watts things draw that are on, by what they are called or of which sort they are.
_WATTS = (
    ((900.0, 1900.0), "heater heating dryer oven kettle radiator iron sauna toaster"),
    ((600.0, 1400.0), "washing dishwasher washer conditioner microwave coffee stove cooker vacuum"),
    ((180.0, 340.0), "dehumidifier pump"), ((60.0, 160.0), "television tv fridge freezer computer"),
    ((22.0, 58.0), "fan humidifier purifier projector"), ((4.0, 18.0), "speaker light lamp bulb router camera"),
    ((8.0, 90.0), "plug socket outlet"),
)  # fmt: skip
_OTHERS = (5.0, 120.0)
# What is plugged in, so that it has no battery to tell of.
_MAINS = frozenset(word for _, words in _WATTS for word in words.split()) - {"camera", "light", "lamp", "speaker"}
_MAINS |= {"speaker"}
ON, ANSWERS = ("on", "switched on", "is on"), ("online", "is online", "connected", "is connected", "reachable")
_DRAWN = "#watts"  # among the facts: what a thing draws while it is on
_SORTS = ("kind", "type", "category", "name")
_PLACES_UP_TO = 100.0  # from here on watts are told without a tenth


def of_a_machine(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let what a machine draws be nothing while it is off, and what such a machine draws while it is on, in place."""
    del kept  # it changes whenever somebody switches it
    own = next((f for f in figures(part, out) if _is_power(f.leaf)), None)
    on = next((out.get(name) for name, leaf in own_leaves(part) if _is_on(leaf)), None)
    if own is None or not isinstance(on, bool):
        return
    if on and _DRAWN not in record.facts:
        low, high = next((span for span, words in _WATTS if _is_called(record, words.split())), _OTHERS)
        watts = record.scene.rng.uniform(low, high)
        record.facts[_DRAWN] = float(round(watts) if watts >= _PLACES_UP_TO else round(watts, 1))
    drawn = record.facts.get(_DRAWN) if on else 0.0
    if isinstance(drawn, float):
        put(out, record, own, drawn)


def tells_power(part: Part) -> bool:
    """Whether an object tells whether a machine is on, and what it draws now."""
    leaves = [leaf for _, leaf in own_leaves(part)]
    return any(map(_is_power, leaves)) and any(map(_is_on, leaves))


def _is_power(leaf: LeafPlan) -> bool:
    return leaf.type in ("number", "integer") and "power" in leaf.tokens and "watt" in leaf.text


def _is_on(leaf: LeafPlan) -> bool:
    return leaf.maker == "flag" and leaf.key in ON


def _is_called(record: Record, words: Collection[str]) -> bool:
    told = (v.lower() for k in _SORTS if isinstance(v := record.facts.get(k), str))
    return any(word in said.replace("_", " ").split() for said in told for word in words)


def switch_on(record: Record, leaves: Iterable[LeafPlan], told: Mapping[str, JsonValue]) -> None:
    """Let a light that is set to some brightness be on from then on, unless it is told otherwise."""
    levels = [v for k in _LEVELS if isinstance(v := told.get(k), (int, float)) and not isinstance(v, bool)]
    for leaf in leaves if levels else ():
        if _is_on(leaf) and leaf.key not in told and leaf.check(max(levels) > 0):
            record.facts[leaf.key] = max(levels) > 0


_LEVELS = ("brightness", "volume", "dim level", "fan speed")


def is_of_the_mains(leaf: LeafPlan, record: Record) -> bool:
    """Whether a leaf tells of the battery of what has none: no heater runs on one."""
    if leaf.tokens[:1] != ("battery",) or not any(k in record.facts for k in _SORTS[:3]):
        return False
    return _is_called(record, _MAINS)


def of_a_thermostat(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let it be about as warm as a thermostat is set, and its mode be one that goes with both, in place."""
    ends = _ends(part, out)
    mode = next(((n, x) for n, x in own_leaves(part) if x.key in _MODES and x.maker == "choice"), None)
    if ends is None:
        return
    now, wanted = ends
    rng, place, day = record.scene.rng, record.scene.where(), record.scene.setting.clock.date()
    if wanted.leaf.key not in kept and wanted.value < _CELSIUS:
        wanted = wanted._replace(value=room_temperature(rng, place, day))
        put(out, record, wanted, wanted.value)
    if now.leaf.key not in kept and _APART not in record.facts:
        apart = round(rng.uniform(-1.4, 0.4) * (-1 if is_cooled(place, day) else 1), 1)
        record.facts[_APART] = apart
        put(out, record, now, round(wanted.value + apart, 1))
    if mode is not None and mode[1].key not in kept:
        _set_mode(out, record, mode, float(str(out[wanted.name])) - float(str(out[now.name])))


def _set_mode(out: JsonObject, record: Record, mode: tuple[str, LeafPlan], missing: float) -> None:
    """Let a machine heat or cool as it is outside, and as so many degrees are missing."""
    cooled = is_cooled(record.scene.where(), record.scene.setting.clock.date())
    fit = _FITTING["cooler" if cooled or missing < -1 else "warmer" if missing > 0 else "as it is"]
    choices = [c for c in mode[1].schema.get("enum", ()) if str(c).lower() in fit]
    if choices and out.get(mode[0]) not in choices:
        choose(out, record, *mode, record.scene.rng.choice(choices))


def tells_warmth(part: Part) -> bool:
    """Whether an object tells how warm it is and how warm it is to be."""
    keys = [leaf.tokens for _, leaf in own_leaves(part) if leaf.type in ("number", "integer")]
    warm = [tokens for tokens in keys if "temperature" in tokens]
    return any(_NOW & set(t) for t in warm) and any(_WANTED & set(t) for t in warm)


def _ends(part: Part, out: JsonObject) -> tuple[Figure, Figure] | None:
    warm = [f for f in figures(part, out) if "temperature" in f.leaf.tokens]
    now = next((f for f in warm if _NOW & set(f.leaf.tokens)), None)
    wanted = next((f for f in warm if _WANTED & set(f.leaf.tokens)), None)
    return None if now is None or wanted is None else (now, wanted)


_NOW, _WANTED = (
    frozenset(("current", "actual", "measured", "now")),
    frozenset(("target", "wanted", "desired", "setpoint")),
)
_CELSIUS = 40.0
_APART = "#from target"  # among the facts: by how much it is warmer than it is to be
_MODES = ("mode", "hvac mode", "operating mode")
_FITTING = {
    "warmer": frozenset("heat heating auto eco".split()), "as it is": frozenset("heat heating auto eco off".split()),
    "cooler": frozenset("cool cooling auto off".split()),
}  # fmt: skip


def reads(kind: str) -> float:
    """How often what has only a state reports one: somebody moves now and then, and hardly ever it burns."""
    return _UP.get(kind, _UP_OTHERWISE)


_UP: dict[str, float] = {"smoke": 0.02, "water": 0.03, "leak": 0.03, "motion": 0.25, "door": 0.15}
_UP_OTHERWISE = 0.2


def usually(leaf: LeafPlan, record: Record) -> bool | None:
    """Whether a machine answers, as nearly all do, or a door is locked, as about half of them are; None for others."""
    if leaf.tokens[-1:] == ("locked",) and record.head in _DOORS:
        return record.scene.rng.random() < _LOCKED
    return record.scene.rng.random() < _ANSWERING if leaf.key in ANSWERS else None


_DOORS = frozenset("lock door gate".split())
_ANSWERING, _LOCKED = 0.93, 0.55
