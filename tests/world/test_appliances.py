"""Machines of a home: where they stand, what they draw, and how warm they keep a room."""

from __future__ import annotations

from tests.world.tools import INTEGER, NUMBER, STRING, make, many, thing, world

KIND = {"type": "string", "enum": ["plug", "fan", "heater", "speaker"]}
NAME = {"type": "string", "examples": ["Coffee machine plug", "Bedroom fan", "Bathroom heater"]}
FLAG = {"type": "boolean"}
WATTS = {"type": "number", "description": "Power drawn now in watts", "maximum": 4000}
FEW = {"type": "integer", "minimum": 1, "maximum": 7}
ROOM = {"type": "string", "examples": ["Kitchen", "Bedroom", "Office", "Hall"]}
ROOMS = make("list_rooms", {"house_id": STRING}, thing(rooms=many(room_id=STRING, name=ROOM, device_count=FEW)))
DEVICE = {"device_id": STRING, "name": NAME, "kind": KIND, "room_id": STRING, "room_name": STRING, "is_online": FLAG}
DEVICES = make(
    "list_devices",
    {"house_id": STRING, "room_id": STRING, "kind": KIND},
    thing(devices=many(**DEVICE), total=INTEGER),
    required=["house_id"],
)
SHOW = make("get_device", {"device_id": STRING}, thing("battery_percent", device_id=STRING, kind=KIND, is_on=FLAG,
            power_w=WATTS, battery_percent=INTEGER))  # fmt: skip


def test_what_stands_in_a_room_is_called_so() -> None:
    """No bedroom fan is in the kitchen, nobody has five of a sort there, and nearly all of them answer."""
    online = []
    for seed in range(12):
        home = world(seed)
        for room in home.call(ROOMS, {"house_id": "hse-1"}).result["rooms"]:
            here = {"house_id": "hse-1", "room_id": room["room_id"]}
            devices = home.call(DEVICES, here).result["devices"]
            for each in devices:
                assert each["room_name"] == room["name"]
                others = {"Bedroom", "Kitchen", "Bathroom", "Office", "Hall"} - {room["name"]}
                assert not others & {*each["name"].split()}
                online.append(each["is_online"])
            assert len({each["name"] for each in devices}) == len(devices)
            assert home.call(DEVICES, {**here, "kind": "fan"}).result["total"] <= 3
    assert sum(online) > len(online) * 0.8


def test_what_is_off_draws_nothing() -> None:
    """A fan draws some watts while it is on, a heater more; neither runs on a battery."""
    for seed in range(20):
        device = world(seed).call(SHOW, {"device_id": "dev-1"}).result
        assert "battery_percent" not in device
        low, high = (900, 1900) if device["kind"] == "heater" else (0, 100)
        assert low <= device["power_w"] <= high if device["is_on"] else device["power_w"] == 0


def test_a_room_is_about_as_warm_as_it_is_set() -> None:
    """A thermostat that heats is not five degrees above what is wanted."""
    degrees = {"type": "number", "minimum": 5, "maximum": 30, "examples": [21.0, 17.5]}
    mode = {"type": "string", "enum": ["heat", "cool", "auto", "off"]}
    warmth = {"current_temperature_c": degrees, "target_temperature_c": degrees}
    tool = make("get_thermostat", {"thermostat_id": STRING}, thing(thermostat_id=STRING, mode=mode, **warmth))
    for seed in range(20):
        told = world(seed).call(tool, {"thermostat_id": "thm-1"}).result
        assert abs(told["current_temperature_c"] - told["target_temperature_c"]) < 2
        assert told["mode"] != "cool" or told["current_temperature_c"] > told["target_temperature_c"]


def test_a_home_has_one_sensor_of_a_kind_in_a_room() -> None:
    """Four motion sensors are not all in the kitchen, and smoke is hardly ever reported."""
    kind = {"type": "string", "enum": ["motion", "smoke"]}
    sensor = many(sensor_id=STRING, kind=kind, room_name=STRING, reading=NUMBER)
    tool = make("list_sensors", {"house_id": STRING, "kind": kind}, thing(sensors=sensor))
    smoke = []
    for seed in range(15):
        for wanted in ("motion", "smoke"):
            shown = world(seed).call(tool, {"house_id": "hse-1", "kind": wanted}).result["sensors"]
            assert len({each["room_name"] for each in shown}) == len(shown)
            smoke += [each["reading"] for each in shown if wanted == "smoke"]
    assert sum(smoke) <= 2


def test_what_uses_most_uses_it_in_any_span() -> None:
    """The same heater leads in five days and in nine, under its new name, and it has used more in nine."""
    kwh, name = {"type": "number", "maximum": 300}, {"type": "string", "examples": ["Bathroom heater", "Bedroom fan"]}
    day = {"type": "string", "format": "date"}
    usage = thing(total_kwh={"type": "number"}, days=many(date=day, kwh={"type": "number", "maximum": 12}),
                  top_devices=many(device_id=STRING, name=name, kwh=kwh))  # fmt: skip
    get = make("get_energy_usage", {"house_id": STRING, "from_date": day, "to_date": day}, usage)
    rename = make("rename_device", {"device_id": STRING, "new_name": STRING}, thing(device_id=STRING, name=STRING,
                  room_name=STRING), effect="write")  # fmt: skip
    for seed in range(8):
        home, span = world(seed), {"house_id": "hse-1", "to_date": "2026-11-05"}
        short = home.call(get, {**span, "from_date": "2026-11-01"}).result["top_devices"]
        first = short[0]["device_id"]
        new = home.call(rename, {"device_id": first, "new_name": "Warm one"}).result
        assert new["room_name"] == short[0]["name"].rpartition(" ")[0]
        long = home.call(get, {**span, "from_date": "2026-10-28"}).result["top_devices"]
        assert [each["device_id"] for each in long] == [each["device_id"] for each in short]
        assert long[0]["name"] == "Warm one"
        assert all(more["kwh"] >= less["kwh"] for more, less in zip(long, short, strict=True))


def test_a_light_that_is_set_is_on_and_stays_so() -> None:
    """Setting the brightness switches it on; what is switched for no time that was told goes back at none."""
    light = thing(light_id=STRING, is_on=FLAG, brightness=INTEGER)
    dim = make("set_light", {"light_id": STRING, "brightness": INTEGER}, light, effect="write")
    assert all(world(n).call(dim, {"light_id": "l-1", "brightness": 60}).result["is_on"] for n in range(8))
    moment = {"type": "string", "format": "date-time"}
    power = {"type": "string", "enum": ["on", "off"]}
    switch = make("set_device_power", {"device_id": STRING, "power": power, "for_minutes": INTEGER},
                  thing("until", device_id=STRING, is_on=FLAG, until=moment), required=["device_id", "power"],
                  effect="write")  # fmt: skip
    for seed in range(5):
        assert "until" not in world(seed).call(switch, {"device_id": "d-1", "power": "off"}).result
        timed = world(seed).call(switch, {"device_id": "d-1", "power": "off", "for_minutes": 30}).result
        assert timed["until"].startswith("2026-11-24T10:45")
