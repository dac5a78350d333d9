"""What has an order: lowest, median and highest of one object, and lists that a call wants sorted."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC
from typing import Any

from toolgraph.meaning.text import words
from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.world.asked import moment_of
from toolgraph.world.degrees import degree, graded_by
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Record
from toolgraph.world.shape import Part
from toolgraph.world.stages import in_step

LOW = frozenset("lowest minimum low from least start".split())
HIGH = frozenset("highest maximum high to most end".split())
_BETWEEN = frozenset("median average mean open close opening closing last current typical previous".split())
_SORTING = frozenset("sort order orderby sortby".split())
_FALLING = frozenset("desc descending newest latest last highest best largest most top popular recent reverse".split())
_RISING = frozenset("asc ascending oldest earliest lowest cheapest nearest soonest next closest shortest".split())
# What words of an order speak of where the leaf has another name.
_ABOUT = {
    "newest": "date", "latest": "date", "recent": "date", "oldest": "date", "earliest": "date", "soonest": "date",
    "cheapest": "money", "price": "money", "cost": "money", "best": "rating", "top": "rating", "rating": "rating",
    "popular": "rating", "next": "date", "nearest": "far", "closest": "far", "distance": "far", "shortest": "minutes",
    "largest": "size", "smallest": "size", "due": "date", "changed": "date", "rated": "rating",
    "close": "date", "closing": "date",
    "title": "title", "date": "date", "datetime": "date", "time": "date", "created": "date", "name": "title",
}  # fmt: skip
_MAKERS = {"date": ("datetime", "date"), "money": ("money",), "rating": ("rating",), "title": ("title", "person"),
           "far": ("metres", "kilometres"), "minutes": ("minutes",), "size": ("money", "count")}  # fmt: skip


def put_in_order(part: Part, out: JsonObject, record: Record, told: JsonObject) -> None:
    """Let the lowest of what an object tells be below the middle, and that below the highest, in place.

    Args:
        told: Facts that the call itself tells; they stay.
    """
    groups: dict[tuple[str, ...], dict[str, list[tuple[str, LeafPlan]]]] = {}
    for name, leaf, side, rest in part.seen(sided):
        if leaf.key not in told and _is_number(out.get(name)):
            groups.setdefault(rest, {}).setdefault(side, []).append((name, leaf))
    for sides in groups.values():
        ordered = [*sides.get("low", ()), *sides.get("mid", ()), *sides.get("high", ())]
        if len(sides) > 1:
            _sort(ordered, len(sides.get("low", ())), len(sides.get("high", ())), out, record)
        if all(len(sides.get(side, ())) == 1 for side in ("low", "mid", "high")):
            _between(ordered, out, record)


def _between(ordered: list[tuple[str, LeafPlan]], out: JsonObject, record: Record) -> None:
    """Let a median be somewhat below the middle, as those of prices and salaries are, where it is near an end."""
    low, mid, high = ordered
    if not _MIDDLE & set(mid[1].tokens):
        return
    least, span = out[low[0]], out[high[0]] - out[low[0]]
    if span <= 0 or _NEAR_AN_END <= (out[mid[0]] - least) / span <= 1 - _NEAR_AN_END:
        return
    value = float(f"{least + span * _USUAL_SHARE:.3g}")
    shown = round(value) if mid[1].type == "integer" else value
    if least < shown < out[high[0]] and mid[1].check(shown):
        out[mid[0]] = record.facts[mid[1].key] = shown


_MIDDLE = frozenset(("median", "typical"))
_NEAR_AN_END, _USUAL_SHARE = 0.25, 0.42


def sided(part: Part) -> list[tuple[str, LeafPlan, str, tuple[str, ...]]]:
    """The leaves that are the low, middle or high end of something, with that end and what it is of."""
    out = []
    for name, leaf in ((n, inner.leaf) for n, inner in part.props if inner.leaf is not None):
        side = next((k for k, w in (("low", LOW), ("high", HIGH), ("mid", _BETWEEN)) if w & set(leaf.tokens)), "")
        rest = tuple(t for t in leaf.tokens if t not in LOW | HIGH | _BETWEEN)
        out += [(name, leaf, side, rest)] if side else []
    return out


# What a price was at the end of a step.
_LEVELS = ("close", "price", "rate", "value")


def tell_change(part: Part, out: JsonObject, record: Record) -> None:
    """Let the change in percent of an object be that from the first to the last price of its list, in place."""
    lists = [out[name] for name, inner in part.props if inner.kind == "list" and name in out]
    told = next(
        ((n, p.leaf) for n, p in part.props if p.leaf is not None and {"change", "percent"} == set(p.leaf.tokens)), None
    )
    if told is None or len(lists) != 1:
        return
    rows = [row for row in lists[0] if isinstance(row, dict)]
    key = next((k for k in _LEVELS if rows and all(_is_number(row.get(k)) for row in rows)), None)
    first, last = (rows[0][key], rows[-1][key]) if key else (0, 0)
    value = round(100 * (last - first) / first, 1) if first else None
    if value is not None and told[1].check(value):
        out[told[0]] = record.facts[told[1].key] = value


def sum_up(part: Part, out: JsonObject, record: Record) -> None:
    """Let the lowest, highest and mean of an object be those of the one number that its list holds, in place."""
    lists = [(out[name], inner.item) for name, inner in part.props if inner.kind == "list" and inner.item is not None]
    if len(lists) != 1 or lists[0][1].entity is not None:
        return
    counted = [leaf for leaf in lists[0][1].leaves() if leaf.type in ("integer", "number") and len(leaf.tokens) == 1]
    if len(counted) != 1 or lists[0][1].kind != "object":
        return
    name = next((n for n, inner in lists[0][1].props if inner.leaf is counted[0]), "")
    values = [item[name] for item in lists[0][0] if _is_number(item.get(name))]
    for own, inner in part.props if values else ():
        leaf = inner.leaf
        if leaf is None or leaf.type not in ("integer", "number") or len(leaf.tokens) != 1:
            continue
        word = leaf.tokens[0]
        mean = round(sum(values) / len(values), 1) if word in ("mean", "average") else None
        value = min(values) if word in LOW else max(values) if word in HIGH else mean
        if value is not None and leaf.check(value):
            out[own] = record.facts[leaf.key] = value


def in_time(item: Part, shown: list[JsonObject]) -> list[JsonValue]:
    """Parts of a whole, such as readings, in the order of their time where they have one."""
    timed = next((n for n, inner in item.props if inner.leaf is not None and inner.leaf.maker in _MAKERS["date"]), "")
    moments = [each.get(timed) for each in shown]
    return sorted(shown, key=lambda each: str(each[timed])) if timed and all(moments) else list(shown)


def _sort(ordered: list[tuple[str, LeafPlan]], lows: int, highs: int, out: JsonObject, record: Record) -> None:
    values = [out[name] for name, _ in ordered]
    low, high = sorted(values)[:lows], sorted(values)[len(values) - highs :]
    if all(v <= min(values[lows:]) for v in values[:lows]) and all(
        v >= max(values[: len(values) - highs]) for v in values[len(values) - highs :]
    ):
        return
    middle = list(values)
    for taken in (*low, *high):
        middle.remove(taken)
    new = [*low, *middle, *high]
    if all(leaf.check(value) for (_, leaf), value in zip(ordered, new, strict=True)):
        for (name, leaf), value in zip(ordered, new, strict=True):
            out[name] = record.facts[leaf.key] = value


def _is_number(value: JsonValue) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def in_wanted_order(
    records: list[Record], arguments: JsonObject, leaves: tuple[LeafPlan, ...], draw: Callable[[Record, LeafPlan], Any]
) -> list[Record]:
    """Records as the call wants them sorted; unchanged where it does not say, or nobody can tell.

    Args:
        draw: Gives the value of a leaf of a record.
    """
    said = [str(v) for k, v in arguments.items() if set(words(k)) & _SORTING and isinstance(v, str)]
    tokens = [t for text in said for t in words(text)]
    if not tokens or len(records) < 2:
        return records
    leaf = _sorted_by(tokens, leaves)
    if leaf is None:
        return records
    values = {id(r): _drawn(r, leaf, leaves, draw) for r in records}
    if len({type(v) for v in values.values()}) != 1 or isinstance(next(iter(values.values())), (list, dict, bool)):
        return records
    falling = bool(set(tokens) & _FALLING) or said[0].startswith("-")
    rising = bool(set(tokens) & _RISING) or leaf.maker != "rating"
    return sorted(records, key=lambda r: values[id(r)], reverse=falling or not rising)


def in_usual_order(
    records: list[Record],
    said: str,
    time: LeafPlan | None,
    leaves: tuple[LeafPlan, ...],
    draw: Callable[[Record, LeafPlan], Any],
) -> list[Record]:
    """Records as a spec says that they are shown (`cheapest first`, `by name`), else by their time.

    What lies ahead is shown soonest first, what has been newest first, and what goes on step by step as it happens.

    Args:
        said: The description of the list.
        time: The leaf that tells when a thing takes place; None for none.
    """
    if len(records) < 2 or any(x.key in _NUMBERED for x in leaves):
        return records
    leaf, tokens = _told_order(said.lower(), leaves)
    leaf = leaf if tokens else time
    if leaf is None and (named := next((x for x in leaves if x.maker == "title"), None)) is not None:
        return in_step(records, [draw(r, named) for r in records])
    falling = bool({"most", *_FALLING} & set(tokens))
    if leaf is None:
        return records
    drawn = [_drawn(r, leaf, leaves, draw) for r in records]
    values: list[Any] = [degree(v) if leaf.maker == "choice" else _comparable(v) for v in drawn]
    if any(v is None for v in values) or len({type(v) for v in values}) != 1:
        return records
    if not tokens:
        clock = records[0].scene.setting.clock.timestamp()
        stepwise = records[0].scene.ahead or bool(_STEPWISE & set(words(said)))
        falling = not stepwise and any(isinstance(v, float) and v < clock for v in values)
    if leaf.maker in _TIMES and "next" in tokens:  # what is over comes behind what lies ahead
        now = records[0].scene.setting.clock.timestamp()
        return [records[n] for n in sorted(range(len(records)), key=lambda n: (values[n] < now, abs(values[n] - now)))]
    order = sorted(range(len(records)), key=lambda n: values[n], reverse=falling)
    return [records[n] for n in order]


def _told_order(said: str, leaves: tuple[LeafPlan, ...]) -> tuple[LeafPlan | None, list[str]]:
    """By what a spec says that a list is ordered, the first that somebody can tell, and in which words; none if not.

    `Search artists by name` may only tell by what one looks for, where something else is said to come first.
    """
    found = [
        f"{each[1] or ''} {each[2] or each[3] or each[4]}"
        for each in sorted(_FIRST.finditer(said), key=lambda m: m[3] is not None)
    ]
    told = [[_DONE.get(word, word) for word in words(text)] for text in found]
    # What fits best is found first, however it is rated, unless how well it fits is told.
    told_match = any("match" in x.tokens for x in leaves)
    able = (
        (leaf, t)
        for t in told
        if (t[-1:] != ["match"] or told_match)
        and (leaf := graded_by(tuple(t), leaves) or _sorted_by(t, leaves)) is not None
    )
    return next(able, (None, told[0] if told else []))


# Of what things are counted that are shown by how often that was done to them.
_DONE = {
    "listened": "listener", "viewed": "view", "watched": "view", "played": "play", "followed": "follower",
    "liked": "like", "downloaded": "download", "starred": "star", "reviewed": "review",
}  # fmt: skip


def says_order(said: str) -> bool:
    """Whether a spec says in which order a list is shown."""
    return _FIRST.search(said.lower()) is not None


def _drawn(
    record: Record, leaf: LeafPlan, leaves: tuple[LeafPlan, ...], draw: Callable[[Record, LeafPlan], Any]
) -> JsonValue:
    """The value of a leaf, an amount after the currency that it is in."""
    for each in leaves if leaf.maker == "money" else ():
        if each.maker == "currency":
            draw(record, each)
    return draw(record, leaf)


def _comparable(value: JsonValue) -> Any:
    """A value to sort by: the seconds of a moment, a number, or a text; None for others."""
    moment = moment_of(value)
    if moment is not None:
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    return value.casefold() if isinstance(value, str) else float(value) if _is_number(value) else None


_FIRST = re.compile(
    r"(?:\b(most(?: \w+)?|best|last) )?\b(\w+)(?: ones?)? (?:first|on top|at the top)\b|"
    r"\bby (name|title|date|time|price|distance|rating)\b|\bin order of (?:the )?(\w+)"
)
_NUMBERED = frozenset(("position", "rank", "track number", "line number", "sequence", "index"))
_TIMES = ("date", "datetime")
_STEPWISE = frozenset("itinerary timeline schedule agenda step leg slot tracking route program programme".split())


def _sorted_by(tokens: list[str], leaves: tuple[LeafPlan, ...]) -> LeafPlan | None:
    exact = [x for x in leaves if set(x.tokens) & set(tokens) and x.maker not in ("choice", "flag", "id")]
    about = [maker for t in tokens for maker in _MAKERS.get(_ABOUT.get(t, ""), ())]
    if exact:  # of the amount and the day that are both due, the day tells what is due first
        return next((x for x in exact if x.maker in about), exact[0])
    return next((x for maker in about for x in leaves if x.maker == maker), None)


def in_week_order(leaf: LeafPlan, values: list[JsonValue]) -> list[JsonValue]:
    """Days of the week as they follow each other, each once; anything else as it is."""
    days = [str(value).lower()[:_DAY_LETTERS] for value in values]
    known = leaf.schema.get("enum") or values
    if len(values) < 2 or not all(str(c).lower()[:_DAY_LETTERS] in _DAYS for c in known):
        return values
    return [value for _, value in sorted(dict(zip(days, values, strict=True)).items(), key=lambda p: _DAYS.index(p[0]))]


_DAYS, _DAY_LETTERS = "mon tue wed thu fri sat sun".split(), 3
