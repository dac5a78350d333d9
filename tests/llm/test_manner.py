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
from toolgraph.llm.offline.grammar import Speaker, phrase_rules
from toolgraph.llm.offline.held import Held
from toolgraph.llm.offline.naming import quoted
from toolgraph.llm.offline.slots import Spoken, speak
from toolgraph.llm.offline.style import styled
from toolgraph.llm.offline.voice import Voice
from toolgraph.llm.offline.wishes import Wish, put
from toolgraph.llm.offline.words_in import dress
from toolgraph.llm.offline.written import Ink
from toolgraph.llm.offline.written import number as written
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


def test_a_place_in_time_is_not_in_in() -> None:
    """`Checking in in two weeks` is not said, whatever form is drawn."""
    for seed in range(12):
        value = _value("check-in date", "2026-03-17", relative=True)
        assert " in in " not in _dressed("hotels", value, seed=seed)


def test_an_issue_number_is_a_number_of_an_issue() -> None:
    """It is told as `issue 361`, and is no count."""
    assert _dressed("an issue with its comments", _value("issue number", 361), verb="show").startswith("issue 361")
    assert _value("guests number", 4).slot.shape == "number"


def test_a_name_stands_with_the_wish_that_it_is_for() -> None:
    """With two wishes in a turn, what the first thing is called is said before the second wish."""
    said = SaidValue(call="call_1", path="name", label="name", value="silver-docs")
    tools = ("code_hosting/create_repository", "code_hosting/merge_pull_request")
    steps = ((_call(1, tools[0], {"repository_id": "r1"}, {"name": "silver-docs"}),), (_call(2, tools[1], {}),))
    goal = "create a repository for source code and its history and merge a pull request into its target branch"
    for talk in _talks([{"act": "request", "goal": goal, "said": (said,), "steps": steps}], *tools):
        user = talk[0][0].lower()
        assert user.index("silver-docs") < user.index("merg")


def test_a_question_is_whole() -> None:
    """What is asked for may be a clause (`what to search for`), which nobody is `given` or `needs`."""
    for rule in ("ask_one", "ask_many"):
        for form in (f for forms in phrase_rules()[rule].values() for f in forms):
            assert not re.search(r"(?:need|give me|provide|may I have|for) \{ask\}", form, re.IGNORECASE), form


def test_coordinates_are_asked_for_at_once() -> None:
    """Latitude and longitude are one question, as they are one answer."""
    asks = tuple(SaidValue(call="call_1", path=p, label=p, value=1.5) for p in ("longitude", "latitude"))
    turn = {"act": "request", "goal": "find places near a point", "asks": asks, "reply": "ask"}
    for talk in _talks([turn], "maps_weather/search_places_in_city"):
        assert "coordinates" in talk[0][1]
        assert "latitude" not in talk[0][1]


def test_a_place_with_its_own_preposition_gets_no_other() -> None:
    """No `in Behind the bins`."""
    text = _dressed("a delivery", _value("place", "Behind the bins"), verb="move")
    assert "behind the bins" in text.lower()
    assert "in behind" not in text.lower()


def test_what_is_there_by_the_hour_is_not_of_the_hour() -> None:
    """`Hour by hour` stays whole when a day stands behind it."""
    rest = "the price of electricity hour by hour"
    assert _dressed(rest, _value("date", "2026-05-12"), verb="get").startswith(rest)


def test_a_status_that_is_no_adjective_is_had() -> None:
    """Applications have the status `interview`; they are not interview."""
    for seed in range(20):
        assert "are interview" not in _dressed("my applications", _value("status", "interview"), verb="list", seed=seed)
    said = {_dressed("my bookings", _value("status", "confirmed"), verb="list", seed=seed) for seed in range(40)}
    assert "my bookings that are confirmed" in said


def test_only_what_can_be_known_is_known() -> None:
    """People want to know what a job pays, but not to `know visa rules`."""
    assert all(put(Wish("check", "visa rules"), Random(s)).me != "know visa rules" for s in range(40))
    assert any(put(Wish("estimate", "what a job pays"), Random(s)).me.startswith("find out") for s in range(40))


def test_a_file_is_shared_with_somebody() -> None:
    """And not with their e-mail address."""
    text = _dressed("a file", _value("e-mail address", "ana@example.org"), verb="share")
    assert text == "a file with ana@example.org"


def test_too_does_not_come_at_the_end_of_a_long_wish() -> None:
    """Behind a wish of a line and a half, `too` would be lost."""
    tool = "health_fitness/createTrainingPlan"
    said = tuple(
        SaidValue(call="call_2", path=p, label=p, value=v)
        for p, v in (("weeks", 4), ("sessions per week", 3), ("goal", "endurance"))
    )
    calls = tuple(_call(i, tool, {"planId": f"p{i}", "name": "Starter"}) for i in (1, 2))
    goal = "make a training plan for the months before a race by the sea"
    turns: list[dict[str, Any]] = [
        {"act": "request", "goal": "make a training plan", "steps": ((calls[0],),)},
        {"act": "follow_up", "goal": goal, "said": said, "steps": ((calls[1],),)},
    ]
    for talk in _talks(turns, tool):
        assert not re.search(r" (?:too|as well|next)[.?]?$", talk[1][0])


def test_what_is_sought_through_something_is_sought_for() -> None:
    """Somebody goes through a mailbox for an invoice, and not `matching` it."""
    for seed in range(12):
        text = _dressed("my mailbox", _value("query", "invoice"), verb="search", seed=seed)
        assert text == "my mailbox for invoice"


def test_a_day_told_later_is_not_some_day() -> None:
    """`Flights on a date` says nothing when the date stands in a sentence of its own."""
    held = Held()
    done = dress(
        Wish("find", "flights on a date"),
        [_value("departure date", "2026-05-12")],
        Speaker(frozenset(), Random(1)),
        held,
        0,
    )
    assert done.wish.rest == "flights"
    assert len(done.left) == 1


def test_one_year_is_no_years() -> None:
    """Nor is one room left `rooms`."""
    assert "1 year of experience" in _dressed("what a job pays", _value("years of experience", 1), verb="get")


def test_a_kind_stands_before_its_own_noun_only() -> None:
    """The genre of an artist is not that of the concerts of an artist."""
    text = _dressed("the coming concerts of an artist", _value("genre", "hiphop"), verb="list")
    assert "hiphop coming" not in text


def test_how_often_is_no_basis() -> None:
    """Alerts come on a weekly basis, but on no `instantly basis`."""
    assert _dressed("a job alert", _value("frequency", "weekly"), verb="create") == "a job alert on a weekly basis"
    assert "instantly basis" not in _dressed("a job alert", _value("frequency", "instantly"), verb="create")


def test_a_greeting_goes_on_in_lower_case() -> None:
    """Behind `Hey,` whatever comes next is no sentence of its own."""
    tool = "health_fitness/listWorkouts"
    steps = ((_call(1, tool, {"workouts": []}),),)
    for number in range(60):
        turn = {"act": "request", "goal": "list my workouts", "steps": steps}
        user = _words(_one([turn], {tool: catalogue()[tool]}, number % 6, plan_id=f"g{number}"))[0][1]
        assert not re.match(r"(?:Hey|Dear team|Hello|Good day|Hello there), (?!I\b|I'|Ana)[A-Z]", user), user


def test_a_source_branch_is_a_branch() -> None:
    """A pull request comes from the branch main, and not `source branch main`."""
    assert _dressed("a pull request", _value("source branch", "main"), verb="open") == (
        "a pull request from the branch main"
    )


def test_several_values_have_several_labels() -> None:
    """Two genres are `the genres`."""
    two = _value("genre", "jazz")._replace(text="jazz and indie", many=True)
    assert _dressed("songs", two) in ("songs in the genres jazz and indie", "songs of the genres jazz and indie")


def test_no_number_is_said_with_an_exponent() -> None:
    """A rate of rupiah is read out digit by digit, of the same value to its last one."""
    assert [written(v) for v in (5.81395e-05, 0.25, 17200.0)] == ["0.0000581395", "0.25", "17,200"]
