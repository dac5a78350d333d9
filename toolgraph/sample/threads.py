"""Threads too thin to lead from one service into another: the currency of an order, the country of a payee."""

from __future__ import annotations

from functools import lru_cache

from toolgraph.meaning.text import singular, words

# What very many things share: whoever has seen one of them goes nowhere by it.
_WIDE = frozenset("currency country language timezone locale region".split())
_LOOKED_UP = frozenset("country currency geocode reverse locate location ip region language locale city".split())

_WITH_PLACE = frozenset("city town latitude longitude lat lng lon postcode postal".split())
# What people go to, and so ask about beforehand; what they have where they live; what others have where they are.
_GONE_TO = frozenset(
    "hotel concert event venue show showtime cinema theatre theater trip flight airport station interview conference "
    "restaurant museum festival match stay booking reservation itinerary".split()
)
_OWN = frozenset("address home house saved household".split())
_OF_OTHERS = frozenset("contact company customer client traveller lead supplier".split())
_ERRANDS = frozenset(
    "store shop clinic pharmacy doctor dentist appointment gym teacher tutor employer job branch place".split()
)
_STRANGE = frozenset("alert warning payee account transaction shipment order invoice ticket deal".split())
# What is asked about a place, by words of the tools that tell it.
_WAY = frozenset("direction route routing travel distance transit traffic parking commute".split())
_ON_MAP = frozenset("geocode geocoding map street".split())
_SKY = frozenset("weather forecast air sun elevation zone timezone pollen climate".split())
_VISIT = frozenset(
    "hotel flight train station airport rental car concert showtime event restaurant place attraction museum trip "
    "visa".split()
)
_NEED = frozenset("doctor dentist clinic pharmacy gym salon store stock shop school delivery".split())
_LEADS = (
    (frozenset(("house", "household")), _WAY | _ON_MAP | _SKY),  # who sees to the blinds there looks for no doctor
    (_OWN, _WAY | _ON_MAP | _SKY | _NEED | frozenset(("place", "showtime", "event"))),
    (_GONE_TO, _WAY | _ON_MAP | _SKY | _VISIT),
    (_ERRANDS, _WAY),
    (_OF_OTHERS, _WAY | _SKY | frozenset("hotel flight train airport".split())),
    (_STRANGE, _ON_MAP),
)
_MAIL = frozenset("mail email message letter mailbox".split())
_MEETING = frozenset("event meeting calendar free availability".split())
_PEOPLE = frozenset("contact customer client company lead employee person people colleague member".split())
# By what is sent or given to somebody who may be meant by an address.
_FOR_WHOM: tuple[tuple[frozenset[str], frozenset[str]], ...] = (
    (frozenset(("certificate",)), frozenset("contact interview interviewer employer recruiter application".split())),
    (frozenset(("invoice", "bill", "quote")), _PEOPLE),
    (frozenset(("door", "lock", "guest")), frozenset("contact guest traveller event attendee".split())),
    (frozenset(("reminder", "session", "lesson", "course")), frozenset()),
)
_MET = frozenset("event meeting mail message ticket organizer organiser sender requester interview".split())
_MADE = frozenset("create add new register import".split())
_PERSONS = _PEOPLE | frozenset(("traveller", "traveler", "passenger", "patient", "user", "profile"))
# Whose address is the user's own, and who gets letters only.
_OWN_BUSINESS = frozenset("order shipment purchase checkout booking".split())
_HOUSES = frozenset("place investor store venue hotel press support shop".split())


@lru_cache(maxsize=100_000)
def is_loose(giver: str, taker: str, field: str, parameter: str) -> bool:
    """Whether a value leads from one service to another one, and nobody would go that way.

    Args:
        giver: Id of the tool whose result tells the value.
        taker: Id of the tool that takes it.
        field: Path of the value in the result.
        parameter: Path of the input that it is for.

    >>> is_loose("shop/list_orders", "bank/convert_currency", "orders[].currency", "from")
    True
    >>> is_loose("media/find_concerts", "shop/check_stock", "concerts[].city", "city")
    True
    >>> is_loose("media/find_concerts", "maps/get_daily_forecast", "concerts[].city", "city")
    False
    >>> is_loose("health/get_doctor", "crm/send_invoice", "email", "to_email")
    True
    """
    if giver.partition("/")[0] == taker.partition("/")[0]:
        return False
    told, into = words(field), words(parameter)
    giving = {singular(w) for w in (*_name(giver), *told[:-1])}
    taking = {singular(w) for w in _name(taker)}
    if not _WIDE.isdisjoint((*told[-2:], *into[-2:])):
        return _LOOKED_UP.isdisjoint(words(_name_of(giver)))
    if not _WITH_PLACE.isdisjoint(into):
        return _leads_nowhere(giving, taking)
    if told[-1:] in _ADDRESSES or told[-2:] == ("job", "title"):
        return _is_for_nobody(giving | set(told), taking, into)
    return False


_ADDRESSES = (("email",), ("emails",), ("phone",))


# What nobody asks to have the same as in something that they have seen, where they need not say it at all ...
_UNASKED = frozenset(
    "currency phone week month year zone timezone label count subject domain industry at time specialty url seat "
    "minute hour day ticker language date rating price amount".split()
)
# ... and what a new thing has of its own, as it is another one.
_OF_ITS_OWN = frozenset(
    "name title subject goal sport minute hour week month star seat quantity trigger meal iban destination origin "
    "until".split()
)


@lru_cache(maxsize=100_000)
def is_unsaid(giver: str, taker: str, field: str, parameter: str, *, optional: bool) -> bool:
    """Whether a value comes from a result by its kind only, and no wish would speak of that.

    Two calls that nothing else joins would stand side by side for no reason.

    Args:
        giver: Id of the tool whose result tells the value.
        taker: Id of the tool that takes it.
        field: Path of the value in the result.
        parameter: Path of the input that it is for.
        optional: Whether the taker can do without.

    >>> is_unsaid("bank/list_bills", "bank/get_exchange_rate", "bills[].currency", "base", optional=False)
    True
    >>> is_unsaid("crm/list_deals", "crm/create_deal", "deals[].title", "title", optional=False)
    True
    >>> is_unsaid("crm/list_deals", "crm/get_deal", "deals[].deal_id", "deal_id", optional=False)
    False
    >>> is_unsaid("office/list_events", "office/create_task", "events[].event_id", "related_event_id", optional=True)
    True
    """
    told, taking, into = words(field), {singular(w) for w in _name(taker)}, words(parameter)
    last, to = singular(told[-1] if told else ""), singular(into[-1] if into else "")
    if last == "currency" or (optional and (last in _UNASKED or _is_aside(giver, taker, told, into))):
        return True
    if (optional and _is_hung_on(taking, into)) or (told[-2:] == ("owner", "email") and _OWNED & {*_name(giver)}):
        return True
    if "reverse" in taking and not _NAMED.isdisjoint((*_name(giver), *told)):
        return True
    if _NEW.isdisjoint(_name(taker)[:1]):
        return False
    if _PERSONS & taking and last in ("email", "phone", "name"):
        return True
    return to in _OF_ITS_OWN and last in _OF_ITS_OWN


def _is_aside(giver: str, taker: str, told: tuple[str, ...], into: tuple[str, ...]) -> bool:
    """Whether a call that may do without takes what narrows nothing down: of what was made a minute ago, or a shelf."""
    if told[-2:] == ("country", "code") or (told[-1:], into[-1:]) == (("address",), ("location",)):
        return True
    made = not _MADE.isdisjoint(_name(giver)[:1]) and not _LOOKS.isdisjoint(_name(taker)[:1])
    return made or "category" in into[-2:]


def _is_hung_on(taking: set[str], into: tuple[str, ...]) -> bool:
    """Whether a call would hang what was seen on something, or change one thing that it belongs to, without a word."""
    return into[:1] == ("related",) or "attachment" in into or (bool(_CHANGES & taking) and _is_id(into))


def _is_id(into: tuple[str, ...]) -> bool:
    """Whether an input is an id, by its words."""
    return into[-1:] == ("id",) or into[-1:] == ("ids",)


_CHANGES = frozenset(("update", "edit", "adjust", "change"))
# Of which one's own are listed, so that one would write to oneself.
_OWNED = frozenset(("calendar", "calendars", "mailbox", "folder", "folders"))
_LOOKS = frozenset("list search find get".split())
# What has a name already where a point is asked for its own.
_NAMED = frozenset("weather saved hotel hotels store stores place places address".split())
_NEW = frozenset("create log draft send review".split())


def _leads_nowhere(giving: set[str], taking: set[str]) -> bool:
    """Whether nobody asks that of where such a thing is; not so for what is no known thing."""
    able = next((asked for things, asked in _LEADS if things & giving), None)
    return able is not None and able.isdisjoint(taking)


def _is_for_nobody(giving: set[str], taking: set[str], into: tuple[str, ...]) -> bool:
    """Whether what is sent is for somebody else than the one of whom an address is known."""
    if _OWN_BUSINESS & giving or {"job", "title"} <= giving:
        return True
    if _MADE & taking and _PERSONS & taking:
        return "phone" in giving or not _MET & giving
    if _HOUSES & giving and not _MAIL & taking:
        return True
    asked = taking | set(into)
    whom = next((people for things, people in _FOR_WHOM if things & asked), None)
    return whom is not None and not (_MAIL | _MEETING) & taking and not whom & giving


def _name_of(tool: str) -> str:
    return tool.rpartition("/")[2]


def _name(tool: str) -> tuple[str, ...]:
    return words(_name_of(tool))
