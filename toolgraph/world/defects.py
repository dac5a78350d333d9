"""How defects are titled that were looked for by words: `Login does not work with Firefox`, no mere patchwork."""

from __future__ import annotations

from toolgraph.world.leaf import LeafPlan
from toolgraph.world.saying import has_word

_DEFECTS = frozenset(("issue", "bug", "defect"))
# What one thing is said to do, what is said of something with something else, and what happens.
_OF_ONE = "{Q} fails after the {month} update|{Q} is slow|Typo in the guide on {q}|Better error messages for {q}"
_OF_TWO = (
    "{one} does not work with {other}|{other}: {low} fails after the {month} update|"
    "{one} with {other} fails now and then|{other} is missing in the guide on {low}"
)
# What is said of a thing of several words (`search filters`), and of what is a fault itself (`motor noise`).
_OF_A_THING = (
    "{Q} {fail} after the {month} update|{Q} {be} slow since the last release|{Q} {be} missing in the guide|"
    "Better error messages for {q}"
)
_OF_A_FAULT = "{Q} since the {month} update|{Q} under full load|{Q} every few hours|{Q} with the newest release"
_FAULTS = frozenset(
    "noise stall stalls crash crashes hang hangs leak leaks error errors freeze freezes delay delays lag timeout "
    "timeouts failure failures fails jam jams loss breaks stops drift drifts".split()
)
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
        several = last.endswith("s") and not last.endswith("ss")
        forms = _OF_A_FAULT if last.lower() in _FAULTS else _OF_A_THING
        return forms.replace("{fail}", "fail" if several else "fails").replace("{be}", "are" if several else "is")
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
