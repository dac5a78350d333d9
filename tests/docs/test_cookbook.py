"""The Cypher cookbook is true, on every database we name."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.demo_folder import demo_folder
from tests.docs.cookbook import fill, recipes, table
from toolgraph.pipeline.database import clear
from toolgraph.store import GraphStore, StoreAddress, open_store

RECIPES = recipes()


@pytest.fixture(scope="module")
def embedded() -> Iterator[GraphStore]:
    with open_store(StoreAddress(db=str(demo_folder() / "db"))) as store:
        yield store


@pytest.fixture(scope="module", params=["neo4j_5", "neo4j_2026"])
def server(request: pytest.FixtureRequest) -> Iterator[GraphStore]:
    found = request.getfixturevalue(request.param)
    with open_store(StoreAddress(db=found.uri, user=found.user, password=found.password)) as store:
        clear(store)
        fill(store)
        yield store


def test_there_are_twenty_questions_in_order() -> None:
    """Every question is numbered, has a query that orders its rows, and an answer."""
    assert [r.number for r in RECIPES] == list(range(1, len(RECIPES) + 1))
    assert len(RECIPES) >= 20
    assert all("ORDER BY" in r.query and r.answer.count("\n") > 2 for r in RECIPES)


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda r: str(r.number))
def test_the_page_says_what_the_graph_says(recipe, embedded: GraphStore) -> None:
    """The answer on the page is today's; `python -m tests.docs.cookbook` writes it anew after a change of the links."""
    assert table(embedded.ask(recipe.query)) == recipe.answer


def test_neo4j_gives_the_same_answers(server: GraphStore) -> None:
    """The very same text gives the very same rows on both lines of Neo4j."""
    differing = {r.number: table(server.ask(r.query)) for r in RECIPES if table(server.ask(r.query)) != r.answer}
    assert differing == {}
