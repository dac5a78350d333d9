"""A heading speaks of what comes with what is written, and of nothing that does not."""

from __future__ import annotations

import pytest

from tests.plan.audit import calls_of
from tests.plan.test_fitting_values import link, planned, thing
from tests.world.tools import STRING, make, many


@pytest.mark.parametrize("seed", range(12))
def test_who_sends_a_report_along_asks_about_that(seed: int) -> None:
    """And nobody who sends none."""
    doctors = make("list_doctors", {}, many(doctor_id=STRING, name=STRING), description="List doctors")
    reports = make("list_reports", {}, many(report_id=STRING, title=STRING), description="List my lab reports")
    subject = {"type": "string", "examples": ["Question about the lab report", "Side effects", "A certificate"]}
    write = make(
        "message_doctor",
        {"doctor_id": STRING, "subject": subject, "report_id": STRING},
        thing(message_id=STRING),
        required=["doctor_id", "subject"],
        description="Write to a doctor",
    )
    links = [link(2, "doctor_id", 0, "[].doctor_id")] + [link(2, "report_id", 1, "[].report_id")] * (seed % 2)
    plan = planned([doctors, reports, write], *links, seed=seed)
    for _, call in calls_of(plan):
        if call.ok and call.tool == write.id:
            assert ("report" in call.arguments["subject"]) == ("report_id" in call.arguments)
