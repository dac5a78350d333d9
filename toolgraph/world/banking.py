"""Money on accounts: what can be spent of what is booked, round limits, paid bills."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from toolgraph.models.base import JsonObject
from toolgraph.world.figures import own_leaves
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Record
from toolgraph.world.numbers import in_currency
from toolgraph.world.prices import RATES
from toolgraph.world.shape import Part
from toolgraph.world.toolplan import ToolPlan

_Leaf = tuple[str, LeafPlan]
_BOOKED = ("booked", "booked balance", "current balance", "balance", "current")
_AVAILABLE = ("available", "available balance")
_LIMITS = ("limit", "monthly limit", "budget", "spending limit", "budget amount")
_OVERDRAWN = ("overdraft limit", "overdraft")
_OVERDRAFTS = (0.0, 300.0, 500.0, 500.0, 1000.0)
_PENDING = 0.06
_ROUND = 10


class _Account(NamedTuple):
    available: _Leaf
    booked: _Leaf
    overdraft: _Leaf | None


def _first(part: Part, keys: Collection[str]) -> _Leaf | None:
    leaves = ((n, x) for n, x in own_leaves(part) if x.type == "number")
    return next(((n, x) for n, x in leaves if x.key in keys), None)


def _account(part: Part) -> _Account | None:
    available, booked = _first(part, _AVAILABLE), _first(part, _BOOKED)
    overdraft = next(((n, x) for n, x in own_leaves(part) if x.key in _OVERDRAWN and x.type == "number"), None)
    return _Account(available, booked, overdraft) if available is not None and booked is not None else None


def tells_balance(part: Part) -> bool:
    """Whether an object tells what is on an account, and what can be spent of that."""
    return part.seen(_account) is not None


def of_a_balance(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let what can be spent be what is booked but for what is on its way, in place."""
    account = part.seen(_account)
    if account is None or account.available[1].key in kept:
        return
    booked = out.get(account.booked[0])
    if isinstance(booked, (int, float)):
        share = record.scene.rng.choice((0.0, 0.0, record.scene.rng.uniform(0, _PENDING)))
        currency, leaf = str(out.get("currency", record.facts.get("@currency/", ""))), account.available[1]
        rate = RATES.get(currency, 1.0)
        _put(
            out,
            record,
            account.available,
            in_currency(booked * (1 - share) / rate, currency, leaf) if share else booked,
        )
        if account.overdraft is not None and account.overdraft[1].key not in kept:
            limit = record.scene.rng.choice(_OVERDRAFTS)
            _put(out, record, account.overdraft, in_currency(limit, currency, account.overdraft[1]))


def _put(out: JsonObject, record: Record, leaf: _Leaf, value: float) -> None:
    if leaf[0] in out and leaf[1].check(value):
        out[leaf[0]] = record.facts[leaf[1].key] = value


class _Budget(NamedTuple):
    limit: _Leaf
    spent: _Leaf | None
    left: _Leaf | None
    month: _Leaf | None


def _budget(part: Part) -> _Budget | None:
    limit = _first(part, _LIMITS)
    if limit is None:
        return None
    months = ((n, x) for n, x in own_leaves(part) if x.type == "string")
    month = next(((n, x) for n, x in months if x.key == "month"), None)
    return _Budget(limit, _first(part, ("spent",)), _first(part, ("remaining", "left")), month)


def tells_limit(part: Part) -> bool:
    """Whether an object has a limit of money."""
    return part.seen(_budget) is not None


def of_a_limit(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let limits be round, nothing be spent of months to come, and the rest be what is left, in place."""
    budget = part.seen(_budget)
    if budget is None:
        return
    limit = out.get(budget.limit[0])
    if budget.limit[1].key not in kept and isinstance(limit, float) and limit > _ROUND * _ROUND:
        _put(out, record, budget.limit, float(round(limit / _ROUND) * _ROUND))
    month = out.get(budget.month[0]) if budget.month is not None else None
    ahead = isinstance(month, str) and month[:7] > record.scene.setting.clock.date().isoformat()[:7]
    if budget.spent is not None and ahead and budget.spent[1].key not in kept:
        _put(out, record, budget.spent, 0.0)
    limit, spent = out.get(budget.limit[0]), out.get(budget.spent[0]) if budget.spent is not None else None
    if budget.left is not None and isinstance(limit, (int, float)) and isinstance(spent, (int, float)):
        _put(out, record, budget.left, round(limit - spent, 2))


def pay_bill(plan: ToolPlan, record: Record, root: Part, named: Iterable[Record]) -> None:
    """Let what pays a bill be as much as is due of it, and the bill wait for payment no longer."""
    if plan.tool.effect == "read" or not _PAYING.intersection(plan.name_words[:1]):
        return
    bill = next((r for r in named if r.head in _BILLS and r is not record), None)
    due = next((bill.facts[k] for k in _DUE if k in bill.facts), None) if bill is not None else None
    for leaf in root.leaves() if due is not None else ():
        if leaf.key in _PAID and leaf.maker == "money" and leaf.check(due):
            record.facts[leaf.key] = due
    if bill is not None and not {"status", "state"} & bill.facts.keys():
        bill.closed = True


_PAYING = frozenset(("pay", "settle"))
_BILLS = frozenset("bill invoice fine fee".split())
_DUE = ("amount due", "total due", "total amount", "total", "amount")
_PAID = ("amount", "total", "amount paid", "total amount")
