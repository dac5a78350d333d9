"""What people do for a living and for whom: a nurse works at a clinic, not at a carmaker."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from toolgraph.models.base import JsonValue
from toolgraph.world import lexicon, sorts
from toolgraph.world.memory import Record

# In which industry people of a trade work, by words of what it is called; those of other trades work anywhere.
_WORDS = """
health: nurse midwife doctor physician surgeon pharmacist therapist physiotherapist paramedic carer dentist social
hospitality: chef cook waiter waitress baker barista bartender housekeeper receptionist sommelier pastry guide
education: teacher lecturer tutor professor headteacher year librarian library
logistics: forklift warehouse driver courier dispatcher packer picker logistics
energy: electrician
design: architect
building: site construction
farming: farm herd greenhouse
aviation: ground ramp baggage
science: chemist laboratory
retail: shop
sports: fitness yoga sports
property: estate letting
media: journalist editor reporter photo photographer
"""
_INDUSTRIES = {
    word: industry
    for line in _WORDS.strip().splitlines()
    for industry, said in [line.split(": ")]
    for word in said.split()
}
# How those are called who employ people of such a trade, and who employ nearly nobody else.
_EMPLOYING = {
    "health": ("Clinic", "Hospital", "Medical Centre", "Care"),
    "hospitality": ("Hotel", "Kitchen", "Restaurant", "Hotels"),
    "education": ("School", "College", "Academy"),
    "logistics": ("Logistics", "Shipping", "Supply", "Freight"),
    "energy": ("Energy", "Power", "Motors", "Systems", "Property"),
    "building": ("Construction", "Builders", "Property"),
    "farming": ("Farms", "Foods"),
    "aviation": ("Airport Services", "Ground Handling"),
    "science": ("Labs", "Pharma"),
    "retail": ("Stores", "Textiles", "Shop"),
    "sports": ("Fitness", "Sports"),
    "property": ("Property", "Estates"),
    "media": ("Media", "Studios", "Press"),
}
_ALSO = {
    "hospitality": ("Travel", "Foods", "Bakery", "Tours", "Museum"), "health": ("Health", "Pharmacy"),
    "logistics": ("Foods", "Motors", "Shop"),
}  # fmt: skip
# ... and who employs those of one job, by words of its title.
_EMPLOYING_FOR = {
    "guide": ("Tours", "Museum"), "receptionist": ("Hotel", "Hotels"), "librarian": ("College", "Academy"),
    "library": ("College", "Academy"),
    "pharmacist": ("Pharmacy", "Hospital"), "social": ("Care",), "baker": ("Bakery",),
}  # fmt: skip
_OF_ONE_TRADE = frozenset(("health", "hospitality", "education"))
_OF_TWO_WORDS = ("Medical Centre", "Airport Services", "Ground Handling")
_SUITING = {field: frozenset((*tails, *_ALSO.get(field, ()))) for field, tails in _EMPLOYING.items()}
_WORD = re.compile(r"[a-z]+")
_TITLES = ("job title", "position", "role", "occupation")
# What is a job itself, by whose name the trade goes.
JOBS = frozenset("job vacancy position opening posting advertisement".split())
_EMPLOYERS = frozenset("employer company organisation organization business".split())
_NAMES = ("name", "company name", "employer name", "title")
_TRIES = 6


@lru_cache(maxsize=5000)
def industry_of(title: str) -> str:
    """The industry in which people of a trade work; "" for a trade of any."""
    return next((_INDUSTRIES[word] for word in _WORD.findall(title.lower()) if word in _INDUSTRIES), "")


def title_of(facts: Mapping[str, JsonValue], *, of_a_job: bool = False) -> str:
    """What somebody does, or a job is called; "" where a thing tells nothing of that."""
    keys = ("title", "name", *_TITLES) if of_a_job else _TITLES
    return next((v for k in keys if isinstance(v := facts.get(k), str)), "")


def sorts_of_trade(record: Record) -> list[str]:
    """The industry of a company for which somebody works, or that offers a job, going by what is done there."""
    industry = industry_of(title_of(record.facts, of_a_job=record.head in JOBS))
    return [industry] if industry else []


def could_offer(record: Record, whole: Record) -> bool:
    """Whether a company may be the one of a job, going by the names of both."""
    if whole.head not in _EMPLOYERS:
        return True
    name = next((v for k in _NAMES if isinstance(v := whole.facts.get(k), str)), "")
    industry = [v for k in ("industry", "field", "sector", _OFFERING) if isinstance(v := whole.facts.get(k), str)]
    title = title_of(record.facts, of_a_job=record.head in JOBS)
    if (name or industry) and not (name and suits(name, title)):
        return not name and industry_of(title) in industry
    wanted = sorts_of_trade(record)
    return not wanted or not any(sorts.clashes(told, wanted) for told in industry)


def suits(firm: str, title: str) -> bool:
    """Whether a company of a name may employ somebody of a trade: nurses a hospital, and a school no forklift driver.

    >>> suits("Birch Hospital", "Ward nurse"), suits("Birch Bank", "Ward nurse"), suits("Birch Bank", "Data analyst")
    (True, False, True)
    """
    last = firm.rsplit(" ", maxsplit=1)[-1]
    last = next((two for two in _OF_TWO_WORDS if firm.endswith(two)), last)
    if field := industry_of(title):
        return field not in _SUITING or last in _SUITING[field]
    return not any(last in _EMPLOYING[field] for field in _OF_ONE_TRADE)


def employer_named(record: Record) -> str:
    """A name for who employs people of one trade only, going by what is done there, or by its field; "" for others."""
    field = record.facts.get(_OFFERING) or next(iter(sorts_of_trade(record)), "")
    if not field and record.head in _EMPLOYERS - {"company"}:
        field = record.facts.get("industry", "")
    if field not in _EMPLOYING:
        return ""
    rng = record.scene.rng
    title = title_of(record.facts, of_a_job=record.head in JOBS).lower().split()
    tails = next((_EMPLOYING_FOR[word] for word in title if word in _EMPLOYING_FOR), _EMPLOYING[str(field)])
    name = f"{rng.choice(lexicon.STEMS)} {rng.choice(tails)}"
    record.scene.is_company(name)
    return name


def offers(whole: Record, record: Record) -> None:
    """Let a company of which only a job is known so far be of the industry in which that is done."""
    if whole.head in _EMPLOYERS and (industry := sorts_of_trade(record)):
        whole.facts.setdefault(_OFFERING, industry[0])


# Among the facts of a company, as what sorts it: in which industry the job is done by which it was met first.
_OFFERING = "#offering industry"


def done_there(record: Record, draw: Callable[[], JsonValue]) -> JsonValue:
    """What somebody does, of a few drawn one that is done where they work, else what is done anywhere."""
    firm = _firm_of(record)
    if not firm:
        return draw()
    tries = (draw() for _ in range(_TRIES))
    return next((job for job in tries if suits(firm, str(job))), _done_at(firm))


def _done_at(firm: str) -> str:
    """A job that is done at a company of a name."""
    field = next((field for field in sorted(_OF_ONE_TRADE) if firm.endswith(_EMPLOYING[field])), "")
    return _MAIN_TRADES.get(field, "Office Manager")


_MAIN_TRADES = {"health": "Nurse", "hospitality": "Chef", "education": "Teacher"}


def _firm_of(record: Record) -> str:
    """Where somebody works, by their own record or by what it belongs to: the employer of whom a review is."""
    own = (v for k in ("company name", "company", "employer name") if isinstance(v := record.facts.get(k), str))
    of = (r.facts for r in record.parents if r.head in _EMPLOYERS)
    wholes = (v for facts in of for k in _NAMES if isinstance(v := facts.get(k), str))
    return next(own, "") or next(wholes, "")


_SHIFTS = re.compile(r"\bshifts?\b", re.IGNORECASE)
_MACHINES = re.compile(r"\bmachines?\b", re.IGNORECASE)
_AT_MACHINES = frozenset("logistics energy building farming aviation science".split())
_IN_SHIFTS = frozenset("health hospitality logistics aviation".split())


def said_at_work(title: str, texts: list[JsonValue]) -> list[JsonValue]:
    """Those of some remarks on an employer that somebody of a job may make: few but nurses work in shifts."""
    field = industry_of(title)
    fit = [t for t in texts if field in _IN_SHIFTS or not _SHIFTS.search(str(t))]
    return [t for t in fit if field in _AT_MACHINES or not _MACHINES.search(str(t))] or texts


REMARKS = frozenset("review feedback opinion".split())


def company_of_sort(record: Record, wanted: list[str]) -> str:
    """A name for a company of some sorts."""
    rng = record.scene.rng
    tails = sorts.fitting_names(lexicon.COMPANY_TAILS, wanted) or ["Group", "& Co"]
    return f"{rng.choice(lexicon.STEMS)} {rng.choice(tails)}"
