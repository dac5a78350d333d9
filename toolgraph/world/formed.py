"""What a text is that no table knows by its last word: by how its name begins, or by several of its words."""

from __future__ import annotations

import re

from toolgraph.world.leaf import LeafPlan

_ASKS_WHETHER = frozenset("is has can should may allow allows enable show hide use include exclude".split())
_COLOURS = frozenset("black white navy grey gray red green blue yellow orange purple pink sky lime brown dark".split())
_ORDERS = frozenset(("ascending", "descending"))
_PICTURES = frozenset("avatar logo background favicon wallpaper image picture thumbnail icon".split())
_LENGTHS = frozenset("duration timeout ttl lifetime expiration".split())
_ISO_LENGTH = re.compile(r"\biso.?8601|\brfc.?3339", re.IGNORECASE)
_REQUESTS = frozenset("http request allowed".split())
_DIGESTS = frozenset(("sha", "md"))
_NETWORKS = frozenset(("ip", "subnet", "cidr", "netmask", "vlan"))
_OF_NETWORKS = frozenset(("range", "subnet", "cidr", "block", "mask", "network", "4", "pool"))
_SPANS = frozenset("period term trial cycle validity valid billing".split())
_ENDS = frozenset("start end begin before after".split())
_POSTS = frozenset("post topic comment reply message content".split())
_WRITTEN = frozenset("raw cooked rendered value".split())


def maker_by_several(leaf: LeafPlan, last: str) -> str:
    """The maker of a text by several words of its name; "" for any other."""
    has = set(leaf.tokens)
    found = (
        ("switch", leaf.tokens[0] in _ASKS_WHETHER if len(leaf.tokens) > 1 else False),
        ("switch", last in _ORDERS),
        ("url", bool(has & _PICTURES) and last != "colour"),
        ("region", "administrative" in has and last in ("1", "2")),
        ("city", "administrative" in has and last.isdigit()),
        ("period", last in _LENGTHS and bool(_ISO_LENGTH.search(leaf.text))),
        ("year_text", last == "year"),
        ("hash", last.isdigit() and bool(_DIGESTS & has)),
        ("network", bool(_NETWORKS & has) and last in _OF_NETWORKS),
        ("day_text", leaf.tokens == ("day", "of", "birth")),
        ("body", last in _WRITTEN and bool(_POSTS & {leaf.noun, *has})),
        ("about", last == "template"),
    )
    return next((maker for maker, is_so in found if is_so), "")


def is_end_of_span(tokens: tuple[str, ...]) -> bool:
    """Whether a name is that of the first or last day of a span: `period_end`, `not_valid_before`."""
    return tokens[-1:] != () and tokens[-1] in _ENDS and not _SPANS.isdisjoint(tokens[-2:-1])


def plain_word(leaf: LeafPlan, last: str) -> str:
    """By which word of the table of plain texts a text is made; its last for most."""
    if last == "method" and _REQUESTS & set(leaf.tokens[:-1]):
        return "verb"
    if last == "size" and {"file", "human", "disk", "readable"} & {leaf.noun, *leaf.tokens[:-1]}:
        return "filesize"
    return "label" if "label" in leaf.tokens and last in _COLOURS else last


def by_form_told(leaf: LeafPlan) -> str:
    """What a description says of the form of a time: `YYYY-MM-DD`, `HH:MM`, a timestamp."""
    if _DAY_TOLD.search(leaf.text) and "expir" not in leaf.text:
        return "datetime" if "hh" in leaf.text or "%h" in leaf.text else "date"
    if "hh:mm" in leaf.text or "%h:%m" in leaf.text:
        return "clock_time"
    stamped = any(mark in leaf.text for mark in ("timestamp", "iso 8601", "rfc 3339"))
    return "datetime" if stamped and set(leaf.tokens) & _WHEN else ""


_DAY_TOLD = re.compile(r"yyyy.*mm|%y-%m-%d")
_WHEN = frozenset("time at from to start end begin since until before after date on stamp timestamp".split())
