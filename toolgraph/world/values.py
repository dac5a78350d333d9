"""What a person would say for a parameter."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache
from random import Random
from typing import NamedTuple

from toolgraph.ids import rng_for
from toolgraph.meaning.concept import tool_words
from toolgraph.meaning.text import words
from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.models.tool import Parameter, Tool
from toolgraph.world import lexicon, phrases
from toolgraph.world.asked import ParamPlan, item_schema, param_plan, schema_at
from toolgraph.world.base import Setting
from toolgraph.world.draw import Drawer
from toolgraph.world.exampled import share_of_examples
from toolgraph.world.fitting import bent, bounds, from_schema, main_type
from toolgraph.world.leaf import BIRTH, LeafPlan
from toolgraph.world.makers import TEXT_MAKERS, Ask
from toolgraph.world.memory import Memory, Record
from toolgraph.world.moments import is_past
from toolgraph.world.ordering import in_week_order
from toolgraph.world.people import Name, name_of, some_name
from toolgraph.world.places import any_place, called
from toolgraph.world.scene import Scene, zone
from toolgraph.world.timeforms import told_form
from toolgraph.world.writing import said_in_public

_EXAMPLES = 0.5
_SOON_DAYS = (1, 45)
_BACK_DAYS, _FEW_DAYS = (7, 60), (7, 13)
_TRIES = 6
_FEW = (1, 1, 2, 2, 3, 4)
# Words said while looking for a thing, by the noun of the thing.
_SOUGHT = {
    "place": "coffee|pharmacy|bookshop|ramen|bakery|playground", "restaurant": "sushi|pizza|vegan|tapas",
    "track": "rain|summer|night train|slow", "artist": "piano|jazz trio|folk", "film": "harbour|heist|family|space",
    "podcast": "cooking|history|cycling|startups", "mail": "invoice|itinerary|contract|minutes",
    "file": "budget|contract|itinerary|report", "event": "review|lunch|planning|interview",
    "product": "backpack|headphones|desk lamp|running shoes", "recipe": "lentils|pasta|curry|salad",
    "company": "Corvina|Halden|Meridian|Cobalt", "person": "{first}|{last}", "article": "{topic}",
    "book": "history|gardening|{topic}", "job": "designer|data analyst|nurse", "course": "{taught}",
    "issue": "login|export|search", "airport": "{city}", "station": "{city}", "transaction": "rent|groceries|coffee",
    "contact": "{first}|{last}|{person}", "customer": "{person}|{last}", "user": "{person}|{first}",
    "food": "rye bread|lentil soup|yoghurt|oat porridge|apple", "doctor": "{last}", "exercise": "squats|rowing|plank",
    "repository": "parser|dashboard|charts", "question": "{topic}", "image": "mountains|city at night",
}  # fmt: skip

# Tools that speak of what has been: a day asked for lies behind.
_PAST = frozenset(
    "usage history transaction expense spending nutrition meal workout sleep statement commit log consumption "
    "measurement reading activity step calorie exchange".split()
)


class _Known(NamedTuple):
    """A parameter, worked out once.

    Attributes:
        past: The tool speaks of what has been.
        sought: Templates of what people look for with the tool, "" for none.
        daily: It tells of each day, so that nobody asks for two months.
    """

    param: ParamPlan
    schema: JsonObject
    past: bool
    sought: str
    daily: bool


@lru_cache(maxsize=50_000)
def _plan(tool_id: str, digest: str, path: str, ref: _Tool) -> _Known:
    del tool_id, digest
    tool = ref.tool
    parameter = next(p for p in tool.inputs if p.path == path)
    schema = schema_at(tool.parameters, path)
    verb, nouns = tool_words(tool.name, tool.http)
    plan = param_plan(parameter, item_schema(schema), tool, verb, nouns)
    own = {*words(tool.name), *(w for tag in tool.tags for w in words(tag))}
    sought = next((t for noun in (*reversed(nouns), *sorted(own)) if (t := phrases.templates_for(noun, _SOUGHT))), "")
    daily = any(field.path.endswith("[].date") and field.format == "date" for field in tool.outputs)
    return _Known(plan, schema, bool(own & _PAST), sought, daily)


def leaf_of(leaf: Parameter, tool: Tool) -> LeafPlan:
    """How values for a parameter are drawn."""
    return _plan(tool.id, tool.whole_digest, leaf.path, _Tool(tool)).param.leaf


def shown_for(leaf: Parameter, tool: Tool) -> tuple[str, ...]:
    """The texts that a spec shows for a parameter, those included that we would not say."""
    examples = _plan(tool.id, tool.whole_digest, leaf.path, _Tool(tool)).schema.get("examples") or ()
    return tuple(e for e in examples if isinstance(e, str))


class _Tool:
    """A tool that takes no part in a cache's key: its id and digest do."""

    def __init__(self, tool: Tool) -> None:
        self.tool = tool

    def __hash__(self) -> int:
        return 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Tool)


def leaf_value(leaf: Parameter, tool: Tool, rng: Random, setting: Setting) -> JsonValue:
    """A value that a person would give for a parameter; valid for the parameter's own schema.

    Args:
        leaf: One of `tool.inputs`.
        rng: Seeded; the same state gives the same value.
        setting: Dates are drawn soon after its clock; names and places are at home in its locale.

    Returns:
        A scalar, or a list of one to three for a parameter that is a list.
    """
    known = _plan(tool.id, tool.whole_digest, leaf.path, _Tool(tool))
    plan, schema = known.param, known.schema
    scene = _scene(plan.leaf, tool, rng, setting)
    if schema.keys() & {"enum", "const"}:
        return from_schema(schema, rng)
    if main_type(schema) == "array" and main_type(schema.get("items", {})) in ("object", "array"):
        return _nested(schema, scene)
    if main_type(schema) == "array":
        return _several(known, schema, scene)
    if main_type(schema) == "object":
        return _nested(schema, scene)
    return _one(known, scene)


def _nested(schema: JsonObject, scene: Scene) -> JsonValue:
    """A value for a schema that has no leaves of its own: as the schema shows it, else no more than it requires."""
    kind = main_type(schema)
    if kind == "array":
        least = max(int(schema.get("minItems", 1)), 1)
        return [_nested(schema.get("items", {}), scene) for _ in range(least)]
    if kind != "object" or schema.keys() & {"enum", "const"}:
        return from_schema(schema, scene.rng)
    required = {name: schema["properties"][name] for name in schema.get("required", ())}
    shown = _open_object(schema, scene)
    if isinstance(shown, dict) and shown.keys() >= required.keys():
        return shown
    return {name: _nested(inner, scene) for name, inner in required.items()}


def _scene(leaf: LeafPlan, tool: Tool, rng: Random, setting: Setting) -> Scene:
    scene = Scene(rng, setting, leaf.noun)
    today = setting.clock.date()
    scene.after, scene.before = today + timedelta(days=_SOON_DAYS[0]), today + timedelta(days=_SOON_DAYS[1])
    _agree(scene, leaf, tool)
    return scene


def _agree(scene: Scene, leaf: LeafPlan, tool: Tool) -> None:
    """Let leaves that go together (street and city, name and e-mail, both coordinates) speak of one place or person.

    Which one depends on the tool, the clock and the user alone, so that each leaf can be asked for by itself.
    """
    if leaf.maker not in _TOGETHER:
        return
    prefix = leaf.path.rpartition(".")[0]
    others = [
        _plan(tool.id, tool.whole_digest, p.path, _Tool(tool)).param.leaf for p in tool.inputs if p.path != leaf.path
    ]
    near = [o for o in others if o.path.rpartition(".")[0] == prefix and o.role == leaf.role]
    setting = scene.setting
    several = any(o.maker == "person" and o.whose and leaf.whose and o.whose != leaf.whose for o in near)
    near = [o for o in near if o.whose == leaf.whose] if several else near
    who = leaf.whose if several else ""
    fixed = rng_for(0, "together", f"{tool.id} {prefix} {leaf.role}{who} {setting.clock.isoformat()} {setting.person}")
    if leaf.maker in _OF_PLACE and any(o.maker in _OF_PLACE for o in near):
        person = setting.person
        place = called(person.city, fixed) if person and fixed.random() < 0.4 else any_place(fixed)
        scene.place = scene.to = place
    if (
        leaf.maker in _ENDS
        and leaf.role
        and any(o.maker == leaf.maker and o.role not in ("", leaf.role) for o in others)
    ):
        # Ways are asked for within a town, mostly one's own.
        both = rng_for(0, "ends", f"{tool.id} {setting.clock.isoformat()} {setting.person}")
        scene.place = scene.to = called(setting.person.city, both) if setting.person else any_place(both)
    if leaf.maker in _OF_PERSON and any(o.maker in _OF_PERSON for o in near):
        user = setting.person is not None and fixed.random() < 0.4 and leaf.noun not in _OTHERS
        name = name_of(setting.person.name) if user and setting.person else some_name(fixed, setting.locale)
        scene.is_person(name, leaf.who)


_CHOSEN = frozenset("choice option answer".split())
_ENDS = frozenset("address latitude longitude".split())
_OF_PLACE = frozenset("city country postcode street address latitude longitude timezone region".split())
_OF_PERSON = frozenset("email first last person username".split())
_TOGETHER = _OF_PLACE | _ENDS | _OF_PERSON


def _several(known: _Known, schema: JsonObject, scene: Scene) -> list[JsonValue]:
    least = max(int(schema.get("minItems", 1)), 1)
    wanted = max(least, min(scene.rng.choice((1, 1, 2)), int(schema.get("maxItems", 3))))
    out: list[JsonValue] = []
    for _ in range(wanted * _TRIES):
        each = scene.another()
        each.to = scene.to  # the far ends of ways are in one town, too
        value = _one(known, each)
        if value not in out:
            out.append(value)
        if len(out) == wanted:
            return in_week_order(known.param.leaf, out)
    while out and len(out) < least:
        out.append(from_schema(known.param.leaf.schema, scene.rng))
    return out


def _open_object(schema: JsonObject, scene: Scene) -> JsonValue:
    """An object of no known properties: as the schema shows it, else with a name."""
    shown = schema.get("examples") or ([schema["default"]] if isinstance(schema.get("default"), dict) else [])
    if shown:
        return scene.rng.choice(shown)
    inner = schema.get("additionalProperties")
    if isinstance(inner, dict):
        return {"name": from_schema(inner, scene.rng)} if main_type(inner) not in ("object", "array") else {}
    return {}


def _one(known: _Known, scene: Scene) -> JsonValue:
    leaf = known.param.leaf
    for _ in range(_TRIES):
        value = _said(known, scene)
        if leaf.type == "integer" and isinstance(value, float):
            value = round(value)
        if leaf.check(value):
            return value
        value = value.replace(" ", "") if leaf.maker == "phone" else bent(value, leaf.schema)
        if leaf.check(value):
            return value
    return from_schema(leaf.schema, scene.rng)


def _said(known: _Known, scene: Scene) -> JsonValue:
    plan = known.param
    leaf, rng = plan.leaf, scene.rng
    record = Record(leaf.noun, (leaf.noun,), scene)
    scene.own = scene.own or (leaf.maker == "id" and leaf.concept.whose[-1:] in _ONESELF)
    if leaf.maker in ("choice", "flag", "id"):
        return _one_of_two(leaf, rng) if _is_choice(leaf) else _drawer().leaf(record, leaf)
    if leaf.maker in ("date", "datetime"):
        return _moment(known, scene)
    if leaf.type in ("integer", "number"):
        return _number(plan, record)
    sought = plan.op == "text" or leaf.maker == "search"
    of_way = leaf.maker in _ENDS and scene.to is not None
    if (
        leaf.schema.get("examples")
        and leaf.maker not in _FREE
        and not of_way
        and rng.random() < _share(leaf, known, sought=sought)
    ):
        return rng.choice(leaf.schema["examples"])
    if sought:
        return _sought(known, scene)
    return _text(leaf, record)


# Whose identifier a person gives who gives one.
_ONESELF = (("user",), ("customer",), ("member",))


def _is_choice(leaf: LeafPlan) -> bool:
    """Whether a number is that of an answer to choose; nobody has seen the answers yet."""
    return leaf.tokens[-1:] in (("number",), ("index",)) and bool(_CHOSEN & set(leaf.tokens[:-1]))


def _one_of_two(leaf: LeafPlan, rng: Random) -> JsonValue:
    """The first or second of some answers: there are always two."""
    return bent(rng.randint(0, 1) + (leaf.tokens[-1] == "number"), leaf.schema)


def _share(leaf: LeafPlan, known: _Known, *, sought: bool) -> float:
    """How often a person says what the spec shows: always where we know no words of our own."""
    if sought:
        return _EXAMPLES if known.sought else 1.0
    return share_of_examples(leaf)


# Kinds of which any value is as good as the examples.
_FREE = frozenset("city country email phone person first last iata currency timezone".split())


def _drawer() -> Drawer:
    return Drawer(Memory(), "", {})


def _text(leaf: LeafPlan, record: Record) -> JsonValue:
    user = record.scene.setting.person
    own = user is not None and leaf.maker in ("first", "last", "person") and leaf.whose in ("", "holder", "customer")
    told = record.scene.knows(leaf.who) or leaf.noun in _OTHERS
    if user is not None and own and not told and record.scene.rng.random() < 0.5:
        record.scene.is_person(Name(*name_of(user.name)), leaf.whose)
    if leaf.maker in ("body", "note", "reason", "about"):
        return _free_text(leaf, record.scene)
    if leaf.maker == "other":
        return _of_nothing_known(leaf, record.scene)
    return _drawer().leaf(record, leaf)


# Whom people enter in a list: others, never themselves.
_OTHERS = frozenset("contact lead prospect supplier vendor colleague assignee attendee".split())


def _free_text(leaf: LeafPlan, scene: Scene) -> str:
    """What somebody writes: a message, a note, a reason, a review, a description."""
    words = {*leaf.tokens, leaf.noun}
    if leaf.maker == "reason":
        return phrases.one_of(lexicon.REASONS, scene, scene.rng)
    if "review" in words or "feedback" in words:
        return phrases.one_of(lexicon.REVIEWS, scene, scene.rng)
    if leaf.maker == "body":
        return phrases.one_of(said_in_public(leaf) or lexicon.BODIES, scene, scene.rng)
    if leaf.maker == "note":
        return phrases.one_of(lexicon.NOTES, scene, scene.rng)
    return phrases.about(leaf.noun, scene, scene.rng)


def _sought(known: _Known, scene: Scene) -> str:
    leaf = known.param.leaf
    if known.sought:
        return phrases.one_of(known.sought, scene, scene.rng)
    if leaf.maker in ("title", "person", "company"):
        return str(TEXT_MAKERS[leaf.maker](Ask(scene, leaf)))
    return scene.rng.choice((*lexicon.TOPICS[:6], leaf.noun or "news"))


def _of_nothing_known(leaf: LeafPlan, scene: Scene) -> JsonValue:
    if leaf.schema.get("examples") or leaf.schema.get("pattern") or leaf.schema.get("default"):
        return from_schema(leaf.schema, scene.rng)
    return scene.rng.choice(lexicon.STEMS)


def _moment(known: _Known, scene: Scene) -> JsonValue:
    """A date or time that a person would say: soon, or not long ago where the past is looked through."""
    plan, rng, clock = known.param, scene.rng, scene.setting.clock
    leaf, has = plan.leaf, set(plan.leaf.tokens)
    if has & BIRTH:
        moment = clock - timedelta(days=rng.randint(20 * 365, 65 * 365))
    elif known.past or _looks_back(plan, scene):
        first = _BACK_DAYS if not known.daily else _FEW_DAYS
        back = rng.randint(*first) if plan.op == "after" else rng.randint(0, _BACK_DAYS[0] - 1)
        moment = clock - timedelta(days=back)
    else:
        low, high = (1, 21) if plan.op in ("after", "day") else (22, 45)
        moment = clock + timedelta(days=rng.randint(low, high))
    if leaf.maker == "date":
        return moment.date().isoformat()
    return _at_a_good_time(moment, scene, told_form(leaf.text))


# Words of dates that lie ahead whatever the thing.
_COMING = frozenset("due close closing expire expiry renew renewal available deadline arrive".split())


def _looks_back(plan: ParamPlan, scene: Scene) -> bool:
    looks = plan.op in ("after", "before") and not scene.ahead and not _COMING & set(plan.leaf.tokens)
    since = "since" in plan.leaf.tokens and not _COMING & set(plan.leaf.tokens)  # nobody asks since next week
    return looks or since or is_past(plan.leaf.tokens)


def _at_a_good_time(moment: datetime, scene: Scene, form: str) -> str:
    here = moment.astimezone(moment.tzinfo or zone("UTC"))
    good = here.replace(hour=scene.rng.randint(8, 19), minute=scene.rng.choice((0, 0, 30)), second=0, microsecond=0)
    return good.strftime(form) if "%d" in form and "%H" in form else good.isoformat()


_ROUNDED = frozenset("money number metres minutes seconds kilometres".split())


def _number(plan: ParamPlan, record: Record) -> JsonValue:
    leaf, rng = plan.leaf, record.scene.rng
    low, high = bounds(leaf.schema, leaf.type)
    if _is_choice(leaf):
        return _one_of_two(leaf, rng)
    if plan.op == "limit":
        return bent(rng.choice((3, 5, 5, 10)), leaf.schema)
    if leaf.maker == "count" or (leaf.tokens[-1:] == ("amount",) and leaf.type == "integer"):
        return bent(rng.choice(_FEW), leaf.schema)
    value = _drawer().leaf(record, leaf)
    if isinstance(value, (int, float)) and leaf.maker in _ROUNDED and abs(value) >= 20:
        step = 5 if abs(value) < 200 else 50
        value = type(value)(step * round(value / step))  # people say round numbers
    return value if not isinstance(value, (int, float)) or low <= value <= high else bent(value, leaf.schema)
