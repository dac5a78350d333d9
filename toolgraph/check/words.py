"""What must not stand in the words: placeholders, leaked instructions, code names in the user's mouth."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolgraph.check.known import is_choice, is_default
from toolgraph.check.talk import Called, Severity, Talk
from toolgraph.meaning.holes import hole_in, marked_hole_in
from toolgraph.meaning.said import fold
from toolgraph.meaning.text import VERBS
from toolgraph.meaning.values import leaves
from toolgraph.models.base import JsonObject
from toolgraph.models.finding import Finding

_LEAK_HINTS = (
    *("an ai", "language model", "system ", "<|", "inst]", "sys>>", "tool_", "think>", "##", "instruct", "persona"),
    *("user:", "user :", "assistant:", "assistant :", "system:", "human:", "human :", "function call", "tool call"),
    *("json", "simulat", "this dialogue"),
)
_BARE_PLACEHOLDER = frozenset(("string", "null", "undefined", "none", "nan", "value", "placeholder", "example", "xxx"))
# A leak in most talk; in talk about tools that deal with such things, the matter itself.
_FORM = re.compile(
    r"\bjson (?:object|schema|format)\b|\bsystem message\b|\bfunction call\b|\bthe persona\b", re.IGNORECASE
)
_LEAK = re.compile(
    r"\bas an ai\b|\b(?:ai|large) language model\b|\bsystem prompt\b|<\|[a-z_]+\|>|\[/?INST\]|<</?SYS>>"
    r"|</?tool_(?:call|response)>|</?think>|^\s*#{2,} ?(?:instruction|response|system|user|assistant)\b"
    r"|^\s*(?:user|assistant|system|human)\s?:\s|\bmy instructions\b|\bas instructed\b|\bfunction calling\b"
    r"|\btool[_ ]calls?\b|\bas a simulated\b|\bthis (?:dialogue|simulation)\b",
    re.IGNORECASE | re.MULTILINE,
)
_CODE_WORD = re.compile(
    r"(?<![\w@/.-])(?:[A-Za-z][A-Za-z0-9]*(?:[_.-][A-Za-z0-9]+)+|[a-z]+(?:[A-Z][a-z0-9]+)+"
    r"|[A-Z][a-z]+(?:[A-Z][a-z0-9]+)+)(?![\w@])"
)


def check_words(talk: Talk) -> Iterator[Finding]:
    """Findings `placeholder`, `instruction_leaked`, `name_leaked` and `reply_raw` (a warning)."""
    for i, message in enumerate(talk.messages):
        text = message.content or ""
        if message.role in ("user", "assistant") and text:
            yield from _spoken(talk, i, text)
        elif message.role == "tool" and talk.own and (found := marked_hole_in(text)):
            yield talk.finding("placeholder", f"messages[{i}].content", f"the answer holds {found[0]!r}", "warning")
    for call in talk.calls:
        yield from _arguments(talk, call)
    yield from _names(talk)


def _hints(text: str, hints: tuple[str, ...]) -> bool:
    return any(hint in text for hint in hints)


def _spoken(talk: Talk, index: int, text: str) -> Iterator[Finding]:
    if found := hole_in(text):
        yield talk.finding("placeholder", f"messages[{index}].content", f"the text holds {found[0]!r}")
    if _hints(text.lower(), _LEAK_HINTS) and (found := _LEAK.search(text) or _foreign_form(talk, text)):
        yield talk.finding("instruction_leaked", f"messages[{index}].content", f"the text holds {found[0].strip()!r}")


def _foreign_form(talk: Talk, text: str) -> re.Match[str] | None:
    """The first form of words for machines (`JSON format`) that nobody here is asking for or about."""
    return next((found for found in _FORM.finditer(text) if not _is_matter(talk, found[0].lower())), None)


def _is_matter(talk: Talk, form: str) -> bool:
    """Whether a form is what is asked for, the value of an argument (`json`), or told by a result."""
    if any(form in turn.goal.lower() for turn in talk.turns):
        return True
    given = {leaf.lower() for call in talk.calls for _, leaf in leaves(call.arguments) if isinstance(leaf, str)}
    told = (leaf for call in talk.calls for _, leaf in leaves(call.result) if isinstance(leaf, str))
    return (form.startswith("json ") and "json" in given) or form in given or any(form in fold(x) for x in told)


def _arguments(talk: Talk, call: Called) -> Iterator[Finding]:
    """Holes are errors; a bare word (`string`, `null`) may be a choice, and as a default it is the spec's fault."""
    schema = call.tool.parameters if call.tool else {}
    for where, value in leaves(call.arguments):
        if not isinstance(value, str):
            continue
        path = f"{call.path}.arguments.{where}"
        if found := hole_in(value):
            yield talk.finding("placeholder", path, f"the value holds {found[0]!r}")
        elif value.lower() in _BARE_PLACEHOLDER and not is_choice(schema, where, value):
            severity: Severity = "warning" if is_default(schema, where, value) else "error"
            yield talk.finding("placeholder", path, f"the value is {value!r}", severity)


def _names(talk: Talk) -> Iterator[Finding]:
    names: frozenset[str] | None = None
    for index, message in enumerate(talk.messages):
        if message.role not in ("user", "assistant") or not message.content:
            continue
        for match in _CODE_WORD.finditer(message.content):
            names = _code_names(talk) if names is None else names
            word = match[0].rstrip(".-")
            if word in names:
                yield _named(talk, index, word)


def _named(talk: Talk, index: int, word: str) -> Finding:
    path = f"messages[{index}].content"
    if talk.messages[index].role == "user":
        return talk.finding("name_leaked", path, f"the user says {word!r}, a name that only the tools know")
    return talk.finding("reply_raw", path, f"the assistant says {word!r}, a name that only the tools know", "warning")


def _code_names(talk: Talk) -> frozenset[str]:
    """Names of tools and parameters that no person would say, less those that are values of arguments."""
    names: set[str] = set()
    for tool in talk.tools.values():
        names.update(name for name in (tool.name, tool.tool.rpartition("/")[2]) if _is_code(name) or _is_verbal(name))
        names.update(name for name in _parameter_names(tool.parameters) if _is_code(name))
    if names:
        names.difference_update(v for call in talk.calls for _, v in leaves(call.arguments) if isinstance(v, str))
    return frozenset(names)


def _is_code(name: str) -> bool:
    return "_" in name.strip("_") or bool(re.search(r"[a-z][A-Z]", name))


def _is_verbal(name: str) -> bool:
    """A hyphened or dotted tool name such as `get-user`; plain English has `check-in` too, which counts here."""
    first, *rest = re.split(r"[.-]", name)
    return bool(rest) and first.lower() in VERBS and name not in ("check-in", "check-out", "add-on", "start-up")


def _parameter_names(schema: JsonObject, depth: int = 6) -> Iterator[str]:
    if not isinstance(schema, dict) or not depth:
        return
    for name, inner in (schema.get("properties") or {}).items():
        yield name
        yield from _parameter_names(inner, depth - 1)
    for keyword in ("items", "additionalProperties"):
        if isinstance(schema.get(keyword), dict):
            yield from _parameter_names(schema[keyword], depth - 1)
    for keyword in ("anyOf", "oneOf", "allOf"):
        for option in schema.get(keyword) or ():
            yield from _parameter_names(option, depth - 1)
