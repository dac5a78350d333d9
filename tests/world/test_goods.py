"""What a shop sells costs, weighs and is described as such things are."""

from __future__ import annotations

from tests.world.tools import STRING, make, many, thing, world

_PRICE = {"type": "number", "description": "Price", "minimum": 4, "examples": [64.9, 39.5, 189.0, 74.0, 129.0]}
_KG = {"type": "number", "description": "Weight in kilograms", "minimum": 0.1, "maximum": 40}
_COUNT = {"type": "integer", "minimum": 0, "maximum": 50}
_STOCK = {"type": "boolean", "description": "Whether it can be delivered now"}
SEARCH = make(
    "search_products", {"query": STRING},
    thing(products=many(product_id=STRING, name=STRING, price=_PRICE, currency=STRING, in_stock=_STOCK)),
)  # fmt: skip
GET = make(
    "get_product", {"product_id": STRING},
    thing(
        product_id=STRING, name=STRING, price=_PRICE, currency=STRING, in_stock=_STOCK, weight_kg=_KG,
        variants=many(sku=STRING, colour=STRING, size=STRING, price=_PRICE, units_left=_COUNT),
    ),
)  # fmt: skip


def test_a_kettle_weighs_and_costs_what_kettles_do() -> None:
    """No kettle is of five kilograms, and none costs two hundred euros."""
    for seed in range(12):
        shop = world(seed)
        for found in shop.call(SEARCH, {"query": "kettle"}).result["products"]:
            shown = shop.call(GET, {"product_id": found["product_id"]}).result
            assert shown["price"] == found["price"]
            assert shown["currency"] != "EUR" or 28 <= shown["price"] <= 110
            assert 0.8 <= shown["weight_kg"] <= 1.9
            assert all(each["price"] == shown["price"] for each in shown["variants"])


def test_what_is_found_can_be_had() -> None:
    """Nobody finds what is out of stock and then has pieces left."""
    for seed in range(12):
        found = world(seed).call(SEARCH, {"query": "running shoes"}).result["products"]
        assert all(each["in_stock"] for each in found)


def test_shoes_come_in_sizes() -> None:
    """One size fits nobody's feet."""
    shop = world(3)
    found = shop.call(SEARCH, {"query": "running shoes"}).result["products"]
    shown = shop.call(GET, {"product_id": found[0]["product_id"]}).result
    assert all(each["size"].isdigit() for each in shown["variants"])
