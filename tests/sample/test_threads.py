"""Links that join two calls for no reason are not drawn."""

from __future__ import annotations

import pytest

from toolgraph.sample.threads import is_loose, is_unsaid


@pytest.mark.parametrize(
    ("giver", "taker", "field", "parameter", "loose"),
    [
        ("media/find_concerts", "shop/check_store_stock", "concerts[].city", "city", True),
        ("media/find_concerts", "travel/search_hotels", "concerts[].city", "city", False),
        ("media/find_concerts", "maps/get_directions", "concerts[].lat", "lat", False),
        ("shop/list_addresses", "travel/search_rental_cars", "addresses[].city", "city", True),
        ("shop/list_addresses", "shop/check_stock", "addresses[].city", "city", False),
        ("bank/list_payees", "maps/list_alerts", "payees[].country_code", "country_code", True),
        ("health/get_doctor", "travel/search_hotels", "city", "city", True),
        ("crm/get_contact", "travel/search_hotels", "city", "city", False),
        ("shop/get_order", "office/send_mail", "email", "to", True),
        ("health/get_doctor", "office/send_mail", "email", "to", False),
        ("crm/get_contact", "school/send_certificate", "email", "recipient_email", False),
        ("maps/get_place", "school/send_certificate", "email", "recipient_email", True),
    ],
)
def test_one_thing_leads_to_the_other(giver: str, taker: str, field: str, parameter: str, loose: bool) -> None:
    """A concert leads to a hotel and to the weather, and not to a shop that has a kettle."""
    assert is_loose(giver, taker, field, parameter) is loose


@pytest.mark.parametrize(
    ("giver", "taker", "field", "parameter", "optional", "unsaid"),
    [
        ("bank/list_bills", "bank/convert_currency", "bills[].currency", "from", False, True),
        ("gym/list_workouts", "gym/log_workout", "workouts[].sport", "sport", False, True),
        ("mail/search_mail", "mail/draft_mail", "messages[].subject", "subject", False, True),
        ("mail/search_mail", "mail/reply_to_mail", "messages[].message_id", "message_id", False, False),
        ("crm/create_company", "crm/list_deals", "company_id", "company_id", True, True),
        ("crm/search_companies", "crm/list_deals", "companies[].company_id", "company_id", True, False),
        ("host/search_users", "host/list_commits", "users[].login", "author_login", True, False),
    ],
)
def test_a_wish_speaks_of_what_joins_two_calls(
    giver: str, taker: str, field: str, parameter: str, optional: bool, unsaid: bool
) -> None:
    """Nobody asks for the rate of the currency of a bill, or for a second draft with the subject of a mail."""
    assert is_unsaid(giver, taker, field, parameter, optional=optional) is unsaid
