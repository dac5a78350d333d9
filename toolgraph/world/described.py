"""What a text is by its description, where its name alone says little or something else: `from`, `source`, `to`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from toolgraph.meaning.text import words
from toolgraph.world.leaf import LeafPlan


class _Rule(NamedTuple):
    """What some texts are.

    Attributes:
        called: Words of which the name has one; none for any name.
        said: What the description says; "" for whatever it says.
        maker: Who makes them.
        alone: The name has no other words, but for those that say no more.
    """

    called: frozenset[str]
    said: re.Pattern[str]
    maker: str
    alone: bool


def _rule(called: str, said: str, maker: str, *, alone: bool = False) -> _Rule:
    return _Rule(frozenset(called.split()), re.compile(said), maker, alone)


_ENDS = "origin destination from to source target base start end departure arrival where"
_PEOPLE = (
    "sender receiver recipient attendee participant author mention mentioned user member owner creator to from cc bcc "
    "guest invitee username friend"
)
_WHO = "holder|user|person|patient|guest|customer|client|passenger|driver|member|employee|doctor"
_RULES = (
    _rule("password", "", "password"),
    _rule("relation", "", "relation_kind"),
    _rule("observation", "", "observation"),
    _rule("clothing clothes outfit garment", "", "garment"),
    _rule("preference", r"\b(?:movie|film|music|book)", "genre"),
    _rule("transcript", "", "body"),
    _rule("function func equation", r"\b(?:integra|deriv|differenti|mathematical|polynomial)", "function_of"),
    _rule(f"{_ENDS} currency", r"\bcurrenc", "currency", alone=True),
    _rule(_ENDS, r"\bunits?\b(?! price)", "unit_of", alone=True),
    _rule("unit", r"\bconver[ts]|\b(?:input|output) value|\b(?:source|target) unit", "unit_of", alone=True),
    _rule(_ENDS, r"\biata\b|airport code|(?:three|3)[- ]letter", "iata", alone=True),
    _rule(_PEOPLE, r"\busernames?\b", "username"),
    _rule(_PEOPLE, r"\be-?mail address|\baddress(?:es)? of the e-?mail|receiving address", "email"),
    _rule("class", r"\b(?:travel|flight|cabin|seat)", "cabin"),
    _rule("file filename", r"\bname of the (?:\w+ )?file|\bfile ?name\b|\bfile to\b", "filename"),
    _rule(_ENDS, r"\bfiles?\b", "filename", alone=True),
    _rule("directory", r"\bpath\b", "path"),
    _rule("directory", r"\bname\b|\b(?:folder|directory) (?:to|of)\b|\b(?:new|current) directory", "directory"),
    _rule("content item entry match", r"\bdirector(?:y|ies)\b|\bfile paths?\b", "filename"),
    _rule("content line output", r"\bfiles?\b|\blines\b|\bterminal\b", "file_text"),
    _rule("pattern", r"\bsearch|\bfile|\blines?\b", "file_pattern"),
    _rule("source text", r"\btext to (?:be )?translat", "body"),
    _rule(_ENDS, r"\b(?:city|cities|location|place|town|travel|flight|trip|hotel|journey|bus|train)\b", "city",
          alone=True),
    _rule("location area", r"\bcity\b|\bweather\b|\bsearch for\b|\bcurrent location|\bin the route", "city",
          alone=True),
    _rule("name", rf"\b(?:{_WHO})(?:'s)? (?:full )?name|\bname of (?:the |an? )?(?:{_WHO})\b", "person"),
    _rule("name", r"\bname of (?:the |an? )?company\b", "company"),
    _rule("month", r"\bfull name\b|\bname of (?:the |a )?month", "month_name"),
    _rule("topic", r"\btitle\b", "title"),
    _rule("code number pin otp", r"\b\d+[- ]digit", "some_digits"),
    _rule("transport transportation", r"\bmode|transport", "transport"),
    _rule("lyric", "", "lyrics"),
    _rule("joke", "", "joke"),
    _rule("sentence", "", "body"),
    _rule("watchlist stock ticker", r"\bstocks?\b|\bsymbols?\b", "ticker"),
    _rule("message result status output", r"\b(?:message|text|string) (?:indicating|confirming|saying)", "said"),
)  # fmt: skip
# What a text of a thing of some noun is, where its name says only at which end it stands.
_BY_NOUN = (
    ("relation", frozenset(("from", "to")), "entity_name"),
    ("entity", frozenset(("name", "entity")), "entity_name"),
    ("node", frozenset(("name", "node")), "entity_name"),
    ("file", frozenset(("source", "destination")), "path"),
)
# Of a bare result there is no name to go by.
_SAID = re.compile(r"\b(?:message|text|string|confirmation)\b")
KINDS = {"city": "@city", "iata": "@iata", "currency": "@currency", "email": "@email", "ticker": "@ticker"}
_TIMES = ("@date", "@datetime")
# A start or end that is a place, whatever its name says.
_PLACE_SAID = re.compile(r"^(?!.*\b(?:date|day|time|when)\b).*\b(?:location|place|city|address)\b")
_SAYING_NO_MORE = frozenset("travel trip flight city location new in out a b preferred".split())
_SPELLED = frozenset(("format", "pattern"))


def described_maker(leaf: LeafPlan) -> str:
    """The maker of a text that its description tells; "" where it tells none."""
    if leaf.schema.keys() & _SPELLED or (leaf.kind in _TIMES and not _PLACE_SAID.search(leaf.text)):
        return ""
    if not leaf.path:
        return "said" if _SAID.search(leaf.text) else ""
    own = words(leaf.path.replace("[]", "").replace("{}", "").rpartition(".")[2])
    name = frozenset(own)
    about = next((made for noun, names, made in _BY_NOUN if leaf.noun == noun and name <= names), "")
    if about:
        return about
    for rule in _RULES:
        if rule.called.isdisjoint(name) or (rule.alone and not name <= rule.called | _SAYING_NO_MORE):
            continue
        if rule.said.search(leaf.text):
            return "" if _is_other(rule, own, leaf) else rule.maker
    return ""


def by_the_clock(leaf: LeafPlan, names: Iterable[str]) -> LeafPlan:
    """A time whose day stands beside it (`pickup_time`, `pickup_date`) is one of the clock.

    Args:
        names: Of what stands beside it.
    """
    if leaf.maker != "datetime" or leaf.tokens[-1:] != ("time",) or leaf.schema.keys() & {"format", "pattern"}:
        return leaf
    day = (*leaf.tokens[:-1], "date")
    beside = any(words(name)[-len(day) :] == day for name in names)
    return replace(leaf, maker="clock_time", kind="") if beside and len(day) > 1 else leaf


def _is_other(rule: _Rule, own: tuple[str, ...], leaf: LeafPlan) -> bool:
    """Whether a text is something else although a rule fits: the code of an airport, a path, what type a file has."""
    return (
        (rule.maker == "ticker" and "[]" not in leaf.path)
        or (
            rule.maker == "city" and ((leaf.kind and leaf.kind not in _TIMES) or _ADDRESS.search(leaf.text) is not None)
        )
        or (rule.maker == "filename" and "path" in own)
        or (rule.maker == "file_text" and own[-1] not in rule.called)
    )


_ADDRESS = re.compile(r"\b(?:urls?|path|pathname)\b")
