"""Links that fit by kind and that nobody would follow: saving what is saved, answering what one has written oneself."""

from __future__ import annotations

from functools import lru_cache

from toolgraph.meaning.cart import PUTTING
from toolgraph.meaning.concept import tool_words
from toolgraph.meaning.text import singular, words

_ANSWERING = frozenset("reply answer respond".split())
_WRITING = frozenset("send post reply answer respond forward create open submit draft write".split())


# What somebody has who has done something for a thing, for which they do not do it once more.
_HAVING = {
    "enrol": "enrolment enrolments", "enroll": "enrollment enrollments", "register": "registration registrations",
    "subscribe": "subscription subscriptions", "apply": "application applications", "join": "membership memberships",
}  # fmt: skip
# ... and what only those do who have.
_WITHIN = frozenset("mark complete finish continue resume leave".split())
# ... which nobody who has done it puts aside for later.
_KEEPING = frozenset("save bookmark favourite favorite".split())
_DONE_FOR = frozenset((*_HAVING, *(noun for nouns in _HAVING.values() for noun in nouns.split()), "interview"))
# Who says what they think of a thing has had it: it was not just looked for, nor begun this minute.
_JUDGING = frozenset("review rate".split())
_NOT_HAD = frozenset("search find browse discover explore enrol enroll join order buy purchase book reserve".split())
_INTO = ("to", "into", "in", "on")
_PIECES = (("item",), ("items",), ("entry",), ("entries",), ("member",), ("members",), ("stop",), ("stops",))
# What only has happened somewhere, and small places of which a town has many.
_HAPPENED = frozenset("incident accident hazard obstruction roadwork".split())
_SMALL = frozenset("place stop station shop store restaurant venue hotel branch desk locker charger".split())
# What asks where a point is, or what is so of the whole country around it.
_WHERE = frozenset("geocode geocoding address location street map directions direction".split())
_WIDE = frozenset("zone timezone elevation altitude height".split())
_POINT = frozenset("lat latitude lng lon long longitude".split())


@lru_cache(maxsize=100_000)
def is_in_vain(giver: str, taker: str, parameter: str) -> bool:
    """Whether what a call gives is nothing to do the other with, by their names.

    Args:
        giver: Id of the tool whose result says which thing is meant.
        taker: Id of the tool that does something to that thing.
        parameter: Path of the input that the thing is for.

    >>> is_in_vain("maps/list_saved_places", "maps/save_place", "place_id")
    True
    >>> is_in_vain("office/send_mail", "office/reply_to_mail", "message_id")
    True
    >>> is_in_vain("media/get_playlist", "media/add_tracks_to_playlist", "track_ids")
    True
    >>> is_in_vain("learning/list_enrolments", "learning/enrol_in_course", "course_id")
    True
    >>> is_in_vain("learning/search_courses", "learning/review_course", "course_id")
    True
    >>> is_in_vain("jobs/list_applications", "jobs/save_job", "job_id")
    True
    """
    giving, taking = _name(giver), _name(taker)
    verb = next(iter(taking), "")
    done = {f"{verb}d", f"{verb}ed", f"{verb}{verb[-1:]}ed"}
    if done.intersection(giving) or (verb in _ANSWERING and _WRITING.intersection(giving[:1])):
        return True
    has = verb in _HAVING and ({*_HAVING[verb].split()}.intersection(giving) or _WITHIN.intersection(giving[:1]))
    kept = verb in _KEEPING and words(parameter)[-1:] == ("id",) and not _DONE_FOR.isdisjoint(giving)
    if has or kept or (verb in _JUDGING and _NOT_HAD.intersection(giving[:1])):
        return True
    joint = next((at for at, word in enumerate(taking) if word in _INTO), len(taking))
    into = set(taking[joint + 1 :])  # what is in a playlist is not put into it
    if joint == len(taking) and taking[-1:] in _PIECES:
        into = set(taking[1:-1])  # nor is what is in a trip added to it as one of its items
    return verb in PUTTING and bool(into.intersection(giving)) and not into.intersection(words(parameter))


# Who or what is where its own business is, and not where the user will be.
_OTHERS = frozenset(
    "contact contacts company companies payee payees teacher teachers doctor doctors shipment deal deals ticket "
    "tickets order orders invoice invoices customer customers employer employers lead leads transaction".split()
)
# What one looks for where one lives.
_AT_HOME = frozenset(
    "doctor doctors dentist dentists clinic clinics pharmacy pharmacies gym gyms salon salons school schools job jobs "
    "salary employer employers course courses delivery stock apartment apartments flat flats".split()
)
_UNDER_WAY = frozenset("shipment parcel package".split())  # nobody travels to where a parcel is
_PLACED = frozenset("city town country latitude longitude lat lng lon postcode postal region".split())
_STARTS = (("start",), ("starts",), ("begin",), ("begins",))
_FREE = frozenset("free available availability times".split())
_SLOTS = frozenset("slot slots opening openings".split())  # which are there for one service
_OWN_BODY = frozenset(("patient",))


@lru_cache(maxsize=100_000)
def is_of_another(giver: str, taker: str, parameter: str) -> bool:
    """Whether a value of one service would be right by its kind in another one, and nobody would put it there.

    A dentist is looked for where one lives, and not where the customer of an invoice is; no lesson is booked for the
    very minute at which an interview begins; who is treated is not who stands in the address book.

    >>> is_of_another("crm/get_company", "health/find_doctors", "city")
    True
    >>> is_of_another("crm/get_company", "travel/search_hotels", "city")
    False
    >>> is_of_another("jobs/list_interviews", "school/book_lesson", "starts_at")
    True
    """
    if giver.partition("/")[0] == taker.partition("/")[0]:
        return False
    giving, taking, into = set(_name(giver)), set(_name(taker)), words(parameter)
    if not _PLACED.isdisjoint(into):
        return bool(_UNDER_WAY & giving or (_OTHERS & giving and _AT_HOME & taking))
    if into[:1] in _STARTS or into[-1:] in _STARTS:
        return not _FREE & giving or not _SLOTS.isdisjoint(giving)
    return not _OWN_BODY.isdisjoint(into)


_THINGS = frozenset("room desk resource equipment printer vehicle calendar".split())
_INVITING = frozenset("event meeting calendar appointment invite invitation free availability schedule room".split())


@lru_cache(maxsize=100_000)
def is_to_nobody(field: str, taker: str) -> bool:
    """Whether an address is that of a thing, which is put into calendars and gets no letters.

    Args:
        field: Path of the address in the result that tells it.
        taker: Id of the tool that writes to it, or does something else with it.

    >>> is_to_nobody("rooms[].room_email", "office/send_mail")
    True
    """
    last = words(field.rpartition(".")[2])
    return last[-1:] == ("email",) and not _THINGS.isdisjoint(last[:-1]) and _INVITING.isdisjoint(_name(taker))


_MOVING = frozenset("move assign change transfer set update give switch put".split())


@lru_cache(maxsize=100_000)
def is_there_already(giver: str, taker: str, parameter: str, field: str) -> bool:
    """Whether a thing would be moved to where it is, or given to whom it is with: what made or showed it says so.

    >>> is_there_already("crm/create_deal", "crm/move_deal", "stage_id", "stage_id")
    True
    """
    giving, taking = (tool_words(name_of(tool), "")[1][-1:] for tool in (giver, taker))
    moves = giving == taking != () and not _MOVING.isdisjoint(_name(taker)[:1])
    return moves and "[" not in field and words(parameter)[-1:] == ("id",) and words(parameter)[:-1][-1:] != taking


@lru_cache(maxsize=100_000)
def is_shown_anyway(giver: str, taker: str) -> bool:
    """Whether somebody would look at what they made a moment ago: the contact that was just added, the mail just sent.

    >>> is_shown_anyway("office/create_contact", "office/get_contact")
    True
    >>> is_shown_anyway("office/search_contacts", "office/get_contact")
    False
    """
    verb, made = tool_words(name_of(giver), "")
    look, seen = tool_words(name_of(taker), "")
    return verb in ("create", "send", "update") and look == "get" and made[-1:] == seen[-1:] != ()


def makes(tool: str) -> bool:
    """Whether a tool makes something new, by its name."""
    return tool_words(name_of(tool), "")[0] == "create"


@lru_cache(maxsize=100_000)
def is_beside_the_point(field: str, taker: str, parameter: str) -> bool:
    """Whether nobody would ask that of such a point: for the weather at an incident, for the time zone of a bakery.

    Args:
        field: Path of what a result tells.
        taker: Id of the tool that takes it.
        parameter: Path of the input that it is for.

    >>> is_beside_the_point("incidents[].lat", "maps/get_sun_times", "lat")
    True
    >>> is_beside_the_point("incidents[].lat", "maps/reverse_geocode", "lat")
    False
    >>> is_beside_the_point("stops[].lng", "maps/get_time_zone", "lng")
    True
    """
    if not _POINT.intersection(words(parameter)):
        return False
    of, asked = {singular(word) for word in words(field)}, set(_name(taker))
    if _HAPPENED & of:
        return not _WHERE & asked
    return bool(_SMALL & of and _WIDE & asked)


def name_of(tool: str) -> str:
    """The name in the id of a tool."""
    return tool.rpartition("/")[2]


def _name(tool: str) -> tuple[str, ...]:
    return words(name_of(tool))
