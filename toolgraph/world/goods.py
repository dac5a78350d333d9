"""What a shop sells: a lamp costs, weighs and is described as lamps are, and what is shown can be had."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import NamedTuple

from toolgraph.meaning.text import words
from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.schema.values import NOTHING
from toolgraph.world.bookings import currency_in
from toolgraph.world.figures import choose, own_leaves, rows_of
from toolgraph.world.fitting import bent
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Record
from toolgraph.world.numbers import in_currency
from toolgraph.world.shape import Part


class _Sort(NamedTuple):
    """Things of one sort: between which prices in euros and weights in kilograms they are, and what is said of them."""

    price: tuple[float, float]
    kg: tuple[float, float]
    said: tuple[str, ...]


# Words of names; prices; weights; what is said. The last word of a name that is known tells the sort.
_BANK = """
kettle kettles; 29 110; 0.9 1.8; Holds heat for an hour and pours without splashing.|Boils a litre in four minutes, \
and the handle stays cool.|Stainless steel, with a lid that opens with one finger.
lamp lamps; 22 129; 0.8 2.6; Shade of washed linen, warm light, switch on the cord.|Bends to where you read, and has \
three steps of brightness.|A heavy foot, a slim neck and a bulb that you can change.
tent tents; 95 340; 2.0 4.2; Pitches in four minutes and packs small.|Two entrances, and room for the bags in front of \
each.|Stays dry in a night of rain, and airs well in summer.
pan pans skillet; 28 115; 1.9 3.8; Comes seasoned, and gets better every year.|For every hob and the oven, with a grip \
on both sides.|Browns evenly and keeps its heat at the table.
rug rugs runner carpet; 65 390; 3.5 12; Woven from wool, soft underfoot and easy to vacuum.|Thick wool, with a border \
that does not fray.|Can be laid either way up.
backpack backpacks rucksack; 42 165; 0.7 1.6; Twenty-two litres, with a padded sleeve for a laptop.|Keeps out rain, \
and the straps do not cut in.|Opens all round, so that nothing stays at the bottom.
bag bags; 25 140; 0.4 1.2; A long strap, an inner pocket and a zip that runs smoothly.
headphones headphone earphones earbuds; 39 260; 0.2 0.4; Thirty hours on one charge, and they fold flat.|Soft on the \
ears, even over glasses.|Clear voices, and they shut out the train.
speaker speakers; 35 190; 0.4 2.2; Fills a kitchen with sound and runs for a day.
shoes shoe trainers boots; 59 165; 0.5 0.9; Light, well cushioned, and made for wet roads, too.|A wide toe box and a \
sole that grips.|Dry within hours, and the laces stay tied.
jacket jackets coat; 69 240; 0.4 1.1; Taped seams, a hood that fits and two deep pockets.
chair chairs; 89 390; 6 17; The back follows you, and the height is set with one lever.
grinder grinders; 39 190; 0.9 3.2; Fifteen steps, from espresso to coarse.
bottle bottles flask; 13 39; 0.2 0.5; Keeps drinks cold for a day and hot for half a day.
mat mats; 18 79; 0.9 2.4; Does not slip, and rolls up small.
mug mugs cup; 9 28; 0.3 0.5; Glazed by hand, and safe in the dishwasher.
blanket blankets throw; 39 150; 0.9 2.1; Warm, light, and washed soft.
notebook notebooks; 6 24; 0.2 0.5; Lies flat, and the ink does not come through.
knife knives; 24 140; 0.1 0.4; Sharp out of the box, and easy to hone.
clock clocks; 19 95; 0.3 1.4; Ticks so softly that you forget it.
case cases; 12 45; 0.1 0.2; Thin, and has outlived a few falls.
adapter adapters charger; 14 49; 0.1 0.3; Two sockets, and it fits nearly everywhere.
"""
_GOODS, _SOLD = frozenset("product article good".split()), frozenset("line item variant".split())
_NAMES = ("name", "product name", "title")
_PRICES = ("price", "unit price")
_DIMES = 100
# Read as shares are, `in_stock` is ("in", "ticker").
_TO_BE_HAD = (("in", "stock"), ("in", "ticker"), ("available",))
# Among the facts: what a thing costs and weighs is settled.
_SETTLED = "#goods"


def _ends(cell: str) -> tuple[float, float]:
    low, high = cell.split()
    return float(low), float(high)


def _read() -> dict[str, _Sort]:
    out: dict[str, _Sort] = {}
    for line in _BANK.strip().splitlines():
        names, price, kg, said = (cell.strip() for cell in line.split(";"))
        out |= dict.fromkeys(names.split(), _Sort(_ends(price), _ends(kg), tuple(said.split("|"))))
    return out


_SORTS = _read()


@lru_cache(maxsize=10_000)
def _sort_of(name: str) -> _Sort | None:
    return next((_SORTS[word] for word in reversed(words(name)) if word in _SORTS), None)


def _name_of(record: Record) -> str:
    return next((v for k in _NAMES if isinstance(v := record.facts.get(k), str)), "")


def of_goods(record: Record, leaf: LeafPlan, asked: Mapping[str, JsonValue]) -> JsonValue:
    """What a thing of a shop costs in euros, going by its name, else by what is looked for; NOTHING for others."""
    if record.head not in _GOODS | _SOLD or leaf.key not in _PRICES:
        return NOTHING
    told = _name_of(record) or str(asked.get("query", asked.get("q", "")))
    sort = _sort_of(told)
    return NOTHING if sort is None else bent(_price(sort, record), leaf.schema)


def _price(sort: _Sort, record: Record) -> float:
    """A price as shops write them: in whole tens of cents, the dear ones in whole euros."""
    low, high = sort.price
    value = low + (high - low) * record.scene.rng.random() ** 1.6  # most things are of the cheaper ones
    return round(value) - 0.1 if value < _DIMES else float(round(value))


def tells_goods(part: Part) -> bool:
    """Whether an object is a product with its price."""
    return part.entity is not None and part.entity.head in _GOODS and any(x.key == "price" for _, x in own_leaves(part))


def of_a_product(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let a product cost, weigh and be described as such things are, and its variants with it, in place."""
    sort = _sort_of(_name_of(record)) if record.head in _GOODS else None
    for name, leaf in own_leaves(part):
        if leaf.key in kept or name not in out:
            continue
        if leaf.maker == "flag" and leaf.tokens in _TO_BE_HAD:
            choose(out, record, name, leaf, True)
        elif sort is not None and leaf.key == "price" and _SETTLED not in record.facts:
            euros = bent(_price(sort, record), leaf.schema)
            choose(out, record, name, leaf, in_currency(float(euros), currency_in(out, record), leaf))
        elif sort is not None and leaf.maker == "kilograms":
            choose(out, record, name, leaf, round(record.scene.rng.uniform(*sort.kg), 1))
        elif sort is not None and leaf.key == "description":
            choose(out, record, name, leaf, record.scene.rng.choice(sort.said))
    record.facts[_SETTLED] = True
    _price_variants(part, out, record)


def _price_variants(part: Part, out: JsonObject, record: Record) -> None:
    """Let variants cost what their product does."""
    price = record.facts.get("price")
    for name, inner in part.props if price is not None else ():
        leaf = next(((n, x) for n, x in own_leaves(inner.item) if x.key == "price"), None) if inner.item else None
        rows, records = rows_of(name, inner, out, record) if leaf is not None else ([], [])
        for row, each in zip(rows, records, strict=True):
            if leaf is not None and each.head in _SOLD:
                choose(row, each, *leaf, price)
