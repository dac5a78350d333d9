"""One OpenAPI document while it is read: its references, its limits, what was left out."""

from __future__ import annotations

from dataclasses import dataclass, field

from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.models.spec import Skipped
from toolgraph.schema import Limits, Lost, Scope, Tidier

# A schema of one side of an operation; references multiply, so that k8s' pod would have 100,000 nodes.
_MOST_NODES = 1000


class ItemError(Exception):
    """An item that has to be skipped; never leaves this package."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(code, reason)
        self.code = code
        self.reason = reason


@dataclass
class Api:
    """One document while it is read.

    Attributes:
        sent: Tidies what goes into calls.
        given: Tidies what comes back.
        credentials: Name (lower case) and place of the parameters that carry an API key.
    """

    document: JsonObject
    scope: Scope
    sent: Tidier
    given: Tidier
    credentials: frozenset[tuple[str, str]]
    skipped: list[Skipped] = field(default_factory=list)
    noted: set[str] = field(default_factory=set)

    def follow(self, value: JsonValue) -> JsonValue:
        """`value`, or what its `$ref` leads to (a parameter, a response, a path item)."""
        for _ in range(10):
            if not isinstance(value, dict) or "$ref" not in value:
                return value
            found = self.scope.look_up(value["$ref"])
            if isinstance(found, Lost):
                raise ItemError(found.code, found.reason)
            value = found.content
        raise ItemError("bad_ref", "its $ref leads in a circle")

    def note(self, place: str) -> None:
        """Report the references that schemas could not follow, each once in a document."""
        for tidier in (self.sent, self.given):
            for reason, note in tidier.notes.items():
                if reason not in self.noted:
                    self.noted.add(reason)
                    self.skipped.append(
                        Skipped(place=place, code=note.code, reason=f"left open in its schema: {reason}")
                    )


def open_api(document: JsonObject, scope: Scope) -> Api:
    """Set up the reading of one document."""
    return Api(
        document=document,
        scope=scope,
        sent=Tidier(scope, Limits(nodes=_MOST_NODES, hide="readOnly")),
        given=Tidier(scope, Limits(nodes=_MOST_NODES, hide="writeOnly")),
        credentials=_credentials(document),
    )


def _credentials(document: JsonObject) -> frozenset[tuple[str, str]]:
    schemes = object_of(object_of(document.get("components")).get("securitySchemes"))
    keys = [*schemes.values(), *object_of(document.get("securityDefinitions")).values()]
    return frozenset(
        (text_of(key.get("name")).lower(), text_of(key.get("in")))
        for key in keys
        if isinstance(key, dict) and key.get("type") == "apiKey"
    )


def text_of(value: JsonValue) -> str:
    """Text without white space around it; "" for anything else."""
    return value.strip() if isinstance(value, str) else ""


def list_of(value: JsonValue) -> list[JsonValue]:
    """A list; an empty one for anything else."""
    return value if isinstance(value, list) else []


def object_of(value: JsonValue) -> JsonObject:
    """An object; an empty one for anything else."""
    return value if isinstance(value, dict) else {}
