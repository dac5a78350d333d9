"""Maps of things: each under what it is known by."""

from __future__ import annotations

from typing import Any

from tests.world.tools import NUMBER, STRING, make, thing, world

SEEDS = range(6)


def a_map(item: dict[str, Any], **bounds: int) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": item, **bounds}


CARD = thing(id=STRING, brand=STRING)
WALLET = make("get_wallet", {"user_id": STRING}, thing(cards=a_map(CARD)), effect="read")


def test_a_thing_stands_under_its_own_id() -> None:
    """The key is the id that the thing bears, the same whenever it is asked for, and leads to that thing elsewhere."""
    get_card = make("get_card", {"card_id": STRING}, CARD, effect="read")
    for seed in SEEDS:
        here = world(seed)
        cards = here.call(WALLET, {"user_id": "u1"}).result["cards"]
        assert len(cards) > 1
        assert all(card["id"] == key for key, card in cards.items())
        assert here.call(WALLET, {"user_id": "u1"}).result["cards"] == cards
        key, card = next(iter(cards.items()))
        assert here.call(get_card, {"card_id": key}).result == card


def test_things_without_ids_go_by_keys_of_their_own() -> None:
    """Where things bear no id the key is one, and as many are there as the schema wants."""
    item = thing(size=STRING, price=NUMBER)
    product = make("get_product", {}, thing(variants=a_map(item, minProperties=5)), effect="read")
    for seed in SEEDS:
        here = world(seed)
        variants = here.call(product, {}, need=("variants{key}",)).result["variants"]
        assert len(variants) == 5
        assert all(key.startswith("var_") for key in variants), variants
        assert here.call(product, {}, need=("variants{key}",)).result["variants"].keys() == variants.keys()
