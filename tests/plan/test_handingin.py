"""Who hands something in sends it along."""

from __future__ import annotations

import pytest

from tests.plan.audit import calls_of
from tests.plan.test_fitting_values import link, planned, thing
from tests.world.tools import STRING, make, many


@pytest.mark.parametrize("seed", range(10))
def test_an_assignment_is_handed_in_with_a_link_to_it(seed: int) -> None:
    """Called as the assignment is."""
    title = {"type": "string", "examples": ["Sketch your street", "Model a small shop"]}
    listed = make("list_assignments", {}, many(assignment_id=STRING, title=title), description="List my assignments")
    url = {"type": "string", "format": "uri", "examples": ["https://files.example.com/shopping-list.pdf"]}
    submit = make(
        "submit_assignment",
        {"assignment_id": STRING, "file_url": url},
        thing(receipt=STRING),
        required=["assignment_id"],
        description="Hand in an assignment",
        effect="write",
    )
    plan = planned([listed, submit], link(1, "assignment_id", 0, "[].assignment_id"), seed=seed, mix="multistep")
    titles = {a["assignment_id"]: a["title"] for _, c in calls_of(plan) if c.tool == listed.id for a in c.result}
    for _, call in calls_of(plan):
        if call.ok and call.tool == submit.id:
            name = titles[call.arguments["assignment_id"]].lower().replace(" ", "-")
            assert call.arguments["file_url"] == f"https://files.example.com/{name}.pdf"
