"""Links that fit by kind and that nobody would follow: saving what is saved, answering what one has written oneself."""

from __future__ import annotations

from functools import lru_cache

from toolgraph.meaning.text import words

_ANSWERING = frozenset("reply answer respond".split())
_WRITING = frozenset("send post reply answer respond forward create open submit draft write".split())


_PUTTING = frozenset("add put append insert".split())
_INTO = ("to", "into", "in", "on")


@lru_cache(maxsize=100_000)
def is_in_vain(giver: str, taker: str, parameter: str) -> bool:
    """Whether what a call gives is nothing to do the other with, by their names.

    Args:
        giver: Id of the tool whose result says which thing is meant.
        taker: Id of the tool that does something to that thing.
        parameter: Path of the input that the thing is for.

    >>> is_in_vain("maps/list_saved_places", "maps/save_place", "place_id")
    True
    >>> is_in_vain("office/send_mail", "office/reply_to_mail", "message_id")
    True
    >>> is_in_vain("media/get_playlist", "media/add_tracks_to_playlist", "track_ids")
    True
    """
    giving, taking = _name(giver), _name(taker)
    verb = next(iter(taking), "")
    done = {f"{verb}d", f"{verb}ed", f"{verb}{verb[-1:]}ed"}
    if done.intersection(giving) or (verb in _ANSWERING and _WRITING.intersection(giving[:1])):
        return True
    joint = next((at for at, word in enumerate(taking) if word in _INTO), len(taking))
    into = set(taking[joint + 1 :])  # what is in a playlist is not put into it
    return verb in _PUTTING and bool(into.intersection(giving)) and not into.intersection(words(parameter))


def name_of(tool: str) -> str:
    """The name in the id of a tool."""
    return tool.rpartition("/")[2]


def _name(tool: str) -> tuple[str, ...]:
    return words(name_of(tool))
