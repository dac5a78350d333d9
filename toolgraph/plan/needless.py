"""Needless look-ups: who has seen the profile of a company does not search for that company to be told less."""

from __future__ import annotations

from toolgraph.meaning.concept import tool_words
from toolgraph.meaning.text import singular, words
from toolgraph.models.chain import Binding
from toolgraph.models.tool import Tool
from toolgraph.plan.wants import Want

_LOOKING = frozenset(("search", "list", "get", "check"))
_CALLED = frozenset("name title label".split())


def is_an_echo(want: Want, binding: Binding, giver: Tool) -> bool:
    """Whether a call would take an address from a result that only tells it because it was asked for by addresses."""
    if want.kind != "@address":
        return False
    told = [singular(word) for word in words(binding.field.rpartition(".")[2])]
    return any([singular(word) for word in words(p.name)] == told for p in giver.inputs)


def tells_nothing_new(tool: Tool, want: Want, binding: Binding, giver: Tool) -> bool:
    """Whether a thing would be looked up by its own name, where all that the look-up tells stands beside that name."""
    if tool.effect != "read" or giver.effect != "read" or tool_words(tool.name, tool.http)[0] not in _LOOKING:
        return False
    named = [words(name.rpartition(".")[2])[-1:] for name in (want.path, binding.field)]
    if any(_CALLED.isdisjoint(last) for last in named):
        return False
    told, beside = _told(tool), _beside(giver, binding.field.rpartition(".")[0])
    return bool(told) and told <= beside


def _told(tool: Tool) -> frozenset[str]:
    """What a result tells of the things in it; how many they are is no news of any of them."""
    listed = [f for f in tool.outputs if "[]" in f.path]
    return frozenset(f.name for f in listed or tool.outputs)


def _beside(giver: Tool, front: str) -> frozenset[str]:
    return frozenset(f.name for f in giver.outputs if f.path.rpartition(".")[0] == front)
