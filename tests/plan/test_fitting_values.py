"""Values fit where they go: ids as numbers, lists that must hold something, ends after starts."""

from __future__ import annotations

from typing import Any

import pytest

from tests.plan.audit import audit, calls_of
from tests.world.tools import make
from toolgraph.models.base import JsonObject
from toolgraph.models.chain import Binding, Chain
from toolgraph.models.dialogue_plan import DialoguePlan
from toolgraph.models.tool import Tool
from toolgraph.plan import load_mix, plan_chain
from toolgraph.plan.adding import bare_containers
from toolgraph.plan.paths import leaves
from toolgraph.plan.values import are_at_odds
from toolgraph.plan.wants import wants_of
from toolgraph.world.base import Answer, Setting
from toolgraph.world.simulated import SimulatedWorld

STRING = {"type": "string"}


def thing(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties)}


def planned(tools: list[Tool], *links: Binding, seed: int = 1, mix: str = "simple") -> DialoguePlan:
    """The plan of a chain of these tools; every claim in it holds."""
    chain = Chain(id="one", motif="line", seed=1, index=0, tools=tuple(t.id for t in tools), bindings=links)
    by_id = {tool.id: tool for tool in tools}
    plan = plan_chain(chain, by_id, seed=seed, mix=load_mix(mix))
    assert isinstance(plan, DialoguePlan), plan
    assert not audit(plan, by_id)
    return plan


def link(call: int, parameter: str, source: int, field: str) -> Binding:
    return Binding(call=call, parameter=parameter, source_call=source, field=field, score=0.8, reasons=())


@pytest.mark.parametrize("kind", ["integer", "number"])
@pytest.mark.parametrize("seed", range(4))
def test_a_text_id_is_taken_as_a_number(seed: int, kind: str) -> None:
    """Where a list gives ids as texts and the next call takes a number, the id is digits and is passed on as one."""
    filters = make("listFilters", {}, {"type": "array", "items": thing(id=STRING, name=STRING)})
    columns = make("getColumns", {"id": {"type": kind}}, thing(columns={"type": "array", "items": STRING}))
    plan = planned([filters, columns], link(1, "id", 0, "[].id"), seed=seed)
    got = next(call for _, call in calls_of(plan) if call.tool == columns.id)
    assert isinstance(got.arguments["id"], int)


@pytest.mark.parametrize("seed", range(6))
def test_an_id_is_digits_in_all_results_that_show_it(seed: int) -> None:
    """The winner of a series is not `win_4VU99N` in one result and 90473 in the next."""
    serie = thing(id={"type": "integer"}, name=STRING, winner_id=STRING)
    listed = make("listSeries", {}, {"type": "array", "items": serie})
    got = make("getSerie", {"id": {"type": "integer"}}, serie)
    winner = make("getWinner", {"winner_id": {"type": "integer"}}, thing(name=STRING))
    plan = planned([listed, got, winner], link(1, "id", 0, "[].id"), link(2, "winner_id", 1, "winner_id"), seed=seed)
    first = next(call.result for _, call in calls_of(plan) if call.tool == listed.id)
    assert all(each["winner_id"].isdigit() for each in first)


def test_a_required_list_is_never_left_out() -> None:
    """A list of objects, or an object within one, that must be there is, although none of its leaves must."""
    item = {"type": "object", "properties": {"field": STRING, "direction": {"type": "integer"}}}
    inner = {"type": "object", "properties": {"range": {"type": "object", "properties": {"low": STRING}}}}
    outer = {**inner, "properties": {**inner["properties"], "name": STRING}, "required": ["name", "range"]}
    tool = make("queryChannels", {"sort": {"type": "array", "items": item}, "filter": outer}, None)
    assert bare_containers(tool) == ["sort[]", "filter.range"]
    for seed in range(4):
        for _, call in calls_of(planned([tool], seed=seed)):
            assert call.arguments["sort"][0]
            assert call.arguments["filter"]["range"]


def test_moments_and_lists_of_them_can_be_at_odds() -> None:
    """A day and a moment are compared by the day, two moments by the instant, lists one by one."""
    assert are_at_odds("2025-10-15T13:51:02.527Z", "2025-07-25")
    assert not are_at_odds("2025-07-25T13:51:02Z", "2025-07-25")
    assert not are_at_odds("2025-01-09T18:00:00+01:00", "2025-01-09T13:00:00-05:00")
    assert are_at_odds("2025-01-09T18:00:00+01:00", "2025-01-09T16:30:00Z")
    assert are_at_odds(["2025-01-09", "2025-03-01"], ["2025-01-10", "2025-02-01"])
    assert not are_at_odds(["2025-01-09", "2025-03-01"], ["2025-01-10"])


@pytest.mark.parametrize("seed", range(6))
def test_a_declared_start_lies_before_the_end_that_is_said(seed: int) -> None:
    """A default start with a time of day is held against an end without one."""
    begin = {"type": "string", "default": "2027-10-15T13:51:02.527Z"}
    tool = make("getUsage", {"start_date": begin, "end_date": {**STRING, "description": "Last day, ISO date"}}, None)
    for _, call in calls_of(planned([tool], seed=seed, mix="bfcl")):
        assert not are_at_odds(call.arguments["start_date"], call.arguments["end_date"])


def test_nobody_narrows_a_question_down_by_the_form_of_the_answer() -> None:
    """An optional `format` is no way to narrow a question down; an optional `status` is."""
    formats = {"type": "string", "enum": ["json", "xml"]}
    status = {"type": "string", "enum": ["open", "closed"]}
    tool = make("listAddons", {"format": formats, "status": status}, None, required=[])
    assert {path: want.told_by_choice for path, want in wants_of(tool).items()} == {"format": False, "status": True}
    bare = make("listAddons", {"format": formats}, {"type": "array", "items": thing(id=STRING)}, required=[])
    plans = [planned([bare], seed=seed, mix="bfcl") for seed in range(12)]
    assert not any("format" in call.arguments for plan in plans for _, call in calls_of(plan))


def test_a_thing_is_told_from_others_by_words_that_they_do_not_have() -> None:
    """A pick goes by what stands nowhere in the other items: no label that is the label of something within them."""
    label = {"type": "string", "enum": ["urgent", "internal", "review", "july", "customer"]}
    event = thing(id=STRING, label=label, partner=thing(id=STRING, label=label), description=STRING)
    listed = make("listEvents", {}, {"type": "array", "items": event})
    got = make("getEvent", {"id": STRING}, thing(id=STRING, notes=STRING))
    seen = 0
    for seed in range(20):
        plan = planned([listed, got], link(1, "id", 0, "[].id"), seed=seed, mix="bfcl")
        results = {call.id: call.result for _, call in calls_of(plan)}
        for pick in (p for turn in plan.turns for p in turn.picks if p.value is not None):
            own = int(pick.path.strip("[]"))
            others = [item for at, item in enumerate(results[pick.call]) if at != own]
            seen += 1
            assert str(pick.value) not in {str(value) for item in others for _, value in leaves(item)}
    assert seen > 8


class _Counting(SimulatedWorld):
    """Counts what is written in it."""

    written = 0

    def call(self, tool: Tool, arguments: JsonObject, **more: Any) -> Answer:
        answer = super().call(tool, arguments, **more)
        self.written += answer.ok and tool.effect == "write"
        return answer


def test_nothing_is_written_that_the_dialogue_does_not_show() -> None:
    """A second round that gets stuck after something was written is not dropped in silence: all is planned anew."""
    worlds: list[_Counting] = []

    def make_world(seed: int, setting: Setting) -> _Counting:
        worlds.append(_Counting(seed=seed, clock=setting.clock, locale=setting.locale, person=setting.person))
        return worlds[-1]

    found = make("searchItems", {"q": STRING}, {"type": "array", "items": thing(id=STRING, name=STRING)})
    note = make("createNote", {"itemId": STRING, "text": STRING}, thing(id=STRING, itemId=STRING), effect="write")
    manner = {"type": "string", "enum": ["fast"]}
    parameters = {"noteId": STRING, "manner": manner, "permissions": {"type": "object"}}
    sent = make("sendNote", parameters, None, effect="write")
    links = (link(1, "itemId", 0, "[].id"), link(2, "noteId", 1, "id"))
    tools = {tool.id: tool for tool in (found, note, sent)}
    chain = Chain(id="one", motif="line", seed=1, index=0, tools=tuple(tools), bindings=links)
    for seed in range(30):
        plan = plan_chain(chain, tools, seed=seed, mix=load_mix("multistep"), make_world=make_world)
        assert isinstance(plan, DialoguePlan)
        written = [call for _, call in calls_of(plan) if call.ok and tools[call.tool].effect == "write"]
        assert worlds[-1].written == len(written)


def test_of_two_currencies_one_is_from_elsewhere() -> None:
    """Where the only value near at hand is taken, another one is said instead of none."""
    currency = {"type": "string", "description": "Currency code"}
    order = make("createOrder", {"payCurrency": currency, "receiveCurrency": currency}, None)
    for seed in range(400):
        for _, call in calls_of(planned([order], seed=seed)):
            assert call.arguments["payCurrency"] != call.arguments["receiveCurrency"]


@pytest.mark.parametrize("seed", range(4))
def test_what_is_begun_is_told_whole(seed: int) -> None:
    """A list that may be left out has items with all that an item must have, as soon as something of one is told."""
    held = {"staff_id": STRING, "service_id": STRING, "minutes": {"type": "integer"}}
    segment = {"type": "object", "properties": held, "required": ["service_id", "minutes"]}
    booking = {"type": "object", "properties": {"note": STRING, "segments": {"type": "array", "items": segment}}}
    staff = make("list_staff", {}, {"type": "array", "items": thing(staff_id=STRING)})
    book = make("create_booking", {"booking": booking}, None)
    plan = planned([staff, book], link(1, "booking.segments[].staff_id", 0, "[].staff_id"), seed=seed)
    made = next(call for _, call in calls_of(plan) if call.tool == book.id and call.ok)
    segments: Any = made.arguments["booking"]
    assert all({"service_id", "minutes"} <= one.keys() for one in segments.get("segments", ()))


def test_people_speak_of_sums_that_are_worth_something() -> None:
    """Nobody converts 700 pesos of Colombia, which are sixteen cents; what is given tells in which currency it is."""
    code = {"type": "string", "description": "Currency. ISO 4217 code.", "pattern": "^[A-Z]{3}$"}
    result = thing(converted_amount={"type": "number"})
    for currency, least, most in (("COP", 20_000, 50_000_000), ("EUR", 5, 20_000)):
        given = {**code, "pattern": f"^{currency}$"}
        tool = make("convertCurrency", {"amount": {"type": "number"}, "from": given, "to": code}, result)
        for seed in range(6):
            said = [c.arguments["amount"] for _, c in calls_of(planned([tool], seed=seed)) if c.ok]
            assert all(least <= amount <= most for amount in said)


def test_several_currencies_beside_a_sum_are_no_single_one() -> None:
    """Where a list of currencies is asked for, a sum is said as it is."""
    code = {"type": "string", "description": "Currency. ISO 4217 code.", "pattern": "^[A-Z]{3}$"}
    tool = make("set_budget", {"amount": {"type": "number"}, "currency": {"type": "array", "items": code}}, None)
    assert all(c.ok for seed in range(4) for _, c in calls_of(planned([tool], seed=seed)))
