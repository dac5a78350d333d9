"""Lists of things that no id tells apart: the days of a forecast, the messages of a ticket, commits, reviews."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial

from toolgraph.ids import canonical_json, rng_for
from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.world import apart, pathed, reviews, signed, training
from toolgraph.world.asked import LASTING, Asked, tell_minutes, wanted_by
from toolgraph.world.attached import is_without
from toolgraph.world.averages import rate_near
from toolgraph.world.base import Setting
from toolgraph.world.begun import begin_after
from toolgraph.world.belonging import above
from toolgraph.world.busy import FREE, is_taken
from toolgraph.world.circumstances import tell_person
from toolgraph.world.draw import Drawer
from toolgraph.world.given import told_within
from toolgraph.world.leaf import LeafPlan, is_person
from toolgraph.world.lengths import MOST_SHOWN, PAST, hour_of, most_called
from toolgraph.world.matching import denied, matches, narrows, seed
from toolgraph.world.memory import ANONYMOUS, Memory, Record, Shown
from toolgraph.world.moments import END
from toolgraph.world.ordering import in_usual_order, in_wanted_order
from toolgraph.world.pushed import was_before_push
from toolgraph.world.scene import MODES, Scene
from toolgraph.world.shape import Part
from toolgraph.world.shares import tells_shares, trading_day
from toolgraph.world.stops import tell_departure
from toolgraph.world.takingplace import main_time
from toolgraph.world.toolplan import ToolPlan

_TRIES = 3
_NO_DATES = (None, None, None)
# What is free can be had at another time, too, where something is there already.
_TIMES = 8
# What a thing that was made just now has none of, unless it was made with some.
_NOT_YET = frozenset("attachment comment review reply reaction incident attendee invitee participant guest".split())
_HOUR = "hour"
_SAME_SKY_H = 5
# A list in a result or in the object that is one; what a call asks for it asks of these.
_TOP = 2


@dataclass
class Parts:
    """Finds and makes the parts that a call of a tool shows.

    Attributes:
        writes: The call changes something.
        said: What the spec says of a list.
        named: The things that the call names by id.
        born: The thing that the call makes; None when it makes none.
        found: How many there are of a list of which not all may be shown, by its path.
    """

    seed: int
    setting: Setting
    memory: Memory
    drawer: Drawer
    plan: ToolPlan
    arguments: JsonObject
    said: Callable[[Part], str]
    found: dict[str, int]
    named: list[Record]
    born: Record | None
    writes: bool = field(init=False)

    def __post_init__(self) -> None:
        self.writes = self.plan.tool.effect != "read"

    def of(self, part: Part, around: Record, asked: Asked, wanted: int, *, told: bool) -> list[Record]:
        """The parts that a list shows: one list about one subject, of which other filters and spans cut out others.

        Args:
            wanted: How many there are.
            told: The call or the whole says how many.
        """
        item = part.item
        assert item is not None
        if is_without(part, around):
            return []
        around.scene.settle(at_home=around.head == ANONYMOUS)  # parts are where the whole is
        given = told_within(item, around)
        if given is not None and len(given) >= apart.least(part, unless=False):
            return self._as_told(part, item, around, given)
        if self.writes or told or part.depth > _TOP or _is_row_of_times(item):
            known = around.parts.get(part.key)  # what was shown once does not grow by being looked at
            wanted = len(known) if known and not (told or asked.limit) else wanted
            out = self._counted(part, item, around, asked, wanted)
        else:
            out = self._cut(part, item, around, asked, wanted)
        self._recall(item, out, asked)
        return out

    def _as_told(self, part: Part, item: Part, around: Record, given: list[dict[str, JsonValue]]) -> list[Record]:
        """The parts that a whole was made with, and those that were told since."""
        before = around.parts.get(part.key, [])
        kept = around.parts[part.key] = []
        for facts in given:
            record = next((r for r in before if facts.items() <= r.facts.items()), None)
            if record is None:
                record = Record(
                    item.noun, (item.noun,), self._scene(part, item, around, Asked(), len(kept)), dict(facts)
                )
                record.parents = [around]
                name = self.drawer.knows(str(facts["email"])) if "email" in facts else None
                if name is not None:
                    record.scene.is_person(name)
            kept.append(record)
        return kept

    def _recall(self, item: Part, shown: list[Record], asked: Asked) -> None:
        """Let each part that a path or user name tells be what that leads to, whoever shows it."""
        leaf, whole = item.seen(pathed.path_leaf) or item.seen(signed.login_leaf), (self.memory, self.plan.tool.source)
        if leaf is None:
            return
        for each in shown:
            self.drawer.leaf(each, leaf)
            pathed.recall(whole, each, item, asked)
            signed.recall(whole, each, item, asked)

    def _counted(self, part: Part, item: Part, around: Record, asked: Asked, wanted: int) -> list[Record]:
        """So many parts; what a call says is the first message of what it makes, and one more of what was there."""
        dates = (asked.after, asked.before, asked.day)
        kept = around.parts.setdefault(part.key if dates == _NO_DATES else f"{part.key} {dates}", [])
        written = self.writes and around.head != ANONYMOUS and apart.is_written(item, asked)
        empty = written and around is self.born
        self._fill(part, item, around, Asked() if written else asked, kept, 0 if empty else wanted)
        if written:
            kept.append(self._one(part, item, around, asked, kept, now=True))
        whole = len(kept) <= max(MOST_SHOWN, wanted) and not asked.limit
        leaves = tuple(item.leaves())
        shown = kept if whole or written else kept[:wanted]
        return in_usual_order(shown, self.said(part), main_time(leaves), leaves, self.drawer.leaf)

    def _fill(self, part: Part, item: Part, around: Record, asked: Asked, kept: list[Record], wanted: int) -> None:
        while len(kept) < wanted:
            record = self._one(part, item, around, asked, kept)
            enough = len(kept) >= max(int(part.schema.get("minItems", 1)), 1)
            if enough and apart.is_told(self.drawer, record, item, kept):
                break
            kept.append(record)

    def _cut(self, part: Part, item: Part, around: Record, asked: Asked, wanted: int) -> list[Record]:
        """Those of a list that a call asks for; more are made only where nothing shown before speaks against it."""
        leaves = tuple(item.leaves())
        listing, filters = self._listing(part, around, leaves)
        nobodys = around.head == ANONYMOUS
        kept = self.memory.queries.setdefault(listing, []) if nobodys else around.parts.setdefault(part.key, [])
        if item.noun in FREE:
            _last(kept, leaves, asked)
            kept[:] = [r for r in kept if not is_taken(self.memory, self.plan.tool.source, r)]
        live = [r for r in kept if matches(r, item, asked, self.drawer)]
        wanted = min(wanted, most_called(asked.texts[0][1]) if asked.texts else wanted)
        bare = apart.is_bare(around, self.named) or (around.made and part.key in _NOT_YET)
        least = apart.least(part, unless=bare)
        main = self._main(item, around)
        least = max(least, 1 if main else 0)
        known = self.memory.was_shown(listing, filters) or (kept and not self.memory.shown(listing))
        known = known or bare
        wanted = least if known else max(wanted, len(live) + 1) if self.memory.shown(listing) else wanted
        while len(live) < wanted:
            more = self._another(part, around, asked, kept, self.memory.shown(listing) if len(live) >= least else ())
            if more is None:
                break
            kept.append(more)
            live.append(more)
        self.memory.show(listing, Shown(filters, asked))
        live = in_usual_order(live, self.said(part), main_time(leaves), leaves, self.drawer.leaf)
        live = in_wanted_order(live, self.arguments, leaves, self.drawer.leaf)
        self.found[part.path] = len(live)
        live = live[: asked.limit or max(MOST_SHOWN, least)] if nobodys or asked.limit else live
        around.parts[part.key] = live if nobodys else kept
        return live

    def _another(
        self, part: Part, around: Record, asked: Asked, kept: list[Record], shown: Sequence[Shown]
    ) -> Record | None:
        """One more of a list that nothing shown so far denies; None where there seem to be no more."""
        item = part.item
        assert item is not None
        free = item.noun in FREE
        for _ in range(_TIMES if free else _TRIES):
            record = self._one(part, item, around, asked, kept)
            taken = free and is_taken(self.memory, self.plan.tool.source, record)
            if not taken and not denied(record, item, shown, self.drawer):
                alone = len(kept) < max(int(part.schema.get("minItems", 1)), 1)
                return record if alone or not apart.is_told(self.drawer, record, item, kept) else None
        return None

    def _listing(self, part: Part, around: Record, leaves: tuple[LeafPlan, ...]) -> tuple[str, dict[str, JsonValue]]:
        """What tells a list from others, and what a call picks out of it."""
        assert part.item is not None
        subject: dict[str, JsonValue] = {}
        filters: dict[str, JsonValue] = {}
        for param in self.plan.params:
            value = wanted_by(param, self.arguments, self.plan.verb)
            if value is None or param.op in ("limit", "skip") or (part.item.noun in FREE and param.key in LASTING):
                continue
            into = filters if narrows(param, leaves) else subject
            into[f"{param.op} {param.path}"] = value
        whole = [self.plan.tool.id] if around.head == ANONYMOUS else [around.head, around.facts.get("id")]
        return canonical_json([self.plan.tool.source, *whole, part.path, subject]), filters

    def _under_one_sky(self, record: Record, item: Part, around: Record) -> None:
        """Let hours that follow each other have the same weather, until it turns."""
        leaf = next((x for x in item.leaves() if x.key in ("condition", "weather", "sky")), None)
        if leaf is not None:
            own, start = record.scene.rng, record.scene.start
            when = [around.scene.where().city, str(start.date()), start.hour // _SAME_SKY_H]
            record.scene.rng = rng_for(self.seed, "world", f"{self.plan.tool.source} {canonical_json(when)}")
            self.drawer.leaf(record, leaf)
            record.scene.rng = own

    def _main(self, item: Part, around: Record) -> str:
        """The name of the part that a whole tells as its default, such as its main branch; "" for none."""
        told = (r.facts.get(f"default {item.noun}") for r in (around, *self.named))
        return next((name for name in told if isinstance(name, str)), "")

    def _name(self, record: Record, item: Part, around: Record, kept: list[Record]) -> None:
        """Tell a part what is told of it alone: whose it is, where there is one for each; of the first its name."""
        key, each = apart.for_each(item, around)
        record.facts.update({key: each[len(kept)]} if len(kept) < len(each) else {})
        own = next((leaf for leaf in item.leaves() if leaf.key == "name"), None)
        if own is not None and not kept and (main := self._main(item, around)):
            record.facts[own.key] = main

    def _scene(self, part: Part, item: Part, around: Record, asked: Asked, number: int) -> Scene:
        """The circumstances of a part: of its own day or hour in a row of them."""
        scene = around.scene.another()
        days = any(leaf.maker == leaf.key == "date" for leaf in item.leaves())
        scene.noun = item.noun
        scene.after, scene.before = asked.after or scene.after, asked.before or scene.before
        scene.mode = next((m for key in MODES if isinstance(m := asked.facts.get(key), str)), scene.mode)
        if days:
            step = training.days_between(apart.each_time(item, around))
            first = asked.day or asked.after or training.first_day(around, asked)
            if first is None and not PAST.isdisjoint(self.plan.name_words):
                first, step = asked.before, -1  # what has been is told up to now
            first = first or self.setting.clock.date()
            traded = item.seen(tells_shares) and abs(step) == 1
            scene.day = trading_day(first, number, step) if traded else first + timedelta(days=step * number)
        elif item.noun == _HOUR:
            scene.starts(hour_of(scene, asked, number))
        if days or item.noun == _HOUR:  # the same time of the same place or thing is the same whenever it is asked for
            whose = [asked.kinds, sorted((k, v) for k, v in asked.facts.items() if k.endswith(" id"))]
            when = str(scene.day if days else scene.start)
            name = canonical_json([part.key, item.noun, around.scene.where().city, whose, when])
            scene.rng = rng_for(self.seed, "world", f"{self.plan.tool.source} {name}")
        return scene

    def _one(
        self, part: Part, item: Part, around: Record, asked: Asked, kept: list[Record], *, now: bool = False
    ) -> Record:
        scene = self._scene(part, item, around, asked, len(kept))
        if item.noun in apart.AT_ONE_TIME:
            scene.follows(around.scene)
        tell_minutes(asked, scene)
        if is_person(item.noun):
            tell_person(scene, asked, self.drawer)
        if now:  # of the user, just now
            scene.touched, scene.fresh = self.setting.clock, True
        record = Record(item.noun, (item.noun,), scene)
        record.parents = [around] if around.head != ANONYMOUS else list(self.named)
        find = partial(above, self.memory, self.plan.tool.source, around)
        if around.head != ANONYMOUS and not now:
            apart.in_turn(record, item, around, kept, find, self.drawer.knows)
        elif around is self.born and not kept and "requester email" in around.facts:
            # A ticket is of whoever asks, whoever enters it.
            apart.write_in_turn(record, item, around, 0, find, self.drawer.knows)
        for whole in record.parents[:1] if around.head == ANONYMOUS else ():
            begin_after(record, whole)
        was_before_push(record, newest=not kept)
        self._name(record, item, around, kept)
        apart.as_listed(record, item.leaves(), self.plan.name_words)
        training.hold_parts(record, item, around)
        if item.noun == _HOUR:
            self._under_one_sky(record, item, around)
        seed(record, item, asked, self.drawer, len(kept))
        tell_departure(record, item, asked, len(kept))
        rate_near(part, around, record, kept)
        reviews.say(self.drawer, record, item, around, kept)
        apart.part_of(self.drawer, record, item, around, kept)
        apart.in_its_room(record, item.leaves())
        return record


def _is_row_of_times(item: Part) -> bool:
    """Whether the parts are days or hours, each the same whenever somebody looks at it."""
    return item.noun == _HOUR or any(leaf.maker == leaf.key == "date" for leaf in item.leaves())


def _last(slots: Sequence[Record], leaves: tuple[LeafPlan, ...], asked: Asked) -> None:
    """Let what is free be told for as long as a call wants it."""
    for slot in slots if any(key in asked.facts for key in LASTING) else ():
        tell_minutes(asked, slot.scene)
        for leaf in leaves:
            if leaf.maker == "datetime" and END & set(leaf.tokens):
                slot.facts.pop(leaf.key, None)
