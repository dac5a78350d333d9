"""Every planted fault is found, and nothing is raised on what is right."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.check.gold import gold
from tests.check.planted import KINDS, plant
from toolgraph.check import check

GOLD = gold()


@pytest.mark.parametrize("dialogue", GOLD, ids=lambda d: d.id)
def test_untouched_is_clean(dialogue: object) -> None:
    """Dialogues that are right give no finding at all, not even a warning."""
    assert check(dialogue) == ()  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_planted_fault_is_found(kind: str, seed: int) -> None:
    """A fault of each kind gives an error with one of the codes that name it."""
    planted = plant(GOLD, kind, 2, Random(seed))
    assert planted
    for fault in planted:
        codes = {f.code for f in check(fault.dialogue) if f.severity == "error"}
        assert codes & fault.codes, (kind, codes)
