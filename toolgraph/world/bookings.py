"""What is booked on an account: to whom it went, in which category, how much, with which words; one record each."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.world.asked import moment_of
from toolgraph.world.figures import choose, own_leaves, rows_of
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import SOUGHT, Record
from toolgraph.world.numbers import in_currency
from toolgraph.world.places import named as named_place
from toolgraph.world.shape import Part


class _Kind(NamedTuple):
    """One kind of booking: its category, what the other side may be called, its words and least and most in euros."""

    category: str
    names: str
    words: str
    least: float
    most: float


# A category; its other sides; the words on it; least and most.
_BANK = """
groceries; Hazel & Rye Market|Corner Basket|Greenway Foods|Millstone Grocers|Oakleaf Foods; Groceries; -96; -11
groceries; Three Pears Market|The Daily Larder|Copper Pan Grocers; Weekly groceries; -96; -24
groceries; Stonemill Bakery|Two Rivers Butcher|Harvest Lane Farm Shop; Groceries, card payment; -34; -4
eating_out; Lantern Noodle House|Café Marigold|The Blue Spoon|Little Fern Bistro; Lunch; -38; -8
eating_out; Pizzeria Fornello|Saffron Kitchen|The Salted Anchor|Basil & Bone; Dinner|Dinner on {weekday}; -78; -17
eating_out; Tandem Coffee Bar|Café Marigold|Sugar Loaf Café; Coffee|Breakfast; -17; -4
transport; Northway Fuel|Amberline Fuel; Fuel; -78; -32
transport; {city} Transit; Travel pass {month}; -64; -28
transport; Hopper Taxis|Swiftwheel Bikes; Ride; -28; -4
transport; Parkwise Garages; Parking; -19; -3
travel; Nordvik Air|Kestrel Airways|Zephyr Pacific; Flight tickets; -540; -90
travel; Brambleway Travel|Harbour Light Hotel|The Old Mill Inn|Roamwell Hostels; Hotel|Booking; -420; -65
travel; Crossland Rail|Meridian Coaches; Tickets; -140; -18
housing; Moor Street Property|Linden Row Homes|Quayside Lettings; Rent {month}; -1250; -620
housing; Ostra Power Supply|Brightwell Energy; Electricity {month}; -135; -42
housing; {city} Water; Water {month}; -58; -19
housing; Cobble Lane Hardware|Nest & Timber; Card payment|Paint and tools; -120; -14
leisure; Cinema Aurora|The Velvet Stage; Tickets|Two tickets; -58; -12
leisure; Ridgeway Gym|Summit Climbing Hall|Tidepool Swimming; Membership {month}; -55; -19
leisure; Paper Lantern Books|Pixel Harbour Games|Vinyl & Vine; Card payment; -52; -8
leisure; Streamlet|Tunewell; Subscription {month}; -18; -7
health; Fernhill Pharmacy|Willow Street Pharmacy; Pharmacy|Card payment; -38; -5
health; Brightsmile Dental|Clearview Opticians|Riverside Physiotherapy; Invoice {number}; -165; -38
health; Fennwick Insurance; Health insurance {month}; -230; -95
other; Lanternfish Mobile|Copperline Internet; Contract {number}|Bill {month}; -48; -12
other; Fennwick Insurance; Home insurance {month}; -32; -11
other; Willowbank Logistics|Ashgrove Services|Larkfield Group; Salary {month}; 1750; 2850
other; Thistle & Thread|Hearthside Goods; Refund, order {number}; 14; 120
other; {person}; Share of the trip|Concert tickets|Thanks for the loan; 15; 95
"""
_READ = [[cell.strip() for cell in line.split(";")] for line in _BANK.strip().splitlines()]
_KINDS = tuple(_Kind(c, names, words, float(least), float(most)) for c, names, words, least, most in _READ)
# Words of what no card has paid.
_BY_TRANSFER = ("Rent", "Electricity", "Water", "Health", "Home", "Contract", "Salary", "Share", "Invoice")
_WORD_NAMES = frozenset(("reference", "description", "note", "memo", "text"))
_SIDES = frozenset("counterparty merchant payee".split())
# Among the facts: what the booking is is settled; what of it was told before that.
_SETTLED, _TOLD = "#booked", "#told of it"


class _Row(NamedTuple):
    amount: tuple[str, LeafPlan]
    category: tuple[str, LeafPlan]
    side: tuple[str, LeafPlan] | None
    words: tuple[str, LeafPlan] | None
    city: tuple[str, LeafPlan] | None


def _row(part: Part) -> _Row | None:
    leaves = list(own_leaves(part))
    amount = next(((n, x) for n, x in leaves if x.key == "amount" and x.type == "number"), None)
    category = next(((n, x) for n, x in leaves if x.key == "category" and x.type == "string"), None)
    side = next(((n, x) for n, x in leaves if _SIDES & set(x.tokens) and x.tokens[-1:] == ("name",)), None)
    if amount is None or category is None or amount[1].schema.get("minimum", -1) >= 0:
        return None
    if len(_categories(category[1])) < _FEWEST:
        return None
    said = next(((n, x) for n, x in leaves if x.key in _WORD_NAMES and x.type == "string"), None)
    city = next(((n, x) for n, x in leaves if x.maker == "city"), None)
    return _Row(amount, category, side, said, city)


# So many of its categories are known to us.
_FEWEST = 3


def _categories(leaf: LeafPlan) -> frozenset[str]:
    return frozenset(str(c) for c in leaf.schema.get("enum", ())) & {kind.category for kind in _KINDS}


def tells_booking(part: Part) -> bool:
    """Whether an object is a booking of a category with another side, or lists such."""
    return part.seen(_row) is not None or any(p.item is not None and p.item.seen(_row) for _, p in part.props)


def of_a_booking(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let each booking be of one kind: nobody is paid by a restaurant, and a supermarket has no thousands; in place."""
    row = part.seen(_row)
    if row is not None and _SETTLED not in record.facts:
        record.facts[_TOLD] = [leaf.key for _, leaf in (row.amount, row.category) if leaf.key in kept]
        if not part.path.endswith("[]"):
            _settle(out, record, row, ())
    for name, inner in part.props:
        look = inner.item.seen(_row) if inner.item is not None else None
        rows, records = rows_of(name, inner, out, record) if look is not None else ([], [])
        for each, own in zip(rows, records, strict=True):
            if look is not None and _SETTLED not in own.facts:
                said = [r.facts[_SETTLED] for r in records if _SETTLED in r.facts]
                _settle(each, own, look, said)


def _settle(out: JsonObject, record: Record, row: _Row, said: Sequence[JsonValue]) -> None:
    """Give a booking its kind, another than those that are beside it while there is one."""
    fit = _fitting(out, record, row)
    rng = record.scene.rng
    new = [kind for kind in fit if kind.words not in said] or fit
    record.facts[_SETTLED] = ""
    if not new:
        return
    kind = rng.choice(new)
    record.facts[_SETTLED] = kind.words
    told = record.facts.get(_TOLD)
    if row.amount[1].key not in (told if isinstance(told, list) else ()):
        euros = round(rng.uniform(kind.least, kind.most), 2 if abs(kind.most) < _CENTS else 0)
        choose(out, record, *row.amount, in_currency(euros, currency_in(out, record), row.amount[1]))
    choose(out, record, *row.category, kind.category)
    if row.side is not None and (kind.names != "{person}" or not _is_sought(str(out.get(row.side[0])), record)):
        choose(out, record, *row.side, _filled(rng.choice(_named_so(kind, record)), out, record))
    if row.words is not None and any(" " in str(e) for e in row.words[1].schema.get("examples", ())):
        choose(out, record, *row.words, _filled(rng.choice(_said_so(kind, record)), out, record))
    home = _home(record)
    if row.city is not None and home:
        choose(out, record, *row.city, home)


# What costs more on average is paid in whole units.
_CENTS = 300


def _sought(record: Record) -> list[str]:
    return str(record.facts.get(SOUGHT, "")).lower().split()


def _is_sought(text: str, record: Record) -> bool:
    return any(word in text.lower() for word in _sought(record))


def _named_so(kind: _Kind, record: Record) -> list[str]:
    names = kind.names.split("|")
    return [n for n in names if _is_sought(n, record)] or names


def _said_so(kind: _Kind, record: Record) -> list[str]:
    said = kind.words.split("|")
    return [s for s in said if _is_sought(s, record)] or said


def _fitting(out: JsonObject, record: Record, row: _Row) -> list[_Kind]:
    """The kinds that a booking may be of by what was asked for; [] where none is."""
    fit = [kind for kind in _KINDS if row.category[1].check(kind.category)]
    told = record.facts.get(_TOLD)
    told = told if isinstance(told, list) else []
    if row.category[1].key in told:
        fit = [kind for kind in fit if kind.category == out.get(row.category[0])]
    amount = out.get(row.amount[0])
    if row.amount[1].key in told and isinstance(amount, (int, float)):
        fit = [kind for kind in fit if amount > 0 or kind.least < 0]
        fit = sorted(fit, key=lambda kind: abs((kind.least + kind.most) / 2 - amount))[:3]
    if _sought(record):
        fit = [kind for kind in fit if _is_sought(f"{kind.names} {kind.words}", record)]
    return fit


def _filled(text: str, out: JsonObject, record: Record) -> str:
    day = next((m for v in out.values() if isinstance(v, str) and (m := moment_of(v)) is not None), None)
    day = day or record.scene.setting.clock
    number = str(record.scene.rng.randint(10_000, 99_999)) if "{number}" in text else ""
    person = record.scene.person("counterparty").full if "{person}" in text else ""
    return text.format(month=f"{day:%B}", weekday=f"{day:%A}", number=number, city=_home(record), person=person)


def currency_in(out: JsonObject, record: Record) -> str:
    """The currency that an object tells, else the one of what it is shown with."""
    told = out.get("currency", record.facts.get("currency", record.facts.get("@currency/", "")))
    return told if isinstance(told, str) else ""


def is_by_transfer(leaf: LeafPlan, record: Record) -> bool:
    """Whether a leaf tells the card or the shop of what no card has paid: of rent, or of a salary."""
    said = record.facts.get(_SETTLED) if leaf.tokens in _BY_CARD else None
    return isinstance(said, str) and said.startswith(_BY_TRANSFER)


_BY_CARD = (("card", "id"), ("merchant", "city"))


def _home(record: Record) -> str:
    person = record.scene.setting.person
    place = named_place(person.city) if person is not None else None
    return place.city if place is not None else record.scene.where().city
