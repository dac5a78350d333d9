"""What a machine runs: it takes minutes, so that what began days ago is over, and what still runs began just now."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from toolgraph.meaning.text import words
from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.world.asked import STATES, Asked, moment_of
from toolgraph.world.figures import figures, own_leaves, put
from toolgraph.world.memory import Record
from toolgraph.world.scene import Scene
from toolgraph.world.shape import Part

_RUNS = frozenset("run build deployment pipeline execution scan backup sync".split())
_GOING_ON = frozenset("running in_progress pending queued waiting started processing starting building ongoing".split())
_LONGEST = timedelta(hours=3)
_SINCE_MIN = (2, 25)


def _goes_on(state: JsonValue) -> bool:
    return str(state).lower().replace("-", "_").replace(" ", "_") in _GOING_ON


def over_by_now(choices: list[JsonValue], scene: Scene) -> list[JsonValue]:
    """The states that a run can be in: none that began hours ago still goes on; [] where it could be in none."""
    if scene.noun not in _RUNS or scene.fresh or scene.setting.clock - scene.made < _LONGEST:
        return choices
    return [c for c in choices if not _goes_on(c)]


def began_just_now(scene: Scene, asked: Asked) -> None:
    """Let what is asked for as running have begun some minutes ago, where nothing tells when."""
    told = asked.day or asked.after or asked.before
    if scene.noun not in _RUNS or told or not any(p.key in STATES and _goes_on(v) for p, v in asked.equal):
        return
    scene.was_made(scene.setting.clock - timedelta(minutes=scene.rng.randint(*_SINCE_MIN)))


def of_a_run(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let what still runs have run since it began, and what waits not at all, in place."""
    del kept  # time goes on whatever was told before
    state = next((out[n] for n, x in own_leaves(part) if x.key in STATES and n in out), None)
    began = next((m for n, x in own_leaves(part) if _BEGAN & set(x.tokens) and (m := moment_of(out.get(n)))), None)
    if not _goes_on(state) or began is None or began.tzinfo is None:
        return
    waits = str(state).lower() in _WAITING
    since = max(record.scene.setting.clock - began, timedelta())
    for own in figures(part, out):
        unit = next((unit for unit, said in _UNITS if said & {*own.leaf.tokens, *words(own.leaf.text)}), 0)
        if own.leaf.tokens[:1] == ("duration",) and unit:
            put(out, record, own, 0 if waits else since.total_seconds() // unit)


_UNITS = ((1, frozenset(("s", "sec", "second"))), (60, frozenset(("min", "minute"))))
_BEGAN, _WAITING = frozenset(("started", "start", "began")), frozenset("pending queued waiting".split())


def tells_run(part: Part) -> bool:
    """Whether an object is something that a machine runs."""
    return part.entity is not None and part.entity.head in _RUNS
