"""What is said beside the matter fits the hour, and what came before it."""

from __future__ import annotations

import re
from datetime import datetime
from random import Random

import pytest

from tests.llm.test_manner import _call, _talks
from toolgraph.llm.offline.grammar import Speaker, phrase_rules
from toolgraph.llm.offline.hours import hour_tags
from toolgraph.llm.offline.style import styled
from toolgraph.llm.offline.topics import CHAT
from toolgraph.llm.offline.voice import Voice
from toolgraph.plan.banks import CHITCHAT

_LOOK = ("code_hosting/list_branches", [{"name": "main", "is_protected": True}])
_MADE = ("office/send_mail", {"message_id": "m1"})
_CHEER = re.compile(r"\b(?:great|perfect|wonderful|lovely|love it|excellent|good news|brilliant)\b", re.IGNORECASE)


def _forms(rule: str) -> list[str]:
    return [form for forms in phrase_rules()[rule].values() for form in forms]


@pytest.mark.parametrize(
    ("clock", "tags"),
    [
        ("2026-03-02T08:00:00", {"morning", "monday"}),
        ("2026-03-04T16:41:00", {"afternoon", "midweek"}),
        ("2026-03-07T19:45:00", {"evening", "weekend"}),
        ("2026-03-06T03:00:00", {"evening", "midweek"}),
    ],
)
def test_the_hour_and_the_day_are_known(clock: str, tags: set[str]) -> None:
    """They choose the greeting, and what is said of the week."""
    assert hour_tags(datetime.fromisoformat(clock)) == tags


def test_only_the_hour_brings_a_word_for_the_hour() -> None:
    """Nobody says good morning at 16:41, or wishes a nice day at night."""
    timed = re.compile(r"\bgood (?:morning|day|evening)\b(?!\?)|\bnice (?:day|evening)\b", re.IGNORECASE)
    for rule, forms in phrase_rules().items():
        for tag in forms.keys() - {"morning", "afternoon", "evening"}:
            assert not list(filter(timed.search, forms[tag])), (rule, tag)


def test_what_was_looked_at_is_not_cheered_at() -> None:
    """A list of branches, of bills or of missed appointments is no good news."""
    assert not [form for rule in ("ask_more", "ack", "ack_formal") for form in _forms(rule) if _CHEER.search(form)]
    turns = [
        {"act": "request", "goal": "list the branches", "steps": ((_call(1, *_LOOK),),)},
        {"act": "request", "goal": "send an e-mail", "steps": ((_call(2, *_MADE),),)},
    ]
    for talk in _talks(turns, _LOOK[0], _MADE[0]):
        assert not _CHEER.search(talk[1][0])


def test_small_talk_has_an_answer_of_its_own_on_every_day() -> None:
    """What is drawn has words for each day, and so has the answer to it."""
    days = ("midweek", "weekend", "monday")
    for goal in CHITCHAT:
        rule = next(name for name, pattern in CHAT if pattern.search(goal))
        for name in (rule, rule.replace("chit_", "re_")):
            forms = phrase_rules()[name]
            assert "any" in forms or all(day in forms for day in days), name


def test_no_role_is_told_and_nothing_is_told_of_oneself_that_may_not_be_true() -> None:
    """A museum guide looks for films as anybody does."""
    for rule, forms in phrase_rules().items():
        assert not [f for texts in forms.values() for f in texts if re.search(r"\{(?:role|topic|place)\}", f)], rule


def test_after_a_refusal_nobody_is_glad() -> None:
    """Thanks are plain where what was asked for could not be had, and so is the goodbye."""
    turns = [
        {"act": "out_of_scope", "goal": "hear which party to vote for", "reply": "decline"},
        {"act": "close", "goal": "say thanks and goodbye", "reply": "farewell"},
    ]
    without = {form for rule in ("close_without", "farewell_without") for form in _forms(rule)}
    for talk in _talks(turns, _LOOK[0]):
        assert "service" not in talk[0][1]
        assert talk[1][1] in without


def test_a_dialogue_does_not_end_in_what_comes_next() -> None:
    """Where small talk is the last turn, nobody asks what else is wanted."""
    turns = [
        {"act": "request", "goal": "list the branches", "steps": ((_call(1, *_LOOK),),)},
        {"act": "chitchat", "goal": "talk about the weekend", "reply": "chat"},
    ]
    tails = [form for form in _forms("chat_tail") if form]
    for talk in _talks(turns, _LOOK[0]):
        assert not talk[1][1].endswith(tuple(tails))


def test_nothing_found_is_told_without_a_flourish() -> None:
    """No `Here you go.` before an empty list, and no offer of more of it."""
    turns = [{"act": "request", "goal": "list the branches", "steps": ((_call(1, _LOOK[0], []),),)}]
    leads = tuple(form for rule in ("lead_look", "lead_deed") for form in _forms(rule))
    for talk in _talks(turns, _LOOK[0]):
        assert not talk[0][1].startswith(leads)


def test_courtesies_are_said_without_hesitation() -> None:
    """Nobody says `Uh, that would help a lot.`"""
    voice = Voice(frozenset(("voice",)), 0.5, 1.0, slang=False, careless=False, typos=False)
    for seed in range(10):
        assert styled("That would help me a lot.", voice, Speaker(frozenset(), Random(seed))).startswith("That")
