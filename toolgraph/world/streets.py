"""Streets of a place, and what to do on a way through them."""

from __future__ import annotations

from random import Random

from toolgraph.world import lexicon
from toolgraph.world.places import Place
from toolgraph.world.scene import Scene

# What to do at a step of a way; the length in them is that of the step, see `agreeing`.
_STARTS = "Start on {street}|Head north on {street}|Leave the square by {street}"
_TURNS = (
    "Turn left into {street}|Turn right into {street}|Follow {street} for 400 metres|Go straight on along {street}|"
    "Take the second exit into {street}|Keep right at the fork and follow {street}"
)


def street_line(place: Place, rng: Random, number: str | int = "") -> str:
    """A street of a place as its addresses have it, with or without a house number."""
    own = lexicon.STREETS.get(place.country.code) or lexicon.STREETS.get(place.country.language, "")
    stems = own.split("|")
    stem = rng.choice(stems if stems[0] else lexicon.STREET_STEMS)
    return " ".join(place.country.street.format(stem=stem, number=number).split()).rstrip(", ")


def direction(scene: Scene) -> str:
    """What to do at a step of a way, in the streets of its place; the first step begins it."""
    rng = scene.rng
    texts = (_STARTS if scene.is_first else _TURNS).split("|")
    return rng.choice(texts).replace("{street}", street_line(scene.where(), rng))
