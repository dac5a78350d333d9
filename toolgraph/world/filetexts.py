"""Files known by name: what they hold is the same for whoever shows, sorts, searches or counts it."""

from __future__ import annotations

from toolgraph.models.base import JsonValue
from toolgraph.world import phrases
from toolgraph.world.asked import Asked
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Memory, Record
from toolgraph.world.shape import Part
from toolgraph.world.texts import LINES
from toolgraph.world.toolplan import ToolPlan

_TEXT = "#text"
_LEAST, _MOST = 4, 6
_USUAL_LINES = 10
# By the letter or word that a call names.
_COUNTS = {"l": "lines", "w": "words", "c": "characters"}


def tell_file(memory: Memory, plan: ToolPlan, record: Record, root: Part, asked: Asked) -> None:
    """Tell a record what the file that the call names holds, as far as the result shows it; a call may write it."""
    names = [value for param, value in asked.equal if param.leaf.maker == "filename" and isinstance(value, str)]
    leaves = [x for x in root.leaves() if x.maker == "file_text" or (x.type == "integer" and x.key == "count")]
    if not names or not leaves:
        return
    known = memory.called.setdefault((plan.tool.source, f"file {names[0]}"), {})
    written = next((v for p, v in asked.equal if p.leaf.maker == "body" and isinstance(v, str)), None)
    if written is not None and plan.tool.effect != "read":
        known[_TEXT] = written
    lines = str(known.setdefault(_TEXT, _some_lines(record))).split("\n")
    for leaf in leaves:
        value = "" if written is not None else _shown(leaf, lines, plan, asked)
        if leaf.check(value):
            record.facts[leaf.key.removesuffix("[]")] = value
    _tell_kind(record, root, asked)


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
        return lines[0] if lines else ""
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
