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
health: nurse midwife doctor physician surgeon pharmacist therapist physiotherapist paramedic carer dentist
hospitality: chef cook waiter waitress baker barista bartender housekeeper receptionist sommelier
education: teacher lecturer tutor professor headteacher
logistics: forklift warehouse driver courier dispatcher packer picker
energy: electrician
design: architect
"""
_INDUSTRIES = {
    word: industry
    for line in _WORDS.strip().splitlines()
    for industry, said in [line.split(": ")]
    for word in said.split()
}
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
    industry = [v for k in ("industry", "field", "sector") if isinstance(v := whole.facts.get(k), str)]
    wanted = sorts_of_trade(record)
    return not wanted or not any(sorts.clashes(told, wanted) for told in (name, *industry))


def offers(whole: Record, record: Record) -> None:
    """Let a company of which only a job is known so far be of the industry in which that is done."""
    if whole.head in _EMPLOYERS and (industry := sorts_of_trade(record)):
        whole.facts.setdefault(_OFFERING, industry[0])


# Among the facts of a company, as what sorts it: in which industry the job is done by which it was met first.
_OFFERING = "#offering industry"


def done_there(record: Record, draw: Callable[[], JsonValue]) -> JsonValue:
    """What somebody does, of a few drawn one that is done where they work."""
    firm = next(
        (v for k in ("company name", "company", "employer name") if isinstance(v := record.facts.get(k), str)), ""
    )
    tries = (draw() for _ in range(_TRIES))
    return next((job for job in tries if not sorts.clashes(firm, filter(None, [industry_of(str(job))]))), draw())


def company_of_sort(record: Record, wanted: list[str]) -> str:
    """A name for a company of some sorts."""
    rng = record.scene.rng
    tails = sorts.fitting_names(lexicon.COMPANY_TAILS, wanted) or ["Group", "& Co"]
    return f"{rng.choice(lexicon.STEMS)} {rng.choice(tails)}"
