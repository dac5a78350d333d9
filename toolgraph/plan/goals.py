"""What a person wants when a tool is called, in plain words: `find a hotel`, `cancel a booking`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from toolgraph.meaning.concept import tool_words
from toolgraph.meaning.route import route_of
from toolgraph.meaning.text import VERBS, singular, words
from toolgraph.models.tool import Tool

_WORDS_MAX = 14
_SPLIT = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+|[^\W\d_]+")
_MARKUP = re.compile(r"<[^>]+>|https?://\S+|[`*#+\"“”]|\{[^}]*\}|\[|\](?:\([^)]*\))?")
_PREAMBLE = re.compile(
    r"^(?:please note:? |note:? |this (?:tool|endpoint|api|method|operation|function|call|action|command|route)"
    r"(?: can be used| is used| lets you| allows you| will| enables you| helps)?|"
    r"(?:this is )?an? (?:tool|endpoint|api|method|function)(?: that| which)?|(?:the )?endpoint|api|tool|"
    r"use (?:this|it)(?: tool| endpoint| method)?|used|allows? (?:you|users?|the user|one|clients?)|"
    r"lets (?:you|users?)|enables (?:you|users?)|provides (?:the |an )?(?:ability|way|option)|"
    r"(?:beta|deprecated|experimental|internal|preview|v\d+)\b[:\s.-]*)[:,\s]*(?:to |that |for |which )?",
    re.IGNORECASE,
)
_TAILS = re.compile(
    r"\s*(?:\(.*|\bby (?:its |the |their |a |an |given |specified )*(?:unique )?"
    r"(?:ids?|uuids?|guids?|identifiers?|slugs?)\b.*|"
    r"\b(?:with|for|from|using|via|matching|based on) (?:the |a |an |its |given |specified |provided |this |supplied )*"
    r"(?:unique )?(?:ids?|uuids?|identifiers?|parameters?|criteria|request|api|endpoint|query|body|payload|"
    r"arguments?)\b.*|"
    r"\b(?:as )?(?:specified|provided|given|supplied|identified) (?:by|in|with)\b.*|\bif (?:any|needed|present)\b.*|"
    r"\bid\b\s*$)",
    re.IGNORECASE,
)
_FILLERS = re.compile(r"\b(?:specified|provided|supplied|existing|particular|the given)\b(?: (?=\w))", re.IGNORECASE)
# How the docs speak of the one who asks, and words that say nothing to them.
_ONE_ASKING = tuple(
    (re.compile(pattern, re.IGNORECASE), instead)
    for pattern, instead in (
        (r"\b(?:the )?(?:current(?:ly)? )?(?:authenticated|logged[ -]in|current) users?(?:'s|’s)", "my"),
        (r"\b(?:the )?(?:current(?:ly)? )?(?:authenticated|logged[ -]in|current) user is an? (\w+)(?: of| in)?$",
         r"I am a \1 of"),
        (r" accessible (?:by|to|for) (?:the |a )?(?:currently )?(?:authenticated |logged[ -]in |current )?user\b.*",
         " I can see"),
        (r" (?:for|of|by) (?:the |a )?(?:current(?:ly)? )?(?:authenticated |logged[ -]in |current )?user(?: or team)?$",
         ""),
        (r"\b(?:to|with) the (?:currently )?(?:authenticated|logged[ -]in|current) user\b", "to me"),
        (r"\bspecific ", ""), (r" by (?:providing|supplying|passing) .*$", ""),
        (r" (?:that |which )?(?:the )?(?:currently )?authenticated user (?:has|owns) ", " I have "),
        (r"\byour\b", "my"), (r"\byou(?:'re|’re| are)\b", "I am"), (r"\byou have\b", "I have"),
        (r"^(?:a |the )?(?:paginated |full |complete |simple )?lists? of (?:all )?(?:of )?(?:the |my )?", "the "),
        (r"^of (?:all )?(?:of )?the ", "the "),
        (r",? (?:using|by) either .*$| (?:using|by) its .*$| Note:?$| given the .*$| in batch$", ""),
        (r" containing a ", " with a "),
        (r"\s+s\b(?=$| )", "s"),
    )
)  # fmt: skip
_JOINT_LETTERS = 3
_UNCOUNTED = frozenset(
    "information data weather traffic advice news content access status mail music help feedback usage health time "
    "everything something anything mobile auth in out up off".split()
)
_PREPOSITIONS = frozenset("for in on to with by from of at about containing using that which".split())
# A comma ends a wish unless it stands in a list: `bus, tram and metro stops`.
_CLAUSE = re.compile(
    r"(?:,(?! (?:\w+,? ){1,3}(?:and|or) )|[;:–\n]| - | in order to | so that | based on | depending on "
    r"|(?: |^)and (?:returns?|sends|responds?|stretches|gives back) ).*",
    re.DOTALL,
)
_RELATIVE = re.compile(r" (?:which|that|where|when|whose) .*", re.DOTALL)
_RELATIVE_WORDS_MAX = 9  # a wish with a relative clause may have as many words; a longer one loses the clause
_JOINTS = frozenset("and or of in on at to for with by from the a an as into between about per than".split())

# Verbs beside those of VERBS with which a wish may begin.
_MORE_VERBS = frozenset(
    "ask look put tick freeze unfreeze save watch transfer draft answer download compare estimate recommend rate tell "
    "keep give take turn write sort count plan pick invite follow unfollow like unlike vote join leave archive restore "
    "analyze analyse detect extract summarize summarise validate verify test sync connect disconnect link unlink lock "
    "unlock mute unmute pin unpin block unblock report record resume pause skip change print scan measure monitor "
    "suggest predict resolve refund redeem refresh reset resend retry return renew sign subscribe swap withdraw "
    "deposit "
    "exchange order hire rent sell invest trade adjust combine split filter fill divide multiply subtract grant deny "
    "invoke execute perform process activate deactivate log manage organize mint list learn explore identify determine "
    "initiate confirm authorize capture void finish end abort tweet retweet comment react mention navigate press "
    "encode decode encrypt decrypt parse format round sum solve simulate train evaluate score rank index clone fork "
    "commit push pull deploy build install uninstall upgrade downgrade scale migrate backup export provision "
    "configure define declare collect gather obtain access acquire receive reply request respond sleep wait "
    "transcribe render paint draw crop resize".split()
)
# Verbs of machines, and what a person would say instead.
_SPOKEN = {
    "retrieve": "get", "fetch": "get", "obtain": "get", "return": "get", "query": "look up", "lookup": "look up",
    "describe": "show", "display": "show", "view": "show", "read": "read", "enumerate": "list", "insert": "add",
    "post": "post", "patch": "update", "put": "put", "modify": "change", "deregister": "remove", "invoke": "run",
    "execute": "run", "perform": "run", "terminate": "end", "append": "add", "provide": "get", "acquire": "get",
    "gather": "get", "collect": "get", "load": "get", "select": "get", "access": "get", "discover": "find",
    "upsert": "save", "calc": "calculate", "compute": "work out",
}  # fmt: skip
_ALL_VERBS = (frozenset(VERBS) | _MORE_VERBS | frozenset(_SPOKEN)) - {"new"}
_BELONGS = re.compile(r"^This tool belongs to .*?Tool description:\s*", re.DOTALL)  # how BFCL's multi-turn docs begin
_ARTICLE = re.compile(r"\ban (?=[bcdfgjklmnpqrstvwxyz])")  # left over where a word in between was taken out
_THIRD_PERSON = {
    "does": "do", "has": "get", "goes": "go", "applies": "apply", "copies": "copy", "modifies": "modify",
    "queries": "query", "notifies": "notify", "verifies": "verify", "identifies": "identify", "retries": "retry",
}  # fmt: skip
_GERUND_OF = {f"{verb.removesuffix('e')}ing": verb for verb in sorted(_ALL_VERBS)}
_HTTP_WISH = {"GET": "get", "POST": "add", "PUT": "update", "PATCH": "update", "DELETE": "delete"}

_KEPT: dict[str, tuple[Tool, str]] = {}
_KEPT_MAX = 20_000


def goal_of(tool: Tool) -> str:
    """What a person wants who has a tool called: a lower-case imperative without full stop, never empty.

    Taken from the first sentence of the description, the title or the name, whichever first reads as a wish. Holds no
    snake_case or camelCase word, so that no tool or parameter name is spoken.

    >>> # "Returns one hotel." titled "Show the details of a hotel" is `show the details of a hotel`
    """
    found = _KEPT.get(tool.id)
    if found is None or found[0] is not tool:
        if len(_KEPT) >= _KEPT_MAX:
            _KEPT.clear()
        found = _KEPT[tool.id] = (tool, shortened(_goal(tool), tool))
    return found[1]


# Where a wish only says again what the tool is to be told: `in a city`, `by name or topic`, `between two dates`.
_RESTATING = re.compile(
    r" (?:(?P<by>by)|in|at|near|on|for|between|of|from)"
    r" (?P<what>(?(by)|(?:an?|two|one|several|given|coming|some) )[a-z' ,-]+?)"
    r"(?= (?:in|at|near|on|for|between|by|now|to|with)\b|$)"
)
_MEANT = {
    "point": "latitude", "pair": "latitude", "coordinate": "latitude", "day": "date", "night": "date", "time": "date",
    "station": "from", "airport": "origin", "address": "origin", "place": "origin", "words": "query", "word": "query",
    "kind": "query", "content": "query", "topic": "query", "name": "query", "title": "query", "mood": "query",
    "actor": "query", "theme": "query", "company": "query", "email": "query", "e-mail": "query", "field": "specialty",
    "somebody": "recipient", "person": "email", "currency": "base",
}  # fmt: skip
_PLAIN_WORDS = frozenset("a an two one several given coming some and or of the its their another".split())


def shortened(goal: str, tool: Tool) -> str:
    """A wish without the phrases that only name what is to be told anyway, unless that is an id of something known.

    >>> # `estimate what a job pays in a city` of a tool that takes a job and a city is `estimate what a job pays`
    """
    goal = re.sub(r" optionally .*$", "", goal)
    named_by = [(words(p.name), _kind_words(p.format)) for p in tool.inputs]
    told = {w for own, kinds in named_by if not _points(own) for w in (*own, *kinds)}
    told |= {"query"} if told & {"q", "search", "keyword", "term", "text"} else set()
    pointed = {w for own, _ in named_by if _points(own) for w in own[:-1]}
    for match in reversed(list(_RESTATING.finditer(goal))):
        named = [singular(w.strip(",")) for w in match["what"].split() if w.strip(",") not in _PLAIN_WORDS]
        meant = [w in told or _MEANT.get(w, "") in told for w in named]
        known = any(meant) if match["by"] else named and all(meant) and not set(named) & pointed
        of_place = not match[0].startswith(" of ") or set(named) <= _PLACE_WORDS
        short = goal[: match.start()] + goal[match.end() :]
        if known and of_place and len(short.split()) > 1:
            goal = short
    return re.sub(r" to another$| now$", "", goal) if len(goal.split()) > _SHORT_ENOUGH else goal


_PLACE_WORDS = frozenset(("city", "country", "town"))
_SHORT_ENOUGH = 3


def _points(name: tuple[str, ...]) -> bool:
    return name[-1:] in (("id",), ("number",))


def _kind_words(form: str) -> tuple[str, ...]:
    return ("date",) if form in ("date", "date-time") else ()


def _goal(tool: Tool) -> str:
    sentence = _first_sentence(tool.description)
    texts = (sentence, tool.title) if _is_imperative(sentence) else (tool.title, sentence)
    looks = tool.http.startswith("GET ")
    wishes = [wish for text in texts if (wish := _as_wish(_looked_at(text) if looks else text))]
    full = [w for w in wishes if len(w.split()) > 2] or [w for w in wishes if len(w.split()) > 1]
    return full[0] if full else _from_name(tool)


def _looked_at(text: str) -> str:
    """What a GET is described as, with a verb of looking where its first word is none: `Build summary` is a thing."""
    first = text.split(" ", 1)[0]
    if VERBS.get(first.lower(), first.lower()) in ("create", "build", "post") and " a" not in text[:30]:
        return f"get the {first.lower()}{text[len(first) :]}"
    return text


def _is_imperative(sentence: str) -> bool:
    """`Find a hotel`, not `Finds a hotel` or `Returns hotels`: the former is how people write wishes down."""
    first = _PREAMBLE.sub("", sentence, count=1).split(" ", 1)[0].strip(",:").lower()
    return first in _ALL_VERBS and first != "return"


def joined(goals: Iterable[str]) -> str:
    """Several wishes of one turn as one: `find a hotel, look up its rooms and book one`; each once, in order."""
    once = list(dict.fromkeys(goals))
    return once[0] if len(once) == 1 else ", ".join(once[:-1]) + " and " + once[-1] if once else ""


def _first_sentence(text: str) -> str:
    plain = _MARKUP.sub(" ", _BELONGS.sub("", text[:900])).strip()
    first = re.split(r"(?<=[a-z)\d])[.!?](?:\s|$)|\n\s*\n|\s[-–—]\s", plain, maxsplit=1)[0]
    return " ".join(first.split())


def _as_wish(text: str) -> str:
    """A sentence as a wish; "" when it does not begin with something to do."""
    clean = _MARKUP.sub(" ", text).strip(" .:;-")
    for _ in range(2):
        clean = _PREAMBLE.sub("", clean, count=1).strip()
    tokens = clean.split()
    verb = _verb(tokens[0].strip(",:").lower()) if tokens else ""
    if not verb:
        return ""
    spoken = _SPOKEN.get(verb, verb)
    rest = _tidied(" ".join(tokens[1:]))
    if rest.split()[:1] == ["up"] and spoken.endswith(" up"):
        rest = rest[3:]
    return f"{spoken} {rest}".strip() if rest else ""


def _verb(word: str) -> str:
    """The verb in its plain form; "" when the word is none that we know."""
    if word in _ALL_VERBS:
        return word
    plain = _THIRD_PERSON.get(word) or _GERUND_OF.get(word, "")
    if plain:
        return plain
    for ending in ("es", "s"):
        stem = word.removesuffix(ending)
        if stem != word and stem in _ALL_VERBS:
            return stem
    return ""


# `the time, place or title of an event`: whoever changes one of them says which one it is.
_ONE_OF_ITS = re.compile(r"^(?:the |its )?[\w-]+(?:, [\w-]+)+,? or (?:the )?[\w-]+ of (?=(?:an?|the|one) )")


def _tidied(rest: str) -> str:
    """What follows the verb: no ids, no clauses, no code words, at most a dozen words, lower case at its start."""
    for pattern, instead in _ONE_ASKING:
        rest = pattern.sub(instead, rest)
    rest = _FILLERS.sub("", _TAILS.sub("", _ONE_OF_ITS.sub("", rest)))
    rest = _CLAUSE.sub("", rest).strip()
    if len(rest.split()) > _RELATIVE_WORDS_MAX:
        rest = _RELATIVE.sub("", rest).strip() or rest
    words = _cut([plain for token in rest.split() for plain in _plain_token(token)])
    while words and words[-1].lower() in _JOINTS and words[-2:-1] not in (["dealt"], ["logged"], ["signed"], ["opted"]):
        words.pop()
    long = [w for w in words if len(w) > _JOINT_LETTERS]
    if len(long) > 1 and all(w[0].isupper() for w in long):  # a headline
        words = [w.lower() if w[:1].isupper() and w[1:].islower() else w for w in words]
    return _ARTICLE.sub("a ", _with_article(" ".join(words).strip(" .,:;")))


def _cut(words: list[str]) -> list[str]:
    """The words that a wish has room for; a phrase that would be cut in two is left out."""
    room = _WORDS_MAX - 1
    if len(words) <= room:
        return words
    joints = [i for i, w in enumerate(words[:room]) if i > 1 and w.lower() in _PREPOSITIONS]
    return words[: joints[-1]] if joints else words[:room]


def _with_article(rest: str) -> str:
    """`new project` is `a new project`, and `single deploy key` a plain one."""
    if re.fullmatch(r"[a-z]{3,}", rest) and singular(rest) == rest and rest not in _UNCOUNTED:
        return f"a {rest}"
    return re.sub(r"^(new|single) (?=\w+(?: \w+)?(?:$| (?:for|in|of|to|from|on|with|under)\b))(?!\w+s\b)",
                  lambda m: "a new " if m[1] == "new" else "a ", rest)  # fmt: skip


@lru_cache(maxsize=20_000)
def _plain_token(token: str) -> tuple[str, ...]:
    """A word without code style: `order_id` becomes `order`; `camelCase` two words; `e-mail` and `API` stay."""
    if "_" in token or re.search(r"[a-z][A-Z]", token) or re.search(r"[a-z]\.[a-z]", token):
        return tuple(t.lower() for t in _SPLIT.findall(token) if t.lower() not in ("id", "ids"))
    if re.search(r"[<>{}\\|=/]", token):
        return tuple(t.lower() for t in re.findall(r"[A-Za-z]+", token))
    return (token,)


def _from_name(tool: Tool) -> str:
    """Verb and object out of the name, else out of the HTTP method and the name."""
    last = re.split(r"[./:]|__", tool.name)[-1] or tool.name
    last = re.sub(rf"^{tool.http.split(' ', 1)[0] or '-'}(?=[_-]|[vV]\d)[_-]?", "", last, flags=re.IGNORECASE)
    last = re.sub(r"[vV]\d+(?=[A-Z_/.-]|$)", "", last)
    tokens = [t.lower() for t in _SPLIT.findall(last) if t.lower() not in ("id", "ids", "api", "by")]
    if tokens and tokens[0] in _ALL_VERBS:
        verb, tokens = tokens[0], tokens[1:]
    elif len(tokens) > 1 and tokens[-1] in _ALL_VERBS:
        verb, tokens = tokens[-1], tokens[:-1]
    else:
        verb = _HTTP_WISH.get(tool.http.split(" ", 1)[0], "get")
    return " ".join([_SPOKEN.get(verb, verb), _by_route(tokens, tool) or _thing(tokens, tool)])


def _by_route(tokens: list[str], tool: Tool) -> str:
    """The object of a wish by the route, where the name only repeats it: `a check item of a card`; "" elsewhere."""
    route = route_of(tool.http)
    if route is None or not tokens:
        return ""
    said = {singular(t.lower()) for t in _SPLIT.findall(tool.http)}
    if not {singular(t) for t in tokens} <= said:
        return ""
    adds = tool.http.startswith("POST ")
    head, _, last = route.thing.rpartition(" ")
    thing = f"a {f'{head} {singular(last)}'.strip()}" if route.one or adds else f"the {route.thing}"
    joint = {"POST": "to", "DELETE": "from"}.get(tool.http.split(" ", 1)[0], "of")
    return _an(f"{thing} {joint} a {route.of}" if route.of else thing)


def _an(text: str) -> str:
    return re.sub(r"\ba (?=[aeio])", "an ", text)


def _thing(tokens: list[str], tool: Tool) -> str:
    """The object of a wish, with an article."""
    if not tokens:
        around = [t.lower() for part in (*tool.tags, tool.category, tool.source) for t in _SPLIT.findall(part)]
        tokens = around[:1] or ["details"]
    noun = " ".join(tokens[: _WORDS_MAX - 3])
    if tokens[0] in ("a", "an", "the", "my", "all", "up", "in", "out", "on", "off", "to"):
        return noun
    return _an(f"a {noun}") if _is_one_of_many(tokens[-1], tool) else f"the {noun}"


def _is_one_of_many(noun: str, tool: Tool) -> bool:
    """Whether a tool does something to one thing of a kind that its input tells (`scene_id`), or makes one."""
    if tool.effect == "read" or singular(noun) != noun or noun in _UNCOUNTED:
        return False
    pointed = any(words(p.name)[-2:] == (noun, "id") for p in tool.inputs if p.required)
    return pointed or tool_words(tool.name, tool.http)[0] == "create"
