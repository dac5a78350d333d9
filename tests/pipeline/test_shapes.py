"""The shape of plans over chains that the sampler really draws."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.demo_folder import demo_folder
from tests.plan.audit import true_multistep
from toolgraph.models.chain import Chain
from toolgraph.models.dialogue_plan import DialoguePlan
from toolgraph.models.tool import Tool
from toolgraph.pipeline.catalogue import tools_by_id
from toolgraph.pipeline.make import tools_named
from toolgraph.plan import load_mix, plan_chain
from toolgraph.sample import SampleRequest, load_motif, sample_chains
from toolgraph.store import StoreAddress, open_store

_MOTIFS = ("line", "fan_in", "fan_out")


@pytest.fixture(scope="module")
def drawn() -> tuple[list[Chain], dict[str, Tool]]:
    """Chains of the bundled catalogue, and their tools."""
    with open_store(StoreAddress(db=str(Path(demo_folder()) / "db"))) as store:
        chains = list(sample_chains(store, SampleRequest(count=250, seed=5), [load_motif(m) for m in _MOTIFS]))
        return chains, tools_by_id(store, tools_named(chains))


def _plans(drawn: tuple[list[Chain], dict[str, Tool]], mix: str) -> Iterator[DialoguePlan]:
    chains, tools = drawn
    for chain in chains:
        plan = plan_chain(chain, tools, seed=5, mix=load_mix(mix))
        if isinstance(plan, DialoguePlan):
            yield plan


def test_multistep(drawn: tuple[list[Chain], dict[str, Tool]]) -> None:
    """With `multistep` at least 60 % of the turns with calls use a value that the same turn brought first."""
    runs = [true_multistep(plan) for plan in _plans(drawn, "multistep")]
    assert sum(a for a, _ in runs) / sum(b for _, b in runs) >= 0.6


def test_bfcl(drawn: tuple[list[Chain], dict[str, Tool]]) -> None:
    """With `bfcl` turns, calls and turns with several calls are within 5 % of BFCL's 3.67, 5.71 and 35.2 %.

    250 chains have a sampling error of some 2 %, so the bounds here are 8 %.
    """
    plans = list(_plans(drawn, "bfcl"))
    steps = [[sum(call.weight for step in turn.steps for call in step) for turn in plan.turns] for plan in plans]
    turns = sum(map(len, steps))
    assert turns / len(plans) == pytest.approx(3.67, rel=0.08)
    assert sum(map(sum, steps)) / len(plans) == pytest.approx(5.71, rel=0.08)
    assert sum(n > 1 for plan in steps for n in plan) / turns == pytest.approx(0.352, rel=0.08)
