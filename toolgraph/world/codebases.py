"""What a codebase tells of itself: firmware is written in C, and a new one is its owner's in name and address."""

from __future__ import annotations

from collections.abc import Collection, Iterator

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
_LIKELY = {word: languages.split() for languages, told in _WRITTEN_IN.items() for word in told.split()}
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
    owner = next((leaves[tokens] for tokens in _OWNERS if tokens in leaves), None)
    if record.made and record.scene.fresh and slug is not None and owner is not None:
        _under_its_owner(out, record, slug, str(out[owner[0]]))


def _likely(called: str, leaf: LeafPlan) -> Iterator[JsonValue]:
    """The choices of a language that fit the last word of a name that tells anything."""
    told = next((_LIKELY[word] for word in reversed(words(called.rpartition("/")[2])) if word in _LIKELY), [])
    choices = {str(c).lower(): c for c in leaf.schema.get("enum", ())}
    return (choices[each] for each in told if each in choices)


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
