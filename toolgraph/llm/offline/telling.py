"""Facts, and those of yes-or-no values and lists: what each says to a person, and how much."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from toolgraph.llm.offline import codes
from toolgraph.llm.offline.written import Ink, folded, is_id, label_of, moment, plain_text, words_of
from toolgraph.meaning.said.numbers import ONES
from toolgraph.meaning.text import PERSON_WORDS, PERSONS, singular
from toolgraph.models.base import JsonObject, JsonValue

SPEAKERS = frozenset("doctor teacher dentist therapist agent guide tutor coach trainer".split())
_LISTED_MAX = 5
_SENT_TO = frozenset("recipient recipients to".split())
_ANSWER = 100
_STATE = re.compile(r".*(?:ed|able|ible|sary|tory|open|valid|free)$")
_SOME = re.compile(r"(?:required|needed|necessary|mandatory|compulsory|expected|recommended)$")  # of any such thing
_FLAG = re.compile(r".*(?:ed|able|ible|ic|open|active|public|private|free|available|unread|new|done|online)$")
_PROPERTY = re.compile(r"(?:al|ous|ive|ful|ly|ent|ant|ian|ure|ote|ing|en|fe|id|ull|late|old|main|own)$")
_NOT_FLAGS = frozenset("success ok error deleted required".split())
_TOLD_WHEN_NOT = frozenset("passed available open active paid refundable locked confirmed".split())
# Names of yes-or-no fields: how yes and no read, and how telling they are.
_FLAGS = {
    "on": ("on", "off", 70), "enabled": ("switched on", "switched off", 60), "online": ("online", "offline", 40),
    "open": ("open", "closed", 32),
    "passed": ("passed", "not passed", 90),  # before the score, of which nobody knows how much is enough
    "in stock": ("in stock", "not in stock", 50), "sold out": ("sold out", "not sold out", 50),
}  # fmt: skip
# Last words of the names of lists: how they read behind a record and behind an item, and how telling they are.
_LISTS = (
    ("cities areas regions countries districts", "covers {t}", "in {t}", 32),
    ("ingredients equipment extras", "comes with {t}", "with {t}", 32),
    ("skills genres specialties topics", "lists {t} under {label}", "{t}", 32),
    ("requirements qualifications", "asks for {t}", "asking for {t}", 32),
    ("amenities facilities", "offers {t}", "with {t}", 32),
    ("tags labels categories", "is labelled {t}", "", 24),
    ("recipients to", "went to {t}", "to {t}", 40),
    ("cc bcc", "has {t} in copy", "", 30),
    ("reviewers", "is reviewed by {t}", "with {t}", 40),
    ("logins emails attendees members participants guests", "is with {t}", "with {t}", 40),
    ("cast actors stars performers", "stars {t}", "with {t}", 45),
    ("tickers symbols stocks", "holds {t}", "with {t}", 36),
)


class Fact(NamedTuple):
    """One telling value.

    Attributes:
        path: Top-level key within the record.
        score: How telling, 0 to 100; up to 20 is only for want of anything better, 0 is never told.
        clause: Behind the record's name: `costs 20 EUR`; "" when it cannot be said so.
        brief: Behind an item of a list: `for 20 EUR`; "" when it cannot be said so.
    """

    path: str
    score: int
    clause: str
    brief: str


def list_fact(key: str, value: Sequence[JsonValue], thing: str, ink: Ink) -> Fact | None:
    """A short list of plain texts; None for any other."""
    label = label_of(key)
    texts = [str(v) for v in value if plain_text(v, 40)]
    if not label or not texts or len(texts) < len(value) or is_id(key):
        return None
    if "language" in label:
        text = _enumerated([codes.language(t) or t for t in texts], ink)
        return Fact(
            key, 30, f"speaks {text}" if thing in PERSONS | SPEAKERS else f"is available in {text}", f"in {text}"
        )
    people = label.split()[-1] in ("logins", "usernames", "emails")
    last = label.split()[-1]
    texts = [_within_a_sentence(t) for t in texts] if last in _WANTED else texts
    text = _enumerated(texts, ink, as_they_are=people)
    last = label.split()[-2] + "s" if people and len(label.split()) > 1 else last  # of `reviewer_logins`
    sent = [w for w in words_of(key) if w in _SENT_TO]
    last = f"{sent[0].rstrip('s')}s" if sent and sent[0] != "to" else "to" if sent else last
    for names, clause, brief, score in _LISTS:
        if last in names.split():
            return Fact(key, score, clause.format(t=text, label=label), brief.format(t=text))
    last_one = singular(label)
    if singular(last) != last and label == last:
        return Fact(key, 28, f"lists {text} under {label}", f"{label if len(texts) > 1 else last_one} {text}")
    return Fact(key, 10, "", f"{label if len(texts) > 1 else last_one} {text}")


def _within_a_sentence(text: str) -> str:
    """A text as it stands within a sentence: `Three years of experience` begins no sentence there."""
    text = _FLUENT.sub("fluency in ", text)
    first, _, more = text.partition(" ")
    return text[:1].lower() + text[1:] if more and first.lower() in _BEGINNING else text


_WANTED = frozenset(("requirements", "qualifications"))  # what somebody is asked for
_FLUENT = re.compile(r"^[Ff]luent in ")
_BEGINNING = frozenset(ONES) | frozenset(
    "a an at the no some any several driving good strong basic advanced proven experience knowledge ability "
    "willingness valid clean own work working".split()
)


def _enumerated(texts: Sequence[str], ink: Ink, *, as_they_are: bool = False) -> str:
    named = any(t == folded(t) and not t.islower() for t in texts)  # ORDER BY beside HAVING: no choices of a field
    as_they_are = as_they_are or named
    marks = [
        ink.held.hold(t if as_they_are else folded(moment(t, ink))) for t in list(dict.fromkeys(texts))[:_LISTED_MAX]
    ]
    return marks[0] if len(marks) == 1 else ", ".join(marks[:-1]) + f" and {marks[-1]}"


def answer(record: JsonObject, thing: str) -> tuple[str, Fact] | None:
    """What a record without a name was asked for, where a yes or no says it: whether `a visa` `is required`.

    It is that of a thing of which the record's own name speaks (a visa requirement), and is told first.
    """
    for key, value in record.items():
        words = [w for w in words_of(key) if w not in ("is", "are", "was")]
        if (
            isinstance(value, bool)
            and len(words) > 1
            and _STATE.match(words[-1])
            and set(words[:-1]) <= set(thing.split())
        ):
            clause = f"is {'' if value else 'not '}{words[-1]}"
            return f"the {' '.join(words[:-1])}" if not _SOME.match(words[-1]) else f"a {' '.join(words[:-1])}", Fact(
                key, _ANSWER, clause, ""
            )
    return None


def _sort_fact(key: str, word: str, thing: str, *, value: bool) -> Fact:
    """Whether something is of a sort, by a property or by a noun: `is_remote`, but `is_video` is a video visit."""
    no = "" if value else "not "
    if _PROPERTY.search(word):
        return Fact(key, 30 if value else 24, f"is {no}{word}", f"{no}{word}")
    kind = thing.rpartition(" ")[2] or "one"
    return Fact(
        key, 30 if value else 24, f"is {no}{'an' if word[0] in 'aeiou' else 'a'} {word} {kind}", word if value else ""
    )


def not_so(item: JsonObject, paths: Sequence[str], thing: str) -> dict[str, Fact]:
    """What an item is not, of what others of its list are: `not protected`."""
    out = {}
    for key in (p for p in paths if item.get(p) is False):
        fact = flag_fact(key, thing, value=True)
        if fact is not None and fact.brief.isalpha():
            out[key] = fact._replace(brief=_OPPOSITES.get(fact.brief, f"not {fact.brief}"))
    return out


_OPPOSITES = {"unread": "read", "public": "private", "private": "public", "active": "inactive", "open": "closed"}
_NOTICED = frozenset("seen detected found recognised recognized spotted".split())


def flag_fact(key: str, thing: str = "", *, value: bool) -> Fact | None:
    """A yes or no that reads as a property (`refundable`); None for any other."""
    words = [w for w in words_of(key) if w not in ("is", "has", "are", "was")]
    known = _FLAGS.get(" ".join(words))
    if known is not None:
        said = known[0] if value else known[1]
        return Fact(key, known[2], f"is {said}", said)
    if len(words) == 2 and words[1] in _NOTICED:
        somebody = words[0] in PERSON_WORDS
        some = "the" if not somebody else "a" if value else "no"
        no = "" if value or somebody else "not "
        return Fact(key, 70, f"shows that {some} {words[0]} was {no}{words[1]}", f"{some} {words[0]} {no}{words[1]}")
    if len(words) != 1 or words[0] in _NOT_FLAGS:
        return None
    if not _FLAG.match(words[0]):
        return _sort_fact(key, words[0], thing, value=value) if words_of(key)[0] == "is" else None
    if not value and words[0] not in _TOLD_WHEN_NOT:
        return None
    no = "" if value else "not "
    return Fact(key, 32 if value else 26, f"is {no}{words[0]}", f"{no}{words[0]}")
