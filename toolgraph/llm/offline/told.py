"""What has been told of each thing, so that a second look at it tells something new."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from toolgraph.llm.offline.telling import Fact
from toolgraph.llm.offline.written import is_id
from toolgraph.models.base import JsonObject

_TELLING_MIN = 20
_ENOUGH = 4  # facts with which somebody who asks for details has some


class Told:
    """What one dialogue has told: values of things, by the things' own ids or else by what they are called.

    A value that has changed since is new again.
    """

    def __init__(self) -> None:
        self._known: set[tuple[str, str, str]] = set()
        self._before: frozenset[tuple[str, str, str]] = frozenset()

    def add(self, record: JsonObject, called: str, paths: Iterable[str]) -> None:
        """Some values of a record are told now.

        Args:
            called: What the record goes by; "" for nothing.
        """
        things = [t for t in (_own_id(record), called) if t]
        self._known.update((thing, p, str(record[p])) for p in paths if p in record for thing in things)

    def knows(self, record: JsonObject, called: str, path: str) -> bool:
        """Whether a value of a record has been told, of the very thing or, where nothing says which, of its name."""
        thing = _own_id(record) or called
        entry = path, str(record.get(path))
        return bool(thing) and ((thing, *entry) in self._known or (bool(called) and (called, *entry) in self._known))

    def first(self, facts: Sequence[Fact], record: JsonObject, called: str) -> list[Fact]:
        """Facts that have not been told of a record; where these are few, then what an earlier turn has told of it."""
        new = [f for f in facts if not self.knows(record, called, f.path)]
        if sum(f.score > _TELLING_MIN for f in new) >= _ENOUGH:
            return new
        before = [f for f in facts if f not in new and f.score > _TELLING_MIN and self._knew(record, called, f.path)]
        return [*new, *(f._replace(score=_TELLING_MIN + 3) for f in before)] if new or before else []

    def turn(self) -> None:
        """Another turn begins: what was told up to here may be told again, should there be little else."""
        self._before = frozenset(self._known)

    def _knew(self, record: JsonObject, called: str, path: str) -> bool:
        things = [t for t in (_own_id(record), called) if t]
        return any((thing, path, str(record.get(path))) in self._before for thing in things)

    def kept(self) -> frozenset[tuple[str, str, str]]:
        """All of it so far, to go back to."""
        return frozenset(self._known)

    def back_to(self, kept: frozenset[tuple[str, str, str]]) -> None:
        """What was told since is not told after all."""
        self._known.intersection_update(kept)


def _own_id(record: JsonObject) -> str:
    """The record's own id, which is the first that it has."""
    return next((str(v) for k, v in record.items() if is_id(k) and isinstance(v, str | int)), "")
