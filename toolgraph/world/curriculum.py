"""What is taught, and by whom: a teacher of the piano teaches music, and a course says what it is on and for whom."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import lru_cache

from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.world import sorts
from toolgraph.world.figures import choose, figures, own_leaves, put
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import SOUGHT, Record
from toolgraph.world.shape import Part
from toolgraph.world.subjects import BY_SUBJECT, COURSES, on_what

_TEACHERS = frozenset("teacher tutor instructor lecturer trainer professor coach".split())
# Among the facts of a teacher: the name of a course that they give.
_TEACHES = "#teaches"
_PRICE = "#price of an hour"
_HOURS = frozenset("tutoring tuition coaching".split())
_HOW_HARD = frozenset("beginner intermediate advanced easy medium hard".split())
_NAMES = ("title", "name")
_LEVELS = frozenset(("level", "difficulty"))
# What is said of a course, by how hard it is.
_SAID = {
    "beginner": (
        "Short lessons with an exercise for each, made for people who start from nothing.",
        "The first steps in {topic}, at a calm pace and without any jargon.",
        "All that you need to begin with {topic}; half an hour a day is enough.",
    ),
    "intermediate": (
        "For people who know the basics of {topic} and want to go on.",
        "A calm course with many examples; bring half an hour a day.",
        "More practice in {topic}, with an exercise after each lesson.",
    ),
    "advanced": (
        "For people with some years of {topic} behind them. The pace is brisk.",
        "Long exercises in {topic}, with comments on your own work.",
        "The finer points of {topic}, with many worked examples.",
    ),
}
_LIVES = (
    "Has taught {topic} for more than ten years.",
    "Came to {topic} late and has never stopped since.",
    "Teaches {topic} in the evening and plays chess on Sundays.",
    "Wrote two small books on {topic}.",
)
_FORMS = {
    "beginner": ("Introduction to {topic}", "{Topic} for beginners", "First steps in {topic}", "{Topic} step by step"),
    "intermediate": ("Intermediate {topic}", "{Topic}: the next step", "More {topic}", "{Topic} in practice"),
    "advanced": ("Advanced {topic}", "{Topic}: the finer points", "Mastering {topic}"),
}
_SAME_TOPIC = 0.6
_OF_LANGUAGES = re.compile(r"\b(?:tenses?|verbs?|pronunciation|conversation)\b", re.IGNORECASE)
_WORDS = "one two three four five six seven eight nine ten eleven twelve".split()
_NUMBERS = {word: n for n, word in enumerate(_WORDS, 1)}
_IN_SO_MANY = re.compile(
    rf"\bin (\d+|{'|'.join(_WORDS)}) (?:evenings|lessons|sessions|parts|steps|weekends|mornings)\b", re.IGNORECASE
)
_ENGLISH = "en"


def _name_of(course: Record) -> str:
    return next((v for k in (*_NAMES, SOUGHT) if isinstance(v := course.facts.get(k), str)), "")


@lru_cache(maxsize=5000)
def _taught(name: str) -> frozenset[str]:
    """The subjects of which the name of a course is."""
    of_words = {"languages"} if _OF_LANGUAGES.search(name) else set()
    return frozenset(sorts.sorts_spoken(name)) - _HOW_HARD | of_words


def is_on(text: str, name: str) -> bool:
    """Whether what somebody would like to work on is of what a course is on, by their words."""
    spoken = _taught(text)
    return bool(spoken & _taught(name)) or on_what(name).lower() in text.lower()


def teach(teacher: Record, course: Record) -> None:
    """Let whoever gives a course teach what that is on, from now on."""
    if teacher.head in _TEACHERS and course.head in COURSES and (name := _name_of(course)):
        teacher.facts.setdefault(_TEACHES, name)


def teach_in(course: Record) -> None:
    """Let those whose courses are listed teach what a course is on that has got its name just now."""
    for each in course.parents if course.head in COURSES else ():
        teach(each, course)


def could_teach(course: Record, teacher: Record) -> bool:
    """Whether somebody may give a course: who teaches the piano bakes no bread."""
    if course.head not in COURSES or teacher.head not in _TEACHERS:
        return True
    known, name = teacher.facts.get(_TEACHES), _name_of(course)
    if not isinstance(known, str) or not name:
        return True
    one, other = _taught(known), _taught(name)
    return bool(one & other) if one and other else on_what(known).lower() == on_what(name).lower()


def _given_by(course: Record) -> str:
    """The name of another course of whoever gives one; "" where nobody knows."""
    teachers = (r for r in course.parents if r.head in _TEACHERS) if course.head in COURSES else ()
    return next((name for r in teachers if isinstance(name := r.facts.get(_TEACHES), str)), "")


def sorts_taught(course: Record) -> list[str]:
    """The subjects that the teacher of a course teaches; [] where nobody knows."""
    return sorted(_taught(_given_by(course)))


def given(course: Record, choices: list[JsonValue]) -> list[JsonValue]:
    """Those of some subjects that the teacher of a course teaches; all where nobody knows."""
    name = _given_by(course)
    return (sorts.fitting_sorts(name, choices) if name else []) or choices


def new_name(course: Record, wanted: Collection[str]) -> str:
    """A name for a course of some subjects, as hard as it is told to be; "" where none of them is known.

    Whoever gives another course mostly stays with what that is on.
    """
    subject = next((each for each in wanted if each in BY_SUBJECT), "") if course.head in COURSES else ""
    if not subject:
        return ""
    rng, known = course.scene.rng, _given_by(course)
    own = on_what(known) if known and subject in _taught(known) else ""
    topic = own if own and rng.random() < _SAME_TOPIC else rng.choice(BY_SUBJECT[subject])
    level = next((str(v) for k, v in course.facts.items() if k in _LEVELS), "")
    form = rng.choice(_FORMS.get(level) or [form for forms in _FORMS.values() for form in forms])
    return form.replace("{topic}", topic).replace("{Topic}", topic[:1].upper() + topic[1:])


def tells_course(part: Part) -> bool:
    """Whether an object tells of a course, or of whoever gives one."""
    return part.noun in COURSES | _TEACHERS | _HOURS


def of_a_course(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let a course be described as what it is on and how hard it is, and a teacher by what they teach."""
    name = _name_of(record)
    for field, leaf in own_leaves(part) if part.noun in COURSES and name else ():
        if leaf.key in kept or field not in out:
            continue
        if leaf.maker == "about" and out[field] not in leaf.schema.get("examples", ()):
            _choose_text(out, record, (field, leaf), _said_of(record, on_what(name)))
        elif leaf.maker == "language" and _ENGLISH in leaf.schema.get("examples", (_ENGLISH,)):
            choose(out, record, field, leaf, _ENGLISH)  # as its name is
        elif leaf.key == "lesson count" and (stated := _IN_SO_MANY.search(name)):
            many = stated[1].lower()
            choose(out, record, field, leaf, _NUMBERS[many] if many in _NUMBERS else int(many))
    _hold_price(part, out, record)
    taught = record.facts.get(_TEACHES) if part.noun in _TEACHERS else None
    for field, leaf in own_leaves(part) if isinstance(taught, str) else ():
        if leaf.maker == "about" and leaf.key not in kept and field in out and isinstance(taught, str):
            shown = [e for e in leaf.schema.get("examples", ()) if isinstance(e, str) and _lives_by(e, taught)]
            texts = [text.replace("{topic}", on_what(taught)) for text in _LIVES]
            _choose_text(out, record, (field, leaf), [*shown, *texts])


def _hold_price(part: Part, out: JsonObject, record: Record) -> None:
    """Let each hour with one teacher cost the same."""
    teacher = next((r for r in record.parents if r.head in _TEACHERS), None) if part.noun in _HOURS else None
    for own in figures(part, out) if teacher is not None else ():
        if own.leaf.maker == "money" and teacher is not None and "price" in own.leaf.tokens:
            price = teacher.facts.setdefault(_PRICE, own.value)
            put(out, record, own, float(price) if isinstance(price, (int, float)) else own.value)


def _lives_by(text: str, name: str) -> bool:
    """Whether what is said of somebody is of what they teach, or of anything."""
    own = frozenset(sorts.sorts_spoken(text)) - _HOW_HARD
    return not own or bool(own & _taught(name))


def _said_of(course: Record, topic: str) -> list[str]:
    level = next((str(v) for k, v in course.facts.items() if k in _LEVELS), "")
    texts: Iterable[str] = _SAID.get(level) or _SAID["intermediate"]
    return [text.replace("{topic}", topic) for text in texts]


def _choose_text(out: JsonObject, record: Record, own: tuple[str, LeafPlan], texts: list[str]) -> None:
    choose(out, record, *own, record.scene.rng.choice(texts))
