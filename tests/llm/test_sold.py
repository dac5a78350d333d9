"""Words of shopping: what is sent back is named, a sum is told once, the same is asked for the business ones."""

from __future__ import annotations

from datetime import UTC, datetime
from random import Random

import pytest

from tests.llm.test_deeds import _deed, _said
from tests.llm.test_manner import _ink
from tests.plan.test_fitting_values import link, planned
from tests.world.tools import STRING, make, many, thing
from toolgraph.llm.offline import OfflinePhraser
from toolgraph.llm.offline.again import told_apart
from toolgraph.llm.offline.grammar import Speaker
from toolgraph.llm.offline.held import Held
from toolgraph.llm.offline.slots import speak
from toolgraph.llm.offline.telling_text import text_fact
from toolgraph.models.dialogue_plan import SaidValue
from toolgraph.plan.roles import in_role
from toolgraph.plan.wants import wants_of


def test_what_was_sent_back_is_a_return_that_was_begun() -> None:
    """Nobody has carried it to the post yet, and that it is open is no news."""
    result = {"return_id": "r1", "order_id": "o1", "product_name": "Linen lamp", "status": "opened",
              "refund_amount": 20.5, "currency": "EUR"}  # fmt: skip
    said = [_said("reason", "reason", "damaged")]
    told = {"order_id": "o1", "line_id": "l1"}
    for reply in _deed("shop/start_return", "send the first line back", said, result, arguments=told):
        assert "started the return of" in reply
        assert "opened" not in reply
        assert "20.5" in reply


def test_a_sum_without_anything_taken_off_is_told_once() -> None:
    """A cart that comes to 40 euros has no subtotal of 40 euros beside it."""
    items = [{"item_id": "i1", "product_name": "Linen lamp", "quantity": 1, "unit_price": 40.0}]
    result = {"cart_id": "c1", "items": items, "discount": 0.0, "subtotal": 40.0, "total": 40.0, "currency": "EUR"}
    arguments = {"cart_id": "c1", "variant_sku": "LMP-0731-GN", "quantity": 1}
    for reply in _deed("shop/add_to_cart", "put a variant into a cart", [], result, arguments=arguments):
        assert "subtotal" not in reply


@pytest.mark.parametrize("label", ["kind", "status"])
def test_the_same_for_others_of_a_sort_is_for_those_ones(label: str) -> None:
    """`The same for the frozen ones`, not `for the status frozen`."""
    said = SaidValue(call="call_1", path=label, label=label, value="frozen")
    value = speak(said, rng=Random(1), clock=datetime(2026, 3, 4, tzinfo=UTC))
    assert told_apart(value, "frozen", Speaker(frozenset(), Random(1)), Held()) == "the frozen ones"


def test_what_is_taken_from_an_account_is_from_it() -> None:
    """Money goes `from the first account`, not `for` it."""
    pay = make("create_standing_order", {"from_account_id": STRING, "amount": {"type": "number"}}, None)
    want = wants_of(pay)["from_account_id"]
    assert in_role(pay, want, "account", "the first account") == "from the first account"


def test_something_of_a_list_is_spoken_of_as_what_it_is() -> None:
    """A spec says `something`; whoever talks says what: the lamp is sent back."""
    orders = make("list_orders", {}, thing(orders=many(order_id=STRING)))
    order = make("get_order", {"order_id": STRING}, thing(order_id=STRING, lines=many(line_id=STRING, name=STRING)))
    back = make("start_return", {"order_id": STRING, "line_id": STRING}, thing(return_id=STRING),
                description="Send something back. Opens a return.")  # fmt: skip
    links = (link(1, "order_id", 0, "orders[].order_id"), link(2, "order_id", 1, "order_id"),
             link(2, "line_id", 1, "lines[].line_id"))  # fmt: skip
    seen = 0
    for seed in range(8):
        plan = planned([orders, order, back], *links, seed=seed, mix="multistep")
        together = [t for t in plan.turns if {order.id, back.id} <= {c.tool for step in t.steps for c in step}]
        words = OfflinePhraser().phrase(plan, {t.id: t for t in (orders, order, back)}).words.turns
        seen += len(together)
        assert not any("something" in str(words[turn.index].user) for turn in together)
    assert seen


_MARK = {"type": "string", "description": "Ticker symbol", "examples": ["AUR", "NORP"]}
QUOTE = make("get_stock_quote", {"ticker": _MARK}, thing(ticker=_MARK, price={"type": "number"}),
             description="Get the latest price of a stock.")  # fmt: skip
PROFILE = make("get_company_profile", {"ticker": _MARK}, thing(ticker=_MARK, company_name=STRING),
               description="Show the profile of a listed company.")  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
def test_a_stock_is_spoken_of_as_such_and_not_by_its_ticker(seed: int) -> None:
    """`The latest price of the first stock`; of one that was named before, `that stock`."""
    lists = make("list_watchlists", {}, thing(watchlists=many(
        watchlist_id=STRING, name=STRING, tickers={"type": "array", "items": _MARK, "minItems": 2},
    )))  # fmt: skip
    plan = planned([lists, QUOTE], link(1, "ticker", 0, "watchlists[].tickers[]"), seed=seed, mix="multistep")
    assert not any("of a stock" in t.goal or "ticker" in t.goal for t in plan.turns)
    plan = planned([PROFILE, QUOTE], seed=seed, mix="multistep")
    both = [t for t in plan.turns if {PROFILE.id, QUOTE.id} <= {c.tool for step in t.steps for c in step}]
    assert not any("of a stock" in t.goal for t in both)


@pytest.mark.parametrize("seed", range(12))
def test_what_is_said_for_a_search_is_heard_of_no_other_list(seed: int) -> None:
    """Nobody asks for `the product categories matching backpack`."""
    groups = make("list_categories", {}, thing(categories=many(category_id=STRING, name=STRING)),
                  description="List the product categories.")  # fmt: skip
    search = make("search_products", {"query": STRING}, thing(products=many(product_id=STRING, name=STRING)),
                  description="Search the product catalogue.")  # fmt: skip
    show = make("get_product", {"product_id": STRING}, thing(product_id=STRING, name=STRING),
                description="Show a product with its variants.")  # fmt: skip
    chain = [groups, search, show]
    plan = planned(chain, link(2, "product_id", 1, "products[].product_id"), seed=seed, mix="multistep")
    for turn in plan.turns:
        if {groups.id, search.id, show.id} <= {c.tool for step in turn.steps for c in step}:
            assert "search" in turn.goal


def test_money_that_came_in_goes_to_nobody() -> None:
    """A booking is with the other side, whichever way the money went."""
    ink = _ink()
    fact = text_fact("counterparty_name", "Valentim Freitas", "transaction", ink)
    assert fact is not None
    assert ink.held.plain(fact.clause) == "is with Valentim Freitas"
