"""What a home has and what goes on in it: a kitchen and a front door, a scene for each thing that calls one up."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from random import Random

from toolgraph.models.base import JsonObject
from toolgraph.world.appliances import ANSWERS, ON
from toolgraph.world.figures import choose, own_leaves
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Record
from toolgraph.world.postcodes import postcode
from toolgraph.world.shape import Part
from toolgraph.world.streets import street_line

_CALLING = frozenset("automation routine rule".split())
_SCENES = frozenset(("scene",))
# Among the parts of a scene: what calls it up.
_CALLED_BY = "#called by"
# What is meant by a word in the name of an automation or of a scene, and how a scene is called by that.
_MEANT = {
    "morning": ("wake morning sunrise", "Slow wake-up"), "coffee": ("coffee breakfast", "Morning coffee"),
    "night": ("out bedtime sleep", "Good night"), "evening": ("blinds blind sunset evening", "Blinds down"),
    "warmth": ("heat heating warm", "Warm rooms"), "away": ("leaving away", "Nobody home"),
}  # fmt: skip
_BY_WORD = {word: meant for meant, (told, _) in _MEANT.items() for word in told.split()}
_OPEN_ENDED = frozenset(("reading", "film", "movie", "dinner", "party", "focus"))
# What comes first where the rooms or the locks of a home are listed.
_FIRST = {"room": ("Kitchen", "Living room"), "lock": ("Front door",), "door": ("Front door",)}
_NAMES = ("name", "room name")


def could_serve(record: Record, whole: Record) -> bool:
    """Whether a scene may be the one that an automation calls up: its own, and for what that is for."""
    if record.head not in _CALLING or whole.head not in _SCENES:
        return True
    if any(other is not record for other in whole.parts.get(_CALLED_BY, ())):
        return False
    return "name" not in whole.facts or _meant(whole) == _meant(record) != ""


def serve(whole: Record, record: Record) -> None:
    """Let a scene be for the automation that calls it up, and be called so where it has no name."""
    if record.head in _CALLING and whole.head in _SCENES and not record.made:
        whole.parts.setdefault(_CALLED_BY, [record])
        told = _MEANT.get(_meant(record), ("", str(record.facts.get("name", ""))))[1]
        if told:
            whole.facts.setdefault("name", told)


def _meant(record: Record) -> str:
    said = str(record.facts.get("name", "")).lower().replace("-", " ").split()
    return "" if _OPEN_ENDED.intersection(said) else next((_BY_WORD[w] for w in said if w in _BY_WORD), "")


def begin_with(record: Record, leaves: Sequence[LeafPlan], others: Iterable[Record]) -> None:
    """Let the first room of a home be one that every home has, and its first lock that of the front door."""
    name = next((x for x in leaves if x.key in _NAMES and x.maker != "choice"), None)
    if name is None or name.key in record.facts or any(others):
        return
    shown = name.schema.get("examples", ())
    fit = [each for each in _FIRST[record.head] if each in shown and name.check(each)]
    if fit:
        record.facts[name.key] = record.scene.rng.choice(fit)


_HOMES = frozenset("house home flat apartment".split())
_PARENTS, _OF_AGE = "Parents' place", frozenset("grandmother grandfather retired".split())
_TRIES = 8
# Among the facts of a home: the street on which it is.
_STREET = "#street"


def call_home(record: Record, leaves: Sequence[LeafPlan], others: Collection[Record]) -> None:
    """Let each home of somebody be on a street of its own, and be called after that: no lake lies in every town."""
    name = next((x for x in leaves if x.key == "name" and x.schema.get("examples")), None)
    address = next((x for x in leaves if x.maker == "address" and x.key == "address"), None)
    if record.head not in _HOMES or name is None or address is None or {name.key, address.key} & record.facts.keys():
        return
    rng, place = record.scene.rng, record.scene.where()
    before = [r for r in dict.fromkeys(others) if r is not record and r.head == record.head]
    taken = {r.facts.get(_STREET) for r in before}
    seeds = [rng.random() for _ in range(_TRIES)]
    seed = next((s for s in seeds if street_line(place, Random(s)) not in taken), seeds[0])
    street, line = street_line(place, Random(seed)), street_line(place, Random(seed), rng.randint(2, 180))
    told = f"{line}, {f'{postcode(place, rng)} {place.city}'.strip()}, {place.country.name}"
    called = _home_called(record, name, len(before), street)
    if address.check(told) and name.check(called):
        record.facts |= {address.key: told, name.key: called, _STREET: street}


def _home_called(record: Record, name: LeafPlan, number: int, street: str) -> str:
    """What somebody calls one of their homes; who has grandchildren speaks of no parents' place."""
    person = record.scene.setting.person
    young = person is not None and _OF_AGE.isdisjoint(person.work.lower().split())
    if number and number % 2 == 0 and young and _PARENTS in name.schema.get("examples", ()):
        return _PARENTS
    return f"{('Flat', 'House')[number % 2]} on {street}"


def comes_first(record: Record) -> bool:
    """Whether a thing is of those of which every home has a certain one."""
    return record.head in _FIRST


def of_what_answers(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let nothing be on that does not answer, in place."""
    told = {leaf.key: (name, leaf) for name, leaf in own_leaves(part) if leaf.key in (*ON, *ANSWERS) and name in out}
    on, answers = (next((told[key] for key in keys if key in told), None) for keys in (ON, ANSWERS))
    if on is None or answers is None or out[on[0]] is not True or out[answers[0]] is not False:
        return
    if on[1].key not in kept:
        choose(out, record, *on, False)
    else:
        choose(out, record, *answers, True)


def tells_answer(part: Part) -> bool:
    """Whether an object tells whether a machine is on, and whether it answers."""
    keys = {leaf.key for _, leaf in own_leaves(part)}
    return not keys.isdisjoint(ON) and not keys.isdisjoint(ANSWERS)
