"""Results that are little more than a number or two: told by their own names, `The monthly payment is 117.5`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from toolgraph.llm.offline import codes
from toolgraph.llm.offline.clauses import anded
from toolgraph.llm.offline.fields import Fact, currency_of
from toolgraph.llm.offline.naming import scalar
from toolgraph.llm.offline.shape import META
from toolgraph.llm.offline.written import UNITS, Ink, amount, is_id, label_of, number, plain_text, words_of
from toolgraph.meaning.text import singular
from toolgraph.models.base import JsonObject, JsonValue

_FLAGS = frozenset("success ok status_code statuscode return_code returncode".split())  # of the answer
_WORKED_OUT = frozenset("amount value number sum result".split())
_DONE = re.compile(r"^(?:converted|calculated|computed|estimated|new|final)$|^(?:result|answer|value|output)$")


def numbers_alone(record: JsonObject, arguments: JsonObject, ink: Ink) -> str:
    """The sentence on a record that holds one number and nothing else, or a few sums of money; "" for any other.

    Args:
        arguments: What its call was made with, which may say in what currency the number is.
    """
    kept = {k: v for k, v in record.items() if k.lower() not in META and v not in (None, "", [], {})}
    many, kinds = record.get("count"), [v for k, v in record.items() if k != "count"]
    if isinstance(many, int) and len(kinds) == 1 and _is_plural(kinds[0]):
        return f"That comes to {ink.held.hold(scalar(many, ink))} {ink.held.hold(str(kinds[0]))}."
    if sum_of_money := converted(kept, ink):
        return sum_of_money
    if currency_of(record) or not kept:
        return ""
    return _number(*next(iter(kept.items())), arguments, ink) if len(kept) == 1 else _sums(kept, ink)


def converted(record: JsonObject, ink: Ink) -> str:
    """What so much money is in another currency: `180,000 HUF is 455.70 EUR, at a rate of 0.0025`; "" for no sum."""
    ends = [_coin(record, words) for words in _COINS]
    much = next((v for k, v in record.items() if _is_sum(k, v) and not _DONE.match(words_of(k)[0])), None)
    comes = next((v for k, v in record.items() if _is_sum(k, v) and _DONE.match(words_of(k)[0])), None)
    if not all(ends) or not isinstance(much, int | float) or not isinstance(comes, int | float):
        return ""
    rate = next((v for k, v in record.items() if words_of(k)[-1] == "rate" and isinstance(v, int | float)), None)
    at = f", at a rate of {ink.held.hold(number(rate))}" if rate is not None else ""
    return f"{ink.held.hold(amount(much, ends[0], ink))} is {ink.held.hold(amount(comes, ends[1], ink))}{at}."


def _is_sum(key: str, value: JsonValue) -> bool:
    return words_of(key)[-1] in _WORKED_OUT and isinstance(value, int | float) and not isinstance(value, bool)


def _coin(record: JsonObject, names: frozenset[str]) -> str:
    found = (v for k, v in record.items() if names & {*words_of(k)} and isinstance(v, str) and codes.currency(v))
    return next(found, "")


_COINS = (frozenset("from source base".split()), frozenset("to target quote".split()))


def _number(key: str, value: JsonValue, arguments: JsonObject, ink: Ink) -> str:
    if isinstance(value, bool) and words_of(key)[0] in _ASKED:
        return f"The answer is {'yes' if value else 'no'}."
    if isinstance(value, bool) or not isinstance(value, int | float) or is_id(key) or words_of(key)[-1] in UNITS:
        return ""
    text = ink.held.hold(scalar(value, ink))
    words = words_of(key)
    if words[-1] in _UNIT_NOUNS and len(words) == 1:
        return f"That comes to {text} {words[-1]}{'' if value == 1 else 's'}."
    coins = [v for k, v in arguments.items() if words_of(k)[0] in _INTO and isinstance(v, str) and codes.currency(v)]
    text = f"{text} {coins[0]}" if coins else text
    if _DONE.match(words[0]) and set(words[1:]) <= _WORKED_OUT | {"price", "cost"}:
        return f"That comes to {text}."
    return f"{_is(key)} {text}."


def _is_plural(value: JsonValue) -> bool:
    return isinstance(value, str) and value.isalpha() and value.islower() and singular(value) != value


def _sums(kept: JsonObject, ink: Ink) -> str:
    """Several sums, each by its own name: `The opening price is 374.99 and the closing price 407`."""
    told = [k for k in kept if words_of(k)[-1] in _SUMS]
    if len(told) < _SUMS_MIN or not all(isinstance(v, int | float) and not isinstance(v, bool) for v in kept.values()):
        return ""
    head, *others = told[:_SUMS_MAX]
    more = [f"the {label_of(k)} {ink.held.hold(scalar(kept[k], ink))}" for k in others]
    return f"{_is(head)} {anded([ink.held.hold(scalar(kept[head], ink)), *more])}."


_SUMS = frozenset("price amount cost tax payment interest total fee value balance earned paid".split())
_SUMS_MIN = 2
_SUMS_MAX = 3
_INTO = frozenset(("to", "target"))
_ASKED = frozenset("can is are has have does should may".split())
_UNIT_NOUNS = frozenset("liter litre gallon mile kilometer kilometre meter metre pound kilogram gram ounce".split())


def only_text(record: JsonObject, ink: Ink) -> str:
    """The sentence on a record that holds one short text and nothing else; "" for any other."""
    if len(record) != 1:
        return ""
    key, value = next(iter(record.items()))
    if key.lower() in _FLAGS:
        return ""
    return f"{_is(key)} {ink.held.hold(str(value))}." if plain_text(value, 60) and label_of(key) else ""


def first_line(record: JsonObject, ink: Ink) -> str:
    """How a text of several lines begins, where a record holds nothing else to tell; "" for any other record."""
    for key, value in record.items():
        line = value.strip().partition("\n")[0] if isinstance(value, str) and "\n" in value else ""
        if plain_text(line, 110) and label_of(key):
            label = label_of(key)
            begin = "begin" if singular(label.rpartition(" ")[2]) != label.rpartition(" ")[2] else "begins"
            return f"The {label} {begin} with {ink.held.hold(f'“{line}”')}."
    return ""


def by_their_names(facts: Sequence[Fact], ink: Ink) -> str:
    """Notes that are no more than a name and a value, as a sentence; "" where one of them reads otherwise."""
    out = []
    for fact in facts:
        label = label_of(fact.path)
        if not label or not fact.brief.startswith(f"{label} ") or not ink.held.value(fact.brief[len(label) + 1 :][:1]):
            return ""
        out.append(f"{_is(fact.path)}{fact.brief[len(label) :]}")
    if not out:
        return ""
    head, *others = out
    return f"{' and '.join([head, *(o[0].lower() + o[1:] for o in others)])}." if out else ""


def _is(key: str) -> str:
    label = label_of(key)
    last = label.rpartition(" ")[2]
    many = singular(last) != last and not last.endswith("ss")
    return f"The {label} {'are' if many else 'is'}"
