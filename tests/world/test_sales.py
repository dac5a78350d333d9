"""What is sold: an order costs what is in it and its delivery, and its parcel, bill and return are of it."""

from __future__ import annotations

from tests.world.tools import DATE, INTEGER, MOMENT, NUMBER, STRING, make, many, thing, world

_STATES = {"type": "string", "enum": ["placed", "packed", "shipped", "delivered"]}
_PIECES = {"type": "integer", "description": "Number of pieces", "minimum": 1}
_SUM = {"type": "number", "description": "Sum paid", "minimum": 20, "maximum": 2000}
_LINE = {
    "line_id": STRING, "product_id": STRING, "sku": STRING, "name": STRING,
    "quantity": {"type": "integer", "minimum": 1}, "unit_price": {"type": "number", "minimum": 4},
}  # fmt: skip
_ORDER = {
    "order_id": STRING, "status": _STATES, "placed_on": DATE, "total": _SUM, "currency": STRING,
    "lines": many(**_LINE), "delivery_date": DATE, "tracking_number": {"type": "string", "pattern": "^CKX[0-9]{9}$"},
}  # fmt: skip
_ITEM = {"item_id": STRING, "product_name": STRING, "quantity": INTEGER, "unit_price": NUMBER}
_CART = thing(cart_id=STRING, items=many(**_ITEM), total=NUMBER, currency=STRING)
_OPTION = {"delivery_option_id": STRING, "carrier": STRING, "price": NUMBER, "currency": STRING, "delivery_date": DATE}
_SCAN = {"scanned_at": MOMENT, "note": {"type": "string", "enum": ["Left the depot", "Loaded for delivery"]}}

CREATE = make("create_cart", {}, _CART)
ADD = make("add_to_cart", {"cart_id": STRING, "variant_sku": STRING, "quantity": INTEGER}, _CART)
OPTIONS = make("list_delivery_options", {"cart_id": STRING, "postcode": STRING}, thing(options=many(**_OPTION)))
PLACE = make("place_order", {"cart_id": STRING, "delivery_option_id": STRING}, thing(**_ORDER))
ORDERS = make(
    "list_orders", {"status": _STATES},
    thing(orders=many(
        order_id=STRING, status=_STATES, placed_on=DATE, total=_SUM, currency=STRING, item_count=_PIECES,
    )),
)  # fmt: skip
ORDER = make("get_order", {"order_id": STRING}, thing(**_ORDER))
INVOICE = make("get_invoice", {"order_id": STRING}, thing(order_id=STRING, issued_on=DATE, amount=NUMBER))
TRACK = make(
    "track_shipment", {"tracking_number": STRING},
    thing(
        tracking_number=STRING, order_id=STRING, expected_on=DATE, scans=many(**_SCAN),
        state={"type": "string", "enum": ["announced", "in_transit", "delivered"]},
    ),
)  # fmt: skip
MOVE = make("reschedule_delivery", {"tracking_number": STRING, "new_date": DATE},
            thing(tracking_number=STRING, delivery_date=DATE))  # fmt: skip
RETURN = make("start_return", {"order_id": STRING, "line_id": STRING},
              thing(return_id=STRING, order_id=STRING, product_name=STRING, refund_amount=NUMBER))  # fmt: skip
PRODUCT = make("get_product", {"product_id": STRING}, thing(product_id=STRING, name=STRING, price=NUMBER))


def test_an_order_costs_what_is_in_its_cart_and_its_delivery() -> None:
    """What is ordered is the variant that was put in; the price of the delivery is no line of it."""
    for seed in range(4):
        shop = world(seed)
        cart = shop.call(CREATE, {}).result["cart_id"]
        told = shop.call(ADD, {"cart_id": cart, "variant_sku": "LMP-0731-GN", "quantity": 2}).result
        option = shop.call(OPTIONS, {"cart_id": cart, "postcode": "1058"}).result["options"][0]
        chosen = {"cart_id": cart, "delivery_option_id": option["delivery_option_id"]}
        placed = shop.call(PLACE, chosen).result
        again = shop.call(ORDER, {"order_id": placed["order_id"]}).result
        assert placed == again
        assert [(line["sku"], line["quantity"]) for line in placed["lines"]] == [("LMP-0731-GN", 2)]
        assert placed["total"] == round(told["total"] + option["price"], 2)
        assert placed["placed_on"] == "2026-11-24"


def test_an_order_has_as_many_pieces_as_were_counted() -> None:
    """Its lines come to its sum, too, its bill says the same, and a line is refunded at its price."""
    for seed in range(30):
        shop = world(seed)
        listed = shop.call(ORDERS, {"status": "delivered"}).result["orders"][0]
        order = shop.call(ORDER, {"order_id": listed["order_id"]}).result
        assert sum(line["quantity"] for line in order["lines"]) == listed["item_count"]
        assert round(sum(x["quantity"] * x["unit_price"] for x in order["lines"]), 2) == listed["total"]
        bill = shop.call(INVOICE, {"order_id": order["order_id"]}).result
        assert (bill["amount"], bill["issued_on"]) == (order["total"], order["placed_on"])
        line = order["lines"][0]
        back = shop.call(RETURN, {"order_id": order["order_id"], "line_id": line["line_id"]}).result
        assert back["refund_amount"] == line["unit_price"]
        assert shop.call(PRODUCT, {"product_id": line["product_id"]}).result["price"] == line["unit_price"]


def test_a_parcel_is_the_one_of_its_order() -> None:
    """It is as far as the order says, was scanned after that was placed, and comes when it was moved to."""
    for seed in range(8):
        shop = world(seed)
        listed = shop.call(ORDERS, {"status": "shipped"}).result["orders"][0]
        order = shop.call(ORDER, {"order_id": listed["order_id"]}).result
        number = {"tracking_number": order["tracking_number"]}
        parcel = shop.call(TRACK, number).result
        assert parcel["order_id"] == order["order_id"]
        assert parcel["expected_on"] == order["delivery_date"]
        assert parcel["state"] == "in_transit"
        assert all(order["placed_on"] <= scan["scanned_at"] for scan in parcel["scans"])
        shop.call(MOVE, {**number, "new_date": "2026-11-29"})
        assert shop.call(TRACK, number).result["expected_on"] == "2026-11-29"
        assert shop.call(ORDER, {"order_id": order["order_id"]}).result["delivery_date"] == "2026-11-29"


VARIANTS = many(sku=STRING, colour=STRING, size=STRING, price=NUMBER, currency=STRING)
PAGE = make(
    "get_product_page", {"product_id": STRING},
    thing(product_id=STRING, name=STRING, price=NUMBER, currency=STRING, warranty_months=INTEGER, variants=VARIANTS),
)  # fmt: skip
SEARCH = make("search_products", {"query": STRING}, thing(products=many(product_id=STRING, name=STRING, price=NUMBER)))
_STARS = {"type": "integer", "description": "Stars", "minimum": 1, "maximum": 5}
REVIEWS = make(
    "list_product_reviews", {"product_id": STRING},
    thing(reviews=many(review_id=STRING, stars=_STARS, title=STRING, text=STRING)),
)  # fmt: skip


def test_variants_come_in_sizes_of_their_product() -> None:
    """A jacket comes in S and M, a kettle does not; what was ordered is among the variants of its product."""
    for seed in range(6):
        shop = world(seed)
        for query, sizes in (("rain jacket", {"XS", "S", "M", "L", "XL", "XXL"}), ("kettle", {"one size"})):
            found = shop.call(SEARCH, {"query": query}).result["products"][0]
            page = shop.call(PAGE, {"product_id": found["product_id"]}).result
            assert {each["size"] for each in page["variants"]} <= sizes
            assert len({(each["colour"], each["size"]) for each in page["variants"]}) == len(page["variants"])
            assert page["warranty_months"] % 12 == 0
            assert page == shop.call(PAGE, {"product_id": found["product_id"]}).result
        order = shop.call(ORDERS, {"status": "delivered"}).result["orders"][0]
        line = shop.call(ORDER, {"order_id": order["order_id"]}).result["lines"][0]
        page = shop.call(PAGE, {"product_id": line["product_id"]}).result
        assert line["sku"] in [each["sku"] for each in page["variants"]]


def test_reviews_say_what_goes_with_their_stars() -> None:
    """Five stars are given to nothing that stopped working, and no two customers write the same."""
    for seed in range(12):
        shop = world(seed)
        found = shop.call(SEARCH, {"query": "kettle"}).result["products"][0]
        reviews = shop.call(REVIEWS, {"product_id": found["product_id"]}).result["reviews"]
        assert len({each["text"] for each in reviews}) == len(reviews)
        for each in reviews:
            assert each["stars"] < 4 or each["title"] not in ("Stopped working", "Not as described", "Does the job")
            assert each["stars"] > 2 or each["title"] in ("Stopped working", "Not as described", "Arrived damaged",
                                                          "Smaller than expected")  # fmt: skip
        assert reviews == shop.call(REVIEWS, {"product_id": found["product_id"]}).result["reviews"]


def test_the_bill_that_was_seen_first_is_of_its_order() -> None:
    """Whatever is looked at first, an order comes to what was invoiced, and its lines to that."""
    small = {"type": "number", "description": "Sum paid", "minimum": 20, "maximum": 120}
    order = make("get_order", {"order_id": STRING}, thing(**{**_ORDER, "total": small}))
    number = {"type": "string", "description": "Invoice number"}
    bill = make("get_invoice", {"order_id": STRING}, thing(
        invoice_number=number, order_id=STRING, issued_on=DATE, amount=small, currency=STRING,
    ))  # fmt: skip
    for seed in range(12):
        shop = world(seed)
        parcel = shop.call(TRACK, {"tracking_number": "CKX371352859"}).result
        invoiced = shop.call(bill, {"order_id": parcel["order_id"]}).result
        told = shop.call(order, {"order_id": parcel["order_id"]}).result
        assert (invoiced["amount"], invoiced["issued_on"]) == (told["total"], told["placed_on"])
        assert round(sum(x["quantity"] * x["unit_price"] for x in told["lines"]), 2) == told["total"]
