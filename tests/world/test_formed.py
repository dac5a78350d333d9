from __future__ import annotations

import re

import pytest

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


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("birthday", r"(19|20)\d\d-\d\d-\d\d"),
        ("dayOfBirth", r"[012]\d"),
        ("periodEnd", r"20\d\d-\d\d-\d\d"),
        ("notValidBefore", r"20\d\d-\d\d-\d\d"),
        ("ipRange", r"10\.\d+\.\d+\.0/\d\d"),
        ("subnetV4", r"10\.\d+\.\d+\.0/\d\d"),
        ("computedMd5", r"[0-9a-f]+"),
        ("fqdn", r".+\.example\.com"),
        ("mimetype", r"\w+/\w+"),
        ("cron", r"(\S+ ){4}\S+"),
    ],
)
def test_texts_without_a_format_are_of_their_usual_form(name: str, form: str) -> None:
    """Specs that say only `string` of what has a form everywhere: days, networks, digests, hosts."""
    out = world().call(make("getDevice", {}, thing(**{name: STRING})), {}).result
    assert re.fullmatch(form, out[name]), out[name]
