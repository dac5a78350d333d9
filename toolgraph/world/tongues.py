"""In which language to write to somebody of whom nobody has told where they live."""

from __future__ import annotations

from toolgraph.world.leaf import is_person
from toolgraph.world.memory import Record


def tongue_of_new(record: Record) -> str:
    """The code of the user's language for a person who was entered without a town or country; "" for any other."""
    if not record.made or not is_person(record.head) or any(_PLACES & set(key.split()) for key in record.facts):
        return ""
    return record.scene.setting.locale[:2].lower()


_PLACES = frozenset("city @city/ country @country/ nationality address".split())
