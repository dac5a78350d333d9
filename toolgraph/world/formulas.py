"""What a calculator gives: formulas by what a result is called and what the call gives, whoever wrote the spec."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from toolgraph.meaning.text import words
from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.world.asked import moment_of, value_at
from toolgraph.world.fitting import bent
from toolgraph.world.geometry import measure
from toolgraph.world.leaf import BIRTH, LeafPlan
from toolgraph.world.statistics import SUMMARIES, evaluated
from toolgraph.world.toolplan import ToolPlan
from toolgraph.world.units import converted, in_metres

Numbers = Mapping[str, float]

# Names that say nothing: the tool's own then say what is reckoned.
_BARE = frozenset("amount result value total number answer output calculation computed calculated final".split())
_PART = frozenset("discount tip tax vat gst commission gratuity surcharge deduction saving markup cashback".split())
_OFF = frozenset("discount discounted sale saving reduced deduction".split())
_MONEY = frozenset(
    "price amount cost bill principal principle loan salary income revenue subtotal total purchase investment mortgage "
    "deposit sum balance payment expense fee profit value capital allowance bonus wage".split()
)
_SHARES = frozenset("percentage percent rate pct interest vat apr".split())
_TIMES = frozenset("year month term period duration time tenure".split())
_PEOPLE = frozenset("person people guest diner friend head".split())
# By which words of its name or description a number is what; the first that fits.
_ROLES: tuple[tuple[str, frozenset[str]], ...] = (
    ("share", _SHARES), ("people", _PEOPLE), ("frequency", frozenset(("frequency", "compounding"))),
    ("speed", frozenset(("speed", "velocity"))), ("distance", frozenset(("distance", "mile", "kilometre"))),
    ("weight", frozenset(("weight", "mass"))), ("height", frozenset(("height",))),
    ("time", _TIMES), ("money", _MONEY),
)  # fmt: skip
_GAIN = frozenset("revenue income sale selling".split())
_DAYS_A_YEAR, _MONTHS = 365.25, 12
_WHOLE_PERCENT = 1.0


class _Formula(NamedTuple):
    """How a number is reckoned.

    Attributes:
        out: Words of which the result is called by one.
        needs: Roles that the call must give.
        of: What it comes to.
        without: Words that make it something else.
    """

    out: frozenset[str]
    needs: tuple[str, ...]
    of: Callable[[Numbers], float]
    without: frozenset[str] = frozenset()


def _instalment(n: Numbers) -> float:
    """What is paid each month so that a loan and its interest are paid in the end."""
    count, rate = max(round(n["time"] * _MONTHS), 1), n["share"] / _MONTHS
    return n["money"] / count if rate == 0 else float(n["money"] * rate / (1 - (1 + rate) ** -count))


def _grown(n: Numbers) -> float:
    times = n.get("frequency", 1.0) or 1.0
    return float(n["money"] * (1 + n["share"] / times) ** (times * n["time"]))


def _paid(n: Numbers) -> float:
    return _instalment(n) * max(round(n["time"] * _MONTHS), 1)


_LOAN = frozenset("emi payment instalment installment repayment".split())
_GROWTH = frozenset("future maturity compound compounded accumulated balance investment return growth".split())
_AFTER = frozenset("discounted after net reduced".split())
_ALL = frozenset("total gross final including inclusive with".split())
_FORMULAS = (
    _Formula(frozenset(("#total payment",)), ("money", "share", "time"), _paid),
    _Formula(_LOAN, ("money", "share", "time"), _instalment),
    _Formula(frozenset(("#loan interest",)), ("money", "share", "time"), lambda n: _paid(n) - n["money"]),
    _Formula(frozenset(("#compound interest",)), ("money", "share", "time"), lambda n: _grown(n) - n["money"]),
    _Formula(frozenset(("interest",)), ("money", "share", "time"), lambda n: n["money"] * n["share"] * n["time"]),
    _Formula(_GROWTH, ("money", "share", "time"), _grown),
    _Formula(frozenset("person each per split share".split()), ("money", "people"),
             lambda n: n["money"] * (1 + n.get("share", 0.0)) / max(n["people"], 1.0)),
    _Formula(frozenset(("#after",)), ("money", "share"), lambda n: n["money"] * (1 - n["share"])),
    _Formula(frozenset(("#with",)), ("money", "share"), lambda n: n["money"] * (1 + n["share"])),
    _Formula(_PART | {"interest", "percent", "percentage"}, ("money", "share"), lambda n: n["money"] * n["share"]),
    _Formula(frozenset(("bmi", "body")), ("weight", "height"), lambda n: n["weight"] / n["height"] ** 2),
    _Formula(frozenset(("pace",)), ("distance", "time"), lambda n: 60 * n["time"] / n["distance"]),
    _Formula(frozenset(("speed", "velocity")), ("distance", "time"), lambda n: n["distance"] / n["time"]),
    _Formula(frozenset(("distance",)), ("speed", "time"), lambda n: n["speed"] * n["time"]),
    _Formula(frozenset(("time", "duration")), ("distance", "speed"), lambda n: n["distance"] / n["speed"]),
    _Formula(frozenset(("shipping", "delivery", "freight")), ("weight", "distance"),
             lambda n: 4.5 + 0.6 * n["weight"] + 0.004 * n["distance"]),
    _Formula(frozenset(("profit", "gain")), ("gained", "spent"), lambda n: n["gained"] - n["spent"]),
    _Formula(frozenset(("gross",)), ("sum",), lambda n: n["sum"]),
    # A tax that rises with what is earned: a tenth of little, two fifths of very much.
    _Formula(frozenset(("#after",)), ("money",), lambda n: n["money"] * (1 - _tax_share(n["money"]))),
    _Formula(frozenset(("tax",)), ("money",), lambda n: n["money"] * _tax_share(n["money"])),
)  # fmt: skip


def _tax_share(money: float) -> float:
    return min(0.1 + 0.04 * math.log10(1 + money / 500) * 2, 0.4)


class _Given(NamedTuple):
    """A number, text or list that a call gives."""

    leaf: LeafPlan
    words: frozenset[str]
    value: JsonValue


def reckon(plan: ToolPlan, arguments: JsonObject, today: date) -> dict[str, JsonValue]:
    """The values of a result that follow from the call alone, by the keys of its leaves; {} where none do.

    Args:
        plan: Of a tool whose result is no thing of its own.
        today: For the age of somebody whose day of birth is told.
    """
    if plan.root is None or plan.verb in ("list", "search", "delete", "update"):
        return {}
    given = list(_given(plan, arguments))
    if not given:
        return {}
    numbers = _numbers(given) | _reductions(plan, arguments)
    age = _age_on(today, given)
    out: dict[str, JsonValue] = {}
    told = {key for p in plan.params for key in (p.key, p.full_key)}
    for leaf in plan.root.leaves():
        if (
            leaf.key in told
            or "rate" in leaf.tokens
            or leaf.is_id
            or leaf.type not in ("number", "integer", "string", "any")
            or leaf.maker in ("choice", "flag")
        ):
            continue
        value = age if "age" in leaf.tokens else _one(plan, leaf, given, numbers)
        shown = None if value is None else _shown(leaf, value)
        if shown is not None:
            out[leaf.key] = shown
    return out


def _given(plan: ToolPlan, arguments: JsonObject) -> Iterator[_Given]:
    for param in plan.params:
        value = value_at(arguments, param.path)
        value = param.default if value is None else value
        if value is not None and not isinstance(value, (bool, dict)):
            name = param.path.replace("[]", "").rpartition(".")[2]
            yield _Given(param.leaf, frozenset(words(name)), value)


def _numbers(given: list[_Given]) -> dict[str, float]:
    """The numbers of a call by their roles; of money also what comes in and what goes out."""
    out: dict[str, float] = {}
    for each in given:
        if not isinstance(each.value, (int, float)):
            continue
        role = _role(each)
        if role == "money":
            side = "gained" if each.words & _GAIN else "spent"
            for key in (side, "sum"):
                out[key] = out.get(key, 0.0) + float(each.value)
        if role:
            out.setdefault(role, _normal(role, each, float(each.value)))
    return out


def _reductions(plan: ToolPlan, arguments: JsonObject) -> dict[str, float]:
    """What several reductions come to, told in a list by kind and number: of 10 percent, then of 5 off; {} for none."""
    lists = {k: v for k, v in arguments.items() if isinstance(v, list) and v and all(isinstance(e, dict) for e in v)}
    told = [(str(e.get("type", e.get("kind", ""))), e.get("value", e.get("amount"))) for v in lists.values() for e in v]
    money = next((v for k, v in arguments.items() if isinstance(v, (int, float)) and _MONEY & set(words(k))), None)
    if (
        not told
        or not isinstance(money, (int, float))
        or money <= 0
        or "discount" not in plan.name_words + _listed(lists)
    ):
        return {}
    left = float(money)
    for kind, value in told:
        off = float(value) if isinstance(value, (int, float)) else 0.0
        left -= left * off / 100 if kind.startswith("percent") else min(off, left)
    return {"share": 1 - left / float(money)}


def _listed(lists: JsonObject) -> tuple[str, ...]:
    return tuple(word for name in lists for word in words(name))


def _role(each: _Given) -> str:
    """What a number of a call is, by the words of its name, else by those of its description."""
    for said in (each.words, frozenset(words(re.sub(r"[^a-z ]", " ", each.leaf.text)))):
        found = next((role for role, known in _ROLES if known & said), "")
        if found:
            return found
    return ""


def _normal(role: str, each: _Given, value: float) -> float:
    """A number in the unit that formulas take: shares of one, years, metres, kilograms."""
    text = {*each.words, *each.leaf.text.replace(".", " ").replace(",", " ").split()}
    if role == "share":
        whole = {"percentage", "percent"} & each.words or value >= _WHOLE_PERCENT
        return value / 100 if whole and "decimal" not in text else value
    if role == "time":
        return value / next((each for word, each in _IN_ONE if word in text), 1)
    if role == "height":
        return in_metres(value, text)
    return value * _KG_A_POUND if role == "weight" and {"lb", "lbs", "pounds"} & text else value


_KG_A_POUND = 0.45359237
# Of a year, else of an hour.
_IN_ONE = (
    ("month", _MONTHS), ("months", _MONTHS), ("days", _DAYS_A_YEAR), ("day", _DAYS_A_YEAR), ("minutes", 60),
    ("minute", 60), ("seconds", 3600), ("second", 3600),
)  # fmt: skip


def _one(plan: ToolPlan, leaf: LeafPlan, given: list[_Given], numbers: Numbers) -> JsonValue:
    """One value of a result, by the first way that knows it; None where none does."""
    own = frozenset(words(leaf.path.replace("[]", "").rpartition(".")[2]))
    about = frozenset(plan.name_words) | own
    told = _expression(own, given)
    if leaf.type in ("string", "any"):
        return told
    if told is not None:
        return float(told)
    asked = own if own - _BARE else about
    ways = (
        _by_lists(asked, about, given),
        _by_dates(asked, given),
        _by_units(asked, given),
        _by_formula(asked, about, numbers),
    )
    return next((value for value in ways if value is not None), None)


def _expression(own: frozenset[str], given: list[_Given]) -> str | None:
    """The result of an expression, as a text."""
    shown = next((g.value for g in given if _EXPRESSIONS & g.words and isinstance(g.value, str)), None)
    if not isinstance(shown, str) or not (not own or own & _BARE or "expression" in own):
        return None
    return evaluated(shown)


_EXPRESSIONS = frozenset("expression formula equation".split())


def _by_formula(asked: frozenset[str], about: frozenset[str], numbers: Numbers) -> float | None:
    said = asked | _phrases(asked, about)
    for formula in _FORMULAS:
        if formula.out & said and all(role in numbers for role in formula.needs):
            try:
                return formula.of(numbers)
            except (ZeroDivisionError, OverflowError):
                return None
    return None


def _phrases(asked: frozenset[str], about: frozenset[str]) -> set[str]:
    """What words say together: a total of payments, what is left after something was taken off."""
    out = set()
    if "total" in asked and asked & _LOAN:
        out.add("#total payment")
    if "interest" in asked and about & {"loan", "mortgage"}:
        out.add("#loan interest")
    if "interest" in asked and "compound" in about:
        out.add("#compound interest")
    whole = asked & (_MONEY | _ALL)
    if asked & _AFTER or (asked & _ALL and about & _OFF):
        out.add("#after")
    elif whole and asked & _ALL and about & _PART:
        out.add("#with")
    return out


def _by_lists(asked: frozenset[str], about: frozenset[str], given: list[_Given]) -> float | None:
    """What is told of lists of numbers, of shapes, or of two or three bare numbers."""
    lists = [[float(v) for v in g.value] for g in given if _are_numbers(g.value)]
    bare = [(g.words, float(g.value)) for g in given if isinstance(g.value, (int, float))]
    shape = next((g.value for g in given if "shape" in g.words and isinstance(g.value, str)), "")
    sides = {w: v for own, v in bare for w in own}
    found = measure(asked, {*about, str(shape).lower()}, sides, lists[0] if lists else [])
    if found is not None:
        return found
    values = lists or ([[v for own, v in bare if not own & _UNLIKE]] if len(bare) < _FEW else [])
    known = next((SUMMARIES[w] for w in sorted(asked & SUMMARIES.keys())), None)
    try:
        return known(*values) if known is not None and values and values[0] else None
    except (ValueError, ZeroDivisionError, OverflowError, TypeError):
        return None


_FEW = 4
_UNLIKE = _MONEY | _SHARES | _TIMES | frozenset("distance weight height speed radius length width limit page".split())


def _are_numbers(value: JsonValue) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(v, (int, float)) for v in value)


def _by_dates(asked: frozenset[str], given: list[_Given]) -> float | None:
    """How many days lie between two days that are told."""
    moments = [m for g in given if (m := moment_of(g.value)) is not None]
    if len(moments) < 2 or not asked & {"day", "difference", "duration", "week", "between"}:
        return None
    days = abs((moments[1].date() - moments[0].date()).days)
    return days / 7 if "week" in asked else days


def _age_on(today: date, given: list[_Given]) -> int | None:
    """How old somebody is whose day of birth a call tells; None where it tells none."""
    born = next((m for g in given if BIRTH & g.words and (m := moment_of(g.value)) is not None), None)
    return None if born is None else today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def _by_units(asked: frozenset[str], given: list[_Given]) -> float | None:
    """An amount in another unit: that which the call names, or the name of the tool."""
    amount = next((float(g.value) for g in given if isinstance(g.value, (int, float))), None)
    told = [str(g.value) for g in given if isinstance(g.value, str)]
    if amount is None or len(given) > _FEW:
        return None
    if len(told) >= 2:
        return converted(amount, told[0], told[1])
    source = next((w for g in given if isinstance(g.value, (int, float)) for w in sorted(g.words)), "")
    for to in sorted(asked):
        value = converted(amount, source, to) if to != source else None
        if value is not None:
            return value
    return None


def _shown(leaf: LeafPlan, value: JsonValue) -> JsonValue:
    """A reckoned value as the schema writes it; None where it cannot."""
    if isinstance(value, (int, float)) and leaf.type in ("number", "integer"):
        digits = 2 if abs(value) >= 1 else 4
        value = round(value) if leaf.type == "integer" else round(float(value), digits)
        value = value if leaf.check(value) else bent(value, leaf.schema)
    return value if leaf.check(value) else None
