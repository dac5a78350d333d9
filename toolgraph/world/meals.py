"""When people meet for a meal."""

from __future__ import annotations

_MEALS = (("breakfast", (7, 9)), ("lunch", (12, 13)), ("dinner", (18, 20)))


def meal_of(title: str) -> tuple[int, int] | None:
    """The first and last hour at which it begins, where a title speaks of one."""
    return next((hours for meal, hours in _MEALS if meal in title.lower()), None)
