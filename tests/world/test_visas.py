"""Entry rules: as the two countries have them, the same each time, with the form of the country to visit."""

from __future__ import annotations

from tests.world.tools import make, thing, world

CODE = {"type": "string", "pattern": "^[A-Z]{2}$"}
RULES = make(
    "getVisaRequirements",
    {"nationality": CODE, "destinationCountry": CODE},
    thing(
        "applyUrl",
        destinationCountry=CODE,
        visaRequired={"type": "boolean"},
        visaType={"type": "string", "enum": ["none", "electronic", "on_arrival", "embassy"]},
        maxStayDays={"type": "integer", "minimum": 14, "maximum": 180, "description": "Longest stay in days"},
        passportValidityMonths={"type": "integer", "minimum": 0, "maximum": 6},
        applyUrl={"type": "string", "format": "uri", "examples": ["https://entry.example.org/ke/apply"]},
    ),
)


def test_an_entry_rule_is_one_that_countries_have() -> None:
    for seed in range(8):
        for whose, where, kind in (
            ("FR", "US", "electronic"),
            ("FR", "ZA", "none"),
            ("DK", "PT", "none"),
            ("IN", "DE", "embassy"),
        ):
            told = world(seed).call(RULES, {"nationality": whose, "destinationCountry": where}).result
            assert (told["visaType"], told["visaRequired"]) == (kind, kind != "none")
            assert told["maxStayDays"] in (30, 60, 90, 180)
            assert told["passportValidityMonths"] in (0, 3, 6)
            if kind != "none":
                assert told["applyUrl"] == f"https://entry.example.org/{where.lower()}/apply"
