"""What a tool lacks, asked of a language model: a result, descriptions, examples. Nothing is taken unread."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from jsonschema import Draft202012Validator

from toolgraph.llm.answers import Fault, told_faults
from toolgraph.llm.endpoint import Request, Say
from toolgraph.llm.enrich_result import RESULT_SCHEMA, result_of
from toolgraph.llm.enrich_text import Bounds, bounds_of, sentence_faults, value_faults
from toolgraph.llm.tame import tamed
from toolgraph.meaning.text import words
from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.models.tool import Leaf, Tool
from toolgraph.prompts import load_prompt, prompts_digest

What = Literal["returns", "descriptions", "examples"]
WHATS: tuple[What, ...] = ("returns", "descriptions", "examples")

_ABOUT_MAX = 600  # characters of a tool's description that the model sees
_SHOWN_MAX = 40  # leaves of a side that it sees
_ASKED_MAX = 60  # leaves of a tool that are asked about
_AT_ONCE = 15  # of them in one request
_VALUES_MAX = 3
_TOKENS: Mapping[What, int] = {"returns": 1_500, "descriptions": 60, "examples": 60}  # a reply, or a leaf in it
_SCALARS = ("string", "integer", "number")
_SECRET = frozenset("password passwd secret token credential apikey authorization signature cookie session".split())
_SECRET_KEY = frozenset("api private access signing encryption".split())  # other keys (`issue_key`) are ids


def prompts_of(whats: Iterable[What]) -> str:
    """What changes when a prompt for one of these changes."""
    return prompts_digest("enrich", *(f"enrich_{what}_system" for what in whats))


def place_of(leaf: Leaf) -> str:
    """A leaf's id without its tool: `in:petId`."""
    return leaf.id.partition("#")[2]


def lacking(tool: Tool, what: What) -> tuple[Leaf, ...] | None:
    """The leaves that lack something; () for a tool that lacks a result, None for one that lacks nothing.

    A result that was concluded without a model counts as lacking, and its fields are not asked about.
    """
    if what == "returns":
        return None if _has_result(tool) else ()
    if what == "examples":
        leaves: list[Leaf] = [p for p in tool.inputs if _wants_examples(p)]
    else:
        leaves = [*tool.inputs, *(tool.outputs if _has_result(tool) else ())]
        leaves = [leaf for leaf in leaves if not leaf.description and leaf.name]
    return tuple(leaves[:_ASKED_MAX]) or None


def _has_result(tool: Tool) -> bool:
    return tool.returns is not None or (tool.enriched is not None and tool.enriched.returns is not None)


def _wants_examples(leaf: Leaf) -> bool:
    plain = leaf.type in _SCALARS and not leaf.enum and leaf.format not in ("binary", "byte", "password")
    name = frozenset(words(leaf.name))
    secret = name & _SECRET or ("key" in name and name & _SECRET_KEY)
    return plain and not leaf.examples and not secret


def questions(
    tool: Tool, what: What, tool_names: frozenset[str], schemas: Mapping[str, JsonObject]
) -> list[ResultQuestion] | list[LeavesQuestion]:
    """What to ask about a tool; nothing when it lacks nothing.

    Args:
        tool_names: Of all tools in the graph; they are nobody's description.
        schemas: Of the tool's parameters, by place; examples must be valid under them.
    """
    leaves = lacking(tool, what)
    if leaves is None:
        return []
    bounds = bounds_of(tool, tool_names)
    if what == "returns":
        return [ResultQuestion(tool, bounds)]
    parts = [leaves[at : at + _AT_ONCE] for at in range(0, len(leaves), _AT_ONCE)]
    return [LeavesQuestion(tool, what, part, bounds, schemas) for part in parts]


def _prompt(tool: Tool, what: What, keys: Sequence[str], wanted: str, faults: tuple[Fault, ...]) -> tuple[Say, ...]:
    filled = load_prompt("enrich").fill(
        name=tamed(f"{tool.name} ({tool.title})" if tool.title else tool.name),
        about=tamed(tool.description, _ABOUT_MAX) or "nothing",
        http=tamed(tool.http) or "its name",
        inputs="\n".join(_lines(tool.inputs)) or "- nothing",
        outputs="\n".join(_lines(() if what == "returns" else tool.outputs)) or "- not said",
        wanted=wanted,
        problems=told_faults(faults),
        keys=", ".join(f'"{k}"' for k in keys),
    )
    return Say("system", load_prompt(f"enrich_{what}_system").fill()), Say("user", filled)


def _lines(leaves: Iterable[Leaf]) -> Iterator[str]:
    for leaf in list(leaves)[:_SHOWN_MAX]:
        yield f"- <data>{_told(leaf)}</data>"


def _told(leaf: Leaf) -> str:
    facts = [leaf.type + (f" of {leaf.item_type}" if leaf.item_type else ""), leaf.format, leaf.pattern]
    facts += [f"one of {', '.join(map(str, leaf.enum[:8]))}"] if leaf.enum else []
    facts += ["required"] if leaf.required else []
    text = f"{leaf.path} ({tamed(', '.join(f for f in facts if f))})"
    return f"{tamed(text)}: {tamed(leaf.description, 160)}" if leaf.description else tamed(text)


@dataclass
class ResultQuestion:
    """What a tool gives back."""

    tool: Tool
    bounds: Bounds
    returns: JsonObject | None = None

    def request(self, faults: tuple[Fault, ...], sample: int) -> Request:
        """As in Question."""
        says = _prompt(self.tool, "returns", ["fields"], "", faults)
        return Request(says, RESULT_SCHEMA, _TOKENS["returns"], sample)

    def read(self, answer: JsonObject) -> tuple[Fault, ...]:
        """As in Question; a result is taken as a whole or not at all."""
        self.returns, faults = result_of(answer["fields"], self.tool, self.bounds)
        return faults


@dataclass
class LeavesQuestion:
    """Descriptions or examples of some leaves; asks again only for those that were not right.

    Attributes:
        found: What passed, by place.
    """

    tool: Tool
    what: What
    leaves: tuple[Leaf, ...]
    bounds: Bounds
    schemas: Mapping[str, JsonObject]
    found: dict[str, JsonValue] = field(default_factory=dict)

    def _open(self) -> dict[str, Leaf]:
        """Those still to be answered, by their key in requests and replies."""
        keyed = {f"{place_of(leaf).partition(':')[0]}_{at + 1}": leaf for at, leaf in enumerate(self.leaves)}
        return {key: leaf for key, leaf in keyed.items() if place_of(leaf) not in self.found}

    def request(self, faults: tuple[Fault, ...], sample: int) -> Request:
        """As in Question."""
        todo = self._open()
        lines = [f'- "{key}": <data>{_told(leaf)}</data>' for key, leaf in todo.items()]
        wanted = "\n".join(["", "Asked for:", *lines, ""])
        schema = {
            "type": "object",
            "properties": {key: self._one(leaf) for key, leaf in todo.items()},
            "required": list(todo),
            "additionalProperties": False,
        }
        says = _prompt(self.tool, self.what, list(todo), wanted, faults)
        return Request(says, schema, _TOKENS[self.what] * len(todo) + 60, sample)

    def _one(self, leaf: Leaf) -> JsonObject:
        if self.what == "descriptions":
            return {"type": "string"}
        return {"type": "array", "items": {"type": leaf.type}}

    def read(self, answer: JsonObject) -> tuple[Fault, ...]:
        """As in Question; each leaf is taken or not for itself."""
        read = self._sentence if self.what == "descriptions" else self._values
        told: list[Fault] = []
        for key, leaf in self._open().items():
            faults = list(read(leaf, answer[key]))
            told += [Fault(f.code, f'"{key}": {f.reason} (it was: {str(answer[key])[:160]!r})') for f in faults]
        return tuple(told)

    def _sentence(self, leaf: Leaf, answer: JsonValue) -> Iterator[Fault]:
        text = " ".join(str(answer).split())
        faults = list(sentence_faults(text, leaf.name, self.bounds))
        if text.casefold() in {str(t).casefold() for t in self.found.values()}:
            faults.append(Fault("repeated", "each gets a sentence of its own"))
        if not faults:
            self.found[place_of(leaf)] = text
        yield from faults

    def _values(self, leaf: Leaf, answer: JsonValue) -> Iterator[Fault]:
        values = list(answer)
        schema = self.schemas.get(place_of(leaf), {})
        faults = [f for v in values for f in value_faults(v, leaf.name, self.bounds)]
        if not 1 <= len(values) <= _VALUES_MAX:
            faults.append(Fault("too_many" if values else "too_few", f"give 1 to {_VALUES_MAX} values"))
        if len({str(v).casefold() for v in values}) < len(values):
            faults.append(Fault("repeated", "give different values"))
        if bad := next((w for v in values if (w := _invalid(v, schema))), ""):
            faults.append(Fault("invalid", f"keep to the parameter's schema: {bad}"))
        if not faults:
            self.found[place_of(leaf)] = values
        yield from faults


def _invalid(value: JsonValue, schema: JsonObject) -> str:
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    error = next(validator.iter_errors(value), None)
    return error.message[:160] if error else ""


def typical_answer(question: ResultQuestion | LeavesQuestion) -> int:
    """About how many tokens a good answer has, for estimates before any is written."""
    return 260 if isinstance(question, ResultQuestion) else 24 * len(question.leaves)
