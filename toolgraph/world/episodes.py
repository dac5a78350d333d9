"""What the episodes of a podcast are called: each is on what the podcast is on."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from toolgraph.meaning.text import words
from toolgraph.world import phrases
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import SOUGHT, Record

_EPISODES, _WHOLES = frozenset(("episode",)), frozenset("podcast show series channel".split())
_NAMES = ("title", "name", "episode title")
# Titles by what a podcast is on, under the words that tell it.
_ON = {
    "finance money budget investing economy": (
        "What a budget is for|Index funds, slowly|Renting or buying?|Your first payslip|The true cost of a car|"
        "Saving for a rainy day|Talking about debt|Pensions for beginners|Who pays for dinner?|Money and friends|"
        "The emergency fund|Reading your bank statement|Insurance you do not need|Asking for a raise"
    ),
    "travel trip island journey": (
        "Night trains, again|The island that moved|Packing light|Crossing borders on foot|Alone in a new city|"
        "A week without a plan|The slow boat|Off season|What to leave at home|Maps we got wrong|The last ferry|"
        "Three days in {city}|Sleeping at airports|Letters from {city}"
    ),
    "cooking food kitchen baking": (
        "One pot, five dinners|The perfect omelette|Bread without fear|What salt does|Cooking for one|"
        "A market in {city}|Sharp knives|Leftovers|Soup season|The spice drawer|Grandmother's notebook|Rice, properly|"
        "Breakfast in {city}|Why we fry"
    ),
    "history past culture": (
        "The year without a summer|Who built the harbour?|Letters from the front|The forgotten queen|A city burns|"
        "The map makers|Bread and revolt|The first train|What the monks wrote|Salt roads|The lost library|"
        "{city} in 1900|Spies and diplomats|The long winter"
    ),
    "cycling running sport football fitness tennis": (
        "The first hundred kilometres|Hills|Riding in the rain|A bike that fits|Cobbles|How to rest|Racing at forty|"
        "The longest day|What the pros eat|Winter miles|Punctures and other stories|From {city} to the sea|"
        "Interview: {person}|The last lap"
    ),
    "startups startup business company founders work": (
        "The first ten customers|Hiring your friends|Running out of money|Pricing is hard|A pivot that worked|"
        "The co-founder question|Saying no|From garage to {city}|Letting somebody go|The boring business|"
        "Selling it|What investors ask|Interview: {person}|Growing slowly"
    ),
    "technology software science code data": (
        "The bug that took a year|How batteries age|Who owns your data?|A short history of the cloud|Small computers|"
        "Why maps are hard|The password problem|Reading old code|Interview: {person}|Satellites|When servers fail|"
        "Open source, closed doors|Machines that see|The cable under the sea"
    ),
    "health wellness mind sleep medicine": (
        "Sleeping through|Ten minutes a day|The trouble with sitting|What stress does|Walking|Eating enough|"
        "Back pain, explained|Interview: {person}|Breathing|Screens at night|Getting old well|The flu season|"
        "Asking for help|Small habits"
    ),
}  # fmt: skip
# ... and of any other, with the words that tell what it is on.
_ON_ANYTHING = (
    "{Topic} for beginners|Five questions about {topic}|{person} on {topic}|What I got wrong about {topic}|"
    "The future of {topic}|{Topic}: your letters|Live from {city}|{Topic} in {city}|A year of {topic}|"
    "Why {topic} matters|Getting started with {topic}|{Topic}, part two|An evening with {person}|{Topic}: a look back"
)


def call(record: Record, leaves: Iterable[LeafPlan], others: Iterable[Record]) -> None:
    """Let an episode be called as one of its podcast is: no show on cycling has one on investing."""
    whole = next((r for r in record.parents if r.head in _WHOLES), None) if record.head in _EPISODES else None
    name = next((x for x in leaves if x.key in _NAMES), None) if whole is not None else None
    if whole is None or name is None or name.key in record.facts:
        return
    topic = _topic_of(whole)
    if not topic:
        return
    taken = {r.facts.get(name.key) for r in others}
    known = _titles_on(tuple(words(topic)))
    more = _ON_ANYTHING.replace("{topic}", topic).replace("{Topic}", topic[:1].upper() + topic[1:])
    every = [phrases.choices(titles) for titles in (known, more) if titles]
    for title in (each for some in every for each in record.scene.rng.sample(some, len(some))):
        called = phrases.fill(title, record.scene)
        if called not in taken and name.check(called):
            record.facts[name.key] = called
            return


def _topic_of(podcast: Record) -> str:
    """What a podcast is on: what it was found by, else its topic; "" where it does not tell."""
    sought = podcast.facts.get(SOUGHT)
    told = next(
        (v for k in ("topic", "category", "subject", "genre") if isinstance(v := podcast.facts.get(k), str)), ""
    )
    named = " ".join(v for k in ("title", "name") if isinstance(v := podcast.facts.get(k), str))
    if isinstance(sought, str) and sought.islower() and sought in named.lower():
        return sought
    return told.replace("_", " ").lower() or (sought if isinstance(sought, str) and sought.islower() else "")


@lru_cache(maxsize=2000)
def _titles_on(topic: tuple[str, ...]) -> str:
    """The titles for a topic of which we know some; "" for any other."""
    return next((titles for said, titles in _ON.items() if not set(topic).isdisjoint(said.split())), "")
