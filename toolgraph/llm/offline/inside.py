"""The things within a record: a playlist and its tracks, a lab report and what was measured."""

from __future__ import annotations

import re
from collections.abc import Sequence

from toolgraph.llm.offline.clauses import anded
from toolgraph.llm.offline.fields import facts_of
from toolgraph.llm.offline.grammar import Speaker
from toolgraph.llm.offline.naming import Named, item_name
from toolgraph.llm.offline.telling import SPEAKERS
from toolgraph.llm.offline.written import Ink, number, words_of
from toolgraph.meaning.said.match import as_moment
from toolgraph.meaning.text import PERSON_ROLES, singular
from toolgraph.models.base import JsonObject, JsonValue

_SHOWN = 3
_WHOLE = 5  # things up to which none is left out
_TELLING_MIN = 20
_LINKS = ("links", "_links", "errors")
_MEASURED = ("value", "measured", "amount", "quantity", "result", "reading")


def inside(record: JsonObject, about: str, speaker: Speaker, ink: Ink, *, thin: bool, roomy: bool = False) -> str:
    """A sentence on the things within a record that a wish speaks of, with a space before it; "" for none.

    Args:
        about: The wish: `a playlist and its tracks`; "" when nobody knows.
        thin: Little else is told of the record, so what is in it is told unasked.
        roomy: There is room for a few things, so these are told unasked too.
    """
    for key, value in record.items():
        many = " ".join(words_of(key))
        if not isinstance(value, list) or not value:
            continue
        unasked = (thin or (roomy and len(value) <= _SHOWN)) and about and key.lower() not in _LINKS
        if not unasked and not _is_asked(many, about):
            continue
        told = _items_of(value, many, ink)
        if told:
            part = "inside_part" if len(told) > 1 else "inside_one"
            rule = "inside" if len(told) == len(value) else part
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


def _items_of(items: Sequence[JsonValue], many: str, ink: Ink) -> list[str]:
    told = [
        (item_name(i, singular(many), ink), i)
        for i in items[: _WHOLE if len(items) <= _WHOLE else _SHOWN]
        if isinstance(i, dict)
    ]
    names = [
        f"{_with_whom(name, many)}{_measured(i, ink) or _on_a_day(i, name, many, ink)}" for name, i in told if name.text
    ]
    return list({ink.held.plain(n): n for n in names}.values())


def _with_whom(name: Named, many: str) -> str:
    """What an item goes by; one that goes by somebody else is `one with` them: an interview by its interviewer."""
    return f"one with {name.text}" if _is_of_somebody(name, many) else name.text


def _is_of_somebody(name: Named, many: str) -> bool:
    nouns = {w for k in name.used for w in words_of(k)[:-1] if words_of(k)[-1] == "name"}
    own = {singular(w) for w in many.split()}
    return not nouns & own and any(n in PERSON_ROLES | SPEAKERS or n.removesuffix("er") in own for n in nouns)


def _on_a_day(item: JsonObject, name: Named, many: str, ink: Ink) -> str:
    """What an item tells that goes by a date, and so says nothing by its name: ` (cloudy, 22 degrees)`."""
    if not all(as_moment(str(item.get(k))) for k in name.used) and not _is_of_somebody(name, many):
        return ""
    facts = facts_of(item, ink, name.used, singular(many))
    told = (f.brief for f in facts if f.brief and f.score > _TELLING_MIN)
    briefs = [b for b in told if "@" not in ink.held.plain(b)][:2]
    return f" ({', '.join(briefs)})" if briefs else ""


def _measured(item: JsonObject, ink: Ink) -> str:
    """What was measured of an item, where it says in which unit: ` 44 mmol/L`; "" for any other."""
    unit = item.get("unit")
    much = next((v for k, v in item.items() if k in _MEASURED and isinstance(v, int | float)), None)
    return f" {ink.held.hold(f'{number(much)} {unit}')}" if isinstance(unit, str) and unit and much is not None else ""
