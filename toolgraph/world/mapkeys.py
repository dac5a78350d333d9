"""The keys of maps whose keys are data: prices by class, by currency, by day."""

from __future__ import annotations

import re

from toolgraph.models.base import JsonObject

_ANY = ("default", "primary", "secondary", "extra")
_BY = (
    (re.compile(r"\b(?:by|each|per) (?:cabin )?class|\bcabins?\b"), ("economy", "business", "basic_economy", "first")),
    (re.compile(r"\b(?:by|each|per|to|target) currenc"), ("EUR", "USD", "GBP", "CHF")),
    (re.compile(r"\b(?:by|each|per) (?:language|locale)"), ("en", "de", "fr", "es")),
    (re.compile(r"\b(?:by|each|per) (?:week)?day"), ("monday", "tuesday", "wednesday", "thursday")),
    (re.compile(r"\b(?:by|each|per) month"), ("january", "february", "march", "april")),
    (re.compile(r"\b(?:by|each|per) size"), ("small", "medium", "large")),
)


def map_keys(schema: JsonObject) -> tuple[str, ...]:
    """What the keys of a map are like, going by its description."""
    told = str(schema.get("description", "")).lower()
    return next((keys for said, keys in _BY if said.search(told)), _ANY)
