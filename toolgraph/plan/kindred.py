"""What is asked for next is akin to what was asked for: who looks for a data analyst then looks for a data engineer."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from toolgraph.meaning.text import singular, words
from toolgraph.models.base import JsonValue
from toolgraph.models.tool import Tool
from toolgraph.plan.draft import Draft, Made, Saying, Stuck
from toolgraph.plan.values import are_pair, fresh, is_moment
from toolgraph.plan.wants import Want, accepts
from toolgraph.world.places import PLACES, Place, named, of_iata

# What one and the same person looks for one after the other.
_FAMILIES = """
data engineer|data analyst|software engineer|machine learning engineer
nurse|night nurse|ward nurse|community nurse
designer|product designer|UX designer|design lead
pastry chef|chef|baker|sous chef
forklift|forklift driver|warehouse lead|dispatcher
driver|truck driver|bus driver|courier
teacher|primary teacher|tutor|head of year
accountant|bookkeeper|payroll clerk
receptionist|office manager|personal assistant
account manager|sales manager|sales representative
electrician|site manager|maintenance technician
journalist|editor|translator
barista|shop assistant|waiter
photographer|photo editor|picture editor
pharmacist|pharmacy assistant
librarian|archivist|museum guide
social worker|youth worker|carer
physiotherapist|sports therapist
French|German|Spanish|Portuguese|Japanese|Italian|Danish|Polish|Dutch|Korean|Chinese|Swedish|Norwegian
SQL|Python|JavaScript|statistics|data analysis|programming
knitting|sewing|crochet|woodwork|pottery
sketching|portrait drawing|watercolour|drawing
jazz piano|violin|singing|guitar|piano
sourdough|sourdough baking|bread baking|pastry
marketing|project management|negotiation|bookkeeping
photography|photo editing
two-person tent|backpack|sleeping bag|camping stove
reading lamp|desk lamp|floor lamp
kettle|teapot|toaster
cast-iron pan|saucepan|frying pan
wool rug|cushion|wool blanket
headphones|earphones|speaker
running shoes|trail shoes|running jacket
ramen|sushi|noodle bar
restaurant|vegetarian restaurant|cafe
coffee|bakery|cafe
museum|art gallery
playground|park
gym|swimming pool
bookshop|library
pharmacy|supermarket
login|login Firefox|login page
export|export CSV
search|search filters
rounding JPY|currency rounding
motor stalls|motor noise
dashboard|charts
design tokens|design system
grid forecast|grid dashboard
ledger api|ledger web
robot firmware|robot simulator
parser|lexer
budget|budget 2027|report
contract|offer
invoice|receipt
itinerary|booking confirmation
minutes|agenda
invoice download|VAT number
add a user|password reset
sensor offline|sensor battery
heist|crime
space|robots
family|childhood
harbour|island
folk|jazz trio|piano
personal finance|startups
history|travel
natural yoghurt|lentil soup|oat porridge|rye bread
rowing|plank|squats|squat|interval run
calm piano|slow
"""
# What people look for who do something for a living, by a word of that.
_BY_TRADE = """
nurse: nurse|night nurse
photographer: photographer
teacher: teacher|tutor
driver: driver|courier
student: barista|shop assistant|tutor
lawyer: legal assistant
tester: software tester|data analyst
father: shop assistant|driver
planner: event manager
violinist: violin teacher
sales: account manager|sales manager
receptionist: receptionist|office manager
accountant: accountant|bookkeeper
journalist: journalist|editor
electrician: electrician
construction: site manager
project: project manager
pharmacist: pharmacist
designer: designer|product designer
estate: estate agent
museum: museum guide
social: social worker
physiotherapist: physiotherapist
airport: ground crew|dispatcher
translator: translator|editor
librarian: librarian|archivist
chef: chef|pastry chef
bakery: baker|pastry chef
assistant: office manager|personal assistant
analyst: data analyst|data engineer
"""
_JOBS = frozenset("job jobs vacancy vacancies position positions".split())
_FAMILY_OF: dict[str, tuple[str, ...]] = {}
for _line in _FAMILIES.strip().splitlines():
    for _member in _line.split("|"):
        _FAMILY_OF.setdefault(_member.casefold(), tuple(_line.split("|")))
_TRADES = {word: tuple(said.split("|")) for word, said in (row.split(": ") for row in _BY_TRADE.strip().splitlines())}
_MOST, _MOST_PLACES = 3, 2  # of one kind: the one, and what it could be instead
_TRIES = 4
_NEAR = 3
_LETTERS = 4
_PROPER = re.compile(r"(?:[A-Z&]|\d)")


# What one goes to in the town where one is: nobody has one prescription filled in Mumbai, Budapest and Shanghai.
_NEAR_HOME = frozenset(
    "pharmacy doctor dentist clinic gym store shop cinema showtime showing hairdresser salon vet plumber atm job jobs "
    "pharmacies doctors dentists clinics gyms stores shops cinemas showtimes salary employers".split()
)
# What belongs to a journey, which goes to one place.
_JOURNEY = frozenset(
    "hotel hotels hostel stay stays accommodation flight flights fare fares train trains bus buses ferry car "
    "cars rental rentals station stations airport airports visa trip trips".split()
)
_PLACES = ("@city", "@iata", "@country", "@address", "@latitude", "@longitude", "@coordinates")


def goes_on_journey(tool: Tool) -> bool:
    """Whether a tool is for a part of a journey, by its name."""
    return not _JOURNEY.isdisjoint(words(tool.name))


def worth_varying(draft: Draft, made: Made, paths: Sequence[str], *, by_value_only: bool, beside: bool) -> list[str]:
    """Of the inputs of which something else could be said, those of which anybody would say it.

    A journey goes to one place, so that it is asked about for other days.

    Args:
        by_value_only: The user takes back what was said.
        beside: The other call is to stand beside the first one.
    """
    name = words(made.tool.name)
    out = list(paths)
    again = sum(m.ok and m.tool.id == made.tool.id for m in draft.made) > 1
    if (again or not by_value_only) and not (_NEAR_HOME | _JOURNEY).isdisjoint(name):
        out = [p for p in out if not _is_somewhere(made, p)]
        if not (out or beside or by_value_only) and not _JOURNEY.isdisjoint(name):
            out = [path for path, part in made.parts.items() if part.saying is not None and _is_first_day(part.want)]
    return [p for p in out if not asked_enough(draft, made, p)]


def _is_somewhere(made: Made, path: str) -> bool:
    part = made.parts[path]
    return part.want.kind in _PLACES or (isinstance(part.value, str) and named(part.value) is not None)


def _is_first_day(want: Want) -> bool:
    return want.kind in ("@date", "@datetime") and want.way != "end"


def with_last_day(made: Made, path: str) -> list[str]:
    """An input with the one that says until when, where both are days of a part of a journey."""
    want = made.parts[path].want
    if want.way != "start" or not goes_on_journey(made.tool):
        return [path]
    return [path, *(p for p, part in made.parts.items() if part.saying is not None and are_pair(want, part.want))]


# What one has or sets up once; what is there already is used, and what is paid monthly is paid once a month.
_ONCE = frozenset(
    "order payment transfer company customer account profile repository repo subscription "
    "trip cart payee refill prescription enrolment membership".split()
)


def is_once_enough(tool: Tool) -> bool:
    """Whether nobody would do what a tool does a second time in one talk, for something else.

    >>> from toolgraph.models.tool import Tool
    >>> is_once_enough(Tool(source="bank", name="create_standing_order"))
    True
    """
    return not _ONCE.isdisjoint(singular(w) for w in words(tool.name))


def asked_enough(draft: Draft, made: Made, path: str) -> bool:
    """Whether so many values were said for an input of a tool that nobody goes on to another one."""
    parts = (m.parts[path] for m in draft.made if m.ok and m.tool.id == made.tool.id and path in m.parts)
    most = _MOST_PLACES if _is_somewhere(made, path) else _MOST
    return len({str(p.value) for p in parts if p.saying is not None}) >= most


def akin(draft: Draft, earlier: Made | None, want: Want, avoid: Collection[JsonValue]) -> Saying | None:
    """What is asked for in place of something that was asked for; None where anything may be.

    Raises:
        Stuck: `nothing_else_to_say`; nothing is like it.
    """
    part = earlier.parts.get(want.path) if earlier is not None else None
    if earlier is None or part is None or earlier.tool.effect != "read":
        return None
    if not isinstance(part.value, str) or want.parameter.enum or is_moment(part.value):
        return None
    old = part.value
    if (place := _place_of(want, old)) is not None:
        able: list[str] = list(_near(want, old, place))
    elif want.telling != 0 or want.kind in ("@address", "@ticker", "@company"):
        return None
    else:
        able = [v for v in family_of(old) if v != old] or _drawn(draft, earlier.tool, want, old)
    able = [v for v in able if v not in avoid and accepts(want.parameter, v)][:_NEAR]
    if not able and not earlier.ok:
        return None  # there is no such thing, so that something else is asked for
    if not able:
        raise Stuck("nothing_else_to_say", f"{want.parameter.id}: nothing is like {old}")
    return Saying(want=want, value=draft.rng.choice(able), path="", relative=False, group=draft.group)


@lru_cache(maxsize=5000)
def family_of(text: str) -> tuple[str, ...]:
    """What is looked for beside something; () where nothing tells.

    >>> family_of("reading lamp")
    ('reading lamp', 'desk lamp', 'floor lamp')
    """
    own = _FAMILY_OF.get(text.casefold())
    if own is not None:
        return own
    last = words(text)[-1:]
    return _FAMILY_OF.get(" ".join(last), ()) if last else ()


def of_their_trade(draft: Draft, tool: Tool, want: Want) -> Saying | None:
    """A job such as the user has, where jobs are looked for by words; None where nothing tells."""
    if want.telling != 0 or want.kind or want.parameter.enum or _JOBS.isdisjoint(words(tool.name)):
        return None
    able = next((said for word, said in _TRADES.items() if word in draft.role.casefold()), ())
    able = tuple(v for v in able if accepts(want.parameter, v))
    if not able:
        return None
    return Saying(want=want, value=draft.rng.choice(able), path="", relative=False, group=draft.group)


def _place_of(want: Want, text: str) -> Place | None:
    if want.kind == "@iata":
        return of_iata(text)
    if want.kind == "@country":
        return _BY_COUNTRY.get(text.upper())
    place = named(text)
    return place if place is not None and place.city == text else None


def _near(want: Want, old: str, place: Place) -> Iterator[str]:
    """Towns, airports or countries, the nearest first; those of the same country come first of all."""
    for other in _around(place):
        if want.kind == "@iata":
            yield other.iata
        elif want.kind != "@country":
            yield other.city
        elif other.country.code != place.country.code:
            country = other.country
            yield {2: country.code, 3: country.code3}.get(len(old), country.name)


@lru_cache(maxsize=200)
def _around(place: Place) -> tuple[Place, ...]:
    def far(other: Place) -> tuple[bool, float]:
        wide = abs(other.longitude - place.longitude)
        return other.country.code != place.country.code, abs(other.latitude - place.latitude) + min(wide, 360 - wide)

    return tuple(sorted((p for p in PLACES if p.city != place.city), key=far))


def _drawn(draft: Draft, tool: Tool, want: Want, old: str) -> list[str]:
    """Of a few values that come to mind, those that are names where it is one, or of no kind that is known."""
    tries = (fresh(want, tool, draft, avoid=(old,)) for _ in range(_TRIES))
    values = [s.value for s in tries if s is not None and isinstance(s.value, str)]
    alien = [v for v in values if not family_of(v) and _is_name(v) == _is_name(old)]
    return [v for v in values if v in alien or _share(v, old)]


def _is_name(text: str) -> bool:
    return "@" in text or all(_PROPER.match(w) for w in text.split() if len(w) >= _LETTERS)


def _share(one: str, other: str) -> bool:
    telling = ({w for w in words(text) if len(w) >= _LETTERS} for text in (one, other))
    return not set.isdisjoint(*telling)


_BY_COUNTRY = {
    name: place
    for place in reversed(PLACES)
    for name in (place.country.code, place.country.code3, place.country.name.upper())
}
