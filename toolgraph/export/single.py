"""One question and the calls that answer it, for formats that hold a single turn."""

from __future__ import annotations

from typing import NamedTuple

from toolgraph.export.conversation import Conversation, LeftOut, ToolSpec, uniform
from toolgraph.models.dialogue import Dialogue, Message, OfferedTool, ToolCall


class Question(NamedTuple):
    """What a single-turn format shows.

    Attributes:
        system: The system message, where a value of the calls stands in it (a date, a name); else "".
        calls: Those of the first assistant message with calls, all made in parallel.
    """

    system: str
    user: str
    calls: tuple[ToolCall, ...]
    tools: tuple[OfferedTool, ...]

    def conversation(self, *messages: Message) -> Conversation:
        """What a reader must give back: these messages, then the calls."""
        specs = tuple(ToolSpec(name=t.name, description=t.description, parameters=t.parameters) for t in self.tools)
        return uniform([*messages, Message(role="assistant", tool_calls=self.calls)], specs)


def first_question(dialogue: Dialogue) -> Question:
    """The first turn with calls, and its first calls; later ones would need answers that such a format lacks.

    Raises:
        LeftOut: `no_calls`; `value_from_earlier_turn`: a value was said in an earlier turn, which is not shown.
    """
    place = next((i for i, m in enumerate(dialogue.messages) if m.tool_calls), None)
    if place is None:
        raise LeftOut("no_calls")
    asked = max(i for i, m in enumerate(dialogue.messages[:place]) if m.role == "user")
    turn = sum(m.role == "user" for m in dialogue.messages[:asked])
    calls = dialogue.messages[place].tool_calls
    ids = {c.id for c in calls}
    origins = [p for p in dialogue.provenance if p.call in ids]
    untraced = turn > 0 and any(c.arguments and not any(p.call == c.id for p in origins) for c in calls)
    if untraced or any(p.source == "user" and p.turn != turn for p in origins):
        raise LeftOut("value_from_earlier_turn")
    system = dialogue.messages[0]
    shown = system.role == "system" and any(p.source in ("context", "clock") for p in origins)
    return Question(
        system=(system.content or "") if shown else "",
        user=dialogue.messages[asked].content or "",
        calls=calls,
        tools=dialogue.tools,
    )
