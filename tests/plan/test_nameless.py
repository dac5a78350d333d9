"""Ids of things of which a result says that there are none."""

from __future__ import annotations

from typing import Any

from tests.plan.test_together import _made
from tests.world.tools import STRING, make, thing
from toolgraph.plan.nameless import of_something
from toolgraph.plan.paths import matches


def test_the_company_of_a_contact_who_has_none_is_not_gone_on_with() -> None:
    """Its id is there because the spec wants one; its name is empty."""
    tool = make("update_contact", {"contact_id": STRING}, thing(contact_id=STRING, company_id=STRING))
    for name, left in (("", 0), ("Iris Motors", 1)):
        result: Any = {"contact_id": "con_1", "company_id": "com_1", "company_name": name}
        made = _made(tool, {"contact_id": "con_1"}, result)
        assert len(of_something(made, matches(result, "company_id"))) == left
        assert len(of_something(made, matches(result, "contact_id"))) == 1
