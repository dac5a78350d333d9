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
