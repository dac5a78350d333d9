"""What happens to a thing happens after it began: nobody is interviewed before they applied."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from toolgraph.world.asked import moment_of
from toolgraph.world.leaf import HOLDERS, is_person
from toolgraph.world.memory import ANONYMOUS, Record

# What happens to a thing that was there before.
_HAPPENS = frozenset(
    "interview visit inspection payment refund instalment installment comment reply response review update change "
    "revision attempt stage step milestone reminder followup shipment delivery tracking inspection note message "
    "transition approval viewing repayment check checkpoint".split()
)
# ... and may be still to come when somebody looks at it.
_TO_COME = frozenset("interview visit inspection viewing milestone reminder".split())
_BEGUN = frozenset(
    "applied created opened ordered placed booked submitted requested issued registered started posted filed".split()
)
# Whoever has things of their own was there long before them, and when they came nobody tells.
_LASTING = HOLDERS | frozenset("company business clinic store shop hotel product course channel".split())
_LONGEST_BEFORE = timedelta(days=10)


def begin_after(record: Record, whole: Record) -> None:
    """Let what happens to a thing lie after the day on which that began, where nothing else tells when it does."""
    scene = record.scene
    if record.head not in _HAPPENS or not _has_begun(whole) or scene.fresh:
        return
    begun, today = _begun(whole), scene.setting.clock.date()
    if record.head in _TO_COME:
        scene.place = scene.place or whole.scene.where()
    scene.since = scene.since or begun
    day = begun.astimezone(scene.setting.clock.tzinfo).date() + timedelta(days=1)
    to_come = scene.ahead or record.head in _TO_COME
    day = day if to_come else min(day, today)
    wide = scene.after is None or scene.after < day
    if scene.is_timed or scene.day is not None or not wide or (scene.before is not None and scene.before < day):
        return
    scene.after = day
    if not to_come:
        scene.before = scene.before or today


def began_before(whole: Record, record: Record) -> None:
    """Let a thing that is known only by what happened to it have begun before that."""
    scene = whole.scene
    if record.head in _HAPPENS and _has_begun(whole) and record.scene.is_timed and not scene.is_made:
        happened = min(record.scene.start, scene.setting.clock)
        scene.was_made(happened - scene.rng.uniform(0.2, 1.0) * _LONGEST_BEFORE)


def could_happen_to(whole: Record, record: Record) -> bool:
    """Whether a thing had begun when something happened."""
    timed = record.head in _HAPPENS and record.scene.is_timed and _has_begun(whole)
    return not timed or not whole.scene.is_made or _begun(whole) <= record.scene.start


def _has_begun(whole: Record) -> bool:
    return whole.head != ANONYMOUS and whole.head not in _LASTING and not is_person(whole.head)


def _begun(whole: Record) -> datetime:
    """When a thing began: as it tells, else when it was written."""
    told = (moment_of(v) for k, v in whole.facts.items() if not _BEGUN.isdisjoint(k.split()))
    moment = next((m for m in told if m is not None), None) or whole.scene.made
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
