"""Which of a schema's choices a record is in: what a verb leads to, what is usual for a thing."""

from __future__ import annotations

from random import Random

from toolgraph.models.base import JsonValue

BAD = frozenset(
    "cancelled canceled rejected failed error expired declined deleted inactive suspended blocked frozen archived "
    "refused closed overdue lost unavailable terminated removed voided refunded failure fail unsuccessful".split()
)
_FRESH = "confirmed scheduled active pending open created new queued booked todo submitted success ok sent".split()
# What a verb makes of a thing, where the words share no stem.
_LEADS = """
freeze frozen blocked; unfreeze active; complete completed done closed; finish finished done; pay paid completed
close closed; cancel cancelled canceled; book confirmed; reopen open; start running started active; stop stopped
delete deleted; archive archived; approve approved; reject rejected; block blocked; pause paused; resume active
send sent; publish published; activate active; enable enabled active; disable disabled inactive; accept accepted
confirm confirmed; reschedule rescheduled booked scheduled confirmed
terminate terminated; merge merged; resolve resolved closed; refund refunded
"""
# Verbs that are states, too, of which a call that does so leaves a thing in another one.
_NO_STATES = ("open", "close", "complete")
_LEADS_TO = {
    verb: states for part in _LEADS.replace("\n", ";").split(";") if part.strip() for verb, *states in [part.split()]
}


def after_verb(name_words: tuple[str, ...], choices: list[JsonValue], *, said: str = "") -> JsonValue:
    """The choice that a call of this name leads to; None when none of them is its doing.

    Args:
        said: The verb of its description: `create_invoice` may draft an invoice, which has the state `draft` then.
    """
    stated = next((c for c in choices if said and said not in _NO_STATES and str(c).lower() == said), None)
    if stated is not None:
        return stated
    known = {str(c).lower().replace("_", " ").replace("-", " "): c for c in choices}
    for word in name_words:
        for wanted in _LEADS_TO.get(word, ()):
            if wanted in known:
                return known[wanted]
    return None


def led_to(name_words: tuple[str, ...]) -> str:
    """The state to which a call of this name leads, in our own words; "" for none."""
    return next((_LEADS_TO[word][0] for word in name_words[:1] if word in _LEADS_TO and word not in _BEGINS), "")


# What these lead to depends on the thing.
_BEGINS = frozenset("book start reopen pay resume enable activate".split())


def usual(choices: list[JsonValue], rng: Random, *, fresh: bool) -> JsonValue:
    """A choice for a thing in good order; for a new thing the one that new things have."""
    if fresh:
        said = {str(c).lower(): c for c in choices}
        for word in _FRESH:
            if word in said:
                return said[word]
        return next((c for c in choices if c is not None and str(c).lower() not in BAD), choices[0])
    good = [c for c in choices if c is not None and str(c).lower() not in BAD | _DONE_WITH]
    chosen = rng.choice(good or choices)
    often = [c for c in good if str(c).lower() not in _SELDOM]
    return rng.choice(often) if often and chosen not in often and rng.random() < _MOSTLY else chosen


# What nothing more can be done with: somebody who asks for it by its number mostly wants to do something.
_DONE_WITH = frozenset(("merged",))
# How few things end, while most are on their way there.
_SELDOM = frozenset(
    "offer offered hired accepted withdrawn void returned changed rescheduled modified moved paused trial".split()
)
_MOSTLY = 0.7
