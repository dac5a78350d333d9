"""What is known at a point of a dialogue, and where a value could come from there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time

from toolgraph.check.talk import Called, Talk
from toolgraph.meaning.said import dates_in, fold, here, says, says_at, times_in
from toolgraph.meaning.said.dates import days_in
from toolgraph.meaning.said.match import as_moment, stands_in
from toolgraph.meaning.values import key_of, leaves, resolve, same
from toolgraph.models.base import JsonObject, JsonValue, ValueSource

REFERENCE = re.compile(r"\$\w+?(\d+)\.[^$]*\$")
_NAME = re.compile(r"([^.\[\]]+)(?:\[\d*\])*$")


def label_of(path: str) -> str:
    """The last name of a path, by which a person may mean the value (`filters.include_tax` gives `include_tax`)."""
    match = _NAME.search(path)
    return match[1] if match else ""


def user_says(talk: Talk, text: str, value: JsonValue, path: str) -> bool:
    """Whether a user's text brings a value for an argument path, dates also relative to the clock."""
    if talk.clock is None:
        return says(text, value, label=label_of(path))
    return any(says_at(text, value, clock, label=label_of(path)) for clock in _clocks(talk.clock, own=talk.own))


def _clocks(clock: datetime, *, own: bool) -> tuple[datetime, ...]:
    """Now as a moment in UTC is read by; in dialogues of others it may also be said as it is written."""
    return (clock,) if own else (clock, clock.replace(tzinfo=None))


def in_context(talk: Talk, value: JsonValue) -> bool:
    """Whether the system message brings a value; a fact of the plan that it does not show is known to nobody."""
    return says(talk.given, value)


def by_clock(talk: Talk, value: JsonValue, turn: int) -> bool:
    """Whether a value is now, or a date that the user's words up to a turn mean by the clock."""
    if talk.clock is None or isinstance(value, bool):
        return False
    said = [text for _, text in talk.users[: turn + 1]]
    days = {talk.clock.date()}.union(*(dates_in(text, talk.clock) for text in said))
    if isinstance(value, int | float):
        return _number_of_clock(talk.clock, days, value)
    clocks = _clocks(talk.clock, own=talk.own)
    return isinstance(value, str) and any(_text_of_clock(clock, days, said, value) for clock in clocks)


def _number_of_clock(clock: datetime, days: set[date], value: float) -> bool:
    if value in (clock.year, clock.month, clock.day, clock.hour):
        return True
    moments = [clock, *(datetime.combine(day, time(0), tz) for day in days for tz in (UTC, clock.tzinfo))]
    return any(value in (int(m.timestamp()), int(m.timestamp()) * 1000) for m in moments)


def _text_of_clock(clock: datetime, days: set[date], said: list[str], value: str) -> bool:
    moment = as_moment(here(value, clock.tzinfo))
    if moment is None:
        return any((day.year, day.month, day.day) in days_in(value) for day in days)
    at_said = moment.time is None or moment.time == time(0) or any(moment.time in times_in(text) for text in said)
    at_said = at_said or (
        moment.time is not None and (moment.time.hour, moment.time.minute) == (clock.hour, clock.minute)
    )
    if moment.month is not None:
        return any((day.year, day.month) == moment.month for day in days)
    return at_said and (moment.day is None or moment.day in days)


def is_default(parameters: JsonObject, path: str, value: JsonValue) -> bool:
    """Whether the schema itself gives a value: as its default, its constant or its only choice."""
    return any(_gives(schema, rest, value) for schema, rest in _schemas_on(parameters, path))


def is_choice(parameters: JsonObject, path: str, value: JsonValue) -> bool:
    """Whether the schema names a value as one to choose from."""
    return any(not rest and value in (schema.get("enum") or ()) for schema, rest in _schemas_on(parameters, path))


def _gives(schema: JsonObject, rest: str, value: JsonValue) -> bool:
    offered = [schema[k] for k in ("default", "const") if k in schema]
    if isinstance(schema.get("enum"), list) and len(schema["enum"]) == 1:
        offered.append(schema["enum"][0])
    return any(found == value and type(found) is type(value) for given in offered for found in resolve(given, rest))


def _schemas_on(schema: JsonObject, path: str) -> Iterator[tuple[JsonObject, str]]:
    """Every schema on the way to a path, with what is left of the path from there."""
    if not isinstance(schema, dict):
        return
    yield schema, path
    for keyword in ("anyOf", "oneOf", "allOf"):
        for option in schema.get(keyword) or ():
            yield from _schemas_on(option, path)
    if path.startswith("[") and isinstance(schema.get("items"), dict):
        yield from _schemas_on(schema["items"], path[path.index("]") + 1 :].removeprefix("."))
    for name, inner in (schema.get("properties") or {}).items():
        if path == name or path.startswith((name + ".", name + "[")):
            yield from _schemas_on(inner, path[len(name) :].removeprefix("."))


def results_before(talk: Talk, call: Called) -> Iterator[Called]:
    """Calls whose answers stand before a call, latest first."""
    return (c for c in reversed(talk.calls) if c.answer is not None and c.answer < call.message)


def in_result(earlier: Called, value: JsonValue, *, loose: bool) -> bool:
    """Whether a result brings a value; `loose`: also inside a longer text of it."""
    key = key_of(value)
    for _, leaf in leaves(earlier.result):
        if same(value, leaf):
            return True
        if loose and isinstance(leaf, str) and isinstance(key, str) and len(key) > 2 and stands_in(key, fold(leaf)):
            return True
    return False


def find(talk: Talk, call: Called, path: str, value: JsonValue) -> ValueSource | None:
    """Where an argument's value can come from, when nothing is known but the dialogue itself; None for nowhere."""
    if any(user_says(talk, text, value, path) for i, text in talk.users if i < call.message):
        return "user"
    if isinstance(value, str) and (match := REFERENCE.fullmatch(value)):
        return "result" if int(match[1]) <= talk.calls.index(call) else None
    if any(in_result(earlier, value, loose=not talk.own) for earlier in results_before(talk, call)):
        return "result"
    if call.tool is not None and is_default(call.tool.parameters, path, value):
        return "default"
    if in_context(talk, value):
        return "context"
    return "clock" if by_clock(talk, value, call.turn) else None


def is_known_later(talk: Talk, call: Called, path: str, value: JsonValue) -> bool:
    """Whether a value is first said or answered after the call that uses it."""
    if any(user_says(talk, text, value, path) for i, text in talk.users if i > call.message):
        return True
    return any(
        later.answer is not None and later.answer > call.message and later.id != call.id
        and in_result(later, value, loose=False)
        for later in talk.calls
    )  # fmt: skip


_WORD = re.compile(r"[^\W_]{4,}")
_FEWEST_WORDS = 4
_KNOWN_SHARE = 0.6


def is_composed(talk: Talk, call: Called, value: JsonValue) -> bool:
    """Whether a text of four words or more is mostly made of words known by then, and of no other numbers."""
    if not isinstance(value, str) or len(value.split()) < _FEWEST_WORDS:
        return False
    known = fold(" ".join([text for i, text in talk.users if i < call.message] + _results_text(talk, call)))
    if any(not stands_in(number, known) for number in re.findall(r"\d+", value)):
        return False
    words = [w.casefold() for w in _WORD.findall(value)]
    return sum(w in known for w in words) >= _KNOWN_SHARE * len(words)


def _results_text(talk: Talk, call: Called) -> list[str]:
    return [str(leaf) for earlier in results_before(talk, call) for _, leaf in leaves(earlier.result)]
