"""How somebody singles out one of several things: by a name, by a telling value, by its place."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import datetime
from functools import lru_cache

from toolgraph.llm.offline import codes
from toolgraph.llm.offline.grammar import Speaker
from toolgraph.llm.offline.held import Held
from toolgraph.llm.offline.refer import COPIED, Aim
from toolgraph.llm.offline.shape import SAID_AS, plural
from toolgraph.llm.offline.slots import shape_of
from toolgraph.llm.offline.wishes import Wish, is_looking
from toolgraph.llm.offline.written import UNITS, label_of, words_of
from toolgraph.meaning.said import spoken
from toolgraph.meaning.said.match import as_moment
from toolgraph.meaning.text import ORDINALS, PERSON_WORDS, PERSONS, VERBS
from toolgraph.models.dialogue_plan import Pick

_PLACE = re.compile(r"(address|street|city|country|location|venue)$", re.IGNORECASE)
_HOUSE = re.compile(
    r"(company|employer|clinic|hotel|shop|store|pharmacy|school|hospital|cinema|venue|restaurant)(_?name|\.name)?$",
    re.IGNORECASE,
)
_MAKER = re.compile(
    r"(host|presenter|artist|author|director|brand|band|composer|writer|maker)(_?name|\.name)?$", re.IGNORECASE
)
_SENDER = re.compile(r"(?:^|[._])(?:from|sender)(?:_?name|\.name)?$", re.IGNORECASE)
_VERSION = re.compile(r"(?:^| )v ?\d+$")
_RANKED = re.compile(r"^(?:top|recent|latest|related|available|other|matching|similar|nearby|best|all|new) (?=\w)")
_FIELDS = frozenset("to cc bcc from recipient recipients".split())
_LISTED = re.compile(r"(?<=\w) list$")  # one of the `workgroup list` is a workgroup
_NAME = re.compile(r"(name|title|subject|label|headline|topic|path)$", re.IGNORECASE)
_ONE = re.compile(r"^the (?:one\b|\S+ one$)")
_SENTENCE = re.compile(r"\w \w.*[.!?]$")
_LONG = 30
_MONEY = re.compile(r"(price|amount|cost|fee|fare|total|balance|value)(\.\w+)?$", re.IGNORECASE)


def noun_phrase(pick: Pick, speaker: Speaker, held: Held, clock: datetime, *, full: bool = False) -> str:
    """A noun phrase for the chosen thing: `the Lufthansa one`, `the second flight`.

    Args:
        full: Say what kind of thing it is, since the words around it do not.
    """
    label = re.sub(r" (?:ids?|references?)$", "", thing_of(pick)) or "one"
    label = SAID_AS.get(label, label)
    called = pick.value.lower().split(" ") if isinstance(pick.value, str) else [""]
    if len(called) > 1 and label.lower() in (called[0], called[-1]):
        room = "the " if label == "room" and _COMMON_ROOM.search(str(pick.value)) else ""
        return f"{room}{held.hold(str(pick.value))}"  # the CV English is not the CV CV English
    if label in _FIELDS and isinstance(pick.value, str):
        return held.hold(pick.value)  # nobody says `the to ana@example.org`
    if pick.value is None or called == [label.lower()] or _nobody_says(pick):
        return _by_place(pick, label, speaker, full=full)
    text = _with_name(pick, spoken(pick.value, rng=speaker.rng, clock=clock))
    if _SENTENCE.search(text):  # `the Roadworks until Friday. incident`
        return f"the {label} {held.hold(f'“{text[:-1]}”')}"
    quoted = len(text.split()) > 3 and shape_of(pick.value, "") in ("text", "long") and not _PLACE.search(pick.by)
    mark = held.hold((f"“{text}”" if quoted else text).removeprefix("on "))
    forms = _by_name(pick, label, mark) or _by_shape(pick, label, mark)
    if forms is None:
        long = len(text) > _LONG
        forms = () if long else (f"the {mark} one", f"the {mark} {label}")
        alone = () if text.isalpha() and text.islower() else (f"the one with {mark}",)  # the packed one
        forms = (*forms, *alone, *([f"the {label} with {mark}"] if long else []))
    if label.rpartition(" ")[2] in _TOLD_BY_KIND:
        forms = tuple(f for f in forms if f != mark) or forms
    if not full:
        return speaker.rng.choice(forms)
    return speaker.rng.choice([f for f in forms if not _ONE.search(f)] or forms)


# Things whose names are words like any others: who opens deals `for Qualified` means the stage of that name.
_TOLD_BY_KIND = frozenset(
    "account application appointment assignment automation board branch budget calendar card category certificate "
    "course deal deck enrolment event folder invoice issue lesson message milestone order plan playlist prescription "
    "question report request scene session stage task ticket watchlist".split()
)


def _by_name(pick: Pick, label: str, mark: str) -> tuple[str, ...] | None:
    """How a thing is told by a value with a meaning of its own: a name, a maker, a price; None for any other."""
    shape = shape_of(pick.value, pick.by.lower())
    if shape == "id" and not pick.by:
        return mark, f"the one with {mark}", f"{label} {mark}"
    if label == "room" and _COMMON_ROOM.search(str(pick.value)):
        return (f"the {mark}",)
    joint = _joint_of(pick.by, label)
    if joint == "in" and _COMMON_ROOM.search(str(pick.value)):
        joint = "in the"
    if joint:
        return f"the one {joint} {mark}", f"the {label} {joint} {mark}"
    if _NAME.search(pick.by) or not pick.by:
        kind = f"the {label} {mark}"
        return (mark,) if label.rpartition(" ")[2] in PERSON_WORDS else (mark, kind, kind)  # no `attendee Ana Diaz`
    if shape == "number" and _MONEY.search(pick.by):
        return f"the one for {mark}", f"the {label} at {mark}"
    return None


_WAYS = (
    (frozenset("expires expiry expiration expire valid".split()), "valid until"),
    (frozenset("due deadline".split()), "due on"),
    (frozenset("closes close closing".split()), "closing on"),
    (frozenset("created opened updated sent received posted published pushed added placed issued ordered".split()),
     "from"),
)  # fmt: skip
_MACHINE = frozenset("bytes size timestamp unix epoch ms millis milliseconds nanos hash checksum".split())
_UNIX = 1e9


def _nobody_says(pick: Pick) -> bool:
    """Whether a value tells things apart for machines only: a moment to its second, a size in bytes, a unix time."""
    if isinstance(pick.value, int | float):
        return bool(_MACHINE & set(words_of(pick.by.rpartition(".")[2]))) or abs(pick.value) >= _UNIX
    known = as_moment(pick.value) if isinstance(pick.value, str) else None
    return bool(known and known.day and known.time and known.time.second)


def _joint_of(by: str, label: str) -> str:
    """How a thing is told by the name of another: a course `with` its teacher, a job `at` a company; "" by its own."""
    words, kind = words_of(by.rpartition(".")[2]), label.rpartition(" ")[2]
    if tuple(words[-2:]) in _TWO_WORDS and kind not in words:
        return _TWO_WORDS[tuple(words[-2:])]
    if _HOUSE.search(by) and kind not in words:
        return "at"
    for pattern, joint in ((_MAKER, "by"), (_SENDER, "from")):
        if pattern.search(by):
            return joint
    if words[-1] == "by" and len(words) > 1:
        return " ".join(words)  # prescribed by
    if words[-1] != "name" or kind in PERSON_WORDS or not set(words[-2:-1]) & _PEOPLE:
        return ""
    return "of" if kind in _OWNED else "with"


# By its last digits people tell a card, and by its room what has happened there.
_TWO_WORDS: dict[tuple[str, ...], str] = {
    ("last", "four"): "ending in",
    ("last", "digits"): "ending in",
    ("room", "name"): "in",
}
_COMMON_ROOM = re.compile(
    r"^(?:\w+ )?(?:attic|balcony|basement|bath|bathroom|bedroom|cellar|garage|garden|hall|hallway|kitchen|loft|nursery"
    r"|office|room|study|terrace)$",
    re.IGNORECASE,
)


def _by_shape(pick: Pick, label: str, mark: str) -> tuple[str, ...] | None:
    """How a thing is told by a date, a number, an address or a place; None for any other value."""
    shape, where = shape_of(pick.value, pick.by.lower()), _PLACE.search(pick.by)
    joint = {"date": "on", "datetime": "on", "time": "at", "number": "with"}.get(shape, "")
    if joint == "on":  # the card valid until March, not the card on the last of March
        joint = next((way for names, way in _WAYS if names & set(words_of(pick.by.rpartition(".")[2]))), joint)
    if shape == "id":
        return f"{label} {mark}", f"the {label} {mark}", f"the one with {mark}"
    if shape == "email":
        return f"the one from {mark}", f"the {label} of {mark}"
    if not joint and where:
        joint = "in" if where.group(1).lower() in ("city", "country") else "at"
    return (f"the one {joint} {mark}", f"the {label} {joint} {mark}") if joint else None


def thing_of(pick: Pick) -> str:
    """What a person calls the kind of the chosen thing: one of the `top_devices` is a device."""
    return _LISTED.sub("", _RANKED.sub("", _VERSION.sub("", pick.label))) or "one"


def _with_name(pick: Pick, text: str) -> str:
    """A value that means little alone with what it measures or stands for: `65 kcal`, `Danish (da)`."""
    words = words_of(pick.by.rpartition(".")[2])
    if isinstance(pick.value, int | float) and not isinstance(pick.value, bool):
        if words[-1] == "count" and len(words) > 1:
            return f"{text} {plural(' '.join(words[:-1]), int(pick.value))}"
        if words[-1] in UNITS:
            return f"{text} {UNITS[words[-1]]}"
        return text if _MONEY.search(pick.by) else f"{label_of(pick.by)} {text}"
    if isinstance(pick.value, str) and words[-1] in ("language", "locale", "lang"):
        name = codes.language(pick.value)
        return f"{name} ({pick.value})" if name else text
    return text


def _by_place(pick: Pick, label: str, speaker: Speaker, *, full: bool) -> str:
    found = re.findall(r"\[(\d+)\]", pick.path)
    at = int(found[-1]) if found else 0
    if at == pick.count - 1 and pick.count > 2 and speaker.chance(0.5):
        return f"the last {label}" if full else speaker.rng.choice(("the last one", f"the last {label}"))
    word = ORDINALS[at] if at < len(ORDINALS) else f"number {at + 1}"
    if at >= len(ORDINALS):
        return f"{word} on the list"
    forms = (f"the {word} {label}", f"the {word} {label} on the list", f"the {word} one")
    return speaker.rng.choice(forms[:2] if full else forms)


@lru_cache(maxsize=4096)
def _naming(label: str) -> re.Pattern[str]:
    noun = re.escape(label)
    joints = "and|or|then|to|into|in|on|at|of|for|with|about|from|by|as|that|I|pays|above|below|near|over|has|uses"
    behind = rf"(?=$|[,.?!]| (?:{joints})\b)"
    return re.compile(rf"\b(?:an?|the|that|this|one|my|another) (?:\w+ )?{noun}\b{behind}")


def put_in(rest: str, pick: Pick, phrase: str) -> str | None:
    """A wish about some thing (`the details of a flight`) as one about the chosen; None when it names no such thing."""
    if not pick.label:
        return None
    thing = thing_of(pick)
    found = _naming(thing).search(rest) if thing in rest else None
    if found is None:
        return None
    return rest[: found.start()] + phrase + rest[found.end() :]


_LOOSE = re.compile(
    r"(?P<before>\b(?:of|in|for|at|from|to|on|about|with) |^)an? (?P<noun>(?:\w+ )?(?!(?:on|off|in|out|up)\b)\w+)"
    r"(?=$|[,.?!]| (?:and|or|then|to|into|in|on|off|at|of|for|with|about|from|by|as|that)\b)"
    r"|\ban? (?P<doer>\w+)(?= (?:has|have|had|is|was|are|uses|used)\b)"
)


_INTO = re.compile(r" (?:to|into|on) ")
_PEOPLE = PERSON_WORDS | frozenset(
    "full teacher instructor tutor coach trainer doctor dentist therapist holder guest passenger patient client".split()
)
_OWNED = frozenset("address account card house home device wallet profile".split())
_AREAS = frozenset("city town country region area address location".split())
_VENUES = frozenset("pharmacy hotel clinic shop store restaurant station venue place gym school branch office".split())
_TAIL_WORDS = 10
_TICKERS = frozenset(("ticker", "symbol"))
_COMPANIES = frozenset(("company", "business", "corporation"))
_MAILBOX = re.compile(r"\b(?:mail ?box|inbox)$")
_STOCK = re.compile(r"\ban? (stock|share|security)\b")


# What a spec calls what is chosen where it does not say what that is: `send something back`.
SOMETHING = "something "


def put_near(wish: Wish, aim: Aim, phrase: str, taken: Collection[str], *, making: bool, kind: str = "") -> Wish | None:
    """A wish with the chosen thing beside what it decides; None when that would not read well.

    `look up a teacher` for a chosen course is `look up the teacher of the course Jazz`; `the devices of a home` for a
    chosen house is `the devices of the house by the lake`.

    Args:
        phrase: The chosen thing with its kind.
        taken: What the user's own values of the turn are called: a stand-in for one of them is not for the chosen.
        making: The wish is for something new, which the chosen thing is not.
        kind: What kind of thing the chosen is, in one word.
    """
    if (instead := _instead(wish.rest, aim, phrase, kind)) is not None:
        return wish._replace(rest=instead)
    own = _naming(aim.noun).search(wish.rest) if aim.noun and aim.noun in wish.rest else None
    put_into = own is not None and wish.verb in ("add", "put") and _INTO.match(wish.rest, own.end())
    if own and (not making or put_into or re.search(r"\b(?:of|in|for|at|from|to|on) $", wish.rest[: own.start()])):
        named = phrase if aim.noun in (kind, "point") else f"the {aim.which or aim.noun} of {phrase}"
        return wish._replace(rest=f"{wish.rest[: own.start()]}{named}{wish.rest[own.end() :]}")
    loose = [m for m in _LOOSE.finditer(wish.rest) if not any((m["noun"] or m["doer"]).endswith(t) for t in taken)]
    loose = [m for m in loose if m["before"] or m["doer"]] or loose  # `a picture with a camera`: the camera
    if len(loose) == 1 and _takes_place(wish, loose[0], aim, kind, making=making):
        start, end = loose[0].start() + len(loose[0]["before"] or ""), loose[0].end()
        noun = loose[0]["noun"] or ""
        acted_on = not loose[0].start() and not is_looking(wish) and kind not in PERSONS  # as a door by its lock
        its_kind = acted_on or aim.own or loose[0]["before"] or loose[0]["doer"] or not kind or kind in noun.split(" ")
        named = phrase if its_kind else f"the {noun} of {phrase}"  # the job advertisement of an application
        return wish._replace(rest=wish.rest[:start] + named + wish.rest[end:])
    if (len(wish.rest.split()) > _TAIL_WORDS and not aim.among) or wish.rest.endswith(("?", "!")):
        return None
    if kind in taken and aim.noun not in (kind, "point", ""):  # `issue 217`, and the chosen issue says only where
        return wish._replace(rest=f"{wish.rest} in the {aim.noun} of {phrase}")
    return wish._replace(rest=f"{wish.rest} {_behind(wish, aim, phrase, kind)}")


def _takes_place(wish: Wish, some: re.Match[str], aim: Aim, kind: str, *, making: bool) -> bool:
    """Whether a chosen thing may stand where a wish speaks of some thing: not where that is only in the chosen."""
    within = (kind in HANGS or aim.noun in OWNERS) and not aim.own and not is_looking(wish)
    spoken_of = some["before"] or some["doer"] or not (within or making or (aim.feeds and not aim.own))
    return bool((aim.alone or aim.own) and spoken_of)


def _instead(rest: str, aim: Aim, phrase: str, kind: str) -> str | None:
    """The chosen things in place of their kind (`tracks to a playlist`), or a stock as that of its company.

    None where a wish begins with neither.
    """
    if rest.startswith(SOMETHING) and aim.noun in (kind, "point", ""):
        return f"{phrase} {rest.removeprefix(SOMETHING)}"
    if aim.among and rest.startswith(f"{aim.noun}s "):
        return f"{phrase}{rest.removeprefix(f'{aim.noun}s')}"
    stock = _STOCK.search(rest) if aim.noun in _TICKERS and kind in _COMPANIES else None
    return f"{rest[: stock.start()]}the {stock[1]} of {phrase}{rest[stock.end() :]}" if stock else None


def _with_somebody(wish: Wish, aim: Aim, phrase: str, *, sent: bool) -> str:
    """Somebody by their part in the chosen thing: `to its owner`, `with a copy to its organizer`, mails from them."""
    if sent and f" to the {aim.role} of " in wish.rest:
        return f"and that of {phrase}"
    way = "with a copy to" if aim.noun in COPIED else "to" if sent or aim.way == "to" else "with"
    if aim.way == "from" and is_looking(wish):
        way = "for messages from" if _MAILBOX.search(wish.rest) else "from"
    return f"{way} {f'the {aim.role} of ' if aim.role else ''}{phrase}"


def _behind(wish: Wish, aim: Aim, phrase: str, kind: str) -> str:
    """The chosen thing as it stands behind a wish that has no place for it."""
    sent = VERBS.get(wish.verb) == "send"
    if aim.role or aim.noun in COPIED:
        return _with_somebody(wish, aim, phrase, sent=sent)
    written = wish.verb == "write" and wish.rest.startswith("to ") and aim.noun not in _AREAS
    if written or (sent and (kind in PERSONS or aim.noun in _FIELDS)):
        return f"{'about' if written else 'to'} {phrase}"
    if aim.way and f" {aim.way} " not in f" {wish.rest} ":
        mails = "for messages " if aim.way == "from" and _MAILBOX.search(wish.rest) else ""
        return f"{mails}{aim.way} {phrase}"
    of_it = aim.noun in _AREAS and aim.noun != kind
    if of_it or (aim.noun in _VENUES | OWNERS and kind and kind not in _VENUES | OWNERS):
        way = "at" if aim.noun == "address" else "in" if of_it else HANGS_OF.get(aim.noun, "for")
        return f"{way} the {aim.noun} of {phrase}"  # the branch of a pull request
    if aim.noun in ("address", "point"):
        near = "near" if _PLACES_SOUGHT.search(wish.rest) else "at"
        return f"{near if aim.noun == 'point' else 'to'} {phrase}"
    way = "at" if aim.noun in _VENUES else "with" if aim.among or " for " in f" {wish.rest}" else "for"
    way = way if kind == "branch" and not _CODE.search(wish.rest) else HANGS.get(kind, way)  # that of a bank
    return f"{way} {phrase}"


_CODE = re.compile(r"\b(?:commits?|files?|pull|runs?|releases?|repositor(?:y|ies))\b")
_PLACES_SOUGHT = re.compile(r"^[a-z, ]+[^su\W]s$")
OWNERS = frozenset("company employer contact repository scene plan".split())
# How a wish goes on to what is chosen for it: a look at deals `in` a stage, at commits `on` a branch.
HANGS = {
    "branch": "on",
    "repository": "in",
    "room": "in",
    "stage": "in",
    "folder": "in",
    "calendar": "in",
    "house": "in",
    "home": "in",
}
# The same of what a chosen thing has: `with the plan of` a subscription.
HANGS_OF = {"repository": "in", "branch": "on", "scene": "with", "plan": "with"}
