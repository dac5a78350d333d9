"""Which ids a person must say: those that no chain of calls gives."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sample.graphs import Graph, graphs, tool
from toolgraph.sample.outside import Gift, Input, never_given, told_from_outside

USER, BOOKING = "user.id", "reservation.id"
AIRLINE = {
    ("get_user", "id"): USER,
    ("book", "user"): USER,
    ("get", "booking"): BOOKING,
    ("cancel", "booking"): BOOKING,
}
GIFTS = [("get_user", "get", "booking"), ("get_user", "cancel", "booking"), ("get", "get_user", "id"),
         ("get", "book", "user")]  # fmt: skip


def told(concepts: dict[Input, str], gifts: Iterable[tuple[str, str, str]]) -> set[Input]:
    sources = {name: "s" for names in (*gifts, *concepts) for name in names[:2]}
    return told_from_outside(concepts, concepts, [Gift(*g, echo=False, score=0.4) for g in gifts], sources)


def test_what_no_tool_gives_is_told_and_what_one_gives_is_taken() -> None:
    """However weak the link, an id that some tool gives is not said by a person."""
    assert told({("pay", "order"): "order.id", ("pay", "card"): "card.id"}, [("list", "pay", "order")]) == {
        ("pay", "card")
    }


def test_a_circle_is_opened_by_who_somebody_is() -> None:
    """A user's reservations and a reservation's user give one another: the user is told, reservations are not."""
    assert told(AIRLINE, GIFTS) == {("get_user", "id"), ("book", "user")}


def test_a_way_into_the_circle_leaves_it_closed() -> None:
    """With a search for users that needs no id, nobody has to say one."""
    assert told(AIRLINE, [*GIFTS, ("find_users", "get_user", "id")]) == set()


def test_what_hangs_on_a_circle_does_not_open_it() -> None:
    """However many tools need the id at its end, the one that leads to all of them is told."""
    ends = {(f"end{n}", "bag"): "bag.id" for n in range(9)}
    gifts = [*GIFTS, *(("get", name, "bag") for name, _ in ends)]
    assert told({**AIRLINE, **ends}, gifts) == {("get_user", "id"), ("book", "user")}


def test_an_echo_gives_nothing() -> None:
    """Who must be given the value itself is no way to learn it."""
    gifts = [Gift("update", "get", "cart", echo=True, score=0.9)]
    concepts = {("get", "cart"): "cart.id", ("update", "cart"): "cart.id"}
    assert told_from_outside(concepts, concepts, gifts, {"get": "s", "update": "s"}) == concepts.keys()


def test_nobody_says_a_key() -> None:
    """What cannot be said is not told, and a circle of such things stays shut; what can be said beside it is told."""
    concepts = {("a", "key"): "api.key", ("b", "key"): "api.key", ("b", "id"): "pet.id", ("c", "key"): "map.key"}
    gifts = [Gift("b", "a", "key", echo=False, score=0.9), Gift("a", "b", "key", echo=False, score=0.9)]
    assert told_from_outside(concepts, [("b", "id")], gifts, dict.fromkeys("abc", "s")) == {("b", "id")}


def test_what_weak_links_give_is_in_no_chain_that_follows_none() -> None:
    """A tool is never given its id when the call that gives it is never given its own."""
    needed = [("a", "x"), ("b", "y"), ("c", "z")]
    gifts = [Gift("a", "b", "y", echo=False, score=0.9), Gift("free", "c", "z", echo=False, score=0.9)]
    assert never_given(needed, gifts) == {"a", "b"}


@settings(max_examples=60, deadline=None)
@given(graph=graphs(), order=st.randoms(use_true_random=False))
def test_told_is_what_no_order_of_calls_gives(graph: Graph, order: Random) -> None:
    """On any graph: the same as by trying call after call, in whatever order the rows come."""
    concepts = {(tool(n), p): "pet.id" for n, p in graph.opaque}
    gifts = [
        Gift(tool(f.giver), tool(f.taker), f.parameter, echo=False, score=f.score)
        for f in graph.fits
        if f.giver not in {f.taker, *graph.destructive}
    ]
    gifts = [g for g in gifts if (g.taker, g.parameter) in concepts]
    order.shuffle(gifts)
    sources = {tool(n): tool(n)[:2] for n in range(graph.tools)}
    assert told_from_outside(concepts, concepts, gifts, sources) == {(tool(n), p) for n, p in graph.told}
