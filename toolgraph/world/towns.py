"""What is of one thing only: a hall stands in one town, an album is by one artist, a note is on one job."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from toolgraph.models.base import JsonValue
from toolgraph.world.calendars import is_at_its_hour, place_met
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.lexicon import TITLES
from toolgraph.world.makers import PLACED
from toolgraph.world.memory import Memory, Record
from toolgraph.world.phrases import templates_for
from toolgraph.world.places import any_place, mentioned, named
from toolgraph.world.shape import Part

# In the schema of a house's name: in which towns the houses of the examples stand.
_TOWNS = "#towns"
_NAMES = frozenset(("name", "title"))
_HOUSES = frozenset(
    "venue hall theatre theater cinema stadium arena club hotel restaurant museum clinic hospital school station gym "
    "studio salon pharmacy library gallery".split()
)
# Works that go by a name, and who made them.
_WORKS = frozenset("album book series record".split())
_BY = ("artist name", "artist", "author name", "author", "band name", "artist id", "author id", "band id")
_SHOWS = frozenset("concert show gig performance tour date".split())
_ON_TOUR = frozenset("artist band performer musician singer comedian ensemble orchestra choir dj".split())
_TRIES = 15
_ELSEWHERE = frozenset("station airport booking".split())
# What is written of one thing alone, where a spec or we have several texts.
_TEXTS = frozenset("note body about review search".split())


def with_towns(props: tuple[tuple[str, Part], ...]) -> tuple[tuple[str, Part], ...]:
    """The properties of an object, of which the examples of a house's name stand where those beside them say."""
    leaves = [part.leaf for _, part in props if part.leaf is not None]
    where = next((x for key in ("city", "address") for x in leaves if x.maker == key and not x.role), None)
    told = [named(str(e)) for e in where.schema.get("examples", ())] if where is not None else []
    told = told if None not in told else []
    alike = {x.path: [str(e) for e in x.schema.get("examples", ())] for x in leaves if _is_house(x)}
    houses = {path for path, names in alike.items() if len(names) == len(told) > 1}
    elsewhere = {path for path, names in alike.items() if names and len(names) != len(told) > 1}
    props = tuple((name, _elsewhere(part) if _path(part) in elsewhere else part) for name, part in props)
    if not houses:
        return props
    return tuple(
        (name, part if part.leaf is None or part.leaf.path not in houses else replace(part, leaf=_in(part.leaf, told)))
        for name, part in props
    )


def _path(part: Part) -> str:
    return part.leaf.path if part.leaf is not None else ""


def _elsewhere(part: Part) -> Part:
    """A house of which nobody can tell in which of the towns its examples stand: here it is called otherwise."""
    leaf = part.leaf
    if leaf is None or not templates_for(leaf.noun if len(leaf.tokens) == 1 else leaf.tokens[-2], TITLES):
        return part
    towns = {str(name): _NOWHERE for name in leaf.schema["examples"]}
    return replace(part, leaf=replace(leaf, schema={**leaf.schema, _TOWNS: towns}))


_NOWHERE = "?"


def _in(leaf: LeafPlan, told: Iterable[object]) -> LeafPlan:
    towns = zip(leaf.schema["examples"], (getattr(place, "city", "") for place in told), strict=True)
    return replace(leaf, schema={**leaf.schema, _TOWNS: {str(name): town for name, town in towns}})


def _is_house(leaf: LeafPlan) -> bool:
    own = leaf.tokens[:-1] or tuple(leaf.noun.split())
    return leaf.tokens[-1:] != () and leaf.tokens[-1] in _NAMES and bool(_HOUSES & {*own[-1:]})


def of_town(record: Record, leaf: LeafPlan, examples: list[JsonValue]) -> list[JsonValue]:
    """Those of a spec's names of houses that stand in the town of a record, and of ways those that lead there."""
    if leaf.noun in PLACED and leaf.maker == "title":
        there = {place.city for place in (record.scene.where(), record.scene.to) if place is not None}
        named_there = [e for e in examples if (town := mentioned(str(e))) is None or town.city in there]
        # Where one stands whose name tells no town, nobody knows: `Lisboa Oriente` is in Lisbon.
        return [e for e in named_there if mentioned(str(e)) is not None or leaf.noun not in _ELSEWHERE]
    towns = leaf.schema.get(_TOWNS)
    if not towns:
        return examples
    here = record.scene.where().city
    return [e for e in examples if towns.get(str(e), here) == here]


def of_one_only(known: tuple[Memory, str], record: Record, leaf: LeafPlan, draw: Callable[[], JsonValue]) -> JsonValue:
    """A drawn value: no name of a house in another town or of somebody else's work, no text that another thing has."""
    met = place_met(known, record, leaf)
    if met is not None and leaf.check(met):
        return met
    value = draw()
    for _ in range(_TRIES):
        if is_at_its_hour(record, leaf, value):
            break
        value = draw()
    if leaf.maker in _TEXTS or (leaf.maker == "other" and _is_sentence(leaf)):
        return _said_of_none(known, record, leaf, value, draw)
    if leaf.key in _BY and record.head in _SHOWS:
        return _of_somebody_else(known, record, leaf, value, draw)
    key = _one_of(leaf) if leaf.tokens[-1:] and leaf.tokens[-1] in _NAMES else None
    for _ in range(_TRIES if key is not None else 0):
        if not _is_anothers(known, record, leaf, key, value):
            break
        value = draw()
    return value


def _of_somebody_else(
    known: tuple[Memory, str], record: Record, leaf: LeafPlan, value: JsonValue, draw: Callable[[], JsonValue]
) -> JsonValue:
    """Who gives a show that is found: nobody whose shows are known already, as all of theirs may have been listed."""
    shows = [r for r in known[0].of(known[1], record.full) if r is not record]
    taken = {r.facts.get(leaf.key) for r in shows}
    taken |= {r.facts.get("name") for show in shows for r in show.parents if plays(show, r)}
    for _ in range(_TRIES if value in taken else 0):
        value = draw()
        if value not in taken:
            break
    return value


def _is_sentence(leaf: LeafPlan) -> bool:
    return any(isinstance(e, str) and e.count(" ") > 1 for e in leaf.schema.get("examples", ()))


def _said_of_none(
    known: tuple[Memory, str], record: Record, leaf: LeafPlan, value: JsonValue, draw: Callable[[], JsonValue]
) -> JsonValue:
    """A text that is said of no other thing of the kind, while there are others: not each job is too far by bus."""
    others = (r.facts.get(leaf.key) for r in known[0].of(known[1], record.full) if r is not record)
    last = {text: number for number, text in enumerate(others) if isinstance(text, str)}
    best = value
    for _ in range(_TRIES if value in last else 0):
        value = draw()
        if not isinstance(value, str) or value not in last:
            return value
        best = min(best, value, key=last.__getitem__)  # where all are said, the one that was said longest ago
    return best


def _is_anothers(
    known: tuple[Memory, str], record: Record, leaf: LeafPlan, key: tuple[str, ...] | None, value: JsonValue
) -> bool:
    if key is None or not isinstance(value, str):
        return False
    own = _told(record, key)
    same = (r for r in known[0].of(known[1], record.full) if r is not record and r.facts.get(leaf.key) == value)
    return any((other := _told(r, key)) and own and other != own for r in same)


def _one_of(leaf: LeafPlan) -> tuple[str, ...] | None:
    """By what a thing that goes by a name is of one only: () for its town; None where it may be of several."""
    if _is_house(leaf):
        return ()
    return _BY if len(leaf.tokens) > 1 and leaf.tokens[-1] in _NAMES and leaf.tokens[-2] in _WORKS else None


def _told(record: Record, key: tuple[str, ...]) -> str:
    if not key:
        return record.scene.where().city
    return next((v for k in key if isinstance(v := record.facts.get(k), str)), "")


def plays(record: Record, of: Record) -> bool:
    """Whether a thing is a show of those who travel with it, so that it need not be where they live."""
    return record.head in _SHOWS and of.head in _ON_TOUR


def is_on_tour(record: Record) -> bool:
    """Whether a thing is a show of somebody whose shows are asked for."""
    return any(plays(record, whole) for whole in record.parents)


def tour(record: Record, others: Sequence[Record]) -> None:
    """Let a show be in another town than those beside it, where all are of somebody on tour and none is told a town.

    Who plays on one evening after another does so on one continent.
    """
    if record.scene.place is not None or not is_on_tour(record):
        return
    before = [r.scene.where() for r in others]
    taken = {place.city for place in before}
    here = before[0].timezone.partition("/")[0] if before else ""
    places = [any_place(record.scene.rng) for _ in range(_TRIES if before else 0)]
    new = [place for place in places if place.city not in taken]
    near = [place for place in new if place.timezone.startswith(here)]
    record.scene.place = next(iter(near or new), None)
