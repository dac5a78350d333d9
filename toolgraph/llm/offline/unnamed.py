"""Items of a list that have no name of their own, by the most telling of their values."""

from __future__ import annotations

import re
from collections.abc import Sequence

from toolgraph.llm.offline.telling_text import JUDGEMENTS
from toolgraph.llm.offline.written import Ink, folded, is_id, label_of, number, plain_text, words_of
from toolgraph.meaning.said.match import as_moment
from toolgraph.meaning.text import PERSONS
from toolgraph.models.base import JsonObject, JsonValue

_FLAT = re.compile(r"(?:(?:\w+ed|\w+ing|due) )?(?:for|on|in|at|with|by|from|to|until|between|under) |next ")
_CODED = re.compile(r"[_/]|\d{3}")
_LOGINS = ("username", "login")
_SORTS = ("type", "kind", "category")
_ADVERB = re.compile(r"(?<!dai)(?<!ear)(?<!week)(?<!hour)(?<!month)(?<!year)(?<!friend)(?<!quarter)ly$")


def nameless(item: JsonObject, thing: str, paths: Sequence[str], briefs: Sequence[str], ink: Ink) -> str:
    """An item that has no name, by the most telling of its values: `a weekly one`."""
    kind = next((str(v) for k, v in item.items() if words_of(k)[-1] in _SORTS and _is_plain_word(v)), "")
    if kind and kind not in thing.split():
        beside = [b for b in briefs if ink.held.plain(b) not in (kind, folded(kind))]
        mark = ink.held.hold(kind.replace("_", "-"))  # an eating-out one
        article = "an" if kind[0] in "aei" else "a"
        one = mark if kind == "other" else f"{article} {mark} {noun_beside_sort(thing)}"
        one = f"{article} {mark}" if kind in _SUITES else one
        return one + (f" ({', '.join(beside)})" if beside else "")
    if briefs and briefs[0].startswith("of "):
        return f"that {briefs[0]}"
    if briefs and _FLAT.match(briefs[0]):
        return f"one {briefs[0]}" + (f" ({', '.join(briefs[1:])})" if briefs[1:] else "")
    login = next((str(v) for k, v in item.items() if words_of(k)[-1] in _LOGINS and plain_text(v, 40)), "")
    if login:
        mark = ink.held.hold(login)
        return mark if thing.rpartition(" ")[2] in PERSONS else f"one by {mark}"
    texts = (str(item[p]) for p in paths if plain_text(item[p], 40) and as_moment(str(item[p])) is None)
    bare = next(texts, "")
    mark = ink.held.hold(folded(bare))
    if bare.isalpha() and bare.islower():
        more = [b for b in briefs if ink.held.plain(b) != folded(bare)]
        own = f"a {mark} {noun_beside_sort(thing)}" + (f" ({', '.join(more)})" if more else "")
        return f"one ({mark})" if _ADVERB.search(bare) else own
    return mark if bare else _by_notes(briefs) or _by_words(item, ink)


def noun_beside_sort(thing: str) -> str:
    """What a thing is called behind its sort: a family `room`, a debit `card`, a weekly `one`."""
    last = thing.rpartition(" ")[2]
    return last if last in _OF_A_SORT else "one"


_SUITES = frozenset(("suite", "studio", "apartment", "penthouse"))
_OF_A_SORT = frozenset(
    "room car card seat ticket table account cabin event sensor option run subscription order invoice appointment"
    " interview session budget".split()
)


def _by_notes(briefs: Sequence[str]) -> str:
    """An item by what is noted of it, where nothing else tells it: `one (42 USD)`, as a price is no name.

    >>> _by_notes(["42 USD", "on 7 January"]), _by_notes(["42 USD"])
    ('one on 7 January (42 USD)', 'one (42 USD)')
    """
    placed = [b for b in briefs if _FLAT.match(b)]
    noted = [b for b in briefs if b not in placed]
    return " ".join([*(["one"] if briefs else []), *placed, *([f"({', '.join(noted)})"] if noted else [])])


def is_judgement(item: JsonObject, thing: str, name: frozenset[str]) -> bool:
    """Whether an item is a review that goes by its stars, as it has no title of its own.

    Args:
        name: Keys of the item that its name would use.
    """
    own = any(len(words_of(k)) == 1 for k in name if k in item)
    return thing.rpartition(" ")[2] in JUDGEMENTS and bool(_grade(item)) and not own


def judgement(item: JsonObject, briefs: Sequence[str], ink: Ink) -> str:
    """A review by its stars and what it says: `2 stars (good sides “Free lunch”, bad sides “Little parking”)`."""
    key = _grade(item)
    mark = ink.held.hold(number(float(str(item[key]))))
    stars = words_of(key)[-1] == "stars"
    grade = f"{mark} star{'' if item[key] == 1 else 's'}" if stars else f"one rated {mark}"
    said = [k for k, v in item.items() if plain_text(v, _QUOTED) and not _is_about(k, str(v))]
    quotes = [ink.held.hold(f"“{item[k]}”") for k in said]
    several = len(said) > 1
    notes = [f"{label_of(k)} {q}" for k, q in zip(said, quotes, strict=True)][:2] if several else quotes
    beside = [b for b in briefs if not re.search(r" stars?$|^rated ", b) and not ink.held.plain(b).startswith("“")]
    told = [b for b in beside if b.startswith("by ") or not several]
    return f"{grade} ({', '.join([*notes, *told])})" if notes or told else grade


_GRADES = frozenset("stars rating score".split())
_QUOTED = 60
_NO_WORDS = frozenset("name title email login language lang locale country city currency status type kind".split())


def _grade(item: JsonObject) -> str:
    graded = (k for k, v in item.items() if isinstance(v, int | float) and not isinstance(v, bool))
    return next((k for k in graded if words_of(k)[-1] in _GRADES), "")


def _is_about(key: str, value: str) -> bool:
    """Whether a text is not what a review says, but of whom, what or when it is."""
    return is_id(key) or words_of(key)[-1] in _NO_WORDS or as_moment(value) is not None


def _by_words(item: JsonObject, ink: Ink) -> str:
    """An item by the first words that stand in it, where there is nothing better; "" for none."""
    said = (str(v) for k, v in item.items() if plain_text(v, 40) and not is_id(k) and as_moment(str(v)) is None)
    words = next((w for w in said if "@" not in w and not _CODED.search(w)), "")
    return ink.held.hold(f"“{words}”") if words else ""


def _is_plain_word(value: JsonValue) -> bool:
    return isinstance(value, str) and value.replace("_", "").isalnum() and value[0].isalpha() and value.islower()
