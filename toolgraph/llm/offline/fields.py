"""The telling values of a record, each as a clause behind its name and as a note behind an item of a list."""

from __future__ import annotations

import re

from toolgraph.llm.offline import codes
from toolgraph.llm.offline.amounts import number_fact
from toolgraph.llm.offline.pairs import pair_facts
from toolgraph.llm.offline.people import PEOPLE, about_people
from toolgraph.llm.offline.telling import Fact, flag_fact, list_fact
from toolgraph.llm.offline.telling_text import text_fact
from toolgraph.llm.offline.tenses import still_to_come
from toolgraph.llm.offline.ways import ends_of_way
from toolgraph.llm.offline.written import Ink, is_title, plain_text, words_of
from toolgraph.models.base import JsonObject, JsonValue

_INNER_MIN = 20
_PARTS = frozenset("first last given family middle".split())  # of somebody's name
_WAYS = frozenset("route journey trip way drive walk".split())
_STEPS = frozenset("step leg instruction maneuver manoeuvre stage".split())
_EVENTS = frozenset("session event meeting concert class lesson call appointment show film movie workout".split())
_INNER_LOSS = 12
_TWO = 2


def facts_of(
    record: JsonObject,
    ink: Ink,
    skip: frozenset[str] = frozenset(),
    thing: str = "",
    only: frozenset[str] | None = None,
) -> list[Fact]:
    """The telling values of a record, the most telling first; what cannot be said well is left out.

    Args:
        skip: Top-level keys that the record's name already uses.
        thing: What the record is of (`booking`), by which some names mean something else.
        only: Top-level keys to tell of; None for all.
    """
    currency = currency_of(record)
    kept = {k: v for k, v in record.items() if k not in skip and v not in (None, "", [], {})}
    way = ends_of_way(kept, ink)
    if way:
        kept = {k: v for k, v in kept.items() if k not in way[1]}
    if "sunrise" in kept and "sunset" in kept:  # nobody counts the minutes between them
        kept = {k: v for k, v in kept.items() if words_of(k)[0] != "day" or isinstance(v, str)}
    out, used = pair_facts(kept, currency, ink)
    out += way[0] if way else []
    for key, value in kept.items():
        if key not in used and (only is None or key in only):
            out.extend(_facts(key, value, currency, thing, ink))
    out = _worded(out, kept, thing.rpartition(" ")[2])
    out = _once(out, ink)
    today = ink.clock.date()
    true = (
        f._replace(clause="") if still_to_come(f, kept, today) else f
        for f in out
        if f.score
        and not (_named_beside(f, kept) or _is_sum_of_all(f, kept))
        and not _contained(f, kept)
        and not (f.clause.startswith("renew") and _is_over(kept))
    )
    return sorted(true, key=lambda fact: -fact.score)


def _worded(facts: list[Fact], record: JsonObject, kind: str) -> list[Fact]:
    """Facts in the words that go with a kind of thing: somebody speaks a language, and a lesson lasts an hour."""
    if kind in _EVENTS:  # which take none
        facts = [f._replace(clause=re.sub(r"^takes (?=[\ue000-\uf8ff])", "lasts ", f.clause)) for f in facts]
    if kind in _WAYS:
        facts = [_of_a_way(f) for f in facts]
    if kind in _STEPS:
        facts = [f._replace(brief=f.brief.removesuffix(" away")) for f in facts]  # it is how far to go
    if kind in PEOPLE:
        facts = about_people(facts)
    if any(f.brief.endswith(" due") for f in facts) and _is_settled(record):
        facts = [f._replace(brief=f.brief.removesuffix(" due")) for f in facts]
    return facts


def _once(facts: list[Fact], ink: Ink) -> list[Fact]:
    """Facts of which none says in the same words what another does: a state and a phase that are both open."""
    states = [f for f in facts if _STATE.match(f.clause)]
    if len(states) < _TWO:
        return facts
    first = {ink.held.plain(f.clause): f for f in sorted(states, key=lambda f: f.score)}
    kept = set(map(id, first.values()))
    return [f for f in facts if id(f) in kept or f not in states]


_STATE = re.compile(r"is [\ue000-\uf8ff]$")


def _is_settled(record: JsonObject) -> bool:
    """Whether nothing is due any more: an invoice that is paid, or void."""
    states = (str(v).lower() for k, v in record.items() if words_of(k)[-1] in ("status", "state"))
    return any(s in _SETTLED for s in states)


_SETTLED = frozenset("paid settled void cancelled canceled refunded".split())


def _is_over(record: JsonObject) -> bool:
    """Whether something has come to its end, and so renews no more."""
    return any(str(v).lower() in _ENDED for k, v in record.items() if words_of(k)[-1] in ("status", "state"))


_ENDED = frozenset("cancelled canceled ended expired terminated".split())


def _is_sum_of_all(fact: Fact, record: JsonObject) -> bool:
    """Whether a sum of the lines is that of all: nothing is taken off, and nothing comes on top."""
    words = words_of(fact.path)
    total = next((record[k] for k in record if words_of(k)[-1] == "total"), None)
    return words[-1] == "subtotal" and record.get(fact.path) == total


def _named_beside(fact: Fact, record: JsonObject) -> bool:
    """Whether somebody is told by an address although their name stands beside it: `author_email`, `author_name`."""
    words = words_of(fact.path)
    if len(words) == 1 or words[-1] not in ("email", "mail", "login"):
        return False
    return any(words_of(k) == (*words[:-1], "name") and plain_text(v, 60) for k, v in record.items())


def _of_a_way(fact: Fact) -> Fact:
    """A way takes its time; that somebody should have arrived before it was asked for is not told."""
    if fact.clause.startswith(("arrived ", "left ")):
        return fact._replace(score=0)
    return fact._replace(clause=re.sub(r"^lasts ", "takes ", fact.clause))


def _contained(fact: Fact, record: JsonObject) -> bool:
    """Whether a place is part of an address that the record has as well."""
    value = record.get(fact.path)
    if not isinstance(value, str) or not set(words_of(fact.path)) & {"city", "town", "country", "region"}:
        return False
    value = codes.country(value).removeprefix("the ") or value
    return any(
        value in str(v) for k, v in record.items() if k != fact.path and words_of(k)[-1] in ("address", "location")
    )


def currency_of(record: JsonObject) -> str:
    """The currency of a record's amounts: of a conversion the one that is converted to."""
    for key, value in sorted(
        record.items(), key=lambda entry: bool({"from", "source", "base"} & set(words_of(entry[0])))
    ):
        if words_of(key)[-1:] == ("currency",) or words_of(key)[-2:] == ("currency", "code"):
            return value if isinstance(value, str) and len(value) <= 4 else ""
    return ""


def _facts(key: str, value: JsonValue, currency: str, thing: str, ink: Ink) -> list[Fact]:
    if isinstance(value, dict):
        return _inner(key, value, thing, ink)
    fact: Fact | None = None
    if isinstance(value, list):
        fact = list_fact(key, value, thing, ink)
    elif isinstance(value, bool):
        fact = flag_fact(key, thing, value=value)
    elif isinstance(value, int | float):
        fact = number_fact(key, value, currency, ink)
    elif isinstance(value, str):
        fact = text_fact(key, value, thing, ink)
    return [fact] if fact else []


def _inner(key: str, value: JsonObject, thing: str, ink: Ink) -> list[Fact]:
    """Facts of a record within a record: money as one, a named thing by its name, else its own best two."""
    currency = currency_of(value)
    sum_of_money = value.get("amount", value.get("value"))
    if currency and isinstance(sum_of_money, int | float):
        fact = number_fact(key, sum_of_money, currency, ink, money=True)
        return [fact] if fact else []
    titles = (v for k, v in value.items() if is_title(k) and not set(words_of(k)) & _PARTS)
    named = next((v for v in titles if plain_text(v, 50)), None)
    if named is not None:
        fact = text_fact(key, str(named), thing, ink)
        return [fact] if fact else []
    flat = {f"{key}_{k}" if k in ("time", "date", "name", "code") else k: v for k, v in value.items()}
    inner = [
        f
        for f in facts_of({k: v for k, v in flat.items() if not isinstance(v, dict)}, ink, thing=thing)
        if f.score > _INNER_MIN
    ]
    return [f._replace(path=key, score=f.score - _INNER_LOSS) for f in inner[:2]]


__all__ = ["Fact", "currency_of", "facts_of"]
