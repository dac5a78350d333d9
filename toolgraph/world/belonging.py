"""What a thing belongs to: what the calls that listed or made it were given, and what that belongs to in turn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from toolgraph.models.base import JsonValue
from toolgraph.world import places
from toolgraph.world.asked import ParamPlan
from toolgraph.world.begun import began_before, begin_after, could_happen_to
from toolgraph.world.candidacies import offered_for_talks
from toolgraph.world.careers import applied_for
from toolgraph.world.curriculum import could_teach, teach
from toolgraph.world.homes import could_serve, serve
from toolgraph.world.journeys import go_together
from toolgraph.world.leaf import HAD_ONCE, LeafPlan, is_person
from toolgraph.world.lexicon import COMPANY_NOUNS
from toolgraph.world.memory import Memory, Record
from toolgraph.world.owed import pays
from toolgraph.world.places import Place
from toolgraph.world.practice import could_refer, refer
from toolgraph.world.reports import could_report, reports
from toolgraph.world.scene import AWAY
from toolgraph.world.software import could_be_of, is_about, tell_about
from toolgraph.world.spots import tell_room
from toolgraph.world.stages import is_at
from toolgraph.world.towns import plays
from toolgraph.world.trades import could_offer, offers
from toolgraph.world.works import title_of_show

_FARTHEST = 4
_NAMES = ("name", "title", "full name")
_CURRENCIES = ("currency", "@currency/", "price currency", "total price currency", "balance currency")

# Things that are the user's own where a service lists them.
_OWN = frozenset(
    "account card booking trip order event calendar task transfer reservation subscription invoice bill playlist "
    "watchlist budget statement alert address profile payment loan house home prescription vehicle "
    "appointment visit application enrolment enrollment".split()
)
# ... but where they are looked for or taken.
_OFFERED, _SEEKING = frozenset(("house", "home", "vehicle")), frozenset(("search", "create"))


def is_own(noun: str, verb: str) -> bool:
    """Whether a thing is the user's own where a call of a verb shows it."""
    return noun in _OWN and not (noun in _OFFERED and verb in _SEEKING)


def around(memory: Memory, source: str, record: Record) -> Iterator[Record]:
    """What a record points at or belongs to, the nearest first: the slot, its doctor, the clinic of the doctor."""
    near, seen = [record], {id(record)}
    for _ in range(_FARTHEST):
        farther: list[Record] = []
        for each in near:
            pointed = [memory.find(source, v, (k[:-3],)) for k, v in each.facts.items() if _points(k, v)]
            for other in (*(r for r in pointed if r is not None), *each.parents):
                if id(other) not in seen:
                    seen.add(id(other))
                    farther.append(other)
        yield from farther
        near = farther


def _points(key: str, value: JsonValue) -> bool:
    return key.endswith(" id") and isinstance(value, (str, int))


def beside(record: Record, leaf: LeafPlan) -> dict[str, JsonValue]:
    """What a record points at beside what a leaf of it does; a plan that somebody has is nobody's own."""
    if _is_of_few(leaf):
        return {}
    return {k: v for k, v in record.facts.items() if k != leaf.key and _points(k, v)}


def could_point_at(memory: Memory, source: str, leaf: LeafPlan, record: Record) -> list[Record]:
    """The known things that a leaf of a record may point at: the next lesson of an enrolment is one of its course."""
    # Nobody lives where they only travel to.
    anywhere = _is_of_few(leaf) or record.head in AWAY
    others, here = beside(record, leaf), None if anywhere else record.scene.place
    known = [r for r in memory.of(source, leaf.concept.whose) if r is not record and r.facts.get("id") is not None]
    near = [r for r in known if leaf.check(r.facts["id"]) and (here is None or r.scene.place in (None, here))]
    called = _called(record, leaf)
    taken = _taken(memory, source, leaf, record) if near else []
    return [
        r for r in near
        if r.facts["id"] not in taken and all(r.facts.get(k, v) == v for k, v in others.items())
        and not (r.made and not record.made)  # what was there before is of nothing that is new
        and not memory.has_all(source, r, record)
        and could_happen_to(r, record)
        and (not called or name_told(r) in ("", called))
        and could_be_of(record, r)
        and could_offer(record, r)
        and could_report(record, r)
        and could_serve(record, r)
        and could_refer(record, r)
        and could_teach(record, r)
        and shares_number(record, r) is not False
    ]  # fmt: skip


def shares_number(record: Record, whole: Record) -> bool | None:
    """Whether both tell one number of the same parcel or booking; None where not both tell one."""
    own = ((k if " " in k else f"{record.head} {k}", v) for k, v in record.facts.items())
    told = [whole.facts[k] == v for k, v in own if k in _NUMBERS and k in whole.facts]
    return all(told) if told else None


_NUMBERS = frozenset(
    f"{of} {number}" for of in ("tracking", "booking", "confirmation", "flight", "reservation", "ticket", "serial")
    for number in ("number", "code")
)  # fmt: skip


def _taken(memory: Memory, source: str, leaf: LeafPlan, record: Record) -> list[JsonValue]:
    """What others of the record's kind point at, of things of which each has its own: no two lessons have one quiz.

    Nor does one person apply twice for a job.
    """
    of = next(iter(leaf.concept.whose[-1:]), "")
    one = record.head == "subscription" and of in COMPANY_NOUNS  # a customer has one plan
    if not one and of not in _ONE_EACH and (record.head not in HAD_ONCE or is_person(of)):
        return []
    whose = [k for k in record.facts if k.endswith(" id") and is_person(k[:-3])]
    others = (r for r in memory.of(source, record.full) if r is not record and leaf.key in r.facts)
    return [r.facts[leaf.key] for r in others if all(r.facts.get(k) == record.facts[k] for k in whose)]


_ONE_EACH = frozenset("quiz exam test receipt certificate transcript voucher invoice payee".split())


def surely(record: Record, leaf: LeafPlan, known: list[Record]) -> list[Record]:
    """Those of some known things at which a leaf points for sure: a house has one hall, a number one parcel.

    Of what a service has few, such as plans, there are no others when some are known.
    """
    called = _called(record, leaf)
    named = [r for r in known if called and name_told(r) == called]
    sure = named or [r for r in known if is_about(record, r) or shares_number(record, r)]
    return sure or (known if _is_of_few(leaf) and len(known) >= _USUAL else [])


def _is_of_few(leaf: LeafPlan) -> bool:
    """Whether a leaf points at something of which a service has a few for all who come."""
    return leaf.concept.whose[-1:] != () and leaf.concept.whose[-1] in _FEW


_FEW = frozenset("plan tier package edition stage pipeline department".split())
_USUAL = 3


def _called(record: Record, leaf: LeafPlan) -> str:
    """What a record calls the thing that a leaf of it points at; "" where it does not."""
    whose = leaf.concept.whose[-1] if leaf.concept.whose else ""
    own = record.head in _LINES and whose in _GOODS  # a line goes by the name of its product
    told = record.facts.get("name" if own else f"{whose} name") if whose else None
    if told is None and whose in COMPANY_NOUNS:
        company = record.scene.company_told  # `Pilot with Copper Motors` is a deal with them
        return company if company and any(company in str(record.facts.get(k, "")) for k in _TITLES) else ""
    return told if isinstance(told, str) else ""


_TITLES = ("title", "name", "subject")


def is_pointed_at(other: Record, record: Record, leaf: LeafPlan) -> None:
    """Let a thing be as what points at it has it: of its name, where it has none, and begun before that happened.

    Whoever is visited where they work is where the visit is.
    """
    tell_about(record, other)
    offers(other, record)
    reports(other, record)
    serve(other, record)
    refer(other, record)
    teach(other, record)
    applied_for(other, record)
    is_at(record, other)
    pays(other, record)
    if other.head in _OF_LESSONS and record.head in _LESSONS and record not in other.parents:
        other.parents.append(record)
    began_before(other, record)
    _works_for(other, record)
    if other.head in _VISITED and other.scene.place is None:
        other.scene.place = record.scene.where()
    if (called := _called(record, leaf)) and not name_told(other):
        other.facts["name"] = called


def _works_for(other: Record, record: Record) -> None:
    """Let a person whom a deal with a company names work there, so that no deal with another one names them."""
    for key in _FIRMS:
        if is_person(other.head) and not is_person(record.head) and isinstance(told := record.facts.get(key), str):
            other.facts.setdefault(key, told)


_FIRMS = ("company id", "account id", "organisation id", "organization id")

# What belongs to the lesson that names it: its quiz is on what the lesson is on.
_OF_LESSONS = frozenset("quiz test exam assignment worksheet".split())
_LESSONS = frozenset("lesson unit module chapter lecture course class".split())
_VISITED = frozenset(
    "doctor dentist stylist therapist hairdresser physician surgeon lawyer physiotherapist barber optician vet".split()
)


def put_within(named: list[Record], ids: Iterable[tuple[ParamPlan, JsonValue]]) -> list[Record]:
    """Let what a call names by a mere number belong to what it names beside it: issue 7 to its repository."""
    by_id = [r for r, (param, _) in zip(named, ids, strict=True) if param.leaf.is_id]
    for record in named:
        if record not in by_id:
            record.parents += [r for r in by_id if r not in record.parents]
    return named


def named_so(named: Iterable[Record], value: JsonValue, head: str) -> Record | None:
    """What a call names by a value, of a noun; None where it is none of them."""
    return next((r for r in named if r.head == head and r.facts.get("id") == value), None)


def mail_of_them(leaf: LeafPlan, named: Iterable[Record]) -> JsonValue:
    """The address of whoever something is made for: the requester of a ticket is the contact that it names."""
    if leaf.maker != "email" or not _FOR_THEM & set(leaf.tokens[:1]):
        return None
    return next((r.facts["email"] for r in named if is_person(r.head) and "email" in r.facts), None)


_FOR_THEM = frozenset("requester recipient customer contact client".split())


def is_of_keeper(record: Record, leaf: LeafPlan) -> bool:
    """Whether it is the address of who looks after somebody: the owner of a contact is not the contact."""
    return leaf.maker == "email" and is_person(record.head) and not _KEEPERS.isdisjoint(leaf.tokens[:1])


_KEEPERS = frozenset("owner manager agent assignee".split())


def behind(record: Record, owner: str) -> JsonValue:
    """Who asked for what names a contact or customer: that one; None for any other role."""
    if owner != "requester":
        return None
    return next((v for key in _ASKING if isinstance(v := record.facts.get(key), str)), None)


_ASKING = ("contact id", "customer id", "client id")


def bought(memory: Memory, source: str, record: Record) -> Record | None:
    """What a line of an order or cart is of, by whose name it goes; None for what is no such line."""
    if record.head not in _LINES:
        return None
    told = ((record.facts.get(f"{noun} id"), noun) for noun in _GOODS)
    return next((r for v, noun in told if v is not None and (r := memory.find(source, v, (noun,))) is not None), None)


_LINES = frozenset("line item entry row position".split())
_GOODS = ("product", "article", "good")


def above(memory: Memory, source: str, record: Record, noun: str) -> Record | None:
    """The nearest thing of a noun that a record belongs to; None when it belongs to none."""
    if not memory.has_any(source, noun):
        return None
    return next((r for r in around(memory, source, record) if r.head == noun), None)


def name_told(record: Record) -> str:
    """What a thing is called; "" when it was not told."""
    return next((str(record.facts[k]) for k in _NAMES if k in record.facts), "")


def name_of_bought(memory: Memory, source: str, offer: Record) -> str:
    """What is bought with an offer: itself where it has a name, else what it belongs to, such as a showtime's film."""
    own = name_told(offer) or title_of_show(offer)
    return own or next((n for r in around(memory, source, offer) if (n := name_told(r))), "")


def join(memory: Memory, source: str, record: Record, named: Iterable[Record]) -> None:
    """Let a new thing belong to those that its call names: it is where they are, and in their currency."""
    record.parents = [r for r in named if r is not record]
    tell_room(record)
    offered_for_talks(record)
    _is_of_company(record)
    go_together(memory, source, record)
    for each in record.parents[:1]:
        begin_after(record, each)
    if record.scene.place is None:
        record.scene.place = meeting_place(memory, source, record.head)
    if needs_place(record):
        behind = [o for r in record.parents if is_person(r.head) for o in around(memory, source, r)]
        settle_place(record, [*record.parents, *behind])  # a doctor's slots are where the clinic is
    if any(k.startswith("@currency/") for k in record.facts):
        return
    for each in record.parents:
        for one in chain((each,), around(memory, source, each)):
            told = next((one.facts[k] for k in _CURRENCIES if k in one.facts), None)
            if isinstance(told, str):
                record.facts["@currency/"] = told
                return


def _is_of_company(record: Record) -> None:
    """Let what a call makes or lists for a company speak of that one."""
    company = next((r for r in record.parents if r.head in COMPANY_NOUNS), None)
    if company is not None:
        record.scene.is_company(name_told(company) or company.scene.company)


def hold_wholes(memory: Memory, source: str, record: Record) -> None:
    """Let what is studied belong to what it points at: a lesson to its course, a quiz and its questions to both."""
    for each in (record, *record.parents):
        pointed = (
            memory.find(source, each.facts[key], (key[:-3],))
            for key in _STUDIED
            if isinstance(each.facts.get(key), str)
        )
        each.parents += [r for r in pointed if r is not None and r is not each and r not in each.parents]


_STUDIED = tuple(f"{noun} id" for noun in ("lesson", "quiz", "deck", "module", "unit", "course"))


def settle_place(record: Record, named: Iterable[Record]) -> None:
    """Let what is told of a thing be where that is: the departures of a stop in its city, by its clock."""
    if needs_place(record):
        # Of several an address tells it best: an order goes there, wherever its cart was filled.
        told = [r for r in named if r.scene.place is not None and not is_person(r.head) and not plays(record, r)]
        best = next((r for r in told if r.head in ("address", "pharmacy")), told[0] if told else None)
        record.scene.place = None if best is None else best.scene.place


def meeting_place(memory: Memory, source: str, noun: str) -> Place | None:
    """Where rooms are looked for: in the town of what was made or changed last, where that tells one."""
    if noun not in _TO_MEET_IN:
        return None
    done = (r for r in memory.all_of(source) if r.made or r.scene.touched is not None)
    told = [v for r in done for k in _WHERE if isinstance(v := r.facts.get(k), str) and v]
    found = (places.named(text) or places.mentioned(text) for text in reversed(told))
    return next((place for place in found if place is not None), None)


_TO_MEET_IN = frozenset("room desk parking table".split())
_WHERE = ("location", "address", "venue", "place")


def needs_place(record: Record) -> bool:
    """Whether it is not told yet where a thing is, and it is where what it belongs to is."""
    return record.scene.place is None and record.scene.noun not in AWAY
