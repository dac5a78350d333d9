"""Files known by name: what they hold is the same for whoever shows, sorts, searches or counts it."""

from __future__ import annotations

from toolgraph.models.base import JsonValue
from toolgraph.world import phrases
from toolgraph.world.asked import Asked
from toolgraph.world.filekinds import text_of
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Memory, Record
from toolgraph.world.pathed import TEXT, TEXTS, place_of, recall
from toolgraph.world.shape import Part
from toolgraph.world.texts import LINES
from toolgraph.world.toolplan import ToolPlan

_LEAST, _MOST = 4, 6
_USUAL_LINES = 10
# By the letter or word that a call names.
_COUNTS = {"l": "lines", "w": "words", "c": "characters"}


def tell_file(memory: Memory, plan: ToolPlan, record: Record, root: Part, asked: Asked) -> None:
    """Tell a record what the file that the call names holds, as far as the result shows it; a call may write it."""
    named = [(p.leaf, v) for p, v in asked.equal if p.leaf.maker in ("filename", "path") and isinstance(v, str)]
    names = [value for _, value in named]
    served = any(leaf.maker == "path" for leaf, _ in named) and root.kind == "object"
    leaves = [x for x in root.leaves() if _is_of_file(x, served=served)]
    if not names:
        return
    written = _written(asked)
    known = _known(memory, plan, place_of(asked, names[0]), written)
    if served:
        recall((memory, plan.tool.source), record, root, asked, names[0])
    if not leaves:
        return
    text = known.get(TEXT) or text_of(names[0], record.scene) or _some_lines(record)
    lines = str(known.setdefault(TEXT, text)).split("\n")
    for leaf in leaves:
        value = _said(names, plan, record) if served else None
        if value is None:
            value = "" if written is not None and not served else _shown(leaf, lines, plan, asked)
        if leaf.path.endswith("[]") and isinstance(value, str):
            record.facts[leaf.key] = value.split("\n") if value else []
        elif leaf.check(value):
            record.facts[leaf.key] = value
    _tell_kind(record, root, asked)


def _known(memory: Memory, plan: ToolPlan, place: str, written: str | None) -> dict[str, JsonValue]:
    """What is known of the file at a place, after a call has written into it."""
    known = memory.called.setdefault((plan.tool.source, place), {})
    if written is not None and plan.tool.effect != "read":
        known.clear()  # it is of another length now, changed just now
        known[TEXT] = written
    return known


def _written(asked: Asked) -> str | None:
    """What a call writes into a file; None for nothing. What it says of the change is not that."""
    texts = [(p.key, v) for p, v in asked.equal if p.leaf.maker == "body" and isinstance(v, str)]
    return next((v for key, v in sorted(texts, key=lambda told: told[0] not in TEXTS)), None)


def _is_of_file(leaf: LeafPlan, *, served: bool) -> bool:
    """Whether a leaf shows what a file holds; the `content` of what a file server says is that."""
    counts = leaf.type == "integer" and leaf.key == "count"
    return leaf.maker == "file_text" or counts or (served and leaf.key == "content" and leaf.type == "string")


def _said(names: list[str], plan: ToolPlan, record: Record) -> str | None:
    """What a file server says that does not show a file: what it has done, what is in a directory; None for a file."""
    has, rng, scene = set(plan.name_words), record.scene.rng, record.scene
    if plan.tool.effect != "read":
        return f"Done: {' -> '.join(names)}"
    if has & {"directory", "search", "tree"}:
        files = sorted({phrases.title("file", scene, rng) for _ in range(rng.randint(2, 4))})
        return "\n".join(f"{names[0].rstrip('/')}/{each}" if "search" in has else f"[FILE] {each}" for each in files)
    if has & {"information", "stat", "metadata"}:
        return f"size: {rng.randint(2_000, 900_000)}\nmodified: {scene.made.isoformat()}\npermissions: 644"
    return None


def _some_lines(record: Record) -> str:
    rng = record.scene.rng
    chosen = rng.sample(phrases.choices(LINES), rng.randint(_LEAST, _MOST))
    return "\n".join(phrases.fill(each, record.scene) for each in chosen)


def _shown(leaf: LeafPlan, lines: list[str], plan: ToolPlan, asked: Asked) -> JsonValue:
    """What a leaf shows of the lines of a file."""
    has = {*leaf.tokens, *plan.name_words}
    if leaf.type == "integer":
        return len({"words": " ".join(lines).split(), "characters": "\n".join(lines)}.get(_counted(asked), lines))
    most = next((v for p, v in asked.equal if p.leaf.type == "integer" and isinstance(v, int)), _USUAL_LINES)
    if has & {"sort", "sorted"}:
        lines = sorted(lines)
    elif has & {"last", "tail"}:
        lines = lines[-most:]
    elif has & {"first", "head"}:
        lines = lines[:most]
    elif has & {"match", "matching", "grep"}:
        pattern = next((str(v).lower() for p, v in asked.equal if "pattern" in p.leaf.tokens), "")
        lines = [line for line in lines if pattern in line.lower()]
    return "\n".join(lines)


def _counted(asked: Asked) -> str:
    mode = next(
        (str(v).lower() for p, v in asked.equal if p.leaf.tokens[-1:] in (("mode",), ("unit",), ("type",))), "l"
    )
    return _COUNTS.get(mode[:1], "lines")


def _tell_kind(record: Record, root: Part, asked: Asked) -> None:
    """Let a result that counts say what it has counted."""
    for leaf in root.leaves():
        if leaf.key in ("type", "unit", "mode") and leaf.check(_counted(asked)) and leaf.maker == "choice":
            record.facts[leaf.key] = _counted(asked)
