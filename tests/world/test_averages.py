"""Averages and counts agree with what they are told of."""

from __future__ import annotations

import pytest

from tests.world.tools import DATE, INTEGER, STRING, make, many, thing, world

SEEDS = range(8)
_STARS = {"type": "integer", "minimum": 1, "maximum": 5}
_RATING = {"type": "number", "minimum": 1, "maximum": 5}
_STATE = {"type": "string", "enum": ["open", "done"]}
_WANTED = {"type": "string", "enum": ["open", "done", "all"], "default": "open"}
EMPLOYER = {"employerId": STRING, "name": STRING, "rating": _RATING}
GET = make("getEmployer", {"employerId": STRING}, thing(**EMPLOYER))
REVIEWS = make("listEmployerReviews", {"employerId": STRING, "limit": INTEGER},
               thing(averageRating=_RATING, reviews=many(stars=_STARS, text=STRING, writtenOn=DATE)),
               required=["employerId"])  # fmt: skip
TASK = {"taskId": STRING, "title": STRING, "status": _STATE, "dueDate": DATE}
TASKS = make("listTasks", {"status": _WANTED, "dueBefore": DATE},
             thing(tasks=many(**TASK), openCount={"type": "integer", "minimum": 0, "maximum": 60}),
             required=[])  # fmt: skip
ADD = make("createTask", {"title": STRING}, thing(**TASK))
DO = make("completeTask", {"taskId": STRING}, thing(**TASK, openCount=INTEGER))


@pytest.mark.parametrize("seed", SEEDS)
def test_reviews_come_to_the_average_beside_them(seed: int) -> None:
    """What was shown of the thing stays, and its reviews lie about it; else the average is that of the reviews."""
    here = world(seed)
    told = here.call(GET, {"employerId": "emp-1"}).result["rating"]
    shown = here.call(REVIEWS, {"employerId": "emp-1"}).result
    stars = [r["stars"] for r in shown["reviews"]]
    assert shown["averageRating"] == told
    assert sum(stars) / len(stars) == pytest.approx(told, abs=0.26)
    other = here.call(REVIEWS, {"employerId": "emp-2"}).result
    stars = [r["stars"] for r in other["reviews"]]
    assert other["averageRating"] == round(sum(stars) / len(stars), 1)
    assert here.call(REVIEWS, {"employerId": "emp-2", "limit": 1}).result["averageRating"] == other["averageRating"]
    assert here.call(GET, {"employerId": "emp-2"}).result["rating"] == other["averageRating"]


def test_a_list_counts_no_fewer_reviews_than_its_thing_has() -> None:
    """`total` beside the reviews of a product that has 28 of them is 28, and a few new ones do not turn its average."""
    product = {"productId": STRING, "rating": _RATING, "reviewCount": {"type": "integer", "minimum": 20, "maximum": 90}}
    get = make("getProduct", {"productId": STRING}, thing(**product))
    review = {"reviewId": STRING, "stars": _STARS, "text": STRING}
    reviews = make("listProductReviews", {"productId": STRING},
                   thing(averageStars=_RATING, reviews=many(**review), total=INTEGER))  # fmt: skip
    write = make("writeProductReview", {"productId": STRING, "stars": _STARS, "text": STRING}, thing(**review))
    for seed in SEEDS:
        here = world(seed)
        told = here.call(get, {"productId": "prd-1"}).result
        assert here.call(reviews, {"productId": "prd-1"}).result["total"] == told["reviewCount"]
        here.call(write, {"productId": "prd-1", "stars": 1, "text": "It broke."})
        assert here.call(reviews, {"productId": "prd-1"}).result["averageStars"] == told["rating"]


def test_a_count_is_of_the_things_of_its_state() -> None:
    """The open ones of a list, of the usual state where none is asked for; one less when one is done."""
    for seed in SEEDS:
        here = world(seed)
        shown = here.call(TASKS, {}).result
        assert {t["status"] for t in shown["tasks"]} == {"open"}
        assert shown["openCount"] == len(shown["tasks"])
        here.call(ADD, {"title": "Call the dentist"})
        left = here.call(DO, {"taskId": shown["tasks"][0]["taskId"]}).result["openCount"]
        assert left == shown["openCount"]
        every = here.call(TASKS, {"status": "all"}).result
        assert every["openCount"] == left == sum(t["status"] == "open" for t in every["tasks"])
        assert len(every["tasks"]) == left + 1


def test_what_a_count_told_is_there_when_it_is_listed() -> None:
    """A list of the open ones has as many as were said to be left, and one of others tells as many."""
    for seed in SEEDS:
        here = world(seed)
        left = here.call(DO, {"taskId": "tsk_1"}).result["openCount"]
        assert here.call(TASKS, {"status": "done"}).result["openCount"] == left
        shown = here.call(TASKS, {}).result
        assert len(shown["tasks"]) == left == shown["openCount"]
