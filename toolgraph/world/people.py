"""Names of people by locale, and what follows from a name."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from random import Random
from typing import NamedTuple

from faker import Faker

from toolgraph.world.places import Country

_POOL = 240
_POOL_SEED = 20_261
# Locales of faker whose names are written in Latin letters; others are shown as English speakers would meet them.
_LATIN = frozenset(
    "pt_PT da_DK sv_SE no_NO fi_FI de_DE de_AT de_CH nl_NL fr_BE fr_FR es_ES it_IT en_IE en_GB pl_PL cs_CZ hu_HU tr_TR "
    "en_US en_CA es_MX pt_BR es_CL es_CO en_NG en_IN id_ID en_AU en_NZ en_KE en_TH".split()
)
# Area codes, where numbers without one would be too short.
_AREAS = {"US": (212, 312, 415, 206, 617, 303, 512, 305), "CA": (416, 514, 604, 647, 438)}
_AREAS_OF = {
    "New York": (212, 646, 718), "Los Angeles": (213, 323), "Chicago": (312, 773), "Boston": (617, 857),
    "Miami": (305, 786), "San Francisco": (415, 628), "Seattle": (206,), "Denver": (303, 720), "Austin": (512, 737),
    "Toronto": (416, 647), "Montreal": (514, 438), "Vancouver": (604, 778),
}  # fmt: skip
# How the numbers of mobiles begin in a country.
_MOBILE = {
    "DE": (151, 152, 157, 160, 162, 170, 171, 174, 176, 179), "GB": (740, 751, 772, 780, 791), "FR": range(60, 70),
    "IT": (320, 328, 333, 340, 347, 349), "ES": range(60, 70), "PT": (91, 92, 93, 96), "SE": (70, 72, 73, 76),
    "NL": range(61, 69), "BE": (47, 48, 49), "CH": (76, 77, 78, 79), "AT": (660, 664, 676, 699),
    "AU": range(40, 50), "NZ": (21, 22, 27), "IE": (83, 85, 86, 87), "PL": (50, 51, 60, 66, 69), "IN": range(981, 990),
}  # fmt: skip
SEXES = ("female", "male")
_MAIL_HOSTS = ("example.com", "example.org", "example.net")


class Name(NamedTuple):
    """A person's first and last name."""

    first: str
    last: str

    @property
    def full(self) -> str:
        """First and last name with a space between."""
        return f"{self.first} {self.last}".strip()


class _Pool(NamedTuple):
    """Some names of a locale; a surname that has two forms stands under the sex whose form it is."""

    firsts: dict[str, tuple[str, ...]]
    lasts: dict[str, tuple[str, ...]]


@lru_cache(maxsize=64)
def _pool(locale: str) -> _Pool:
    """Some first and last names of a locale: making a Faker takes 0.1 s, drawing from it as long as a whole record."""
    fake = Faker(locale, providers=["faker.providers.person"], use_weighting=False)
    fake.seed_instance(_POOL_SEED)
    japanese = locale == "ja_JP"
    firsts, lasts = {}, {}
    for sex in SEXES:
        first = getattr(fake, f"first_romanized_name_{sex}" if japanese else f"first_name_{sex}")
        last = fake.last_romanized_name if japanese else getattr(fake, f"last_name_{sex}")
        firsts[sex] = tuple(sorted({str(first()) for _ in range(_POOL // 2)}))
        lasts[sex] = tuple(sorted({str(last()) for _ in range(_POOL)}))
    return _Pool(firsts, lasts)


def some_name(rng: Random, locale: str, sex: str = "") -> Name:
    """A name as people of the locale have it, first and last of one sex; `sex` is one of `SEXES`, or "" for either."""
    asked = locale.replace("-", "_")
    pool = _pool(asked if asked in _LATIN or asked == "ja_JP" else "en_GB")
    sex = sex or rng.choice(SEXES)
    return Name(rng.choice(pool.firsts[sex]), rng.choice(pool.lasts[sex]))


def fold(text: str) -> str:
    """`text` in lower-case ASCII letters and digits, other characters dropped."""
    spelled = text.replace("ß", "ss").replace("ø", "o").replace("æ", "ae").replace("ł", "l").replace("Ø", "o")
    plain = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "", plain)


def email_of(name: Name, rng: Random) -> str:
    """An e-mail address that belongs to the name, at a domain reserved for examples."""
    return f"{fold(name.first) or 'info'}.{fold(name.last) or 'mail'}@{rng.choice(_MAIL_HOSTS)}"


def name_of_email(address: str) -> Name | None:
    """The name that an address spells (`tobias.ferrand@...`); None for addresses such as `info@...`."""
    parts = [part for part in re.split(r"[._-]", address.split("@", 1)[0]) if part.isalpha()]
    if len(parts) < 2:
        return None
    return Name(parts[0].capitalize(), parts[-1].capitalize())


def spelled_by(address: str, name: Name) -> Name:
    """Who has an address: whoever is thought to, unless it spells another name."""
    spelled = name_of_email(address)
    return name if spelled is None or fold(spelled.full) == fold(name.full) else spelled


def name_of_login(login: str, rng: Random) -> Name | None:
    """The name that a user name spells: `sam-okoye`, or `mlindqvist` with some first name in M; None for none."""
    parts = [p for p in re.split(r"[._-]", login) if p.isalpha()]
    if len(parts) == _PARTS:
        return Name(*(p.capitalize() for p in parts))
    if not login.isalpha() or not login.islower() or len(login) < _LOGIN_LEAST:
        return None
    firsts = [f for of_sex in _pool("en_GB").firsts.values() for f in of_sex if f[0].lower() == login[0]]
    return Name(rng.choice(firsts), login[1:].capitalize()) if firsts else None


_PARTS = 2
# An identifier that spells somebody's name: `sara_doe_496`.
OF_PERSON = re.compile(r"^([a-z]+)([_.-])([a-z]+)([_.-])(\d{2,6})$")


def name_of_id(value: object) -> Name | None:
    """Who an identifier is of that spells a name; None for any other."""
    found = OF_PERSON.match(value) if isinstance(value, str) else None
    return Name(found.group(1).capitalize(), found.group(3).capitalize()) if found else None


_LOGIN_LEAST = 6


def is_full_name(text: str) -> bool:
    """Whether words are a whole title or name: `A Map of Small Fires`, which no other thing has in it."""
    large = [word for word in text.split() if word[:1].isupper()]
    return len(large) > 1 and text[:1].isupper() and len(large) * 2 >= len(text.split())


def name_of(full: str) -> Name:
    """A full name split where its last word begins."""
    first, _, last = full.strip().rpartition(" ")
    return Name(first, last) if first else Name(last, "")


def phone_of(country: Country, rng: Random, city: str = "") -> str:
    """A telephone number in international form: that of a mobile, or of a town where those are alike."""
    groups = (rng.randint(20, 99), rng.randint(100, 999), rng.randint(1000, 9999))
    if country.dial == "+1":
        areas = _AREAS_OF.get(city, _AREAS[country.code])
        groups = (rng.choice(areas), rng.randint(200, 999), groups[2])
    elif first := _MOBILE.get(country.code):
        groups = (first[groups[0] % len(first)], *groups[1:])
    return f"{country.dial} {groups[0]} {groups[1]} {groups[2]}"


def username_of(name: Name) -> str:
    """A user name that belongs to the name."""
    first, last = fold(name.first) or "user", fold(name.last)
    number = sum(map(ord, name.full))  # the same login wherever they sign in
    forms = (f"{first}.{last}".strip("."), f"{first[0]}{last}", f"{first}{10 + number % 90}")
    return forms[number % len(forms)]


def usernames_of(name: Name) -> tuple[str, ...]:
    """Other user names that belong to the name, for where the usual one is taken or is of no form that is wanted."""
    first, last = fold(name.first) or "user", fold(name.last)
    number = 10 + sum(map(ord, name.full)) % 90
    return f"{first[0]}{last}", f"{first}{number}", f"{first}-{last}".strip("-"), f"{first[0]}{last}{number}"
