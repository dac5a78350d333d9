"""Texts of a known kind: units, names of directories, what a service says of a deed, words of songs and of files."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from toolgraph.meaning.text import words
from toolgraph.world import lexicon, phrases
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.people import fold
from toolgraph.world.scene import Scene

Writer = Callable[[Scene, LeafPlan, Random], str]

# Units that people convert from and to, by what is measured.
_UNITS = {
    "distance": ("kilometers|meters", "miles|feet"), "length": ("meters|centimeters", "feet|inches"),
    "height": ("meters|centimeters", "feet|inches"), "weight": ("kilograms|grams", "pounds|ounces"),
    "mass": ("kilograms|grams", "pounds|ounces"), "temperature": ("celsius", "fahrenheit"),
    "volume": ("liters|milliliters", "gallons|cups"), "time": ("hours|days", "minutes|seconds"),
    "speed": ("kph", "mph"),
}  # fmt: skip
_ANY_UNIT = "distance"
_CLAUSE = re.compile(
    r"(?:indicating|confirming|saying|stating|telling)(?: that)? ((?:the|a|an|your|that|his|her) .+?)\.?$"
)
_DONE = "Done."
_LYRICS = (
    "Under the lights of {city}, I wait for {month}|Slow is the river, and slow is the train|"
    "Call me when {day} comes, I will be there|We counted the windows from {city} to the sea|"
    "And all of the {colour} lanterns are burning again"
)
_JOKES = (
    "Why do programmers mix up Halloween and Christmas? Because oct 31 is dec 25.|"
    "I told my suitcase there would be no holiday this year. Now I am dealing with emotional baggage.|"
    "Parallel lines have so much in common. It is a shame they will never meet."
)
# What files hold, line by line.
LINES = (
    "{month} report, draft {number}|Total for {city}: {number}00 EUR|To do: call {first} back by {day}|"
    "{company}: offer accepted|Meeting notes, {day}|Next review in {month}"
)
_OBSERVATIONS = "Lives in {city}|Works for {company}|Interested in {topic}|Met in {month}|Moved to {city} in {year}"
_DIRECTORIES = "reports|drafts|archive|photos|{month_}-{year}|{team}|invoices|projects|notes"
_PASSWORD_LENGTH = 8
_SHORT_STEMS = tuple(stem.lower() for stem in lexicon.STEMS if 3 < len(stem) < 6)
_DIGITS = re.compile(r"(\d+)[- ]digit")


def _unit_of(scene: Scene, leaf: LeafPlan, rng: Random) -> str:
    """A unit of what the tool or the text speaks of; the one to convert to is another than that to convert from."""
    said = (*leaf.noun.split(), *words(leaf.text), *leaf.tokens)
    pair = _UNITS[next((w for w in said if w in _UNITS), _ANY_UNIT)]
    del scene
    return rng.choice(pair[leaf.role == "to"].split("|"))


def _said(scene: Scene, leaf: LeafPlan, rng: Random) -> str:
    """That all went well, in the words of the description."""
    del scene, rng
    found = _CLAUSE.search(leaf.text)
    return f"{found.group(1)[:1].upper()}{found.group(1)[1:]}." if found else _DONE


def _password(scene: Scene, leaf: LeafPlan, rng: Random) -> str:
    """A word and some letters and digits, as those who care about passwords have them made."""
    del scene, leaf
    signs = [rng.choice("abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ") for _ in range(_PASSWORD_LENGTH)]
    for at in rng.sample(range(_PASSWORD_LENGTH), 2):
        signs[at] = rng.choice("23456789")
    return f"{rng.choice(_SHORT_STEMS)}-{''.join(signs)}"


def _path(scene: Scene, leaf: LeafPlan, rng: Random) -> str:
    """Where a file or directory lies; of what is neither its name as addresses have it."""
    if leaf.noun in _AT_ADDRESSES:
        return kebab(scene.called or phrases.title(leaf.noun, scene, rng))
    directory = "directory" in (leaf.noun, *leaf.tokens) or "directory" in leaf.text
    last = phrases.one_of(_DIRECTORIES, scene, rng) if directory else phrases.title("file", scene, rng)
    return f"/{rng.choice(lexicon.TEAMS)}/{last}"


_AT_ADDRESSES = frozenset("group project namespace team organization workspace channel".split())


def kebab(text: str) -> str:
    """The text as addresses have it: lower case, hyphens between the words."""
    return "-".join(part for word in re.split(r"[\s_-]+", text) if (part := fold(word)))


def _digits(scene: Scene, leaf: LeafPlan, rng: Random) -> str:
    del scene
    found = _DIGITS.search(leaf.text)
    return "".join(rng.choice("123456789") for _ in range(int(found.group(1)) if found else 6))


def _filled(texts: str) -> Writer:
    return lambda scene, _, rng: phrases.one_of(texts, scene, rng)


def _some_lines(texts: str, count: int, between: str) -> Writer:
    """Some different ones of the texts, one after the other."""

    def write(scene: Scene, leaf: LeafPlan, rng: Random) -> str:
        one = "[]" in leaf.path or leaf.tokens[-1:] == ("output",)
        chosen = rng.sample(phrases.choices(texts), 1 if one else count)
        return between.join(phrases.fill(each, scene) for each in chosen)

    return write


def _from(*choices: str) -> Writer:
    return lambda _scene, _leaf, rng: rng.choice(choices)


def _month_name(scene: Scene, leaf: LeafPlan, rng: Random) -> str:
    del leaf, rng
    return lexicon.MONTHS[scene.start.month - 1]


def _genre(scene: Scene, leaf: LeafPlan, rng: Random) -> str:
    """A genre of films for films, of books for books, of music for the rest."""
    del scene
    said = {leaf.noun, *leaf.tokens, *words(leaf.text)}
    own = next((genres for nouns, genres in _GENRES if nouns & said), lexicon.GENRES)
    return rng.choice(own)


_GENRES = (
    (frozenset("film show series video cinema theater theatre showtime".split()),
     "drama comedy thriller documentary adventure romance mystery animation".split()),
    (frozenset("book novel author library".split()),
     "mystery|fantasy|historical fiction|biography|thriller".split("|")),
    (frozenset("game videogame".split()), "strategy puzzle racing adventure simulation".split()),
)  # fmt: skip

PLAIN_WORDS = frozenset(
    "new updated name display full short long original old default main search best matching matched recommended "
    "watched nearest nearby favorite favourite similar top".split()
)
# What a description says that something is the name of.
_NAME_OF = re.compile(r"\b(?:name|title) of (?:the |an? )?(?:smart |hair )?(\w+)")


_FOUND = (("result",), ("match",), ("hit",))
_AT_ENDS = frozenset(("station", "stop", "airport"))


def _title(scene: Scene, leaf: LeafPlan, rng: Random) -> str:
    """What a thing is called: that of which its own name speaks, or its description, or the object that it is in."""
    before = next((t for t in reversed(leaf.tokens[:-1]) if t not in PLAIN_WORDS), "")
    said = _NAME_OF.search(leaf.text)
    told = words(said.group(1))[-1:] if said is not None else ()
    own = (leaf.noun,) if leaf.tokens[-1:] == ("subject",) else ()  # that of a ticket is none of a mail
    near = (before, *own, leaf.tokens[-1] if leaf.tokens else "", *told)
    noun = next((n for n in near if phrases.templates_for(n, lexicon.TITLES)), before or leaf.noun)
    if noun and leaf.tokens[-1:] in _FOUND and not phrases.templates_for(noun, lexicon.TITLES):
        noun = "article"
    if leaf.role == "from" and noun in _AT_ENDS:
        scene = scene.another()  # where it begins, not where it ends
    if leaf.tokens[-1:] == ("subject",) and not phrases.templates_for(leaf.noun, lexicon.TITLES):
        noun = "mail"
    return phrases.title(noun, scene, rng)


WRITERS: dict[str, Writer] = {
    "unit_of": _unit_of, "said": _said, "some_digits": _digits, "genre": _genre, "title": _title, "path": _path,
    "relation_kind": _from("works_for", "knows", "lives_in", "belongs_to", "founded"),
    "entity_name": _filled("{person}|{company}|Project {stem}|{city}"), "observation": _filled(_OBSERVATIONS),
    "file_pattern": _from("report", "offer", "review", "EUR"),
    "function_of": _from("x**2", "3*x**2 + 2*x", "x**3 - 4*x", "2*x + 5", "5*x**2 - 1"),
    "garment": _from("rain jacket", "wool coat", "light shirt", "jeans", "sneakers", "scarf", "umbrella"),
    "month_name": _month_name,
    "directory": _filled(_DIRECTORIES), "password": _password, "joke": _filled(_JOKES),
    "lyrics": _some_lines(_LYRICS, 3, "\n"), "file_text": _some_lines(LINES, 3, "\n"),
    "cabin": _from("economy", "business", "first"), "transport": _from("driving", "walking", "cycling", "transit"),
}  # fmt: skip
