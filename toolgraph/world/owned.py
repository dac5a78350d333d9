"""Whose a thing is that tells it in front of its name, as `halden/grid`: of whoever a call asks for."""

from __future__ import annotations

from toolgraph.models.base import JsonValue
from toolgraph.world.asked import Asked
from toolgraph.world.memory import Record

_OWNERS = frozenset("owner org organization organisation namespace".split())
# Among the facts: who owns a thing whose slug nobody has told yet.
OWNER = "#owner"
_SLUGS = ("slug", "full name", "repository slug")


def owner_asked(asked: Asked) -> str:
    """By whose things a call asks, told by a user name; "" where it asks for anybody's."""
    told = (v for p, v in asked.equal if p.leaf.maker == "username" and _OWNERS & set(p.leaf.tokens))
    return next((v for v in told if isinstance(v, str)), "")


def is_owned(record: Record, asked: Asked) -> bool:
    """Whether a thing is of whoever a call asks for, as far as its slug tells."""
    owner, slug = owner_asked(asked), _slug_of(record)
    return not owner or (_owner_in(slug) if slug else record.facts.get(OWNER)) == owner


def tell_owner(record: Record, asked: Asked) -> None:
    """Let a new thing be of whoever a call asks for, in its slug as well."""
    owner = owner_asked(asked)
    if not owner:
        return
    record.facts[OWNER] = owner
    for key in _SLUGS:
        slug = record.facts.get(key)
        if isinstance(slug, str) and "/" in slug:
            record.facts[key] = f"{owner}/{slug.partition('/')[2]}"


def in_front(record: Record, slug: str) -> str:
    """Who stands in front of a slug: the owner that is told of the thing, else the one that it has."""
    owner: JsonValue = record.facts.get(OWNER)
    return owner if isinstance(owner, str) and "/" in slug else slug.rpartition("/")[0]


def _slug_of(record: Record) -> str:
    told = (record.facts.get(key) for key in _SLUGS)
    return next((slug for slug in told if isinstance(slug, str) and "/" in slug), "")


def _owner_in(slug: str) -> str:
    return slug.partition("/")[0]
