"""Results written from records: objects, their lists, and the records within."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from toolgraph.meaning.text import STARTS_EMPTY, words
from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.world.addresses import spot_of
from toolgraph.world.agreeing import agree
from toolgraph.world.apart import in_its_room
from toolgraph.world.asked import Asked
from toolgraph.world.averages import settle_mean, tell_mean
from toolgraph.world.candidacies import is_without_talks
from toolgraph.world.costs import BEFORE, LINES, SUMS, TAKEN_OFF, cost_nothing, cost_of, make_cost, sums
from toolgraph.world.draw import ECHOED, Drawer
from toolgraph.world.effects import OFF
from toolgraph.world.fitting import from_schema
from toolgraph.world.graded import grade
from toolgraph.world.heads import ends_in
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.lengths import told_of_parts
from toolgraph.world.mapkeys import map_keys
from toolgraph.world.matters import answers_beside
from toolgraph.world.meeting import says_way
from toolgraph.world.memory import ANONYMOUS, Memory, Record
from toolgraph.world.ordering import in_time, in_week_order, put_in_order, sum_up, tell_change
from toolgraph.world.places import PLACES
from toolgraph.world.progress import put_in_step, run_of, step_state, without_state
from toolgraph.world.required import says_required
from toolgraph.world.rooms import told_room
from toolgraph.world.sales import as_sold, come_where_told, count_pieces, fee_of, in_pieces, price_goods
from toolgraph.world.scene import STOPS
from toolgraph.world.session import received_by
from toolgraph.world.shape import Entity, Part
from toolgraph.world.sorts import SORTING
from toolgraph.world.tallies import tell_tallies
from toolgraph.world.triggers import waits
from toolgraph.world.untold import is_left_blank, is_not_so, is_of_trouble, is_unasked
from toolgraph.world.warned import event_told
from toolgraph.world.writing import SPOKEN

_COUNTING = frozenset("count total size sum".split())
_WHOLE = frozenset("total found entire overall".split())
_OF_ALL = frozenset("total all overall result".split())
_DEEP = 3
_MOST_TRIES = 12
# Other names of the same people.
_LIST_ALIASES = {"recipient email": ("to", "recipient"), "to": ("recipient email",), "attendee email": ("attendee",)}


class Finder(Protocol):
    """Who knows which records a part of a result shows.

    Attributes:
        found: How many there are of a list of which not all may be shown, by its path.
        memory: What the world has said so far.
    """

    found: dict[str, int]
    memory: Memory

    @property
    def source(self) -> str:
        """The source whose things these are."""
        ...

    def items(self, part: Part, around: Record, asked: Asked) -> list[Record]:
        """The records that a list of things shows."""
        ...

    def in_order(self, part: Part) -> bool:
        """Whether a list is shown as the spec says that it is ordered, so that its order stays."""
        ...

    def thing(self, part: Part, entity: Entity, around: Record, asked: Asked) -> Record:
        """The record that an object within another record shows."""
        ...

    def point(self, leaf: LeafPlan, around: Record) -> None:
        """See to it that an identifier of another thing, about to be shown, points at a record."""
        ...


def _counts_all(leaf: LeafPlan) -> bool:
    """Whether a count is of all that was found, whatever is shown of it."""
    return bool(_WHOLE & {*leaf.tokens, *words(leaf.text)})


def list_length(schema: JsonObject, wanted: int, *, needed: bool) -> int:
    """How many items of a list or map to show: as wanted, within the schema's bounds, one at least where needed."""
    least = max(int(schema.get(word, 0)) for word in ("minItems", "minProperties"))
    most = min(int(schema.get(word, wanted)) for word in ("maxItems", "maxProperties"))
    return max(least, 1 if needed else 0, min(wanted, most))


class Renderer:
    """Writes results of one call."""

    def __init__(self, drawer: Drawer, finder: Finder, asked: Asked) -> None:
        self._drawer = drawer
        self._finder = finder
        self._asked = asked
        self._root: Record | None = None

    def whole(self, part: Part, record: Record) -> JsonValue:
        """The whole result; what the call itself tells stands in it as told."""
        self._root = record
        return self.object(part, record) if part.kind == "object" else self.value(part, record)

    def value(self, part: Part, record: Record) -> JsonValue:
        """A part of a result as the record has it."""
        if part.kind == "object":
            return self._object(part, record)
        if part.kind == "list":
            return self._list(part, record)
        if part.kind == "map":
            return self._map(part, record)
        leaf = part.leaf
        assert leaf is not None
        return "" if is_left_blank(part, record) else self._scalar(leaf, record)

    def _scalar(self, leaf: LeafPlan, record: Record) -> JsonValue:
        if leaf.is_id and leaf.key != "id":
            self._finder.point(leaf, record)
        if record is self._root and leaf.key in self._asked.facts and not leaf.is_id:
            told = self._asked.facts[leaf.key]
            if leaf.check(told):
                return told
        echoed = leaf.kind in ECHOED or leaf.kind == "@address"
        if record is self._root and echoed and leaf.key not in record.facts and not leaf.whose:
            told = self._asked.kinds.get(leaf.kind_key)
            if told is not None and leaf.check(told):
                record.facts[leaf.key] = told
        return self._drawer.leaf(record, leaf)

    def _object(self, part: Part, record: Record) -> JsonObject:
        if part.own and part.path and not part.path.endswith("[]") and part.entity is not None:
            record = self._finder.thing(part, part.entity, record, self._asked)
        return self.object(part, record)

    def object(self, part: Part, record: Record) -> JsonObject:
        """An object whose record is known already."""
        if not part.props:
            return _open_object(part.schema, record)
        out: JsonObject = {}
        # What is in a cart changes, and so does what a question finds: sums are reckoned anew.
        settled = set() if record.head in STARTS_EMPTY or record.head == ANONYMOUS else set(record.facts)
        if rooms := part.seen(told_room):
            in_its_room(record, rooms)
        # Identifiers and lists first: names and counts follow from them, and numbers from currencies and places.
        for name, inner in part.seen(_in_turn):
            if not is_not_so(inner, record):
                out[name] = self.value(inner, record)
        self._count(part, out, record)
        known = (self._finder.memory, self._finder.source)
        tell_tallies(part, out, record, self._asked, known)
        self._sum(part, out, record, settled)
        price_goods(known, record)
        cost_nothing(part, out, record)
        count_pieces(part, out, record)
        sum_up(part, out, record)
        tell_change(part, out, record)
        told = self._asked.facts if record is self._root else {}
        put_in_order(part, out, record, {**dict.fromkeys(settled), **told})
        agree(part, out, record, {*settled, *told})
        grade(part, out, record, self._asked)
        ends_in(part, out, record, self._asked, (self._finder.memory, self._finder.source))
        return {name: out[name] for name, _ in part.props if name in out}

    def _count(self, part: Part, out: JsonObject, record: Record) -> None:
        """Let the counts of an object be the lengths of its lists."""
        lists = {name: out[name] for name, inner in part.props if inner.kind == "list" and name in out}
        if len(lists) != 1:
            return
        name, items = next(iter(lists.items()))
        listed, found = set(words(name)), self._finder.found.get(f"{part.path}.{name}".strip("."), len(items))
        noun = next(p.item.noun for n, p in part.props if n == name and p.item is not None)
        told = told_of_parts(record, noun)
        rated = next(p.mean for n, p in part.props if n == name) is not None
        found = max(found, told if not self._asked.filters else round(told * _WELL_RATED) if rated else 0)
        for name, inner in part.props:
            leaf = inner.leaf
            length = found if leaf is not None and _counts_all(leaf) else len(items)
            length = length if leaf is None else min(length, max(int(leaf.schema.get("maximum", length)), len(items)))
            counts = leaf is not None and leaf.type == "integer" and leaf.tokens[-1:] and leaf.tokens[-1] in _COUNTING
            of = set(leaf.tokens[:-1]) - _OF_ALL if leaf is not None else set()
            if leaf is not None and counts and of <= listed and leaf.check(length):
                out[name] = length
                record.facts[leaf.key] = length

    def _sum(self, part: Part, out: JsonObject, record: Record, settled: set[str]) -> None:
        """Let totals be what the listed things cost together, but for those that were shown before."""
        costs = [
            cost for name, inner in part.props if inner.kind == "list" and (cost := cost_of(out.get(name))) is not None
        ]
        if len(costs) != 1:
            return
        total = costs[0]
        known = next((v for k in SUMS if k in settled and isinstance(v := record.facts.get(k), (int, float))), None)
        if (
            known
            and total
            and self._root is not None
            and not (
                known in (total, round(total + fee_of(record), 2))
                or OFF in record.facts
                or self._asked.facts.keys() & set(LINES)
            )
        ):
            make_cost(part, out, record, float(known) / total, float(known))
            return
        told = [(name, leaf) for name, leaf in part.seen(sums) if name in out and leaf.key not in settled]
        off, whole = record.facts.get(OFF), total
        taken = next((out[name] for name, leaf in told if leaf.tokens in TAKEN_OFF), 0.0)
        taken = round(total * off / 100, 2) if isinstance(off, (int, float)) else taken
        taken = taken if isinstance(taken, (int, float)) and taken < total else 0.0
        for name, leaf in told:
            value = (
                taken
                if leaf.tokens in TAKEN_OFF
                else whole
                if leaf.tokens in BEFORE
                else round(whole - taken + fee_of(record), 2)
            )
            if leaf.check(value):
                out[name] = record.facts[leaf.key] = value
            elif total and leaf.tokens not in (*TAKEN_OFF, *BEFORE):  # more than any may cost
                make_cost(part, out, record, float(out[name]) / total, float(out[name]))

    def _list(self, part: Part, record: Record) -> list[JsonValue]:
        item = part.item
        assert item is not None
        if is_without_talks(part, record) or (
            is_of_trouble(part) and not part.needed and not part.schema.get("minItems")
        ):
            return []
        if item.kind == "object" and item.own:
            shown = [self.object(item, each) for each in self._items(part, record)]
            if part.schema.get("uniqueItems"):
                shown = [each for n, each in enumerate(shown) if each not in shown[:n]]
            ordered = item.entity is not None or self._finder.in_order(part)
            return list(shown) if ordered else in_time(item, shown)
        if item.kind != "leaf":
            length = list_length(part.schema, 1 if part.depth >= _DEEP else 2, needed=part.needed)
            return [self.value(item, record) for _ in range(length)]
        return self._scalars(part, item, record)

    def _items(self, part: Part, record: Record) -> list[Record]:
        """The records that a list of things shows; an average beside them is theirs."""
        new = settle_mean(part, record, self._drawer)
        steps = self._steps(part, record)
        items = in_pieces(part, self._finder.items(part, record, self._asked), record) if steps is None else steps
        known = (self._finder.memory, self._finder.source)
        as_sold(known, part, items, record)
        come_where_told(known, part, items)
        limit = self._asked.limit
        whole = part.mean is not None and not self._asked.filters and (limit is None or len(items) < limit)
        if whole and part.item is not None and told_of_parts(record, part.item.noun) <= len(items):
            tell_mean(part, record, items, new=new)
        return items

    def _steps(self, part: Part, record: Record) -> list[Record] | None:
        """The steps of a run that a list shows, each as far as the run lets it; None for any other list."""
        leaf = part.seen(step_state)
        run = run_of(record) if leaf is not None else None
        if leaf is None or run is None:
            return None
        every, state = without_state(self._asked, leaf, run)
        steps = put_in_step(self._finder.items(part, record, every), part, leaf, run, self._drawer.leaf)
        shown = [each for each in steps if state is None or each.facts.get(leaf.key) == state]
        self._finder.found[part.path] = len(shown)
        return shown if shown or not part.needed else None

    def _scalars(self, part: Part, item: Part, record: Record) -> list[JsonValue]:
        """A list of plain values; distinct where the schema's choices allow."""
        leaf = item.leaf
        assert leaf is not None
        empty = (record.scene.fresh and record.is_a(STARTS_EMPTY)) or (is_of_trouble(part) and not part.needed)
        empty = empty or (is_unasked(part, record) and not part.needed)  # nobody gave it any
        needed = part.needed and not empty
        least = max(int(part.schema.get("minItems", 0)), 1 if needed else 0)
        if part.key.split()[-1:] == ["coordinate"] and leaf.type == "number" and least <= 2:
            place = spot_of(record) or record.scene.where()
            return [place.longitude, place.latitude]  # in this order, as GeoJSON has it
        for key in (part.key, leaf.kind_key if leaf.kind else part.key, *_LIST_ALIASES.get(part.key, ())):
            known = record.facts.get(key)
            known = [known] if known is not None and not isinstance(known, list) else known
            fits = known is not None and least <= len(known) <= part.schema.get("maxItems", len(known))
            if known is not None and fits and all(map(leaf.check, known)):
                return list(known)
        answers = answers_beside(record, part.schema.get("examples", []), leaf.schema.get("examples", ()))
        if answers and all(map(leaf.check, answers)) and least <= len(answers):
            record.facts[part.key] = answers
            return list(answers)
        if leaf.maker == "city" and not empty:  # what is in several cities is in those of one country
            return self._cities(part, leaf, record)
        few = 0 if empty else record.scene.rng.choice((2, 3) if part.key.split()[-1:] in _CHOSEN_FROM else (1, 2, 2, 3))
        length = list_length(part.schema, few, needed=needed)
        own = received_by(record, leaf, part.key)[:length]
        others = self._distinct(leaf, record, length - len(own), least - len(own))
        out = in_week_order(leaf, [*own, *others])
        record.facts[part.key] = out
        return out

    def _cities(self, part: Part, leaf: LeafPlan, record: Record) -> list[JsonValue]:
        place = record.scene.where(leaf.role)
        near = [place.city, *(p.city for p in PLACES if p.country is place.country and p.city != place.city)]
        few = 1 if event_told(record) else record.scene.rng.choice((1, 1, 2))  # a warning is for its own place
        most = list_length(part.schema, few, needed=part.needed)
        out = [city for city in near if leaf.check(city)][:most]
        record.facts[part.key] = out
        return out if len(out) >= int(part.schema.get("minItems", 0)) else self._distinct(leaf, record, most, most)

    def _distinct(self, leaf: LeafPlan, record: Record, length: int, least: int) -> list[JsonValue]:
        out: list[JsonValue] = []
        for _ in range(length + _MOST_TRIES):
            if len(out) == length:
                break
            alone = Record(record.head, record.full, record.scene.another())
            value = self._drawer.leaf(alone, leaf)
            if value not in out:
                out.append(value)
        # A list that must be longer than its choices are many repeats itself.
        while out and len(out) < least:
            out.append(from_schema(leaf.schema, record.scene.rng))
        return out

    def _map(self, part: Part, record: Record) -> JsonObject:
        item = part.item
        assert item is not None
        if item.kind == "object" and item.own:
            return self._things(part, item, record)
        length = max(2, int(part.schema.get("minProperties", 0)))
        own = map_keys(part.schema)
        keys = [own[n] if n < len(own) else f"extra_{n}" for n in range(length)]
        out: JsonObject = {}
        for key in keys:
            alone = Record(record.head, record.full, record.scene.another())
            out[key] = self.object(item, alone) if item.kind == "object" else self.value(item, alone)
        return out

    def _things(self, part: Part, item: Part, record: Record) -> JsonObject:
        """A map of things, each under the id that it bears, or that it goes by where it bears none."""
        out: JsonObject = {}
        for each in self._finder.items(part, record, self._asked):
            shown = self.object(item, each)
            own = shown.get(item.entity.id_name) if item.entity is not None else None
            key = self._drawer.leaf(each, part.keys) if own is None and part.keys is not None else own
            out[str(key)] = shown
        return out


# How many of all that was rated are rated as high as somebody asks for.
_WELL_RATED = 0.8
# Of one thing alone nobody can choose.
_CHOSEN_FROM = (["choice"], ["option"], ["answer"])
# Leaves that others follow from, and so are settled before them.
_LEADING = frozenset("currency city country iata iban timezone region address path".split())


def _in_turn(part: Part) -> list[tuple[str, Part]]:
    """The parts of an object in the order in which they are settled."""
    keys = {inner.key for _, inner in part.props}
    return sorted(part.props, key=lambda prop: _rank(prop[1], keys))


def _rank(part: Part, beside: Collection[str]) -> int:
    """When a part of an object is settled: identifiers and places, lists, states and names, the rest.

    Args:
        beside: The keys of all parts of the object.
    """
    leaf = part.leaf
    if leaf is None:
        spoken = part.item is not None and part.item.noun in SPOKEN
        spoken = spoken or part.key.split()[-1:] in _CHOSEN_FROM
        return 1 if part.kind == "list" and not spoken else 3  # people talk about what has a name
    if waits(leaf) or (leaf.maker == "address" and f"{leaf.tokens[0]} name" in beside):
        return 4 if waits(leaf) else 3  # a clinic is where that of its name is
    if leaf.is_id or leaf.maker in _LEADING or leaf.key in STOPS or says_required(leaf) or says_way(leaf):
        return -1 if says_way(leaf) else 0
    if leaf.maker == "choice" and SORTING & set(leaf.tokens[-1:]):
        return 1  # names are of the sort that a thing is
    if {"tag", "version"} & set(leaf.tokens):
        return 3  # as the name has it
    return 2 if leaf.maker in ("title", "company") or leaf.tokens[-1:] in _BEFORE_NUMBERS else 3


# Numbers are of a state and in a unit.
_BEFORE_NUMBERS = (("status",), ("state",), ("unit",))


def _open_object(schema: JsonObject, record: Record) -> JsonObject:
    """An object of which the schema says nothing: empty, or its first example."""
    examples = schema.get("examples")
    if examples and isinstance(examples[0], dict):
        return dict(record.scene.rng.choice(examples))
    return {}
