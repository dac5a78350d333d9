"""What a machine runs: it takes minutes, so that what began days ago is over, and what still runs began just now."""

from __future__ import annotations

from datetime import timedelta

from toolgraph.models.base import JsonValue
from toolgraph.world.asked import STATES, Asked
from toolgraph.world.scene import Scene

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
