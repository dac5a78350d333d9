"""Values that a call may do without and people still say: some optional ones, and what a container must hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from toolgraph.meaning.concept import tool_words
from toolgraph.models.base import JsonObject
from toolgraph.models.tool import Tool
from toolgraph.plan.draft import Draft, Part
from toolgraph.plan.handingin import add_handed_in
from toolgraph.plan.parts import giver, is_hollow, said_part
from toolgraph.plan.values import fresh, is_of, recall
from toolgraph.plan.wants import Want

_OPTIONAL_MAX = 2


def add_optional(draft: Draft, wants: Mapping[str, Want], tool: Tool, parts: dict[str, Part]) -> None:
    """Some of the optional values that people do say, none to two, and what is handed in."""
    add_handed_in(draft, wants, tool, parts)
    # What is looked for by its name is where it is: nobody says where as well.
    sought = any((p.saying or giver(p)) and p.want.telling == 0 for p in parts.values())
    able = [w for p, w in wants.items() if w.sayable and p not in parts and not (sought and (w.is_place or w.sorts))]
    wanted = sum(draft.rng.random() < draft.mix.optional / _OPTIONAL_MAX for _ in range(_OPTIONAL_MAX))
    for want in draft.rng.sample(able, min(wanted, len(able))):
        known = recall(want, tool, draft)
        if known is not None and (known.turn >= 0 or tool.effect == "write" or not is_of(tool, known)):
            continue  # what was said for another matter narrows nothing down, and changes nothing, unless said again
        alike = [p.value for p in parts.values() if p.want.key == want.key]
        saying = known or fresh(want, tool, draft, avoid=alike)
        if saying is not None and not (want.parameter.has_default and saying.value == want.parameter.default):
            parts[want.path] = said_part(want, saying)


def add_sought(draft: Draft, wants: Mapping[str, Want], tool: Tool, parts: dict[str, Part]) -> None:
    """What a search is for, where the tool leaves it open: nobody has something looked for and does not say what."""
    if parts or tool.effect != "read" or tool_words(tool.name, tool.http)[0] != "search":
        return
    able = [w for w in wants.values() if w.changeable and (w.telling == 0 or w.sayable)]
    for want in sorted(able, key=lambda w: w.telling)[:1]:
        saying = recall(want, tool, draft) or fresh(want, tool, draft)
        if saying is not None and not is_hollow(saying.value):
            parts[want.path] = said_part(want, saying)


def add_within(draft: Draft, wants: Mapping[str, Want], tool: Tool, parts: dict[str, Part]) -> None:
    """One value of each container that must be there although nothing in it must: `profile` of a registration."""
    for name in bare_containers(tool):
        inner = [w for path, w in wants.items() if _is_within(path, name)]
        if any(w.path in parts for w in inner):
            continue
        for want in sorted(inner, key=lambda w: (not w.sayable, not w.changeable, w.telling)):
            saying = recall(want, tool, draft) or fresh(want, tool, draft)
            if saying is not None and not is_hollow(saying.value):
                parts[want.path] = said_part(want, saying)
                break


def add_begun(draft: Draft, wants: Mapping[str, Want], tool: Tool, parts: dict[str, Part]) -> None:
    """What a thing must have of which something is told: a segment of a booking has a service and a length."""
    ahead = [path for path in parts if "." in path]
    while ahead:
        container = ahead.pop().rpartition(".")[0]
        for name in _schema_of(tool.parameters, container).get("required") or ():
            want = wants.get(f"{container}.{name}") or wants.get(f"{container}.{name}[]")
            if want is None or want.path in parts:
                continue
            saying = recall(want, tool, draft) or fresh(want, tool, draft)
            if saying is not None:
                parts[want.path] = said_part(want, saying)
        ahead += [container] if "." in container else []


def _schema_of(schema: JsonObject, path: str) -> JsonObject:
    """The schema of a container within another one; {} where the path leads nowhere."""
    for step in path.split("."):
        inner = (schema.get("properties") or {}).get(step.removesuffix("[]"))
        schema = inner if isinstance(inner, dict) else {}
        if step.endswith("[]"):
            items = schema.get("items")
            schema = items if isinstance(items, dict) else {}
    return schema


def bare_containers(tool: Tool) -> list[str]:
    """Paths of required objects and lists of objects of which no leaf is required: `profile`, `sort[]`."""
    found = list(_required_containers(tool.parameters, ""))
    if not found:
        return found
    sure = [p.path for p in tool.inputs if p.required]
    return [path for path in found if not any(_is_within(one, path) for one in sure)]


def _required_containers(schema: JsonObject, path: str) -> Iterator[str]:
    properties = schema.get("properties") or {}
    for name in schema.get("required") or ():
        inner, here = properties.get(name), f"{path}.{name}" if path else name
        while isinstance(inner, dict) and isinstance(inner.get("items"), dict):
            inner, here = inner["items"], f"{here}[]"
        if isinstance(inner, dict) and inner.get("properties"):
            yield here
            yield from _required_containers(inner, here)


def _is_within(path: str, container: str) -> bool:
    return path.startswith(f"{container}.")


def _is_change(want: Want, verb: str) -> bool:
    """Whether a value that is said tells what is changed, and not only of which thing."""
    return verb != "update" or not (want.points and want.parameter.required)


def add_change(draft: Draft, wants: Mapping[str, Want], tool: Tool, parts: dict[str, Part]) -> None:
    """What an update changes, or what a new thing is, is said by the user: one more value, where none is said yet."""
    verb = tool_words(tool.name, tool.http)[0] if tool.effect == "write" else ""
    if verb != "update" and (verb != "create" or parts):
        return
    if any(p.saying is not None and not p.saying.call and _is_change(p.want, verb) for p in parts.values()):
        return
    able = [w for path, w in wants.items() if w.changeable and path not in parts]
    chosen = ([w for w in able if w.telling == 0] if verb == "create" else []) or [w for w in able if w.sayable] or able
    draft.rng.shuffle(chosen)
    for want in chosen:
        saying = fresh(want, tool, draft)
        if saying is not None and not is_hollow(saying.value):
            parts[want.path] = said_part(want, saying)
            return
