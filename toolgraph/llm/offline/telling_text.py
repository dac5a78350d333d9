"""Texts and moments as facts: states, places, people, codes, dates, each in the words that go with its name."""

from __future__ import annotations

import re
from functools import lru_cache

from toolgraph.llm.offline import codes
from toolgraph.llm.offline.moments import NOT_DONE, moment_fact
from toolgraph.llm.offline.telling import Fact
from toolgraph.llm.offline.written import Ink, folded, is_id, label_of, plain_text, words_of
from toolgraph.meaning.said.match import as_moment
from toolgraph.meaning.text import PERSON_WORDS, PERSONS

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.\w+")
_LINK = re.compile(r"https?://\S{4,90}")
_TAIL = r"(?: name| full name| login| email| username| display name)?$"


def _rule(names: str, clause: str, brief: str, score: int) -> tuple[re.Pattern[str], str, str, int]:
    return re.compile(rf"(?:^|\b)(?:{names}){_TAIL}"), clause, brief, score


# Names of fields about people and places, how their value reads behind a record and behind an item, how telling it is.
_RELATIONS = (
    _rule("shared (?:with|to)", "is shared with {v}", "shared with {v}", 55),
    _rule("sent to|send to|delivered to|forwarded to", "went to {v}", "sent to {v}", 58),
    _rule("assignee|assigned to", "is assigned to {v}", "assigned to {v}", 50),
    _rule("author|composer|writer|committer|created by|written by", "is by {v}", "by {v}", 58),
    _rule("user|poster|commenter|uploader|editor", "is by {v}", "by {v}", 36),
    _rule("artist|director|band", "is by {v}", "by {v}", 66),
    _rule("host|presenter|moderator", "is hosted by {v}", "with {v}", 50),
    _rule("teacher|instructor|tutor|trainer|coach|lecturer", "is taught by {v}", "with {v}", 62),
    _rule("doctor|dentist|therapist|physician|agent|advisor|adviser|interviewer", "is with {v}", "with {v}", 66),
    _rule("clinic|venue|hotel|pharmacy|hospital|cinema|restaurant|theatre|stadium", "is at {v}", "at {v}", 58),
    _rule("company|organization|organisation", "is with {v}", "at {v}", 60),
    _rule("employer|workplace", "is at {v}", "at {v}", 60),
    _rule("holder|owner", "belongs to {v}", "owned by {v}", 34),
    _rule("customer|patient|guest|client|passenger|traveller|member|recipient", "is for {v}", "for {v}", 50),
    _rule("payee|beneficiary", "goes to {v}", "to {v}", 64),
    _rule("counterparty", "is with {v}", "with {v}", 64),  # whichever way the money went
    _rule("organizer|organiser", "is organised by {v}", "organised by {v}", 34),
    _rule("sender|from", "is from {v}", "from {v}", 66),
    _rule("airline|operator|carrier|provider", "is with {v}", "with {v}", 66),
    _rule("brand|manufacturer|maker", "is made by {v}", "by {v}", 46),
    _rule("started by|triggered by", "was started by {v}", "started by {v}", 40),
    _rule("requester|reporter|opened by|raised by", "was opened by {v}", "from {v}", 40),
    _rule("direction|heading", "goes towards {v}", "towards {v}", 65),
    _rule("merchant|seller|shop|store", "was with {v}", "at {v}", 60),
)
_DOERS = re.compile(rf"^(?:\w+ )?(\w+(?:ed|en)|held|made|run) (by|with|to){_TAIL}")
_TO_DO = frozenset("task todo step chore issue ticket action milestone".split())
_STATES = frozenset("status state stage phase availability".split())
_ADJECTIVES = frozenset(
    "active open closed available unavailable ready overdue due late free busy full empty new pending inactive online "
    "offline public private valid invalid live done complete incomplete upcoming unpaid paid won lost sent held sold "
    "tentative out in on off idle healthy red green final unread read".split()
)
_AREAS = frozenset("city country region town area district".split())
_PLACES = frozenset("address location place street headquarters".split())
_KINDS = frozenset(
    "category kind type genre industry sector level sport meal cuisine severity priority specialty method mode plan "
    "cabin class exchange language weekday meaning role line carrier format condition event colour color model "
    "contract trigger frequency visibility importance diet".split()
)
_SAYINGS = frozenset("message text note notes body comment advice feedback snippet instruction answer".split())
_ACCOUNTS = frozenset("description summary overview about biography bio".split())
# A person does not say what somebody has noted about them, nor the air what to do about it.
_SAYINGS_OF_OTHERS = {"note": "has the note", "notes": "has the note", "advice": "comes with the advice"}
_CODES = re.compile(
    r"(?:^|\b)((?:booking |order |ticket |claim )?reference|(?:confirmation|voucher|booking|access|discount) code"
    r"|(?:tracking|invoice|order|flight|seat|ticket|case|confirmation|booking) number|gate|platform|iban|tracking)$"
)
_LINKS = {
    "trailer": "has its trailer at {v}", "map": "has its map at {v}",
    "download": "can be downloaded at {v}", "join": "can be joined at {v}", "share": "can be shared at {v}",
    "ticket": "has its tickets at {v}", "pdf": "can be read at {v}", "label": "has its label at {v}",
    "image": "can be seen at {v}", "picture": "can be seen at {v}", "photo": "can be seen at {v}",
    "video": "has its video at {v}", "web": "is at {v}", "website": "is online at {v}",
}  # fmt: skip
_PAPERS = frozenset(
    "invoice order booking ticket receipt appointment application reservation subscription certificate shipment return "
    "draft quote payment transfer contract deal".split()
)
_GRADED = frozenset(
    "traffic congestion pollen noise pollution quality level risk severity condition mood difficulty".split()
)
_HELD = frozenset("membership subscription account profile session enrolment enrollment address licence".split())
ROOMS = re.compile(r"(?i)(?:room|kitchen|hall|hallway|office|cellar|garage|attic|study|nursery)$")  # of a home
_CODED_AS = frozenset("code key token sku serial".split())  # in which every letter counts
_TECHNICAL = frozenset("mime origin encoding checksum etag node sha format engine scheme protocol namespace".split())
_LONG = 48


def text_fact(key: str, value: str, thing: str, ink: Ink) -> Fact | None:
    """A text by what it tells; None for ids and for what cannot stand in a sentence."""
    known = as_moment(value)
    if known is not None and known.month is None:
        return moment_fact(key, value, ink)
    if _LINK.fullmatch(value):
        return _link(key, value, ink)
    if thing.endswith("zone") and words_of(key)[-1] in ("zone", "timezone", "tz"):
        return Fact(key, 85, f"is {ink.held.hold(value)}", ink.held.hold(value))
    if not plain_text(value, 110) or is_id(key) or not label_of(key):
        return None
    fact = _coded(key, value, ink) or _state(key, value, thing, ink) or _contact(key, value, thing, ink)
    fact = fact or _related(key, value, thing, ink) or _place(key, value, thing, ink)
    return fact or _saying(key, value, thing, ink) or _kind(key, value, thing, ink) or _note(key, value, ink)


def _link(key: str, value: str, ink: Ink) -> Fact | None:
    way = next((_LINKS[w] for w in words_of(key) if w in _LINKS), "")
    return Fact(key, 22, way.format(v=ink.held.hold(value)), "") if way else None


def _coded(key: str, value: str, ink: Ink) -> Fact | None:
    """What stands for a name: countries, languages; and references that somebody has to note down."""
    words = words_of(key)
    text = " ".join(words)
    if "country" in words or text == "nationality":
        name = codes.country(value) or ("" if len(value) < 4 else value)
        mark = ink.held.hold(name)
        how = "from" if text == "nationality" else "in"
        return Fact(key, 40, f"is {how} {mark}", f"{how} {mark}") if name else Fact(key, 0, "", "")
    if words[-1] in ("language", "locale", "lang"):
        name = codes.language(value) or ("" if len(value) < 4 else value)
        mark = ink.held.hold(name)
        return Fact(key, 36, f"is in {mark}", f"in {mark}") if name else Fact(key, 0, "", "")
    if words[-1] in ("currency", "timezone", "zone", "locale") or words[-2:] == ("currency", "code"):
        return Fact(key, 0, "", "")
    if words[-1] == "ticker":
        return Fact(key, 45, f"trades as {ink.held.hold(value)}", ink.held.hold(value))
    found = _CODES.search(text)
    if found and len(value) < 40:
        label, mark = found.group(1).replace("iban", "IBAN"), ink.held.hold(value)
        return Fact(
            key,
            74 if re.search(r"reference|code|tracking", label) else 48,
            f"has the {label} {mark}",
            f"{label} {mark}",
        )
    return None


def _state(key: str, value: str, thing: str, ink: Ink) -> Fact | None:
    words = words_of(key)
    if words[-1] not in _STATES:
        return None
    plain = folded(value)
    finished = plain.lower() == "done" and thing.rpartition(" ")[2] in _TO_DO
    if not finished and plain.lower() in ("ok", "success", "successful", "done", "true", "false"):
        return Fact(key, 0, "", "")  # of the request, not of the thing
    text = ink.held.hold(plain)
    if len(words) > 1 and " ".join(words[:-1]) not in thing:
        return Fact(key, 20, "", f"{' '.join(words[:-1])} {text}")
    adjective = plain.split()[0] in _ADJECTIVES or re.search(r"(?:ed|able|ing|zen|ken|ten)$", plain)
    clause = f"is {text}" if adjective else f"has the status {text}"
    return Fact(key, 82, clause, text)


def _contact(key: str, value: str, thing: str, ink: Ink) -> Fact | None:
    words, text = words_of(key), ink.held.hold(value)
    if "phone" in words:
        return Fact(key, 26, f"can be reached on {text}" if words[0] in ("phone", "mobile") else "", "")
    if not _EMAIL.fullmatch(value):
        return None
    related = _related(key, value, thing, ink)
    if related is not None and words[0] not in ("contact", "booking"):
        return related
    if thing.rpartition(" ")[2] in ("email", "mail", "address"):
        return Fact(key, 80, f"is {text}", text)
    if thing.rpartition(" ")[2] in _PAPERS:
        return Fact(key, 0, "", "")  # whom it is for can be reached there, and not an invoice
    mine = words[0] in ("email", "mail", "contact", "e", "booking", "billing")
    return Fact(key, 28, f"can be reached at {text}", text) if mine else Fact(key, 0, "", "")


@lru_cache(maxsize=4096)
def _relation_of(label: str) -> tuple[re.Match[str] | None, tuple[re.Pattern[str], str, str, int] | None]:
    return _DOERS.search(label), next((r for r in _RELATIONS if r[0].search(label)), None)


def _related(key: str, value: str, thing: str, ink: Ink) -> Fact | None:
    words = words_of(key)
    label = " ".join(words)
    if len(value) > _LONG or (words[-1] == "name" and words[:-1] == tuple(thing.split()[-1:])):
        return None
    done, rule = _relation_of(label)
    text = ink.held.hold(value)
    if rule is not None:
        _, clause, brief, score = rule
        clause = "was opened by {v}" if words[-1] == "login" and clause == "is by {v}" else clause
        if clause == "is by {v}" and thing.rpartition(" ")[2] in _HELD:
            clause, brief = "is that of {v}", "of {v}"
        if "company" in words and thing.rpartition(" ")[2] in _PAPERS:
            clause, brief = "is for {v}", "for {v}"
        clause = clause.replace("is with", "works for") if thing in PERSONS and "company" in words else clause
        return Fact(key, score, clause.format(v=text), brief.format(v=text))
    if done is not None and done.group(1) not in NOT_DONE:
        return Fact(key, 40, f"was {done.group(1)} {done.group(2)} {text}", f"{done.group(1)} {done.group(2)} {text}")
    return None


# Places that something goes to or comes from, how they read, how telling they are.
_WAYS = (
    (frozenset(("destination", "arrival")), "goes to {t}", "to {t}", 64),
    (frozenset(("origin", "departure")), "starts from {t}", "from {t}", 65),
    (frozenset(("delivery", "shipping")), "goes to {t}", "to {t}", 60),
)


def _place(key: str, value: str, thing: str, ink: Ink) -> Fact | None:
    words = words_of(key)
    has = set(words)
    if not has & (_AREAS | _PLACES) or words[-1] not in _AREAS | _PLACES | {"name"}:
        return None
    text = ink.held.hold(value)
    for names, clause, brief, score in _WAYS:
        if has & names:
            return Fact(key, score, clause.format(t=text), brief.format(t=text))
    if "home" in has and has & _AREAS and thing.rpartition(" ")[2] not in _PAPERS:
        return Fact(key, 40, f"is from {text}", f"from {text}")
    if has & {"billing", "home"} and thing not in PERSONS:
        return Fact(key, 0, "", "")
    where = "in" if has & _AREAS or (words[-1] == "location" and not re.search(r"\d", value)) else "at"
    if re.match(r"(?:in|on|at|near|by|outside) ", value):
        return Fact(key, 40, f"is {text}", text)
    based = "is based" if "headquarters" in has else "is"
    return Fact(key, 43 if where == "at" else 62, f"{based} {where} {text}", f"{where} {text}")


def _saying(key: str, value: str, thing: str, ink: Ink) -> Fact | None:
    words = words_of(key)
    said = ink.held.hold(f"“{value.strip()}”")
    if words[-1] in _SAYINGS:
        verdict = thing.rpartition(" ")[2] in JUDGEMENTS  # which is what it says
        return Fact(key, 95 if verdict else 34, f"{_SAYINGS_OF_OTHERS.get(words[-1], 'says')} {said}", said)
    if words[-1] in _ACCOUNTS and len(words) == 1:
        does = "reads" if words[0] in ("summary", "overview") else "is described as"
        return Fact(key, 24, f"{does} {said}" if value[:1].isupper() else "", said)
    if words[-1] in _TALES:
        how = f"has the {label_of(key)}" if words[-1] in ("dosage", "dose") else "is summed up as"
        return Fact(key, 63, f"{how} {said}", said)
    return Fact(key, 0, "", "") if len(value) > _LONG else None


_TALES = frozenset("plot synopsis storyline premise dosage dose".split())
JUDGEMENTS = frozenset("review rating feedback opinion testimonial".split())


def _kind(key: str, value: str, thing: str, ink: Ink) -> Fact | None:
    words = words_of(key)
    if words[-2:] == ("job", "title"):
        return _job(key, value, thing, ink)
    if words[-1] not in _KINDS:
        return None
    if "/" in value or value.lower() in thing.split():
        return Fact(key, 0, "", "")  # a kind for machines: image/png; or no kind but the thing again
    mark = ink.held.hold(value if words[-1] == "exchange" else folded(value))
    if thing.rpartition(" ")[2] in _GRADED and value.islower():
        return Fact(key, 95, f"is {mark}", mark)  # the air quality is poor
    return _of_kind(key, value, words, mark)


def _of_kind(key: str, value: str, words: tuple[str, ...], mark: str) -> Fact:
    if words[-1] in ("industry", "sector"):
        return Fact(key, 38, f"is in the {mark} {words[-1]}", mark)
    if words[-1] == "exchange":
        return Fact(key, 44, f"is listed on {mark}", f"on {mark}")
    if words[-1] in ("priority", "severity", "importance") and len(words) == 1:
        if words[0].startswith(value.lower()[:5]):  # severe severity
            return Fact(key, 40, f"is {mark}", mark)
        return Fact(key, 40, f"has {mark} {words[0]}", f"{mark} {words[0]}")
    if words[-1] in ("frequency", "recurrence") and value.lower() in _EACH:
        return Fact(key, 56, f"repeats {mark}", mark)  # which nobody may have chosen
    return Fact(key, 50 if words[-1] == "condition" else 30, "", mark)  # of the sky before how fast the wind is


_EACH = frozenset("hourly daily weekly fortnightly biweekly monthly quarterly yearly annually".split())
_OFFICE = re.compile(r"(?:Head|Chief|Vice|VP|C[EFOT]O)\b")  # of which there is one


def _job(key: str, value: str, thing: str, ink: Ink) -> Fact:
    mark = ink.held.hold(value)
    if {"last", "previous"} & set(words_of(key)):
        return Fact(key, 46, f"names {mark} as the last job", mark)
    if thing in PERSONS:
        one = "" if _OFFICE.match(value) else "a "
        return Fact(key, 60, f"works as {one}{mark}", mark)
    return Fact(key, 50, f"is for the position of {mark}", mark)


def _note(key: str, value: str, ink: Ink) -> Fact | None:
    """What has no words of its own is told as a note where there is nothing better."""
    if words_of(key)[-1] in _TECHNICAL or (value.isupper() and len(value) < 4) or len(value) > _LONG:
        return None
    if re.search(r"\.\w{2,4}$|^[a-f0-9]{6,}$|/|^[a-z]{2,5}_\w*[A-Z0-9]\w*$", value):
        return None
    label, coded = label_of(key).removesuffix(" name").removesuffix(" title"), words_of(key)[-1] in _CODED_AS
    mark = ink.held.hold(value if coded else folded(value))
    if words_of(key)[-1] == "name" and words_of(key)[-2:-1] != () and set(words_of(key)[-2:-1]) & PERSON_WORDS:
        return Fact(key, 40, f"has {mark} as the {label}", f"{label} {mark}")
    if words_of(key) == ("board",):  # what is eaten at a hotel
        none = value.lower() in ("none", "room_only", "no")
        return Fact(
            key, 56, f"comes {'without meals' if none else f'with {mark}'}", "no meals" if none else f"with {mark}"
        )
    if label == "room" and ROOMS.search(value):
        return Fact(key, 45, f"is in the {mark}", f"in the {mark}")
    said = label.rpartition(" ")[2] in folded(value).lower().split(" ")  # the Living room as its room
    return Fact(key, 10, "", mark if said else f"{label} {mark}")
