from __future__ import annotations

import pytest

from toolgraph.meaning.route import Route, route_of


@pytest.mark.parametrize(
    ("http", "wanted"),
    [
        ("POST /cards/{idCard}/checklists", Route("checklists", "card", one=False)),
        ("PUT /1/cards/{idCard}", Route("card", "", one=True)),
        ("GET /v2/boards/{idBoard}/checkItems/{idCheckItem}", Route("check item", "board", one=True)),
        ("DELETE /groups/{id}/members.json", Route("members", "group", one=False)),
        ("POST /marketing/singlesends/search", Route("singlesends", "", one=False)),
        ("GET /search", Route("search", "", one=False)),
        ("GET /v1/{id}", None),
        ("", None),
    ],
)
def test_a_route_says_what_it_is_about(http: str, wanted: Route | None) -> None:
    """The last plain segment is the thing, the last held one before it its owner; versions and verbs do not count."""
    assert route_of(http) == wanted
