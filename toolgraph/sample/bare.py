"""What is not there yet, or done already: an empty repository has no releases, a proposed change is not proposed."""

from __future__ import annotations

from functools import lru_cache

from toolgraph.meaning.text import words
from toolgraph.world.software import CHANGES

_MAKING = frozenset("create make start open add new init".split())
_LOOKING = frozenset("list search find get show read fetch browse".split())
# What begins without a line of code in it ...
_CODE = frozenset("repository repo".split())
# ... what it has all the same, and what is made of code that is there already.
_HAS = frozenset("repository repo branch setting setup".split())
_OF_CODE = frozenset("request pull merge release run pipeline build deployment tag review".split())
# Who comes to a thing only when they are asked, or come across it.
_COMING = frozenset("reviewer approver watcher follower subscriber voter liker".split())


@lru_cache(maxsize=100_000)
def is_bare_yet(giver: str, taker: str, field: str) -> bool:
    """Whether what a call has made has nothing yet that the other is about, by their names.

    Args:
        giver: Id of the tool that makes a thing.
        taker: Id of the tool that takes a value of it.
        field: Path of that value in the result.

    >>> is_bare_yet("host/create_repository", "host/list_issues", "repository_id")
    True
    >>> is_bare_yet("host/create_repository", "host/list_branches", "repository_id")
    False
    >>> is_bare_yet("host/create_pull_request", "host/get_user", "reviewer_logins[]")
    True
    """
    giving, taking = (words(tool.rpartition("/")[2]) for tool in (giver, taker))
    if _MAKING.isdisjoint(giving[:1]):
        return False
    if not _COMING.isdisjoint(words(field)):
        return True
    if _CODE.isdisjoint(giving[-1:]):
        return False
    about = set(taking[1:])
    looks = not _LOOKING.isdisjoint(taking[:1]) and about.isdisjoint(_HAS)
    return looks or not about.isdisjoint(_OF_CODE)


@lru_cache(maxsize=100_000)
def is_proposed_already(giver: str, taker: str, field: str) -> bool:
    """Whether a new change is of a branch for which a result shows one, or a job is applied for, or kept, once more.

    Args:
        giver: Id of the tool whose result shows a change.
        taker: Id of the tool that takes a value of it.
        field: Path of that value in the result.

    >>> is_proposed_already("host/list_pull_requests", "host/create_pull_request", "pull_requests[].source_branch")
    True
    >>> is_proposed_already("jobs/listApplications", "jobs/saveJob", "applications[].jobId")
    True
    """
    giving, taking = (words(tool.rpartition("/")[2]) for tool in (giver, taker))
    if taking[:1] in (("apply",), ("save",)) and not _APPLIED.isdisjoint(giving):
        return True
    anew = not _MAKING.isdisjoint(taking[:1]) and not CHANGES.isdisjoint(taking) and not CHANGES.isdisjoint(giving)
    return anew and not _PROPOSED.isdisjoint(words(field.rpartition(".")[2])[:1])


_APPLIED = frozenset(("application", "apply"))
_PROPOSED = frozenset("source head from compare".split())


@lru_cache(maxsize=100_000)
def is_no_such_file(taker: str, field: str) -> bool:
    """Whether a link to what is written in a repository would be taken for somebody's CV or picture.

    >>> is_no_such_file("jobs/importCv", "raw_url")
    True
    """
    return "raw" in words(field.rpartition(".")[2]) and not _PAPERS.isdisjoint(words(taker.rpartition("/")[2]))


_PAPERS = frozenset("cv resume photo picture image avatar invoice receipt passport".split())
