"""Airports as they are called and where they lie: some way out of the city that they serve.

Source: public geographic facts, written down for this project; coordinates to two digits.
"""

from __future__ import annotations

from typing import NamedTuple

from toolgraph.models.base import JsonValue
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Record
from toolgraph.world.places import Place

_NOUNS = frozenset("airport aerodrome airfield".split())
_NAMES = ("name", "title", "airport name")
_AIRPORTS = """
LIS 38.77 -9.13 Humberto Delgado|OPO 41.24 -8.68 Francisco Sá Carneiro|CPH 55.62 12.65 Kastrup|ARN 59.65 17.92 Arlanda
OSL 60.19 11.10 Gardermoen|HEL 60.32 24.96 Vantaa|BER 52.37 13.50 Brandenburg|MUC 48.35 11.79 Franz Josef Strauss
HAM 53.63 9.99 Helmut Schmidt|VIE 48.11 16.57 Schwechat|ZRH 47.46 8.55 Kloten|AMS 52.31 4.76 Schiphol
BRU 50.90 4.48 Zaventem|CDG 49.01 2.55 Charles de Gaulle|LYS 45.73 5.08 Saint-Exupéry|NCE 43.66 7.21 Côte d'Azur
MAD 40.47 -3.56 Barajas|BCN 41.30 2.08 El Prat|SVQ 37.42 -5.90 San Pablo|FCO 41.80 12.25 Fiumicino
MXP 45.63 8.72 Malpensa|NAP 40.88 14.29 Capodichino|DUB 53.43 -6.25 Airport|LHR 51.47 -0.45 Heathrow
EDI 55.95 -3.37 Airport|MAN 53.36 -2.27 Airport|WAW 52.17 20.97 Chopin|PRG 50.10 14.26 Václav Havel
BUD 47.44 19.26 Ferenc Liszt|ATH 37.94 23.95 Eleftherios Venizelos|IST 41.26 28.74 Airport
JFK 40.64 -73.78 John F. Kennedy|BOS 42.36 -71.01 Logan|ORD 41.98 -87.90 O'Hare|AUS 30.19 -97.67 Bergstrom
DEN 39.86 -104.67 International Airport|SEA 47.45 -122.31 Tacoma|SFO 37.62 -122.38 International Airport
LAX 33.94 -118.41 International Airport
MIA 25.79 -80.29 International Airport|YYZ 43.68 -79.63 Pearson|YUL 45.47 -73.74 Trudeau
YVR 49.19 -123.18 International Airport
MEX 19.44 -99.07 Benito Juárez|GRU -23.43 -46.47 Guarulhos|GIG -22.81 -43.25 Galeão|EZE -34.82 -58.54 Ezeiza
SCL -33.39 -70.79 Arturo Merino Benítez|BOG 4.70 -74.15 El Dorado|LIM -12.02 -77.11 Jorge Chávez
CPT -33.97 18.60 International Airport|NBO -1.32 36.93 Jomo Kenyatta|CAI 30.12 31.41 International Airport
RAK 31.61 -8.04 Menara
LOS 6.58 3.32 Murtala Muhammed|DXB 25.25 55.36 International Airport|TLV 32.01 34.89 Ben Gurion
BOM 19.09 72.87 Chhatrapati Shivaji
DEL 28.56 77.10 Indira Gandhi|SIN 1.36 103.99 Changi|BKK 13.69 100.75 Suvarnabhumi|HAN 21.22 105.81 Noi Bai
CGK -6.13 106.66 Soekarno-Hatta|KUL 2.75 101.71 Sepang|HND 35.55 139.78 Haneda|KIX 34.43 135.23 Kansai
ICN 37.46 126.44 Incheon|PVG 31.14 121.81 Pudong|HKG 22.31 113.91 Chek Lap Kok|TPE 25.08 121.23 Taoyuan
SYD -33.95 151.18 Kingsford Smith|MEL -37.67 144.84 Tullamarine|AKL -37.01 174.79 Airport
"""


class Airfield(NamedTuple):
    """Where an airport lies and by what it is called beside its city."""

    latitude: float
    longitude: float
    called: str


def _read() -> dict[str, Airfield]:
    rows = (row.split(maxsplit=3) for line in _AIRPORTS.strip().splitlines() for row in line.split("|"))
    return {code: Airfield(float(latitude), float(longitude), called) for code, latitude, longitude, called in rows}


_BY_CODE = _read()


def airport_of(place: Place) -> Airfield:
    """The airport that serves a city."""
    return _BY_CODE[place.iata]


def airport_called(record: Record, leaf: LeafPlan) -> str:
    """What the airport of a record's city is called: `Osaka Kansai`; "" for what is no airport's name."""
    if leaf.key not in _NAMES or leaf.noun not in _NOUNS:
        return ""
    place = record.scene.where()
    name = f"{place.city} {airport_of(place).called}"
    return name if leaf.check(name) else ""


def at_airport(record: Record, leaf: LeafPlan) -> JsonValue:
    """Where the airport of a record's city lies; None for what is no coordinate of an airport."""
    if leaf.noun not in _NOUNS or leaf.maker not in ("latitude", "longitude"):
        return None
    field = airport_of(record.scene.where(leaf.role))
    return field.latitude if leaf.maker == "latitude" else field.longitude
