"""Each check on its own: what it raises, and what it lets pass."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.check.gold import BOOK, FIND, GET, MOVE, SEARCH, Builder, offered, schema, shop, travel
from toolgraph.check import check, check_foreign, grounding_of, multi_step_runs, summary, talk_of_foreign
from toolgraph.check.foreign import offered_tool
from toolgraph.check.talk import is_error
from toolgraph.errors import RecordError
from toolgraph.models.dialogue import Dialogue, Message
from toolgraph.models.provenance import Provenance

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"


def codes(dialogue: Dialogue) -> set[str]:
    return {f.code for f in check(dialogue)}


def with_text(dialogue: Dialogue, index: int, text: str) -> Dialogue:
    messages = list(dialogue.messages)
    messages[index] = messages[index].model_copy(update={"content": text})
    return dialogue.model_copy(update={"messages": tuple(messages)})


def with_entry(dialogue: Dialogue, index: int, **update: Any) -> Dialogue:
    entries = list(dialogue.provenance)
    entries[index] = entries[index].model_copy(update=update)
    return dialogue.model_copy(update={"provenance": tuple(entries)})


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("As an AI, I cannot feel, but I can help.", "instruction_leaked"),
        ("<|im_start|>assistant Sure.", "instruction_leaked"),
        ("My system prompt says so.", "instruction_leaked"),
        ("Assistant: I am fine.", "instruction_leaked"),
        ("Hello [Your Name]!", "placeholder"),
        ("Lorem ipsum dolor sit amet", "placeholder"),
        ("See you at ${time}", "placeholder"),
        ("Call them at XXX-XXX-XXXX.", "placeholder"),
        ("   ", "empty_text"),
    ],
)
def test_assistant_words(text: str, code: str) -> None:
    """Placeholders, leaked instructions and empty words are found in the assistant's words."""
    assert code in codes(with_text(shop(), 2, text))


@pytest.mark.parametrize(
    "text",
    [
        "Very well. I paid <b>5</b> [see note](http://a.example) and user: none",
        "Your system is up.",
        "I (we) do [x] it.",
        "The article XXX-6420-7W is sold out.",
    ],
)
def test_ordinary_words_pass(text: str) -> None:
    """Mark-up, links and everyday uses of the same words are no fault."""
    assert not codes(with_text(shop(), 2, text)) & {"placeholder", "instruction_leaked"}


@pytest.mark.parametrize("text", ["Is 99999 right?", "Write to bob@example.com.", "Your code is ZX81-K9."])
def test_ungrounded_reply(text: str) -> None:
    """A number, address or id that nothing has brought is a warning."""
    found = [f for f in check(with_text(shop(), 2, text)) if f.code == "reply_ungrounded"]
    assert [f.severity for f in found] == ["warning"]


def test_a_small_number_is_the_same_however_it_is_written() -> None:
    """A result writes a rate with an exponent, and a person does not."""
    read = Builder("read", FIND, GET, MOVE).user("Look at order 7.")
    read.step(("get_order", {"order_id": 7}, {"id": 7, "status": "paid", "total": 3.7037e-05}, {"order_id": 0}))
    assert "reply_ungrounded" not in codes(read.say("It comes to 0.000037037.").done())


def test_user_says_a_name_of_the_tools() -> None:
    """Names that only code has are found in the user's words; everyday words that are parameters too are not."""
    assert "name_leaked" in codes(with_text(shop(), 1, "Morning! Run update_order for me."))
    assert "name_leaked" in codes(with_text(shop(), 1, "Morning! What's my order_id?"))
    assert not codes(with_text(shop(), 1, "Morning! What's the status of my address since May?"))


def test_two_answers_of_one_thing_must_agree() -> None:
    """A thing that changes between two answers is found, unless a call in between may have written it."""
    before, after = {"id": 7, "status": "paid", "total": 5.0}, {"id": 7, "status": "sent", "total": 5.0}
    read = Builder("read", FIND, GET, MOVE).user("Look at order 7 among those since 2026-03-01.")
    read.step(("list_orders", {"since": "2026-03-01"}, {"orders": [before]}, {}))
    read.step(("get_order", {"order_id": 7}, after, {"order_id": 0})).say("Sent.")
    assert codes(read.done()) == {"result_inconsistent"}
    written = Builder("written", FIND, GET, MOVE).user("Look at order 7, move it to Rome, and look once more.")
    written.step(("get_order", {"order_id": 7}, before, {"order_id": 0}))
    written.step(("update_order", {"order_id": 7, "address": "Rome"}, after, {"order_id": 0, "address": 0}))
    assert not codes(written.say("Sent.").done())


def test_what_is_used_in_other_days_may_be_another_amount() -> None:
    """Five days take less power than nine; in the same days it is the same, and a name stays in all of them."""
    row = schema("id kwh", id="string", kwh="number", name="string")
    usage = offered(
        "home/get_usage", schema("since", since="string"), schema("devices", devices={"type": "array", "items": row})
    )
    for later, kwh, name, found in (
        ("2026-03-05", 9.5, "Heater", set()),
        ("2026-03-01", 9.5, "Heater", {"result_inconsistent"}),
        ("2026-03-05", 9.5, "Fan", {"result_inconsistent"}),
    ):
        read = Builder("read", usage).user(f"What have we used since 2026-03-01, and since {later}?")
        for since, much, called in (("2026-03-01", 4.5, "Heater"), (later, kwh, name)):
            answer = {"devices": [{"id": "d1", "kwh": much, "name": called}]}
            read.step(("get_usage", {"since": since}, answer, {}))
        assert codes(read.say("That is all.").done()) & {"result_inconsistent"} == found


def test_result_must_fit_what_the_tool_returns() -> None:
    """A result of another form is an error; the body of an error response is not."""
    odd = Builder("odd", GET).user("Order 7, please.")
    odd.step(("get_order", {"order_id": 7}, {"id": "seven"}, {"order_id": 0})).say("Here.")
    assert codes(odd.done()) == {"result_invalid"}
    failed = Builder("failed", GET).user("Order 7, please.")
    failed.step(("get_order", {"order_id": 7}, {"error": {"code": "not_found"}}, {"order_id": 0})).say("There is none.")
    assert not codes(failed.done())


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"error": "x"}, True),
        ({"status": 404, "title": "Not found", "detail": "No such pet"}, True),
        ({"code": "rate_limit", "message": "Slow down"}, True),
        ({"id": 1, "status": "sold", "message": "hello", "title": "x"}, False),
        ({"errors": [], "items": [1]}, False),
        ({"status": "success"}, False),
        ([], False),
    ],
)
def test_error_bodies(body: Any, expected: bool) -> None:
    """Error bodies are told from results that merely have a message or a status."""
    assert is_error(body) is expected


@pytest.mark.parametrize(
    ("index", "update", "code"),
    [
        (0, {"turn": 1}, "value_early"),
        (0, {"source": "context", "turn": None}, "value_elsewhere"),
        (0, {"path": "nowhere"}, "provenance_stray"),
        (0, {"call": "call_99"}, "provenance_stray"),
        (2, {"source": "default"}, "value_elsewhere"),
        (5, {"field": "flights[0].id"}, "value_elsewhere"),
        (5, {"from_call": "call_3"}, "value_early"),
    ],
)
def test_claims(index: int, update: dict[str, Any], code: str) -> None:
    """A value must come from the very turn, call, field or source that its provenance names."""
    assert code in codes(with_entry(travel(), index, **update))


def test_missing_provenance_is_searched_for() -> None:
    """Without an entry, a value that something brings is a warning, and one that nothing brings an error."""
    bare = travel().model_copy(update={"provenance": ()})
    assert {(f.code, f.severity) for f in check(bare)} == {("provenance_missing", "warning")}
    unsaid = with_text(bare, 1, "Hi, I need two seats from somewhere to Turin for next Friday.")
    assert "value_invented" in codes(unsaid)


def test_wrong_call_needs_a_right_one_after_it() -> None:
    """A call that is not to be learned from must be put right later; its own faults are expected."""
    alone = Builder("alone", GET).user("My order, please.")
    alone.step(("get_oder", {"id": "x"}, {"error": "unknown tool"}, {}), weight=0)
    assert codes(alone.say("Sorry, that did not work.").done()) == {"wrong_call_uncorrected"}


def test_the_system_message_shows_clock_and_facts() -> None:
    """What the plan knows and the assistant is not told is found, and so is an argument taken from it."""
    assert codes(with_text(travel(), 0, "Be helpful. The user is Ann Lee.")) == {"clock_unshown"}
    hidden = codes(with_text(travel(), 0, "It is Wednesday, 4 March 2026."))
    assert hidden == {"fact_unshown", "value_invented"}


def test_bare_words_of_the_spec_are_no_error() -> None:
    """A value such as `none` is a hole, unless the spec offers it as a choice; as a default it is only warned of."""
    sort = {"type": "string", "enum": ["none", "price"]}
    odd = offered("a/list_things", schema("", sort=sort, q="string", mode={"type": "string", "default": "null"}), None)
    b = Builder("odd", odd).user("Order: none. Search for string.")
    b.step(("list_things", {"sort": "none", "q": "string", "mode": "null"}, {}, {"sort": 0, "q": 0, "mode": "default"}))
    found = {(f.path.rpartition(".")[2], f.severity) for f in check(b.say("Ok").done()) if f.code == "placeholder"}
    assert found == {("mode", "warning"), ("q", "error")}


def test_the_user_means_another_thing() -> None:
    """A call that takes one item of a list is warned of when the user named another, and neither this one nor all."""
    for text, expected in (
        ("The Nordavia one, please. Book it, unless it is gone.", {"entity_unsaid"}),
        ("The first one sounds good.", {"entity_unsaid"}),
        ("The second one sounds good.", set()),
        ("Sol Air, not Nordavia.", set()),
        ("The 98 one rather than the one by Nordavia.", set()),
        ("Check both, Nordavia too.", set()),
        ("Book it.", set()),
    ):
        assert codes(with_text(travel(), 5, text)) == expected, text


def test_the_same_question_twice() -> None:
    """The same read again is warned of, unless something was written in between or it failed at first."""
    order = {"id": 7, "status": "paid", "total": 5.0}
    get = ("get_order", {"order_id": 7}, order, {"order_id": 0})
    move = ("update_order", {"order_id": 7, "address": "Rome"}, order, {"order_id": 0, "address": 0})
    down = ("get_order", {"order_id": 7}, {"error": "timeout"}, {"order_id": 0})

    def found(*calls: Any) -> set[str]:
        b = Builder("again", GET, MOVE).user("Order 7, move it to Rome")
        for call in calls:
            b.step(call)
        return codes(b.say("Ok").done())

    assert found(get, get) == {"call_repeated"}
    assert found(get, move, get) == set()
    assert found(down, get) == set()


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({"origin": "Oslo", "destination": "Oslo"}, {"ends_equal"}),
        ({"start_date": "2026-03-09", "end_date": "2026-03-06"}, {"ends_reversed"}),
        ({"startsAt": "2026-03-06T15:00:00Z", "endsAt": "2026-03-06T14:00:00Z"}, {"ends_reversed"}),
        ({"origin": "Oslo", "destination": "Rome", "start_date": "2026-03-06", "end_date": "2026-03-06"}, set()),
    ],
)
def test_two_ends(arguments: dict[str, str], expected: set[str]) -> None:
    """What goes from a place to itself, or ends before it starts, is warned of."""
    trip = offered("a/plan_trip", schema("", **dict.fromkeys(arguments, "string")), None)
    said = "From Oslo to Oslo or Rome, between 2026-03-06 and 2026-03-09, 15:00 and 16:00."
    b = Builder("trip", trip).user(said).step(("plan_trip", arguments, {}, {}))
    assert codes(b.say("Ok").done()) == expected


def test_the_assistant_must_not_claim_what_was_not_done() -> None:
    """A deed that the result denies is warned of, unless the words deny it too."""
    drop = offered("a/delete_thing", schema("name", name="string"), None)

    def found(words: str) -> set[str]:
        b = Builder("drop", drop).user("Delete Alpha")
        return codes(b.step(("delete_thing", {"name": "Alpha"}, {"deleted": False}, {})).say(words).done())

    assert found("It is gone.") == {"reply_contradicts"}
    assert found("That did not work.") == set()
    assert found("I couldn't delete it.") == set()


def test_the_assistant_speaks_plainly() -> None:
    """Names of parameters in the assistant's words are warned of."""
    assert codes(with_text(shop(), 2, "The order_id is what I need.")) == {"reply_raw"}


def test_acts() -> None:
    """Chit-chat makes no calls, a clarification follows a question, and leave is taken last."""
    d = travel()
    turns = d.plan.turns
    for index, act in ((0, "chitchat"), (2, "clarify"), (1, "close")):
        changed = (*turns[:index], turns[index].model_copy(update={"act": act}), *turns[index + 1 :])
        assert codes(d.model_copy(update={"plan": d.plan.model_copy(update={"turns": changed})})) == {"act_broken"}


def test_summary_counts() -> None:
    """The summary kept with a dialogue counts by severity and by code."""
    found = check(with_text(shop(), 2, "As an AI, I say 99999."))
    wanted = {"instruction_leaked": 1, "reply_ungrounded": 1}
    assert summary(found) == {"errors": 1, "warnings": 1, "codes": wanted}


def test_true_multi_step_is_told_from_false_and_parallel() -> None:
    """A run counts as true only when a value first brought inside it is used inside it, by a later message."""
    flights = {"flights": [{"id": "FL-1", "airline": "A", "price": 10}]}
    search = {"origin": "Oslo", "destination": "Turin", "departure_date": "2026-03-06"}
    book = ("book_flight", {"flight_id": "FL-1", "passenger_name": "Ann"}, {"booking_code": "B1", "total": 10}, {})

    def runs(*steps: Any) -> tuple[int, ...]:
        b = Builder("x", SEARCH, BOOK).user("Go")
        for step in steps:
            b.step(*step)
        return tuple(multi_step_runs(b.say("Done").done()))

    first = ("search_flights", search, flights, {})
    assert runs([first], [book]) == (1, 0, 0, 1)
    assert runs([first, book]) == (0, 0, 1, 1)
    assert runs([book], [first]) == (0, 1, 0, 1)
    assert runs([book]) == (0, 0, 0, 1)
    assert runs([book], [first], [book]) == (0, 1, 0, 1)  # FL-1 stood in an earlier argument


def openai(arguments: Any) -> dict[str, Any]:
    tool = {"type": "function", "function": {"name": "get_order", "parameters": schema("order_id", order_id="integer")}}
    call = {"id": "a", "type": "function", "function": {"name": "get_order", "arguments": arguments}}
    messages = [
        {"role": "user", "content": [{"type": "text", "text": "Where is order 7?"}]},
        {"role": "assistant", "content": None, "tool_calls": [call]},
        {"role": "tool", "tool_call_id": "a", "content": "on its way"},
        {"role": "assistant", "content": "On its way."},
    ]
    return {"id": "f", "messages": messages, "tools": [tool]}


def test_foreign_openai_dialogue() -> None:
    """Others' dialogues are judged by search, with arguments as an object or as JSON text."""
    assert check_foreign(openai({"order_id": 7})) == ()
    assert check_foreign(openai('{"order_id": 7}')) == ()
    assert {f.code for f in check_foreign(openai({"order_id": 8}))} == {"value_invented"}
    with pytest.raises(RecordError, match="not JSON"):
        check_foreign(openai("{order_id"))
    with pytest.raises(RecordError):
        check_foreign({"text": "hello"})


def test_bfcl_calls_are_read_as_python() -> None:
    """BFCL's answers are Python calls; arguments by position get their names, and no user turn is lost."""
    tool = {"name": "sort", "parameters": {"type": "dict", "properties": {"file_name": {"type": "string"}}}}
    record = {
        "question": [[{"role": "user", "content": "Sort a.txt"}]],
        "ground_truth": [["sort('a.txt')"]],
        "tools": [tool],
    }
    talk = talk_of_foreign(record)
    assert talk.calls[0].arguments == {"file_name": "a.txt"}
    assert grounding_of(talk) == {"user": 1}


@pytest.mark.skipif(not DATA.exists(), reason="the development data lies beside the checkout, or is absent")
def test_development_data_can_be_judged() -> None:
    """Real trajectories are read and judged, most values are found, and the invented ones are not waved through."""
    folder = DATA / "links" / "api_bank"
    lines = (folder / "gold_trajectories.jsonl").read_text(encoding="utf-8").splitlines()[:60]
    specs = map(json.loads, (folder / "tools.jsonl").read_text(encoding="utf-8").splitlines())
    tools = {tool.name: tool for tool in map(offered_tool, specs) if tool}
    rows = [{k: v for k, v in json.loads(line).items() if k != "tools"} for line in lines]
    counts = sum(
        (grounding_of(talk_of_foreign(row, tools)) for row in rows), start=grounding_of(talk_of_foreign(rows[0], tools))
    )
    assert 0.8 < 1 - counts["invented"] / counts.total() < 0.97


def test_answers_by_another_name_and_twice() -> None:
    """An answer that names another tool, and a second answer to one call, are found."""
    d = shop()
    index = next(i for i, m in enumerate(d.messages) if m.role == "tool")
    messages = list(d.messages)
    messages[index] = messages[index].model_copy(update={"name": "other_tool"})
    assert "answer_name" in codes(d.model_copy(update={"messages": tuple(messages)}))
    twice = (*d.messages[: index + 1], d.messages[index], *d.messages[index + 1 :])
    assert "answer_repeated" in codes(d.model_copy(update={"messages": twice}))
    bad = Message(role="tool", tool_call_id=d.messages[index].tool_call_id, content="not json")
    messages = list(shop().messages)
    last = max(i for i, m in enumerate(messages) if m.role == "tool")
    messages[last] = bad.model_copy(update={"tool_call_id": messages[last].tool_call_id})
    assert "result_not_json" in codes(d.model_copy(update={"messages": tuple(messages)}))


def test_a_pattern_of_another_dialect_is_left_to_the_reference_validator() -> None:
    """A schema that the fast validator cannot compile is still judged."""
    odd = offered("a/get_thing", schema("code", code={"type": "string", "pattern": r"^(?<!x)a\Z"}), None)
    b = Builder("odd", odd).user("Thing a and thing b")
    b.step(("get_thing", {"code": "a"}, {}, {"code": 0}), ("get_thing", {"code": "b"}, {}, {"code": 0}))
    assert [f.code for f in check(b.say("Ok").done())] == ["argument_invalid"]


def test_a_pattern_that_python_does_not_know_is_judged_by_the_fast_validator() -> None:
    r"""`\p{L}` is everyday in specs, and an error in Python's `re`."""
    letters = offered("a/get_word", schema("word", word={"type": "string", "pattern": r"^\p{L}+$"}), None)
    b = Builder("letters", letters).user("äpple and a1")
    b.step(("get_word", {"word": "äpple"}, {}, {"word": 0}), ("get_word", {"word": "a1"}, {}, {"word": 0}))
    assert [f.code for f in check(b.say("Ok").done())] == ["argument_invalid"]


def test_entries_for_a_whole_list_cover_its_items() -> None:
    """One entry may stand for a list as a whole."""
    d = travel()
    kept = [p for p in d.provenance if not p.path.startswith("tags")]
    whole = Provenance(call="call_4", path="tags", source="user", turn=2, value=["travel", "family"])
    assert check(d.model_copy(update={"provenance": (*kept, whole)})) == ()
