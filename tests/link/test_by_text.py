"""Links weighed by what leaves say of themselves."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.conftest import cannot_be_had
from tests.link.tools import tool
from toolgraph.errors import MissingExtra
from toolgraph.link import link
from toolgraph.link.embed import TextModel, text_model
from toolgraph.models.link import Link

GIVER = tool("list_orders", gives={"orders[].order_id": {"description": "Number of the order"}})
NEAR = tool("get_order", takes={"order_id": {"description": "Number of the order"}})
FAR = tool("track_order", takes={"order_id": {"description": "Something else entirely"}})


def letters(texts: Sequence[str]) -> list[list[float]]:
    """An embedder for tests: which of two words a text has."""
    found = [[float("number" in t.lower()), float("else" in t.lower())] for t in texts]
    assert len(found) == 1  # texts come one by one, whatever comes with them
    return found


MODEL = TextModel("letters", letters)


def fits(texts: TextModel | None, *, score_min: float = 0.4) -> dict[str, Link]:
    found = link([GIVER, NEAR, FAR], texts=texts, score_min=score_min)
    return {x.end.split("#")[0]: x for x in found if x.kind == "FITS"}


def test_near_texts_leave_a_score_and_far_ones_lower_it() -> None:
    """By a tenth at most; what is near says so as a reason, and without texts nothing changes."""
    plain, weighed = fits(None), fits(MODEL)
    assert weighed["s/get_order"].score == plain["s/get_order"].score
    assert weighed["s/get_order"].reasons == tuple(sorted((*plain["s/get_order"].reasons, "text")))
    assert weighed["s/track_order"].score == round(plain["s/track_order"].score * 0.9, 4)
    assert weighed["s/track_order"].reasons == plain["s/track_order"].reasons


def test_texts_make_no_link_and_a_weak_one_goes() -> None:
    """Leaves that the rules do not join stay apart, however equal their texts; below the threshold a link is gone."""
    assert fits(MODEL).keys() == fits(None).keys()
    assert fits(MODEL, score_min=fits(None)["s/track_order"].score).keys() == {"s/get_order"}
    same = {"description": "Number of the thing"}
    apart = [tool("a", gives={"weight": same}), tool("b", takes={"doctor_email": {**same, "format": "email"}})]
    assert [x for x in link(apart, texts=MODEL) if x.kind == "FITS"] == []


def test_the_order_of_tools_changes_nothing() -> None:
    """A score depends on the two leaves alone."""
    assert link([FAR, NEAR, GIVER], texts=MODEL) == link([GIVER, NEAR, FAR], texts=MODEL)
    alone = [x for x in link([GIVER, FAR], texts=TextModel("fresh", letters)) if x.kind == "FITS"]
    assert alone == [fits(MODEL)["s/track_order"]]


def test_the_packaged_model_knows_what_is_near() -> None:
    """With the extra installed: the same text is as near as can be, another thing is farther than another wording."""
    try:
        model = text_model()
    except MissingExtra as exc:
        cannot_be_had(str(exc))
    same, wording, other = (
        model.cosine("order id: Number of the order", text)
        for text in ("order id: Number of the order", "purchase number: Which purchase", "latitude: Degrees north")
    )
    assert same == pytest.approx(1.0, abs=2e-3)
    assert same > wording > other
    assert model is text_model()
    assert model.name.startswith("minilm-int8 ")
