"""Chains are drawn a second time only when that is asked for, and only when hardly any others are left."""

from __future__ import annotations

from toolgraph.sample import Drawn, SampleRequest, load_motif, sample_chains
from toolgraph.store import GraphStore

_START = "office/list_calendars"  # few chains go from there


def _drawn(store: GraphStore, rounds: int) -> tuple[list[str], Drawn]:
    drawn = Drawn()
    request = SampleRequest(count=2_000, seed=1, start=_START, rounds=rounds)
    return [c.id for c in sample_chains(store, request, [load_motif("line")], drawn)], drawn


def test_all_are_drawn_once_before_any_is_drawn_again(catalogue_store: GraphStore) -> None:
    """One round gives no chain twice; two give none a third time, and say how many came again."""
    once, told = _drawn(catalogue_store, 1)
    assert len(once) == len(set(once)) < 2_000
    assert not told.again
    assert told.reason
    twice, told = _drawn(catalogue_store, 2)
    assert max(twice.count(each) for each in set(twice)) == 2
    assert told.again == len(twice) - len(set(twice)) > len(once) / 2
    assert len(set(twice[: len(once) // 2])) == len(once) // 2
