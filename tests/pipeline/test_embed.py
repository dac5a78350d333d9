"""One graph is linked in one way: with texts or without, as it was before unless asked otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from tests.pipeline.sources import spec, steps
from tests.pipeline.test_ingest_incremental import Sets, scratch
from tests.store.conftest import Open
from tests.store.databases import different, emptied, snapshot
from toolgraph.errors import MissingExtra
from toolgraph.link.embed import TextModel
from toolgraph.models.spec import RawTool
from toolgraph.pipeline import rules
from toolgraph.pipeline.ingest import ingest
from toolgraph.store import GraphStore

__all__ = ["scratch"]

PATIENT = settings(max_examples=6, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
GIVER = RawTool(
    name="listOrders", parameters={"type": "object"},
    returns={"type": "object", "properties": {"order_id": {"type": "string", "description": "One"}}},
)  # fmt: skip
TAKER = RawTool(
    name="getOrder",
    parameters={
        "type": "object", "required": ["order_id"],
        "properties": {"order_id": {"type": "string", "description": "Another"}},
    },
)  # fmt: skip
SCORES = "MATCH (:Field)-[r:FITS]->(:Parameter) RETURN r.score AS score ORDER BY score"


def scattered(texts: Sequence[str]) -> list[list[float]]:
    """An embedder for tests: each text points anywhere, always the same way."""
    out = []
    for text in texts:
        parts = [b - 100.0 for b in blake2b(text.encode(), digest_size=4).digest()]
        length = sum(p * p for p in parts) ** 0.5
        out.append([p / length for p in parts])
    return out


@pytest.fixture(autouse=True)
def model(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small model in the place of the packaged one."""
    kept = TextModel("scattered", scattered)
    monkeypatch.setattr(rules, "text_model", lambda: kept)


def scores(store: GraphStore) -> list[float]:
    return [row[0] for row in store.ask(SCORES).rows]


def test_a_graph_stays_as_it_was_linked(open_database: Open) -> None:
    """Turned on, the whole graph is linked anew; later ingests keep to it untold; turned off, it is gone."""
    store = emptied(open_database("embedded").store)
    one, two = spec("alpha", {"a": GIVER, "b": TAKER}), spec("beta", {"a": GIVER, "b": TAKER})
    ingest(store, [one])
    (plain,) = scores(store)
    report = ingest(store, [two], embed=True)
    assert report.resumed == ("alpha",)
    weighed = scores(store)
    assert weighed[0] == weighed[1] < plain
    assert ingest(store, [one, two]).resumed == ()
    ingest(store, [spec("gamma", {"a": GIVER, "b": TAKER})])
    assert scores(store) == [weighed[0]] * 3
    assert ingest(store, [one], embed=False).resumed == ("alpha", "beta", "gamma")
    assert scores(store) == [plain] * 3


def test_without_the_packages_a_graph_with_texts_is_left_alone(
    open_database: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rather than be linked half in one way, half in another; the message says how to go on."""
    store = emptied(open_database("embedded").store)
    ingest(store, [spec("alpha", {"a": GIVER, "b": TAKER})], embed=True)
    before = snapshot(store)

    def missing() -> TextModel:
        raise MissingExtra("Sentence embeddings need a package.", "pip install it, or --no-embed.")

    monkeypatch.setattr(rules, "text_model", missing)
    with pytest.raises(MissingExtra):
        ingest(store, [spec("beta", {"a": GIVER, "b": TAKER})])
    assert snapshot(store) == before


@PATIENT
@given(sequence=steps())
def test_any_sequence_of_ingests_with_texts_equals_a_rebuild(
    open_database: Open, scratch: GraphStore, sequence: list[tuple[Sets, bool]]
) -> None:
    """Scores weighed by texts are the same to the last bit, whatever came in which company."""
    store = emptied(open_database("embedded").store)
    final: Sets = {}
    for number, (sets, prune) in enumerate(sequence):
        given_ = [spec(name, tools) for name, tools in sorted(sets.items())]
        ingest(store, given_, prune=prune, embed=True if number == 0 or not final else None)
        for name, tools in sets.items():
            final[name] = dict(tools) if prune else {**final.get(name, {}), **tools}
        final = {name: tools for name, tools in final.items() if tools}
    ingest(emptied(scratch), [spec(name, tools) for name, tools in sorted(final.items())], embed=True)
    found, wanted = snapshot(store), snapshot(scratch)
    assert different(found.nodes, wanted.nodes) == {}
    assert different(found.edges, wanted.edges) == {}
