"""Whose contact data a leaf holds: the e-mail of a doctor is not the e-mail of who books an appointment."""

from __future__ import annotations

from toolgraph.meaning.text import PERSON_ROLES, PERSONS

CONTACT_KINDS = frozenset(("@email", "@phone"))
ANYBODY = "anybody"
CALLER = "caller"
SENDER = "sender"
UNREACHED = "unreached"

_PEOPLE = PERSONS | PERSON_ROLES | frozenset(
    "patient guest passenger student client buyer friend colleague lead participant subscriber account".split()
)  # fmt: skip
# Those whom a caller deals with: their contact data never stand for the caller's own.
_COUNTERPARTS = frozenset(
    "doctor physician dentist therapist recruiter employer company seller vendor supplier merchant host landlord "
    "instructor teacher tutor clinic hospital pharmacy shop store restaurant hotel venue airline support provider "
    "branch office job publisher carrier courier driver place property listing school bank location".split()
)
# Lists of addresses that nothing reaches, or that want nothing sent.
_UNREACHED = frozenset(
    "bounce block blocked blocklist blacklist spam suppression invalid unsubscribe unsubscribed optout".split()
)
# Whom others put down in their records; the addresses of users and accounts are those of who makes them.
_RECORDED = (_PEOPLE | {"recipient", "invitee", "attendee", "tenant", "employee"}) - {"user", "account", "profile"}
_HIS_OWN = frozenset(("caller", "profile", "account", "user"))
_PAGES = frozenset(("profile", "account"))
_ADDRESSING = frozenset("to cc bcc recipient receiver invitee attendee participant guest".split())
# Where notices go is for whoever sets them up.
_NOTICES = frozenset("alert notification monitor reminder digest watch report".split())
_FROM = frozenset(("from", "sender", "reply"))
_OWN = frozenset("profile account sender from".split())
_ANYONE = frozenset(("", CALLER, *PERSONS)) - {
    "employee",
    "customer",
    "member",
    "agent",
    "rep",
    "traveller",
}  # others name a part: buyer, author, guest
_PREPOSITIONS = frozenset("for to from in on with at of".split())
_CALLER_VERBS = frozenset(("create", "update"))


def party_of(tokens: tuple[str, ...], around: tuple[str, ...], verb: str, *, is_input: bool) -> str:
    """Who an e-mail address or phone number belongs to.

    Args:
        tokens: Words of the leaf's own name.
        around: Words of the container around it, else the nouns of its tool.
        verb: Verb class of its tool.
        is_input: A parameter rather than a field.

    Returns:
        A word for a person or firm; `anybody` for one that is written to; `sender`; `caller`; `unreached` and of which
        list; "" when unknown.
    """
    if not _UNREACHED.isdisjoint(around) and not (is_input and verb in _CALLER_VERBS):
        return f"{UNREACHED} {around[-1]}"
    return _asked_for(tokens, around, verb) if is_input else _named(tokens, around)


def _asked_for(tokens: tuple[str, ...], around: tuple[str, ...], verb: str) -> str:
    writes = verb in _CALLER_VERBS
    if not _FROM.isdisjoint((*tokens, *around)):
        return SENDER if writes or verb == "send" else ""  # mail is looked for by anybody's address
    if writes and (verb == "update" or not _NOTICES.isdisjoint(around)) and not _PEOPLE.intersection(tokens):
        return CALLER if _ADDRESSING.intersection(tokens) else _written(tokens, around)
    if verb == "send" or _ADDRESSING.intersection(tokens):
        return ANYBODY
    return _written(tokens, around) if writes else _party_in(tokens, around, known=_PEOPLE)


def _written(tokens: tuple[str, ...], around: tuple[str, ...]) -> str:
    """Whose address goes into a record: that of whom the record is of, else that of who makes it."""
    if around[-1:] and around[-1] in _COUNTERPARTS and around[0] not in _PREPOSITIONS:
        return _party_in(tokens, (), known=_PEOPLE) or around[-1]  # a company is made with the company's address
    found = _party_in(tokens, around, known=_PEOPLE)
    return found or (around[-1] if around[-1:] and around[-1] in _RECORDED else CALLER)


def _named(tokens: tuple[str, ...], around: tuple[str, ...]) -> str:
    return _party_in(tokens, around, known=_PEOPLE | _COUNTERPARTS)


def _party_in(tokens: tuple[str, ...], around: tuple[str, ...], *, known: frozenset[str]) -> str:
    """The person or firm that a name ends in, else that its container does, if it is of those that count there."""
    own = [t for t in tokens if t in _COUNTERPARTS or t in _PEOPLE]
    if own:
        return own[-1]
    found = [t for t in reversed(around) if t in _COUNTERPARTS or t in _PEOPLE]
    if len(found) > 1 and found[0] in _PAGES:
        found = found[1:]  # the profile of a company
    return found[0] if found and found[0] in known else ""


def parties_agree(field: str, parameter: str) -> bool:
    """Whether one party's contact data may stand where another's are asked for."""
    if field == parameter:
        return True
    if UNREACHED in (field[: len(UNREACHED)], parameter[: len(UNREACHED)]):
        return parameter == ""
    if parameter in (SENDER, CALLER):
        return field in (_OWN if parameter == SENDER else _HIS_OWN)
    apart = field in _COUNTERPARTS or parameter in _COUNTERPARTS
    return parameter in (ANYBODY, "") or (not apart and (field in _ANYONE or parameter in _ANYONE))


def is_counterpart(party: str) -> bool:
    """Whether somebody is dealt with, rather than one of those on whose behalf things are done."""
    return party in _COUNTERPARTS
