"""Values kept out of reach while a text is being shaped: each stands as one private-use character until the end."""

from __future__ import annotations

import re

_FIRST = 0xE000
_MARK = chr(_FIRST)
_ROOM = 0xF8FF - 0xE000
_HELD = re.compile("[\ue000-\uf8ff]")
_PLAIN_START = re.compile(r"[a-z]+(?=[ ,!?']|\.(?!\w)|$)")  # `cv.pdf` keeps its letters
_VOWEL_SOUND = re.compile(
    r"(?!(?:uni|use|usu|eu|one|once|u[bkt]\b)\w*)[aeiou]|(?:8|11\b|18\b|hour|honest|heir)", re.IGNORECASE
)
_SPELLED = re.compile(r"(?=[A-Z]{2,5}\b)[AEFHILMNORSX]")
_TIDY = tuple(
    (re.compile(pattern), instead)
    for pattern, instead in (
        (r"\s{2,}|[^\S ]", " "),
        (r"\b(of|the|an?|me|for|and) \1\b", r"\1"),
        (r" +([,.;:!?])", r"\1"),
        (r"([,;:])\s*(?=[.!?,;:])(?!\.\.)", ""),
        (r"([?!])[.,;]+", r"\1"),
        (r"(?<!\.)\.\.(?!\.)", "."),
        (r"^[ ,;:.] *", ""),
    )
)
_ENDS = (
    (re.compile(r"([.!?])([\"”])[.]"), r"\1\2"),
    (re.compile(r"([?!])\.(?!\.)"), r"\1"),
    (re.compile(r"(?<!\.)\.\.(?=\s|$)"), "."),
)
_PRONOUN = re.compile(r"\bi(?=$|[ ,.!?]|'(?:m|d|ll|ve)\b)")
_ARTICLE = re.compile(r"\b([Aa])n?(?= [\"“']?([\w\ue000-\uf8ff][\w-]*))")
_SENTENCE_START = re.compile(r"(^|(?<!\.\.)[.!?][\"”)]?\s+)([a-z])")  # a pause ends no sentence


class Held:
    """The values of one utterance."""

    def __init__(self) -> None:
        self._values: list[str] = []

    def hold(self, text: str) -> str:
        """A character that stands for `text` until `reveal`."""
        self._values.append(text)
        return chr(_FIRST + (len(self._values) - 1) % _ROOM)

    def value(self, mark: str) -> str:
        """What a character stands for; "" when it stands for nothing."""
        at = ord(mark) - _FIRST
        return self._values[at] if 0 <= at < len(self._values) else ""

    def plain(self, text: str) -> str:
        """The text with its values in place and nothing else done to it, to compare texts by what they say."""
        if text.isascii():  # most texts are asked about without a value in them, or are one
            return text
        return self.value(text) if len(text) == 1 and text >= _MARK else _HELD.sub(self._value_of, text)

    def _value_of(self, found: re.Match[str]) -> str:
        return self.value(found.group(0))

    def reveal(self, text: str, *, capitals: bool = True) -> str:
        """The text with its values in place, articles right and, with `capitals`, sentences begun with capitals."""
        text = tidy(_ARTICLE.sub(self._article, text))
        if capitals:
            text = capitalise(text)
        return _no_double_end(_HELD.sub(lambda m: self._in_place(m, capitals=capitals), text))

    def _in_place(self, found: re.Match[str], *, capitals: bool) -> str:
        """A value as it stands in its place: a capital at the start of a sentence, no second full stop at its end."""
        text, value = found.string, self.value(found.group(0))
        if capitals and _starts_sentence(text, found.start()) and _PLAIN_START.match(value):
            value = value[0].upper() + value[1:]
        if value.endswith((".", "…")) and text[found.end() : found.end() + 1] in (".", "!"):
            value = value[:-1]
        return value

    def _article(self, found: re.Match[str]) -> str:
        word = found.group(2)
        word = self.value(word[0]) if _HELD.match(word) else word
        word = word.lstrip("\"'“")
        vowel = _SPELLED.match(word) if _SPELLED.match(word) or word[:2].isupper() else _VOWEL_SOUND.match(word)
        return found.group(1) + ("n" if vowel else "")


def _starts_sentence(text: str, at: int) -> bool:
    before = text[max(0, at - 4) : at].rstrip()
    return not before or before[-1] in ".!?" or before[-2:] in ('."', '!"', '?"')


def tidy(text: str) -> str:
    """Spaces and punctuation as they should be, whatever the parts were put together from."""
    for pattern, instead in _TIDY:
        text = pattern.sub(instead, text)
    return text.strip()


def capitalise(text: str) -> str:
    """Sentences begun with capital letters, and the pronoun I written as one."""
    text = _SENTENCE_START.sub(lambda m: m.group(1) + m.group(2).upper(), text)
    return _PRONOUN.sub("I", text)


def _no_double_end(text: str) -> str:
    for pattern, instead in _ENDS:
        text = pattern.sub(instead, text)
    return text
