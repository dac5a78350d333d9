"""Works and those who made them: when they came out, who is looked for by name, what a ticket for a show is called."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Record
from toolgraph.world.scene import Scene

# What comes out once, and is there for years.
WORKS = frozenset("film movie album record book track song series show game single novel audiobook documentary".split())
# What is in cinemas when it comes out.
SHOWN_NOW = frozenset(("film", "movie"))
_RELEASED = frozenset(("release", "released", "publication", "premiere"))
_FIRST_DAYS, _YEARS = 25, 12
_MAKERS = frozenset("artist author band director composer host performer singer writer actor".split())
_SHOWS = frozenset("concert show gig performance recital".split())
_BY = ("artist name", "performer name", "band name", "headliner", "artist", "performer")
_AT = ("venue name", "venue", "hall", "theatre", "stage")


def released(leaf: LeafPlan, scene: Scene) -> datetime | None:
    """When a work came out: some time in the last years; None for any other moment."""
    if _RELEASED.isdisjoint(leaf.tokens) or leaf.noun not in WORKS:
        return None
    return scene.setting.clock - timedelta(days=scene.rng.randint(_FIRST_DAYS, _YEARS * 365))


def is_out_by(leaf: LeafPlan) -> bool:
    """Whether a year is that in which a work came out, so that it is none to come."""
    return leaf.noun in WORKS or not _RELEASED.isdisjoint(leaf.text.split())


def maker_named(leaves: Iterable[LeafPlan], text: str) -> LeafPlan | None:
    """The leaf that tells who made a thing, where a spec shows the words that are looked for as such a name."""
    able = (x for x in leaves if x.type == "string" and x.tokens[-1:] == ("name",) and x.tokens[0] in _MAKERS)
    return next((x for x in able if x.tokens[0] != x.noun and text in x.schema.get("examples", ())), None)


def title_of_show(show: Record) -> str:
    """What a ticket for a concert is for: who plays, and where; "" for any other thing."""
    if show.head not in _SHOWS:
        return ""
    artists = (r.facts.get("name") for r in show.parents if r.head in _MAKERS)
    told = next((v for k in _BY if isinstance(v := show.facts.get(k), str)), None) or next(artists, None)
    where = next((v for k in _AT if isinstance(v := show.facts.get(k), str)), "")
    return f"{told} at {where}" if told and where else str(told or "")
