"""Seats stand in rows: which letter is by the window, and which row there is."""

from __future__ import annotations

from tests.world.tools import STRING, make, many, thing, world

KIND = {"type": "string", "enum": ["window", "middle", "aisle"]}
NUMBER = {"type": "string", "pattern": "^[0-9]{1,2}[A-K]$", "examples": ["12A", "23F"]}
SEATS = thing(flightId=STRING, seats=many(seatNumber=NUMBER, kind=KIND))
OF_KIND = make("getSeatMap", {"flightId": STRING, "kind": KIND}, SEATS)
ALL = make("getSeatMap", {"flightId": STRING}, SEATS)
LETTERS = {"window": "AF", "middle": "BE", "aisle": "CD"}


def test_a_seat_is_where_its_letter_says() -> None:
    """Asked for by kind or not; no row is none or behind the tail, no seat there twice."""
    seen = set()
    for seed in range(10):
        for call, more in ((ALL, {}), *((OF_KIND, {"kind": kind}) for kind in LETTERS)):
            seats = world(seed).call(call, {"flightId": "f1", **more}).result["seats"]
            assert len({seat["seatNumber"] for seat in seats}) == len(seats)
            for seat in seats:
                assert seat["seatNumber"][-1] in LETTERS[seat["kind"]]
                assert 1 <= int(seat["seatNumber"][:-1]) <= 45
                seen.add(seat["seatNumber"][-1])
    assert seen == set("ABCDEF")
