"""Parameters by the words that people have for them."""

from __future__ import annotations

import re

import pytest

from tests.plan.chains import catalogue
from toolgraph.models.tool import Parameter
from toolgraph.plan.labels import label_of


@pytest.mark.parametrize(
    ("name", "form", "label"),
    [
        ("departureDate", "date", "departure date"),
        ("bookingId", "", "booking reference"),
        ("order_id", "", "order number"),
        ("orderid", "", "order number"),
        ("from", "date", "start date"),
        ("checkIn", "date", "check-in date"),
        ("q", "", "search words"),
        ("attendee_emails", "email", "attendee e-mail addresses"),
        ("duration_minutes", "", "duration in minutes"),
        ("num_passengers", "", "number of passengers"),
        ("expires_on", "date", "expiry date"),
        ("minStars", "", "lowest stars"),
    ],
)
def test_examples(name: str, form: str, label: str) -> None:
    """Names as programmers write them become what people say."""
    assert label_of(Parameter(id=f"s/t#in:{name}", path=name, name=name, type="string", format=form)) == label


@pytest.mark.parametrize("name", ["_", "$", "", "-", "名前", "1"])
def test_names_without_letters(name: str) -> None:
    """A name that is no words has a label all the same."""
    assert label_of(Parameter(id=f"s/t#in:{name}", path=name, name=name, type="string")).strip()


def test_catalogue() -> None:
    """No label of the catalogue shows code style or speaks of ids."""
    labels = {label_of(p) for tool in catalogue() for p in tool.inputs}
    assert labels
    assert [x for x in sorted(labels) if not x or re.search(r"_|[a-z][A-Z]|\bids?\b", x)] == []
