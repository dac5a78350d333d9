"""JSON Schemas as found in the wild, made uniform: no `$ref`, draft 2020-12, a small vocabulary.

Pure functions over plain JSON; used by the readers (which know the document a `$ref` points into) and by
`normalise` (which trusts nobody).
"""

from __future__ import annotations

from toolgraph.schema.memory import collector_paused, set_aside
from toolgraph.schema.scope import Found, Lost, Scope
from toolgraph.schema.spread import spread
from toolgraph.schema.tidy import Limits, Note, Tidier, tidy
from toolgraph.schema.values import plain

__all__ = [
    "Found",
    "Limits",
    "Lost",
    "Note",
    "Scope",
    "Tidier",
    "collector_paused",
    "plain",
    "set_aside",
    "spread",
    "tidy",
]
