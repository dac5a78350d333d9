"""Who talks, when, where and in what mood: drawn layer by layer, so that the layers multiply."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
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
    SUBTOPICS,
)
from toolgraph.world.base import Person, Setting
from toolgraph.world.people import email_of, phone_of, some_name
from toolgraph.world.places import any_place

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
    name = some_name(rng, place.country.locale)
    clock = _FIRST_DAY + timedelta(days=rng.randrange(_DAYS), hours=rng.choice(_WAKING), minutes=rng.randrange(60))
    email, phone = email_of(name, rng), phone_of(place.country, rng)
    traits = {trait: rng.choices((-1, 0, 1), (1, 2, 1))[0] for trait in _TRAITS}
    topic, role = _topic(tools), rng.choice(ROLES)
    person = Person(name=name.full, email=email, phone=phone, city=place.city, work=role)
    return Cast(
        persona=Persona(name=name.full, role=role, traits=traits),
        circumstances=_circumstances(rng, topic),
        subtopic=rng.choice(SUBTOPICS).format(topic=topic),
        setting=Setting(
            clock=clock.replace(tzinfo=ZoneInfo(place.timezone)), locale=place.country.locale, person=person
        ),
    )


def _circumstances(rng: Random, topic: str) -> Circumstances:
    return Circumstances(
        age_gender=rng.choice(AGES),
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


def _topic(tools: list[Tool]) -> str:
    """The tools' own topic: the tag, category or source that most of them have."""
    named = [t.tags[0] if t.tags else t.category or t.source for t in tools]
    most = max(sorted(set(named)), key=named.count)
    return " ".join(re.findall(r"[A-Za-z0-9]+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", most))).lower() or "things to do"
