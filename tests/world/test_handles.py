"""User names and slugs name one thing each."""

from __future__ import annotations

import pytest

from tests.world.tools import DATE, EMAIL, INTEGER, STRING, make, many, thing, world

LOGIN = {"type": "string", "pattern": "^[a-z][a-z0-9-]+$", "examples": ["aikob", "tferrand"]}
USER = {"login": LOGIN, "display_name": STRING, "email": EMAIL, "company": STRING, "joined_on": DATE}
SEARCH = make("search_users", {"query": STRING}, thing(users=many(**USER), total=INTEGER))
GET = make("get_user", {"login": LOGIN}, thing(**USER))
SLUG = {"type": "string", "examples": ["halden/arm", "nightferry/site"]}
ISSUES = make("search_issues", {"query": STRING}, thing(issues=many(
    issue_id=STRING, repository_id=STRING, repository_slug=SLUG, title=STRING)))  # fmt: skip
SHOW = make("get_repository", {"repository_id": STRING}, thing(repository_id=STRING, slug=SLUG, stars=INTEGER))


@pytest.mark.parametrize("seed", range(10))
def test_a_login_is_one_person(seed: int) -> None:
    """Whoever is found under a name is opened under it, and nobody else is."""
    here, known = world(seed), {}
    for query in ("Okoye", "Brandt", "Halden", "Aiko Brandt", "Jules"):
        for user in here.call(SEARCH, {"query": query}).result["users"]:
            assert known.setdefault(user["login"], user) == user
            assert here.call(GET, {"login": user["login"]}).result == user


@pytest.mark.parametrize("seed", range(10))
def test_a_slug_is_one_repository(seed: int) -> None:
    """Two repositories have two slugs, however few a spec shows."""
    here, known = world(seed), {}
    for query in ("export", "search", "rounding"):
        for issue in here.call(ISSUES, {"query": query}).result["issues"]:
            assert known.setdefault(issue["repository_slug"], issue["repository_id"]) == issue["repository_id"]
    for number in range(4):
        shown = here.call(SHOW, {"repository_id": f"repo_{number}"}).result
        assert known.setdefault(shown["slug"], shown["repository_id"]) == shown["repository_id"]
