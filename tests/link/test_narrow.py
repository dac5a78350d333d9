"""Rules that keep links right: whose address, what is written, what an id is of."""

from __future__ import annotations

from typing import Any

import pytest

from tests.link.tools import tool
from toolgraph.link import link
from toolgraph.models.tool import Tool

MAIL = {"format": "email"}


def joined(producer: Tool, consumer: Tool) -> set[str]:
    """Paths of the consumer that the producer fills."""
    found = (x for x in link([producer, consumer]) if x.kind == "FITS" and x.start.startswith(f"{producer.id}#"))
    return {x.end.split("#in:")[1] for x in found}


@pytest.mark.parametrize(
    ("producer", "consumer", "fits"),
    [
        (("list_bounces", {"[].email": MAIL}), ("delete_bounce", {"email": MAIL}), True),
        (("list_bounces", {"[].email": MAIL}), ("create_teammate", {"email": MAIL}), False),
        (("list_bounces", {"[].email": MAIL}), ("send_mail", {"to": MAIL}), False),
        (("list_contacts", {"contacts[].email": MAIL}), ("get_bounce", {"email": MAIL}), False),
        (("list_contacts", {"contacts[].email": MAIL}), ("send_mail", {"to": MAIL}), True),
        (("list_contacts", {"contacts[].email": MAIL}), ("send_mail", {"from.email": MAIL, "to": MAIL}), True),
        (("list_contacts", {"contacts[].email": MAIL}), ("create_alert", {"email_to": MAIL}), False),
        (("get_profile", {"email": MAIL}), ("create_alert", {"email_to": MAIL}), True),
        (("list_users", {"users[].email": MAIL}), ("update_email", {"email": MAIL}), False),
        (("list_users", {"users[].email": MAIL}), ("register", {"email": MAIL, "password": "string"}), False),
        (("get_company_profile", {"email": MAIL}), ("apply_for_job", {"email": MAIL}), False),
    ],
)
def test_addresses(producer: tuple[str, Any], consumer: tuple[str, Any], *, fits: bool) -> None:
    """Lists of what cannot be reached stay apart; senders, notices, accounts and new addresses are the asker's own."""
    found = joined(tool(producer[0], gives=producer[1]), tool(consumer[0], takes=consumer[1]))
    assert bool(found) is fits
    assert "from.email" not in found


def test_parts_of_a_body_that_the_server_writes() -> None:
    """What a body says twice, what comes later, what the server says it fills and what an update copies is left out."""
    takes = {
        "order.location_id": "string",
        "order.tenders[].location_id": "string",
        "order.refunds[].payment_id": "string",
        "order.app_id": {"description": "Read-only. Application that made it"},
        "order.customer_id": "string",
        "order.lines[].item_id": "string",
    }
    gives = {f"payments[].{name}_id": "string" for name in ("location", "payment", "app", "customer", "item")}
    made = tool("CreateOrder", takes, http="POST /orders", required=False)
    assert joined(tool("ListPayments", gives=gives, http="GET /payments"), made) == {
        "order.location_id",
        "order.customer_id",
        "order.lines[].item_id",
    }
    changed = tool("UpdateOrder", {"order.customer_id": "string"}, http="PUT /orders/{id}", required=False)
    orders = tool("ListOrders", gives={"orders[].customer_id": "string"}, http="GET /orders")
    assert not joined(orders, changed)


def test_terms_of_another_of_its_kind() -> None:
    """The day of another invoice is not copied; who searched for a day may book for it."""
    day = {"due_date": {"format": "date"}}
    listed = {"invoices[].due_date": {"format": "date"}}
    assert not joined(tool("list_invoices", gives=listed), tool("create_invoice", takes=day))
    stay = {"check_in_date": {"format": "date"}}
    search = tool("search_rooms", stay, {"rooms[].check_in_date": {"format": "date"}})
    assert joined(search, tool("book_room", takes=stay))


@pytest.mark.parametrize(
    ("gives", "takes", "fits"),
    [
        ({"tip_amount": "number"}, {"loan_amount": "number"}, False),  # what a tip comes to is not lent
        ({"tip_amount": "number"}, {"amount": "number"}, True),
        ({"product_price": "number"}, {"original_price": "number"}, True),
        ({"loan_amount": "number"}, {"loan_amount": "number"}, True),
        ({"remaining_loan_amount": "number"}, {"loan_amount": "number"}, True),
    ],
)
def test_sums_that_are_reckoned_with(gives: dict[str, Any], takes: dict[str, Any], *, fits: bool) -> None:
    """A calculator takes any sum where it asks for one of any kind, and that kind where it names one."""
    tools = [tool("get_quote", gives=gives), tool("calculate_rate", takes=takes)]
    assert any(x.kind == "FITS" for x in link(tools)) == fits


def test_a_genre_is_of_its_kind() -> None:
    """Films are not looked for by the genre of a song."""
    tools = [tool("find_song", gives={"song.genre": "string"}), tool("search_movies", takes={"genre": "string"})]
    assert not any(x.kind == "FITS" and x.score >= 0.5 for x in link(tools))


@pytest.mark.parametrize(
    ("consumer", "takes", "fits"),
    [
        ("get_pull_request", {"repository_id": "string", "pull_request_number": "integer"}, False),
        ("create_pull_request", {"repository_id": "string", "title": "string"}, True),
        ("list_pull_requests", {"repository_id": "string"}, True),
        ("get_repository", {"repository_id": "string"}, True),
    ],
)
def test_a_new_thing_has_nothing_to_be_looked_up_in_it(consumer: str, takes: dict[str, Any], *, fits: bool) -> None:
    """A new repository has no pull request of a number; one can be opened in it."""
    tools = [tool("create_repository", gives={"repository_id": "string"}), tool(consumer, takes=takes)]
    assert any(x.kind == "FITS" and x.score >= 0.4 for x in link(tools)) == fits


def test_what_a_thing_is_made_of_is_no_such_thing() -> None:
    """The items of an invoice that is made are not other invoices."""
    listed = {"items": {"type": "array", "item_type": "string"}}
    tools = [tool("list_invoices", gives={"invoices[].invoice_id": "string"}), tool("create_invoice", takes=listed)]
    assert not any(x.kind == "FITS" for x in link(tools))


@pytest.mark.parametrize(("maker", "fits"), [("create_cart", False), ("add_to_cart", True), ("get_cart", True)])
def test_a_new_cart_holds_nothing(maker: str, *, fits: bool) -> None:
    """What holds others is empty when it is made, and no longer once something was added."""
    tools = [
        tool(maker, gives={"cart_id": "string", "items[].item_id": "string"}),
        tool("remove_cart_item", takes={"item_id": "string"}),
    ]
    assert any(x.kind == "FITS" and x.score >= 0.4 for x in link(tools)) == fits


@pytest.mark.parametrize(("maker", "fits"), [("create_cart", False), ("add_to_cart", True), ("get_cart", True)])
def test_nothing_is_ordered_of_an_empty_cart(maker: str, *, fits: bool) -> None:
    """A cart goes into an order once something may be in it."""
    tools = [tool(maker, gives={"cart_id": "string"}), tool("place_order", takes={"cart_id": "string"})]
    assert any(x.kind == "FITS" for x in link(tools)) == fits


def test_what_something_was_made_from() -> None:
    """A fork's origin can be looked at; one works on what is one's own."""
    gives = {"projects[].forked_from_project.id": "integer"}
    search = tool("search_forks", gives=gives)
    assert joined(search, tool("get_project", {"id": "integer"}))
    assert not joined(search, tool("delete_project", {"id": "integer"}))


def test_ids_of_anything() -> None:
    """An object's id may be of any kind: what stands around it must be the same."""
    gives = {"counts[].item.catalog_object_id": "string"}
    takes = {"order.items[].catalog_object_id": "string", "order.taxes[].catalog_object_id": "string"}
    found = joined(tool("list_counts", gives=gives), tool("create_order", takes, required=False))
    assert found == {"order.items[].catalog_object_id"}


@pytest.mark.parametrize(
    ("gives", "takes", "fits"),
    [
        ({"users[].name": "string"}, {"followers": {"description": "Their ids, with commas between"}}, False),
        ({"users[].id": "string"}, {"followers": {"description": "Their ids, with commas between"}}, True),
        ({"users[].name": "string"}, {"assignee": "string"}, False),
        ({"users[].username": "string"}, {"assignee": "string"}, True),
        ({"users[].id": "integer"}, {"recipients": {"examples": ("blake,sam",)}}, False),
        ({"cities[].city_name": "string"}, {"cities": {"description": "IDs of cities"}}, False),
        ({"links[].dns.host": "string"}, {"hostname": "string"}, False),
        ({"users[].type": "string"}, {"user_type": "string"}, False),
    ],
)
def test_by_what_one_points(gives: dict[str, Any], takes: dict[str, Any], *, fits: bool) -> None:
    """Where ids are asked for, names are none; a display name finds nobody; a host is of anything."""
    consumer = tool("search_tasks", takes, required=False)
    assert bool(joined(tool("list_users", gives=gives), consumer)) is fits


def test_adding_a_member_makes_no_member() -> None:
    """What comes back from adding one that is there already is not that one's id."""
    add = tool("add_user_to_team", {"user": "string", "team_id": "string"}, {"id": "string", "team.id": "string"})
    assert not joined(add, tool("get_user", {"user_id": "string"}))
    assert joined(add, tool("get_team", {"team_id": "string"}))


def test_user_names_of_other_accounts() -> None:
    """A teammate is got by a teammate's user name, not by that of who owns a domain."""
    get = tool("get_teammates_by_username", {"username": "string"}, http="GET /teammates/{username}")
    assert joined(tool("list_teammates", gives={"teammates[].username": "string"}, http="GET /teammates"), get)
    assert not joined(tool("list_domains", gives={"domains[].username": "string"}, http="GET /domains"), get)


def test_text_is_no_number_where_there_are_numbers() -> None:
    """Where some tools give numbers for a number, the text ids of others are ids of something else."""
    takes = tool("get_list", {"list_id": "integer"})
    texts = tool("list_lists", gives={"lists[].id": "string"})
    numbers = tool("search_lists", gives={"lists[].id": "integer"})
    starts = {x.start.split("#")[0] for x in link([takes, texts, numbers]) if x.kind == "FITS"}
    assert starts == {"s/search_lists"}
    assert joined(texts, takes)


@pytest.mark.parametrize(
    ("gives", "consumer", "fits"),
    [
        ({"contact.contact_id": "string"}, ("get_contact", {"contact_id": "string"}), True),
        ({"contact.cards[].card_id": "string"}, ("disable_card", {"card_id": "string"}), False),
        ({"contact.company_id": "string"}, ("search_contacts", {"company_id": "string"}), False),
        ({"contact.company_id": "string"}, ("get_company", {"company_id": "string"}), True),
    ],
)
def test_what_was_just_made(gives: dict[str, Any], consumer: tuple[str, Any], *, fits: bool) -> None:
    """A new thing leads to itself, not to what it cannot hold yet, nor to a search for what it was made with."""
    made = tool("create_contact", {"company_id": "string", "full_name": "string"}, gives, required=False)
    assert bool(joined(made, tool(consumer[0], takes=consumer[1]))) is fits
