"""Texts that belong together: what is written of a thing is about what it is called, an answer answers its question."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from toolgraph.meaning.text import words
from toolgraph.models.base import JsonValue
from toolgraph.world import lexicon, mails, phrases, quizzes, sorts, writing
from toolgraph.world.cards import on_card
from toolgraph.world.files import mime_of
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Record
from toolgraph.world.reported import bodies_of
from toolgraph.world.software import can_be_of_any

# In the schema of a text: the examples that its spec has for the name beside it.
NAMED = "#named"
# Words of two texts of which one answers the other, and which a spec shows by examples in the same order.
_PAIRS = {
    "back": "front", "answer": "question", "definition": "term", "meaning": "word", "translation": "word",
    "response": "prompt", "solution": "problem",
}  # fmt: skip
_SHOWN_WITH = "#shown "
# What asks something, and the texts in which it does.
ASKING, _ASKED = frozenset(("question", "riddle")), ("text", "prompt", "title")
# Among the facts: what the questions of a test are on that has no name, and those that it asks.
_MATTER, _USED = "#matter", "#asked"
# ... and which of the answers beside a question a spec shows as one that is given.
RIGHT = "#right"
_NAMES = ("title", "subject", "headline", "name", "slug")
_FILES = frozenset(("file", "document"))
_MAILS = frozenset("mail email message draft thread".split())
_TELLING_LETTERS = 4
_SHORT_NAMES = re.compile(r"\b[A-Z]{2,3}\b")
_SAYING_NOTHING = frozenset(
    "with from that this what when have been were will your they them then than into about after before over under "
    "more most some each other their there here the and for you not are".split()
)


def told_beside(record: Record, leaf: LeafPlan) -> JsonValue:
    """The example that a spec has for the other side of a pair, such as the back of a card; None for any other leaf."""
    if leaf.key in _FROM_WHICH and len(record.parents) == 1:
        found = record.parents[0].facts
        return next((found[k] for k in _CALLED if isinstance(found.get(k), str)), None)
    if (shown := on_card(record, leaf)) is not None:
        return shown
    examples = leaf.schema.get("examples") or []
    last = leaf.tokens[-1] if leaf.tokens else ""
    asks = last in _PAIRS.values() or (leaf.noun in ASKING and last in _ASKED)
    if asks and len(examples) > 1 and leaf.type == "string":
        fitting = quizzes.fitting_questions(record, examples)
        on_own = leaf.noun in ASKING and fitting is not None and set(map(str, fitting)) <= set(_asked_of(record))
        if on_own and (own := quizzes.own_question(record, leaf, _asked_of(record))):
            return _asked_too(record, own)
        fitting = fitting or _on_one_matter(record, examples)
        number = examples.index(record.scene.rng.choice(_not_asked(record, fitting) or fitting))
        record.facts[f"{_SHOWN_WITH}{last}"] = [number, len(examples)]
        return _asked_too(record, examples[number])
    shown = record.facts.get(f"{_SHOWN_WITH}{_PAIRS.get(last, '')}")
    return examples[shown[0]] if isinstance(shown, list) and shown[1] == len(examples) else None


# Names of what tells by the name of which thing a call has found others.
_FROM_WHICH = ("based on", "seed", "seed name", "similar to", "related to")
_CALLED = ("name", "title", "full name")


def _asked_of(record: Record) -> list[str]:
    """The questions that the whole of a record asks so far."""
    used = record.parents[0].facts.get(_USED) if record.parents else None
    return list(map(str, used)) if isinstance(used, list) else []


def _asked_too(record: Record, question: JsonValue) -> JsonValue:
    """A question, remembered as one that the whole of its record asks."""
    for whole in record.parents[:1]:
        whole.facts[_USED] = [*_asked_of(record), question]
    return question


def _not_asked(record: Record, fitting: list[JsonValue]) -> list[JsonValue]:
    """Those of some questions or cards that the whole does not ask yet."""
    used = _asked_of(record)
    return [e for e in fitting if str(e) not in used]


def _on_one_matter(record: Record, examples: list[JsonValue]) -> list[JsonValue]:
    """Those of some examples that are on one matter, the same for all of a whole that does not tell its own."""
    whole = record.parents[0] if record.parents else record
    kept = whole.facts.get(_MATTER)
    if kept is None:
        spoken = [sort for e in examples for sort in sorts.sorts_spoken(str(e))]
        # `Sketching a house` is on design as other questions are, not on hotels.
        spoken = [sort for sort in spoken if spoken.count(sort) > 1] or spoken
        kept = whole.facts[_MATTER] = [record.scene.rng.choice(spoken)] if spoken else []
    return sorts.fitting_names(examples, kept if isinstance(kept, list) else []) or examples


def answers_beside(record: Record, shown: list[JsonValue], given: Sequence[JsonValue] = ()) -> list[JsonValue]:
    """The answers that a spec shows for the question of a record, where it shows one list for each; else [].

    Args:
        given: What it shows as one answer; the one of them that is among these is right.
    """
    if own := quizzes.own_answers(record, RIGHT):
        return own
    for last in (*_ASKED, "question"):
        asked = record.facts.get(f"{_SHOWN_WITH}{last}")
        if isinstance(asked, list) and asked[1] == len(shown) and isinstance(shown[asked[0]], list):
            right = [each for each in shown[asked[0]] if each in given]
            if len(right) == 1:
                record.facts[RIGHT] = right[0]
            return list(shown[asked[0]])
    return []


def about_it(record: Record, leaf: LeafPlan, shown: list[JsonValue]) -> list[JsonValue]:
    """Those of a spec's examples for a text that are about what a record is called; all where nobody can tell.

    None is left where they are about other things and we have words for the thing ourselves.
    """
    names, called = leaf.schema.get(NAMED), _called(record)
    if leaf.noun in _FILES and leaf.maker == "about" and mime_of(called):
        return []  # a file says what its name bears out
    if leaf.noun in _MAILS and leaf.maker != "note" and mails.knows(called):
        return []
    # What a spec shows in the same place goes with that very subject of a mail alone.
    if called and called not in (names or ()) and leaf.noun in _MAILS and leaf.maker != "note":
        return [text for text in shown if closest(called, (str(text),)) >= 0]
    if not names or not called:
        return shown
    texts = tuple(text for text in shown if isinstance(text, str))
    bare = tuple(name if " " in name else name.rpartition("/")[2] for name in names)
    whose = owners(bare, texts)
    own = -1 if can_be_of_any(called) else closest(called, bare)
    mine: list[JsonValue] = [text for text, owner in zip(texts, whose, strict=True) if owner == own and own >= 0]
    nobodys: list[JsonValue] = [text for text, owner in zip(texts, whose, strict=True) if owner < 0]
    known = leaf.noun in _MAILS or phrases.templates_for(leaf.noun, lexicon.ABOUT)
    return mine or ([] if known and leaf.maker != "note" else nobodys or shown)


def mail_about(record: Record, leaf: LeafPlan, others: Iterable[Record] = ()) -> str:
    """What a mail says whose subject is told, or how it begins, and what a report says; "" for any other text.

    Args:
        others: Things of its kind, which say something else.
    """
    if leaf.maker not in ("body", "about") or not (called := _called(record)):
        return ""
    ways = range(3) if leaf.noun in _MAILS else ()
    own = phrases.choices(mails.texts_for(called) if ways else bodies_of(leaf.noun, called))
    taken = {r.facts.get(leaf.key) for r in others if r is not record}
    said = [writing.said_in_turn("mail", called, 0, way, over=False) for way in ways]
    able = [[text for text in texts if text and leaf.check(text) and text not in taken] for texts in (own, said)]
    texts = next(filter(None, able), said)
    return record.scene.rng.choice(texts) if texts else ""


def _called(record: Record) -> str:
    """What a record is called, without whose it is."""
    called = next((v for key in _NAMES if isinstance(v := record.facts.get(key), str)), "")
    return called if " " in called else called.rpartition("/")[2]


@lru_cache(maxsize=2000)
def owners(names: tuple[str, ...], texts: tuple[str, ...]) -> tuple[int, ...]:
    """The name that each text is about: one with which it shares words, else that of its place; -1 for none."""
    by_words = [closest(text, names) for text in texts]
    taken = set(by_words)
    by_place = [n if n < len(names) and n not in taken else -1 for n in range(len(texts))]
    return tuple(owner if owner >= 0 else place for owner, place in zip(by_words, by_place, strict=True))


def closest(text: str, names: tuple[str, ...]) -> int:
    """Which name shares most of its telling words with a text; -1 where none shares any."""
    own = _telling(text)
    shares = [len(own & _telling(name)) for name in names]
    most = max(shares, default=0)
    if text in names or not most:
        return names.index(text) if text in names else -1
    best = [n for n, share in enumerate(shares) if share == most]
    low = set(words(text))  # a trio is what ends so, not what plays at night, too
    return next((n for n in best if low.intersection(words(names[n])[-1:])), best[0])


@lru_cache(maxsize=5000)
def _telling(text: str) -> frozenset[str]:
    long = (w for w in words(text) if len(w) >= _TELLING_LETTERS and w not in _SAYING_NOTHING)
    return frozenset(long) | frozenset(short.lower() for short in _SHORT_NAMES.findall(text))
