"""Names that tell things of one kind from each other."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import timedelta

from toolgraph.models.base import JsonValue
from toolgraph.world import apt, episodes, lexicon, sorts, writing
from toolgraph.world.asked import Asked
from toolgraph.world.attached import attach, is_one
from toolgraph.world.begun import begin_after
from toolgraph.world.careers import of_ones_trade
from toolgraph.world.curriculum import teach_in
from toolgraph.world.draw import Drawer
from toolgraph.world.journeys import at_other_days, open_size, watch_ahead
from toolgraph.world.leaf import FAR, LeafPlan
from toolgraph.world.matters import ASKING
from toolgraph.world.memory import KEPT, Record
from toolgraph.world.months import first_day
from toolgraph.world.people import Name, name_of
from toolgraph.world.places import called
from toolgraph.world.rooms import IN_ROOMS, room_told
from toolgraph.world.scene import MONTHLY
from toolgraph.world.shape import Part
from toolgraph.world.software import fits_software, said_of_any
from toolgraph.world.topics import on_topic, topic_around
from toolgraph.world.towns import is_on_tour, of_town
from toolgraph.world.warned import is_warned_of, warn_of_another

Knows = Callable[[str], Name | None]
_TRIES = 5
_SPANNING = frozenset(("trip", "itinerary", "holiday", "stay", "conference", "festival"))
# Forms in which one thing is had.
FORMS_OF = frozenset(("variant", "variation", "option"))
_NAMES = frozenset(("title", "product", "filename", "company", "search"))
# What one has one of for each of a kind, where it has no name.
_ONE_EACH = frozenset("budget goal limit quota allowance target address prescription".split())
_KINDS = frozenset("category kind type metric label medicine medication drug".split())
# What one gets once for each thing that it tells by name.
_FOR_ONE = frozenset("certificate diploma badge".split())
_FRONTS = ("name", "title", "front", "weekday", "text", "path", "login", "username")
_OWN_NAMES = ("name", "title")
# Parts that are for the time of the whole: the boarding passes of a flight.
AT_ONE_TIME = frozenset("pass ticket seat passenger traveller".split())
# What one has in several currencies.
_OF_THEIR_OWN = {*"account wallet payee card quote exchange transaction statement bill".split(), "standing order"}
_START = frozenset("start starts begin begins depart departs departure".split())
_WRITTEN = frozenset(("body", "note", "review", "direction"))
# What has no name, and goes by what is said of it.
_TOLD_BY = frozenset("incident accident hazard".split())
_BARE = frozenset("repository project trip contact company customer account deal".split())
_LATER_MIN, _MOST_EACH = 25, 7


def set_within(record: Record, around: Record) -> None:
    """Let a thing be where the thing around it is, after it began, and within its days where that lasts some."""
    record.scene.place = record.scene.place or around.scene.place
    begin_after(record, around)
    if around.scene.noun in _SPANNING and record.scene.day is None and record.scene.after is None:
        record.scene.after, record.scene.before = around.scene.start.date(), around.scene.end.date()


def part_of(drawer: Drawer, record: Record, item: Part, around: Record, others: list[Record]) -> None:
    """Let a part have another name than those before it, and the price of the whole where it is a form of it."""
    as_whole(record, item, around)
    attach(record, item, around)
    for day in item.leaves():
        names = [str(c).lower() for c in day.schema.get("enum", lexicon.WEEKDAYS)]
        if day.key in ("weekday", "day of week", "day week") and "monday" in names and day.key not in record.facts:
            choices = day.schema.get("enum", lexicon.WEEKDAYS)
            record.facts[day.key] = choices[(names.index("monday") + len(others)) % len(choices)]
    told = [x for x in item.leaves() if x.key in _OWN_NAMES] or [
        x for x in item.leaves() if x.maker in (*_WRITTEN, "path") or (x.maker == "about" and item.noun in _TOLD_BY)
    ]
    start = next((x for x in item.leaves() if x.maker == "datetime" and _START & set(x.tokens)), None)
    at_another_time(drawer, record, start, others)
    leaf = next(iter(told), None)
    if leaf is not None and leaf.key not in record.facts:
        other_than(drawer, record, leaf, [r.facts.get(leaf.key) for r in others])


def in_turn(
    record: Record,
    item: Part,
    around: Record,
    others: Sequence[Record],
    find: Callable[[str], Record | None],
    knows: Knows,
) -> None:
    """Let a part be of its time and person: what is written about a thing comes after it, by turns of those concerned.

    The first message of a ticket is that of who opened it, the second of who answers.

    Args:
        others: The parts before it.
        find: Gives the person in a role that the whole points at.
        knows: Gives the person of an e-mail address.
    """
    record.scene.since = around.scene.made
    record.scene.is_first = not others
    begin_after(record, around)
    write_in_turn(record, item, around, len(others), find, knows)
    if item.noun in writing.SPOKEN:
        speak(record, item, around, others)


def write_in_turn(
    record: Record, item: Part, around: Record, before: int, find: Callable[[str], Record | None], knows: Knows
) -> None:
    """Let a part be written by whoever's turn it is: of whoever asked first, then of whoever answers."""
    author = next((x for x in item.leaves() if x.maker == "person" and x.whose in _AUTHORS), None)
    if author is not None:
        roles = (_ASKING, _ANSWERING)[before % 2]
        role = next((r for r in roles if _is_told(r, around)), roles[0])
        told, met, other = around.facts.get(f"{role} name"), around.facts.get(f"{role} email"), find(role)
        spelled = knows(met) if isinstance(met, str) else None
        name = spelled or (other.scene.person() if other is not None else around.scene.person(role))
        record.scene.is_person(name_of(told) if isinstance(told, str) else name, author.whose)


def _is_told(role: str, around: Record) -> bool:
    """Whether somebody in a role is known: by name, by their address, or to the scene."""
    return f"{role} name" in around.facts or f"{role} email" in around.facts or around.scene.knows(role)


def speak(record: Record, item: Part, around: Record, others: Sequence[Record]) -> None:
    """Let a message answer the one before, some hours later, on the matter of the whole."""
    before = others[-1].scene.made if others else record.scene.since if item.noun in _REMARKS else None
    if before is not None:
        left = record.scene.setting.clock - before
        record.scene.was_made(before + min(timedelta(hours=record.scene.rng.randint(1, 30)), left / 2))
    about, over = writing.matter_of(around.head, around.facts)
    text = next((x for x in item.leaves() if x.maker in ("body", "note")), None)
    if about and text is not None:
        way = around.facts.setdefault(_WAY, record.scene.rng.randint(0, 11))
        ends = over and len(others) > 1
        way = way if isinstance(way, int) else 0
        said = writing.said_in_turn(item.noun, about, len(others), way, over=ends)
        if text.check(said):
            record.facts.setdefault(text.key, said)


# What is said of a thing that says something itself, and so comes after it.
_REMARKS = frozenset("comment reply response".split())
# Among the facts: the way in which people talk about a thing.
_WAY = "#way"


def in_its_room(record: Record, leaves: Iterable[LeafPlan]) -> None:
    """Let a thing be in the room that its name tells: a `Bathroom heater` is in no kitchen."""
    name = next((v for key in _OWN_NAMES if isinstance(v := record.facts.get(key), str)), "")
    room = room_told(name)
    if room and record.head in IN_ROOMS and "room" not in record.facts:
        record.facts.setdefault("room name", room)
    for leaf in leaves if room else ():
        if leaf.key not in ("room", "room name") or leaf.key in record.facts:
            continue
        told = next((form for form in (room, room.lower(), room.lower().replace(" ", "_")) if leaf.check(form)), None)
        if told is not None:
            record.facts[leaf.key] = told


# Words in the name of a list that say that it holds only some of all there are.
SOME = frozenset(
    "saved favourite favorite recent recommended recommendation similar related popular trending featured following "
    "starred bookmarked shared due upcoming liked watched nearby top".split()
)


def as_listed(
    record: Record, leaves: Iterable[LeafPlan], name_words: Collection[str], others: Iterable[Record] = ()
) -> None:
    """Let a thing be what the name of its list says: all free times are free, and what is recommended suits."""
    leaves = tuple(leaves)
    of_ones_trade(record, leaves, name_words, others)
    for leaf in leaves if _FREE & set(name_words) else ():
        if leaf.maker == "flag" and _FREE & set(leaf.tokens):
            record.facts.setdefault(leaf.key, True)
    person = record.scene.setting.person
    if person is None or record.scene.place is not None or record.head not in _SPOTS or KEPT.isdisjoint(name_words):
        return
    if record.scene.rng.random() < _AT_HOME:  # most of what one keeps is in one's own town
        record.scene.place = called(person.city, record.scene.rng)


_SPOTS, _FREE = frozenset("place location spot address".split()), frozenset("free available availability open".split())
_AT_HOME = 0.8


def for_each(item: Part, around: Record) -> tuple[str, list[JsonValue]]:
    """What a whole lists by id and its parts are for, one each: the travellers of boarding passes; "" for nothing."""
    several = {inner.key for _, inner in item.props if inner.kind == "list"}  # of which each part has some
    told = ((x.key, around.facts.get(x.key)) for x in item.leaves() if x.is_id and x.key not in several)
    return next(((key, ids) for key, ids in told if isinstance(ids, list) and ids), ("", []))


_AUTHORS = frozenset(("author", "sender", "from"))
_ASKING = ("requester", "reporter", "customer", "contact", "sender", "author", "user")
_ANSWERING = ("agent", "assignee", "recipient", "owner")


def is_bare(around: Record, named: Iterable[Record]) -> bool:
    """Whether a list is of what belongs to a thing that was made just now, to which nothing has been added yet."""
    return any(r.made and r.head in _BARE for r in (around, *named))


def least(part: Part, *, unless: bool) -> int:
    """How many things a list shows at least: one for a later call that takes it, unless nothing can be there.

    A new trip has no booking, whatever would be done to it.
    """
    return max(1 if part.needed and not unless else 0, int(part.schema.get("minItems", 0)))


def each_time(item: Part, around: Record) -> int:
    """How many parts a whole says that it has in a while (`sessions per week`); 0 where it does not."""
    told = (v for k, v in around.facts.items() if k.startswith(f"{item.noun} per ") and isinstance(v, int))
    return min(next(told, 0), _MOST_EACH) or int(is_one(item, around))


# Among the facts: how many legs of a trip there are so far.
_LEGS = "#legs"


def as_whole(record: Record, item: Part, around: Record) -> None:
    """Let a form of a thing (its size, its colour) cost what it costs, and a trip's legs lead there, then back."""
    if around.scene.to is not None and record.scene.to is None and any(FAR in leaf.schema for leaf in item.leaves()):
        legs = around.facts.get(_LEGS, 0)
        around.facts[_LEGS] = (legs if isinstance(legs, int) else 0) + 1
        ends = (around.scene.where(), around.scene.to)
        record.scene.place, record.scene.to = ends if legs in (0, 2, 4) else ends[::-1]
    if item.noun in FORMS_OF:
        record.facts.update({k: around.facts[k] for k in ("price", "currency") if k in around.facts})


def is_written(item: Part, asked: Asked) -> bool:
    """Whether the parts of a list show what the call itself says, such as the text of a new ticket."""
    texts = {leaf.key for leaf in item.leaves() if leaf.maker in ("body", "note")}
    return any(param.key in texts for param, _ in asked.equal)


def tell_apart(drawer: Drawer, record: Record, item: Part, known: Iterable[Record]) -> None:
    """Another name than those of its like that are known, where names are there to choose from."""
    leaves = tuple(leaf for leaf in item.leaves() if leaf.key not in record.untold)
    _ask(drawer, record, item)
    known = list(known)
    _as_such_things(drawer, record, leaves, known)
    keys = {leaf.key for leaf in leaves}
    naming = [x for x in leaves if x.tokens[-1:] == ("slug",) or (x.maker in _NAMES and _is_own_name(x))]
    if not naming and item.noun in _ONE_EACH:
        naming = [x for x in leaves if x.key in _KINDS]
    if not naming and item.noun in _FOR_ONE:
        naming = [x for x in leaves if x.maker in _NAMES and x.tokens[-1] in _OWN_NAMES]
    others = [r for r in known if r is not record]
    if any(leaf.key not in record.facts for leaf in naming):
        for leaf in leaves:  # names are of the sort that a thing is
            if leaf.maker == "choice" and leaf not in naming and sorts.SORTING & set(leaf.tokens[-1:]):
                drawer.leaf(record, leaf)
    for leaf in (*naming[:1], *(x for x in naming[1:] if x.key in _OWN_NAMES)):
        # The course title of an enrolment is that of its course.
        if leaf.key not in record.facts and f"{leaf.tokens[0]} id" not in keys:
            other_than(drawer, record, leaf, [r.facts.get(leaf.key) for r in others])
    teach_in(record)


def _as_such_things(drawer: Drawer, record: Record, leaves: tuple[LeafPlan, ...], known: list[Record]) -> None:
    """Tell episodes, warnings, trips and cars apart by what such things differ in."""
    episodes.call(record, leaves, known)
    warn_of_another(record, leaves, known)
    at_other_days(record, known)
    watch_ahead(record, leaves)
    if (sort := open_size(record, leaves, drawer.told)) is not None:
        here = record.scene.where().city
        taken = [r.facts.get(sort.key) for r in known if r is not record and r.scene.where().city == here]
        other_than(drawer, record, sort, taken)


def _ask(drawer: Drawer, record: Record, item: Part) -> None:
    """Let a question ask something now: no test asks a thing twice, which `is_again` finds out."""
    for leaf in item.leaves() if item.noun in ASKING else ():
        if leaf.key in _FRONTS:
            drawer.leaf(record, leaf)


def _is_own_name(leaf: LeafPlan) -> bool:
    """Whether a leaf names the thing itself, and not its licence or plan."""
    return len(leaf.tokens) == 1 or leaf.tokens[0] in ("display", "full", "short", "legal", "product", "file")


def other_than(drawer: Drawer, record: Record, leaf: LeafPlan, taken: list[JsonValue]) -> None:
    """Draw a leaf until it is none of the values taken, a few times at most; then look through the spec's examples."""
    rest = [choice for choice in leaf.schema.get("enum", ()) if choice not in taken]
    if rest:
        record.facts[leaf.key] = record.scene.rng.choice(rest)
        return
    for _ in range(_TRIES):
        if drawer.leaf(record, leaf) not in taken:
            return
        if leaf.maker == "company":
            record.scene.is_company("")
        record.facts.pop(leaf.key, None)
    shown = leaf.schema.get("examples", ()) if leaf.maker != "username" else ()  # a login is of its person's name
    shown = (*shown, *(said_of_any((leaf.noun,)) if leaf.maker == "title" else ()))
    left = of_town(record, leaf, [e for e in shown if e not in taken and leaf.check(e)])
    if not left and leaf.maker == "search" and shown:
        left = [min(shown, key=taken.count)]  # what was looked for elsewhere can be looked for here
    own, wanted = apt.sorts_beside(record, leaf), apt.sorts_around(record, leaf)
    left = [e for e in sorts.fitting_names(left, [*own, *wanted]) if fits_software(record, leaf, e)]
    if topic := topic_around(record, leaf):
        left, wanted = on_topic(left, topic), [topic]
    wanted = wanted or (own if leaf.noun in lexicon.OF_SORT else [])
    more = (apt.named_after(record, leaf, wanted[0]) for _ in range(_TRIES)) if wanted and not left else iter(left)
    other = next((name for name in more if name not in taken and leaf.check(name)), None)
    if other is not None:
        record.facts[leaf.key] = other
    drawer.leaf(record, leaf)


def in_their_currency(
    record: Record, leaves: Iterable[LeafPlan], others: Iterable[Record], asked: Asked, usual: str = ""
) -> None:
    """Let a thing be in the currency of the others that are known, else the usual: a service reckons in one."""
    leaf = next((x for x in leaves if x.maker == "currency"), None)
    if (
        leaf is None
        or leaf.noun in lexicon.PRICED_THERE
        or leaf.noun in _OF_THEIR_OWN
        or "@currency/" in {*record.facts, *asked.kinds}
    ):
        return
    told = next((c for r in others if r is not record and isinstance(c := r.facts.get(leaf.key), str)), usual)
    if told and leaf.check(told):
        record.facts.setdefault(leaf.key, told)


def at_another_time(drawer: Drawer, record: Record, leaf: LeafPlan | None, others: list[Record]) -> None:
    """Let a thing begin when none of the others of its list does: nobody offers one slot twice."""
    if leaf is not None and record.scene.noun in MONTHLY and leaf.maker == "date":
        _in_another_month(drawer, record, leaf, {r.facts.get(leaf.key) for r in others})
    taken = {r.facts.get(leaf.key) for r in others} if leaf is not None else set()
    if leaf is not None and leaf.maker == "date" and is_on_tour(record):
        _on_another_day(drawer, record, leaf, taken)
    if leaf is None or leaf.maker != "datetime":
        return
    for _ in range(_TRIES):
        if drawer.leaf(record, leaf) not in taken:
            return
        start = record.scene.start
        minute = start.minute + _LATER_MIN
        record.scene.starts(start.replace(minute=minute % 60) + timedelta(days=minute // 60))
        record.facts.pop(leaf.key, None)


def _on_another_day(drawer: Drawer, record: Record, leaf: LeafPlan, taken: Collection[JsonValue]) -> None:
    """Let a show of somebody on tour be on no evening on which they play elsewhere."""
    for _ in range(_MONTHS):
        if drawer.leaf(record, leaf) not in taken or record.scene.before is not None:
            return
        record.scene.starts(record.scene.start + timedelta(days=2))
        record.facts.pop(leaf.key, None)
    drawer.leaf(record, leaf)


def _in_another_month(drawer: Drawer, record: Record, leaf: LeafPlan, taken: Collection[JsonValue]) -> None:
    """Let what is of a month be of the last one that none of the others is of."""
    for _ in range(_MONTHS):
        if drawer.leaf(record, leaf) not in taken or record.scene.before is not None:
            return
        record.scene.moves(first_day(record.scene.start.date(), back=1))
        record.facts.pop(leaf.key, None)
    drawer.leaf(record, leaf)


_MONTHS = 12


def is_told(drawer: Drawer, record: Record, item: Part, others: Iterable[Record]) -> bool:
    """Whether a thing is told by the airport code or name of another one: there is only one airport of a code."""
    leaf = next((x for x in item.leaves() if x.maker == "iata" and not x.role and x.key in ("code", "iata")), None)
    if leaf is None and not any(x.maker in ("date", "datetime") for x in item.leaves()):
        leaf = next((x for x in item.leaves() if x.key in _FRONTS), None)
    return leaf is not None and any(drawer.leaf(record, leaf) == drawer.leaf(r, leaf) for r in others)


def is_again(record: Record, item: Part, others: Iterable[Record]) -> bool:
    """Whether a list shows a thing already: one of the same identifier, or of the same name where things have names."""
    if is_warned_of(record, others := list(others)):
        return True
    leaf = next((x for x in item.leaves() if x.key in _OWN_NAMES and x.maker in _NAMES), None)
    if leaf is None and item.noun in ASKING:
        leaf = next((x for x in item.leaves() if x.key in _FRONTS), None)
    name = record.facts.get(leaf.key) if leaf is not None else None
    alike = (r for r in others if r is not record)
    return any(
        r.facts.get("id") == record.facts.get("id")
        or (leaf is not None and name is not None and r.facts.get(leaf.key) == name)
        for r in alike
    )
