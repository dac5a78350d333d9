"""What the words of a turn refer to: which call a wish stands for, and what earlier results it goes on from."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from toolgraph.llm.offline.slots import Spoken
from toolgraph.llm.offline.wishes import Wish, wishes_in
from toolgraph.meaning.text import VERBS, plain_words, singular, words
from toolgraph.models.dialogue_plan import DialoguePlan, PlannedCall, PlannedTurn
from toolgraph.models.provenance import Provenance
from toolgraph.models.tool import Tool

_BEHIND = re.compile(r"\b(?:in|for|of|at|near|to|from|by) (?:that|one of them|the (?:\w+ of the )?first one)\b")
_FIRST_ITEM = re.compile(r"\[0\]")
# Verbs of wishes for something new, which is never the thing that stood in an earlier result.
MAKING = frozenset(
    "create add find search list book set open publish start write record log save post register submit make".split()
)


_ALIKE_MIN = 0.3
_WISH_WORDS_MAX = 11
_EMPTY = frozenset("the and for with from all one its that this into".split())


def likeness(wish: Wish, tool: Tool) -> float:
    """How much a wish is about a tool, 0 to 1: the share of its words that the tool's own first words have."""
    about = _about(tool.description, tool.title, tool.name)
    wanted = plain_words(f"{wish.verb} {wish.rest}") - _EMPTY
    return len(wanted & about) / len(wanted) if wanted else 0.0


@lru_cache(maxsize=8192)
def _about(description: str, title: str, name: str) -> frozenset[str]:
    first = re.split(r"(?<=[a-z])[.;]", description, maxsplit=1)[0]
    return frozenset(plain_words(f"{first} {title} {' '.join(words(name))}"))


def own_wish(tool: Tool) -> Wish | None:
    """What a tool does as a wish, by its title or the first words of its description; None when they do not read so."""
    sentence = re.split(r"[.;,(]", tool.title or tool.description, maxsplit=1)[0].strip()
    if not 1 < len(sentence.split()) < _WISH_WORDS_MAX or re.search(r"[_{}]|[a-z][A-Z]", sentence):
        return None
    wish = next(iter(wishes_in(sentence[:1].lower() + sentence[1:])), None)
    return wish if wish is not None and (wish.verb in VERBS or wish.verb in MAKING) else None


class Known:
    """The calls of a plan by id, and where their arguments come from."""

    def __init__(self, plan: DialoguePlan, tools: Mapping[str, Tool]) -> None:
        self.plan = plan
        self.tools = tools
        self.calls: dict[str, PlannedCall] = {c.id: c for t in plan.turns for step in t.steps for c in step}
        self.turn_of: dict[str, int] = {c.id: t.index for t in plan.turns for step in t.steps for c in step}
        self.taken: dict[str, list[Provenance]] = {}
        for entry in plan.provenance:
            if entry.source == "result":
                self.taken.setdefault(entry.call, []).append(entry)

    def tool_of(self, call: str) -> Tool | None:
        """The tool of a call; None when the call is not in the plan (its turn was dropped)."""
        made = self.calls.get(call)
        return self.tools.get(made.tool) if made else None

    def by_wish(self, wishes: Sequence[Wish], values: Sequence[Spoken]) -> list[list[Spoken]]:
        """The values of each wish: those of the call whose tool is most like it."""
        groups: list[list[Spoken]] = [[] for _ in wishes]
        order = list(dict.fromkeys(v.said.call for v in values))
        home = {call: self._wish_of(call, wishes, min(i, len(wishes) - 1)) for i, call in enumerate(order)}
        for value in values:
            groups[home[value.said.call]].append(value)
        return groups

    def _wish_of(self, call: str, wishes: Sequence[Wish], otherwise: int) -> int:
        tool = self.tool_of(call)
        if tool is None or len(wishes) == 1:
            return otherwise
        scores = [likeness(wish, tool) for wish in wishes]
        best = max(scores)
        return scores.index(best) if best > _ALIKE_MIN else otherwise

    def unsaid(self, wishes: Sequence[Wish], values: Sequence[Spoken]) -> list[Wish]:
        """Wishes for calls that change something and that the goal leaves out though the user brings their values."""
        out: dict[str, Wish] = {}
        for value in values:
            tool = self.tool_of(value.said.call)
            if tool is None or tool.effect == "read" or any(likeness(w, tool) > _ALIKE_MIN for w in wishes):
                continue
            wish = own_wish(tool)
            if wish is not None:
                out.setdefault(tool.id, wish)
        return list(out.values())

    def referring(self, wish: Wish, turn: PlannedTurn, *, first: bool) -> Wish:
        """A wish that goes on from an earlier result, saying so: `a hotel` becomes `that hotel` or `the first one`."""
        waiting = self.plan.turns[turn.index + 1 : turn.index + 2] if turn.reply in ("ask", "confirm") else ()
        for call in (c for t in (turn, *waiting) for step in t.steps for c in step if c.weight):
            for entry in self.taken.get(call.id, ()):
                same_turn = self.turn_of.get(entry.from_call or "") == turn.index
                if same_turn and first:
                    continue
                changed = self._pointed(wish, entry, same_turn=same_turn, picks=bool(turn.picks))
                if changed is not None and wish.verb in MAKING and not _BEHIND.search(changed.rest):
                    continue
                if changed is not None:
                    return changed
        return wish

    def _pointed(self, wish: Wish, entry: Provenance, *, same_turn: bool, picks: bool) -> Wish | None:
        nouns = [
            n for n in words(re.sub(r"\[\d+\]", "", entry.path).rsplit(".", 1)[-1]) if n not in ("id", "number", "code")
        ]
        if not nouns:
            return None
        found = re.search(rf"\ban? ((?:\w+ )?{re.escape(nouns[-1])})\b(?! (?:for|with) )", wish.rest)
        if found is None:
            return None
        listed = "[" in (entry.field or "")
        if same_turn and listed:
            which = "the first one" if _FIRST_ITEM.search(entry.field or "") else "one of them"
            items = words((entry.field or "").partition("[")[0].rpartition(".")[2])[-1:] or [""]
            own = singular(items[0]) in (nouns[-1], *nouns[:1]) or not items[0]
            put = which if own else f"the {found.group(1)} of {which}"
        elif same_turn:
            put = f"that {found.group(1)}"
        elif picks:
            return None
        else:
            put = f"that {found.group(1)}"
        return wish._replace(rest=wish.rest[: found.start()] + put + wish.rest[found.end() :])
