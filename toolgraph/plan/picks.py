"""What the user must single out: one of several things that an earlier turn listed, told apart by a short value."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from toolgraph.meaning.concept import tool_words
from toolgraph.meaning.extreme import extreme_at
from toolgraph.meaning.text import PERSON_WORDS, singular, words
from toolgraph.models.base import JsonValue
from toolgraph.models.dialogue_plan import Pick
from toolgraph.plan.draft import Chosen, Draft, Made
from toolgraph.plan.paths import Turning, at_path, leaves

_TELLING = (
    "name", "title", "full_name", "label", "subject", "display_name", "airline", "carrier", "model", "brand", "city",
    "venue", "author", "artist", "street", "address", "type", "kind", "category", "date", "start", "time", "departure",
)  # fmt: skip
# The first: all parts between hyphens hold a digit, two of them in all. Written so that no text is tried in many ways.
_OPAQUE = re.compile(
    r"^(?=\D*\d\D*\d)(?:[^\W\d]*\d\w*-)*[^\W\d]*\d\w*-?$|^[0-9a-fA-F-]{12,}$|://|^\W*$|^[A-Za-z0-9+/_-]{24,}={0,2}$"
)
_MOMENT = re.compile(r"^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}.*)?$")
_LONGEST = 48
_JOINTS = frozenset("on of to for in from by with at as".split())  # `comment_on_issue` is about an issue
_HOLLOW = frozenset("item data result entry record value object hit match option element row".split())


def picks_for(draft: Draft, chosen: Iterable[Chosen], fresh: set[tuple[str, str]]) -> list[Pick]:
    """The picks that the user's words of this turn must make, each thing once.

    Args:
        fresh: Keys (call id, list path) of which an item is chosen for the first time, or another one, in this group.
    """
    out: dict[tuple[str, str], Pick] = {}
    chosen = list(chosen)
    places = _places(chosen)
    for one in chosen:
        if one.made.group == draft.group:
            continue  # the user has not seen the list yet; the assistant chooses
        for turning in _telling_turnings(one):
            key = (one.made.id, turning.path)
            several_used = len(draft.used.get(key, ())) > 1 and draft.used[key] != set(places[key])
            if turning.among > 1 and (key in fresh or several_used):
                out[one.made.id, turning.item] = _pick(one.made, turning)
    return list(out.values())


def picks_by_name(chosen: Iterable[Chosen]) -> list[Pick]:
    """Picks of things that the user names although nobody has shown them: whose lamp is broken knows that it is a lamp.

    None for what is singled out by how it stands to the others: the latest order, the cheapest flight.
    """
    out: dict[tuple[str, str], Pick] = {}
    for one in chosen:
        turning = one.turnings[-1]
        items = at_path(one.made.result, turning.path)
        if turning.among < 2 or (isinstance(items, list) and extreme_at(items, turning.at)):
            continue
        pick = _pick(one.made, turning)
        if pick.value is not None and is_name(pick.by):
            out[one.made.id, turning.item] = pick
    return list(out.values())


def is_name(path: str) -> bool:
    """Whether a field of a thing, by its path there, is what people call it by."""
    return "." not in path and not _NAMES.isdisjoint(words(path)[-1:])


_NAMES = frozenset(
    "name title subject label slug username login email number hostname domain version branch filename".split()
)


def _telling_turnings(one: Chosen) -> Sequence[Turning]:
    """The items on the way to a value that must be told: of a plain word in an inner list (a ticker), only the word."""
    last = one.turnings[-1:]
    several = last and last[0].among > 1
    plain = several and not isinstance(at_path(one.made.result, last[0].item), (dict, list))
    return last if plain and _pick(one.made, last[0]).value is not None else one.turnings


def _places(chosen: Iterable[Chosen]) -> dict[tuple[str, str], list[int]]:
    """Which items are taken of each list, in the order in which they are."""
    places: dict[tuple[str, str], list[int]] = {}
    for one in chosen:
        for turning in one.turnings:
            places.setdefault((one.made.id, turning.path), []).append(turning.at)
    return places


def _pick(made: Made, turning: Turning) -> Pick:
    items = at_path(made.result, turning.path)
    by, value = telling(items if isinstance(items, list) else [], turning.at)
    return Pick(
        call=made.id, path=turning.item, count=turning.among, label=thing_at(made, turning.path), by=by, value=value
    )


def thing_at(made: Made, path: str) -> str:
    """What a person calls one item of a list: `flight` for `flights`, the tool's own noun for a bare list."""
    last = re.sub(r"\[\d+\]", "", path.rpartition(".")[2])
    words = [w.lower() for w in re.findall(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+", last)]
    if words:
        words[-1] = singular(words[-1])
    if len(words) > 1 and words[-1] in _MARKS and words[-2] in PERSON_WORDS:
        words.pop()  # the login of a reviewer is that reviewer
    if not words or words[-1] in _HOLLOW:
        nouns = tool_words(made.tool.name, made.tool.http)[1]
        joints = [at for at, noun in enumerate(nouns) if noun in _JOINTS]
        words = list(nouns[max(len(nouns) - 2, joints[-1] + 1 if joints else 0) :]) or ["one"]
    return " ".join(words)


_MARKS = frozenset("login username email id handle".split())


def telling(items: list[JsonValue], at: int) -> tuple[str, JsonValue]:
    """The path and value by which a person tells an item from the others; ("", None) when only its place does."""
    if at >= len(items):
        return "", None
    if not isinstance(items[at], dict):
        plain = _is_sayable(items[at]) and items.count(items[at]) == 1
        return "", items[at] if plain else None
    # A word that stands elsewhere in another item (`urgent`) tells nothing: whoever says it may mean that one.
    others = {str(leaf).lower() for item in items[:at] + items[at + 1 :] for _, leaf in leaves(item)}
    ranked = [(rank, path, value) for path, value in _scalars(items[at]) if (rank := _rank(path, value)) is not None]
    for _, path, value in sorted(ranked, key=lambda one: one[0]):
        if str(value).lower() not in others and _folded(value) not in map(_folded, others):
            return path, value
    return "", None


def _scalars(item: dict[str, JsonValue]) -> Iterable[tuple[str, JsonValue]]:
    for key, value in item.items():
        if isinstance(value, dict):
            yield from ((f"{key}.{inner}", v) for inner, v in value.items() if not isinstance(v, (dict, list)))
        elif not isinstance(value, list):
            yield key, value


def _rank(path: str, value: JsonValue) -> int | None:
    """How well a value tells a thing, 0 best; None when nobody would say it."""
    name = path.rpartition(".")[2]
    words = [w.lower() for w in re.findall(r"[A-Z]?[a-z]+|[A-Z]+", name)]
    if words[-2:] == ["last", "four"] and isinstance(value, str):
        return len(_TELLING)  # by which people tell their cards, rather than by the day on which they expire
    if not words or words[-1] in ("id", "ids", "uuid", "url", "uri", "link", "token", "hash", "key", "slug", "sha"):
        return None
    if isinstance(value, bool) or not _is_sayable(value):
        return None
    place = next((i for i, word in enumerate(_TELLING) if word == "_".join(words) or word == words[-1]), None)
    if place is None:
        place = len(_TELLING) if isinstance(value, str) else len(_TELLING) + 10
    return place + 4 * path.count(".") + (0 if len(str(value)) <= 24 else 3)


def _is_sayable(value: JsonValue) -> bool:
    if isinstance(value, (int, float)):
        return not isinstance(value, bool)
    if not isinstance(value, str) or not 2 <= len(value) <= _LONGEST:
        return False
    return bool(_MOMENT.match(value)) or not (_OPAQUE.search(value) or value.lower() in _NOTHING)


# Nobody says `the none one` of a room without meals.
_NOTHING = frozenset("none other unknown null n/a default".split())


_NO_WORD = re.compile(r"[\W_]+")


def _folded(value: JsonValue) -> str:
    return _NO_WORD.sub(" ", str(value)).strip().lower()


def note_choices(draft: Draft, chosen: Iterable[Chosen], *, lasting: bool) -> set[tuple[str, str]]:
    """Remember which items were taken; returns the keys of which an item was taken for the first time, or another one.

    Args:
        lasting: Later calls take their values from this item too (false for a call beside another one).
    """
    fresh: set[tuple[str, str]] = set()
    for key, places in _places(chosen).items():  # of several taken together one is the one that was chosen last
        used = draft.used.setdefault(key, set())
        if draft.chosen.get(key) not in places or not used.issuperset(places):
            fresh.add(key)
        for at in places:
            if key not in draft.chosen or (lasting and at not in used):
                draft.chosen[key] = at
            used.add(at)
    return fresh
