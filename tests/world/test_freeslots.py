"""Free times: none is earlier than the first that somebody tells, and none is free once it is booked."""

from __future__ import annotations

from tests.world.tools import DATE, MOMENT, STRING, make, many, thing, world

DOCTOR = {"type": "string", "pattern": "^doc_[0-9]{5}$"}
SLOT = {"type": "string", "pattern": "^slt_[a-z0-9]{8}$"}
GET = make("getDoctor", {"doctorId": DOCTOR}, thing(doctorId=DOCTOR, name=STRING, nextFreeDate=DATE))
LIST = make(
    "listFreeSlots",
    {"doctorId": DOCTOR, "fromDate": DATE},
    thing(slots=many(slotId=SLOT, startsAt=MOMENT)),
    description="List the free slots of a doctor.",
)
BOOK = make(
    "bookAppointment",
    {"slotId": SLOT},
    thing(appointmentId=STRING, startsAt=MOMENT),
    description="Book an appointment. Takes a free slot.",
)
MOVE = make(
    "rescheduleAppointment",
    {"appointmentId": STRING, "newSlotId": SLOT},
    thing(appointmentId=STRING, startsAt=MOMENT),
    description="Move an appointment to another slot.",
)


def test_the_first_free_time_is_on_the_day_that_is_told_as_that() -> None:
    """Whether that day is told before the free times are listed, or after."""
    for seed in range(6):
        told = world(seed)
        day = told.call(GET, {"doctorId": "doc_12345"}).result["nextFreeDate"]
        asked = {"doctorId": "doc_12345", "fromDate": "2026-11-25"}
        assert min(s["startsAt"] for s in told.call(LIST, asked).result["slots"])[:10] == max(day, "2026-11-25")
        listed = world(seed)
        first = min(s["startsAt"] for s in listed.call(LIST, asked).result["slots"])
        assert listed.call(GET, {"doctorId": "doc_12345"}).result["nextFreeDate"] == first[:10]


def test_what_is_booked_is_free_no_more_until_it_is_left() -> None:
    """Who looks again is not offered the time that they have taken; where they move, it is free again."""
    for seed in range(6):
        clinic = world(seed)
        asked = {"doctorId": "doc_12345", "fromDate": "2026-11-25"}
        one, two = (s["slotId"] for s in clinic.call(LIST, asked).result["slots"][:2])
        booked = clinic.call(BOOK, {"slotId": one}).result
        assert one not in [s["slotId"] for s in clinic.call(LIST, asked).result["slots"]]
        clinic.call(MOVE, {"appointmentId": booked["appointmentId"], "newSlotId": two})
        left = [s["slotId"] for s in clinic.call(LIST, asked).result["slots"]]
        assert one in left
        assert two not in left


def test_the_next_one_is_on_top() -> None:
    """As the spec says it, whatever words stand between."""
    returns = thing(appointments=many(appointmentId=STRING, startsAt=MOMENT))
    listed = make("listAppointments", {}, returns, description="Returns my appointments, the next one on top.")
    for seed in range(8):
        starts = [a["startsAt"] for a in world(seed).call(listed, {}).result["appointments"]]
        ahead = [s for s in starts if s > "2026-11-24T10:15"]
        assert starts[: len(ahead)] == sorted(ahead)
