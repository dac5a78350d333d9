"""What a world remembers: records, found again by what identifies them or by an earlier query."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from toolgraph.ids import canonical_json
from toolgraph.meaning.text import HOLLOW
from toolgraph.models.base import JsonValue
from toolgraph.world.asked import Asked
from toolgraph.world.degrees import is_as_high
from toolgraph.world.scene import Scene

# The noun of a record for a result that is no thing of its own.
ANONYMOUS = "?"
# Among the facts of a thing: the words by which it was found.
SOUGHT = "@sought"
# Words of lists that hold what somebody has put there.
KEPT = frozenset("saved favourite favorite starred bookmarked watched liked followed following".split())


@dataclass(slots=True, eq=False)
class Record:
    """One thing of one source.

    Attributes:
        head: Its noun.
        full: All words of its noun.
        facts: Values by key (`price amount`), those that were told and those that were drawn.
        parts: Lists and parts within it that are records of their own, by key.
        parents: Things that the call which listed or made it was given: the film of a showtime.
        made: A call made it (not only found it).
        gone: It was deleted.
        closed: It was cancelled, so that lists leave it out unless asked.
        listed_by: Keys of what the list was asked for by in which it was found.
        untold: Keys of what its maker could have told of it and did not.
    """

    head: str
    full: tuple[str, ...]
    scene: Scene
    facts: dict[str, JsonValue] = field(default_factory=dict)
    parts: dict[str, list[Record]] = field(default_factory=dict)
    parents: list[Record] = field(default_factory=list)
    made: bool = False
    gone: bool = False
    closed: bool = False
    untold: frozenset[str] = frozenset()
    listed_by: frozenset[str] = frozenset()

    def is_a(self, nouns: Collection[str]) -> bool:
        """Whether its noun is one of these; a `project collection` is what tools call projects, no collection."""
        return self.head in nouns and (len(self.full) < 2 or self.head not in HOLLOW)

    def wholes(self) -> tuple[Record, ...]:
        """What it belongs to, and what that belongs to in turn: the quiz of a question, its lesson, their course."""
        return (*self.parents, *(whole for each in self.parents for whole in each.parents))


# What a list of all things of a whole may be asked for by.
_USUAL = frozenset(("equal state", "equal status"))
_ANYWHERE: Mapping[str, JsonValue] = MappingProxyType({})


def _holding(listing: str) -> list[str]:
    """The words that tell which of all things a list holds (`saved`)."""
    return listing.rpartition("]")[2].split()


def same_thing(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two nouns can speak of one thing: one ends in the other (`lead traveller`, `traveller`)."""
    short = min(len(one), len(other))
    return short == 0 or one[-short:] == other[-short:]


def _as_narrow(filters: Mapping[str, JsonValue], key: str, wide: JsonValue) -> bool:
    """Whether filters let through no more than earlier ones: the same, a later `after`, an earlier `before`."""
    value, (op, _, path) = filters.get(key), key.partition(" ")
    if op == "equal" and value != wide:
        return is_as_high(path, value, wide)
    if isinstance(value, str) and isinstance(wide, str) and op == "text":
        return {*wide.casefold().split()} <= {*value.casefold().split()}
    if isinstance(value, str) and isinstance(wide, str) and len(value) == len(wide):
        return value == wide or (op == "after" and value > wide) or (op == "before" and value < wide)
    if isinstance(value, (int, float)) and isinstance(wide, (int, float)):
        return value == wide or (op == "min" and value > wide) or (op == "max" and value < wide)
    return bool(value == wide)


class Shown(NamedTuple):
    """What was shown of a list: all that some filters let through.

    Attributes:
        filters: Values by what they do and the path of their parameter (`after from_date`).
        asked: The same, read.
        records: What was shown; None of what is no list of all there is: a search shows the best.
        found: All that a search has found.
    """

    filters: Mapping[str, JsonValue]
    asked: Asked
    records: tuple[Record, ...] | None = None
    found: tuple[Record, ...] = ()


class Memory:
    """The records of one world.

    Attributes:
        called: What was told of things by name, by source and name: see `namesakes`.
        logins: User names of who is logged in, by source.
        unseen: How many things counts have told of that no list has shown, by source, noun and state: see `tallies`.
        newest: The highest number of what a source counts as it comes: see `numbering`.
        forms: Examples of identifiers, by source and what they identify: see `likeness`.
        currencies: In what each source reckons where nobody tells a currency.
    """

    def __init__(self) -> None:
        self._by_id: dict[tuple[str, str], list[Record]] = {}
        self._by_head: dict[tuple[str, str], list[Record]] = {}
        self.queries: dict[str, list[Record]] = {}
        self._shown: dict[str, list[Shown]] = {}
        self.called: dict[tuple[str, str], dict[str, JsonValue]] = {}
        self.logins: dict[str, str] = {}
        self.unseen: dict[tuple[str, str, str], int] = {}
        self.newest: dict[str, int] = {}
        self._all_of: dict[tuple[str, str, str, JsonValue], tuple[Record, ...]] = {}
        self.forms: Mapping[tuple[str, str], tuple[str, ...]] = {}
        self.currencies: Mapping[str, str] = {}

    def shown(self, listing: str) -> Sequence[Shown]:
        """What was shown of a list."""
        return self._shown.get(listing, ())

    def was_shown(self, listing: str, filters: Mapping[str, JsonValue]) -> bool:
        """Whether a list was shown under filters that let through all that these do, so that nothing new is in it."""
        return any(all(_as_narrow(filters, k, v) for k, v in one.filters.items()) for one in self.shown(listing))

    def found_wider(self, listing: str, filters: Mapping[str, JsonValue]) -> tuple[Record, ...] | None:
        """What the narrowest search has found of a list whose words and filters let through all that these do."""
        wide = [
            one
            for one in self.shown(listing)
            if one.asked.texts and all(_as_narrow(filters, k, v) for k, v in one.filters.items())
        ]
        return min((one.found for one in wide), key=len, default=None)

    def left_out(self, listing: str, filters: Mapping[str, JsonValue], known: Sequence[Record]) -> list[Record]:
        """Of known things those that a list lacks: all of it was shown without them, and nothing was done to them."""
        old = [r for r in known if not r.made and r.scene.touched is None]
        if not KEPT.isdisjoint(_holding(listing)):
            on = [r for one in self.shown(listing) for r in one.records or ()]
            return [r for r in old if r not in on]  # nobody has put them there
        wide = [one for one in self.shown(listing) if all(_as_narrow(filters, k, v) for k, v in one.filters.items())]
        return [r for r in old if any(one.records is not None and r not in one.records for one in wide)]

    def show(self, listing: str, shown: Shown) -> None:
        """Remember that all of a list was shown that some filters let through."""
        self._shown.setdefault(listing, []).append(shown)
        if shown.records is None or shown.asked.texts or any(key not in _USUAL for key in shown.filters):
            return
        source, full, scope = json.JSONDecoder().raw_decode(listing)[0]
        for key, value in scope.items() if full and len(scope) == 1 else ():
            if isinstance(value, (str, int)):
                self._all_of[source, full[-1], key, value] = shown.records

    def has_all(self, source: str, whole: Record, part: Record) -> bool:
        """Whether all parts of a thing were shown and one that was there before is none of them."""
        key = (source, part.head, f"{whole.head} id", whole.facts.get("id"))
        return not part.made and part not in self._all_of.get(key, (part,))

    def listed(self, source: str, head: str, word: str) -> tuple[Record, ...] | None:
        """What a list of things of a noun last showed that holds some only (`saved`); None where it showed none."""
        start = canonical_json([source])[:-1]
        told = (s[-1].records for k, s in self._shown.items() if k.startswith(start) and word in _holding(k))
        return next((records for records in told if records and records[0].head == head), None)

    def add(self, source: str, record: Record) -> None:
        """Remember a new record among those of its noun."""
        self._by_head.setdefault((source, record.head), []).append(record)

    def all_of(self, source: str) -> Iterator[Record]:
        """All records of a source that are not deleted, those of a noun together."""
        for (whose, _), records in self._by_head.items():
            yield from (r for r in records if whose == source and not r.gone)

    def held_by(self, source: str, value: JsonValue, nouns: Collection[str]) -> dict[str, JsonValue]:
        """Whose a thing is that a list of theirs names by its identifier, as a fact of it; {} for nobody's."""
        for (of, head), records in self._by_head.items():
            for record in records if of == source and head in nouns else ():
                listed = any(isinstance(each, list) and value in each for each in record.facts.values())
                if listed and "id" in record.facts:
                    return {f"{head} id": record.facts["id"]}
        return {}

    def has_any(self, source: str, head: str) -> bool:
        """Whether there are things of a noun."""
        return (source, head) in self._by_head

    def forget(self, source: str, record: Record) -> None:
        """Let a record go that turned out to be one that is known already."""
        self._by_head[source, record.head].remove(record)

    def instead_of(self, record: Record, source: str, value: JsonValue) -> Record | None:
        """The known thing that a found one turns out to be, going by its identifier; None where it is another."""
        known = None if record.made else self.find(source, value, record.full)
        if known is None or known is record or known.head != record.head:
            return None
        self.forget(source, record)
        return known

    def name(self, source: str, value: JsonValue, record: Record) -> None:
        """File a record under a value that identifies it."""
        found = self._by_id.setdefault((source, str(value)), [])
        if record not in found:
            found.append(record)

    def find(
        self, source: str, value: JsonValue, full: tuple[str, ...], within: Mapping[str, JsonValue] = _ANYWHERE
    ) -> Record | None:
        """The record that `value` identifies, deleted ones too; None when there is none of that noun.

        Args:
            within: Facts that it must not contradict: the repository whose issue 7 is meant.
        """
        known = self._by_id.get((source, str(value)), ())
        found = [r for r in known if all(r.facts.get(k, v) == v for k, v in within.items())]
        for record in found:
            if same_thing(record.full, full):
                return record
        for record in found:
            if full and record.head == full[-1]:
                return record
        return found[0] if found and isinstance(value, str) and len(value) > 5 else None

    def of(self, source: str, full: tuple[str, ...]) -> Iterator[Record]:
        """Records of a noun that are not deleted, oldest first."""
        head = full[-1] if full else ""
        for record in self._by_head.get((source, head), ()):
            if not record.gone and same_thing(record.full, full):
                yield record
