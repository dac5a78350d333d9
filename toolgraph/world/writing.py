"""What people and services write: messages, notes, what to do about the weather."""

from __future__ import annotations

from random import Random

from toolgraph.world import lexicon, phrases
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.scene import Scene

_WRITTEN = frozenset(
    "mail message email draft thread reply comment post chat conversation letter notification note sms body".split()
)
_SAID_BY_SERVICES = frozenset("error status return response result warning code".split())
_WARNED_OF = frozenset("alert warning weather forecast".split())


def body(scene: Scene, leaf: LeafPlan, rng: Random) -> str:
    """What somebody wrote to somebody; of what nobody wrote a sentence about it, of a service that all went well."""
    if set(leaf.tokens) & _SAID_BY_SERVICES or (leaf.tokens == ("message",) and leaf.noun not in _WRITTEN):
        return "Done."
    if leaf.noun in _WRITTEN or set(leaf.tokens) & _WRITTEN or leaf.noun in ("ticket", "issue"):
        return phrases.one_of(lexicon.BODIES, scene, rng)
    return phrases.about(leaf.noun, scene, rng)


def note(scene: Scene, leaf: LeafPlan, rng: Random) -> str:
    """What somebody notes; of the weather what to do about it."""
    weather = bool(_WARNED_OF & {leaf.noun, *leaf.tokens})
    return phrases.one_of(lexicon.ADVICE if weather else lexicon.NOTES, scene, rng)
