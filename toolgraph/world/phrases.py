"""Titles and short texts about a thing, filled from the scene of its record."""

from __future__ import annotations

import string
from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import lru_cache
from random import Random

from toolgraph.world import lexicon, subjects
from toolgraph.world.people import fold
from toolgraph.world.scene import Scene

_FORMATTER = string.Formatter()


def _kebab(text: str) -> str:
    return "-".join(part for word in text.split() if (part := fold(word)))


def _title(text: str) -> str:
    return text[:1].upper() + text[1:]


def _goal(scene: Scene) -> str:
    """The city that a thing is about: where a journey ends, else where it is."""
    return (scene.to or scene.where()).city


def _month(scene: Scene) -> str:
    """The month of a thing; what is reported speaks of something that was there before it."""
    when = scene.made - _EARLIER if scene.noun in _REPORTED else scene.start
    if scene.noun in _TO_COME and scene.start.day > _EARLY:
        when += _A_MONTH
    return lexicon.MONTHS[when.month - 1]


_EARLIER, _A_MONTH, _EARLY = timedelta(days=10), timedelta(days=25), 7
_REPORTED = frozenset("issue bug defect ticket incident case mail message email thread file document draft".split())
# What is spoken of at such a time lies ahead of it: towards the end of a month one plans the next.
_TO_COME = frozenset(("event", "meeting"))


def _whom(scene: Scene) -> str:
    """In which role a title names somebody: nobody has lunch with themselves."""
    return "whom" if scene.noun in _WITH_OTHERS else ""


_WITH_OTHERS = frozenset("event meeting task reminder note call".split())


def _year(scene: Scene) -> str:
    """The year of a thing; what was written tells that in which it was."""
    return str((scene.made if scene.noun in _REPORTED else scene.start).year)


_SLOTS: dict[str, Callable[[Scene], str]] = {
    "city": _goal,
    "city_": lambda s: _kebab(_goal(s)),
    "person": lambda s: s.person(_whom(s)).full,
    "first": lambda s: s.person(_whom(s)).first,
    "last": lambda s: s.person().last or s.person().first,
    "initials": lambda s: "".join(part[:1] for part in s.person().full.split()),
    "serial": lambda s: str(s.rng.randint(100_000, 999_999)),
    "company": lambda s: s.company,
    "company_": lambda s: _kebab(s.company),
    "month": _month,
    "month_": lambda s: _month(s).lower(),
    "day": lambda s: lexicon.WEEKDAYS[s.start.weekday()],
    "year": _year,
    "since": lambda s: str(s.made.year - s.rng.randint(3, 18)),
    "date": lambda s: str(s.start.day),
    "number": lambda s: str(s.rng.randint(2, 28)),
    "stem": lambda s: s.rng.choice(lexicon.STEMS),
    "stem2": lambda s: s.rng.choice(lexicon.STEMS),
    "stem_": lambda s: s.rng.choice(lexicon.STEMS).lower(),
    "stem2_": lambda s: s.rng.choice(("park", "river", "market", "sea", "garden")),
    "team": lambda s: s.rng.choice(lexicon.TEAMS),
    "team_": lambda s: _title(s.rng.choice(lexicon.TEAMS)),
    "topic": lambda s: s.rng.choice(lexicon.TOPICS),
    "topic_t": lambda s: _title(s.rng.choice(lexicon.TOPICS)),
    "topic_": lambda s: _kebab(s.rng.choice(lexicon.TOPICS)),
    "taught": lambda s: s.rng.choice(subjects.TOPICS),
    "taught_t": lambda s: _title(s.rng.choice(subjects.TOPICS)),
    "product": lambda s: (s.called.lower() if s.noun == "product" else "") or s.rng.choice(lexicon.PRODUCTS),
    "product_": lambda s: _title(s.rng.choice(lexicon.PRODUCTS)),
    "colour": lambda s: s.rng.choice(lexicon.COLOURS),
    "colour_": lambda s: _title(s.rng.choice(lexicon.COLOURS)),
    "dish": lambda s: s.rng.choice(lexicon.DISHES),
    "job": lambda s: s.rng.choice(lexicon.JOBS),
    "genre_": lambda s: _title(s.rng.choice(lexicon.GENRES)),
    "room": lambda s: s.rng.choice(("Kitchen", "Living room", "Hall", "Office")),
    "thing": lambda s: s.noun or "item",
}  # fmt: skip


@lru_cache(maxsize=2000)
def _parsed(template: str) -> tuple[tuple[str, str | None], ...]:
    return tuple((text, name) for text, name, _, _ in _FORMATTER.parse(template))


def fill(template: str, scene: Scene) -> str:
    """A template with its slots filled from the scene."""
    return "".join(text + (_SLOTS[name](scene) if name else "") for text, name in _parsed(template))


@lru_cache(maxsize=2000)
def choices(text: str) -> tuple[str, ...]:
    """The texts that `|` parts."""
    return tuple(text.split("|"))


def one_of(texts: str, scene: Scene, rng: Random) -> str:
    """One of the templates that `|` parts, filled."""
    return fill(rng.choice(choices(texts)), scene)


def templates_for(noun: str, table: Mapping[str, str]) -> str:
    """The templates of a noun or of one that does for it; "" for none."""
    return table.get(noun) or table.get(lexicon.NOUN_SAME.get(noun, ""), "")


def title(noun: str, scene: Scene, rng: Random) -> str:
    """A name or title for a thing called `noun`."""
    found = templates_for(noun, lexicon.TITLES)
    if found:
        return one_of(found, scene, rng)
    return f"{rng.choice(lexicon.STEMS)} {noun}".strip()


def about(noun: str, scene: Scene, rng: Random) -> str:
    """A sentence or two that describe a thing called `noun`."""
    found = templates_for(noun, lexicon.ABOUT)
    return one_of(found or lexicon.ABOUT_ANY, scene, rng)
