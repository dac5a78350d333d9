"""Concepts: what a field or parameter stands for, as (whose, what), such as (pet, id) or (flight, date).

A leaf's concept comes from its name when the name has both (`petId`); when the name has only the *what* (`id`, `name`,
a bare list), the *whose* comes from the container (`Buckets[].Name`), else the path (`/pets/{id}`), else the tool's own
nouns. Roles (`sender`, `source`, `parent`) are set aside, and value kinds (e-mail, city, currency, ...) are recognised
by name, format and description, since they mean the same wherever they occur.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from toolgraph.meaning.home import VERSION
from toolgraph.meaning.kind import Named, is_by_id, kind_of
from toolgraph.meaning.marks import KEYS, is_among_many
from toolgraph.meaning.text import (
    HOLLOW,
    MANNERS,
    NOUN_VERBS,
    PERSON_ROLES,
    PERSONS,
    ROLES,
    STATES,
    THING_ROLES,
    VERBS,
    singular,
    words,
)
from toolgraph.models.tool import Parameter, Tool

# What points at a thing: two leaves with the same `whose` and one of these can stand for each other's thing.
IDENTIFYING = frozenset("id iid name arn key code slug url number token symbol path handle sku title label".split())

# What measures a thing and never names it: a guest's rating is not a guest.
MEASURES = frozenset("count rating score total size length percent percentage".split())

# What says little, because everybody has it: only exact company makes it worth a link.
COMMONPLACE = frozenset(
    "status type subtype state kind count total description size limit offset page version message success error "
    "result "
    "created updated modified enabled active is has value mode level note comment text content flag option format "
    "sort order cursor marker reason role class category method action tag unit units language locale visibility "
    "priority color width height duration body summary data query filter field next previous token index position "
    "genre rating score attribute property metadata rank length hash digest checksum timestamp datetime date "
    "time".split()
)

# Portable kinds mean the same in every source.
PORTABLE = frozenset(
    "@email @phone @city @country @currency @language @timezone @latitude @longitude @iata @ticker @postcode @address "
    "@person @company @username @url @amount @date @datetime @ip @coordinates".split()
)
# ... and of those, the ones that many unrelated fields have.
BROAD = frozenset("@url @amount @date @datetime @language @person @username".split())
# ... or say where something or somebody is.
PLACES = frozenset("@city @country @address @postcode @latitude @longitude @coordinates".split())

_LISTED_TEXT = re.compile(
    r"\b(?:lists?|array|names?|ids?|identifiers?|set|collection) of (?:all |the |available |current |your )*"
    r"((?:[a-z-]+ ){0,3}?[a-z-]+)(?=$|[.,;:()]| (?:in|for|of|that|to|and|or|with|matching|from|on|by|is|are)\b)",
    re.IGNORECASE,
)
_NOT_ID_TEXT = re.compile(r"\bname\b[^.]*\binstead of (?:an |the |its )?id\b", re.IGNORECASE)
_ANYTHING = re.compile(r"(?!vari|t|cap|c|timet|deliver|consum|execut|wear)\w+able")
_ID_TEXT = re.compile(
    r"\b(?:ids?|uuids?|identifiers?) of (?:an? |the |this )?((?:[a-z]+ ){0,2}?[a-z]+)"
    r"(?=$|[.,;:()]| (?:to|in|for|of|which|that|you|who|from|with|is|are)\b)",
    re.IGNORECASE,
)


class Concept(NamedTuple):
    """What a leaf stands for.

    Attributes:
        whose: Words of the entity, most specific last; () when the leaf has none (`city`).
        what: One word: `id`, `name`, `date`, ...; "" when the leaf names the thing itself (`Bucket`).
        origin: Where `whose` was found: `name`, `container`, `path`, `text`, `tool` or "" (none).
        kind: Portable value kind with `@`, else "".
        role: A role was set aside (`source`, `sender`).
        key: Under which an index finds it: `head.what`, or the kind.
        alias: A second key, "" when there is none.
        same: The name itself as a key (`=departure time`), looked up within one source only.
    """

    whose: tuple[str, ...]
    what: str
    origin: str
    kind: str
    role: bool
    key: str
    alias: str
    same: str


@lru_cache(maxsize=50_000)
def tool_words(tool_name: str, http: str = "") -> tuple[str, tuple[str, ...]]:
    """What a tool does and to what: (verb class, nouns).

    >>> tool_words("ec2.DescribeVpcPeeringConnections")
    ('list', ('vpc', 'peering', 'connection'))
    """
    if mirrored := _words_of_path(tool_name, http):
        return mirrored
    last = re.split(r"[./:]|__", tool_name)[-1]
    tokens = list(words(last))
    while len(tokens) > 2 and tokens[0] in MANNERS and tokens[1] in VERBS.keys() | MANNERS:
        del tokens[0]
    verb = ""
    for i, token in enumerate(tokens[:3]):
        last_one = 0 < i == len(tokens) - 1  # `lab_tests_list`: what stands before it is the thing
        if token in VERBS and not last_one and (token not in NOUN_VERBS or (i == 0 and len(tokens) > 1)):
            verb = VERBS[token]
            del tokens[: i + 1]
            break
    if not verb and len(tokens) > 1 and tokens[-1] in VERBS:
        verb = VERBS[tokens.pop()]
    if not verb and http:
        verb = _METHOD_VERBS.get(http.split(" ", 1)[0], "")
    if verb == "get" and _ends_plural(last):
        verb = "list"
    cut = next(
        (i for i, t in enumerate(tokens) if i and t in ("by", "for", "in", "from", "of", "to", "with", "on")), None
    )
    return verb, tuple(t for t in tokens[:cut] if t not in ("the", "a", "all", "my", "api", "v1", "v2"))


def about_same(tool: Tool, other: Tool) -> bool:
    """Whether two tools deal with one kind of thing, by their nouns: `list_issues` and `create_issue`."""
    mine, others = tool_words(tool.name, tool.http)[1], tool_words(other.name, other.http)[1]
    return not {singular(noun) for noun in mine}.isdisjoint(map(singular, others))


_METHOD_VERBS = {"GET": "get", "POST": "create", "PUT": "update", "PATCH": "update", "DELETE": "delete"}


def _words_of_path(tool_name: str, http: str) -> tuple[str, tuple[str, ...]] | None:
    """Verb class and nouns of a tool that is named after its path (`get_v3_projects_by_id_issues`); None for others.

    The last fixed segment is the thing; one that is a verb (`/orders/search`) says what is done to the one before it,
    one that begins with a verb (`/send_test`) what is done to what follows.
    """
    method, _, path = http.partition(" ")
    segments = [s for s in path.split("?", 1)[0].split("/") if s]
    fixed = [s for s in segments if not s.startswith(("{", ":"))]
    if method not in _METHOD_VERBS or not fixed or not _is_mirror(tool_name, segments, fixed):
        return None
    fixed = [s for s in fixed if not VERSION.fullmatch(s)] or fixed
    if len(fixed) > 1 and fixed[-1].lower() in STATES and segments[-1] == fixed[-1]:
        fixed.pop()  # `/teammates/pending` lists teammates
    last = words(fixed[-1])
    if method != "GET" and len(last) > 1 and last[0] in VERBS.keys() - NOUN_VERBS:
        return VERBS[last[0]], last[1:]
    does = VERBS.get(last[0], "") if len(last) == 1 and not _ends_plural(fixed[-1]) else ""
    if does and last[0] not in NOUN_VERBS - {"batch", "run"}:
        return does, words(fixed[-2:][0])
    one = segments[-1].startswith(("{", ":")) or not _ends_plural(fixed[-1])
    return ("list" if method == "GET" and not one else _METHOD_VERBS[method]), last


def _is_mirror(tool_name: str, segments: list[str], fixed: list[str]) -> bool:
    """Whether a name is its method and words of its path, whatever stands between them."""
    method, _, rest = re.sub(r"[_-]", " ", tool_name, count=1).partition(" ")
    if method in _METHOD_VERBS and {*words(rest)} <= {"v", *"123456789", *words(" ".join(segments))}:
        return True
    if len(fixed) < 2:
        return False
    own = re.sub(r"[^a-z0-9]", "", tool_name.lower())
    for segment in segments:
        part = re.sub(r"[^a-z0-9]", "", segment.lower())
        at = own.find(part)
        if at < 0 or at > len("delete") + 2:
            return False
        own = own[at + len(part) :]
    return len(own) <= 2


def _ends_plural(name: str) -> bool:
    """Whether the thing a tool is named after stands in the plural: `get_channels`, not `get_channel_status`."""
    raw = re.findall(
        r"[A-Z]?[a-z]+|[A-Z]+", re.split(r"_(?:by|for|in|from|of)_|(?:By|For|In|From|Of)(?=[A-Z])", name)[0]
    )
    return bool(raw) and singular(raw[-1].lower()) != raw[-1].lower() and raw[-1].lower().endswith("s")


@lru_cache(maxsize=20_000)
def _path_nouns(http: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """For each `{placeholder}` of an HTTP path, the words of the segment before it."""
    segments = http.split(" ", 1)[-1].split("/")
    return tuple(
        (seg.strip("{}:"), words(before))
        for before, seg in pairwise(segments)
        if seg.startswith(("{", ":")) and before and not before.startswith(("{", ":"))
    )


@lru_cache(maxsize=20_000)
def _path_words(http: str) -> frozenset[str]:
    """Words of the fixed segments of a path: a role that has pages of its own (`/senders/{id}`) is a thing."""
    return frozenset(w for s in http.split(" ", 1)[-1].split("/") if s and s[0] not in "{:" for w in words(s))


_BRACKET, _BETWEEN = re.compile(r"[\[\]{}]"), re.compile(r"[.\[\]{}]+")


def _containers(path: str) -> list[tuple[str, ...]]:
    """Words of each named segment around the leaf, nearest first, hollow ones left out."""
    named = [_BRACKET.sub("", s) for s in path.removesuffix(KEYS).split(".")]
    inner = named if is_among_many(path) else named[:-1]
    found = [words(s) for s in reversed(inner) if s]
    return [w for w in found if w and not (len(w) == 1 and w[0] in HOLLOW)]


def _find_owner(leaf: Named, tool: Tool) -> tuple[tuple[str, ...], str]:
    """Whose a leaf is when its own name does not say it."""
    around = _containers(leaf.path) if leaf.name else []
    if around:
        return around[0], "container"
    for placeholder, nouns in _path_nouns(tool.http):
        if placeholder == leaf.path and nouns:
            return nouns, "path"
    said = _ID_TEXT.search(leaf.description[:160]) if leaf.name.lower() in ("id", "ids", "uuid") else None
    thing = words(said.group(1).lower().replace(" ", "_")) if said else ()
    if thing and thing[-1] not in HOLLOW | ROLES and (len(thing) == 1 or isinstance(leaf, Parameter)):
        return thing, "text"
    nouns = tool_words(tool.name, tool.http)[1]
    return nouns, "tool" if nouns else ""


def _split_name(tokens: tuple[str, ...]) -> tuple[tuple[str, ...], str, bool, bool]:
    """A name's words as (whose, what, has role, is person's role)."""
    what = ""
    cut = next((i for i, t in enumerate(tokens) if i and t in ("with", "without", "per")), len(tokens))
    tokens = tokens[:cut]
    rest = tokens[:-1] if len(tokens) > 1 and tokens[-1] in ("at", "on", "by") else tokens
    tokens = rest
    if tokens and tokens[-1] in IDENTIFYING and (len(tokens) > 1 or tokens[-1] != "symbol"):
        what, rest = tokens[-1], tokens[:-1]
        if what in ("number", "code") and rest and rest[-1] in ("serial", "reference", "confirmation"):
            rest = rest[:-1] or rest
    elif len(tokens) > 1 and tokens[-1] in MEASURES:
        what, rest = tokens[-1], tokens[:-1]
    bare = tuple(t for t in rest if t not in ROLES or t in PERSON_ROLES)
    if not bare and what == "id" and len(rest) == 1 and rest[0] in THING_ROLES:
        bare = rest
    if not what and len(bare) == 1 and bare[0] in COMMONPLACE:
        bare = rest  # a pickup date is not a return date, while a source city is a city
    role = len(bare) < len(rest)
    person = bool(bare) and all(t in PERSON_ROLES for t in bare)
    if not bare and rest and not what:
        bare, role = rest, False
    return bare, what, role or person, person


@lru_cache(maxsize=100_000)
def _named(tokens: tuple[str, ...]) -> tuple[tuple[str, ...], str, bool, bool]:
    return _split_name(tokens)


def _named_of(leaf: Named, tokens: tuple[str, ...]) -> tuple[tuple[str, ...], str, bool, bool]:
    """The same of a leaf; of what a `noteable_id` is asked for, its path tells."""
    whose, what, role, person = _named(tokens)
    if what == "id" and not whose and _NOT_ID_TEXT.search(leaf.description[:160]):
        what = "name"
    anything = what == "id" and len(whose) == 1 and isinstance(leaf, Parameter) and _ANYTHING.fullmatch(whose[0])
    return () if anything else whose, what, role, person


def concept_of(leaf: Named, tool: Tool) -> Concept:
    """The concept of one field or parameter of a tool; depends on nothing but the two."""
    segments = [s for s in _BETWEEN.split(leaf.path.removesuffix(KEYS)) if s]
    tokens = words(segments[-1]) if segments else ()
    whose, what, role, person = _named_of(leaf, tokens)
    if whose[-2:] == ("directory", "content"):
        whose = ("file",)
    origin = "name" if whose else ""
    if person and not (tool.http and whose[-1] in _path_words(tool.http)):
        whose = ("user",) if what in ("", "id", "name") else whose
    if not whose or (not what and len(whose) == 1 and whose[0] in HOLLOW):
        what = what or (whose[0] if whose and whose[0] in COMMONPLACE else "")
        whose, origin = _find_owner(leaf, tool)
        whose = tuple(t for t in whose if t not in ROLES) or whose
        if what == "" and whose and whose[-1] in IDENTIFYING:
            whose, what = whose[:-1], whose[-1]
    elif what == "" and len(whose) == 1 and whose[0] in COMMONPLACE:
        what, (whose, origin) = whose[0], _find_owner(leaf, tool)
    kind = kind_of(leaf, tokens)
    if what == "" and (kind in ("@city", "@country") or (whose == ("user",) and not kind)) and is_by_id(leaf):
        kind, what = "", "id"
    if not kind and what == "" and leaf.path.endswith("[]"):
        whose = _listed(leaf.description) or whose
    return _keyed(whose, what, origin, kind, role, "=" + " ".join(tokens))


def _listed(description: str) -> tuple[str, ...]:
    """What a bare list holds, read from "List of the files in ..."."""
    found = _LISTED_TEXT.search(description)
    return words(found.group(1).replace(" ", "_")) if found else ()


def _keyed(whose: tuple[str, ...], what: str, origin: str, kind: str, role: bool, same: str) -> Concept:
    head = whose[-1] if whose else ""
    own = f"{head}.{what}"
    if kind and kind not in BROAD:
        return Concept(whose, what, origin, kind, role, kind, own if head else "", same)
    alias = kind or (f"{whose[0]}.{what}" if len(whose) > 1 else "")
    return Concept(whose, what, origin, kind, role, own, alias, same)


def keys_wanted(concept: Concept) -> tuple[str, ...]:
    """Index keys under which fields that might fill a parameter of this concept are filed."""
    keys = [concept.key, concept.same]
    if concept.alias:
        keys.append(concept.alias)
    if concept.kind and concept.kind not in keys:
        keys.append(concept.kind)
    heads = dict.fromkeys((concept.whose[-1], concept.whose[0])) if concept.whose else {}
    for head in heads:
        if concept.what in ("id", "name", "number", "code", "key") or (concept.what and concept.what in IDENTIFYING):
            keys.append(f"{head}.")
        elif concept.what == "":
            keys.extend(f"{head}.{what}" for what in sorted(IDENTIFYING))
        if head in PERSONS and concept.what in ("id", "name"):
            keys.extend(f"{other}.{concept.what}" for other in sorted(PERSONS))
    return tuple(dict.fromkeys(keys))
