"""Links that fit by kind and that nobody would follow: saving what is saved, answering what one has just written."""

from __future__ import annotations

from functools import lru_cache

from toolgraph.meaning.text import words

_ANSWERING = frozenset("reply answer respond".split())
_WRITING = frozenset("send post reply answer respond forward create open submit draft write".split())


@lru_cache(maxsize=100_000)
def is_in_vain(giver: str, taker: str) -> bool:
    """Whether what a call gives is nothing to do the other with, by the names of both.

    Args:
        giver: Id of the tool whose result says which thing is meant.
        taker: Id of the tool that does something to that thing.

    >>> is_in_vain("maps/list_saved_places", "maps/save_place"), is_in_vain("office/send_mail", "office/reply_to_mail")
    (True, True)
    """
    giving, verb = _name(giver), next(iter(_name(taker)), "")
    done = {f"{verb}d", f"{verb}ed", f"{verb}{verb[-1:]}ed"}
    return bool(done.intersection(giving)) or (verb in _ANSWERING and bool(_WRITING.intersection(giving[:1])))


def _name(tool: str) -> tuple[str, ...]:
    return words(tool.rpartition("/")[2])
