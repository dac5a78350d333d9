"""Which maker makes a leaf: from its schema's form first, then from its words."""

from __future__ import annotations

import re

from toolgraph.world import plain
from toolgraph.world.described import KINDS, described_maker
from toolgraph.world.formed import by_form_told, is_end_of_span, maker_by_several, plain_word
from toolgraph.world.leaf import LeafPlan, is_person, weakly_identifies
from toolgraph.world.lexicon import NOUN_SAME, TITLES
from toolgraph.world.ordinary import ordinary_maker

_BY_FORMAT = {
    "email": "email", "idn-email": "email", "uri": "url", "url": "url", "uri-reference": "url", "uuid": "uuid",
    "date": "date", "date-time": "datetime", "time": "time", "ipv4": "ip", "ipv6": "ipv6", "hostname": "host",
    "byte": "token", "binary": "token", "password": "token", "duration": "period", "phone": "phone",
}  # fmt: skip
_BY_KIND = {
    "@email": "email", "@phone": "phone", "@city": "city", "@country": "country", "@currency": "currency",
    "@language": "language", "@timezone": "timezone", "@iata": "iata", "@ticker": "ticker", "@postcode": "postcode",
    "@address": "address", "@company": "company", "@url": "url", "@date": "date", "@datetime": "datetime", "@ip": "ip",
    "@latitude": "latitude", "@longitude": "longitude", "@credential": "token",
}  # fmt: skip
# The last word of a name that tells its meaning; longer phrases first.
_BY_LAST: dict[str, str] = {}
for _made, _names in {
    "street": "street street_address line1 line_1 address_line",
    "address": "address formatted_address",
    "region": "region state_province province county state_code",
    "url": "url link href image avatar logo thumbnail icon homepage permalink webhook callback",
    "first": "first_name given_name firstname forename",
    "last": "last_name family_name surname lastname",
    "date": "birthday birthdate dob date_of_birth",
    "city": "hometown home_town birthplace headquarters headquarter",
    "username": "username user_name login nickname nick_name screen_name",
    "person": "full_name author creator artist_ director holder owner assignee host cast reviewer sender organizer",
    "job": "job_title occupation profession",
    "company": "company employer organization manufacturer supplier vendor publisher brand label_ merchant operator",
    "airline": "airline carrier",
    "filename": "file_name",
    "path": "path file_path directory_path",
    "mime": "mime_type content_type media_type mimetype",
    "title": "title name subject headline display_name heading caption",
    "about": "description summary overview plot biography bio about abstract detail synopsis excerpt snippet "
    "definition additional_info extra_info",
    "body": "body content message text html markdown reply post_text",
    "note": "note comment remark instruction memo advice special_request hint",
    "reason": "reason cause justification",
    "genre": "genre",
    "category": "category section topic subject_area sector industry",
    "department": "department team division",
    "colour": "color colour",
    "gender": "gender sex",
    "language": "language locale language_code locale_code",
    "currency": "currency currency_code",
    "figure": "house_number apartment_number flat_number street_number unit_number room_number floor_number",
    "version": "version release revision",
    "hash": "hash checksum sha sha1 sha256 md5 digest etag fingerprint signature commit",
    "token": "token secret password key cursor marker nonce api_key access_key",
    "code": "confirmation_code reference code serial_number reference_number booking_reference pnr coupon voucher",
    "iban": "iban",
    "last_four": "last_four last4",
    "gate": "gate",
    "terminal": "terminal",
    "platform": "platform",
    "plain": "user_agent",
    "seat": "seat seat_number",
    "row": "row",
    "clock_time": "opens closes open_time close_time time local_time",
    "weekday": "weekday day_of_week day_week",
    "month": "month",
    "condition": "condition weather",
    "status": "status state",
    "unit": "unit",
    "product": "product product_name item_name",
    "sku": "sku",
    "host": "host host_name hostname domain domain_name fqdn dns_ptr",
    "ip": "ip ip_address ips",
    "search": "q query search keyword search_term term",
    "timezone": "timezone time_zone",
    "country": "country nationality country_code",
    "iata": "iata",
    "instruction": "instruction_",
    "price_level": "price_level",
    "exchange": "exchange",
}.items():
    for _name in _names.split():
        _BY_LAST[_name.replace("_", " ")] = _made

_MONEY = frozenset(
    "amount price cost fee fare balance total_ subtotal tax discount salary budget revenue refund rent spent remaining "
    "deposit available booked payment charge threshold premium open high low close income expense bid ask principal "
    "principle allowance wage bonus profit emi".split()
)
_NUMBERS = {
    "percent": "percent percentage pct chance humidity probability ratio share completion progress utilization",
    "rating": "rating score star stars grade",
    "count": "count total quantity number amount_ size_ capacity seat seats guest adult child stock position rank "
    "follower listener view like vote review page pages offset left attempt step stop change night floor participant "
    "room bed bedroom bathroom serving portion trial passenger ticket person people player item piece copy match "
    "episode season level week row column",
    "year": "year",
    "age": "age",
    "minutes": "minute minutes",
    "seconds": "second seconds",
    "hours": "hour hours",
    "days": "day days",
    "months": "month months",
    "version": "version revision",
    "metres": "m meter metre elevation altitude distance radius depth",
    "kilometres": "km kilometer kilometre mile",
    "kilograms": "kg weight",
    "bytes": "byte bytes size filesize",
    "pixels": "width height",
    "temperature": "temperature feels_like",
    "speed": "speed",
    "rate": "rate exchange_rate",
    "epoch": "datetime date at created updated modified expires",
}
_BY_NUMBER = {name: maker for maker, names in _NUMBERS.items() for name in names.split()}
# Names whose last word says that they tell one thing from another.
_NUMBERED = (("number",), ("sku",))
_TIME_WORDS = frozenset("date datetime".split())
_KINDS_OF = frozenset("type kind class object subtype".split())
_AT_WORDS = frozenset("at on until since".split())


def with_maker(leaf: LeafPlan) -> LeafPlan:
    """A leaf that was worked out just now, with the name of its maker; the same object, for there are ten thousands."""
    maker = _maker(leaf)
    told = KINDS.get(maker, "")
    of_place = maker == "city" and leaf.kind in ("@date", "@datetime")  # `start`, which is told to be a place
    object.__setattr__(leaf, "maker", maker)
    object.__setattr__(leaf, "kind", told if of_place else leaf.kind or told)
    return leaf


def _maker(leaf: LeafPlan) -> str:
    if "const" in leaf.schema or leaf.schema.get("enum"):
        return "choice"
    if leaf.type == "boolean":
        return "flag"
    counts = leaf.type == "integer" and _COUNTS.match(leaf.text) is not None
    counts = counts or leaf.tokens in _PAGES or _BY_LAST.get(" ".join(leaf.tokens[-2:])) == "figure"
    if (leaf.is_id and leaf.kind != "@ticker") or (
        not counts and weakly_identifies(leaf) and leaf.tokens[-1:] in _NUMBERED
    ):
        return "id"
    if leaf.type in ("integer", "number"):
        return _number_maker(leaf)
    if leaf.type in ("string", "any"):
        return _text_maker(leaf)
    return "schema"


def _measured_number(leaf: LeafPlan, tokens: tuple[str, ...], last: str) -> str:
    """Minutes, amounts and offsets by two words or more; "" for any other."""
    if "temperature" in leaf.text and leaf.type == "number" and _EXTREMES & set(tokens):
        return "temperature"
    if last == "minimum" and (tokens[0] in _LASTING or "minutes" in leaf.text):
        return "minutes"  # `duration_min`
    if leaf.type == "number" and (
        (tokens[:1] == ("total",) and last in _OWED) or (last == "total" and _SOLD & set(tokens))
    ):
        return "money"
    if "offset" in tokens and (set(tokens) & _ZONES or "utc" in leaf.text or "time zone" in leaf.text):
        return "offset"
    return ""


def _plain_number(leaf: LeafPlan, tokens: tuple[str, ...], last: str) -> str:
    """What a number is whose words leave no doubt; "" for any other."""
    if leaf.kind in ("@latitude", "@longitude", "@postcode"):
        return leaf.kind[1:]
    if tokens in _PAGES or last == "code":
        return "page" if tokens in _PAGES else _WENT_WELL.get(tokens[-2] if len(tokens) > 1 else "", "")
    if tokens[-2:] in (("feel", "like"), ("feels", "like")):
        return "temperature"
    return _measured_number(leaf, tokens, last)


def _number_maker(leaf: LeafPlan) -> str:
    tokens = leaf.tokens
    last = tokens[-1] if tokens else ""
    plain = _plain_number(leaf, tokens, last) or ordinary_maker(leaf)
    if plain:
        return plain
    if leaf.kind == "@amount" or (
        set(tokens) & _MONEY and last not in ("count", "level") and (last not in _BY_NUMBER or _PRICED & set(tokens))
    ):
        return "money"
    by_text = _by_text(leaf, last)
    if by_text:
        return by_text
    if tokens[-2:-1] and last in _AT_WORDS and leaf.type == "integer":
        return "epoch"
    found = _BY_NUMBER.get(last) or _BY_NUMBER.get(tokens[0] if tokens else "", "")
    return found or "number"


_LASTING = frozenset("duration delay walk wait drive travel runtime transfer ride".split())
_EXTREMES = frozenset("high low minimum maximum average record mean".split())
_SOLD = frozenset("bill order invoice cart purchase receipt check".split())
_OWED = frozenset("due owed owing value outstanding paid payable".split())
# A short list is on one page; a call that went well says so by its code.
_PAGES = frozenset((("page",), ("page", "number"), ("current", "page"), ("total", "page"), ("page", "count")))
_WENT_WELL = {"return": "nought", "exit": "nought", "error": "nought", "status": "ok_status", "http": "ok_status"}
_ZONES = frozenset("utc gmt zone timezone dst".split())
_COUNTS = re.compile(r"(the |new )?number of (?!the |an? |its )")
_ON_RAILS = frozenset("train station departure stop bus journey ride".split())
_PRICED = frozenset(("price", "cost", "fee"))
# What a description says a number is, where the last word of its name would mislead or says nothing.
_BY_TEXT = (
    (("timestamp", "unix time", "epoch"), "epoch"), (("decimal place", "significant digit", "number of digits"),
     "digits"),
    ((" port",), "port"), (("in inches", "in feet", "in centimet", "in meters", "in metres"), "lengths"),
    ((" in hz", "hertz"), "hertz"), (("per page", "entries returned", "page size"), "count"),
    (("number of years", "period of time", "times the interest", "last specified"), "years"),
    (("number of days", "number of nights"), "days"),
)  # fmt: skip
_BOTH_WAYS = frozenset("size number year duration length value radius level frequency time from to".split())


def _by_text(leaf: LeafPlan, last: str) -> str:
    if last in _BY_NUMBER and last not in _BOTH_WAYS:
        return ""
    said = next((made for marks, made in _BY_TEXT if any(m in f" {leaf.text}" for m in marks)), "")
    counted = leaf.type == "integer" and _COUNTS.match(leaf.text) is not None
    return said or ("count" if counted and last not in _BY_NUMBER else "")


def _text_maker(leaf: LeafPlan) -> str:
    made = _BY_FORMAT.get(str(leaf.schema.get("format", ""))) or described_maker(leaf) or _number_in_text(leaf) or None
    if made is None and leaf.kind in _BY_KIND and not _is_text_of(leaf):
        made = _BY_KIND[leaf.kind]
    return made or by_form_told(leaf) or _by_words(leaf)


def _number_in_text(leaf: LeafPlan) -> str:
    """The maker of a text that holds a number: `number_of_days`, `rating`; "" for any other."""
    counts = leaf.tokens[:2] == ("number", "of") or (leaf.tokens[:1] == ("number",) and len(leaf.tokens) > 1)
    counts = counts or leaf.text.startswith(("number of", "the number of"))
    if counts and leaf.tokens[-1:] not in _NOT_COUNTED:
        return "text:count"
    last = leaf.tokens[-1] if leaf.tokens else ""
    return f"text:{_BY_NUMBER[last]}" if last in _TEXT_NUMBERS else ""


_NOT_COUNTED = (("id",), ("limit",), ("offset",), ("page",))
# Names that are those of numbers, whatever their type.
_TEXT_NUMBERS = frozenset("rating score percentage humidity age year temperature".split())


def _by_words(leaf: LeafPlan) -> str:
    tokens = leaf.tokens
    last = tokens[-1] if tokens else ""
    if last == "offset" and set(tokens) & _ZONES:
        return "offset_text"
    if last == "by" and len(tokens) > 1:
        return "person" if " " in _example(leaf) or _MADE_BY & set(tokens) else "username"
    named = _by_several(tokens) or _BY_LAST.get(" ".join(tokens[-2:])) or _BY_LAST.get(last, "")
    named = "" if named == "username" and leaf.path.endswith(".name") else named  # the name of a user, in their object
    if last == "name" and named != "username" and _names_person(leaf):
        return "person"
    if tokens and (tokens[-1] in _AT_WORDS and len(tokens) > 1 and not named and tokens[-2] not in _RESTS_ON):
        return _time_maker(leaf)
    if last in _TIME_WORDS or is_end_of_span(tokens):
        return last if last in _TIME_WORDS else "date"
    return _named_maker(named, leaf) if named else _unnamed_maker(leaf, last)


def _by_several(tokens: tuple[str, ...]) -> str:
    """What a text is that several words of its name leave no doubt of; "" for any other."""
    has, last = set(tokens), tokens[-1] if tokens else ""
    found = (
        ("url", bool(_LINKS & set(tokens[:-1]))),
        ("rate_text", bool({"percent", "percentage"} & has)),
        ("clock_time", tokens[-2:] == ("local", "time") and bool(_OPENS & has)),
        ("weekday", last == "week" and bool({"start", "first"} & has)),
        (f"{last}_text", tokens in (("year",), ("day",))),
    )
    return next((made for made, is_so in found if is_so), "")


_OPENS = frozenset("start end open close opens closes".split())
# What is something on another thing, and not on a day.
_RESTS_ON = frozenset("based depends depend focus focused works".split())


# Done by people who are known by their names.
_MADE_BY = frozenset("directed written performed composed produced painted sung played starring hosted taught".split())
# What a text is by its last word, where nothing else tells.
_BY_SET = (
    (plain.SWITCHES, "switch"), (plain.STAMPS, "datetime"), (plain.COMPARED, "datetime"), (plain.ADDRESSES, "url"),
    (plain.AMOUNTS, "price_text"), (plain.PERCENTAGES, "rate_text"), (plain.FIGURES, "figure"),
)  # fmt: skip


def _unnamed_maker(leaf: LeafPlan, last: str) -> str:
    """What a text is whose name no table knows."""
    if is_person(last) or (last == "of" and leaf.tokens[:1] == ("on",)):
        return "username" if last == "of" else "person"
    if "link" in leaf.tokens[:-1] or leaf.text.startswith("a link"):
        return "url"
    by_parts = _by_parts(leaf, last) or maker_by_several(leaf, last)
    if by_parts:
        return by_parts
    by_set = next((made for members, made in _BY_SET if last in members), "")
    if by_set or last in _KINDS_OF:
        return by_set or "thing"
    if last in _FOUND and "[]" in leaf.path:
        return "title"
    named = "title" if _is_called(last) else "other"
    return "plain" if plain_word(leaf, last) in plain.PLAIN else named


_FOUND = frozenset("result match hit".split())


def _is_called(noun: str) -> bool:
    """Whether we know what things of a noun are called."""
    return noun in TITLES or noun in NOUN_SAME


def _by_parts(leaf: LeafPlan, last: str) -> str:
    """What a text is by several words of its name; "" for any other."""
    if leaf.tokens[:2] == ("country", "of"):
        return "country"
    if leaf.role and _ADDRESS.search(leaf.text):
        return "address"
    if _TOLD_OF & set(leaf.tokens[:-1]):
        return "about"
    if last in _COUNTED_IN and len(leaf.tokens) > 1:
        return "figure"
    lines = leaf.tokens[-2:-1] in (("line",), ("address",), ("street",))
    if last == "1" and lines:
        return "street"
    return "second_line" if last in ("2", "3") and lines else ""


_LINKS = frozenset(("url", "uri"))
_ADDRESS = re.compile(r"(?<!mail )\baddress(es)?\b")
# What a text is in whatever form (`bio_raw`), and what numbers written as texts count.
_TOLD_OF = frozenset(("bio", "description", "summary"))
_COUNTED_IN = frozenset("hour minute second limit count threshold".split())


def _is_text_of(leaf: LeafPlan) -> bool:
    """Whether an address is no postal one: its words say an e-mail or network."""
    return leaf.kind == "@address" and bool({"email", "ip", "mac", "wallet"} & set(leaf.tokens))


def _names_person(leaf: LeafPlan) -> bool:
    before = [t for t in leaf.tokens[:-1] if t not in ("display", "full", "screen", "preferred")]
    return is_person(before[-1] if before else leaf.noun)


def _named_maker(named: str, leaf: LeafPlan) -> str:
    if named == "status" and ("u.s." in leaf.text or "province" in leaf.text or "address" in leaf.path.lower()):
        return "region"
    if named == "airline" and "carrier" in leaf.tokens and not _FLIES & {leaf.noun, *leaf.tokens}:
        return "courier"  # of what is sent
    sky = named == "condition" and _SKY & {leaf.noun, *leaf.tokens[:-1], *leaf.text.split()}
    other = (named == "condition" and not sky) or (named == "platform" and leaf.noun not in _ON_RAILS)
    if other and plain_word(leaf, leaf.tokens[-1]) in plain.PLAIN:
        return "plain"
    if named == "clock_time" and ("utc" in leaf.text or leaf.role or "T" in _example(leaf)):
        return "datetime"
    if named == "title" and leaf.tokens[-2:-1] in _COMPANIES:
        return "company"
    coded = (made for word, made in _CODED if named == "code" and word in leaf.tokens[:-1])
    return next(coded, named)


# What a code is of by a word before it.
_CODED = (("country", "country"), ("region", "region"), ("province", "region"), ("post", "postcode"))
_SKY = frozenset("weather forecast day hour current sky city place location observation".split())
_FLIES = frozenset("flight airline booking ticket segment leg trip airport passenger fare pass".split())


_COMPANIES = tuple((noun,) for noun in "company organization bank employer business merchant vendor agency".split())


def _time_maker(leaf: LeafPlan) -> str:
    return "datetime" if leaf.tokens[-1] == "at" or "T" in _example(leaf) else "date"


def _example(leaf: LeafPlan) -> str:
    examples = leaf.schema.get("examples") or [""]
    return str(examples[0])
