"""`A home` in a wish is said as the one that is meant: by its place, by its name, as `that home`."""

from __future__ import annotations

from typing import Any

import pytest

from tests.llm.plans import catalogue, pick_of
from tests.llm.test_manner import _call
from tests.llm.test_offline import _one
from toolgraph.llm.offline.held import Held
from toolgraph.llm.offline.meant import Meant
from toolgraph.llm.offline.names import names_in
from toolgraph.llm.offline.places import Places, cities, placed
from toolgraph.llm.offline.refer import Known
from toolgraph.llm.offline.wishes import Wish
from toolgraph.meaning.text import ordinal
from toolgraph.models.dialogue_plan import DialoguePlan, PlannedTurn
from toolgraph.models.provenance import Provenance

_HOMES = {"houses": [{"house_id": f"hse-{i}", "name": f"House {i}"} for i in range(3)]}
_LISTS, _DEVICES = "smart_home/list_houses", "smart_home/list_devices"


def _taken(call: str, at: int, path: str = "house_id", field: str = "houses[{}].house_id") -> Provenance:
    value = f"hse-{at}"
    return Provenance(
        call=call, path=path, source="result", value=value, from_call="call_1", field=field.format(at) if field else ""
    )


def _said(plan: DialoguePlan, wish: Wish, turn: PlannedTurn, *before: Wish) -> str:
    meant = Meant(Known(plan, catalogue()), names_in(plan))
    held = Held()
    return held.plain(meant.said(meant.kinds(wish, turn), turn, before, held).rest)


def _plan(*turns: dict[str, Any], taken: tuple[Provenance, ...]) -> DialoguePlan:
    tools = {c.tool for t in turns for step in t.get("steps", ()) for c in step}
    plan = _one([{"act": "request", "goal": "g", **t} for t in turns], {t: catalogue()[t] for t in sorted(tools)})
    return plan.model_copy(update={"provenance": taken})


@pytest.mark.parametrize(
    ("at", "before", "wanted"),
    [
        ((0,), (), "the devices of my first home"),
        ((0,), (Wish("list", "my homes"),), "the devices of the first one"),
        ((1,), (), "the devices of my second home"),
        ((0, 1), (), "the devices of my first two homes"),
        ((0, 1, 2), (), "the devices of each home"),
    ],
)
def test_what_the_turn_itself_lists_goes_by_its_place(
    at: tuple[int, ...], before: tuple[Wish, ...], wanted: str
) -> None:
    """The call takes the first of three homes: who asks for the devices of `a home` means that one."""
    devices = tuple(_call(i + 2, _DEVICES, {"devices": []}, {"house_id": f"hse-{n}"}) for i, n in enumerate(at))
    taken = tuple(_taken(f"call_{i + 2}", n) for i, n in enumerate(at))
    plan = _plan({"steps": ((_call(1, _LISTS, _HOMES),), devices)}, taken=taken)
    assert _said(plan, Wish("list", "the devices of a home"), plan.turns[0], *before) == wanted


def test_what_was_talked_of_is_that_one_or_goes_by_its_name() -> None:
    """With one home in talk it is that home; beside another one it has to be named."""
    calls = [_call(i + 2, _DEVICES, {"devices": []}, {"house_id": f"hse-{n}"}) for i, n in enumerate((1, 1, 2))]
    turns = [{"steps": ((_call(1, _LISTS, _HOMES),),)}, *({"steps": ((c,),)} for c in calls)]
    plan = _plan(*turns, taken=tuple(_taken(f"call_{i + 2}", n) for i, n in enumerate((1, 1, 2))))
    wish = Wish("list", "the devices of a home")
    assert _said(plan, wish, plan.turns[2]) == "the devices of that home"
    assert _said(plan, wish, plan.turns[3]) == "the devices of the home House 2"


def test_a_chosen_thing_is_not_pointed_at_as_well() -> None:
    """Where the words single a home out already, `a home` beside it is the one."""
    call = _call(2, _DEVICES, {"devices": []}, {"house_id": "hse-1"})
    turns = (
        {"steps": ((_call(1, _LISTS, _HOMES),),)},
        {"steps": ((call,),), "picks": (pick_of("call_1", "houses[1]", "house"),)},
    )
    plan = _plan(*turns, taken=(_taken("call_2", 1),))
    assert _said(plan, Wish("list", "the devices of a home"), plan.turns[1]) == "the devices of the home"


def test_what_nobody_tells_is_not_spoken_of() -> None:
    """Commits are asked of a repository: a branch that goes with it unsaid is not what they are `of`."""
    made = _call(1, "code_hosting/create_repository", {"repository_id": "r", "default_branch": "main"}, {"name": "x"})
    call = _call(2, "code_hosting/list_commits", {"commits": []}, {"repository_id": "r", "branch": "main"})
    taken = tuple(
        Provenance(call="call_2", path=path, source="result", value=value, from_call="call_1", field=field)
        for path, value, field in (("repository_id", "r", "repository_id"), ("branch", "main", "default_branch"))
    )
    plan = _plan({"steps": ((made,),)}, {"steps": ((call,),)}, taken=taken)
    assert _said(plan, Wish("list", "the commits of a branch"), plan.turns[1]) == "the commits of that repository"


def test_somebodys_thing_is_the_thing_of_somebody() -> None:
    """`A user's profile` has a place for the user; a day's work has no owner."""
    plan = _plan({"steps": ()}, taken=())
    meant = Meant(Known(plan, catalogue()), {})
    assert meant.kinds(Wish("show", "a user's profile"), plan.turns[0]).rest == "the profile of a user"
    assert meant.kinds(Wish("show", "a day's work"), plan.turns[0]).rest == "a day's work"


def test_a_new_thing_stays_some_thing() -> None:
    """A repository that is to be made is not known yet."""
    made = _call(1, "code_hosting/create_repository", {"repository_id": "r"}, {"name": "x"})
    taken = (Provenance(call="call_1", path="name", source="user", value="x", turn=0),)
    plan = _plan({"steps": ((made,),)}, taken=taken)
    assert _said(plan, Wish("create", "a repository", "with the name x"), plan.turns[0]) == "a repository"


def test_a_thing_known_by_a_number_is_the_one_with_it() -> None:
    """`Follow a parcel` with its tracking number behind it is about the parcel."""
    call = _call(1, "shop/track_shipment", {"status": "sent"}, {"tracking_number": "CKX1"})
    taken = (Provenance(call="call_1", path="tracking_number", source="user", value="CKX1", turn=0),)
    plan = _plan({"steps": ((call,),)}, taken=taken)
    wish = Wish("follow", "a parcel", "with the tracking number CKX1")
    assert _said(plan, wish, plan.turns[0]) == "the parcel"
    assert _said(plan, wish._replace(tail=""), plan.turns[0]) == "a parcel"


def test_what_waits_for_an_answer_is_still_to_come() -> None:
    """A turn that has to be asked back about has no `that home` out of a list which nobody has seen."""
    devices = _call(2, _DEVICES, {"devices": []}, {"house_id": "hse-0"})
    turns = ({"reply": "ask"}, {"act": "clarify", "steps": ((_call(1, _LISTS, _HOMES),), (devices,))})
    plan = _plan(*turns, taken=(_taken("call_2", 0),))
    assert _said(plan, Wish("list", "the devices of a home"), plan.turns[0]) == "the devices of my first home"


def test_the_first_one_is_of_the_list_named_last() -> None:
    """With other things listed in between, `the first one` would be one of those."""
    devices = _call(2, _DEVICES, {"devices": []}, {"house_id": "hse-0"})
    plan = _plan({"steps": ((_call(1, _LISTS, _HOMES),), (devices,))}, taken=(_taken("call_2", 0),))
    wish, homes, bills = Wish("list", "the devices of a home"), Wish("list", "my homes"), Wish("list", "my bills")
    assert _said(plan, wish, plan.turns[0], bills, homes) == "the devices of the first one"
    assert _said(plan, wish, plan.turns[0], homes, bills) == "the devices of my first home"


def test_what_was_only_looked_up_for_it_says_of_what_it_is() -> None:
    """A quiz that the same turn finds in a lesson is `that quiz` to nobody."""
    steps = (
        (_call(1, "learning/list_enrolments", {"enrolments": [{"next_lesson_id": "l"}]}),),
        (_call(2, "learning/get_lesson", {"quiz_id": "q"}, {"lesson_id": "l"}),),
        (_call(3, "learning/get_quiz", {"questions": []}, {"quiz_id": "q"}),),
    )
    taken = (
        Provenance(
            call="call_2",
            path="lesson_id",
            source="result",
            value="l",
            from_call="call_1",
            field="enrolments[0].next_lesson_id",
        ),
        Provenance(call="call_3", path="quiz_id", source="result", value="q", from_call="call_2", field="quiz_id"),
    )
    plan = _plan({"steps": steps}, taken=taken)
    wish = Wish("show", "the questions of a quiz")
    known = Known(plan, catalogue())
    assert known.referring((Wish("open", "a lesson"), wish), 1, plan.turns[0]) == wish
    assert _said(plan, wish, plan.turns[0]) == "the questions of the quiz of my first lesson"
    assert _said(plan, wish, plan.turns[0], Wish("open", "a lesson")) == "the questions of the quiz of that lesson"


def test_the_point_of_a_listed_place_is_that_place() -> None:
    """The time zone of `a point` is asked of the place whose point the call takes."""
    listed = _call(1, "maps_weather/list_saved_places", {"places": [{"lat": 1.5, "lng": 2.5}]})
    call = _call(2, "maps_weather/get_time_zone", {"time_zone": "Europe/Rome"}, {"lat": 1.5, "lng": 2.5})
    taken = tuple(
        Provenance(call="call_2", path=p, source="result", value=v, from_call="call_1", field=f"places[0].{p}")
        for p, v in (("lat", 1.5), ("lng", 2.5))
    )
    plan = _plan({"steps": ((listed,), (call,))}, taken=taken)
    wanted = "the time zone of my first place"
    assert _said(plan, Wish("find", "the time zone of a point"), plan.turns[0]) == wanted


def test_the_first_one_is_of_what_was_listed_last() -> None:
    """After `tickets for the contact of the first deal` the first one would be a ticket: it is the first deal."""
    places, deals = Places([0], 3), Wish("list", "open deals")
    tickets = Wish("search", "support tickets for the contact of the first deal")
    assert placed("deal", "", "deals", places, (deals,)) == "the first one"
    assert placed("deal", "", "deals", places, (deals, Wish("open", "the first deal"))) == "the first one"
    assert placed("deal", "", "deals", places, (deals, tickets)) == "the first deal"


def test_about_stands_between_two_things() -> None:
    """`Write to a doctor about that report` is to a doctor, and no `doctor about`."""
    listed = _call(1, "health_fitness/findDoctors", {"doctors": [{"doctorId": "doc_1"}, {"doctorId": "doc_2"}]})
    sent = _call(2, "health_fitness/messageDoctor", {"messageId": "m"}, {"doctorId": "doc_1", "text": "Hello"})
    taken = (
        Provenance(
            call="call_2", path="doctorId", source="result", value="doc_1", from_call="call_1",
            field="doctors[0].doctorId",
        ),
    )  # fmt: skip
    plan = _plan({"steps": ((listed,), (sent,))}, taken=taken)
    wish = Wish("write", "to a doctor about that report")
    assert _said(plan, wish, plan.turns[0], Wish("find", "doctors")) == "to the first one about that report"


def test_what_is_booked_is_one_of_what_was_found() -> None:
    """`Book a flight` does not say which one; of travellers that were listed since, the first one is none."""
    found = _call(1, "travel/searchFlights", {"flights": [{"flightId": "f_1"}, {"flightId": "f_2"}]})
    booked = _call(2, "travel/bookFlight", {"bookingId": "b"}, {"flightId": "f_1", "travellerIds": ["t"]})
    taken = (
        Provenance(
            call="call_2", path="flightId", source="result", value="f_1", from_call="call_1",
            field="flights[0].flightId",
        ),
    )  # fmt: skip
    plan = _plan({"steps": ((found,), (booked,))}, taken=taken)
    wish, flights = Wish("book", "a flight"), Wish("search", "flights")
    assert _said(plan, wish, plan.turns[0], flights) == "the first one"
    others = Wish("list", "the travellers saved in my profile")
    assert _said(plan, wish, plan.turns[0], flights, others) == "the first flight"


def test_somewhere_of_several_is_told_where() -> None:
    """Pharmacies in two of three towns are not just `there`."""
    trips = [{"destinationCity": c} for c in ("Rome", "Milan", "Seville")]
    listed = _call(1, "travel/listTrips", {"trips": trips})
    taken = tuple(
        Provenance(
            call=f"call_{n + 2}", path="city", source="result", value=trips[n]["destinationCity"], from_call="call_1",
            field=f"trips[{n}].destinationCity",
        )
        for n in range(2)
    )  # fmt: skip
    calls = {"call_1": listed}
    assert cities(taken, calls) == "the cities of the first two trips"
    assert cities(taken[:1], calls) == ""


def test_places_beyond_words_are_numbers() -> None:
    """A list may have more things than there are words for their places."""
    assert [ordinal(at) for at in (0, 13, 14)] == ["first", "fourteenth", "15th"]


def test_what_a_new_thing_brings_along_is_told_by_that() -> None:
    """Nobody has seen the agent of a ticket that is yet to be opened: it is no `that agent`."""
    opened = _call(1, "crm/create_ticket", {"ticket_id": "t", "agent_id": "a"}, {"contact_id": "c"})
    call = _call(2, "crm/assign_ticket", {"ticket_id": "u"}, {"ticket_id": "u", "agent_id": "a"})
    taken = (
        Provenance(call="call_2", path="agent_id", source="result", value="a", from_call="call_1", field="agent_id"),
    )
    plan = _plan({"steps": ((opened,), (call,))}, taken=taken)
    said = _said(plan, Wish("give", "a ticket to an agent"), plan.turns[0], Wish("open", "a support ticket"))
    assert said.endswith("to the agent of the new ticket")
