"""All checks, one after another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from toolgraph.check.ends import check_ends
from toolgraph.check.entities import check_entities
from toolgraph.check.grounding import check_grounding
from toolgraph.check.order import check_order
from toolgraph.check.picks import check_picks
from toolgraph.check.points import check_points
from toolgraph.check.replies import check_replies
from toolgraph.check.schemas import check_schemas
from toolgraph.check.talk import Talk, talk_of
from toolgraph.check.turns import check_turns
from toolgraph.check.words import check_words
from toolgraph.models.base import JsonValue
from toolgraph.models.dialogue import Dialogue
from toolgraph.models.finding import Finding


def check(dialogue: Dialogue) -> tuple[Finding, ...]:
    """Everything that is wrong with a dialogue, in the order of the checks; empty when it may be kept as it is.

    A finding of severity `error` makes a dialogue unfit for training. The codes are named by the `check_*` functions.
    """
    return check_talk(talk_of(dialogue))


def check_talk(talk: Talk) -> tuple[Finding, ...]:
    """As `check`, for a dialogue that was made ready by `talk_of` or `talk_of_foreign`."""
    return (
        *check_order(talk),
        *check_schemas(talk),
        *check_grounding(talk),
        *check_entities(talk),
        *check_picks(talk),
        *check_ends(talk),
        *check_points(talk),
        *check_turns(talk),
        *check_words(talk),
        *check_replies(talk),
    )


def summary(findings: Iterable[Finding]) -> dict[str, JsonValue]:
    """What is kept with a dialogue as its `checks`: counts by severity, and by code."""
    found = list(findings)
    errors = sum(f.severity == "error" for f in found)
    codes = dict(sorted(Counter(f.code for f in found).items()))
    return {"errors": errors, "warnings": len(found) - errors, "codes": codes}
