"""The view shows what the graph holds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.demo_folder import demo_folder
from tests.report.test_page import data_of
from toolgraph.errors import ConfigError
from toolgraph.pipeline.database import counts
from toolgraph.pipeline.view import view_graph
from toolgraph.store import GraphStore, StoreAddress, open_store


@pytest.fixture(scope="module")
def store() -> Iterator[GraphStore]:
    with open_store(StoreAddress(db=str(demo_folder() / "db"))) as opened:
        yield opened


def test_the_whole_graph_is_in_the_page(store: GraphStore, tmp_path: Path) -> None:
    """As many tools, edges of each type and links as the database counts; every link with its reasons."""
    tools, size = view_graph(store, tmp_path / "view.html")
    data, inside = data_of(tmp_path / "view.html"), dict(counts(store))
    assert (tools, len(data["id"])) == (inside["Tool"], inside["Tool"])
    assert size == (tmp_path / "view.html").stat().st_size
    for kind, flat in data["edges"].items():
        assert len(flat) == 3 * inside.get(kind, 0), kind
    assert len(data["fits"]) == 6 * inside["FITS"]
    first = data["fits"][:6]
    start, end = data["id"][first[0]], data["id"][first[1]]
    row = next(
        r
        for r in store.read("read/fits_of_consumers", ids=[end])
        if r["source_id"] == f"{start}#out:{data['paths'][first[2]]}" and r["target_param"] == data["paths"][first[3]]
    )
    assert first[4] == round(100 * row["score"])
    assert data["reasons"][first[5]].split() == row["reasons"]


def test_a_neighbourhood_is_a_tool_and_all_next_to_it(store: GraphStore, tmp_path: Path) -> None:
    """Everybody with an edge to the tool, nobody else, and the page opens with the tool."""
    view_graph(store, tmp_path / "near.html", tool="create_invoice")
    data = data_of(tmp_path / "near.html")
    whole = "MATCH (a:Tool)-[:FEEDS|SIMILAR|SHARES_INPUT]->(b:Tool) RETURN a.id, b.id ORDER BY a.id, b.id"
    pairs = [row for row in store.ask(whole).rows if "crm/create_invoice" in row]
    assert set(data["id"]) == {"crm/create_invoice", *(tool for pair in pairs for tool in pair)}
    assert data["id"][data["focus"]] == "crm/create_invoice"


def test_an_empty_graph_is_refused(tmp_path: Path) -> None:
    """There is nothing to draw: the message says how to fill it."""
    with (
        open_store(StoreAddress(db=str(tmp_path / "db"))) as empty,
        pytest.raises(ConfigError, match="ingest"),
    ):
        view_graph(empty, tmp_path / "view.html")
