"""Two parts of a thing that are changed at once are told with what each came to be."""

from __future__ import annotations

import re

from tests.llm.test_manner import _call
from tests.plan.test_fitting_values import link, planned
from tests.world.tools import INTEGER, STRING, make, many, thing
from toolgraph.llm.offline import OfflinePhraser
from toolgraph.llm.offline.changed import named_apart, to_both
from toolgraph.llm.offline.held import Held


def test_both_are_told_with_what_they_are_now() -> None:
    """Neither is left out, nor is a number that was said for the one taken for that of the other."""
    held = Held()
    call = _call(1, "crm/change_subscription", {}, {"subscription_id": "s", "plan_id": "p", "seats": 3})
    did = to_both("changed the plan and the seats of the subscription to the second plan", call, {"p": "Team"}, held)
    assert held.plain(did) == "changed the plan of the subscription to Team and the seats to 3"
    assert to_both("changed the seats of the subscription", call, {}, held).endswith(" to 3")
    assert to_both("changed the subscription", call, {}, held) == "changed the subscription"
    rest = named_apart(f"the plan {held.hold('Team')} and the seats of that subscription")
    assert held.plain(rest) == "the plan of that subscription to Team and the seats"


def test_one_of_several_plans_is_what_something_is_changed_to() -> None:
    """`Change plan or seats of a subscription` to the second plan is no change of its seats to that plan."""
    plans = make("list_plans", {}, many(plan_id=STRING, plan_name=STRING), description="Show the plans on offer")
    listed = make("list_subscriptions", {}, many(subscription_id=STRING), description="List the subscriptions")
    change = make(
        "change_subscription", {"subscription_id": STRING, "plan_id": STRING, "seats": INTEGER},
        thing(subscription_id=STRING), required=["subscription_id"],
        description="Change plan or seats of a subscription",
    )  # fmt: skip
    links = [link(2, "plan_id", 0, "[].plan_id"), link(2, "subscription_id", 1, "[].subscription_id")]
    tools = {t.id: t for t in (plans, listed, change)}
    made = [planned([plans, listed, change], *links, seed=s, mix="multistep") for s in range(12)]
    said = [str(turn.user) for plan in made for turn in OfflinePhraser().phrase(plan, tools).words.turns]
    assert any(re.search(r"plan of the first one to \S", text) for text in said)
    assert not [text for text in said if re.search(r"seats of [\w ]+ to (?!\d|\.)", text)]
