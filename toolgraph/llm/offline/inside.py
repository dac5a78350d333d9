"""The things within a record: a playlist and its tracks, a lab report and what was measured."""

from __future__ import annotations

import re
from collections.abc import Sequence

from toolgraph.llm.offline.clauses import anded
from toolgraph.llm.offline.fields import currency_of, facts_of
from toolgraph.llm.offline.grammar import Speaker
from toolgraph.llm.offline.itemnames import within_a_day
from toolgraph.llm.offline.naming import Named, item_name
from toolgraph.llm.offline.ranges import MEASURED, measured_of, unusual_first, warning
from toolgraph.llm.offline.telling import SPEAKERS
from toolgraph.llm.offline.written import Ink, number, plain_text, words_of
from toolgraph.meaning.said.match import as_moment
from toolgraph.meaning.text import PERSON_ROLES, singular
from toolgraph.models.base import JsonObject, JsonValue

_SHOWN = 3
_WHOLE = 5  # things up to which none is left out
_TELLING_MIN = 20
_WORTH_IT = 45
_WORDS_MAX = 45  # of all things within, from which none is told with anything beside its name
_LOOKS = frozenset("colour color size material style variant kind type".split())
_CALLED = {"bars": "prices", "lines": "items"}  # by people
_LINKS = ("links", "_links", "errors")


def inside(record: JsonObject, about: str, speaker: Speaker, ink: Ink, *, thin: bool, roomy: bool = False) -> str:
    """A sentence on the things within a record that a wish speaks of, with a space before it; "" for none.

    Args:
        about: The wish: `a playlist and its tracks`; "" when nobody knows.
        thin: Little else is told of the record, so what is in it is told unasked.
        roomy: There is room for a few things, so these are told unasked too.
    """
    level = [record[k] for k in ("lowest", "highest") if k in record]
    if len(level) > 1 and level[0] == level[1]:  # of which all there is to say has been said
        return ""
    lists = {k: v for k, v in record.items() if isinstance(v, list) and v}
    coin = currency_of(record)
    for key, value in sorted(lists.items(), key=lambda entry: not _is_meant(entry[0], about)):
        many = " ".join(words_of(key))
        few = (roomy or _is_measured(value)) and len(value) <= _WHOLE
        unasked = (thin or few) and about and key.lower() not in _LINKS
        if not unasked and not _is_asked(many, about) and not _is_meant(key, about):
            continue
        told = _items_of(value, many, coin, ink)
        if told:
            part = "inside_part" if len(told) > 1 else "inside_one"
            rule = "inside" if len(told) == len(value) else part
            many = _CALLED.get(many, many)
            if len(value) == 1:
                rule, many = "inside_lone", singular(many)
            return " " + speaker.say(rule, {"things": many, "items": anded(told)})
    return ""


def parts_asked_for(result: JsonValue, about: str) -> JsonObject:
    """The lists of a result that a wish speaks of: the comments that stand beside an issue."""
    kept = result.items() if isinstance(result, dict) else ()
    return {k: v for k, v in kept if isinstance(v, list) and _is_asked(" ".join(words_of(k)), about)}


def _is_asked(many: str, about: str) -> bool:
    return many in about and bool(re.search(rf"\bits {re.escape(many)}\b", about))


def _is_meant(key: str, about: str) -> bool:
    """Whether a list is what a wish is for, by its own name or by what people call it: the steps of directions."""
    last, asked = singular(words_of(key)[-1]), set(about.lower().split())
    return bool(asked & {last, words_of(key)[-1]}) or any(last in parts and asked & said for said, parts in _MEANT)


_MEANT = (
    (frozenset("directions route way".split()), frozenset("step leg instruction maneuver manoeuvre".split())),
    (frozenset("ate eat eaten nutrition diet".split()), frozenset("meal food dish".split())),
    (frozenset("itinerary schedule agenda timetable".split()), frozenset("item event stop day departure".split())),
    (frozenset("forecast weather".split()), frozenset("day hour".split())),
    (frozenset("history readings prices price rates".split()), frozenset("reading point bar price hour rate".split())),
    (frozenset("quiz exam survey form".split()), frozenset("question".split())),
    (frozenset("order invoice cart basket receipt".split()), frozenset("line item".split())),
    (frozenset("ticket conversation thread".split()), frozenset("message".split())),
)


def _items_of(items: Sequence[JsonValue], many: str, coin: str, ink: Ink) -> list[str]:
    able = unusual_first([i for i in items if isinstance(i, dict)])
    kept = able[: _WHOLE if len(items) <= _WHOLE else _SHOWN]
    kept = [{**i, "currency": coin} if coin and not currency_of(i) else i for i in kept]
    told = list(zip(within_a_day([item_name(i, singular(many), ink) for i in kept], kept, ink), kept, strict=True))
    named = [_told(i, name, many, ink) if name.text else _unnamed(i, many, ink) for name, i in told]
    if sum(len(ink.held.plain(n).split()) for n in named) > _WORDS_MAX:
        short = [name.text and _with_whom(name, many) for name, _ in told]
        named = named[:_SHOWN] if any(_is_of_somebody(name, many) for name, _ in told) else short
    names = [n for n in named if n]
    return list({ink.held.plain(n): n for n in names}.values())


def _told(item: JsonObject, name: Named, many: str, ink: Ink) -> str:
    return f"{_with_whom(name, many)}{_measured(item, ink) or _notes(item, name, many, ink)}"


def _with_whom(name: Named, many: str) -> str:
    """What an item goes by; one that goes by somebody else is `one with` them: an interview by its interviewer."""
    return f"one with {name.text}" if _is_of_somebody(name, many) else name.text


def _is_of_somebody(name: Named, many: str) -> bool:
    nouns = {w for k in name.used for w in words_of(k)[:-1] if words_of(k)[-1] == "name"}
    own = {singular(w) for w in many.split()}
    return not nouns & own and any(n in PERSON_ROLES | SPEAKERS or n.removesuffix("er") in own for n in nouns)


def _notes(item: JsonObject, name: Named, many: str, ink: Ink) -> str:
    """What an item tells beside its name: two things where that is but a date (` (cloudy, 22 degrees)`), else one."""
    dated = all(as_moment(str(item.get(k))) for k in name.used)
    bare = dated or _is_of_somebody(name, many)
    facts = facts_of(item, ink, name.used, singular(many))
    told = (f.brief for f in facts if f.brief and f.score > (_TELLING_MIN if bare else _WORTH_IT))
    briefs = [b for b in told if "@" not in ink.held.plain(b)][: 2 if bare else 1]
    plain = next((v for k, v in item.items() if k in MEASURED and isinstance(v, int | float)), None) if dated else None
    if not briefs and plain is not None:
        briefs = [ink.held.hold(number(plain))]
    return f" ({', '.join(briefs)})" if briefs else ""


def _unnamed(item: JsonObject, many: str, ink: Ink) -> str:
    """An item without a name by what tells most of it: a variant by its colour and its price."""
    looks = [str(v) for k, v in item.items() if words_of(k)[-1] in _LOOKS and plain_text(v, 20)]
    told = (f.brief for f in facts_of(item, ink, thing=singular(many)) if f.brief and f.score > _TELLING_MIN)
    briefs = [b for b in told if ink.held.plain(b) not in looks][: 1 if looks else 2]
    name = " ".join(ink.held.hold(v) for v in looks[:2])
    return f"{name} ({briefs[0]})" if name and briefs else name or ", ".join(briefs)


def _is_measured(items: Sequence[JsonValue]) -> bool:
    """Whether a list is of what was measured, which is what somebody wants to know of a report."""
    return all(isinstance(i, dict) and isinstance(i.get("unit"), str) and measured_of(i) is not None for i in items)


def _measured(item: JsonObject, ink: Ink) -> str:
    """What was measured of an item, where it says in which unit: ` 44 mmol/L (low)`; "" for any other."""
    unit, much = item.get("unit"), measured_of(item)
    if not isinstance(unit, str) or not unit or much is None:
        return ""
    return f" {ink.held.hold(f'{number(much)} {unit}')}{warning(item, ink)}"
