"""Code hosting: numbers run with time, what is asked of an owner is theirs, talk comes after what it is about."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise

from tests.world.tools import CLOCK, DATE, INTEGER, MOMENT, STRING, make, many, thing, world

NUMBER = {**INTEGER, "minimum": 1, "maximum": 900, "examples": [142, 311], "description": "Number in its repository"}
REPOSITORY = {"repository_id": STRING}
ISSUE = {"number": NUMBER, "title": STRING, "created_at": MOMENT}
ISSUES = make("list_issues", REPOSITORY, thing(issues=many(**ISSUE)))
CREATE = make("create_issue", {**REPOSITORY, "title": STRING}, thing(**ISSUE))
COMMENTS = many(comment_id=STRING, text=STRING, created_at=MOMENT)
THREAD = make("get_issue", {**REPOSITORY, "issue_number": NUMBER}, thing(issue=thing(**ISSUE), comments=COMMENTS))
SLUG = {"type": "string", "pattern": "^[a-z0-9-]+/[a-z0-9.-]+$", "examples": ["alderfen/ledger-api", "halden/firmware"]}


def test_the_later_an_issue_the_higher_its_number() -> None:
    """So it is in a list; a new issue has the highest number of all, one that is named by number its place in time."""
    for seed in range(8):
        host = world(seed)
        named = host.call(THREAD, {"repository_id": "r-1", "issue_number": 300}).result["issue"]
        shown = [named, *host.call(ISSUES, {"repository_id": "r-1"}).result["issues"]]
        new = [host.call(CREATE, {"repository_id": "r-1", "title": f"Wrong {n}"}).result["number"] for n in range(2)]
        by_time = sorted({each["number"]: each for each in shown}.values(), key=lambda each: each["created_at"])
        numbers = [each["number"] for each in by_time]
        assert numbers == sorted({*numbers})
        assert numbers[-1] < new[0] < new[1]


def test_comments_come_after_what_they_are_about_and_differ() -> None:
    """No comment is of the second of its issue, and not every issue has the same ones."""
    host, said = world(3), set()
    for number in range(280, 292):
        found = host.call(THREAD, {"repository_id": "r-1", "issue_number": number}).result
        times = [found["issue"]["created_at"], *sorted(each["created_at"] for each in found["comments"])]
        assert all(one < two for one, two in pairwise(times))
        said.add(min(found["comments"], key=lambda each: each["created_at"])["text"])
    assert len(said) > 1


def test_what_is_asked_of_an_owner_is_theirs() -> None:
    """The slug of what is found begins with who was asked for, with words or without."""
    login = {"type": "string", "description": "User name of the owner"}
    found = thing(repositories=many(repository_id=STRING, slug=SLUG))
    search = make("search_repositories", {"query": STRING, "owner_login": login}, found, required=[])
    for seed in range(6):
        host = world(seed)
        host.call(search, {})
        for asked in ({"owner_login": "mlindqvist"}, {"owner_login": "tferrand", "query": "charts"}):
            shown = host.call(search, asked).result["repositories"]
            assert {each["slug"].partition("/")[0] for each in shown} <= {asked["owner_login"]}


def test_no_two_changes_come_from_one_branch() -> None:
    """Each pull request has a branch of its own, named as it is."""
    branch = {"type": "string", "examples": ["main", "fix-rounding"]}
    titles = {"type": "string", "examples": ["Round by decimals", "Add CSV export", "Mend links", "Warm up motors"]}
    pulls = many(number=NUMBER, title=titles, source_branch=branch, target_branch=branch)
    listed = make("list_pull_requests", REPOSITORY, thing(pull_requests=pulls))
    for seed in range(6):
        shown = world(seed).call(listed, {"repository_id": "r-1"}).result["pull_requests"]
        assert len({each["source_branch"] for each in shown}) == len(shown)
        assert "main" not in {each["source_branch"] for each in shown}


def test_a_user_joined_before_all_that_they_have_done() -> None:
    """Who has pushed something in the last weeks joined months ago at least."""
    user = make("get_user", {"login": STRING}, thing(login=STRING, joined_on=DATE))
    for login in ("mlindqvist", "tferrand", "aikob"):
        joined = datetime.fromisoformat(world().call(user, {"login": login}).result["joined_on"]).date()
        assert joined < CLOCK.date() - timedelta(days=150)


def test_titles_are_about_the_software_that_they_are_of() -> None:
    """Neither a design system nor a ledger has motors, and what fits any software fits them."""
    titles = {
        "type": "string",
        "examples": ["Totals are off by a cent", "Motor stalls after cold start", "Broken link"],
    }
    search = make("search_repositories", {"query": STRING}, thing(repositories=many(repository_id=STRING, slug=SLUG)))
    listed = make("list_issues", REPOSITORY, thing(issues=many(number=NUMBER, title=titles)))
    for seed in range(6):
        host = world(seed)
        found = host.call(search, {"query": "design tokens"}).result["repositories"][0]
        shown = host.call(listed, {"repository_id": found["repository_id"]}).result["issues"]
        assert not {each["title"] for each in shown} & {*titles["examples"][:2]}
        assert not any("invoice" in each["title"] or "Login" in each["title"] for each in shown)


def test_an_issue_is_found_in_the_software_that_it_is_about() -> None:
    """Who looks for a rounding error finds it in the ledger, and none in a firmware."""
    found = many(repository_id=STRING, repository_slug=SLUG, number=NUMBER, title=STRING)
    search = make("search_issues", {"query": STRING}, thing(issues=found))
    for seed in range(6):
        host = world(seed)
        for query, part in (("rounding JPY", "ledger"), ("motor", "firmware")):
            shown = host.call(search, {"query": query}).result["issues"]
            assert all(part in each["repository_slug"] for each in shown)
