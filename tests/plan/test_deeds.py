"""Deeds that make sense: nothing is done twice to one thing, and nothing comes out of the blue."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from tests.plan.audit import calls_of
from tests.plan.test_fitting_values import link, planned
from tests.world.tools import DATE, EMAIL, STRING, make, many, thing
from toolgraph.models.chain import Chain
from toolgraph.models.dialogue_plan import DialoguePlan
from toolgraph.models.tool import Tool
from toolgraph.plan import load_mix, plan_chain
from toolgraph.plan.deeds import is_done_already, over_by_then, with_room_for_more
from toolgraph.plan.draft import Stuck
from toolgraph.plan.idle import changed
from toolgraph.plan.settling import without_echoes
from toolgraph.plan.spoken import asked_for
from toolgraph.plan.wants import wants_of

AMOUNT = {"type": "number", "minimum": 10, "maximum": 900}
CURRENCY = {"type": "string", "description": "Currency. ISO 4217 code.", "pattern": "^[A-Z]{3}$"}
STATUS = {"type": "string", "enum": ["active", "frozen", "expired"]}
CARDS = make("list_cards", {"status": STATUS}, many(card_id=STRING, status=STATUS), required=[])
FREEZE = make(
    "freeze_card", {"card_id": STRING, "reason": STRING}, thing(card_id=STRING), required=["card_id"],
    description="Freeze a card",
)  # fmt: skip


def _parts(tool: Tool, **values: Any) -> Any:
    wants = wants_of(tool)
    return {
        name: SimpleNamespace(want=wants[name], value=value, saying=None, origins=()) for name, value in values.items()
    }


def _draft(tool: Tool, **values: Any) -> Any:
    return SimpleNamespace(made=[SimpleNamespace(ok=True, tool=tool, parts=_parts(tool, **values))])


def test_a_card_is_frozen_once_whatever_the_reason() -> None:
    """What is done to a thing is not done again in other words; to another thing it is."""
    draft = _draft(FREEZE, card_id="crd-1", reason="lost")
    assert is_done_already(draft, FREEZE, _parts(FREEZE, card_id="crd-1", reason="stolen"))
    assert not is_done_already(draft, FREEZE, _parts(FREEZE, card_id="crd-2", reason="lost"))


@pytest.mark.parametrize("name", ["list_delivery_options", "get_shipping_quote", "purchase_cart"])
def test_nothing_is_brought_or_bought_out_of_an_empty_cart(name: str) -> None:
    """How a cart would be delivered is asked when something is in it, and not of one that was just started."""
    begin = make("create_cart", {"name": STRING}, thing(cart_id=STRING))
    add = make("add_to_cart", {"cart_id": STRING, "product": STRING}, thing(cart_id=STRING))
    end = make(name, {"cart_id": STRING}, thing(text=STRING))
    id_of = {at: link(at, "cart_id", 0, "cart_id") for at in (1, 2)}
    with pytest.raises(AssertionError):
        planned([begin, end], id_of[1], seed=1)
    made = [call.tool for _, call in calls_of(planned([begin, add, end], *id_of.values(), seed=1))]
    assert set(made) == {begin.id, add.id, end.id}


def test_a_note_to_somebody_makes_no_other_deed() -> None:
    """A prescription is refilled once at a pharmacy, whatever is written to the pharmacist."""
    refill = make(
        "request_refill", {"prescription_id": STRING, "pharmacy_id": STRING, "note_to_pharmacist": STRING}, None
    )
    draft = _draft(refill, prescription_id="r", pharmacy_id="p", note_to_pharmacist="After six")
    again = _parts(refill, prescription_id="r", pharmacy_id="p", note_to_pharmacist="The same brand")
    assert is_done_already(draft, refill, again)
    assert not is_done_already(draft, refill, _parts(refill, prescription_id="r", pharmacy_id="q"))


def test_where_something_is_put_may_get_more() -> None:
    """A cart gets a second product, and a repository a second issue; a message has one answer."""
    add = make("add_to_cart", {"cart_id": STRING, "product_id": STRING}, None)
    issue = make("create_issue", {"repository_id": STRING, "title": STRING}, None)
    reply = make("reply_to_mail", {"message_id": STRING, "body": STRING}, None)
    assert not is_done_already(_draft(add, cart_id="c", product_id="p"), add, _parts(add, cart_id="c", product_id="q"))
    assert not is_done_already(
        _draft(issue, repository_id="r", title="One"), issue, _parts(issue, repository_id="r", title="Two")
    )
    assert is_done_already(_draft(reply, message_id="m", body="Yes"), reply, _parts(reply, message_id="m", body="No"))


def test_what_is_over_is_not_asked_for_where_something_is_to_be_done() -> None:
    """Cards that are to be frozen are looked for among those that are active."""
    tools = [CARDS, FREEZE]
    draft: Any = SimpleNamespace(
        bindings=({}, {"card_id": link(1, "card_id", 0, "[].card_id")}), tool_at=tools.__getitem__
    )
    want = wants_of(CARDS)["status"]
    assert over_by_then(draft, CARDS, want) == ["frozen", "expired"]
    reads: Any = SimpleNamespace(bindings=draft.bindings, tool_at=[CARDS, CARDS].__getitem__)
    assert not over_by_then(reads, CARDS, want)


@pytest.mark.parametrize("seed", range(8))
def test_no_card_that_is_frozen_is_frozen(seed: int) -> None:
    """Neither at first nor when another kind of card is looked for."""
    plan = planned([CARDS, FREEZE], link(1, "card_id", 0, "[].card_id"), seed=seed, mix="bfcl")
    asked = [call.arguments.get("status") for _, call in calls_of(plan) if call.tool == CARDS.id]
    assert not {"frozen", "expired"} & set(asked)
    frozen = [call.arguments["card_id"] for _, call in calls_of(plan) if call.tool == FREEZE.id and call.ok]
    assert len(frozen) == len(set(frozen))


def test_no_task_is_ticked_off_that_is_done() -> None:
    """Out of a list of all tasks one is taken that is still open, as long as there is one."""
    state = {"type": "string", "enum": ["open", "done"]}
    tasks = make("list_tasks", {}, many(task_id=STRING, title=STRING, status=state), description="List tasks")
    tick = make("complete_task", {"task_id": STRING}, thing(task_id=STRING), description="Tick off a task")
    again = make("reopen_task", {"task_id": STRING}, thing(task_id=STRING), description="Reopen a task")
    for tool, wanted in ((tick, True), (again, False)):
        first_done = 0
        for seed in range(30):
            calls = [c for _, c in calls_of(planned([tasks, tool], link(1, "task_id", 0, "[].task_id"), seed=seed))]
            told = {t["task_id"]: t["status"] for c in calls if c.tool == tasks.id and c.ok for t in c.result}
            ended = [told[c.arguments["task_id"]] for c in calls if c.tool == tool.id and c.ok][:1]
            first_done += ended == ["done"] and "open" in told.values()
        assert (first_done == 0) is wanted


def test_a_list_is_begun_empty_when_something_is_put_into_it() -> None:
    """What a later call adds from the same list, the new thing does not hold from its beginning."""
    tracks = make("search_tracks", {"query": STRING}, many(track_id=STRING))
    begin = make(
        "create_playlist", {"track_ids": {"type": "array", "items": STRING}}, thing(playlist_id=STRING), required=[]
    )
    add = make("add_tracks_to_playlist", {"playlist_id": STRING, "track_ids": {"type": "array", "items": STRING}}, None)
    first = {"track_ids": link(1, "track_ids", 0, "[].track_id")}
    then = {
        "playlist_id": link(2, "playlist_id", 1, "playlist_id"),
        "track_ids": link(2, "track_ids", 0, "[].track_id"),
    }
    assert with_room_for_more([{}, first, then], [tracks, begin, add]) == [{}, {}, then]
    assert with_room_for_more([{}, first], [tracks, begin]) == [{}, first]


def test_what_somebody_says_an_amount_is_in_is_said_with_it() -> None:
    """The currency of a company is none of an amount that the user names; that of a bill comes with what is due."""
    bill = make("get_bill", {"bill_id": STRING}, thing(amount=AMOUNT, currency=STRING))
    convert = make("convert_currency", {"amount": AMOUNT, "base": CURRENCY, "to": CURRENCY}, None)
    currency, amount = link(1, "base", 0, "currency"), link(1, "amount", 0, "amount")
    assert wants_of(convert)["base"].kind == "@currency"
    assert not asked_for(convert, {"base": currency}, [bill, convert])
    assert set(asked_for(convert, {"base": currency, "amount": amount}, [bill, convert])) == {"base", "amount"}


def test_nobody_is_paid_into_the_account_that_pays() -> None:
    """A new payee's account number is said with the name: it is none of the user's own, and of nobody in a list."""
    account = make("list_accounts", {}, many(account_id=STRING, iban=STRING))
    entry = make("list_transactions", {}, many(counterparty_iban=STRING))
    payee = make("create_payee", {"name": STRING, "iban": STRING}, thing(payee_id=STRING))
    assert not asked_for(payee, {"iban": link(1, "iban", 0, "[].iban")}, [account, payee])
    assert not asked_for(payee, {"iban": link(1, "iban", 0, "[].counterparty_iban")}, [entry, payee])
    unnamed = make("create_payee", {"iban": STRING}, thing(payee_id=STRING))
    assert asked_for(unnamed, {"iban": link(1, "iban", 0, "[].counterparty_iban")}, [entry, unnamed])


def test_who_gets_a_message_gets_no_copy_of_it() -> None:
    """An optional value that says what another one says is left out, wherever it comes from."""
    send = make("send_mail", {"to": EMAIL, "cc": EMAIL}, None, required=["to"])
    parts = _parts(send, to="ada@example.com", cc="ada@example.com")
    parts["cc"].origins = (SimpleNamespace(made=SimpleNamespace(result={}), field="email"),)
    assert list(without_echoes(parts)) == ["to"]
    parts["cc"].value = "ben@example.com"
    assert list(without_echoes(parts)) == ["to", "cc"]


@pytest.mark.parametrize("seed", range(6))
def test_to_whom_something_goes_is_heard(seed: int) -> None:
    """A message goes to somebody whom the wish names, and what tells their address is asked for itself."""
    hotel = make("list_agents", {}, many(email=EMAIL, name=STRING), description="List the agents")
    send = make("send_note", {"to": EMAIL, "text": STRING}, None, description="Send a note")
    plan = planned([hotel, send], link(1, "to", 0, "[].email"), seed=seed, mix="multistep")
    for turn in plan.turns:
        made = {call.tool for step in turn.steps for call in step if call.ok}
        if {hotel.id, send.id} <= made and turn.act in ("request", "follow_up") and turn.reply == "report":
            assert "list the agents" in turn.goal
            assert "to the first" in turn.goal or "to those" in turn.goal


@pytest.mark.parametrize("seed", range(6))
def test_in_which_of_several_something_is_made_is_heard(seed: int) -> None:
    """Where a search brings several repositories and the wish names none, it says which one is meant."""
    search = make("search_bugs", {"query": STRING}, many(title=STRING, repository_id=STRING), description="Search bugs")
    branch = make(
        "create_branch", {"repository_id": STRING, "name": STRING}, None, description="Create a branch",
    )  # fmt: skip
    plan = planned([search, branch], link(1, "repository_id", 0, "[].repository_id"), seed=seed, mix="multistep")
    used: set[str] = set()  # in the one of the last time it is made without another word
    for turn in plan.turns:
        made = [c.arguments["repository_id"] for step in turn.steps for c in step if c.tool == branch.id and c.ok]
        if "create a branch" in turn.goal and "search bugs" in turn.goal and not used.issuperset(made):
            assert "in the repository of" in turn.goal or "in that repository" in turn.goal
        used |= set(made)


@pytest.mark.parametrize("seed", range(12))
def test_nothing_is_changed_into_what_it_is(seed: int) -> None:
    """The day to which a stay is moved is another one than the day for which it was booked."""
    book = make("book_room", {"room": STRING, "start_date": DATE}, thing(booking_id=STRING), description="Book a room")
    move = make("move_booking", {"booking_id": STRING, "new_start_date": DATE}, None, description="Move a booking")
    plan = planned([book, move], link(1, "booking_id", 0, "booking_id"), seed=seed, mix="bfcl")
    at: dict[str, str] = {}
    for _, call in calls_of(plan):
        if call.tool == book.id and call.ok:
            at[call.result["booking_id"]] = call.arguments["start_date"]
        elif call.tool == move.id and call.ok:
            assert call.arguments["new_start_date"] != at[str(call.arguments["booking_id"])]


@pytest.mark.parametrize("seed", range(6))
def test_a_search_is_for_something(seed: int) -> None:
    """Where all inputs of a search are optional, one of them is said nevertheless."""
    search = make(
        "search_employers", {"name": STRING, "city": STRING, "limit": {"type": "integer"}}, many(id=STRING), required=[]
    )
    plan = planned([search], seed=seed)
    first = next(call for _, call in calls_of(plan) if call.ok)
    assert {"name", "city"} & set(first.arguments)


@pytest.mark.parametrize("seed", range(8))
def test_an_update_says_something_new(seed: int) -> None:
    """A limit is not changed to what it was set to, and an update changes something at all."""
    budget = make("create_budget", {"category": STRING, "limit": AMOUNT}, thing(budget_id=STRING))
    update = make("update_budget", {"budget_id": STRING, "limit": AMOUNT}, None)
    plan = planned([budget, update], link(1, "budget_id", 0, "budget_id"), seed=seed)
    made = [call for _, call in calls_of(plan) if call.ok]
    set_to = {call.result["budget_id"]: call.arguments["limit"] for call in made if call.tool == budget.id}
    changes = [call.arguments for call in made if call.tool == update.id]
    assert changes
    assert all(change["limit"] != set_to[change["budget_id"]] for change in changes)
    issue = make(
        "update_issue", {"issue_number": {"type": "integer"}, "title": STRING}, None, required=["issue_number"]
    )
    changed = [call.arguments for _, call in calls_of(planned([issue], seed=seed)) if call.ok]
    assert all("title" in arguments for arguments in changed)


@pytest.mark.parametrize("seed", range(6))
def test_what_is_in_something_is_changed_in_there(seed: int) -> None:
    """The line of a cart is of the cart that was looked at, also where no link says so."""
    cart = make("create_cart", {"name": STRING}, thing(cart_id=STRING))
    look = make(
        "get_cart",
        {"cart_id": STRING},
        {"type": "object", "properties": {"items": many(item_id=STRING)}, "required": ["items"]},
    )
    change = make("update_cart_item", {"cart_id": STRING, "item_id": STRING, "text": STRING}, None)
    plan = planned(
        [cart, look, change], link(1, "cart_id", 0, "cart_id"), link(2, "item_id", 1, "items[].item_id"), seed=seed
    )
    made = [call for _, call in calls_of(plan) if call.ok]
    changed = next(call for call in made if call.tool == change.id)
    assert changed.arguments["cart_id"] in [call.arguments.get("cart_id") for call in made if call.tool == look.id]


@pytest.mark.parametrize("seed", range(6))
def test_a_thing_is_not_moved_to_where_it_is(seed: int) -> None:
    """A deal that was found in a stage is moved to another one."""
    stages = make("list_stages", {}, many(stage_id=STRING, name=STRING))
    deals = make("list_deals", {"stage_id": STRING}, many(deal_id=STRING, name=STRING))
    move = make("move_deal", {"deal_id": STRING, "stage_id": STRING}, None)
    links = (
        link(1, "stage_id", 0, "[].stage_id"),
        link(2, "deal_id", 1, "[].deal_id"),
        link(2, "stage_id", 0, "[].stage_id"),
    )
    plan = planned([stages, deals, move], *links, seed=seed)
    asked = None
    for _, call in calls_of(plan):
        if call.tool == deals.id and call.ok:
            asked = call.arguments["stage_id"]
        elif call.tool == move.id and call.ok:
            assert call.arguments["stage_id"] != asked


def test_how_many_stars_is_said() -> None:
    """Whoever reviews a course does not give it the stars of another one's review."""
    stars = {"type": "integer", "minimum": 1, "maximum": 5}
    reviews = make("list_reviews", {}, many(stars=stars, text=STRING))
    write = make("write_review", {"course_id": STRING, "stars": stars}, None)
    assert not asked_for(write, {"stars": link(1, "stars", 0, "[].stars")}, [reviews, write])


@pytest.mark.parametrize("deed", ["resume", "pause"])
def test_only_what_is_paused_is_resumed(deed: str) -> None:
    """And what runs is paused, however many are in the list."""
    flag = {"type": "boolean"}
    listed = make("list_automations", {}, many(automation_id=STRING, is_enabled=flag), description="List automations")
    tool = make(f"{deed}_automation", {"automation_id": STRING}, thing(automation_id=STRING, is_enabled=flag))
    by_id, links = {t.id: t for t in (listed, tool)}, (link(1, "automation_id", 0, "[].automation_id"),)
    done = 0
    for seed in range(30):
        chain = Chain(id="one", motif="line", seed=1, index=0, tools=(listed.id, tool.id), bindings=links)
        plan = plan_chain(chain, by_id, seed=seed, mix=load_mix("simple"))
        runs: dict[str, bool] = {}
        for _, call in calls_of(plan) if isinstance(plan, DialoguePlan) else ():
            if call.tool == tool.id and call.ok:
                done += 1
                assert runs[call.arguments["automation_id"]] is (deed == "pause")
            for item in call.result if call.tool == listed.id and call.ok else [call.result] if call.ok else ():
                runs[item["automation_id"]] = item["is_enabled"]
    assert done > 15


def test_only_a_locked_door_is_unlocked() -> None:
    """Also where what is turned is called otherwise than what it is told by: the lock of a door."""
    flag = {"type": "boolean"}
    locks = make("list_locks", {}, many(lock_id=STRING, name=STRING, is_locked=flag), description="List locks")
    tool = make("unlock_door", {"lock_id": STRING}, thing(lock_id=STRING, is_locked=flag))
    chain = Chain(id="one", motif="line", seed=1, index=0, tools=(locks.id, tool.id),
                  bindings=(link(1, "lock_id", 0, "[].lock_id"),))  # fmt: skip
    done = 0
    for seed in range(30):
        plan = plan_chain(chain, {t.id: t for t in (locks, tool)}, seed=seed, mix=load_mix("simple"))
        calls = [c for _, c in calls_of(plan) if c.ok] if isinstance(plan, DialoguePlan) else []
        first = next((c.arguments["lock_id"] for c in calls if c.tool == tool.id), None)
        told = [each for c in calls[:1] if c.tool == locks.id for each in c.result if each["lock_id"] == first]
        done += len(told)
        assert all(each["is_locked"] for each in told)
    assert done > 8


@pytest.mark.parametrize("said", [{"is_resolved": {"type": "boolean"}}, {"status": {"enum": ["new", "resolved"]}}])
def test_nothing_is_done_that_is_done_however_few_are_left(said: dict[str, Any]) -> None:
    """Where all reports of a list are resolved, none of them is resolved."""
    reports = make("list_reports", {}, many(report_id=STRING, kind=STRING, **said), description="List reports")
    tool = make("resolve_report", {"report_id": STRING}, thing(report_id=STRING), description="Resolve a report")
    chain = Chain(id="one", motif="line", seed=1, index=0, tools=(reports.id, tool.id),
                  bindings=(link(1, "report_id", 0, "[].report_id"),))  # fmt: skip
    done = 0
    for seed in range(40):
        plan = plan_chain(chain, {t.id: t for t in (reports, tool)}, seed=seed, mix=load_mix("simple"))
        calls = [c for _, c in calls_of(plan) if c.ok] if isinstance(plan, DialoguePlan) else []
        first = next((c.arguments["report_id"] for c in calls if c.tool == tool.id), None)
        told = [each for c in calls[:1] if c.tool == reports.id for each in c.result if each["report_id"] == first]
        done += len(told)
        assert not any(each.get("is_resolved") or each.get("status") == "resolved" for each in told)
    assert done > 10


@pytest.mark.parametrize("seed", range(4))
def test_what_no_call_takes_need_not_be_told(seed: int) -> None:
    """A telephone number that nobody gave is not made up for a call that does without it."""
    email, phone = {**STRING, "format": "email"}, {**STRING, "pattern": "^\\+[0-9]{8,14}$"}
    new = thing("phone", traveller_id=STRING, full_name=STRING, email=email, phone=phone)
    create = make("create_traveller", {"full_name": STRING, "email": email}, new)
    contact = {"type": "object", "properties": {"phone": phone}}
    book = make(
        "book_flight", {"traveller_id": STRING, "contact": contact}, thing(booking_id=STRING), required=["traveller_id"]
    )
    links = link(1, "traveller_id", 0, "traveller_id"), link(1, "contact.phone", 0, "phone")
    calls = [call for _, call in calls_of(planned([create, book], *links, seed=seed))]
    taken = any("contact" in call.arguments for call in calls)
    assert taken or all("phone" not in call.result for call in calls if call.tool == create.id)


def test_nothing_is_moved_to_where_it_is() -> None:
    """Nor is the plan changed of what only gets more seats: what it has already is left out."""
    deals = make("list_deals", {}, many(deal_id=STRING, stage_id=STRING))
    made: Any = SimpleNamespace(tool=deals, result=[{"deal_id": "d", "stage_id": "s"}], arguments={})
    seats = {"type": "integer"}
    move = make("move_deal", {"deal_id": STRING, "stage_id": STRING, "seats": seats}, None, required=["deal_id"])
    turning = SimpleNamespace(item="[0]")
    for stage, left in (("s", {"deal_id", "seats"}), ("t", {"deal_id", "stage_id", "seats"})):
        parts = _parts(move, deal_id="d", stage_id=stage, seats=2)
        for part in parts.values():
            part.chosen = ()
        parts["deal_id"].chosen = (SimpleNamespace(made=made, turnings=(turning,)),)
        assert set(changed(move, parts)) == left
        needed = make("move_deal", {"deal_id": STRING, "stage_id": STRING}, None)
        both = {path: parts[path] for path in ("deal_id", "stage_id")}
        if stage == "s":
            with pytest.raises(Stuck):
                changed(needed, both)
        else:
            assert changed(needed, both) == both
