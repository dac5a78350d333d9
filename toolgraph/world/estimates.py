"""What a thing is thought to be worth: the same money in whichever currency, and about what is offered for it."""

from __future__ import annotations

from collections.abc import Iterator

from toolgraph.ids import canonical_json
from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.world.asked import Asked
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Memory, Record
from toolgraph.world.numbers import EXACT, exactly_in, exchange_rate
from toolgraph.world.ordering import HIGH, LOW, sided
from toolgraph.world.salaries import pay_span
from toolgraph.world.shape import Part
from toolgraph.world.toolplan import ToolPlan
from toolgraph.world.trades import title_of

_NAMES = ("title", "name", "job title", "model", "product name")
_TOLD_BY = frozenset("job title product search thing".split())
_EURO = "EUR"
# By how much an estimate is wider than what was seen.
_WIDER = (0.03, 0.12)


def question(plan: ToolPlan, arguments: JsonObject) -> str:
    """A call as text, but for the currency of its answer: whoever asks in another one has the same answer."""
    alone = _currency_of(plan)
    return canonical_json([plan.tool.id, {k: v for k, v in arguments.items() if k != alone}])


def _currency_of(plan: ToolPlan) -> str:
    """The parameter that says in which currency an answer is; "" where there is none, or one is changed for another."""
    told = [p.path for p in plan.params if p.leaf.maker == "currency"]
    return told[0] if len(told) == 1 and plan.tool.effect == "read" else ""


def settle(whole: tuple[Memory, str], record: Record, plan: ToolPlan, asked: Asked) -> None:
    """Let an estimate be the same money in each currency, and near what is offered of what it is about.

    Args:
        whole: What is known, and the source.
    """
    if plan.root is None or not _currency_of(plan):
        return
    record.facts[EXACT] = True
    ends = plan.root.seen(_ends)
    values = _worth(whole, record, asked) if ends else {}
    if not values:
        return
    currency = str(record.facts.get("currency", record.facts.get("@currency/", _EURO)))
    told = [(leaf, _plain(exactly_in(values[side], currency, leaf))) for leaf, side in ends]
    if all(leaf.check(value) for leaf, value in told):
        record.facts |= {leaf.key: value for leaf, value in told}


def _plain(amount: float) -> float:
    """Without cents where there are thousands."""
    return float(round(amount)) if amount >= _THOUSANDS else amount


_THOUSANDS = 1000


def _worth(whole: tuple[Memory, str], record: Record, asked: Asked) -> dict[str, float]:
    """The lowest, middle and highest worth in euros, by what is offered, or what such a job pays; {} unknown."""
    if offers := list(_offers(whole, asked)):
        rng = record.scene.rng
        low = min(low for low, _ in offers) * (1 - rng.uniform(*_WIDER))
        high = max(high for _, high in offers) * (1 + rng.uniform(*_WIDER))
        return {"low": low, "mid": low + (high - low) * rng.uniform(0.4, 0.5), "high": high}
    title = title_of(asked.facts)
    if not title:
        return {}
    years = next((v for k in _YEARS if isinstance(v := asked.facts.get(k), int)), None)
    return dict(zip(("low", "mid", "high"), pay_span(title, record.scene.where(), years), strict=True))


_YEARS = ("year experience", "year of experience", "experience year", "experience")


def _ends(part: Part) -> list[tuple[LeafPlan, str]]:
    """The lowest and highest amount of an estimate, and what is between; [] of what is none."""
    found = [(leaf, side) for _, leaf, side, rest in sided(part) if leaf.maker == "money" and not rest]
    return found if {"low", "high"} <= {side for _, side in found} else []


def _offers(whole: tuple[Memory, str], asked: Asked) -> Iterator[tuple[float, float]]:
    """From how many euros to how many is offered for what a call tells by name, and where it says."""
    memory, source = whole
    about = {str(v).casefold() for p, v in asked.equal if p.leaf.maker in _TOLD_BY and isinstance(v, str)}
    city = asked.kinds.get("@city/")
    for record in memory.all_of(source) if about else ():
        named = any(str(record.facts.get(key)).casefold() in about for key in _NAMES)
        if named and record.facts.get("city", city) == city and (pay := _pay(record.facts)) is not None:
            yield pay


def _pay(facts: dict[str, JsonValue]) -> tuple[float, float] | None:
    """The least and the most of an offer in euros, where it tells both."""
    rate = exchange_rate(str(facts.get("currency", facts.get("@currency/", _EURO))), _EURO)
    numbers = [(k.split(), v) for k, v in facts.items() if isinstance(v, (int, float)) and not isinstance(v, bool)]
    low = next((v for k, v in numbers if len(k) > 1 and LOW & {*k[-2:]}), None)
    high = next((v for k, v in numbers if len(k) > 1 and HIGH & {*k[-2:]}), None)
    return None if low is None or high is None or not 0 < low <= high else (low * rate, high * rate)
