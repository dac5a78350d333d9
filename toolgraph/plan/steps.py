"""In which order the calls of one wish are made, and which of them side by side."""

from __future__ import annotations

from collections.abc import Sequence

from toolgraph.meaning.cart import bears_contents, puts_in, wants_contents
from toolgraph.meaning.concept import about_same, tool_words
from toolgraph.meaning.text import singular
from toolgraph.models.tool import Tool
from toolgraph.plan.draft import Draft
from toolgraph.plan.fill import Job


def in_order(tools: Sequence[Tool], kin: Sequence[int]) -> tuple[int, ...]:
    """The calls of a chain in the order in which they are asked for: those that build on one another stand together.

    Who lists the things of a kind and makes another one lists them first: what was just made, they know.

    Args:
        tools: Of the calls.
        kin: For each call the first of those that build on one another which it is among; empty for none.
    """
    if not kin:
        return tuple(range(len(tools)))
    groups = {first: [at for at in range(len(tools)) if kin[at] == first] for first in sorted(set(kin))}
    ahead = list(groups)
    for first in list(groups):
        later = ahead[ahead.index(first) + 1 :]
        listing = next((k for k in later if any(_is_list_of_made(tools, p, groups[first]) for p in groups[k])), None)
        if listing is not None and not any(_is_list_of_made(tools, p, groups[listing]) for p in groups[first]):
            ahead.remove(listing)
            ahead.insert(ahead.index(first), listing)
    return tuple(at for first in ahead for at in groups[first])


def _is_list_of_made(tools: Sequence[Tool], position: int, before: Sequence[int]) -> bool:
    """Whether a call lists all things of the kind that some call makes: `list my plans`, after a plan was made."""
    tool = tools[position]
    verb, nouns = tool_words(tool.name, tool.http)
    if tool.effect != "read" or verb not in ("list", "search"):
        return False
    made = (tool_words(tools[p].name, tools[p].http) for p in before if tools[p].effect != "read")
    return any(v == "create" and _same_nouns(nouns, theirs) for v, theirs in made)


def _same_nouns(nouns: Sequence[str], others: Sequence[str]) -> bool:
    return [singular(n) for n in nouns] == [singular(n) for n in others]


def in_steps(draft: Draft, jobs: Sequence[Job], *, hold_last: bool = False) -> list[list[Job]]:
    """Jobs in steps: each right after the last one that it takes values from; a copy beside its original.

    What is read of a thing behind a change of it is read once that is done, and not changed before it was read.
    """
    level: dict[int, int] = {}
    steps: list[list[Job]] = []
    for job in jobs:
        if job.position not in level:
            last = hold_last and job is jobs[-1]
            needed = [level[s] + 1 for s in draft.sources(job.position) if s in level]
            needed += [level[p] + after for p in level if (after := _comes_after(draft, job.position, p)) is not None]
            level[job.position] = len(steps) if last else max(needed, default=0)
        while len(steps) <= level[job.position]:
            steps.append([])
        steps[level[job.position]].append(job)
    return [step for step in steps if step]


def _shares_whole(tool: Tool, other: Tool) -> bool:
    """Whether two calls name one thing that goods are put into."""
    own, theirs = ({p.name for p in t.inputs if bears_contents(p.name)} for t in (tool, other))
    return not own.isdisjoint(theirs)


def _comes_after(draft: Draft, position: int, earlier: int) -> int | None:
    """How many steps a call comes after one that is asked for before it, where both are about one thing.

    One that looks at what the other changes; none, beside it, for a change of what the other looks at; None where the
    order makes no difference.
    """
    tool, other = draft.tool_at(position), draft.tool_at(earlier)
    reads = tool.effect == "read"
    if puts_in(other.name, other.effect) and (reads or wants_contents(tool.name, tool.effect)):
        return 1 if tool.source == other.source and _shares_whole(tool, other) else None
    if tool.source != other.source or reads == (other.effect == "read") or not about_same(tool, other):
        return None
    return 1 if reads else 0
