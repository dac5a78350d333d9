"""What a job offer says beside its title: where it is done, by what contract, what it asks for and what it pays."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date, timedelta

from toolgraph.meaning.text import words
from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.world.asked import moment_of
from toolgraph.world.figures import choose, figures, own_leaves, put
from toolgraph.world.fitting import bent
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Record
from toolgraph.world.numbers import in_currency
from toolgraph.world.ordering import HIGH, LOW
from toolgraph.world.salaries import pay_span
from toolgraph.world.shape import Part
from toolgraph.world.trades import JOBS, industry_of, title_of

# Trades of any industry that nobody follows from home.
_ON_SITE = frozenset(
    "mechanic cleaner carpenter plumber guard hairdresser welder cashier pilot gardener operator technician".split()
)
_REMOTE, _AT_HOME = frozenset(("remote", "telework", "hybrid")), frozenset(("remote", "hybrid", "home", "home_office"))
_ON_SITE_SAID = frozenset("on_site onsite office".split())
_CONTRACTS = frozenset("contract type employment".split())
_INTERNS = frozenset("intern internship trainee apprentice apprenticeship".split())
_NEW = _INTERNS | {"junior", "graduate"}
_USUAL = ("permanent", "full_time", "fulltime", "fixed_term", "part_time")
_ASKED = frozenset("requirement qualification skill".split())
_PAY = frozenset("salary wage pay compensation".split())
# What a contract for learning makes of the pay.
_OF_LEARNING = 0.55
_HALF, _OF_HALF_TIME = frozenset(("part_time", "parttime", "half_time")), 0.5
_TECHNICAL = frozenset("sql python java javascript git code coding programming kubernetes docker linux".split())
_TECHNICIANS = frozenset(
    "data software developer engineer analyst scientist programmer devops web database platform cloud".split()
)
_LONG = re.compile(r"\b(?:two|three|four|five|six|seven|eight|ten|\d+)\+? years\b")
_WORD = re.compile(r"[a-z]+")
# Among the facts: the pay is that of the title.
_PAID = "#paid"


def of_a_vacancy(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let what is told of a job be what its title lets one expect, in place."""
    title = title_of(record.facts, of_a_job=True).lower()
    said = frozenset(_WORD.findall(title))
    if not said:
        return
    for name, leaf in own_leaves(part):
        if name not in out or leaf.key in kept:
            continue
        if leaf.maker == "flag" and _REMOTE & set(leaf.tokens) and _is_done_there(title, said):
            choose(out, record, name, leaf, False)
        elif leaf.maker == "choice":
            choices = leaf.schema.get("enum", ())
            at_home = _spelled(out.get(name)) in _AT_HOME
            if at_home and _is_done_there(title, said):
                choose(out, record, name, leaf, next((c for c in choices if _spelled(c) in _ON_SITE_SAID), None))
            elif _CONTRACTS & set(leaf.tokens):
                choose(out, record, name, leaf, _contract(title, said, out.get(name), choices))
    _post(part, out, record, kept)
    _ask(part, out, record, said, kept)
    _pay(part, out, record, title, kept)


def _post(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let a job have been offered before somebody applied for it."""
    applied = [m for each in record.parts.get(APPLIED_FOR, ()) if (m := _applied_on(each)) is not None]
    for name, leaf in own_leaves(part) if applied else ():
        told = moment_of(out.get(name)) if leaf.maker == "date" and _POSTED & set(leaf.tokens) else None
        if told is not None and leaf.key not in kept and told.date() > min(applied):
            choose(out, record, name, leaf, (min(applied) - timedelta(days=record.scene.rng.randint(2, 9))).isoformat())


def _applied_on(application: Record) -> date | None:
    told = (moment_of(v) for k, v in application.facts.items() if _WHEN_APPLIED & set(k.split()))
    return next((moment.date() for moment in told if moment is not None), None)


# Among the parts of a job: what is known of the application for it.
APPLIED_FOR = "#applied for"
_POSTED, _WHEN_APPLIED = frozenset("posted published listed".split()), frozenset("applied sent submitted".split())


def _is_done_there(title: str, said: frozenset[str]) -> bool:
    """Whether a job is done where the machine, the patient or the kitchen is."""
    return bool(industry_of(title) and industry_of(title) not in ("design", "media")) or not said.isdisjoint(_ON_SITE)


def _spelled(choice: JsonValue) -> str:
    return str(choice).lower().replace("-", "_").replace(" ", "_")


def _contract(title: str, said: frozenset[str], drawn: JsonValue, choices: Collection[JsonValue]) -> JsonValue:
    """The contract of a job of a title: that of an intern is an internship, and no other one is."""
    known = {_spelled(c): c for c in choices}
    if said & _INTERNS:
        return next((c for word, c in known.items() if word in _INTERNS), drawn)
    for way in ("part_time", "full_time"):
        if way.replace("_", " ") in title or way.replace("_", "-") in title:
            return known.get(way, drawn)
    if _spelled(drawn) in _INTERNS | _HALF:  # the pay of half a job would stand beside that of whole ones
        return next((known[word] for word in _USUAL if word in known), drawn)
    return drawn


def _ask(part: Part, out: JsonObject, record: Record, said: frozenset[str], kept: Collection[str]) -> None:
    """Let nobody be asked for what another trade needs, nor a beginner for years of experience."""
    for name, inner in part.props:
        leaf = inner.item.leaf if inner.kind == "list" and inner.item is not None else None
        if (
            leaf is None
            or inner.key in kept
            or _ASKED.isdisjoint(inner.key.split())
            or not isinstance(out.get(name), list)
        ):
            continue
        fit = [each for each in out[name] if _is_asked(str(each), said)]
        rest = [e for e in leaf.schema.get("examples", ()) if e not in fit and _is_asked(str(e), said)]
        least = max(int(inner.schema.get("minItems", 0)), 1)
        fit += rest[: max(least - len(fit), 0)]
        if len(fit) >= least:
            out[name] = record.facts[inner.key] = fit


def _is_asked(text: str, said: frozenset[str]) -> bool:
    words = _WORD.findall(text.lower())
    technical = _TECHNICAL.isdisjoint(words) or not said.isdisjoint(_TECHNICIANS)
    return technical and not (said & _NEW and _LONG.search(text.lower()))


def _pay(part: Part, out: JsonObject, record: Record, title: str, kept: Collection[str]) -> None:
    """Let a job pay what its trade and rank do where it is done, and half of it who works half the time."""
    said = frozenset(_WORD.findall(title))
    told = [_spelled(v) for v in out.values() if isinstance(v, str)]
    times = _OF_LEARNING if _INTERNS.intersection(told) and not said & _INTERNS else 1.0
    times *= _OF_HALF_TIME if _HALF.intersection(told) or "part time" in title else 1.0
    money = [own for own in figures(part, out) if not _PAY.isdisjoint(own.leaf.tokens)]
    if not money or _PAID in record.facts or any(own.leaf.key in kept for own in money):
        return
    record.facts[_PAID] = True
    currency = str(record.facts.get("currency", record.facts.get("@currency/", "EUR")))
    least, usual, most = pay_span(title, record.scene.where())
    rng = record.scene.rng
    least, most = least * rng.uniform(1.0, 1.04), most * rng.uniform(0.94, 1.0)
    for own in money:
        amount = least if LOW & set(own.leaf.tokens) else most if HIGH & set(own.leaf.tokens) else usual
        paid = bent(in_currency(amount * times * _part_of_year(own.leaf), currency, own.leaf), own.leaf.schema)
        put(out, record, own, paid if isinstance(paid, (int, float)) else own.value)


def _part_of_year(leaf: LeafPlan) -> float:
    """Of how much of a year an amount is the pay."""
    said = {*leaf.tokens, *words(leaf.text)}
    return next((part for word, part in _PERIODS if word in said), 1.0)


_PERIODS = (("hour", 1 / 1800), ("hourly", 1 / 1800), ("month", 1 / 12), ("monthly", 1 / 12))


def tells_vacancy(part: Part) -> bool:
    """Whether an object is a job that is offered."""
    return part.entity is not None and part.entity.head in JOBS
