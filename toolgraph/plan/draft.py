"""A dialogue plan while it grows: what has been called, what was said and what is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random

from toolgraph.models.base import JsonObject, JsonValue, ValueSource
from toolgraph.models.chain import Binding, Chain
from toolgraph.models.dialogue_plan import PlannedCall, PlannedTurn, SaidValue
from toolgraph.models.provenance import Provenance
from toolgraph.models.tool import Tool
from toolgraph.plan.mix import Mix
from toolgraph.plan.paths import Turning
from toolgraph.plan.wants import Want
from toolgraph.world.base import Setting, World


class Stuck(Exception):
    """Planning cannot go on; caught where the plan is asked for and made a `Rejection`. Never leaves the package."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(code, detail)
        self.code = code
        self.detail = detail


class Hopeless(Stuck):
    """Planning cannot go on, and would not with other values either: another attempt is not worth its time."""


@dataclass(slots=True, eq=False)
class Saying:
    """A value that the user says.

    Attributes:
        call: Id of the first call that uses it; known when that call is made.
        group: Of the calls for which it was first needed.
        turn: In which it is said; -1 until the turn is there.
    """

    want: Want
    value: JsonValue
    path: str
    relative: bool
    group: int
    call: str = ""
    turn: int = -1

    def as_said(self) -> SaidValue:
        """The record of it."""
        return SaidValue(
            call=self.call, path=self.path, label=self.want.label, value=self.value, relative=self.relative
        )


@dataclass(frozen=True, slots=True)
class Origin:
    """Where one argument leaf comes from; `saying` for values of the user, `made` for values of a result."""

    path: str
    source: ValueSource
    value: JsonValue
    saying: Saying | None = None
    made: Made | None = None
    field: str = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """An item of an earlier result that an argument was taken from."""

    made: Made
    turnings: tuple[Turning, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """One argument of a call: a value for one parameter, and where it comes from."""

    want: Want
    value: JsonValue
    origins: tuple[Origin, ...]
    saying: Saying | None = None
    chosen: tuple[Chosen, ...] = ()


@dataclass(slots=True, eq=False)
class Made:
    """One call that has run.

    Attributes:
        position: In the chain; None for a call that failed or was wrong.
        group: Number of the group of calls that were made together.
        parts: Arguments by parameter path; empty for a wrong call.
    """

    id: str
    tool: Tool
    arguments: JsonObject
    result: JsonValue
    ok: bool
    weight: int
    position: int | None
    group: int
    parts: dict[str, Part] = field(default_factory=dict)
    origins: tuple[Origin, ...] = ()


@dataclass(slots=True)
class Draft:
    """Everything a plan is made of, before it is frozen.

    Attributes:
        fields: For each chain position, the result fields that later calls take values from.
        numbers: For each chain position, the result fields whose values some call takes as numbers.
        order: Chain positions as they are made: calls that build on one another stand together.
        kin: For each chain position, the number of the calls that build on one another which it is among.
        latest: The newest good call of each chain position.
        chosen: Which item was singled out, by (call id, concrete path of the list).
        used: Which items were used at all, by the same key.
        known: What the user has said, by the key of its parameter and its way.
        due: Calls that should have been made by now; what is short is made up for later.
        pending: `error` and `clarify` that had no place where they were meant to be.
        group: Number of the group of calls that is being made.
        role: What the user does for a living.
    """

    chain: Chain
    tools: Mapping[str, Tool]
    names: Mapping[str, str]
    mix: Mix
    world: World
    setting: Setting
    rng: Random
    bindings: tuple[Mapping[str, Binding], ...]
    fields: tuple[tuple[str, ...], ...]
    numbers: tuple[frozenset[str], ...]
    order: tuple[int, ...] = ()
    kin: tuple[int, ...] = ()
    context: JsonObject = field(default_factory=dict)
    turns: list[PlannedTurn] = field(default_factory=list)
    made: list[Made] = field(default_factory=list)
    latest: dict[int, Made] = field(default_factory=dict)
    chosen: dict[tuple[str, str], int] = field(default_factory=dict)
    used: dict[tuple[str, str], set[int]] = field(default_factory=dict)
    known: dict[tuple[str, str], Saying] = field(default_factory=dict)
    due: int = 0
    pending: set[str] = field(default_factory=set)
    group: int = 0
    role: str = ""

    def asked_before(self, tool: Tool, arguments: JsonObject) -> Made | None:
        """The same question asked before; None when there is none, or when something has been changed since."""
        for made in reversed(self.made):
            if made.tool.effect != "read" and made.ok:
                return None
            if made.ok and made.tool.id == tool.id and made.arguments == arguments:
                return made
        return None

    def tool_at(self, position: int) -> Tool:
        """The tool of a chain position."""
        return self.tools[self.chain.tools[position]]

    def sources(self, position: int) -> set[int]:
        """Chain positions whose results a position takes values from."""
        return {b.source_call for b in self.bindings[position].values()}

    def planned(self, made: Made) -> PlannedCall:
        """The record of a call."""
        return PlannedCall(
            id=made.id,
            tool=made.tool.id,
            name=self.names[made.tool.id],
            arguments=made.arguments,
            result=made.result,
            ok=made.ok,
            weight=1 if made.weight else 0,
            chain_call=made.position,
        )

    def provenance(self) -> tuple[Provenance, ...]:
        """One entry for each argument leaf of each call, in the order of the calls."""
        return tuple(_entry(made.id, origin) for made in self.made for origin in made.origins)


def _entry(call: str, origin: Origin) -> Provenance:
    saying = origin.saying
    said_plainly = saying is not None and not saying.relative
    return Provenance(
        call=call,
        path=origin.path,
        source="clock" if saying is not None and saying.relative else origin.source,
        value=origin.value,
        turn=saying.turn if saying is not None and said_plainly else None,
        from_call=origin.made.id if origin.made else None,
        field=origin.field if origin.made else None,
    )
