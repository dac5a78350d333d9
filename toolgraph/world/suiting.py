"""Why a job suits somebody: for what their CV says and where they live, and for no reason that contradicts those."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.world.figures import choose, own_leaves
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Record
from toolgraph.world.shape import Part
from toolgraph.world.trades import REMARKS, industry_of, said_at_work, title_of
from toolgraph.world.vacancies import tells_vacancy

_REASONS = frozenset("why reason explanation rationale".split())
# What a reason speaks of that somebody's CV or home must bear out.
_LAST_JOB = re.compile(r"\b(?:last|previous|current|former) (?:job|role|position|post|employer)\b", re.IGNORECASE)
_NEARBY = re.compile(
    r"\b(?:short way|near (?:you|home)|close to (?:you|home)|your (?:city|town)|commut)", re.IGNORECASE
)
_SKILLS = re.compile(r"\bskills?\b", re.IGNORECASE)
_OF_THEM = re.compile(r"\b(\w+) (?:of|out of) (?:the )?\w+\b", re.IGNORECASE)
_COUNTED = {word: n for n, word in enumerate("zero one two three four five six seven eight nine ten".split())}
_ALL = 99
_LAST_TITLES = ("last job title", "last title", "last position", "last role", "current title", "job title")
_WORD = re.compile(r"[^\W\d_]{4,}")
_EMPTY = frozenset("senior junior lead head chief manager assistant night shift part time full".split())
# Reasons that hold whoever applies, those that hold who begins, and words of jobs for others.
_NEUTRAL = ("They want to fill it soon", "Hours that can be agreed on", "They hire several people")
_FOR_BEGINNERS = "They train newcomers on the job"
_BEGINS = frozenset("junior trainee assistant intern".split())
_TRAINS = re.compile(r"\b(?:newcomers?|beginners?|train(?:s|ing)?)\b", re.IGNORECASE)


def of_what_suits(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let a job suit somebody for what is known of them, and what they say of one be of that, in place."""
    if part.noun in REMARKS:
        _remark(part, out, record, kept)
        return
    for name, leaf in own_leaves(part):
        said = out.get(name)
        if not is_reason(leaf) or leaf.key in kept or not isinstance(said, str) or _holds(said, record):
            continue
        fit: list[JsonValue] = [e for e in leaf.schema.get("examples", ()) if bears_out(str(e), record)]
        choose(out, record, name, leaf, record.scene.rng.choice(fit or neutral_reasons(record)))


def _remark(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let what somebody says of an employer be of the work that they do there."""
    title = next((v for n, x in own_leaves(part) if x.key in _LAST_TITLES and isinstance(v := out.get(n), str)), "")
    for name, leaf in own_leaves(part) if title else ():
        shown = list(leaf.schema.get("examples", ()))
        fit = said_at_work(title, shown)
        if leaf.type == "string" and leaf.key not in kept and out.get(name) in shown and out[name] not in fit:
            choose(out, record, name, leaf, record.scene.rng.choice(fit))


def neutral_reasons(record: Record) -> list[JsonValue]:
    """Reasons for which a job may suit anybody of the trade: nobody trains a senior."""
    begins = _begins(record)
    return [*_NEUTRAL, *([_FOR_BEGINNERS] if begins else [])]


def _begins(record: Record) -> bool:
    return not _BEGINS.isdisjoint(title_of(record.facts, of_a_job=True).lower().split())


def _holds(said: str, record: Record) -> bool:
    """Whether nothing that is known of somebody speaks against a reason."""
    if _TRAINS.search(said) and not _begins(record):
        return False
    return bears_out(said, record) or not (_LAST_JOB.search(said) or _NEARBY.search(said) or _SKILLS.search(said))


def bears_out(said: str, record: Record) -> bool:
    """Whether what is known of somebody bears a reason out."""
    if _LAST_JOB.search(said):
        return any(_of_one_field(title_of(record.facts, of_a_job=True), last) for last in _last_jobs(record))
    if _NEARBY.search(said):
        person = record.scene.setting.person
        return person is not None and record.facts.get("city", record.scene.where().city) == person.city
    if _SKILLS.search(said):
        counted = _OF_THEM.search(said)
        least = _COUNTED.get(counted[1].lower(), _ALL) if counted else 1
        return any(len(skills) >= least for skills in _skills(record))
    return False


def _last_jobs(record: Record) -> Iterator[str]:
    """What somebody did last, by the CV that a job was found for."""
    for whole in record.wholes():
        yield from (v for k in _LAST_TITLES if isinstance(v := whole.facts.get(k), str))


def _skills(record: Record) -> Iterator[list[JsonValue]]:
    for whole in record.wholes():
        yield from (v for k, v in whole.facts.items() if "skill" in k.rstrip("s") and isinstance(v, list))


def _of_one_field(title: str, other: str) -> bool:
    """Whether two jobs are of one trade or of one industry."""
    field, theirs = industry_of(title), industry_of(other)
    if field or theirs:
        return field == theirs
    own, last = (set(_WORD.findall(t.lower())) - _EMPTY for t in (title, other))
    return not own.isdisjoint(last)


def is_reason(leaf: LeafPlan) -> bool:
    """Whether a leaf says why something suits."""
    return leaf.type == "string" and leaf.maker != "choice" and not _REASONS.isdisjoint(leaf.tokens)


def tells_why(part: Part) -> bool:
    """Whether an object is a job, with why it suits, or what somebody says of theirs."""
    if part.noun in REMARKS:
        return any(leaf.key in _LAST_TITLES for _, leaf in own_leaves(part))
    return tells_vacancy(part) and any(is_reason(leaf) for _, leaf in own_leaves(part))
