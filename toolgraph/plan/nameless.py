"""What a result tells of nothing: the company of a contact who was entered without one has an id and no name."""

from __future__ import annotations

from collections.abc import Sequence

from toolgraph.meaning.text import words
from toolgraph.plan.draft import Made
from toolgraph.plan.paths import Match, at_path


def of_something(made: Made, found: Sequence[Match]) -> list[Match]:
    """The values without the ids of things of which the result itself says that there are none."""
    return [match for match in found if not _is_of_nothing(made, match)]


def _is_of_nothing(made: Made, match: Match) -> bool:
    holder, _, name = match.path.rpartition(".")
    key = words(name)
    item = at_path(made.result, holder) if holder else made.result
    if key[-1:] != ("id",) or len(key) == 1 or not isinstance(item, dict):
        return False
    return any(value == "" and words(other) == (*key[:-1], "name") for other, value in item.items())
