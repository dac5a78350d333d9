"""Limits that people set for a fare: about what a seat costs over that distance, in the currency that they tell."""

from __future__ import annotations

from toolgraph.meaning.text import words
from toolgraph.models.base import JsonValue
from toolgraph.plan.coins import of_what_is_known
from toolgraph.plan.draft import Draft, Part, Saying
from toolgraph.plan.parts import said_part
from toolgraph.plan.sums import rate_of
from toolgraph.plan.wants import accepts
from toolgraph.world.fares import usual_fare
from toolgraph.world.places import of_iata
from toolgraph.world.prices import RATES
from toolgraph.world.travel import distance_km

_LIMITS = frozenset("maximum max budget threshold limit target most".split())
_MONEY = frozenset("price fare amount cost budget threshold".split())
# A limit beside what is usual: who waits for a bargain sets less, who must go more.
_BESIDE = (0.8, 0.9, 1.0, 1.1, 1.3)
_LARGE_STEP, _SMALL_STEP, _LARGE = 50, 10, 200


def as_dear(draft: Draft, parts: dict[str, Part]) -> dict[str, Part]:
    """The parts of a call with a limit for a fare that could be met; only one that is said anew is changed."""
    limit = next((p for p in parts.values() if _is_limit(p)), None)
    ends = [str(p.value) for p in parts.values() if p.want.kind == "@iata" and isinstance(p.value, str)]
    places = [place for code in ends if (place := of_iata(code)) is not None]
    if limit is None or len(places) != 2 or len(ends) != 2:
        return parts
    value = usual_fare(distance_km(*places), "flight") * draft.rng.choice(_BESIDE)
    step = _LARGE_STEP if value >= _LARGE else _SMALL_STEP
    rate = max(rate_of(parts), RATES.get(of_what_is_known(draft, parts), 1.0))
    new: JsonValue = float(f"{max(step * round(value / step), step) * rate:.2g}")
    if limit.want.parameter.type == "integer":
        new = round(new) if isinstance(new, float) else new
    if not accepts(limit.want.parameter, new):
        return parts
    saying = Saying(want=limit.want, value=new, path="", relative=False, group=draft.group)
    return {path: said_part(p.want, saying) if p is limit else p for path, p in parts.items()}


def _is_limit(part: Part) -> bool:
    said = {*words(part.want.parameter.name)}
    anew = part.saying is not None and not part.saying.call and isinstance(part.value, (int, float))
    return anew and bool(said & _MONEY) and bool(said & _LIMITS)
