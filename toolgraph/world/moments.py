"""Of which moment a date or time speaks, by its words: written before, due later, start or end."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from random import Random

from toolgraph.world.climate import sun_times
from toolgraph.world.entered import written
from toolgraph.world.leaf import BIRTH, LeafPlan
from toolgraph.world.scene import Scene, zone
from toolgraph.world.works import released

_AUDIT = frozenset(
    "created updated modified sent received posted published written issued added registered joined saved shared last "
    "observed recorded checked deleted removed cancelled completed submitted uploaded since paid booked listed "
    "opened as".split()
)
NOW_WORDS = frozenset(
    "updated modified deleted removed cancelled completed sent saved shared observed checked as local now "
    "measured".split()
)
_AT_ONCE = frozenset("as observed checked local now current measured".split())
_AS_OF = frozenset("as observed measured".split())
_MADE_WORDS = frozenset(
    "created opened placed issued published joined registered received posted written booked added".split()
)
_NOT_DONE = _MADE_WORDS | {"expected", "planned", "scheduled"}
_LATER = frozenset(
    "ready renewal renew delivery expires expire expiry expiration until due deadline valid next expected".split()
)
END = frozenset("end ends arrival arrives arrive to until finish checkout closing return dropoff".split())


def on_day(leaf: LeafPlan, scene: Scene) -> datetime:
    """The moment a date or time leaf speaks of, from its words: written before, due later, start or end."""
    has, clock = set(leaf.tokens), scene.setting.clock
    if has & BIRTH:
        return clock - timedelta(days=scene.rng.randint(19 * 365, 70 * 365))
    there = _by_the_place(has, scene, leaf.noun) or _as_of_day(has, scene) or released(leaf, scene)
    there = there or _to_call_off(has, scene)
    if there is not None:
        return there
    doing = has & NOW_WORDS or (is_past(leaf.tokens) and not has & _NOT_DONE and leaf.tokens[0] != "last")
    if ((doing or (scene.adding and has & _MADE_WORDS)) and scene.touched is not None) or has & _AT_ONCE:
        return (scene.touched or clock - timedelta(minutes=scene.rng.randint(1, 14))).astimezone(zone("UTC"))
    if has & _LATER or leaf.tokens[-1:] in (("by",), ("before",)):
        later = scene.day is not None and "refund" not in has  # nothing is renewed before it begins
        begins = max(clock, scene.start) if later else clock
        return begins + timedelta(days=_lead_days({*has, leaf.noun}, scene.rng))
    if has & _AUDIT or is_past(leaf.tokens):
        took = timedelta(minutes=scene.length_min if has & _OVER and not scene.fresh else 0)
        return min(written(leaf, scene) + took, clock.astimezone(zone("UTC"))) if took else written(leaf, scene)
    return scene.end if has & END or ("out" in has and "check" in has) else scene.start


# What comes after a thing was begun by as long as it takes.
_OVER = frozenset("completed finished ended stopped".split())


def _by_the_place(has: set[str], scene: Scene, noun: str) -> datetime | None:
    """Moments that only the place or the beginning tells: sunrise, local time, doors; None for any other."""
    if has & _SUN:
        rise, down = sun_times(scene.where(), scene.day or scene.start.date())
        return (rise if "sunrise" in has else down).astimezone(scene.zone_there)
    if "taken" in has and noun in ("camera", "snapshot"):  # whoever looks takes the picture
        return scene.setting.clock.astimezone(zone("UTC"))
    if "read" in has and noun in _MEASURING:  # what measures does so all the time
        return (scene.setting.clock - timedelta(minutes=scene.rng.randint(1, 50))).astimezone(scene.zone_there)
    if has >= {"local", "time"}:
        return scene.setting.clock.astimezone(scene.zone_there)
    if noun in _PURSUITS and has & _TRAINED:
        return scene.start if "started" in has else scene.end
    return scene.start - timedelta(minutes=45) if has & _SHORTLY_BEFORE else None


def _to_call_off(has: set[str], scene: Scene) -> datetime | None:
    """Until when something ahead can be called off: not when it has begun; None for any other moment."""
    off = CALLED_OFF & has and has & _LATER and scene.ahead
    return scene.start - timedelta(days=scene.rng.randint(1, 3)) if off else None


def _as_of_day(has: set[str], scene: Scene) -> datetime | None:
    """When that was so which is asked for a day that has been: on that day; None for anything else."""
    clock = scene.setting.clock
    if not has & _AS_OF or scene.day is None or scene.day >= clock.date() or scene.touched is not None:
        return None
    return datetime.combine(scene.day, time(16, scene.rng.randint(0, 59)), clock.tzinfo).astimezone(zone("UTC"))


# Until when something can be called off is not when it takes place.
CALLED_OFF = frozenset("cancellation cancel cancelled cancellable".split())
_MEASURING = frozenset("sensor detector meter probe thermostat".split())
_TRAINED = frozenset(("started", "ended"))
_PURSUITS = frozenset("workout training".split())
_SHORTLY_BEFORE = frozenset("door doors boarding".split())
_SUN = frozenset(("sunrise", "sunset"))
_IRREGULAR = frozenset(
    "taken seen run paid made begun eaten drunk slept bought sold spent sent written worn driven given done".split()
)


def is_by_day(leaf: LeafPlan) -> bool:
    """Whether it tells by the clock of the place when something was done that people do by day: they train then."""
    return leaf.noun in _PURSUITS and not _TRAINED.isdisjoint(leaf.tokens)


def is_past(tokens: tuple[str, ...]) -> bool:
    """Whether a name tells when something was done: `started_at`, `taken_on`."""
    return len(tokens) > 1 and tokens[-1] in ("at", "on", "date", "time") and (
        tokens[-2].endswith("ed") or tokens[-2] in _IRREGULAR
    )  # fmt: skip


def _lead_days(has: set[str], rng: Random) -> int:
    if has & {"reply", "response", "feedback", "answer"}:
        return rng.randint(1, 5)
    if has & {"delivery", "shipping", "dispatch", "tracking", "shipment", "parcel"}:
        return rng.randint(1, 8)
    if has & {"ready", "pickup", "collection"}:
        return rng.randint(1, 4)
    if has & {"refund", "payout", "reimbursement"}:
        return rng.randint(3, 10)
    long = has & {"passport", "card", "licence", "license", "certificate", "contract"}
    return rng.randint(300, 2500) if long else rng.randint(5, 60)
