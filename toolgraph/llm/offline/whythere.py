"""Why somebody wants something where somebody else is: a car in the town of a contact is for a visit."""

from __future__ import annotations

from functools import lru_cache

from toolgraph.llm.offline.places import PLACE, item_of
from toolgraph.llm.offline.refer import Known
from toolgraph.llm.offline.shape import noun_of
from toolgraph.llm.offline.written import words_of
from toolgraph.meaning.text import PERSON_WORDS
from toolgraph.models.dialogue_plan import PlannedTurn
from toolgraph.models.provenance import Provenance
from toolgraph.models.tool import Tool

_WHERE = frozenset("city town country latitude longitude lat lng lon".split())
_PEOPLE = PERSON_WORDS | frozenset(
    "teacher tutor coach instructor trainer lead guest friend colleague candidate recruiter payee passenger".split()
)
_FIRMS = frozenset("company employer firm organisation organization vendor supplier merchant business".split())
# What people ask for out of mere interest.
_ASKED_FREELY = frozenset("weather forecast alert alerts sun elevation air climate geocode exchange time".split())


def why_there(turn: PlannedTurn, known: Known) -> str:
    """The rule by which a turn is explained that looks for something where a thing of another service is; "" for none.

    Only the last thing that a turn asks for: `there` said behind it is where that is looked for.
    """
    calls = known.calls_of(turn)
    if not calls:
        return ""
    tool = known.tools[calls[-1].tool]
    if tool.effect != "read" or not _ASKED_FREELY.isdisjoint(words_of(tool.name)):
        return ""
    for call in (c for c in calls if c.tool == tool.id):
        for entry in known.taken.get(call.id, ()):
            giver = known.tool_of(entry.from_call or "")
            if giver is not None and giver.source != tool.source and _says_where(entry.path):
                return _rule(_whose(entry, giver))
    return ""


def _rule(noun: str) -> str:
    return "there_to_see" if noun in _PEOPLE | _FIRMS else ""


def _whose(entry: Provenance, giver: Tool) -> str:
    """What stands where the value was found, in one word."""
    found = PLACE.match(entry.field or "")
    return (item_of(found["list"]) if found else noun_of(giver)).rpartition(" ")[2]


@lru_cache(maxsize=4096)
def _says_where(path: str) -> bool:
    return not _WHERE.isdisjoint(words_of(path.rpartition(".")[2])[-1:])
