"""Which chains of a run its mix is aimed by."""

from __future__ import annotations

from toolgraph.models.chain import Chain
from toolgraph.plan import pilot


def chain(index: int) -> Chain:
    return Chain(id=f"c{index}", motif="line", seed=1, index=index, tools=("a/b", "a/c"))


def test_a_pilot_is_of_the_whole_run() -> None:
    """No chain twice, evenly from first to last, and its first third just as much so."""
    listed = [chain(i) for i in range(4_000)]
    found = [c.index for c in pilot(listed, 400, seed=3)]
    assert len(set(found)) == 400
    for part in (found, found[:133]):
        assert abs(sum(part) / len(part) - 2_000) < 300
        assert min(part) < 200
        assert max(part) > 3_800
    assert found == [c.index for c in pilot(listed, 400, seed=3)]
    assert found != [c.index for c in pilot(listed, 400, seed=4)]


def test_a_pilot_of_few_is_all() -> None:
    """Where there are not so many, each is taken once."""
    listed = [chain(i) for i in range(7)]
    assert sorted(c.index for c in pilot(listed, 400, seed=0)) == list(range(7))
    assert pilot([], 400, seed=0) == []
