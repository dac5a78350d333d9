"""Results of tools that declare none."""

from __future__ import annotations

from tests.link.tools import tool
from toolgraph.link import link
from toolgraph.link.infer import infer_fields
from toolgraph.models.tool import Tool


def outputs(tools: list[Tool], name: str) -> set[str]:
    return {f.path for t in infer_fields(tools) if t.name == name for f in t.outputs}


def test_what_others_ask_for() -> None:
    """A tool that makes a thing gives what others of its source take to point at it."""
    made = tool("create_issue", takes={"title": "string"})
    assert {"issue_number", "title"} <= outputs(
        [made, tool("close_issue", takes={"issue_number": "integer"})], "create_issue"
    )


def test_what_siblings_give() -> None:
    """A lister gives, as a list, what a getter of the same thing declares."""
    getter = tool("get_page", gives={"page_id": "string", "title": "string"})
    assert {"pages[].page_id", "pages[].title"} <= outputs([getter, tool("list_pages")], "list_pages")


def test_what_the_description_says() -> None:
    """The words after "returns" name a field."""
    said = tool("upload").model_copy(update={"description": "Uploads a file and returns the URL of the file."})
    assert "file_url" in outputs([said], "upload")


def test_marked_and_never_mixed() -> None:
    """Inferred fields are marked, declared results stay as they are, and secrets do not come back."""
    declared = tool("get_user", gives={"user_id": "string"})
    made = tool("create_user", takes={"name": "string", "password": "string"})
    first, second = infer_fields([declared, made])
    assert first is declared
    assert second.returns is None
    assert second.outputs
    assert all(f.inferred for f in second.outputs)
    assert "password" not in {f.name for f in second.outputs}


def test_surer_when_declared() -> None:
    """A link from an inferred field scores lower than from the same field declared, and says so."""
    taker = tool("close_issue", takes={"issue_number": "integer"})
    guess = [x for x in link(infer_fields([tool("create_issue"), taker])) if x.kind == "FITS"]
    sure = [x for x in link([tool("create_issue", gives={"issue_number": "integer"}), taker]) if x.kind == "FITS"]
    assert guess
    assert "inferred" in guess[0].reasons
    assert guess[0].score < sure[0].score
