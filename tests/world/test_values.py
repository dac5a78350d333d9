from __future__ import annotations

import json
import re
from datetime import date, timedelta
from random import Random

import pytest
from jsonschema import Draft202012Validator

from tests.world.calls import SETTING, arguments_for
from tests.world.tools import CLOCK, DATE, PERSON, STRING, make
from toolgraph.models.base import JsonValue
from toolgraph.models.tool import Tool
from toolgraph.world import places
from toolgraph.world.asked import schema_at
from toolgraph.world.base import Setting
from toolgraph.world.validate import arguments_errors
from toolgraph.world.values import leaf_value


def said(tool: Tool, path: str, seed: int = 1) -> JsonValue:
    leaf = next(p for p in tool.inputs if p.path == path)
    return leaf_value(leaf, tool, Random(seed), SETTING)


def test_every_parameter_of_the_catalogue_gets_a_valid_value(catalogue: list[Tool]) -> None:
    """Three draws for each parameter are valid under its own schema."""
    for tool in catalogue:
        for leaf in tool.inputs:
            validator = Draft202012Validator(schema_at(tool.parameters, leaf.path))
            for seed in range(3):
                value = leaf_value(leaf, tool, Random(seed), SETTING)
                assert validator.is_valid(value), (leaf.id, value)


def test_whole_arguments_are_valid(catalogue: list[Tool]) -> None:
    """All leaves together make arguments that the tool accepts."""
    for tool in catalogue:
        arguments = arguments_for(tool, Random(2), optional=1.0)
        assert arguments_errors(tool, arguments) == [], tool.id


def test_the_same_generator_gives_the_same_value(catalogue: list[Tool]) -> None:
    """A value depends on the generator's state and the setting, not on what was asked before."""
    leaves = [(leaf, tool) for tool in catalogue for leaf in tool.inputs]
    forth = [leaf_value(leaf, tool, Random(9), SETTING) for leaf, tool in leaves]
    back = [leaf_value(leaf, tool, Random(9), SETTING) for leaf, tool in reversed(leaves)]
    assert forth == back[::-1]


def test_dates_to_come_are_soon_and_dates_to_look_back_to_are_past() -> None:
    """A departure lies within two months of the clock; a search for old messages starts before it."""
    book = make("bookFlight", {"departureDate": DATE}, None)
    search = make("searchMessages", {"after": DATE, "dateOfBirth": DATE}, None)
    today = CLOCK.date()
    for seed in range(20):
        assert today < date.fromisoformat(said(book, "departureDate", seed)) <= today + timedelta(days=60)
        assert date.fromisoformat(said(search, "after", seed)) < today
        assert date.fromisoformat(said(search, "dateOfBirth", seed)) < today - timedelta(days=18 * 365)


def test_an_end_is_not_before_its_start() -> None:
    """Check-out comes after check-in, whatever the draws."""
    stay = make("searchHotels", {"checkIn": DATE, "checkOut": DATE}, None)
    for seed in range(20):
        assert said(stay, "checkIn", seed) < said(stay, "checkOut", seed + 100)


@pytest.mark.parametrize(
    ("name", "schema", "form"),
    [
        ("email", STRING, r"^[a-z.]+@example\.(com|org|net)$"),
        ("phone", STRING, r"^\+\d[\d ]{7,}$"),
        ("countryCode", {"type": "string", "pattern": "^[A-Z]{2}$"}, r"^[A-Z]{2}$"),
        ("currency", STRING, r"^[A-Z]{3}$"),
        ("quantity", {"type": "integer", "minimum": 1}, r"^[1-4]$"),
        ("orderId", {"type": "string", "examples": ["BK-20394"]}, r"^BK-\d{5}$"),
        ("orderId", STRING, r"^ord_[A-Z0-9]{6}$"),
        ("orderId", {"type": "string", "format": "uuid"}, r"^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$"),
        ("maxPrice", {"type": "number", "minimum": 10, "maximum": 60}, r"^\d{2}(\.\d+)?$"),
        ("startsAt", {"type": "string", "format": "date-time"}, r"^2026-1[12]-\d\dT\d\d:[03]0:00\+01:00$"),
    ],
)
def test_a_name_tells_the_form_of_its_value(name: str, schema: dict[str, JsonValue], form: str) -> None:
    """Values have the form that a person or a service would use for the name."""
    tool = make("createOrder", {name: schema}, None)
    for seed in range(10):
        assert re.search(form, str(said(tool, name, seed))), said(tool, name, seed)


def test_parts_of_an_address_belong_together() -> None:
    """City, country and coordinates asked for one by one speak of one place; name and e-mail of one person."""
    parts = {"city": STRING, "countryCode": {"type": "string", "pattern": "^[A-Z]{2}$"}}
    address = {"type": "object", "properties": parts}
    tool = make("saveContact", {"fullName": STRING, "email": STRING, "address": address}, None)
    for hour in range(12):
        setting = Setting(CLOCK + timedelta(hours=hour), "en_US", PERSON)
        city, code, name, email = (
            leaf_value(leaf, tool, Random(n), setting)
            for n, path in enumerate(("address.city", "address.countryCode", "fullName", "email"))
            for leaf in tool.inputs
            if leaf.path == path
        )
        found = places.named(str(city))
        assert found is not None
        assert found.country.code == code
        assert str(email).split(".", 1)[0] == re.sub(r"[^a-z]", "", str(name).split()[0].lower()) or not name.isascii()


def test_free_text_reads_like_a_person_wrote_it() -> None:
    """Subjects, bodies, notes and reasons are sentences of several words, never filler."""
    tool = make("sendMessage", dict.fromkeys(("subject", "body", "note", "reason"), STRING), None)
    for name in ("subject", "body", "note", "reason"):
        texts = {str(said(tool, name, seed)) for seed in range(20)}
        assert len(texts) > 3
        assert all(len(text.split()) >= 2 and text[0].isupper() for text in texts), texts
        assert "lorem" not in json.dumps(sorted(texts)).lower()


def test_a_choice_is_one_of_the_choices_and_a_list_has_different_ones() -> None:
    """Enumerations are respected in scalars and lists."""
    kind = {"type": "string", "enum": ["a", "b", "c"]}
    tool = make("listShops", {"kind": kind, "kinds": {"type": "array", "items": kind, "minItems": 2}}, None)
    for seed in range(10):
        assert said(tool, "kind", seed) in "abc"
        kinds = said(tool, "kinds", seed)
        assert len(kinds) == len(set(kinds)) >= 2


def test_objects_without_leaves_get_what_they_require() -> None:
    """A list of objects that lies too deep for leaves is filled with what its schema requires."""
    inner = {"type": "object", "properties": {"x": {"type": "integer"}, "y": STRING}, "required": ["x"]}
    deep: dict[str, JsonValue] = {"type": "array", "items": inner}
    for name in "gfedcba":
        deep = {"type": "object", "properties": {name: deep}, "required": [name]}
    tool = make("placeThing", deep["properties"], None)
    for leaf in tool.inputs:
        value = leaf_value(leaf, tool, Random(1), SETTING)
        assert Draft202012Validator(schema_at(tool.parameters, leaf.path)).is_valid(value), (leaf.path, value)
