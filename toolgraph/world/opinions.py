"""What people write of a film that they have seen: as they rate it, and no two of them in the same words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from toolgraph.world.memory import ANONYMOUS, Record
from toolgraph.world.shape import Part

_SEEN = frozenset("film movie show series documentary".split())
_REVIEWS = frozenset(("review", "comment", "rating"))
_TEXTS = ("text", "review", "comment", "body", "content")
# From which share of the best rating on which words are written.
_WORDS = (
    (0.85, (
        "I saw it twice in one week.", "The best thing I have seen this year.", "A quiet film that stays with you.",
        "Every single actor is wonderful.", "I cried, and I never cry.", "Funny, sad and over far too soon.",
        "Go in knowing nothing, it is worth it.", "The music alone is worth the ticket.",
    )),
    (0.65, (
        "Good, if a little predictable.", "Strong first half, slower second.", "Beautiful to look at, thin on plot.",
        "Well acted, and a nice surprise at the end.", "Worth an evening, though not a second one.",
        "Better than the trailer suggests.", "A few scenes too many, but I enjoyed it.",
        "Solid, warm and well told.",
    )),
    (0.0, (
        "It never quite gets going.", "I looked at my watch more than once.", "The trailer shows all of it.",
        "Not for me, I am afraid.", "A good idea that nobody finished.", "Half an hour shorter and I might like it.",
    )),
)  # fmt: skip
_PRAISE = ("loved", "beautiful", "wonderful", "great", "best", "kind", "brilliant")
_BLAME = ("too long", "boring", "weak", "dull", "slow", "disappoint", "not ")


def say(record: Record, item: Part, around: Record, others: Sequence[Record]) -> None:
    """Let a review of a film be as good as its rating, and in words that nobody else on the list has used."""
    of = record.parents[:1] if around.head == ANONYMOUS else [around]
    if item.noun not in _REVIEWS or not any(r.head in _SEEN for r in of):
        return
    leaves = tuple(item.leaves())
    text = next((x for x in leaves if x.key in _TEXTS and x.type == "string"), None)
    rated = next((x for x in leaves if x.maker == "rating"), None)
    rating = record.facts.get(rated.key) if rated is not None else None
    if text is None or rated is None or text.key in record.facts or not isinstance(rating, (int, float)):
        return
    share = rating / float(rated.schema.get("maximum", 10 if rating > 5 else 5))
    words = next(words for least, words in _WORDS if share >= least)
    shown = [e for e in text.schema.get("examples", ()) if isinstance(e, str) and _goes_with(e, share)]
    used = {r.facts.get(text.key) for r in others}
    left = [each for each in (*shown, *words) if each not in used and text.check(each)]
    if left:
        record.facts[text.key] = record.scene.rng.choice(left)


def _goes_with(text: str, share: float) -> bool:
    """Whether a spec's own words go with a rating: nobody who found it too long gives all the stars."""
    said = text.lower()
    praises, blames = _any(_PRAISE, said), _any(_BLAME, said)
    if praises and not blames:
        return share >= _GOOD
    return share < _BEST if blames and not praises else share >= _FAIR


_BEST, _GOOD, _FAIR = 0.85, 0.75, 0.6


def _any(words: Iterable[str], said: str) -> bool:
    return any(word in said for word in words)
