"""Shops, and who plays music: names and texts are of what they are of."""

from __future__ import annotations

import pytest

from tests.world.tools import STRING, make, many, thing, world
from toolgraph.world.lexicon import COMPANY_TAILS


def test_a_shop_has_the_name_of_a_shop() -> None:
    """No lamp is on the shelf of a motor works; the shops of a chain have its name."""
    chain = {"type": "string", "examples": ["Copperkettle Chiado", "Copperkettle Nyhavn"]}
    asked = {"sku": STRING, "city": STRING}
    any_shop = make("check_store_stock", asked, thing(stores=many(store_id=STRING, store_name=STRING)))
    of_chain = make("check_chain_stock", asked, thing(stores=many(store_id=STRING, store_name=chain)))
    for seed in range(8):
        call = {"sku": "KTL-2210-BK", "city": "Lagos"}
        names = [each["store_name"] for each in world(seed).call(any_shop, call).result["stores"]]
        assert not any(name.endswith(tail) for name in names for tail in COMPANY_TAILS)
        assert all(
            e["store_name"].startswith("Copperkettle ") for e in world(seed).call(of_chain, call).result["stores"]
        )


@pytest.mark.parametrize("query", ["Onyx Jazz Trio", "Glasshouse Radio"])
def test_a_biography_is_of_its_artist(query: str) -> None:
    """It tells of no other person and of no other music."""
    genre = {"type": "string", "enum": ["classical", "jazz"]}
    said = {"type": "string", "examples": ["Singer with a love of maps.", "Makes electronic music from radio noise."]}
    names = {"type": "string", "examples": ["Ines Quarrel", "Glasshouse Radio"]}
    search = make("search_artists", {"query": STRING}, thing(artists=many(artist_id=STRING, name=names, genre=genre)))
    shown = make("get_artist", {"artist_id": STRING}, thing(artist_id=STRING, name=names, biography=said))
    for seed in range(8):
        radio = world(seed)
        found = radio.call(search, {"query": query}).result["artists"][0]
        text = radio.call(shown, {"artist_id": found["artist_id"]}).result["biography"]
        assert "electronic" not in text
        assert "grew up" not in text
