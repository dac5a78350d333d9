"""A car in the town of somebody else is for a visit, and the user says so, once."""

from __future__ import annotations

import re

from tests.plan.test_fitting_values import link, planned
from tests.world.tools import STRING, make, many, thing
from toolgraph.llm.offline import OfflinePhraser

_CITY = {"type": "string", "description": "City"}
_SAID = re.compile(r"see them|visit|meet them|in person|going there", re.IGNORECASE)


def _words(giver: str, source: str) -> list[str]:
    look = make(giver, {"name": STRING}, thing(name=STRING, city=_CITY), description=f"{giver.replace('_', ' ')}.")
    cars = make(
        "search_cars", {"city": _CITY}, many(car_id=STRING, model=STRING), description="Search for rental cars."
    )
    cars = cars.model_copy(update={"id": f"{source}/search_cars", "source": source})
    said = []
    for seed in range(6):
        plan = planned([look, cars], link(1, "city", 0, "city"), seed=seed, mix="simple")
        turns = OfflinePhraser().phrase(plan, {t.id: t for t in (look, cars)}).words.turns
        said.append(" ".join(str(t.user) for t in turns))
    return said


def test_a_visit_is_given_as_the_reason() -> None:
    """Where a contact of the address book is, a car of another service is looked for to visit them."""
    assert all(map(_SAID.search, _words("get_contact", "rental")))


def test_no_reason_where_none_is_needed() -> None:
    """Within one service, and where the town is that of a trip, nobody need say why."""
    assert not any(map(_SAID.search, _words("get_contact", "desk")))
    assert not any(map(_SAID.search, _words("get_trip", "rental")))
