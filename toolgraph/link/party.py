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
_HIS_OWN = frozenset(("", "caller", "profile", "account", "user"))
_PAGES = frozenset(("profile", "account"))
_ADDRESSING = frozenset("to cc bcc recipient receiver invitee attendee participant guest reply".split())
_FROM = frozenset(("from", "sender"))
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
    if is_input and _FROM & {*tokens, *around}:
        return SENDER if verb in _CALLER_VERBS or verb == "send" else ""  # mail is looked for by anybody's address
    if is_input and (verb == "send" or _ADDRESSING & set(tokens)):
        return ANYBODY
    named = [t for t in (*reversed(tokens), *reversed(around)) if t in _COUNTERPARTS or t in _PEOPLE]
    if len(named) > 1 and named[0] in _PAGES:
        named = named[1:]  # the profile of a company
    own = [t for t in tokens if t in _COUNTERPARTS or t in _PEOPLE]
    if is_input and not own and around[-1:] and around[-1] in _COUNTERPARTS and around[0] not in _PREPOSITIONS:
        return around[-1]  # a company is made with the company's address
    if own or (named and (not is_input or named[0] in _PEOPLE)):
        return (own or named)[-1 if own else 0]
    if is_input and verb in _CALLER_VERBS:
        return around[-1] if around[-1:] and around[-1] in _RECORDED else CALLER
    return ""


def parties_agree(field: str, parameter: str) -> bool:
    """Whether one party's contact data may stand where another's are asked for."""
    if field == parameter:
        return True
    if UNREACHED in (field[: len(UNREACHED)], parameter[: len(UNREACHED)]):
        return parameter == ""
    if parameter in (ANYBODY, ""):
        return True
    if parameter == SENDER:
        return field in _OWN
    if parameter == CALLER:
        return field in _HIS_OWN
    if field in _COUNTERPARTS or parameter in _COUNTERPARTS:
        return False
    return field in _ANYONE or parameter in _ANYONE
