"""What was done, in the past tense: a wish (`open a deal`) as `I've opened the deal Grid sensors`."""

from __future__ import annotations

import re
from functools import lru_cache

from toolgraph.llm.offline.wishes import Wish, gerund, to_other_side
from toolgraph.meaning.text import PERSONS

_IRREGULAR = {
    "make": "made", "set": "set", "send": "sent", "write": "written", "put": "put", "buy": "bought", "sell": "sold",
    "give": "given", "take": "taken", "get": "got", "find": "found", "tell": "told", "let": "let", "cut": "cut",
    "go": "gone", "begin": "begun", "build": "built", "draw": "drawn", "freeze": "frozen", "unfreeze": "unfrozen",
    "hold": "held", "keep": "kept", "leave": "left", "pay": "paid", "read": "read", "run": "run", "see": "seen",
    "split": "split", "withdraw": "withdrawn", "choose": "chosen", "do": "done", "reset": "reset", "lend": "lent",
    "undo": "undone", "redo": "redone", "bring": "brought", "hide": "hidden", "win": "won", "spend": "spent",
    "show": "shown", "wake": "woken", "speak": "spoken", "teach": "taught", "rewrite": "rewritten", "resend": "resent",
    "shut": "shut", "say": "said", "know": "known", "have": "had", "unset": "unset", "rebuild": "rebuilt",
}  # fmt: skip
_DOUBLED = re.compile(
    r"^(?:\w*(?:plan|swap|submit|cancel|pin|ship|drop|tag|log|map|refer|stop|transfer|crop|ban|skip|scan|enrol|fulfil))$"
)
# What goes on when it is done.
_LASTING = frozenset(("watch", "monitor", "track", "follow"))
_SOME = re.compile(r"\b(?:an?|some|one|my|the|that|this|another) (?P<noun>(?:[\w-]+ ){0,2}?[\w-]+)\b")
_INDEFINITE = re.compile(r"\ban? (?=\w)")
# What comes of these is new: it is "a" thing when first told of, unless its name says which.
_NEW = frozenset(
    "create add set book reserve open save write make record log post submit draft start place order leave fork".split()
) | {"set up"}
_IN_CASE = re.compile(r"(?:if|when|whenever)\b")  # which has not come yet
_MOVING = frozenset("add assign give move put save send".split())
_KEEP = re.compile(r"\bas an? |\ba (?:day|week|month|year|copy|web link|link|place)\b")


@lru_cache(maxsize=2048)
def past(verb: str) -> str:
    """The past participle of a verb, with what hangs on it.

    >>> past("book"), past("set up"), past("apply"), past("cancel"), past("write")
    ('booked', 'set up', 'applied', 'cancelled', 'written')
    """
    for joint in (" or ", " and "):
        if joint in verb:
            return joint.join(past(v) for v in verb.split(joint))
    if verb in _LASTING:
        return f"started {gerund(verb)}"
    first, _, rest = verb.partition(" ")
    if first in _IRREGULAR:
        stem = _IRREGULAR[first]
    elif first.endswith("e"):
        stem = f"{first}d"
    elif re.search(r"[^aeiou]y$", first):
        stem = f"{first[:-1]}ied"
    elif _DOUBLED.match(first):
        stem = f"{first}{first[-1]}ed"
    else:
        stem = f"{first}ed"
    return f"{stem} {rest}".strip()


# What a thing is no more when the deed is done: a paused automation that was resumed.
_NO_MORE = {
    verb: re.compile(rf"\b(?:{states}) (?=\w)")
    for verb, states in (
        ("resume", "paused|stopped"),
        ("unfreeze", "frozen|blocked"),
        ("unlock", "locked"),
        ("reopen", "closed"),
        ("restore", "deleted|removed|archived"),
        ("activate", "inactive|disabled|deactivated"),
    )
}


def deed(wish: Wish, thing: str, name: str, *, alone: bool = False, new: bool = True) -> tuple[str, bool]:
    """A wish as something done, and whether the thing made or changed is named in it.

    Args:
        thing: What the thing is called in general (`deal`).
        name: What it is called itself, held back or as text; "" when it has no name.
        alone: The name says by itself what it is.
        new: Something may have come of it that was not there before; a blind that is opened was.

    >>> deed(Wish("open", "a deal"), "deal", "Grid")
    ('opened the deal Grid', True)
    >>> deed(Wish("move", "a deal to another stage"), "stage", "")
    ('moved the deal to another stage', False)
    """
    rest = _NO_MORE[wish.verb].sub("", wish.rest) if wish.verb in _NO_MORE else wish.rest
    if wish.verb == "notify" and _IN_CASE.match(rest):
        return f"set it up so that you hear {to_other_side(rest)}", False
    named, fresh = False, new and wish.verb in _NEW
    if name:
        there = fresh and not wish.rest.startswith(("that ", "this "))  # the new deal is not `that deal`
        rest, named = _with_name(
            rest, thing, name, alone=alone, moved=wish.verb in _MOVING, but="that" if there else ""
        )
    rest = _INDEFINITE.sub(
        lambda m: m.group(0) if _kept(rest, m.start()) or (fresh and not m.start()) else "the ", rest
    )
    return to_other_side(f"{past(wish.verb)} {rest}".strip()), named


def _kept(rest: str, at: int) -> bool:
    return any(found.start() <= at < found.end() for found in _KEEP.finditer(rest))


_GOES_ON = re.compile(r" (?!(?:to|in|into|for|from|with|as|of|on|at|and|or|by)\b)\w")


def _with_name(rest: str, thing: str, name: str, *, alone: bool, moved: bool, but: str) -> tuple[str, bool]:
    last = thing.rpartition(" ")[2]
    if last in PERSONS:
        someone = next((m for m in _SOME.finditer(rest) if m.group("noun").split()[-1] in PERSONS), None)
        if someone is not None and not _GOES_ON.match(rest, someone.end()):
            return rest[: someone.start()] + name + rest[someone.end() :], True
    for found in _SOME.finditer(rest):
        if but and found.group(0).startswith(f"{but} "):
            continue
        behind = "of|list|by" if moved else "of|to|list|by"  # `a place to my list`, but no `directions to`
        noun = re.match(
            rf"(?:[\w-]+ )*?{re.escape(last)}\b(?! (?:{behind})\b(?! [\ue000-\uf8ff]))",
            found.group("noun") + rest[found.end() :],
        )
        if noun is None or len(noun.group(0).split()) > 3:
            continue
        if alone:
            return f"{rest[: found.start()]}{name}{rest[found.start('noun') + len(noun.group(0)) :]}", True
        start, end = found.start("noun"), found.start("noun") + len(noun.group(0))
        article = "your" if re.match(r"my\b", found.group(0)) else "the"
        return f"{rest[: found.start()]}{article} {rest[start:end]} {name}{rest[end:]}", True
    return rest, False
