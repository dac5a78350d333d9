"""The dialogue before its words: who speaks, what each turn is for, and calls that have already run."""

from __future__ import annotations

from typing import Literal

from toolgraph.models.base import Artefact, JsonObject, JsonValue
from toolgraph.models.chain import Chain
from toolgraph.models.provenance import Provenance

Act = Literal[
    "request",
    "clarify",
    "follow_up",
    "correct",
    "error",
    "tool_missing",
    "out_of_scope",
    "confirm",
    "chitchat",
    "close",
]


class Persona(Artefact):
    """Who the user is.

    Attributes:
        traits: Big Five, each -1 (low), 0 or 1 (high): openness, conscientiousness, extraversion,
            agreeableness, neuroticism.
    """

    name: str
    role: str
    traits: dict[str, int]


class Circumstances(Artefact):
    """The ten circumstances of DiaSynth (https://arxiv.org/abs/2409.19020), one word or phrase each."""

    age_gender: str
    familiarity: str
    emotion: str
    formality: str
    duration: str
    medium: str
    topic: str
    location: str
    agreement: str
    natural_features: str


class SaidValue(Artefact):
    """A value that the user's words of a turn must bring.

    Attributes:
        call: Id of the call that will use it.
        path: Concrete argument path it fills.
        label: What a person calls it (`departure date`).
        value: As it stands in the arguments.
        relative: Said relative to the clock (`tomorrow`, `next Friday`); its provenance is then `clock`.
    """

    call: str
    path: str
    label: str
    value: JsonValue
    relative: bool = False


class Pick(Artefact):
    """One of several things in an earlier result that the user singles out in a turn.

    Attributes:
        call: Id of the call whose result lists them.
        path: Concrete path of the chosen item (`flights[1]`).
        count: How many there are.
        label: What a person calls such a thing (`flight`).
        by: Path within the item of the value that tells it from the others (`airline`); "" when only its place does.
        value: That value; None when only its place does (`the second one`).
    """

    call: str
    path: str
    count: int
    label: str
    by: str = ""
    value: JsonValue = None


class PlannedCall(Artefact):
    """One call that has run in the world.

    Attributes:
        id: `call_1`, `call_2`, ... over the dialogue.
        tool: Tool id.
        ok: Whether the world answered with a result; False means `result` is an error body.
        weight: 0 for a wrong call that is corrected later (not to be trained on), else 1.
        chain_call: Position in the chain; None for a wrong call.
    """

    id: str
    tool: str
    name: str
    arguments: JsonObject
    result: JsonValue
    ok: bool = True
    weight: Literal[0, 1] = 1
    chain_call: int | None = None


class PlannedTurn(Artefact):
    """One user utterance and what the assistant does until it speaks last.

    Attributes:
        act: What the user's utterance is for.
        said: Values that the user's words must bring.
        picks: Earlier results that the user's words must single out.
        steps: Calls in order; calls in one step are made in parallel.
        asks: Values the assistant asks for in its last words (then the next turn is a `clarify`), else empty.
        reply: What the assistant's last words do.
        goal: One plain sentence: what the user is after in this turn.
    """

    index: int
    act: Act
    goal: str = ""
    said: tuple[SaidValue, ...] = ()
    picks: tuple[Pick, ...] = ()
    steps: tuple[tuple[PlannedCall, ...], ...] = ()
    asks: tuple[SaidValue, ...] = ()
    reply: Literal["report", "ask", "chat", "apologise", "decline", "confirm", "farewell"] = "report"


class DialoguePlan(Artefact):
    """Everything about a dialogue but its words.

    Attributes:
        clock: The moment of the dialogue, ISO 8601 with offset; shown to the assistant as context.
        context: Facts that the assistant is given beside the clock (such as the user's own name).
        tools: Tool ids offered, in the order shown; chain and distractors mixed.
        provenance: One entry for each argument leaf of each call.
    """

    id: str
    seed: int
    chain: Chain
    persona: Persona
    circumstances: Circumstances
    subtopic: str
    goal: str
    clock: str
    locale: str
    context: JsonObject = {}
    tools: tuple[str, ...]
    turns: tuple[PlannedTurn, ...]
    provenance: tuple[Provenance, ...] = ()
