"""How many are left: of places one fewer when somebody takes one, of refills when they ask for one."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from toolgraph.world.memory import Record

_TAKING = frozenset("reserve book join enrol enroll register".split())
_LEAVING = frozenset("cancel leave unregister release".split())
_PLACES = frozenset("place seat spot ticket spaces space capacity".split())
_LEFT = frozenset("left available remaining free".split())


def take_place(named: Iterable[Record], name_words: Collection[str]) -> None:
    """Let what a call takes a place in have one fewer left, or one more where the call gives it back."""
    if "refill" in name_words:
        _refill(named)
    first = next(iter(name_words), "")
    change = -1 if first in _TAKING else 1 if first in _LEAVING else 0
    for record in named if change else ():
        for key, value in list(record.facts.items()):
            told = {*key.split()}
            counts = isinstance(value, int) and not isinstance(value, bool)
            if counts and _LEFT & told and _PLACES & told and len(told) == len(_LEFT & told) + len(_PLACES & told):
                record.facts[key] = max(int(value) + change, 0)


def _refill(named: Iterable[Record]) -> None:
    for record in named:
        for key, value in list(record.facts.items()):
            if {*key.split()} >= _REFILLS and isinstance(value, int) and not isinstance(value, bool):
                record.facts[key] = max(value - 1, 0)


_REFILLS = frozenset(("refill", "left"))
