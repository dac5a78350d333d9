"""Dialogues written by hand that are right in every respect, and a builder to write more."""

from __future__ import annotations

import json
from typing import Any

from toolgraph.meaning.values import leaves
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

_PLAIN = dict.fromkeys(Circumstances.model_fields, "plain")
CLOCK = "2026-03-04T09:30:00+01:00"  # a Wednesday


def schema(required: str = "", **properties: Any) -> dict[str, Any]:
    """An object schema; a property is given as its type, or whole."""
    whole = {k: v if isinstance(v, dict) else {"type": v} for k, v in properties.items()}
    return {"type": "object", "properties": whole, "required": required.split(), "additionalProperties": False}


def offered(tool: str, parameters: dict[str, Any], returns: dict[str, Any] | None, **more: Any) -> OfferedTool:
    """A tool under the last part of its id."""
    name = tool.rpartition("/")[2]
    return OfferedTool(name=name, tool=tool, description=name, parameters=parameters, returns=returns, **more)


class Builder:
    """Puts a dialogue together message by message."""

    def __init__(self, name: str, *tools: OfferedTool, context: dict[str, Any] | None = None) -> None:
        self.name, self.tools, self.context = name, tools, context or {}
        given = f"Now: {CLOCK}.\n" + "\n".join(f"{k}: {v}" for k, v in self.context.items())
        self.messages = [Message(role="system", content=given)]
        self.turns: list[TurnRecord] = []
        self.provenance: list[Provenance] = []
        self.calls = 0

    def user(self, text: str, act: Any = "request") -> Builder:
        """A new turn."""
        self.turns.append(TurnRecord(act=act, message=len(self.messages)))
        self.messages.append(Message(role="user", content=text))
        return self

    def step(self, *calls: tuple[str, dict[str, Any], Any, dict[str, Any]], weight: Any = 1) -> Builder:
        """Parallel calls: name, arguments, result, and where each leaf is from.

        Origins: a turn's index, `(call id, field)`, or a source word; a prefix of the path is enough.
        """
        made, answers = [], []
        for name, arguments, result, origins in calls:
            self.calls += 1
            call_id = f"call_{self.calls}"
            made.append(ToolCall(id=call_id, name=name, arguments=arguments))
            content = json.dumps(result, ensure_ascii=False)
            answers.append(Message(role="tool", tool_call_id=call_id, content=content))
            self.provenance += [self._origin(call_id, p, v, origins) for p, v in leaves(arguments)] if weight else []
            last = self.turns[-1]
            self.turns[-1] = last.model_copy(update={"calls": (*last.calls, call_id)})
        self.messages += [Message(role="assistant", tool_calls=tuple(made), weight=weight), *answers]
        return self

    @staticmethod
    def _origin(call: str, path: str, value: Any, origins: dict[str, Any]) -> Provenance:
        origin = origins.get(path, origins.get(path.split("[", maxsplit=1)[0], 0))
        more: dict[str, Any] = {"source": origin}
        if isinstance(origin, int):
            more = {"source": "user", "turn": origin}
        elif isinstance(origin, tuple):
            more = {"source": "result", "from_call": origin[0], "field": origin[1]}
        return Provenance(call=call, path=path, value=value, **more)

    def say(self, text: str) -> Builder:
        """The assistant's words."""
        self.messages.append(Message(role="assistant", content=text, weight=1))
        return self

    def done(self) -> Dialogue:
        """The finished dialogue."""
        plan = PlanRecord(
            persona=Persona(name="Ann Lee", role="baker", traits={}),
            circumstances=Circumstances(**_PLAIN),
            subtopic="", goal="", clock=CLOCK, locale="en_GB", context=self.context, turns=tuple(self.turns),
        )  # fmt: skip
        chain = Chain(
            id=self.name, motif="line", seed=1, index=0, tools=tuple(t.tool for t in self.tools if not t.distractor)
        )
        return Dialogue(
            id=self.name, seed=1, chain=chain, plan=plan, tools=self.tools, messages=tuple(self.messages),
            provenance=tuple(self.provenance), generator=Generator(kind="offline"),
        )  # fmt: skip


FLIGHT = schema("id airline price", id="string", airline="string", price="number", departs_at="string")
SEARCH = offered(
    "travel/search_flights",
    schema(
        "origin destination departure_date", origin="string", destination="string",
        departure_date={"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
        cabin={"type": "string", "enum": ["economy", "business_class"], "default": "economy"},
        passengers={"type": "integer", "minimum": 1},
    ),
    schema("flights", flights={"type": "array", "items": FLIGHT}),
)  # fmt: skip
GET_FLIGHT = offered("travel/get_flight", schema("flight_id", flight_id="string"), FLIGHT)
BOOK = offered(
    "travel/book_flight",
    schema("flight_id passenger_name", flight_id="string", passenger_name="string", seat="string"),
    schema("booking_code total", booking_code="string", total="number", flight_id="string"),
)
MAIL = offered(
    "office/send_email",
    schema("to subject", to="string", subject="string", tags={"type": "array", "items": {"type": "string"}}),
    schema("sent", sent="boolean", message_id="string"),
)  # fmt: skip
WEATHER = offered(
    "weather/get_forecast", schema("city", city="string", days={"type": "integer", "default": 3}),
    schema("city", city="string", high="number"), distractor=True,
)  # fmt: skip

_F1 = {"id": "FL-4821", "airline": "Nordavia", "price": 129.5, "departs_at": "2026-03-13T07:40:00Z"}
_F2 = {"id": "FL-5530", "airline": "Sol Air", "price": 98, "departs_at": "2026-03-13T18:05:00Z"}


def travel() -> Dialogue:
    """Search, look up and book; a relative date, a default, an offered list to pick from, a close."""
    b = Builder("travel", SEARCH, GET_FLIGHT, BOOK, WEATHER, MAIL, context={"user_name": "Ann Lee"})
    b.user("Hi, I need two seats from Oslo to Turin for next Friday. What is there?")
    search = {
        "origin": "Oslo",
        "destination": "Turin",
        "departure_date": "2026-03-13",
        "cabin": "economy",
        "passengers": 2,
    }
    origins = {"origin": 0, "destination": 0, "departure_date": "clock", "cabin": "default", "passengers": 0}
    b.step(("search_flights", search, {"flights": [_F1, _F2]}, origins))
    b.say("Two flights: Nordavia at 7:40 am for 129.50, and Sol Air at 6:05 pm for 98. Which one would you like?")
    b.user("The Sol Air one sounds good. Check it's still there, and if so book it.", "follow_up")
    b.step(("get_flight", {"flight_id": "FL-5530"}, _F2, {"flight_id": ("call_1", "flights[1].id")}))
    book = {"flight_id": "FL-5530", "passenger_name": "Ann Lee"}
    booked = {"booking_code": "QX7LM2", "total": 196, "flight_id": "FL-5530"}
    b.step(("book_flight", book, booked, {"flight_id": ("call_2", "id"), "passenger_name": "context"}))
    b.say("Done: your booking is QX7LM2, 196 in total.")
    b.user(
        "Lovely. Send the code to me at ann@example.org, subject “Turin trip”, tagged travel and family.", "follow_up"
    )
    mail = {"to": "ann@example.org", "subject": "Turin trip", "tags": ["travel", "family"]}
    b.step(("send_email", mail, {"sent": True, "message_id": "m-77120"}, {"to": 2, "subject": 2, "tags": 2}))
    b.say("I have sent it.")
    b.user("That's all, thanks!", "close")
    return b.say("Have a good trip!").done()


ORDER = schema("id status total", id="integer", status="string", total="number", address="string")
FIND = offered(
    "shop/list_orders",
    schema("", status="string", since="string"),
    schema("orders", orders={"type": "array", "items": ORDER}),
)
GET = offered("shop/get_order", schema("order_id", order_id="integer"), ORDER)
MOVE = offered("shop/update_order", schema("order_id address", order_id="integer", address="string"), ORDER)

_O1 = {"id": 70412, "status": "paid", "total": 61.2, "address": "4 Mill Lane"}
_O2 = {"id": 70419, "status": "paid", "total": 18.95, "address": "4 Mill Lane"}


def shop() -> Dialogue:
    """Chit-chat, a clarification, a wrong call put right, two calls at once, a write that changes a thing."""
    b = Builder("shop", FIND, GET, MOVE)
    b.user("Morning! How are you?", "chitchat").say("Very well, thank you. How can I help?")
    b.user("I have moved. Could you change where one of my orders goes?").say("Of course. What is the new address?")
    b.user("It's 12 Harbour Street. It's one of the paid ones.", "clarify")
    b.step(
        ("update_order", {"address": "12 Harbour Street"}, {"code": 400, "message": "order_id is missing"}, {}),
        weight=0,
    )
    b.step(("list_orders", {"status": "paid"}, {"orders": [_O1, _O2]}, {"status": 2}))
    b.say("There are two: 70412 for 61.20, and 70419 for 18.95. Which one?")
    b.user("Show me both first, and then move the first one.", "clarify")
    b.step(
        ("get_order", {"order_id": 70412}, _O1, {"order_id": ("call_2", "orders[0].id")}),
        ("get_order", {"order_id": 70419}, _O2, {"order_id": ("call_2", "orders[1].id")}),
    )
    moved = {**_O1, "address": "12 Harbour Street"}
    change = {"order_id": 70412, "address": "12 Harbour Street"}
    b.step(("update_order", change, moved, {"order_id": ("call_3", "id"), "address": 2}))
    return b.say("Order 70412 now goes to 12 Harbour Street; 70419 stays as it is.").done()


def gold() -> list[Dialogue]:
    """All of them."""
    return [travel(), shop()]
