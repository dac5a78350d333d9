"""What is told of people and things of any service: names in parts and whole, codes of places, plain descriptions."""

from __future__ import annotations

from datetime import datetime

from tests.world.tools import DATE, INTEGER, MOMENT, STRING, make, many, thing, world

PLAYER = {
    "id": INTEGER,
    "first_name": STRING,
    "last_name": STRING,
    "name": STRING,
    "birthday": DATE,
    "birth_year": INTEGER,
}


def test_a_whole_name_is_that_of_its_parts() -> None:
    """Nobody is called by a word and what they are, and a year of birth is that of the day."""
    teams = make("get_teams", {"q": STRING}, thing(teams=many(team_id=STRING, name=STRING, players=many(**PLAYER))))
    for seed in range(6):
        for team in world(seed).call(teams, {"q": "blue"}).result["teams"]:
            for each in team["players"]:
                assert each["name"] == f"{each['first_name']} {each['last_name']}"
                assert each["birthday"].startswith(str(each["birth_year"]))


def test_who_is_found_by_a_first_name_writes_from_an_address_of_that_name() -> None:
    """The mail address of a Hugh does not say Alice."""
    users = make(
        "get_users",
        {"first_name": STRING},
        thing(users=many(id=STRING, first_name=STRING, last_name=STRING, email={"type": "string", "format": "email"})),
    )
    for seed in range(6):
        shown = world(seed).call(users, {"first_name": "Hugh"}).result["users"]
        assert all(each["first_name"] == "Hugh" and each["email"].startswith("hugh") for each in shown)


def test_codes_of_places_are_no_strings_of_letters() -> None:
    """A country has its two letters, and a parcel goes to a postcode."""
    told = thing(
        order_id=STRING, deliveryCity=STRING, deliveryPostCode=STRING, countryISOCode=STRING, regionISOCode=STRING
    )
    tool = make("get_order", {"order_id": STRING}, told)
    for seed in range(6):
        order = world(seed).call(tool, {"order_id": "ord_1"}).result
        assert len(order["countryISOCode"]) == 2
        assert 2 <= len(order["regionISOCode"]) <= 3
        assert any(c.isdigit() for c in order["deliveryPostCode"])


def test_what_is_done_was_begun_before() -> None:
    """An import takes some time."""
    tool = make("get_import", {"import_id": STRING}, thing(import_id=STRING, startedAt=MOMENT, completedAt=MOMENT))
    for seed in range(6):
        shown = world(seed).call(tool, {"import_id": "imp_1"}).result
        assert datetime.fromisoformat(shown["startedAt"]) < datetime.fromisoformat(shown["completedAt"])


def test_a_call_takes_milliseconds_and_a_bio_is_of_a_person() -> None:
    """No request takes three days, and nobody is agreed with."""
    duration = {"type": "string", "description": "Duration of the request in human-readable format"}
    user = thing(id=STRING, first_name=STRING, bio=STRING, description=STRING)
    tool = make("get_user", {"id": STRING}, thing(duration=duration, user=user))
    for seed in range(6):
        shown = world(seed).call(tool, {"id": "use_1"}).result
        assert shown["duration"].endswith("ms")
        for text in (shown["user"]["bio"], shown["user"]["description"]):
            assert not {"team", "setup", "remarks", "internal"} & {*text.rstrip(".").replace(",", "").split()}
