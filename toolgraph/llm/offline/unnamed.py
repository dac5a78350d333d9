"""Items of a list that have no name of their own, by the most telling of their values."""

from __future__ import annotations

import re
from collections.abc import Sequence

from toolgraph.llm.offline.written import Ink, folded, is_id, plain_text, words_of
from toolgraph.meaning.said.match import as_moment
from toolgraph.meaning.text import PERSONS
from toolgraph.models.base import JsonObject, JsonValue

_FLAT = re.compile(r"(?:(?:\w+ed|due) )?(?:for|on|in|at|with|by|from|to|until|between|under) |next ")
_CODED = re.compile(r"[_/]|\d{3}")
_LOGINS = ("username", "login")
_SORTS = ("type", "kind", "category")
_ADVERB = re.compile(r"(?<!dai)(?<!ear)(?<!week)(?<!hour)(?<!month)(?<!year)(?<!friend)(?<!quarter)ly$")


def nameless(item: JsonObject, thing: str, paths: Sequence[str], briefs: Sequence[str], ink: Ink) -> str:
    """An item that has no name, by the most telling of its values: `a weekly one`."""
    kind = next((str(v) for k, v in item.items() if words_of(k)[-1] in _SORTS and _is_plain_word(v)), "")
    if kind and kind not in thing.split():
        beside = [b for b in briefs if ink.held.plain(b) != kind]
        return f"a {ink.held.hold(kind)} one" + (f" ({', '.join(beside)})" if beside else "")
    if briefs and briefs[0].startswith("of "):
        return f"that {briefs[0]}"
    if briefs and _FLAT.match(briefs[0]):
        more = briefs[1:2] if briefs[0].startswith("from ") else ()  # a way goes with how long it is
        return f"one {briefs[0]}" + (f" ({more[0]})" if more else "")
    login = next((str(v) for k, v in item.items() if words_of(k)[-1] in _LOGINS and plain_text(v, 40)), "")
    if login:
        mark = ink.held.hold(login)
        return mark if thing.rpartition(" ")[2] in PERSONS else f"one by {mark}"
    texts = (str(item[p]) for p in paths if plain_text(item[p], 40) and as_moment(str(item[p])) is None)
    bare = next(texts, "")
    mark = ink.held.hold(folded(bare))
    if bare.isalpha() and bare.islower():
        return f"one ({mark})" if _ADVERB.search(bare) else f"a {mark} one"
    return mark if bare else " ".join(briefs[:1]) or _by_words(item, ink)


def _by_words(item: JsonObject, ink: Ink) -> str:
    """An item by the first words that stand in it, where there is nothing better; "" for none."""
    said = (str(v) for k, v in item.items() if plain_text(v, 40) and not is_id(k) and as_moment(str(v)) is None)
    words = next((w for w in said if "@" not in w and not _CODED.search(w)), "")
    return ink.held.hold(f"“{words}”") if words else ""


def _is_plain_word(value: JsonValue) -> bool:
    return isinstance(value, str) and value.isalpha() and value.islower()
