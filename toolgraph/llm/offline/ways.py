"""A way whose two ends are records of their own: a flight with its departure and its arrival."""

from __future__ import annotations

from toolgraph.llm.offline.telling import Fact
from toolgraph.llm.offline.tenses import in_tense
from toolgraph.llm.offline.written import Ink, is_title, moment, plain_text, words_of
from toolgraph.meaning.said.match import as_moment
from toolgraph.models.base import JsonObject, JsonValue

_ENDS = (("departure", "arrival"), ("origin", "destination"), ("from", "to"))
_PLACES = frozenset("city airport station code name place".split())


def ends_of_way(record: JsonObject, ink: Ink) -> tuple[list[Fact], frozenset[str]] | None:
    """What the two ends of a way tell, and the keys that they stand under; None for a record without such ends."""
    if not any(isinstance(v, dict) for v in record.values()):
        return None
    for first, last in _ENDS:
        start, end = record.get(first), record.get(last)
        if isinstance(start, dict) and isinstance(end, dict):
            facts = [*_places(first, start, end, ink), *_times(last, start, end, ink)]
            return (facts, frozenset((first, last))) if facts else None
    return None


def _places(key: str, start: JsonObject, end: JsonObject, ink: Ink) -> list[Fact]:
    names = [_place(start), _place(end)]
    if not all(names):
        return []
    a, b = (ink.held.hold(n) for n in names)
    return [Fact(key, 80, f"goes from {a} to {b}", f"from {a} to {b}")]


def _place(end: JsonObject) -> str:
    titled = sorted((k for k in end if words_of(k)[-1] in _PLACES), key=lambda k: not is_title(k))
    return next((str(end[k]) for k in titled if plain_text(end[k], 50)), "")


def _times(key: str, start: JsonObject, end: JsonObject, ink: Ink) -> list[Fact]:
    a, b = _moment(start), _moment(end)
    if not a or not b:
        return []
    first, last = (ink.held.hold(moment(v, ink)) for v in (a, b))
    fact = Fact(key, 79, f"leaves on {first}, arriving on {last}", f"leaving on {first}")
    return [in_tense(fact, a, ink.clock)] if as_moment(a) else []


def _moment(end: JsonObject) -> JsonValue:
    return next((v for v in end.values() if isinstance(v, str) and (m := as_moment(v)) and m.day and m.time), "")
