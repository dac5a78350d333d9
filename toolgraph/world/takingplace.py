"""When a thing takes place: its time among its fields, and one that was asked for."""

from __future__ import annotations

from datetime import UTC, timedelta

from toolgraph.world.asked import Asked
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Record
from toolgraph.world.moments import CALLED_OFF, NOW_WORDS, is_by_day, is_past

_TIMES = frozenset(("date", "datetime"))
_FREE = frozenset(
    "next free available expected due deadline close closes closing expire expires expiry renewal upcoming".split()
)
_SAME_DAY_HOUR = 10  # by UTC, at which it is the same day from Honolulu to Auckland


def main_time(leaves: tuple[LeafPlan, ...]) -> LeafPlan | None:
    """The date or time leaf that tells when a thing takes place."""
    timed = [leaf for leaf in leaves if leaf.maker in _TIMES and CALLED_OFF.isdisjoint(leaf.tokens)]
    own = [leaf for leaf in timed if not set(leaf.tokens) & NOW_WORDS]
    return next(iter(own or timed), None)


def seed_time(record: Record, leaves: tuple[LeafPlan, ...], asked: Asked) -> None:
    """Let a thing take place when the call asks, also where its time is one of the past (`placed_on`)."""
    leaf = main_time(leaves)
    if leaf is None or leaf.key in record.facts or not (asked.day or asked.after or asked.before):
        return
    today = record.scene.setting.clock.date()
    if is_past(leaf.tokens) and asked.before is None and not record.scene.is_timed:
        record.scene.before = today if asked.after is None or asked.after <= today else None
    start = record.scene.start
    if _FREE & set(leaf.tokens) and start < record.scene.setting.clock and asked.before is not None:
        last = max((asked.before - record.scene.setting.clock.date()).days, 1)
        record.scene.moves(record.scene.setting.clock.date() + timedelta(days=record.scene.rng.randint(1, last)))
        start = record.scene.start
    if is_past(leaf.tokens):  # it is told by the clock of the service
        told, clock = start if is_by_day(leaf) else start.replace(tzinfo=UTC), record.scene.setting.clock
        if told.astimezone(clock.tzinfo).date() != told.date():
            told = told.replace(hour=_SAME_DAY_HOUR)  # of the day that was asked for, whoever reads it
        start = min(told, (clock - timedelta(minutes=5)).astimezone(UTC)).replace(microsecond=0)
        record.scene.was_made(start)
    iso = start.isoformat().replace("+00:00", "Z") if is_past(leaf.tokens) else start.isoformat()
    value = start.date().isoformat() if leaf.maker == "date" else iso
    if leaf.check(value):
        record.facts[leaf.key] = value
