"""Makers of texts: each takes the scene and the leaf, and gives what a real service would show."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from random import Random
from typing import NamedTuple

from toolgraph.models.base import JsonValue
from toolgraph.world import lexicon, phrases, plain, writing
from toolgraph.world.filesummaries import summary
from toolgraph.world.formed import plain_word
from toolgraph.world.iban import has_ibans, some_iban
from toolgraph.world.leaf import FAR, STRONG, LeafPlan, is_person
from toolgraph.world.moments import on_day
from toolgraph.world.people import Name, fold, name_of, username_of
from toolgraph.world.places import REGIONS, Place, any_place, in_country, named
from toolgraph.world.postcodes import postcode
from toolgraph.world.scene import Scene
from toolgraph.world.streets import direction, street_line
from toolgraph.world.texts import PLAIN_WORDS, WRITERS, Writer
from toolgraph.world.timeforms import told_form
from toolgraph.world.works import WORKS


class Ask(NamedTuple):
    """A value that is wanted: for which leaf, in which scene."""

    scene: Scene
    leaf: LeafPlan

    @property
    def rng(self) -> Random:
        """The record's own source of choices."""
        return self.scene.rng


Maker = Callable[[Ask], JsonValue]
# Flags that are seldom up.
UNUSUAL = frozenset(
    "deleted sold error archived closed cancelled locked blocked disabled expired overdue suspended failed hidden "
    "banned out revoked paused muted spam".split()
)
# Things whose names tell where they are, so that another's name would not do.
PLACED = frozenset("airport station trip booking".split())


# How a text writes a day or a moment where its schema or description asks for another form than ISO 8601.
_DAYS = (("dd/mm/yyyy", "%d/%m/%Y"), ("mm/dd/yyyy", "%m/%d/%Y"), ("yyyymmdd", "%Y%m%d"), ("dd-mm-yyyy", "%d-%m-%Y"))
_MOMENTS = ("%Y-%m-%dT%H:%M:%S.000Z", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d", "%Y/%m/%d %H:%M:%S")


def _on_the_wall(moment: datetime, scene: Scene) -> datetime:
    """A moment that is kept in UTC by the user's clock, for what is written without a zone; any other as it is."""
    return moment.astimezone(scene.setting.clock.tzinfo) if moment.tzname() == "UTC" else moment


def _date(ask: Ask) -> str:
    scene, leaf, _rng = ask.scene, ask.leaf, ask.rng
    day = _on_the_wall(on_day(leaf, scene), scene).date()
    form = next((form for said, form in _DAYS if said in leaf.text), "%Y-%m-%d")
    forms = (form, *(form for _, form in _DAYS))
    return next((text for f in forms if leaf.check(text := day.strftime(f))), day.isoformat())


def _datetime(ask: Ask) -> str:
    scene, leaf, _rng = ask.scene, ask.leaf, ask.rng
    moment = on_day(leaf, scene).replace(microsecond=0)
    form, here = told_form(leaf.text), _on_the_wall(moment, scene)
    if "%d" in form and "%H" in form and leaf.check(text := here.strftime(form)):
        return text
    iso = moment.isoformat()
    if moment.tzinfo is not None and moment.tzname() == "UTC":
        iso = iso.replace("+00:00", "Z")
    if leaf.check(iso):
        return iso
    return next((t for f in _MOMENTS if leaf.check(t := (moment if "Z" in f else here).strftime(f))), iso)


def _clock_time(ask: Ask) -> str:
    scene, leaf, rng = ask.scene, ask.leaf, ask.rng
    has = set(leaf.tokens)
    if has & {"open", "opens"} or (has & {"start"} and has & {"local"}):
        return f"{rng.randint(7, 10):02d}:{rng.choice(('00', '30'))}"
    if has & {"close", "closes"} or (has & {"end"} and has & {"local"}):
        return f"{rng.randint(17, 22):02d}:{rng.choice(('00', '30'))}"
    return _on_the_wall(on_day(leaf, scene), scene).strftime(
        "%H:%M:%S" if leaf.schema.get("format") == "time" or "%S" in told_form(leaf.text) else "%H:%M"
    )


def address(scene: Scene, role: str, rng: Random, *, full: bool = True) -> str:
    """A postal address in the place of a role; only its street line when not `full`."""
    place = scene.where(role)
    line = street_line(place, rng, rng.randint(2, 180))
    if not full:
        return line
    return f"{line}, {f'{postcode(place, rng)} {place.city}'.strip()}, {place.country.name}"


def _url(ask: Ask) -> str:
    scene, leaf, rng = ask.scene, ask.leaf, ask.rng
    examples = leaf.schema.get("examples")
    tail = "".join(rng.choice("abcdefghjkmnpqrstuvwxyz23456789") for _ in range(8))
    if examples and "/" in str(examples[0])[8:]:
        return str(rng.choice(examples)).rstrip("/").rsplit("/", 1)[0] + "/" + tail + _ending(str(examples[0]))
    if set(leaf.tokens) & {"image", "avatar", "logo", "thumbnail", "icon", "cover"}:
        return f"https://img.example.com/{leaf.noun or 'media'}/{tail}.jpg"
    # A `website_url` is ("url", "url").
    if set(leaf.tokens) == {"url"} and leaf.noun in _WITH_SITES:
        own = scene.called if leaf.noun in ("hotel", "place") and scene.called else scene.company
        return f"https://{fold(own) or 'www'}.example.com"
    return f"https://example.com/{leaf.noun.replace(' ', '-') or 'items'}/{tail}"


_WITH_SITES = frozenset((*lexicon.COMPANY_NOUNS, "ticker", "hotel", "place"))


def _ending(url: str) -> str:
    last = url.rsplit("/", 1)[-1]
    return "." + last.rsplit(".", 1)[-1] if "." in last and len(last.rsplit(".", 1)[-1]) <= 4 else ""


def person_of(scene: Scene, leaf: LeafPlan) -> Name:
    """Whom a leaf of a scene speaks of."""
    user = scene.setting.person
    if leaf.tokens[-1:] == ("by",) and scene.touched is not None and user is not None:
        return name_of(user.name)  # who did it just now
    return scene.person(leaf.who)


def _there(ask: Ask) -> Place:
    """The place in the leaf's role; the end of a way is not where it begins."""
    scene, role = ask.scene, ask.leaf.role
    if FAR in ask.leaf.schema and scene.to is None:
        begins = scene.where("from").city
        scene.to = next((p for _ in range(_TRIES) if (p := any_place(ask.rng)).city != begins), None)
    return scene.where(role)


_TRIES = 5


def _country(ask: Ask) -> str:
    scene, leaf, _rng = ask.scene, ask.leaf, ask.rng
    country = scene.where(leaf.role).country
    if "nationality" in leaf.tokens and "code" not in leaf.text and not leaf.schema.get("pattern"):
        return country.name
    three = "{3}" in str(leaf.schema.get("pattern", "")) or "alpha-3" in leaf.text or "three" in leaf.text
    if three:
        return country.code3
    coded = "code" in leaf.tokens or "code" in leaf.text or "iso" in leaf.text or "pattern" in leaf.schema
    short = coded or any(len(str(e)) == 2 for e in leaf.schema.get("examples", ()))
    return country.code if short else country.name


def _email(ask: Ask) -> str:
    """The address of the person meant; of a company that of its office, at its own domain."""
    scene, leaf = ask.scene, ask.leaf
    if leaf.tokens[:1] == ("billing",) and (firm := fold(scene.company_told)):
        return f"billing@{firm}.example.com"
    if leaf.noun not in (*lexicon.COMPANY_NOUNS, "ticker") or leaf.who or not fold(scene.company):
        return scene.email(leaf.who)
    desk = next((t for t in leaf.tokens[:-1] if t not in PLAIN_WORDS and t != "e"), "info")
    return f"{fold(desk)}@{fold(scene.company)}.example.com"


def _currency(ask: Ask) -> str:
    """The currency of the place for what is sold there, else the one that the user's services reckon in."""
    scene, leaf = ask.scene, ask.leaf
    home = named(scene.setting.person.city) if scene.setting.person is not None else None
    place = scene.where(leaf.role) if home is None or leaf.role or leaf.noun in lexicon.PRICED_THERE else home
    if STRONG in leaf.schema and place.country.currency not in _STRONG:
        return "EUR" if place.timezone.startswith(("Europe", "Africa")) else "USD"
    return place.country.currency


# Currencies in which prices are of the size of those in euros.
_STRONG = frozenset("EUR USD GBP CHF CAD AUD NZD SGD".split())


def _region(ask: Ask) -> str:
    """The state or province of the place; its city where it has none that addresses name."""
    place = ask.scene.where(ask.leaf.role)
    if "u.s." in ask.leaf.text and place.country.code != "US":
        place = in_country("US", ask.rng) or place
    city = place.city[:3].upper() if "code" in ask.leaf.tokens else place.city
    code = REGIONS.get(place.city, city)
    coded = "code" in ask.leaf.text or ask.leaf.tokens[-1:] != ("region",) or "postal" in ask.leaf.text
    return code if coded else _IN_FULL.get(code, code)


# States and provinces as people call them.
_IN_FULL = {
    "NY": "New York State", "MA": "Massachusetts", "IL": "Illinois", "TX": "Texas", "CO": "Colorado",
    "WA": "Washington State", "CA": "California", "FL": "Florida", "ON": "Ontario", "QC": "Quebec",
    "BC": "British Columbia", "NSW": "New South Wales", "VIC": "Victoria", "SP": "São Paulo", "RJ": "Rio de Janeiro",
}  # fmt: skip


def _iban(ask: Ask) -> str:
    """An account number of the country; where that has none, somebody else's account is in one that has."""
    if not has_ibans(ask.scene.country.code) and not ask.scene.own:
        ask.scene.place = in_country("IE", ask.rng)
    return some_iban(ask.scene.country.code, ask.rng)


def _hex(length: int, rng: Random) -> str:
    return "".join(rng.choice("0123456789abcdef") for _ in range(length))


def _uuid(rng: Random) -> str:
    text = _hex(32, rng)
    return f"{text[:8]}-{text[8:12]}-4{text[13:16]}-a{text[17:20]}-{text[20:]}"


def _code(ask: Ask) -> str:
    _scene, _leaf, rng = ask.scene, ask.leaf, ask.rng
    return "".join(rng.choice("ABCDEFGHJKLMNPQRSTUVWXYZ23456789") for _ in range(6))


def _thing(ask: Ask) -> str:
    """What kind a thing is: where the text says no more, its own noun, as services tag what they send."""
    leaf = ask.leaf
    own = leaf.key in ("type", "kind", "object", "resource type") and leaf.noun
    return leaf.noun.replace(" ", "_") if own else "standard"


def _month(ask: Ask) -> str:
    """The month of a thing; of what was made just now, and of a budget, the present one."""
    now = ask.scene.fresh or ask.leaf.noun == "budget"
    return (ask.scene.setting.clock if now else ask.scene.start).strftime("%Y-%m")


def _plain(ask: Ask) -> str:
    """A usual value by the last word of a name; how long a call took is told in milliseconds."""
    if ask.leaf.key == "duration" and "of the request" in ask.leaf.text:
        return f"{ask.rng.randint(4, 90)}ms"
    return phrases.one_of(plain.PLAIN[plain_word(ask.leaf, ask.leaf.tokens[-1])], ask.scene, ask.rng)


def _ticker(ask: Ask) -> str:
    scene, _leaf, rng = ask.scene, ask.leaf, ask.rng
    letters = "".join(c for c in scene.company.upper() if c.isalpha())
    return (letters[:3] + rng.choice(letters[3:] or "X"))[: rng.choice((3, 4))]


_MEASURED = frozenset("value measurement result report lab test reading analyte".split())
_LAB = ("mg/dL", "mmol/L", "g/L", "U/L")


def _words_of(text: str) -> Maker:
    return lambda a: phrases.one_of(text, a.scene, a.rng)


def _pick(*choices: str) -> Maker:
    return lambda a: a.rng.choice(choices)


def _written(writer: Writer) -> Maker:
    return lambda a: writer(a.scene, a.leaf, a.rng)


def _about(ask: Ask) -> str:
    """A sentence about a thing; about a file one that its name bears out."""
    said = summary(ask.scene.called, ask.rng) if ask.leaf.noun in _FILES else ""
    person = is_person(ask.leaf.noun) and not phrases.templates_for(ask.leaf.noun, lexicon.ABOUT)
    if person or "bio" in ask.leaf.tokens:
        return phrases.one_of(lexicon.BIOS, ask.scene, ask.rng)
    return said or phrases.about(ask.leaf.noun, ask.scene, ask.rng)


_FILES = frozenset(("file", "document"))


TEXT_MAKERS: dict[str, Maker] = {
    "email": _email,
    "phone": lambda a: a.scene.phone(a.leaf.who),
    "url": _url,
    "uuid": lambda a: _uuid(a.rng),
    "date": _date,
    "datetime": _datetime,
    "time": _clock_time,
    "clock_time": _clock_time,
    "ip": lambda a: f"{a.rng.randint(11, 190)}.{a.rng.randint(0, 255)}.{a.rng.randint(0, 255)}.{a.rng.randint(1, 254)}",
    "network": lambda a: f"10.{a.rng.randint(0, 255)}.{a.rng.randint(0, 15) * 16}.0/{a.rng.choice((20, 22, 24))}",
    "ipv6": lambda a: f"2001:db8:{_hex(4, a.rng)}:{_hex(4, a.rng)}::{_hex(3, a.rng)}",
    "host": lambda a: f"{fold(a.scene.company) or 'www'}.example.com",
    "token": lambda a: _hex(24, a.rng),
    "period": _pick("PT30M", "PT1H", "PT2H", "P1D", "P7D"),
    "city": lambda a: _there(a).city,
    "country": _country,
    "currency": _currency,
    "language": lambda a: a.scene.setting.locale[:2] if a.leaf.noun in WORKS else a.scene.country.language,
    "timezone": lambda a: a.scene.zone or a.scene.zone_name(a.leaf.role),
    "offset_text": lambda a: a.scene.setting.clock.astimezone(a.scene.zone_there).isoformat()[-6:],
    "iata": lambda a: _there(a).iata,
    "ticker": _ticker,
    "postcode": lambda a: postcode(a.scene.where(a.leaf.role), a.rng) or "00000",
    "address": lambda a: address(a.scene, a.leaf.role, a.rng),
    "street": lambda a: address(a.scene, a.leaf.role, a.rng, full=False),
    "region": _region,
    "company": lambda a: a.scene.company,
    "courier": lambda a: a.rng.choice(phrases.choices(lexicon.COURIERS)),
    "airline": lambda a: a.rng.choice(phrases.choices(lexicon.AIRLINES)),
    "first": lambda a: person_of(a.scene, a.leaf).first,
    "last": lambda a: person_of(a.scene, a.leaf).last or person_of(a.scene, a.leaf).first,
    "person": lambda a: person_of(a.scene, a.leaf).full,
    "username": lambda a: username_of(person_of(a.scene, a.leaf)),
    "job": lambda a: a.rng.choice(lexicon.JOBS),
    "filename": lambda a: phrases.title("file", a.scene, a.rng),
    "mime": _pick("application/pdf", "image/png", "text/plain", "application/json"),
    "about": _about,
    "body": lambda a: writing.body(a.scene, a.leaf, a.rng),
    "note": lambda a: writing.note(a.scene, a.leaf, a.rng),
    "direction": lambda a: direction(a.scene),
    "reason": _words_of(lexicon.REASONS),
    "review": _words_of(lexicon.REVIEWS),
    "category": _pick("Travel", "Office", "Groceries", "Sports", "Home", "Music", "Books", "Technology"),
    "department": lambda a: a.rng.choice(lexicon.TEAMS).capitalize(),
    "colour": _pick(*lexicon.COLOURS),
    "gender": _pick("female", "male"),
    "version": lambda a: f"{a.rng.randint(1, 4)}.{a.rng.randint(0, 12)}.{a.rng.randint(0, 9)}",
    "hash": lambda a: _hex(40, a.rng),
    "code": _code,
    "iban": _iban,
    "last_four": lambda a: f"{a.rng.randint(1000, 9999)}",
    "gate": lambda a: f"{a.rng.choice('ABCD')}{a.rng.randint(1, 48)}",
    "terminal": lambda a: str(a.rng.randint(1, 4)),
    "platform": lambda a: str(a.rng.randint(1, 16)),
    "seat": lambda a: f"{a.rng.randint(3, 32)}{a.rng.choice('ABCDEF')}",
    "row": lambda a: a.rng.choice("CDEFGHJK"),
    "weekday": lambda a: lexicon.WEEKDAYS[a.scene.start.weekday()],
    "month": _month,
    "condition": _pick(*lexicon.CONDITIONS),
    "status": lambda a: a.rng.choice(("active", "active", "open", *(() if a.scene.fresh else ("completed",)))),
    "unit": lambda a: a.rng.choice(_LAB if a.leaf.noun in _MEASURED else ("piece", "kg", "box")),
    "product": lambda a: phrases.title("product", a.scene, a.rng),
    "sku": lambda a: f"SKU-{a.rng.randint(10_000, 99_999)}",
    "search": lambda a: phrases.title(a.leaf.noun, a.scene, a.rng),
    "price_level": _pick("$", "$$", "$$$"),
    "exchange": lambda a: a.rng.choice(lexicon.EXCHANGES.get(a.scene.country.code, ("NYSE", "LSE"))),
    "thing": _thing,
    "plain": _plain,
    "switch": lambda a: "false" if UNUSUAL & set(a.leaf.tokens) else a.rng.choice(("true", "true", "false")),
    "year_text": lambda a: str(a.scene.setting.clock.year),
    "day_text": lambda a: f"{a.rng.randint(1, 28):02d}",
    "second_line": _words_of(plain.SECOND_LINES),
    "rate_text": _pick("5", "7.5", "10", "19", "20"),
    "figure": lambda a: str(a.rng.randint(1, 12)),
    **{name: _written(writer) for name, writer in WRITERS.items()},
}  # fmt: skip
