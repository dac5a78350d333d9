"""Leaves and tools as the linker sees them: concepts, and how much a tool is about each of its fields."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from toolgraph.link.part import BARRED, PLAIN, part_of_field, part_of_parameter
from toolgraph.link.party import CONTACT_KINDS, party_of
from toolgraph.meaning.concept import Concept, concept_of, tool_words
from toolgraph.meaning.home import homes_in
from toolgraph.meaning.marks import KEYS, unmarked
from toolgraph.meaning.text import HOLLOW, words
from toolgraph.models.tool import Field, Leaf, Parameter, Tool

_FORMATS = frozenset(("date", "date-time", "email", "uri", "uuid", "time", "ipv4", "hostname"))
_FILTER_MEANINGS = 6
_SAMPLES = 3
_NARROW = 8  # inputs
_SAMPLE_CHARS = 60


class Side(NamedTuple):
    """One leaf with all that scoring asks of it, worked out once.

    Attributes:
        group: Category of its tool, "" when it has none.
        samples: Up to three short examples as text.
        part: Which part the leaf takes (`toolgraph.link.part`).
        party: Whose contact data it holds, for e-mail addresses and phone numbers.
        nested: Containers between the tool's own thing and the leaf; hollow ones do not count.
        around: Words of all containers.
        holder: Words of the nearest container, else the tool's nouns.
        is_file: A web address under which a document lies.
        acted: Its owner is something that people act on (a booking, an event), rather than master data.
        in_path: A parameter that stands in the HTTP path.
        home: Where the thing that it points at is kept, by the path (`issue/comment`, `/tag`); "" when that is unknown.
        served: A parameter that nobody need bring: the server fills it, or the call says it further out
            (`order.tenders[].location_id` beside `order.location_id`).
        beside: Parameters: homes of what else the path points at, for one in the path of what follows it.
        narrow: Its tool is a function with so few inputs that each is meant to be filled.
        rest: Its tool is an HTTP operation, whose body mirrors a record.
        prior: 0 to 1: how much its tool is *about* it (fields only; 1 for parameters).
        about: The word for it: `listed`, `created`, `got` or `mentioned`.
        needs: Concept keys that the tool requires as input: what comes back of those is an echo.
        takes: The same for optional inputs.
    """

    id: str
    tool: str
    source: str
    group: str
    name_words: tuple[str, ...]
    concept: Concept
    type: str
    item_type: str
    format: str
    enum: frozenset[str]
    pattern: str
    samples: tuple[str, ...]
    required: bool
    inferred: bool
    part: str
    party: str
    nested: int
    around: tuple[str, ...]
    holder: tuple[str, ...]
    is_file: bool
    acted: bool
    in_path: bool
    home: str
    served: bool
    beside: tuple[str, ...]
    narrow: bool
    rest: bool
    prior: float
    about: str
    verb: str
    nouns: tuple[str, ...]
    needs: frozenset[str]
    takes: frozenset[str]


def pack_side(side: Side) -> str:
    """A side as compact JSON, to be kept with its node; `unpack_side` gives back an equal one."""
    values = [sorted(v) if isinstance(v, frozenset) else v for v in side]
    return json.dumps(values, separators=(",", ":"), ensure_ascii=False)


def unpack_side(text: str) -> Side:
    """The side that `pack_side` wrote."""
    given: dict[str, Any] = dict(zip(Side._fields, json.loads(text), strict=True))
    given.update({name: frozenset(given[name]) for name in _SETS})
    given.update({name: tuple(given[name]) for name in _TUPLES})
    concept = given["concept"]
    given["concept"] = Concept(tuple(concept[0]), *concept[1:])
    return Side(**given)


_SETS = ("enum", "needs", "takes")
_TUPLES = ("name_words", "samples", "around", "holder", "beside", "nouns")

_VERB_PRIOR = {
    "list": 1.0, "search": 1.0, "get": 0.94, "create": 0.88, "compute": 0.9, "": 0.85, "update": 0.72, "send": 0.7,
    "delete": 0.5,
}  # fmt: skip
_ABOUT_WORD = {"list": "listed", "search": "listed", "create": "created", "get": "got"}

# Things that happen to a person or that a person picks, unlike the places, firms and accounts that are just there.
_ACTED_ON = frozenset(
    "booking reservation trip flight train stay event appointment meeting order interview delivery shipment concert "
    "showtime session hotel itinerary journey leg visit activity ticket slot search route pickup".split()
)
_KEPT_TRACK = frozenset("audit log user webhook".split())  # whose events are records of what happened
_SERVED = re.compile(
    r"\bread[- ]only\b|\bpopulated (?:when|by|after|if|for)\b|\b(?:assigned|generated|set|issued) by the server\b",
    re.IGNORECASE,
)
_FILE_TEXT = re.compile(r"\b(pdf|documents?|file|attachment|receipt|spreadsheet|download|label)\b", re.IGNORECASE)
_KEY_TEXT = re.compile(r"\bAPI[ _-]?key\b", re.IGNORECASE)
_UPLOAD = re.compile(r"\b(upload|PUT)\b")
_FILE_WORDS = frozenset(
    "pdf document file download attachment receipt statement resume cv report invoice label pass certificate".split()
)
_FILE_END = re.compile(r"\.(pdf|docx?|xlsx?|pptx?|csv|zip|txt|md)$", re.IGNORECASE)


def _prior(field: Field, concept: Concept, whole: _Whole, depth: int) -> tuple[float, str]:
    """How much a tool is about a field's entity: its lister and maker come before those that only mention it."""
    value = _VERB_PRIOR[whole.verb]
    about = _aboutness(concept.whose, whole.nouns)
    if field.path.endswith("[]") and not concept.what and concept.origin == "name" and not concept.kind:
        about = max(about, 0.9)  # a list of bare ids or names under the entity's own name
    value *= about * (1.0, 0.97, 0.9, 0.8)[min(depth, 3)]
    if _is_inferred(field):
        value *= 0.8
    return value, _ABOUT_WORD.get(whole.verb, "got") if about > _MENTIONED else "mentioned"


_MENTIONED = 0.75


def _is_inferred(leaf: Leaf) -> bool:
    """Whether a leaf, or what it stands for, was concluded and not declared."""
    return "meaning" in leaf.inferred_parts or (isinstance(leaf, Field) and leaf.inferred)


def _aboutness(whose: tuple[str, ...], nouns: tuple[str, ...]) -> float:
    """1 where the tool's noun is the entity itself; less the more the noun is narrowed (`spot fleet instance`)."""
    if not whose or whose == nouns:
        return 1.0
    extra = 0.03 * min(max(len(nouns) - 1, 0), 4)
    if nouns and nouns[-1] == whose[-1]:
        return 0.95 - extra
    return _MENTIONED - extra


class _Place(NamedTuple):
    """Where a leaf stands in its schema."""

    last: tuple[str, ...]  # words of its own name
    around: tuple[str, ...]  # names of its containers, outermost first
    words_around: tuple[str, ...]
    nested: int
    holder: tuple[str, ...]


@lru_cache(maxsize=100_000)
def _place(path: str, nouns: tuple[str, ...]) -> _Place:
    """Hollow containers (`data`, `items`) do not count, and counting begins anew at the tool's own thing.

    A key stands in its map, as the things do that it leads to.
    """
    *around, last = unmarked(path).split(".")
    around += [last] if path.endswith(KEYS) else []
    depth, holder = 0, nouns
    for segment in filter(None, around):
        found = words(segment)
        if found == nouns or (nouns and found == nouns[-1:]):
            depth, holder = 0, nouns
        elif not (len(found) == 1 and found[0] in HOLLOW):
            depth, holder = depth + 1, found
    return _Place(words(last), tuple(around), tuple(w for name in around for w in words(name)), depth, holder)


def _side(leaf: Leaf, concept: Concept, whole: _Whole) -> Side:
    place = _place(leaf.path, whole.nouns)
    is_input = isinstance(leaf, Parameter)
    in_path = is_input and f"{{{leaf.path}}}" in whole.http
    prior, about = _prior(leaf, concept, whole, place.nested) if isinstance(leaf, Field) else (1.0, "")
    return Side(
        id=leaf.id,
        tool=whole.tool,
        source=whole.source,
        group=whole.group,
        name_words=place.last,
        concept=concept,
        type=leaf.type,
        item_type=leaf.item_type,
        format=leaf.format if leaf.format in _FORMATS else "",
        enum=frozenset(map(str, leaf.enum)) if leaf.enum else _NONE,
        pattern=leaf.pattern,
        samples=_samples(leaf) if leaf.examples else (),
        required=leaf.required,
        inferred=_is_inferred(leaf),
        part=_part(leaf, concept, place, whole),
        party=_party(concept, place, whole, is_input=is_input),
        nested=place.nested,
        around=place.words_around,
        holder=place.holder,
        is_file=concept.kind == "@url" and _is_file(leaf, place, is_input=is_input),
        acted=whole.acted or not _ACTED_ON.isdisjoint(place.holder),
        in_path=in_path,
        home=_home(leaf, concept, whole, place),
        served=is_input and not leaf.required and _is_served(leaf, concept, place, whole),
        beside=_beside(leaf.path, whole.pointed) if is_input and whole.pointed else (),
        narrow=whole.narrow,
        rest=bool(whole.http),
        prior=prior,
        about=about,
        verb=whole.verb,
        nouns=whole.nouns,
        needs=whole.needs,
        takes=whole.takes,
    )


def _home(leaf: Leaf, concept: Concept, whole: _Whole, place: _Place) -> str:
    is_input = isinstance(leaf, Parameter)
    home = whole.pointed.get(leaf.path, "") if is_input else "" if place.nested else whole.home
    if not home or (is_input and place.last == ("user", "name")):
        return home
    return home if concept.whose and home.replace("/", " ").endswith(f" {concept.whose[-1]}") else ""


def _party(concept: Concept, place: _Place, whole: _Whole, *, is_input: bool) -> str:
    if concept.kind not in CONTACT_KINDS:
        return ""
    return party_of(place.last, place.holder, whole.verb, is_input=is_input)


def _is_served(leaf: Leaf, concept: Concept, place: _Place, whole: _Whole) -> bool:
    repeated = place.nested > 0 and _is_repeated(leaf.path, concept, whole)
    return repeated or _says_served(leaf.description)


@lru_cache(maxsize=50_000)
def _says_served(description: str) -> bool:
    return bool(_SERVED.search(description[:300]))


def _is_repeated(path: str, concept: Concept, whole: _Whole) -> bool:
    """Whether what a nested leaf says is said further out: by the same name, or by the path (`issue.id`)."""
    if concept.origin != "name":
        return any(home.endswith(f"/{' '.join(concept.whose)}") for home in whole.pointed.values())
    *around, last = path.split(".")
    return any(".".join((*around[:depth], last)) in whole.given for depth in range(len(around)))


def _beside(path: str, pointed: dict[str, str]) -> tuple[str, ...]:
    homes = tuple(pointed.values())
    return homes[list(pointed).index(path) + 1 :] if path in pointed else homes


_NONE: frozenset[str] = frozenset()


def _samples(leaf: Leaf) -> tuple[str, ...]:
    found = (str(e) for e in leaf.examples[:_SAMPLES] if isinstance(e, (str, int, float)) and not isinstance(e, bool))
    return tuple(s for s in found if 0 < len(s) <= _SAMPLE_CHARS)


def _part(leaf: Leaf, concept: Concept, place: _Place, whole: _Whole) -> str:
    if not isinstance(leaf, Parameter):
        if whole.adds and concept.origin == "tool":
            return BARRED
        return part_of_field(place.last, place.around) if place.last else PLAIN
    if leaf.format in ("binary", "byte") or (whole.logs_in and _is_login(concept, place)):
        return BARRED
    if "key" in place.last and _KEY_TEXT.search(leaf.description[:160]):
        return BARRED
    return part_of_parameter(place.last, place.around, renames=whole.renames)


def _is_login(concept: Concept, place: _Place) -> bool:
    return place.last == ("user", "name") or concept.kind in CONTACT_KINDS


def _is_file(leaf: Leaf, place: _Place, *, is_input: bool) -> bool:
    if _UPLOAD.search(leaf.description[:160]):
        return False
    named = _FILE_WORDS.intersection(place.last if is_input else (*place.last, *place.holder[-1:]))
    ends = any(_FILE_END.search(e) for e in leaf.examples if isinstance(e, str))
    return bool(named) or ends or bool(_FILE_TEXT.search(leaf.description[:160]))


class _Whole(NamedTuple):
    """What the leaves of a tool have in common.

    Attributes:
        adds: It adds something that is there already to something else: what comes back is not that thing.
        logs_in: It takes a password, and what goes with it is the asker's own.
        given: Paths of its inputs.
        pointed: Homes of what its path points at, by placeholder.
        home: The home that its path ends in.
    """

    tool: str
    source: str
    http: str
    verb: str
    nouns: tuple[str, ...]
    group: str
    acted: bool
    narrow: bool
    renames: bool
    adds: bool
    logs_in: bool
    given: frozenset[str]
    pointed: dict[str, str]
    home: str
    needs: frozenset[str]
    takes: frozenset[str]


class ToolSides(NamedTuple):
    """A tool as the linker sees it.

    Attributes:
        inputs: For each parameter the concepts it may stand for: one, or several for the value of a generic filter.
    """

    tool: str
    source: str
    inputs: tuple[tuple[Side, ...], ...]
    outputs: tuple[Side, ...]


def sides_of(tool: Tool) -> ToolSides:
    """All leaves of one tool with their concepts."""
    verb, nouns = tool_words(tool.name, tool.http)
    pointed, home = homes_in(tool.http)
    given = [(p, concept_of(p, tool)) for p in tool.inputs]
    whole = _Whole(
        tool=tool.id,
        source=tool.source,
        http=tool.http,
        verb=verb,
        nouns=nouns,
        group=tool.category or (tool.name.rsplit(".", 1)[0] if "." in tool.name else ""),
        acted=not _ACTED_ON.isdisjoint(nouns) and _KEPT_TRACK.isdisjoint(nouns),
        narrow=not tool.http and len(tool.inputs) <= _NARROW,
        renames="rename" in words(tool.name),
        adds=_adds(tool, nouns, given),
        logs_in=any("password" in words(p.name) for p in tool.inputs),
        given=frozenset(p.path for p in tool.inputs),
        pointed=dict(pointed),
        home=home,
        needs=frozenset(c.key for p, c in given if p.required),
        takes=frozenset(c.key for p, c in given if not p.required),
    )
    made = [(f, concept_of(f, tool)) for f in tool.outputs]
    return ToolSides(
        tool=tool.id,
        source=tool.source,
        inputs=tuple(tuple(_side(p, each, whole) for each in _meanings(p, c, made)) for p, c in given),
        outputs=tuple(_side(f, c, whole) for f, c in made),
    )


def _adds(tool: Tool, nouns: tuple[str, ...], given: Sequence[tuple[Parameter, Concept]]) -> bool:
    """Whether the thing that a tool adds is pointed at in its inputs: `addUserForTeam(user)`."""
    own = {f"{noun}.{what}" for noun in nouns[-1:] for what in ("", "id")}
    return words(tool.name)[:1] == ("add",) and any(c.key in own or p.name.lower() in own for p, c in given)


def _meanings(parameter: Parameter, concept: Concept, made: Sequence[tuple[Field, Concept]]) -> list[Concept]:
    """A filter's value can be whatever identifies something in the items that the tool itself returns."""
    if concept.what != "value" or "filter" not in words(parameter.path):
        return [concept]
    own = {c.key: c for f, c in made if c.what in ("id", "arn") and f.path.count(".") <= 1}
    return list(own.values())[:_FILTER_MEANINGS] or [concept]
