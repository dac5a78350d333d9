"""One leaf of one record: told, known from another record, reckoned, or drawn; then remembered."""

from __future__ import annotations

import math

from toolgraph.meaning.text import STARTS_EMPTY
from toolgraph.models.base import JsonValue
from toolgraph.schema.values import NOTHING
from toolgraph.world import choose, likeness, models, studies
from toolgraph.world.apt import called_so, choices_for, examples_for, fitted
from toolgraph.world.belonging import above, around, behind, beside, bought, hold_wholes, is_of_keeper, name_told
from toolgraph.world.carriers import carrier_of, numbered
from toolgraph.world.exampled import share_of_examples
from toolgraph.world.fitting import bent, bounds, from_schema, like
from toolgraph.world.flags import flag
from toolgraph.world.handles import company_of_ticker, no_others, nobody_elses, not_taken
from toolgraph.world.leaf import LeafPlan, is_person, weakly_identifies
from toolgraph.world.lexicon import FIRMS
from toolgraph.world.makers import TEXT_MAKERS, Ask, person_of
from toolgraph.world.matters import ASKING, about_it, mail_about, told_beside
from toolgraph.world.memory import Memory, Record
from toolgraph.world.numbering import next_number
from toolgraph.world.numbers import NUMBER_MAKERS
from toolgraph.world.offers import of_lodging, of_offer
from toolgraph.world.people import Name, name_of_email, spelled_by
from toolgraph.world.practice import practised, reasons_for
from toolgraph.world.reckoned import by_state, difference_or_product, exchanged_at, nights_of, took
from toolgraph.world.scene import AIRBORNE, MODES, STOPS
from toolgraph.world.seating import seat_of
from toolgraph.world.seats import price_of_one, price_of_seats
from toolgraph.world.subjects import COURSES
from toolgraph.world.topics import OF_ITS_WHOLE
from toolgraph.world.towns import of_one_only, of_town
from toolgraph.world.training import level_of_parts

# Texts of which the spec's own examples are as good as ours.
_SHOWN = frozenset(
    "title about body note review reason product genre category airline courier search path filename plain thing "
    "figure price_text rate_text switch".split()
)
# Companies that are named as what they do for a thing: a spec shows those of the right trade.
_OF_TRADE = frozenset("supplier brand operator provider manufacturer maker label insurer publisher".split())
_TEXTS = frozenset(("body", "about", "note"))
# Kinds whose told value goes wherever the kind occurs in the result.
ECHOED = frozenset("@city @country @iata @currency @email @phone @ticker @language @timezone @person @company".split())
# ... and of those, the ones that belong to whoever is named beside them.
_PERSONAL = frozenset("@email @phone @person".split())
_ALIASES = {"name": ("title", "full name"), "title": ("name", "subject"), "full name": ("name",), "subject": ("title",),
            "sent to email": ("billing email", "recipient email", "contact email", "email"),
            "address": ("formatted address", "full address"), "formatted address": ("address", "full address"),
            "rating": ("average rating",), "guest rating": ("average rating",)}  # fmt: skip
_LODGING, _NAMES = frozenset(("offer", "room", "rate")), frozenset(("name", "title"))
_PRICES = frozenset("price cost total amount fee charge".split())
_BY_OTHERS = frozenset(("company", "bytes", "mime"))  # told of what is pointed at, under no name of that
# Who is to be asked about a thing that is offered, whoever applies for it or buys it.
_OF_WHAT_IS_OFFERED = frozenset("employer recruiter landlord seller vendor instructor lecturer".split())
_WHERE_PEOPLE_WORK = frozenset("clinic practice hospital salon studio school".split())
_OF_A_PLACE = frozenset("address street city postcode latitude longitude phone email url".split())
# What a thing gains only when others have come to know it.
_GAINED = frozenset(
    "follower like view star vote comment download fork review booking click play listener reply share rating watcher "
    "subscriber purchase order open closed issue".split()
)
# What nobody has done with a thing that was made just now.
_BEGINS_AT_NOUGHT = frozenset("progress spent used redeemed".split())
DONE_TO = frozenset("added invited notified removed updated sent changed affected".split())
_TRIES, _PREFIX_LETTERS, _SHORT = 3, 3, 4
# Among the facts: what a thing is called where the words to choose from are others.
_BESIDE = " #beside"


def _key_beside(record: Record, leaf: LeafPlan) -> str:
    """Where a new value is kept: beside one that was told before in other words than these may be.

    What something has been done to may be called otherwise since.
    """
    beside = leaf.maker == "choice" and leaf.key in record.facts and record.scene.touched is None
    return f"{leaf.key}{_BESIDE}" if beside else leaf.key


class Drawer:
    """Draws the leaves of records of one source in one world."""

    def __init__(self, memory: Memory, source: str, people: dict[str, Name]) -> None:
        self._memory = memory
        self._source = source
        self._people = people
        # What the call in hand tells; it is not written into records that only happen to be shown.
        self.told: dict[str, JsonValue] = {}

    def leaf(self, record: Record, leaf: LeafPlan) -> JsonValue:
        """The value of a leaf in a record; the same the next time, unless something changed it."""
        told = self._told(record, leaf)
        if told is not NOTHING:
            _call(record, leaf, told)
            return told
        value = self._reckoned(record, leaf)
        if value is NOTHING or not leaf.check(value):
            value = self._shared(record, leaf)
        if value is NOTHING or not leaf.check(value):
            value = no_others((self._memory, self._source), record, leaf, self._made(record, leaf), leaf.key)
        record.facts[_key_beside(record, leaf)] = value
        _call(record, leaf, value)
        if leaf.key in MODES and isinstance(value, str):
            record.scene.mode = value
        if weakly_identifies(leaf) and leaf.concept.whose[-1:] == (record.head,):
            self._memory.name(self._source, value, record)
        if leaf.maker in ("email", "username") and isinstance(value, str):
            self._people.setdefault(value, spelled_by(value, person_of(record.scene, leaf)))
        return value

    def _told(self, record: Record, leaf: LeafPlan) -> JsonValue:
        facts = record.facts
        for key in (leaf.key, f"{leaf.key}{_BESIDE}") if leaf.maker == "choice" else (leaf.key,):
            if key in facts and leaf.check(facts[key]):
                return facts[key]
        if leaf.kind in ECHOED and not is_of_keeper(record, leaf):
            keys = [] if leaf.kind in _PERSONAL and leaf.whose else [leaf.kind_key]
            keys += [] if leaf.kind in _PERSONAL and leaf.who else [f"{leaf.kind}/"]
            for key in keys:
                if key in facts and leaf.check(facts[key]):
                    return facts[key]
        for alias in _ALIASES.get(leaf.key, ()):
            if alias in facts and leaf.check(facts[alias]) and not (alias == "subject" and record.head in COURSES):
                return facts[alias]
        return NOTHING

    def _shared(self, record: Record, leaf: LeafPlan) -> JsonValue:
        """What a record that this one points at says of itself (`artist name`, where `artist id` is known)."""
        if leaf.is_id or not leaf.tokens or leaf.tokens[-1] == "count":
            return NOTHING
        if leaf.key in _NAMES and (of := bought(self._memory, self._source, record)) is not None:
            return self._told_of(of, leaf, leaf.key)
        owner, attribute = leaf.tokens[0], " ".join(leaf.tokens[1:])
        pointer = record.facts.get(f"{owner} id")
        pointer = behind(record, owner) if pointer is None else pointer
        alone = pointer is None or isinstance(pointer, list)
        find = self._memory
        if leaf.maker in _OF_A_PLACE and (there := self._of_namesake(record, leaf, f"{owner} name")) is not NOTHING:
            return there
        other = above(find, self._source, record, owner) if alone else find.find(self._source, pointer, (owner,))
        if other is None or other is record:
            by_name = leaf.maker in _BY_OTHERS or (owner in _WHERE_PEOPLE_WORK and attribute == "name")
            return self._named_beside(record, leaf) if by_name or leaf.whose in _OF_WHAT_IS_OFFERED else NOTHING
        # The `course` of a lesson, in one word, is its name.
        return self._told_of(other, leaf, attribute) if attribute else name_told(other) or NOTHING

    def _of_namesake(self, record: Record, leaf: LeafPlan, name: str) -> JsonValue:
        """What another record tells of a place that both call the same: one cinema has one address."""
        called = record.facts.get(name)
        alike = self._memory.of(self._source, record.full) if called is not None else ()
        here = record.scene.where().city  # in another town there may be one of that name too
        same = (r for r in alike if r.facts.get(name) == called and r.scene.where().city == here)
        return next((r.facts[leaf.key] for r in same if leaf.key in r.facts), NOTHING)

    def _told_of(self, other: Record, leaf: LeafPlan, attribute: str) -> JsonValue:
        """What another record says of itself, from now on where it did not yet."""
        for key in (attribute, *_ALIASES.get(attribute, ())):
            if key in other.facts:
                return other.facts[key]
        alike = self._memory.of(self._source, other.full) if attribute in _NAMES else ()
        taken = [each.facts.get(attribute) for each in alike]
        for _ in range(_TRIES):
            value = self._of_person(other, leaf) if is_person(other.head) else self._made(other, leaf)
            if value not in taken:
                break
        value = no_others((self._memory, self._source), other, leaf, not_taken(leaf, value, taken), attribute)
        other.facts[attribute] = value
        return value

    def _named_beside(self, record: Record, leaf: LeafPlan) -> JsonValue:
        """Whose something is by name alone, as all that points at the same thing has it: the employer of a job."""
        pointed = (
            self._memory.find(self._source, v, (k[:-3],))
            for k, v in beside(record, leaf).items()
            if k not in record.listed_by
        )
        people = leaf.tokens[0] in _WHERE_PEOPLE_WORK  # whoever works there
        found = (r for r in pointed if r is not None and r is not record)
        thing = next((r for r in found if people or not is_person(r.head)), None)
        if thing is None:
            return NOTHING
        if leaf.key not in thing.facts:
            thing.facts[leaf.key] = self._made(thing if leaf.tokens[0] in _OF_WHAT_IS_OFFERED else record, leaf)
        return thing.facts[leaf.key]

    def _of_person(self, person: Record, leaf: LeafPlan) -> JsonValue:
        """What a person's own record tells of them, under the name that another record has for it."""
        scene = person.scene
        own = {"person": scene.person().full, "title": scene.person().full, "email": scene.email()}
        value = own.get(leaf.maker, NOTHING)
        return value if value is not NOTHING and leaf.check(value) else self._made(person, leaf)

    def _reckoned(self, record: Record, leaf: LeafPlan) -> JsonValue:
        """A value that follows from others; NOTHING when none do."""
        if leaf.type not in ("integer", "number"):
            return NOTHING
        facts, tokens = record.facts, leaf.tokens
        if record.made and set(tokens) & _BEGINS_AT_NOUGHT:
            return 0
        if tokens[-1:] in (("count",), ("size",)) or set(tokens) & _GAINED:
            return self._counted(record, leaf)
        value = took(facts, leaf, fresh=record.scene.fresh)
        if value is NOTHING:
            value = exchanged_at(facts, tokens)
        if value is NOTHING and leaf.maker == "money":
            value = self._by_unit(record, leaf)
        return difference_or_product({**self.told, **facts}, tokens, leaf) if value is NOTHING else value

    def _by_unit(self, record: Record, leaf: LeafPlan) -> JsonValue:
        """What so many seats cost, where what the record belongs to tells the price of one (`price per seat`).

        Of what is offered for some nights the price is that of the house, or more.
        """
        units = [k for k, v in record.facts.items() if isinstance(v, int) and not isinstance(v, bool) and " " not in k]
        nights = nights_of(self.told) if record.head in _LODGING and "total" in leaf.tokens else 0
        if not (units or nights) or "per" in leaf.tokens or not _PRICES & set(leaf.tokens):
            return price_of_one(record, leaf)
        for other in around(self._memory, self._source, record):
            for key, price in other.facts.items():
                unit = key.removesuffix(" amount").rpartition(" per ")[2]
                if unit not in (*units, "night") or " per " not in key or not isinstance(price, (int, float)):
                    continue
                if unit in units:
                    return bent(round(price * record.facts[unit], 2), leaf.schema)
                if nights:
                    return round(price * nights * of_lodging(record), 2)
        return price_of_seats(record, leaf)

    def _counted(self, record: Record, leaf: LeafPlan) -> JsonValue:
        """How many there are: in a list that is known, in what the call brought; a new thing has no followers yet."""
        facts, tokens = record.facts, leaf.tokens
        if tokens[-1:] in (("count",), ("size",)):
            items = facts.get(f"{tokens[0]} id", facts.get(tokens[0]))
            if tokens == ("size",):
                items = next((v for v in facts.values() if isinstance(v, list)), None)
            if isinstance(items, list):
                others = facts.get(f"#{tokens[0]}", 0)
                return len(items) + others if isinstance(others, int) else len(items)
        if tokens[-1:] == ("count",) and tokens[0] in DONE_TO:
            given = [len(v) for v in self.told.values() if isinstance(v, list)]
            own = [v for k, v in facts.items() if k.endswith(" count") and k.split()[0] not in DONE_TO]
            if record.made and not given and self.told:
                return facts.get("#given", 0)
            whole = own[0] if len(own) == 1 and not given else NOTHING  # what is done to a thing is done to all in it
            return facts.get("#given", max(given) if given else whole)
        made = record.made or any(whole.made and whole.scene.fresh for whole in record.parents)
        new = made and leaf.type == "integer" and set(tokens) <= _GAINED | {"count"}
        empty = record.made and record.head in STARTS_EMPTY and tokens[-1:] == ("count",)
        return 0 if new or empty else NOTHING

    def _made(self, record: Record, leaf: LeafPlan) -> JsonValue:
        for _ in range(_TRIES):
            value = self._one(record, leaf)
            if leaf.type == "integer" and isinstance(value, float):
                value = round(value)
            if leaf.maker == "username":
                value = nobody_elses(record, leaf, value, self._people)
            if "vat" in leaf.tokens and isinstance(value, str) and value[:2].isalpha():
                value = f"{record.scene.country.code}{value[2:]}"
            if leaf.check(value):
                return value
            value = value.replace(" ", "") if leaf.maker == "phone" else bent(value, leaf.schema)
            if leaf.check(value):
                return value
        return from_schema(leaf.schema, record.scene.rng)

    def _one(self, record: Record, leaf: LeafPlan) -> JsonValue:
        if leaf.maker == "choice":
            return self._choice(record, leaf)
        if leaf.maker == "flag":
            done = studies.is_done(self._memory, self._source, record, leaf)
            return flag(record, leaf) if done is None else done
        if leaf.maker in ("id", "seat") and (seat := seat_of((self._memory, self._source), record, leaf)):
            return seat
        if leaf.maker == "id":
            return numbered(record, leaf, self.identifier(leaf, record))
        if leaf.maker == "company" and leaf.noun == "ticker":
            return company_of_ticker(record)
        return of_one_only((self._memory, self._source), record, leaf, lambda: self._told_or_drawn(record, leaf))

    def _told_or_drawn(self, record: Record, leaf: LeafPlan) -> JsonValue:
        """A text that goes with another one of the record, else an example of the spec, else a value of its maker."""
        if leaf.noun in OF_ITS_WHOLE or leaf.noun in ASKING:
            hold_wholes(self._memory, self._source, record)
        if (other := told_beside(record, leaf)) is not None or (other := carrier_of(record, leaf)):
            return other
        by_trade = leaf.maker == "company" and bool(_OF_TRADE & set(leaf.tokens))
        examples = leaf.schema.get("examples", ()) if leaf.maker in _SHOWN or by_trade else ()
        shown = examples_for(leaf, record, examples) if examples else []
        own = (self._memory, self._source)
        shown = reasons_for(own, record, leaf, models.of_sort(own, record, leaf, of_town(record, leaf, shown)))
        shown = about_it(record, leaf, shown) if leaf.maker in _TEXTS else shown
        if not shown and (mail := mail_about(record, leaf, self._memory.of(self._source, record.full))):
            return mail
        own_kind = leaf.maker == "thing" and leaf.key in ("resource type", "object", "object type")
        if shown and not own_kind and (by_trade or record.scene.rng.random() < share_of_examples(leaf)):
            return fitted(record, leaf, record.scene.rng.choice(shown))
        return self._drawn(record, leaf)

    def _drawn(self, record: Record, leaf: LeafPlan) -> JsonValue:
        """A value of the leaf's maker, as the record's other facts have it."""
        if leaf.maker == "email":
            self._meet(record, leaf)
        maker = TEXT_MAKERS.get(leaf.maker) or NUMBER_MAKERS.get(leaf.maker)
        if maker is None:
            return self._by_form(record, leaf)
        value = called_so(record, leaf, lambda: maker(Ask(record.scene, leaf)))
        if leaf.maker == "money" and (price := of_offer(record, leaf, self.told)) is not NOTHING:
            value = price
        if leaf.maker == "date":
            value = by_state(record.facts, leaf, record.scene) or value
        if leaf.maker in _OPAQUE and not leaf.check(value):
            return self._by_form(record, leaf)
        return fitted(record, leaf, value)

    def _by_form(self, record: Record, leaf: LeafPlan) -> JsonValue:
        """An opaque value: of the pattern or the form of the examples."""
        rng, schema, examples = record.scene.rng, leaf.schema, leaf.schema.get("examples")
        if leaf.maker in _OPAQUE and examples and isinstance(examples[0], str) and "pattern" not in schema:
            return like(rng.choice(examples), rng)
        return from_schema(schema, rng, examples=leaf.maker not in _OPAQUE)

    def _meet(self, record: Record, leaf: LeafPlan) -> None:
        """Let the person of an address be the one whose name the record already tells."""
        own = record.facts.get("full name", record.facts.get("name")) if not leaf.whose else None
        full = own or record.facts.get(f"{leaf.whose} name".strip())
        if isinstance(full, str) and " " in full:
            first, _, last = full.rpartition(" ")
            record.scene.is_person(Name(first, last), leaf.who)
        elif isinstance(full, str) and own == full and not is_person(record.head):
            record.scene.is_person(Name(record.head, full), leaf.who)  # of a thing: `room.cedar@`

    def _choice(self, record: Record, leaf: LeafPlan) -> JsonValue:
        rng, schema = record.scene.rng, leaf.schema
        if "const" in schema:
            return schema["const"]
        if (level := level_of_parts(self._memory, self._source, record, leaf)) is not None:
            return level
        choices = choices_for(leaf, record, practised((self._memory, self._source), record, leaf, schema["enum"]))
        if leaf.tokens[-1:] in (("status",), ("state",)):
            if record.closed:
                closed = choose.after_verb(("cancel",), choices)
                return choices[-1] if closed is None else closed
            return choose.usual(choices, rng, fresh=record.made)
        return rng.choice(choices)

    def identifier(self, leaf: LeafPlan, record: Record) -> JsonValue:
        """A new identifier, of the schema's pattern, examples or type, else with the noun's first letters in front."""
        rng, schema = record.scene.rng, leaf.schema
        if leaf.type in ("integer", "number"):
            shown = [e for e in schema.get("examples", ()) if isinstance(e, int)]
            low, high = (1, 3 * max(shown)) if shown and max(shown) > 0 else (1_000, 99_999)
            least, most = bounds(schema, "integer")
            if least <= high and low <= most:  # cut off at the most, many would be just that
                low, high = math.ceil(max(low, least)), math.floor(min(high, most))
            counted = next_number(self._memory, self._source, leaf, record, high)
            value = bent(rng.randint(low, high) if counted is None else counted, schema)
            return value if leaf.type == "integer" or value is None else int(value)
        if schema.get("format") == "uuid":
            return TEXT_MAKERS["uuid"](Ask(record.scene, leaf))
        if "pattern" in schema:
            value = from_schema(schema, rng, examples=False)
            longer = f"{value}{''.join(rng.choice('abcdefghjkmnpqrstuvwxyz23456789') for _ in range(8))}"
            # A pattern may tell no more than how an identifier begins.
            return longer if len(str(value)) < _SHORT and leaf.check(longer) else value
        own = tuple(e for e in schema.get("examples", ()) if isinstance(e, str))
        forms = own or self._memory.forms.get((self._source, likeness.what_of(leaf)), ())
        if forms:
            return likeness.alike(forms, leaf, record.scene.person, rng)
        head = leaf.concept.whose[-1] if leaf.concept.whose else leaf.noun or "id"
        tail = "".join(rng.choice("ABCDEFGHJKMNPQRSTUVWXYZ23456789") for _ in range(6))
        return f"{head[:_PREFIX_LETTERS].lower()}_{tail}"

    def knows(self, address: str) -> Name | None:
        """The person of an e-mail address, met before or spelled by it."""
        return self._people.get(address) or (name_of_email(address) if "@" in address else None)

    def meets(self, address: str, name: Name) -> Name:
        """Remember who an address or user name belongs to."""
        return self._people.setdefault(address, name)


_LASTS = ("duration", "arrival", "arrive")
_COMPANY_KEYS = ("name", "company name", "display name", "legal name", "company")


def _call(record: Record, leaf: LeafPlan, value: JsonValue) -> None:
    """Let all that is told of a thing be of the name that it shows: a company's domain, a restaurant's web site."""
    if leaf.key in _NAMES and isinstance(value, str):
        record.scene.called = value
    if leaf.key in STOPS and leaf.noun in AIRBORNE and isinstance(value, int):
        record.scene.stops(value, known=any(k.partition(" ")[0] in _LASTS for k in record.facts))
    if isinstance(value, str) and (leaf.key == "company name" or (leaf.key in _COMPANY_KEYS and leaf.noun in FIRMS)):
        record.scene.is_company(value)


# Values whose form is all there is to them.
_OPAQUE = frozenset("id code token hash seat gate iban last_four row sku".split())
