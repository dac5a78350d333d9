from __future__ import annotations

from tests.world.tools import STRING, make, thing, world


def test_texts_are_of_the_form_that_their_names_tell() -> None:
    """Where only names tell, a year is digits, a duration a length of time, a switch true or false, a logo a link."""
    length = {**STRING, "description": "The length. RFC 3339 format."}
    returns = thing(
        expirationDuration=STRING, expectedDuration=length, year=STRING, modelYear=STRING, sortAscending=STRING,
        hasChildren=STRING, logoDark=STRING, httpMethod=STRING, humanFilesize=STRING, initials=STRING,
    )  # fmt: skip
    out = world().call(make("getSettings", {}, returns), {}).result
    assert out["expirationDuration"][0].isdigit()
    assert out["expectedDuration"][0] == "P"
    assert out["year"].isdigit()
    assert out["modelYear"].isdigit()
    assert {out["sortAscending"], out["hasChildren"]} <= {"true", "false"}
    assert out["logoDark"].startswith("https://")
    assert out["httpMethod"] in ("GET", "POST", "PUT")
    assert out["humanFilesize"].endswith("B")
    assert out["initials"].isupper()
