"""An application for a job: one for each, and its state, messages and interviews say the same."""

from __future__ import annotations

from tests.world.tools import DATE, MOMENT, STRING, make, many, thing, world

STATUS = {"type": "string", "enum": ["sent", "seen", "interview", "offer", "rejected", "withdrawn"]}
MESSAGE = {"type": "string", "examples": ["We would like to meet you next week.", "Thank you, we will be in touch."]}
APPLICATION = {"applicationId": STRING, "jobId": STRING, "jobTitle": STRING, "status": STATUS, "appliedOn": DATE}
LIST = make("listApplications", {"status": STATUS}, thing(applications=many(**APPLICATION)))
INTERVIEWS = many(interviewId=STRING, startsAt=MOMENT)
GET = make(
    "getApplication",
    {"applicationId": STRING},
    thing(**APPLICATION, recruiterMessage=MESSAGE, interviews=INTERVIEWS),
)
TIMES = make("listInterviewTimes", {"applicationId": STRING}, thing(times=many(timeId=STRING, startsAt=MOMENT)))


def test_nobody_applies_twice_for_a_job() -> None:
    """The job of an application that was rejected is none of those that led to an offer."""
    for seed in range(8):
        here, jobs = world(seed), []
        for status in STATUS["enum"]:
            jobs += [each["jobId"] for each in here.call(LIST, {"status": status}).result["applications"]]
        assert len(set(jobs)) == len(jobs)


def test_message_and_interviews_are_as_the_state_says() -> None:
    """Who is rejected meets nobody, who has an offer has met everybody, and who was only seen is not invited."""
    for seed in range(6):
        here = world(seed)
        for status in STATUS["enum"]:
            asked = {"applicationId": here.call(LIST, {"status": status}).result["applications"][0]["applicationId"]}
            shown = here.call(GET, asked).result
            assert shown["status"] == status
            assert ("meet" in shown["recruiterMessage"]) == (status == "interview")
            assert ("touch" in shown["recruiterMessage"]) == (status in ("sent", "seen"))
            assert bool(here.call(TIMES, asked).result["times"]) == (status == "interview")
            if status not in ("interview", "offer"):
                assert shown["interviews"] == []
            assert here.call(GET, asked).result == shown


def test_who_is_to_be_met_is_at_that_stage() -> None:
    """An application of which nothing was known is not rejected where interviews for it are shown."""
    for seed in range(10):
        shown = world(seed).call(GET, {"applicationId": "app-1"}).result
        assert not shown["interviews"] or shown["status"] in ("interview", "offer")
