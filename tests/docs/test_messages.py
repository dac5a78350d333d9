"""`docs/messages.md` names everything that can be said, and the docs hang together."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT
from toolgraph import errors
from toolgraph.check.codes import CODES
from toolgraph.errors import ToolgraphError
from toolgraph.export import TARGETS

DOCS = sorted((ROOT / "docs").glob("*.md"))
MESSAGES = (ROOT / "docs" / "messages.md").read_text(encoding="utf-8")
FORMATS = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")


def _sources(*folders: str) -> str:
    return "\n".join(p.read_text(encoding="utf-8") for f in folders for p in (ROOT / "toolgraph" / f).rglob("*.py"))


def test_every_error_has_its_heading() -> None:
    """A person who is shown the name of an error finds it."""
    classes = {
        name
        for name, value in vars(errors).items()
        if isinstance(value, type) and issubclass(value, ToolgraphError) and value is not ToolgraphError
    }
    assert set(re.findall(r"^### (\w+)$", MESSAGES, re.MULTILINE)) == classes


def test_every_code_of_the_check_is_explained() -> None:
    """In the very words of the checker, so that page and program cannot part."""
    assert {code: text for code, text in CODES.items() if f"| `{code}` | {text} |" not in MESSAGES} == {}


def test_every_code_of_reading_is_explained() -> None:
    """What a reader can skip an item for is on the page."""
    used = set(re.findall(r'(?:code=|ItemError\()"([a-z_]+)"', _sources("read", "normalise")))
    assert used
    assert {code for code in used if f"`{code}`" not in MESSAGES} == set()


def test_every_target_and_reason_of_the_export_is_explained() -> None:
    """A target without a line, or a reason that a person would look for in vain, fails."""
    reasons = set(re.findall(r'LeftOut\("([a-z_]+)"\)', _sources("export")))
    assert reasons
    assert {name for name in (*TARGETS, *reasons) if f"`{name}`" not in FORMATS} == set()


@pytest.mark.parametrize("page", DOCS, ids=lambda p: p.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    """A link to another page or file of the repository is there."""
    links = re.findall(r"\]\((?!https?://|#)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []
