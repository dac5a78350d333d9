"""Which records answer a call: the thing that it names, the things that a list shows, things made on demand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from toolgraph.ids import canonical_json, rng_for
from toolgraph.meaning.text import STARTS_EMPTY, words
from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.world import apart, busy, lengths, numbering, pushed, reviews, rooms, saying, studies, worded
from toolgraph.world.akin import asks_in, filters_in, is_likened, known_of, of_somebody_else, scope_of
from toolgraph.world.asked import Asked, ParamPlan
from toolgraph.world.averages import as_many, rate_near
from toolgraph.world.base import Setting
from toolgraph.world.belonging import around as above_all
from toolgraph.world.belonging import beside, could_point_at, is_own, is_pointed_at, join, named_so, surely
from toolgraph.world.calendars import noun_there
from toolgraph.world.circumstances import tell_scene
from toolgraph.world.draw import Drawer
from toolgraph.world.effects import tell_otherwise, told
from toolgraph.world.ends import go_between
from toolgraph.world.fares import is_for_days
from toolgraph.world.freeslots import is_taken, not_before_the_first
from toolgraph.world.given import as_told, known_by_id, rows, taken_over
from toolgraph.world.leaf import HAD_ONCE, HOLDERS, LeafPlan, is_person
from toolgraph.world.lengths import MOST_KNOWN, MOST_SHOWN, counted, most_called, open_ones, some, told_length
from toolgraph.world.matching import denied, matches, seed, settle
from toolgraph.world.memory import Memory, Record, Shown, same_thing
from toolgraph.world.ordering import in_usual_order, in_wanted_order, says_order
from toolgraph.world.parts import Parts
from toolgraph.world.people import Name
from toolgraph.world.render import list_length
from toolgraph.world.scene import AWAY, Scene
from toolgraph.world.shape import Entity, Part, telling
from toolgraph.world.takingplace import main_time
from toolgraph.world.tallies import with_unseen
from toolgraph.world.toolplan import ToolPlan
from toolgraph.world.towns import tour
from toolgraph.world.usage import days_aside
from toolgraph.world.writing import SPOKEN, TALKED_OF

_KNOWN_AGAIN, _TRIES, _CODES = 0.7, 5, ("sku", "code")


@dataclass
class Finding:
    """Finds and makes records for one call of one tool.

    Attributes:
        stem: Names the call for the seeds of new records.
        born: The thing that the call makes; None when it makes none.
        named: The things that the call names by id.
        shown: What the identifiers in lists of the result point at so far, by their path.
        found: How many there are of a list of which not all may be shown, by its path.
        number: Records made in this world so far; a list of one, shared by all calls.
    """

    seed: int
    setting: Setting
    memory: Memory
    people: dict[str, Name]
    plan: ToolPlan
    arguments: JsonObject
    number: list[int]
    born: Record | None = None
    named: list[Record] = field(default_factory=list)
    shown: dict[str, list[Record]] = field(default_factory=dict)
    found: dict[str, int] = field(default_factory=dict)
    drawer: Drawer = field(init=False)

    def __post_init__(self) -> None:
        self.drawer = Drawer(self.memory, self.plan.tool.source, self.people)

    @property
    def writes(self) -> bool:
        """Whether the call changes something."""
        return self.plan.tool.effect != "read"

    @property
    def source(self) -> str:
        """The source whose things these are."""
        return self.plan.tool.source

    def scene(self, name: str, noun: str, asked: Asked | None = None) -> Scene:
        """New circumstances; of a call's own place and time where it tells them."""
        rng, there = rng_for(self.seed, "world", f"{self.source}\x1f{name}"), noun_there(noun, self.plan.tool)
        scene = Scene(rng, self.setting, there, own=is_own(noun, self.plan.verb))
        if asked is not None:
            tell_scene(scene, asked, self.plan.root, self.drawer)
        return scene

    def new(self, full: tuple[str, ...], name: str, asked: Asked | None = None) -> Record:
        """A new record of a noun."""
        head = full[-1] if full else ""
        self.number[0] += 1
        record = Record(head, full, self.scene(name, telling(full), asked))
        record.facts.update({k: v for k, v in asked.kinds.items() if k == "@currency/"} if asked is not None else {})
        go_between(record, self.plan, self.arguments, self.named)
        join(self.memory, self.source, record, self.named)
        self.memory.add(self.source, record)
        return record

    def by_id(
        self,
        value: JsonValue,
        full: tuple[str, ...],
        asked: Asked | None = None,
        within: Mapping[str, JsonValue] | None = None,
    ) -> Record:
        """The record that a value identifies, deleted ones too; made, as asked for, when nobody has heard of it.

        Args:
            within: What it belongs to, where the value alone does not tell (the repository of an issue number).
        """
        within = within or {}
        found = self.memory.find(self.source, value, full, within)
        if found is None:
            of = canonical_json(dict(within)) if within else ""
            found = self.new(full, f"{' '.join(full[-1:])}={value}{of}", asked)
            found.facts |= {**self.memory.held_by(self.source, value, HOLDERS), **within, "id": value}
            numbering.met_by_id(self.memory, self.source, found, value)
            self.memory.name(self.source, value, found)
        return found

    def pointed_at(self, value: JsonValue, full: tuple[str, ...]) -> list[Record]:
        """The record that an identifier of another thing names, where it is known."""
        found = self.memory.find(self.source, value, full)
        return [] if found is None else [found]

    def named_by(self, param: ParamPlan, entity: Entity, *, whole: bool = True) -> bool:
        """Whether a parameter identifies things of this kind; the only one does, where the `whole` result is one."""
        whose = param.leaf.concept.whose
        if same_thing(whose, entity.full) or (whose and entity.full and whose[-1] == entity.head):
            return True
        alone = whole and sum(1 for p in self.plan.params if p.op == "id") == 1
        return alone and param.required and entity.id_leaf.concept.origin != "name"

    def identified(self, record: Record, entity: Entity) -> Record:
        """The record, filed under its identifier; the one known under it where all are taken: videogames are few."""
        value = self.drawer.leaf(record, entity.id_leaf)
        for _ in range(_TRIES):
            if self.memory.find(self.source, value, entity.full) in (None, record):
                break
            record.facts.pop(entity.id_leaf.key, None)  # kept elsewhere where it was told in other words before
            value = self.drawer.leaf(record, entity.id_leaf)
        if (known := self.memory.instead_of(record, self.source, value)) is not None:
            return known
        record.facts["id"] = value
        self.memory.name(self.source, value, record)
        return record

    def items(self, part: Part, around: Record, asked: Asked) -> list[Record]:
        """The records that a list of things shows; the same for the same question while nothing changes."""
        item = part.item
        assert item is not None
        self.found.pop(part.path, None)
        every = 0 if self.writes else lengths.of_whole(part, around, asked)
        limit = min(asked.limit, MOST_SHOWN) if part.depth <= 1 and asked.limit else max(every, MOST_SHOWN)
        told = told_length(part, item, asked, self.plan, self.setting.clock.date())
        few = told or as_many(part, around, some(part, around.scene.rng))
        wanted = list_length(part.schema, every or few, needed=part.needed)
        given = rows(part, item, self.arguments, self.plan.params, new=around is self.born) if self.writes else []
        if not given and around is self.born:
            given = taken_over(self.memory, self.source, self.named, around, item)
        if given:
            return self._given(part, item, around, given)
        listed = around.facts.get(f"{item.entity.head} id") if item.entity else None
        if isinstance(listed, list) and listed:
            return [self.by_id(value, item.entity.full) for value in listed] if item.entity else []
        if item.entity is None:
            each = len(apart.for_each(item, around)[1]) or apart.each_time(item, around)
            each = each or lengths.waiting(around, item.noun, asked, self.plan.name_words)
            return self._parts().of(part, around, asked, each or wanted, told=bool(each or told or every))
        return studies.in_step(self._query(part, around, asked, wanted, limit), item, self.memory, self.source)

    def _parts(self) -> Parts:
        return Parts(
            self.seed, self.setting, self.memory, self.drawer, self.plan, self.arguments, self._said, self.found,
            self.named, self.born,
        )  # fmt: skip

    def _given(self, part: Part, item: Part, around: Record, given: list[JsonObject]) -> list[Record]:
        """Things that the call itself describes, such as the lines of an invoice."""
        kept = around.parts.setdefault(part.key, [])
        if item.entity is not None:  # they are found again as things of their own are
            scope = self._scope(around, part)
            everything = canonical_json([self.source, item.entity.full, scope])
            kept = self.memory.queries.setdefault(everything + canonical_json({}), [])
        for facts in given:
            full = item.entity.full if item.entity else (item.noun,)
            known = known_by_id(self.memory, self.source, item, facts)
            record = known or self.new(full, f"{self.number[0]}:{part.path}")
            apart.as_whole(record, item, around)
            record.facts |= {**(scope if item.entity else {}), **facts}
            record.scene.place = record.scene.place or around.scene.place
            name = self.drawer.knows(str(facts["email"])) if "email" in facts else None
            if name is not None:
                record.scene.is_person(name)
            kept.append(self.identified(record, item.entity) if item.entity else record)
        return kept

    def _query(self, part: Part, around: Record, asked: Asked, wanted: int, limit: int) -> list[Record]:
        item = part.item
        assert item is not None and item.entity is not None  # noqa: PT018
        main = part.depth <= 2 and not self.writes
        asks, beside = asks_in(self.plan, asked, self.named, item.entity.head) if main else (Asked(), "")
        scope = self._scope(around, part)
        everything = canonical_json([self.source, item.entity.full, scope]) + beside
        listing = everything + " ".join(sorted(apart.SOME & {*self.plan.name_words}))  # saved places are not all places
        filters = filters_in(self.plan, self.arguments, days_aside(part)) if main else {}
        kept = self.memory.queries.setdefault(everything + canonical_json(filters), [])
        live = [r for r in kept if not r.gone and matches(r, item, asks, self.drawer)]
        if part.depth <= 1 and not self.writes and (asks.texts or not beside):
            known = known_of(self.memory, self.plan, part, asks)
            others = [*live, *self.named, *self.memory.left_out(listing, filters, known)]
            found = [r for r in known if r not in others and self._fits(r, item, asks, scope)]
            for record in found:  # those of which only the identifier was told have no name yet
                settle(record, item, asks, self.drawer)
                apart.tell_apart(self.drawer, record, item, [*live, *found])
            live += found
        live = worded.bounded((self.memory, listing), filters, asks, live, (item, self.drawer))
        live = [r for r in live if not is_taken(self.memory, self.source, r, self.arguments)]
        limit = limit if asked.limit else max(limit, min(len(live), MOST_KNOWN))  # what is known is all there
        self._add(part, around, asked, kept, live)
        if around.scene.fresh and around.is_a(STARTS_EMPTY):  # what nobody has put in is not there
            return live[:limit]
        wanted = min(wanted, most_called(asks.texts[0][1], item)) if asks.texts else worded.beyond(live, wanted)
        whole, bare = self.memory.was_shown(listing, filters), apart.is_bare(around, self.named)
        least = apart.least(part, unless=bare or (whole and self.plan.verb != "search"))
        opened = open_ones(wholes := (around, *self.named), item.noun, asks)
        wanted = counted(wholes, item.noun, self.plan.name_words, least=least, otherwise=opened or wanted)
        wanted = least if kept or whole or bare else rooms.not_too_many(wanted, item.entity.head, asks)
        wanted = max(with_unseen((self.memory, self.plan), item, asks, len(live), wanted), least)
        shown, tries = self.memory.shown(listing), _TRIES if opened or limit > MOST_SHOWN else 1
        draw = partial(self._another, part, asks, around, live)
        lengths.grow((kept, live), wanted, lambda: draw(shown if len(live) >= least else ()), tries)
        self.memory.show(listing, Shown(filters, asks, None if self.plan.verb == "search" else (*live,), (*live,)))
        live = in_usual_order(live, self._said(part), main_time(own := tuple(item.leaves())), own, self.drawer.leaf)
        live = in_wanted_order(live, self.arguments, own, self.drawer.leaf) if main else live
        around.parts[part.key] = live[: max(limit, 1)]
        self.found[part.path] = min(len(live), limit) if limit >= MOST_SHOWN else len(live)
        return around.parts[part.key]

    def _said(self, part: Part) -> str:
        """What the spec says of a list, its order among it."""
        whole = self.plan.tool.description if part.depth <= 1 else ""
        return f"{part.schema.get('description', '')}. {whole} {part.key}"

    def in_order(self, part: Part) -> bool:
        """See `render.Finder.in_order`."""
        return says_order(self._said(part)) and not self.writes

    def _another(
        self, part: Part, asks: Asked, around: Record, live: list[Record], shown: Sequence[Shown]
    ) -> Record | None:
        """One more thing of a list, as the call asks for it; None when there are no more that differ.

        A city has one airport of a code, and nobody two accounts of one name; nor is there what was not shown before.
        """
        item = part.item
        assert item is not None and item.entity is not None  # noqa: PT018
        for _ in range(_TRIES):
            record = self._drawn(part, item, asks, around, live)
            taken = busy.is_taken_slot(self.memory, self.source, record, item, self.drawer, self.arguments)
            if not (taken or denied(record, item, shown, self.drawer)):
                break
            self.memory.forget(self.source, record)
        else:
            return None
        found = self.identified(record, item.entity)
        if len(live) >= int(part.schema.get("minItems", 1)) and (found in live or apart.is_again(found, item, live)):
            if found is record:
                self.memory.forget(self.source, record)
            return None
        return found

    def _drawn(self, part: Part, item: Part, asks: Asked, around: Record, live: list[Record]) -> Record:
        """A new thing of a list, as the call asks for it."""
        assert item.entity is not None
        scope = self._scope(around, part)
        record = self.new(item.entity.full, f"{part.path} {self.number[0]}", asks)
        record.facts, record.listed_by = {**record.facts, **scope}, frozenset(scope)
        tour(record, live)
        not_before_the_first(record, self.named, live)
        if is_likened(self.plan, item.entity.head, self.named):
            of_somebody_else(self.drawer, record, item, self.named)
        if around.head != "?":
            apart.set_within(record, around)
            apart.as_whole(record, item, around)
        whole = next((r for r in (around, *self.named) if r.head in TALKED_OF), None) if item.noun in SPOKEN else None
        if whole is not None:
            record.scene.since, record.scene.is_first = whole.scene.made, not live
            apart.speak(record, item, whole, live)
        pushed.was_before_push(record, newest=not live)
        known = list(self.memory.of(self.source, item.entity.full)) if asks.texts else []
        alike = sum(1 for r in known if r not in live and saying.speaks(r, asks.texts[0][1]))
        leaves = tuple(item.leaves())
        others = (*live, *self.memory.of(self.source, item.entity.full))
        apart.in_their_currency(record, leaves, others, asks, self.memory.currencies.get(self.source, ""))
        seed(record, item, asks, self.drawer, len(live), alike)
        rate_near(part, around, record, live)
        reviews.say(self.drawer, record, item, around, others)
        apart.as_listed(record, leaves, self.plan.name_words, others)
        rooms.put_in((self.memory, self.source), record, leaves, others, self.drawer)
        apart.tell_apart(self.drawer, record, item, self.memory.of(self.source, item.entity.full))
        apart.in_its_room(record, leaves)
        if asks.moment is None:
            apart.at_another_time(self.drawer, record, main_time(leaves), live)
        return record

    def _add(self, part: Part, around: Record, asked: Asked, kept: list[Record], live: list[Record]) -> None:
        """Join the thing that an adding call brings, such as an item to a cart."""
        item = part.item
        adds = self.plan.name_words[:1] == ("add",) and part.depth <= 1 and around.head != "?"
        if not adds or item is None or item.entity is None or around.head == item.entity.head or around is self.born:
            return
        record = self.new(item.entity.full, f"added {self.number[0]}")
        record.facts.update(self._scope(around, part))
        for each in (r for r in self.named if r is not around and r.head != item.entity.head):
            record.facts = {**as_told(each, item.leaves()), **self._codes(each, asked), **record.facts}
        seed(record, item, asked, self.drawer, 0)
        record.made = record.scene.fresh = True
        kept.insert(0, self.identified(record, item.entity))
        live.insert(0, record)

    def _codes(self, thing: Record, asked: Asked) -> dict[str, JsonValue]:
        """By which identifiers a thing is known: its own code, as told, and those of what it belongs to."""
        known = {**{words(p.path)[-1]: v for p, v in asked.ids}, **thing.facts}
        wholes = {f"{r.head} id": r.facts["id"] for r in above_all(self.memory, self.source, thing) if "id" in r.facts}
        return {**wholes, **{k: v for k, v in known.items() if k in _CODES or k.endswith(" id")}}

    def _fits(self, record: Record, item: Part, asks: Asked, scope: dict[str, JsonValue]) -> bool:
        within = all(record.facts.get(k, v if record.made else None) == v for k, v in scope.items())
        return within and is_for_days(record, asks) and matches(record, item, asks, self.drawer)

    def _scope(self, around: Record, part: Part) -> dict[str, JsonValue]:
        return scope_of(self.plan, around, part.item.entity if part.item else None, self.named)

    def thing(self, part: Part, entity: Entity, around: Record, asked: Asked) -> Record:
        """The record that an object within another shows: the one it points at, named or kept by the outer one."""
        if (kept := around.parts.get(part.key)) and not kept[0].gone:
            return kept[0]
        pointed = self._pointed(part, entity, around, asked)
        around.parts[part.key] = [pointed if pointed in self.named else self.identified(pointed, entity)]
        return around.parts[part.key][0]

    def _pointed(self, part: Part, entity: Entity, around: Record, asked: Asked) -> Record:
        pointer = around.facts.get(f"{entity.head} id")
        outer = part.depth <= 1 and around.head == "?"
        if pointer is None or isinstance(pointer, list):
            pointer = next((value for param, value in asked.ids if self.named_by(param, entity, whole=outer)), None)
        if pointer is not None:
            record = named_so(self.named, pointer, entity.head) or self.by_id(pointer, entity.full)
            if entity.id_leaf.check(pointer):
                record.facts[entity.id_leaf.key] = pointer
            return record
        record = self.new(entity.full, f"{self.number[0]}:{part.path}", asked if outer else None)
        if outer:
            record.facts.update(told(asked, entity.head))
            tell_otherwise(record, tuple(part.leaves()), asked)
            record.made = self.plan.tool.effect != "read"
        return record

    def point(self, leaf: LeafPlan, around: Record) -> None:
        """Let an identifier of another thing point at one that is known, more often than at a new one."""
        if leaf.key in around.facts:
            return
        whose = leaf.concept.whose
        told = self.drawer.told.get(f"{whose[-1]} id") if whose else None
        told = told[0] if isinstance(told, list) and told else told
        if ahead := studies.tells_next(leaf):  # it is never the one that the call has just done
            told = studies.next_step(self.memory, self.source, leaf, around)
        if told is not None and leaf.type != "array" and leaf.check(told):
            around.facts[leaf.key] = told
            return
        again = [] if ahead else could_point_at(self.memory, self.source, leaf, around)
        used = self.shown.setdefault(leaf.path, []) if "[]" in leaf.path else []
        fresh = [r for r in again if r not in used]
        alone = "id" not in around.facts or around.head in HAD_ONCE  # nobody boards twice
        sure, own = surely(around, leaf, again), len(again) > 1 and is_person(again[0].head)  # of one's own circle
        again = sure or fresh or ([] if alone or not (own or around.scene.rng.random() < _KNOWN_AGAIN) else again)
        if again and (sure or own or around.scene.rng.random() < _KNOWN_AGAIN):
            chosen = around.scene.rng.choice(again)
            used.append(chosen)
            around.facts[leaf.key] = chosen.facts["id"]
            is_pointed_at(chosen, around, leaf)
            near = None if around.head in AWAY and is_person(chosen.head) else chosen.scene.place
            around.scene.place = around.scene.place or near
            return
        value = self.drawer.leaf(around, leaf)
        if whose and whose[-1] != around.head and not isinstance(value, list):
            other = self.by_id(value, whose)
            other.facts = {**{k: v for k, v in beside(around, leaf).items() if k != f"{whose[-1]} id"}, **other.facts}
            is_pointed_at(other, around, leaf)
            used.append(other)
            if leaf.role != "to" and not is_person(whose[-1]):
                other.scene.place = other.scene.place or around.scene.place
