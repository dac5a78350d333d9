"""How a person of some persona talks in some circumstances: the tags that choose forms, and how freely they talk."""

from __future__ import annotations

import re
from typing import NamedTuple

from toolgraph.models.dialogue_plan import Circumstances, Persona

# Each circumstance is one word or phrase of the planner's or a user's own lists, so words are looked for, not values.
_FORMAL = re.compile(r"\bformal|polite|official|proper|respectful|professional", re.IGNORECASE)
_CASUAL = re.compile(r"informal|casual|relaxed|slang|friendly|familiar|colloquial|laid", re.IGNORECASE)
_SPOKEN = re.compile(r"voice|call|spoken|speech|speaker|in person|face to|^phone", re.IGNORECASE)
_TYPED = re.compile(r"chat|messag|sms|text|app|slack|whatsapp|widget", re.IGNORECASE)
_LETTER = re.compile(r"mail|letter|form\b", re.IGNORECASE)
_SHORT = re.compile(r"short|brief|quick|minute|hurr", re.IGNORECASE)
_LONG = re.compile(r"long|extended|lengthy|leisure|half an hour|hour", re.IGNORECASE)
_NEW = re.compile(r"first|new|stranger|unfamiliar|never|beginner", re.IGNORECASE)
_FILLER = re.compile(r"filler|pause|hesita|ramb|umm?\b|repeat", re.IGNORECASE)
_SLANG = re.compile(r"slang|abbrev|text.?speak|emoji", re.IGNORECASE)
_NO_FEATURE = re.compile(r"^(none|no\b|few|plain|clean|without)", re.IGNORECASE)
_YOUNG = re.compile(r"teen|young|twent|1[6-9]|2\d|student", re.IGNORECASE)
_OLD = re.compile(r"old|senior|elder|retire|sixt|sevent|6\d|7\d|8\d", re.IGNORECASE)
_MOODS = (
    ("upset", re.compile(r"frustrat|annoy|angry|irritat|upset|impatient|disappoint", re.IGNORECASE)),
    ("rushed", re.compile(r"rush|hurr|stress|busy|pressed|urgent|hectic", re.IGNORECASE)),
    ("worried", re.compile(r"worr|anxious|nervous|unsure|confus|uneasy|afraid", re.IGNORECASE)),
    ("happy", re.compile(r"happy|cheer|excit|glad|delight|enthus|optimis|joy|curious|amused", re.IGNORECASE)),
    ("tired", re.compile(r"tired|bored|sleepy|exhaust|weary|sad", re.IGNORECASE)),
)


class Voice(NamedTuple):
    """How the user talks.

    Attributes:
        tags: Choose between forms: `formal` or `casual`; `voice`, `chat` or `letter`; a mood; `unhurried`, `warm`, ...
        talkative: 0 says the least there is to say, 1 likes to tell.
        fillers: Share of sentences with an "um" or the like, 0 to 1.
        slang: Writes `pls` and `thx`.
        careless: Writes without capital letters and full stops.
        typos: Mistypes a word now and then.
    """

    tags: frozenset[str]
    talkative: float
    fillers: float
    slang: bool
    careless: bool
    typos: bool


def voice_of(persona: Persona, about: Circumstances) -> Voice:
    """The voice of a persona in its circumstances."""
    register = _register(about.formality)
    medium = _medium(about.medium)
    mood = next((name for name, pattern in _MOODS if pattern.search(about.emotion)), "")
    traits = persona.traits
    tags = {register, medium, mood or "unhurried"} - {""}
    tags |= (
        {"warm"} if traits.get("agreeableness", 0) > 0 else {"blunt"} if traits.get("agreeableness", 0) < 0 else set()
    )
    tags |= {"anxious"} if traits.get("neuroticism", 0) > 0 else set()
    tags |= {"careful"} if traits.get("conscientiousness", 0) > 0 else set()
    tags |= {"young"} if _YOUNG.search(about.age_gender) else {"old"} if _OLD.search(about.age_gender) else set()
    tags |= {"new"} if _NEW.search(about.familiarity) else set()
    slangy = bool(_SLANG.search(about.natural_features)) and register != "formal" and medium == "chat"
    careless = medium == "chat" and register == "casual" and traits.get("conscientiousness", 0) <= 0
    return Voice(
        tags=frozenset(tags),
        talkative=_talkative(persona, about, mood),
        fillers=_fillers(about, register, medium),
        slang=slangy,
        careless=careless,
        typos="typo" in about.natural_features.lower() and medium in ("chat", ""),
    )


def _register(formality: str) -> str:
    if _CASUAL.search(formality):
        return "casual"
    return "formal" if _FORMAL.search(formality) else ""


def _medium(medium: str) -> str:
    if _LETTER.search(medium):
        return "letter"
    if _SPOKEN.search(medium):
        return "voice"
    return "chat" if _TYPED.search(medium) else ""


def _talkative(persona: Persona, about: Circumstances, mood: str) -> float:
    share = 0.4 + 0.25 * persona.traits.get("extraversion", 0)
    share += 0.2 if _LONG.search(about.duration) else -0.2 if _SHORT.search(about.duration) else 0.0
    share -= 0.15 if mood in ("rushed", "tired") else 0.0
    return min(0.9, max(0.05, share))


def _fillers(about: Circumstances, register: str, medium: str) -> float:
    typed_with_care = medium == "letter" or (register == "formal" and medium != "voice")
    if _NO_FEATURE.search(about.natural_features) or typed_with_care:
        return 0.0
    wanted = 0.35 if _FILLER.search(about.natural_features) else 0.0
    if medium == "voice":
        wanted += 0.12
    return wanted * (0.4 if register == "formal" else 1.0)
