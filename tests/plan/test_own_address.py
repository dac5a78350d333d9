from __future__ import annotations

from random import Random
from types import SimpleNamespace
from typing import Any

from tests.world.tools import make
from toolgraph.plan.draft import Saying
from toolgraph.plan.parts import said_part
from toolgraph.plan.settling import of_one_person
from toolgraph.plan.wants import wants_of


def test_somebody_new_has_an_address_of_their_own_name() -> None:
    """What the user makes up for somebody agrees; an address that was said in an earlier call stays."""
    text = {"type": "string"}
    tool = make("createContact", {"fullName": text, "email": {"type": "string", "format": "email"}}, None)
    wants = wants_of(tool)
    draft: Any = SimpleNamespace(rng=Random(1), group=0)
    for call, expected in (("", "alexandra.balla"), ("call_1", "orsolya.fodor")):
        parts = {
            path: said_part(wants[path], Saying(wants[path], value, "", relative=False, group=0, call=call))
            for path, value in (("fullName", "Alexandra Balla"), ("email", "orsolya.fodor@example.net"))
        }
        assert str(of_one_person(draft, tool, parts)["email"].value).split("@")[0] == expected
