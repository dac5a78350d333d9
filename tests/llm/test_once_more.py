"""The same once more: what is meant where something else came between, and which of several searches."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from random import Random

import pytest

from tests.llm.test_manner import _call, _talks
from tests.llm.test_offline import _one
from toolgraph.llm.offline.again import goes_on, which_of
from toolgraph.llm.offline.slots import speak
from toolgraph.models.dialogue_plan import SaidValue

_SEARCH, _ADD = "crm/search_contacts", "shop/create_cart"
_FOUND = {"contacts": [{"contact_id": "con_1", "full_name": "Ana Diaz"}]}


def test_the_same_once_more_says_what_where_something_else_came_between() -> None:
    """`The same for Kirby` behind a new cart would want another cart; so it is `contacts that match Kirby`."""
    said = [
        SaidValue(call=f"call_{i}", path="query", label="search words", value=w) for i, w in ((1, "Day"), (3, "Kirby"))
    ]
    cart = SaidValue(call="call_2", path="country_code", label="country code", value="FR")
    found = [_call(i, _SEARCH, _FOUND, {"query": w}) for i, w in ((1, "Day"), (3, "Kirby"))]
    turns = [
        {"act": "request", "goal": "search contacts", "said": (said[0],), "steps": ((found[0],),)},
        {
            "act": "follow_up",
            "goal": "start an empty cart",
            "said": (cart,),
            "steps": ((_call(2, _ADD, {"cart_id": "crt-1"}, {"country_code": "FR"}),),),
        },
        {"act": "follow_up", "goal": "search contacts", "said": (said[1],), "steps": ((found[1],),)},
    ]
    for talk in _talks(turns, _SEARCH, _ADD):
        asked = talk[2][0]
        assert re.search(r"contacts\b.*Kirby", asked), asked
        assert not re.search(r"same|once more|do it again|repeat", asked), asked
    plan = _one([turns[0], turns[2]], {})
    assert goes_on(plan, plan.turns[1])


def test_one_of_several_searches_that_is_narrowed_down_is_named() -> None:
    """Behind three searches side by side, `only the ones since April` says which of the three is meant."""
    words = ("invoice", "minutes", "offer")
    calls = [_call(i, _SEARCH, _FOUND, {"q": w}) for i, w in enumerate(words, 1)]
    once = _call(4, _SEARCH, _FOUND, {"q": "minutes", "after": "2026-03-01"})
    said = SaidValue(call="call_4", path="after", label="received after", value="2026-03-01")
    turns = [
        {"act": "request", "goal": "search my mailbox", "steps": (tuple(calls),)},
        {"act": "follow_up", "goal": "search my mailbox", "said": (said,), "steps": ((once,),)},
    ]
    plan = _one(turns, {})
    assert which_of(plan, plan.turns[1], {}) == "minutes"
    alone = _one([{**turns[0], "steps": ((calls[1],),)}, turns[1]], {})
    assert which_of(alone, alone.turns[1], {}) == ""


def test_the_same_is_as_many_calls_as_before() -> None:
    """Behind two contacts that were opened, one more search and one contact is not the same for Kirby."""
    look = "crm/list_activities"
    said = [
        SaidValue(call=f"call_{i}", path="query", label="search words", value=w) for i, w in ((1, "Day"), (4, "Kirby"))
    ]
    one, two, again = (_call(i, look, {"activities": []}, {"contact_id": f"con_{i}"}) for i in (2, 3, 5))
    found = [_call(i, _SEARCH, _FOUND, {"query": w}) for i, w in ((1, "Day"), (4, "Kirby"))]
    turns = [
        {"act": "request", "goal": "g", "said": (said[0],), "steps": ((found[0],), (one, two))},
        {"act": "follow_up", "goal": "g", "said": (said[1],), "steps": ((found[1],), (again,))},
    ]
    plan = _one(turns, {})
    assert not goes_on(plan, plan.turns[1])
    alike = _one([{**turns[0], "steps": ((found[0],), (one,))}, turns[1]], {})
    assert goes_on(alike, alike.turns[1])


@pytest.mark.parametrize("label", ["closes before", "due before", "received before", "placed after"])
@pytest.mark.parametrize("day", ["2026-03-09", "2026-03-12"])
def test_before_a_day_is_not_until_it(label: str, day: str) -> None:
    """What closes before the 9th does not close on it; and nobody says `before in a week`."""
    way = label.partition(" ")[2]
    for seed in range(12):
        said = SaidValue(call="call_1", path="d", label=label, value=day, relative=True)
        value = speak(said, rng=Random(seed), clock=datetime(2026, 3, 2, 9, tzinfo=UTC))
        assert not value.away
        assert value.slot.inline
        assert all(f"{way} {{v}}" in form for form in value.slot.inline)
