"""What a thing from a result is to a wish: nothing is changed for the sake of a thing that nobody can make sense of."""

from __future__ import annotations

from tests.plan.test_fitting_values import link
from tests.plan.test_together import _made
from tests.world.tools import EMAIL, STRING, make, many
from toolgraph.plan.roles import in_role, of_its_company
from toolgraph.plan.spoken import asked_for
from toolgraph.plan.wants import wants_of

DEALS = make("list_deals", {}, many(deal_id=STRING, company_id=STRING, owner_email=EMAIL), description="List deals")
CONTACTS = make("search_contacts", {}, many(contact_id=STRING), description="Search contacts")
CHANGE = make(
    "update_contact", {"contact_id": STRING, "company_id": STRING, "job_title": STRING}, None, effect="write",
    required=["contact_id"], description="Change the details of a contact",
)  # fmt: skip
SEND = make(
    "send_mail", {"to": {"type": "array", "items": EMAIL}, "cc": {"type": "array", "items": EMAIL}}, None,
    effect="write", required=["to"], description="Send an e-mail",
)  # fmt: skip
ADD = make(
    "create_contact", {"name": STRING, "company_id": STRING}, None, effect="write", required=["name"],
    description="Add a person to the contacts",
)  # fmt: skip


def test_nobody_is_changed_for_the_company_of_a_deal() -> None:
    """Nobody hears that a contact would work for another company from then on, so it is not asked for."""
    bound = {
        "contact_id": link(2, "contact_id", 0, "[].contact_id"),
        "company_id": link(2, "company_id", 1, "[].company_id"),
    }
    assert list(asked_for(CHANGE, bound, [CONTACTS, DEALS, CHANGE])) == ["contact_id"]


def test_a_copy_and_an_employer_are_said_as_such() -> None:
    """A copy goes to somebody, and a new contact works for a company."""
    copy = in_role(SEND, wants_of(SEND)["cc"], "owner", "the owner of the first deal")
    assert copy == "with a copy to the owner of the first deal"
    works = in_role(ADD, wants_of(ADD)["company_id"], "company", "the company of the first deal")
    assert works == "as somebody at the company of the first deal"


def test_a_stock_is_that_of_its_company() -> None:
    """A stock is not put on a list `for the first company`."""
    add = make("add_stock", {"list_id": STRING, "ticker": STRING}, None, effect="write", description="Add a stock")
    made = _made(add, {"list_id": "l1", "ticker": "ALDF"}, None)
    goal = of_its_company("add a stock to a watchlist", ["for the first company"], made)
    assert goal == ("add the stock of the first company to a watchlist", [])


def test_a_mailbox_is_searched_for_messages_from_somebody() -> None:
    """Nobody searches a mailbox `for the owner of a deal`."""
    search = make(
        "search_mail", {"q": STRING, "from_email": EMAIL}, many(id=STRING), required=["q"],
        description="Search my mailbox",
    )  # fmt: skip
    said = in_role(search, wants_of(search)["from_email"], "owner", "the owner of the first deal")
    assert said == "for messages from the owner of the first deal"
