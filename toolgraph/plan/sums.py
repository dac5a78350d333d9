"""Sums of money that people say: as large in a currency as what it buys asks for."""

from __future__ import annotations

from toolgraph.meaning.text import words
from toolgraph.models.base import JsonValue
from toolgraph.plan.coins import in_own_money, of_what_is_known
from toolgraph.plan.draft import Draft, Part, Saying
from toolgraph.plan.parts import said_part
from toolgraph.plan.wants import accepts
from toolgraph.world.leaf import TO_WORDS
from toolgraph.world.prices import RATES

_SUMS = frozenset("amount sum price budget limit".split())
# Less than this, in euros, nobody speaks of.
_LEAST = 15.0


def as_large(draft: Draft, parts: dict[str, Part]) -> dict[str, Part]:
    """The parts of a call with sums as people have them in the currency beside them: 700 pesos are small change.

    Only a sum that is said anew is changed, and only where it would be worth next to nothing.
    """
    parts = in_own_money(draft, parts)
    rate = max(rate_of(parts), RATES.get(of_what_is_known(draft, parts), 1.0))
    out = dict(parts)
    for path, part in parts.items() if rate > 1 else ():
        parameter = part.want.parameter
        value, said = part.value, part.saying is not None and not part.saying.call
        if not said or not _SUMS & set(words(parameter.name)) or not isinstance(value, (int, float)):
            continue
        new: JsonValue = float(f"{value * rate:.2g}")
        if parameter.type == "integer":
            new = int(value * rate)
        if value / rate < _LEAST and accepts(parameter, new):
            saying = Saying(want=part.want, value=new, path="", relative=False, group=draft.group)
            out[path] = said_part(part.want, saying)
    return out


def rate_of(parts: dict[str, Part]) -> float:
    """What a euro is worth in the currency that a call tells, of two in the one given; 1 where it tells none."""
    told = [p for p in parts.values() if p.want.kind == "@currency" and isinstance(p.value, str) and p.value in RATES]
    given = next((p for p in told if not TO_WORDS & set(words(p.want.parameter.name))), None)
    return 1.0 if given is None else RATES[str(given.value)]
