"""Arguments as a planner would fill them: every leaf by `leaf_value`, nested objects whole or not at all."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.world.tools import CLOCK, PERSON
from toolgraph.models.tool import Tool
from toolgraph.world.base import Setting
from toolgraph.world.values import leaf_value

SETTING = Setting(CLOCK, "en_US", PERSON)


def arguments_for(tool: Tool, rng: Random, *, optional: float = 0.3) -> dict[str, Any]:
    tops = {name for name in tool.parameters["properties"] if rng.random() < optional}
    tops |= set(tool.parameters.get("required", ()))
    out: dict[str, Any] = {}
    for leaf in tool.inputs:
        top = leaf.path.split(".")[0].replace("[]", "").replace("{}", "")
        if top in tops and "{}" not in leaf.path:
            _put(out, leaf.path, leaf_value(leaf, tool, rng, SETTING))
    return out


def _put(at: Any, path: str, value: Any) -> None:
    *around, last = path.split(".")
    for name in around:
        bare = name.replace("[]", "")
        fresh = [{}] if name.endswith("[]") else {}
        at = at.setdefault(bare, fresh)
        at = at[0] if isinstance(at, list) else at
    at[last] = value
