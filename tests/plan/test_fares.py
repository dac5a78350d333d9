"""A limit that somebody sets for a fare is of the size of what a seat over that distance costs."""

from __future__ import annotations

import pytest

from tests.plan.audit import calls_of
from tests.plan.test_fitting_values import planned
from tests.world.tools import make, thing
from toolgraph.world.fares import usual_fare
from toolgraph.world.places import of_iata
from toolgraph.world.prices import RATES
from toolgraph.world.travel import distance_km

CODE = {"type": "string", "pattern": "^[A-Z]{3}$", "description": "IATA code of the airport."}
PRICE = {"type": "number", "minimum": 1, "examples": [250, 480]}
CURRENCY = {"type": "string", "pattern": "^[A-Z]{3}$", "description": "ISO 4217 code.", "examples": ["EUR", "THB"]}


@pytest.mark.parametrize("seed", range(8))
def test_nobody_waits_for_a_flight_at_the_price_of_a_taxi(seed: int) -> None:
    """Neither 500 baht to Lyon nor 250 euros to Osaka."""
    asked = {"origin": CODE, "destination": CODE, "maxPrice": PRICE, "currency": CURRENCY}
    watch = make("createPriceAlert", asked, thing(alertId={"type": "string"}), effect="write")
    for _, call in calls_of(planned([watch], seed=seed)):
        told = call.arguments
        ends = [of_iata(told["origin"]), of_iata(told["destination"])]
        if ends[0] is not None and ends[1] is not None:
            usual = usual_fare(distance_km(*ends), "flight") * RATES.get(told["currency"], 1.0)
            assert 0.7 * usual < told["maxPrice"] < 1.5 * usual
