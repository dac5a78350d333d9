"""What a world is: something that answers calls, for one dialogue."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple, Protocol

from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.models.tool import Tool

Fault = Literal[
    "not_found",
    "invalid_value",
    "missing_argument",
    "unknown_tool",
    "permission",
    "rate_limit",
    "timeout",
    "conflict",
]


class Answer(NamedTuple):
    """What came of one call.

    Attributes:
        ok: False means that `result` is an error body.
    """

    ok: bool
    result: JsonValue


@dataclass(frozen=True, slots=True)
class Person:
    """The user of a dialogue, as the services know them.

    Attributes:
        name: First and last name.
        email: Derived from the name.
        city: Where they live; a name of `world.places`.
        work: What they do, in words; "" where nobody says.
    """

    name: str
    email: str
    phone: str
    city: str
    work: str = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """When, where and for whom a dialogue takes place.

    Attributes:
        clock: The moment of the dialogue, with its offset.
        locale: As faker writes it (`en_US`, `de_DE`).
        person: The user; None when nobody in particular.
        arrived: What the user has ordered has come.
    """

    clock: datetime
    locale: str = "en_US"
    person: Person | None = None
    arrived: bool = False


class World(Protocol):
    """A back end with a memory: deterministic for (seed, calls so far, call)."""

    def call(
        self, tool: Tool, arguments: JsonObject, *, need: Sequence[str] = (), numbers: Collection[str] = ()
    ) -> Answer:
        """Run one call.

        Args:
            tool: Any tool at all; what is known of its result decides how rich the answer is.
            arguments: Valid for the tool (see `validate.arguments_errors`); others are answered with an error.
            need: Field paths in the form of the spec (`flights[].id`) that the result must have: present, not null,
                their lists not empty. Paths that the schema does not know are passed over, and so are those into what
                was just made and is empty (a new cart), or into a part of a list that was shown whole.
            numbers: Paths of fields that are taken as numbers: texts there are digits, where the schema lets them.

        Returns:
            `ok` and a result valid against `tool.returns`, or not `ok` and an error body (the thing was deleted).
        """
        ...

    def fail(self, tool: Tool, arguments: JsonObject, fault: Fault) -> Answer:
        """The error that a call would have met, with a body like the spec's own error responses; changes nothing."""
        ...
