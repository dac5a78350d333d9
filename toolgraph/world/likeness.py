"""What a source is like by any of its tools that a dialogue uses: the form of its identifiers, its currency."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from random import Random

from toolgraph.meaning.concept import tool_words
from toolgraph.meaning.text import words
from toolgraph.models.base import JsonObject
from toolgraph.models.tool import Tool
from toolgraph.world.fitting import like
from toolgraph.world.keyed import Keyed
from toolgraph.world.leaf import LeafPlan, identity_of, is_person, leaf_plan, own_tokens
from toolgraph.world.meanings import with_maker
from toolgraph.world.people import OF_PERSON, Name, fold

Forms = dict[tuple[str, str], tuple[str, ...]]

_SHOWS = re.compile(r"['\"`‘“]")  # a description shows examples in quotes


@lru_cache(maxsize=20_000)
def _shown_by(ref: Keyed) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What the identifiers that a tool shows examples of look like, by what they identify."""
    tool = ref.tool
    nouns = tool_words(tool.name, tool.http)[1]
    shown: list[tuple[str, tuple[str, ...]]] = []
    for leaf in (*tool.inputs, *tool.outputs):  # few show any, and nothing else is worked out
        if leaf.enum or not (leaf.examples or _SHOWS.search(leaf.description)):
            continue
        schema: JsonObject = {"description": leaf.description, "examples": list(leaf.examples)}
        schema |= {} if leaf.type == "any" else {"type": leaf.type}
        plan = with_maker(
            leaf_plan(
                leaf.path,
                schema,
                identity_of(leaf.path, schema, tool),
                own_tokens(leaf.path, nouns),
                nouns[-1] if nouns else "",
            )
        )
        examples = tuple(e for e in plan.schema.get("examples", ()) if isinstance(e, str))
        if plan.maker == "id" and examples:
            shown.append((what_of(plan), examples))
    return tuple(shown)


def forms_of(tools: Iterable[Tool]) -> Forms:
    """The examples of identifiers that tools show, by their source and what is identified."""
    out: Forms = {}
    for tool in tools:
        for what, examples in _shown_by(Keyed(tool)):
            out.setdefault((tool.source, what), examples)
    return out


@lru_cache(maxsize=20_000)
def _currency_of(ref: Keyed) -> str:
    told = (p.default for p in ref.tool.inputs if p.has_default and words(p.name)[-1:] == ("currency",))
    return next((str(each) for each in told if each), "")


def currencies_of(tools: Iterable[Tool]) -> dict[str, str]:
    """The currency in which each source reckons where nobody tells one, as far as any of its tools says so."""
    told = ((tool.source, _currency_of(Keyed(tool))) for tool in tools)
    return {source: currency for source, currency in told if currency}


def habits_of(tools: Sequence[Tool]) -> tuple[Forms, dict[str, str]]:
    """The forms of identifiers and the currencies of the sources of some tools."""
    return forms_of(tools), currencies_of(tools)


def what_of(leaf: LeafPlan) -> str:
    """What an identifier identifies."""
    return leaf.concept.whose[-1] if leaf.concept.whose else leaf.noun


def alike(examples: tuple[str, ...], leaf: LeafPlan, who: Callable[[], Name], rng: Random) -> str:
    """An identifier of the form of some examples; one that spells a name spells that of the person meant.

    Args:
        who: Gives the person.
    """
    example = rng.choice(examples)
    found = OF_PERSON.match(example)
    if found is None or not is_person(what_of(leaf)):
        return like(example, rng)
    name = who()
    first, last = fold(name.first) or found.group(1), fold(name.last) or found.group(3)
    return f"{first}{found.group(2)}{last}{found.group(4)}{like(found.group(5), rng)}"
