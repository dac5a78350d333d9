"""Values that are out of what is usual: a haemoglobin above its range is what a lab report is read for."""

from __future__ import annotations

from collections.abc import Sequence

from toolgraph.llm.offline.written import Ink, number, words_of
from toolgraph.models.base import JsonObject, JsonValue

MEASURED = ("value", "measured", "amount", "quantity", "result", "reading")
_LOWEST = frozenset("low lower min minimum lowest".split())
_HIGHEST = frozenset("high upper max maximum highest".split())
_BESIDE = frozenset("reference range normal ref limit bound value".split())
_FLAGS = frozenset("flag interpretation status assessment".split())
_TOO = {
    "low": "low", "high": "high", "l": "low", "h": "high", "abnormal": "abnormal", "critical": "critical",
    "too_low": "low", "too_high": "high", "below": "low", "above": "high",
}  # fmt: skip


def measured_of(item: JsonObject) -> float | None:
    """What was measured of something; None where it tells no such."""
    return next((v for k, v in item.items() if k.lower() in MEASURED and _is_number(v)), None)


def unusual_first(items: Sequence[JsonObject]) -> list[JsonObject]:
    """Some items, those first of which something is out of what is usual."""
    return sorted(items, key=lambda item: not _how(item))


def warning(item: JsonObject, ink: Ink) -> str:
    """That a value is out of its range, with the range where that is told; "" for one that is not."""
    how = _how(item)
    low, high = _bounds(item)
    if not how or low is None or high is None:
        return f" ({how})" if how else ""
    return f" ({how}, normal is {ink.held.hold(number(low))} to {ink.held.hold(number(high))})"


def _how(item: JsonObject) -> str:
    """In which way a measured value is not the usual one: by its range, else by how it is flagged; "" for none."""
    value, (low, high) = measured_of(item), _bounds(item)
    if value is None:
        return ""
    if low is not None and high is not None:
        return "low" if value < low else "high" if value > high else ""
    flags = (v for k, v in item.items() if words_of(k)[-1] in _FLAGS and isinstance(v, str))
    return next((_TOO[plain] for v in flags if (plain := v.lower().replace(" ", "_")) in _TOO), "")


def _bounds(item: JsonObject) -> tuple[float | None, float | None]:
    """The range of a measured value; None for what is not told of it."""
    ends = [(set(words_of(k)), v) for k, v in item.items() if _is_number(v)]
    lowest, highest = (
        next((v for said, v in ends if said & ends_in and said <= ends_in | _BESIDE), None)
        for ends_in in (_LOWEST, _HIGHEST)
    )
    return lowest, highest


def _is_number(value: JsonValue) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
