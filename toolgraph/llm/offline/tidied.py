"""A wish as a person would have it, out of words that a spec wrote for programmers."""

from __future__ import annotations

import re

_NAMES = r"(?:user ?name|name|e-?mail|id|ID|identifier|appointment|number)s?"
_MORE_NAMES = rf"{_NAMES}(?: (?:and|or) {_NAMES})*"
# What follows says how the tool answers, where it looks, or how a machine does it, and is no part of what is wanted.
_OF_THE_TOOL = tuple(
    re.compile(pattern)
    for pattern in (
        r",? (?:and )?returns? (?:an?|the) \w+(?: \w+)?$",  # `log in a user returns a token`
        r",? returning (?:the )?\d+ (?:most )?\w+ results\b",
        r" and (?:queue|store|save|persist|return) (?:it|them|the [\w ]*?information)\b",
        r" (?:line by line|one by one|row by row)\b",
        r" matching (?:the )?(?:given )?(?:filters?|criteria|parameters?)\b",
        r" (?:by|through) \w+ing an? \w+(?: \w+)?(?=$| (?:with|to|for) )",
        r" on behalf of (?:the|an?) (?:given |current )?user\b",
        r" of any (?:kind|type|extension|format|sort|size)\b",
        r" (?:in|from) (?:the )?database\b",
        r" (?:in|on|to) (?:the|an?) (?:[\w-]+ )?(?:system|platform|website|web site|back ?end|application)\b",
        r" to [\w-]+ (?:system|platform|application)\b",
        rf" (?:given|based on|from|using) (?:(?:an?|the|their|its) )?(?:given )?(?:[a-z]+ )?{_MORE_NAMES}(?=$| for )",
        r" that (?:occur|happen|take place)(?: (?:in|within|during) an? (?:given )?(?:time|date)(?: \w+)?)?$",
        r" (?:for|at) an? set time$",
        r" for (?:an?|the|their) (?:given )?number of \w+$",
        r" from one (?:unit|currency|language|format)$",
        r" between (?:two |multiple |several )?(?:cities|places|stations|airports|locations|points)(?=$| in \w+$)",
        r" (?:for|at|on) (?:date|time)(?: and (?:date|time))?$",
        r"(?<=\w) to (?:a|the) destination$",
        r" to location$",
        r"(?<!dealt)(?<!done)(?<!agreed) (?:by (?:\w+ )?)?(?:and|or|with|by)$",  # a list that was cut
        r" (?:given|using|based on|by|for) (?:their|its|your)$",
    )
)
_INSTEAD = tuple(
    (re.compile(pattern), put)
    for pattern, put in (
        (r"([a-vx-z])\1\1+", r"\1\1"),  # no word has a letter three times over: `currrent`
        (r"\ban (?=(?:us(?:er|age|e)|uni[cfoqtv])\w*\b)", "a "),
        (r"\b(at|in|from) (?:the )?current (?=\w+$)", r"\1 the current "),
        (r"\b(an?|the) given (?!one\b)(?=\w)", r"\1 "),
        (r" and (?:time|date) (?:span|range|period)$", ""),
        (r" of (?:an? )?[\w-]+(?: [\w-]+)? system$", ""),
        (r"^(?:an? )?(\w+) rental$", r"a rental \1"),
        (r"^the geocoding\b", "the coordinates"),
        (r" or (?:display|print|show|return) (?:it|them)(?: in the \w+)?", ""),
        (r"\b(?:the|an?) selected (?=\w)", "the "),
        (r"\bthe user (?:has|have)\b", "I have"),
        (r"\b(I am (?:enrolled|interested|involved|registered))$", r"\1 in"),
        (r" (\w+ed) by (?:the|a) (?:current |authenticated )user\b", r" I \1"),
        (r"^((?:the )?(?:number of )?\w+), (\w+)$", r"\1 and \2"),
        (r" of (hospital|clinic|hotel|restaurant|bank|school|shop|store|pharmacy)$", r" at a \1"),
        (r"^((?:user|account|order|ticket|post|file) (?:id|ID|number|name|status|token)s?)\b", r"the \1"),
    )
)
_LOGGING = re.compile(
    r"^(?:the |an? )?user(?P<way> (?:in|out))?\b(?: with (?:user )?(?:id|ID|name|password))?(?P<more>.*)$"
)
_TOKEN = re.compile(r"^(?:the |an? |my )?(?:(?:user|access|auth|authentication|session|login) )?tokens?\b")
_FOR = re.compile(r"^for (?!free\b)")
_TO_ME = re.compile(r"^me (?=(?:all|the|an?|my|every)\b)")  # `get me` has that word of its own
_LOOKED = frozenset("get see find list show read check".split()) | {"look up"}
_UNITS = re.compile(r"^(?:the )?(\w+[^\Ws]) to (?:the )?(\w+[^\Ws])$")  # `the gallon to liter`
_SOUGHT = frozenset(("find", "search"))
_SOMEWHERE = re.compile(r"(?<=\w) (?:at|in) an? location$")
_BOOKED = frozenset(("book", "reserve"))
_BARE = re.compile(r"^(?!an?\b|the\b|my\b|one\b|some\b|all\b|it\b|that\b)[a-z-]+(?: [a-z-]+)?$")


def tidied(verb: str, rest: str) -> tuple[str, str]:
    """The verb of a wish and what follows it, without what only a programmer would say.

    >>> tidied("log in", "a user returns a token"), tidied("find", "users given a username or email")
    (('log', 'me in'), ('find', 'users'))
    """
    whole = f" {rest}"
    for pattern in _OF_THE_TOOL:
        whole = pattern.sub("", whole)
    rest = whole.strip() or rest
    for pattern, put in _INSTEAD:
        rest = pattern.sub(put, rest)
    if verb in _LOOKED:
        rest = _TO_ME.sub("", _FOR.sub("", rest))
        if verb == "get" and _TOKEN.match(rest):
            return "log", "me in"  # nobody wants a token, but what it opens
        if verb == "check" and _TOKEN.match(rest):
            return "know", "who I am logged in as"
    rest = _SOMEWHERE.sub("", rest) if verb in _SOUGHT else rest
    return _by_verb(verb, rest)


def _by_verb(verb: str, rest: str) -> tuple[str, str]:
    if verb in _BOOKED and _BARE.match(rest) and not rest.endswith("s"):
        rest = f"a {rest}"
    if verb == "convert":
        rest = _UNITS.sub(r"\1s to \2s", rest)
    return _logged(verb, rest)


def _logged(verb: str, rest: str) -> tuple[str, str]:
    """Who logs in by a tool is the one who speaks."""
    way = {"log in": " in", "sign in": " in", "log out": " out", "sign out": " out", "log": "", "sign": ""}.get(verb)
    found = _LOGGING.match(rest) if way is not None else None
    if found is None or not (way or found["way"]):
        return verb, rest
    return verb.partition(" ")[0], f"me{way or found['way']}{found['more']}"
