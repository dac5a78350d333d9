"""Moments as facts: what was done then, what is planned for then, each in the words that go with its name."""

from __future__ import annotations

from toolgraph.llm.offline.telling import Fact
from toolgraph.llm.offline.tenses import in_tense
from toolgraph.llm.offline.written import Ink, label_of, moment, words_of
from toolgraph.meaning.said.match import as_moment

_AUDIT = frozenset(
    "created updated modified saved checked observed issued changed timestamp retrieved fetched generated opened added "
    "indexed synced refreshed deleted removed".split()
)
_WENT = frozenset("joined happened occurred expired started ended began arrived departed returned".split())
_TOOK_PLACE = frozenset(("happened", "occurred"))
NOT_DONE = frozenset("need speed seed feed breed bed red".split())
# Names of a moment, how it reads behind a record, behind an item, and how telling it is; {on} is "on" or "at".
_TIMES = (
    (frozenset(("due", "deadline")), "is due {on} {t}", "due {on} {t}", 78),
    (frozenset(("departure", "departs", "depart", "leave", "leaves")), "leaves {on} {t}", "leaving {on} {t}", 76),
    (frozenset(("start", "starts", "begin", "begins", "from")), "starts {on} {t}", "{on} {t}", 76),
    (frozenset(("arrival", "arrives", "arrive")), "arrives {on} {t}", "arriving {on} {t}", 56),
    (frozenset(("until",)), "is set until {t}", "until {t}", 54),
    (frozenset(("end", "ends", "to")), "ends {on} {t}", "until {t}", 54),
    (frozenset(("expires", "expiry", "expiration", "expire")), "is valid until {t}", "valid until {t}", 40),
    (frozenset(("execute", "execution")), "goes out {on} {t}", "{on} {t}", 72),
    (frozenset(("scheduled",)), "is planned for {t}", "{on} {t}", 70),
    (frozenset(("delivery",)), "arrives {on} {t}", "arriving {on} {t}", 70),
    (frozenset(("birth", "birthday", "born")), "was born {on} {t}", "born {on} {t}", 44),
    (frozenset(("sunrise",)), "rises {on} {t}", "sunrise {on} {t}", 79),
    (frozenset(("sunset",)), "sets {on} {t}", "sunset {on} {t}", 78),
    (frozenset(("ready",)), "is ready {on} {t}", "ready {on} {t}", 93),
    (frozenset(("renews", "renewal")), "renews {on} {t}", "renewing {on} {t}", 60),
    (frozenset(("close", "closes")), "closes {on} {t}", "closing {on} {t}", 56),
    (frozenset(("release", "released")), "came out {on} {t}", "out {on} {t}", 46),
    (frozenset(("next",)), "is next due {on} {t}", "next {on} {t}", 50),
)
_PARTICIPLES = frozenset(
    "taken written given chosen frozen seen sent made bought sold paid held built lost won read".split()
)


def moment_fact(key: str, value: str, ink: Ink) -> Fact:
    """A moment by what its name says is or was then; without any words of its own, by that name."""
    words, label, mark = words_of(key), label_of(key), ink.held.hold(moment(value, ink))
    known = as_moment(value)
    on = "at" if known and not known.day else "on"
    timed = _done_fact(key, mark, on) or _until_fact(key, mark) or _named_moment(key, mark, on)
    timed = timed or _planned_fact(key, mark, on)
    if timed is not None:
        return in_tense(timed, value, ink.clock)
    if set(words) & _AUDIT or set(words) <= _PLAIN_MOMENTS:
        clause = f"is {'dated' if on == 'on' else 'set for'} {mark}"
        return Fact(key, 12 if set(words) & _AUDIT else 60, clause, f"{on} {mark}")
    if words[0] == "at":
        return in_tense(Fact(key, 56, f"is set for {mark}", f"at {mark}"), value, ink.clock)
    if all(w.isalpha() and len(w) > _LETTERS for w in words):
        return Fact(key, 42, f"has its {label.removesuffix(' date')} {on} {mark}", f"{label} {mark}")
    return Fact(key, 14, "", f"{label} {mark}")


# What a thing is until some day, and does not have.
_NOT_NOUNS = frozenset("valid open free good away blocked active closed".split())
_PLAIN_MOMENTS = frozenset("date time day when datetime timestamp moment week month at on slot".split())
_ANSWERS = frozenset("feedback decision approval payment delivery confirmation completion result resolution".split())
_LETTERS = 2


# What was done on a day that has the name of that: `creation_date`.
_MADE = {
    "creation": "created", "modification": "modified", "publication": "published", "registration": "registered",
    "create": "created", "update": "updated", "opening": "opened",
    "cancellation": "cancelled", "submission": "submitted", "admission": "admitted",
}  # fmt: skip


def _done_fact(key: str, mark: str, on: str) -> Fact | None:
    """What was done at the moment, where the name says so: `paid_at`, `takenOn`."""
    words = words_of(key)
    dated = len(words) > 1 and words[-1] in ("date", "time", "on", "at")
    words = tuple(_MADE.get(w, w) for w in words) if dated else words
    done = next((w for w in words if (w.endswith("ed") and w not in NOT_DONE) or w in _PARTICIPLES), "")
    if not done or done in ("expected", "estimated"):
        return _expected_fact(key, mark, on) if done else None
    if done in ("contacted", "used") and "last" in words:
        return Fact(key, 24, f"was last {done} {on} {mark}", f"last {done} {on} {mark}")
    if done == "applied":
        return Fact(key, 40, f"went in {on} {mark}", f"applied for {on} {mark}")
    was = "" if done in _WENT else "was "
    if done in _WENT:
        brief = f"{on} {mark}" if done in _TOOK_PLACE else f"{done} {on} {mark}"  # no course is `on 4 March`
        return Fact(key, 44, f"{done} {on} {mark}", brief)
    score = 12 if done in _AUDIT else 40 if done == "written" else 44  # a review tells more by its stars
    return Fact(key, score, f"{was}{done} {on} {mark}", f"{done} {on} {mark}")


_TO_COME = (
    (frozenset("departure departs depart leave takeoff".split()), "leave"),
    (frozenset("arrival arrives arrive landing delivery".split()), "arrive"),
    (frozenset("start begin".split()), "start"),
    (frozenset("end finish completion".split()), "end"),
)


def _expected_fact(key: str, mark: str, on: str) -> Fact:
    """What is expected at the moment: the thing itself, its close, or an answer to it."""
    has = set(words_of(key))
    if has & {"reply", "answer", "response"}:
        return Fact(key, 50, f"should be answered by {mark}", f"answer expected {on} {mark}")
    for names, does in _TO_COME:
        if has & names:
            return Fact(key, 50, f"should {does} {on} {mark}", f"to {does} {on} {mark}")
    to_close = " to close" if "close" in has else ""
    return Fact(key, 50, f"is expected{to_close} {on} {mark}", f"expected{to_close} {on} {mark}")


def _named_moment(key: str, mark: str, on: str) -> Fact | None:
    """A moment of something of the thing's, or by which to do something: `next_earnings_on`, `apply_before`."""
    words = words_of(key)
    if words[0] == "next" and len(words) > 2 and "free" not in words:  # next_earnings_on
        named = label_of(key).removesuffix(" date")
        return Fact(key, 44, f"has its {named} {on} {mark}", f"{named} {on} {mark}")
    if words == ("local", "time"):
        return Fact(key, 44, f"where it is {mark}", mark)
    if len(words) == 2 and words[1] in ("before", "by") and words[0] in _ANSWERS:  # feedback_by
        return Fact(key, 50, f"should get {words[0]} by {mark}", f"{words[0]} by {mark}")
    if len(words) == 2 and words[1] in ("before", "by") and not words[0].endswith("s"):  # apply_before
        return Fact(key, 50, f"asks you to {' '.join(words)} {mark}", f"{' '.join(words)} {mark}")
    if len(words) == 3 and words[1] in ("open", "close", "start", "begin") and words[2] in ("at", "on"):
        return Fact(key, 42, f"{words[1]}s its {words[0]} {on} {mark}", f"{words[0]} {on} {mark}")  # doors_open_at
    return None


def _until_fact(key: str, mark: str) -> Fact | None:
    """What holds until the moment, where the name says so: `free_cancellation_until`."""
    words = words_of(key)
    if words[-1] != "until" or len(words) < 2 or not all(w.isalpha() for w in words):
        return None
    named = " ".join(words[:-1])
    has = "is" if words[0] in _NOT_NOUNS or words[0].endswith(("ed", "able", "en")) else "has"
    has = "has" if len(words) > 2 else has
    return Fact(key, 54, f"{has} {named} until {mark}", f"{named} until {mark}")


def _planned_fact(key: str, mark: str, on: str) -> Fact | None:
    """What is to be at the moment, where the name says so: `due_date`, `closes_at`."""
    words = words_of(key)
    if words == ("as", "of"):
        return Fact(key, 20, f"is as of {mark}", f"as of {mark}")
    if {"next", "free"} <= set(words):
        return Fact(key, 50, f"is next free {on} {mark}", f"next free {on} {mark}")
    for names, clause, brief, score in _TIMES:
        if set(words) & names:
            if "expires" in names and words[0] not in names and len(words) > 1:
                return Fact(key, 30, f"has a {words[0]} valid until {mark}", "")
            return Fact(key, score, clause.format(on=on, t=mark), brief.format(on=on, t=mark))
    if len(words) == 2 and words[1] in ("on", "at") and words[0].endswith("s"):
        return Fact(key, 58, f"{words[0]} {on} {mark}", f"{words[0]} {on} {mark}")
    return None
