"""Doctors work in one field of medicine: what they say of themselves, why people come to them, and what that costs."""

from __future__ import annotations

from tests.world.tools import MOMENT, STRING, make, many, thing, world
from toolgraph.world.practice import field_named, fields_of, suits

FIELD = {"type": "string", "enum": ["general", "dermatology", "orthopaedics", "dentistry"]}
ABOUT = {"type": "string", "examples": ["Skin checks and small surgery.", "Sports injuries and rehabilitation."]}
REASON = {"type": "string", "examples": ["Rash on the arm", "Knee pain after running"]}
FEE = {"type": "number", "minimum": 0, "maximum": 180, "examples": [60, 95]}
DOCTOR = {"type": "string", "pattern": "^doc_[0-9]{5}$"}
GET = make(
    "getDoctor", {"doctorId": DOCTOR}, thing(doctorId=DOCTOR, name=STRING, specialty=FIELD, about=ABOUT, feeAmount=FEE)
)
LIST = make(
    "listAppointments",
    {},
    thing(appointments=many(appointmentId=STRING, doctorId=DOCTOR, startsAt=MOMENT, reason=REASON)),
)


def test_what_a_doctor_says_and_takes_is_of_their_field() -> None:
    """No dentist removes moles, and nobody is seen for the price of a lunch."""
    for number in range(12):
        doctor = world(number).call(GET, {"doctorId": f"doc_{number:05}"}).result
        meant = fields_of(doctor["about"])
        assert not meant or field_named(doctor["specialty"]) in meant
        assert doctor["feeAmount"] >= 36


def test_people_go_to_a_doctor_who_treats_what_they_have() -> None:
    """Whatever was told first: who somebody sees, or why."""
    for seed in range(6):
        clinic = world(seed)
        for each in clinic.call(LIST, {}).result["appointments"]:
            doctor = clinic.call(GET, {"doctorId": each["doctorId"]}).result
            assert suits(each["reason"], field_named(doctor["specialty"]))
