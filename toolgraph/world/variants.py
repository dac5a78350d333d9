"""The variants of a product: their sizes are of its kind, and no two of them are the same."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from toolgraph.models.base import JsonObject
from toolgraph.world.figures import choose, own_leaves, rows_of
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Record
from toolgraph.world.shape import Part

_VARIANTS = frozenset("variant variation option sku".split())
_COLOURS = ("color", "colour")
# What is worn, and so comes in sizes for people.
_WORN = re.compile(
    r"\b(jackets?|shirts?|t-shirts?|coats?|trousers|jeans|dress|dresses|skirts?|sweaters?|jumpers?|hood(ies|y)|gloves?"
    r"|socks?|vests?|shorts|leggings|blouses?|cardigans?|pyjamas|pullovers?)\b",
    re.IGNORECASE,
)
_SHOD = re.compile(r"\b(shoes?|boots?|trainers|sneakers|sandals|slippers)\b", re.IGNORECASE)
_NUMBERS = tuple(str(n) for n in range(37, 46))
_LETTERS = ("XS", "S", "M", "L", "XL", "XXL")
_ONE = "one size"
_MEASURE = re.compile(
    r"\d+(?:[.,]\d+)?(?: ?x ?\d+(?:[.,]\d+)?)* ?(?:mm|cm|km|m|ml|cl|dl|l|g|kg|in|inch|oz)\b|\d+ ?x ?\d+", re.IGNORECASE
)
_SHADES = ("black", "white", "grey", "blue", "green", "red", "navy", "beige")


def tells_variants(part: Part) -> bool:
    """Whether an object lists its variants, each with a size or a colour."""
    return any(_sized(inner) is not None for _, inner in part.props)


_Sized = tuple[tuple[str, LeafPlan] | None, tuple[str, LeafPlan] | None]


def _sized(part: Part) -> _Sized | None:
    return part.item.seen(_leaves) if part.kind == "list" and part.item is not None else None


def _leaves(item: Part) -> _Sized | None:
    """The leaves of the size and of the colour of a variant; None for what is no variant."""
    free = [(n, x) for n, x in own_leaves(item) if x.type == "string" and not {"enum", "pattern"} & x.schema.keys()]
    size = next(((n, x) for n, x in free if x.key == "size"), None)
    colour = next(((n, x) for n, x in free if x.key in _COLOURS), None)
    return (size, colour) if item.noun in _VARIANTS and (size or colour) else None


def tells_warranty(part: Part) -> bool:
    """Whether an object tells for how many months it is guaranteed."""
    return part.seen(_warranty) is not None


def _warranty(part: Part) -> tuple[str, LeafPlan] | None:
    told = ((n, x) for n, x in own_leaves(part) if x.type == "integer" and {"warranty", "guarantee"} & set(x.tokens))
    return next(((n, x) for n, x in told if "month" in x.tokens), None)


def of_a_warranty(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let a thing be guaranteed for whole years, as many as its description says, in place."""
    leaf = part.seen(_warranty)
    if leaf is None or leaf[1].key in kept or not isinstance(months := out.get(leaf[0]), int):
        return
    said = next((m[1].lower() for v in out.values() if isinstance(v, str) and (m := _YEARS.search(v))), "")
    years = _SPELLED.index(said) + 1 if said in _SPELLED else min(_USUAL_Y, key=lambda y: (abs(12 * y - months), y))
    choose(out, record, *leaf, 12 * years)


_YEARS = re.compile(r"\b(one|two|three|four|five)[- ]year (?:guarantee|warranty)", re.IGNORECASE)
_SPELLED = ("one", "two", "three", "four", "five")
_USUAL_Y = (1, 2, 3, 5)


def of_variants(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let variants have sizes that their product can have, and differ in their colour or their size, in place."""
    del kept
    name = next((v for k in ("name", "title", "product name") if isinstance(v := record.facts.get(k), str)), "")
    for field, inner in part.props if name else ():
        leaves = _sized(inner)
        rows, records = rows_of(field, inner, out, record) if leaves is not None else ([], [])
        if leaves is not None and rows:
            _tell_apart(rows, records, leaves, _sizes(name, record))


def _sizes(name: str, record: Record) -> Sequence[str]:
    """The sizes in which something of a name comes: the one in its name, those of clothes, or one for all."""
    measures = [m[0] for m in _MEASURE.finditer(name)]
    comes_in = _NUMBERS if _SHOD.search(name) else _LETTERS if _WORN.search(name) else ()
    if measures or not comes_in:
        return measures[:1] or [_ONE]
    start = record.scene.rng.randint(0, len(comes_in) - 4)
    return comes_in[start : start + 4]


def _tell_apart(rows: list[JsonObject], records: list[Record], leaves: _Sized, sizes: Sequence[str]) -> None:
    """Give each variant a size, the next one each, and another colour where one of its colour and size is there."""
    size, colour = leaves
    taken: set[tuple[object, object]] = set()
    for nth, (row, record) in enumerate(zip(rows, records, strict=True)):
        if size is not None and not (record.facts.get(size[1].key) in sizes and len(sizes) == 1):
            known = record.facts.get(_FITTED)
            choose(row, record, *size, known if isinstance(known, str) else sizes[nth % len(sizes)])
            record.facts[_FITTED] = row.get(size[0])
        own = row.get(size[0]) if size is not None else None
        shades = (s for s in _SHADES if (s, own) not in taken)
        if colour is not None and (row.get(colour[0]), own) in taken and (shade := next(shades, None)):
            choose(row, record, *colour, shade)
        taken.add((row.get(colour[0]) if colour is not None else None, own))


# Among the facts of a variant: the size that it was given.
_FITTED = "#size"
