"""How a description wants days and times written: `%Y-%m-%d %H:%M:%S`, `YYYY-MM-DD HH:MM`."""

from __future__ import annotations

import re
from functools import lru_cache

# By what a lower-case description says, the more precise form first.
_FORMS = (
    (re.compile(r"%y-%m-%d[ t]%h:%m:%s|yyyy-mm-dd hh:mm:ss"), "%Y-%m-%d %H:%M:%S"),
    (re.compile(r"%y-%m-%d[ t]%h:%m|yyyy-mm-dd hh:mm"), "%Y-%m-%d %H:%M"),
    (re.compile(r"yyyy-mm-ddthh:mm:ss"), "%Y-%m-%dT%H:%M:%S"),
    (re.compile(r"%y-%m-%d|yyyy-mm-dd"), "%Y-%m-%d"),
    (re.compile(r"%h:%m:%s|hh:mm:ss"), "%H:%M:%S"),
    (re.compile(r"%h:%m|hh:mm"), "%H:%M"),
)


@lru_cache(maxsize=5000)
def told_form(text: str) -> str:
    """The form that a lower-case description names, as `strftime` takes it; "" for none."""
    return next((form for said, form in _FORMS if said.search(text)), "")
