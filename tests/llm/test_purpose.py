"""Words that a weak model gave and that once passed: each is refused now, and what real people say is not."""

from __future__ import annotations

from typing import Any

import pytest

from toolgraph.llm.brief import Slot
from toolgraph.llm.echoes import Heard, is_value_alone, prompt_talk, quotable
from toolgraph.llm.purpose import claims_inability, is_unfinished, serves, tells, wants_something, wishes
from toolgraph.models.dialogue_plan import PlannedCall


def call(result: Any) -> PlannedCall:
    return PlannedCall(id="call_1", tool="x/y", name="y", arguments={}, result=result)


@pytest.mark.parametrize(
    "text",
    [
        "What lab reports do you have? Names no values.",
        "The start date must be said, as 'in ten days'.",
        "I can. (It was: 'You can look up that contact.')",
        "Means the second file of 2, by its name: itinerary-2025.xlsx.",
        "Certainly! Here's the response from the assistant.",
        "The user asked for a person to the contacts.",
    ],
)
def test_the_language_of_prompts_is_found(text: str) -> None:
    """A phrase that only the prompt has is found and named."""
    assert prompt_talk(text).casefold() in text.casefold()
    assert prompt_talk(text)


@pytest.mark.parametrize(
    "text",
    ["That means the second flight is full.", "The user list holds three people.", "It was a must for us, really."],
)
def test_plain_language_is_no_prompt(text: str) -> None:
    """Words that prompts use too are no find."""
    assert prompt_talk(text) == ""


def test_a_value_alone_is_known() -> None:
    """A text that is a value, or a long value with a greeting changed, says nothing of its own; a wish with it does."""
    letter = "Hi Ron, here is what I would like to cover on Tuesday. Does that work for you?"
    assert is_value_alone("heist.", ["Heist"])
    assert is_value_alone(letter.replace("Hi", "Hello"), [letter])
    assert not is_value_alone(f"Please send this to Ron: {letter}", [letter])
    assert not is_value_alone("A film with a heist", ["heist"])


def test_nobody_says_the_others_sentences() -> None:
    """The other side's long sentence is found, one's own beside as much that is new is not, nor what is read out."""
    asked = "I would like to see every repository about robots."
    heard = Heard(quotable(["Hello all, see you on Monday morning at nine. Bye."]))
    heard.hear(Slot(0, "user"), asked)
    heard.hear(Slot(0, "assistant"), "There are two. Is there anything else I can do for you?")
    heard.hear(Slot(1, "assistant"), "See you on Monday morning at nine.")
    assert heard.again(Slot(0, "assistant"), f"Good day! {asked.upper()}") == Slot(0, "user")
    assert heard.again(Slot(0, "assistant"), f"Sure, {asked}") == Slot(0, "user")
    assert heard.again(Slot(0, "assistant"), asked.removeprefix("I would ").capitalize()) == Slot(0, "user")
    assert heard.again(Slot(1, "user"), asked) == Slot(0, "user")
    assert heard.again(Slot(1, "user"), f"{asked} Then sort what you have found by the number of their stars.") is None
    assert heard.again(Slot(2, "user"), "It says: see you on Monday morning at nine.") is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Gary Holmes has the following lab reports: thyroid, blood count", False),
        ("The weather has been fine.", False),
        ("I've listed the free slots at the doctor.", False),
        ("I have to list the free slots at the doctor.", True),
        ("The list of free slots at the doctor is long.", False),
        ("Same question for Sydney.", True),
        ("Once more, but only the ones with the status withdrawn.", True),
        ("Now Oslo", True),
        ("Bring up the job at Fern Media.", True),
        ("Any free slots at the doctor", True),
        ("I am curious about Delhi as well.", True),
    ],
)
def test_a_user_wants_something(text: str, *, wanted: bool) -> None:
    """A statement about nothing that the turn is for is no request; questions, wishes, orders and its topic are."""
    assert wants_something(text, "list free slots at a doctor") is wanted


def test_the_roles_are_told_apart() -> None:
    """Offers of help are the assistant's, wishes the user's, wherever they are not quoted."""
    assert serves("Sure, I can help with that.")
    assert not serves("Can you help me with that?")
    assert wishes("What I am after is simple: repositories.")
    assert wishes("Moreover, please let me see the jobs of that run.")
    assert not wishes("The mail says “I would like to cover the budget”.")
    assert not wishes("I would like to let you know that it is done.")
    assert claims_inability("I'm sorry, but I don't have access to the files you're asking about.")
    assert not claims_inability("You cannot change a paid order.")
    assert is_unfinished("Gary Holmes has the following lab reports:")
    assert not is_unfinished("It is done.")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("I appreciate your help.", False),
        ("Sure, here you are.", False),
        ("Sure, I can check for rainy weather.", False),
        ("I am looking for the weather in Oslo, 14 degrees.", False),
        ("A rainy day over Oslo.", True),
        ("It will be 14 degrees.", True),
        ("From half past six, at 18:30.", True),
        ("Two warnings stand.", True),
    ],
)
def test_a_report_tells_something(text: str, *, told: bool) -> None:
    """Something of the results that the user has not just said: a word, a number, a time, how many there are."""
    weather = {"sky": "rainy", "degrees": 14, "from": "2026-03-03T18:30:00", "warnings": ["wind", "flood"]}
    assert tells(text, [call(weather)], changes=False, known="What is the weather in Oslo?") is told


def test_what_changed_may_be_told_without_values() -> None:
    """That it is done is told enough where a call changes something; that it will be done is not."""
    made = [call({"id": "n-71", "note": "milk"})]
    assert tells("All done.", made, changes=True, known="note it")
    assert not tells("All of it.", made, changes=True, known="note it")
    assert not tells("I will now write it down: milk.", made, changes=True, known="note it")
    assert tells("There are none.", [call({"items": [], "page": 1})], changes=False, known="list them")
    assert not tells("Sure.", [call({"digits": "9" * 400, "share": 1e308})], changes=False, known="")
    assert tells("Yes, it is.", [call({"open": True})], changes=False, known="is it open?")
