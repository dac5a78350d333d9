"""Who looks at one thing hears what they looked for: a film's plot, the steps of a way, what stands in a file."""

from __future__ import annotations

from typing import Any

import pytest

from tests.llm.test_listing import _seen
from tests.llm.test_manner import _call, _talks

_FILM = {
    "filmId": "f1",
    "title": "Heist",
    "plot": "A pilot takes one last job and regrets it.",
    "cast": ["Damien Little", "Maria Willis"],
    "language": "de",
}
_PERSON = {
    "contact_id": "c1",
    "full_name": "Zoé Ruiz",
    "email": "zoe@example.org",
    "phone": "+212965152320",
    "language": "ar",
    "owner_email": "rolando@example.org",
}
_ROUTE = {
    "route_id": "r1",
    "distance_km": 0.3,
    "duration_min": 2,
    "arrive_at": "2026-03-10T20:59:00Z",
    "steps": [{"instruction": f"Follow road {i}", "distance_m": 40 + i} for i in range(4)],
}
_EATEN = {
    "date": "2026-03-01",
    "energyKcal": 1945,
    "proteinG": 85.6,
    "meals": [{"mealEntryId": f"m{i}", "meal": m, "energyKcal": 400 + i} for i, m in enumerate(("lunch", "dinner"))],
}
_FLIGHT = {
    "flightId": "fl1",
    "flightNumber": "ZP36",
    "departure": {"airportCode": "SYD", "cityName": "Sydney", "time": "2026-03-17T13:30:00Z"},
    "arrival": {"airportCode": "MAD", "cityName": "Madrid", "time": "2026-03-17T21:50:00Z"},
}
_PRICE = {"currency": "EUR", "hours": [{"starts_at": f"2026-03-17T0{i}:00:00Z", "price_per_kwh": 0.38} for i in (1, 2)]}
_HISTORY = {
    "lowest": 40,
    "highest": 62,
    "readings": [{"read_at": f"2026-03-1{i}T07:00:00Z", "value": 41 + i} for i in (1, 2)],
}
_SNAPSHOT = {"camera_id": "c1", "image_url": "https://cam.example.com/s/9s.jpg", "taken_at": "2026-03-01T07:00:00Z"}
_PRODUCT = {
    "product_id": "p1",
    "name": "Kettle",
    "currency": "EUR",
    "variants": [{"sku": f"AB-{c}", "colour": c, "size": "XL", "price": 17.5} for c in ("red", "blue")],
}


@pytest.mark.parametrize(
    ("goal", "tool", "result", "wanted"),
    [
        ("get the details of a film", "media/getFilm", _FILM, ("one last job", "stars Damien Little and Maria Willis")),
        (
            "get a contact",
            "crm/get_contact",
            _PERSON,
            ("on +212965152320 or at zoe@", "speaks Arabic", "looked after"),
        ),
        ("find directions", "maps_weather/get_directions", _ROUTE, ("“Follow road 3” (43 metres)",)),
        ("check what I ate", "health_fitness/getNutritionSummary", _EATEN, ("lunch (400 kcal) and dinner (401 kcal)",)),
        ("get the details of a flight", "travel/getFlight", _FLIGHT, ("from Sydney to Madrid", "arriving on")),
        ("get the price of electricity", "smart_home/get_electricity_price", _PRICE, ("per kWh",)),
        ("get the readings of a sensor", "smart_home/get_sensor_history", _HISTORY, ("(42)", "(43)")),
        ("take a picture", "smart_home/get_camera_snapshot", _SNAPSHOT, ("https://cam.example.com/s/9s.jpg",)),
        ("get a product with its variants", "shop/get_product", _PRODUCT, ("red XL (", "blue XL (")),
    ],
)
def test_what_was_looked_for_is_told(goal: str, tool: str, result: Any, wanted: tuple[str, ...]) -> None:
    """Each answer has what its purpose is about."""
    for reply in _seen(goal, _call(1, tool, result)):
        assert all(w in reply for w in wanted), reply


def test_a_file_is_shown_as_it_stands() -> None:
    """`I have the file open` shows nothing to who asked to see it; its lines stand apart from what follows."""
    file = {"path": "README.md", "size_bytes": 64, "text": "# Charts\n\nRun the checks.\n    Then push.\n"}
    for reply in _seen("read a file", _call(1, "code_hosting/get_file", file)):
        assert "\n```\n# Charts\n\nRun the checks.\n    Then push.\n```" in reply
        assert "```\n " not in reply


def test_a_look_in_a_later_turn_is_no_thin_one() -> None:
    """What a list of an earlier turn has told of a booking is told with its details where there is little else."""
    listed = {
        "jobId": "j1",
        "title": "Chef",
        "employerName": "Pine Labs",
        "city": "Oslo",
        "salaryFrom": 1,
        "salaryTo": 2,
    }
    turns = [
        {"act": "request", "goal": "search jobs", "steps": ((_call(1, "jobs/searchJobs", {"jobs": [listed]}),),)},
        {"act": "follow_up", "goal": "get a job", "steps": ((_call(2, "jobs/getJob", {**listed, "isRemote": True}),),)},
    ]
    for talk in _talks(turns, "jobs/searchJobs", "jobs/getJob"):
        assert "remote" in talk[1][1]
        assert "pays between 1 and 2" in talk[1][1]
