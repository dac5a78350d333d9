"""What a result shows already: nobody opens an item that a list shows whole, nor locates what has coordinates."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

from toolgraph.meaning.concept import tool_words
from toolgraph.meaning.text import singular, words
from toolgraph.sample.inputs import Fit

_LISTING = frozenset("list search find browse".split())
_OTHERS = frozenset("similar related recommended like nearby available free".split())
_LATITUDE, _LONGITUDE = frozenset(("lat", "latitude")), frozenset(("lng", "lon", "long", "longitude"))
Told = Mapping[str, frozenset[str]]


def without_shown(links: Mapping[str, Sequence[Fit]], read: Callable[[list[str]], Told]) -> dict[str, list[Fit]]:
    """The links into each tool without those by which is asked for what is on screen; that where nothing else gives it.

    Args:
        links: By taker.
        read: What the results of some tools tell, as paths.
    """
    asked = {taker: [f for f in fits if _may_show(f, taker)] for taker, fits in links.items()}
    tools = {t for taker, fits in asked.items() for t in ((taker, *(f.producer for f in fits)) if fits else ())}
    told = read(sorted(tools)) if tools else {}
    return {taker: _without(fits, taker, told) for taker, fits in links.items()}


def _without(fits: Sequence[Fit], taker: str, told: Told) -> list[Fit]:
    shown = {f for f in fits if lists_again(f.producer, taker) or (_may_show(f, taker) and _shows(f, taker, told))}
    if not shown:
        return list(fits)
    others = {f.parameter for f in fits if f not in shown}
    return [f for f in fits if f not in shown or not (f.optional or f.parameter in others)]


def _may_show(fit: Fit, taker: str) -> bool:
    return opens(fit.producer, taker) or _locates(taker)


def _shows(fit: Fit, taker: str, told: Told) -> bool:
    front = fit.field[: fit.field.rfind("[].") + len("[].")] if "[]." in fit.field else ""
    beside = {path[len(front) :] for path in told.get(fit.producer, ()) if path.startswith(front)}
    if not _locates(taker):
        return bool(told.get(taker)) and told[taker] <= beside
    last = {word for path in beside if "[]" not in path for word in words(path.rpartition(".")[2])}
    return not (_LATITUDE.isdisjoint(last) or _LONGITUDE.isdisjoint(last))


@lru_cache(maxsize=10_000)
def _locates(taker: str) -> bool:
    """Whether a tool tells where an address is."""
    name = words(_name_of(taker))
    return "geocode" in name and "reverse" not in name


@lru_cache(maxsize=100_000)
def opens(giver: str, taker: str) -> bool:
    """Whether a call looks at one thing of which another may have shown everything, by their names.

    >>> opens("travel/listTravellers", "travel/getTraveller")
    True
    """
    same = giver.partition("/")[0] == taker.partition("/")[0]
    return same and tool_words(_name_of(taker), "")[0] == "get"


@lru_cache(maxsize=100_000)
def lists_again(giver: str, taker: str) -> bool:
    """Whether the same things would be listed once more, by something that one of them tells: a repository's issues.

    >>> lists_again("host/search_issues", "host/list_issues")
    True
    >>> lists_again("media/search_artists", "media/list_artist_concerts")
    False
    """
    if giver.partition("/")[0] != taker.partition("/")[0]:
        return False
    giving, taking = (words(_name_of(tool)) for tool in (giver, taker))
    listing = not (_LISTING.isdisjoint(giving[:1]) or _LISTING.isdisjoint(taking[:1]))
    return listing and singular(giving[-1]) == singular(taking[-1]) and _OTHERS.isdisjoint(taking)


def _name_of(tool: str) -> str:
    return tool.rpartition("/")[2]


def as_told(rows: Iterable[Mapping[str, object]]) -> dict[str, frozenset[str]]:
    """Rows of the query as what the result of each tool tells."""
    return {str(row["tool"]): frozenset(map(str, row["paths"])) for row in rows if isinstance(row["paths"], list)}
