"""Names by which a thing is told: no two people sign in as one, and no two repositories have one slug."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from toolgraph.models.base import JsonValue
from toolgraph.world.heads import at_head
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.lexicon import STEMS
from toolgraph.world.makers import person_of
from toolgraph.world.memory import Memory, Record
from toolgraph.world.people import Name, usernames_of

# What is told apart by a word behind it, where others have the same.
_SLUGS = (("slug",), ("handle",))
_BEHIND = ("tools", "docs", "core", "demo", "lab", "next")


def nobody_elses(record: Record, leaf: LeafPlan, value: JsonValue, people: Mapping[str, Name]) -> JsonValue:
    """A user name that the schema takes and that is no other's, in the next form that their name has."""
    person = person_of(record.scene, leaf)
    forms = (value, *usernames_of(person))
    free = (form for form in forms if isinstance(form, str) and people.get(form, person) == person)
    return next((form for form in free if leaf.check(form)), value)


def company_of_ticker(record: Record) -> str:
    """A company whose name begins as the ticker of its shares does, where a record is told by that."""
    ticker = str(record.facts.get("ticker", record.facts.get("id", ""))).lower()
    company = record.scene.company
    for length in (3, 2, 1):
        if company.lower().startswith(ticker[:length]):
            return company
        stems = [s for s in STEMS if s.lower().startswith(ticker[:length])]
        if stems:
            return f"{record.scene.rng.choice(stems)} {company.partition(' ')[2]}"
    return company


def no_others(
    known: tuple[Memory, str], record: Record, leaf: LeafPlan, value: JsonValue, key: str = "slug"
) -> JsonValue:
    """A slug that is no other thing's of the kind; a hash that is the one of the branch which others tell.

    Args:
        known: The memory, and the source whose things these are.
        key: Its name among the facts of the thing that it is of.
    """
    if leaf.maker == "hash":
        return at_head(known, record, leaf, value)
    if leaf.tokens[-1:] not in _SLUGS or not isinstance(value, str):
        return value
    memory, source = known
    value = _of_the_same_owner(memory, source, record, value, key)
    taken = {r.facts.get(key) for r in memory.of(source, record.full) if r is not record}
    return next((each for each in _forms(value) if each not in taken and leaf.check(each)), value)


def not_taken(leaf: LeafPlan, value: JsonValue, taken: Collection[JsonValue]) -> JsonValue:
    """A name, or where another thing of the kind has it, the first that a spec shows and nothing has."""
    if value not in taken:
        return value
    return next((each for each in leaf.schema.get("examples", ()) if each not in taken and leaf.check(each)), value)


def _of_the_same_owner(memory: Memory, source: str, record: Record, value: str, key: str) -> str:
    """A slug of what is made now with the owner in front whose the things are that were made before."""
    if not record.made or "/" not in value:
        return value
    mine = (str(r.facts.get(key, "")) for r in memory.of(source, record.full) if r.made and r is not record)
    owner = next((slug.partition("/")[0] for slug in mine if "/" in slug), "")
    return f"{owner}/{value.rpartition('/')[2]}" if owner else value


def _forms(value: str) -> Iterable[str]:
    yield value
    yield from (f"{value}-{word}" for word in _BEHIND)
