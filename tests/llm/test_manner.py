"""How people put things: what is said where, in which order, and what nobody would say twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from random import Random
from typing import Any

import pytest

from tests.llm.plans import catalogue
from tests.llm.test_offline import _one, _words
from toolgraph.llm.offline.fields import facts_of
from toolgraph.llm.offline.grammar import Speaker, phrase_rules
from toolgraph.llm.offline.held import Held
from toolgraph.llm.offline.naming import quoted
from toolgraph.llm.offline.picks import put_near
from toolgraph.llm.offline.refer import Aim, is_making
from toolgraph.llm.offline.report import Reporter
from toolgraph.llm.offline.shape import noun_of
from toolgraph.llm.offline.slots import Spoken, speak
from toolgraph.llm.offline.style import styled
from toolgraph.llm.offline.voice import Voice
from toolgraph.llm.offline.wishes import Wish
from toolgraph.llm.offline.words_in import dress
from toolgraph.llm.offline.written import Ink
from toolgraph.models.dialogue_plan import PlannedCall, SaidValue

_NOW = datetime(2026, 3, 3, tzinfo=UTC)


def _value(label: str, value: Any, **more: Any) -> Spoken:
    said = SaidValue(call="call_1", path=label.replace(" ", "_"), label=label, value=value, **more)
    return speak(said, rng=Random(1), clock=_NOW)


def _dressed(rest: str, *values: Spoken, verb: str = "find", seed: int = 0) -> str:
    held = Held()
    done = dress(Wish(verb, rest), values, Speaker(frozenset(), Random(seed)), held, 4)
    return held.plain(f"{done.wish.rest} {done.wish.tail}".strip())


def _ink() -> Ink:
    return Ink(Held(), Random(1), _NOW)


def _call(number: int, tool: str, result: Any, arguments: dict[str, Any] | None = None, **more: Any) -> PlannedCall:
    name = tool.partition("/")[2]
    return PlannedCall(id=f"call_{number}", tool=tool, name=name, arguments=arguments or {}, result=result, **more)


def _talks(turns: list[dict[str, Any]], *tools: str) -> Iterator[list[tuple[str, str]]]:
    """What both sides say of the turns, in each of the voices that there are."""
    chosen = {t: catalogue()[t] for t in tools}
    for number in range(6):
        yield [(user, reply) for _, user, reply in _words(_one(turns, chosen, number, plan_id=f"m{number}"))]


def test_an_amount_does_not_follow_a_day() -> None:
    """`21 August of 7000` would be a year, so the amount stands before the day."""
    for seed in range(8):
        text = _dressed("a deal", _value("close date", "2026-08-21"), _value("amount", 7000), verb="open", seed=seed)
        assert text.index("7000") < text.index("August")


def test_only_things_about_something_are_sought_by_a_topic() -> None:
    """A course may be about ramen; a place is not."""
    places = {_dressed("places", _value("query", "ramen"), seed=seed) for seed in range(20)}
    courses = {_dressed("courses", _value("query", "ramen"), seed=seed) for seed in range(40)}
    assert not [text for text in places if "about" in text or " on " in text or "mention" in text]
    assert [text for text in courses if "about" in text]


def test_a_kind_stands_before_its_noun() -> None:
    """A yoga workout, and no workout for yoga."""
    assert _dressed("a workout", _value("sport", "yoga"), verb="record") == "a yoga workout"


def test_several_values_make_the_noun_plural() -> None:
    """Two names are of two companies."""
    two = _value("name", "Halden")._replace(text="Halden and Meridian", many=True)
    assert _dressed("a listed company", two).startswith("listed companies ")


@pytest.mark.parametrize(("count", "wanted"), [(1, "1 session per week"), (4, "sessions per week")])
def test_one_of_something_is_singular(count: int, wanted: str) -> None:
    """One session a week is no sessions."""
    assert wanted in _dressed("a plan", _value("sessions per week", count), verb="make")


@pytest.mark.parametrize(
    ("rest", "aim", "wanted"),
    [
        ("the travel time", Aim("c", "point", alone=False, among=False, role="", way="from"), "the travel time from X"),
        ("directions", Aim("c", "destination", alone=True, among=False, role="", way="to"), "directions to X"),
        (
            "the height of a point above the sea",
            Aim("c", "point", alone=True, among=False, role=""),
            "the height of X above the sea",
        ),
        ("a picture with a camera", Aim("c", "device", alone=True, among=False, role=""), "a picture with X"),
        ("my alerts", Aim("c", "city", alone=True, among=False, role=""), "my alerts in the city of X"),
    ],
)
def test_a_chosen_thing_stands_where_it_belongs(rest: str, aim: Aim, wanted: str) -> None:
    """Where something is from or to, and of what it is, decides the place of the chosen thing."""
    wish = Wish("find", rest)
    placed = put_near(wish, aim, "X", (), making=is_making(wish), kind="hotel")
    assert placed is not None
    assert placed.rest == wanted


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Focus", "Focus"),
        ("Hong Kong in May", "Hong Kong in May"),
        ("How do I add a user?", "“How do I add a user?”"),
        ("Sensor offline since Monday", "“Sensor offline since Monday”"),
        ("Grid sensors, phase three", "“Grid sensors, phase three”"),
    ],
)
def test_names_that_run_on_stand_in_quotation_marks(name: str, wanted: str) -> None:
    """A title that reads as part of the sentence around it is set off."""
    assert quoted(name) == wanted


def test_had_better_is_not_would_better() -> None:
    """The short form of `had` is spelled out as what it is."""
    voice = Voice(frozenset(("formal",)), 0.5, 0.0, slang=False, careless=False, typos=False)
    assert styled("I'd better go.", voice, Speaker(frozenset(), Random(1))) == "I had better go."


def test_nobody_is_impatient_with_a_good_answer() -> None:
    """Whatever the mood, what follows an answer does not open with relief that it came at last."""
    for rule in ("ask_more", "close", "ack"):
        for form in (f for forms in phrase_rules()[rule].values() for f in forms):
            assert not form.startswith(("Finally", "About time")), form


def test_a_record_tells_what_its_list_has_not() -> None:
    """Behind a list with ratings, the details of one item do not begin with its rating again."""
    search, get = (catalogue()[f"maps_weather/{n}"] for n in ("search_places_in_city", "get_place_details"))
    place = {"place_id": "plc_1", "name": "Larch Ramen", "rating": 4.4, "address": "Castle utca 63"}
    other = {"place_id": "plc_2", "name": "Sage", "rating": 4.1, "address": "Dob utca 2"}
    reporter, ink = Reporter(Speaker(frozenset(), Random(1)), (), {}), _ink()
    found = _call(1, search.id, {"places": [place, other]})
    seen = _call(2, get.id, {**place, "email": "larch@example.org"})
    first, second = (ink.held.plain(reporter.summary(c, t, ink, wish=None)) for c, t in ((found, search), (seen, get)))
    assert "rated 4.4" in first
    assert "rated" not in second
    assert "larch@example.org" in second
    assert "the place Larch" not in second


def test_a_name_stands_with_the_wish_that_it_is_for() -> None:
    """With two wishes in a turn, what the first thing is called is said before the second wish."""
    said = SaidValue(call="call_1", path="name", label="name", value="silver-docs")
    tools = ("code_hosting/create_repository", "code_hosting/merge_pull_request")
    steps = ((_call(1, tools[0], {"repository_id": "r1"}, {"name": "silver-docs"}),), (_call(2, tools[1], {}),))
    goal = "create a repository for source code and its history and merge a pull request into its target branch"
    for talk in _talks([{"act": "request", "goal": goal, "said": (said,), "steps": steps}], *tools):
        user = talk[0][0].lower()
        joined = re.search(r"history[^.?!]* and [^.?!]*merge", user)
        assert joined or user.index("silver-docs") < user.index("merge")


def test_people_who_are_asked_are_named() -> None:
    """The report says who was asked to review, not that people were."""
    tool = "code_hosting/request_review"
    call = _call(1, tool, {"number": 9, "author_login": "kim"}, {"reviewer_logins": ["gil99", "pat"]})
    for talk in _talks([{"act": "request", "goal": "ask people to review a pull request", "steps": ((call,),)}], tool):
        assert "asked gil99 and pat to review" in talk[0][1]
        assert "kim" not in talk[0][1]


def test_what_a_deed_names_is_not_told_again() -> None:
    """A booked teacher is named once."""
    tool = "learning/book_tutoring"
    result = {"tutoring_id": "t1", "teacher_name": "Rosa Hidalgo", "price": 37.0, "currency": "USD"}
    turn = {"act": "request", "goal": "book an hour alone with a teacher", "steps": ((_call(1, tool, result),),)}
    for talk in _talks([turn], tool):
        assert talk[0][1].count("Rosa Hidalgo") == 1
        assert "37" in talk[0][1]


def test_a_label_is_not_said_again_behind_it() -> None:
    """Of several cameras each report names its camera once."""
    lister, tool = "smart_home/list_devices", "smart_home/get_camera_snapshot"
    names = ("Front door", "Lake side", "Attic")
    devices = {"devices": [{"device_id": f"d{i}", "name": n} for i, n in enumerate(names)]}
    steps = tuple(
        _call(i + 2, tool, {"device_id": f"d{i}", "taken_at": "2026-03-01T10:00:00Z"}, {"device_id": f"d{i}"})
        for i in range(3)
    )
    turns = [
        {"act": "request", "goal": "list the devices of a home", "steps": ((_call(1, lister, devices),),)},
        {"act": "follow_up", "goal": "take a picture with a camera", "steps": (steps,)},
    ]
    for talk in _talks(turns, lister, tool):
        assert talk[1][1].count("Lake side") == 1


def test_a_place_without_finds_is_not_missing() -> None:
    """Nothing is found for Lagos; nobody says that the city of Lagos does not exist."""
    tool = "maps_weather/search_places_in_city"
    error = {"error": {"code": "not_found", "message": "Nothing was found for city 'Lagos'."}}
    call = _call(1, tool, error, {"city": "Lagos"}, ok=False)
    said = SaidValue(call="call_1", path="city", label="city", value="Lagos")
    turn = {"act": "request", "goal": "find places", "said": (said,), "steps": ((call,),), "reply": "apologise"}
    for talk in _talks([turn], tool):
        assert "Lagos" in talk[0][1]
        assert "city" not in talk[0][1]


def test_a_trip_takes_its_time() -> None:
    """A way does not last, and nobody has arrived before they set out."""
    record = {"distance_km": 7.3, "duration_min": 21, "arrive_at": "2026-02-01T10:00:00Z"}
    told = "; ".join(f.clause for f in facts_of(record, _ink(), thing="route"))
    assert "takes" in told
    assert "arrived" not in told
    assert noun_of(catalogue()["maps_weather/estimate_travel_time"]) == "trip"


def test_how_often_is_no_adjective() -> None:
    """`A weekly one`, but no `instantly one`."""
    reporter, ink = Reporter(Speaker(frozenset(), Random(1)), (), {}), _ink()
    tool = catalogue()["jobs/listJobAlerts"]
    alerts = [{"alertId": "a1", "frequency": "weekly"}, {"alertId": "a2", "frequency": "instantly"}]
    told = ink.held.plain(reporter.summary(_call(1, tool.id, {"alerts": alerts}), tool, ink, wish=None))
    assert "weekly one" in told
    assert "one (instantly)" in told
