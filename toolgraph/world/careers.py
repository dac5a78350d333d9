"""What somebody does for a living: their CVs, what they apply for and what suits them are of one trade."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from toolgraph.ids import rng_for
from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.world.figures import choose, own_leaves
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Record
from toolgraph.world.places import called
from toolgraph.world.professions import MORE_TRADES
from toolgraph.world.recommended import recommend
from toolgraph.world.shape import Part
from toolgraph.world.trades import JOBS
from toolgraph.world.vacancies import APPLIED_FOR

# The jobs of a trade, and what those can do who have them.
_TRADES = (
    ("Data engineer|Data analyst|Software engineer|Platform engineer|Senior data engineer|Machine learning engineer",
     "SQL|Python|project management|data modelling"),
    ("Product designer|UX designer|Senior product designer|Interaction designer|Design lead",
     "prototyping|user research|Figma|project management"),
    ("Nurse, night shift|Nurse|Ward nurse|Senior nurse|Community nurse", "wound care|first aid|driving licence|triage"),
    ("Pastry chef|Chef|Sous chef|Head of pastry|Baker", "pastry|menu planning|food hygiene|stock ordering"),
    ("Account manager|Head of sales|Sales manager|Office manager|Project lead",
     "project management|negotiation|budgeting|CRM"),
    ("Warehouse lead|Warehouse manager|Dispatcher|Logistics planner|Forklift driver",
     "forklift licence|stock control|route planning|project management"),
    ("Teacher|Primary teacher|Maths teacher|Head of year", "lesson planning|first aid|project management|music"),
)  # fmt: skip
_DATA, _DESIGN, _NURSING, _COOKING, _SELLING, _STORING, _TEACHING = _TRADES
# ... and by words of what somebody says that they do.
_BY_WORK = MORE_TRADES + tuple(
    (frozenset(words.split()), jobs, skills)
    for words, (jobs, skills) in (
        ("nurse medical", _NURSING), ("chef bakery baker cook", _COOKING), ("data tester software", _DATA),
        ("game photographer", _DESIGN), ("sales founder assistant manager planner charity", _SELLING),
        ("truck bus crew farmer", _STORING), ("university phd chemistry", _TEACHING),
        ("yoga coach", ("Yoga instructor|Fitness instructor|Sports coach", "first aid|lesson planning|anatomy")),
        ("violinist", ("Violin teacher|Music teacher|Choir teacher", "music|lesson planning|first aid")),
        ("lawyer", ("Lawyer|Junior lawyer|Legal counsel|Contract lawyer", "contract law|negotiation|legal writing")),
        ("accountant", ("Accountant|Senior accountant|Financial controller|Bookkeeper", "budgeting|tax law|SAP")),
        ("journalist", ("Journalist|News editor|Copy editor|Reporter", "interviewing|editing|research")),
        ("translator", ("Translator|Senior translator|Copy editor|Localisation manager", "French|editing|Spanish")),
        ("electrician", ("Electrician|Senior electrician|Site electrician|Lead electrician",
                         "wiring|first aid|driving licence")),
        ("pharmacist", ("Pharmacist|Senior pharmacist|Hospital pharmacist", "dispensing|first aid|stock control")),
        ("physiotherapist", ("Physiotherapist|Senior physiotherapist|Occupational therapist",
                             "manual therapy|first aid|anatomy")),
        ("social", ("Social worker|Senior social worker|Family social worker", "counselling|first aid|case notes")),
        ("librarian", ("Librarian|School librarian|Senior librarian", "cataloguing|research|lesson planning")),
        ("estate", ("Estate agent|Letting agent|Senior estate agent", "negotiation|valuation|driving licence")),
        ("museum", ("Tour guide|City guide|Senior tour guide", "French|history|first aid")),
        ("hotel receptionist", ("Hotel receptionist|Night receptionist|Head receptionist",
                                "booking systems|French|first aid")),
        ("teacher", _TEACHING),
    )
)  # fmt: skip
_WORD = re.compile(r"[a-z]+")
_MINE = frozenset("recommend recommended suggest suggested saved my matching".split())
_APPLIED = frozenset("application candidacy candidature".split())
_CVS = frozenset("cv resume curriculum".split())
_TITLES = frozenset(("title", "job title", "last job title", "position", "last title", "current title", "role"))
_YEAR = re.compile(r"\b20\d\d\b")


def of_ones_trade(
    record: Record, leaves: Iterable[LeafPlan], name_words: Collection[str], others: Iterable[Record]
) -> None:
    """Let a job that is recommended to somebody or kept by them be one of their trade, and none that is known."""
    if record.head in _WATCHED and not JOBS.isdisjoint(name_words) and record.scene.setting.person is not None:
        _look_for(record, leaves, others)
    person = record.scene.setting.person
    if record.head not in JOBS or _MINE.isdisjoint(name_words) or person is None:
        return
    if not any(
        "city" in key.split() for key in (*record.facts, *record.listed_by)
    ):  # people look for work where they live
        record.scene.place = called(person.city, record.scene.rng)
    leaves, others = tuple(leaves), list(others)
    for leaf in leaves:
        if leaf.key in _TITLES and leaf.key not in record.facts:
            taken = {other.facts.get(leaf.key) for other in others if other is not record}
            title = next((t for _ in range(_TRIES) if (t := _some_title(record)) not in taken), _some_title(record))
            if leaf.check(title):
                record.facts[leaf.key] = title
    recommend(record, leaves, others, _last_job(record))


def _last_job(record: Record) -> str:
    """What the user did last, the same in whichever CV it stands."""
    person = record.scene.setting.person
    return rng_for(0, "last job", person.name if person is not None else "").choice(_trade_of(record)[0])


def _look_for(record: Record, leaves: Iterable[LeafPlan], others: Iterable[Record]) -> None:
    """Let somebody be told of new jobs of their trade, each search for another one."""
    taken = {str(other.facts.get(leaf.key)).lower() for other in others for leaf in leaves if leaf.key in _SEARCHES}
    left = [t.lower() if t[1:2].islower() else t for t in _trade_of(record)[0] if t.lower() not in taken]
    for leaf in leaves:
        if leaf.key in _SEARCHES and leaf.key not in record.facts and left and leaf.check(left[0]):
            record.facts[leaf.key] = record.scene.rng.choice(left)


_WATCHED, _SEARCHES = frozenset(("alert", "search", "notification")), ("query", "keyword", "search word", "word")


def applied_for(job: Record, application: Record) -> None:
    """Let a job that is known only by what somebody has applied for be one of their trade."""
    mine = job.head in JOBS and application.head in _APPLIED and application.scene.setting.person is not None
    if mine:
        job.parts.setdefault(APPLIED_FOR, [application])
    if mine and _TITLES.isdisjoint(job.facts):
        job.facts["title"] = _some_title(job)


def of_a_cv(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let a CV tell of the trade of whose it is, in their language where it is new, of no year to come, in place."""
    setting = record.scene.setting
    for name, leaf in own_leaves(part):
        told = out.get(name)
        if isinstance(told, str) and leaf.key in ("name", "title") and not (record.made and leaf.key in kept):
            choose(out, record, name, leaf, _YEAR.sub(lambda m: str(min(int(m[0]), setting.clock.year)), told))
        if leaf.key in kept or setting.person is None:
            continue
        if leaf.key in _TITLES and name in out:
            choose(out, record, name, leaf, _last_job(record))
        elif record.made and leaf.maker == "language":
            choose(out, record, name, leaf, setting.locale[:2].lower())
    _tell_skills(part, out, record, kept)


def _tell_skills(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    for name, inner in part.props:
        leaf = inner.item.leaf if inner.kind == "list" and inner.item is not None else None
        if leaf is None or "skill" not in inner.key or inner.key in kept or not isinstance(out.get(name), list):
            continue
        skills: list[JsonValue] = [s for s in _trade_of(record)[1] if leaf.check(s)]
        if number := min(len(out[name]), len(skills)):
            out[name] = record.facts[inner.key] = record.scene.rng.sample(skills, number)


def _some_title(record: Record) -> str:
    """A job of the trade of the user, now and then one for who has done it for long, or only begins."""
    rng = record.scene.rng
    title = rng.choice(_trade_of(record)[0])
    rank = rng.choice(_RANKS)
    if not rank or not _RANKED.isdisjoint(title.lower().split()):
        return title
    return f"{rank} {title if title[1:2].isupper() else title[:1].lower() + title[1:]}"


_TRIES = 30
_RANKS = ("", "", "Junior", "Senior")
_RANKED = frozenset("senior junior head lead manager primary ward community sous assistant planner".split())


def _trade_of(record: Record) -> tuple[list[str], list[str]]:
    """The jobs and skills of the trade of the user: by what they do, else by their name."""
    person = record.scene.setting.person
    said = set(_WORD.findall(person.work.lower())) if person is not None else set()
    own = next(((jobs, skills) for words, jobs, skills in _BY_WORK if said & words), None)
    rng = rng_for(0, "trade", person.name if person is not None else "")
    jobs, skills = own or rng.choice(_TRADES)
    return jobs.split("|"), skills.split("|")


def tells_cv(part: Part) -> bool:
    """Whether an object is somebody's CV."""
    return part.entity is not None and part.entity.head in _CVS
