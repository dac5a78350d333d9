"""What somebody writes under a heading: the text of a mail, a ticket or a post is on the matter of its subject."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from random import Random
from typing import NamedTuple

from toolgraph.meaning.text import words
from toolgraph.models.tool import Tool
from toolgraph.world import phrases
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.matters import closest, owners
from toolgraph.world.writing import said_in_public

_ENCLOSING = re.compile(r"\b(?:attach|enclos)(?:ed|ment|ments|ing)\b", re.IGNORECASE)
# By what a heading is like: what is written under it, with what the heading names.
_UNDER = tuple(
    (re.compile(pattern, re.IGNORECASE), texts)
    for pattern, texts in (
        (r"agenda for (?:the )?(\w+day)$",
         ("Hello, here is what I would like to cover on {0}. Does that work for you?|"
         "Hello, these are the points for {0}. Please tell me if one is missing.")),
        (r"agenda for (.+)$", "Hello, these are the points for {0}. Please tell me if one is missing."),
        (r"(?:your |my |our )?trip to (.+)$",
         ("Hello, all is booked for {0}. Is there anything else that you need?|"
         "Hello, the days in {0} are fixed now. Tell me if you would like to change anything.")),
        (r"offer (?:from|by) (.+)$",
         ("Hello, {0} have sent us an offer. What do you think of it?|"
         "Hello, could you tell me until when we have to answer {0}?")),
        (r"minutes of (.+)$",
         ("Hello, this is what came out of {0}. Please tell me if I have missed anything.|"
         "Hello, the minutes of {0} are ready. Is there anything that you would like to add?")),
        (r"question about (.+)$", "Hello, could you explain {0} to me? There is one thing I do not understand."),
        (r"photos (?:from|of) (.+)$",
         "Hello, the photos from {0} have turned out well. Would you like to have them?"),
        (r"contract (?:for|with) (.+)$", "Hello, the contract with {0} is ready. Shall we sign it this week?"),
        (r"invoice (?:for|from|of) (.+)$", "Hello, could you tell me whether the invoice for {0} has been paid?"),
        (r"(?:.* )?refund\b", "I have sent it back and would like to have my money returned."),
        (r"(?:i )?(?:cannot|can't|can not|unable to) (.+)$",
         ("It worked until yesterday. Now nothing happens when I try to {0}.|"
         "Whenever I try to {0}, I only get an error message.")),
        (r"(?:i |we )?need (?:a|an|the) ", "Could you send it to me, please? It is needed by the end of the week."),
        (r".*\b(?:late|delayed|not arrived|lost)\b", "It should have been here some days ago. Where is it now?"),
        (r"change of address", "We have moved. Which details do you need from me?"),
        (r".*\b(?:fails?|failed|crash\w*|missing|slow|broken|errors?|offline|down|not working|does not|wrong)\b",
         ("It began a few days ago and happens every time. Several of us are affected.|"
         "Starting it again did not help. Could you have a look, please?")),
        (r"(?:how|where) ", "I have looked in the help pages and did not find it. Could you tell me, please?"),
        (r"(?:lunch|dinner|coffee|catch-up|meeting|call)\b",
         "Hello, would that suit you? If not, please name another time."),
    )
)  # fmt: skip
# ... whatever the heading is.
_WRITTEN = (
    "Hello, could you have a look at this, please?|Hello, is there anything new on this?|"
    "Hello, could we talk about this some time this week?"
)
_REQUESTED = (
    "Could you have a look at this, please? It is rather urgent for us.|"
    "I am not the only one here who would like to know. Thank you for your help!"
)
_REPLIES = (
    "Thank you for your message. I will come back to you on this soon.|Thank you, that is fine with me.|"
    "Thank you for letting me know. I will look into it today.|Thank you. Could we talk about it on the phone?"
)
_TOLD = "A first version, there is more to come.|This is as far as we have got."
_ANSWERING = frozenset("reply replies answer respond response".split())
_MAILS = frozenset("mail email message draft thread letter sms conversation chat subject doctor".split())
_ASKING = frozenset(
    "ticket issue bug case request enquiry inquiry complaint claim dispute support question problem".split()
)


_WITH_FILES = (
    "Attached you find what we spoke about. Tell me if anything is missing.|Here is the file, as promised.|"
    "The file is attached. Could you have a look at it this week?"
)


class Heading(NamedTuple):
    """What a text stands under: its words, and those that its spec shows; and whether files come with the text."""

    text: str
    shown: tuple[str, ...] = ()
    files: bool = False


class Shown(NamedTuple):
    """A text of a tool, and what its spec shows of it."""

    tool: Tool
    leaf: LeafPlan
    texts: tuple[str, ...]


def is_answer(tool: Tool) -> bool:
    """Whether a tool answers what somebody else wrote."""
    return not _ANSWERING.isdisjoint(words(tool.name))


def encloses(text: str) -> bool:
    """Whether a text speaks of something that comes with it."""
    return _ENCLOSING.search(text) is not None


def text_under(heading: Heading, own: Shown, text: str, rng: Random) -> str:
    """What is written under a heading: the text itself where it is on no other matter, else one that is on this one.

    Args:
        heading: With "" as its words where a text stands alone.
        text: As it was drawn by itself.
    """
    if heading.files and own.leaf.maker == "body":
        return rng.choice(phrases.choices(_WITH_FILES))
    if heading.text and is_answer(own.tool):
        alike = [each for each in own.texts if closest(each, (heading.text,)) == 0 and not encloses(each)]
        return rng.choice([*alike, *phrases.choices(_REPLIES)])
    if mine := _of_ones_own(heading, own.texts):
        return rng.choice(mine)
    return _said_under(heading.text, own, rng) if _is_elsewhere(heading, own, text) else text


def _of_ones_own(heading: Heading, shown: Sequence[str]) -> list[str]:
    """What a spec shows for just this heading; nothing that says it comes with a file."""
    if heading.text not in heading.shown or not shown:
        return []
    mine, at = owners(heading.shown, tuple(shown)), heading.shown.index(heading.text)
    return [text for text, owner in zip(shown, mine, strict=True) if owner == at and not encloses(text)]


def _is_elsewhere(heading: Heading, own: Shown, text: str) -> bool:
    """Whether a text cannot stand under a heading: what people write to others is on one matter, and no other."""
    if encloses(text):
        return not heading.files
    if not heading.text or closest(text, (heading.text,)) == 0:
        return False
    if own.leaf.maker == "body":
        return not said_in_public(own.leaf)
    return text in own.texts and closest(text, heading.shown) >= 0


def _said_under(heading: str, own: Shown, rng: Random) -> str:
    about = {own.leaf.noun, *own.leaf.tokens, *words(own.tool.name)}
    if under := _under(heading.strip()):
        texts, named = under
        return rng.choice(phrases.choices(texts)).replace("{0}", named)
    if about & _ASKING:
        return rng.choice(phrases.choices(_REQUESTED))
    return rng.choice(phrases.choices(_WRITTEN if about & _MAILS or not heading else _TOLD))


@lru_cache(maxsize=5000)
def _under(heading: str) -> tuple[str, str] | None:
    """The texts that go with the form of a heading, and what it names; None for a heading of no known form."""
    bare = re.sub(r"^(?:re|fwd?|aw): ", "", heading, flags=re.IGNORECASE)
    for pattern, texts in _UNDER:
        if found := pattern.match(bare):
            return texts, found[1] if found.re.groups else ""
    return None
