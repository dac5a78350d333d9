"""What a person calls a value that a tool wants: `departure date`, `booking reference`, never `checkIn_dt`."""

from __future__ import annotations

import re

from toolgraph.meaning.marks import KEYS
from toolgraph.models.tool import Leaf

_SPLIT = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+|[^\W\d_]+")
_ACRONYM_PLURAL = re.compile(r"\b(ID|URL|URI|ARN|IP|UUID)s\b")

# Whole names that say too little or that nobody says.
_WHOLE = {
    "q": "search words", "query": "search words", "keyword": "search words", "keywords": "search words",
    "term": "search words", "search": "search words", "text": "text", "lat": "latitude", "lng": "longitude",
    "lon": "longitude", "cc": "copy to", "iban": "account number (IBAN)", "url": "link", "uri": "link",
    "check in": "check-in date", "checkin": "check-in date", "check out": "check-out date",
    "checkout": "check-out date",
    "dob": "date of birth", "to": "recipient", "id": "reference", "name": "name", "given name": "first name",
    "family name": "last name", "base": "first currency", "quote": "second currency", "iata": "airport",
}  # fmt: skip
_BY_TYPE = {("from", "date"): "start date", ("to", "date"): "end date", ("from", "date-time"): "start",
            ("to", "date-time"): "end", ("start", "date"): "start date", ("end", "date"): "end date"}  # fmt: skip
_WORD = {
    "num": "number of", "qty": "quantity", "max": "highest", "min": "lowest", "desc": "description", "src": "source",
    "dest": "destination", "addr": "address", "acct": "account", "org": "organisation", "repo": "repository",
    "tz": "time zone", "timezone": "time zone", "lang": "language", "ccy": "currency", "msg": "message",
    "img": "image", "doc": "document", "tel": "phone", "dept": "department", "dir": "folder", "loc": "location",
    "lat": "latitude", "lng": "longitude", "lon": "longitude", "url": "link", "uri": "link", "dob": "date of birth",
    "dt": "date", "ts": "time", "temp": "temperature", "param": "setting", "config": "settings", "env": "environment",
    "pkg": "package", "ver": "version", "username": "user name", "filename": "file name", "zipcode": "postcode",
    "zip": "postcode", "iata": "airport", "uuid": "id", "guid": "id", "identifier": "id", "email": "e-mail address",
    "emails": "e-mail addresses", "slug": "short name", "arn": "resource name", "m": "in metres", "kg": "in kilos",
    "km": "in kilometres", "at": "time", "datetime": "date and time", "timestamp": "time", "starts": "start",
    "ends": "end", "expires": "expiry", "execute": "execution", "ip": "IP address", "ips": "IP addresses",
    "boolean": "", "str": "", "string": "", "int": "",
    "integer": "", "list": "", "array": "", "obj": "", "object": "",
}  # fmt: skip
_UNITS = frozenset("seconds minutes hours days weeks months years meters metres miles percent".split())
# What the number of a thing is called when the thing is known by an id.
_REFERENCE = {
    "order": "order number", "invoice": "invoice number", "flight": "flight number", "account": "account number",
    "customer": "customer number", "member": "membership number", "ticket": "ticket number", "case": "case number",
    "user": "user number", "card": "card number", "parcel": "tracking number", "shipment": "tracking number",
    "tracking": "tracking number", "product": "product number", "item": "item number", "employee": "staff number",
    "patient": "patient number", "policy": "policy number", "contract": "contract number", "issue": "issue number",
}  # fmt: skip
_PEOPLE_PHRASE = re.compile(r"^(?:the |a |an |optional\s*:?\s*)*", re.IGNORECASE)


def label_of(leaf: Leaf) -> str:
    """The plain words for a parameter or field; lower case but for acronyms, no underscores, never empty.

    >>> # `bookingId` is a "booking reference", `departureDate` a "departure date", `minStars` the "lowest stars"
    """
    tokens = _tokens(leaf.name)
    short = (" ".join(tokens[-1:]), leaf.format)
    whole = _BY_TYPE.get(short) if len(tokens) == 1 else None
    whole = whole or _WHOLE.get(" ".join(tokens))
    if whole and not (whole == "recipient" and leaf.format != "email" and "mail" not in leaf.description.lower()):
        return _owned(whole, leaf)
    if len(tokens) == 1 and len(tokens[0]) <= 2:
        return _from_description(leaf) or "value"
    return _named(tokens) or _from_description(leaf) or "value"


def _tokens(name: str) -> list[str]:
    plain = _ACRONYM_PLURAL.sub(lambda m: m.group(1).capitalize() + "s", name)
    tokens = [t.lower() for t in _SPLIT.findall(plain)]
    if tokens[:2] == ["id", "or"] or tokens[-2:] == ["or", "id"]:  # `idOrName` is a name
        tokens = tokens[2:] if tokens[0] == "id" else tokens[:-2]
    if len(tokens) > 1 and tokens[0] in ("p", "s", "v", "x"):
        tokens = tokens[1:]
    out: list[str] = []
    for token in tokens:
        ends_in_id = len(token) > 4 and token.endswith("id") and token[:-2] in _REFERENCE
        out.extend([token[:-2], "id"] if ends_in_id else [token])
    return out


_DOUBLED = re.compile(r"\b(\w+) \1\b")


def _named(tokens: list[str]) -> str:
    if not tokens:  # a name such as `_` or `$`
        return ""
    if tokens[-1] in ("id", "ids", "uuid", "guid", "identifier"):
        thing = [_WORD.get(t, t) for t in tokens[:-1]]
        if not thing:
            return "reference"
        return " ".join([*thing[:-1], _REFERENCE.get(thing[-1], f"{thing[-1]} reference")])
    if set(tokens) in ({"from", "date"}, {"to", "date"}):
        tokens = ["start" if "from" in tokens else "end", "date"]
    if tokens[-1] in ("c", "f") and len(tokens) > 1:  # degrees
        tokens = tokens[:-1]
    if tokens[-1] == "on" and len(tokens) > 1:
        tokens = [*tokens[:-1], "date"]
    if tokens[-1] in _UNITS and len(tokens) > 1 and tokens[-2] != "of":
        tokens = [*tokens[:-1], "in", tokens[-1]]
    words = [_WORD.get(t, t) for t in tokens if t not in ("id", "ids", "is", "has")]
    text = " ".join(w for w in words if w) or " ".join(t for t in tokens if t not in ("id", "ids"))
    return _DOUBLED.sub(r"\1", text.replace("e-mail address address", "e-mail address"))


def _owned(label: str, leaf: Leaf) -> str:
    """`name` of something inside a group is the group's: `holder.name` is the "holder name"."""
    around = [s for s in re.split(r"[.\[\]{}]+", leaf.path.removesuffix(KEYS)) if s][:-1]
    if not around or label not in ("name", "reference", "latitude", "longitude", "text"):
        return label
    return f"{_named(_tokens(around[-1])) or around[-1]} {label}"


def _from_description(leaf: Leaf) -> str:
    """The first words of a description, as far as they are a plain noun phrase."""
    first = re.split(r"[.,;:(\n]| to | of the | that | which | in | for | as | e\.g", leaf.description, maxsplit=1)[0]
    words = _PEOPLE_PHRASE.sub("", first.strip()).split()
    plain = [w for w in words[:4] if re.fullmatch(r"[A-Za-z'-]+", w)]
    return " ".join(plain).lower() if plain and len(words) <= 5 else ""
