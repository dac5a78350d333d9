"""Sources in a circle: around each key stand those that have to do with it, each looking at the next few.

A circle is kept in the graph as one text, a line for each source in the order of their places. A place is a digest of
key and source, so that nobody's place depends on who else is there (consistent hashing, Karger et al. 1997,
https://doi.org/10.1145/258533.258660). An ingest reads the circles of the keys that its sources have to do with and no
others, and of their lines only those that it comes upon.
"""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import islice
from typing import Literal

from toolgraph.models.base import Artefact

Part = Literal["offers", "asks", "gists"]
Seen = Mapping[str, tuple[str, ...]]  # ids within each source
_DIGITS = 16  # of a place


class SourceFacts(Artefact):
    """What other sources must know of one. All ids are without the source's name and the slash.

    Attributes:
        offers: For each portable key the ids of the fields that others see.
        asks: For each portable key the ids of the parameters that others may fill.
        gists: For each gist (`list pet`) the ids of the tools.
    """

    offers: dict[str, tuple[str, ...]] = {}
    asks: dict[str, tuple[str, ...]] = {}
    gists: dict[str, tuple[str, ...]] = {}

    def lines(self, source: str) -> Iterator[tuple[str, str]]:
        """The id of each circle in which the source stands, and its line there."""
        parts: tuple[tuple[Part, Mapping[str, tuple[str, ...]]], ...] = (
            ("offers", self.offers),
            ("asks", self.asks),
            ("gists", self.gists),
        )
        for part, found in parts:
            for key, ids in found.items():
                yield ring_id(part, key), _line(key, source, ids)


def ring_id(part: Part, key: str) -> str:
    """The id by which a circle is kept."""
    return f"{part} {key}"


def _key_of(ring: str) -> str:
    return ring.partition(" ")[2]


@lru_cache(maxsize=1 << 16)
def _place(key: str, source: str) -> str:
    return blake2b(f"{key}\x1f{source}".encode(), digest_size=_DIGITS // 2).hexdigest()


def _line(key: str, source: str, ids: Sequence[str]) -> str:
    return _place(key, source) + json.dumps([source, *ids], ensure_ascii=False, separators=(",", ":"))


class Ring:
    """One circle.

    Attributes:
        key: What its sources have in common.
        lines: One for each source, sorted, and so in the order of their places.
    """

    __slots__ = ("_read", "key", "lines")

    def __init__(self, key: str, lines: list[str]) -> None:
        self.key, self.lines = key, lines
        self._read: dict[int, tuple[str, tuple[str, ...]]] = {}

    def at(self, index: int) -> tuple[str, tuple[str, ...]]:
        """A source and its ids."""
        if index not in self._read:
            source, *ids = json.loads(self.lines[index][_DIGITS:])
            self._read[index] = source, tuple(ids)
        return self._read[index]

    def __iter__(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        return map(self.at, range(len(self.lines)))

    def after(self, source: str, count: int) -> dict[str, tuple[str, ...]]:
        """The next few sources after a source's place, other than itself."""
        size = len(self.lines)
        first = bisect_right(self.lines, f"{_place(self.key, source)}~")  # "~" comes after all that a line goes on with
        onwards = (self.at(i % size) for i in range(first, first + size))
        return dict(islice((found for found in onwards if found[0] != source), count))

    def lookers(self, source: str, count: int, among: Ring) -> Collection[int]:
        """Where in another circle of this key stand those who see a source in this one, if they see the next few.

        Args:
            count: How many of this circle each sees besides itself.

        Returns:
            Indices of lines of `among`: all of those who see it, and perhaps some who do not.
        """
        size = len(self.lines)
        if size <= count + 1:
            return range(len(among.lines))
        place = _place(self.key, source)
        here = bisect_left(self.lines, place)
        low = bisect_left(among.lines, self.lines[(here - count - 1) % size][:_DIGITS])
        high = bisect_left(among.lines, place)
        return range(low, high) if here > count else [*range(low, len(among.lines)), *range(high)]


class Rings:
    """The circles as they were before some sources changed, and as they are after.

    Args:
        stored: Gives the text of those circles, of some, that were there before.
        old: What the changed sources had to do with.
        new: What they have to do with now.
    """

    def __init__(
        self,
        stored: Callable[[Collection[str]], Mapping[str, str]],
        old: Mapping[str, SourceFacts],
        new: Mapping[str, SourceFacts],
    ) -> None:
        self._stored = stored
        self._gone, self._come = _by_ring(old), _by_ring(new)  # sources by their lines
        self._before: dict[str, Ring] = {}
        self._after: dict[str, Ring] = {}

    def touched_keys(self, part: Part) -> list[str]:
        """The keys with which a changed source has, or had, to do in a part."""
        both = self._gone.keys() | self._come.keys()
        return sorted(_key_of(i) for i in both if i.startswith(f"{part} "))

    @property
    def changed(self) -> list[str]:
        """The ids of the circles in which a changed source stands or stood otherwise."""
        both = self._gone.keys() | self._come.keys()
        return sorted(i for i in both if self._gone.get(i) != self._come.get(i))

    def fetch(self, part: Part, keys: Iterable[str]) -> None:
        """Read some circles at once."""
        self._fetch({ring_id(part, key): key for key in keys})

    def fetch_touched(self, asked: Iterable[str]) -> None:
        """Read at once all circles in which the changed sources stand, and those of what they ask for."""
        wanted = {i: _key_of(i) for i in (*self._gone, *self._come)}
        offered = [key for i, key in wanted.items() if i.startswith("offers ")]
        wanted.update((ring_id("asks", key), key) for key in offered)
        wanted.update((ring_id("offers", key), key) for key in asked)
        self._fetch(wanted)

    def _fetch(self, wanted: Mapping[str, str]) -> None:
        missing = {i: key for i, key in wanted.items() if i not in self._before}
        texts = self._stored(missing) if missing else {}
        for i, key in missing.items():
            before = texts[i].split("\n") if i in texts else []
            gone, come = self._gone.get(i, {}), self._come.get(i, {})
            self._before[i] = Ring(key, before)
            self._after[i] = Ring(key, _with(before, gone, come)) if gone != come else self._before[i]

    def before(self, part: Part, key: str) -> Ring:
        """A circle as it was."""
        self.fetch(part, (key,))
        return self._before[ring_id(part, key)]

    def after(self, part: Part, key: str) -> Ring:
        """A circle as it is."""
        self.fetch(part, (key,))
        return self._after[ring_id(part, key)]

    def lookers(self, key: str, count: int) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Who asks with a key and sees, or saw, a changed source among those that offer it, with ids of what asks.

        Args:
            count: How many others each sees.
        """
        asking = self.after("asks", key)
        if len(asking.lines) == len(self._come.get(ring_id("asks", key), ())):
            return  # all who ask have changed themselves
        here = ring_id("offers", key)
        sides = ((self.before("offers", key), self._gone), (self.after("offers", key), self._come))
        changed = [(ring, set(by_ring.get(here, {}).values())) for ring, by_ring in sides]
        may_see = {i for ring, sources in changed for s in sources for i in ring.lookers(s, count, asking)}
        for source, ids in map(asking.at, sorted(may_see)):
            if any(not sources.isdisjoint(ring.after(source, count)) for ring, sources in changed):
                yield source, ids

    def texts(self) -> dict[str, str]:
        """The text of each circle that changed, by its id; "" of one in which nobody stands any more."""
        self._fetch({i: _key_of(i) for i in self.changed})
        return {i: "\n".join(self._after[i].lines) for i in self.changed}


def _with(lines: Sequence[str], gone: Collection[str], come: Collection[str]) -> list[str]:
    kept = [line for line in lines if line not in gone] if gone else list(lines)
    if len(come) * 8 > len(kept):
        return sorted([*kept, *come])
    for line in come:
        insort(kept, line)
    return kept


def _by_ring(facts: Mapping[str, SourceFacts]) -> dict[str, dict[str, str]]:
    """For each circle the sources by their lines."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for source, each in facts.items():
        for i, line in each.lines(source):
            found[i][line] = source
    return dict(found)


def ring_texts(facts: Mapping[str, SourceFacts]) -> dict[str, str]:
    """The circles of some sources that are all there are, by their ids."""
    return {i: "\n".join(sorted(lines)) for i, lines in sorted(_by_ring(facts).items())}
