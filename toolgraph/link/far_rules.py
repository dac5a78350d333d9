"""What may flow from one source into another: a few kinds of value, from what people act on, into what asks for it."""

from __future__ import annotations

from toolgraph.link.party import ANYBODY, CALLER, CONTACT_KINDS, is_counterpart
from toolgraph.link.side import Side
from toolgraph.meaning.concept import PLACES

_SETTINGS = frozenset(("@currency", "@language", "@timezone"))
_DATES = frozenset(("@date", "@datetime"))
# Where something begins or ends, which other calendars, weather reports and bookings take up.
_TIMES = frozenset("start end starts ends begin from to departure arrival depart arrive check checkin checkout".split())
_DAY = frozenset("date day datetime at on time in out".split())
_MONEY = frozenset("currency expense payment transfer transaction budget split exchange".split())
_ANY_FILE = frozenset("file document attachment upload media image photo picture video audio asset".split())
_FAR_END = frozenset(("destination", "arrival"))
_BASE = 0.85


def cross_factor(field: Side, parameter: Side) -> float:
    """The factor for two sources, 0 (never) to 1."""
    if not _may_cross(field, parameter) or (parameter.enum and not field.enum and not field.samples):
        return 0.0
    if parameter.concept.kind in PLACES and _is_elsewhere(field, parameter):
        return 0.4
    return _BASE * (1.0 if field.acted else 0.94) * (0.94 if _leaves_from(field) else 1.0)


def _may_cross(field: Side, parameter: Side) -> bool:
    kind, changes = parameter.concept.kind, parameter.verb in ("create", "update")
    if not kind:
        # What one service calls its projects and its users is nothing to another's; films are called so everywhere.
        return not (changes or parameter.verb == "delete")
    if kind in _DATES:
        return _dates_meet(field, parameter)
    if kind in CONTACT_KINDS:
        return _contacts_meet(field, parameter)
    if kind in _SETTINGS:  # how somebody else wants things shown; and a currency goes with its amount
        return parameter.required and not (kind == "@currency" and changes)
    if kind == "@amount":
        return _asks_for_money(parameter)
    return _files_meet(field, parameter) if kind == "@url" else kind != "@ip"


def _files_meet(field: Side, parameter: Side) -> bool:
    """A file flows on into what takes any file; a CV or an assignment is no ticket or release of another source."""
    if not parameter.is_file:
        return False
    asked, given = frozenset(parameter.nouns), frozenset((*field.nouns, *field.holder, *field.name_words))
    return not _ANY_FILE.isdisjoint(asked) or not (_ANY_FILE | asked).isdisjoint(given - {"url"})


def _is_elsewhere(field: Side, parameter: Side) -> bool:
    """Where somebody lives or is billed is not where they want to go, nor whose home another record holds."""
    if "billing" in field.around and "billing" not in (*parameter.around, *parameter.name_words):
        return True
    goal = not field.acted and not _FAR_END.isdisjoint(parameter.name_words)
    kept = parameter.verb in ("create", "update") and not parameter.required and not parameter.acted
    return goal or kept


def _contacts_meet(field: Side, parameter: Side) -> bool:
    """Somebody's address flows on when it is known whose it is, and not into the record of somebody else."""
    kept = parameter.verb in ("create", "update") and not parameter.required
    if parameter.party == CALLER:
        return field.party in ("profile", "account")
    if parameter.party == "" and is_counterpart(field.party):
        return False  # nobody looks for a buyer by the number of a shop
    known = bool(field.party) or (field.acted and parameter.party == ANYBODY)
    return known and (not kept or (parameter.narrow and parameter.verb == "create"))


def _dates_meet(field: Side, parameter: Side) -> bool:
    """A date flows on when it is when something begins or ends, and the other asks for a day or for such a time."""
    if not field.acted or not _TIMES.intersection(field.name_words):
        return field.name_words == parameter.name_words and len(field.name_words) > 1 and field.acted
    own = frozenset(parameter.name_words)
    return bool(own & _TIMES) or own <= _DAY


def _asks_for_money(parameter: Side) -> bool:
    return parameter.verb == "compute" or not _MONEY.isdisjoint((*parameter.nouns, *parameter.holder))


def _leaves_from(field: Side) -> bool:
    """A journey's far end is where its traveller will be, so it is offered before its near end."""
    return not {"origin", "departure", "from", "source"}.isdisjoint((*field.name_words, *field.holder))
