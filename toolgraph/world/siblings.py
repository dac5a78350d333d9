"""What leaves mean by those that stand beside them in an object."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from toolgraph.models.base import JsonValue
from toolgraph.world.averages import with_means
from toolgraph.world.carriers import with_carriers, with_own
from toolgraph.world.described import by_the_clock
from toolgraph.world.doers import with_doers
from toolgraph.world.fares import with_fares
from toolgraph.world.leaf import FAR, STRONG, LeafPlan
from toolgraph.world.lexicon import NOUN_SAME, TITLES
from toolgraph.world.matters import NAMED
from toolgraph.world.meeting import with_ways
from toolgraph.world.models import with_sorts
from toolgraph.world.shape import Part
from toolgraph.world.towns import with_towns
from toolgraph.world.triggers import with_triggers

_WEAK_NEEDS = 1_000_000
_PLACED = frozenset("address street city postcode latitude".split())
_NAMED_SO = frozenset(("name", "display name", "full name"))
_WAYS = frozenset(("email", "phone", "name"))


def settled(part: Part) -> Part:
    """A result whose leaves are as those beside them have it, through all its objects."""
    if part.item is not None:
        item = settled(part.item)
        return part if item is part.item else replace(part, item=item)
    if not part.props:
        return part
    props = tuple((name, settled(inner)) for name, inner in part.props)
    props = _beside(props, part.noun) if part.own else props
    same = all(new is old for (_, new), (_, old) in zip(props, part.props, strict=True))
    return part if same else replace(part, props=props, entity=with_own(part.entity, props))


def _beside(props: tuple[tuple[str, Part], ...], noun: str) -> tuple[tuple[str, Part], ...]:
    """The properties of an object that is a record.

    Whoever has an e-mail address has a person's name, but for things that have names of their own (a company, a team).
    A step that has a length is one of a way.
    A currency whose amounts are bounded is one in which things cost tens, not ten thousands.
    """
    names = [name for name, _ in props]
    props = tuple((name, _by_the_clock(part, names)) for name, part in props)
    leaves = [leaf for _, part in props if not part.own for leaf in part.leaves()]
    if any(x.maker == "currency" for x in leaves):
        props = tuple((name, _as_amount(part)) for name, part in props)
        leaves = [leaf for _, part in props if not part.own for leaf in part.leaves()] + list(_without_currency(props))
    props = tuple((name, _as_end(part)) for name, part in props) if _is_way(leaves) else props
    if noun in _STEPS and any(x.maker in _LENGTHS for x in leaves):
        props = tuple((name, _as_direction(part)) for name, part in props)
    people = _people(leaves, noun)
    named: list[JsonValue] = next(
        (x.schema["examples"] for x in leaves if _names_it(x) and x.schema.get("examples")), []
    )
    if named:
        props = tuple((name, _as_named(part, named)) for name, part in props)
    strong = any(x.maker == "money" and x.schema.get("maximum", _WEAK_NEEDS) < _WEAK_NEEDS for x in leaves)
    props = tuple((name, _as_beside(part, people, strong=strong)) for name, part in props)
    props = with_doers(with_fares(props, noun))
    return with_towns(with_triggers(with_means(with_ways(with_carriers(with_sorts(props))))))


def _names_it(leaf: LeafPlan) -> bool:
    return (leaf.maker in ("title", "product", "company") and len(leaf.tokens) == 1) or leaf.key == "slug"


def _by_the_clock(part: Part, names: list[str]) -> Part:
    leaf = part.leaf and by_the_clock(part.leaf, names)
    return part if leaf is None or leaf is part.leaf else replace(part, leaf=leaf)


def _as_named(part: Part, named: list[JsonValue]) -> Part:
    """A text beside a name is about what is called so."""
    leaf = part.leaf
    if leaf is None or leaf.maker not in ("body", "about", "note") or not leaf.schema.get("examples"):
        return part
    return replace(part, leaf=replace(leaf, schema={**leaf.schema, NAMED: [n for n in named if isinstance(n, str)]}))


def _is_way(leaves: list[LeafPlan]) -> bool:
    """Whether something leads from one place to another."""
    return {"from", "to"} <= {x.role for x in leaves if x.maker in _PLACES}


def _as_end(part: Part) -> Part:
    """The end of a way, which is not where it begins."""
    leaf = part.leaf
    if part.props and not part.own:
        return replace(part, props=tuple((name, _as_end(inner)) for name, inner in part.props))
    if leaf is None or leaf.role != "to" or leaf.maker not in _PLACES:
        return part
    return replace(part, leaf=replace(leaf, schema={**leaf.schema, FAR: True}))


_PLACES = frozenset(("city", "iata"))


def _as_direction(part: Part) -> Part:
    """What is to be done at a step that has a length is to go on or turn."""
    leaf = part.leaf
    said = leaf is not None and leaf.maker in ("note", "about", "body", "title") and leaf.tokens[-1:] != ("title",)
    return replace(part, leaf=replace(leaf, maker="direction")) if leaf is not None and said else part


_STEPS = frozenset("step leg maneuver manoeuvre".split())
_LENGTHS = frozenset(("metres", "kilometres"))


_OF_MANY = frozenset("lowest highest median mean average minimum maximum".split())


def _as_amount(part: Part) -> Part:
    """A total beside a currency is an amount, and so is the lowest and highest of what is told in it."""
    leaf = part.leaf
    if (
        leaf is None
        or leaf.maker not in ("count", "number")
        or leaf.type != "number"
        or not (leaf.tokens[-1:] in (("total",), ("value",)) or (len(leaf.tokens) == 1 and leaf.key in _OF_MANY))
    ):
        return part
    return replace(part, leaf=replace(leaf, maker="money"))


def _without_currency(props: tuple[tuple[str, Part], ...]) -> Iterator[LeafPlan]:
    """The leaves of listed things that leave the currency to what is around them."""
    for _, part in props:
        listed = tuple(part.item.leaves()) if part.item is not None else ()
        if not any(x.maker == "currency" for x in listed):
            yield from (x for x in listed if x.maker == "money")


def _people(leaves: list[LeafPlan], noun: str) -> frozenset[str]:
    """The words before `email` of those who have a name, too: "" for the record itself."""
    mailed = {" ".join(x.tokens[:-1]) for x in leaves if x.maker == "email" and x.tokens[-1:] == ("email",)}
    named = {" ".join(x.tokens[:-1]) for x in leaves if x.maker == "title" and x.tokens[-1:] == ("name",)}
    named |= {"" for x in leaves if x.maker == "title" and x.key in _NAMED_SO}
    placed = any(x.maker in _PLACED for x in leaves)
    known = TITLES.keys() | NOUN_SAME.keys()
    known |= {"business", "company", "organization", "shop", "merchant", "agency"}
    return frozenset(w for w in mailed & named if (w or noun) not in known and not (placed and not w))


def _as_beside(part: Part, people: frozenset[str], *, strong: bool) -> Part:
    if part.own:
        return part
    if part.props:
        inner = tuple((name, _as_beside(each, people, strong=strong)) for name, each in part.props)
        return part if inner == part.props else replace(part, props=inner)
    leaf = part.leaf
    if leaf is None:
        return part
    if strong and leaf.maker == "currency":
        return replace(part, leaf=replace(leaf, schema={**leaf.schema, STRONG: True}))
    whose = " ".join(leaf.tokens[:-1])
    if whose in people and leaf.tokens[-1] in _WAYS and leaf.maker in ("title", "email", "phone"):
        maker = "person" if leaf.maker == "title" else leaf.maker
        return replace(part, leaf=replace(leaf, maker=maker, whose=whose))
    return part
