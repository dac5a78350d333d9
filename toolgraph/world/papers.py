"""Papers to download: a file is named for the month that it is of, and its link works as long as the spec says."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from toolgraph.world.asked import moment_of
from toolgraph.world.memory import Record
from toolgraph.world.shape import Part
from toolgraph.world.toolplan import ToolPlan

_OF = ("period start", "period end", "month", "period", "issued on", "date")
_FILES = ("file name", "filename", "file")
_ENDS = frozenset("expire expires expiry expiration until".split())
_MONTH = re.compile(r"(?<!\d)(20\d\d)([-_]?)(0[1-9]|1[0-2])(?!\d)")
_WORKS = re.compile(
    r"\b(?:works?|valid|available|expires|good)\b[^.]{0,20}?\b(an?|one|two|\d+) (minute|hour|day|week)s?\b",
    re.IGNORECASE,
)
_SPELLED = {"a": 1, "an": 1, "one": 1, "two": 2}


def tell_paper(plan: ToolPlan, record: Record, root: Part) -> None:
    """Let a file that a call brings be named for what it is of, and its link expire when the spec says."""
    lasts = _lasting(plan.tool.description) if plan.tool.description else None
    clock = record.scene.setting.clock
    for leaf in root.leaves():
        if leaf.key in _FILES and leaf.key not in record.facts:
            shown = next((e for e in leaf.schema.get("examples", ()) if isinstance(e, str) and _MONTH.search(e)), "")
            name = _MONTH.sub(rf"{_month_of(record):%Y}\g<2>{_month_of(record):%m}", shown, count=1)
            if name and leaf.check(name):
                record.facts[leaf.key] = name
        elif lasts is not None and leaf.maker == "datetime" and _ENDS & set(leaf.tokens):
            ends = (clock + lasts).isoformat()
            if leaf.check(ends):
                record.facts[leaf.key] = ends


@lru_cache(maxsize=20_000)
def _lasting(description: str) -> timedelta | None:
    """How long a link works, as a description says; None where it does not."""
    found = _WORKS.search(description) if "link" in description else None
    if found is None:
        return None
    many = _SPELLED.get(found[1].lower()) or int(found[1])
    return timedelta(**{f"{found[2].lower()}s": many})


def _month_of(record: Record) -> date:
    """The month that a paper is of; the last one that is over, where nobody has told it."""
    told = next((m for k in _OF if (m := moment_of(record.facts.get(k))) is not None), None)
    first = record.scene.setting.clock.date().replace(day=1)
    return told.date() if told is not None else first - timedelta(days=1)
