"""The simulated world: answers any call of any tool, and remembers what it has said."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from toolgraph.ids import canonical_json
from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.models.tool import Tool
from toolgraph.world import effects, estimates, faults, forecasts, namesakes, points, sales, studies
from toolgraph.world.addresses import composed
from toolgraph.world.apart import tell_apart
from toolgraph.world.asked import ParamPlan, moment_of, read_arguments
from toolgraph.world.banking import pay_bill
from toolgraph.world.base import Answer, Fault, Person, Setting
from toolgraph.world.belonging import join, mail_of_them, meeting_place, name_of_bought, put_within
from toolgraph.world.effects import call_by_source
from toolgraph.world.filetexts import tell_file
from toolgraph.world.finding import Finding
from toolgraph.world.formulas import reckon
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.lexicon import COMPANY_NOUNS
from toolgraph.world.likeness import habits_of
from toolgraph.world.memory import ANONYMOUS, Memory, Record
from toolgraph.world.outcomes import plain_answer, tell_outcome
from toolgraph.world.papers import tell_paper
from toolgraph.world.people import Name, name_of
from toolgraph.world.places import named as named_place
from toolgraph.world.render import Renderer
from toolgraph.world.scaled import scale
from toolgraph.world.session import tell_user
from toolgraph.world.shape import Entity, Part
from toolgraph.world.shortlists import tell_kept
from toolgraph.world.stages import tell_stage
from toolgraph.world.toolplan import ToolPlan, tool_plan
from toolgraph.world.validate import arguments_errors

_MAKING = frozenset(("create", "send", "compute"))
_ANY_TIME = frozenset("room hotel car seat table court".split())
# What one has of something else, by whose name it is called.
_HAD = frozenset("order booking reservation ticket enrolment enrollment registration rsvp".split())
# By these a result is the thing that a call names, not what was added to it.
_BARE_IDS = frozenset(("id", "uid", "uuid", "gid", "number"))
# What a copy does not have of its original.
_ITS_OWN = frozenset("date datetime choice flag url id at on status state".split())
_OTHERS = frozenset("company customer client contact".split())
# What is so on one day only.
_OF_A_DAY = frozenset("id status state delay gate terminal platform".split())
_DRAFTS = frozenset(("draft", "template"))
# When and how a thing comes is settled by what is chosen for it.
_AGREED = frozenset("delivery arrival pickup collection shipping".split())
_SPOKEN_OF = frozenset("title person company email city country address about product".split())


class SimulatedWorld:
    """A back end for one dialogue. Deterministic for (seed, calls so far, call).

    Args:
        seed: Of the run and dialogue.
        clock: The moment of the dialogue, with its offset.
        locale: As faker writes it (`en_US`).
        person: The user, whose own things the services keep; None when nobody in particular.
    """

    def __init__(self, *, seed: int, clock: datetime, locale: str, person: Person | None = None) -> None:
        self._seed = seed
        self._setting = Setting(clock, locale, person)
        self._memory = Memory()
        self._people: dict[str, Name] = {} if person is None else {person.email: name_of(person.name)}
        self._number = [0]

    def learn(self, tools: Iterable[Tool]) -> None:
        """Take from tools what the identifiers of their sources look like; those of other tools look so, too."""
        self._memory.forms, self._memory.currencies = habits_of(tuple(tools))

    def expect(self, *, arrived: bool) -> None:
        """Take from what the user is about to do how things are: what they send back has come."""
        self._setting = replace(self._setting, arrived=arrived)

    def call(
        self, tool: Tool, arguments: JsonObject, *, need: Sequence[str] = (), numbers: Collection[str] = ()
    ) -> Answer:
        """See `base.World.call`; invalid arguments and deleted things are answered with an error."""
        if problems := arguments_errors(tool, arguments):
            return Answer(False, faults.of_problems(tool, arguments, problems))
        plan = tool_plan(tool, tuple(sorted(need)), frozenset(numbers))
        return _Call(self._finding(plan, arguments), plan, self._setting).answer()

    def fail(self, tool: Tool, arguments: JsonObject, fault: Fault) -> Answer:
        """See `base.World.fail`."""
        return Answer(False, faults.body(tool, arguments, fault))

    def _finding(self, plan: ToolPlan, arguments: JsonObject) -> Finding:
        return Finding(self._seed, self._setting, self._memory, self._people, plan, arguments, self._number)


class _Call:
    """One call in the making."""

    def __init__(self, finding: Finding, plan: ToolPlan, setting: Setting) -> None:
        self._finding, self._plan, self._setting = finding, plan, setting
        self._asked = read_arguments(plan.params, finding.arguments, plan.verb)
        finding.drawer.told = self._asked.facts
        self._writes = plan.tool.effect != "read"
        self._new: Record | None = None

    def answer(self) -> Answer:
        named = self._finding.named = self._named()
        if any(record.gone for record in named):
            return Answer(False, faults.body(self._plan.tool, self._finding.arguments, "not_found"))
        root = self._plan.root
        record = self._root_record(root, named)
        subject = self._subject(record, named)
        removes = subject is not None and effects.removes_item(subject, self._asked)
        part = self._part_to_delete(subject, named)
        if part is not None:
            part.gone = removes = True
        if self._writes and subject is not None and subject is not self._new:
            subject.scene.touched = self._setting.clock
            more = effects.put_in(subject, named, self._plan)
            effects.tell(subject, self._asked, self._plan)
            subject.facts |= more
            effects.tell_otherwise(subject, self._leaves(), self._asked)
            find = partial(self._finding.memory.find, self._finding.source)
            effects.redeem(subject, self._asked, self._plan, find)
            effects.last_until(subject, self._plan, self._leaves(), self._asked)
            effects.enter_state(subject, self._plan, root if subject.head != ANONYMOUS else None)
        if self._writes:
            studies.move_on((self._finding.memory, self._finding.source), self._plan.name_words, named)
            self._tell_item(subject, named)
            if root is not None and (subject is None or subject is self._new):
                effects.enter_state(record, self._plan, root)
        result = self._shown(record, subject)
        if self._plan.verb == "delete" and self._writes and subject is not None and not removes:
            effects.end(subject, self._plan)
        return Answer(True, result)

    def _shown(self, record: Record, subject: Record | None) -> JsonValue:
        """The result, with what is known already of the thing that the call names."""
        root, memory, source = self._plan.root, self._finding.memory, self._finding.source
        if root is None:
            return plain_answer(self._plan, self._finding.arguments)
        tell_outcome(record, subject, self._plan, root, self._asked.facts)
        namesakes.recall(memory, source, record, root, self._asked)
        tell_file(memory, self._plan, record, root, self._asked)
        points.recall(memory, self._plan, record, root, self._asked)
        tell_kept(memory, self._plan, record, root)
        tell_stage(memory, source, record, root)
        sales.tell_sale((memory, source), self._plan, record, root, self._finding.named, self._asked)
        tell_paper(self._plan, record, root)
        pay_bill(self._plan, record, root, self._finding.named)
        tell_user(memory, self._plan, record, root, self._finding.arguments)
        renderer = Renderer(self._finding.drawer, self._finding, self._asked)
        with self._just_written(record):
            result = renderer.whole(root, record)
        namesakes.remember(memory, source, root, result, self._asked)
        points.keep((memory, source), record, root, result, self._asked)
        return result

    @contextmanager
    def _just_written(self, record: Record) -> Iterator[None]:
        """While a result is written: what a call adds to a thing was `published` now, whenever the thing was."""
        root = self._plan.root
        its_own = root is not None and root.entity is not None and root.entity.id_name.lower() in _BARE_IDS
        adds = self._writes and not its_own and record is not self._new and self._plan.verb in ("create", "send")
        before = set(record.facts)
        record.scene.adding = adds and record.head != ANONYMOUS
        yield
        record.scene.adding = False
        for leaf in self._leaves() if adds else ():
            if leaf.maker in ("date", "datetime") and leaf.key not in before:
                record.facts.pop(leaf.key, None)

    def _leaves(self) -> tuple[LeafPlan, ...]:
        """The scalars of the result's own record."""
        return tuple(self._plan.root.leaves()) if self._plan.root is not None else ()

    def _tell_item(self, subject: Record | None, named: list[Record]) -> None:
        """Change what the call names beside its subject: the line of a cart, the task of a list."""
        slot = next((r for r in named if r is not subject and r.head in effects.SLOTS), None)
        if slot is not None and subject is not None and self._plan.verb == "update":
            effects.move(subject, slot, self._leaves())
        item = next((r for r in named if r is not subject and (r.head,) == self._plan.nouns[-1:]), None)
        if item is not None and subject is not None and self._plan.verb == "update":
            effects.tell(item, self._asked, self._plan)

    def _part_to_delete(self, subject: Record | None, named: list[Record]) -> Record | None:
        """What a deleting call takes out of its subject: what its name ends in (`remove_cart_item`)."""
        if self._plan.verb != "delete" or not self._writes or len(named) < 2:
            return None
        return next((r for r in named if r is not subject and (r.head,) == self._plan.nouns[-1:]), None)

    def _named(self) -> list[Record]:
        """The things that the call names by id, made where nobody has heard of them."""
        out = []
        for param, value in self._asked.ids:
            whose = param.leaf.concept.whose or self._plan.nouns
            asked = None if self._writes else self._asked
            record = self._finding.by_id(value, whose, asked, {} if param.leaf.is_id else self._within(param))
            out.append(record if param.leaf.is_id or self._writes else self._on_day(record, value, whose))
        return put_within(out, self._asked.ids)

    def _on_day(self, record: Record, value: JsonValue, full: tuple[str, ...]) -> Record:
        """What a number names on the day that is asked for: a flight of one number flies every day."""
        day, start = self._asked.day, record.scene.start
        if day is None or not record.scene.ahead or start.date() == day:
            return record
        finding, alias = self._finding, f"{value} {day}"
        other = finding.memory.find(finding.source, alias, full)
        if other is None:
            other = finding.new(full, alias, self._asked)
            other.scene.place, other.scene.to = record.scene.place, record.scene.to
            other.scene.starts(datetime.combine(day, start.timetz()))
            other.scene.lasts(record.scene.length_min)
            other.facts = {
                k: v for k, v in record.facts.items() if moment_of(v) is None and not _OF_A_DAY & {*k.split()}
            }
            finding.memory.name(finding.source, alias, other)
        return other

    def _within(self, param: ParamPlan) -> dict[str, JsonValue]:
        """What a thing named by a mere number belongs to: the other ids of the call, but for what a change sets."""
        others = [(p, v) for p, v in self._asked.ids if p is not param and p.leaf.is_id and p.leaf.concept.whose]
        return {f"{p.leaf.concept.whose[-1]} id": v for p, v in others if p.required or not self._writes}

    def _subject(self, record: Record, named: list[Record]) -> Record | None:
        """The thing that a writing call works on."""
        if record.head != ANONYMOUS:
            return record
        return named[0] if named else None

    def _root_record(self, root: Part | None, named: list[Record]) -> Record:
        """The record that the whole result speaks of: the thing named, a new one, or none in particular."""
        entity = root.entity if root is not None and root.kind == "object" else None
        if root is None or entity is None:
            return self._nameless(named)
        found = self._identified(entity, named)
        if found is not None:
            return found
        if self._writes and self._plan.verb not in ("list", "search"):
            return self._made(entity, named)
        key = canonical_json([self._plan.tool.id, self._finding.arguments])
        kept = self._finding.memory.queries.setdefault(key, [])
        if there := points.there(self._finding.memory, self._finding.source, self._asked, entity):
            return there
        if not kept or kept[0].gone:
            record = self._finding.new(entity.full, key, self._asked)
            record.facts.update(effects.told(self._asked))
            kept[:] = [self._finding.identified(record, entity)]
        return kept[0]

    def _identified(self, entity: Entity, named: list[Record]) -> Record | None:
        """The named thing that the result is about; None when the result is a new thing."""
        making = self._writes and self._plan.verb in _MAKING
        for (param, value), record in zip(self._asked.ids, named, strict=True):
            numbered = _is_numbered(param, entity)
            if not isinstance(value, (str, int)) or not (numbered or self._finding.named_by(param, entity)):
                continue
            if making and self._plan.makes_another(entity.head):
                continue
            whose = param.leaf.concept.whose
            other = not param.leaf.is_id or (whose and entity.full and whose[-1] != entity.head)
            if making and other and not numbered:
                continue  # what is made is told its short name, not found by it
            if entity.id_leaf.check(value):
                record.facts[entity.id_leaf.key] = value
            elif entity.id_leaf.is_id:
                return self._finding.identified(record, entity)
            return record
        return None

    def _made(self, entity: Entity, named: list[Record]) -> Record:
        """A new thing, as the call tells it."""
        self._finding.number[0] += 1
        record = self._finding.new(entity.full, f"made {self._finding.number[0]} by {self._plan.tool.id}", self._asked)
        record.made, self._new, self._finding.born = True, record, record
        given = self._asked.facts
        left_out = (p.key for p in self._plan.params if not p.required and p.default is None and p.key not in given)
        today = effects.of_today(self._plan, given, self._setting.clock)
        record.untold = frozenset(left_out) - today.keys()
        record.scene.touched, record.scene.fresh = self._setting.clock, True
        record.facts.update(effects.told(self._asked, entity.head))
        record.facts |= today
        record.facts.pop(entity.id_leaf.key, None)
        record.scene.called = next((str(v) for k in ("name", "title") if (v := record.facts.get(k))), "")
        if entity.head in COMPANY_NOUNS and record.scene.called:
            record.scene.is_company(record.scene.called)
        effects.tell_otherwise(record, self._leaves(), self._asked)
        if any(r.head in _OTHERS for r in named):
            record.scene.own = False  # a bill for a customer is the customer's
        self._take_after(record, named)
        self._finish_times(record)
        if self._plan.root is not None:
            alike = self._finding.memory.of(self._finding.source, entity.full)
            tell_apart(self._finding.drawer, record, self._plan.root, alike)
        return self._finding.identified(record, entity)

    def _take_after(self, record: Record, named: list[Record]) -> None:
        """A booking is of the kind, at the time and at the price of what is booked."""
        for leaf in self._leaves():
            own = [c for c in leaf.schema.get("enum", ()) if str(c).lower() in self._plan.name_words]
            if own:
                record.facts.setdefault(leaf.key, own[0])
        self._speak_of(record, named)
        self._copy_of(record, named)
        scale(record, self._leaves(), named, self._asked)
        call_by_source(record, self._leaves(), self._asked)
        # A room that is booked for an event is booked for its time.
        offers = sorted((r for r in named if r.scene.ahead), key=lambda r: r.scene.noun in _ANY_TIME)
        offer = next(iter(offers), None)
        if offer is None:
            return
        record.scene.follows(offer.scene)
        effects.is_as_offered(record, self._leaves(), offer)
        bought = name_of_bought(self._finding.memory, self._finding.source, offer)
        for leaf in self._leaves() if bought and record.head in _HAD else ():
            if leaf.key in ("name", "title") and leaf.check(bought):
                record.facts.setdefault(leaf.key, bought)
        sales.priced_as(record, offer, self._asked)

    def _copy_of(self, record: Record, named: list[Record]) -> None:
        """What is sent of a draft, or is a copy of a thing, says what that says."""
        copies = self._plan.makes_another(record.head)
        of = next((r for r in named if copies or r.head in _DRAFTS), None)
        if of is None:
            return
        if self._plan.replies:
            effects.answer(record, of, self._finding.setting.person)
        own = {leaf.key for leaf in self._leaves() if leaf.is_id or leaf.maker in _ITS_OWN}
        for key, value in of.facts.items():
            if key not in own and key.split()[-1] not in _ITS_OWN and not key.startswith("#"):
                record.facts.setdefault(key, value)

    def _speak_of(self, record: Record, named: list[Record]) -> None:
        """What a new thing says of others, it says as the things that it was made from do: whose job, which city.

        An appointment is with the doctor of its slot, in the clinic of that doctor.
        """
        for leaf in self._leaves():
            told = next((r.facts[leaf.key] for r in named if leaf.key in r.facts), mail_of_them(leaf, named))
            company = next((r for r in named if r.head in COMPANY_NOUNS), None)
            if leaf.maker == "email" and leaf.tokens[0] == "billing" and company is not None:
                told = self._finding.drawer.leaf(company, replace(leaf, noun="company"))
            if leaf.is_id and leaf.key.endswith(" id") and isinstance(told, (str, int)):
                record.facts.setdefault(leaf.key, told)
                named = [*named, *self._finding.pointed_at(told, leaf.concept.whose)]
            elif len(leaf.tokens) > 1 and told is not None and (leaf.maker in _SPOKEN_OF or leaf.tokens[0] in _AGREED):
                record.facts.setdefault(leaf.key, told)
            elif leaf.maker == "address" and len(leaf.tokens) > 1:
                there = next((a for r in named if r.head == "address" and (a := composed(r))), "")
                if there:
                    record.facts.setdefault(leaf.key, there)

    def _finish_times(self, record: Record) -> None:
        """A new thing that lasts some minutes ends then."""
        minutes = record.facts.get("duration minute", record.facts.get("duration"))
        if self._asked.moment is not None and isinstance(minutes, int):
            moment = record.scene.start + timedelta(minutes=minutes)
            record.facts.setdefault("end at", moment.isoformat())

    def _nameless(self, named: list[Record]) -> Record:
        """A record for a result that is no thing of its own; it knows what the call says."""
        noun = self._plan.nouns[-1] if self._plan.nouns else ""
        key = canonical_json([self._plan.tool.id, self._finding.arguments])
        kept = self._finding.memory.queries.setdefault(f"whole {key}", [])
        if kept and not self._writes:
            return kept[0]
        own = estimates.question(self._plan, self._finding.arguments)
        scene = self._finding.scene(f"{own}@{self._finding.number[0] if self._writes else ''}", noun, self._asked)
        record = Record(ANONYMOUS, (), scene)
        if forecasts.is_of_today(self._plan, self._asked):
            scene.day = self._setting.clock.date()
        if self._writes:
            scene.touched = self._setting.clock
        person = self._setting.person
        if scene.place is None and person is not None and not named:  # the same place whatever else is asked
            scene.place = meeting_place(self._finding.memory, self._finding.source, noun) or named_place(person.city)
        reckoned = reckon(self._plan, self._finding.arguments, self._setting.clock.date())
        self._asked.facts.update(reckoned)  # it stays as it is, as what is told does
        record.facts.update(effects.told(self._asked))
        estimates.settle((self._finding.memory, self._finding.source), record, self._plan, self._asked)
        join(self._finding.memory, self._finding.source, record, named)
        for param, value in self._asked.ids:
            whose = param.leaf.concept.whose
            if whose and not isinstance(self._asked.facts.get(param.key), list):
                record.facts.setdefault(f"{whose[-1]} id", value)
        kept[:] = [record]
        return record


def _is_numbered(param: ParamPlan, entity: Entity) -> bool:
    """Whether a result that tells only a number is what the call names by its number: the pull request to review."""
    own = entity.id_leaf
    told = param.leaf.concept.what == own.concept.what == "number" and param.leaf.concept.origin == "name"
    return told and own.tokens == ("number",) and param.required
