"""Figures are what their definitions say."""

from __future__ import annotations

import math
import time

import pytest

from tests.check.gold import Builder, gold, shop, travel
from toolgraph.check import check, summary
from toolgraph.models.chain import Binding
from toolgraph.models.dialogue import Dialogue
from toolgraph.report import figures, rows


def talk(name: str, *said: str) -> Dialogue:
    b = Builder(name)
    for text in said:
        b.user(text).say("ok")
    return b.done()


def checked(dialogue: Dialogue) -> Dialogue:
    return dialogue.model_copy(update={"checks": summary(check(dialogue))})


def test_counts() -> None:
    """Turns, calls and acts are counted over the set; wrong calls stand apart."""
    shape = figures(gold())
    assert (shape.dialogues, shape.turns, shape.calls, shape.wrong_calls) == (2, 4.0, 4.0, 0.5)
    assert shape.calls_a_turn == 1.0
    assert shape.several_calls == 2 / 8  # travel's second turn, shop's last
    assert shape.acts["clarify"] == 0.25
    assert sum(shape.acts.values()) == pytest.approx(1)
    assert sum(shape.provenance.values()) == pytest.approx(1)
    assert (shape.tools, shape.clarifications) == (7, 1.0)


def test_entropy_and_distinct() -> None:
    """Four words said equally often are two bits; repeated pairs are not distinct."""
    shape = figures([talk("a", "red green blue")])  # and "ok"
    assert shape.entropy == pytest.approx(2)
    twice = figures([talk("a", "red green blue", "red green blue")])
    assert twice.distinct_3 == 0.5
    assert twice.distinct_2 == 0.5
    assert twice.distinct_1 == 0.5


def test_nearest_rouge_l() -> None:
    """Equal dialogues are at 1, those that share only one word of four at a quarter, a single one has no neighbour."""
    assert figures([talk("a", "red green blue"), talk("b", "red green blue")]).nearest_rouge_l == 1
    assert figures([talk("a", "red green blue"), talk("b", "x y z")]).nearest_rouge_l == pytest.approx(0.25)
    assert figures([talk("a", "red")]).nearest_rouge_l == 0
    assert figures([talk("a", "red"), talk("b", "red")], sample=0).nearest_rouge_l == 0


def test_the_sample_is_seeded() -> None:
    """The same seed compares the same dialogues; another one compares others."""
    many = [talk(str(i), " ".join(f"w{i * j % 17}" for j in range(1, 9))) for i in range(60)]
    assert figures(many, sample=10) == figures(iter(many), sample=10)
    assert len({figures(many, sample=10, seed=s).nearest_rouge_l for s in range(5)}) > 1


def test_checked_shares() -> None:
    """Shares by the checker need every dialogue checked, and count dialogues, not findings."""
    good = checked(travel())
    assert figures([good, shop()]).grounded is None
    messages = list(travel().messages)
    messages[1] = messages[1].model_copy(update={"content": "Two seats for next Friday, please."})
    bad = checked(travel().model_copy(update={"messages": tuple(messages)}))
    shape = figures([good, bad])
    assert (shape.grounded, shape.schema_valid, shape.free_of_errors) == (0.5, 1.0, 0.5)


def test_links_are_counted_once() -> None:
    """A binding drawn twice is one link."""
    binding = Binding(call=1, parameter="flight_id", source_call=0, field="flights[].id", score=1)
    d = travel()
    d = d.model_copy(update={"chain": d.chain.model_copy(update={"bindings": (binding,)})})
    assert figures([d, d]).links == 1


def test_nothing() -> None:
    """No dialogues give zeros, not an error."""
    shape = figures([])
    assert (shape.dialogues, shape.turns, shape.entropy, shape.grounded) == (0, 0, 0, None)
    assert all(math.isfinite(v) for v in shape.model_dump().values() if isinstance(v, float))


def test_rows_show_every_figure() -> None:
    """Each figure has its row, shares in per cent, and what is not known says so."""
    shown = dict(rows(figures([travel()])))
    assert shown["several calls"] == "25.0%"
    assert shown["grounded"] == "not checked"
    assert shown["acts: close"] == "25.0%"
    assert len(shown) >= 24


def test_fast_enough() -> None:
    """Eight thousand dialogues take less than twenty seconds: here a twentieth of them, in a twentieth of the time."""
    many = gold() * 200
    start = time.process_time()
    figures(many, sample=0)
    assert time.process_time() - start < 1
