"""In which order the calls of one wish are made, and which of them side by side."""

from __future__ import annotations

from collections.abc import Sequence

from toolgraph.meaning.concept import about_same
from toolgraph.plan.draft import Draft
from toolgraph.plan.fill import Job


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


def _comes_after(draft: Draft, position: int, earlier: int) -> int | None:
    """How many steps a call comes after one that is asked for before it, where both are about one thing.

    One that looks at what the other changes; none, beside it, for a change of what the other looks at; None where the
    order makes no difference.
    """
    tool, other = draft.tool_at(position), draft.tool_at(earlier)
    reads = tool.effect == "read"
    if tool.source != other.source or reads == (other.effect == "read") or not about_same(tool, other):
        return None
    return 1 if reads else 0
