"""How things are called that were looked for by words: `senior nurse`, `rye bread with seeds`, never a patchwork."""

from __future__ import annotations

import re
import string

from toolgraph.world import phrases
from toolgraph.world.defects import forms_of, shown_with
from toolgraph.world.files import forms_named
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.lexicon import COMPANY_TAILS, TITLES
from toolgraph.world.makers import PLACED
from toolgraph.world.people import Name, is_full_name, name_of_email
from toolgraph.world.places import called, named
from toolgraph.world.saying import has_word
from toolgraph.world.scene import Scene
from toolgraph.world.texts import kebab
from toolgraph.world.works import maker_named

_NAME = re.compile(r"[^\W\d_][\w'’-]*(?: [^\W\d_][\w'’.-]*){0,3}")
_NAMING = ("title", "person", "company", "first", "product")
_TEXTS = ("title", "about", "job", "note", "body", "company")
# What stands around the words, by the noun of the thing; the first forms are the plainest.
_FORMS = {
    "food": "{Q}|Organic {q}|{Q}, light|Homemade {q}", "recipe": "{Q}|Quick {q}|Grandma's {q}|{Q} for two",
    "job": "{Q}|Senior {q}|Junior {q}|{Q} (part time)|Lead {q}", "product": "{stem} {q}|{Q} Classic|{stem} {q} Light",
    "track": "{Q}|{Q} Song|{Q} (Live)|{Q}, Part Two|{Q} in {month}|{Q} Again",
    "artist": "{city} {Q}|{last} {Q}|The {Q} Club|{Q} & {stem}",
    "album": "{Q}|{Q} Sessions|More {Q}|{Q} Hours", "playlist": "{Q}|{Q} mix|Best of {q}",
    "film": "{Q}|{Q} Nights|The {Q} Affair|The Last {Q}|Another {Q}|{Q} in {city}",
    "podcast": "{Q} Weekly|Talking {Q}|The {Q} Hour", "episode": "All about {q}|{person} on {q}|{Q} for beginners",
    "mail": "{Q}: {month}|Your {q}|{Q} for {company}|Question about the {q}|About your {q}|{Q} with changes",
    "file": "{q_}-{month_}.pdf|{q_}-{year}.xlsx|{q_}-{company_}.pdf|{q_}-{team}.docx",
    "event": "{Q}|{Q} with {first}|{Q} for {month}|{Team} {q}", "task": "{Q}|Prepare the {q}|{Q} with {first}",
    "article": "What changes in {q} this {month}|{city} bets on {q}|Five questions about {q}",
    "book": "A Short History of {Q}|{Q} for Everyone|The {Q} Diary",
    "course": "Introduction to {q}|{Q} for beginners|Advanced {q}|{Q} in ten evenings|Intermediate {q}|"
    "{Q}: the next step",
    "company": "{Q} Group|{Q} & Co|{Q} Partners",
    "repository": "{q_}|{q_}-core|{q_}-tools|{q_}-kit",
    "question": "How do you start with {q}?|Is {q} worth it?|What helps with {q}?",
    "restaurant": "{stem} {Q}|The {stem} {Q} Table|{Q} by {first}",
    "place": "{stem} {Q}|{stem} Corner {Q}|{city} {Q}", "image": "{Q}|{Q} in {month}|{Q}, seen from {city}",
    "exercise": "{Q}|Slow {q}|{Q} with a pause|{Q} on one side",
    "ticket": "{Q}|{Q}: please help|Help needed: {q}|Once more: {q}",
}  # fmt: skip
_ABOUT = "All about {q}.|{Q}, step by step.|Everything for {q} in one place.|{Q} and what belongs to it."
# How the name of what somebody does ends.
_DRIVEN = re.compile(r"\b(?:forklift|truck|lorry|bus|taxi|van)\b")
_ROLES = re.compile(
    r"(er|or|ist|ant|ian|ect|yst|ive|ess|man|ent|ary|eur|ic|nurse|chef|clerk|lead|cook|guard|pilot|coach|intern|host|"
    r"guide|aide|head|vet|hand)s?( .*shift.*| .*time.*)?$"
)
# Nouns whose names are written large throughout.
_PROPER = frozenset("artist album film track song podcast company restaurant place".split())
_ANY = "{Q}|{Q} {stem}|{stem} {q}"


def call_by(
    scene: Scene, text: str, leaves: tuple[LeafPlan, ...], key: str, number: int, asked: LeafPlan | None = None
) -> tuple[LeafPlan, str] | None:
    """The leaf in which a new thing shows the words it was found by, and its text there.

    None when no leaf can, or when the words are shown otherwise: an address by its person, a city by where things are.

    Args:
        key: Name of the parameter among the facts of the thing.
        number: Which of the found things it is, from 0.
        asked: The parameter itself. What a spec shows by its examples is found by a word of it, as who asks for it by
            all of its words next finds it, too.
    """
    if "@" in text:
        return _by_address(scene, text, leaves)
    leaf = _shown_in(leaves, text, key)
    if leaf is None:
        return None
    place = named(text)
    if place is not None and leaf.noun in PLACED:
        scene.place = called(place.city, scene.rng)
        return None
    shown = _examples_with(text, leaf, asked) or shown_with(text, leaf)
    if number < len(shown):
        return leaf, shown[number]
    number -= len(shown)
    alone = text.isalpha() and text[:1].isupper() and "{person}" in phrases.templates_for(leaf.noun, TITLES)
    if leaf.maker in ("person", "first") or (alone and leaf.maker == "title" and leaf.key == "name"):
        return leaf, _person(scene, text, leaf)
    return leaf, _titled(scene, text, leaf, number)


def _examples_with(text: str, leaf: LeafPlan, asked: LeafPlan | None) -> list[str]:
    """The names that a spec shows, of a thing or of what is asked for, in which a name that was asked for is a word."""
    if asked is None or leaf.maker not in ("company", "title", "product") or not text[:1].isupper():
        return []
    low = text.casefold()
    shown = (*leaf.schema.get("examples", ()), *asked.schema.get("examples", ()))
    return [
        e
        for e in dict.fromkeys(shown)
        if isinstance(e, str) and e.casefold() != low and has_word(e, low) and leaf.check(e)
    ]


def _by_address(scene: Scene, text: str, leaves: tuple[LeafPlan, ...]) -> tuple[LeafPlan, str] | None:
    leaf = next((x for x in leaves if x.maker == "email"), None)
    name = name_of_email(text)
    if leaf is not None and name is not None:
        scene.is_person(name, leaf.who)
    return None if leaf is None else (leaf, text)


def _shown_in(leaves: tuple[LeafPlan, ...], text: str, key: str) -> LeafPlan | None:
    able = [x for x in leaves if x.type == "string"]
    if text.rsplit(" ", 1)[-1] in COMPANY_TAILS:
        company = next((x for x in able if x.maker == "company"), None)
        if company is not None:
            return company
    if (maker := maker_named(able, text)) is not None:
        return maker
    is_name = _NAME.fullmatch(text) is not None and text[:1].isupper()
    named_so = [x for x in able if x.maker in _NAMING and (is_name or x.maker not in ("person", "first"))]
    own = next((x for x in named_so if x.key == key), next(iter(named_so), None))
    own = own or next((x for x in able if x.tokens[-1:] == ("slug",)), None)
    return own or next((x for maker in _TEXTS for x in able if x.maker == maker), None)


def _person(scene: Scene, text: str, leaf: LeafPlan) -> str:
    first, _, last = text.rpartition(" ")
    other = scene.person(leaf.who)
    name = Name(first, last) if first else Name(text, other.last)
    if not first and scene.rng.random() < 0.4:
        name = Name(other.first, text)
    scene.is_person(name, leaf.who)
    return name.first if leaf.maker == "first" else name.full


def _titled(scene: Scene, text: str, leaf: LeafPlan, number: int) -> str:
    noun = "company" if leaf.maker == "company" else leaf.noun
    if noun == "job" and not _ROLES.search(text.lower()):
        text = f"{text} {'driver' if _DRIVEN.search(text.lower()) else 'specialist'}"  # nobody is a forklift
    if leaf.maker in ("about", "note", "body"):
        return phrases.choices(_ABOUT)[number % len(phrases.choices(_ABOUT))].format(Q=_capital(text), q=text)
    if leaf.tokens[-1:] == ("slug",):
        owner = str((leaf.schema.get("examples") or [""])[0]).rpartition("/")[0]
        tail = ("", "-core", "-tools", "-kit", "-lab")[number % 5]
        return f"{owner}/{kebab(text)}{tail}".lstrip("/")
    named_so = forms_named(text) if noun in ("file", "document") else ""
    forms = phrases.choices(named_so or forms_of(noun, text) or phrases.templates_for(noun, _FORMS) or _ANY)
    # Somebody who types `Portuguese` or `SQL` means that; of `Running shoes` only the beginning is large.
    several = " " in text and text[1:] == text[1:].lower()
    plain = text.lower() if several else text
    whole = is_full_name(text) and (number == 0 or noun in _PROPER)
    form = "{Q}" if whole else forms[number % len(forms)]
    capital = string.capwords(text) if noun in _PROPER and text.islower() else _capital(text)
    q_ = re.sub(r"\W+", "-", text.lower()).strip("-")
    for slot, value in (("{Q}", capital), ("{q}", plain), ("{q_}", q_), ("{Team}", "{team_}")):
        form = form.replace(slot, value.replace("{", "").replace("}", "") if slot != "{Team}" else value)
    return phrases.fill(form, scene)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
