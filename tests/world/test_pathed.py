"""A path leads to one file in its whole, and what stands in it goes with its ending."""

from __future__ import annotations

import ast
import json

import pytest

from tests.world.tools import INTEGER, STRING, make, many, thing, world

PATH = {**STRING, "description": "Path of the file", "examples": ["README.md", "src/rounding.py", "package.json"]}
SIZE = {**INTEGER, "description": "Size in bytes", "examples": [1840, 52_200]}
TEXT = {**STRING, "description": "Content of the file", "examples": ["# Ledger\n", "def cents():\n    return 2\n"]}
LIST = make("list_files", {"repository_id": STRING}, thing(files=many(path=PATH, size_bytes=SIZE)))
GET = make(
    "get_file", {"repository_id": STRING, "path": PATH, "branch": STRING}, thing(path=PATH, size_bytes=SIZE, text=TEXT),
    required=["repository_id", "path"],
)  # fmt: skip
PUT = make(
    "update_file", {"repository_id": STRING, "path": PATH, "message": STRING, "content": STRING},
    thing(path=PATH, size_bytes=SIZE),
)  # fmt: skip


@pytest.mark.parametrize("seed", range(8))
def test_a_listed_file_is_the_one_that_is_opened(seed: int) -> None:
    """It is as long whoever shows it, as long as its text is, and in another repository it is another file."""
    here = world(seed)
    ids = {"repository_id": "repo_1"}
    early = here.call(GET, {**ids, "path": "package.json"}).result
    listed = {each["path"]: each["size_bytes"] for each in here.call(LIST, ids).result["files"]}
    assert listed.get("package.json", early["size_bytes"]) == early["size_bytes"]
    for path, size in listed.items():
        opened = here.call(GET, {**ids, "path": path, "branch": "main"}).result
        assert opened["size_bytes"] == size == len(opened["text"].encode())
    other = here.call(GET, {"repository_id": "repo_2", "path": "package.json"}).result
    assert other["text"] != early["text"]


def test_what_was_written_into_a_file_stands_in_it() -> None:
    """What is written replaces the text, and the file is as long as that; what is said of it does not."""
    here = world()
    told = {"repository_id": "repo_1", "path": "README.md"}
    here.call(GET, told)
    put = here.call(PUT, {**told, "message": "Say more", "content": "# New\n"}).result
    assert put["size_bytes"] == len("# New\n")
    assert here.call(GET, told).result["text"] == "# New\n"


@pytest.mark.parametrize("seed", range(8))
def test_what_stands_in_a_file_goes_with_its_ending(seed: int) -> None:
    """Code is code, JSON is JSON, and rows of a table have equally many fields."""

    def text(path: str) -> str:
        return str(world(seed).call(GET, {"repository_id": "repo_1", "path": path}).result["text"])

    assert text("docs/install.md").startswith("# Install\n")
    assert ast.parse(text("src/rounding.py")).body
    assert json.loads(text("config/settings.json"))
    rows = text("data/totals.csv").splitlines()
    assert len(rows) > 2
    assert len({row.count(",") for row in rows}) == 1


def test_a_raw_link_leads_to_the_file() -> None:
    """The link of a file ends in its path."""
    link = {"type": "string", "format": "uri", "examples": ["https://raw.example.com/halden/site/main/docs/a.md"]}
    get = make("get_file", {"repository_id": STRING, "path": PATH}, thing(path=PATH, raw_url=link))
    for seed in range(4):
        url = world(seed).call(get, {"repository_id": "repo_1", "path": "src/rounding.py"}).result["raw_url"]
        assert url.endswith("/main/src/rounding.py")
