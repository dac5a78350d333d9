"""A title that names a company names the one that is dealt with."""

from __future__ import annotations

import pytest

from toolgraph.plan.dealtwith import with_their_company

_CONTACT = {"full_name": "Ada Pak", "email": "ada@example.org", "company_name": "Olive Health"}


@pytest.mark.parametrize(
    ("title", "items", "expected"),
    [
        ("Licences for Birch Health", [_CONTACT], "Licences for Olive Health"),
        ("Licences for Olive Health", [_CONTACT], ""),
        ("Renewal for March", [_CONTACT], ""),
        ("Ten more seats", [_CONTACT], ""),
        ("Pilot with Fern Robotics", [{"full_name": "Ada Pak"}], ""),
        ("Pilot with Fern Robotics", [{"name": "Mill Supply", "industry": "retail"}], "Pilot with Mill Supply"),
        ("Pilot with Fern Robotics", [_CONTACT, {"company": "Mill Supply"}], ""),
    ],
)
def test_a_title_is_of_their_company(title: str, items: list[dict[str, str]], expected: str) -> None:
    """Of several companies none is chosen; what names none, or theirs, stays."""
    assert with_their_company(title, items) == expected
