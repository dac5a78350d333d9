"""What people write of what they have rated."""

from tests.world.tools import STRING, make, many, thing, world
from toolgraph.world.reviewbank import COURSES, FILMS, GOODS, STAYS

_TEN = {"type": "number", "description": "Rating out of 10", "minimum": 1, "maximum": 10, "examples": [9, 7.5]}
_TEXT = {"type": "string", "description": "Text of the review", "examples": ["Friendly staff and a very quiet street."]}
_TITLE = {"type": "string", "description": "Headline of the review", "examples": ["A little noisy"]}
HOTELS = make(
    "list_hotel_reviews", {"hotel_id": STRING},
    thing(reviews=many(review_id=STRING, rating=_TEN, title=_TITLE, text=_TEXT)),
    description="Read what guests say about a hotel.",
)  # fmt: skip


def test_a_review_says_what_goes_with_its_rating() -> None:
    """Headline, text and rating are of one opinion."""
    known = {each.text: each for each in STAYS}
    for seed in range(10):
        for each in world(seed).call(HOTELS, {"hotel_id": "ht_1"}).result["reviews"]:
            said = known[each["text"]]
            assert said.title == each["title"]
            assert said.least - 0.04 <= each["rating"] / 10 <= said.most + 0.04


def test_nobody_says_of_one_house_what_another_says_of_the_next() -> None:
    """The same words are read once only, whichever hotel they are of."""
    for seed in range(6):
        one = world(seed)
        told = [r["text"] for n in (1, 2, 3) for r in one.call(HOTELS, {"hotel_id": f"ht_{n}"}).result["reviews"]]
        assert len({*told}) == len(told)


def test_there_is_something_to_say_at_every_rating() -> None:
    """No rating is left without words."""
    for bank in (STAYS, GOODS, COURSES, FILMS):
        assert all(any(each.least <= n / 100 <= each.most for each in bank) for n in range(20, 101))
