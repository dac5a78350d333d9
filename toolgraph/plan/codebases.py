"""What is said of a codebase suits it: no motors in design tokens, and a change lies on the branch named after it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from toolgraph.meaning.concept import tool_words
from toolgraph.meaning.text import words
from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.models.tool import Tool
from toolgraph.plan.draft import Draft, Part, Saying, Stuck
from toolgraph.plan.onematter import items_of
from toolgraph.plan.parts import said_part
from toolgraph.plan.wants import Want, accepts
from toolgraph.world.software import CHANGES, branch_called, matter_of, said_of_any, suits_language
from toolgraph.world.values import leaf_of, shown_for

# By which fields an item tells in which codebase it is, and in what that is written.
_CODEBASES = ("slug", "repository_slug", "full_name", "repository_name", "repository", "repo", "project_path")
_LANGUAGES = ("language", "main_language", "primary_language")
_WRITTEN = frozenset("title body about note path".split())
_BRANCHES, _WRITTEN_OF = frozenset(("branch", "ref")), frozenset(("title", "name"))


def on_their_software(draft: Draft, tool: Tool, parts: dict[str, Part], kept: Collection[str]) -> dict[str, Part]:
    """The parts with what is said of a codebase being about what that does.

    Args:
        kept: Paths of values that are as they were said for another call.

    Raises:
        Stuck: `nothing_else_to_say`; what was said for one codebase suits no other.
    """
    said = {k: p for k, p in parts.items() if p.saying is not None and isinstance(p.value, str)}
    if not said or not any(_is_of_software(p) for p in parts.values()):
        return parts
    items, out = list(items_of(parts)), dict(parts)
    for path, part in said.items():
        fit = [v for v in _fitting(tool, part, items) if accepts(part.want.parameter, v)]
        if not fit or part.value in fit:
            continue
        before = {m.parts[path].value for m in draft.made if m.tool is tool and path in m.parts}
        left = [v for v in fit if v not in before]
        if path in kept or not left:
            raise Stuck("nothing_else_to_say", f"{part.want.parameter.id}: {part.value} is of other software")
        out[path] = _anew(draft, part, draft.rng.choice(left))
    return _on_its_branch(draft, tool, out, kept)


def _is_of_software(part: Part) -> bool:
    """Whether a value says in which codebase something is."""
    return not _WHOLES.isdisjoint(words(part.want.parameter.name))


_WHOLES = frozenset("repository repo project codebase".split())


def _anew(draft: Draft, part: Part, value: JsonValue) -> Part:
    return said_part(part.want, Saying(want=part.want, value=value, path="", relative=False, group=draft.group))


def _fitting(tool: Tool, part: Part, items: Sequence[JsonObject]) -> list[JsonValue]:
    """What can be said in the place of a value that a spec shows; [] where the value itself may be said."""
    last = words(part.want.parameter.name)[-1:]
    branch = not _BRANCHES.isdisjoint(last)
    maker = "" if branch or part.want.parameter.enum else leaf_of(part.want.parameter, tool).maker
    if not branch and maker not in _WRITTEN:
        return []
    value, (matter, language) = str(part.value), _about(items)
    if matter is None or (_suits(value, matter) and suits_language(value, language)):
        return []
    more = said_of_any(tool_words(tool.name, tool.http)[1]) if maker == "title" else ()
    shown = [e for e in (*shown_for(part.want.parameter, tool), *more) if _suits(e, matter)]
    return [e for e in shown if suits_language(e, language)]


def _suits(text: str, matter: str) -> bool:
    return matter_of(text) in ("", matter)


def _about(items: Sequence[JsonObject]) -> tuple[str | None, str]:
    """What a codebase does that things are in, "" for nothing that we know, and its language; None for no codebase."""
    slugs = [v for item in items for k in _CODEBASES if isinstance(v := item.get(k), str)]
    languages = [v for item in items for k in _LANGUAGES if isinstance(v := item.get(k), str)]
    matters = {matter_of(slug) for slug in slugs}
    matter = next(iter(matters)) if len(matters) == 1 else "" if matters else None
    return matter, languages[0] if len(set(languages)) == 1 else ""


def _on_its_branch(draft: Draft, tool: Tool, parts: dict[str, Part], kept: Collection[str]) -> dict[str, Part]:
    """The parts of a new change with the branch that it lies on called after it, where the user says both."""
    verb, nouns = tool_words(tool.name, tool.http)
    if verb != "create" or CHANGES.isdisjoint(nouns):
        return parts
    parts = _called_after_branch(draft, tool, parts, kept)
    own = next((k for k, p in parts.items() if _is_said_branch(p, kept)), None)
    title = _title_of(parts)
    if own is None or not title:
        return parts
    shown = shown_for(parts[own].want.parameter, tool)
    name = _branch_among(title, shown) or branch_called(title)
    if name == parts[own].value or not accepts(parts[own].want.parameter, name):
        return parts
    return {**parts, own: _anew(draft, parts[own], name)}


def _called_after_branch(draft: Draft, tool: Tool, parts: dict[str, Part], kept: Collection[str]) -> dict[str, Part]:
    """The parts of a new change whose branch a result brings, with a title that speaks of the same, where one does."""
    branch = next((str(p.value) for p in parts.values() if p.saying is None and _is_of_changes(p)), "")
    path = next((k for k, p in parts.items() if p.want.parameter.name in _WRITTEN_OF and k not in kept), None)
    if not branch or path is None or parts[path].saying is None:
        return parts
    shown = (*shown_for(parts[path].want.parameter, tool), *said_of_any(tool_words(tool.name, tool.http)[1]))
    fit = [title for title in shown if _speaks_of(title, branch) and accepts(parts[path].want.parameter, title)]
    before = {m.parts[path].value for m in draft.made if m.tool is tool and path in m.parts}
    fit = [title for title in fit if title not in before]
    if not fit or _speaks_of(str(parts[path].value), branch):
        return parts
    return {**parts, path: _anew(draft, parts[path], draft.rng.choice(fit))}


@lru_cache(maxsize=2000)
def _speaks_of(title: str, branch: str) -> bool:
    """Whether a title has a word of the name of a branch, in whatever form: `round` and `rounding`."""
    own, told = ([w[:_STEM] for w in words(text) if len(w) >= _STEM - 1] for text in (title, branch))
    return any(word.startswith(other) or other.startswith(word) for word in own for other in told)


_STEM = 5


def _is_of_changes(part: Part) -> bool:
    """Whether a value is the branch that a change comes from."""
    return part.want.way != "end" and not _BRANCHES.isdisjoint(words(part.want.parameter.name)[-1:])


def _is_said_branch(part: Part, kept: Collection[str]) -> bool:
    return part.saying is not None and part.want.path not in kept and _is_of_changes(part)


def may_come_from(tool: Tool, want: Want, branch: JsonValue) -> bool:
    """Whether a branch can be merged as a change: the one that all changes end up in is none."""
    if want.way != "start" or branch not in TRUNKS:
        return True
    return tool_words(tool.name, tool.http)[0] != "create" or CHANGES.isdisjoint(words(tool.name))


TRUNKS = ("main", "master", "trunk")


def _title_of(parts: Mapping[str, Part]) -> str:
    told = (p.value for p in parts.values() if p.want.parameter.name in _WRITTEN_OF and p.saying is not None)
    return next((v for v in told if isinstance(v, str)), "")


@lru_cache(maxsize=2000)
def _branch_among(title: str, shown: tuple[str, ...]) -> str:
    """The branch of those that a spec shows whose words a title has most of, where these are two at least."""
    own = set(words(title))
    share = max(((len(own.intersection(words(name))), name) for name in shown), default=(0, ""), key=lambda e: e[0])
    return share[1] if share[0] > 1 else ""
