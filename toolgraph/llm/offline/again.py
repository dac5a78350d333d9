"""The same wish once more for one other value: `and for Porto?`, `and the ones that are sent?`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from toolgraph.llm.offline.grammar import Speaker
from toolgraph.llm.offline.held import Held
from toolgraph.llm.offline.slots import IS_SO, IS_STATE, Spoken
from toolgraph.llm.offline.wishes import Wish, is_looking
from toolgraph.llm.offline.words_in import filled, inline, names_several
from toolgraph.llm.offline.written import is_id, plain_text
from toolgraph.models.dialogue_plan import DialoguePlan, PlannedTurn

_ENDS = re.compile(r"\b(?:before|after|since|from|until|to|by|start\w*|begin\w*|ends?|due|deadline|closes?|expir\w+)\b")
_BOUND = re.compile(r"^(?:lowest|highest|min(?:imum)?|max(?:imum)?)\b|\b(?:price|amount)$")


def goes_on(plan: DialoguePlan, turn: PlannedTurn) -> bool:
    """Whether the latest turn that had calls wanted the same, so that `the same for Porto` says what is wanted."""
    before = next((t for t in reversed(plan.turns[: turn.index]) if t.steps), None)
    if before is None:
        return False
    then, now = _tools(before), _tools(turn)
    if before.goal != turn.goal and then.keys() != now.keys():
        return False
    if any(keys != told for told, keys in _told_for(before, turn)):
        return False  # what narrowed the first look down holds no more
    if _places(plan, before) != _places(plan, turn):
        return False  # the pull requests of the first repository, and then those of the second
    # Of the hotels of one town two were looked at: the same for another town is two of them.
    first = next(iter(now), "")
    return all(now[t] * then[first] == then[t] * now[first] for t in now.keys() & then.keys())


def _told_for(before: PlannedTurn, turn: PlannedTurn) -> list[tuple[frozenset[str], frozenset[str]]]:
    """What the calls of one tool are told in two turns, by the names of their arguments."""
    of = {c.tool: frozenset(c.arguments) for step in before.steps for c in step if c.weight}
    return [(of[c.tool], frozenset(c.arguments)) for step in turn.steps for c in step if c.tool in of]


def _places(plan: DialoguePlan, turn: PlannedTurn) -> dict[tuple[str, str], set[str]]:
    """Which items of the lists that a turn brings its calls take, by tool and input."""
    calls = {c.id: c.tool for step in turn.steps for c in step if c.weight}
    out: dict[tuple[str, str], set[str]] = {}
    for entry in plan.provenance:
        if entry.call in calls and entry.from_call in calls and "[" in (entry.field or ""):
            key = calls[entry.call], _AT.sub("", entry.path)
            out.setdefault(key, set()).update(_AT.findall(entry.field or ""))
    return out


_AT = re.compile(r"\[\d+\]")


def _tools(turn: PlannedTurn) -> Counter[str]:
    return Counter(c.tool for step in turn.steps for c in step if c.weight)


def which_of(plan: DialoguePlan, turn: PlannedTurn, names: Mapping[str, str]) -> str:
    """Which of the searches made side by side before is made once more (`invoice`); "" where there was only one."""
    calls = [c for step in turn.steps for c in step if c.weight]
    before = next((t for t in reversed(plan.turns[: turn.index]) if t.steps), None)
    said = {s.path for s in turn.said}
    others = [c for step in before.steps for c in step if c.tool == calls[0].tool and c.weight] if before else []
    if len(calls) != 1 or len(others) < _SEVERAL:
        return ""
    for key, value in calls[0].arguments.items():
        told = {str(c.arguments.get(key)) for c in others}
        name = names.get(str(value), "" if is_id(key) else value)
        if key not in said and len(told) == len(others) and str(value) in told and plain_text(name):
            return str(name)
    return ""


_SEVERAL = 2


def is_list(wish: Wish) -> bool:
    """Whether a wish is to see or find several things."""
    return is_looking(wish) and names_several(wish.rest)


def limit(wish: Wish, value: Spoken, speaker: Speaker, held: Held) -> str:
    """How a value narrows down a list (`that are sent`, `before Tuesday`); "" where it says what is looked for.

    >>> # of `list my deals`: a status, a day before which they close, a lowest price; not a city, nor words to search
    """
    label, shape = value.fills["label"], value.slot.shape
    if not is_list(wish) or value.away or not value.slot.inline or label.rpartition(" ")[2] in _SORTS:
        return ""  # the business ones, and not those of type business
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
    if not is_word(value):
        return mark
    label = value.fills["label"]
    sorts = label.rpartition(" ")[2] in _SORTS or (IS_STATE.search(label) and IS_SO.search(value.text))
    return f"the {mark} ones" if sorts else f"the {label} {mark}"


_SORTS = frozenset(("kind", "type", "sort"))
