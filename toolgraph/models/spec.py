"""One tool as its source wrote it, before it is made uniform."""

from __future__ import annotations

from typing import Literal

from toolgraph.models.base import Artefact, JsonObject, JsonValue

SpecFormat = Literal["openapi", "mcp", "openai", "anthropic", "gemini", "bfcl", "jsonl", "none"]
Effect = Literal["read", "write", "destructive"]


class ErrorResponse(Artefact):
    """One way in which a call can fail, as the spec declares it.

    Attributes:
        status: HTTP-like status, 400 to 599.
        example: A body as the spec shows it; None when the spec shows none.
    """

    status: int
    description: str = ""
    schema_: JsonObject | None = None
    example: JsonValue = None


class RawTool(Artefact):
    """One callable of a source, in the source's own words.

    Attributes:
        name: As written; not yet unique.
        parameters: JSON Schema of an object, as written (may hold odd types).
        returns: JSON Schema of the result; None when the source does not say.
        http: Method and path (`GET /pets/{petId}`) for HTTP APIs, else None.
        effect: What the source says a call does; None when it does not say.
        provider: Name of the source inside a file that holds several; None for the file's own.
        place: Where in the document it stands, in the form of `Skipped.place`.
    """

    name: str
    title: str = ""
    description: str = ""
    parameters: JsonObject
    returns: JsonObject | None = None
    tags: tuple[str, ...] = ()
    category: str = ""
    http: str | None = None
    effect: Effect | None = None
    errors: tuple[ErrorResponse, ...] = ()
    examples: tuple[JsonValue, ...] = ()
    provider: str | None = None
    place: str = ""


class Skipped(Artefact):
    """An item of a spec that was left out, and why.

    Attributes:
        place: Where in the file, in a form a person can find (`paths./pets.get`, `line 12`).
        code: Stable reason word: `bad_schema`, `no_name`, `duplicate_name`, `bad_ref`, `remote_ref`, `not_a_tool`, ...
    """

    place: str
    code: str
    reason: str


class RawSpec(Artefact):
    """One document or server listing that was read.

    Attributes:
        origin: Path or URL.
        source: Name of the source, the first part of tool ids; empty when nothing was read.
        format: What it was read as; `none` for a file of a folder that is no spec (no tools, one `skipped`).
        licence: As the document or `source.toml` says; empty when unknown.
    """

    origin: str
    source: str
    format: SpecFormat
    title: str = ""
    licence: str = ""
    tools: tuple[RawTool, ...]
    skipped: tuple[Skipped, ...] = ()
