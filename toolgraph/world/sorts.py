"""What sort of thing a name speaks of: a lamp is a light, a bank is finance, `SQL` is programming."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from toolgraph.models.base import JsonValue

# Last words of what tells the sort of a thing.
SORTING = frozenset(
    "type kind category subject topic genre industry section sector level format goal difficulty".split()
)
# Words that names of a sort have, by the sort, in families: of each a name speaks of one sort at most.
_WORDS = """
light: light lamp bulb lantern spotlight
thermostat: thermostat
lock: lock door gate
blind: blind blinds shutter curtain
plug: plug socket outlet
camera: camera cam
vacuum: vacuum
speaker: speaker soundbar
fan: fan
heater: heater radiator boiler
television: television tv
dehumidifier: dehumidifier
sensor: sensor detector
switch: switch
doorbell: doorbell
phone: phone
tablet: tablet
laptop: laptop notebook

energy: energy power solar
manufacturing: robotics motors textiles systems
food: foods bakery
software: software analytics systems labs
logistics: logistics shipping supply freight
retail: supply market store outfitters textiles
finance: bank insurance capital
banking: bank
insurance: insurance
health: health clinic pharma labs
media: media studios
hospitality: travel hotel foods
travel: travel
design: design studios textiles
education: school academy university
real_estate: property
automotive: motors
technology: software systems robotics analytics labs

languages: words portuguese spanish english french german italian japanese chinese arabic grammar language vocabulary
programming: sql database query join python java javascript programming code coding web git software joins
music: piano guitar jazz singing music violin chord chords
business: business investing accounting bookkeeping marketing negotiation budgeting habits work management
design: sketching perspective sketch drawing draws design photography typography watercolour light shadow
crafts: bread sourdough baking cooking knitting pottery sewing woodwork gardens gardening crafts wool
science: science biology chemistry physics astronomy statistics energy data anatomy
history: history
cooking: cooking baking bread sourdough
mathematics: mathematics algebra statistics geometry

build: build compile bundle
test: test tests unit integration lint
deploy: deploy release publish

café: café cafe coffee
cafe: café cafe coffee
restaurant: restaurant bistro noodle kitchen trattoria table ramen
bookshop: bookshop books
museum: museum gallery
pharmacy: pharmacy farmácia
bakery: bakery
park: park playground
library: library
hotel: hotel inn lodge hostel
playground: playground
supermarket: supermarket market
gym: gym

flight: flight air airways airline
hotel: hotel night nights stay house inn
car: car compact rental
train: train rail
restaurant: table dinner
concert: concert live

estate: estate wagon
compact: compact
small: compact mini city
suv: suv cross
van: van seven transporter
convertible: convertible cabrio

current: current everyday
savings: savings fund
joint: joint household
business: business

strength: squat squats push push-ups pull-ups stronger muscle plank press deadlift bug lunge back bench
balance: balance
endurance: run running rowing cycling kilometres swim interval
mobility: stretch stretching yoga mobility
weight: weight lighter slimmer

core: plank crunch crunches sit-up sit-ups bug
legs: squat squats lunge lunges running run runs jog jogging sprint sprints cycling ride hike hiking walk walking
whole_body: swim swimming burpee burpees circuit
full_body: swim swimming burpee burpees circuit
shoulders: shoulder shoulders
chest: push-ups push-up press bench
back: rowing pull-ups pull-up deadlift
arms: curl curls dips

accident: accident collision lorry crash
roadworks: roadworks
closure: closed closure

beginner: introduction beginner beginners basics basic first ground start
intermediate: intermediate improvers
advanced: advanced expert master
easy: introduction beginner beginners basics easy
medium: intermediate
hard: advanced expert

internship: intern internship trainee apprentice
senior: senior lead head director principal

jazz: jazz
folk: folk
electronic: electronic techno
classical: classical quartet orchestra piano
rock: rock
soul: soul
ambient: ambient
indie: indie
country: country

money: coins money investing finance
travel: maps travel journey
culture: culture arts theatre
sports: sports running cycling
technology: technology data startups
science: science energy
history: history
food: cooking kitchen food

housing: property rent power
utilities: power water
groceries: market supermarket bakery foods
eating_out: café cafe bistro restaurant kitchen
transport: rail taxi motors
health: pharmacy clinic health
insurance: insurance
travel: travel hotel airways airlines
leisure: cinema

meeting: meeting weekly kick-off catch-up demo
interview: interview
workshop: workshop
review: review
lunch: lunch
"""


def _read(text: str) -> Iterator[dict[str, str]]:
    for family in text.strip().split("\n\n"):
        yield {sort: words for line in family.splitlines() for sort, words in [line.split(": ")]}


_FAMILIES = tuple(_read(_WORDS))
_WORD = re.compile(r"[^\W_][^\W_'-]*(?:-[^\W_]+)*")


def _turned(family: Mapping[str, str]) -> dict[str, frozenset[str]]:
    out: dict[str, set[str]] = {}
    for sort, found in family.items():
        for word in {sort, *found.split()}:
            out.setdefault(word, set()).add(sort)
    return {word: frozenset(sorts) for word, sorts in out.items()}


# Which family is that of industries, and to which others one is near.
_INDUSTRIES = next(n for n, family in enumerate(_FAMILIES) if "manufacturing" in family)
_NEAR = {
    "manufacturing": "technology software logistics", "technology": "software manufacturing", "media": "design",
    "energy": "utilities manufacturing technology software logistics", "automotive": "manufacturing logistics",
    "food": "hospitality retail logistics", "retail": "logistics hospitality", "real_estate": "finance",
    "insurance": "finance", "banking": "finance", "travel": "hospitality logistics", "software": "technology",
    "hospitality": "travel food", "finance": "banking insurance",
}  # fmt: skip
_BY_WORD = tuple(_turned(family) for family in _FAMILIES)
_SORTS = tuple(frozenset(family) for family in _FAMILIES)


def _plain(text: str) -> str:
    return text.strip().lower().replace("-", "_").replace(" ", "_")


@lru_cache(maxsize=20_000)
def _told(text: str, family: int) -> frozenset[str]:
    """The sorts of one family that a text speaks of, going by its last word that does: a `door camera` is a camera."""
    known = _BY_WORD[family]
    for word in reversed(_WORD.findall(text.lower())):
        found = known.get(word) or (known.get(word[:-1]) if word.endswith("s") else None)
        if found:
            return found
    return frozenset()


def _parts_of(text: str, plain: str) -> list[str]:
    """The words of a text, or the whole where what is looked for has several: no `van` is in `Solvane`."""
    whole = _plain(text)
    return [whole] if "_" in plain else whole.split("_")


@lru_cache(maxsize=20_000)
def stands_for(text: str, sort: str) -> bool | None:
    """Whether a name speaks of a sort: False where it speaks of another one, None where it says nothing of it."""
    plain, said = _plain(sort), None
    if len(plain) > 2 and any(each.startswith(plain) or each.endswith(plain) for each in _parts_of(text, plain)):
        return True
    for family, sorts in enumerate(_SORTS):
        told = _told(text, family) if plain in sorts else frozenset()
        if plain in told:
            return True
        said = False if told else said
    return said


def clashes(text: JsonValue, sorts: Iterable[str]) -> bool:
    """Whether a name speaks of another sort than one that is told of its thing."""
    return isinstance(text, str) and any(stands_for(text, sort) is False for sort in sorts)


def fitting_sorts(text: str, choices: Iterable[JsonValue]) -> list[JsonValue]:
    """Those choices of a sort that a name speaks of, else those that it does not rule out."""
    told = [(c, stands_for(text, c)) for c in choices if isinstance(c, str)]
    return [c for c, said in told if said] or [c for c, said in told if said is None] or _near(text, told)


def _near(text: str, told: Iterable[tuple[str, bool | None]]) -> list[JsonValue]:
    """The choice that is nearest to the industry that a name speaks of, where that is none of them."""
    industries = _told(text, _INDUSTRIES)
    known = {_plain(choice): choice for choice, _ in told}
    near = (each for industry in sorted(industries) for each in _NEAR.get(industry, "").split())
    return [known[each] for each in near if each in known][:1]


def fitting_names(names: Iterable[JsonValue], sorts: Iterable[str]) -> list[JsonValue]:
    """Those names that speak of the sorts told of a thing, else those that speak of none; [] when all are of others."""
    wanted = tuple(sorts)
    left = [n for n in names if not clashes(n, wanted)]
    told = [n for n in left if isinstance(n, str) and any(stands_for(n, sort) for sort in wanted)]
    return told or left


def sort_told(text: str, alike: Iterable[JsonValue]) -> str:
    """The sort that a name speaks of, of a family to which the examples of a leaf belong; "" for none."""
    texts = [each for each in alike if isinstance(each, str)]
    shown = {_plain(each) for each in texts}
    for family, sorts in enumerate(_SORTS):
        if shown & sorts and (told := _told(text, family)):
            found = min(told & shown or told)
            return found.replace("_", " ").capitalize() if texts[0][:1].isupper() else found
    return ""


@lru_cache(maxsize=5000)
def sorts_spoken(text: str) -> tuple[str, ...]:
    """All sorts that a name speaks of: `Bread at home` is of crafts and cooking."""
    return tuple(sorted({sort for family in range(len(_SORTS)) for sort in _told(text, family)}))


def sorts_of(facts: Mapping[str, JsonValue]) -> list[str]:
    """The sorts that the facts of a thing tell (`kind`, `subject`)."""
    return [v for k, v in facts.items() if isinstance(v, str) and v and k.rpartition(" ")[2] in SORTING]
