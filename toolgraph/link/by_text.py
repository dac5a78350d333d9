"""FITS weighed by what leaves say of themselves (option, extra `embed`): far texts hold a link down, near ones do not.

Texts only weigh what the rules have found and never make a link: tried on gold, links proposed by texts alone found one
pair more in seven corpora, and most of them were wrong (a distance as a radius, the weather as a heater's setting).

The outcome depends on the tools of one source alone: each text is embedded by itself, and vectors are whole numbers,
whose products are exact in whatever order they are added up.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from toolgraph.link.embed import TextModel
from toolgraph.link.fits import RELATIVE_MIN
from toolgraph.meaning.text import words
from toolgraph.models.link import Link
from toolgraph.models.tool import Leaf, Tool

_WEIGHT = 0.1  # the most that a score can lose
_FAR, _NEAR = 0.2, 0.8  # cosines from which texts have nothing to do with each other, and mean the same
_CHARS = 200  # of a description
_WORD = "text"


def weighed_by_text(tools: Sequence[Tool], fits: Iterable[Link], model: TextModel, *, score_min: float) -> list[Link]:
    """The same links with lower scores where texts are far from each other, without those that are too weak then.

    Args:
        tools: All tools of one source.
        fits: The FITS among them.
        score_min: Weakest to keep, 0 to 1.

    Returns:
        In the order given; links between near texts bear the reason `text`.
    """
    texts = {leaf.id: _text(leaf) for t in tools for leaf in (*t.inputs, *t.outputs)}
    found = [_weighed(x, model.cosine(texts[x.start], texts[x.end])) for x in fits]
    best: dict[str, float] = {}
    for link in found:
        best[link.end] = max(link.score, best.get(link.end, 0.0))
    return [x for x in found if x.score >= max(score_min, RELATIVE_MIN * best[x.end])]


def _text(leaf: Leaf) -> str:
    named = " ".join(words(leaf.path))
    return f"{named}: {leaf.description[:_CHARS]}"


def _weighed(link: Link, cosine: float) -> Link:
    near = min(1.0, max(0.0, (cosine - _FAR) / (_NEAR - _FAR)))
    reasons = tuple(sorted((*link.reasons, _WORD))) if near == 1.0 else link.reasons
    return link.model_copy(
        update={"score": round(link.score * (1.0 - _WEIGHT + _WEIGHT * near), 4), "reasons": reasons}
    )
