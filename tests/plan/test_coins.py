"""Somebody who sets a budget thinks in the money of those that they have seen, or in their own."""

from __future__ import annotations

import pytest

from tests.plan.audit import calls_of
from tests.plan.test_fitting_values import planned
from tests.world.tools import NUMBER, STRING, make, many, thing

_COIN = {"type": "string", "description": "Currency. ISO 4217 code.", "pattern": "^[A-Z]{3}$"}


@pytest.mark.parametrize("seed", range(8))
def test_a_budget_is_in_the_money_of_those_that_were_seen(seed: int) -> None:
    """Nobody with budgets in euros sets one to 500 forints."""
    told = {"budget_id": STRING, "limit": NUMBER, "currency": _COIN}
    seen = make("list_budgets", {}, thing(budgets=many(**told)))
    new = make("create_budget", {"name": STRING, "limit": NUMBER, "currency": _COIN}, thing(**told))
    plan = planned([seen, new], seed=seed)
    calls = [call for _, call in calls_of(plan) if call.ok]
    shown = {b["currency"] for call in calls if call.tool == seen.id for b in call.result["budgets"]}
    assert {call.arguments["currency"] for call in calls if call.tool == new.id} <= shown
