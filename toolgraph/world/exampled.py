"""How often a spec's own examples are shown, and how often words of ours."""

from __future__ import annotations

from toolgraph.world.leaf import LeafPlan, is_person
from toolgraph.world.lexicon import ABOUT, TITLES
from toolgraph.world.makers import PLACED
from toolgraph.world.phrases import templates_for

# Texts of which we have no better words than the spec's examples.
_BY_EXAMPLE = frozenset("path note reason plain thing figure courier price_text rate_text switch".split())
_SHARE_OF_EXAMPLES = 0.5
# Words for very different things: the plan of a tariff or of a training, a room of a hotel or of a home.
_MANIFOLD = frozenset("plan room lesson device class".split())
_MAILS = frozenset(("mail", "email", "draft"))


def share_of_examples(leaf: LeafPlan) -> float:
    """How often the spec's own examples are shown: always where we have no words for the thing."""
    nouns = {leaf.noun, *leaf.tokens[:-1]} - {"name"}
    if nouns & PLACED:
        return 0.0
    if leaf.tokens[-1:] == ("subject",) and is_person(leaf.noun):
        return 1.0  # who writes to a doctor heads that by no name
    if leaf.maker == "search":
        return 1.0  # what people look for is no title of the thing that keeps it
    if leaf.maker == "title" and (nouns & _MANIFOLD or ("job" in nouns and leaf.tokens[-1:] == ("name",))):
        return 1.0  # jobs that have a name and no title are those of machines
    if leaf.maker == "title":
        known = any(templates_for(noun, TITLES) for noun in nouns)
    elif leaf.maker == "about":
        known = bool(templates_for(leaf.noun, ABOUT))
    elif leaf.maker in _BY_EXAMPLE:
        known = False
    else:
        known = leaf.maker != "body" or bool(nouns & _MAILS)
    return _SHARE_OF_EXAMPLES if known else 1.0
