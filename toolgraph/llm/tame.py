"""Other people's text inside a prompt: shown as material, without what speaks to the model."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*\s*|\n")
# What a tool's description says to people is about the tool; this speaks to whoever reads it as a prompt.
_OVERRULES = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass)\b.{0,60}"
    r"\b(?:instructions?|prompts?|rules|above|previous|everything|told)\b",
    re.IGNORECASE | re.DOTALL,
)
_DICTATES = re.compile(
    r"^\W*(?:(?:now|then|instead|just|and|please|always|only|you (?:must|should|shall|will|are to|have to))\s+){0,3}"
    r"(?:say|reply|respond|answer|output|print|repeat|write)\b.{0,30}(?-i:[\"“‘'A-Z]{4}|\"|“)"
    r"|\byou (?:must|should|shall|will|are to|have to) (?:always |only )?(?:say|reply|respond|answer)\b"
    r"|\bsystem\s*(?:prompt|message|:)|\bas an ai\b|\blanguage model\b|<\|?/?[a-z_]+\|?>|\[/?INST\]|\bassistant\s*:",
    re.IGNORECASE | re.DOTALL,
)
_QUOTED = re.compile(r"[\"“‘`]([^\"”’`]{3,60})[\"”’`]|(?<!\w)'([^']{3,60})'")
_SHOUTED = re.compile(r"\b[A-Z][A-Z0-9]{3,}\b")
_SAID = re.compile(
    r"\b(?:say|reply|respond|answer|output|print|write|repeat)\b(?: with| only| that)*:?\s+(\S.{1,60})", re.IGNORECASE
)


def sentences(text: str) -> list[str]:
    """A text cut into sentences, ends included."""
    return [s.strip() for s in _SENTENCE.findall(text) if s.strip()]


def is_order(sentence: str) -> bool:
    """Whether a sentence speaks to whoever reads it as a prompt."""
    return bool(_OVERRULES.search(sentence) or _DICTATES.search(sentence))


@lru_cache(maxsize=8192)
def tamed(text: str, longest: int = 240) -> str:
    """A text without the sentences that give orders to a model, short, and unable to end a `<data>` block."""
    kept = " ".join(s for s in sentences(text) if not is_order(s))
    kept = kept.replace("<", "‹").replace(">", "›")
    return kept if len(kept) <= longest else kept[: longest - 1].rstrip() + "…"


def baits(texts: Iterable[str]) -> frozenset[str]:
    """Words and phrases, in lower case, that orders in some texts want said; whoever says one has followed an order."""
    return frozenset().union(*map(_baits_in, texts))


@lru_cache(maxsize=8192)
def _baits_in(text: str) -> frozenset[str]:
    found: set[str] = set()
    for sentence in sentences(text):
        if is_order(sentence):
            found.update((a or b).lower() for a, b in _QUOTED.findall(sentence))
            found.update(m.lower() for m in _SHOUTED.findall(sentence))
        if _OVERRULES.search(sentence):
            found.update(m.strip(" .!?\"'“”").lower() for m in _SAID.findall(sentence))
    return frozenset(f for f in found if len(f) > 3)
