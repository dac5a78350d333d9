"""What a voice does to a text that is otherwise done: fillers, slang, careless typing. Values stay as they are."""

from __future__ import annotations

import re

from toolgraph.llm.offline.grammar import Speaker
from toolgraph.llm.offline.voice import Voice

_BEFORE_VALUE = re.compile(r"\b(to|from|for|in|on|with|is|at|called|it's) (?=[\ue000-\uf8ff])")
_FILLERS_MAX = 1
# Sentences that begin with a word of their own, or are no more than a courtesy.
_LED = re.compile(
    r"(?:So|Then|Okay|Ok|Well|Now|Right|Oh|Ah|Er|Um|Hmm?|Uh|Hey|Anyway|Thanks?|Thank|That|Sorry|Hello|Hi)\b"
)
_SLANG = (
    (re.compile(r"\bplease\b", re.IGNORECASE), "pls"),
    (re.compile(r"\bthank(?:s| you)\b", re.IGNORECASE), "thx"),
    (re.compile(r"\bwant to\b"), "wanna"),
    (re.compile(r"\bgoing to (?=[a-z])"), "gonna "),
    (re.compile(r"\bhave to\b"), "gotta"),
    (re.compile(r"\byou\b"), "u"),
    (re.compile(r"\bbecause\b"), "cos"),
    (re.compile(r"\bby the way\b", re.IGNORECASE), "btw"),
)
_TYPO_SHARE = 0.3
_TYPOS = {
    "please": "plaese", "thanks": "thnaks", "could": "coudl", "would": "woudl", "want": "wnat", "that": "taht",
    "just": "jsut", "because": "becuase", "with": "wiht", "also": "aslo", "there": "tehre", "then": "hten",
    "should": "shoudl", "about": "abuot",
}  # fmt: skip
_FORMAL = (
    ("[Ii]t's been", "it has been"), ("I'd better", "I had better"),
    ("I'm", "I am"), ("I'd", "I would"), ("I've", "I have"), ("can't", "cannot"), ("don't", "do not"),
    ("it's", "it is"), ("It's", "It is"), ("that's", "that is"), ("That's", "That is"),
    ("We'd", "We would"), ("There'd", "There would"),
)  # fmt: skip
_SPELLED_OUT = tuple((re.compile(rf"\b{short}\b"), long) for short, long in _FORMAL)


def styled(text: str, voice: Voice, speaker: Speaker) -> str:
    """A text, with its values held, as the voice would utter or type it."""
    if voice.tags & {"formal", "letter"}:
        text = _spelled_out(text)
    if voice.fillers:
        text = _with_fillers(text, voice, speaker)
    if voice.slang:
        for pattern, word in (pair for pair in _SLANG if speaker.chance(0.5)):
            text = pattern.sub(word, text)
    if voice.typos and speaker.chance(_TYPO_SHARE):
        text = _mistyped(text, speaker)
    if voice.careless:
        text = _careless(text, speaker)
    return text


def _with_fillers(text: str, voice: Voice, speaker: Speaker) -> str:
    left = _FILLERS_MAX

    def before_value(found: re.Match[str]) -> str:
        nonlocal left
        if left <= 0 or not speaker.chance(voice.fillers * 0.6):
            return found.group(0)
        left -= 1
        filler = speaker.say("filler")
        return f"{found.group(1)}, {filler}, " if voice.tags & {"voice"} else f"{found.group(1)}... {filler}, "

    sentences = re.split(r"(?<=[.!?]) ", text)
    for i, sentence in enumerate(sentences):
        able = left > 0 and sentence[:1].isupper() and len(sentence.split()) > 4 and not _LED.match(sentence)
        if able and speaker.chance(voice.fillers * 0.7):
            left -= 1
            start = sentence if re.match(r"I\b", sentence) else sentence[0].lower() + sentence[1:]
            sentences[i] = f"{speaker.say('filler').capitalize()}, {start}"
    return _BEFORE_VALUE.sub(before_value, " ".join(sentences))


def _spelled_out(text: str) -> str:
    if "'" not in text:
        return text
    for short, long in _SPELLED_OUT:
        text = short.sub(long, text)
    return text


def _mistyped(text: str, speaker: Speaker) -> str:
    """The text with one of its everyday words mistyped, where it has one."""
    able = [word for word in _TYPOS if word in text and re.search(rf"\b{word}\b", text)]
    if not able:
        return text
    word = speaker.rng.choice(able)
    return re.sub(rf"\b{word}\b", _TYPOS[word], text, count=1)


def _careless(text: str, speaker: Speaker) -> str:
    text = re.sub(r"(^|[.!?] )([A-Z])(?=[a-z' ])", lambda m: m.group(1) + m.group(2).lower(), text)
    text = re.sub(r"\bI('m|'d|'ve|'ll)?\b", lambda m: "i" + (m.group(1) or ""), text)
    if speaker.chance(0.7):
        text = re.sub(r"\.$", "", text)
    return text
