"""What a chain of things is said as by people: the price of a share for `of the stock of a company`, `in that city`."""

from __future__ import annotations

import re
from functools import lru_cache

from toolgraph.meaning.extreme import STANDING_OUT
from toolgraph.meaning.text import ORDINALS, PERSONS

_MARK = "[\ue000-\uf8ff]"
_FIRST = rf"(?:{'|'.join((*ORDINALS, *STANDING_OUT))}|best rated)"
_WHICH = rf"(?:that|those|(?:the|my) {_FIRST}(?: (?:two|three|four))?)"
_PERSON = "|".join(sorted((*PERSONS, "contact")))
_HOUSE = rf"(?:the|my) {_FIRST} (?:home|house)|the house {_MARK}"
_SHORTER = tuple(
    (re.compile(pattern), put)
    for pattern, put in (
        # What is only noted down of a thing is the thing to people.
        (r"\bthe past prices of the stocks? of ", "the past share prices of "),
        (r"\bthe latest price of the stock of ", "the latest share price of "),
        (r"\bthe latest prices? of the stocks of ", "the latest share prices of "),
        (rf"\bthe courses? of ({_WHICH}) enrolments?\b", r"\1 course"),
        (rf"\b({_WHICH}) enrolment\b", r"\1 course"),
        (rf"\bthe file of ({_WHICH}) attachment\b", r"\1 attachment"),
        (rf"\bthe job advertisement of (?={_WHICH} job\b|the job\b)", "the advertisement for "),
        (rf"\bthe sensor of (?=(?:{_WHICH}|the) (?:\w+ )?events?\b)", "the sensor behind "),
        (rf"\bfor the traveller of (?={_WHICH} boarding pass\b)", "for the traveller on "),
        (rf"\bfor the nationalit(?:y|ies) of (?={_WHICH})", "for "),
        (r"\bthe place of (?=that address\b)", ""),
        (
            rf"^(?:the )?courses (?:of|by) the teacher of ({_WHICH} \w+|the course {_MARK})",
            r"what else the teacher of \1 teaches",
        ),
        (rf"\ba variant on the shelf for the SKUs? of ({_WHICH} variants?)\b", r"\1 on the shelf"),
        (rf"\bthe product of (the {_FIRST}) (?:order )?line\b", r"\1 product"),
        (rf"\bthe traveller of (?=the |that |those |my |{_MARK})", "the traveller on "),
        (r"\bfor the company of that (contact)\b", r"for that \1's company"),
        (rf"\bfor (?={_WHICH} milestones?\b|the milestones? {_MARK})", "with "),
        # Where it is.
        (rf"({_MARK}) in the repository of {_WHICH} \w+\b", r"\1"),
        (rf"(\bthe repository {_MARK}) of (?:that|those) \w+\b", r"\1"),
        (r"\b(that (?:pull request|issue|branch|run)) in the repository of (?:that|those) \w+\b", r"\1"),
        (r"\bthe repository of (?=(?:that|those) issues?\b)", "the repository with "),
        (r"\bthe (country|region) of (?:that|those) \w+\b", r"that \1"),
        (rf"^(visa rules) for ({_WHICH} travellers?|{_MARK}) and (?=that country\b)", r"\1 for \2 in "),
        (rf"\bin the city of that ({_PERSON})\b", r"in that \1's city"),
        (r"\bin the city of (?:that|those) \w+\b", "in the same city"),
        (rf"\bin the city of (?=(?:the|my) {_FIRST} (?:concert|event|match|hotel)\b)", "near "),
        (rf" (?:of|in) (?:the|that) (?:home|house) for (?=(?:the {_FIRST}|that) room\b)", " in "),
        (rf" (?:of|in) ({_HOUSE}) for ((?:the {_FIRST}|that) room\b)", r" in \2 of \1"),
        (rf"^(the [a-z ]+s) (?:of|in) (?:the|that) (?:home|house) in (?=(?:the {_FIRST}|that) room\b)", r"\1 in "),
        (rf"^(the [a-z ]+s) (?:of|in) ({_HOUSE}) in ((?:the {_FIRST}|that) room\b|the {_MARK})", r"\1 in \3 of \2"),
        # When it is.
        (rf"\bfor the time of (?={_WHICH} slot\b)", "in "),
        (r"\bfor the time of (?=(?:the slot|the one) )", "at the time of "),
        # Each thing once.
        (rf"\b(the {_FIRST}) one pays in the city of \1 job\b", r"\1 one pays there"),
        (r"\b(branch of that) review\b", r"\1 pull request"),
        (rf"\b((?:the|my) {_FIRST}) (?:[a-z]+ )?([a-z]+) for \1 \2\b", r"\1 \2"),
        (r"\bthe ([a-z]+) of (?:that|those) ([a-z]+?)s? for (?=the \1 of the \2\b)", ""),
        (rf"\bthat employer for (?=the job (?:at |{_MARK}))", "the employer of "),
        (r"( in the repository of .+?) and (?=the (?:\w+ )?branch of )", r"\1 on "),
        (rf"\bthat ([a-z]+) for (?=the \1 (?:at |in |from |by |on |{_MARK}))", ""),
    )
)


@lru_cache(maxsize=16384)
def shorter(rest: str) -> str:
    """What a wish is about in the words of people.

    >>> shorter("the past prices of the stock of that company")
    'the past share prices of that company'
    >>> shorter("visa rules for the country of those stations")
    'visa rules for that country'
    """
    for pattern, put in _SHORTER:
        rest = pattern.sub(put, rest, count=1)
    return rest
