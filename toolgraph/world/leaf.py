"""What one scalar of a schema means, worked out once: its key among the facts of a record, and who makes its value."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from toolgraph.meaning.concept import Concept, concept_of
from toolgraph.meaning.marks import unmarked
from toolgraph.meaning.text import HOLLOW, PERSON_ROLES, PERSONS, words
from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.models.tool import Tool
from toolgraph.world.fitting import Check, check_of, main_type
from toolgraph.world.tidy import tidy

FROM_WORDS = frozenset("from source origin departure pickup start sender base outbound".split())
TO_WORDS = frozenset("to destination dest arrival dropoff end receiver recipient target quote".split())
BIRTH = frozenset("birth birthday birthdate born dob dateofbirth".split())
# In the schema of a currency: the amounts beside it are of the size of the euro.
STRONG = "#strong"
# In the schema of where a journey ends: it begins elsewhere.
FAR = "#far"
ID_WHATS = frozenset("id arn uuid uid guid gid".split())
# An id told by the first part of its name: `idBoard`.
_ID_FIRST = re.compile(r"id(?=[A-Z])")
_WEAK_IDS = frozenset("number code key sku symbol token handle slug".split())
_NAMING = frozenset(("string", "integer"))
_PERSON_NOUNS = PERSONS | PERSON_ROLES | frozenset(
    "holder passenger guest driver doctor patient director host traveller client student teacher buyer seller "
    "cardholder lead manager cast actor beneficiary user signer operator_ participant attendee invitee dentist stylist "
    "therapist hairdresser physician surgeon lawyer tutor nurse trainer instructor coach advisor adviser "
    "attorney jockey handicapper".split()
)  # fmt: skip


# People who have things of their own at a service.
HOLDERS = frozenset("user customer member patient passenger client student employee account".split())


@dataclass(frozen=True, slots=True)
class LeafPlan:
    """One scalar, ready to be made.

    Attributes:
        path: In the form of the spec (`flights[].id`).
        tokens: Words of its path below the record it belongs to.
        key: Those words as one text: its name among the facts of a record.
        kind: Portable kind (`@city`), "" for none.
        role: `from`, `to` or "": which end of a journey or exchange.
        whose: Who or what else it speaks of (`author`), "" for the record itself.
        noun: The thing the record is about.
        text: Words of its description, lower case.
        maker: Name of the function that makes it, see `makers`.
        is_id: It identifies a thing.
    """

    path: str
    tokens: tuple[str, ...]
    key: str
    kind: str
    role: str
    whose: str
    noun: str
    text: str
    maker: str
    is_id: bool
    concept: Concept
    schema: JsonObject
    type: str
    check: Check

    @property
    def who(self) -> str:
        """Which person of the record it speaks of: whose it is, else the end at which they stand."""
        return self.whose or self.role

    @property
    def kind_key(self) -> str:
        """Its name among facts that are told apart by kind and role only."""
        return f"{self.kind}/{self.role}"


class Identity(NamedTuple):
    """What a scalar is, and whether it identifies something."""

    concept: Concept
    is_id: bool

    @property
    def may_identify(self) -> bool:
        """Whether it identifies something, be it weakly."""
        return self.is_id or self.concept.what in _WEAK_IDS


class _Written(NamedTuple):
    """A leaf as a spec writes it, as far as its meaning goes."""

    path: str
    name: str
    type: str
    format: str
    description: str


def leaf_plan(path: str, schema: JsonObject, identity: Identity, tokens: tuple[str, ...], noun: str) -> LeafPlan:
    """Work a scalar out.

    Args:
        path: In the form of the spec; "" for a bare result.
        tokens: Words below the record (`price`, `amount`), the record's own noun and hollow words left out.
        noun: What the record is about.
    """
    name, kind, described = _last(path), main_type(schema), str(schema.get("description", ""))
    concept, is_id = identity
    role = _role(tokens)
    return LeafPlan(
        path=path, tokens=tokens, key=" ".join(tokens), kind=concept.kind, role=role, noun=noun,
        whose=_whose(tokens, name),
        text=described.lower(), maker="", is_id=is_id, concept=concept, schema=tidy(schema, kind),
        type=kind, check=check_of(schema),
    )  # fmt: skip


def _last(path: str) -> str:
    return next((s for s in reversed(unmarked(path).split(".")) if s), "")


def identity_of(path: str, schema: JsonObject, tool: Tool) -> Identity:
    """What a scalar of a tool's result is, and whether it identifies something."""
    name, kind, described = _last(path), main_type(schema), str(schema.get("description", ""))
    written = _Written(path, name, kind, str(schema.get("format", "")), described)
    concept = concept_of(written, tool)
    if _ID_FIRST.match(name):
        whose = () if words(name)[1:2] == ("or",) else words(name)[1:]
        concept = concept._replace(whose=whose, what="id", origin="name" if whose else "tool", kind="")
    if path.endswith("[]") and not concept.kind and _LISTED_IDS.search(described):
        concept = concept._replace(whose=tuple(w for w in words(name) if w not in ID_WHATS), what="id", origin="name")
    is_id = kind in ("string", "integer", "number", "any") and _identifies(concept, words(name), described)
    return Identity(concept, is_id)


# Of a list of texts or numbers: `List of the user's reservation IDs`.
_LISTED_IDS = re.compile(r"\b(?:ids|IDs|Ids|identifiers)\b")
_CALLED_ID = re.compile(r"(the )?(unique )?(identifier|id) (of|for) (?!.*user ?name)", re.IGNORECASE)


def _identifies(concept: Concept, own: tuple[str, ...], text: str) -> bool:
    if concept.kind == "@ticker":
        return True
    if concept.kind or not own:
        return False
    if _CALLED_ID.match(text):
        return True
    return concept.what in ID_WHATS or own[-1] in ID_WHATS


def weakly_identifies(leaf: LeafPlan) -> bool:
    """Whether a leaf names its own thing by a number or code (`flightNumber`), where no id does."""
    return leaf.concept.what in _WEAK_IDS and not leaf.kind and bool(leaf.concept.whose) and leaf.type in _NAMING


def _role(tokens: tuple[str, ...]) -> str:
    has = set(tokens)
    if has & TO_WORDS:
        return "to"
    return "from" if has & FROM_WORDS else ""


def _whose(tokens: tuple[str, ...], name: str) -> str:
    """The person or role that a name begins with (`sender_email`), "" for none: a `user_name` is one's own."""
    if tokens in (("user", "name"), ("user", "username")) and name != "name":
        return ""
    return (
        next((t for t in tokens[:-1] if t in _PERSON_NOUNS), "")
        or (tokens[-1] if tokens and tokens[-1] in PERSON_ROLES else "")
        or (tokens[-2] if tokens[-1:] in _REACHED and _is_somebody(tokens[-2:-1]) else "")
    )


def _is_somebody(before: tuple[str, ...]) -> bool:
    """Whether the word before an address speaks of others: who does something, or where one goes and calls."""
    return bool(before) and (before[0] in _HOUSES or _DOES.fullmatch(before[0]) is not None)


_HOUSES = frozenset(
    "clinic hotel store shop restaurant venue salon studio school hospital practice pharmacy airline garage workshop "
    "agency bank branch property company support office desk helpdesk organisation organization institution university "
    "theatre cinema museum library gym club emergency".split()
)
# Whoever does something is somebody, whatever it is: `recruiter_email`, `surveyor_phone`.
_REACHED = (("email",), ("mail",), ("phone",), ("telephone",))
_DOES = re.compile(
    r"(?!order|other|number|newsletter|folder|server|center|register|transfer|offer|committee|computer|letter|charter)"
    r"[a-z]{3,}(?:er|or|ist|ee|ant)"
)


@lru_cache(maxsize=50_000)
def own_tokens(path: str, noun_words: tuple[str, ...]) -> tuple[str, ...]:
    """Words of a path below its record, without hollow containers and without the record's own noun in front.

    >>> own_tokens("hotelName", ("hotel",))
    ('name',)
    """
    out: list[str] = []
    for segment in unmarked(path).split("."):
        found = words(segment)
        if _ID_FIRST.match(segment) and found[1:2] != ("or",):
            found = (*found[1:], "id")
        if out or not (len(found) == 1 and found[0] in HOLLOW and "." in path):
            out.extend(found)
    tokens = tuple(out)
    if path.rpartition(".")[2].lower().replace("_", "") == "username":
        return tokens
    for own in (noun_words, noun_words[-1:]):
        if own and len(tokens) > len(own) and tokens[: len(own)] == own:
            return tokens[len(own) :]
    return tokens


# What one has one of for each thing.
HAD_ONCE = frozenset("enrolment enrollment membership registration attendance favourite follow application".split())


def is_person(noun: str) -> bool:
    """Whether a noun speaks of a person."""
    return noun in _PERSON_NOUNS


def plain_value(value: JsonValue) -> bool:
    """Whether a value is a scalar that says something."""
    return value is not None and not isinstance(value, (dict, list))
