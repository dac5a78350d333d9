"""What the words of a turn refer to: which call a wish stands for, and what earlier results it goes on from."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from toolgraph.llm.offline.slots import Spoken
from toolgraph.llm.offline.wishes import Wish, changes_something
from toolgraph.meaning.text import plain_words, words
from toolgraph.models.dialogue_plan import DialoguePlan, PlannedCall, PlannedTurn
from toolgraph.models.provenance import Provenance
from toolgraph.models.tool import Tool

_FIRST_ITEM = re.compile(r"\[0\]")
_MAKING = frozenset("create add find search list book set".split())


class Known:
    """The calls of a plan by id, and where their arguments come from."""

    def __init__(self, plan: DialoguePlan, tools: Mapping[str, Tool]) -> None:
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
        about = plain_words(f"{tool.description[:120]} {tool.title} {' '.join(words(tool.name))}")
        scores = [len(about & plain_words(f"{w.verb} {w.rest}")) / (1 + len(w.rest.split())) for w in wishes]
        best = max(scores)
        return scores.index(best) if best else otherwise

    def referring(self, wish: Wish, turn: PlannedTurn, *, first: bool) -> Wish:
        """A wish that goes on from an earlier result, saying so: `a hotel` becomes `that hotel` or `the first one`."""
        if wish.verb in _MAKING:
            return wish
        for call in (c for step in turn.steps for c in step if c.weight):
            for entry in self.taken.get(call.id, ()):
                same_turn = self.turn_of.get(entry.from_call or "") == turn.index
                if same_turn and first:
                    continue
                changed = self._pointed(wish, entry, same_turn=same_turn, picks=bool(turn.picks))
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
            put = "the first one" if _FIRST_ITEM.search(entry.field or "") else "one of them"
        elif same_turn:
            put = "it" if not changes_something(wish) else f"that {found.group(1)}"
        elif picks:
            return None
        else:
            put = f"that {found.group(1)}"
        return wish._replace(rest=wish.rest[: found.start()] + put + wish.rest[found.end() :])
