"""Where an argument's value comes from."""

from __future__ import annotations

from toolgraph.models.base import Artefact, JsonValue, ValueSource


class Provenance(Artefact):
    """The origin of one leaf of one call's arguments.

    Attributes:
        call: Id of the call whose argument this is (`call_1`).
        path: Concrete path of the argument leaf (`flights[0].date`); a list of scalars is traced item by item.
        source: Kind of origin.
        value: The value as it stands in the arguments.
        turn: `user`: index of the turn whose user text brings it, from 0; else None.
        from_call: `result`: id of the earlier call; else None.
        field: `result`: concrete path in that call's result (`items[2].id`, "" for the whole result); else None.
    """

    call: str
    path: str
    source: ValueSource
    value: JsonValue
    turn: int | None = None
    from_call: str | None = None
    field: str | None = None
