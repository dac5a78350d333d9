"""What is done is done to what was seen: a thing out of a list, or one that was just made, is shown before that."""

from __future__ import annotations

from collections.abc import Sequence

from toolgraph.meaning.concept import tool_words
from toolgraph.meaning.extreme import can_stand_out, extremes
from toolgraph.meaning.text import singular, words
from toolgraph.models.chain import Binding
from toolgraph.models.tool import Tool
from toolgraph.plan.draft import Chosen, Draft, Made
from toolgraph.plan.paths import Match, at_path
from toolgraph.plan.picks import is_name, telling, thing_at
from toolgraph.plan.wants import Want

# What is kept for later may be anything.
_KEEPING = frozenset("save bookmark follow favourite favorite mark download pin star watch".split())
_CHANGING = frozenset(("update",))


def is_done_unseen(draft: Draft, here: Sequence[int], following: int, *, anew: bool = False) -> bool:
    """Whether a call would do something to what the calls before it in the same turn bring, unseen by the user.

    Nobody sends back the first line of the first order, whatever it is, and nobody makes something to change it in the
    same breath. What is only looked up on the way to one certain thing need not be seen.

    Args:
        here: Positions of the calls that would be made in the turn before it.
        anew: They are made once more, and bring what nobody has seen.
    """
    tool = draft.tool_at(following)
    if tool.effect == "read" or _KEEPING.intersection(words(tool.name)[:1]):
        return False
    fresh = [p for p in here if anew or p not in draft.latest]
    givers = draft.sources(following).intersection(fresh)
    verb = tool_words(tool.name, tool.http)[0]
    if verb in _CHANGING and any(draft.tool_at(p).effect != "read" for p in givers):
        return True
    lists = [(b.source_call, b.field.rpartition("[]")[0]) for b in draft.bindings[following].values() if "[" in b.field]
    if len(set(lists)) < len(lists):
        return False  # of which is taken what is said best where the list is asked for: a file, for its owner
    return _takes_any(draft, following, fresh)


def _takes_any(draft: Draft, position: int, fresh: Sequence[int]) -> bool:
    """Whether a call takes one of several things that calls of the turn list, or what was found by one of them."""
    for binding in draft.bindings[position].values():
        if binding.source_call in fresh and (
            _is_any(draft.tool_at(binding.source_call), binding) or _takes_any(draft, binding.source_call, fresh)
        ):
            return True
    return False


def _is_any(tool: Tool, binding: Binding) -> bool:
    """Whether a value is of one of several things of which nothing singles one out before they are seen."""
    if tool.effect != "read" or "[" not in binding.field:
        return False
    inner, listed, _ = binding.field.rpartition("[].")
    if not listed or "[" in inner:
        return True
    beside = [f.path.removeprefix(f"{inner}[].") for f in tool.outputs if f.path.startswith(f"{inner}[].")]
    nouns = words(inner)[-1:] or tool_words(tool.name, tool.http)[1][-1:]
    named = bool(nouns) and _is_for(singular(nouns[-1]), binding.parameter) and any(map(is_name, beside))
    # What one has goes by its name; what a search brings, nobody can name before.
    known = named and _SEARCHING.isdisjoint(words(tool.name)[:1])
    return not (known or any(map(can_stand_out, beside)))


_SEARCHING = frozenset("search find look browse discover explore suggest recommend query".split())


def _is_for(thing: str, parameter: str) -> bool:
    """Whether an input is for a thing of a kind, and not only for something of it: the owner of a file."""
    return thing in {singular(word) for word in words(parameter)}


def unseen_by(draft: Draft, made: Made) -> list[Chosen]:
    """The things to which a call does something and that the user has not been shown, where their names say it all.

    None for a call that looks, nor where two values are taken of things of one list: who has a file sent to its owner
    speaks of both.
    """
    if made.tool.effect == "read" or _KEEPING.intersection(words(made.tool.name)[:1]):
        return []
    out: list[Chosen] = []
    lists: list[tuple[str, str]] = []
    for part in made.parts.values():
        unseen = [c for c in part.chosen if c.made.group == draft.group]
        if not unseen:
            continue
        lists.append((unseen[0].made.id, unseen[0].turnings[-1].path))
        thing = thing_at(unseen[0].made, unseen[0].turnings[-1].path).rpartition(" ")[2]
        if not (part.want.points and _is_for(thing, part.want.parameter.name)):
            return []
        out += unseen
    return out if len(set(lists)) == len(lists) else []


def singled_out(tool: Tool, want: Want, made: Made, found: Sequence[Match]) -> Match | None:
    """The one of several things that can be meant by who has not seen them: the cheapest flight, the latest order.

    Where something is done and no word singles one out, one that has a name of its own. None where a call takes no
    thing, or nothing tells one from the others.
    """
    if not want.points or len(found) < 2 or any(len(m.turnings) != 1 for m in found):
        return None
    items = at_path(made.result, found[0].turnings[0].path)
    listed = items if isinstance(items, list) else []
    best = next((m for at in extremes(listed).values() for m in found if m.turnings[0].at == at), None)
    if best is not None or tool.effect == "read":
        return best
    return next((m for m in found if is_name(telling(listed, m.turnings[0].at)[0])), None)
