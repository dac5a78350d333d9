"""What is written of a piece of software is about what that does: no firmware has an invoice page."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from toolgraph.meaning.text import words
from toolgraph.models.base import JsonValue
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import SOUGHT, Record

_WHOLES = frozenset("repository repo codebase".split())
_WRITTEN = frozenset("issue request commit bug release".split())
_NAMES = ("repository slug", "slug", "full name", "name", "description")
# Among the facts of software without a name: a title of what is written of it.
ABOUT = "#about"
_MATTERS = {
    "accounts": "ledger bookkeeping accounting invoice invoices billing round rounding yen jpy currency decimals cent "
    "total totals payment payments payroll tax",
    "machines": "firmware motor motors homing robot robots arm axis gripper sensor drive",
    "pages": "site website web login page browser firefox safari css homepage welcome",
    "colours": "design token tokens palette theme icons",
    "forecasts": "forecast forecasts grid weather",
}
_BY_WORD = {word: matter for matter, told in _MATTERS.items() for word in told.split()}
# What can be said of any software.
_OF_ANY = {
    "issue": (
        "Tests fail now and then", "Build takes too long", "Error messages say too little",
        "Settings are lost after a restart", "Installation guide is out of date", "Start takes too long",
    ),
    "request": (
        "Speed up the tests", "Update the dependencies", "Mend a test that fails now and then",
        "Say more in error messages", "Bring the guide up to date", "Remove dead code",
    ),
}  # fmt: skip


def on_its_software(record: Record, leaf: LeafPlan, examples: Iterable[JsonValue]) -> list[JsonValue]:
    """Those of a spec's examples that are not about other software than a record's, and some that fit any."""
    out = list(examples)
    if record.head in _WHOLES and leaf.key in _NAMES and (about := _matter_of(str(record.facts.get(ABOUT, "")))):
        return [e for e in out if _matter_of(str(e)) == about] or [e for e in out if not _matter_of(str(e))] or out
    matter = _matter_around(record, leaf)
    if matter is None:
        return out
    more = [name for name in _OF_ANY.get(leaf.noun, ()) if leaf.maker == "title" and leaf.check(name)]
    return [e for e in out if _fits(e, matter)] + more


def could_be_of(record: Record, whole: Record) -> bool:
    """Whether what is written may be of a piece of software, going by what both are about."""
    return not any(k in whole.facts for k in (*_NAMES, ABOUT)) or is_about(record, whole) is not False


def is_about(record: Record, whole: Record) -> bool | None:
    """Whether a piece of software is known to be about what is written; None where that could be of any."""
    matter = _matter_of(_about(record)) if record.head in _WRITTEN and whole.head in _WHOLES else ""
    told = [v for k in (*_NAMES, ABOUT) if isinstance(v := whole.facts.get(k), str)]
    return any(_matter_of(text) == matter for text in told) if matter else None


def tell_about(record: Record, whole: Record) -> None:
    """Let software that nobody has named yet be what is written of it is about."""
    if record.head in _WRITTEN and whole.head in _WHOLES and (about := _about(record)):
        whole.facts.setdefault(ABOUT, about)


def _about(record: Record) -> str:
    told = (record.facts.get(k) for k in (SOUGHT, "title"))
    return next((text for text in told if isinstance(text, str)), "")


def fits_software(record: Record, leaf: LeafPlan, value: JsonValue) -> bool:
    """Whether a text may be written of the software that a record belongs to."""
    matter = _matter_around(record, leaf)
    return matter is None or _fits(value, matter)


def _fits(text: JsonValue, matter: str) -> bool:
    return not isinstance(text, str) or _matter_of(text) in ("", matter)


def _matter_around(record: Record, leaf: LeafPlan) -> str | None:
    """What the software is for that a record belongs to, "" for something else; None where nothing tells."""
    if leaf.noun not in _WRITTEN or leaf.maker not in ("title", "body", "about"):
        return None
    wholes = (record, *(r for r in record.wholes() if r.head in _WHOLES))
    told = [
        v for r in wholes for k in (_NAMES if r is not record else _NAMES[:1]) if isinstance(v := r.facts.get(k), str)
    ]
    return next((matter for text in told if (matter := _matter_of(text))), "") if told else None


@lru_cache(maxsize=10_000)
def _matter_of(text: str) -> str:
    return next((_BY_WORD[word] for word in words(text) if word in _BY_WORD), "")
