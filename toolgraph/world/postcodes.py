"""How postcodes begin in the cities of the atlas: one of Vienna starts with a 1, one of Berlin with 10, 12 or 13.

Source: public postal areas, written down for this project. Masks as in `places.Country.postcode`: `#` is a digit from
1 to 9, `@` a letter, anything else stands for itself.
"""

from __future__ import annotations

import re
from functools import lru_cache
from random import Random

from toolgraph.world.places import Place

_MASKS = """
Lisbon: 1###-###
Porto: 40##-###|41##-###|42##-###
Copenhagen: 1###|2100|2200|2300|2400
Stockholm: 11# ##
Oslo: 0###
Helsinki: 00##0
Berlin: 10###|12###|13###
Munich: 80###|81###
Hamburg: 20###|22###
Vienna: 10#0|11#0
Zurich: 80##
Amsterdam: 10## @@
Brussels: 10#0
Paris: 7500#|7501#
Lyon: 6900#
Nice: 06000|06100|06200|06300
Madrid: 2800#|2801#|2802#|2803#
Barcelona: 0800#|0801#|0802#
Seville: 4100#|4101#
Rome: 0014#|0015#|0018#|0019#
Milan: 2012#|2013#|2014#
Naples: 8012#|8013#|8014#
Dublin: D0# @@##
London: E# #@@|N# #@@|SE# #@@|SW# #@@|W# #@@
Edinburgh: EH# #@@
Manchester: M# #@@
Warsaw: 00-###|01-###|02-###
Prague: 1#0 00
Budapest: 10##|11##
Athens: 104 ##|105 ##|106 ##|115 ##
Istanbul: 34###
New York: 1000#|1001#|1002#
Boston: 0211#|0212#
Chicago: 6061#|6062#|6064#
Austin: 7870#|7873#|7874#
Denver: 8020#|8021#
Seattle: 9810#|9811#
San Francisco: 9410#|9411#|9412#
Los Angeles: 9000#|9001#|9002#
Miami: 3312#|3313#|3314#
Toronto: M4@ #@#|M5@ #@#
Montreal: H2@ #@#|H3@ #@#
Vancouver: V5@ #@#|V6@ #@#
Mexico City: 03###|06###|11###
São Paulo: 01###-###|04###-###|05###-###
Rio de Janeiro: 20###-###|22###-###
Buenos Aires: C1###
Santiago: 75#####|83#####
Bogotá: 110###
Lima: 150##
Cape Town: 800#
Nairobi: 00#00
Cairo: 115##|118##
Marrakesh: 400##
Lagos: 100###|101###
Tel Aviv: 6######
Mumbai: 4000##
Delhi: 1100##
Singapore: 06####|18####|23####
Bangkok: 10#00
Hanoi: 100###
Jakarta: 10###|12###|13###
Kuala Lumpur: 50###|55###
Tokyo: 10#-00##|15#-00##
Osaka: 53#-00##|54#-00##|55#-00##
Seoul: 04###|06###
Shanghai: 2000##
Taipei: 10###|11###
Sydney: 200#|201#
Melbourne: 300#|305#
Auckland: 101#|102#
"""
_BY_CITY = {city: tuple(masks.split("|")) for line in _MASKS.strip().splitlines() for city, masks in [line.split(": ")]}
_DIGITS = "123456789"
_LETTERS = "ABDEFGHJLNPRSTUWXY"


def postcode(place: Place, rng: Random) -> str:
    """A postcode as the place has it, else of the form of its country; "" where the country uses none."""
    mask = rng.choice(masks_of(place))
    return "".join(rng.choice(_DIGITS) if c == "#" else rng.choice(_LETTERS) if c == "@" else c for c in mask)


def masks_of(place: Place) -> tuple[str, ...]:
    """The forms of postcodes in a place; that of its country where the city is not known."""
    return _BY_CITY.get(place.city, (place.country.postcode,))


def held(address: str, place: Place) -> str:
    """The postcode in an address of a place; "" for none."""
    masks = (*masks_of(place), place.country.postcode)
    found = (_pattern(mask).search(address) for mask in masks if mask)
    return next((match[0] for match in found if match is not None), "")


@lru_cache(maxsize=256)
def _pattern(mask: str) -> re.Pattern[str]:
    written = "".join({"#": r"\d", "@": "[A-Z]"}.get(c, re.escape(c)) for c in mask)
    return re.compile(rf"(?<=[ ,]){written}(?=[ ,]|$)")
