"""What is reported of software: what its title says is wrong, and texts and comments that are about such a thing."""

from __future__ import annotations

from tests.world.tools import INTEGER, STRING, make, many, thing, world
from toolgraph.world.defects import forms_of
from toolgraph.world.reported import bodies_of, kind_of

TITLE = {"type": "string", "examples": ["Login page hangs on Firefox", "Export reports as CSV"]}
LIST = make("list_issues", {"repository_id": STRING}, thing(issues=many(number=INTEGER, title=TITLE)))
SHOW = make(
    "get_issue",
    {"repository_id": STRING, "number": INTEGER},
    thing(number=INTEGER, title=TITLE, body=STRING, comments=many(comment_id=STRING, text=STRING)),
)


def test_a_title_says_what_is_wrong_with_one_thing_or_several() -> None:
    """`Search filters fail`, and `Motor noise` is a fault already."""
    assert "{Q} fail after" in forms_of("issue", "search filters")
    assert "{Q} fails after" in forms_of("issue", "login page")
    assert "fail" not in forms_of("issue", "motor noise")
    for text in ("search filters", "login page", "motor noise", "motor stalls"):
        assert not {"{Q} on some machines", "{Q} now and then"} & set(forms_of("issue", text).split("|"))


def test_a_wish_and_a_typo_are_not_talked_of_as_a_fault() -> None:
    """Going by their titles."""
    assert [kind_of(t) for t in ("Export reports as CSV", "Better error messages for login")] == ["wish", "wish"]
    assert [kind_of(t) for t in ("Typo in the guide on login", "Search is slow")] == ["docs", "slow"]
    assert [kind_of(t) for t in ("Export is missing rows", "Login fails", "Export does not work with CSV")] == [""] * 3


def test_issues_of_one_talk_say_different_things_under_their_titles() -> None:
    """Each what its title lets one expect."""
    for seed in range(8):
        here = world(seed)
        numbers = [r["number"] for r in here.call(LIST, {"repository_id": "repo_1"}).result["issues"]]
        told = [here.call(SHOW, {"repository_id": "repo_1", "number": n}).result for n in numbers]
        assert len({each["body"] for each in told}) == len(told)
        assert all(each["body"] in bodies_of("issue", each["title"]) for each in told)
