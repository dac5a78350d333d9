"""Small tools with known meanings, and worlds to call them in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from toolgraph.models.spec import ErrorResponse, RawSpec, RawTool
from toolgraph.models.tool import Tool
from toolgraph.normalise import normalise
from toolgraph.world.base import Person
from toolgraph.world.simulated import SimulatedWorld

CLOCK = datetime.fromisoformat("2026-11-24T10:15:00+01:00")
PERSON = Person("Maya Torres", "maya.torres@example.com", "+351 91 222 3344", "Lisbon")

STRING = {"type": "string"}
NUMBER, INTEGER = {"type": "number"}, {"type": "integer"}
DATE = {"type": "string", "format": "date"}
MOMENT = {"type": "string", "format": "date-time"}
EMAIL = {"type": "string", "format": "email"}
TEXTS = {"type": "array", "items": STRING}


def thing(*optional: str, **properties: object) -> dict[str, Any]:
    """The schema of an object that has all of some properties but those named optional."""
    return {"type": "object", "properties": properties, "required": [p for p in properties if p not in optional]}


def many(**properties: object) -> dict[str, Any]:
    """The schema of a list of such objects."""
    return {"type": "array", "items": thing(**properties)}


HOTEL = {
    "type": "object",
    "properties": {
        "hotelId": {"type": "string", "pattern": "^ht_[a-z0-9]{6}$"},
        "name": STRING,
        "city": STRING,
        "countryCode": {"type": "string", "pattern": "^[A-Z]{2}$"},
        "stars": {"type": "integer", "minimum": 1, "maximum": 5},
        "pricePerNight": {
            "type": "object",
            "properties": {"amount": {"type": "number", "minimum": 5}, "currency": {"type": "string"}},
            "required": ["amount", "currency"],
        },
        "breakfast": {"type": "boolean"},
    },
    "required": ["hotelId", "name", "city", "countryCode", "stars", "pricePerNight"],
}
TASK = {
    "type": "object",
    "properties": {
        "taskId": {"type": "string", "examples": ["TSK-20394"]},
        "title": STRING,
        "dueDate": DATE,
        "status": {"type": "string", "enum": ["open", "done", "cancelled"]},
        "labels": {"type": "array", "items": STRING},
        "createdAt": {"type": "string", "format": "date-time"},
    },
    "required": ["taskId", "title", "dueDate", "status", "labels", "createdAt"],
}
TASKS = {
    "type": "object",
    "properties": {"tasks": {"type": "array", "items": TASK}, "total": {"type": "integer"}},
    "required": ["tasks", "total"],
}


def make(name: str, properties: dict[str, Any], returns: dict[str, Any] | None, **more: Any) -> Tool:
    """A tool of the source `desk`; `required` lists its required parameters, all by default."""
    required = more.pop("required", list(properties))
    parameters = {"type": "object", "properties": properties, "required": required}
    raw = RawTool(name=name, parameters=parameters, returns=returns, **more)
    spec = RawSpec(origin="test", source="desk", format="openai", tools=(raw,))
    return normalise(spec).tools[0]


def world(seed: int = 1) -> SimulatedWorld:
    return SimulatedWorld(seed=seed, clock=CLOCK, locale="en_US", person=PERSON)


SEARCH_HOTELS = make(
    "searchHotels",
    {
        "city": STRING,
        "minStars": {"type": "integer"},
        "maxPricePerNight": {"type": "number"},
        "currency": {"type": "string"},
        "limit": {"type": "integer", "minimum": 1},
    },
    {"type": "object", "properties": {"hotels": {"type": "array", "items": HOTEL}, "total": {"type": "integer"}},
     "required": ["hotels", "total"]},
    required=["city"],
)  # fmt: skip
GET_HOTEL = make("getHotel", {"hotelId": STRING}, HOTEL)
CREATE_TASK = make(
    "createTask",
    {"title": STRING, "dueDate": DATE, "labels": {"type": "array", "items": STRING}},
    TASK,
    required=["title"],
)
GET_TASK = make("getTask", {"taskId": STRING}, TASK)
LIST_TASKS = make("listTasks", {"status": TASK["properties"]["status"]}, TASKS, required=[])
UPDATE_TASK = make("updateTask", {"taskId": STRING, "newTitle": STRING, "dueDate": DATE}, TASK, required=["taskId"])
COMPLETE_TASK = make("completeTask", {"taskId": STRING}, TASK, effect="write")
CANCEL_TASK = make("cancelTask", {"taskId": STRING}, TASK)
DELETE_TASK = make(
    "deleteTask",
    {"taskId": STRING},
    None,
    errors=(
        ErrorResponse(
            status=404,
            example={"code": "no_such_task", "message": "There is no such task."},
            schema_={
                "type": "object",
                "properties": {"code": STRING, "message": STRING, "field": STRING},
                "required": ["code", "message"],
            },
        ),
    ),
)
