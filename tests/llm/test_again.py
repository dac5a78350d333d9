"""The same once more, narrowed down; pairs of degrees; things told by what people would say of them."""

from __future__ import annotations

import re
from random import Random
from typing import Any

import pytest

from tests.llm.plans import catalogue, pick_of
from tests.llm.test_manner import _NOW, _call, _talks
from tests.llm.test_offline import _one
from toolgraph.llm.offline.again import limit
from toolgraph.llm.offline.choosing import Choosing
from toolgraph.llm.offline.grammar import Speaker
from toolgraph.llm.offline.grouped import other_degree
from toolgraph.llm.offline.held import Held
from toolgraph.llm.offline.picks import noun_phrase, put_near
from toolgraph.llm.offline.refer import Aim, Known
from toolgraph.llm.offline.slots import speak
from toolgraph.llm.offline.wishes import Wish, wishes_in
from toolgraph.llm.offline.words_in import dress
from toolgraph.models.dialogue_plan import SaidValue
from toolgraph.models.provenance import Provenance

_DEALS = Wish("list", "my deals")


def _limit(label: str, value: Any, wish: Wish = _DEALS) -> str:
    held = Held()
    said = SaidValue(call="c", path="x", label=label, value=value)
    return held.plain(limit(wish, speak(said, rng=Random(1), clock=_NOW), Speaker(frozenset(), Random(2)), held))


def test_what_narrows_a_list_down_says_how() -> None:
    """`And Tuesday?` of a day before which deals close says nothing; a city and words to search stand alone."""
    assert re.fullmatch(r"that close before .+", _limit("closes before", "2026-03-10"))
    assert re.fullmatch(r"(?:that are|marked as|with the status|whose status is) sent", _limit("status", "sent"))
    assert _limit("city", "Porto") == ""
    assert _limit("search words", "harbour") == ""
    assert _limit("status", "sent", Wish("send", "a message")) == ""


def test_a_latitude_is_told_with_its_longitude() -> None:
    """A new latitude beside the longitude from before is a new point, and is told as one."""
    assert other_degree("to.lat", {"to": {"lat": 1.5, "lng": 2.5}}) == ("to.lng", 2.5)
    assert other_degree("city", {"city": "Porto"}) is None
    tool = "maps_weather/find_transit_stops"
    calls = [_call(i, tool, {"stops": []}, {"lat": lat, "lng": 11.5}) for i, lat in ((1, 48.1), (2, 48.2))]
    said = SaidValue(call="call_2", path="lat", label="latitude", value=48.2)
    turns = [{"act": "request", "goal": "find stops", "steps": ((c,),)} for c in calls]
    turns[1] = {**turns[1], "act": "follow_up", "said": (said,)}
    taken = Provenance(call="call_2", path="lng", source="user", value=11.5, turn=0)
    plan = _one(turns, {tool: catalogue()[tool]}).model_copy(update={"provenance": (taken,)})
    (other,) = Known(plan, catalogue()).unsaid_degrees((said,))
    assert (other.path, other.label, other.value) == ("lng", "longitude", 11.5)


@pytest.mark.parametrize(
    ("by", "value", "wanted"),
    [
        ("expires_on", "2031-10-21", "valid until"),
        ("due_on", "2026-10-21", "due on"),
        ("created_at", "2026-10-21", "from"),
        ("starts_on", "2026-10-21", "on"),
    ],
)
def test_a_day_says_what_it_is_the_day_of(by: str, value: str, wanted: str) -> None:
    """A card is not `on` the day on which it expires."""
    held = Held()
    text = held.plain(
        noun_phrase(pick_of("c", "cards[1]", "card", value, by), Speaker(frozenset(), Random(1)), held, _NOW)
    )
    assert re.match(rf"the (?:one|card) {wanted} ", text)


@pytest.mark.parametrize(
    ("by", "value"), [("pushed_at", "2026-10-22T08:56:37Z"), ("size_bytes", 20480), ("updated", 1.7e9)]
)
def test_what_only_machines_tell_apart_goes_by_its_place(by: str, value: Any) -> None:
    """Nobody speaks of the repository of 08:56:37."""
    held = Held()
    text = held.plain(
        noun_phrase(pick_of("c", "files[1]", "file", value, by), Speaker(frozenset(), Random(1)), held, _NOW)
    )
    assert "second" in text


def test_a_number_and_a_chosen_thing_of_its_kind_are_two() -> None:
    """Issue 217 is in the repository of the chosen issue, and is not that issue."""
    aim = Aim("c", "repository", alone=False, among=False, role="")
    placed = put_near(Wish("change", "issue 217"), aim, "X", ("issue",), making=False, kind="issue")
    assert placed is not None
    assert placed.rest == "issue 217 in the repository of X"


def _changed(rest: str, label: str, value: str) -> str:
    held = Held()
    spoken = speak(SaidValue(call="c", path="x", label=label, value=value), rng=Random(1), clock=_NOW)
    done = dress(Wish("change", rest), [spoken], Speaker(frozenset(), Random(1)), held, 3)
    return held.plain(f"{done.wish.rest} {done.wish.tail}")


def test_one_new_detail_is_what_is_changed() -> None:
    """`Change the details of that contact with the phone number 1` is to change the phone number to 1."""
    changed = _changed("the details of that contact", "phone number", "+4754")
    assert changed == "the phone number of that contact to +4754"


def test_two_deeds_with_a_noun_like_verb_are_two() -> None:
    """`Find films and book seats for a showing` are two wishes; `time and place of an event` is none."""
    assert [w.verb for w in wishes_in("search films and book seats for a film showing")] == ["search", "book"]
    assert len(wishes_in("change the time and place of an event")) == 1


def test_a_thing_that_tells_of_another_is_not_told_by_its_code_twice() -> None:
    """`The stock quote VAL costs 34` is about the stock VAL."""
    tool = "finance/get_stock_quote"
    turn = {
        "act": "request",
        "goal": "get the latest price of a stock",
        "steps": ((_call(1, tool, {"ticker": "VAL", "price": 34.4, "currency": "EUR"}),),),
    }
    for talk in _talks([turn], tool):
        assert "stock quote" not in talk[0][1]


def test_a_new_part_is_what_a_thing_is_changed_in() -> None:
    """An event is not changed `around` its new place."""
    assert _changed("the event Sync", "new location", "Room Fjord") == "the location of the event Sync to Room Fjord"


def test_what_somebody_did_tells_a_thing_as_that() -> None:
    """A prescription is the one prescribed by a doctor, and not `the Ana Diaz one`."""
    held = Held()
    pick = pick_of("c", "prescriptions[1]", "prescription", "Ana Diaz", "prescribedBy")
    text = held.plain(noun_phrase(pick, Speaker(frozenset(), Random(1)), held, _NOW))
    assert text.endswith("prescribed by Ana Diaz")


def test_a_purpose_says_what_is_wanted_and_not_what_for() -> None:
    """What docs add about the good of it is no part of a wish, nor is it that there may be one or more."""
    assert wishes_in("keep the artifacts to prevent them from being deleted")[0].rest == "the artifacts"
    assert wishes_in("add one or more addresses to the list")[0].rest == "addresses to the list"


def _placed(wish: Wish, pick: Any, tool: str, entry: Provenance, listing: str) -> str:
    calls = (_call(1, listing, {}), _call(2, tool, {}))
    turns = [
        {"act": "request", "goal": "g", "steps": ((calls[0],),)},
        {"act": "follow_up", "goal": "g", "steps": ((calls[1],),), "picks": (pick,)},
    ]
    plan = _one(turns, {t: catalogue()[t] for t in (listing, tool)}).model_copy(update={"provenance": (entry,)})
    held = Held()
    choosing = Choosing(Known(plan, catalogue()), Speaker(frozenset(), Random(1)), held, _NOW)
    wishes, sentences = choosing.placed(plan.turns[1], (wish,))
    assert sentences == []
    return held.plain(wishes[0].rest)


def test_a_chosen_thing_that_is_only_read_takes_the_place_of_its_kind() -> None:
    """`Open a lesson` makes no lesson: the chosen one is opened."""
    entry = Provenance(
        call="call_2", path="lesson_id", source="result", value="l", from_call="call_1", field="lessons[1].lesson_id"
    )
    pick = pick_of("call_1", "lessons[1]", "lesson", "Past tenses", "title")
    rest = _placed(Wish("open", "a lesson"), pick, "learning/get_lesson", entry, "learning/list_lessons")
    assert rest in ("the lesson Past tenses", "Past tenses")


def test_a_thing_named_by_its_kind_is_not_the_thing_of_itself() -> None:
    """The thermostat of the Hall thermostat is the Hall thermostat."""
    entry = Provenance(
        call="call_2", path="device_id", source="result", value="d", from_call="call_1", field="devices[1].device_id"
    )
    pick = pick_of("call_1", "devices[1]", "device", "Hall thermostat", "name")
    wish = Wish("set", "the temperature of the thermostat of a room")
    rest = _placed(wish, pick, "smart_home/set_thermostat", entry, "smart_home/list_devices")
    assert "the thermostat of" not in rest
    assert rest.startswith("the temperature of ")
    assert rest.endswith("Hall thermostat")


def test_another_currency_is_the_one_that_is_told() -> None:
    """Nobody converts `into another currency in crowns`."""
    held = Held()
    value = speak(SaidValue(call="c", path="to", label="second currency", value="NOK"), rng=Random(1), clock=_NOW)
    done = dress(Wish("convert", "an amount into another currency"), [value], Speaker(frozenset(), Random(1)), held, 3)
    assert re.fullmatch(r"an amount into [\w ]+ \(NOK\)", held.plain(done.wish.rest))
    base = speak(SaidValue(call="c", path="from", label="from", value="EUR"), rng=Random(1), clock=_NOW)
    wish = Wish("convert", "an amount into another currency")
    both = dress(wish, [base, value], Speaker(frozenset(), Random(1)), held, 3).wish
    assert re.fullmatch(r"an amount into [\w ]+ \(NOK\)", held.plain(both.rest))
    assert held.plain(both.tail).startswith("from euros (EUR)")


def test_two_new_parts_are_changed_in_one_breath() -> None:
    """An event gets a new place and a new start; it is not changed `in` the one `for` the other."""
    held = Held()
    parts = (("new location", "Room Fjord"), ("new start time", "2026-05-10T14:00:00+00:00"))
    values = [
        speak(SaidValue(call="c", path=label, label=label, value=value), rng=Random(1), clock=_NOW)
        for label, value in parts
    ]
    done = dress(Wish("change", "the event Sync"), values, Speaker(frozenset(), Random(1)), held, 3)
    text = held.plain(f"{done.wish.rest} {done.wish.tail}")
    assert text.startswith("the location of the event Sync to Room Fjord and the start time to ")


def test_how_many_stands_before_what_is_counted() -> None:
    """Seats for one are one seat, and files read at two paths are those two files."""
    held, speaker = Held(), Speaker(frozenset(), Random(1))
    seats = speak(SaidValue(call="c", path="seats", label="seats", value=1), rng=Random(1), clock=_NOW)
    done = dress(Wish("book", "seats for the film Harbour"), [seats], speaker, held, 3)
    assert re.fullmatch(r"(?:1|one) seat for the film Harbour", held.plain(done.wish.rest))
    path = speak(SaidValue(call="c", path="path", label="path", value="README.md"), rng=Random(1), clock=_NOW)
    two = path._replace(text="README.md and docs/a.md", many=True)
    done = dress(Wish("read", "a file of that repository"), [two], speaker, held, 3)
    assert held.plain(done.wish.rest) == "the files README.md and docs/a.md of that repository"


def test_an_advertisement_of_a_chosen_application_is_of_it() -> None:
    """Who wants a job advertisement and chooses an application does not want to see the application."""
    aim = Aim("c", "job", alone=True, among=False, role="")
    placed = put_near(Wish("show", "a job advertisement"), aim, "X", (), making=False, kind="application")
    assert placed is not None
    assert placed.rest == "the job advertisement of X"


def test_money_that_is_told_is_so_much() -> None:
    """Who transfers 1400 to a payee does not transfer `money for 1400`."""
    held = Held()
    value = speak(SaidValue(call="c", path="amount", label="amount", value=1400.0), rng=Random(1), clock=_NOW)
    done = dress(Wish("transfer", "money to that payee"), [value], Speaker(frozenset(), Random(1)), held, 3)
    assert re.fullmatch(r"1,?400 to that payee", held.plain(done.wish.rest))


def test_a_bound_that_is_put_right_is_a_date() -> None:
    """Nobody says that the closes before should be Monday."""
    tool, said = "crm/list_deals", []
    for day in ("2026-06-30", "2026-07-08"):
        value = SaidValue(call=f"call_{len(said) + 1}", path="closes_before", label="closes before", value=day)
        said.append(value)
    turns = [
        {"act": act, "goal": "see open deals", "said": (value,),
         "steps": ((_call(at, tool, {"deals": []}, {"closes_before": value.value}),),)}
        for at, (act, value) in enumerate(zip(("request", "correct"), said, strict=True), 1)
    ]  # fmt: skip
    talks = [talk[1][0] for talk in _talks(turns, tool)]
    assert not any("closes before" in user for user in talks)
