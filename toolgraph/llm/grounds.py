"""What an assistant may speak of: numbers, ids and addresses that something before has brought."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import tzinfo

from toolgraph.meaning.said import here, numbers_in
from toolgraph.models.base import JsonValue

_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_ID = re.compile(r"(?<![\w@.-])(?=[\w.-]*\d)(?=[\w.-]*[A-Za-z])[A-Za-z0-9]+(?:[-_.][A-Za-z0-9]+)*(?![\w@])")
_WITH_UNIT = re.compile(r"\d+(?:[.,]\d+)?(?:st|nd|rd|th|s|[a-z]{1,4})", re.IGNORECASE)
_ID_SHORTEST = 5
_COUNTS_TO = 31  # counts, days and hours may be said without having been read anywhere


class Grounds:
    """All that has been brought up to a point of a dialogue.

    Args:
        zone: Where the user is, by whose clock moments in UTC may be told.
    """

    def __init__(self, zone: tzinfo | None = None) -> None:
        self._zone = zone
        self._texts: list[str] = []
        self._numbers: set[float] = set()

    def hear(self, text: str) -> None:
        """Somebody's words."""
        self._add(text)
        self._numbers.update(float(n) for n in numbers_in(text))

    def _add(self, text: str) -> None:
        self._texts.append(text.lower())
        self._numbers.update(map(_number, _NUMBER.findall(text)))

    def learn(self, value: JsonValue) -> None:
        """A result or arguments."""
        text = json.dumps(value, ensure_ascii=False)
        self._add(text)
        if (told := here(text, self._zone)) != text:
            self._add(told)
        self._numbers.update(float(len(v)) for v in _lists(value))

    def unknown(self, text: str) -> list[str]:
        """E-mail addresses, ids and numbers of a text that nothing has brought."""
        mails = _EMAIL.findall(text)
        found = [m for m in mails if not self._has(m)]
        bare = _EMAIL.sub(" ", text)
        ids = [i for i in _ID.findall(bare) if len(i) >= _ID_SHORTEST and not _WITH_UNIT.fullmatch(i)]
        found += [i for i in ids if not self._has(i)]
        numbers = {_number(n): n for n in _NUMBER.findall(_ID.sub(" ", bare))}
        return found + [shown for number, shown in numbers.items() if not self._counts(number)]

    def _has(self, token: str) -> bool:
        return any(token.lower() in text for text in self._texts)

    def _counts(self, number: float) -> bool:
        if number in self._numbers or (number <= _COUNTS_TO and number == int(number)):
            return True
        return any(number in (round(k), round(k, 1), round(k, 2), k * 100) for k in self._numbers)


def _lists(value: JsonValue) -> Iterator[list[JsonValue]]:
    if isinstance(value, list):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _lists(inner)


def _number(text: str) -> float:
    return float(text.replace(",", ""))
