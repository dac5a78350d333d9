"""Which thing a value is of, as somebody says who may not have seen it: the first order, those deals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from toolgraph.meaning.extreme import extreme_at
from toolgraph.meaning.text import ordinal, words
from toolgraph.plan.draft import Made, Part
from toolgraph.plan.paths import Turning, at_path
from toolgraph.plan.picks import thing_at

# What only points at a thing, or says how it stands to another one: it is no name of the thing.
POINTING = frozenset(
    "id ids uuid guid login logins email emails mail mails address addresses name names full display behalf number "
    "code slug key ref reference by from to for of in on at with cc bcc only new current is my".split()
)
_COUNTED = {2: "two", 3: "three", 4: "four"}


def place_of(made: Made) -> int | None:
    """The place in its list of the one thing that a call was about; None where it came out of none."""
    places = {t.at for part in made.parts.values() for c in part.chosen for t in c.turnings}
    return min(places) if len(places) == 1 else None


def which_of(part: Part, source: Made, *, seen: bool) -> tuple[str, str]:
    """What the thing is that a value is of, and which one of its kind; one that was seen has been singled out."""
    turnings, told = [c.turnings[-1] for c in part.chosen if c.turnings], words(part.want.parameter.name)
    listed = re.match(r"(.*)\[\d+\]", part.origins[0].field)
    if not turnings and listed is not None:  # all of them have the same
        item = thing_of(source, listed[1], told)
        return item, f"those {in_plural(item)}"
    if not turnings or turnings[0].among < 2 or (seen and len(places_of(turnings)) == 1):
        item = thing_of(source, turnings[0].path if turnings else "", told)
        return item, f"that {item}"
    item, places = thing_of(source, turnings[0].path, told), places_of(turnings)
    if len(places) == 1 and not seen:
        items = at_path(source.result, turnings[0].path)
        if isinstance(items, list) and (best := extreme_at(items, places[0])):
            return item, f"the {best} {item}"
    if places != list(range(len(places))):
        *others, last = map(ordinal, places)
        which = f"{', '.join(others)} and {last}" if others else last
        return item, f"the {which} {in_plural(item) if others else item}"
    many = f"the first {_COUNTED.get(len(places), 'few')} {in_plural(item)}"
    return item, f"the first {item}" if len(places) == 1 else many


def thing_of(source: Made, path: str, told: Sequence[str]) -> str:
    """What one thing of a list is called: of `recipient_emails`, a recipient; of `cvs` that a `cv_id` is of, a CV."""
    nouns = thing_at(source, path).split()
    nouns = [*nouns[:-1], nouns[-1][:-1]] if nouns[-1][:-1] in told and nouns[-1].endswith("s") else nouns
    named = [w for w in nouns if w not in POINTING]
    return " ".join(named or (["recipient"] if {*nouns} <= {"to", "cc", "bcc"} else nouns))


def in_plural(noun: str) -> str:
    """Several of a kind."""
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "x", "ch", "sh")) else f"{noun}s"


def places_of(turnings: Iterable[Turning]) -> list[int]:
    """The places in their lists at which some ways turn, each once, sorted."""
    return sorted({t.at for t in turnings})
