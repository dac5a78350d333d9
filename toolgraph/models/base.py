"""The common shape of all artefacts."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

# JSON Schemas, arguments and results are open-ended by nature; everything else is typed.
JsonValue = Any
JsonObject = dict[str, Any]

ValueSource = Literal["user", "result", "context", "clock", "default"]


class Artefact(BaseModel):
    """An immutable record that refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_inf_nan="constants")
