"""Deeds that make sense: nothing is done twice to the same thing, and nothing to a thing that is over and done with."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from toolgraph.meaning.cart import bears_contents, begins_empty, buys, wants_contents
from toolgraph.meaning.concept import tool_words
from toolgraph.meaning.text import singular, words
from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.models.chain import Binding
from toolgraph.models.tool import Tool
from toolgraph.plan.draft import Draft, Made, Part
from toolgraph.plan.goals import goal_of
from toolgraph.plan.paths import Match, at_path
from toolgraph.plan.returning import not_here_yet
from toolgraph.plan.wants import Want, wants_of
from toolgraph.world.sorts import clashes

# What is only told beside a deed: with other words the same is done once more.
_BESIDE = frozenset("text body note notes message comment reason description content summary".split())
_JOINTS = frozenset("in on to for from into at with of".split())
_PUTTING = frozenset("add put append insert attach invite".split())
_ANSWERING = frozenset("reply answer respond".split())
# States in which nothing more is done to a thing.
_OVER = frozenset(
    "cancelled canceled expired closed completed complete done finished ended archived deleted resolved merged "
    "withdrawn rejected declined refused failed refunded returned lost won paid void voided inactive dead discontinued "
    "frozen blocked locked deactivated disabled missed stopped".split()
)
# Deeds that are for just such things.
_UNDOING = frozenset(
    "reopen restore renew resume retry reactivate activate enable unfreeze unlock unblock unarchive undo reschedule "
    "rebook delete remove archive review rate refund return reorder export share".split()
)

# Deeds that need a thing to be at rest, and those that need it not to be.
_WAKING = frozenset("resume enable activate reactivate unfreeze unlock unblock reopen unpause unmute".split())
_RESTING = frozenset("pause disable deactivate freeze lock block suspend mute".split())
_AWAKE = frozenset("active enabled running open on unlocked live".split())
_AT_REST = frozenset("paused disabled suspended muted locked frozen blocked inactive hold off".split())


def over_by_then(draft: Draft, tool: Tool, want: Want) -> list[JsonValue]:
    """States that are not asked for where something is to be done to what is found: no frozen card is frozen."""
    if tool.effect != "read" or not any(_OVER.intersection(words(str(c))) for c in want.parameter.enum):
        return []
    if away := not_here_yet(draft, want):
        return away
    takers = {
        call: bound
        for call, bound in enumerate(draft.bindings)
        if any(draft.tool_at(b.source_call).id == tool.id for b in bound.values())
    }
    if not any(_changes(draft.tool_at(call)) for call in takers):
        return []
    return [c for c in want.parameter.enum if _OVER.intersection(words(str(c)))]


def _changes(tool: Tool) -> bool:
    return tool.effect != "read" and not _UNDOING.intersection(words(tool.name))


def not_done_yet(draft: Draft, tool: Tool, want: Want, found: list[Match]) -> list[Match]:
    """Of the things that a deed could be done to, those to which it has not been done; all where none is left.

    Nobody books a free time that they have booked already, were there no other one.
    """
    if tool.effect == "read":
        return found
    if _USED_UP.intersection(words(want.parameter.name)) and want.points:
        used = {str(p.value) for m in draft.made if _takes_up(m) for p in m.parts.values() if p.want.points}
        return [m for m in found if str(m.value) not in used]
    if not is_its_own(tool, want):
        return found
    done = {str(m.parts[want.path].value) for m in draft.made if _is_of(m, tool) and want.path in m.parts}
    return [m for m in found if str(m.value) not in done] or found


# What is there for one alone, and the deeds that take it.
_USED_UP = frozenset(("slot", "opening"))


def _takes_up(made: Made) -> bool:
    return made.ok and made.tool.effect != "read"


def not_over(tool: Tool, want: Want, made: Made, found: list[Match]) -> list[Match]:
    """Of the things that a deed could be done to, those that are not over and done with; all where none is left.

    Those that are so already are none of them, were they all so: nobody resumes what runs, or resolves what is
    resolved.
    """
    verbs = set(words(tool.name))
    turned = bool(verbs & (_WAKING | _RESTING)) and want.points and want.parameter.required
    if tool.effect == "read" or not (turned or is_its_own(tool, want)):
        return found
    if turned:
        found = [m for m in found if _is_awake(_item(made, m)) is not bool(verbs & _WAKING)]
    if not _changes(tool):
        return found
    found = [m for m in found if not _is_so(tool, _item(made, m))]
    return [m for m in found if not _is_over(_item(made, m))] or found


def _item(made: Made, match: Match) -> JsonObject:
    item = at_path(made.result, match.turnings[-1].item) if match.turnings else made.result
    return item if isinstance(item, dict) else {}


def _is_awake(item: JsonObject) -> bool | None:
    """Whether a thing runs, as its own flags and states tell; None where they do not."""
    for key, value in item.items():
        told = set(words(key))
        if isinstance(value, bool) and told & (_AWAKE | _AT_REST):
            return value if told & _AWAKE else not value
        if key in ("status", "state") and isinstance(value, str) and set(words(value)) & (_AWAKE | _AT_REST):
            return bool(set(words(value)) & _AWAKE)
    return None


def _is_so(tool: Tool, item: JsonObject) -> bool:
    """Whether a flag or a state says that just this was done: what `is_submitted` is not submitted once more."""
    verb = next(iter(words(tool.name)), "").rstrip("e")
    told = {word for key, value in item.items() if value is True for word in words(key)}
    told |= {word for key in ("status", "state") if isinstance(state := item.get(key), str) for word in words(state)}
    return len(verb) >= _VERB_LETTERS and any(t.startswith(verb) and t.endswith("ed") for t in told)


_VERB_LETTERS = 3


def _is_over(item: JsonObject) -> bool:
    states = (item.get(key) for key in ("status", "state"))
    return any(isinstance(state, str) and not _OVER.isdisjoint(words(state)) for state in states)


def of_the_sort(tool: Tool, want: Want, made: Made, found: list[Match]) -> list[Match]:
    """Of some items those of the sort that a tool is for: nobody checks in online for the booking of a car.

    The list must tell its items' sorts (`type`: flight, hotel, car), and the tool speak of one of them; else the items
    may be called as no such thing is: `Stay in Madrid`.
    """
    if not want.points:
        return found
    meant = {singular(w) for w in words(goal_of(tool).replace(" ", "_"))[1:]}  # without the verb: `lock a door`
    for field in made.tool.outputs:
        if not field.enum:
            continue
        name = field.path.rpartition(".")[2]
        sorts = {str(choice).lower() for choice in field.enum} if words(name)[-1:] in _SORTS else set[str]()
        if len(sorts) > 1 and len(wanted := sorts & meant) == 1:
            items = ((m, at_path(made.result, m.turnings[-1].item) if m.turnings else made.result) for m in found)
            told = ((m, item.get(name) if isinstance(item, dict) else None) for m, item in items)
            return [m for m, sort in told if sort is None or str(sort).lower() in wanted]
    listed = ((m, at_path(made.result, m.turnings[-1].item) if m.turnings else None) for m in found)
    return [m for m, item in listed if not (isinstance(item, dict) and _is_called_else(item, meant))]


def _is_called_else(item: JsonObject, meant: Collection[str]) -> bool:
    names = (item.get(key) for key in ("title", "name"))
    return any(clashes(name, meant) for name in names)


_SORTS = (("type",), ("kind",), ("category",))


def not_so_already(tool: Tool, want: Want, parts: Mapping[str, Part], found: list[Match]) -> list[Match]:
    """Of the values that a thing could be changed to, those that it does not have: no deal moves to its own stage."""
    if tool.effect == "read" or tool_words(tool.name, tool.http)[0] != "update":
        return found
    name, has = _meant(want.parameter.name), set[str]()
    for part in (p for p in parts.values() if is_its_own(tool, p.want)):
        items = [(c.made, c.turnings[-1].item) for c in part.chosen]
        alone = [(o.made, o.field.rpartition(".")[0]) for o in part.origins if o.made is not None and not items]
        for made, path in [*items, *alone]:  # out of a list, or of what was opened or made just now
            item = at_path(made.result, path) if path else made.result
            told = {**made.arguments, **(item if isinstance(item, dict) else {})}
            has |= {str(value) for key, value in told.items() if _meant(key) == name}
    return [m for m in found if str(m.value) not in has]


def _meant(name: str) -> tuple[str, ...]:
    return tuple(word for word in words(name) if word != "new")


def is_done_already(draft: Draft, tool: Tool, parts: Mapping[str, Part]) -> bool:
    """Whether the same has been done to the same thing, were it in other words or in another manner."""
    if tool.effect == "read" or not any(p.want.points for p in parts.values()):
        return False
    own = any(is_its_own(tool, p.want) for p in parts.values())
    mine = _told(tool, parts, own=own)
    return any(_is_of(made, tool) and _told(tool, made.parts, own=own) == mine for made in draft.made)


def is_of_nothing(draft: Draft, tool: Tool, parts: Mapping[str, Part]) -> bool:
    """Whether what is in something would be bought or sent, and nothing has been put into it since it was made.

    Neither is anything done with what was bought before: its cart is closed.
    """
    own = [p.value for p in parts.values() if p.want.points and bears_contents(p.want.parameter.name)]
    spent = [m for m in draft.made if m.ok and buys(m.tool.name, m.tool.effect)] if own else []
    if any(_names(m, value) for m in spent for value in own):
        return True
    if not wants_contents(tool.name, tool.effect):
        return False
    for part in (p for p in parts.values() if p.want.points):
        began = next((m for m in draft.made if m.ok and _is_begun(m.tool) and _gave(m, part.value)), None)
        later = draft.made[draft.made.index(began) + 1 :] if began is not None else []
        if began is not None and not any(m.ok and m.tool.effect != "read" and _names(m, part.value) for m in later):
            return True
    return False


def _gave(made: Made, value: JsonValue) -> bool:
    return isinstance(made.result, dict) and any(v == value for v in made.result.values() if isinstance(v, (str, int)))


def _is_begun(tool: Tool) -> bool:
    return begins_empty(tool.name, tool.effect, tool.http)


def _names(made: Made, value: JsonValue) -> bool:
    return any(part.value == value for part in made.parts.values())


def _is_of(made: Made, tool: Tool) -> bool:
    return made.ok and made.tool.id == tool.id


def is_its_own(tool: Tool, want: Want) -> bool:
    """Whether an input says which thing a deed is done to, and not only where or with what something new is made."""
    if not want.points:
        return False
    if _ANSWERING.intersection(words(tool.name)):
        return want.parameter.required
    nouns = tool_words(tool.name, tool.http)[1]
    joint = next((at for at, noun in enumerate(nouns) if noun in _JOINTS), len(nouns))
    if joint > 0 or _PUTTING.intersection(words(tool.name)[:1]):
        nouns = nouns[:joint]  # a track is added to a playlist, and the next one too
    return bool({singular(n) for n in nouns} & set(words(want.parameter.name)))


def _told(tool: Tool, parts: Mapping[str, Part], *, own: bool) -> dict[str, JsonValue]:
    """What tells one deed of a tool from another: what it is done to, else all but the manner and the words of it."""
    return {
        path: part.value
        for path, part in parts.items()
        if (is_its_own(tool, part.want) if own else part.want.points or not _is_beside(part.want))
    }


def _is_beside(want: Want) -> bool:
    manner = want.parameter.enum or want.parameter.type not in ("string", "array", "object")
    name = words(want.parameter.name)
    joint = next((at for at, word in enumerate(name) if at and word in _JOINTS), len(name))
    return bool(manner or _BESIDE.intersection(name[joint - 1 : joint]))  # a `note_to_pharmacist` is a note


def with_room_for_more(bindings: Sequence[Mapping[str, Binding]], tools: Sequence[Tool]) -> list[dict[str, Binding]]:
    """The links without those that make a thing with what a later call is to put into it: a playlist begins empty.

    Args:
        tools: Of the calls.
    """
    out = [dict(bound) for bound in bindings]
    for later, bound in enumerate(bindings):
        if not _PUTTING.intersection(words(tools[later].name)):
            continue
        put = {(b.source_call, b.field) for b in bound.values()}
        for call in {b.source_call for b in bound.values() if tools[b.source_call].effect != "read"}:
            wants = wants_of(tools[call])
            out[call] = {
                p: b for p, b in out[call].items() if wants[p].parameter.required or (b.source_call, b.field) not in put
            }
    return out


def of_the_kind(tool: Tool, made: Made, found: list[Match]) -> list[Match]:
    """Items that say of themselves that they are what the tool deals with, where there are such: a door to unlock."""
    all_are = {singular(noun) for noun in tool_words(made.tool.name, made.tool.http)[1]}  # hotels, whatever their names
    nouns = {singular(noun) for noun in tool_words(tool.name, tool.http)[1]} - all_are
    if not nouns:
        return found
    fitting = [m for m in found if nouns & _told_of(at_path(made.result, m.turnings[-1].item) if m.turnings else None)]
    return fitting or found


def _told_of(item: JsonValue) -> set[str]:
    texts = [v for v in item.values() if isinstance(v, str)] if isinstance(item, dict) else []
    return {singular(word) for text in texts for word in words(text)}
