"""Sources in a circle: who sees whom, before and after a change."""

from __future__ import annotations

from collections.abc import Collection
from random import Random

import pytest

from toolgraph.link.ring import Ring, Rings, SourceFacts, ring_texts

SEEN = 3
KEYS = ("@email", "@city")


def some_facts(rng: Random, names: Collection[str]) -> dict[str, SourceFacts]:
    """Sources of which most offer and ask for the same few things."""

    def some() -> dict[str, tuple[str, ...]]:
        return {key: (f"tool#{key}",) for key in KEYS if rng.random() < 0.7}

    return {name: SourceFacts(offers=some(), asks=some()) for name in names}


def sees(facts: dict[str, SourceFacts], key: str, here: str) -> set[str]:
    """By the definition: the next few of all who offer, in the order of their places."""
    ring = Ring(key, ring_texts(facts).get(f"offers {key}", "").split("\n") if facts else [])
    places = {name: line[:16] for line in ring.lines if line for name in (line[18:].partition('"')[0],)}
    own = next(line[:16] for line in ring_texts({here: SourceFacts(asks={key: ()})})[f"asks {key}"].split("\n"))
    order = sorted((place <= own, place, name) for name, place in places.items() if name != here)
    return {name for _, _, name in order[:SEEN]}


@pytest.mark.parametrize("seed", range(20))
def test_those_who_see_or_saw_a_changed_source_are_found(seed: int) -> None:
    """Found by a search on the circle they are the ones whom a look at everybody finds, in circles of any size."""
    rng = Random(seed)
    names = [f"s{i}" for i in range(rng.randint(1, 30))]
    before = some_facts(rng, names)
    touched = rng.sample(names, rng.randint(1, min(3, len(names))))
    new = some_facts(rng, touched)
    after = {**before, **new}
    kept = ring_texts(before)
    rings = Rings(lambda ids: {i: kept[i] for i in ids if i in kept}, {n: before[n] for n in touched}, new)
    for key in KEYS:
        found = {name for name, _ in rings.lookers(key, SEEN) if name not in touched}
        wanted = {
            name
            for name in set(names) - set(touched)
            if key in after[name].asks and {*sees(before, key, name), *sees(after, key, name)} & {*touched}
        }
        assert found == wanted
    rings.fetch_touched(KEYS)
    assert {i: text for i, text in {**kept, **rings.texts()}.items() if text} == ring_texts(after)


def test_only_the_circles_of_the_changed_sources_are_read() -> None:
    """Reading what all others have to do with would take longer the more there are."""
    asked: list[str] = []

    def stored(ids: Collection[str]) -> dict[str, str]:
        asked.extend(ids)
        return {}

    new = {"a": SourceFacts(offers={"@email": ("x",)}, asks={"@city": ("y",)}, gists={"get pet": ("z",)})}
    rings = Rings(stored, {}, new)
    rings.fetch_touched(["@city"])
    assert sorted(asked) == ["asks @city", "asks @email", "gists get pet", "offers @city", "offers @email"]
    assert rings.texts().keys() == {"asks @city", "gists get pet", "offers @email"}
    assert len(asked) == 5  # nothing was read twice


def test_a_name_may_hold_anything() -> None:
    """Line ends and quotes in the names of sources and leaves come back as they were."""
    facts = {'a"\n': SourceFacts(offers={"@email": ('get#out:x\n"y', "get#out:\u2028")})}
    ring = Ring("@email", ring_texts(facts)["offers @email"].split("\n"))
    assert list(ring) == [('a"\n', ('get#out:x\n"y', "get#out:\u2028"))]
