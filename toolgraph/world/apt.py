"""Choices and examples that fit what a record tells already: its time, its place, its title."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date

from toolgraph.models.base import JsonValue
from toolgraph.world import climate, lexicon, places, sorts, trades
from toolgraph.world.addresses import address_of, composed, postcode_in, spot_of
from toolgraph.world.airfields import at_airport
from toolgraph.world.arrivals import come_by_now
from toolgraph.world.artists import genres_called
from toolgraph.world.curriculum import given, new_name, sorts_taught
from toolgraph.world.files import mime_of
from toolgraph.world.heights import height
from toolgraph.world.journeys import called_as_booked
from toolgraph.world.leaf import LeafPlan, is_person
from toolgraph.world.links import to_number
from toolgraph.world.measured import UNITS, reading
from toolgraph.world.memory import Record
from toolgraph.world.numbers import EXACT, as_allowed, exactly_in, in_currency
from toolgraph.world.owned import in_front
from toolgraph.world.required import kinds_required
from toolgraph.world.runs import over_by_now
from toolgraph.world.software import CHANGES, branch_called, fits_software, on_its_software
from toolgraph.world.spots import own_name, without_own
from toolgraph.world.stated import as_stated, fits_length
from toolgraph.world.texts import kebab
from toolgraph.world.tongues import tongue_of_new
from toolgraph.world.topics import OF_ITS_WHOLE, name_on, on_topic, topic_around, wide_sorts
from toolgraph.world.training import is_built
from toolgraph.world.triggers import at_its_hour, ways_to_start
from toolgraph.world.warned import as_warned, event_told

OVER = frozenset(
    "completed complete done finished delivered attended ended past expired departed arrived landed checked_out "
    "fulfilled no_show missed played returned boarding in_progress ongoing running live".split()
)
_COMING = frozenset("upcoming scheduled planned expected".split())
# What has its state from the clock alone; a task can be done before it is due.
HAPPENING = frozenset(
    "event appointment booking reservation trip flight train bus concert class session meeting slot ride match game "
    "stay rental shift showtime departure visit lesson".split()
)
# What is told in a text by its sort: no roadworks are an accident.
_HAPPENED = frozenset("incident disruption outage".split())
# What is told in a text, too: nobody of classical music makes electronic music.
_OF_A_GENRE = frozenset("artist band performer musician album playlist".split())
_MAIN = frozenset("main master trunk develop".split())
_KINDS = sorts.SORTING | frozenset(("event", "severity", "field", "group", "stage"))
_NAMES = frozenset(("title", "product", "company"))
_SORTS = frozenset(("category", "genre", "thing"))
_TOLD_ELSEWHERE = _SORTS | {"street", "address", "postcode", "language"}
# Words in the name of a text that tell in which language it is.
_IN_LANGUAGE = {
    "english": "en", "français": "fr", "french": "fr", "deutsch": "de", "german": "de", "español": "es",
    "spanish": "es", "português": "pt", "portuguese": "pt", "italiano": "it", "italian": "it", "svenska": "sv",
}  # fmt: skip
_TRIES = 6
_WEATHER = frozenset("alert weather forecast day hour condition warning current".split())
_TITLES = ("title", "name", "subject", "headline", "full name", "description")


def choices_for(leaf: LeafPlan, record: Record, choices: list[JsonValue]) -> list[JsonValue]:
    """Those of a schema's choices that a record can be in; all of them when none fits."""
    if leaf.tokens[-1:] in (("status",), ("state",)):
        return _in_time(record, choices) or choices
    if record.scene.place is not None and (_WEATHER & {leaf.noun, *leaf.tokens}):
        mean = climate.mean_temperature(record.scene.place, _day(record))
        choices = [c for c in choices if climate.could_be(c, mean)] or choices
        choices = climate.skies_on(record.scene.place, _day(record), choices) if leaf.key in climate.SKIES else choices
    if leaf.tokens[-1:] == ("unit",):
        kinds = {
            w for k in ("kind", "type", "name", "metric") for w in re.findall(r"\w+", str(record.facts.get(k, "")))
        }
        wanted = {unit for kind in kinds for unit in UNITS.get(kind.lower(), "").split()}
        return [c for c in choices if str(c).lower() in wanted] or choices
    if {str(c) for c in choices} & _FOLDERS and (path := _path_of(record)):
        return [c for c in choices if (str(c) in _FOLDERS) != bool(_ENDING.search(path))] or choices
    choices = without_own(record, leaf, ways_to_start(record, leaf, kinds_required(leaf, record, choices)))
    if leaf.tokens[-1:] and leaf.tokens[-1] in _KINDS:
        named = _named(record, choices) or given(record, choices)
        played = [] if len(named) < len(choices) else genres_called(record, leaf, choices)
        return played or (len(named) > 1 and wide_sorts(record, leaf, named)) or named
    return choices


# What a path leads to: with an ending a file, else a folder.
_FOLDERS = frozenset("folder directory dir tree".split())
_ENDING = re.compile(r"[^/.]\.[a-z0-9]{1,5}$")
_TOP_FOLDERS = ("src", "docs", "tests", "assets", "config")


def _path_of(record: Record) -> str:
    return next((v for key in ("path", "file path", "filename") if isinstance(v := record.facts.get(key), str)), "")


def _as_folder(record: Record, path: str) -> str:
    """The path of a folder, where the record is told to be one."""
    kind = str(record.facts.get("kind", record.facts.get("type", "")))
    if kind not in _FOLDERS or not _ENDING.search(path):
        return path
    return path.rpartition("/")[0] or record.scene.rng.choice(_TOP_FOLDERS)


def _to_file(record: Record, url: str) -> str:
    """A link to a file as its path has it, where a link leads to some file."""
    path = _path_of(record).lstrip("/")
    if not _ENDING.search(path) or not _ENDING.search(url) or url.count("/") < _WITH_OWNER - 1:
        return url
    head, main, _ = url.partition(_MAIN_IN_URL)
    return f"{head}{main}{path}" if main else f"{url.rpartition('/')[0]}/{path.rpartition('/')[2]}"


_MAIN_IN_URL = "/main/"


def examples_for(leaf: LeafPlan, record: Record, examples: Iterable[JsonValue]) -> list[JsonValue]:
    """Those of a spec's examples that do not contradict a record; [] when all do."""
    out = on_its_software(record, leaf, examples)
    if leaf.tokens[-1:] == ("branch",) and len(leaf.tokens) > 1:  # nobody merges a branch into itself
        into = leaf.role == "to" or leaf.tokens[0] in ("base", "default")
        out = [e for e in out if (str(e) in _MAIN) == into] or out
        out = out if into else _as_titled(record, leaf) or out
    named = {str(e): places.named(str(e)) for e in out if isinstance(e, str)}
    place = record.scene.where() if any(named.values()) else record.scene.place
    if place is not None:
        out = [e for e in out if (found := named.get(str(e))) is None or found.city == place.city]
        if _WEATHER & {leaf.noun, *leaf.tokens}:
            mean = climate.mean_temperature(place, _day(record))
            out = [e for e in out if climate.could_be(e, mean)]
    out = _where_they_work(record, leaf) or ([] if own_name(record, leaf) else _of_its_sort(record, leaf, out))
    return _as_weather(record, leaf, out) if _WEATHER & {leaf.noun, *leaf.tokens} else out


def _where_they_work(record: Record, leaf: LeafPlan) -> list[JsonValue]:
    """Where somebody says that they work, about the town where they do; [] for any other leaf."""
    if leaf.key != "location" or "words" not in leaf.text or not (is_person(record.head) or is_person(leaf.noun)):
        return []
    city = places.any_place(record.scene.rng).city
    return [e for e in (city, f"{city}, mostly", f"{city} / remote") if leaf.check(e)]


def _of_its_sort(record: Record, leaf: LeafPlan, out: list[JsonValue]) -> list[JsonValue]:
    """Those of some examples for a name or sort that are of the sorts told of a record and of what it belongs to."""
    if leaf.maker in _NAMES or leaf.tokens[-1:] == ("model",):
        out = [e for e in out if fits_length(e, record)]
        out = sorts.fitting_names(out, sorts_beside(record, leaf))
        out = sorts.fitting_names(out, sorts_around(record, leaf))
        out = on_topic(out, topic) if (topic := topic_around(record, leaf)) else out
        out = [] if leaf.noun in _MANIFOLD and is_built(record) else out
    elif leaf.maker == "about" and leaf.noun in _OF_A_GENRE:
        out = [e for e in out if not sorts.clashes(e, sorts_beside(record, leaf))]
    elif leaf.noun in _HAPPENED:
        out = sorts.fitting_names(out, sorts_beside(record, leaf)) or out
    elif sorts.SORTING & set(leaf.tokens[-1:]):
        out = _named(record, out) or out
    return out


def _as_titled(record: Record, leaf: LeafPlan) -> list[JsonValue]:
    """The branch of a change, as it is titled; [] where it has no title."""
    title = record.facts.get("title")
    name = branch_called(title) if isinstance(title, str) else ""
    return [name] if name and leaf.check(name) and record.head in CHANGES else []


def _as_weather(record: Record, leaf: LeafPlan, out: list[JsonValue]) -> list[JsonValue]:
    """Those of some texts on the weather that speak of the record's event, or of the days that it tells."""
    event = event_told(record) or climate.event_of(v for k, v in record.facts.items() if k in _TITLES)
    days = [
        (r.scene.start.date(), f) for part in record.parts.values() for r in part if (f := r.facts.get("condition"))
    ]
    out = climate.about_event(out, event) if isinstance(event, str) and event else out
    return climate.as_forecast(out, days) if days and leaf.maker == "about" else out


def _day(record: Record) -> date:
    scene = record.scene
    today = scene.start.date() if scene.noun == "hour" else scene.setting.clock.astimezone(scene.zone_there).date()
    return scene.day or today


def _in_time(record: Record, choices: list[JsonValue]) -> list[JsonValue]:
    """States without those of another time: nothing is completed that starts tomorrow."""
    scene = record.scene
    choices = over_by_now(come_by_now(record, choices), scene)
    if not {scene.noun, record.head} & HAPPENING:
        return choices
    ahead = scene.start > scene.setting.clock
    wrong = OVER if ahead else _COMING
    return [c for c in choices if str(c).lower().replace("-", "_").replace(" ", "_") not in wrong]


def _named(record: Record, choices: list[JsonValue]) -> list[JsonValue]:
    """The choices that the record's title or name speaks of: `Advanced gardening` is advanced, a lamp is a light."""
    text = next((str(record.facts[k]) for k in _TITLES if k in record.facts), "")
    return sorts.fitting_sorts(text, choices) if text else []


def _sort_named(record: Record, leaf: LeafPlan) -> str:
    """The sort that a record's name speaks of, for a leaf that tells it in free words; "" for none."""
    text = next((str(record.facts[k]) for k in (*_TITLES[:2], "company name") if k in record.facts), "")
    text = text if sorts.SORTING & set(leaf.tokens[-1:]) else ""
    return sorts.sort_told(text, leaf.schema.get("examples", ())) if text else ""


def sorts_beside(record: Record, leaf: LeafPlan) -> list[str]:
    """The sorts that a record tells beside one of its leaves."""
    told = sorts.sorts_of({k: v for k, v in record.facts.items() if k != leaf.key}) or sorts_taught(record)
    return told + (trades.sorts_of_trade(record) if leaf.maker == "company" else [])


def sorts_around(record: Record, leaf: LeafPlan) -> list[str]:
    """The sorts of what a thing belongs to, where they are its own, too: a lesson of a course on music is on music."""
    if leaf.noun not in OF_ITS_WHOLE:
        return []
    for parent in record.wholes():
        name = next((str(parent.facts[k]) for k in _TITLES[:2] if k in parent.facts), "")
        said, own = sorts.sorts_spoken(name), sorts.sorts_of(parent.facts)
        told = [s for s in ((*own, *said) if leaf.noun in _FOR_A_GOAL else (*said, *own)) if s not in _HOW_HARD]
        if told:
            return told
    return []


_MANIFOLD = frozenset(("plan",))
# What is for what the whole is for, whatever that is called: the sessions of `Stronger back` are on strength.
_FOR_A_GOAL = frozenset(("session",))
_HOW_HARD = frozenset("beginner intermediate advanced easy medium hard basic".split())


def called_so(record: Record, leaf: LeafPlan, draw: Callable[[], JsonValue]) -> JsonValue:
    """A name that fits the sort that is told of a thing: of a few drawn, else one made of the sort itself."""
    value = trades.done_there(record, draw) if leaf.maker == "job" else draw()
    if leaf.maker in ("about", "note") and _WEATHER & {leaf.noun, *leaf.tokens}:
        tries = (v for v in (value, *(draw() for _ in range(_TRIES))) if _as_weather(record, leaf, [v]))
        return next(tries, value)
    if leaf.maker not in _NAMES:
        return value
    if own := own_name(record, leaf) or (trades.employer_named(record) if leaf.maker == "company" else ""):
        return own
    topic, wanted = topic_around(record, leaf), sorts_beside(record, leaf) + sorts_around(record, leaf)
    taught = new_name(record, wanted) if leaf.maker == "title" else ""
    return taught or (name_on(record, leaf, topic) if topic else _of_sorts(record, leaf, value, wanted, draw))


def _of_sorts(
    record: Record, leaf: LeafPlan, value: JsonValue, wanted: list[str], draw: Callable[[], JsonValue]
) -> JsonValue:
    """A drawn name that speaks of no other sort than those wanted, else one that is made of the first of them."""
    if wanted and (leaf.noun in _FOR_A_GOAL or (leaf.noun in _MANIFOLD and leaf.schema.get("examples"))):
        return named_after(record, leaf, wanted[0])  # a plan may be one of anything: of a tariff or of a training
    if not fits_software(record, leaf, value):
        value = record.scene.rng.choice(on_its_software(record, leaf, ()) or [value])
    for _ in range(_TRIES):
        if not sorts.clashes(value, wanted):
            return value
        if value == record.scene.company:
            record.scene.is_company(trades.company_of_sort(record, wanted))
        value = draw()
    if not sorts.clashes(value, wanted):
        return value
    return named_after(record, leaf, next(sort for sort in wanted if sorts.clashes(value, [sort])))


def named_after(record: Record, leaf: LeafPlan, sort: str) -> str:
    """A name that is made of the sort of a thing."""
    return new_name(record, [sort, *sorts_beside(record, leaf)]) or name_on(
        record, leaf, lexicon.SORT_SAID.get(sort, sort).replace("_", " ")
    )


_CALLED_SO = frozenset(("slug", "tag", "version"))
_FILENAMES = ("name", "title", "filename", "file name")
_VERSION = re.compile(r"\d+(?:\.\d+)+")
_SLUGS = ("slug", "full name", "repository slug")


def _as_called(record: Record, leaf: LeafPlan, value: str) -> str:
    """An address or version as the record's name and slug have it: version 2.4 of `halden/grid` is tagged so."""
    if leaf.maker == "url":
        slugs = [r.facts[k] for r in (record, *record.parents) for k in _SLUGS if "/" in str(r.facts.get(k, ""))]
        parts = value.split("/")
        if slugs and len(parts) >= _WITH_OWNER:
            ending = "." + parts[4].rpartition(".")[2] if len(parts) == _WITH_OWNER and "." in parts[4] else ""
            value = "/".join([*parts[:3], f"{slugs[0]}{ending}", *parts[5:]])
        return _to_file(record, to_number(record, leaf, value))
    if leaf.tokens[-1:] == ("slug",):
        called = record.scene.called
        name = kebab(called) if called else value.rpartition("/")[2]
        return f"{in_front(record, value)}/{name}".lstrip("/")
    told = next((m[0] for k in _TITLES[:2] if (m := _VERSION.search(str(record.facts.get(k, ""))))), "")
    return _VERSION.sub(told, value, count=1) if told else value


_WITH_OWNER = 5


def fitted(record: Record, leaf: LeafPlan, value: JsonValue) -> JsonValue:
    """A drawn value as the record's other facts have it: the currency's size, the file's type, the warning's event."""
    if isinstance(value, (int, float)):
        return _fitted_number(record, leaf, value)
    if leaf.maker == "mime":
        return next((m for k in _FILENAMES if (m := mime_of(record.facts.get(k)))), value)
    if leaf.maker in _TOLD_ELSEWHERE:
        return (_sort_named if leaf.maker in _SORTS else _where_told)(record, leaf) or value
    if isinstance(value, str) and (leaf.maker in ("url", "path") or _CALLED_SO & set(leaf.tokens)):
        return _as_folder(record, value) if leaf.maker == "path" else _as_called(record, leaf, value)
    if leaf.noun in _WEATHER:
        return as_warned(record, leaf, value)
    return called_as_booked(record, leaf) or at_its_hour(record, leaf, value)


def _fitted_number(record: Record, leaf: LeafPlan, value: float) -> JsonValue:
    read = reading(record, leaf)
    read = as_stated(record, leaf) if read is None else read
    if read is not None and leaf.check(read):
        return read
    if leaf.maker == "height":
        return height(record, leaf)
    if leaf.maker == "money":
        spent = leaf.noun in _BOOKED and str(record.facts.get("category", _EARNED[0])).lower() not in _EARNED
        money = exactly_in if EXACT in record.facts else in_currency
        other = money(-abs(value) if spent else value, _currency_of(record, leaf), leaf)
        other = other if leaf.check(other) else as_allowed(other, leaf, record.scene.rng)
        return other if leaf.check(other) else value
    there = leaf.maker in ("latitude", "longitude")
    return at_airport(record, leaf) or _at_address(record, leaf, value) if there else value


# What is booked on an account, and what of it comes in rather than goes out.
_BOOKED = frozenset(("transaction",))
_EARNED = ("income", "salary", "refund", "interest", "transfer", "savings", "other")


def _where_told(record: Record, leaf: LeafPlan) -> str:
    """A street, address or postcode as the record tells it elsewhere; "" where it does not."""
    if leaf.maker == "language":
        name = next((v.lower() for k in _TITLES[:2] if isinstance(v := record.facts.get(k), str)), "")
        code = next((code for word, code in _IN_LANGUAGE.items() if word in name), "")
        code = code or tongue_of_new(record)
        return code if leaf.check(code) else ""
    if leaf.maker == "address":
        return composed(record)
    if leaf.maker == "postcode":
        return postcode_in(record)
    address = address_of(record)
    return address.rsplit(", ", 2)[0] if address.count(", ") > 1 else ""


def _at_address(record: Record, leaf: LeafPlan, value: float) -> float:
    """A coordinate of the record's address: the same address is always at the same spot."""
    there = spot_of(record)
    if there is None:
        return value
    return there.latitude if leaf.maker == "latitude" else there.longitude


def _currency_of(record: Record, leaf: LeafPlan) -> str:
    """The currency in which a record tells an amount: its own, else the record's; "" when it tells none."""
    own = " ".join((*leaf.tokens[:-1], "currency"))
    keys = (own, "currency", "@currency/", "price currency", "total price currency")
    told = next((record.facts[k] for k in keys if k in record.facts), "")
    return told if isinstance(told, str) else ""
