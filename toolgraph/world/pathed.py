"""What a path leads to within one whole: a file of a repository is as long and says the same, listed or opened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from toolgraph.ids import canonical_json
from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.world.asked import Asked
from toolgraph.world.filekinds import text_of
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Memory, Record
from toolgraph.world.shape import Part, holds

TEXT = "#text"
_FILES = frozenset("file blob document".split())
# What a file has for good, and in which words results tell what stands in it.
_LASTING = frozenset("bytes hash date datetime mime url choice".split())
TEXTS = frozenset(("text", "content", "body", "file content", "raw content"))
_CODED = "base64"
# Names of what files are in, where it is told by no identifier.
_WHOLES = frozenset("owner repo repository project bucket drive workspace".split())
_NAMES = ("slug", "full name", "name", "title")


def place_of(asked: Asked, path: str) -> str:
    """What a path is told by together with what it is a path in: two repositories have a `README.md` each."""
    ids = {p.key: v for p, v in asked.ids if p.leaf.is_id}
    named = {p.key: v for p, v in asked.equal if _WHOLES & {*p.key.split()} and isinstance(v, str)}
    bare = path.removeprefix("./").strip("/")
    return f"file {canonical_json({**named, **ids}) if ids or named else ''}{bare}"


def recall(known: tuple[Memory, str], record: Record, part: Part, asked: Asked, path: str = "") -> None:
    """Let a record of a file be as earlier results told of what is at its path; a text is as long as it is.

    Args:
        known: The memory, and the source whose files these are.
        path: Where it lies, as the call tells it; "" where the record tells it.
    """
    leaf, (memory, source) = part.seen(path_leaf), known
    if leaf is not None:
        path = path or _full(str(record.facts.get(leaf.key, "")), leaf, asked)
    if not path or part.entity is not None:
        return
    file = memory.called.setdefault((source, place_of(asked, path)), {})
    leaves = part.seen(_told)
    if TEXT not in file and any(x.maker == "bytes" or x.key in TEXTS for x in leaves):
        text = text_of(path, record.scene, _whole(record))
        file.update({} if text is None else {TEXT: text})
    for each in leaves:
        value = _shown(each, file)
        if value is not None and each.check(value):
            record.facts[each.key] = value


def keep(memory: Memory, source: str, part: Part, shown: JsonValue, asked: Asked) -> None:
    """Remember what a result tells of the files in it, by their paths."""
    if not part.seen(_tells_paths):
        return
    if isinstance(shown, list) and part.item is not None:
        for each in shown:
            keep(memory, source, part.item, each, asked)
    elif isinstance(shown, dict):
        _keep(memory, source, part, shown, asked)
        for name, inner in part.props:
            if inner.kind == "list" and name in shown:
                keep(memory, source, inner, shown[name], asked)


def _keep(memory: Memory, source: str, part: Part, shown: JsonObject, asked: Asked) -> None:
    leaf = part.seen(path_leaf)
    values = {inner.leaf.key: shown[name] for name, inner in part.props if inner.leaf is not None and name in shown}
    path = _full(str(values.get(leaf.key, "")), leaf, asked) if leaf is not None else ""
    if not path:
        return
    known = memory.called.setdefault((source, place_of(asked, path)), {})
    for each in part.seen(_told):
        if each.maker in _LASTING and each.key in values:
            known.setdefault(each.key, values[each.key])


def _full(path: str, leaf: LeafPlan, asked: Asked) -> str:
    """A path from the top, where a list of a folder tells mere names."""
    folder = next((str(v) for p, v in asked.equal if p.leaf.maker == "directory"), "")
    return f"{folder.strip('/')}/{path}" if path and folder and leaf.maker != "path" and "/" not in path else path


def _shown(leaf: LeafPlan, known: Mapping[str, JsonValue]) -> JsonValue:
    """What a leaf shows of a file that is known; None where it is not known yet."""
    text = known.get(TEXT)
    if isinstance(text, str) and leaf.maker == "bytes" and leaf.type == "integer":
        return len(text.encode())
    if leaf.key in TEXTS:
        return None if _CODED in leaf.text else text
    return known.get(leaf.key)


def _whole(record: Record) -> str:
    told = (str(r.facts[k]) for r in record.parents for k in _NAMES if k in r.facts)
    return next(told, "")


def path_leaf(part: Part) -> LeafPlan | None:
    """The leaf that tells where a file lies; None for what is no file, or is found by an identifier."""
    if part.kind != "object" or part.noun not in _FILES or part.entity is not None:
        return None
    leaves = [x for x in part.leaves() if x.type == "string" and not x.role]
    told = _first(x for x in leaves if x.maker == "path")
    return told or _first(x for x in leaves if x.maker == "filename" and x.key in ("name", "filename"))


def _first(leaves: Iterable[LeafPlan]) -> LeafPlan | None:
    return next(iter(leaves), None)


def _told(part: Part) -> list[LeafPlan]:
    """The leaves of a file that are the same whoever shows it."""
    own = (x for x in part.leaves() if not x.is_id and x.type in ("string", "integer", "number"))
    return [x for x in own if x.maker in _LASTING or (x.key in TEXTS and x.type == "string")]


def _tells_paths(part: Part) -> bool:
    return holds(part, path_leaf)
