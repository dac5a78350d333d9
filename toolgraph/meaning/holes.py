"""Holes in texts that were to be filled (`<name>`, `{{date}}`, `[City]`, TODO): the one rule of what such a hole is."""

from __future__ import annotations

import re

_HTML = r"/?(?:p|br|b|i|u|a|em|strong|div|span|ul|ol|li|h[1-6]|html|body|head|table|tr|td|th|code|pre|img|script)\b"
_PLACEHOLDER = re.compile(
    rf"<(?!{_HTML})[A-Za-z][A-Za-z_ -]{{1,30}}>"
    r"|\{\{[^{}]*\}\}|\$\{\w+\}|\{[a-z]+(?:_[a-z]+)*\}"
    r"|\[(?:(?:your|insert|the|a|user|customer)\s[\w ]{2,30}|[A-Z][a-z]+(?: [A-Z]?[a-z]+){0,3})\](?!\()"
    r"|\[[A-Z]{2,}(?:[_ ][A-Z]+)*\](?!\()"
    r"|\bTODO\b|\bTBD\b|\bFIXME\b|\bstring\d+\b|\b(?:example|sample|dummy)_(?:value|string|id|name)\b"
    r"|\byour_[a-z_]+(?:_here)?\b|\b[Ll]orem ipsum\b|\bdolor sit amet\b|(?<![\w-])XXX+(?:-X+)*(?![\w-])|\bfoo ?bar\b"
)
# One of these stands in whatever the two patterns above and below find: looking for them first is forty times faster.
_PLACEHOLDER_HINTS = (
    *(
        "<",
        "{{",
        "${",
        "TODO",
        "TBD",
        "FIXME",
        "string",
        "example_",
        "sample_",
        "dummy_",
        "your_",
        "orem ipsum",
        "dolor",
        "XXX",
    ),
    *("foobar", "foo bar"),
)
_BRACKETS = ("[", "{")


def marked_hole_in(text: str) -> re.Match[str] | None:
    """The first hole in a text that may hold code: what stands in brackets alone is none there."""
    return _PLACEHOLDER.search(text) if any(hint in text for hint in _PLACEHOLDER_HINTS) else None


def hole_in(text: str) -> re.Match[str] | None:
    """The first hole in a text of words."""
    return marked_hole_in(text) or (_PLACEHOLDER.search(text) if any(mark in text for mark in _BRACKETS) else None)
