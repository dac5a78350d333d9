"""A new address of a contact is theirs."""

from __future__ import annotations

import pytest

from tests.plan.audit import calls_of
from tests.plan.test_fitting_values import link, planned
from tests.world.tools import EMAIL, STRING, make, many, thing
from toolgraph.world.people import fold


@pytest.mark.parametrize("seed", range(8))
def test_a_new_address_spells_the_name_of_the_contact(seed: int) -> None:
    """Who changes the address of Martin Thanel gives one of his name."""
    listed = make("list_contacts", {}, many(contact_id=STRING, full_name=STRING, email=EMAIL))
    inputs = {"contact_id": STRING, "email": EMAIL}
    change = make("update_contact", inputs, thing(contact_id=STRING, email=EMAIL), required=["contact_id"])
    plan = planned([listed, change], link(1, "contact_id", 0, "[].contact_id"), seed=seed)
    shown, *changed = [call for _, call in calls_of(plan) if call.ok]
    names = {each["contact_id"]: each["full_name"] for each in shown.result}
    changed = [call for call in changed if call.tool == change.id and "email" in call.arguments]
    assert changed
    for call in changed:
        assert fold(names[call.arguments["contact_id"]].split()[-1]) in call.arguments["email"]
