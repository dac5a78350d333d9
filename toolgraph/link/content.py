"""What a call writes is the asker's to say; only what refers to other things flows in from earlier results.

So the state, size or amount of a thing is not copied into the request that makes or changes such a thing, and the
deeper a property lies in the written thing, the more it is such content.
"""

from __future__ import annotations

from toolgraph.link.party import CONTACT_KINDS
from toolgraph.link.side import Side
from toolgraph.meaning.concept import BROAD, COMMONPLACE, PLACES
from toolgraph.meaning.text import PERSON_WORDS

_WRITES = frozenset(("create", "update"))
_IDS = frozenset(("id", "arn"))
_REFERENCES = frozenset("number sku slug key code handle".split())
_SETTINGS = frozenset(("@currency", "@language", "@timezone"))
_SETTING_WORDS = frozenset("currency language locale timezone".split())
NAME_PARTS = frozenset("first given last family middle".split())
_OUTER = frozenset("reference external idempotency client custom app application".split())
_TERMS = frozenset(("@amount", "@date", "@datetime"))
_TOLD = COMMONPLACE | {"subject", "nickname", "headline", "caption"}
# What happens to an order, a booking or a payment after it was made.
_LATER = frozenset("refund return tender settlement payout dispute chargeback cancellation cancelation".split())
_CONTENT = (0.35, "own_content")
_COPY = (0.45, "own_content")
_NO_MATTER = (1.0, "")


def own_content(field: Side, parameter: Side) -> tuple[float, str]:
    """The factor, 0 to 1, by which content of the written thing is held down, and the reason word."""
    if parameter.nested > 1 and parameter.concept.kind in BROAD and not parameter.required:
        return _CONTENT
    if parameter.in_path or not _writes(parameter):
        return _NO_MATTER
    if parameter.concept.kind == "@url" and not parameter.is_file:
        return _CONTENT
    if parameter.served or _comes_later(parameter):
        return _CONTENT
    thing = parameter.nouns[-1:]
    copied = thing in (field.nouns[-1:], field.holder[-1:])
    if copied and _is_term(parameter) and field.concept.key not in field.needs | field.takes:
        return _COPY  # another invoice's day of payment; who searched for a day may book for it
    return _required(parameter, copied=copied) if parameter.required else _optional(field, parameter, copied=copied)


def _is_term(parameter: Side) -> bool:
    """When, how much or how many: what is agreed on for each of a kind anew."""
    counted = not parameter.concept.what and not parameter.concept.kind and parameter.type in ("integer", "number")
    return parameter.concept.kind in _TERMS or counted


def _writes(parameter: Side) -> bool:
    sends = parameter.verb in ("compute", "send") and (parameter.nested > 0 or parameter.rest)
    return parameter.verb in _WRITES or sends


def _comes_later(parameter: Side) -> bool:
    """What only happens to a thing once it is there is not for its maker to write."""
    if parameter.required or parameter.nested == 0:
        return False
    later = any(w in _LATER or w.removeprefix("return") in _LATER for w in parameter.around)
    return later and _LATER.isdisjoint(parameter.nouns)


def _required(parameter: Side, *, copied: bool) -> tuple[float, str]:
    p = parameter.concept
    if parameter.nested > 0 and p.what in ("name", "title") and parameter.verb == "update":
        return _CONTENT
    if (
        p.what in ("name", "title")
        and parameter.verb == "update"
        and not copied
        and p.whose[-1:] == parameter.nouns[-1:]
    ):
        return _CONTENT
    record = p.kind in CONTACT_KINDS | PLACES and parameter.verb == "create" and not parameter.acted
    told = parameter.rest and bool(parameter.name_words) and parameter.name_words[-1] in _TOLD
    plain = parameter.rest and not p.kind and p.what not in _REFERENCES | _IDS
    if told or (copied and (record or plain)) or (record and parameter.rest and p.kind in PLACES):
        return _COPY
    return (0.6, "own_content") if copied and p.what in COMMONPLACE else _NO_MATTER


def _optional(field: Side, parameter: Side, *, copied: bool) -> tuple[float, str]:
    p = parameter.concept
    if p.what in _IDS and copied and parameter.rest and parameter.verb == "update" and p == field.concept:
        return _CONTENT  # what another order refers to, and this one most likely as well
    if p.what in _IDS or (not p.what and p.whose == ("user",)):
        return _CONTENT if _is_own_id(field, parameter, copied=copied) else _NO_MATTER
    of_person = not copied and not NAME_PARTS.isdisjoint(parameter.name_words) and p.what == "name"
    if parameter.enum or of_person or _is_of_the_record(parameter):
        return _CONTENT
    named = p.what in ("name", "title") and parameter.nested == 0 and parameter.verb == "create"
    refers = p.what in _REFERENCES or named or (p.kind != "" and p.kind not in BROAD)
    meant = parameter.narrow and parameter.nested == 0 and (parameter.verb == "create" or not copied)
    if meant and (copied or refers or p.kind or p.whose[-1:] == ("user",)):
        return 0.8, "own_content"
    return _NO_MATTER if refers and not copied and parameter.nested < 2 else _CONTENT


def _is_of_the_record(parameter: Side) -> bool:
    """Where somebody lives, how to reach them and what they pay in is part of their record."""
    kind = parameter.concept.kind
    if kind in CONTACT_KINDS:
        return parameter.verb == "update"
    return _is_setting(parameter) or kind in ("@credential", "@company") or (kind in PLACES and not parameter.acted)


def _is_setting(parameter: Side) -> bool:
    return parameter.concept.kind in _SETTINGS or not _SETTING_WORDS.isdisjoint(parameter.name_words)


def _is_own_id(field: Side, parameter: Side, *, copied: bool) -> bool:
    """Whether an id is the written thing's own, which its server gives, or lies in a copy of another thing."""
    bare = parameter.concept.origin != "name"
    if not _OUTER.isdisjoint((*parameter.name_words, *parameter.holder)):
        return True  # how the asker's other systems call it, or themselves
    if bare and (parameter.holder[-1:] == ("by",) or not PERSON_WORDS.isdisjoint(parameter.holder)):
        return True  # who does it is known by their credentials
    if (bare and parameter.nested != 1) or parameter.nested > 3:
        return True
    inside = parameter.nested > 0
    if inside and field.nested > 0 and field.holder == parameter.holder:
        return True
    return field.about == "mentioned" and (parameter.nested > 1 or (copied and inside))
