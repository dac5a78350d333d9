"""How defects are titled that were looked for by words: `Login does not work with Firefox`, no mere patchwork."""

from __future__ import annotations

from toolgraph.world.leaf import LeafPlan
from toolgraph.world.saying import has_word

_DEFECTS = frozenset(("issue", "bug", "defect"))
# What one thing is said to do, what is said of something with something else, and what happens.
_OF_ONE = "{Q} fails after the {month} update|{Q} is slow|Typo in the guide on {q}|Better error messages for {q}"
_OF_TWO = (
    "{one} does not work with {other}|{other}: {low} fails after the {month} update|{one} is slow with {other}|"
    "{other} is missing in the guide on {low}"
)
_OF_A_PHRASE = "{Q} on some machines|{Q} now and then|Question about {q}|{Q} (since the {month} update)"
# Braces and bars mean something in forms.
_NO_SLOTS = str.maketrans("", "", "{}|")


def forms_of(noun: str, text: str) -> str:
    """The forms of titles of defects that were found by some words; "" for titles of anything else."""
    if noun not in _DEFECTS:
        return ""
    first, _, last = text.rpartition(" ")
    if not first:
        return _OF_ONE
    if last == last.lower() or first != first.lower():
        return _OF_A_PHRASE
    bare = first.translate(_NO_SLOTS)
    forms = _OF_TWO.replace("{one}", bare[:1].upper() + bare[1:]).replace("{low}", bare)
    return forms.replace("{other}", last.translate(_NO_SLOTS))


def shown_with(text: str, leaf: LeafPlan) -> list[str]:
    """The titles of defects that a spec shows in which all words are that somebody looked for."""
    if leaf.noun not in _DEFECTS or leaf.maker != "title":
        return []
    low = text.casefold().split()
    shown = (e for e in leaf.schema.get("examples", ()) if isinstance(e, str))
    return [e for e in shown if all(has_word(e, word) for word in low) and leaf.check(e)]
