"""What a wish names twice is named once."""

from __future__ import annotations

import pytest

from toolgraph.llm.offline.once import named_once
from toolgraph.plan.picks import thing_at

SAID = {
    "the profile of a user for that user": "the profile of that user",
    "the profile of a user for the first one": "the profile of the first one",
    "the profile of a user of the first two reviewers": "the profile of the first two reviewers",
    "the issues of a repository for the first milestone": "the issues of a repository for the first milestone",
}


@pytest.mark.parametrize("said", SAID)
def test_somebody_is_named_once(said: str) -> None:
    """A user's profile for that user is the profile of that user; a milestone is no repository."""
    assert named_once(said) == SAID[said]


def test_a_reviewer_is_no_login() -> None:
    """Who is listed by their user names is called by what they do."""
    assert thing_at(None, "reviewer_logins") == "reviewer"  # type: ignore[arg-type]
