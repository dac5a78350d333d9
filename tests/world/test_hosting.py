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


def test_what_is_moved_to_another_milestone_stays_the_same_thing() -> None:
    """An issue of a list keeps title and time when a change gives it another milestone than it was listed by."""
    milestone = {"milestone_id": STRING}
    listed = make("list_issues", {**REPOSITORY, **milestone}, thing(issues=many(**ISSUE)))
    inputs = {**REPOSITORY, "issue_number": NUMBER, **milestone}
    update = make("update_issue", inputs, thing(**ISSUE, **milestone), required=["repository_id", "issue_number"])
    for seed in range(4):
        host = world(seed)
        shown = host.call(listed, {"repository_id": "r-1", "milestone_id": "ms_1204"}).result["issues"][0]
        new = {"repository_id": "r-1", "issue_number": shown["number"], "milestone_id": "ms_1188"}
        assert host.call(update, new).result == {**shown, "milestone_id": "ms_1188"}


def test_nobody_reviews_what_was_opened_just_now() -> None:
    """A new pull request has the reviewers who are asked afterwards, and no others."""
    people = {"reviewer_logins": {"type": "array", "items": STRING}}
    pull = thing(number=NUMBER, title=STRING, **people)
    opened = make("create_pull_request", {**REPOSITORY, "title": STRING}, pull)
    ask = make("request_review", {**REPOSITORY, "pull_request_number": NUMBER, **people}, pull)
    for seed in range(4):
        host = world(seed)
        new = host.call(opened, {"repository_id": "r-1", "title": "Round less"}).result
        assert new["reviewer_logins"] == []
        asked = {"repository_id": "r-1", "pull_request_number": new["number"], "reviewer_logins": ["aikob"]}
        assert host.call(ask, asked).result["reviewer_logins"] == ["aikob"]


def test_issues_are_titled_as_people_would() -> None:
    """What a spec shows on the words comes first, and two words make no thing that is slow."""
    titles = {**STRING, "examples": ["Login page hangs on Firefox", "Export reports as CSV"]}
    found = many(repository_id=STRING, repository_slug=SLUG, number=NUMBER, title=titles)
    search = make("search_issues", {"query": STRING}, thing(issues=found))
    for seed in range(6):
        host = world(seed)
        shown = [each["title"] for each in host.call(search, {"query": "login Firefox"}).result["issues"]]
        assert titles["examples"][0] in shown
        assert not any("ogin Firefox" in title for title in shown)


def test_a_new_codebase_is_its_owners_and_in_a_likely_language() -> None:
    """Firmware is in C, and whose a new repository is stands in front of its name and in its address."""
    language = {"type": "string", "enum": ["python", "java", "c", "typescript"]}
    url = {"type": "string", "format": "uri", "examples": ["https://wharf.example.com/alderfen/ledger-api"]}
    told = {"slug": SLUG, "language": language, "web_url": url, "owner_login": STRING}
    create = make("create_repository", {"name": STRING}, thing(repository_id=STRING, **told))
    for name, written in (("robot-firmware", "c"), ("design-tokens", "typescript")):
        new = world().call(create, {"name": name}).result
        assert new["language"] == written
        assert new["slug"] == f"{new['owner_login']}/{name}"
        assert new["web_url"].endswith(new["slug"])


def test_what_runs_has_run_since_it_began() -> None:
    """A run that began four minutes ago has lasted four minutes; one that waits has lasted none."""
    seconds = {"type": "integer", "minimum": 0, "maximum": 3600, "description": "Duration in seconds"}
    states = {"type": "string", "enum": ["pending", "running", "passed"]}
    runs = many(run_id=STRING, status=states, started_at=MOMENT, duration_s=seconds)
    listed = make("list_runs", {**REPOSITORY, "status": states}, thing(runs=runs))
    for state in ("running", "pending"):
        for each in world(2).call(listed, {"repository_id": "r-1", "status": state}).result["runs"]:
            since = (CLOCK - datetime.fromisoformat(each["started_at"])).total_seconds()
            assert each["duration_s"] == (since if state == "running" else 0)


def test_the_later_a_release_the_higher_its_version() -> None:
    """No two releases have one tag; each is called and packed as it is tagged."""
    tag = {"type": "string", "pattern": r"^v[0-9]+\.[0-9]+\.[0-9]+$", "examples": ["v2.3.1", "v2.4.0"]}
    names = {"type": "string", "examples": ["2.4 Autumn", "2.3.1 Hotfix"]}
    url = {"type": "string", "format": "uri", "examples": ["https://dl.example.com/alderfen/ledger-api/v2.4.0.tar.gz"]}
    told = {"tag_name": tag, "name": names, "published_at": MOMENT, "download_url": url}
    listed = make("list_releases", REPOSITORY, thing(releases=many(release_id=STRING, **told)))
    for seed in range(6):
        shown = world(seed).call(listed, {"repository_id": "r-1"}).result["releases"]
        versions = [[int(n) for n in each["tag_name"][1:].split(".")] for each in shown]
        assert all(one > two for one, two in pairwise(versions))
        for each in shown:
            assert each["tag_name"][1:].removesuffix(".0").startswith(each["name"].split()[0])
            assert each["download_url"].endswith(f"/{each['tag_name']}.tar.gz")


def test_a_branch_ends_in_one_commit_whoever_tells_of_it() -> None:
    """Its change, its list, a run started on it and its commits tell of the same one."""
    sha = {"type": "string", "pattern": "^[0-9a-f]{40}$", "description": "Commit hash"}
    pull = make("get_pull_request", {**REPOSITORY, "pull_request_number": NUMBER},
                thing(number=NUMBER, title=STRING, source_branch=STRING, head_sha=sha))  # fmt: skip
    branch = {**REPOSITORY, "branch": STRING}
    run = make("start_pipeline_run", branch, thing(run_id=STRING, branch=STRING, commit_sha=sha, started_at=MOMENT))
    branches = make("list_branches", REPOSITORY, thing(branches=many(name=STRING, head_sha=sha)))
    commits = make("list_commits", branch, thing(commits=many(sha=sha, message=STRING, committed_at=MOMENT)))
    for seed in range(6):
        host, here = world(seed), {"repository_id": "r-1"}
        found = host.call(pull, {**here, "pull_request_number": 300}).result
        on = {**here, "branch": found["source_branch"]}
        assert host.call(run, on).result["commit_sha"] == found["head_sha"]
        newest = max(host.call(commits, on).result["commits"], key=lambda each: each["committed_at"])
        assert newest["sha"] == found["head_sha"]
        listed = {each["name"]: each["head_sha"] for each in host.call(branches, here).result["branches"]}
        assert listed.get(on["branch"], found["head_sha"]) == found["head_sha"]


def test_a_log_says_what_became_of_its_job() -> None:
    """A job that waits has broken nowhere, and one that failed has ended in an error."""
    states = {"type": "string", "enum": ["pending", "running", "passed", "failed"]}
    error = {**STRING, "description": "Line where it broke"}
    jobs = many(job_id=STRING, name={"type": "string", "examples": ["lint", "unit-tests"]}, status=states)
    listed = make("list_run_jobs", {"run_id": STRING, "status": states}, thing(jobs=jobs))
    told = thing(job_id=STRING, exit_code=INTEGER, log_tail=STRING, first_error=error)
    told["required"] = ["job_id", "exit_code", "log_tail"]
    log = make("get_job_log", {"job_id": STRING}, told)
    for state, code in (("pending", 0), ("passed", 0), ("failed", 1)):
        host = world(3)
        job = host.call(listed, {"run_id": "run_1", "status": state}).result["jobs"][0]
        shown = host.call(log, {"job_id": job["job_id"]}).result
        assert shown["exit_code"] == code
        assert ("first_error" in shown) <= (state == "failed")
        assert ("rror" in shown["log_tail"]) == (state == "failed")


def test_files_are_those_of_their_software() -> None:
    """No motor.c is in design tokens, and every repository has a main branch from which new ones begin."""
    paths = {"type": "string", "description": "Path of the file", "examples": ["firmware/motor.c", "README.md"]}
    search = make("search_repositories", {"query": STRING}, thing(repositories=many(repository_id=STRING, slug=SLUG)))
    listed = make("list_files", REPOSITORY, thing(files=many(path=paths, size_bytes=INTEGER)))
    sha = {"type": "string", "pattern": "^[0-9a-f]{40}$", "description": "Commit hash"}
    branches = make("list_branches", REPOSITORY, thing(branches=many(name=STRING, head_sha=sha)))
    create = make("create_branch", {**REPOSITORY, "name": STRING}, thing(name=STRING, head_sha=sha))
    for seed in range(5):
        host = world(seed)
        found = host.call(search, {"query": "design tokens"}).result["repositories"][0]["repository_id"]
        files = host.call(listed, {"repository_id": found}).result["files"]
        assert "firmware/motor.c" not in [each["path"] for each in files]
        heads = {b["name"]: b["head_sha"] for b in host.call(branches, {"repository_id": found}).result["branches"]}
        new = host.call(create, {"repository_id": found, "name": "docs-cleanup"}).result
        assert new["head_sha"] == heads["main"]


def test_a_change_says_what_its_title_says() -> None:
    """A test that fails is no dead link, though a spec shows that of another change that mends something."""
    titles = {"type": "string", "examples": ["Mend links in the install guide", "Mend a test that fails now and then"]}
    body = {"type": "string", "description": "Text", "examples": ["The link to the wiki is dead."]}
    called = {**REPOSITORY, "pull_request_number": NUMBER}
    pull = make("get_pull_request", called, thing(number=NUMBER, title=titles, body=body))
    for number in range(20, 60):
        shown = world().call(pull, {"repository_id": "r-1", "pull_request_number": number}).result
        assert (shown["body"] == body["examples"][0]) <= ("links" in shown["title"])


def test_a_label_goes_with_the_title() -> None:
    """A slow search is one of performance and a typo one of documentation."""
    titles = {"type": "string", "examples": ["Search is slow", "Typo in the guide", "Login fails"]}
    labels = {"type": "array", "items": {"type": "string", "examples": ["bug", "documentation", "performance"]}}
    issue = {"number": NUMBER, "title": titles, "labels": labels}
    listed = make("list_issues", REPOSITORY, thing(issues=many(**issue)))
    right = {"Search is slow": ["performance"], "Typo in the guide": ["documentation"], "Login fails": ["bug"]}
    for seed in range(6):
        for each in world(seed).call(listed, {"repository_id": "r-1"}).result["issues"]:
            assert each["labels"] == right.get(each["title"], each["labels"])
            assert each["title"] not in right or each["labels"]


def test_not_everybody_works_in_one_place() -> None:
    """Where users say that they work is not the one example of a spec that names no town."""
    where = {
        "type": "string",
        "description": "Where the user works, in their own words",
        "examples": ["Lisbon / remote"],
    }
    user = make("get_user", {"login": STRING}, thing(login=STRING, location=where))
    shown = {world(3).call(user, {"login": login}).result["location"] for login in ("jdoe", "tferrand", "aikob", "mli")}
    assert len(shown) > 1
