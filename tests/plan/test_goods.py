"""Buying and sending back: one cart that is bought once, goods that go home, and no more back than was ordered."""

from __future__ import annotations

import pytest

from tests.plan.audit import calls_of
from tests.plan.test_fitting_values import link, planned
from tests.world.tools import INTEGER, STRING, make, many, thing

_COUNTRY = {"type": "string", "description": "Country the goods go to. ISO 3166-1 alpha-2.", "pattern": "^[A-Z]{2}$"}
_CART = thing(cart_id=STRING, total=INTEGER)
CREATE = make("create_cart", {"country_code": _COUNTRY}, _CART)
ADD = make("add_to_cart", {"cart_id": STRING, "variant_sku": STRING}, _CART)
OPTIONS = make(
    "list_delivery_options", {"cart_id": STRING, "postcode": STRING}, thing(options=many(delivery_option_id=STRING))
)
PLACE = make("place_order", {"cart_id": STRING, "delivery_option_id": STRING}, thing(order_id=STRING))
CHAIN = (
    [CREATE, ADD, OPTIONS, PLACE],
    *(link(at, "cart_id", 0, "cart_id") for at in (1, 2, 3)),
    link(3, "delivery_option_id", 2, "options[].delivery_option_id"),
)


@pytest.mark.parametrize("seed", range(8))
def test_a_cart_is_bought_once_and_filled_before_it_is_brought(seed: int) -> None:
    """After an order nothing more is done with its cart; what delivery costs is asked of what is in it."""
    plan = planned(*CHAIN, seed=seed)
    steps = [[call.tool for call in step if call.ok] for turn in plan.turns for step in turn.steps]
    made = [tool for step in steps for tool in step]
    assert made.count(PLACE.id) == 1
    assert made.count(CREATE.id) == 1
    assert not any({ADD.id, OPTIONS.id} <= set(step) for step in steps)
    assert made.index(PLACE.id) > max(at for at, tool in enumerate(made) if tool in (ADD.id, OPTIONS.id))


@pytest.mark.parametrize("seed", range(8))
def test_goods_go_where_the_address_is(seed: int) -> None:
    """Nobody saves an address in Munich and has what they buy sent to another continent."""
    where = {"street": STRING, "city": STRING, "country_code": _COUNTRY}
    save = make("save_address", where, thing(address_id=STRING))
    plan = planned([save, CREATE], seed=seed)
    codes = {call.arguments["country_code"] for _, call in calls_of(plan) if call.ok}
    assert len(codes) == 1 or sum(call.tool == save.id for _, call in calls_of(plan)) > 1


@pytest.mark.parametrize("seed", range(12))
def test_no_more_goes_back_than_was_ordered(seed: int) -> None:
    """A line of one piece is sent back as it is."""
    line = {"line_id": STRING, "quantity": {"type": "integer", "minimum": 1, "maximum": 1}}
    order = make("get_order", {"order_id": STRING}, thing(order_id=STRING, lines=many(**line)))
    optional = {"type": "integer", "description": "Pieces to send back", "minimum": 1}
    asked = {"line_id": STRING, "quantity": optional}
    back = make("start_return", asked, thing(return_id=STRING), required=["line_id"])
    plan = planned([order, back], link(1, "line_id", 0, "lines[].line_id"), seed=seed, mix="bfcl")
    returned = [call.arguments for _, call in calls_of(plan) if call.tool == back.id and call.ok]
    assert all(call.get("quantity", 1) == 1 for call in returned)
