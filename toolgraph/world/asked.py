"""What a call asks for: its arguments as facts, places, times and bounds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Literal

from toolgraph.meaning.text import words
from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.models.tool import Parameter, Tool
from toolgraph.world.described import by_the_clock
from toolgraph.world.fitting import main_type
from toolgraph.world.leaf import BIRTH, LeafPlan, identity_of, leaf_plan, own_tokens, plain_value, weakly_identifies
from toolgraph.world.meanings import with_maker
from toolgraph.world.places import named
from toolgraph.world.scene import Scene
from toolgraph.world.tidy import holds_a_place

Op = Literal["id", "limit", "text", "min", "max", "after", "before", "day", "end_day", "equal", "skip"]
_TEXT = frozenset("q query search keyword term contain text".split())
_LIMITS = (frozenset(("maximum", "result")), frozenset(("per", "page")), frozenset(("page", "size")))
_PAGING = frozenset("page offset cursor marker sort order".split())
_AFTER = frozenset("from after since start begin earliest minimum".split())
_BEFORE = frozenset("to before until end latest maximum by".split())
_LOW = frozenset("minimum least above over".split())
_HIGH = frozenset("maximum most below under".split())
# Words of an argument that say what to do with it, not what it is.
_ASIDE = frozenset(
    "new add minimum maximum least most above below over under after before since contain updated".split()
)
_LOOKING = frozenset(("list", "search"))
# Among the facts: for how many minutes.
LASTING = ("duration minute", "duration")


@dataclass(frozen=True, slots=True)
class ParamPlan:
    """One parameter, worked out once.

    Attributes:
        key: Its name among the facts of the record it speaks of.
        full_key: The same with the tool's own noun left in front.
        op: What its value does to the result.
        path: As in the tool's inputs.
        adds: Its values join a list instead of replacing it.
    """

    path: str
    key: str
    full_key: str
    op: Op
    leaf: LeafPlan
    required: bool
    adds: bool
    default: JsonValue


def param_plan(parameter: Parameter, schema: JsonObject, tool: Tool, verb: str, nouns: tuple[str, ...]) -> ParamPlan:
    """Work a parameter out.

    Args:
        schema: Of one value: of the items where the parameter is a list.
    """
    tokens = _tokens(parameter, tool, nouns)
    written = _with_written(schema, parameter)
    identity = identity_of(parameter.path, written, tool)
    leaf = with_maker(leaf_plan(parameter.path, written, identity, tokens, nouns[-1] if nouns else ""))
    leaf = by_the_clock(leaf, (each.name for each in tool.inputs))
    op = _op(leaf, verb, required=parameter.required)
    bare = tuple(t for t in tokens if t not in _ASIDE) or tokens
    key = _id_key(leaf) if op == "id" else " ".join(bare)
    full_key = " ".join(own_tokens(parameter.path, ()))
    adds = "add" in tokens or tool.name.lower().startswith("add")
    return ParamPlan(
        parameter.path, key, full_key, op, leaf, parameter.required, adds,
        None if not parameter.has_default or holds_a_place(parameter.default, schema) else parameter.default,
    )  # fmt: skip


def _tokens(parameter: Parameter, tool: Tool, nouns: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a parameter: all of them where another one has the fewer (`type`, `annotation_type`)."""
    tokens = own_tokens(parameter.path, nouns)
    if tokens[-1:] == ("id",) or tokens == words(parameter.path):
        return tokens
    taken = any(words(p.path) == tokens and (p.type, p.enum) != (parameter.type, parameter.enum) for p in tool.inputs)
    return own_tokens(parameter.path, ()) if taken else tokens


def _with_written(schema: JsonObject, parameter: Parameter) -> JsonObject:
    """A schema with what a model wrote of the parameter, where nothing is declared."""
    written = {"description": parameter.description, "examples": list(parameter.examples)}
    return {**{key: v for key, v in written.items() if key in parameter.inferred_parts}, **schema}


def _id_key(leaf: LeafPlan) -> str:
    """The name of an identifier among the facts: whose it is, so that it does not pass for the record's own."""
    whose = leaf.concept.whose
    own = leaf.key == "id" or not leaf.is_id
    return f"{whose[-1]} id" if own and whose else leaf.key


def _op(leaf: LeafPlan, verb: str, *, required: bool) -> Op:
    has = set(leaf.tokens)
    last = leaf.tokens[-1] if leaf.tokens else ""
    if leaf.type == "integer" and (last == "limit" or any(has >= words for words in _LIMITS)):
        return "limit" if verb != "create" else "equal"
    if leaf.is_id or (required and weakly_identifies(leaf) and last in ("number", "sku", "slug")):
        return "id"
    if has & _PAGING and leaf.type in ("integer", "string") and "price" not in has:
        return "skip"
    if leaf.maker in ("date", "datetime") or leaf.schema.get("format") in ("date", "date-time"):
        return _date_op(has, verb)
    return _number_op(has, verb) if leaf.type in ("integer", "number") else _text_op(leaf, has, verb)


def _text_op(leaf: LeafPlan, has: set[str], verb: str) -> Op:
    if verb not in ("list", "search", "get", "") and not has & {"q", "query", "keyword", "search"}:
        return "equal"
    looked_up = verb in _LOOKING and leaf.type == "string" and leaf.maker in ("title", "company", "person", "body")
    return "text" if has & _TEXT or looked_up else "equal"


def _date_op(has: set[str], verb: str) -> Op:
    if has >= {"check", "out"} or "dropoff" in has or has >= {"drop", "off"} or "return" in has:
        return "end_day"
    if verb in ("list", "search", "get", ""):
        if has & _AFTER:
            return "after"
        if has & _BEFORE:
            return "before"
    return "end_day" if has & {"end", "until", "to"} else "day"


def _number_op(has: set[str], verb: str) -> Op:
    if verb in ("create", "update", "send"):
        return "equal"
    if has & _LOW or (verb in _LOOKING and "from" in has):
        return "min"
    return "max" if has & _HIGH else "equal"


@dataclass(slots=True)
class Asked:
    """The arguments of one call, read.

    Attributes:
        facts: Told values by key, those of ids too.
        kinds: Told portable values by kind and role (`@city/to`).
        day: The day asked for; None for none.
        texts: Words to look for.
        bounds: Smallest and largest numbers asked for, as (parameter, value).
        ids: Identifiers, required ones first, as (parameter, value).
        limit: Most items wanted; None when not said.
    """

    facts: dict[str, JsonValue] = field(default_factory=dict)
    kinds: dict[str, JsonValue] = field(default_factory=dict)
    ids: list[tuple[ParamPlan, JsonValue]] = field(default_factory=list)
    bounds: list[tuple[ParamPlan, float]] = field(default_factory=list)
    texts: list[tuple[ParamPlan, str]] = field(default_factory=list)
    equal: list[tuple[ParamPlan, JsonValue]] = field(default_factory=list)
    limit: int | None = None
    day: date | None = None
    end_day: date | None = None
    after: date | None = None
    before: date | None = None
    moment: datetime | None = None
    end_moment: datetime | None = None

    @property
    def filters(self) -> bool:
        """Whether the call narrows down what it looks for."""
        dates = self.day or self.after or self.before
        return bool(self.equal or self.texts or self.bounds or self.kinds or dates)


def of_others(asked: Asked) -> Asked:
    """What a call that names its subject asks of others listed with it: users of the tag `Travel` have other names."""
    kept = [(param, value) for param, value in asked.equal if param.key not in ("name", "title")]
    return asked if len(kept) == len(asked.equal) else replace(asked, equal=kept)


STATES = ("status", "state")
# Choices of a filter that let everything through.
EVERY = frozenset(("all", "any"))


def wanted_by(param: ParamPlan, arguments: JsonObject, verb: str) -> JsonValue:
    """What a call tells by a parameter; one that looks for things asks for the usual state where it tells none.

    Returns:
        None where it tells nothing, or says that all will do.
    """
    value = value_at(arguments, param.path)
    if verb not in _LOOKING:
        return value
    if value is None and param.key in STATES and param.op == "equal":
        value = param.default
    every = isinstance(value, str) and value.lower() in EVERY and value in param.leaf.schema.get("enum", ())
    return None if every and param.op == "equal" and not param.required else value


# What is reckoned in a currency of its own, whatever a tool reckons in where nothing tells.
_IN_CURRENCY = frozenset("account wallet card budget bill invoice".split())


def _says_by_default(param: ParamPlan) -> bool:
    return param.default is not None and plain_value(param.default) and param.op == "equal"


def _has_currency(param: ParamPlan, params: tuple[ParamPlan, ...], arguments: JsonObject) -> bool:
    """Whether a parameter tells a currency that what a call names has already: an account in pounds gives pounds."""
    others = (p for p in params if param.leaf.kind == "@currency" and p.op == "id")
    named = (p for p in others if _IN_CURRENCY & set(p.leaf.concept.whose[-1:]))
    return any(value_at(arguments, p.path) is not None for p in named)


def read_arguments(params: tuple[ParamPlan, ...], arguments: JsonObject, verb: str = "") -> Asked:
    """Sort the arguments of a call by what they do.

    Args:
        verb: Of the tool; what an update does not tell stays as it is, whatever the default.
    """
    asked = Asked()
    for param in params:
        value = wanted_by(param, arguments, verb)
        if value is not None:
            _take(asked, param, value)
        elif verb != "update" and _says_by_default(param) and not _has_currency(param, params, arguments):
            asked.facts.setdefault(param.key, param.default)
            if param.leaf.kind:
                asked.kinds.setdefault(param.leaf.kind_key, param.default)
    asked.ids.sort(key=lambda pair: not pair[0].required)
    _settle_country(asked)
    return asked


def _settle_country(asked: Asked) -> None:
    """Leave out a country that is not the one of the address told beside it: what is there is where the address is."""
    address = asked.kinds.get("@address/")
    place = named(address) if isinstance(address, str) else None
    for param, value in list(asked.equal) if place is not None else ():
        country = place.country if place is not None else None
        if country is None or param.leaf.kind_key != "@country/" or not isinstance(value, str):
            continue
        if value.upper() not in (country.code, country.code3, country.name.upper()):
            asked.equal.remove((param, value))
            asked.kinds.pop("@country/", None)
            for key in (param.key, param.full_key):
                asked.facts.pop(key, None)


def _take(asked: Asked, param: ParamPlan, value: JsonValue) -> None:
    if param.op == "limit" and isinstance(value, int):
        asked.limit = value
    elif param.op == "text" and isinstance(value, str):
        asked.texts.append((param, value))
    elif param.op in ("min", "max") and isinstance(value, (int, float)):
        asked.bounds.append((param, value))
    elif param.op in ("after", "before", "day", "end_day"):
        _take_date(asked, param, value)
    elif param.op == "id":
        _take_id(asked, param, value)
    elif param.op == "equal":
        _take_equal(asked, param, value)


def _take_id(asked: Asked, param: ParamPlan, value: JsonValue) -> None:
    asked.facts[param.key] = value
    if param.leaf.concept.whose:
        asked.facts.setdefault(f"{param.leaf.concept.whose[-1]} id", value)
    if not param.leaf.is_id:
        asked.facts.setdefault(param.leaf.key, value)
    asked.ids.extend((param, each) for each in (value if isinstance(value, list) else [value]))


def _take_equal(asked: Asked, param: ParamPlan, value: JsonValue) -> None:
    asked.facts[param.key] = value
    asked.facts.setdefault(param.full_key, value)
    asked.equal.append((param, value))
    if param.leaf.kind and (plain_value(value) or (isinstance(value, list) and len(value) == 1)):
        asked.kinds[param.leaf.kind_key] = value[0] if isinstance(value, list) else value


def _take_date(asked: Asked, param: ParamPlan, value: JsonValue) -> None:
    moment = moment_of(value)
    if moment is None:
        return
    if param.op == "day":
        asked.facts[param.key] = value
        born = {*BIRTH, "expires", "due", "expiry"} & set(param.leaf.tokens)
        if asked.day is None and not born:
            asked.day = moment.date()
            asked.moment = moment if isinstance(value, str) and ":" in value else None
    elif param.op == "end_day":
        asked.facts[param.key] = value
        asked.end_day = moment.date()
        asked.end_moment = moment if isinstance(value, str) and ":" in value else None
    elif param.op == "after":
        asked.after = moment.date() + _beyond(param, value, "after")
    else:
        asked.before = moment.date() - _beyond(param, value, "before")


def _beyond(param: ParamPlan, value: JsonValue, word: str) -> timedelta:
    """What closes before a day does not close on it; `from` and `until` a day it is of it, and so it is with hours."""
    return timedelta(days=int(param.leaf.tokens[-1:] == (word,) and ":" not in str(value)))


def moment_of(value: JsonValue) -> datetime | None:
    """The moment that an ISO 8601 text names; None for any other value."""
    if not isinstance(value, str) or not value[:4].isdigit():
        return None
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        return None


def value_at(arguments: JsonObject, path: str) -> JsonValue:
    """The argument at a path; None when absent. Of a list of objects the values of all items, in a list."""
    at: JsonValue = arguments
    for name in path.replace("{}", "").split("."):
        bare = name.replace("[]", "")
        if isinstance(at, list):
            at = [item[bare] for item in at if isinstance(item, dict) and bare in item] or None
        elif isinstance(at, dict):
            at = at.get(bare)
        else:
            return None
    return at


def schema_at(schema: JsonObject, path: str) -> JsonObject:
    """The schema of a parameter at a path; {} when there is none."""
    at = schema
    for name in path.split("."):
        while "items" in at:
            at = at["items"]
        bare = name.replace("[]", "").replace("{}", "")
        at = at.get("properties", {}).get(bare, at.get("additionalProperties", {}) if name.endswith("{}") else {})
        if not isinstance(at, dict):
            return {}
    return at


def item_schema(schema: JsonObject) -> JsonObject:
    """The schema of one value: of the innermost items of a list, described as the list is where they are not."""
    while schema.get("type") == "array" and isinstance(schema.get("items", {}), dict):
        schema = as_in_list(schema)
    return schema


def as_in_list(schema: JsonObject) -> JsonObject:
    """The schema of a list's items; plain ones are described as the list is, where they are not."""
    inner: JsonObject = schema.get("items", {})
    plain = main_type(inner) not in ("object", "array") and "description" not in inner and "description" in schema
    return {**inner, "description": schema["description"]} if plain else inner


def plans_of(tool: Tool, verb: str, nouns: tuple[str, ...]) -> Iterator[ParamPlan]:
    """All parameters of a tool, worked out."""
    for parameter in tool.inputs:
        yield param_plan(parameter, item_schema(schema_at(tool.parameters, parameter.path)), tool, verb, nouns)


def tell_minutes(asked: Asked, scene: Scene) -> bool:
    """Let a thing last as many minutes as a call says; whether it says so."""
    minutes = next((asked.facts[key] for key in LASTING if key in asked.facts), None)
    told = isinstance(minutes, int) and minutes > 0
    if isinstance(minutes, int) and told:
        scene.lasts(minutes)
    return told


def tell_length(asked: Asked, scene: Scene) -> None:
    """Let a thing last as long as a call says, in minutes or from one day to another."""
    start, end = asked.moment, asked.end_moment
    if tell_minutes(asked, scene):
        return
    if start is not None and end is not None and (start.tzinfo is None) == (end.tzinfo is None) and end > start:
        scene.lasts(max(round((end - start) / timedelta(minutes=1)), 1))
    elif asked.day is None and asked.end_day is not None and asked.after is None:
        days = scene.rng.randint(2, 6)  # only the end is told: it began before
        scene.day = max(asked.end_day - timedelta(days=days), min(scene.setting.clock.date(), asked.end_day))
    elif asked.day is not None and asked.end_day is not None and asked.end_day >= asked.day:
        scene.lasts(max(int((asked.end_day - asked.day) / timedelta(minutes=1)), 30))
