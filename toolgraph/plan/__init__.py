"""Chain, world and seed to a dialogue plan: calls first, words last."""

from __future__ import annotations

from toolgraph.plan.aim import Measured, aimed, measured, pilot, pilot_size
from toolgraph.plan.build import Rejection, plan_chain, simulated
from toolgraph.plan.goals import goal_of
from toolgraph.plan.labels import label_of
from toolgraph.plan.mix import PRESETS, Mix, load_mix

__all__ = [
    "PRESETS",
    "Measured",
    "Mix",
    "Rejection",
    "aimed",
    "goal_of",
    "label_of",
    "load_mix",
    "measured",
    "pilot",
    "pilot_size",
    "plan_chain",
    "simulated",
]
