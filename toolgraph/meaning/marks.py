"""The marks in paths: `[]` after a list, `{}` after a map whose values are meant, `{key}` after one whose keys are."""

from __future__ import annotations

KEYS = "{key}"


def unmarked(path: str) -> str:
    """A path without its marks.

    >>> unmarked("orders[].lines{}.sku"), unmarked("variants{key}")
    ('orders.lines.sku', 'variants')
    """
    return path.removesuffix(KEYS).replace("[]", "").replace("{}", "")


def is_among_many(path: str) -> bool:
    """Whether what stands at a path is itself one of many: an item, a value or a key."""
    return path.endswith(("[]", "{}", KEYS))
