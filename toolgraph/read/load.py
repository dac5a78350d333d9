"""Bytes of a file to plain JSON values: JSON, JSON Lines or YAML, by content."""

from __future__ import annotations

import json
import re
from collections.abc import Hashable
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import yaml

from toolgraph.errors import SpecError
from toolgraph.models.base import JsonValue
from toolgraph.models.spec import Skipped

EXPECTED = (
    "an OpenAPI or Swagger document, an MCP tools/list answer, a list of OpenAI, Anthropic or Gemini functions, "
    "BFCL function documents, or tools as JSON Lines"
)
_LINES = frozenset({".jsonl", ".ndjson"})
_YAML = frozenset({".yaml", ".yml"})
_LONE_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_MANY_DIGITS = re.compile(r"[0-9]{1000}")
# libyaml recurses in C: some ten thousand levels end the process (seen with 0.2.5).
_DEEPEST_FLOW = 500
_DEEP_INDENT = re.compile(r"(?m)^[ \-?:]{1000}")
# Values an anchor may add to a file beside those that it spells out.
_MOST_COPIES = 200_000
_MOST_MERGED = 20_000


@dataclass(frozen=True, slots=True)
class Item:
    """One value of a file and where it stands (`line 3`, `document 2`; "" for the only one)."""

    place: str
    value: JsonValue


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a file holds, and the lines that could not be read."""

    items: tuple[Item, ...]
    skipped: tuple[Skipped, ...] = ()


def load(path: Path) -> Loaded:
    """Read one file.

    Raises:
        SpecError: The file cannot be opened, is empty, binary, or neither JSON, JSON Lines nor YAML.
    """
    return parse(read_text(path), name=str(path), suffix=path.suffix.lower())


def read_text(path: Path) -> str:
    """The text of a file, without a byte order mark.

    Raises:
        SpecError: It cannot be opened, is empty, or is not text.
    """
    try:
        raw = path.read_bytes()
    except OSError as exc:
        raise SpecError(
            f"{path} cannot be read: {exc.strerror or exc}.", "Check the path and its permissions."
        ) from exc
    return decode(raw, str(path))


def decode(raw: bytes, name: str) -> str:
    """Bytes as text: UTF-8 with or without mark, or UTF-16 with mark.

    Raises:
        SpecError: They are empty or not text.
    """
    if raw[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        encoding = "utf-16"
    elif b"\0" in raw[:4096]:
        raise SpecError(f"{name} is a binary file.", f"Give a text file: {EXPECTED}.")
    else:
        encoding = "utf-8-sig"
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as exc:
        line = raw.count(b"\n", 0, exc.start) + 1
        raise SpecError(
            f"{name}, line {line}: byte {raw[exc.start]:#04x} is not UTF-8.", "Save the file as UTF-8."
        ) from exc
    if not text.strip():
        raise SpecError(f"{name} is empty.", f"Expected {EXPECTED}.")
    return text


def parse(text: str, *, name: str, suffix: str) -> Loaded:
    """Text as JSON, JSON Lines or YAML; the suffix only says what to try first.

    Raises:
        SpecError: It is none of them; names the line and column.
    """
    looks_like_json = text.lstrip()[0] in "{["
    if suffix != ".json" and suffix not in _LINES and not looks_like_json:
        return _parse_yaml(text, name)
    try:
        return Loaded((Item("line 1" if suffix in _LINES else "", parse_json(text)),))
    except json.JSONDecodeError as exc:
        if suffix in _LINES or (exc.msg == "Extra data" and "\n" in text.strip()):
            return _parse_lines(text, name)
        if suffix in _YAML:
            return _parse_yaml(text, name)  # YAML may write lists and maps with brackets too
        raise _broken_json(name, exc) from exc
    except RecursionError as exc:
        if suffix in _LINES:
            return _parse_lines(text, name)
        raise _too_deep(name) from exc


def parse_json(text: str) -> JsonValue:
    """JSON text as a value; lone surrogates, which cannot be written as UTF-8, become U+FFFD.

    Raises:
        JSONDecodeError: It is not JSON, or holds a number of thousands of digits.
        RecursionError: It is nested too deeply.
    """
    try:
        value = json.loads(text, parse_constant=_not_json)
    except json.JSONDecodeError:
        raise
    except ValueError as exc:
        # Python's own limit on digits, which has no place: https://docs.python.org/3/library/stdtypes.html#int-max-str-digits
        found = _MANY_DIGITS.search(text)
        raise json.JSONDecodeError("a number has too many digits", text, found.start() if found else 0) from exc
    return _without_surrogates(value) if _LONE_SURROGATE.search(text) else value


def _not_json(word: str) -> NoReturn:
    raise json.JSONDecodeError(f"{word} is not JSON", word, 0)


def _without_surrogates(value: JsonValue) -> JsonValue:
    if isinstance(value, str):
        return _SURROGATES.sub("\ufffd", value)
    if isinstance(value, list):
        return [_without_surrogates(item) for item in value]
    if isinstance(value, dict):
        return {_without_surrogates(key): _without_surrogates(item) for key, item in value.items()}
    return value


def _broken_json(name: str, exc: json.JSONDecodeError) -> SpecError:
    return SpecError(
        f"{name}, line {exc.lineno}, column {exc.colno}: not JSON: {exc.msg}.",
        "Mend the file there (a comma, a quote or a bracket is usually missing just before).",
    )


def _too_deep(name: str) -> SpecError:
    return SpecError(f"{name} is nested too deeply to be a tool spec.", f"Expected {EXPECTED}.")


def _parse_lines(text: str, name: str) -> Loaded:
    items: list[Item] = []
    skipped: list[Skipped] = []
    first: json.JSONDecodeError | None = None
    # Not splitlines(): U+2028 may stand inside a JSON string.
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            items.append(Item(f"line {number}", parse_json(line)))
        except json.JSONDecodeError as exc:
            first = first or json.JSONDecodeError(exc.msg, "\n" * (number - 1) + line, exc.pos + number - 1)
            skipped.append(Skipped(place=f"line {number}", code="bad_json", reason=f"column {exc.colno}: {exc.msg}"))
        except RecursionError:
            skipped.append(Skipped(place=f"line {number}", code="bad_json", reason="nested too deeply"))
    if not items:
        raise _broken_json(name, first) if first else _too_deep(name)
    return Loaded(tuple(items), tuple(skipped))


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML 1.2's idea of scalars: `no`, `12:30` and `2024-01-01` are text, as in the JSON that was meant."""

    def flatten_mapping(self, node: yaml.MappingNode) -> None:
        """Fill in merge keys (`<<`), which copy and so can multiply without end before anything else is made."""
        super().flatten_mapping(node)
        if len(node.value) > _MOST_MERGED:
            raise yaml.constructor.ConstructorError(None, None, "merge keys grow without end", node.start_mark)


_Loader.yaml_implicit_resolvers = {}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"true|True|TRUE|false|False|FALSE$"), list("tTfF"))
_Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"[-+]?(0|[1-9][0-9]*)$"), list("-+0123456789"))
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:float",
    re.compile(r"[-+]?(\.[0-9]+|[0-9]+\.[0-9]*)([eE][-+]?[0-9]+)?$|[-+]?[0-9]+[eE][-+]?[0-9]+$"),
    list("-+.0123456789"),
)
_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"(~|null|Null|NULL|)$"), ["~", "n", "N", ""])
_Loader.add_implicit_resolver("tag:yaml.org,2002:merge", re.compile(r"<<$"), ["<"])


def _parse_yaml(text: str, name: str) -> Loaded:
    if _DEEP_INDENT.search(text) or _flow_depth(text) > _DEEPEST_FLOW:
        raise _too_deep(name)
    try:
        # A subclass of CSafeLoader: it makes plain values only.
        documents = list(yaml.load_all(text, Loader=_Loader))
    except yaml.YAMLError as exc:
        raise _broken_yaml(name, exc) from exc
    except (RecursionError, ValueError, TypeError) as exc:
        raise SpecError(f"{name}: not YAML that can be read: {exc}.", f"Expected {EXPECTED}.") from exc
    plain = _PlainYaml(name, most_nodes=len(text) + _MOST_COPIES)
    kept = [plain.value(document, 0) for document in documents if document is not None]
    if not kept:
        raise SpecError(f"{name} is empty.", f"Expected {EXPECTED}.")
    if len(kept) == 1:
        return Loaded((Item("", kept[0]),))
    return Loaded(tuple(Item(f"document {number}", value) for number, value in enumerate(kept, start=1)))


def _flow_depth(text: str) -> int:
    deepest = depth = 0
    for found in re.finditer(r"[\[\]{}]", text):
        depth = depth + 1 if found[0] in "[{" else max(depth - 1, 0)
        deepest = max(deepest, depth)
    return deepest


def _broken_yaml(name: str, exc: yaml.YAMLError) -> SpecError:
    mark = getattr(exc, "problem_mark", None) or getattr(exc, "context_mark", None)
    place = f", line {mark.line + 1}, column {mark.column + 1}" if mark else ""
    problem = getattr(exc, "problem", None) or str(exc).splitlines()[0]
    return SpecError(
        f"{name}{place}: not YAML: {problem}.", "Mend the file there (indentation and quotes are the usual cause)."
    )


class _PlainYaml:
    """Makes keys text and values JSON; refuses anchors that contain themselves or multiply without end."""

    def __init__(self, name: str, *, most_nodes: int) -> None:
        self._name = name
        self._most_nodes = most_nodes
        self._nodes = 0
        self._open: set[int] = set()

    def value(self, value: object, depth: int) -> JsonValue:
        self._nodes += 1
        if not isinstance(value, (dict, list, tuple, set)):
            return value if value is None or isinstance(value, (str, bool, int, float)) else str(value)
        if id(value) in self._open or self._nodes > self._most_nodes or depth > _DEEPEST_FLOW:
            raise SpecError(
                f"{self._name}: a YAML anchor contains itself, or grows without end.", "Write it out, or use $ref."
            )
        self._open.add(id(value))
        out: JsonValue
        if isinstance(value, dict):
            out = {_key(key): self.value(item, depth + 1) for key, item in value.items()}
        else:
            out = [self.value(item, depth + 1) for item in value]
        self._open.discard(id(value))
        return out


def _key(key: Hashable) -> str:
    if isinstance(key, bool):
        return str(key).lower()
    return "null" if key is None else str(key)
