"""Texts and moments as facts: states, places, people, codes, dates."""

from __future__ import annotations

import re

from toolgraph.llm.offline.telling import CODES, QUIET, Fact
from toolgraph.llm.offline.written import Ink, folded, is_id, label_of, moment, plain_text, words_of
from toolgraph.meaning.said.match import as_moment

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.\w+")
_LINK = re.compile(r"https?://\S{4,80}")
_STATES = frozenset("status state condition stage phase availability".split())
_AREAS = frozenset("city country region town".split())
_PLACES = _AREAS | frozenset(
    "address location place venue origin destination station airport room building hotel".split()
)
_PEOPLE = frozenset(
    "doctor patient teacher member owner author assignee sender recipient organizer artist director host customer user "
    "holder contact company payee counterparty operator airline supplier brand manufacturer team".split()
)
_MAKERS = frozenset("author artist director sender".split())
_TEXTS = frozenset(
    "description summary advice overview snippet text note notes instruction message body content bio comment".split()
)
_LONG = 45
_AUDIT = frozenset(
    "created updated modified saved opened checked observed issued changed timestamp retrieved fetched"
    " generated".split()
)
_WENT = frozenset("happened occurred expired started ended began".split())
_NOT_DONE = frozenset("need speed seed feed breed bed red".split())
# Names of a moment, how it reads behind a record, behind an item, and how telling it is; {on} is "on" or "at".
_TIMES = (
    (frozenset(("due", "deadline")), "is due {on} {t}", "due {on} {t}", 78),
    (frozenset(("departure", "departs", "depart", "leave", "leaves")), "leaves {on} {t}", "leaving {on} {t}", 76),
    (frozenset(("start", "starts", "begin", "begins", "from")), "starts {on} {t}", "{on} {t}", 76),
    (frozenset(("arrival", "arrives", "arrive")), "arrives {on} {t}", "arriving {on} {t}", 56),
    (frozenset(("end", "ends", "until", "to")), "ends {on} {t}", "until {t}", 54),
    (frozenset(("expires", "expiry", "expiration", "expire")), "is valid until {t}", "valid until {t}", 40),
    (frozenset(("execute", "execution")), "goes out {on} {t}", "{on} {t}", 72),
    (frozenset(("scheduled", "delivery")), "is planned for {t}", "{on} {t}", 70),
    (frozenset(("birth", "birthday", "born")), "was born {on} {t}", "born {on} {t}", 44),
)
_KNOWN_TIMES = frozenset(name for names, _, _, _ in _TIMES for name in names)
_PARTICIPLES = frozenset(
    "taken written given chosen frozen seen sent made bought sold paid held built lost won".split()
)


def text_fact(key: str, value: str, ink: Ink) -> Fact | None:
    """A text by what it tells; None for ids and for what cannot stand in a sentence."""
    known = as_moment(value)
    if known is not None and known.month is None:
        return _moment_fact(key, value, ink)
    if _LINK.fullmatch(value):
        mark = ink.held.hold(value)
        return Fact(key, 16, f"can be found at {mark}", f"at {mark}")
    if not plain_text(value, 110) or is_id(key) or not label_of(key):
        return None
    words = words_of(key)
    keep = words[-1] in ("currency", "ticker") or (value.isupper() and len(value) < 5)
    text = value if keep else folded(value)
    ways = (_state, _place, _contact, _named, _other)
    return next(fact for way in ways if (fact := way(key, text, ink)) is not None)


def _state(key: str, value: str, ink: Ink) -> Fact | None:
    words, label = words_of(key), label_of(key)
    if words[-1] not in _STATES:
        return None
    text = ink.held.hold(value)
    if " " in label:
        return Fact(key, 56, f"has the {label} {text}", f"{label} {text}")
    plain = words[-1] in ("status", "state", "availability")
    return Fact(key, 82, f"is {text}" if plain else f"has the {label} {text}", text)


def _place(key: str, value: str, ink: Ink) -> Fact | None:
    words, label = words_of(key), label_of(key)
    has, last = set(words), words[-1]
    if not (last in _PLACES or (last in ("name", "code") and has & _PLACES)) or _EMAIL.fullmatch(value):
        return None
    text = ink.held.hold(value)
    if has & {"destination", "arrival"}:
        return Fact(key, 64, f"goes to {text}", f"to {text}")
    if has & {"origin", "departure"}:
        return Fact(key, 65, f"starts from {text}", f"from {text}")
    where = "in" if has & _AREAS or (last == "location" and not re.search(r"\d", value)) else "at"
    score = 43 if last == "address" else 64
    if len(has) == 1 or has <= _AREAS | {"name"}:
        return Fact(key, score, f"is {where} {text}", f"{where} {text}")
    return Fact(key, score, f"has {text} as the {label}", f"{where} {text}")


def _contact(key: str, value: str, ink: Ink) -> Fact | None:
    label, text = label_of(key), ink.held.hold(value)
    if "phone" in words_of(key):
        return Fact(key, 26, f"has the {label} {text}", f"phone {text}")
    if not _EMAIL.fullmatch(value):
        return None
    mine = label in ("email", "mail", "contact email", "email address")
    return Fact(key, 28, f"can be reached at {text}" if mine else f"has {text} as the {label}", text)


def _named(key: str, value: str, ink: Ink) -> Fact | None:
    words, label = words_of(key), label_of(key)
    has, last = set(words), words[-1]
    if last in _TEXTS or len(value) > _LONG:
        said = ink.held.hold(f"“{value.strip()}”")
        return Fact(key, 34, f"says {said}", said)
    text = ink.held.hold(value)
    if has & CODES:
        return Fact(key, 74 if "confirmation" in has else 52, f"has the {label} {text}", f"{label} {text}")
    if last in ("by", "with") and " " in label:
        return Fact(key, 50, f"is {label} {text}", f"{label} {text}")
    if has & _PEOPLE:
        return Fact(key, 68, f"has {text} as the {label}", f"{'by' if has & _MAKERS else 'with'} {text}")
    return None


def _other(key: str, value: str, ink: Ink) -> Fact | None:
    words, label = words_of(key), label_of(key)
    text = ink.held.hold(value)
    if words[-1] == "name" and "file" in words:
        return Fact(key, 40, f"is saved as {text}", f"saved as {text}")
    if words[-1] == "currency" or set(words) & QUIET:
        return Fact(key, 14, f"has the {label} {text}", text)
    return Fact(key, 44, f"has {text} as the {label}", text)


def _moment_fact(key: str, value: str, ink: Ink) -> Fact:
    words, label = words_of(key), label_of(key)
    mark = ink.held.hold(moment(value, ink))
    known = as_moment(value)
    on = "at" if known and not known.day else "on"
    timed = _done_fact(key, mark, on) or _planned_fact(key, mark, on)
    if timed is not None:
        return timed
    if set(words) & _AUDIT or len(words) == 1:
        clause = f"is {'dated' if on == 'on' else 'set for'} {mark}"
        return Fact(key, 12 if set(words) & _AUDIT else 60, clause, f"{on} {mark}")
    label = f"{label} date" if words[-1] in ("by", "from", "until") else label
    return Fact(key, 60, f"has {mark} as the {label}", f"{label} {mark}")


def _done_fact(key: str, mark: str, on: str) -> Fact | None:
    """What was done at the moment, where the name says so: `paid_at`, `takenOn`."""
    words = words_of(key)
    done = next((w for w in words if (w.endswith("ed") and w not in _NOT_DONE) or w in _PARTICIPLES), "")
    if not done:
        return None
    was = "" if done in _WENT else "was "
    return Fact(key, 12 if done in _AUDIT else 46, f"{was}{done} {on} {mark}", f"{done} {on} {mark}")


def _planned_fact(key: str, mark: str, on: str) -> Fact | None:
    """What is to be at the moment, where the name says so: `due_date`, `closes_at`."""
    words = words_of(key)
    if words == ("as", "of"):
        return Fact(key, 20, f"is as of {mark}", f"as of {mark}")
    if len(words) == 2 and words[1] in ("on", "at") and words[0] not in _KNOWN_TIMES:
        does = words[0] if words[0].endswith("s") else f"{words[0]}s"
        return Fact(key, 58, f"{does} {on} {mark}", f"{does} {on} {mark}")
    for names, clause, brief, score in _TIMES:
        if set(words) & names:
            return Fact(key, score, clause.format(on=on, t=mark), brief.format(on=on, t=mark))
    return None
