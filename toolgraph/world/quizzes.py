"""What a test asks: questions on what its lesson or course is on, from its spec or, for want of any, on learning it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from toolgraph.meaning.text import words
from toolgraph.models.base import JsonValue
from toolgraph.world import sorts
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Record
from toolgraph.world.subjects import on_what

# Sorts of which each has many subjects: who learns Spanish is not asked for Portuguese.
_OF_MANY = frozenset(("languages", "programming"))
# ... and the words that name such a sort as a whole: the words for a market may be of any language.
_AS_A_WHOLE = frozenset("word words vocabulary language grammar programming code coding".split())
# ... and of which of them something is that does not name it.
_PART_OF = {"join": "sql", "joins": "sql", "query": "sql", "queries": "sql"}
# How hard something is, which is no subject: what comes first is not for beginners alone.
_HOW_HARD = frozenset("beginner intermediate advanced easy medium hard".split())
# Among the facts: the answers to a question of our own, the right one first.
_ANSWERS = "#answers"
# What can be asked of anything that people learn: the question, the right answer, wrong ones.
_ASKED = (
    ("What helps most when you start with {topic}?", "A little practice every day", "The best equipment", "Luck"),
    ("What do you do first when you get stuck in {topic}?", "Go back one step", "Skip to the end", "Give up"),
    ("Which mistake do people make most often in {topic}?", "Going too fast", "Asking for help", "Taking notes"),
    (
        "How do you notice that you get better at {topic}?",
        "You make fewer mistakes",
        "You need more time",
        "You forget",
    ),
    ("When should you repeat a lesson on {topic}?", "After a few days", "After ten years", "Never"),
    ("How long should you practise {topic} at a time?", "Half an hour", "One minute", "All night"),
)


def fitting_questions(record: Record, examples: list[JsonValue]) -> list[JsonValue] | None:
    """Those of a spec's questions that are on what the test of a record is on; None where nobody can tell what it is.

    [] is left where all are on other things.
    """
    named = list(_names_around(record))
    for name in named:
        told = set(sorts.sorts_spoken(name)) - _HOW_HARD
        if fitting := [e for e in examples if _is_of(str(e), name, told)]:
            return fitting
    return [] if named and any(sorts.sorts_spoken(str(e)) for e in examples) else None


def _names_around(record: Record) -> Iterator[str]:
    """What the wholes of a record are called, the widest first: the course says surest what it is about."""
    wholes = record.wholes()
    farther = [r for whole in wholes for r in whole.parents if r not in wholes]
    for each in (*reversed(farther), *reversed(wholes)):
        name = next((v for k in ("title", "name") if isinstance(v := each.facts.get(k), str)), "")
        if name:
            yield name


def _is_of(example: str, name: str, told: set[str]) -> bool:
    """Whether an example is on what something of a name is on: of one sort, and of the subject where one is named."""
    shared, called = told & set(sorts.sorts_spoken(example)), set(words(name))
    subjects = {word for word in called if not _OF_MANY.isdisjoint(sorts.sorts_spoken(word))}
    own = subjects <= _AS_A_WHOLE or not called.isdisjoint(words(example))
    own = own or any(_PART_OF.get(word) in called for word in words(example))
    return bool(shared) and (own or bool(shared - _OF_MANY))


def own_question(record: Record, leaf: LeafPlan, used: Iterable[JsonValue]) -> str:
    """A question on learning what the test of a record is on, none of those asked before; "" where that is not told."""
    topic = next((topic for name in _names_around(record) if (topic := on_what(name))), "")
    asked = set(map(str, used))
    left = [q for q in _ASKED if q[0].format(topic=topic) not in asked]
    if not topic or not left:
        return ""
    text, *answers = record.scene.rng.choice(left)
    text = text.format(topic=topic)
    if not leaf.check(text):
        return ""
    record.facts[_ANSWERS] = list(answers)
    return text


def own_answers(record: Record, right: str) -> list[JsonValue]:
    """The answers to choose from to a question of our own, in any order; [] for any other.

    Args:
        right: Under which key the right one is kept.
    """
    answers = record.facts.get(_ANSWERS)
    if not isinstance(answers, list):
        return []
    record.facts[right] = answers[0]
    return record.scene.rng.sample(answers, len(answers))
