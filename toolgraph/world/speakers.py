"""Which languages somebody speaks who helps people: that of the land, mostly English, and hardly any from afar."""

from __future__ import annotations

from collections.abc import Collection

from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.world.memory import Record
from toolgraph.world.shape import Part

_HELPERS = frozenset("agent advisor adviser consultant operator representative assistant".split())
_NEARBY = ("fr", "es", "de", "pt", "it")


def of_speakers(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let who helps customers speak the language of these and others that many speak, in place."""
    for name, inner in part.props:
        if name not in out or inner.key in kept or not _tells_tongues(inner):
            continue
        rng, own = record.scene.rng, record.scene.setting.locale[:2].lower()
        more = rng.choice(_NEARBY)
        tongues = list(dict.fromkeys((own, "en", *((more,) if rng.random() < _MANY else ()))))
        leaf = inner.item.leaf if inner.item is not None else None
        told: list[JsonValue] = [each for each in tongues if leaf is not None and leaf.check(each)]
        if told:
            out[name] = record.facts[inner.key] = told


_MANY = 0.4


def tells_tongues(part: Part) -> bool:
    """Whether an object is somebody who helps people, with the languages that they speak."""
    helps = part.entity is not None and part.entity.head in _HELPERS
    return helps and any(_tells_tongues(inner) for _, inner in part.props)


def _tells_tongues(inner: Part) -> bool:
    leaf = inner.item.leaf if inner.kind == "list" and inner.item is not None else None
    return leaf is not None and leaf.maker == "language"
