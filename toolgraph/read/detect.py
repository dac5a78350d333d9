"""What a parsed value is, by what it holds; a list is judged item by item."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from pydantic import ValidationError

from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.models.spec import RawTool, Skipped, SpecFormat
from toolgraph.read.api import ItemError, object_of, text_of
from toolgraph.read.functions import read_anthropic, read_bfcl, read_gemini, read_openai
from toolgraph.read.jsonl import read_record
from toolgraph.read.load import Item
from toolgraph.read.mcp import read_mcp_tool
from toolgraph.read.openapi import is_openapi, read_openapi
from toolgraph.schema import Scope

_READERS: dict[SpecFormat, Callable[[JsonObject], RawTool]] = {
    "mcp": read_mcp_tool,
    "openai": read_openai,
    "anthropic": read_anthropic,
    "gemini": read_gemini,
    "bfcl": read_bfcl,
    "jsonl": read_record,
}
FORMATS = ("openapi", *_READERS)
# Formats that cannot be told apart by their keys alone, so that the asker's word counts.
_ALIKE: tuple[SpecFormat, ...] = ("openai", "gemini", "bfcl", "jsonl")
# Keys that only one format has.
_MARKS: dict[str, SpecFormat] = {
    "inputSchema": "mcp",
    "input_schema": "anthropic",
    "parameters_json_schema": "gemini",
    "parametersJsonSchema": "gemini",
    "response_json_schema": "gemini",
    "responseJsonSchema": "gemini",
}
_GOES_ON = "the listing goes on after this page; save the other pages too, or list the live server"
_OURS = frozenset({"returns", "category", "http", "source", "effect"})
_LISTS = ("tools", "functionDeclarations", "function_declarations", "functions", "function")
_DECLARATIONS = frozenset({"functionDeclarations", "function_declarations", "functions"})
_TOOL_KEYS = frozenset({"parameters", "type", *_MARKS})
_DEEPEST_LIST = 4


@dataclass
class Finds:
    """What a file turned out to hold.

    Attributes:
        formats: How many tools came in which format.
        other: Items that are no tools: reported if the file has tools, else the file is no spec.
    """

    tools: list[RawTool] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    other: list[Skipped] = field(default_factory=list)
    formats: Counter[SpecFormat] = field(default_factory=Counter)
    title: str = ""
    licence: str = ""

    @property
    def is_spec(self) -> bool:
        """Whether anything in it is a spec, be it a broken one."""
        return bool(self.formats)


def find_tools(items: tuple[Item, ...], scope_of: Callable[[JsonValue], Scope], wanted: str = "auto") -> Finds:
    """All tools in the values of a file.

    Args:
        scope_of: Gives the scope in which references of a document are followed.
        wanted: A format; items of others are skipped. `auto` takes all.
    """
    finds = Finds()
    for item in items:
        if is_openapi(item.value):
            _take_openapi(finds, item, scope_of, wanted)
        else:
            for place, value in _entries(item.place, item.value, 0):
                _take(finds, place, value, wanted)
    if finds.is_spec:
        finds.skipped += finds.other
        if items and _goes_on(items[-1].value):
            finds.skipped.append(Skipped(place="nextCursor", code="more_pages", reason=_GOES_ON))
    return finds


def _goes_on(value: JsonValue) -> bool:
    """Whether the last page of a `tools/list` answer says that there are more."""
    while isinstance(value, list) and value:
        value = value[-1]
    page = object_of(value)
    return bool(text_of({**page, **object_of(page.get("result"))}.get("nextCursor")))


def _take_openapi(finds: Finds, item: Item, scope_of: Callable[[JsonValue], Scope], wanted: str) -> None:
    if wanted not in {"auto", "openapi"}:
        finds.other.append(Skipped(place=item.place, code="wrong_format", reason=f"openapi, not {wanted}"))
        return
    document = item.value
    tools, skipped = read_openapi(document, scope_of(document))
    prefix = f"{item.place}: " if item.place else ""
    finds.tools += [tool.model_copy(update={"place": prefix + tool.place}) for tool in tools] if prefix else tools
    finds.skipped += [Skipped(place=prefix + one.place, code=one.code, reason=one.reason) for one in skipped]
    finds.formats["openapi"] += max(len(tools), 1)
    info = object_of(document.get("info"))
    licence = info.get("license")
    finds.title = finds.title or text_of(info.get("title"))
    finds.licence = finds.licence or text_of(object_of(licence).get("name")) or text_of(licence)


def _entries(place: str, value: JsonValue, depth: int) -> Iterator[tuple[str, JsonValue]]:
    """The candidates for tools in a value: items of lists, under the keys where formats keep theirs."""
    if depth < _DEEPEST_LIST and isinstance(value, list):
        for number, item in enumerate(value):
            yield from _entries(f"{place}[{number}]" if place else f"[{number}]", item, depth + 1)
        return
    key = _key_of_tools(value) if isinstance(value, dict) and depth < _DEEPEST_LIST else None
    if key is None:
        yield place, value
        return
    inner = value[key]
    if key in _DECLARATIONS and isinstance(inner, list):
        inner = [_declared(item, key) for item in inner]
    yield from _entries(f"{place}.{key}" if place else key, inner, depth + 1 if isinstance(inner, dict) else depth)


def _key_of_tools(value: JsonObject) -> str | None:
    """The key under which an object that is no tool itself keeps tools; None when there is none."""
    if isinstance(object_of(value.get("result")).get("tools"), list):
        return "result"  # a JSON-RPC answer
    if isinstance(value.get("name"), str) and {"parameters", "inputSchema", "input_schema"} & value.keys():
        return None
    if "question" in value and isinstance(value.get("function"), dict):
        return "function"  # a BFCL question with one function
    return next((key for key in _LISTS if isinstance(value.get(key), list)), None)


def _declared(item: JsonValue, key: str) -> JsonValue:
    """A declaration without parameters, which takes nothing, with empty ones: only its place says that it is a tool."""
    if not isinstance(item, dict) or not text_of(item.get("name")) or _TOOL_KEYS & item.keys():
        return item
    return {**item, ("parameters" if key == "functions" else "parameters_json_schema"): {}}


def _take(finds: Finds, place: str, value: JsonValue, wanted: str) -> None:
    found = item_format(value)
    if found is None:
        finds.other.append(Skipped(place=place, code="not_a_tool", reason=_why_not(value)))
        return
    kind = _as_asked(found, wanted)
    if wanted not in {"auto", kind}:
        finds.other.append(Skipped(place=place, code="wrong_format", reason=f"{kind}, not {wanted}"))
        return
    finds.formats[kind] += 1
    try:
        tool = _READERS[kind](value)
    except ItemError as exc:
        finds.skipped.append(Skipped(place=place, code=exc.code, reason=exc.reason))
    except ValidationError as exc:
        problem = exc.errors()[0]
        where = ".".join(str(part) for part in problem["loc"])
        finds.skipped.append(Skipped(place=place, code="bad_item", reason=f"{where}: {problem['msg']}"))
    else:
        finds.tools.append(tool.model_copy(update={"place": place}))


def _as_asked(found: SpecFormat, wanted: str) -> SpecFormat:
    return next((name for name in _ALIKE if name == wanted), found) if found in _ALIKE else found


def item_format(value: JsonValue) -> SpecFormat | None:
    """The format of one candidate; None if it is no tool.

    >>> item_format({"name": "now", "inputSchema": {"type": "object"}})
    'mcp'
    """
    if not isinstance(value, dict):
        return None
    if value.get("type") == "function" and (isinstance(value.get("function"), dict) or "name" in value):
        return "openai"
    marked = next((name for key, name in _MARKS.items() if key in value), None)
    if marked is None and ("parameters" in value or ("name" in value and _OURS & value.keys())):
        return _with_parameters(value)
    return marked


def _with_parameters(value: JsonObject) -> SpecFormat | None:
    if "question" in value or "messages" in value:
        return None
    if _OURS & value.keys():
        return "jsonl"
    written = object_of(value.get("parameters")).get("type")
    if isinstance(written, str) and written.isupper():
        return "gemini"
    if written == "dict" or "response" in value:
        return "bfcl"
    return "openai"


def _why_not(value: JsonValue) -> str:
    if not isinstance(value, dict):
        return f"{type(value).__name__}, not an object with name and parameters"
    if "involved_classes" in value:
        return "a BFCL multi-turn entry; its functions are in multi_turn_func_doc"
    if "ground_truth" in value:
        return "an answer to a BFCL question, not a function"
    if isinstance(value.get("error"), dict) and "jsonrpc" in value:
        return f"a JSON-RPC error ({text_of(value['error'].get('message'))}), not a tools/list answer"
    if isinstance(value.get("type"), str) and value["type"] not in {"object", "function"}:
        return f"a built-in tool ({value['type']}) without a schema"
    return next((reason for key, reason in _KNOWN_OTHERS.items() if key in value), None) or _keys_of(value)


# Documents that are often mistaken for specs, by a key that only they have.
_KNOWN_OTHERS = {
    "openapi": "an OpenAPI document without paths",
    "swagger": "a Swagger document without paths",
    "swaggerVersion": "a Swagger 1 document; convert it to Swagger 2 or OpenAPI 3 first",
    "asyncapi": "an AsyncAPI document, which describes events and not calls",
}


def _keys_of(value: JsonObject) -> str:
    keys = ", ".join(sorted(str(key) for key in value)[:6])
    return f"an object with {keys or 'nothing'}, where name and parameters were expected"
