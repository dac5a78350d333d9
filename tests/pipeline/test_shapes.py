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
from toolgraph.plan import Mix, aimed, load_mix, measured, pilot_size, plan_chain
from toolgraph.sample import SampleRequest, load_motif, sample_chains
from toolgraph.store import StoreAddress, open_store

_MOTIFS = ("line", "fan_in", "fan_out")


@pytest.fixture(scope="module")
def drawn() -> tuple[list[Chain], dict[str, Tool]]:
    """Chains of the bundled catalogue, and their tools."""
    with open_store(StoreAddress(db=str(Path(demo_folder()) / "db"))) as store:
        chains = list(sample_chains(store, SampleRequest(count=400, seed=5), [load_motif(m) for m in _MOTIFS]))
        return chains, tools_by_id(store, tools_named(chains))


def _plans(drawn: tuple[list[Chain], dict[str, Tool]], mix: Mix) -> Iterator[DialoguePlan]:
    chains, tools = drawn
    for chain in chains:
        plan = plan_chain(chain, tools, seed=5, mix=mix)
        if isinstance(plan, DialoguePlan):
            yield plan


def _shape(drawn: tuple[list[Chain], dict[str, Tool]], mix: Mix) -> tuple[float, float, float]:
    """Turns and calls a dialogue, and the share of turns with several calls."""
    plans = list(_plans(drawn, mix))
    steps = [[sum(call.weight for step in turn.steps for call in step) for turn in plan.turns] for plan in plans]
    turns = sum(map(len, steps))
    return turns / len(plans), sum(map(sum, steps)) / len(plans), sum(n > 1 for p in steps for n in p) / turns


def _aim(mix: Mix, chains: list[Chain], tools: dict[str, Tool]) -> Mix:
    return aimed(mix, chains, lambda some, one: measured(some, tools, one, seed=5))


def _aimed(drawn: tuple[list[Chain], dict[str, Tool]], mix: Mix) -> Mix:
    chains, tools = drawn
    return _aim(mix, chains[: pilot_size(len(chains))], tools)


def test_multistep(drawn: tuple[list[Chain], dict[str, Tool]]) -> None:
    """With `multistep` at least 60 % of the turns with calls use a value that the same turn brought first."""
    runs = [true_multistep(plan) for plan in _plans(drawn, _aimed(drawn, load_mix("multistep")))]
    assert sum(a for a, _ in runs) / sum(b for _, b in runs) >= 0.6


def test_bfcl(drawn: tuple[list[Chain], dict[str, Tool]]) -> None:
    """With `bfcl` turns, calls and turns with several calls are within 5 % of BFCL's 3.67, 5.71 and 35.2 %."""
    turns, calls, several = _shape(drawn, _aimed(drawn, load_mix("bfcl")))
    assert turns == pytest.approx(3.67, rel=0.05)
    assert calls == pytest.approx(5.71, rel=0.05)
    assert several == pytest.approx(0.352, rel=0.05)


def test_aim(drawn: tuple[list[Chain], dict[str, Tool]]) -> None:
    """A mix that nobody has tried before comes nearer to its own numbers by aiming than without, and the same twice."""
    mix = Mix(turns=4.5, calls=8.0, several=0.5, clarify=0.3)
    first = _aim(mix, *drawn)
    assert first == _aim(mix, *drawn)
    before, after = _shape(drawn, mix), _shape(drawn, first)
    wanted = (mix.turns, mix.calls, mix.several)
    assert _off(after, wanted) < _off(before, wanted)
    assert _off(after, wanted) < 0.06


def _off(found: tuple[float, ...], wanted: tuple[float, ...]) -> float:
    return max(abs(f / w - 1) for f, w in zip(found, wanted, strict=True))


def test_small_run(drawn: tuple[list[Chain], dict[str, Tool]]) -> None:
    """A run of fewer than 100 dialogues is not measured first: its mix stays as it is."""
    mix = load_mix("bfcl")
    assert pilot_size(99) == 0
    assert _aim(mix, drawn[0][: pilot_size(99)], drawn[1]) == mix
