"""What a home has and what goes on in it: a kitchen and a front door, a scene for each thing that calls one up."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from toolgraph.models.base import JsonObject
from toolgraph.world.appliances import ANSWERS, ON
from toolgraph.world.figures import choose, own_leaves
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Record
from toolgraph.world.shape import Part

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
