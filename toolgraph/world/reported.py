"""What is written of a piece of software that something is reported of: of what fails other things than of a wish."""

from __future__ import annotations

import re

_REPORTED = frozenset(("issue", "bug", "defect"))
_DOCS = re.compile(r"\b(?:guide|typo|docs|documentation|readme|links?)\b", re.IGNORECASE)
_FAILS = re.compile(
    r"\b(?:fail|fails|failed|not|hang|hangs|stall|stalls|crash\w*|wrong|missing|lost|off|broken|noise)\b",
    re.IGNORECASE,
)
_SLOW = re.compile(r"\b(?:slow|slowly|long|speed|memory)\b", re.IGNORECASE)
_WISH = re.compile(
    r"(?:error messages say|add|better|support|allow|show|offer|let|make|include|say|export|report)\b", re.IGNORECASE
)
_BODIES = {
    "docs": "It has been so since the last release.|A reader has pointed this out to us.|Found while setting up a new "
    "computer.|It is in the second part of the page.|Two people have stumbled over it this month.",
    "wish": "Two customers have asked for this.|It would save us an hour every week.|We do this by hand for now.|"
    "This came up again in the last review.|A first version may be small, as long as it is there.",
    "slow": "It takes half a minute, and took two seconds before.|The more data there is, the longer it takes.|"
    "Measured three times on two machines, always the same.|It has become so with the last release.",
    "": "It worked with the release before.|It happens about every third time, and nothing is in the log.|"
    "Seen on two machines so far; a third one is fine.|Reported by a customer, and I can repeat it here.|"
    "It stops without a message. Starting again helps for a while.|Found by chance while testing.",
}  # fmt: skip
# Comments that follow each other, one line of texts a way in which such a talk goes.
COMMENTS = {
    "docs": (
        (
            "Thank you for telling us.|I can put that right this week.|Is it in the printed version, too?|"
            "Yes, on the same page.|There is one more place like it, further down.|Good, both go into one change."
        ),
        (
            "True, that was forgotten.|Shall I send a change?|Yes, please.|It is on its way.|"
            "Thank you, I will read it over tomorrow.|It reads well to me."
        ),
    ),
    "wish": (
        (
            "We would be glad of this, too.|How should it look?|As plain as possible, to begin with.|"
            "Then it is not much work.|When could we try it?|In the next release, I think."
        ),
        (
            "Good idea.|Who would use it?|Two teams here, about once a week.|"
            "All right, I will write down what we need.|Thank you!|Any news?"
        ),
        (
            "Has anybody begun with this?|Not yet, as far as I know.|It could wait for the next release.|"
            "That would be early enough for us.|Shall I write down a few examples?|Yes, please add them here."
        ),
    ),
}


def kind_of(title: str) -> str:
    """What is reported under a title: `docs`, a `wish`, something `slow`, or "" for what fails."""
    if _DOCS.search(title):
        return "docs"
    if _WISH.match(title) and not _FAILS.search(title) and not _SLOW.search(title):
        return "wish"
    return "slow" if _SLOW.search(title) and not _FAILS.search(title) else ""


def bodies_of(noun: str, title: str) -> str:
    """What is written under the title of a defect; "" for anything else."""
    return _BODIES[kind_of(title)] if noun in _REPORTED and title else ""
