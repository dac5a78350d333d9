"""One question and the calls that answer it, for formats that hold a single request."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from toolgraph.export.conversation import Conversation, LeftOut, ToolSpec, uniform
from toolgraph.models.dialogue import Dialogue, Message, OfferedTool, ToolCall
from toolgraph.models.provenance import Provenance


class Question(NamedTuple):
    """What a single-request format shows.

    Attributes:
        messages: The user's message that leads to the calls. Before it, the system message where a value of the calls
            stands in it (a date, a name), and what was said before where a value was said there.
        calls: Those of the first assistant message with calls, all made in parallel.
    """

    messages: tuple[Message, ...]
    calls: tuple[ToolCall, ...]
    tools: tuple[OfferedTool, ...]

    def conversation(self, messages: Sequence[Message]) -> Conversation:
        """What a reader must give back: these messages, then the calls."""
        specs = tuple(ToolSpec(name=t.name, description=t.description, parameters=t.parameters) for t in self.tools)
        return uniform([*messages, Message(role="assistant", tool_calls=self.calls)], specs)


def first_question(dialogue: Dialogue) -> Question:
    """The first turn with calls, and its first calls; later ones would need answers that such a format lacks.

    Raises:
        LeftOut: `no_calls`.
    """
    place = next((i for i, m in enumerate(dialogue.messages) if m.tool_calls), None)
    if place is None:
        raise LeftOut("no_calls")
    calls = dialogue.messages[place].tool_calls
    # No call stands before these, so all that was said before is words.
    spoken = [m for m in dialogue.messages[:place] if m.role != "system"]
    origins = [p for p in dialogue.provenance if p.call in {c.id for c in calls}]
    shown = spoken if _leans_back(calls, origins, sum(m.role == "user" for m in spoken) - 1) else spoken[-1:]
    system = dialogue.messages[0]
    if system.role == "system" and any(p.source in ("context", "clock") for p in origins):
        shown = [system, *shown]
    return Question(messages=tuple(map(_plain, shown)), calls=calls, tools=dialogue.tools)


def _leans_back(calls: Sequence[ToolCall], origins: Sequence[Provenance], turn: int) -> bool:
    """Whether a value was said in a turn before this one, or may have been, since nothing says where it comes from."""
    untraced = any(c.arguments and not any(p.call == c.id for p in origins) for c in calls)
    return untraced or any(p.source == "user" and p.turn != turn for p in origins)


def _plain(message: Message) -> Message:
    return Message(role=message.role, content=message.content or "")
