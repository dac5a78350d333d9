"""A thing that is renamed stays what it is."""

from __future__ import annotations

import pytest

from tests.plan.audit import calls_of
from tests.plan.test_fitting_values import link, planned
from tests.world.tools import STRING, make, many, thing
from toolgraph.world.sorts import sorts_spoken

NAME = {"type": "string", "examples": ["Desk fan", "Guest room heater", "Hall speaker"]}


@pytest.mark.parametrize("seed", range(8))
def test_a_lamp_does_not_become_a_fan(seed: int) -> None:
    """The new name of an appliance speaks of the same sort of appliance as the old one."""
    devices = make("list_devices", {}, many(device_id=STRING, name={**STRING, "examples": ["Bedroom lamp", "Sofa tv"]}))
    rename = make("rename_device", {"device_id": STRING, "new_name": NAME}, thing(device_id=STRING))
    calls = [
        call for _, call in calls_of(planned([devices, rename], link(1, "device_id", 0, "[].device_id"), seed=seed))
    ]
    old = {item["device_id"]: item["name"] for item in calls[0].result}
    for call in calls[1:]:
        if call.tool == rename.id and call.ok:
            sort = sorts_spoken(old[call.arguments["device_id"]])
            assert not sort or sorts_spoken(call.arguments["new_name"]) == sort


@pytest.mark.parametrize("seed", range(8))
def test_an_issue_that_was_found_keeps_its_matter(seed: int) -> None:
    """An issue on a search does not become one on a motor; something else of it is changed."""
    old, new = (
        {**STRING, "examples": [text]} for text in ("Search fails after an update", "Motor stalls after cold start")
    )
    issues = make("list_issues", {}, many(issue_id=STRING, title=old))
    status = {"type": "string", "enum": ["open", "closed"]}
    inputs = {"issue_id": STRING, "title": new, "status": status}
    change = make("update_issue", inputs, thing(issue_id=STRING), required=["issue_id"])
    plan = planned([issues, change], link(1, "issue_id", 0, "[].issue_id"), seed=seed)
    shown, *changed = [call for _, call in calls_of(plan) if call.ok]
    old_titles = {item["issue_id"]: item["title"] for item in shown.result}
    changed = [call for call in changed if call.tool == change.id]
    assert changed
    for call in changed:
        before = {w for w in old_titles.get(call.arguments["issue_id"], "").lower().split() if len(w) > 3}
        assert "title" not in call.arguments or before & set(call.arguments["title"].lower().split()), call.arguments
