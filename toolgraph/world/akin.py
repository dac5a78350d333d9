"""What is listed beside a thing: of its own kind, or like it, and then of others: songs that resemble an artist's."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from toolgraph.ids import canonical_json
from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.world.asked import Asked, moment_of, of_others, wanted_by
from toolgraph.world.draw import Drawer
from toolgraph.world.memory import SOUGHT, Memory, Record
from toolgraph.world.shape import Entity, Part
from toolgraph.world.toolplan import ToolPlan
from toolgraph.world.usage import tells_use

_LIKE = frozenset("similar related alike like alternative alternatives".split())
_RESEMBLES = re.compile(r"\b(?:resembl(?:e|es|ing)|similar to|sounds? like|in the style of)\b", re.IGNORECASE)
_NAMES = ("name", "title", "full name")
_TRIES = 5


def asks_in(plan: ToolPlan, asked: Asked, named: Iterable[Record], head: str) -> tuple[Asked, str]:
    """What a call asks for of the things that it lists, and beside which things it lists them.

    Args:
        head: Noun of what is listed.

    Returns:
        What is like a thing is found by the words by which that was found. "" where the call names none of the kind
        and nothing that those are like.
    """
    asks = asked if plan.looks else of_others(asked)
    likened = is_likened(plan, head, named)
    beside = [r for r in named if likened or r.head == head]
    if not beside:
        return asks, ""
    sought = next((str(r.facts[SOUGHT]) for r in beside if SOUGHT in r.facts and not likened), "")
    if sought and asks.ids and not asks.texts and not _LIKE.isdisjoint(plan.name_words):
        asks = replace(asks, texts=[(asks.ids[0][0], sought)])
    return asks, canonical_json([r.facts.get("id") for r in beside])


@lru_cache(maxsize=20_000)
def _resembles(description: str) -> bool:
    return _RESEMBLES.search(description) is not None


def is_likened(plan: ToolPlan, head: str, named: Iterable[Record]) -> bool:
    """Whether a call lists what is like a thing of another kind, and so is not of that: the songs are by others."""
    others = [r.head for r in named]
    likens = not _LIKE.isdisjoint(plan.name_words) or _resembles(plan.tool.description or "")
    return likens and bool(others) and head not in others


def of_somebody_else(drawer: Drawer, record: Record, item: Part, named: Iterable[Record]) -> None:
    """Let what is like a thing be of another one of that kind: none of the songs is by the artist started from."""
    seeds = {r.head: r for r in named}
    record.parents = [r for r in record.parents if r not in seeds.values()]
    for leaf in item.leaves():
        whole = seeds.get(leaf.tokens[0]) if len(leaf.tokens) > 1 and leaf.tokens[-1] in ("name", "title") else None
        taken = {whole.facts.get(key) for key in _NAMES} if whole is not None else ()
        for _ in range(_TRIES if taken else 0):
            if drawer.leaf(record, leaf) not in taken:
                break
            del record.facts[leaf.key]


def scope_of(plan: ToolPlan, around: Record, entity: Entity | None, named: Iterable[Record]) -> dict[str, JsonValue]:
    """Facts that all items of a list share: whose they are."""
    scope: dict[str, JsonValue] = {}
    if entity is not None and plan.root is not None and around.head == "?" and not is_likened(plan, entity.head, named):
        own = f"{entity.head} id"
        ids = ((k, v) for k, v in around.facts.items() if k.endswith(" id") and k != own)
        scope = {k: v for k, v in ids if not isinstance(v, list)}
    if around.head != "?" and "id" in around.facts:
        scope[f"{around.head} id"] = around.facts["id"]
    return scope


def is_of(record: Record, asked: Asked) -> bool:
    """Whether a report of a day tells of a thing too: a call made it, and on that day as far as it says."""
    days = {v[:10] for v in record.facts.values() if isinstance(v, str) and moment_of(v) is not None}
    return record.made and (asked.day is None or not days or asked.day.isoformat() in days)


def filters_in(plan: ToolPlan, arguments: JsonObject, aside: tuple[str, ...] = ()) -> dict[str, JsonValue]:
    """Values that narrow a list down, by what they do and the path of their parameter (`after from_date`).

    Args:
        aside: Ways of parameters that do not change which things a list shows.
    """
    params = [p for p in plan.params if p.op not in ("limit", "skip", "id", *aside)]
    told = ((p, wanted_by(p, arguments, plan.verb)) for p in params)
    return {f"{p.op} {p.path}": value for p, value in told if value is not None}


def known_of(memory: Memory, plan: ToolPlan, part: Part, asked: Asked) -> list[Record]:
    """The known things that a list may show: all where things are looked for, and all that could use most."""
    assert part.item is not None
    assert part.item.entity is not None
    known = memory.of(plan.tool.source, part.item.entity.full)
    return [r for r in known if plan.looks or is_of(r, asked) or tells_use(part)]
