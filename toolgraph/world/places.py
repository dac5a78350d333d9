"""A small atlas: cities with their country, airport, time zone and coordinates, so that a record agrees with itself.

Source: public geographic facts, written down for this project; coordinates to four digits are those of the centre.
"""

from __future__ import annotations

import re
from functools import lru_cache
from random import Random
from typing import NamedTuple

from toolgraph.ids import rng_for


class Country(NamedTuple):
    """A country as forms and price tags know it.

    Attributes:
        code: ISO 3166-1, two letters.
        code3: The same, three letters.
        language: ISO 639-1 of its main language.
        dial: International prefix with its plus sign.
        postcode: Mask: `#` a digit, `@` a letter; "" where addresses have none.
        street: Form of a street address with `{stem}` and `{number}`.
        locale: Faker's locale for names of people.
    """

    code: str
    code3: str
    name: str
    currency: str
    language: str
    dial: str
    postcode: str
    street: str
    locale: str


class Place(NamedTuple):
    """A city and what follows from it."""

    city: str
    country: Country
    iata: str
    timezone: str
    latitude: float
    longitude: float


_COUNTRIES = """
PT PRT|Portugal|EUR|pt|+351|####-###|Rua {stem} {number}|pt_PT
DK DNK|Denmark|DKK|da|+45|####|{stem}gade {number}|da_DK
SE SWE|Sweden|SEK|sv|+46|### ##|{stem}gatan {number}|sv_SE
NO NOR|Norway|NOK|no|+47|####|{stem}gata {number}|no_NO
FI FIN|Finland|EUR|fi|+358|#####|{stem}katu {number}|fi_FI
DE DEU|Germany|EUR|de|+49|#####|{stem}straße {number}|de_DE
AT AUT|Austria|EUR|de|+43|####|{stem}gasse {number}|de_AT
CH CHE|Switzerland|CHF|de|+41|####|{stem}weg {number}|de_CH
NL NLD|Netherlands|EUR|nl|+31|#### @@|{stem}straat {number}|nl_NL
BE BEL|Belgium|EUR|fr|+32|####|Rue {stem} {number}|fr_BE
FR FRA|France|EUR|fr|+33|#####|{number} rue {stem}|fr_FR
ES ESP|Spain|EUR|es|+34|#####|Calle {stem} {number}|es_ES
IT ITA|Italy|EUR|it|+39|#####|Via {stem} {number}|it_IT
IE IRL|Ireland|EUR|en|+353||{number} {stem} Street|en_IE
GB GBR|United Kingdom|GBP|en|+44|@@# #@@|{number} {stem} Road|en_GB
PL POL|Poland|PLN|pl|+48|##-###|ul. {stem} {number}|pl_PL
CZ CZE|Czechia|CZK|cs|+420|### ##|{stem} {number}|cs_CZ
HU HUN|Hungary|HUF|hu|+36|####|{stem} utca {number}|hu_HU
GR GRC|Greece|EUR|el|+30|### ##|{stem} {number}|en_GB
TR TUR|Türkiye|TRY|tr|+90|#####|{stem} Caddesi {number}|tr_TR
US USA|United States|USD|en|+1|#####|{number} {stem} Street|en_US
CA CAN|Canada|CAD|en|+1|@#@ #@#|{number} {stem} Avenue|en_CA
MX MEX|Mexico|MXN|es|+52|#####|Calle {stem} {number}|es_MX
BR BRA|Brazil|BRL|pt|+55|#####-###|Rua {stem}, {number}|pt_BR
AR ARG|Argentina|ARS|es|+54|@####|Calle {stem} {number}|es_ES
CL CHL|Chile|CLP|es|+56|#######|Calle {stem} {number}|es_CL
CO COL|Colombia|COP|es|+57|######|Carrera {number} {stem}|es_CO
PE PER|Peru|PEN|es|+51|#####|Jirón {stem} {number}|es_ES
ZA ZAF|South Africa|ZAR|en|+27|####|{number} {stem} Road|en_GB
KE KEN|Kenya|KES|en|+254|#####|{stem} Road {number}|en_KE
EG EGY|Egypt|EGP|ar|+20|#####|{number} {stem} Street|en_GB
MA MAR|Morocco|MAD|ar|+212|#####|{number} rue {stem}|fr_FR
NG NGA|Nigeria|NGN|en|+234|######|{number} {stem} Street|en_NG
AE ARE|United Arab Emirates|AED|ar|+971||{number} {stem} Street|en_GB
IL ISR|Israel|ILS|he|+972|#######|{number} {stem} Street|en_GB
IN IND|India|INR|hi|+91|######|{number} {stem} Road|en_IN
SG SGP|Singapore|SGD|en|+65|######|{number} {stem} Road|en_GB
TH THA|Thailand|THB|th|+66|#####|{number} {stem} Road|en_TH
VN VNM|Vietnam|VND|vi|+84|######|{number} {stem} Street|en_GB
ID IDN|Indonesia|IDR|id|+62|#####|Jalan {stem} {number}|id_ID
MY MYS|Malaysia|MYR|ms|+60|#####|{number} Jalan {stem}|en_GB
JP JPN|Japan|JPY|ja|+81|###-####|{number} {stem}-dori|ja_JP
KR KOR|South Korea|KRW|ko|+82|#####|{number} {stem}-ro|en_GB
CN CHN|China|CNY|zh|+86|######|{number} {stem} Road|en_GB
HK HKG|Hong Kong|HKD|zh|+852||{number} {stem} Road|en_GB
TW TWN|Taiwan|TWD|zh|+886|#####|{number} {stem} Road|en_GB
AU AUS|Australia|AUD|en|+61|####|{number} {stem} Street|en_AU
NZ NZL|New Zealand|NZD|en|+64|####|{number} {stem} Street|en_NZ
"""

_CITIES = """
Lisbon PT LIS Europe/Lisbon 38.7223 -9.1393
Porto PT OPO Europe/Lisbon 41.1496 -8.6110
Copenhagen DK CPH Europe/Copenhagen 55.6761 12.5683
Stockholm SE ARN Europe/Stockholm 59.3293 18.0686
Oslo NO OSL Europe/Oslo 59.9139 10.7522
Helsinki FI HEL Europe/Helsinki 60.1699 24.9384
Berlin DE BER Europe/Berlin 52.5200 13.4050
Munich DE MUC Europe/Berlin 48.1374 11.5755
Hamburg DE HAM Europe/Berlin 53.5511 9.9937
Vienna AT VIE Europe/Vienna 48.2082 16.3738
Zurich CH ZRH Europe/Zurich 47.3769 8.5417
Amsterdam NL AMS Europe/Amsterdam 52.3676 4.9041
Brussels BE BRU Europe/Brussels 50.8503 4.3517
Paris FR CDG Europe/Paris 48.8566 2.3522
Lyon FR LYS Europe/Paris 45.7640 4.8357
Nice FR NCE Europe/Paris 43.7102 7.2620
Madrid ES MAD Europe/Madrid 40.4168 -3.7038
Barcelona ES BCN Europe/Madrid 41.3874 2.1686
Seville ES SVQ Europe/Madrid 37.3891 -5.9845
Rome IT FCO Europe/Rome 41.9028 12.4964
Milan IT MXP Europe/Rome 45.4642 9.1900
Naples IT NAP Europe/Rome 40.8518 14.2681
Dublin IE DUB Europe/Dublin 53.3498 -6.2603
London GB LHR Europe/London 51.5072 -0.1276
Edinburgh GB EDI Europe/London 55.9533 -3.1883
Manchester GB MAN Europe/London 53.4808 -2.2426
Warsaw PL WAW Europe/Warsaw 52.2297 21.0122
Prague CZ PRG Europe/Prague 50.0755 14.4378
Budapest HU BUD Europe/Budapest 47.4979 19.0402
Athens GR ATH Europe/Athens 37.9838 23.7275
Istanbul TR IST Europe/Istanbul 41.0082 28.9784
New_York US JFK America/New_York 40.7128 -74.0060
Boston US BOS America/New_York 42.3601 -71.0589
Chicago US ORD America/Chicago 41.8781 -87.6298
Austin US AUS America/Chicago 30.2672 -97.7431
Denver US DEN America/Denver 39.7392 -104.9903
Seattle US SEA America/Los_Angeles 47.6062 -122.3321
San_Francisco US SFO America/Los_Angeles 37.7749 -122.4194
Los_Angeles US LAX America/Los_Angeles 34.0522 -118.2437
Miami US MIA America/New_York 25.7617 -80.1918
Toronto CA YYZ America/Toronto 43.6532 -79.3832
Montreal CA YUL America/Toronto 45.5019 -73.5674
Vancouver CA YVR America/Vancouver 49.2827 -123.1207
Mexico_City MX MEX America/Mexico_City 19.4326 -99.1332
São_Paulo BR GRU America/Sao_Paulo -23.5558 -46.6396
Rio_de_Janeiro BR GIG America/Sao_Paulo -22.9068 -43.1729
Buenos_Aires AR EZE America/Argentina/Buenos_Aires -34.6037 -58.3816
Santiago CL SCL America/Santiago -33.4489 -70.6693
Bogotá CO BOG America/Bogota 4.7110 -74.0721
Lima PE LIM America/Lima -12.0464 -77.0428
Cape_Town ZA CPT Africa/Johannesburg -33.9249 18.4241
Nairobi KE NBO Africa/Nairobi -1.2864 36.8172
Cairo EG CAI Africa/Cairo 30.0444 31.2357
Marrakesh MA RAK Africa/Casablanca 31.6295 -7.9811
Lagos NG LOS Africa/Lagos 6.5244 3.3792
Dubai AE DXB Asia/Dubai 25.2048 55.2708
Tel_Aviv IL TLV Asia/Jerusalem 32.0853 34.7818
Mumbai IN BOM Asia/Kolkata 19.0760 72.8777
Delhi IN DEL Asia/Kolkata 28.6139 77.2090
Singapore SG SIN Asia/Singapore 1.3521 103.8198
Bangkok TH BKK Asia/Bangkok 13.7563 100.5018
Hanoi VN HAN Asia/Ho_Chi_Minh 21.0278 105.8342
Jakarta ID CGK Asia/Jakarta -6.2088 106.8456
Kuala_Lumpur MY KUL Asia/Kuala_Lumpur 3.1390 101.6869
Tokyo JP HND Asia/Tokyo 35.6764 139.6500
Osaka JP KIX Asia/Tokyo 34.6937 135.5023
Seoul KR ICN Asia/Seoul 37.5665 126.9780
Shanghai CN PVG Asia/Shanghai 31.2304 121.4737
Hong_Kong HK HKG Asia/Hong_Kong 22.3193 114.1694
Taipei TW TPE Asia/Taipei 25.0330 121.5654
Sydney AU SYD Australia/Sydney -33.8688 151.2093
Melbourne AU MEL Australia/Melbourne -37.8136 144.9631
Auckland NZ AKL Pacific/Auckland -36.8509 174.7645
"""


# States and provinces, in countries whose addresses name them.
REGIONS = {
    "New York": "NY", "Boston": "MA", "Chicago": "IL", "Austin": "TX", "Denver": "CO", "Seattle": "WA",
    "San Francisco": "CA", "Los Angeles": "CA", "Miami": "FL", "Toronto": "ON", "Montreal": "QC", "Vancouver": "BC",
    "Sydney": "NSW", "Melbourne": "VIC", "São Paulo": "SP", "Rio de Janeiro": "RJ",
}  # fmt: skip


def _read_countries() -> dict[str, Country]:
    out: dict[str, Country] = {}
    for line in _COUNTRIES.strip().splitlines():
        codes, *rest = line.split("|")
        code, code3 = codes.split()
        out[code] = Country(code, code3, *rest)
    return out


def _read_cities() -> tuple[Place, ...]:
    rows = (line.split() for line in _CITIES.strip().splitlines())
    return tuple(
        Place(name.replace("_", " "), COUNTRIES[code], iata, zone, float(lat), float(lon))
        for name, code, iata, zone, lat, lon in rows
    )


COUNTRIES = _read_countries()
PLACES = _read_cities()
ZONES = frozenset(place.timezone for place in PLACES)
_BY_CITY = {place.city.lower(): place for place in PLACES}
_ANY_CITY = re.compile(rf"\b(?:{'|'.join(re.escape(p.city) for p in PLACES)})\b")
_BY_IATA = {place.iata: place for place in PLACES}
_BY_COUNTRY: dict[str, list[Place]] = {}
for _place in PLACES:
    for _name in (_place.country.code, _place.country.code3, _place.country.name.upper()):
        _BY_COUNTRY.setdefault(_name, []).append(_place)
# What people also write.
_ALSO = {"USA": "US", "UNITED STATES OF AMERICA": "US", "UK": "GB", "GREAT BRITAIN": "GB", "TURKEY": "TR"}
# A postcode behind its city: `osaka 550-0015`.
_POSTAL = re.compile(r" [a-z]{0,2}\d[\w -]*$")
_DEGREES_NEAR = 3.0
# How far from the centre an address lies at most, in degrees.
_SPREAD = 0.03


def any_place(rng: Random) -> Place:
    """Some city of the atlas."""
    return rng.choice(PLACES)


def in_country(name: str, rng: Random) -> Place | None:
    """A city in a country given by its code or English name; None when the atlas has none."""
    key = name.strip().upper()
    found = _BY_COUNTRY.get(_ALSO.get(key, key))
    return rng.choice(found) if found else None


# What one looks for in one's own land, most of it in one's own town.
OF_ONES_LAND, _IN_TOWN = frozenset("job vacancy employer".split()), 0.6


def in_land_of(city: str, rng: Random) -> Place:
    """A city, or another one of the same country."""
    home = called(city, rng)
    return home if rng.random() < _IN_TOWN else rng.choice(_BY_COUNTRY.get(home.country.code, [home]))


def country_of(name: str) -> Country | None:
    """A country by its code or English name; None when the atlas has no city in it."""
    key = name.strip().upper()
    found = _BY_COUNTRY.get(_ALSO.get(key, key))
    return found[0].country if found else None


@lru_cache(maxsize=5000)
def of_iata(code: str) -> Place | None:
    """The city of an airport code; None when the atlas does not know it."""
    return _BY_IATA.get(code.strip().upper())


@lru_cache(maxsize=5000)
def named(text: str) -> Place | None:
    """The city that a text names, alone (`Lisbon`) or within an address (`Rua Nova 3, 1200 Lisbon, Portugal`)."""
    low = text.strip().lower()
    found = _BY_CITY.get(low)
    if found is not None or len(low) < 4:
        return found
    parts = [part.strip(" .") for part in low.replace("\n", ",").split(",")]
    for part in parts:
        for city, place in _BY_CITY.items():
            if part == city or part.endswith(" " + city) or _POSTAL.sub("", part) == city:
                return place
    return None


@lru_cache(maxsize=5000)
def mentioned(text: str) -> Place | None:
    """The first city that a title speaks of: `Nairobi in May`."""
    found = _ANY_CITY.search(text)
    return _BY_CITY[found[0].lower()] if found else None


def told(text: str, rng: Random) -> Place | None:
    """The city that a text names, one of the same country under its name where only that is known: `Kyoto, Japan`."""
    found = named(text)
    first, comma, rest = text.partition(",")
    if found is not None or not comma or not first.strip():
        return found
    near = in_country(rest.rpartition(",")[2], rng)
    return near._replace(city=first.strip()) if near is not None else None


def called(city: str, rng: Random) -> Place:
    """A place of that name: the atlas's own, else a city not far from one, under the name given."""
    found = named(city)
    if found is not None:
        return found if found.city.lower() == city.strip().lower() else found._replace(city=found.city)
    near = rng.choice(PLACES)
    return near._replace(
        city=city.strip(),
        latitude=round(near.latitude + rng.uniform(-1.2, 1.2), 4),
        longitude=round(near.longitude + rng.uniform(-1.2, 1.2), 4),
    )


def spot(address: str, place: Place) -> Place:
    """Where an address is within its city: the same address is always at the same spot."""
    off = [rng_for(0, "spot", f"{address} {axis}").uniform(-_SPREAD, _SPREAD) for axis in ("latitude", "longitude")]
    return place._replace(latitude=round(place.latitude + off[0], 4), longitude=round(place.longitude + off[1], 4))


def nearest(latitude: float, longitude: float) -> Place:
    """The city of the atlas next to a point, moved to the point when it lies far from any."""
    place = min(PLACES, key=lambda p: (p.latitude - latitude) ** 2 + (p.longitude - longitude) ** 2)
    far = abs(place.latitude - latitude) > _DEGREES_NEAR or abs(place.longitude - longitude) > _DEGREES_NEAR
    return place._replace(latitude=latitude, longitude=longitude) if far else place
