"""The same wish once more for one other value: `and for Porto?`, `and the ones that are sent?`."""

from __future__ import annotations

import re

from toolgraph.llm.offline.grammar import Speaker
from toolgraph.llm.offline.held import Held
from toolgraph.llm.offline.slots import Spoken
from toolgraph.llm.offline.wishes import Wish, is_looking
from toolgraph.llm.offline.words_in import filled, inline, names_several

_ENDS = re.compile(r"\b(?:before|after|since|from|until|to|by|start\w*|begin\w*|ends?|due|deadline|closes?|expir\w+)\b")
_BOUND = re.compile(r"^(?:lowest|highest|min(?:imum)?|max(?:imum)?)\b|\b(?:price|amount)$")


def limit(wish: Wish, value: Spoken, speaker: Speaker, held: Held) -> str:
    """How a value narrows down a list (`that are sent`, `before Tuesday`); "" where it says what is looked for.

    >>> # of `list my deals`: a status, a day before which they close, a lowest price; not a city, nor words to search
    """
    if not is_looking(wish) or not names_several(wish.rest) or value.away or not value.slot.inline:
        return ""
    label, shape = value.fills["label"], value.slot.shape
    dated = isinstance(value.said.value, str) and value.said.value[:4].isdigit() and _ENDS.search(label)
    if not (dated or is_word(value) or (shape == "number" and _BOUND.search(label))):
        return ""
    return inline(value, speaker, held, several=True)


def is_word(value: Spoken) -> bool:
    """Whether a value is a plain word of a choice (`sent`), which says little without what it is."""
    word = value.said.value
    plain = isinstance(word, str) and word.replace("_", "").isalpha() and word.islower() and not value.many
    return plain and not value.slot.quote


def told_apart(value: Spoken, mark: str, speaker: Speaker, held: Held) -> str:
    """A value for the same once more, with what it is where it says little: `two seats`, `the status paid`."""
    if value.slot.shape == "number" or isinstance(value.said.value, int | float):
        forms = [f for f in value.slot.short if f != "{v}" and f.startswith(("{v}", "at ", "up to"))]
        return filled(forms[0], value, speaker, held) if forms else mark
    return f"the {value.fills['label']} {mark}" if is_word(value) else mark
