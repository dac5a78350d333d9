"""What a course is on, in the words of its name: its lessons and its subject are of that, too."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from toolgraph.meaning.text import words
from toolgraph.models.base import JsonValue
from toolgraph.world import lexicon, phrases, sorts
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import SOUGHT, Record
from toolgraph.world.subjects import COURSES, on_what

# What is of what its course is on.
OF_ITS_WHOLE = frozenset("lesson chapter unit module session assignment deck quiz".split())
_TELLING_LETTERS = 4
# Sorts of which each has many subjects: no lesson on joins is in a course on Python.
_OF_MANY = frozenset(("languages", "programming"))
_AS_A_WHOLE = _OF_MANY | {"SQL", "databases"}
# Sorts that are wide, the widest first, under which a course on anything may stand.
_WIDE = "other general miscellaneous hobbies lifestyle culture society humanities science crafts arts business".split()


def topic_around(record: Record, leaf: LeafPlan) -> str:
    """What the course is on to which a lesson or the like belongs; "" for anything else, or a course without a name."""
    if leaf.noun not in OF_ITS_WHOLE:
        return ""
    courses = (r for r in record.wholes() if r.head in COURSES)
    return next((topic for r in courses if (topic := _topic_of(r))), "")


def _topic_of(course: Record) -> str:
    name = next((v for key in ("title", "name") if isinstance(v := course.facts.get(key), str)), "")
    sought = course.facts.get(SOUGHT)
    if isinstance(sought, str) and "@" not in sought and sought.lower() in name.lower():
        return sought
    return on_what(name)


def on_topic(examples: Iterable[JsonValue], topic: str) -> list[JsonValue]:
    """Those of a spec's examples that are on a topic: they share a word with it, or all that they speak of."""
    return [e for e in examples if isinstance(e, str) and _is_on(e, topic)]


@lru_cache(maxsize=20_000)
def _is_on(text: str, topic: str) -> bool:
    own = {word for word in words(topic) if len(word) >= _TELLING_LETTERS}
    spoken = set(sorts.sorts_spoken(text))
    own_sort = bool(spoken) and spoken <= set(sorts.sorts_spoken(topic))
    return not own.isdisjoint(words(text)) or (own_sort and (spoken.isdisjoint(_OF_MANY) or topic in _AS_A_WHOLE))


def name_on(record: Record, leaf: LeafPlan, topic: str) -> str:
    """A name for a lesson or the like on a topic."""
    taught = f"course {leaf.noun}" if any(r.head in COURSES for r in record.wholes()) else leaf.noun
    forms = (
        lexicon.OF_SORT.get(f"{leaf.noun} {topic}")
        or lexicon.OF_SORT.get(taught)
        or phrases.templates_for(leaf.noun, lexicon.OF_SORT)
        or lexicon.OF_SORT_ANY
    )
    whole = forms.replace("{sort}", topic).replace("{Sort}", topic[:1].upper() + topic[1:])
    return phrases.one_of(whole, record.scene, record.scene.rng)


def wide_sorts(record: Record, leaf: LeafPlan, choices: list[JsonValue]) -> list[JsonValue]:
    """The widest of the choices that the subject of a course leaves, so that all on one have it."""
    named = "title" in record.facts or "name" in record.facts
    if not named or record.head not in COURSES or leaf.tokens[-1:] not in (("subject",), ("category",), ("topic",)):
        return []
    return next(([c] for wide in _WIDE for c in choices if str(c).lower() == wide), [])
