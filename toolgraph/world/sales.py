"""What is sold: orders with their fee, pieces and parcel, what is billed and paid back of them, one price a thing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.world.asked import Asked
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Memory, Record
from toolgraph.world.places import named as named_place
from toolgraph.world.prices import RATES
from toolgraph.world.shape import Part
from toolgraph.world.toolplan import ToolPlan
from toolgraph.world.tracked import PARCELS, SINCE, is_so_far

# Among the facts of an order: what it costs to have it brought.
FEE = "#fee"
_BRINGING = frozenset("delivery shipping shipment courier postage".split())
_PIECES = frozenset("item piece unit article product good".split())
_COUNT = "quantity"
_PRICES = ("price amount", "total price amount", "ticket price", "price", "price per night amount")
_CURRENCIES = ("price currency", "total price currency", "currency")
_SOLD = frozenset("order purchase sale".split())
_GOODS = frozenset("product article good".split())
_LINES = frozenset("line item".split())
_BILLS = frozenset("invoice bill receipt".split())
_SUMS = ("total", "total amount", "amount", "total price")
_PLACED = ("placed on", "ordered on", "order date", "placed at", "ordered at", "created at")
_COMES = ("delivery date", "expected on", "expected date", "arrives on")
_CARRIED = ("carrier", "courier", "delivery carrier")


def priced_as(record: Record, offer: Record, asked: Asked) -> None:
    """Let a booking cost what is booked, each of its seats; how an order is brought only comes on top of it."""
    price = next((offer.facts[k] for k in _PRICES if k in offer.facts), None)
    currency = next((offer.facts[k] for k in _CURRENCIES if k in offer.facts), None)
    if price is not None and _brings(offer):
        record.facts[FEE] = price
        record.facts |= {k: offer.facts[k] for k in _CARRIED if k in offer.facts and k not in record.facts}
    elif price is not None:
        record.facts["unit price"] = price
        lists = [len(v) for k, v in asked.facts.items() if k.endswith(" id") and isinstance(v, list)]
        seats = asked.facts.get(_COUNT, asked.facts.get("seat", max(lists, default=1)))
        record.facts.setdefault(_COUNT, seats if isinstance(seats, int) else 1)
    if currency is not None:
        record.facts.setdefault("@currency/", currency)


def _brings(offer: Record) -> bool:
    """Whether what is chosen with a thing is only how that is brought."""
    said = {*offer.full, *(key.partition(" ")[0] for key in offer.facts if key.endswith(" id"))}
    return not _BRINGING.isdisjoint(said) and offer.head not in _GOODS


def fee_of(record: Record) -> float:
    """What comes on top of the lines of an order."""
    fee = record.facts.get(FEE, 0.0)
    return float(fee) if isinstance(fee, (int, float)) else 0.0


def tell_sale(
    known: tuple[Memory, str], plan: ToolPlan, record: Record, root: Part, named: Sequence[Record], asked: Asked
) -> None:
    """Let what is told of a sale elsewhere be as that was: the parcel, bill or return of an order, the price of a line.

    Args:
        known: The memory, and the source whose things these are.
        record: What the result shows.
        named: What the call names.
    """
    memory, source = known
    leaves = root.seen(_leaves)
    order = next((r for r in named if r.head in _SOLD), None) or _sold_with(memory, source, record, leaves)
    if record.head in PARCELS and plan.tool.effect != "read":
        _come_as_agreed([record, *named, *([order] if order is not None else [])], asked)
    billed = not _BILLS.isdisjoint(plan.name_words)
    if order is not None and (billed if order is record else record.head not in _SOLD):
        parcel = _with_order(memory, source, order, PARCELS - _SOLD)
        _as_ordered(record, order, leaves, parcel)
    person = record.scene.setting.person
    if record.head in PARCELS - _SOLD and record.scene.place is None and person is not None:
        record.scene.place = named_place(person.city)  # what comes to them is near them, where nobody tells more
    if record.head in _SOLD:
        _as_brought(memory, source, record, leaves)
    if line := next((r for r in named if r.head in _LINES and r is not record), None):
        _pay_back(record, line, leaves)
    if record.head in _GOODS and "price" not in record.facts:
        _cost_as_sold(memory, source, record, leaves)


def _leaves(part: Part) -> tuple[LeafPlan, ...]:
    return tuple(part.leaves())


def _sold_with(memory: Memory, source: str, record: Record, leaves: Iterable[LeafPlan]) -> Record | None:
    """The order that bears the number of what a result shows: a parcel goes by that which the order told."""
    if record.head not in PARCELS and not any(leaf.key == "order id" for leaf in leaves):
        return None
    own = {k: v for k, v in record.facts.items() if k in _NUMBERS or k == "id"}
    orders = (r for noun in sorted(_SOLD) for r in memory.of(source, (noun,)) if r is not record)
    return next((r for r in orders if any(r.facts.get(k) in own.values() for k in _NUMBERS)), None)


_NUMBERS = ("tracking number", "tracking code", "tracking id")


def _as_ordered(record: Record, order: Record, leaves: Iterable[LeafPlan], parcel: Record | None) -> None:
    record.scene.place = record.scene.place or order.scene.place
    placed = _first(order, _PLACED)
    if record.head in PARCELS and isinstance(placed, str):
        record.facts[SINCE] = placed
    for leaf in leaves:
        told = _of_order(record, order, leaf)
        if told is None and parcel is not None and parcel is not record and _ISSUED & set(leaf.tokens):
            told = parcel.facts.get(SINCE)
        if told is not None and leaf.check(told):
            record.facts.setdefault(leaf.key, told)


def _of_order(record: Record, order: Record, leaf: LeafPlan) -> JsonValue:
    """What a leaf of what belongs to an order says as that has it; None for what is its own."""
    if leaf.key == "order id":
        return order.facts.get("id")
    if leaf.key in ("state", "status") and record.head in PARCELS:
        return next((c for c in leaf.schema.get("enum", ()) if is_so_far(c, order.facts.get("status"))), None)
    keys: Iterable[str] = _CARRIED if leaf.key in _CARRIED else ()
    if leaf.maker == "money" and leaf.key in _SUMS:
        keys = _SUMS
    elif leaf.maker in ("date", "datetime"):
        keys = _COMES if leaf.key in _COMES else _PLACED if _ISSUED & set(leaf.tokens) else ()
    return _first(order, keys)


_ISSUED = frozenset(("issued", "invoiced", "billed"))


def _come_as_agreed(things: Iterable[Record], asked: Asked) -> None:
    """Let a parcel and its order be expected on the day to which a call moves them, by whatever name that goes."""
    day = next((v for k in _NEW_DAYS if (v := asked.facts.get(k)) is not None), None)
    for each in things if day is not None else ():
        each.facts |= {key: day for key in _COMES if key in each.facts}


_NEW_DAYS = ("date", "day", "delivery date")


def _as_brought(memory: Memory, source: str, record: Record, leaves: Iterable[LeafPlan]) -> None:
    """Let an order of which only its parcel or bill was seen be as that, placed before it was scanned."""
    parcel = _with_order(memory, source, record, PARCELS - _SOLD)
    bill = _with_order(memory, source, record, _BILLS)
    for leaf in leaves:
        told = None if parcel is None else _of_parcel(parcel, leaf)
        if told is None and bill is not None and leaf.key in _SUMS:
            told = _first(bill, _SUMS)
        if told is not None and leaf.check(told):
            record.facts.setdefault(leaf.key, told)


def _with_order(memory: Memory, source: str, order: Record, nouns: Iterable[str]) -> Record | None:
    """What belongs to an order, of some nouns: its parcel, its bill."""
    own = order.facts.get("id")
    found = (r for noun in sorted(nouns) for r in memory.of(source, (noun,)) if own is not None)
    return next((r for r in found if r.facts.get("order id") == own), None)


def _of_parcel(parcel: Record, leaf: LeafPlan) -> JsonValue:
    if leaf.key in ("state", "status"):
        state = parcel.facts.get("state", parcel.facts.get("status"))
        return next((c for c in leaf.schema.get("enum", ()) if is_so_far(state, c)), None)
    if leaf.key in _PLACED:
        since = parcel.facts.get(SINCE)
        return since[:10] if isinstance(since, str) and leaf.maker == "date" else since
    keys = _COMES if leaf.key in _COMES else _CARRIED if leaf.key in _CARRIED else ()
    return _first(parcel, keys)


def _first(record: Record, keys: Iterable[str]) -> JsonValue:
    return next((record.facts[k] for k in keys if k in record.facts), None)


def _pay_back(record: Record, line: Record, leaves: Iterable[LeafPlan]) -> None:
    """Let as much be paid back for a line as the pieces cost that are sent back."""
    price, many = line.facts.get("unit price"), record.facts.get(_COUNT, 1)
    for leaf in leaves:
        paid_back = leaf.maker == "money" and not {"refund", "refunded"}.isdisjoint(leaf.tokens)
        if paid_back and isinstance(price, (int, float)) and isinstance(many, int):
            value = round(price * many, 2)
            if leaf.check(value):
                record.facts[leaf.key] = value


def as_sold(known: tuple[Memory, str], part: Part, items: Sequence[Record], whole: Record) -> None:
    """Let the first new variant of a product be the one that a line which was shown before has sold."""
    if whole.head not in _GOODS or part.item is None or part.item.noun != "variant" or not items:
        return
    memory, source = known
    told = {r.facts.get(_SKU) for r in items}
    sold = [r.facts[_SKU] for r in _lines_of(memory, source, whole) if _SKU in r.facts and r.facts[_SKU] not in told]
    new = next((r for r in items if "id" in r.facts and not _SHOWN & r.facts.keys()), None)
    if sold and new is not None and new.facts["id"] == new.facts.get(_SKU):
        new.facts |= {"id": sold[0], _SKU: sold[0]}
        memory.name(source, sold[0], new)


def come_where_told(known: tuple[Memory, str], part: Part, items: Sequence[Record]) -> None:
    """Let the first new address of a user be where they have asked to have something brought, by its postcode."""
    leaf = None if part.item is None or part.item.noun != "address" else part.item.seen(_postcode)
    if leaf is None or any(leaf.key in r.facts or r.made for r in items):
        return
    memory, source = known
    asked = (r for noun in _ASKED for r in memory.of(source, (noun,)))
    codes = [v for r in asked if isinstance(v := r.facts.get(f"{leaf.kind}/", r.facts.get("postcode")), str)]
    if codes and items and leaf.check(codes[-1]):
        items[0].facts[leaf.key] = codes[-1]


_ASKED = ("option", "rate", "method", "delivery", "cart")


def _postcode(item: Part) -> LeafPlan | None:
    return next((x for x in item.leaves() if x.kind == "@postcode"), None)


_SKU = "sku"
# What is known of a variant once it was shown.
_SHOWN = frozenset(("color", "colour", "size"))


def _lines_of(memory: Memory, source: str, thing: Record) -> list[Record]:
    """The lines that sell a thing."""
    key, own = f"{thing.head} id", thing.facts.get("id")
    lines = (r for noun in sorted(_LINES) for r in memory.of(source, (noun,)) if own is not None)
    return [r for r in lines if r.facts.get(key) == own]


def _cost_as_sold(memory: Memory, source: str, record: Record, leaves: Iterable[LeafPlan]) -> None:
    """Let a thing cost what a line that was shown before says that one piece of it costs."""
    lines = _lines_of(memory, source, record)
    price = next((r.facts["unit price"] for r in lines if "unit price" in r.facts), None)
    for leaf in leaves:
        if leaf.key == "price" and price is not None and leaf.check(price):
            record.facts["price"] = price


def price_goods(known: tuple[Memory, str], whole: Record) -> None:
    """Let what the lines of a whole sell cost what they say, wherever it is shown, where nobody has told it yet."""
    for line in (r for rows in whole.parts.values() for r in rows if r.head in _LINES):
        price = line.facts.get("unit price")
        for noun in sorted(_GOODS) if price is not None else ():
            sold = known[0].find(known[1], line.facts.get(f"{noun} id"), (noun,))
            if sold is not None and sold.head == noun:
                sold.facts.setdefault("price", price)


def piece_counts(part: Part) -> list[tuple[str, LeafPlan]]:
    """The leaves of an object that tell how many pieces were ordered."""
    leaves = ((name, inner.leaf) for name, inner in part.props if inner.leaf is not None)
    return [(n, x) for n, x in leaves if x.type == "integer" and _tells_pieces(x)]


def _tells_pieces(leaf: LeafPlan) -> bool:
    return leaf.tokens[-1:] == ("count",) and not _PIECES.isdisjoint(leaf.tokens) and "piece" in leaf.text


def count_pieces(part: Part, out: JsonObject, record: Record) -> None:
    """Let an order have as many pieces as its lines that were shown, else no more than its sum can pay, in place."""
    lines = [n for rows in record.parts.values() for r in rows if isinstance(n := r.facts.get(_COUNT), int)]
    total = _first(record, _SUMS)
    for name, leaf in part.seen(piece_counts):
        cheap = _CHEAP * RATES.get(str(record.facts.get("currency", "")), 1.0)
        most = int(total // cheap) if isinstance(total, (int, float)) else out.get(name, 0)
        many = sum(lines) if lines else min(out.get(name, 0), max(most, 1))
        if name in out and leaf.check(many):
            out[name] = record.facts[leaf.key] = many


# So much a piece costs at least, on average.
_CHEAP = 55


def in_pieces(part: Part, items: list[Record], whole: Record) -> list[Record]:
    """The lines of an order of which only the number of pieces was told: no more of them, and together as many.

    The last line is of one piece, so that what it costs can be the rest of the sum.
    """
    if part.item is None or not items or whole.made or not any(x.key == _COUNT for x in part.item.leaves()):
        return items
    told = next(
        (n for noun in sorted(_PIECES - {part.item.noun}) if isinstance(n := whole.facts.get(f"{noun} count"), int)), 0
    )
    if told < 1:
        return items
    shown, rest = items[:told], told - len(items[:told])
    whole.parts[part.key] = shown
    for each in items[told:]:
        each.gone = True
    if sum(n for r in shown if isinstance(n := r.facts.get(_COUNT), int)) != told:
        for each in shown:
            each.facts[_COUNT] = 1
        shown[0].facts[_COUNT] += rest if len(shown) > 1 or rest else 0
    return shown
