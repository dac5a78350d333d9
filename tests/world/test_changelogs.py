"""What a codebase tells of itself and of the work on it."""

from __future__ import annotations

from datetime import datetime

from tests.world.tools import DATE, INTEGER, MOMENT, STRING, make, many, thing, world

SLUG = {"type": "string", "pattern": "^[a-z0-9-]+/[a-z0-9.-]+$", "examples": ["alderfen/ledger-api", "halden/firmware"]}
ID = {"repository_id": STRING}
OWN = {
    **ID, "slug": SLUG, "description": STRING, "stars": {**INTEGER, "minimum": 50}, "open_issue_count": INTEGER,
    "is_private": {"type": "boolean"}, "pushed_at": MOMENT, "owner_login": STRING,
}  # fmt: skip
SEARCH = make("search_repositories", {"query": STRING}, thing(repositories=many(**OWN)))
TAG = {"type": "string", "pattern": "^v[0-9]+\\.[0-9]+\\.[0-9]+$", "examples": ["v2.3.1", "v2.4.0", "v1.18.2"]}
NAMES = {"type": "string", "examples": ["2.4 Autumn", "2.3.1 Hotfix", "Firmware 1.18"]}
NOTES = {"type": "string", "description": "Release notes", "examples": ["CSV export, faster reports.", "Fixes login."]}
RELEASE = {"release_id": STRING, "tag_name": TAG, "name": NAMES, "notes": NOTES, "published_at": MOMENT}
RELEASES = make("list_releases", ID, thing(releases=many(**RELEASE)))
COUNTS = {"title": {**STRING, "examples": ["Firmware 1.19", "2.5"]}, "due_on": DATE, "open_issue_count": INTEGER}
MILESTONES = make("list_milestones", ID, thing(milestones=many(milestone_id=STRING, **COUNTS)))
ISSUES = make("list_issues", ID, thing(issues=many(number=INTEGER, title=STRING, created_at=MOMENT)))
PULLS = make("list_pull_requests", ID, thing(pull_requests=many(number=INTEGER, title=STRING, created_at=MOMENT)))


def test_what_many_like_is_not_private_and_is_its_owners() -> None:
    """A repository with stars is seen by all, and its address begins with who owns it."""
    for seed in range(8):
        for each in world(seed).call(SEARCH, {"query": "parser"}).result["repositories"]:
            assert not each["is_private"]
            assert each["slug"].startswith(f"{each['owner_login']}/")
            assert "tools" in each["description"] or "tools" not in each["slug"]


def test_as_many_issues_are_listed_as_are_open() -> None:
    """What a repository counts is in its list, and its milestones share it."""
    for seed in range(8):
        host = world(seed)
        each = host.call(SEARCH, {"query": "charts"}).result["repositories"][0]
        here = {"repository_id": each["repository_id"]}
        ahead = host.call(MILESTONES, here).result["milestones"]
        assert sum(m["open_issue_count"] for m in ahead) == each["open_issue_count"] < 7
        assert not any("Firmware" in m["title"] for m in ahead)
        assert len({m["title"] for m in ahead}) == len(ahead)
        assert len(host.call(ISSUES, here).result["issues"]) <= each["open_issue_count"]


def test_notes_are_of_their_release_and_its_codebase() -> None:
    """A third number is for a fix, a codebase has no note twice, and nothing is released after the last push."""
    for seed in range(12):
        host = world(seed)
        each = host.call(SEARCH, {"query": "design tokens"}).result["repositories"][0]
        shown = host.call(RELEASES, {"repository_id": each["repository_id"]}).result["releases"]
        notes = [release["notes"] for release in shown]
        assert len({*notes}) == len(notes)
        assert not {*NOTES["examples"]} & {*notes}
        assert len({release["tag_name"].partition(".")[0] for release in shown}) == 1
        for release in shown:
            fix = not release["tag_name"].endswith(".0")
            assert fix == (release["notes"].split()[0] in ("Fixes", "Mends", "Puts"))
            assert fix == ("Hotfix" in release["name"])
            assert datetime.fromisoformat(release["published_at"]) <= datetime.fromisoformat(each["pushed_at"])


def test_changes_are_proposed_before_the_last_push() -> None:
    """A branch is there before somebody asks to merge it."""
    for seed in range(8):
        host = world(seed)
        each = host.call(SEARCH, {"query": "dashboard"}).result["repositories"][0]
        shown = host.call(PULLS, {"repository_id": each["repository_id"]}).result["pull_requests"]
        assert max(datetime.fromisoformat(p["created_at"]) for p in shown) <= datetime.fromisoformat(each["pushed_at"])
