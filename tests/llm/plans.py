"""Dialogue plans made by hand over the bundled catalogue, so that words are tested without the planner."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any

from toolgraph.ids import call_names
from toolgraph.models.chain import Chain
from toolgraph.models.dialogue_plan import (
    Circumstances,
    DialoguePlan,
    Persona,
    Pick,
    PlannedCall,
    PlannedTurn,
    SaidValue,
)
from toolgraph.models.provenance import Provenance
from toolgraph.models.tool import Parameter, Tool
from toolgraph.normalise import normalise
from toolgraph.read import read_path

_INGEST = Path(__file__).resolve().parents[2] / "ingest"
CLOCK = "2026-03-03T14:05:00+00:00"
_VOICES = (
    ("casual", "cheerful", "chat app on the phone", "slang", "a quick word"),
    ("formal", "calm", "e-mail-like chat", "none", "takes their time"),
    ("neutral", "in a hurry", "voice assistant", "fillers", "a few minutes"),
    ("polite", "worried", "chat window on a website", "pauses", "takes their time"),
    ("casual", "annoyed", "messenger at work", "small typos", "a few minutes"),
    ("casual", "tired", "voice assistant", "short sentences", "a quick word"),
)


@lru_cache(maxsize=1)
def catalogue() -> dict[str, Tool]:
    """Every tool of the bundled catalogue."""
    return {tool.id: tool for spec in read_path(_INGEST) for tool in normalise(spec).tools}


def persona(rng: Random) -> Persona:
    traits = ("openness", "conscientiousness", "extraversion", "agreeableness", "neuroticism")
    return Persona(name="Ana Lopes", role="wedding planner", traits={t: rng.choice((-1, 0, 1)) for t in traits})


def circumstances(number: int) -> Circumstances:
    formality, emotion, medium, features, duration = _VOICES[number % len(_VOICES)]
    return Circumstances(
        age_gender="woman in her thirties",
        familiarity="used it once or twice",
        emotion=emotion,
        formality=formality,
        duration=duration,
        medium=medium,
        topic="travel",
        location="on a train",
        agreement="wants to decide for themselves",
        natural_features=features,
    )


def sample(schema: dict[str, Any], rng: Random, name: str = "") -> Any:
    """A value of a schema: its example where it has one."""
    for key in ("example", "default"):
        if key in schema:
            return schema[key]
    if schema.get("examples"):
        return rng.choice(schema["examples"])
    if schema.get("enum"):
        return rng.choice(schema["enum"])
    if "const" in schema:
        return schema["const"]
    return _plain(schema, rng, name)


def _plain(schema: dict[str, Any], rng: Random, name: str) -> Any:
    kind = schema.get("type", "string")
    kind = next((k for k in kind if k != "null"), "string") if isinstance(kind, list) else kind
    if kind == "object":
        return {k: sample(v, rng, k) for k, v in schema.get("properties", {}).items()}
    if kind == "array":
        return [sample(schema.get("items", {}), rng, name) for _ in range(rng.randint(1, 4))]
    plain = {"integer": rng.randint(1, 40), "number": rng.randint(100, 9000) / 100, "boolean": rng.random() < 0.5}
    dated = {"date": f"2026-03-{rng.randint(4, 28):02}", "date-time": f"2026-03-{rng.randint(4, 28):02}T09:30:00+00:00"}
    return plain.get(kind, dated.get(schema.get("format", ""), f"{name} {rng.choice('ABCDEF')}"))


def said_of(call: str, parameter: Parameter, rng: Random) -> SaidValue:
    words = parameter.name.replace("_", " ")
    label = "".join(f" {c.lower()}" if c.isupper() else c for c in words)
    value = sample({"type": parameter.type, **parameter.model_dump(include={"examples", "enum", "format"})}, rng, label)
    return SaidValue(call=call, path=parameter.path, label=label, value=value)


def call_of(number: int, tool: Tool, names: dict[str, str], said: tuple[SaidValue, ...], rng: Random) -> PlannedCall:
    return PlannedCall(
        id=f"call_{number}",
        tool=tool.id,
        name=names[tool.id],
        arguments={s.path: s.value for s in said if "." not in s.path},
        result=sample(tool.returns or {}, rng),
        chain_call=number - 1,
    )


def wish_of(tool: Tool) -> str:
    """The planner's wish, near enough: title or first sentence, as an order."""
    text = (tool.title or tool.description).split(".")[0].strip()
    return text[:1].lower() + text[1:]


def plan_of(tools: list[Tool], number: int = 0) -> DialoguePlan:
    """A plan that asks for one tool after the other, with every other act around."""
    rng = Random(number)
    names = call_names({t.id: t.name for t in tools})
    turns: list[PlannedTurn] = []
    proofs: list[Provenance] = []
    for i, tool in enumerate(tools, 1):
        said = tuple(said_of(f"call_{i}", p, rng) for p in tool.inputs if p.type != "object" and "[" not in p.path)
        said = said[:5]
        call = call_of(i, tool, names, said, rng)
        asked, now = (said[:1], said[1:]) if i == 1 and len(said) > 1 else ((), said)
        base = {"goal": wish_of(tool), "act": "request" if i == 1 else "follow_up"}
        if asked:
            turns.append(PlannedTurn(index=len(turns), said=now, asks=asked, reply="ask", **base))
            base, now = {"goal": wish_of(tool), "act": "clarify"}, asked
        turns.append(PlannedTurn(index=len(turns), said=now, steps=((call,),), **base))
        proofs += [
            Provenance(call=call.id, path=s.path, source="user", value=s.value, turn=len(turns) - 1)
            for s in said
            if s.path in call.arguments
        ]
    for act, goal, reply in (
        ("chitchat", "grumble a little about the weather", "chat"),
        ("tool_missing", "order a taxi to the front door", "decline"),
        ("out_of_scope", "know next week's winning lottery numbers", "decline"),
        ("close", "say thanks and goodbye", "farewell"),
    ):
        turns.append(PlannedTurn(index=len(turns), act=act, goal=goal, reply=reply))
    return DialoguePlan(
        id=f"plan-{number}",
        seed=7,
        chain=Chain(id=f"c{number}", motif="line", seed=7, index=number, tools=tuple(t.id for t in tools)),
        persona=persona(rng),
        circumstances=circumstances(number),
        subtopic="travel, for a friend",
        goal="sort things out",
        clock=CLOCK,
        locale="en_GB",
        context={"user_name": "Ana Lopes"},
        tools=tuple(t.id for t in tools),
        turns=tuple(turns),
        provenance=tuple(proofs),
    )


def plans(count: int, per_plan: int = 2) -> list[DialoguePlan]:
    """Plans that together go over the catalogue."""
    tools = list(catalogue().values())
    return [plan_of([tools[(n * per_plan + k) % len(tools)] for k in range(per_plan)], n) for n in range(count)]


def pick_of(call: str, path: str, label: str, value: Any = None, by: str = "", count: int = 3) -> Pick:
    return Pick(call=call, path=path, count=count, label=label, by=by, value=value)
