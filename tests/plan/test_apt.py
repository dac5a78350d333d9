"""Whom a thing is sent to: somebody whom it concerns."""

from __future__ import annotations

from tests.world.tools import EMAIL, STRING, make, many, thing
from toolgraph.models.chain import Binding
from toolgraph.models.tool import Tool
from toolgraph.plan.apt import is_apt
from toolgraph.plan.wants import wants_of

SEND_INVOICE = make("send_invoice", {"invoice_id": STRING, "to_email": EMAIL}, None)
SEND_CERTIFICATE = make("send_certificate", {"certificate_id": STRING, "to_email": EMAIL}, None)


def _goes(tool: Tool, giver: Tool) -> bool:
    binding = Binding(call=1, parameter="to_email", source_call=0, field="[].email", score=0.9, reasons=())
    return is_apt(tool, wants_of(tool)["to_email"], {"to_email": binding}, giver)


def test_an_invoice_goes_to_a_customer_and_to_no_agent() -> None:
    """Who works for the one who is to be paid gets no invoice; who bought something else gets no certificate."""
    agents, contacts, orders = (
        make(name, {}, many(email=EMAIL, name=STRING)) for name in ("list_agents", "list_contacts", "list_orders")
    )
    assert _goes(SEND_INVOICE, contacts)
    assert not _goes(SEND_INVOICE, agents)
    elsewhere = {"source": "shop"}
    assert not _goes(SEND_CERTIFICATE, orders.model_copy(update=elsewhere))
    assert _goes(SEND_CERTIFICATE, contacts.model_copy(update=elsewhere))


def test_nothing_is_looked_up_that_was_just_shown() -> None:
    """Who has seen the profile of a company does not search for it by its name to be told less."""
    shown = {"ticker": STRING, "company_name": STRING, "sector": STRING}
    profile = make("get_company_profile", {"ticker": STRING}, thing(**shown, website=STRING))
    contacts = make("list_contacts", {}, many(company_name=STRING, email=EMAIL))
    search = make("search_companies", {"company_name": STRING}, many(**shown))
    for giver, field, fits in ((profile, "company_name", False), (contacts, "[].company_name", True)):
        binding = Binding(call=1, parameter="company_name", source_call=0, field=field, score=0.9, reasons=())
        assert is_apt(search, wants_of(search)["company_name"], {"company_name": binding}, giver) is fits
