"""A distance that somebody tells is one that their sport takes them in the time that they tell."""

from __future__ import annotations

import pytest

from tests.plan.audit import calls_of
from tests.plan.test_fitting_values import planned
from tests.world.tools import make, thing
from toolgraph.world.travel import pace_km_h

MINUTES = {"type": "integer", "minimum": 5, "maximum": 90, "examples": [35, 50]}
KILOMETRES = {"type": "number", "minimum": 0.5, "maximum": 120, "examples": [6.2, 24.0]}


@pytest.mark.parametrize("seed", range(8))
def test_nobody_walks_forty_kilometres_in_an_hour(seed: int) -> None:
    """Nor does anybody swim nine: it is about as far as the usual pace takes one."""
    sport = {"type": "string", "enum": ["walk", "run", "swim", "row"]}
    asked = {"sport": sport, "durationMinutes": MINUTES, "distanceKm": KILOMETRES}
    log = make("logWorkout", asked, thing(workoutId={"type": "string"}), effect="write")
    for _, call in calls_of(planned([log], seed=seed)):
        told = call.arguments
        usual = pace_km_h(told["sport"], 1.0) * told["durationMinutes"] / 60
        assert told["distanceKm"] < 0.6 or 0.7 * usual <= told["distanceKm"] <= 1.3 * usual


@pytest.mark.parametrize("seed", range(8))
def test_nobody_does_yoga_over_a_distance(seed: int) -> None:
    """What is done on the spot has none, where it need not be told."""
    asked = {"sport": {"type": "string", "enum": ["yoga"]}, "durationMinutes": MINUTES, "distanceKm": KILOMETRES}
    log = make(
        "logWorkout", asked, thing(workoutId={"type": "string"}), effect="write", required=["sport", "durationMinutes"]
    )
    assert not any("distanceKm" in call.arguments for _, call in calls_of(planned([log], seed=seed, mix="multistep")))
