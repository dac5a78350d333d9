"""Small tools written by hand, for tests of links."""

from __future__ import annotations

from typing import Any

from toolgraph.meaning.marks import unmarked
from toolgraph.models.tool import Field, Parameter, Tool


def tool(
    name: str,
    takes: dict[str, Any] | None = None,
    gives: dict[str, Any] | None = None,
    *,
    source: str = "s",
    http: str = "",
    required: bool = True,
    category: str = "",
) -> Tool:
    """A tool from `{path: type or leaf attributes}` of its inputs and outputs."""
    tool_id = f"{source}/{name}"
    inputs = tuple(Parameter(**_leaf(tool_id, "in", p, v, required=required)) for p, v in (takes or {}).items())
    outputs = tuple(Field(**_leaf(tool_id, "out", p, v, required=False)) for p, v in (gives or {}).items())
    return Tool(
        id=tool_id,
        source=source,
        name=name,
        parameters={"type": "object", "properties": {}},
        inputs=inputs,
        outputs=outputs,
        http=http,
        category=category,
    )


def _leaf(tool_id: str, side: str, path: str, spec: Any, *, required: bool) -> dict[str, Any]:
    attributes = {"type": spec} if isinstance(spec, str) else dict(spec)
    attributes.setdefault("type", "string")
    name = unmarked(path).rsplit(".", 1)[-1]
    return {"id": f"{tool_id}#{side}:{path}", "path": path, "name": name, "required": required, **attributes}
