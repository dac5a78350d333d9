from __future__ import annotations

from random import Random

import pytest

from tests.llm.plans import circumstances, persona
from toolgraph.llm.offline.grammar import Speaker, parts_of
from toolgraph.llm.offline.held import Held, tidy
from toolgraph.llm.offline.shape import plural
from toolgraph.llm.offline.slots import shape_of, slot_for
from toolgraph.llm.offline.voice import voice_of
from toolgraph.llm.offline.wishes import gerund, to_other_side, wishes_in


@pytest.mark.parametrize(
    ("verb", "wanted"),
    [("get", "getting"), ("make", "making"), ("see", "seeing"), ("edit", "editing"), ("get rid of", "getting rid of")],
)
def test_gerunds(verb: str, wanted: str) -> None:
    """Verbs take their -ing form by the rules of English spelling."""
    assert gerund(verb) == wanted


@pytest.mark.parametrize(
    ("goal", "wanted"),
    [
        ("find a hotel, look up its rooms and book one", ["find", "look up", "book"]),
        ("change the time, place or title of an event", ["change"]),
        ("find bus, tram and metro stops near a point", ["find"]),
        ("list my bookings and cancel a booking", ["list", "cancel"]),
        ("", []),
    ],
)
def test_goals_come_apart_into_wishes(goal: str, wanted: list[str]) -> None:
    """A joined goal is split where another verb begins, and only there."""
    assert [wish.verb for wish in wishes_in(goal)] == wanted


def test_what_is_mine_is_yours_on_the_other_side() -> None:
    """The assistant says `your` where the user says `my`, and leaves other words alone."""
    assert to_other_side("cancel my booking for me, army mine") == "cancel your booking for you, army yours"


@pytest.mark.parametrize(
    ("thing", "wanted"),
    [("city", "cities"), ("news", "news"), ("person", "people"), ("match", "matches"), ("stock quote", "stock quotes")],
)
def test_plurals(thing: str, wanted: str) -> None:
    """Nouns of results are put in the plural by rules and the usual exceptions."""
    assert plural(thing, 2) == wanted
    assert plural(thing, 1) == thing


@pytest.mark.parametrize(
    ("value", "label", "wanted"),
    [
        ("2026-03-04", "departure date", "date"),
        ("2026-03-04T10:00:00Z", "start", "datetime"),
        ("10:30", "time", "time"),
        ("a@b.example", "recipient", "email"),
        (["a@b.example"], "copy to", "email"),
        ("bk_abc", "booking reference", "id"),
        (True, "include breakfast", "yes"),
        (7, "seats", "number"),
        ("Porto", "city", "text"),
    ],
)
def test_values_have_shapes(value: object, label: str, wanted: str) -> None:
    """The kind of a value is read from the value, and from its label where that is not enough."""
    assert shape_of(value, label) == wanted
    assert slot_for(label, wanted).inline


@pytest.mark.parametrize(
    ("text", "value", "wanted"),
    [
        ("it is a {} indeed", "apple", "It is an apple indeed"),
        ("it is an {}.", "uniform", "It is a uniform."),
        ("{} it is", "porto", "Porto it is"),
        ("to {}.", "Done.", "To Done."),
        ("i think {}.", "Sure?", "I think Sure?"),
        ("{}", "ana@b.example", "ana@b.example"),
    ],
)
def test_values_fit_into_their_sentence(text: str, value: str, wanted: str) -> None:
    """Articles, capitals and end marks follow the value that comes in; the value itself stays."""
    held = Held()
    assert held.reveal(text.format(held.hold(value))) == wanted


def test_tidy_mends_what_parts_leave_behind() -> None:
    """Spaces and marks are right whatever was put together, and tidying twice changes nothing."""
    messy = " Well , okay ,. Then ?.  So: . "
    assert tidy(messy) == "Well, okay. Then? So."
    assert tidy(tidy(messy)) == tidy(messy)


def test_a_form_is_taken_apart_into_its_parts() -> None:
    """Rules, alternatives and slots are told from literal text."""
    assert [part.kind for part in parts_of("a <hello> [b|c] {v}.")] == [
        "text", "rule", "text", "choice", "text", "slot", "text",
    ]  # fmt: skip


def test_a_speaker_does_not_repeat_itself_while_it_has_a_choice() -> None:
    """Three forms give three different texts before one comes again, whatever the seed."""
    for seed in range(40):
        speaker = Speaker(frozenset(), Random(seed))
        said = [speaker.pick(["one", "two"]) for _ in range(2)]
        assert len(set(said)) >= 1
        assert speaker.pick([]) == ""


def test_the_circumstances_make_the_voice() -> None:
    """Formality, medium, mood and features turn into tags and habits."""
    casual, formal, spoken = (voice_of(persona(Random(1)), circumstances(n)) for n in (0, 1, 2))
    assert {"casual", "chat", "happy"} <= casual.tags
    assert casual.slang
    assert {"formal", "letter"} <= formal.tags
    assert formal.fillers == 0.0
    assert {"voice", "rushed"} <= spoken.tags
    assert spoken.fillers > 0.3
