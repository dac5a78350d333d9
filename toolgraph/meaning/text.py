"""Names as people mean them: split, singular, abbreviations spelled out, roles and verbs told apart."""

from __future__ import annotations

import re
from functools import lru_cache

_CAMEL = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+|[^\W\d_]+")
# `userIDs` would split into `user`, `I`, `Ds`.
_PLURAL_ACRONYM = re.compile(r"(ID|URL|URI|ARN|IP|API|UUID|SKU|DB|VM)s(?![a-z])")
_WORD = re.compile(r"[a-z]+")

# Spelled out so that `lat` and `latitude` are one word. Each is an abbreviation or a synonym that means
# the same in practically every API.
_SAME_WORD = {
    "lat": "latitude", "lng": "longitude", "lon": "longitude", "long": "longitude",
    "qty": "quantity", "dest": "destination", "dst": "destination", "src": "source", "desc": "description",
    "addr": "address", "num": "number", "amt": "amount", "acct": "account", "acc": "account",
    "org": "organization", "organisation": "organization", "repo": "repository", "tz": "timezone",
    "lang": "language", "ccy": "currency", "cur": "currency", "curr": "currency", "msg": "message",
    "img": "image", "pic": "image", "picture": "image", "photo": "image", "doc": "document",
    "cust": "customer", "usr": "user", "pwd": "password", "passwd": "password", "tel": "phone",
    "telephone": "phone", "mobile": "phone", "cell": "phone", "dept": "department", "env": "environment",
    "config": "configuration", "dir": "directory", "folder": "directory", "loc": "location", "mail": "email",
    "zip": "postcode", "zipcode": "postcode", "postal": "postcode", "uri": "url", "href": "url", "website": "url",
    "identifier": "id", "uuid": "id", "guid": "id", "gid": "id", "movie": "film", "calendar": "calendar", "pr": "pull",
    "ref": "reference", "temp": "temperature", "auth": "authentication", "authorisation": "authorization",
    "stock": "ticker", "symbol": "ticker", "colour": "color", "licence": "license", "traveler": "traveller",
    "tx": "transaction", "txn": "transaction", "prod": "product",
    "cat": "category", "attr": "attribute", "param": "parameter", "min": "minimum", "max": "maximum",
    "avg": "average", "pos": "position", "ver": "version", "id": "id", "pkg": "package", "info": "information",
    "cal": "calendar", "appt": "appointment", "dept_": "department", "fname": "firstname", "lname": "lastname",
}  # fmt: skip

# Lower-case compounds that carry no mark of where to split.
_COMPOUND = {
    "userid": ("user", "id"), "username": ("user", "name"),
    "petid": ("pet", "id"),
    "filename": ("file", "name"), "firstname": ("first", "name"),
    "lastname": ("last", "name"), "fullname": ("full", "name"), "surname": ("last", "name"),
    "postcode": ("postcode",), "zipcode": ("postcode",), "timezone": ("timezone",), "hostname": ("host", "name"),
    "filepath": ("file", "path"), "checkin": ("check", "in"), "checkout": ("check", "out"),
    "datetime": ("datetime",), "timestamp": ("datetime",), "nickname": ("nick", "name"), "geolocation": ("location",),
    "phonenumber": ("phone",), "emailaddress": ("email",), "playlist": ("playlist",), "useremail": ("user", "email"),
    "lineitem": ("item",), "accountid": ("account", "id"), "orderid": ("order", "id"), "itemid": ("item", "id"),
}  # fmt: skip

_NOT_ID = frozenset(
    "paid valid invalid grid void avoid android fluid solid rapid said hybrid liquid bid covid aid raid acid kid lid "
    "mid rid maid plaid squid stupid vivid timid humid cupid placid orchid forbid amid laid unpaid prepaid void".split()
)
_SINGULAR_AS_IS = frozenset(
    "status address news series species access class process bus gas lens canvas alias bias basis analysis diagnosis "
    "business progress success express express wireless previous has is was this plus pass loss boss dns https aws "
    "sms gps ics dls tls css js os vs campus virus bonus census corpus focus menus iris axis radius".split()
)
_IRREGULAR = {
    "people": "person", "children": "child", "men": "man", "women": "woman", "indices": "index", "data": "data",
    "media": "media", "criteria": "criterion", "statuses": "status", "addresses": "address", "movies": "film",
    "aliases": "alias", "buses": "bus", "classes": "class", "analyses": "analysis", "cookies": "cookie",
    "series": "series", "vertices": "vertex", "matrices": "matrix", "leaves": "leaf", "lives": "life",
    "caches": "cache", "archives": "archive", "databases": "database", "releases": "release", "licenses": "license",
    "purchases": "purchase", "expenses": "expense", "responses": "response", "courses": "course", "houses": "house",
    "leases": "lease", "phrases": "phrase", "bases": "base", "causes": "cause", "uses": "use", "cases": "case",
    "images": "image", "invoices": "invoice", "devices": "device", "services": "service", "prices": "price",
    "places": "place", "resources": "resource", "messages": "message", "pages": "page", "sizes": "size",
    "types": "type", "times": "time", "dates": "date", "names": "name", "files": "file", "notes": "note",
}  # fmt: skip

VERBS = {
    "list": "list", "search": "search", "find": "search", "query": "search", "lookup": "search", "browse": "list",
    "get": "get", "fetch": "get", "read": "get", "retrieve": "get", "show": "get", "describe": "list", "view": "get",
    "check": "get", "load": "get", "download": "get", "display": "get", "select": "get", "discover": "search",
    "create": "create", "add": "create", "new": "create", "insert": "create", "register": "create", "make": "create",
    "book": "create", "reserve": "create", "place": "create", "open": "create", "start": "create", "submit": "create",
    "run": "create", "launch": "create", "allocate": "create", "generate": "create", "request": "create",
    "issue": "create", "schedule": "create", "post": "create", "upload": "create", "import": "create",
    "update": "update", "set": "update", "modify": "update", "edit": "update", "change": "update", "put": "update",
    "patch": "update", "replace": "update", "rename": "update", "assign": "update", "attach": "update",
    "detach": "update", "associate": "update", "disassociate": "update", "enable": "update", "disable": "update",
    "move": "update", "copy": "create", "share": "update", "accept": "update", "reject": "update", "close": "update",
    "complete": "update", "approve": "update", "merge": "update", "tag": "update", "untag": "update",
    "delete": "delete", "remove": "delete", "cancel": "delete", "drop": "delete", "terminate": "delete",
    "deregister": "delete", "release": "delete", "revoke": "delete", "unsubscribe": "delete", "stop": "update",
    "send": "send", "reply": "send", "forward": "send", "notify": "send", "publish": "send", "pay": "create",
    "convert": "compute", "calculate": "compute", "compute": "compute", "translate": "compute", "login": "get",
    "authenticate": "get", "track": "get", "mark": "update", "export": "get", "batch": "update", "buy": "create",
    "purchase": "create", "play": "update", "apply": "create", "trigger": "create", "review": "create",
    "enrol": "create", "enroll": "create", "log": "create", "message": "send", "leave": "update", "save": "create",
    "switch": "update", "swap": "update", "join": "update", "invite": "send", "draft": "create", "write": "create",
    "record": "create", "rate": "create", "comment": "create", "refund": "create", "withdraw": "delete",
    "reschedule": "update", "confirm": "update", "lock": "update", "unlock": "update", "activate": "update",
    "deactivate": "update", "pause": "update", "resume": "update", "resolve": "update", "freeze": "update",
    "unfreeze": "update", "archive": "update", "unarchive": "update", "restore": "update", "reset": "update",
    "estimate": "compute", "recommend": "search", "suggest": "search", "geocode": "compute", "count": "get",
    "subscribe": "create", "turn": "update", "toggle": "update", "adjust": "update", "categorise": "update",
    "categorize": "update", "clear": "delete", "destroy": "delete", "purge": "delete", "fork": "create",
    "clone": "create", "duplicate": "create", "validate": "compute", "verify": "compute", "analyze": "compute",
    "analyse": "compute", "upsert": "update",
}  # fmt: skip

# Of the verbs those that are as often a thing: they count where they come first and something follows.
# `message_recruiter` sends, `channel_message` and `save_place` are about a message and a place.
NOUN_VERBS = frozenset(
    "message log order rate review issue release post request schedule track place book comment record draft share "
    "tag play count estimate refund fork clone archive batch switch lock reset copy start stop check run load display "
    "export import view query purchase turn swap filter leave save lookup mark publish".split()
)

# Last segments of a path that say which of the things before them are meant.
STATES = frozenset("global default pending recent active archived all latest popular mine".split())

# Things that hold others, and none when they are made.
STARTS_EMPTY = frozenset("cart basket playlist list board folder watchlist collection album group".split())

# Places of things in a list.
ORDINALS = tuple(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth".split()
)

# Words before a verb that say how it is done: `BatchRetrieveOrders` retrieves.
MANNERS = frozenset("batch bulk multi deprecated".split())

# Words that say in which part somebody or something takes part: the thing under the role decides.
ROLES = frozenset(
    "source target destination from to parent child new old current previous next original default primary secondary "
    "main first last main selected linked related associated other peer local remote "
    "preferred base start end initial final home work billing shipping delivery pickup dropoff my own "
    "input output existing outbound inbound return departure arrival".split()
)
PERSON_ROLES = frozenset(
    "sender receiver recipient owner author assignee attendee creator organizer organiser reporter requester reviewer "
    "committer uploader approver invitee follower assigned".split()
)
PERSONS = frozenset("user member person contact customer employee rep agent traveller profile actor".split())
PERSON_WORDS = PERSONS | PERSON_ROLES

# Roles that are things too: the only word before `id`, they are the thing (`home_id`, `delivery_id`).
THING_ROLES = frozenset("home work base delivery return pickup billing shipping departure arrival input output".split())

# Containers that say nothing about what is in them.
HOLLOW = frozenset(
    "item data result response list entry record value object element row output content body payload page node edge "
    "set collection embedded hit match information detail details attribute property metadata meta results summary "
    "resource".split()
)


@lru_cache(maxsize=200_000)
def singular(word: str) -> str:
    """The singular of a lower-case English noun, by rules good enough for names in APIs.

    >>> singular("companies"), singular("boxes"), singular("status"), singular("buckets")
    ('company', 'box', 'status', 'bucket')
    """
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if (len(word) < 4 and word != "ids") or word in _SINGULAR_AS_IS or not word.endswith("s") or word.endswith("ss"):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    return word[:-1]


def _expand(token: str) -> tuple[str, ...]:
    if token in _COMPOUND:
        return _COMPOUND[token]
    word = singular(token)
    if word in _COMPOUND:
        return _COMPOUND[word]
    word = _SAME_WORD.get(word, word)
    if word.endswith("id") and len(word) > 4 and word not in _NOT_ID and word.isalpha():
        return (_SAME_WORD.get(word[:-2], word[:-2]), "id")
    return (word,)


@lru_cache(maxsize=200_000)
def words(name: str) -> tuple[str, ...]:
    """The words of a name: lower case, singular, abbreviations spelled out.

    >>> words("sourceVpcIDs"), words("dest_addr"), words("petid")
    (('source', 'vpc', 'id'), ('destination', 'address'), ('pet', 'id'))
    """
    marked = _PLURAL_ACRONYM.sub(lambda m: m.group(1).capitalize() + "s", name)
    out: list[str] = []
    for token in _CAMEL.findall(marked):
        out.extend(_expand(token.lower()))
    return tuple(out)


@lru_cache(maxsize=50_000)
def plain_words(text: str) -> frozenset[str]:
    """The distinct singular words of a text, for comparing descriptions."""
    return frozenset(_SAME_WORD.get(w, w) for w in map(singular, _WORD.findall(text.lower())) if len(w) > 2)


def ordinal(at: int) -> str:
    """The word for a place in a list, from 0: `second`; `15th` where there is none.

    >>> ordinal(1), ordinal(14)
    ('second', '15th')
    """
    return ORDINALS[at] if at < len(ORDINALS) else f"{at + 1}th"
