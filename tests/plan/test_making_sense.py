"""What a person would ask for: no call in vain, no filter that nobody named, values that belong together."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random
from types import SimpleNamespace
from typing import Any

import pytest

from tests.plan.audit import calls_of
from tests.plan.chains import catalogue, catalogue_view, draw
from tests.plan.test_fitting_values import link, planned
from tests.world.tools import DATE, EMAIL, MOMENT, NUMBER, STRING, make, many, thing
from toolgraph.models.base import JsonObject
from toolgraph.models.chain import Chain
from toolgraph.models.dialogue_plan import DialoguePlan
from toolgraph.models.tool import Tool
from toolgraph.plan import load_mix, plan_chain
from toolgraph.plan.adding import add_optional
from toolgraph.plan.deeds import _is_called_else
from toolgraph.plan.draft import Saying
from toolgraph.plan.goals import goal_of
from toolgraph.plan.parts import said_part
from toolgraph.plan.settling import of_one_country, of_one_person, settled
from toolgraph.plan.spans import longest
from toolgraph.plan.spoken import asked_for, kin_of
from toolgraph.plan.values import recall
from toolgraph.plan.wants import wants_of
from toolgraph.world.base import Setting
from toolgraph.world.people import fold

ISSUE = make("get_issue", {"issue_id": STRING}, thing(id=STRING, author_login=STRING, branch=STRING))
COMMITS = make(
    "list_commits", {"author_login": STRING, "branch": STRING, "since": DATE, "currency": STRING},
    many(sha=STRING), required=[], description="List commits",
)  # fmt: skip


def test_a_filter_by_a_link_is_one_that_can_be_said() -> None:
    """Of optional inputs a link fills one thing that has a name, and no day and no currency."""
    bound = {
        "author_login": link(1, "author_login", 0, "author_login"),
        "branch": link(1, "branch", 0, "branch"),
        "since": link(1, "since", 0, "created_at"),
        "currency": link(1, "currency", 0, "currency"),
    }
    assert list(asked_for(COMMITS, bound, [ISSUE, COMMITS])) == ["author_login"]
    assert not asked_for(COMMITS, {"since": bound["since"]}, [ISSUE, COMMITS])


@pytest.mark.parametrize("seed", range(6))
def test_an_optional_value_is_said_and_its_giver_asked_for(seed: int) -> None:
    """What gives only a filter is asked for itself, and the filter is spoken of: `of the author of that issue`."""
    plan = planned([ISSUE, COMMITS], link(1, "author_login", 0, "author_login"), seed=seed, mix="multistep")
    for turn in plan.turns:
        made = {call.tool for step in turn.steps for call in step if call.ok}
        if {ISSUE.id, COMMITS.id} <= made and turn.act in ("request", "follow_up") and turn.reply == "report":
            assert goal_of(ISSUE) in turn.goal
            assert "of the author of that issue" in turn.goal


def _unsaid(plan: DialoguePlan, tools: dict[str, Tool]) -> list[str]:
    """Calls that nobody asked for and that no call of their turn must have."""
    found = []
    for turn in plan.turns:
        if turn.act not in ("request", "follow_up") or turn.reply != "report":
            continue
        calls = [call for step in turn.steps for call in step if call.ok and call.chain_call is not None]
        needed = set()
        for entry in plan.provenance:
            taker = next((c for c in calls if c.id == entry.call), None)
            if taker is not None and entry.source == "result":
                path = entry.path.replace("[0]", "[]").removesuffix("[]")
                inputs = {p.path: p for p in tools[taker.tool].inputs}
                needed |= {entry.from_call} if path not in inputs or inputs[path].required else set()
        told = {said.call for said in turn.said}
        found += [
            f"{plan.id} {call.tool}"
            for call in calls
            if call.id not in needed | told and re.split(" of an? ", goal_of(tools[call.tool]))[0] not in turn.goal
        ]
    return found


def test_no_call_is_made_in_vain() -> None:
    """A call that is left unsaid gives a value that another call of the turn must have."""
    tools, mix = catalogue_view().tools, load_mix("multistep")
    made = [plan_chain(chain, tools, seed=3, mix=mix) for chain in draw(catalogue_view(), 150, seed=9)]
    unsaid = [one for plan in made if isinstance(plan, DialoguePlan) for one in _unsaid(plan, tools)]
    assert not unsaid


def test_calls_that_build_on_one_another_are_kin() -> None:
    """Two strands of a chain are told apart."""
    assert kin_of([{}, {}, {"a": link(2, "a", 0, "id")}, {"b": link(3, "b", 1, "id")}]) == (0, 1, 0, 1)


def _said(tool: Tool, call: str = "", **values: Any) -> dict[str, Any]:
    wants = wants_of(tool)
    return {
        path: said_part(wants[path], Saying(wants[path], value, "", relative=False, group=0, call=call))
        for path, value in values.items()
    }


@pytest.mark.parametrize(
    ("name", "names", "most"),
    [
        ("find_rooms", ("starts_at", "ends_at"), timedelta(hours=8)),
        ("create_door_code", ("valid_from", "valid_until"), timedelta(days=14)),
        ("get_energy_usage", ("start_time", "end_time"), None),
        ("list_events", ("from_time", "to_time"), None),
    ],
)
def test_a_meeting_takes_hours_and_a_look_back_as_long_as_it_may(
    name: str, names: tuple[str, str], most: timedelta | None
) -> None:
    """An end that was drawn weeks after its start is moved to where such a thing ends."""
    tool = make(name, dict.fromkeys(names, MOMENT), None, effect="write" if name.startswith("create") else "read")
    assert longest(tool, wants_of(tool)[names[1]]) == most
    draft: Any = SimpleNamespace(rng=Random(1), group=0)
    parts = _said(tool, **{names[0]: "2026-04-04T09:00:00+02:00", names[1]: "2026-04-28T12:30:00+02:00"})
    start, end = (datetime.fromisoformat(settled(draft, tool, parts)[n].value) for n in names)
    assert end > start
    assert (end - start <= most) if most else (end - start > timedelta(days=20))


def test_a_country_is_that_of_the_city() -> None:
    """An optional country that the city is not in is left out, a required one is put right."""
    where = {"city": STRING, "country_code": {"type": "string", "description": "ISO 3166 country code"}}
    weather = make("get_weather", where, None, required=["city"])
    assert list(of_one_country(_said(weather, city="Barcelona", country_code="CA"))) == ["city"]
    assert len(of_one_country(_said(weather, city="Barcelona", country_code="ES"))) == 2
    strict = make("get_forecast", where, None)
    assert of_one_country(_said(strict, city="Barcelona", country_code="CA"))["country_code"].value == "ES"


def test_somebody_named_anew_has_not_the_address_of_who_was_named_before() -> None:
    """A second guest of another name does not get the first one's address, though both have one first name."""
    tool = make("create_code", {"guest_name": STRING, "guest_email": EMAIL}, None)
    before = _said(tool, "call_1", guest_email="corrie.ohora@example.net")
    parts = {**_said(tool, guest_name="Corrie Fenlon"), **before}
    draft: Any = SimpleNamespace(rng=Random(1), group=0)
    assert str(of_one_person(draft, tool, parts)["guest_email"].value).startswith("corrie.fenlon@")


def test_nobody_is_born_on_the_day_of_arrival() -> None:
    """A date of birth is no day that was said before."""
    tool = make("add_traveller", {"dateOfBirth": DATE, "check_in": DATE}, None)
    wants = wants_of(tool)
    assert not wants["dateOfBirth"].key
    assert wants["check_in"].key


@pytest.mark.parametrize("seed", range(6))
def test_both_degrees_of_a_point_are_of_one_thing(seed: int) -> None:
    """Where a link brings one degree, the other comes from the same thing too."""
    hotels = make("search_hotels", {"query": STRING}, many(id=STRING, lat=NUMBER, lng=NUMBER))
    weather = make("get_air", {"lat": NUMBER, "lng": NUMBER}, None)
    plan = planned([hotels, weather], link(1, "lat", 0, "[].lat"), seed=seed, mix="multistep")
    fields: dict[str, set[str]] = {}
    for entry in plan.provenance:
        if entry.path in ("lat", "lng"):
            fields.setdefault(entry.call, set()).add((entry.field or "").rpartition(".")[0])
    assert fields
    assert all(len(found) == 1 and found != {""} for found in fields.values())
    asked = [{s.path for s in turn.asks} for turn in plan.turns if turn.asks]
    assert all(("lat" in paths) == ("lng" in paths) for paths in asked)


def test_items_of_a_list_that_nobody_has_seen_are_told_by_their_places() -> None:
    """Of what a turn lists itself, calls of one tool take things that stand side by side: `the first two hotels`."""
    tools, mix = catalogue_view().tools, load_mix("bfcl")
    several = 0
    for chain in draw(catalogue_view(), 120, seed=4):
        plan = plan_chain(chain, tools, seed=2, mix=mix)
        if not isinstance(plan, DialoguePlan):
            continue
        calls = {call.id: (turn, call.tool) for turn, call in calls_of(plan)}
        taken: dict[tuple[Any, ...], set[int]] = {}
        for entry in plan.provenance:
            turn, tool = calls[entry.call]
            places = re.findall(r"\[(\d+)\]", str(entry.field))
            if entry.from_call and calls[entry.from_call][0] == turn and "[" not in entry.path and len(places) == 1:
                taken.setdefault((turn, tool, entry.from_call, entry.path), set()).add(int(places[0]))
        assert all(max(at) - min(at) == len(at) - 1 for at in taken.values()), plan.id
        several += any(len(at) > 1 for at in taken.values())
    assert several


@pytest.mark.parametrize("seed", range(6))
def test_beside_a_search_that_is_gone_on_with_there_is_no_other(seed: int) -> None:
    """Whose first hit another call of the turn takes is looked for alone: `the first one` would be of either list."""
    searching = make("search_hotels", {"query": STRING}, many(hotel_id=STRING, name=STRING))
    detail = make("get_hotel", {"hotel_id": STRING}, thing(hotel_id=STRING, name=STRING))
    plan = planned([searching, detail], link(1, "hotel_id", 0, "[].hotel_id"), seed=seed, mix="multistep")
    for turn in plan.turns:
        made = [call.tool for step in turn.steps for call in step if call.ok]
        assert detail.id not in made or made.count(searching.id) < 2


def test_from_and_to_are_points_and_no_order_is_made_of_them() -> None:
    """A start that lies farther north than the end is no wrong order: no degree is swapped with another one."""
    latitude, longitude = ({"type": "number", "minimum": -most, "maximum": most} for most in (90, 180))
    point = thing(lat=latitude, lng=longitude)
    tool = make("estimate_travel_time", {"from": point, "to": point}, None)
    wants = wants_of(tool)
    parts: dict[str, Any] = {}
    for path, value in {"from.lat": 60.5, "from.lng": 150.25, "to.lat": 10.5, "to.lng": 20.25}.items():
        parts[path] = said_part(wants[path], Saying(wants[path], value, "", relative=False, group=0))
    draft: Any = SimpleNamespace(rng=Random(1), group=0)
    assert [p.value for p in settled(draft, tool, parts).values()] == [60.5, 150.25, 10.5, 20.25]


def test_nothing_is_booked_for_the_time_of_something_elsewhere() -> None:
    """What is booked is at a free time of its own source, and not at that of a show, unless the user says so."""
    slots = make("list_free_slots", {}, many(id=STRING, starts_at=MOMENT))
    shows = make("list_shows", {}, many(id=STRING, starts_at=MOMENT))
    lesson = make("book_lesson", {"starts_at": MOMENT}, None, effect="write")
    far = slots.model_copy(update={"source": "cinema"})
    bound = {"starts_at": link(1, "starts_at", 0, "[].starts_at")}
    assert asked_for(lesson, bound, [slots, lesson])
    assert not asked_for(lesson, bound, [shows, lesson])
    assert not asked_for(lesson, bound, [far, lesson])


@pytest.mark.parametrize("seed", range(6))
def test_a_payment_to_the_payee_of_a_bill_is_what_the_bill_asks_for(seed: int) -> None:
    """The amount is that of the very bill whose payee is paid, also of the next bill."""
    amount = {"type": "number", "description": "Amount in major units", "minimum": 1, "maximum": 900}
    bills = make("list_bills", {"query": STRING}, {"type": "object", "properties": {
        "bills": many(payee_id=STRING, amount_due=amount, reference=STRING)}, "required": ["bills"]})  # fmt: skip
    pay = make("create_transfer", {"payee_id": STRING, "amount": amount}, None, effect="write")
    plan = planned([bills, pay], link(1, "payee_id", 0, "bills[].payee_id"), seed=seed, mix="multistep")
    calls = {call.id: call for _, call in calls_of(plan)}
    fields = {(e.call, e.path): e for e in plan.provenance}
    paid = [call for call in calls.values() if call.tool == pay.id and call.ok]
    assert paid
    for call in paid:
        payee, sum_of = fields[call.id, "payee_id"], fields[call.id, "amount"]
        of_bill = re.search(r"\[(\d+)\]", str(payee.field))
        assert of_bill is not None
        assert sum_of.value == calls[str(payee.from_call)].result["bills"][int(of_bill[1])]["amount_due"]


def test_what_is_put_right_leaves_the_rest_as_it_was() -> None:
    """Who corrects a day does not invite other people by it."""
    people = make("search_people", {"query": STRING}, many(email=EMAIL, name=STRING))
    emails = {"type": "array", "items": EMAIL}
    times = make("find_free_time", {"attendee_emails": emails, "day": DATE}, many(day=DATE))
    seen = 0
    for seed in range(40):
        plan = planned([people, times], link(1, "attendee_emails", 0, "[].email"), seed=seed, mix="bfcl")
        calls = calls_of(plan)
        for turn in plan.turns:
            if turn.act == "correct" and any(s.path == "day" for s in turn.said):
                now = next(c for t, c in calls if t == turn.index and c.tool == times.id)
                before = [c for t, c in calls if t < turn.index and c.tool == times.id and c.ok][-1]
                seen += 1
                assert now.arguments["attendee_emails"] == before.arguments["attendee_emails"]
                assert not turn.picks
    assert seen


def test_a_login_is_of_the_name_beside_it() -> None:
    """Who makes a user up for Miguel Pinto does not call him `ana85`."""
    tool = make("create_user", {"username": STRING, "name": STRING, "email": EMAIL}, None, effect="write")
    parts = _said(tool, username="ana85", name="Miguel Pinto", email="miguel.pinto@example.com")
    draft: Any = SimpleNamespace(rng=Random(1), group=0)
    assert any(one in str(of_one_person(draft, tool, parts)["username"].value) for one in ("miguel", "pinto"))


def test_nobody_names_four_of_a_kind_at_once() -> None:
    """At most two calls stand beside one of the same tool in a turn."""
    tool = make("get_weather", {"city": STRING}, thing(summary=STRING))
    for seed in range(30):
        for turn in planned([tool], seed=seed, mix="bfcl").turns:
            assert sum(call.ok for step in turn.steps for call in step) <= 3


@pytest.mark.parametrize("seed", range(12))
def test_an_address_is_always_of_the_name_beside_it(seed: int) -> None:
    """Also of the second contact, and where a result holds somebody's address."""
    user = make("get_user", {"login": STRING}, thing(login=STRING, email=EMAIL))
    add = make("create_contact", {"full_name": STRING, "email": EMAIL}, thing(id=STRING), effect="write")
    plan = planned([user, add], link(1, "email", 0, "email"), seed=seed, mix="multistep")
    for _, call in calls_of(plan):
        if call.tool == add.id and call.ok:
            last = str(call.arguments["full_name"]).rpartition(" ")[2]
            assert fold(last) in fold(str(call.arguments["email"]))


def test_one_person_has_one_address() -> None:
    """Who applies for a second job does so with the same e-mail address."""
    jobs = make("list_jobs", {"query": STRING}, many(id=STRING, title=STRING))
    job = {"job_id": STRING, "email": EMAIL, "note": STRING}
    apply = make("apply_for_job", job, thing(id=STRING), effect="write")
    seen = 0
    for seed in range(12):
        plan = planned([jobs, apply], link(1, "job_id", 0, "[].id"), seed=seed, mix="multistep")
        made = [call.arguments["email"] for _, call in calls_of(plan) if call.tool == apply.id and call.ok]
        seen += len(made) > 1
        assert len(set(made)) <= 1
    assert seen


def test_nothing_is_changed_into_what_it_is() -> None:
    """A subscription does not get its own plan; that of a list of plans it may get."""
    plans = make("list_plans", {}, many(plan_id=STRING))
    subscriptions = make("list_subscriptions", {}, many(subscription_id=STRING, plan_id=STRING))
    change = make(
        "change_subscription", {"subscription_id": STRING, "plan_id": STRING}, None,
        effect="write", required=["subscription_id"],
    )  # fmt: skip
    tools, own = [plans, subscriptions, change], link(2, "subscription_id", 1, "[].subscription_id")
    same, other = link(2, "plan_id", 1, "[].plan_id"), link(2, "plan_id", 0, "[].plan_id")
    assert list(asked_for(change, {"subscription_id": own, "plan_id": same}, tools)) == ["subscription_id"]
    assert len(asked_for(change, {"subscription_id": own, "plan_id": other}, tools)) == 2


def test_a_filter_said_for_another_matter_is_not_put_in_again() -> None:
    """The day from which commits were listed is no day from which mail is searched, unless the user says so."""
    mail = make("search_mail", {"since": DATE}, None, required=[])
    wants = wants_of(mail)
    for turn, expected in ((0, []), (-1, ["since"])):
        said = Saying(wants["since"], "2026-06-25", "", relative=False, group=0, call="call_1", turn=turn)
        known = {(wants["since"].key, wants["since"].way): said}
        setting = Setting(datetime(2026, 6, 20, tzinfo=UTC), "en_GB", None)
        mix = SimpleNamespace(optional=2.0)
        draft: Any = SimpleNamespace(rng=Random(1), mix=mix, known=known, setting=setting, group=0)
        parts: dict[str, Any] = {}
        add_optional(draft, wants, mail, parts)
        assert list(parts) == expected


_KIND = {"type": "string", "enum": ["current", "savings", "business", "joint", "deposit", "escrow"]}


@pytest.mark.parametrize(
    ("name", "key", "schema", "member"),
    [
        ("listAccounts", "kind", _KIND, thing(account_id=STRING, name=STRING, kind=_KIND)),
        ("listBoards", "name", STRING, thing(board_id=STRING, name=STRING)),
    ],
    ids=["a kind", "a name"],
)
def test_who_has_seen_all_does_not_ask_for_it(name: str, key: str, schema: JsonObject, member: JsonObject) -> None:
    """Of a short list that was shown whole nobody asks again for what it shows: the kind of each account, its name."""
    tool = make(name, {key: schema}, thing(rows={"type": "array", "items": member}), required=[])
    whole = 0
    for seed in range(30):
        calls = [call for _, call in calls_of(planned([tool], seed=seed, mix="bfcl"))]
        if calls[0].arguments or len(calls[0].result.get("rows", range(9))) > 5:  # a call may fail first
            continue
        whole += 1
        assert all(key not in call.arguments for call in calls[1:]), seed
    assert whole


@pytest.mark.parametrize("seed", range(8))
def test_a_day_behind_is_none_to_look_ahead_from(seed: int) -> None:
    """Who asks for reports since April asks for free times from another day on."""
    since = {"type": "string", "format": "date", "description": "Only reports taken on this day or later"}
    ahead = {"type": "string", "format": "date", "description": "First day to look for a free slot"}
    reports = make("list_lab_reports", {"from_date": since}, many(report_id=STRING, title=STRING))
    slots = make("list_free_slots", {"from_date": ahead}, many(slot_id=STRING, starts_at=MOMENT))
    plan = planned([reports, slots], seed=seed)
    for _, call in calls_of(plan):
        if call.tool == slots.id and call.ok:
            assert str(call.arguments["from_date"]) >= plan.clock[:10]


@pytest.mark.parametrize("seed", range(8))
def test_to_how_many_something_is_changed_is_said_for_that_alone(seed: int) -> None:
    """A subscription that is started has not the seats that another one was cut down to."""
    count = {"type": "integer", "minimum": 1, "maximum": 40}
    change = make("change_subscription", {"subscription_id": STRING, "seats": count}, thing(seats=count))
    start = make("start_subscription", {"company_id": STRING, "seats": count}, thing(subscription_id=STRING))
    plan = planned([change, start], seed=seed)
    said = {p.call: p.turn for p in plan.provenance if p.path == "seats"}
    turns = {call.id: turn for turn, call in calls_of(plan) if call.tool == start.id and call.ok}
    first = min(turns, key=lambda call: turns[call])
    assert said[first] == turns[first]


LIST = {"type": "array", "items": STRING}


@pytest.mark.parametrize("seed", range(8))
def test_who_is_booked_for_is_whom_the_words_say(seed: int) -> None:
    """With one traveller's e-mail address goes that traveller alone: no words say for how many others."""
    people = make("list_travellers", {}, many(traveller_id=STRING, name=STRING, email=EMAIL))
    book = make("book_flight", {"traveller_ids": LIST, "contact_email": EMAIL}, thing(booking_id=STRING))
    links = [link(1, "traveller_ids", 0, "[].traveller_id"), link(1, "contact_email", 0, "[].email")]
    calls = [call for _, call in calls_of(planned([people, book], *links, seed=seed)) if call.ok]
    known = {each["email"]: each["traveller_id"] for call in calls if call.tool == people.id for each in call.result}
    booked = [call.arguments for call in calls if call.tool == book.id]
    assert booked
    assert all(args["traveller_ids"] == [known[args["contact_email"]]] for args in booked)


def test_beside_what_was_meant_before_nothing_new_is_meant() -> None:
    """`The visa rules for Alena` are not looked up for Mateo once more."""
    tools = {t.id: t for t in catalogue()}
    people, towns, visa = (tools[f"travel/{n}"] for n in ("listTravellers", "searchStations", "getVisaRequirements"))
    links = [
        link(2, "nationality", 0, "travellers[].nationality"),
        link(2, "destinationCountry", 1, "stations[].countryCode"),
    ]
    for seed in range(60):
        asked: dict[int, list[str]] = {}
        for turn, call in calls_of(planned([people, towns, visa], *links, seed=seed, mix="multistep")):
            if call.tool == visa.id and call.ok:
                asked.setdefault(turn, []).append(call.arguments["nationality"])
        assert all(not (len(set(now)) > 1 and now[0] in before) for before, now in pairwise(asked.values()))


def test_a_voucher_that_was_listed_is_the_one_that_is_redeemed() -> None:
    """A code says which thing is meant, though the tool deals with the very things that were listed."""
    vouchers = make("list_vouchers", {}, many(voucher_code=STRING))
    redeem = make("apply_voucher", {"cart_id": STRING, "voucher_code": STRING}, thing(total=NUMBER))
    bound = {"voucher_code": link(1, "voucher_code", 0, "[].voucher_code")}
    assert set(asked_for(redeem, bound, [vouchers, redeem])) == {"voucher_code"}


def test_what_a_first_search_was_narrowed_by_is_not_so_the_next_time() -> None:
    """`And my mail for the next contact` is not only that since July, unless the user says so."""
    people = make("search_contacts", {"query": STRING}, many(contact_id=STRING, name=STRING, email=EMAIL))
    mail = make(
        "search_mail", {"from_email": EMAIL, "after": DATE}, many(message_id=STRING, subject=STRING),
        required=["from_email"],
    )  # fmt: skip
    seen = 0
    for seed in range(40):
        plan = planned([people, mail], link(1, "from_email", 0, "[].email"), seed=seed, mix="multistep")
        calls = [(turn, call) for turn, call in calls_of(plan) if call.ok]
        led = {turn for turn, call in calls if call.tool == people.id}
        searches = [(turn, call.id) for turn, call in calls if call.tool == mail.id]
        said = {p.call: p.turn for p in plan.provenance if p.path == "after" and p.turn is not None}
        for (before, _), (turn, search) in pairwise(searches):
            if turn in led and before != turn and plan.turns[turn].act != "correct":
                seen += 1
                assert said.get(search, turn) > before
    assert seen > 10


def test_what_the_user_has_just_written_or_made_says_nothing_of_others() -> None:
    """The author of a new comment is not that of its issue, and a new company has no contacts to look for."""
    comment = make("comment_on_issue", {"text": STRING}, thing(comment_id=STRING, author_login=STRING))
    commits = make("list_commits", {"repository_id": STRING, "author_login": STRING}, None, required=["repository_id"])
    assert not asked_for(commits, {"author_login": link(1, "author_login", 0, "author_login")}, [comment, commits])
    company = make("create_company", {"name": STRING}, thing(company_id=STRING))
    contacts = make("search_contacts", {"query": STRING, "company_id": STRING}, None, required=["query"])
    assert not asked_for(contacts, {"company_id": link(1, "company_id", 0, "company_id")}, [company, contacts])


def test_nobody_asks_for_the_address_that_they_have_just_told() -> None:
    """The coordinates of an address lead back to it; those of a house lead to an address."""
    spot = thing(lat=NUMBER, lng=NUMBER)
    address = {"type": "string", "description": "Address", "examples": ["Havnegade 52, 1058 Copenhagen, Denmark"]}
    geocode = make("geocode_address", {"address": address}, spot)
    house = make("get_house", {"house_id": STRING}, spot)
    back = make("reverse_geocode", {"lat": NUMBER, "lng": NUMBER}, thing(address=address))
    bound = {axis: link(1, axis, 0, axis) for axis in ("lat", "lng")}
    assert not asked_for(back, bound, [geocode, back])
    assert set(asked_for(back, bound, [house, back])) == {"lat", "lng"}


def test_nothing_is_merged_from_where_all_ends_up() -> None:
    """Who opens a pull request names a branch of their own."""
    branch = {"type": "string", "examples": ["main", "fix-rounding"]}
    pull = make("create_pull_request", {"title": STRING, "source_branch": branch, "target_branch": branch}, None,
                required=["title", "source_branch"])  # fmt: skip
    for seed in range(12):
        said = [c.arguments["source_branch"] for _, c in calls_of(planned([pull], seed=seed)) if c.ok]
        assert said
        assert "main" not in said


def test_another_stage_is_said_to_be_which() -> None:
    """Nobody who asks for `another stage` has said which: it is that of the second deal, and not the deal's own."""
    deals = make("list_deals", {}, many(deal_id=STRING, title=STRING, stage_id=STRING), description="List open deals.")
    moved = make(
        "move_deal", {"deal_id": STRING, "stage_id": STRING}, thing(deal_id=STRING, stage_id=STRING),
        description="Move a deal to another stage.",
    )  # fmt: skip
    links = [link(1, "deal_id", 0, "[].deal_id"), link(1, "stage_id", 0, "[].stage_id")]
    told = 0
    for seed in range(16):
        plan = planned([deals, moved], *links, seed=seed, mix="multistep")
        for turn in plan.turns:
            tools = [call.tool for step in turn.steps for call in step]
            if tools == [deals.id, moved.id]:
                told += 1
                assert "another" not in turn.goal
                assert re.search(r"to the stage of the (second|third|fourth) \w+", turn.goal), turn.goal
    assert told


def test_of_calls_side_by_side_only_what_tells_them_apart_is_asked_anew() -> None:
    """After the pay of two jobs in Lyon `and in Nice?` would speak of both, so that another job is asked for."""
    pay = make("estimate_pay", {"job_title": STRING, "city": STRING}, thing(job_title=STRING, amount=NUMBER))
    several = 0
    for seed in range(60):
        plan = planned([pay], seed=seed, mix="bfcl")
        calls = [[c.arguments for step in turn.steps for c in step if c.ok] for turn in plan.turns]
        for before, now in pairwise(made for made in calls if made):
            if len(before) < 2 or len(now) != 1:
                continue
            alike = {key: value for key, value in before[0].items() if all(a[key] == value for a in before)}
            several += bool(alike)
            assert alike.items() <= now[0].items(), (before, now)
    assert several


def test_to_whom_and_with_what_are_both_said() -> None:
    """Whoever sends a file to its owner says so: of the one alone nobody would know the other."""
    files = make("search_files", {"query": STRING}, many(file_id=STRING, name=STRING, owner_email=EMAIL))
    texts = {"type": "array", "items": STRING}
    mail = make(
        "send_mail", {"to": {"type": "array", "items": EMAIL}, "text": STRING, "attachment_file_ids": texts},
        thing(message_id=STRING), required=["to", "text"], effect="write", description="Send an e-mail.",
    )  # fmt: skip
    links = [link(1, "to", 0, "[].owner_email"), link(1, "attachment_file_ids", 0, "[].file_id")]
    goals = {
        turn.goal
        for seed in range(12)
        for turn in planned([files, mail], *links, seed=seed, mix="multistep").turns
        if len(turn.steps) > 1
    }
    assert goals
    assert all(
        re.search(r"with the \w+(?: \w+)? files? to (?:its owner|their owners|the owners? of the)", g) for g in goals
    ), goals


def test_nobody_pays_for_an_empty_cart() -> None:
    """What a cart that was begun just now holds can be ordered once something was put in."""
    cart = make("create_cart", {"country_code": STRING}, thing(cart_id=STRING))
    add = make("add_to_cart", {"cart_id": STRING, "sku": STRING}, thing(cart_id=STRING), effect="write")
    order = make("place_order", {"cart_id": STRING}, thing(order_id=STRING), effect="write")
    held = link(1, "cart_id", 0, "cart_id")
    assert planned([cart, add, order], held, link(2, "cart_id", 0, "cart_id"))
    chain = Chain(id="one", motif="line", seed=1, index=0, tools=(cart.id, order.id), bindings=(held,))
    plan = plan_chain(chain, {t.id: t for t in (cart, order)}, seed=1, mix=load_mix("simple"))
    assert not isinstance(plan, DialoguePlan)
    assert plan.code == "bound_value_missing"


def test_a_tool_for_one_sort_takes_none_of_another() -> None:
    """Nobody checks in online for the booking of a car; where no flight is booked, nobody does at all."""
    kind = {"type": "string", "enum": ["flight", "hotel", "car"]}
    booked = make("list_bookings", {}, many(booking_id=STRING, type=kind))
    assert _is_called_else({"title": "Stay in Madrid"}, {"booked", "flight"})
    assert not _is_called_else({"title": "Madrid, June 2"}, {"booked", "flight"})
    check_in = make(
        "check_in_online", {"booking_id": STRING}, thing(booking_id=STRING, gate=STRING), effect="write",
        description="Check in for a booked flight.",
    )  # fmt: skip
    held = link(1, "booking_id", 0, "[].booking_id")
    chain = Chain(id="one", motif="line", seed=1, index=0, tools=(booked.id, check_in.id), bindings=(held,))
    seen = 0
    for seed in range(20):
        plan = plan_chain(chain, {t.id: t for t in (booked, check_in)}, seed=seed, mix=load_mix("multistep"))
        if not isinstance(plan, DialoguePlan):
            assert plan.code == "bound_value_missing"
            continue
        calls = [call for _, call in calls_of(plan) if call.ok]
        kinds = {b["booking_id"]: b["type"] for c in calls if c.tool == booked.id for b in c.result}
        taken = [kinds[c.arguments["booking_id"]] for c in calls if c.tool == check_in.id]
        seen += len(taken)
        assert set(taken) <= {"flight"}
    assert seen


def test_a_day_said_for_one_thing_is_none_for_another() -> None:
    """The day until which concerts were listed is not when a hotel is left, unless it is the same wish."""
    concerts = make("find_concerts", {"city": STRING, "until": DATE}, many(concert_id=STRING))
    hotels = make("search_hotels", {"city": STRING, "until": DATE}, many(hotel_id=STRING))
    want = wants_of(hotels)["until"]
    setting = Setting(datetime(2026, 6, 20, tzinfo=UTC), "en_GB", None)
    for tool, group, there in ((concerts, 0, False), (hotels, 0, True), (concerts, 1, True)):
        said = Saying(
            wants_of(tool)["until"], "2026-07-25", "until", relative=False, group=group, call="call_1", turn=0
        )
        told = {(want.key, want.way): said}
        draft: Any = SimpleNamespace(rng=Random(1), known=told, setting=setting, group=1, tools={tool.id: tool})
        assert (recall(want, hotels, draft) is not None) == there
    doctors = make("find_doctors", {"city": STRING, "free_before": DATE}, many(doctor_id=STRING))
    said = Saying(
        wants_of(doctors)["free_before"], "2026-07-25", "free_before", relative=False, group=1, call="call_1", turn=0
    )
    draft = SimpleNamespace(rng=Random(1), known={(want.key, want.way): said}, setting=setting, group=1, tools={})
    assert recall(want, hotels, draft) is None


def test_what_stands_side_by_side_differs_in_one_way() -> None:
    """Two amounts in two currencies are four questions; so it is three amounts, or three currencies."""
    rate = make("get_rate", {"source": STRING, "target": STRING}, thing(rate=NUMBER))
    several = 0
    for seed in range(60):
        for turn in planned([rate], seed=seed, mix="bfcl").turns:
            calls = [call.arguments for step in turn.steps for call in step if call.ok]
            if len(calls) > 2:
                several += 1
                assert min(len({a[key] for a in calls}) for key in ("source", "target")) == 1, calls
    assert several
