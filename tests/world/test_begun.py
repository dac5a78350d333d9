"""What happens to a thing comes after it began, and people meet as the record says."""

from __future__ import annotations

from datetime import date, datetime

from tests.world.tools import DATE, EMAIL, INTEGER, MOMENT, NUMBER, PERSON, STRING, make, many, thing, world
from toolgraph.world.people import fold

SEEDS = range(12)
BOOLEAN = {"type": "boolean"}
WAY = {"type": "string", "enum": ["phone", "video", "on_site"]}
INTERVIEW = {
    "interviewId": STRING, "applicationId": STRING, "startsAt": MOMENT, "kind": WAY,
    "address": STRING, "videoUrl": {"type": "string", "format": "uri"},
}  # fmt: skip
INTERVIEWS = {"type": "array", "items": thing("address", "videoUrl", **INTERVIEW)}
APPLICATION = {"applicationId": STRING, "jobId": STRING, "appliedOn": DATE, "recruiterEmail": EMAIL}


def _day(moment: str) -> date:
    return datetime.fromisoformat(moment).date()


def test_interviews_and_payments_come_after_what_they_are_of() -> None:
    """In the thing itself, in a list of their own, and where the thing is looked at after they were."""
    get = make("getApplication", {"applicationId": STRING}, thing(**APPLICATION, interviews=INTERVIEWS))
    show = make("listInterviews", {"applicationId": STRING}, thing(interviews=INTERVIEWS))
    every = make("listInterviews", {}, thing(interviews=INTERVIEWS))
    payments = many(amount=NUMBER, startsAt=MOMENT)
    order = make("getOrder", {"orderId": STRING}, thing(orderId=STRING, orderedOn=DATE, payments=payments))
    for seed in SEEDS:
        out = world(seed).call(get, {"applicationId": "A-1"}).result
        assert all(_day(i["startsAt"]) >= _day(out["appliedOn"]) for i in out["interviews"])
        here = world(seed)
        shown = here.call(show, {"applicationId": "A-1"}).result["interviews"]
        out = here.call(get, {"applicationId": "A-1"}).result
        assert all(_day(i["startsAt"]) >= _day(out["appliedOn"]) for i in (*shown, *out["interviews"]))
        here = world(seed)
        for one in here.call(every, {}).result["interviews"]:
            out = here.call(get, {"applicationId": one["applicationId"]}).result
            assert _day(one["startsAt"]) >= _day(out["appliedOn"])
        out = world(seed).call(order, {"orderId": "O-1"}).result
        assert all(_day(p["startsAt"]) >= _day(out["orderedOn"]) for p in out["payments"])


def test_people_meet_in_one_way() -> None:
    """On the telephone without street and link, by video without street, on site without link."""
    get = make("getApplication", {"applicationId": STRING}, thing(**APPLICATION, interviews=INTERVIEWS))
    found = set()
    for seed in SEEDS:
        for each in world(seed).call(get, {"applicationId": "A-1"}).result["interviews"]:
            found.add((each["kind"], "address" in each, "videoUrl" in each))
    assert found == {("phone", False, False), ("video", False, True), ("on_site", True, False)}
    need = ["interviews[].address"]  # a later call goes there
    for seed in SEEDS:
        out = world(seed).call(get, {"applicationId": "A-1"}, need=need).result
        assert {i["kind"] for i in out["interviews"]} == {"on_site"}


def test_a_recruiter_is_not_the_applicant() -> None:
    """Nor one and the same for two employers."""
    every = make("listApplications", {}, thing(applications=many(**APPLICATION)))
    job = make("getJob", {"jobId": STRING}, thing(jobId=STRING, recruiterName=STRING, recruiterEmail=EMAIL))
    for seed in SEEDS:
        here = world(seed)
        found = here.call(every, {}).result["applications"]
        mails = {a["jobId"]: a["recruiterEmail"] for a in found}
        assert PERSON.email not in mails.values()
        assert len(set(mails.values())) == len(mails)
        for each in found:
            out = here.call(job, {"jobId": each["jobId"]}).result
            assert out["recruiterEmail"] == each["recruiterEmail"]
            assert fold(out["recruiterName"].split()[-1]) in out["recruiterEmail"]


def test_an_appointment_is_as_its_slot() -> None:
    """Of its length and way, booked or moved; the same doctor is in one town."""
    free = many(slotId=STRING, startsAt=MOMENT, durationMinutes=INTEGER, isVideo=BOOLEAN)
    slots = make("listFreeSlots", {"doctorId": STRING}, thing(slots=free))
    visit = thing(appointmentId=STRING, doctorId=STRING, clinicName=STRING, clinicAddress=STRING,
                  startsAt=MOMENT, durationMinutes=INTEGER, isVideo=BOOLEAN)  # fmt: skip
    every = make("listAppointments", {}, thing(appointments={"type": "array", "items": visit}))
    book = make("bookAppointment", {"slotId": STRING}, visit)
    move = make("rescheduleAppointment", {"appointmentId": STRING, "newSlotId": STRING}, visit)
    same = ("startsAt", "durationMinutes", "isVideo")
    videos = []
    for seed in range(40):
        here = world(seed)
        visits = here.call(every, {}).result["appointments"]
        where = {(v["doctorId"], v["clinicName"]): v["clinicAddress"] for v in visits}
        assert all(where[v["doctorId"], v["clinicName"]] == v["clinicAddress"] for v in visits)
        found = here.call(slots, {"doctorId": visits[0]["doctorId"]}).result["slots"]
        videos += [slot["isVideo"] for slot in found]
        booked = here.call(book, {"slotId": found[0]["slotId"]}).result
        assert [booked[k] for k in same] == [found[0][k] for k in same]
        told = {"appointmentId": visits[0]["appointmentId"], "newSlotId": found[-1]["slotId"]}
        moved = here.call(move, told).result
        assert [moved[k] for k in same] == [found[-1][k] for k in same]
    assert sum(videos) < len(videos) / 2


def test_a_house_is_not_reached_under_the_number_of_its_guest() -> None:
    """The telephone and mail of a clinic or hotel are its own, the same wherever its name stands."""
    visit = {"appointmentId": STRING, "clinicName": STRING, "clinicPhone": STRING, "clinicEmail": EMAIL, "email": EMAIL}
    every = make("listAppointments", {}, thing(appointments=many(**visit)))
    for seed in range(30):
        found = world(seed).call(every, {}).result["appointments"]
        reached = {a["clinicName"]: (a["clinicPhone"], a["clinicEmail"]) for a in found}
        for each in found:
            assert each["email"] == PERSON.email
            assert PERSON.phone != each["clinicPhone"]
            assert PERSON.email != each["clinicEmail"]
            assert reached[each["clinicName"]] == (each["clinicPhone"], each["clinicEmail"])
