"""What the items of one list go by: alone where that tells them apart, and a day that is that of all of them once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from toolgraph.llm.offline.names import Learned
from toolgraph.llm.offline.naming import Named, code_name, item_name, timed_name
from toolgraph.llm.offline.written import Ink, is_id, moment, words_of
from toolgraph.meaning.said import here
from toolgraph.meaning.said.match import Moment, as_moment
from toolgraph.models.base import JsonObject, JsonValue

_PLACES = frozenset("city town country region area address location street".split())
_LOOKED_AT = 6  # items by which it is seen whether all go by the same
_TIMES_MIN = 3
_PAIR = 2  # words of `company_id`
_ONE = "one "


def names_of(
    items: Sequence[JsonValue], all_of_it: Sequence[JsonValue], thing: str, arguments: JsonObject, ink: Ink
) -> list[Named]:
    """What each of some items is called; of one that is no record, nothing.

    Args:
        items: Those that are told.
        all_of_it: The whole list.
        arguments: What the list was asked for with.
    """
    names = [item_name(i, thing, ink) if isinstance(i, dict) else Named("", frozenset()) for i in items]
    alike = len(items) > 1 and ink.held.plain(names[0].text) == ink.held.plain(names[1].text)
    if alike and _says_nothing(all_of_it[:_LOOKED_AT], thing, arguments, ink):
        names = [_by_itself(i, thing, ink) if isinstance(i, dict) else n for i, n in zip(items, names, strict=True)]
    return within_a_day(names, items, ink)


def _by_itself(item: JsonObject, thing: str, ink: Ink) -> Named:
    """An item by its own number, or by the time at which it begins or leaves; by nothing where it has neither."""
    own = code_name(item, thing, ink)
    return own if own.text or _is_sorted(item) else timed_name(item, ink)  # a motion sensor is told by its sort


def _is_sorted(item: JsonValue) -> bool:
    return isinstance(item, dict) and any(words_of(k)[-1] in ("kind", "type") for k in item)


def with_whose(items: Sequence[JsonValue], names: Learned) -> tuple[Sequence[JsonValue], str]:
    """Items with the name of the company or person that each is of by an id alone, and its key; "" where none is known.

    Args:
        names: What things are called, by their ids, as far as results up to here tell.
    """
    records = [i for i in items if isinstance(i, dict)]
    ids = [k for k in records[0] if is_id(k)] if len(records) == len(items) > 1 else []
    keys = [k for k in ids[1:] if _is_somebody(k)]  # the first is the thing's own
    for key in (k for k in keys if f"{words_of(k)[0]}_name" not in records[0]):
        called = [names.get(str(r.get(key))) for r in records]
        if all(called) and len(set(called)) > 1:
            mine = f"{words_of(key)[0]}_name"
            return [{**r, mine: c} for r, c in zip(records, called, strict=True)], mine
    return items, ""


def _is_somebody(key: str) -> bool:
    words = words_of(key)
    return is_id(key) and len(words) == _PAIR and words[0] in _SOMEBODY


_SOMEBODY = frozenset("company customer employer traveller passenger patient guest contact client".split())


def _says_nothing(items: Sequence[JsonValue], thing: str, arguments: JsonObject, ink: Ink) -> bool:
    """Whether all go by the same, which is a day (the month of budgets) or what they were asked for by (a payee)."""
    records = [i for i in items if isinstance(i, dict)]
    names = [item_name(r, thing, ink) for r in records]
    if len(names) < 2 or len({ink.held.plain(n.text) for n in names}) > 1:
        return False
    used = [k for k in names[0].used if k in records[0]]
    asked = {words_of(k)[0] for k in arguments if is_id(k)}
    dated = all(as_moment(str(records[0][k])) is not None for k in used)
    given = dated or asked & {words_of(k)[0] for k in used} or any(records[0][k] in arguments.values() for k in used)
    return bool(given)


def within_a_day(names: Sequence[Named], items: Sequence[JsonValue], ink: Ink) -> list[Named]:
    """Hours of one day, and what leaves in one: the first of a day with the day, the others by their time alone."""
    known = [_moment_of(n, i, ink) for n, i in zip(names, items, strict=True)]
    sorted_out = any(_is_sorted(i) for i in items)  # a video visit on a day is told with that
    if sorted_out or len(names) < _TIMES_MIN or not all(m and m.day and m.time and not m.time.second for m in known):
        return list(names)
    out = [names[0]]
    for name, before, this in zip(names[1:], known, known[1:], strict=False):
        same = before and this and before.day == this.day
        out.append(name._replace(text=ink.held.hold(moment(f"{this.time:%H:%M}", ink))) if same and this else name)
    return out


def _moment_of(name: Named, item: JsonValue, ink: Ink) -> Moment | None:
    """The moment by which an item goes, and by nothing else."""
    if not isinstance(item, dict) or len(name.text) != 1 or len(name.used) != 1:
        return None
    return as_moment(here(str(item.get(next(iter(name.used)), "")), ink.clock.tzinfo))


def said_by_names(items: Sequence[JsonValue], names: Sequence[Named], paths: Sequence[str], ink: Ink) -> frozenset[str]:
    """Keys of what the name of one item says already, and so is told of none: but in which town each is can be told."""
    out = set()
    for item, name in zip(items, names, strict=True):
        called = ink.held.plain(name.text)
        out |= {p for p in paths if isinstance(item, dict) and _says(called, p, item)}
    return frozenset(out)


def _says(called: str, path: str, item: Mapping[str, JsonValue]) -> bool:
    return words_of(path)[-1] not in _PLACES and is_in_name(item.get(path), called)


def is_in_name(value: JsonValue, called: str) -> bool:
    """Whether a text stands in what a thing goes by, as words of it."""
    return isinstance(value, str) and f" {value.casefold()} " in f" {called.casefold()} "


def without_one(name: Named) -> str:
    """What goes behind the kind of a thing of that name: `started on 4 March`, of `one started on 4 March`."""
    return name.text.removeprefix(_ONE)
