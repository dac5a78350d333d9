from __future__ import annotations

from tests.world.tools import MOMENT, NUMBER, make, many, thing, world

SENSOR = {"type": "string", "pattern": "^sen-[0-9a-f]{6}$"}
KIND = {"type": "string", "enum": ["motion", "temperature", "humidity", "co2"]}
UNIT = {"type": "string", "enum": ["celsius", "percent", "ppm", "state"]}
READING = {"type": "number", "minimum": 0, "maximum": 2000, "examples": [21.4, 640]}
USUAL = {"motion": (0, 1), "temperature": (15, 28), "humidity": (30, 66), "co2": (400, 1400)}


def test_a_sensor_reads_what_its_kind_does() -> None:
    """A room has no 600 degrees and a motion sensor no 547.5: neither now nor in the history."""
    sensors = make(
        "listSensors", {}, thing(sensors=many(sensorId=SENSOR, kind=KIND, reading=READING, unit=UNIT, readAt=MOMENT))
    )
    row = many(readAt=MOMENT, value=READING)
    history = make("getSensorHistory", {"sensorId": SENSOR}, thing(sensorId=SENSOR, lowest=NUMBER, readings=row))
    for seed in range(8):
        home = world(seed)
        for each in home.call(sensors, {}).result["sensors"]:
            low, high = USUAL[each["kind"]]
            assert low <= each["reading"] <= high
            told = home.call(history, {"sensorId": each["sensorId"]}).result
            assert all(low <= r["value"] <= high for r in told["readings"])
            assert low <= told["lowest"] <= high
        for row_ in world(seed).call(history, {"sensorId": "sen-0c77e2"}).result["readings"]:
            assert row_["value"] < 70


def test_a_place_is_as_high_as_its_city() -> None:
    """Lagos lies by the water and Nairobi on its plateau, whichever world is asked; accuracy is another thing."""
    metres = {"type": "number", "examples": [46, 1684, 12]}
    point = {"lat": NUMBER, "lng": NUMBER}
    tool = make("getElevation", point, thing(elevationM=metres, accuracyM={"type": "number", "maximum": 10}, **point))
    lagos = [world(seed).call(tool, {"lat": 6.4541, "lng": 3.3947}).result for seed in range(3)]
    assert len({each["elevationM"] for each in lagos}) == 1
    assert 0 < lagos[0]["elevationM"] < 80
    assert lagos[0]["accuracyM"] <= 10
    nairobi = world().call(tool, {"lat": -1.2864, "lng": 36.8172}).result
    assert 1500 < nairobi["elevationM"] < 1900
    flat = [world().call(tool, {"lat": 50.0 + n / 3, "lng": 20.5}).result["elevationM"] for n in range(20)]
    assert sum(height < 300 for height in flat) >= len(flat) // 2
