"""Account numbers whose check digits are right."""

from __future__ import annotations

from random import Random

# How the national part of an IBAN is written: `#` a digit, `@` a letter.
# Source: the SWIFT IBAN registry; countries that have letters between their digits are left out.
_FORMS = {
    "PT": 21 * "#", "DK": 14 * "#", "SE": 20 * "#", "NO": 11 * "#", "FI": 14 * "#", "DE": 18 * "#", "AT": 16 * "#",
    "CH": 17 * "#", "NL": "@@@@##########", "BE": 12 * "#", "FR": 23 * "#", "ES": 20 * "#", "IE": "@@@@" + 14 * "#",
    "GB": "@@@@" + 14 * "#", "PL": 24 * "#", "CZ": 20 * "#", "HU": 24 * "#", "GR": 23 * "#", "TR": 22 * "#",
    "EG": 25 * "#", "AE": 19 * "#", "IL": 19 * "#", "MA": 24 * "#", "IT": "@" + 22 * "#",
}  # fmt: skip
_ELSEWHERE = "IE"


def some_iban(country: str, rng: Random) -> str:
    """An IBAN of a country, of another one where the country has none.

    >>> some_iban("DE", Random(1))[:2]
    'DE'
    """
    code = country if country in _FORMS else _ELSEWHERE
    body = "".join(
        str(rng.randint(0, 9)) if c == "#" else rng.choice("ABCDEFGHKLMNPRSTUVWXYZ") for c in _FORMS[code]
    )  # fmt: skip
    return f"{code}{98 - _remainder(f'{body}{code}00'):02d}{body}"


def has_ibans(country: str) -> bool:
    """Whether accounts of a country have numbers of this kind."""
    return country in _FORMS


def _remainder(text: str) -> int:
    """The remainder by 97 of a text read as a number, letters from 10 on."""
    return int("".join(str(int(c, 36)) for c in text)) % 97
