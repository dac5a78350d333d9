"""What doctors are for: nobody sees a dentist about a knee, and no physiotherapist removes moles."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import lru_cache
from random import Random

from toolgraph.meaning.text import singular, words
from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.world.figures import choose, figures, own_leaves, put
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Memory, Record
from toolgraph.world.shape import Part

# Fields of medicine: how the names of each begin, of which words complaints of it are, what people come for, and what
# whoever practises it says of themselves.
_FIELDS: dict[str, tuple[tuple[str, ...], str, str, str]] = {
    "skin": (("dermat", "skin"), "skin rash mole eczema acne wart itching itchy hive",
             "A mole that has changed|Itchy skin|Dry patches on the hands",
             "Skin checks and allergies.|Small surgery of the skin, also for children."),
    "bones": (("orthop", "bone"), "knee back shoulder ankle hip joint fracture sprain wrist foot sport rehabilitation",
              "Back pain|A sprained ankle|Pain in the shoulder", "Knees, hips and shoulders.|Broken bones and joints."),
    "movement": (("physio",), "knee back shoulder ankle hip joint neck posture sprain sport rehabilitation",
                 "A stiff neck|Back pain|Exercises after an operation",
                 "Exercises after operations and injuries.|Back, neck and posture."),
    "heart": (("cardio", "heart"), "heart chest palpitation pulse pressure ecg",
              "Blood pressure check|Palpitations at night|Results of the ECG",
              "Blood pressure and the rhythm of the heart.|Heart checks and ultrasound."),
    "teeth": (("dent", "teeth"), "tooth toothache teeth gum filling crown",
              "Toothache|A lost filling|Cleaning of the teeth", "Fillings and crowns, also for anxious patients."),
    "eyes": (("eye", "ophthal", "optic"), "eye eyesight vision glasses contact lens sight",
             "Blurred vision|New glasses|Dry eyes", "Eye tests and contact lenses.|Care of the eyes for all ages."),
    "children": (("paediat", "pediat", "child"), "child children baby son daughter",
                 "Check-up of our daughter|Vaccination of our son", "Check-ups and vaccinations for children."),
    "any": (("general", "family", "gp", "internal"), "vaccination fever cough flu throat cold tired tiredness referral",
            "Sore throat|Fever since yesterday|Results of the blood test", "General practice for the whole family."),
}  # fmt: skip
_ANY = "any"
TITLES = frozenset("specialty speciality specialization specialisation field discipline department".split())
_TREATED = frozenset("appointment visit consultation".split())
_DOCTORS = frozenset("doctor dentist physician therapist specialist physiotherapist".split())
# What a doctor is asked for who is written to from a report or a prescription.
_REFERRING = frozenset("report prescription".split())
_REFERS = "#refers"
_FEES = frozenset(("fee", "fees", "price"))
_TOO_LITTLE = 0.6


@lru_cache(maxsize=2000)
def field_named(name: str) -> str:
    """The field of medicine that a name is that of; "" for none."""
    low = name.lower()
    return next((field for field, told in _FIELDS.items() if low.startswith(told[0])), "")


@lru_cache(maxsize=5000)
def fields_of(text: str) -> frozenset[str]:
    """The fields of medicine of which a complaint is, or in which somebody says that they work; none for any."""
    said = {singular(word) for word in words(text)} | set(words(text))
    return frozenset(field for field, told in _FIELDS.items() if not said.isdisjoint(told[1].split()))


def suits(text: str, field: str) -> bool:
    """Whether somebody comes with a complaint to a doctor of a field: to one of any with all but their teeth."""
    meant = fields_of(text)
    return not field or not meant or field in meant or (field == _ANY and not meant <= {"teeth", "eyes"})


def complaints(field: str) -> list[str]:
    """What people come to a doctor of a field for."""
    return _FIELDS[field][2].split("|")


def field_of(record: Record) -> str:
    """The field of medicine that a record tells; "" for none."""
    return next(
        (f for k, v in record.facts.items() if k in TITLES and isinstance(v, str) and (f := field_named(v))), ""
    )


def doctor_of(known: tuple[Memory, str], record: Record) -> Record | None:
    """Who treats somebody in an appointment; None where nobody knows."""
    if record.head not in _TREATED:
        return None
    return next(
        (
            found
            for noun in _DOCTORS
            if (v := record.facts.get(f"{noun} id")) is not None and (found := known[0].find(known[1], v, (noun,)))
        ),
        None,
    )


def reasons_for(known: tuple[Memory, str], record: Record, leaf: LeafPlan, shown: list[JsonValue]) -> list[JsonValue]:
    """Those of some reasons for an appointment with which people go to its doctor, none that another one has."""
    if leaf.maker != "reason" or (doctor := doctor_of(known, record)) is None:
        return shown
    field = field_of(doctor)
    fit = [each for each in shown if suits(str(each), field)]
    fit += complaints(field) if field and len(fit) < len(shown) else []
    others = [r.facts.get(leaf.key) for r in known[0].of(known[1], record.full) if r is not record]
    return [each for each in fit if each not in others] or fit or shown


def practised(known: tuple[Memory, str], record: Record, leaf: LeafPlan, choices: list[JsonValue]) -> list[JsonValue]:
    """Those of some fields of medicine in which a doctor may work, going by why people have come to them."""
    if record.head not in _DOCTORS or leaf.tokens[-1:] == () or leaf.tokens[-1] not in TITLES:
        return choices
    fields = {str(c): field_named(str(c)) for c in choices}
    if record.facts.get(_REFERS) and _ANY in fields.values():
        return [c for c in choices if fields[str(c)] == _ANY]
    ids = (f"{record.head} id", record.facts.get("id"))
    came = [
        str(reason)
        for noun in _TREATED
        for r in known[0].of(known[1], (noun,))
        if r.facts.get(ids[0]) == ids[1] and (reason := r.facts.get("reason"))
    ]
    return [c for c in choices if all(suits(text, fields[str(c)]) for text in came)] if came else choices


def could_refer(record: Record, doctor: Record) -> bool:
    """Whether somebody may have ordered tests or written a prescription: a doctor for anything, or of unknown field."""
    return record.head not in _REFERRING or doctor.head not in _DOCTORS or field_of(doctor) in ("", _ANY)


def refer(doctor: Record, record: Record) -> None:
    """Let whoever orders tests or writes prescriptions be a doctor for anything, near where their patient lives."""
    if doctor.head in _DOCTORS and record.head in _REFERRING:
        doctor.facts.setdefault(_REFERS, True)
        record.scene.settle(at_home=True)


def tells_doctor(part: Part) -> bool:
    """Whether an object tells of a doctor, or of what somebody sees one for."""
    return part.noun in _DOCTORS | _TREATED


def of_a_doctor(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let what a doctor says be of their field, what a patient brings be for their complaint, and a fee be worth it."""
    for name, leaf in own_leaves(part):
        said = out.get(name)
        if leaf.key in kept or not isinstance(said, str) or leaf.maker not in ("about", "other", "note"):
            continue
        shown = [e for e in leaf.schema.get("examples", ()) if isinstance(e, str)]
        if part.noun in _DOCTORS and leaf.maker == "about" and (field := field_of(record)):
            choose(out, record, name, leaf, record.scene.rng.choice(_said_by(field, shown)))
        elif part.noun in _TREATED and (reason := record.facts.get("reason")):
            meant = fields_of(str(reason))
            fit = [e for e in shown if not fields_of(e) or fields_of(e) & meant]
            if said not in fit and fit:
                choose(out, record, name, leaf, record.scene.rng.choice(fit))
    if part.noun in _DOCTORS:
        _pay(part, out, record, kept)


def _said_by(field: str, shown: Iterable[str]) -> list[str]:
    """What a doctor of a field may say of themselves."""
    fit = [e for e in shown if not (meant := fields_of(e)) or field in meant]
    return [*fit, *_FIELDS[field][3].split("|")]


def _pay(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    for own in figures(part, out):
        shown = [e for e in own.leaf.schema.get("examples", ()) if isinstance(e, (int, float))]
        few = own.leaf.maker == "money" and _FEES.intersection(own.leaf.tokens) and own.leaf.key not in kept
        if few and shown and 0 < own.value < _TOO_LITTLE * min(shown):
            put(out, record, own, _round(min(shown), max(shown), record.scene.rng))


def _round(low: float, high: float, rng: Random) -> float:
    return 5 * round(rng.uniform(0.8 * low, 1.1 * high) / 5)
