"""Paths: what is put somewhere is found there."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from toolgraph.meaning.values import resolve
from toolgraph.plan.paths import at_path, leaves, matches, place, steps_in

_NAME = st.text("abcxyz", min_size=1, max_size=4)


def _schema(steps: list[tuple[str, bool]]) -> dict[str, object]:
    inner: dict[str, object] = {"type": "integer"}
    for name, listed in reversed(steps):
        inner = {"type": "object", "properties": {name: {"type": "array", "items": inner} if listed else inner}}
    return inner


@given(st.lists(st.tuples(_NAME, st.booleans()), min_size=1, max_size=4), st.integers())
def test_place_and_find(steps: list[tuple[str, bool]], value: int) -> None:
    """A value placed where a path leads in the schema is the only one that the path matches."""
    path = ".".join(name + ("[]" if listed else "") for name, listed in steps)
    arguments: dict[str, object] = {}
    place(arguments, steps_in(_schema(steps), path), value)
    assert at_path(arguments, path.replace("[]", "[0]")) == value
    assert [(m.value, m.path) for m in matches(arguments, path)] == [(value, path.replace("[]", "[0]"))]
    assert list(leaves(arguments)) == [(path.replace("[]", "[0]"), value)]


def test_odd_names() -> None:
    """Names that hold dots and brackets are names, where the schema or the value says so."""
    schema = {"properties": {"filter[port]": {}, "assigned.not": {"properties": {"id": {}}}}}
    arguments: dict[str, object] = {}
    for path in ("filter[port]", "assigned.not.id"):
        place(arguments, steps_in(schema, path), 7)
    assert arguments == {"filter[port]": 7, "assigned.not": {"id": 7}}
    assert [at_path(arguments, path) for path, _ in leaves(arguments)] == [7, 7]


def test_matches_tell_lists() -> None:
    """Each list on the way is named with the place taken and the number there are; null is nothing."""
    result = {"days": [{"slots": [{"id": 1}, {"id": None}]}, {"slots": [{"id": 3}]}]}
    found = matches(result, "days[].slots[].id")
    assert [(m.value, m.path) for m in found] == [(1, "days[0].slots[0].id"), (3, "days[1].slots[0].id")]
    assert [(t.path, t.at, t.among) for t in found[1].turnings] == [("days", 1, 2), ("days[1].slots", 0, 1)]


def test_maps_and_bare_lists() -> None:
    """Maps are walked by their keys, a bare list by its items."""
    assert [m.path for m in matches({"rates": {"EUR": 1, "USD": 2}}, "rates{}")] == ["rates.EUR", "rates.USD"]
    assert [m.value for m in matches([{"id": 7}], "[].id")] == [7]
    assert at_path([{"id": 7}], "[0].id") == 7


def test_keys_of_a_map() -> None:
    """A key is found as what it is, and its own path leads back to it, for the planner and for the checker."""
    result = {"cards": {"gift.1": {"id": "a"}, "key": {"id": "b"}}}
    found = matches(result, "cards{key}")
    assert [(m.value, m.path) for m in found] == [("gift.1", "cards{gift.1}"), ("key", "cards{key}")]
    assert [at_path(result, m.path) for m in found] == ["gift.1", "key"]
    assert resolve(result, "cards{gift.1}") == ["gift.1"]
    assert resolve(result, "cards{key}") == ["gift.1", "key"]
    assert resolve(result, "cards{other}") == []
    assert at_path(result, "cards{other}") is None
