"""Who may enter which country how, and for how long: ninety days for most, by a paper from the web or the embassy.

Source: public entry rules of the middle of the decade, made simple for this project.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import NamedTuple

from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.world.figures import Figure, choose, figures, own_leaves, put
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Record
from toolgraph.world.numbers import in_currency
from toolgraph.world.shape import Part

_OF_WHOM = frozenset("nationality citizenship passport".split())
_REQUIRED = frozenset(("required", "needed", "necessary"))
# The European Union, and those who take part in its freedom to travel.
_EUROPE = frozenset(
    "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO CH".split()
)
# Countries whose people travel freely among them.
_TOGETHER = (
    _EUROPE,
    *map(frozenset, (("AU", "NZ"), ("GB", "IE"), ("US", "CA"), "AR BR CL CO EC PE PY UY BO".split(),
                     "AE BH KW OM QA SA".split())),
)  # fmt: skip
# Whose people need no visa to visit many countries, and which countries let them in without any paper.
_WELCOME = _EUROPE | frozenset("GB US CA AU NZ JP KR SG".split())
_OPEN = _EUROPE | frozenset(
    "GB JP SG KR MX AR CL PE CO UY EC CR PA BR ZA MA TN MY TH PH AE QA IL TR TW HK RS GE UA KZ".split()
)
# Where a paper from the web is enough for them, and where they get one at the border.
_BY_WEB = frozenset("US CA AU NZ KE IN VN LK SA PK UG RW TZ".split())
_AT_BORDER = frozenset("EG ID NP JO MV BD LB KH LA".split())
_STRICT = _EUROPE | frozenset("GB US CA AU NZ JP KR".split())
_STAYS = {"GB": 180, "CA": 180, "MX": 180, "PE": 180, "IN": 60, "ID": 30, "EG": 30, "PH": 30, "TH": 60}
_STAY, _STEPS = 90, (90, 60, 30, 180, 15, 14)
_NO_SPARE_MONTHS = frozenset("GB US CA AU NZ IE JP KR MX AR CL".split())
_FEES = {"electronic": 25, "on_arrival": 30, "embassy": 80}
_KINDS = {
    "none": "none no not_required not_needed visa_free", "electronic": "electronic evisa e_visa eta online",
    "on_arrival": "on_arrival arrival voa", "embassy": "embassy consulate consular sticker",
}  # fmt: skip
_OWN_FORM = re.compile(r"/([a-z]{2})(?=/|$)")


class Entry(NamedTuple):
    """How people of one country enter another.

    Attributes:
        kind: Of the visa; `none` where none is needed.
        months: How long the passport must stay valid.
    """

    kind: str
    days: int
    months: int


def entry(nationality: str, country: str) -> Entry:
    """How people of a nationality enter a country as tourists; both as codes of two letters."""
    together = nationality == country or any({nationality, country} <= group for group in _TOGETHER)
    stay = _STAYS.get(country, _STAY)
    months = 0 if together or country in _NO_SPARE_MONTHS else 3 if country in _EUROPE else 6
    if together:
        return Entry("none", stay, months)
    if nationality not in _WELCOME:
        kind = "embassy" if country in _STRICT else "on_arrival" if country in _AT_BORDER else "electronic"
        return Entry(kind, min(stay, _STAY), months)
    at_door = "on_arrival" if country in _AT_BORDER else "none" if country in _OPEN else "electronic"
    return Entry("electronic" if country in _BY_WEB else at_door, stay, months)


def _told(record: Record) -> tuple[str, str]:
    """The nationality and the country that a record is about; "" for what it does not tell."""
    told = [(set(k.split()), v.upper()) for k, v in record.facts.items() if isinstance(v, str) and len(v) == len("US")]
    whose = next((v for k, v in told if _OF_WHOM & k), "")
    return whose, next((v for k, v in told if "country" in k and not _OF_WHOM & k), "")


def needs_visa(record: Record, leaf: LeafPlan) -> bool | None:
    """Whether a visa is needed, by who wants to go where; None for another flag, or where both are not told."""
    if not _is_needed(leaf):
        return None
    whose, where = _told(record)
    return entry(whose, where).kind != "none" if whose and where else None


def tells_visa(part: Part) -> bool:
    """Whether an object tells if a visa is needed."""
    return any(_is_needed(leaf) for _, leaf in own_leaves(part))


def _is_needed(leaf: LeafPlan) -> bool:
    return leaf.maker == "flag" and "visa" in (leaf.noun, *leaf.tokens) and bool(_REQUIRED & set(leaf.tokens[-1:]))


def of_a_visa(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let what is told of entering a country be as its rules are, in place: the kind, the days, the months, the fee."""
    whose, where = _told(record)
    if not whose or not where:
        return
    rule = entry(whose, where)
    for name, leaf in own_leaves(part):
        if leaf.key in kept or name not in out:
            continue
        if leaf.maker == "choice":
            words = _KINDS[rule.kind].split()
            known = next((c for c in leaf.schema.get("enum", ()) if str(c).lower().replace("-", "_") in words), None)
            choose(out, record, name, leaf, known)
        elif leaf.maker == "url":
            choose(out, record, name, leaf, _form_of(leaf.schema.get("examples", ()), where) or out[name])
    for number in figures(part, out):
        if number.leaf.key not in kept:
            _put_first(out, record, number, _usual(number.leaf, rule))
    _tell_fee(part, out, record, rule)


def _usual(leaf: LeafPlan, rule: Entry) -> Iterable[int]:
    """What a number of an entry rule may be, the likeliest first."""
    said = {*leaf.tokens, *leaf.text.split()}
    if "passport" in said and leaf.maker == "months":
        return rule.months, 6
    return (rule.days, *_STEPS) if leaf.maker == "days" and "stay" in said else ()


def _put_first(out: JsonObject, record: Record, own: Figure, values: Iterable[int]) -> None:
    for value in values:
        if put(out, record, own, value):
            return


def _form_of(examples: Iterable[JsonValue], country: str) -> str:
    """The page of a country's own form, where a spec shows pages by country; "" where it shows none."""
    shown = [e for e in examples if isinstance(e, str) and _OWN_FORM.search(e)]
    return _OWN_FORM.sub(f"/{country.lower()}", shown[0], count=1) if shown else ""


def _tell_fee(part: Part, out: JsonObject, record: Record, rule: Entry) -> None:
    """Let the fee be what a visa of its kind costs."""
    for name, inner in part.props:
        fee = out.get(name)
        if "fee" not in name.lower() or inner.kind != "object" or not isinstance(fee, dict):
            continue
        for own, leaf in own_leaves(inner):
            if leaf.maker == "money" and rule.kind in _FEES:
                choose(fee, record, own, leaf, in_currency(float(_FEES[rule.kind]), str(fee.get("currency")), leaf))
