"""Things found, in a sentence: a short list whole, a long one by its first, each with what tells most of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from toolgraph.llm.offline.alike import is_of_a_sort, known_as, onward, shared, sort_of, telling
from toolgraph.llm.offline.amounts import LONG_SECONDS
from toolgraph.llm.offline.fields import Fact, facts_of
from toolgraph.llm.offline.grammar import Speaker
from toolgraph.llm.offline.itemnames import is_in_name, names_of, said_by_names, with_whose, without_one
from toolgraph.llm.offline.names import Learned
from toolgraph.llm.offline.naming import Named, item_name, noun, scalar
from toolgraph.llm.offline.news import is_asked
from toolgraph.llm.offline.shape import Shape, counted_as, plural
from toolgraph.llm.offline.telling import flag_fact, not_so
from toolgraph.llm.offline.told import Told
from toolgraph.llm.offline.twosided import sides_of
from toolgraph.llm.offline.unnamed import is_judgement, judgement, nameless, noun_beside_sort
from toolgraph.llm.offline.written import Ink, folded, label_of, number, plain_text, words_of
from toolgraph.meaning.said.match import as_moment
from toolgraph.meaning.said.numbers import ONES
from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.models.dialogue_plan import Pick, PlannedCall

_WHOLE = 6  # items up to which nothing is left out where there is room
_FIRST = 4  # items that are told of a longer list
_ALL_HOURS = 12  # that are told where there is room, as a forecast is no list of things
_FEWEST = 2
_FACTS = 2
_MOST = 4
_ALIKE = 2  # items by which it is seen what such items tell: of one that is done not when it was due
_AVERAGE_MIN = 40  # words of room from which what stands beside a list is told as well
_WHOSE = ""  # where it stands beside a list under which key each item has whose it is
_ENDING = frozenset(("last", "four"))
_LAST = ("and", "and", "and", "and", "plus")
_TIMES = frozenset("hour day night week month quarter year".split())  # which nobody finds
_FLAT = re.compile(r"(?:\w+ed )?(?:for|on|in|at|with|by|from|to|until|between|under) ")
_WAY = re.compile(r"(?:from [\ue000-\uf8ff] )?to [\ue000-\uf8ff]$")
_PARTED = re.compile(r", | / ")  # within what would run on into what comes behind it
_PLACED = re.compile(r"(?:for|on|in|at|with|by|from|to|until|between|under) ")


Facts = tuple[JsonObject, str, tuple[str, ...]]


class Shown(NamedTuple):
    """Some items of a list as they are told.

    Attributes:
        texts: Each item with what is told of it.
        facts: The items that are records, what each is called, and the keys of what is told of it.
        last: Place of the last one that is told.
        wanted: How many were to be told.
    """

    texts: list[str]
    facts: list[Facts]
    last: int
    wanted: int


class Lister:
    """Tells lists of one dialogue.

    Args:
        picks: All picks of the plan: what the user will single out must have been told.
        told: What has been told; what is told here is added.
        names: What things are called, by their ids, as far as results up to here tell.
    """

    def __init__(self, picks: Sequence[Pick], speaker: Speaker, told: Told, names: Learned) -> None:
        self.picks = picks
        self.speaker = speaker
        self.told = told
        self.names = names
        self._shared: set[str] = set()  # what has been said of all of some things in this turn
        self.in_part = False  # whether some list of this turn has more than was told

    def begin(self) -> None:
        """Another turn is told, or the same one anew."""
        self._shared.clear()
        self.in_part = False

    def sentence(
        self, call: PlannedCall, shape: Shape, ink: Ink, *, room: int, where: str = "", about: str = ""
    ) -> str:
        """One sentence on a list, ending in a full stop.

        Args:
            room: About how many words there is room for.
            where: Where they are, with a space before it.
            about: The wish: `compare travel times`.
        """
        items, count = shape.items, shape.total if shape.total is not None else len(shape.items)
        thing = counted_as(shape.thing)
        many, one = f"{noun(plural(thing, count))}{where}", f"{noun(thing)}{where}"
        slots = {"count": counted(count, ink), "things": many, "thing": one}
        if not items and not count:
            return self.speaker.say("list_empty", {"things": f"{noun(plural(shape.thing, 2))}{where}"})
        known, whose = with_whose(items, self.names)
        shape = shape._replace(items=tuple(known), around={**shape.around, _WHOSE: whose})
        told = self._fitting(call, shape, room, ink, about)
        if not told.texts:
            return self.speaker.say("list_bare" if count > 1 else "list_lone", slots)
        for record, called, paths in told.facts:
            self.told.add(record, called, paths)
        slots |= {"items": _joined(told.texts, self.speaker), "first": counted(len(told.texts), ink)}
        self.in_part |= len(told.texts) < count
        if count == 1:  # there is just one alert: the one from Lima to Paris
            slots["items"] = re.sub(r"^one (?=(?:for|on|in|at|with|by|from|to) )", "the one ", slots["items"])
        part = "list_led" if len(told.texts) == 1 else "list_part" if told.last < told.wanted else "list_some"
        part = "list_times" if shape.thing.rpartition(" ")[2] in _TIMES else part
        full = "list_times_all" if part == "list_times" else "list_found"
        rule = "list_one" if count == 1 else part if len(told.texts) < count else full
        whole = len(told.texts) == len(shape.items)
        beside = shared(shape.items, shape.thing, call.arguments, ink) if whole else ""
        plain = ink.held.plain(beside)
        beside = "" if plain in self._shared else beside
        self._shared.add(plain)
        return self.speaker.say(rule, slots) + beside + (_around(shape, ink) if room >= _AVERAGE_MIN else "")

    def _fitting(self, call: PlannedCall, shape: Shape, room: int, ink: Ink, about: str) -> Shown:
        """As much of a list as there is room for: rather all of it with less of each than some of it with more."""
        tried = Shown([], [], 0, 0)
        whole = _ALL_HOURS if shape.thing.rpartition(" ")[2] in _TIMES else _WHOLE
        for most, facts in _ways(len(shape.items), whole):
            tried = self._items(call, shape, self._shown(call, shape, most), facts, ink, about)
            if sum(len(ink.held.plain(t).split()) for t in tried.texts) <= room:
                break
        return tried

    def _wanted(self, call: PlannedCall, shape: Shape) -> list[Pick]:
        return [p for p in self.picks if p.call == call.id and p.path.startswith(f"{shape.path}[")]

    def _shown(self, call: PlannedCall, shape: Shape, most: int) -> list[int]:
        """Which items of a list are told: the first, and those that the user will choose."""
        wanted = self._wanted(call, shape)
        at = sorted({int(re.findall(r"\[(\d+)\]", p.path[len(shape.path) :])[0]) for p in wanted})
        shown = sorted({*range(min(most, len(shape.items))), *(i for i in at if i < len(shape.items))})
        if any(p.value is None for p in wanted) and at[-1] < _WHOLE:
            shown = list(range(min(len(shape.items), max(most, at[-1] + 1))))
        return shown

    def _items(self, call: PlannedCall, shape: Shape, shown: Sequence[int], most: int, ink: Ink, about: str) -> Shown:
        by = frozenset(p.by for p in self._wanted(call, shape) if p.by)
        items = [shape.items[i] for i in shown]
        names = names_of(items, shape.items, shape.thing, call.arguments, ink)
        bare = len(items) > 1 and not any(n.text for n in names)
        paths = _telling(shape, ink, by, _FACTS if bare else most, about)
        said = said_by_names(items, names, paths, ink) - by
        paths = tuple(p for p in paths if p not in said)
        told = [self._item(entry, call, shape.thing, paths, ink) for entry in zip(items, names, strict=True)]
        each = _told_apart(items, [text for text, _ in told], ink)
        texts = [text for text in each if text]  # two of four stars are two, where nothing tells them apart
        alike = len({ink.held.plain(text) for text in texts}) < len(texts)
        if alike and most < _MOST:  # two that read the same are told by more
            return self._items(call, shape, shown, most + 1, ink, about)
        return Shown(texts, [facts for _, facts in told if facts], shown[-1] if shown else 0, len(shown))

    def _item(
        self, entry: tuple[JsonValue, Named], call: PlannedCall, thing: str, paths: tuple[str, ...], ink: Ink
    ) -> tuple[str, Facts | None]:
        """An item as it is told, and what is told of it; None where it has no parts."""
        item, name = entry
        if not isinstance(item, dict):
            ok = plain_text(item) or isinstance(item, int | float)
            return (ink.held.hold(scalar(item, ink)) if ok and not isinstance(item, bool) else "", None)
        if (sides := sides_of(item)) is not None:
            front, back = (ink.held.hold(text) for text in (str(item[sides[0]]), f"“{item[sides[1]]}”"))
            return f"{front}: {back}", (item, str(item[sides[0]]), sides)
        judged = is_judgement(item, thing, name.used)
        name = Named("", frozenset()) if judged else name
        kept = {**item, **{p: _near(str(item[p]), call.arguments) for p in paths if isinstance(item.get(p), str)}}
        facts = {f.path: f for f in facts_of(kept, ink, name.used, thing, frozenset(paths))}
        facts = {**not_so(item, paths, thing), **facts}
        called = ink.held.plain(name.text)
        paths = tuple(p for p in paths if p in facts and p in item and not is_in_name(item[p], called))
        briefs = [onward(facts[p].brief, call.arguments, ink) or _plainly(p, item[p], ink) for p in paths]
        briefs = [b for b in briefs if not called or called not in ink.held.plain(b).partition("“")[0]]
        briefs = [b for b in briefs if b != "not sold out"]  # which is what everybody expects
        if any(b.startswith("due ") for b in briefs):
            briefs = [b.removesuffix(" due") for b in briefs]
        known = item, called.strip("“”"), (*name.used, *paths)
        briefs = list({b.partition(" ")[0] if _FLAT.match(b) else b: b for b in reversed(briefs) if b}.values())[::-1]
        if judged:
            return judgement(item, briefs, ink), known
        if not name.text:
            return nameless(item, thing, paths, briefs, ink), known
        return _noted(name, item, thing, briefs, ink), known


def counted(count: int, ink: Ink) -> str:
    """A number of things: in words up to twelve."""
    return ONES[count] if 0 < count <= 12 else ink.held.hold(number(count))


def _ways(count: int, whole: int) -> Iterator[tuple[int, int]]:
    """How many items of so many may be told, and how much of each, the fullest first."""
    if count <= whole:  # of an hour nobody wants the name alone
        yield from ((count, facts) for facts in range(_FACTS, -1 if whole == _WHOLE else 0, -1))
    if count > _WHOLE:
        yield from ((_FIRST, facts) for facts in range(_FACTS, 0, -1))
        yield _FEWEST, 1


def _near(text: str, arguments: Mapping[str, JsonValue]) -> str:
    """An address without the town, where that is where somebody has looked for it."""
    street, comma, rest = text.partition(", ")
    around = any(isinstance(v, str) and len(v) > 2 and v in rest for v in arguments.values()) if comma else False
    return street if around and re.search(r"\d", street) else text


def _telling(shape: Shape, ink: Ink, by: frozenset[str], most: int, about: str) -> tuple[str, ...]:
    """Which values to tell of every item: those by which they differ, and those the user will ask for."""
    records = [i for i in shape.items[:5] if isinstance(i, dict)]
    if not records:
        return ()
    name = item_name(records[0], shape.thing, ink)
    used = name.used
    apart = records if any(words_of(k)[-1] in ("unit", "units") for k in records[0]) else records[:_ALIKE]
    known = [f for r in apart for f in facts_of(r, ink, used, shape.thing)]
    known += _flags(records, {f.path for f in known}, used, shape.thing)
    sort = sort_of(records[0], name, shape.thing)
    differ = [p for p in telling(records, known, sort) if not _is_told_of_some(p, records)]
    wanted = [p for p in differ if is_asked(p, about) or _decides(p) or p == shape.around.get(_WHOSE)]
    differ = list(dict.fromkeys((*differ[:1], *wanted, *differ)))
    asked = (p.split(".")[0] for p in sorted(by) if p.split(".")[0] not in used)
    tops = tuple(known_as(p, records, known) for p in asked)
    most += (sort in differ) + bool(wanted)  # the sort stands for a name, and what was asked for has its own place
    return tuple(dict.fromkeys((*tops, *differ)))[: max(most, len(tops))]


def _is_told_of_some(path: str, records: Sequence[JsonObject]) -> bool:
    """Whether a value is one that is told where it is small alone, and some are not: how many seconds a run took."""
    short = words_of(path)[-1] in ("s", "sec", "secs", "seconds")
    return short and any(isinstance(v := r.get(path), int | float) and v >= LONG_SECONDS for r in records)


def _decides(path: str) -> bool:
    """Whether a value decides what becomes of a thing, and so is told of all: whether it is sold out, or closed now."""
    return " ".join(w for w in words_of(path) if w != "is") in _DECIDING


_DECIDING = frozenset(("sold out", "open", "in stock", "resolved", "online", "severity"))


def _flags(records: Sequence[JsonObject], known: set[str], used: frozenset[str], thing: str) -> list[Fact]:
    """What some of the items are and others are not, where the first ones are not."""
    keys = [k for k, v in records[0].items() if isinstance(v, bool) and k not in known | used]
    differ = [k for k in keys if any(r.get(k) is True for r in records) and any(r.get(k) is False for r in records)]
    return [f for k in differ if (f := flag_fact(k, thing, value=True)) is not None]


def _noted(name: Named, item: JsonObject, thing: str, briefs: Sequence[str], ink: Ink) -> str:
    """A named item with notes behind it: `Squats (beginner)`, `Café Wren at 3 Mill Street`, `express (16 March)`."""
    if not briefs:
        return name.text
    dates = _dates(item, name.used)
    way = next((b for b in briefs if _WAY.match(b)), "") if dates and name.used else ""
    if way:  # nobody calls it by its day
        day = f"on {name.text}" if len(name.text) == 1 else without_one(name)
        return f"one {way} ({', '.join([day, *(b for b in briefs if b != way)])})"
    sort = next((b for b in briefs if is_of_a_sort(b, item, ink)), "")
    if sort and sort_of(item, name, thing):
        beside = noun_beside_sort(thing)
        one = sort if beside == "one" else f"a {sort} {beside}"
        return f"{one} ({', '.join([without_one(name), *(b for b in briefs if b != sort)])})"
    kind = next((b for b in briefs if _is_word(b, item, ink)), "") if name.used and not name.bare else ""
    if kind and dates:
        behind = [without_one(name), *(b for b in briefs if b != kind)]
        return f"a {kind} {noun_beside_sort(thing)} ({', '.join(behind)})"
    placed = all(map(_PLACED.match, briefs)) and not dates and not _PARTED.search(ink.held.plain(" ".join(briefs)))
    return f"{name.text} {' '.join(briefs)}" if placed else f"{name.text} ({', '.join(briefs)})"


def _told_apart(items: Sequence[JsonValue], texts: Sequence[str], ink: Ink) -> Sequence[str]:
    """Items of which some go by the same words, each with its last digits: `a debit one ending in 3737`."""
    heads = [ink.held.plain(t.partition(" (")[0]) for t in texts]
    if len(set(heads)) == len(heads):
        return texts
    digits = [
        next((str(v) for k, v in i.items() if {*words_of(k)} >= _ENDING), "") if isinstance(i, dict) else ""
        for i in items
    ]
    if not all(d.isdigit() for d in digits):
        return texts
    parts = [t.partition(" (") for t in texts]
    return [f"{p[0]} ending in {ink.held.hold(d)}{p[1]}{p[2]}" for p, d in zip(parts, digits, strict=True)]


def _is_word(brief: str, item: JsonObject, ink: Ink) -> bool:
    """Whether a note on an item is one of its choices alone (`virtual`), and so stands well before a noun."""
    word = ink.held.value(brief) if len(brief) == 1 else ""
    return (
        word.replace(" ", "").isalpha()
        and word.islower()
        and any(isinstance(v, str) and folded(v) == word for v in item.values())
    )


def _dates(item: JsonObject, used: frozenset[str]) -> bool:
    return all(as_moment(str(item[k])) is not None for k in used if k in item)


def _plainly(path: str, value: JsonValue, ink: Ink) -> str:
    """A value that the user will tell a thing by, with its name."""
    if isinstance(value, bool | dict | list) or value is None:
        return ""
    label, text = label_of(path), scalar(value, ink)
    said = label.rpartition(" ")[2] in text.lower().split(" ")  # half board, the Living room
    return f"{'' if said else label} {ink.held.hold(text)}".strip()


def _around(shape: Shape, ink: Ink) -> str:
    """An average that stands beside a list."""
    for key, value in shape.around.items():
        if "average" in words_of(key) and isinstance(value, int | float) and not isinstance(value, bool):
            stars = " stars" if words_of(key)[-1] == "stars" else ""
            return f" The {label_of(key).removesuffix(' stars')} is {ink.held.hold(number(value))}{stars}."
    return ""


def _joined(texts: Sequence[str], speaker: Speaker) -> str:
    if len(texts) == 1:
        return texts[0]
    last = speaker.rng.choice(_LAST[: len(texts) + 1])
    mark = ";" if any(", " in re.sub(r"\([^)]*\)", "", t) for t in texts) else ","
    return f"{f'{mark} '.join(texts[:-1])}{';' if mark == ';' else ''} {last} {texts[-1]}"
