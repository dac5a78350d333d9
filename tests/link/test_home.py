"""What is kept apart is told apart, by what the tools of a source do together."""

from __future__ import annotations

import pytest

from tests.link.tools import tool
from toolgraph.link import link
from toolgraph.meaning.home import homes_in
from toolgraph.models.tool import Tool

ID = {"values[].id": "integer"}


def sources_of(tools: list[Tool], end: str) -> set[str]:
    return {x.start.split("#")[0] for x in link(tools) if x.kind == "FITS" and x.end == end}


def by_path(method: str, path: str, takes: dict[str, object] | None = None, gives: object = None) -> Tool:
    """A tool that is named after its path, as many OpenAPI readers name them."""
    name = f"{method.lower()}_{path.strip('/').replace('/', '_').replace('{', 'by_').replace('}', '')}"
    return tool(name, takes, gives, http=f"{method} {path}")  # type: ignore[arg-type]


def test_homes_of_a_path() -> None:
    """The collection that owns a thing is the last one of which the path names one; versions and actions are none."""
    pointed, last = homes_in("GET /v3/projects/{id}/merge_requests/{mr_id}/notes")
    assert pointed == (("id", "/project"), ("mr_id", "project/merge request"))
    assert last == "request/note"
    assert homes_in("POST /orders")[1] == "/order"
    assert homes_in("") == ((), "/")


def comments(owner: str) -> list[Tool]:
    listed = by_path("GET", f"/{owner}s/{{{owner}_id}}/comments", {f"{owner}_id": "integer"}, ID)
    one = by_path(
        "GET",
        f"/{owner}s/{{{owner}_id}}/comments/{{comment_id}}",
        {f"{owner}_id": "integer", "comment_id": "integer"},
        {"text": "string"},
    )
    return [listed, one]


def test_things_kept_under_several_owners() -> None:
    """A comment on an issue is not looked up among those on snippets, unless all comments are kept in one place."""
    tools = [*comments("issue"), *comments("snippet")]
    end = "s/get_snippets_by_snippet_id_comments_by_comment_id#in:comment_id"
    assert sources_of(tools, end) == {"s/get_snippets_by_snippet_id_comments"}
    everywhere = by_path("GET", "/comments/{comment_id}", {"comment_id": "integer"}, {"text": "string"})
    assert len(sources_of([*tools, everywhere], end)) == 2


def test_kinds_of_a_thing() -> None:
    """A group is no tag group where tools are about either; a saved job is a job, a user's playlist a playlist."""
    tools = [
        tool("list_groups", gives={"groups[].id": "string"}),
        tool("update_group", takes={"id": "string"}),
        tool("list_tag_groups", gives={"tag_groups[].id": "string"}),
        tool("update_tag_group", takes={"id": "string"}),
        tool("list_jobs", gives={"jobs[].job_id": "string"}),
        tool("get_job", takes={"job_id": "string"}),
        tool("list_saved_jobs", gives={"jobs[].job_id": "string"}),
        tool("remove_saved_job", takes={"job_id": "string"}),
    ]
    assert sources_of(tools, "s/update_tag_group#in:id") == {"s/list_tag_groups"}
    assert sources_of(tools, "s/remove_saved_job#in:job_id") == {"s/list_jobs", "s/list_saved_jobs"}


def test_a_role_with_pages_of_its_own() -> None:
    """A user's id is a sender's id, unless the source keeps senders."""
    users = tool("list_users", gives={"users[].user_id": "string"})
    send = tool("create_campaign", takes={"sender_id": "string"})
    assert sources_of([users, send], "s/create_campaign#in:sender_id") == {"s/list_users"}
    senders = by_path("GET", "/senders/{sender_id}", {"sender_id": "string"}, {"name": "string"})
    assert not sources_of([users, send, senders], "s/create_campaign#in:sender_id")


@pytest.mark.parametrize(
    ("method", "path", "fits"),
    [
        ("GET", "/projects/{id}/issues", True),  # empty, which is an answer
        ("GET", "/projects/{id}/issues/{issue_id}", False),
        ("POST", "/projects/{id}/issues/{issue_id}/notes", False),
        ("PUT", "/projects/{id}/labels/{label_id}", True),  # labels are there without the project
        ("DELETE", "/projects/{id}/labels/{label_id}", False),
    ],
)
def test_what_was_just_made_is_empty(method: str, path: str, *, fits: bool) -> None:
    """The id of a new project leads to no issue in it, and may be joined with what exists elsewhere."""
    takes = {name: "integer" for name in ("id", "issue_id", "label_id") if f"{{{name}}}" in path}
    tools = [
        by_path("POST", "/projects", {"name": "string"}, {"id": "integer"}),
        by_path("GET", "/labels/{label_id}", {"label_id": "integer"}, {"name": "string"}),
        by_path("GET", "/projects/{id}/issues/{issue_id}/notes", {"id": "integer", "issue_id": "integer"}),
        by_path(method, path, dict(takes), {"state": "string"}),
    ]
    end = f"{tools[-1].id}#in:id"
    assert ("s/post_projects" in sources_of(tools, end)) is fits
