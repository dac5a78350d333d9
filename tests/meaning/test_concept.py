"""What a leaf stands for."""

from __future__ import annotations

import pytest

from tests.link.tools import tool
from toolgraph.meaning.concept import concept_of, keys_wanted, tool_words


@pytest.mark.parametrize(
    ("name", "http", "gives", "whose", "what", "origin"),
    [
        ("get_order", "", "data.pet_id", ("pet",), "id", "name"),
        ("list_buckets", "", "Buckets[].Name", ("bucket",), "name", "container"),
        ("list_pets", "", "items[].id", ("pet",), "id", "tool"),
        ("get_channels", "", "[]", ("channel",), "", "tool"),
        ("getThing", "GET /pets/{id}", "id", ("pet",), "id", "path"),
        ("copy", "", "SourceSnapshotId", ("snapshot",), "id", "name"),
        ("get_ticket", "", "ticket.assignee_id", ("user",), "id", "name"),
        ("list_rooms", "", "home_id", ("home",), "id", "name"),
        ("search_hotels", "", "guest_rating", ("guest",), "rating", "name"),
        ("get_board", "GET /boards/{id}", "sender_id", ("user",), "id", "name"),
        ("get_sender", "GET /senders/{sender_id}", "sender_id", ("sender",), "id", "name"),
        ("find_bus", "", "departure_date", ("departure", "date"), "", "name"),
    ],
)
def test_whose_and_what(name: str, http: str, gives: str, whose: tuple[str, ...], what: str, origin: str) -> None:
    """The owner comes from the name, else the container, else the path, else the tool's noun."""
    made = tool(name, gives={gives: "string"}, http=http)
    concept = concept_of(made.outputs[0], made)
    assert (concept.whose, concept.what, concept.origin) == (whose, what, origin)


@pytest.mark.parametrize(
    ("path", "attributes", "kind"),
    [
        ("to", {"description": "E-mail address of the recipient"}, "@email"),
        ("user_email", {}, "@email"),
        ("contact", {"format": "email"}, "@email"),
        ("origin", {"description": "IATA code of the airport"}, "@iata"),
        ("origin", {"description": "Name of the city to leave from"}, "@city"),
        ("base", {"description": "Base currency, ISO 4217"}, "@currency"),
        ("lat", {"type": "number"}, "@latitude"),
        ("created_at", {"format": "date-time"}, ""),
        ("check_in", {"format": "date"}, "@date"),
        ("price", {"type": "number"}, "@amount"),
        ("website", {}, "@url"),
        ("report", {"format": "uri"}, "@url"),
        ("next_token", {}, ""),
        ("access_token", {}, "@credential"),
    ],
)
def test_value_kinds(path: str, attributes: dict[str, str], kind: str) -> None:
    """Names, formats and descriptions tell kinds that mean the same everywhere; audit dates and paging are none."""
    made = tool("do_it", takes={path: attributes})
    assert concept_of(made.inputs[0], made).kind == kind


@pytest.mark.parametrize(
    ("name", "verb", "nouns"),
    [
        ("ec2.DescribeVpcPeeringConnections", "list", ("vpc", "peering", "connection")),
        ("get_reminders", "list", ("reminder",)),
        ("get_reminder", "get", ("reminder",)),
        ("findPetsByStatus", "search", ("pet",)),
        ("UserLogin", "get", ("user",)),
        ("lab_tests_list", "list", ("lab", "test")),
        ("tasks_create", "create", ("task",)),
        ("message_recruiter", "send", ("recruiter",)),
        ("save_place", "create", ("place",)),
        ("comment_on_issue", "create", ("on", "issue")),
        ("enrol_in_course", "create", ("in", "course")),
    ],
)
def test_tool_words(name: str, verb: str, nouns: tuple[str, ...]) -> None:
    """A tool's name says what it does and to what."""
    assert tool_words(name) == (verb, nouns)


@pytest.mark.parametrize(
    ("name", "http", "verb", "nouns"),
    [
        ("getV3ProjectsIdIssues", "GET /v3/projects/{id}/issues", "list", ("issue",)),
        ("post_v2_orders_search", "POST /v2/orders/search", "search", ("order",)),
        ("DELETE_marketing-lists-id", "DELETE /marketing/lists/{id}", "delete", ("list",)),
        ("cancelOrder", "POST /orders/{id}/cancel", "delete", ("order",)),
    ],
)
def test_tools_named_after_their_path(name: str, http: str, verb: str, nouns: tuple[str, ...]) -> None:
    """Where the name only spells the path, its last fixed segment is the thing."""
    assert tool_words(name, http) == (verb, nouns)


def test_a_thing_named_bare_is_looked_for_by_what_points_at_it() -> None:
    """A parameter `Bucket` asks for names and ids of buckets."""
    made = tool("delete_object", takes={"Bucket": "string"})
    assert {"bucket.name", "bucket.id"} <= set(keys_wanted(concept_of(made.inputs[0], made)))
