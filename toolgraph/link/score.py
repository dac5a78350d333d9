"""The score of one field for one parameter; depends on nothing but the two tools."""

from __future__ import annotations

from functools import lru_cache

from toolgraph.link.content import own_content
from toolgraph.link.far_rules import cross_factor
from toolgraph.link.part import BARRED, BOUND, NEW
from toolgraph.link.party import parties_agree
from toolgraph.link.side import Side
from toolgraph.link.suits import enum_factor, format_factor, type_factor, values_fit
from toolgraph.meaning.concept import BROAD, COMMONPLACE, IDENTIFYING
from toolgraph.meaning.marks import KEYS
from toolgraph.meaning.text import HOLLOW, PERSON_ROLES, PERSON_WORDS, PERSONS, STARTS_EMPTY

# Heads that add nothing: a payment method is what a `payment_id` may point at, while a guest list is no guest.
_EMPTY_HEADS = HOLLOW | {"method", "object", "instance"}


def same_entity(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """How surely `a`, whose a field is, is the thing `b` that a parameter asks for, 0 to 1.

    The last word is the thing, those before it narrow it: `spot instance` is an instance, `guest list` is no guest.
    """
    if a == b:
        return 1.0
    if not a or not b:
        return 0.7
    shorter, longer = (a, b) if len(a) < len(b) else (b, a)
    if longer[-len(shorter) :] == shorter:
        return 0.9 if longer == a else 0.8  # a gift card is a card, a card need not be a gift card
    if longer[: len(shorter)] == shorter and _EMPTY_HEADS.issuperset(longer[len(shorter) :]):
        return 0.8
    if a[-1] in PERSONS and b[-1] in PERSONS:
        return 0.55
    return 0.6 if a[-1] == b[-1] and a[-1] not in COMMONPLACE else 0.0


def _full_whose(field: Side, parameter: Side) -> tuple[str, ...]:
    """The thing a parameter asks for, as fully as its tool names it: `account_id` where loyalty accounts are got."""
    whose, nouns = parameter.concept.whose, parameter.nouns
    fuller = len(nouns) > 1 and whose == nouns[-1:] and len(field.concept.whose) > 1
    return nouns if fuller else whose


def meaning(field: Side, parameter: Side) -> tuple[float, str]:
    """How surely a field means what a parameter asks for, 0 to 1, and the reason word."""
    f, p = field.concept, parameter.concept
    same = same_entity(f.whose, _full_whose(field, parameter))
    if p.kind and p.kind not in BROAD and f.kind != p.kind and (f.kind or field.name_words != parameter.name_words):
        return 0.0, ""  # whoever asks for an e-mail address is not served with a name
    if f.kind and f.kind == p.kind and (f.kind not in BROAD or not p.whose or same or parameter.is_file):
        return _kind_meaning(field, parameter, same)
    if same and f.what == p.what:
        return _same_what(field, parameter, same)
    if same and _is_key_of(field, parameter):
        return 1.0, "map_key"
    pointing = _pointing(field, parameter) if same else 0.0
    return (same * pointing, "names_thing") if pointing else _same_name_only(field, parameter)


def _share_head(field: Side, parameter: Side) -> bool:
    return field.holder[-1:] == parameter.holder[-1:]


def _is_key_of(field: Side, parameter: Side) -> bool:
    """Whether a list in the call and a map in the result have one name: its entries are told by their keys."""
    listed = "[]." in parameter.id and field.id.endswith(KEYS)
    return listed and parameter.concept.what in _NAMES_ONE and field.name_words == parameter.holder


def _same_what(field: Side, parameter: Side, same: float) -> tuple[float, str]:
    what = field.concept.what
    bare = len(parameter.name_words) == 1 and not _share_head(field, parameter)
    if what in ("path", "key") and bare:
        same *= 0.6  # of what?
    if not what and bare and "[]." in parameter.id:
        same *= 0.9  # the birthday of one in a list is hardly that of whoever has the list
    if not _roles_agree(field, parameter):
        same *= 0.5
    if _is_any(field, parameter):
        return 0.0, ""
    if not what and field.nested > 0 and field.concept.origin == "name" and field.nouns[-1:] == field.concept.whose:
        same *= 0.5  # the domain in a record about a domain
    if what == "name" and (_name_part(field) != _name_part(parameter) or _is_other_account(field, parameter)):
        return 0.0, ""
    if not what and same < 1.0 and parameter.type in ("integer", "number"):
        return 0.0, ""  # the hours of sun are not the hours asked for
    describes = 1.0 if what else 0.97  # what identifies a thing comes before what describes it
    return same * describes, "same_name" if field.name_words == parameter.name_words else "same_concept"


def _pointing(field: Side, parameter: Side) -> float:
    """How well one side that only names a thing (`Bucket`) goes with one that points at it (`Buckets[].Name`)."""
    f, p = field.concept, parameter.concept
    if field.enum or field.id.endswith("{}") or p.whose == ("host",):
        return 0.0  # every record of a network has a host
    if not p.what and p.origin == "tool" and parameter.type == "array" and parameter.verb == "create":
        return 0.0  # the `items` of an invoice are what it is made of, and no invoices
    if f.kind or _name_part(parameter) in _PARTS or not _roles_agree(field, parameter):
        return 0.0
    if not p.what and f.what and field.type not in ("any", "object"):
        if f.what == "name" and p.whose == ("user",) and field.name_words != ("user", "name"):
            return 0.0  # several people bear one name
        return _POINTS.get(f.what, 0.0)
    exact = f.whose == p.whose and field.type == "string"  # `public_builds` counts or lists, it is no build
    one = p.what == "id" and not field.id.endswith(("[]", KEYS))
    bare = 0.6 if one else _POINTS.get(p.what, 0.0)  # a bare thing is given by name more often than by id
    return bare if p.what and not f.what and exact else 0.0


_ANY = frozenset("object resource entity record target".split())


def _is_any(field: Side, parameter: Side) -> bool:
    """Ids of things of any kind (`object_id`): of which kind, only what is around them tells."""
    f, p = field.concept, parameter.concept
    if p.what != "id" or p.origin != "name" or p.whose[-1] not in _ANY or parameter.nested == 0:
        return False
    return f.origin == "name" and field.holder[-1:] != parameter.holder[-1:]


_PARTS = {"first": "first", "given": "first", "last": "last", "family": "last", "middle": "middle"}


def _roles_agree(field: Side, parameter: Side) -> bool:
    """Whoever sends something is not who receives it."""
    have, want = _roles_in(field.name_words), _roles_in(parameter.name_words)
    if not field.concept.what and field.type == "string" and have and not field.id.endswith(("[]", KEYS)):
        return have == want  # an `author` without more is a text about somebody
    return not have or not want or have == want


@lru_cache(maxsize=100_000)
def _roles_in(name: tuple[str, ...]) -> frozenset[str]:
    return PERSON_ROLES.intersection(name)


def _name_part(side: Side) -> str:
    if side.name_words[-2:] == ("user", "name"):
        return "user"
    return next((_PARTS[w] for w in side.name_words if w in _PARTS), "")


_MATES = ("user", "mate", "member")  # subuser, teammate


def _is_other_account(field: Side, parameter: Side) -> bool:
    """A teammate is looked up by a teammate's user name, not by that of the account that owns a domain."""
    if parameter.name_words != ("user", "name"):
        return False
    of = parameter.nouns[-1] if parameter.nouns else ""
    mate = of not in PERSONS and of.endswith(_MATES)
    one = bool(of) and parameter.home.endswith(of) and not parameter.beside
    return (mate or one) and field.holder[-1:] != (of,) and PERSON_WORDS.isdisjoint((of, *field.holder))


_NAMES_ONE = IDENTIFYING - {"url", "token"}


def _same_name_only(field: Side, parameter: Side) -> tuple[float, str]:
    """Equal names whose owners differ: a word of many sources says little, two words say more."""
    if field.name_words != parameter.name_words or field.source != parameter.source:
        return 0.0, ""
    if parameter.concept.what in _NAMES_ONE:
        return 0.0, ""  # `id` of one thing is not `id` of another
    return (0.8 if len(field.name_words) > 1 else 0.7), "same_name"


_POINTS = {"id": 0.96, "name": 0.94, "arn": 0.95, "slug": 0.95, "key": 0.9, "code": 0.85, "number": 0.85, "sku": 0.85,
           "handle": 0.85, "symbol": 0.85, "title": 0.8}  # fmt: skip


def _kind_meaning(field: Side, parameter: Side, same: float) -> tuple[float, str]:
    exact = field.name_words == parameter.name_words
    kind = field.concept.kind
    if kind == "@url" and parameter.is_file:
        return (0.9 if field.is_file else 0.0), "value_kind"
    if kind in BROAD:
        if len(parameter.name_words) == 1 and exact:
            same = min(same, same_entity(field.holder, parameter.holder) or 0.3)  # whose amount, which start?
        if kind == "@amount" and not exact and not _is_any_amount(field, parameter):
            return 0.0, ""  # a monthly price is no price of one
        base = 0.97 if exact and same >= 0.9 else 0.48 + 0.32 * same
        return base, "same_name" if exact else "value_kind"
    if not parties_agree(field.party, parameter.party):
        return 0.0, ""
    elsewhere = "token" not in field.nouns and field.holder[-1:] != parameter.holder[-1:]
    if kind == "@credential" and len(parameter.name_words) == 1 and elsewhere:
        return 0.0, ""  # every service has a `token`
    return (1.0 if exact else 0.8 + 0.15 * same), "same_name" if exact else "value_kind"


_MONEY = frozenset("amount price cost balance fare fee".split())
_OF_ANYTHING = frozenset("original initial base full total current list regular".split())


def _is_any_amount(field: Side, parameter: Side) -> bool:
    """Whether a sum is reckoned with whatever it is of: a price is taxed, but what a tip comes to is not lent."""
    of = set(parameter.name_words) - _MONEY - _OF_ANYTHING
    return parameter.verb == "compute" and of <= set(field.name_words)


_OWN_WORDS = frozenset("name title label username key slug path".split())


def _direction(field: Side, parameter: Side) -> tuple[float, str]:
    """Echoes and calls in the wrong order are held down."""
    wanted = parameter.concept.key
    if (
        parameter.verb == "create"
        and parameter.concept.what in _OWN_WORDS
        and parameter.concept.whose == parameter.nouns
    ):
        titled = parameter.concept.what in ("name", "title") and parameter.concept.whose[-1:] != ("user",)
        return (
            0.7 if parameter.narrow and titled and not PERSONS.intersection(parameter.nouns) else 0.35
        ), "new_name"  # what is made gets a name of its own
    if _comes_from(field, parameter):
        return 0.35, "origin"
    if field.concept.key in field.needs or wanted in field.needs:
        return (0.3 if field.rest else 0.5), "echo"  # who searches and then books says the same twice
    if field.about == "created" and parameter.verb in ("create", "get", "update", "delete"):
        return _of_new(field, parameter)
    return _in_passing(field, parameter) if field.about == "mentioned" else (1.0, "")


def _of_new(field: Side, parameter: Side) -> tuple[float, str]:
    """What was made just now is looked at, seldom changed, and holds nothing yet."""
    if parameter.verb == "create":
        empty = _starts_empty(field) and not _BOUGHT.isdisjoint(parameter.nouns[-1:])
        return (0.35, "not_yet") if empty else (1.0, "")
    if _is_within(parameter):
        return 0.35, "not_yet"  # a repository that was made just now has no pull request to be looked at
    return (1.0 if parameter.verb == "get" else 0.93), ""


_BOUGHT = frozenset("order checkout purchase payment".split())  # which nobody makes of an empty cart
_TOLD_BY = ("id", "iid", "number", "arn", "slug", "path", "key")


def _is_within(parameter: Side) -> bool:
    """Whether a parameter says in what the thing is that its tool deals with, by an identifier of its own."""
    own = parameter.nouns[-1:]
    scope = parameter.required and (parameter.verb == "get" or (parameter.verb == "delete" and parameter.in_path))
    if not own or not scope or parameter.concept.whose[-1:] == own:
        return False
    return not parameter.needs.isdisjoint(f"{own[0]}.{what}" for what in _TOLD_BY)


def _in_passing(field: Side, parameter: Side) -> tuple[float, str]:
    """What has just been made holds nothing yet, and whoever made it knows what they made it with."""
    told = field.concept.key in field.takes or parameter.concept.key in field.takes
    if field.verb == "create":
        if told and parameter.verb in ("list", "search"):
            return 0.35, "echo"
        inside = not set(field.nouns[-1:]).isdisjoint(field.around)
        if not told and "[]" in field.id and (inside or _starts_empty(field)):
            return 0.35, "not_yet"
    return (0.95 if told else 1.0), ""  # a lister may well be narrowed by the id that it lists


def _starts_empty(field: Side) -> bool:
    """Whether a field is of something that holds nothing yet: a cart that was made, not one that was `added to`."""
    return field.nouns[:1] != ("to",) and not STARTS_EMPTY.isdisjoint(field.nouns[-1:])


def _comes_from(field: Side, parameter: Side) -> bool:
    """What something was made from (`forked_from_project`) can be looked at, and is not what one works on."""
    if field.nested == 0 or "from" not in field.holder[1:]:
        return False
    return parameter.verb != "get" or parameter.nouns[-1:] != field.concept.whose[-1:]


_CLASSES = frozenset("type subtype kind state status".split())


def _commonplace(field: Side, parameter: Side) -> tuple[float, str]:
    """Fields that everybody has say little, unless the entity is named on both sides."""
    p = parameter.concept
    if p.kind and p.kind == field.concept.kind and p.kind not in BROAD:
        return 1.0, ""
    asks = parameter.verb in ("list", "search", "get")
    if asks and not parameter.required and _CLASSES.intersection(parameter.name_words[-1:]):
        return 0.3, "commonplace"
    if p.what in _CLASSES and (asks or (p.origin != "name" and not parameter.enum)):
        return (
            0.3,
            "commonplace",
        )  # a type or state is known by its choices only, and to filter by it is the asker's wish
    if p.what in COMMONPLACE or (p.what == "" and len(parameter.name_words) == 1 and p.key[:-1] in COMMONPLACE):
        named = p.origin == "name" and field.concept.origin == "name"
        together = field.group == parameter.group != "" and field.name_words == parameter.name_words
        return (0.85 if named else 0.6 if together else 0.45), "commonplace"
    return 1.0, ""


def _chosen(field: Side, parameter: Side) -> tuple[float, str]:
    """Bounds and new values are chosen by the asker."""
    if parameter.part == NEW or _is_what_is_set(parameter):
        return 0.3, "new_name"
    if field.part == BOUND and parameter.part != BOUND:
        return 0.0, ""  # the most that is allowed is not how many there are
    if parameter.part == BOUND:
        return (0.6, "bound") if field.name_words == parameter.name_words else (0.0, "")
    return 1.0, ""


def _is_what_is_set(parameter: Side) -> bool:
    """Who sets an e-mail address or adds one means one that is not known yet."""
    own = parameter.name_words == parameter.nouns[-1:] and bool(parameter.concept.kind)
    return own and parameter.verb in ("create", "update") and not parameter.in_path


def _nearness(field: Side, parameter: Side) -> tuple[float, str]:
    """Tools of one source, and there of one group, are made to work together."""
    if field.source != parameter.source:
        return cross_factor(field, parameter), "cross_source"
    near = 1.0 if field.group == parameter.group or not field.group or not parameter.group else 0.93
    return near * (1.0 if field.concept.role == parameter.concept.role else 0.96), "same_source"


_FURTHER = (_direction, _commonplace, own_content, _chosen, _nearness)
_MOST = 1.05 + 1e-3  # what the factors still to come can add, and what rounding can


def score_pair(field: Side, parameter: Side, floor: float = 0.0) -> tuple[float, tuple[str, ...]]:
    """Score of one field for one parameter, 0 to 1, with the reason words; 0 means no link.

    Args:
        floor: Pairs that cannot reach it may be given up early, with score 0; no other score depends on it.
    """
    if BARRED in (field.part, parameter.part) or "boolean" in (field.type, parameter.type):
        return 0.0, ()
    fit, how = type_factor(field, parameter)
    score = (0.5 + 0.5 * field.prior) * (0.9 if parameter.inferred else 1.0)
    if fit == 0.0 or score * _MOST < floor:
        return 0.0, ()
    same, why = meaning(field, parameter)
    score *= same
    if score * _MOST < floor or same == 0.0:
        return 0.0, ()
    fit *= format_factor(field, parameter)
    overlap, enum_word = enum_factor(field, parameter)
    if fit == 0.0 or overlap == 0.0 or not values_fit(field, parameter):
        return 0.0, ()
    score *= fit
    score *= overlap
    reasons = {why, how, enum_word, field.about, "inferred" if field.inferred or parameter.inferred else ""}
    for judge in _FURTHER:
        factor, word = judge(field, parameter)
        score *= factor
        if score * _MOST < floor:
            return 0.0, ()
        reasons.add(word)
    return round(min(1.0, score), 4), tuple(sorted(reasons - {""}))
