"""How many words the reports of a turn have between them: people read no more than some."""

from __future__ import annotations

from collections.abc import Sequence

ALONE = 90  # words of a story on one call
SEVERAL = 150  # of one on several; a longer one is told again, more briefly
OVER = 15  # by which a story may be longer before one of its reports goes
_DEED = 16  # that a report of a deed takes
_RECORD = 28  # of a single thing
_AROUND = 6  # of a list, beside its items
_LEAST = 10  # that the items of a list have in any case


class Room:
    """Words for the items of several lists: what one does not use is left over for the next.

    Args:
        kinds: What is reported: a `list`, a `deed`, or a single thing.
        less: Words to do without, since a story was too long.
    """

    def __init__(self, kinds: Sequence[str], less: int = 0) -> None:
        self._lists = kinds.count("list")
        deeds = kinds.count("deed")
        others = len(kinds) - self._lists - deeds
        most = ALONE if len(kinds) == 1 else SEVERAL
        self._left = most - less - _DEED * deeds - _RECORD * others - _AROUND * self._lists

    def words(self) -> int:
        """How many words the items of the next list have."""
        return max(_LEAST, self._left // max(1, self._lists))

    def take(self, words: int) -> None:
        """A list was told in so many words."""
        self._left -= max(0, words - _AROUND)
        self._lists -= 1
