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
        ("body", last in _WRITTEN and bool(_POSTS & {leaf.noun, *has})),
        ("about", last == "template"),
    )
    return next((maker for maker, is_so in found if is_so), "")


def plain_word(leaf: LeafPlan, last: str) -> str:
    """By which word of the table of plain texts a text is made; its last for most."""
    if last == "method" and _REQUESTS & set(leaf.tokens[:-1]):
        return "verb"
    if last == "size" and {"file", "human", "disk", "readable"} & {leaf.noun, *leaf.tokens[:-1]}:
        return "filesize"
    return "label" if "label" in leaf.tokens and last in _COLOURS else last
