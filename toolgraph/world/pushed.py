"""When what is done in a repository was done: not after the moment that it tells as that of its last change."""

from __future__ import annotations

from datetime import datetime, timedelta

from toolgraph.world.asked import moment_of
from toolgraph.world.memory import Record

_DONE_THERE = frozenset("run build pipeline commit push deployment request release".split())
_REPOSITORIES = frozenset("repository repo branch".split())
_LAST_DONE = frozenset(("pushed", "updated", "commit", "activity"))
_MOMENT = frozenset(("at", "on", "date", "time"))
_MAIN = "main"
_SHORTLY = timedelta(minutes=20)
_EARLIER_DAYS = 40.0


def was_before_push(record: Record, *, newest: bool) -> None:
    """Let a run or commit have been made before the last change that its repository tells, the newest shortly before.

    What was asked for by day is of that day.
    """
    scene = record.scene
    if record.head == "branch" and newest:
        record.facts.setdefault("name", _MAIN)  # every repository has one
    if record.head not in _DONE_THERE or scene.is_made or (scene.day or scene.after or scene.before):
        return
    told = [moment for whole in record.parents if whole.head in _REPOSITORIES for moment in _last_done(whole)]
    if told:
        ago = _SHORTLY if newest else timedelta(days=_EARLIER_DAYS)
        scene.was_made(min(told) - scene.rng.uniform(0.1, 1.0) * ago)


def _last_done(whole: Record) -> list[datetime]:
    keys = (k for k in whole.facts if _LAST_DONE & {*k.split()} and k.split()[-1] in _MOMENT)
    moments = (moment_of(whole.facts[key]) for key in keys)
    return [moment for moment in moments if moment is not None and moment.tzinfo is not None]
