"""Whoever writes a review means what they write."""

from __future__ import annotations

import pytest

from tests.plan.audit import calls_of
from tests.plan.test_fitting_values import planned
from tests.world.tools import STRING, make, many, thing
from toolgraph.world.reviewbank import GOODS

_STARS = {"type": "integer", "description": "Stars", "minimum": 1, "maximum": 5, "examples": [5, 4, 2]}
_TEXT = {"type": "string", "description": "Text of the review", "examples": ["I use it every day."]}


@pytest.mark.parametrize("seed", range(8))
def test_a_review_says_what_goes_with_its_stars(seed: int) -> None:
    """Nobody gives two stars to what they would buy again."""
    found = make("search_products", {"query": STRING}, thing(products=many(product_id=STRING, name=STRING)))
    write = make(
        "write_product_review", {"product_id": STRING, "stars": _STARS, "text": _TEXT},
        thing(review_id=STRING, stars=_STARS, text=_TEXT), description="Publish a review of a product.",
    )  # fmt: skip
    said = [call.arguments for _, call in calls_of(planned([found, write], seed=seed)) if call.tool == write.id]
    known = {each.text: each for each in GOODS}
    assert said
    for each in said:
        opinion = known[each["text"]]
        assert opinion.least <= each["stars"] / 5 <= opinion.most
