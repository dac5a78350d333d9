"""What is said of a codebase suits it: titles, files and branches."""

from __future__ import annotations

import pytest

from tests.plan.test_fitting_values import link, planned, thing
from tests.plan.test_suiting import _called
from tests.world.tools import STRING, make, many

SLUG = {"type": "string", "pattern": "^[a-z]+/[a-z-]+$", "examples": ["halden/arm-firmware", "alderfen/ledger-api"]}
TITLES = {"type": "string", "examples": ["Round JPY to whole yen", "Warm up motors before homing"]}
BRANCH = {"type": "string", "description": "Branch with the changes", "examples": ["main", "fix-rounding"]}
PATHS = {
    "type": "string",
    "description": "Path of the file",
    "examples": ["src/sum.py", "firmware/motor.c", "README.md"],
}


@pytest.mark.parametrize("seed", range(10))
def test_a_change_is_of_its_software_and_lies_on_a_branch_called_after_it(seed: int) -> None:
    """No motors in a ledger; `Remove dead code` is no branch for the rounding."""
    found = many(repository_id=STRING, slug=SLUG)
    listed = make("list_repositories", {}, found, description="List my repositories")
    said = {"repository_id": STRING, "title": TITLES, "source_branch": BRANCH}
    create = make("create_pull_request", said, thing(number={"type": "integer"}, title=STRING))
    plan = planned([listed, create], link(1, "repository_id", 0, "[].repository_id"), seed=seed)
    slug = {r["repository_id"]: r["slug"] for call in _called(plan, listed.id) for r in call.result}
    for call in _called(plan, create.id):
        title, branch = call.arguments["title"], call.arguments["source_branch"]
        assert ("motors" in title) <= ("firmware" in slug[call.arguments["repository_id"]])
        assert {title.lower().split()[0]} & {*branch.split("-")}


@pytest.mark.parametrize("seed", range(10))
def test_a_file_is_in_the_language_of_its_software(seed: int) -> None:
    """No C file is read in Python."""
    language = {"type": "string", "enum": ["python", "c"]}
    listed = make("list_repositories", {}, many(repository_id=STRING, slug=SLUG, language=language), description="List")
    read = make("get_file", {"repository_id": STRING, "path": PATHS}, thing(text=STRING))
    plan = planned([listed, read], link(1, "repository_id", 0, "[].repository_id"), seed=seed)
    told = {r["repository_id"]: r["language"] for call in _called(plan, listed.id) for r in call.result}
    for call in _called(plan, read.id):
        other = {"python": ".c", "c": ".py"}[told[call.arguments["repository_id"]]]
        assert not call.arguments["path"].endswith(other)


@pytest.mark.parametrize("seed", range(8))
def test_a_new_thing_is_described_as_it_is_called(seed: int) -> None:
    """A dashboard is no simulator."""
    names = {"type": "string", "examples": ["ledger-mobile", "robot-simulator", "grid-dashboard"]}
    told = {"type": "string", "description": "What it is for", "examples": ["Mobile ledger", "Simulator of the robot"]}
    create = make("create_repository", {"name": names, "description": told}, thing(repository_id=STRING))
    call = planned([create], seed=seed).turns[0].steps[0][0]
    assert ("imulator" in call.arguments["description"]) <= ("simulator" in call.arguments["name"])


@pytest.mark.parametrize("seed", range(4))
def test_nobody_hands_in_the_cv_of_a_stranger(seed: int) -> None:
    """It is called after the user."""
    link_to = {"type": "string", "format": "uri", "examples": ["https://files.example.com/marta-lindqvist-cv.pdf"]}
    store = make("import_cv", {"file_url": link_to}, thing(cv_id=STRING))
    plan = planned([store], seed=seed)
    url = str(plan.turns[0].steps[0][0].arguments["file_url"])
    assert url.endswith("-cv.pdf")
    assert "lindqvist" not in url


def test_who_reviewed_one_change_is_asked_as_the_same_reviewer() -> None:
    """Where there is no choice and so nobody is named, nobody asks just `people`."""
    people = {"type": "array", "items": {"type": "string", "description": "User name"}, "minItems": 1, "maxItems": 1}
    seen = thing(number={"type": "integer"}, reviewer_logins=people)
    look = make(
        "get_pull_request", {"pull_request_number": {"type": "integer"}}, seen, description="Show a pull request"
    )
    asked = {"pull_request_number": {"type": "integer"}, "reviewer_logins": people}
    ask = make("request_review", asked, seen, description="Ask people to review a pull request")
    for seed in range(4):
        plan = planned([look, ask], link(1, "reviewer_logins", 0, "reviewer_logins[]"), seed=seed)
        goals = " ".join(turn.goal for turn in plan.turns)
        assert "ask the same reviewer to" in goals
        assert "ask people" not in goals


@pytest.mark.parametrize("seed", range(6))
def test_nothing_is_merged_into_itself(seed: int) -> None:
    """Of the branches that a list brings, none but `main` ends up in `main`, and the title goes with it."""
    names = {"type": "string", "examples": ["fix-rounding"]}
    listed = make("list_branches", {"repository_id": STRING}, many(name=names, is_protected={"type": "boolean"}))
    said = {"repository_id": STRING, "title": TITLES, "source_branch": BRANCH}
    create = make("create_pull_request", said, thing(number={"type": "integer"}, title=STRING))
    plan = planned([listed, create], link(1, "source_branch", 0, "[].name"), seed=seed)
    for call in _called(plan, create.id):
        assert call.arguments["source_branch"] != "main"
        assert call.arguments["source_branch"] != "fix-rounding" or "Round" in call.arguments["title"]
