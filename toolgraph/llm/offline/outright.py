"""Values in place of the words of a wish that leave just them open: `on or off`, `from a web link`, `money`."""

from __future__ import annotations

import re

from toolgraph.llm.offline.held import Held
from toolgraph.llm.offline.slots import Spoken
from toolgraph.meaning.text import singular

ASKED = re.compile(r"^(?:reviewers?|attendees?|invitees?|participants?)\b")
_PEOPLE = re.compile(r"^people(?= )")
_ANOTHER = re.compile(r"\banother (currency|language|country|city)\b")
_SOURCES, _INTO = frozenset(("from", "source", "base")), ("into ", "to ")
_AMOUNT = re.compile(r"\ban amount\b(?! of)")
_ON_OFF = re.compile(r" on or off\b")
_THE_IP = re.compile(r"\ban IP address (?=[\ue000-\uf8ff])")
# What a value looks like, and the words that it stands for.
_LOOKS = (
    (re.compile(r"https?://"), re.compile(r"(?<=\bfrom) (?:an?|the) (?:web )?(?:link|address|url)\b", re.IGNORECASE)),
    (re.compile(r"\d{1,3}(?:\.\d{1,3}){3}$"), re.compile(r"(?<=\bIP address)$|(?<=\ban IP address)(?= )")),
    (re.compile(r"(?:on|off)$"), _ON_OFF),
)


def outright(rest: str, value: Spoken, held: Held) -> str:
    """The wish with the value in place of words that leave just it open; "" when it has none."""
    label = value.fills["label"]
    if ASKED.search(label) and _PEOPLE.match(rest):
        return _PEOPLE.sub(held.hold(value.text), rest)
    for look, words in _LOOKS:
        if look.match(value.text) and words.search(rest):
            return _THE_IP.sub("the IP address ", words.sub(f" {held.hold(value.text)}", rest, count=1))
    if value.slot.shape == "number":
        return _counted(rest, label, value, held)
    another = _ANOTHER.search(rest)
    if another and another[1] == label.rpartition(" ")[2]:
        if label.partition(" ")[0] in _SOURCES and rest[: another.start()].endswith(_INTO):
            return ""  # the currency that an amount is converted from is not the one into which it is
        return f"{rest[: another.start()]}{held.hold(value.text)}{rest[another.end() :]}"
    return ""


def _counted(rest: str, label: str, value: Spoken, held: Held) -> str:
    """A wish with how many or how much in place of the bare word for it; "" when it has none."""
    much = f"{held.hold(value.text)}{value.fills['money']}"
    if label == "amount" and _AMOUNT.search(rest):
        return _AMOUNT.sub(much, rest, count=1)
    if label in ("amount", "sum") and rest.startswith("money "):
        return f"{much}{rest.removeprefix('money')}"
    several = label in rest and singular(label) != label
    found = re.match(rf"((?:\w+ed )?){re.escape(label)}\b", rest) if several else None
    if found:  # `book seats for a film`, `add checked bags to a booking`
        return f"{held.hold(value.text)} {found[1]}{value.fills['unit']}{rest[found.end() :]}"
    return ""
