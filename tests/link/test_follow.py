"""Which tool comes next, and on what ground."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from toolgraph.link.follow import Habits, likely_next

OFTEN = Habits.of([("a", "b", 90), ("a", "c", 9), ("x", "z", 60), ("like_a", "d", 40)])


def names(tool: str, habits: Habits = OFTEN, **edges: dict[str, float]) -> list[str]:
    return [f.tool for f in likely_next(tool, habits, edges.get("feeds", {}), edges.get("alike", {}))]


def test_many_observations_speak_for_themselves() -> None:
    """What people do a hundred times comes before what a link allows and before what is common elsewhere."""
    assert names("a", feeds={"e": 0.9})[:2] == ["b", "c"]


def test_without_observations_links_come_first_and_then_what_is_common() -> None:
    """A tool that nobody was seen to use falls back on the graph, then on what follows most tools."""
    found = likely_next("new", OFTEN, {"e": 0.9}, {})
    assert [f.tool for f in found] == ["e", "b", "z", "d", "c"]
    assert [f.reasons for f in found[:2]] == [("feeds",), ("common",)]


def test_tools_that_are_alike_lend_what_was_seen() -> None:
    """A twin of a well-known tool is followed by what follows that one, less surely."""
    found = likely_next("twin", OFTEN, {}, {"like_a": 0.9})
    assert (found[0].tool, found[0].reasons) == ("d", ("alike",))
    assert found[0].share < likely_next("like_a", OFTEN, {}, {})[0].share


def test_without_recorded_use_the_order_is_that_of_the_links() -> None:
    """An empty history leaves the surest links first, equals by id."""
    assert names("a", Habits.of(()), feeds={"q": 0.5, "p": 0.5, "r": 0.8}) == ["r", "p", "q"]
    assert names("a", Habits.of(())) == []


_tools = st.sampled_from("abcdefg")
_scores = st.dictionaries(_tools, st.floats(0.1, 1.0), max_size=4)


@given(st.dictionaries(st.tuples(_tools, _tools), st.integers(1, 50), max_size=15), _scores, _scores)
def test_shares_are_shares(seen: dict[tuple[str, str], int], feeds: dict[str, float], alike: dict[str, float]) -> None:
    """Falling, never more than all in all, the tool itself never among them, and the same for any order of rows."""
    rows = [(a, b, n) for (a, b), n in seen.items() if a != b]
    alike.pop("a", None)
    found = likely_next("a", Habits.of(rows), feeds, alike)
    shares = [f.share for f in found]
    assert shares == sorted(shares, reverse=True)
    assert sum(shares) <= 1.0 + 1e-3
    assert "a" not in {f.tool for f in found}
    assert found == likely_next("a", Habits.of(rows[::-1]), feeds, alike)
