"""Child processes of a run: the same lines for any number of them, however little of the tools they keep."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from tests.plan.chains import catalogue_view, draw
from toolgraph.llm.offline import OfflinePhraser
from toolgraph.pipeline import processes as module
from toolgraph.pipeline.make import lines_of, make_dialogue, tools_named
from toolgraph.pipeline.processes import Processes
from toolgraph.pipeline.rows import tool_row
from toolgraph.plan import Mix, measured
from toolgraph.store.graph import Row

SEED = 4
CHAINS = list(draw(catalogue_view(), 60, seed=SEED))
_NONE = dict.fromkeys(("returns", "inferred", "errors", "examples", "enriched"))


class Rows:
    """The rows of the catalogue's tools, and how often one was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, ids: Iterable[str]) -> dict[str, Row]:
        wanted = list(ids)
        self.asked += wanted
        written = {i: tool_row(catalogue_view().tools[i]) for i in wanted}
        return {i: {**_NONE, **row["set"], "id": i, "source": row["source"]} for i, row in written.items()}


@pytest.mark.parametrize(("workers", "remembered"), [(1, 6_000), (2, 6_000), (2, 0)])
def test_same_lines(workers: int, remembered: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is made is what `make_dialogue` makes, in order; a process that keeps its tools is sent none twice."""
    monkeypatch.setattr(module, "_REMEMBERED", remembered)
    tools, mix, rows = catalogue_view().tools, Mix(), Rows()
    processes = Processes(workers, SEED)
    try:
        found = list(processes.make(iter(CHAINS), rows, mix))
        again = processes.measure(CHAINS, rows, mix)
    finally:
        processes.close()
    phraser = OfflinePhraser()
    assert found == [lines_of(make_dialogue(c, tools, phraser, seed=SEED, mix=mix)) for c in CHAINS]
    assert again == measured(CHAINS, tools, mix, seed=SEED)
    most = workers if remembered else len(CHAINS)
    assert max(rows.asked.count(i) for i in set(rows.asked)) <= most
    assert set(rows.asked) == tools_named(CHAINS)


def test_stopping_early() -> None:
    """Whoever needs no more lines can stop taking them, and the processes end."""
    processes = Processes(2, SEED)
    try:
        made = processes.make(iter(CHAINS), Rows(), Mix())
        assert next(made).files.keys() >= {"chains"}
        made.close()
    finally:
        processes.close()


def test_leftovers_are_looked_for_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    """A child looks for what only refers to itself after many chains, not after each piece."""
    looked: list[int] = []
    monkeypatch.setattr(module.gc, "collect", lambda: looked.append(1))
    bench = module.Bench()
    for _ in range(3):
        bench.clean(2_500)
    assert len(looked) == 1
