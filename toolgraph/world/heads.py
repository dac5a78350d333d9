"""What is at the head of a branch: its list, its changes, its runs and its commits tell of one commit."""

from __future__ import annotations

from datetime import datetime

from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.world.asked import Asked
from toolgraph.world.figures import choose, own_leaves, rows_of
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import ANONYMOUS, Memory, Record
from toolgraph.world.shape import Part

_CODEBASES = frozenset("repository repo project".split())
_AT_HEAD = frozenset("branch request change run build pipeline deployment".split())
_RUNS = frozenset("run build pipeline deployment".split())
_HASHES = frozenset(("sha", "hash", "commit", "id"))
# What a hash is not, though it stands in a branch or a change: the commit by which that was merged, or where it began.
_OTHERS = frozenset("merge base target last parent before previous from".split())
_BRANCHES = ("branch", "source branch", "head branch", "ref", "branch name")
_BEGUN_FROM = ("from branch", "base branch", "source branch", "from ref", "ref", "base")
_BEGUN_AT = ("from sha", "sha", "from commit", "commit sha", "start sha")
_COMMITS = frozenset(("commit", "revision"))


def at_head(known: tuple[Memory, str], record: Record, leaf: LeafPlan, value: JsonValue) -> JsonValue:
    """The hash of what a branch ends in, as another thing told it; a run of long ago was of an earlier commit.

    Args:
        known: The memory, and the source whose things these are.
        value: A hash as drawn, which is told from now on where nothing told one yet.
    """
    head = record.scene.noun if record.head == ANONYMOUS else record.head
    branch = _branch_of(record, head) if head in _AT_HEAD and _is_head(leaf) else ""
    if not branch:
        return value
    heads = _heads(known, _codebase_of(record))
    if head == "branch" and (
        record.made or record.scene.touched is not None
    ):  # it begins where another one ends, or at a commit
        begun = next((v for k in _BEGUN_AT if isinstance(v := record.facts.get(k), str)), None)
        base = next((v for k in _BEGUN_FROM if isinstance(v := record.facts.get(k), str)), "main")
        value = heads.setdefault(base, value) if begun is None else begun
    sha = heads.setdefault(branch, value)
    at = f"{branch} at"
    moment = record.scene.made
    if head in _RUNS:
        latest = heads.setdefault(at, moment.isoformat())
        if moment < datetime.fromisoformat(str(latest)):
            return value
    return sha if leaf.check(sha) else value


def ends_in(part: Part, out: JsonObject, record: Record, asked: Asked, known: tuple[Memory, str]) -> None:
    """Let the newest of all commits of a branch be the one that others have told of as its head, in place.

    Args:
        record: Whose list it is.
        known: The memory, and the source whose things these are.
    """
    found = part.seen(_commits)
    if found is None or asked.texts or asked.after or asked.before or asked.day:
        return
    name, inner, sha, at = found
    rows, records = rows_of(name, inner, out, record)
    if not rows or any(param.key not in _BRANCHES for param, _ in asked.equal):
        return
    branch = next((v for k in _BRANCHES if isinstance(v := asked.facts.get(k), str)), "main")
    newest = max(range(len(rows)), key=lambda n: str(rows[n].get(at)))
    head = _heads(known, _codebase_of(records[newest])).setdefault(branch, rows[newest].get(sha[0]))
    if all(row.get(sha[0]) != head for row in rows):
        choose(rows[newest], records[newest], *sha, head)


def _commits(part: Part) -> tuple[str, Part, tuple[str, LeafPlan], str] | None:
    """The list of commits in an object by its name, and the names of their hash and time; None where there is none."""
    for name, inner in part.props:
        if inner.kind == "list" and inner.item is not None and inner.item.noun in _COMMITS:
            own = list(own_leaves(inner.item))
            sha = next((each for each in own if each[1].maker in ("hash", "id")), None)
            at = next((n for n, x in own if x.maker in ("date", "datetime")), "")
            return (name, inner, sha, at) if sha is not None and at else None
    return None


def _heads(known: tuple[Memory, str], codebase: JsonValue) -> dict[str, JsonValue]:
    memory, source = known
    return memory.called.setdefault((source, f"heads of {codebase}"), {})


def _is_head(leaf: LeafPlan) -> bool:
    return leaf.maker == "hash" and not _HASHES.isdisjoint(leaf.tokens) and _OTHERS.isdisjoint(leaf.tokens)


def _branch_of(record: Record, head: str) -> str:
    keys = ("name", *_BRANCHES) if head == "branch" else _BRANCHES
    return next((v for k in keys if isinstance(v := record.facts.get(k), str)), "")


def _codebase_of(record: Record) -> JsonValue:
    told = (v for k, v in record.facts.items() if k.endswith(" id") and k[:-3] in _CODEBASES)
    whole = (r.facts.get("id") for r in record.wholes() if r.head in _CODEBASES)
    return next(told, None) or next(whole, None)
