"""How many tokens a text is, without any model's own tokeniser."""

from __future__ import annotations

import string
from typing import NamedTuple

_LETTERS = string.ascii_letters.encode()
_WORDS = bytes(b if b in _LETTERS else ord(" ") for b in range(256))
# In UTF-8 all bytes of a sign but its first are of these last.
_NO_SIGNS = _LETTERS + string.whitespace.encode() + bytes(range(0x80, 0xC0))
_LONG = 7
_LETTERS_A_TOKEN = 6.5
_MESSAGE = 5  # what roles and ends of messages add


def estimate_tokens(text: str) -> int:
    """Tokens of a text, near enough: a word is one and more the longer it is, each digit and sign is one.

    Byte-pair vocabularies of 32 to 200 thousand entries differ by a third among each other; `Learned` mends that.
    """
    raw = text.encode("utf-8", "replace")
    words = list(map(len, raw.translate(_WORDS).split()))
    signs = len(raw.translate(None, _NO_SIGNS))
    long = [length for length in words if length >= _LONG]
    return len(words) + signs + round(sum(long) / _LETTERS_A_TOKEN) - len(long) + _MESSAGE


class Learned(NamedTuple):
    """What an endpoint's own counts have taught.

    Attributes:
        prompt: Tokens in it for each that we estimate.
        completion: The same of answers.
        requests: Made for each that is needed when every reply passes and every dialogue is kept; 1 or more.
    """

    prompt: float = 1.0
    completion: float = 1.0
    requests: float = 1.0
