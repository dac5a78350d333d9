"""Likely results of tools whose source declares none, as with most MCP servers.

What a tool is likely to give is read from its own words ("Returns the URL of the page"), from what others of its source
give of the same thing, from what others ask for to point at that thing (`issue_number`), and, where it makes or changes
something, from what it was given. All such fields are marked `inferred`; declared ones are never touched.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from toolgraph.meaning.concept import concept_of, tool_words
from toolgraph.meaning.text import HOLLOW, words
from toolgraph.models.tool import Field, Leaf, Parameter, Tool

_MOST = 12  # fields of one tool
_POINTING = frozenset("id number key slug name path code handle url arn".split())
_GIVING = frozenset(("list", "search", "get", "create", "update", "compute", ""))
_MANY = frozenset(("list", "search"))
_SAID = re.compile(
    r"\breturns? (?:the |a |an |its |their |all )?((?:[a-z-]+ ){0,2}?)"
    r"(ids?|urls?|links?|names?|paths?|numbers?|keys?|e-?mails?)\b"
    r"(?: of (?:the |a |an |all |each )?((?:new(?:ly created)? |created )?[a-z]+))?",
    re.IGNORECASE,
)
_SECRET = frozenset("password token secret credential key".split())


def infer_fields(tools: Sequence[Tool]) -> list[Tool]:
    """The tools of one source, those without any result given the fields that they are likely to bring.

    Args:
        tools: All tools of one source; the outcome depends on nothing else.

    Returns:
        In the same order; tools that declare a result, or of which nothing can be concluded, are the same objects.
    """
    given, asked = _given(tools), _asked(tools)
    return [_with_fields(t, given, asked) if t.returns is None and not t.outputs else t for t in tools]


def _thing(tool: Tool) -> tuple[str, str]:
    """Verb class and the thing of a tool: its last noun, "" when it has none."""
    verb, nouns = tool_words(tool.name, tool.http)
    return verb, nouns[-1] if nouns else ""


def _given(tools: Sequence[Tool]) -> dict[str, dict[str, Field]]:
    """For each thing the declared fields near the top of what tools about it give, by name."""
    found: dict[str, dict[str, Field]] = defaultdict(dict)
    for tool in sorted(tools, key=lambda t: t.id):
        _, thing = _thing(tool)
        for field in tool.outputs:
            if thing and field.name and field.path.count(".") <= 1 and not field.inferred:
                found[thing].setdefault(field.name, field)
    return found


def _asked(tools: Sequence[Tool]) -> dict[str, dict[str, Parameter]]:
    """For each thing the parameters by which tools point at it, by name (`issue_number`)."""
    found: dict[str, dict[str, Parameter]] = defaultdict(dict)
    for tool in sorted(tools, key=lambda t: t.id):
        for parameter in tool.inputs:
            concept = concept_of(parameter, tool)
            if concept.origin == "name" and concept.what in _POINTING and concept.whose and not concept.role:
                found[concept.whose[-1]].setdefault(parameter.name, parameter)
    return found


def _with_fields(tool: Tool, given: dict[str, dict[str, Field]], asked: dict[str, dict[str, Parameter]]) -> Tool:
    verb, thing = _thing(tool)
    if verb not in _GIVING:
        return tool
    likely: dict[str, Leaf] = {}
    for leaf in (*_said(tool), *asked.get(thing, {}).values(), *given.get(thing, {}).values(), *_kept(tool, verb)):
        likely.setdefault(leaf.name, leaf)
    top = f"{thing}s[]." if verb in _MANY and thing else ""
    fields = tuple(_field(tool, top, leaf) for leaf in list(likely.values())[:_MOST])
    return tool.model_copy(update={"outputs": fields}) if fields else tool


def _said(tool: Tool) -> Iterator[Leaf]:
    """What the description says that it returns."""
    for before, what, owner in _SAID.findall(tool.description):
        own = [w for w in words((owner or before).strip().replace(" ", "_")) if w not in HOLLOW and w != "new"]
        name = "_".join((*own[-1:], words(what.lower())[-1]))
        yield Leaf(id="", path=name, name=name, type="string", description=f"Inferred from: {tool.description[:80]}")


def _kept(tool: Tool, verb: str) -> Iterable[Leaf]:
    """What was given to a tool that makes or changes something comes back, secrets aside."""
    if verb not in ("create", "update"):
        return ()
    plain = (p for p in tool.inputs if "." not in p.path and p.type in ("string", "integer", "number"))
    return [p for p in plain if _SECRET.isdisjoint(words(p.name))]


def _field(tool: Tool, top: str, leaf: Leaf) -> Field:
    path = f"{top}{leaf.name}"
    return Field(
        id=f"{tool.id}#out:{path}",
        path=path,
        name=leaf.name,
        type=leaf.type,
        item_type=leaf.item_type,
        format=leaf.format,
        description=leaf.description,
        enum=leaf.enum,
        pattern=leaf.pattern,
        examples=leaf.examples,
        inferred=True,
    )
