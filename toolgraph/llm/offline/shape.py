"""What a result is at heart: some things, one thing, a plain value, or nothing."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from toolgraph.llm.offline.written import is_id, is_title, plain_text, words_of
from toolgraph.meaning.concept import tool_words
from toolgraph.meaning.route import route_of
from toolgraph.meaning.text import HOLLOW, VERBS, singular
from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.models.tool import Tool

META = frozenset(
    "success status ok code message error errors meta pagination total count page limit offset next previous cursor "
    "links link request_id requestid per_page pages has_more hasmore took timestamp version kind type object "
    "_links current_page currentpage page_size pagesize status_code statuscode status_reason statusreason return_code "
    "returncode return_message returnmessage result_code resultcode response_code responsecode response_message "
    "responsemessage error_code errorcode error_message errormessage start_at startat max_results maxresults is_last "
    "islast self total_items totalitems pagelen page_number pagenumber total_pages totalpages next_page nextpage "
    "prev_page prevpage previous_page previouspage num_pages numpages total_elements totalelements total_records "
    "totalrecords".split()
)
_TOTALS = frozenset(
    "total count totalcount total_count totalresults total_results num_results found size numfound total_items "
    "totalitems total_elements totalelements total_records totalrecords".split()
)
_UNCOUNTED = frozenset(
    "information data weather traffic advice news media equipment history content availability music baggage luggage "
    "money health furniture feedback software knowledge mail".split()
)
_MORE_VERBS = frozenset(
    "reschedule freeze unfreeze geocode reverse categorise estimate compare save put ask tick draft answer "
    "activate deactivate log pause resume watch follow unfollow like rate turn lock unlock archive restore "
    "validate verify analyze analyse extract invite join leave archive pin unpin mute subscribe sign transfer "
    "withdraw deposit refund renew pick scan print write tell".split()
)
_PATH_WORDS = 4
_OBJECT = re.compile(
    r"^\w+ (?:(?:an?|the|all|your|my|new|specific|single|list of|details of|information about)\b| )*"
    r"((?:[A-Za-z-]+ ){0,2}?[A-Za-z-]+)(?=$|[.,;:]"
    r"| (?:of|for|in|by|to|with|from|and|or|on|at|using|that|which|given|associated|related|based)\b)"
)
# Verbs of names that are seldom things: a `list` or a `post` may be one.
_PLAIN_VERBS = frozenset("get read create update delete retrieve fetch remove".split())
_SEEKING = frozenset("search lookup".split())
_LONGEST_NOUN = 16  # letters; longer ones are several words run together
_METHODS = frozenset("post put patch".split())
_JOINTS = frozenset("by for in from of to with on at as and based given using".split())
SAID_AS = {
    "currency": "conversion",
    "geocode": "address",
    "geocoding": "place",
    "directions": "route",
    "direction": "route",
    "cvs": "CV",
    "ips": "IP address",
    "travel time": "journey",
    "sun time": "sun",
    "sun times": "sun",
}
_HOLLOW_NOUNS = frozenset("id ids detail details info information list api all my the new v1 v2 v3 data".split())


class Shape(NamedTuple):
    """A result, read.

    Attributes:
        kind: `list`, `record`, `value` or `empty`.
        thing: What one of it is called, singular.
        path: Of the list or record within the result, with a dot at its end unless empty.
        total: How many there are in all, as the result says; None when it does not.
        around: For a list: the record that it stands in.
    """

    kind: str
    thing: str
    path: str
    items: tuple[JsonValue, ...]
    record: JsonObject
    total: int | None
    around: JsonObject


def shape_of(result: JsonValue, tool: Tool) -> Shape:
    """What a result is at heart, without its wrappers."""
    noun = noun_of(tool)
    path = ""
    node = result
    for _ in range(3):
        inner = _only_record(node, noun)
        if inner is None:
            break
        key, node = inner
        path += f"{key}."
        noun = _named(key) or noun
    if isinstance(node, list):
        return _listed("", noun, path, node, {})
    if isinstance(node, dict):
        return _of_pieces(_of_record(node, noun, path, tool), tool)
    if node is None or node == "":
        return Shape("empty", noun, path, (), {}, None, {})
    return Shape("value", noun, path, (node,), {}, None, {})


def _of_pieces(shape: Shape, tool: Tool) -> Shape:
    """A list within a plan as one of what that consists of: an itinerary has bookings, and is not several."""
    if shape.kind != "list" or shape.thing.split(" ")[-1] not in _PLANS or "." in shape.path:
        return shape
    within = ((tool.returns or {}).get("properties") or {}).get(shape.path, {})
    pieces = [*((within.get("items") or {}).get("properties") or {}), *(k for i in shape.items[:1] for k in i)]
    first = words_of(pieces[0]) if pieces and is_id(pieces[0]) else ()
    return shape._replace(thing=first[0]) if len(first) > 1 and first[0] not in HOLLOW else shape


_PLANS = frozenset("itinerary agenda schedule timetable".split())


def likened(shape: Shape, about: str) -> Shape:
    """A list as one of similar things, where the wish for it says so: a second list of products beside their search."""
    alike = _SIMILAR.match(about)
    return shape._replace(thing=f"similar {shape.thing}") if alike and "similar" not in shape.thing else shape


_SIMILAR = re.compile(r"\w+ similar to ")


def _only_record(node: JsonValue, noun: str) -> tuple[str, JsonValue] | None:
    """The record or list that a wrapper holds, when it holds just one and nothing else of its own."""
    if not isinstance(node, dict):
        return None
    records = [(k, v) for k, v in node.items() if isinstance(v, dict) and k.lower() not in META]
    inner = [(k, v) for k, v in records if len(v) > 1] or [(k, v) for k, v in records if _holds(v)]
    own = [k for k, v in node.items() if not isinstance(v, dict) and k.lower() not in META]
    if len(inner) != 1:
        return None
    beside = [k for k in own if not isinstance(node[k], list)]
    about = words_of(inner[0][0])[-1:] == tuple(noun.split()[-1:])
    return inner[0] if not own or (about and not beside) else None


def _holds(inner: JsonObject) -> bool:
    """Whether a record within a record is there for the things that it lists: `_embedded`."""
    return any(isinstance(v, list) and v and isinstance(v[0], dict) for v in inner.values())


def noun_of(tool: Tool) -> str:
    """What a tool is about, singular, in plain words; `result` when its name does not say.

    >>> # `add_to_watchlist` is about a watchlist, `get_stock_quote` about a stock quote
    """
    tokens = [w for w in words_of(re.split(r"[./:]|__", tool.name)[-1]) if w.isalpha() and len(w) > 1]
    lone = len(tokens) == 1
    tokens = _beside_verb(tokens)
    first = re.findall(r"[a-z]+", f"{tool.title} {tool.description[:30]}".lower())[:1]
    if len(tokens) > 1 and (
        tokens[0] in VERBS or tokens[0] in _MORE_VERBS or (first and tokens[0][:5] == first[0][:5])
    ):
        tokens = tokens[1:]
    while len(tokens) > 1 and tokens[0] in _JOINTS:
        tokens = tokens[1:]
    cut = next((i for i, t in enumerate(tokens) if i and t in _JOINTS), len(tokens))
    nouns = [t for t in tokens[:cut] if t not in _HOLLOW_NOUNS]
    if len(tokens) > _PATH_WORDS or set(words_of(tool.name)) & {"id", "gid", "uid"}:
        route = route_of(tool.http)
        nouns = _described(tool) or (route.thing.split(" ") if route else nouns)  # named by its path
    if lone and nouns and nouns[0] not in SAID_AS and _is_command(nouns[0], tool):
        nouns = _described(tool)
    nouns = [n for n in nouns if n not in _PLAIN_VERBS and len(n) <= _LONGEST_NOUN]
    nouns = _as_said(nouns, tool.http)
    if not nouns:
        return "result"
    for said in (" ".join(nouns[-2:]), nouns[-1]):
        if said in SAID_AS:
            return SAID_AS[said]
    *rest, last = nouns[-2:]
    return " ".join([*rest, last if last in _UNCOUNTED else singular(last)])


def _is_command(word: str, tool: Tool) -> bool:
    """Whether a tool's name is that of a command and no word of what it does: `ls` lists, `wc` counts."""
    says = f"{tool.title} {tool.description}".lower().strip()
    return bool(says) and word not in VERBS and word[:4] not in says


_DONE = re.compile(r"\w{3}(?:[^e]ed|ected|ated)$")


def _as_said(nouns: list[str], http: str) -> list[str]:
    """Nouns of a path as they are said: `/teammates/{username}` is about a teammate, `ips assigned` assigned ips."""
    if len(nouns) > 1 and f"{{{nouns[-1]}}}" in http:
        nouns = nouns[:-1]
    return [*nouns[:-2], nouns[-1], nouns[-2]] if len(nouns) > 1 and _DONE.search(nouns[-1]) else nouns


def _beside_verb(tokens: list[str]) -> list[str]:
    """The words of a name from its verb on, or up to it where it ends the name: `files get file`, `vitals read`."""
    if len(tokens) > 1 and (tokens[-1] in _PLAIN_VERBS or (tokens[-1] in _METHODS and tokens[0] not in VERBS)):
        return tokens[:-1]
    if len(tokens) > 1 and tokens[-1] in _SEEKING and tokens[0] not in VERBS:
        return tokens[:-1]  # `authors_search` is about authors, and no search of theirs
    at = next((i for i, t in enumerate(tokens[1:-1], 1) if t in _PLAIN_VERBS), 0)
    at = at or next((i for i, t in enumerate(tokens[1:-1], 1) if t in _SEEKING and tokens[0] not in VERBS), 0)
    return tokens[at:]


@lru_cache(maxsize=4096)
def _object_of(text: str) -> tuple[str, ...]:
    found = _OBJECT.match(text)
    nouns = found.group(1).lower().split() if found else []
    return tuple(
        n for n in nouns if n.isalpha() and n not in _HOLLOW_NOUNS and n not in ("specific", "single", "given")
    )


def _described(tool: Tool) -> list[str]:
    """The nouns of what a tool does by its title or description: `Retrieve a gift card` is about a gift card."""
    texts = [t for t in (tool.title, tool.description[:120]) if _begins_with_deed(t)]
    return next(([*nouns] for text in texts if (nouns := _object_of(text))), [])


def _begins_with_deed(text: str) -> bool:
    first = text.split(" ", 1)[0].lower()
    return bool({first, first.removesuffix("s"), first.removesuffix("es")} & (VERBS.keys() | _MORE_VERBS))


def _named(key: str) -> str:
    words = [w for w in words_of(key) if w.isalpha()]
    if not words or singular(words[-1]) in HOLLOW:
        return ""
    if words[-1] in SAID_AS:
        return SAID_AS[words[-1]]
    return " ".join([*words[-2:-1], singular(words[-1])]) if words[-2:-1] != ["all"] else singular(words[-1])


def _of_record(node: JsonObject, noun: str, path: str, tool: Tool) -> Shape:
    lists = {k: v for k, v in node.items() if isinstance(v, list) and k.lower() not in ("errors", "links", "_links")}
    own = [k for k, v in node.items() if k.lower() not in META and not isinstance(v, list | dict) and v is not None]
    verb = tool_words(tool.name, tool.http)[0]
    making = verb in ("create", "update", "delete", "send") and tool.effect != "read"  # `user_posts` posts nothing
    titled = any(is_title(k) and plain_text(node[k]) for k in own) and any(is_id(k) for k in own)
    telling = [k for k in own if not is_id(k)]
    listing = len(telling) <= (3 if verb in ("list", "search") else 1)
    if lists and listing and not (titled and len(own) > 2) and not making:
        key = max(lists, key=lambda k: (any(isinstance(i, dict) for i in lists[k]), len(lists[k])))
        around = {k: v for k, v in node.items() if k != key}
        return _listed(key, noun, path, lists[key], around)
    if not any(v not in (None, "", [], {}) for v in node.values()):
        return Shape("empty", noun, path, (), {}, None, {})
    return Shape("record", noun, path, (), node, None, {})


def _listed(key: str, noun: str, path: str, items: list[JsonValue], around: JsonObject) -> Shape:
    total = next(
        (v for k, v in around.items() if k.lower() in _TOTALS and isinstance(v, int) and not isinstance(v, bool)), None
    )
    total = total if total is not None and total >= len(items) else None
    thing = _named(key) or noun
    if total is None and (free := _free_in_all(thing, around, len(items))):
        thing, total = f"free {thing}", free
    return Shape("list", thing, f"{path}{key}", tuple(items), {}, total, around)


def _free_in_all(thing: str, around: JsonObject, shown: int) -> int:
    """How many things there are to be had, where that is told beside some of them: `freeSeats`; 0 for no such."""
    things = words_of(plural(thing, 2))[-1:]
    told = (v for k, v in around.items() if words_of(k) in (("free", *things), ("available", *things)))
    return next((v for v in told if isinstance(v, int) and not isinstance(v, bool) and v > shown), 0)


def own_kind(record: JsonObject, thing: str) -> str:
    """What a record with a plain title is by its own id: a booked flight comes back as a booking."""
    first = next((words_of(k) for k in [*record][:1] if is_id(k)), ())  # another's id may stand further down
    plain = any(words_of(k) in (("title",), ("name",)) for k in record)
    if (
        len(first) != 2
        or first[1] not in ("id", "uuid")
        or not plain
        or first[0] in thing.split()
        or any(set(words_of(k)[:1]) & set(thing.split()) for k in record)
    ):
        return thing
    return first[0] if first[0].isalpha() and first[0] not in HOLLOW else thing


def plural(thing: str, count: int) -> str:
    """A noun for so many things.

    >>> plural("city", 2), plural("news", 3), plural("match", 1)
    ('cities', 'news', 'match')
    """
    head, _, last = thing.rpartition(" ")
    if count == 1 or last in _UNCOUNTED or (last.endswith("s") and singular(last) != last):
        return thing
    irregular = {
        "person": "people",
        "child": "children",
        "man": "men",
        "woman": "women",
        "series": "series",
        "status": "statuses",
        "index": "indices",
        "bus": "buses",
        "leaf": "leaves",
    }
    if last in irregular:
        many = irregular[last]
    elif re.search(r"[^aeiou]y$", last):
        many = f"{last[:-1]}ies"
    else:
        many = last + ("es" if re.search(r"(s|x|z|ch|sh)$", last) else "s")
    return f"{head} {many}".strip()


def counted_as(thing: str) -> str:
    """A kind of thing as it is counted: nobody has two musics.

    >>> counted_as("music"), counted_as("hotel"), counted_as("news")
    ('music entry', 'hotel', 'news')
    """
    last = thing.rpartition(" ")[2]
    if last in ("content", "contents"):
        return "entry"
    return f"{thing} entry" if last in _UNCOUNTED - {"news", "media", "equipment"} else thing


def verb_of(tool: Tool) -> str:
    """What a tool does, as a class of verbs: `create`, `update`, `delete`, `send`, or "" for looking."""
    found = tool_words(tool.name, tool.http)[0]
    if found in ("create", "update", "delete", "send"):
        return found if tool.effect != "read" else ""
    return (
        {"write": "update", "destructive": "delete"}.get(tool.effect, "")
        if not found or found not in set(VERBS.values())
        else ""
    )


_WHICH = frozenset("next latest current previous main default preferred".split())


def which_one(noun: str, field: str) -> str:
    """A thing with which one it is, where the name of what tells it says so: the next lesson of an enrolment."""
    told = words_of(_LAST_NAME.sub("", field))
    return f"{told[0]} {noun}" if told and told[0] in _WHICH and noun.rsplit(" ", maxsplit=1)[-1] in told else noun


_LAST_NAME = re.compile(r"^.*\.|\[\d*\]")


def that_one(noun: str, field: str) -> str:
    """A thing that is spoken of, as the name of what tells it has it: `that lesson`, `the next lesson`."""
    which = which_one(noun, field)
    return f"that {noun}" if which == noun else f"the {which}"
