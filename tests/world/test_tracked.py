"""What was noted of a parcel leads to where it is now."""

from __future__ import annotations

from tests.world.tools import MOMENT, STRING, make, many, thing, world

STATES = ["announced", "in_transit", "held", "out_for_delivery", "delivered"]
NOTES = ["Left the depot", "Held for customs", "Loaded for delivery"]


def test_no_parcel_is_held_after_it_was_loaded() -> None:
    """None was scanned that is only announced, and the newest scan of one that is held says so."""
    scans = many(scanned_at=MOMENT, note={"type": "string", "examples": NOTES})
    state = {"type": "string", "enum": STATES}
    get = make("track_shipment", {"tracking_number": STRING}, thing(tracking_number=STRING, state=state, scans=scans))
    for seed in range(24):
        post = world(seed)
        shown = post.call(get, {"tracking_number": "CKX1"}).result
        newest = sorted(shown["scans"], key=lambda each: each["scanned_at"], reverse=True)
        stages = [NOTES.index(each["note"]) for each in newest]
        assert stages == sorted(stages, reverse=True)
        assert (shown["state"] == "announced") == (not stages)
        assert shown["state"] != "held" or newest[0]["note"] == "Held for customs"
        assert shown["state"] != "in_transit" or {*stages} == {0}
        assert post.call(get, {"tracking_number": "CKX1"}).result == shown
