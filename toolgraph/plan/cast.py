"""Who talks, when, where and in what mood: drawn layer by layer, so that the layers multiply."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from random import Random
from zoneinfo import ZoneInfo

from toolgraph.models.dialogue_plan import Circumstances, Persona
from toolgraph.models.tool import Tool
from toolgraph.plan.banks import (
    AGES,
    AGREEMENTS,
    DURATIONS,
    EMOTIONS,
    FAMILIARITIES,
    FEATURES,
    FORMALITIES,
    LOCATIONS,
    MEDIA,
    ROLES,
    ROLES_OF,
    SUBTOPICS,
)
from toolgraph.world.base import Person, Setting
from toolgraph.world.people import email_of, phone_of, some_name
from toolgraph.world.places import any_place

_WOMAN, _MAN = re.compile(r"\b(?:wo|fe)m"), re.compile(r"\b(?:man|male)\b")
_GROWN_UP = re.compile("^(?!teen)")
# The ages that go with words of a role; whoever has any other is grown up.
_AGES_OF = tuple(
    (re.compile(role), re.compile(age))
    for role, age in (
        (r"\bgrandmother\b", r"\bwoman over"),
        (r"\bgrandfather\b", r"\bman over"),
        (r"\bretired\b", "over"),
        (r"\b(?:father|husband)\b", r"\bman in .*(?:twent|thirt|fort)"),
        (r"\b(?:mother|wife)\b", r"\bwoman in .*(?:twent|thirt|fort)"),
        (r"\bhigh school student\b", "teen"),
        (r"\bPhD student\b", "twent|thirt"),
        (r"\bstudent\b", "twent"),
        (r"\bjunior\b", "twent|thirt"),
        (r"\bvolunteer\b", ""),
    )
)
_TRAITS = ("openness", "conscientiousness", "extraversion", "agreeableness", "neuroticism")
_FIRST_DAY = datetime(2025, 1, 6)  # noqa: DTZ001 (the zone of the user's city is put on below)
_DAYS = 720
_WAKING = range(7, 23)


@dataclass(frozen=True, slots=True)
class Cast:
    """A person in a setting.

    Attributes:
        subtopic: What the talk is about, finer than the tools' own topic.
    """

    persona: Persona
    circumstances: Circumstances
    subtopic: str
    setting: Setting


def draw_cast(rng: Random, tools: list[Tool]) -> Cast:
    """A user, their circumstances, and a moment at which they talk about something these tools do.

    Source: personas, subtopics and the ten circumstances of DiaSynth (https://arxiv.org/abs/2409.19020); the values
        are ours.
    """
    place = any_place(rng)
    role = rng.choice(roles_for(tools))
    age = rng.choice(ages_of(role))
    name = some_name(rng, place.country.locale, _sex_of(age))
    clock = _FIRST_DAY + timedelta(days=rng.randrange(_DAYS), hours=rng.choice(_WAKING), minutes=rng.randrange(60))
    email, phone = email_of(name, rng), phone_of(place.country, rng, place.city)
    traits = {trait: rng.choices((-1, 0, 1), (1, 2, 1))[0] for trait in _TRAITS}
    topic = _topic(tools)
    person = Person(name=name.full, email=email, phone=phone, city=place.city, work=role)
    return Cast(
        persona=Persona(name=name.full, role=role, traits=traits),
        circumstances=_circumstances(rng, topic, age),
        subtopic=rng.choice(SUBTOPICS).format(topic=topic),
        setting=Setting(
            clock=clock.replace(tzinfo=ZoneInfo(place.timezone)), locale=place.country.locale, person=person
        ),
    )


def _circumstances(rng: Random, topic: str, age: str) -> Circumstances:
    return Circumstances(
        age_gender=age,
        familiarity=rng.choice(FAMILIARITIES),
        emotion=rng.choice(EMOTIONS),
        formality=rng.choice(FORMALITIES),
        duration=rng.choice(DURATIONS),
        medium=rng.choice(MEDIA),
        topic=topic,
        location=rng.choice(LOCATIONS),
        agreement=rng.choice(AGREEMENTS),
        natural_features=rng.choice(FEATURES),
    )


def roles_for(tools: list[Tool]) -> tuple[str, ...]:
    """Who may come to use tools: no farmer merges pull requests."""
    named = {word for t in tools for word in (t.source, t.category or "", *t.tags)}
    about = " ".join(sorted(named)).replace("_", " ").lower()
    able = [roles for pattern, roles in ROLES_OF if re.search(pattern, about)]
    return tuple(role for role in ROLES if all(role in roles for roles in able))


@lru_cache(maxsize=256)
def ages_of(role: str) -> tuple[str, ...]:
    """The ages and sexes at which somebody may have a role: no father is a woman, and no teenager a bus driver."""
    fitting = next((age for pattern, age in _AGES_OF if pattern.search(role)), _GROWN_UP)
    return tuple(age for age in AGES if fitting.search(age))


def _sex_of(age: str) -> str:
    """`female` or `male` where an age says it; "" where it does not."""
    return "female" if _WOMAN.search(age) else "male" if _MAN.search(age) else ""


def _topic(tools: list[Tool]) -> str:
    """The tools' own topic: the tag, category or source that most of them have."""
    named = [t.tags[0] if t.tags else t.category or t.source for t in tools]
    most = max(sorted(set(named)), key=named.count)
    return " ".join(re.findall(r"[A-Za-z0-9]+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", most))).lower() or "things to do"
