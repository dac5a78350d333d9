"""Searches whose words are wider or narrower than those of one before, and lists of which some was found."""

from __future__ import annotations

from tests.world.tools import INTEGER, STRING, make, many, thing, world
from toolgraph.world.simulated import SimulatedWorld

TITLE = {"type": "string", "examples": ["Login page hangs on Firefox", "Export reports as CSV"]}
ISSUE = {"repository_id": STRING, "number": INTEGER, "title": TITLE}
SEARCH = make("search_issues", {"query": STRING}, thing(issues=many(**ISSUE), total=INTEGER))
LIST = make("list_issues", {"repository_id": STRING}, thing(issues=many(number=INTEGER, title=TITLE), total=INTEGER))


def _found(here: SimulatedWorld, words: str) -> set[tuple[str, int]]:
    return {(r["repository_id"], r["number"]) for r in here.call(SEARCH, {"query": words}).result["issues"]}


def test_a_narrower_search_finds_some_of_what_a_wider_one_found() -> None:
    """Whatever comes after `login` with more words, there is something and nothing new."""
    for seed in range(12):
        here = world(seed)
        wide = _found(here, "login")
        for narrow in ("login Firefox", "login page", "login on phones"):
            assert set() < _found(here, narrow) <= wide
        assert _found(here, "login") == wide


def test_a_wider_search_finds_all_that_narrower_ones_found_and_they_find_no_more_then() -> None:
    """`login Firefox`, then `login`, then the first one again."""
    for seed in range(12):
        here = world(seed)
        narrow = _found(here, "login Firefox")
        assert narrow <= _found(here, "login")
        assert _found(here, "login Firefox") == narrow


def test_a_list_has_more_than_what_was_found_of_it() -> None:
    """The issues of a repository are those of `login` and others."""
    for seed in range(12):
        here = world(seed)
        found = _found(here, "login")
        for repository in {repository for repository, _ in found}:
            numbers = {r["number"] for r in here.call(LIST, {"repository_id": repository}).result["issues"]}
            assert {number for each, number in found if each == repository} < numbers


def test_nothing_is_found_of_a_whole_whose_list_was_without_it() -> None:
    """All issues of a repository were shown; other words find those of other repositories."""
    for seed in range(12):
        here = world(seed)
        repository = next(iter(_found(here, "login")))[0]
        rows = here.call(LIST, {"repository_id": repository}).result["issues"]
        shown = {(repository, row["number"]) for row in rows}
        for words in ("export", "motor noise", "search"):
            assert {each for each in _found(here, words) if each[0] == repository} <= shown
