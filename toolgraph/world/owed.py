"""What is paid to somebody again and again, or owed to them: as much and as often as one pays such, last and next."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import NamedTuple

from toolgraph.models.base import JsonObject
from toolgraph.world.bookings import currency_in
from toolgraph.world.figures import choose, own_leaves
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Record
from toolgraph.world.numbers import in_currency
from toolgraph.world.recurring import after_one
from toolgraph.world.shape import Part

_PAID = frozenset("payee beneficiary".split())
# By words of their names: how often such are paid, and the least and most that it is a month, in euros.
_Usual = tuple[tuple[str, ...], float, float]
_KINDS: tuple[tuple[str, _Usual], ...] = (
    ("property rent housing homes lettings", (("monthly",), 560, 1350)),
    ("insurance", (("monthly", "monthly", "quarterly", "yearly"), 14, 88)),
    ("power energy gas electricity", (("monthly", "monthly", "quarterly"), 38, 140)),
    ("water", (("monthly", "quarterly"), 17, 46)),
    ("mobile internet telecom phone", (("monthly",), 9, 48)),
    ("gym fitness club", (("monthly",), 19, 58)),
    ("school childcare nursery", (("monthly",), 70, 380)),
)
# What a company gets that we know nothing of, and what a person gets.
_COMPANY: _Usual = (("monthly",), 12, 120)
_PERSON: _Usual = (("monthly", "monthly", "weekly"), 20, 210)
_COMPANIES = frozenset("motors labs group media partners logistics robotics analytics software textiles".split())
_MONTHS = {"weekly": 0.25, "monthly": 1, "quarterly": 3, "yearly": 12}
# Whoever is paid every month was so within these days.
_A_MONTH, _A_WEEK = 27, 7
# Among the facts of an order: when its payee was paid last; and that its amount is settled.
_LAST, _SETTLED = "#paid last", "#owed"
_LAST_PAID = "last paid on"


class _Owed(NamedTuple):
    name: str
    amount: tuple[str, LeafPlan]
    often: tuple[str, LeafPlan] | None
    next: tuple[str, LeafPlan] | None
    state: tuple[str, LeafPlan] | None
    words: tuple[str, LeafPlan] | None


def _owed(part: Part) -> _Owed | None:
    leaves = list(own_leaves(part))
    name = next((n for n, x in leaves if _PAID & set(x.tokens) and x.tokens[-1:] == ("name",)), None)
    amount = next(((n, x) for n, x in leaves if x.tokens[:1] == ("amount",) and x.type == "number"), None)
    often = next(((n, x) for n, x in leaves if x.key == "frequency" and "enum" in x.schema), None)
    due = any({"due"} & set(x.tokens) for _, x in leaves)
    if name is None or amount is None or not (often or due):
        return None
    coming = next(((n, x) for n, x in leaves if x.tokens[:1] == ("next",) and x.maker == "date"), None)
    state = next(((n, x) for n, x in leaves if x.key in ("status", "state") and "enum" in x.schema), None)
    said = next(((n, x) for n, x in leaves if x.key == "reference" and x.type == "string"), None)
    return _Owed(name, amount, often, coming, state, said)


def tells_owed(part: Part) -> bool:
    """Whether an object is a bill of somebody, or an order to pay them again and again, or lists such."""
    return part.seen(_owed) is not None or any(p.item is not None and p.item.seen(_owed) for _, p in part.props)


def of_what_is_owed(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let nobody pay a thousand a week for insurance, and the next time follow the last one, in place."""
    owed = part.seen(_owed)
    if owed is not None and _SETTLED not in record.facts:
        record.facts[_SETTLED] = True
        if record.made or record.scene.fresh:
            _begin(owed, out, record, kept)
        else:
            _settle(owed, out, record, kept)
    for name, inner in part.props:
        look, rows = inner.item.seen(_owed) if inner.item is not None else None, out.get(name)
        if look is not None and look.next is not None and isinstance(rows, list):
            timed = look.next[0]
            rows.sort(key=lambda row: str(row.get(timed, "")) if isinstance(row, dict) else "")


def _begin(owed: _Owed, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let what is paid from now on be paid within one of its periods, unless a call tells when."""
    today = record.scene.setting.clock.date()
    if owed.next is None or owed.often is None or owed.next[1].key in kept:
        return
    told = str(out.get(owed.next[0]))
    within = _A_WEEK if out.get(owed.often[0]) == "weekly" else _A_MONTH
    if told > (today + timedelta(days=within)).isoformat():
        choose(out, record, *owed.next, (today + timedelta(days=record.scene.rng.randint(1, within))).isoformat())


def _settle(owed: _Owed, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    rng = record.scene.rng
    often, least, most = _usual(str(out.get(owed.name, "")))
    word = rng.choice(often) if owed.often is not None else often[0]
    last = _last_of(record)
    if owed.often is not None:
        word = str(out.get(owed.often[0])) if owed.often[1].key in kept else word
        word = "monthly" if word == "weekly" and last is not None and _days_ago(last, record) >= _A_WEEK else word
        choose(out, record, *owed.often, word)
    if owed.amount[1].key not in kept:
        euros = rng.uniform(least, most) * _MONTHS.get(word, 1)
        euros = float(round(euros)) if euros > _WHOLE else round(euros, 1)
        choose(out, record, *owed.amount, in_currency(euros, currency_in(out, record), owed.amount[1]))
    if owed.words is not None and any(" " in str(e) for e in owed.words[1].schema.get("examples", ())):
        choose(out, record, *owed.words, f"Invoice {rng.randint(10_000, 99_999)}")
    if owed.state is not None and owed.state[1].key not in kept and rng.random() < _RUNNING:
        choose(out, record, *owed.state, "active")
    if owed.next is not None and last is not None:
        choose(out, record, *owed.next, after_one(last, word, record.scene.setting.clock.date()).isoformat())


# What costs more is a round sum, and so many orders that are drawn as paused run after all.
_WHOLE, _RUNNING = 100, 0.7


def _usual(name: str) -> _Usual:
    """How often somebody of a name is paid, and the least and most that it is a month."""
    said = set(name.lower().split())
    other = _COMPANY if said & _COMPANIES else _PERSON
    return next((usual for words, usual in _KINDS if said & set(words.split())), other)


def _last_of(record: Record) -> date | None:
    told = record.facts.get(_LAST)
    return date.fromisoformat(told) if isinstance(told, str) else None


def _days_ago(day: date, record: Record) -> int:
    return (record.scene.setting.clock.date() - day).days


def pays(other: Record, record: Record) -> None:
    """Let what pays somebody again and again know when they were paid last, as they tell it."""
    if other.head not in _PAID or record.made or record.scene.fresh:
        return
    record.facts[_LAST] = other.facts.setdefault(_LAST_PAID, _lately(other))


def _lately(payee: Record) -> str:
    today = payee.scene.setting.clock.date()
    return (today - timedelta(days=payee.scene.rng.randint(1, _A_MONTH))).isoformat()


def tells_payee(part: Part) -> bool:
    """Whether an object tells when somebody was paid last."""
    return any(leaf.key == _LAST_PAID for _, leaf in own_leaves(part))


def of_a_payee(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let those whom one pays have been paid within a month, so that what is paid monthly goes on, in place."""
    for name, leaf in own_leaves(part):
        if leaf.key == _LAST_PAID and leaf.key not in kept and name in out:
            choose(out, record, name, leaf, _lately(record))
