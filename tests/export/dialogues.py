"""Dialogues for the tests: hand-made ones of every kind, and a strategy that makes more."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from hypothesis import strategies as st

from toolgraph.models.chain import Chain
from toolgraph.models.dialogue import (
    Dialogue,
    Generator,
    Message,
    OfferedTool,
    PlanRecord,
    ToolCall,
    TurnRecord,
)
from toolgraph.models.dialogue_plan import Circumstances, Persona
from toolgraph.models.provenance import Provenance

SYSTEM = "It is Tuesday, 2026-03-03T09:00:00+01:00. The user is Ada Müller."


class Call(NamedTuple):
    """A call and its answer; `origins` overrides where argument values come from (default: this turn's user)."""

    name: str
    arguments: dict[str, Any]
    result: Any
    wrong: bool = False
    origins: dict[str, dict[str, Any]] = {}


class Turn(NamedTuple):
    user: str
    steps: Sequence[Sequence[Call]]
    reply: str


def tool(name: str, properties: dict[str, Any], required: Sequence[str] = (), **more: Any) -> OfferedTool:
    schema = {"type": "object", "properties": properties, "required": list(required), **more}
    return OfferedTool(
        name=name, tool=f"shop/{name}", description=f"Does {name}: 50 % “off” für <you>.", parameters=schema
    )


STRING, NUMBER, INTEGER, BOOLEAN = ({"type": t} for t in ("string", "number", "integer", "boolean"))
SEARCH = tool(
    "search_flights",
    {
        "from": STRING,
        "to": STRING,
        "date": {"type": "string", "format": "date"},
        "direct": {**BOOLEAN, "default": False},
    },
    ["from", "to", "date"],
)
BOOK = tool(
    "book_flight",
    {
        "flight_id": STRING,
        "passengers": {
            "type": "array",
            "items": {"type": "object", "properties": {"name": STRING, "age": INTEGER}, "required": ["name"]},
        },
        "contact": {"type": "object", "properties": {"email": STRING, "address": {"type": "object"}}},
    },
    ["flight_id", "passengers"],
)
WEATHER = tool("get_weather", {"city": STRING, "lat": NUMBER, "units": {**STRING, "enum": ["c", "f"]}}, ["city"])
PING = tool("ping", {})
ODD = tool(
    "odd",
    {
        "date": {"type": ["string", "null"], "default": None},
        "from": {"anyOf": [INTEGER, STRING]},
        "tags": {"type": "array", "items": STRING},
        "levels": {"type": "array", "items": NUMBER},
    },
)
TOOLS = (SEARCH, BOOK, WEATHER, PING, ODD)

_FLIGHTS = {"flights": [{"id": "LH-7", "price": 99.5}, {"id": "AF-1", "price": 120}]}


def search(**more: Any) -> Call:
    return Call("search_flights", {"from": "MUC", "to": "CDG", "date": "2026-03-04", **more}, _FLIGHTS)


def book(**more: Any) -> Call:
    origin = {"flight_id": {"source": "result", "from_call": "call_1", "field": "flights[0].id", "turn": None}}
    arguments = {"flight_id": "LH-7", "passengers": [{"name": "Ada", "age": 36}, {"name": "Zoë"}], **more}
    return Call("book_flight", arguments, {"ok": True}, origins=origin)


def dialogue(
    turns: Sequence[Turn],
    *,
    name: str = "d1",
    chain: str = "c1",
    tools: Sequence[OfferedTool] = TOOLS,
    system: str = SYSTEM,
) -> Dialogue:
    """Assemble a dialogue as the generator does: calls numbered, a wrong call in a message of its own with weight 0."""
    messages = [Message(role="system", content=system)] if system else []
    records, origins = [], []
    number = 0
    for place, turn in enumerate(turns):
        start, ids = len(messages), []
        messages.append(Message(role="user", content=turn.user))
        for step in turn.steps:
            calls = []
            for call in step:
                number += 1
                calls.append(ToolCall(id=f"call_{number}", name=call.name, arguments=call.arguments))
                ids.append(calls[-1].id)
                origins += _origins(calls[-1], call, place)
            weight = 0 if step[0].wrong else 1
            messages.append(Message(role="assistant", tool_calls=tuple(calls), weight=weight))
            for made, call in zip(calls, step, strict=True):
                text = json.dumps(call.result, ensure_ascii=False)
                messages.append(Message(role="tool", tool_call_id=made.id, name=made.name, content=text))
        messages.append(Message(role="assistant", content=turn.reply, weight=1))
        records.append(TurnRecord(act="request", goal=f"goal {place}", message=start, calls=tuple(ids)))
    return Dialogue(
        id=name,
        seed=7,
        chain=Chain(id=chain, motif="line", seed=7, index=0, tools=("shop/search_flights", "trip/book_flight")),
        plan=_plan(tuple(records)),
        tools=tuple(tools),
        messages=tuple(messages),
        provenance=tuple(origins),
        generator=Generator(kind="offline"),
        checks={"errors": 0, "warnings": 0},
    )


def _origins(made: ToolCall, call: Call, turn: int) -> list[Provenance]:
    plain = {"source": "user", "turn": turn}
    return [
        Provenance(call=made.id, path=k, value=v, **{**plain, **call.origins.get(k, {})})
        for k, v in call.arguments.items()
    ]


def _plan(turns: tuple[TurnRecord, ...]) -> PlanRecord:
    keys = Circumstances.model_fields
    return PlanRecord(
        persona=Persona(name="Ada", role="engineer", traits={"openness": 1}),
        circumstances=Circumstances(**dict.fromkeys(keys, "plain")),
        subtopic="flights",
        goal="Get to Paris",
        clock="2026-03-03T09:00:00+01:00",
        locale="en",
        context={"user_name": "Ada Müller"},
        turns=turns,
    )


WRONG = Call("search_flights", {"from": "MUC", "to": "CDG", "date": "tomorrow"}, {"error": "not a date"}, wrong=True)

KINDS: dict[str, Dialogue] = {
    "two turns": dialogue(
        [
            Turn("Flights from MUC to CDG on 2026-03-04?", [[search()]], "Two: LH-7 and AF-1."),
            Turn("Book the first for Ada, 36, and Zoë.", [[book()]], "Done."),
        ]
    ),
    "several steps": dialogue([Turn("Search and book for Ada, 36, and Zoë.", [[search()], [book()]], "Booked.")]),
    "parallel": dialogue(
        [
            Turn(
                "Weather in 東京 and Zürich at 47.3769?",
                [
                    [
                        Call("get_weather", {"city": "東京"}, {"t": 12.25, "sky": "☀️"}),
                        Call("get_weather", {"city": "Zürich", "lat": 47.3769, "units": "c"}, [1, None, "x"]),
                    ]
                ],
                "12 and cold.",
            )
        ]
    ),
    "wrong then right": dialogue([Turn("MUC to CDG on 2026-03-04", [[WRONG], [search()]], "Two flights.")]),
    "chitchat": dialogue([Turn("Hello!", [], "Hello Ada."), Turn("How are you?", [], "Fine.\n\nAnd you?")]),
    "chitchat first": dialogue([Turn("Hi", [], "Hi!"), Turn("Ping it", [[Call("ping", {}, None)]], "Pong.")]),
    "no arguments": dialogue([Turn("Ping, please", [[Call("ping", {}, "pong")]], "It answers.")], tools=[PING]),
    "no system, no tools": dialogue([Turn("Hi", [], "Hello")], tools=[], system=""),
    "odd values": dialogue(
        [
            Turn(
                'Odd \u2028 one,\n\twith "quotes" and {braces}',
                [
                    [
                        Call(
                            "odd",
                            {"date": None, "from": 3, "tags": ["a", "b/c"], "levels": [1.5, 2.25]},
                            "plain words",
                        )
                    ],
                    [Call("odd", {"from": "x", "levels": []}, {"nested": {"deep": [{"a": {}}]}})],
                ],
                "OK",
            )
        ]
    ),
    "nested": dialogue(
        [
            Turn(
                "Book LH-7",
                [
                    [
                        book(contact={"email": "a@b.c", "address": {"street": "1 Main", "lines": [1, 2]}})._replace(
                            origins={}
                        )
                    ]
                ],
                "Yes",
            )
        ]
    ),
}


def many(count: int, *, chains: int = 5) -> list[Dialogue]:
    """Dialogues of all kinds in turn, with ids and chains of their own."""
    kinds = list(KINDS.values())
    return [
        kinds[i % len(kinds)].model_copy(
            update={"id": f"d{i}", "chain": kinds[0].chain.model_copy(update={"id": f"c{i % chains}"})}
        )
        for i in range(count)
    ]


_TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12).filter(
    lambda t: "<" not in t and t.strip()
)
_NUMBER = st.one_of(
    st.integers(-(2**53), 2**53),
    st.decimals(-1000, 1000, places=4, allow_nan=False).map(float),
)
_VALUES: dict[str, tuple[dict[str, Any], st.SearchStrategy[Any]]] = {
    "string": ({"type": "string"}, _TEXT),
    "number": ({"type": "number"}, _NUMBER),
    "boolean": ({"type": "boolean"}, st.booleans()),
    "list": ({"type": "array", "items": {"type": "string"}}, st.lists(_TEXT, max_size=3)),
    "object": ({"type": "object"}, st.dictionaries(_TEXT, st.one_of(_TEXT, _NUMBER, st.none()), max_size=3)),
    "any": ({"description": "anything"}, st.one_of(st.none(), _TEXT, _NUMBER, st.lists(_NUMBER, max_size=2))),
}
_RESULT = st.recursive(
    st.one_of(st.none(), st.booleans(), _NUMBER, _TEXT),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(_TEXT, inner, max_size=3)),
    max_leaves=6,
)


@st.composite
def dialogues(draw: st.DrawFn, *, index: int = 0) -> Dialogue:
    """A dialogue over tools of arbitrary schemas, all arguments valid, some calls wrong and put right."""
    kinds = draw(st.lists(st.dictionaries(_TEXT, st.sampled_from(sorted(_VALUES)), max_size=4), min_size=1, max_size=3))
    tools = [tool(f"tool_{i}", {k: _VALUES[v][0] for k, v in kind.items()}) for i, kind in enumerate(kinds)]

    def call(*, wrong: bool = False) -> Call:
        which = draw(st.integers(0, len(kinds) - 1))
        some = draw(st.permutations(sorted(kinds[which])))[: draw(st.integers(0, 4))]
        return Call(f"tool_{which}", {k: draw(_VALUES[kinds[which][k]][1]) for k in some}, draw(_RESULT), wrong=wrong)

    turns = []
    for _ in range(draw(st.integers(1, 3))):
        steps = [[call() for _ in range(draw(st.integers(1, 3)))] for _ in range(draw(st.integers(0, 2)))]
        if steps and draw(st.booleans()):
            steps.insert(0, [call(wrong=True)])
        turns.append(Turn(draw(_TEXT), steps, draw(_TEXT)))
    return dialogue(turns, name=f"h{index}", chain=f"c{index}", tools=tools, system=draw(st.sampled_from(["", SYSTEM])))
