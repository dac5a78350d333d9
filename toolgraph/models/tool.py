"""A tool, uniform whatever format it came in."""

from __future__ import annotations

from functools import cached_property
from typing import Literal

from toolgraph.ids import digest
from toolgraph.models.base import Artefact, JsonObject, JsonValue
from toolgraph.models.spec import Effect, ErrorResponse


class Leaf(Artefact):
    """One named value that goes into or comes out of a tool.

    Attributes:
        id: `source/tool#in:path` or `source/tool#out:path`.
        path: Dots between names, `[]` after a list, `{}` after a map, `{key}` for its keys; "" is a bare (unnamed)
            result.
        type: JSON Schema type of the leaf (`string`, `integer`, `number`, `boolean`, `array`, `object`, `any`).
            A parameter that is a list of scalars is one leaf `tags` of type `array`; see `item_type`.
        item_type: Type of the items when `type` is `array`, else "".
        required: Parameter: a call must bring it. Field: a result always has it.
        inferred_parts: What of it a model wrote and no source declares: `description`, `examples`; and `meaning` where
            it stands for what it stands for only by these.
    """

    id: str
    path: str
    name: str
    type: str
    item_type: str = ""
    format: str = ""
    description: str = ""
    required: bool = False
    enum: tuple[JsonValue, ...] = ()
    pattern: str = ""
    examples: tuple[JsonValue, ...] = ()
    inferred_parts: tuple[Literal["description", "examples", "meaning"], ...] = ()


class Parameter(Leaf):
    """One input of a tool.

    Attributes:
        has_default: Whether the schema declares `default`, which may itself be null.
    """

    default: JsonValue = None
    has_default: bool = False


class Field(Leaf):
    """One leaf of a tool's result.

    Attributes:
        inferred: The source declares no result; this field was concluded from other evidence.
    """

    inferred: bool = False


class Enrichment(Artefact):
    """What a language model wrote of a tool, beside what its source declares; never in the place of that.

    Attributes:
        spec: Digest of what the model was told of the tool; what it wrote counts only for that.
        models: Which model wrote what, by `returns`, `descriptions`, `examples`.
        returns: Tidy JSON Schema of a likely result; None when not asked for.
        descriptions: One sentence for a leaf, by its id after the `#` (`in:petId`, `out:items[].id`).
        examples: Values for a parameter, in the same way.
    """

    spec: str
    models: dict[str, str] = {}
    returns: JsonObject | None = None
    descriptions: dict[str, str] = {}
    examples: dict[str, tuple[JsonValue, ...]] = {}


class Tool(Artefact):
    """One callable: what it takes, what it gives, what it does.

    Attributes:
        id: `source/name`, unique in a graph.
        parameters: JSON Schema, draft 2020-12, always `{"type": "object", "properties": ...}`, no `$ref`.
        returns: JSON Schema of the result without `$ref`; None when unknown.
        effect: `read` changes nothing; `destructive` deletes, cancels, pays or cannot be undone.
        enriched: What a model wrote of it, already among the leaves; None when none did.
    """

    id: str
    source: str
    name: str
    title: str = ""
    description: str = ""
    parameters: JsonObject
    returns: JsonObject | None = None
    inputs: tuple[Parameter, ...] = ()
    outputs: tuple[Field, ...] = ()
    tags: tuple[str, ...] = ()
    category: str = ""
    http: str = ""
    effect: Effect = "read"
    errors: tuple[ErrorResponse, ...] = ()
    examples: tuple[JsonValue, ...] = ()
    enriched: Enrichment | None = None

    @cached_property
    def digest(self) -> str:
        """Digest of everything the spec says; equal digests need no write. Leaves follow from the schemas."""
        return digest(self.model_dump(mode="json", exclude={"inputs", "outputs", "enriched"}))

    @cached_property
    def whole_digest(self) -> str:
        """The same with what a model wrote of it: what is worked out from a tool's leaves is kept under this."""
        return self.digest if self.enriched is None else digest([self.digest, self.enriched.model_dump(mode="json")])
