"""Results held against earlier results of the same thing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from toolgraph.check.schemas import fault
from toolgraph.check.talk import READS, Called, Talk, is_error
from toolgraph.meaning.concept import tool_words
from toolgraph.meaning.text import HOLLOW, words
from toolgraph.meaning.values import key_of
from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.models.dialogue import OfferedTool
from toolgraph.models.finding import Finding

# What a thing has only in the eyes of one query.
_PASSING = frozenset(
    "score rank distance relevance position index similarity total count quantity page offset match confidence "
    "duration eta progress cursor".split()
)


# What a thing has used in the days that are asked for.
_USED = frozenset("kwh wh mwh consumption usage".split())
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Entity(NamedTuple):
    """A thing in a result: what kind, which one, and its scalar attributes."""

    noun: str
    id: str
    attributes: JsonObject
    path: str


class _Seen(NamedTuple):
    call: Called
    attributes: JsonObject


def check_entities(talk: Talk) -> Iterator[Finding]:
    """Findings `result_inconsistent`: the same thing of the same source has another attribute, and nothing was written.

    A thing is known by the noun of its container or tool and its id. Attributes that depend on the query (a distance, a
    rank, whatever an argument of either call names) may differ. Any call that may write makes its source forgotten.
    """
    seen: dict[tuple[str, str, str], _Seen] = {}
    for call in sorted((c for c in talk.calls if c.answer is not None), key=lambda c: c.answer or 0):
        if call.tool is None or call.wrong:
            continue
        source, _, name = call.tool.tool.rpartition("/")
        verb, nouns = tool_words(name)
        if verb not in READS and not _has_failed(call, call.tool):
            seen = {key: value for key, value in seen.items() if key[0] != source}
        if is_error(call.result):
            continue
        for entity in _entities(call.result, nouns[-1] if nouns else "", ""):
            key = (source, entity.noun, entity.id)
            before = seen.setdefault(key, _Seen(call, entity.attributes))
            if before.call is not call:
                yield from _differences(talk, before, call, entity)


def _has_failed(call: Called, tool: OfferedTool) -> bool:
    """Whether an answer says that nothing was done; `{"code", "message"}` does not where the tool always answers so."""
    if not is_error(call.result):
        return False
    returns = (tool.returns or {}).get("properties") or {}
    names = set(call.result) if isinstance(call.result, dict) else set()
    return not names or not names <= returns.keys() or fault(tool, "returns", call.result) is not None


def _differences(talk: Talk, before: _Seen, call: Called, entity: Entity) -> Iterator[Finding]:
    asked = {*before.call.arguments, *call.arguments}
    for name, value in entity.attributes.items():
        earlier = before.attributes.get(name)
        if earlier is None or value is None or name in asked or key_of(earlier) == key_of(value):
            continue
        if set(words(name)) & _PASSING or (set(words(name)) & _USED and _days(before.call) != _days(call)):
            continue
        path = f"messages[{call.answer}].content.{entity.path + '.' if entity.path else ''}{name}"
        detail = f"{entity.noun} {entity.id} has {name} {value!r}, and {earlier!r} in the answer to {before.call.id}"
        yield talk.finding("result_inconsistent", path, detail, "error" if talk.own else "warning")


def _days(call: Called) -> list[str]:
    """The days that a call asks for."""
    return sorted(v for v in call.arguments.values() if isinstance(v, str) and _DAY.match(v))


def _entities(value: JsonValue, noun: str, path: str) -> Iterator[Entity]:
    if isinstance(value, list):
        for i, item in enumerate(value):
            yield from _entities(item, noun, f"{path}[{i}]")
    elif isinstance(value, dict):
        own = _own_id(value, noun)
        if own:
            attributes = {k: v for k, v in value.items() if isinstance(v, str | int | float) and k != own}
            yield Entity(noun, str(value[own]), attributes, path)
        for name, inner in value.items():
            if isinstance(inner, dict | list):
                yield from _entities(inner, _noun(name, noun), f"{path}.{name}" if path else name)


def _own_id(thing: JsonObject, noun: str) -> str:
    """The key of a thing's own id: `id`, or `pet_id` in a pet; "" when it has none, or nobody knows what it is."""
    if not noun:
        return ""
    for name, value in thing.items():
        if isinstance(value, str | int) and not isinstance(value, bool) and value != "":
            tokens = words(name)
            if tokens[-1:] == ("id",) and tokens[:-1] in ((), (noun,)):
                return name
    return ""


def _noun(name: str, outer: str) -> str:
    tokens = words(name)
    return outer if not tokens or tokens[-1] in HOLLOW else tokens[-1]
