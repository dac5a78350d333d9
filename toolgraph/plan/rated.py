"""What somebody writes of what they rate goes with the stars that they give it."""

from __future__ import annotations

from toolgraph.meaning.text import words
from toolgraph.plan.draft import Draft, Part, Saying
from toolgraph.plan.parts import said_part
from toolgraph.plan.wants import accepts
from toolgraph.world.reviewbank import COURSES, GOODS, STAYS, Opinion

_STARS = frozenset(("stars", "star", "rating", "score"))
_TEXTS, _TITLES = frozenset("text body review comment".split()), frozenset(("title", "headline"))
_TOP = 5
_OF = (("product", GOODS), ("course", COURSES), ("hotel", STAYS))


def as_rated(draft: Draft, parts: dict[str, Part]) -> dict[str, Part]:
    """The parts of a review with words that go with its stars; only what is said anew is changed."""
    stars, text = _said(parts, _STARS), _said(parts, _TEXTS)
    if stars is None or text is None or not isinstance(stars.value, (int, float)):
        return parts
    bank = next((bank for noun, bank in _OF if any(noun in words(path) for path in parts)), ())
    share = stars.value / (_TOP if stars.value <= _TOP else 2 * _TOP)
    fit = [each for each in bank if each.least <= share <= each.most and accepts(text.want.parameter, each.text)]
    return _with(draft, parts, text, draft.rng.choice(fit)) if fit else parts


def _said(parts: dict[str, Part], names: frozenset[str]) -> Part | None:
    anew = (p for p in parts.values() if p.saying is not None and not p.saying.call)
    return next((p for p in anew if names & set(words(p.want.parameter.name))), None)


def _with(draft: Draft, parts: dict[str, Part], text: Part, said: Opinion) -> dict[str, Part]:
    title = _said(parts, _TITLES)
    new = {id(text): said.text, **({id(title): said.title} if title is not None else {})}
    out = dict(parts)
    for path, part in parts.items():
        if id(part) in new:
            saying = Saying(want=part.want, value=new[id(part)], path="", relative=False, group=draft.group)
            out[path] = said_part(part.want, saying)
    return out
