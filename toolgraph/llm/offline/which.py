"""Which thing it is that has no name of its own: `the concert by Mill Parade`, `your application at Silver Media`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from toolgraph.llm.offline import codes
from toolgraph.llm.offline.fields import Fact
from toolgraph.llm.offline.naming import quoted
from toolgraph.llm.offline.written import Ink, is_id, words_of
from toolgraph.models.base import JsonObject

_BY = re.compile(r"is ((?:by|for the position of|taught by|hosted by) .+)")
_PLACES = frozenset("address location place street headquarters city region country".split())
_WITH = re.compile(r"is ((?:with|at) [\ue000-\uf8ff]+)$")  # somebody, or somewhere with one name


def addresses(record: JsonObject) -> frozenset[str]:
    """Keys of a record that say where something is."""
    return frozenset(k for k in record if _PLACES & {*words_of(k)})


def which_one(it: str, thing: str, facts: Sequence[Fact], places: frozenset[str]) -> tuple[str, tuple[str, ...]]:
    """What something without a name is called, with what tells it from others of its kind, and the keys of that.

    Args:
        it: Its kind with an article: `the concert`.
        places: Keys of addresses, by which nothing goes.
    """
    said = [(f.path, found[1]) for p in (_BY, _WITH) for f in facts if (found := p.match(f.clause))]
    told = [(path, text) for path, text in said if path not in places and not set(text.split()) & set(thing.split())]
    # A position is one of many alike, so it goes with whose it is: `for the position of Chef at Pine Labs`.
    told = told[:2] if told and "position" in told[0][1] else told[:1]
    return " ".join([it, *(text for _, text in told)]), tuple(path for path, _ in told)


def of_address(facts: Sequence[Fact]) -> list[Fact]:
    """Facts of an address: which it is comes first, and what is away from a point is not away from anybody."""
    out = []
    for fact in facts:
        itself = words_of(fact.path)[-1] == "address" and fact.clause.startswith("is at ")
        clause = (
            f"is {fact.clause[6:]}" if itself else re.sub(r"^is (.+) away$", r"lies \1 from that point", fact.clause)
        )
        out.append(fact._replace(clause=clause, score=80 if itself else fact.score))
    return sorted(out, key=lambda f: -f.score)


def of_another_kind(record: JsonObject, thing: str, arguments: JsonObject, ink: Ink) -> str:
    """What a record is that came of a change to something else: an enrolment, where a lesson was marked as done.

    Args:
        thing: What was changed (`lesson`).
        arguments: What it was changed with; they say which one it was.

    Returns:
        `the course Jazz piano` where the record has the name of what it is about, else its own kind; "" where the
        record is that of the thing itself.
    """
    nouns = {*thing.split()}
    own = next((words_of(k)[:-1] for k in record if is_id(k)), ())
    if not own or {*own} & nouns or not any(is_id(k) and nouns & {*words_of(k)} for k in arguments):
        return ""
    for key, value in record.items():
        words = words_of(key)
        if len(words) == _PAIR and words[1] in ("title", "name") and words[0] not in nouns and isinstance(value, str):
            return f"the {words[0]} {ink.held.hold(quoted(value))}"
    return f"the {' '.join(own)}"


_PAIR = 2  # words of `course_title`
_COINS = (frozenset("from source base".split()), frozenset("to target quote".split()))


def pair_of(arguments: JsonObject, ink: Ink) -> str:
    """From what into what a call counts, by two short codes: `EUR to NOK`; "" for any other call."""
    ends = [
        next(
            (v for k, v in arguments.items() if {*words_of(k)} & words and isinstance(v, str) and codes.currency(v)), ""
        )
        for words in _COINS
    ]
    return f"{ink.held.hold(ends[0])} to {ink.held.hold(ends[1])}" if all(ends) else ""
