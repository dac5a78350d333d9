"""What sensors report, and rooms by their names."""

from __future__ import annotations

from tests.world.tools import STRING, make, many, thing, world

KIND = {"type": "string", "enum": ["smoke", "water", "door", "motion", "battery"]}
EVENTS = make(
    "list_alarm_events",
    {"house_id": STRING},
    thing(events=many(alarm_event_id=STRING, kind=KIND, room_name=STRING, sensor_id=STRING)),
)
SENSORS = make("list_sensors", {"house_id": STRING}, thing(sensors=many(sensor_id=STRING, kind=KIND, room_name=STRING)))
DEVICES = make(
    "list_devices",
    {"house_id": STRING},
    thing(devices=many(device_id=STRING, name=STRING, room_id=STRING, room_name=STRING)),
)


def test_a_sensor_is_in_one_room_and_of_one_kind() -> None:
    """Each of its reports is of the same, and so is the list of sensors; any can have a battery that is empty."""
    again = 0
    for seed in range(15):
        here, known = world(seed), {}
        shown = here.call(EVENTS, {"house_id": "hse-1"}).result["events"]
        shown += here.call(SENSORS, {"house_id": "hse-1"}).result["sensors"]
        for each in shown:
            again += each["sensor_id"] in known
            told = known.setdefault(each["sensor_id"], {})
            assert told.setdefault("room", each["room_name"]) == each["room_name"]
            if each["kind"] != "battery":
                assert told.setdefault("kind", each["kind"]) == each["kind"]
    assert again > 5


def test_a_house_has_one_room_of_a_name() -> None:
    """What is called after its room is in the one that is known by that name."""
    for seed in range(15):
        rooms: dict[str, str] = {}
        for each in world(seed).call(DEVICES, {"house_id": "hse-1"}).result["devices"]:
            assert rooms.setdefault(each["room_name"], each["room_id"]) == each["room_id"]
