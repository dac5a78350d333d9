"""Looking around: tools by words, one tool with its neighbours, links page by page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.sample.filled import catalogue_copy
from toolgraph.errors import ConfigError
from toolgraph.pipeline import look
from toolgraph.pipeline.look import all_links, search_tools, tool_card, tool_links
from toolgraph.store import GraphStore, StoreAddress, open_store


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    """The bundled catalogue."""
    with open_store(StoreAddress(db=str(catalogue_copy(tmp_path_factory)))) as opened:
        yield opened


def test_all_words_must_be_there(full: GraphStore) -> None:
    """More words find fewer tools, in any case of letters; a source narrows down."""
    one, two = (dict.fromkeys(i for i, *_ in search_tools(full, words)) for words in ("ORDER", "order place"))
    assert "shop/place_order" in two
    assert set(two) < set(one)
    assert {i.split("/")[0] for i, *_ in search_tools(full, "", source="shop")} == {"shop"}
    assert len(search_tools(full, "")) == 336


def test_a_description_is_one_short_line(full: GraphStore) -> None:
    """A table stays a table."""
    assert all("\n" not in text and len(text) <= 110 for _, _, text in search_tools(full, ""))


def test_a_card_names_the_neighbours_of_both_sides(full: GraphStore) -> None:
    """Who is fed by a tool has it among those that feed it."""
    card = tool_card(full, "place_order")
    assert card.tool.id == "shop/place_order"
    assert card.tool.inputs
    giver = card.fed_by[0].split(" ")[0]
    assert any(x.startswith("shop/place_order (") for x in tool_card(full, giver).feeds)


def test_a_name_that_is_not_there_or_not_enough(full: GraphStore) -> None:
    """Unknown names are answered with what is near, ambiguous ones with the ids."""
    with pytest.raises(ConfigError, match="Did you mean shop/place_order"):
        tool_card(full, "shop/place_ordre")
    full.ask("CREATE (:Tool {id: 'x/twin', name: 'twin'}), (:Tool {id: 'y/twin', name: 'twin'})", write=True)
    with pytest.raises(ConfigError, match=r"2 tools are called 'twin'\.\n  Use the id of one: x/twin, y/twin\."):
        tool_links(full, "twin").__next__()
    full.ask("MATCH (t:Tool {name: 'twin'}) DELETE t", write=True)


def test_pages_make_the_whole(full: GraphStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many tools are asked for at once, each link comes once; those of a tool are the ones that touch it."""
    whole = list(all_links(full))
    monkeypatch.setattr(look, "_PAGE", 7)
    assert list(all_links(full)) == whole
    key = {(r["source_id"], r["target_id"]) for r in whole}
    assert len(key) == len(whole)
    touching = {k for k in key if any(i.startswith("shop/place_order#") for i in k)}
    assert {(r["source_id"], r["target_id"]) for r in tool_links(full, "shop/place_order")} == touching


def test_followers_come_from_recorded_use_and_links(full: GraphStore) -> None:
    """Before anything was learnt there are none; then what people do leads, and a card names the grounds."""
    assert look.tool_followers(full, "shop/place_order") == tool_card(full, "shop/place_order").followers == []
    use = "MATCH (a:Tool {id: 'shop/place_order'}), (b:Tool {id: 'mail/send'}) CREATE (a)-[:CO_USED {count: 9}]->(b)"
    other = next(i for i, *_ in search_tools(full, "", source="crm"))
    full.ask(use.replace("mail/send", other), write=True)
    found = look.tool_followers(full, "shop/place_order", most=3)
    assert (found[0].tool, found[0].reasons) == (other, ("used",))
    assert any("feeds" in f.reasons for f in found[1:])
    assert tool_card(full, "shop/place_order").followers[0].startswith(f"{other} (")
    unseen = look.tool_followers(full, "shop/search_products", most=30)
    assert ("common",) in {f.reasons for f in unseen}
    full.ask("MATCH (:Tool)-[r:CO_USED]->(:Tool) DELETE r", write=True)
