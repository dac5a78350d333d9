"""What a codebase tells of itself: firmware is written in C, and a new one is its owner's in name and address."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from toolgraph.meaning.text import words
from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.world.figures import choose, own_leaves
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Record
from toolgraph.world.shape import Part

_CODEBASES = frozenset("repository repo codebase project".split())
# In which languages what is called so is written, the likeliest first; the last word of a name says most.
_WRITTEN_IN = {
    "c c++ cpp rust": "firmware driver drivers kernel embedded motor arm simulator bootloader",
    "typescript javascript": "web website site dashboard charts frontend ui design tokens theme icons page client",
    "kotlin java swift": "mobile android app",
    "python": "forecast forecasts data notebook notebooks scripts notes docs model models ml parser pipeline",
    "go java python": "api ledger service server gateway billing backend tools cli",
}
_LIKELY = {word: languages.split() for languages, told in _WRITTEN_IN.items() for word in words(told)}
_OWNERS = (("owner", "login"), ("owner", "name"), ("owner", "username"), ("owner",))
_SLUGS = (("slug",), ("full", "name"))


def of_a_codebase(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let the language of a codebase be one for what it is called, and a new one have its owner in front, in place."""
    leaves = {leaf.tokens: (name, leaf) for name, leaf in own_leaves(part) if name in out}
    slug = next((leaves[tokens] for tokens in _SLUGS if tokens in leaves), None)
    called = str(out[slug[0]]) if slug is not None else str(record.facts.get("name", ""))
    language = leaves.get(("language",))
    if language is not None and language[1].key not in kept:
        fit = list(_likely(called, language[1]))
        if fit and out[language[0]] not in fit:
            choose(out, record, *language, fit[0])
    _seen_by_members(out, record, leaves, kept)
    _described(out, record, leaves.get(("description",)), called, kept)
    owner = next((leaves[tokens] for tokens in _OWNERS if tokens in leaves), None)
    if slug is None or owner is None:
        return
    if record.made and record.scene.fresh:
        _under_its_owner(out, record, slug, str(out[owner[0]]))
    elif "/" in called and owner[1].key not in kept:
        choose(out, record, *owner, called.partition("/")[0])


def _likely(called: str, leaf: LeafPlan) -> Iterator[JsonValue]:
    """The choices of a language that fit the last word of a name that tells anything."""
    told = next((_LIKELY[word] for word in reversed(words(called.rpartition("/")[2])) if word in _LIKELY), [])
    choices = {str(c).lower(): c for c in leaf.schema.get("enum", ())}
    return (choices[each] for each in told if each in choices)


def _seen_by_members(
    out: JsonObject, record: Record, leaves: Mapping[tuple[str, ...], tuple[str, LeafPlan]], kept: Collection[str]
) -> None:
    """Let nothing be private that many like, and few issues be open, so that a list can show them all."""
    stars = next((out[leaves[t][0]] for t in _LIKED if t in leaves), None)
    private = next((leaves[t] for t in _PRIVATE if t in leaves), None)
    if private is not None and isinstance(stars, int) and stars > _OF_MEMBERS and private[1].key not in kept:
        choose(out, record, *private, False)
    issues = leaves.get(_OPEN)
    many = out[issues[0]] if issues is not None else None
    if issues is not None and isinstance(many, int) and many > _FEW and issues[1].key not in kept:
        choose(out, record, *issues, many % (_FEW - 1) + 2)


_LIKED = (("stars",), ("star",), ("star", "count"), ("stargazer", "count"))
_PRIVATE, _OPEN = (("private",), ("is", "private")), ("open", "issue", "count")
_OF_MEMBERS, _FEW = 9, 5


def _described(
    out: JsonObject, record: Record, own: tuple[str, LeafPlan] | None, called: str, kept: Collection[str]
) -> None:
    """Let what a codebase is described as be what the last word of its name says: its tools, its core."""
    name = called.rpartition("/")[2]
    base, _, tail = name.rpartition("-")
    said = _PARTS.get(tail, "") if base else ""
    if own is None or own[1].key in kept or record.made:
        return
    if said:
        known = words(base)[-1:] and words(base)[-1] in _LIKELY  # a thing, no mere name
        choose(out, record, *own, said.format(f"{'the ' if known else ''}{base.replace('-', ' ')}"))
    elif out[own[0]] not in own[1].schema.get("examples", ()) and (said := _PLAINLY.get(tail, "")):
        choose(out, record, *own, said)


# What is described by the end of its name, with what it belongs to or without.
_PARTS = {
    "core": "Core library of {}", "tools": "Command-line tools for {}", "kit": "Building blocks for {}",
    "lab": "Experiments around {}, not for production", "docs": "Documentation of {}", "client": "Client for {}",
}  # fmt: skip
_PLAINLY = {
    "charts": "Charts for web pages", "dashboard": "Pages with all figures at a glance",
    "parser": "Reads and checks settings files", "tokens": "Colours, type and spacing as data",
    "firmware": "Firmware of the robot arm", "forecast": "Forecasts of the load to come",
    "api": "The service itself, with its tests", "notes": "Notes for every release", "scripts": "Small scripts",
}  # fmt: skip


def _under_its_owner(out: JsonObject, record: Record, slug: tuple[str, LeafPlan], owner: str) -> None:
    """Put who owns a codebase in front of its name, wherever that is told."""
    old = str(out[slug[0]])
    new = f"{owner}/{old.rpartition('/')[2]}"
    if "/" not in old or not slug[1].check(new):
        return
    for key, value in record.facts.items():
        if isinstance(value, str) and old in value:
            record.facts[key] = value.replace(old, new)
    for name, value in out.items():
        if isinstance(value, str) and old in value:
            out[name] = value.replace(old, new)


def tells_codebase(part: Part) -> bool:
    """Whether an object is a codebase."""
    return part.entity is not None and part.entity.head in _CODEBASES
