"""Moments that a service writes in UTC, by the clock on the user's wall."""

from __future__ import annotations

import re
from datetime import datetime, time, tzinfo

_UTC = re.compile(r"(?<![\w-])\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?Z(?!\w)")


def here(text: str, zone: tzinfo | None) -> str:
    """A text with its moments that end in `Z` as clocks of a zone show them; everything else as it is.

    Offsets are left: they are of the place where the thing happens, and told by its clock. Midnight is left too, as
    services write a mere day so.

    Args:
        zone: None leaves all as it is.

    >>> here("2026-12-01T14:00:00Z", timezone(timedelta(hours=1)))
    '2026-12-01T15:00:00+01:00'
    """
    if zone is None or "Z" not in text:
        return text
    return _UTC.sub(lambda m: _moved(m[0], zone), text)


def _moved(moment: str, zone: tzinfo) -> str:
    try:
        found = datetime.fromisoformat(moment)
        return moment if found.time() == time(0) else found.astimezone(zone).isoformat()
    except (ValueError, OverflowError):  # not of the calendar, or on its last day
        return moment
