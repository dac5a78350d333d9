from __future__ import annotations

from typing import get_args

import pytest

from tests.world import tools
from tests.world.tools import DATE, STRING, make, thing, world
from toolgraph.models.spec import ErrorResponse
from toolgraph.models.tool import Tool
from toolgraph.schema.values import fits
from toolgraph.world.base import Fault


@pytest.mark.parametrize("fault", get_args(Fault))
def test_without_a_declared_form_an_error_has_code_and_message(fault: Fault) -> None:
    """The common form, for each fault, with a sentence for people."""
    answer = world().fail(tools.GET_TASK, {"taskId": "TSK-1"}, fault)
    assert not answer.ok
    error = answer.result["error"]
    assert error["code"]
    assert error["message"].endswith((".", "!"))


def test_a_declared_error_gives_the_form() -> None:
    """The example's code stays, its message names the bad value, the offending field is filled in."""
    body = world().fail(tools.DELETE_TASK, {"taskId": "TSK-404"}, "not_found").result
    assert body == {"code": "no_such_task", "message": "Nothing was found for taskId 'TSK-404'.", "field": "taskId"}


def test_a_fault_of_another_status_borrows_the_form_not_the_code() -> None:
    """A rate limit in a spec that declares only a 404 looks like it, with a code of its own."""
    body = world().fail(tools.DELETE_TASK, {"taskId": "TSK-404"}, "rate_limit").result
    assert body["code"] == "rate_limited"
    assert "try again" in body["message"]  # and not in how long: a dialogue does not wait


def test_a_schema_alone_gives_the_form() -> None:
    """Without an example the properties of the error's schema are filled."""
    schema = {"type": "object", "properties": {"error_code": tools.STRING, "detail": tools.STRING}}
    tool = make("getX", {"xId": tools.STRING}, None, errors=(ErrorResponse(status=403, schema_=schema),))
    body = world().fail(tool, {"xId": "x_1"}, "permission").result
    assert body == {"error_code": "forbidden", "detail": "You do not have permission to do this."}


def test_the_message_names_what_is_missing_or_wrong() -> None:
    """Missing: the argument's name; invalid: the value and the argument."""
    desk = world()
    assert "'taskId'" in str(desk.fail(tools.GET_TASK, {}, "missing_argument").result)
    wrong = str(desk.fail(tools.LIST_TASKS, {"status": "lost"}, "invalid_value").result)
    assert "'lost'" in wrong
    assert "status" in wrong


def test_a_fault_changes_nothing() -> None:
    """After a planned error the world answers as if it had not been asked."""
    one, two = world(), world()
    one.fail(tools.CREATE_TASK, {"title": "Call"}, "timeout")
    assert one.call(tools.LIST_TASKS, {}) == two.call(tools.LIST_TASKS, {})


def test_bodies_fit_the_declared_schemas(catalogue: list[Tool]) -> None:
    """For each tool and fault of the catalogue the body is valid against one of the tool's own error schemas."""
    for tool in catalogue:
        schemas = [error.schema_ for error in tool.errors if error.schema_]
        for fault in get_args(Fault):
            body = world().fail(tool, {}, fault).result
            assert not schemas or any(fits(body, schema) for schema in schemas), (tool.id, fault, body)


def test_a_day_that_will_not_do_is_what_the_message_speaks_of() -> None:
    """Of a call that is refused for its day nobody says that its title is missing."""
    deal = make("create_deal", {"title": STRING, "close_date": DATE}, thing(deal_id=STRING), effect="write")
    error = str(world(1).fail(deal, {"close_date": "2025-12-22"}, "invalid_value").result)
    assert "missing" not in error
    assert "2025-12-22" in error
