"""Words that are nobody's own: the prompt's language, the other side's sentences, a value and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import filterfalse

from rapidfuzz import fuzz

from toolgraph.llm.brief import Slot
from toolgraph.llm.tame import sentences

# What only prompts and their reasons say; a weak model repeats it instead of following it.
_PROMPT_TALK = re.compile(
    r"\bmust (?:be said|say)\b|\bnames no values?\b|\(it was\b|\bmeans the [\w-]+ [^.]{1,60} of \d"
    r"|\bthe user (?:ask|want|say|must|should|has asked|is asking|agree|correct|tr(?:y|ies) again)"
    r"|\bthe assistant (?:made|make|ask|tell|say|should|must|has made|will)"
    r"|\b(?:response|reply|answer|message|words) (?:from|of|by|to|for) the (?:assistant|user)\b"
    r"|\bdo not say the same\b|\bwrite only what is spoken\b|\bnothing so far brings\b|\bjson object\b",
    re.IGNORECASE,
)
_WORDS_MIN = 6  # a sentence so long is not said twice by chance
_VALUE_MIN = 12  # characters of a value that is a text of its own
_OWN_WORDS_MIN = 3
_ALIKE = 88.0  # of 100, by edit distance


def prompt_talk(text: str) -> str:
    """What of a text only a prompt says; "" when nothing is."""
    found = _PROMPT_TALK.search(text)
    return found[0].strip() if found else ""


def is_value_alone(text: str, values: Iterable[str]) -> bool:
    """Whether a text is one of some values, or hardly more than a long one."""
    folded = _folded(text)
    kept = [_folded(v) for v in values]
    near = [v for v in kept if len(v) >= _VALUE_MIN and len(folded.split()) - len(v.split()) < _OWN_WORDS_MIN]
    return folded in kept or any(fuzz.ratio(folded, v) >= _ALIKE for v in near)


def quotable(texts: Iterable[str]) -> tuple[str, ...]:
    """Texts that may be read out, as sentences are compared with them; only those long enough to hold one."""
    long = (text for text in texts if text.count(" ") >= _WORDS_MIN - 1)
    return tuple(f for text in long if len((f := _folded(text)).split()) >= _WORDS_MIN)


class Heard:
    """The sentences of a dialogue so far, and who said them.

    Args:
        quoted: Texts that may be read out again, such as a letter that was drafted, as `quotable` gives them.
    """

    def __init__(self, quoted: Sequence[str]) -> None:
        self._quoted = quoted
        self._said: dict[str, Slot] = {}

    def hear(self, slot: Slot, text: str) -> None:
        """Somebody's words."""
        for sentence in filterfalse(self._is_quoted, _long(text)):
            self._said.setdefault(sentence, slot)

    def _is_quoted(self, sentence: str) -> bool:
        return any(sentence in q for q in self._quoted)

    def again(self, slot: Slot, text: str) -> Slot | None:
        """Where a text was said before, as far as it is one's own words; None when it was not.

        A sentence of the other side is never said again, also with words before or behind it or as a part of it; one's
        own is no problem beside as much that is new.
        """
        words = len(text.split())
        for sentence in filterfalse(self._is_quoted, _long(text)):
            for said, first in self._said.items():
                again = sentence == said if first.who == slot.who else sentence in said or said in sentence
                if again and first != slot and (first.who != slot.who or 2 * len(sentence.split()) > words):
                    return first
        return None


def _long(text: str) -> Iterator[str]:
    return (f for s in sentences(text) if len((f := _folded(s)).split()) >= _WORDS_MIN)


def _folded(text: str) -> str:
    return " ".join(re.findall(r"[\w@.+-]*\w", text.casefold()))
