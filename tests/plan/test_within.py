"""Numbers count within a whole: pull request 12 is another one in every repository."""

from __future__ import annotations

import pytest

from tests.plan.audit import calls_of
from tests.plan.test_fitting_values import link, planned
from tests.world.tools import STRING, make, many, thing
from toolgraph.models.chain import Chain
from toolgraph.models.dialogue_plan import DialoguePlan
from toolgraph.plan import load_mix, plan_chain
from toolgraph.plan.spoken import asked_for

NUMBER = {"type": "integer"}
BEGIN = make("create_repository", {"name": STRING}, thing(repository_id=STRING, default_branch=STRING))
SEARCH = make("search_repositories", {"query": STRING}, many(repository_id=STRING, slug=STRING))
OPEN = make(
    "create_pull_request",
    {"repository_id": STRING, "title": STRING, "source_branch": STRING},
    thing(number=NUMBER, title=STRING),
)
LOOK = make("get_pull_request", {"repository_id": STRING, "pull_request_number": NUMBER}, thing(number=NUMBER))
MERGE = make("merge_pull_request", {"repository_id": STRING, "pull_request_number": NUMBER}, thing(number=NUMBER))


@pytest.mark.parametrize("seed", range(4))
def test_what_was_opened_is_what_is_merged(seed: int) -> None:
    """The number comes from the result, though the tool changes the very thing that gave it."""
    links = [
        link(1, "repository_id", 0, "repository_id"),
        link(2, "repository_id", 0, "repository_id"),
        link(2, "pull_request_number", 1, "number"),
    ]
    calls = [call for _, call in calls_of(planned([BEGIN, OPEN, MERGE], *links, seed=seed)) if call.ok]
    opened = {(call.arguments["repository_id"], call.result["number"]) for call in calls if call.tool == OPEN.id}
    merged = [call.arguments for call in calls if call.tool == MERGE.id]
    assert merged
    assert {(a["repository_id"], a["pull_request_number"]) for a in merged} <= opened


@pytest.mark.parametrize("mix", ["bfcl", "multistep"])
@pytest.mark.parametrize("seed", range(8))
def test_a_number_stays_with_its_repository(seed: int, mix: str) -> None:
    """It is not looked up in the other repositories of the list, whether it was given or said."""
    links = [link(1, "repository_id", 0, "[].repository_id"), link(2, "repository_id", 0, "[].repository_id")]
    for tools, bound in (
        ([SEARCH, OPEN, LOOK], [*links, link(2, "pull_request_number", 1, "number")]),
        ([SEARCH, LOOK], links[:1]),
    ):
        home: dict[int, str] = {}
        for _, call in calls_of(planned(tools, *bound, seed=seed, mix=mix)):
            number = call.result["number"] if call.tool == OPEN.id else call.arguments.get("pull_request_number")
            if call.ok and number is not None:
                assert home.setdefault(number, call.arguments["repository_id"]) == call.arguments["repository_id"]


def test_nothing_is_looked_up_by_number_in_what_was_just_made() -> None:
    """A repository that was created a moment ago has no pull request 53."""
    chain = Chain(
        id="one", motif="line", seed=1, index=0, tools=(BEGIN.id, MERGE.id),
        bindings=(link(1, "repository_id", 0, "repository_id"),),
    )  # fmt: skip
    plan = plan_chain(chain, {t.id: t for t in (BEGIN, MERGE)}, seed=1, mix=load_mix("simple"))
    assert not isinstance(plan, DialoguePlan)
    assert plan.code == "bound_value_missing"


def test_the_default_branch_is_not_what_is_merged_into_it() -> None:
    """What holds where nobody says anything else is no choice of somebody who has to choose."""
    bound = {
        "repository_id": link(1, "repository_id", 0, "repository_id"),
        "source_branch": link(1, "source_branch", 0, "default_branch"),
    }
    assert set(asked_for(OPEN, bound, [BEGIN, OPEN])) == {"repository_id"}


COMPANY = {"company_id": STRING}
PEOPLE = make("list_employees", COMPANY, many(employee_id=STRING, name=STRING))
PERSON = make("get_employee", {**COMPANY, "employee_id": STRING}, thing(employee_id=STRING, city=STRING))
EDIT = make(
    "update_comment", {"owner": STRING, "comment_id": STRING, "text": STRING}, thing(comment_id=STRING),
    http="PUT /apis/{owner}/comments/{comment_id}",
)  # fmt: skip
COMMENTS = make(
    "list_comments", {"owner": STRING}, many(comment_id=STRING, text=STRING), http="GET /apis/{owner}/comments"
)


@pytest.mark.parametrize("mix", ["bfcl", "multistep"])
@pytest.mark.parametrize("seed", range(8))
def test_what_is_of_one_company_is_looked_up_in_no_other(seed: int, mix: str) -> None:
    """An id goes with the whole that the call which gave it was told, also when the same is asked once more."""
    plan = planned([PEOPLE, PERSON], link(1, "employee_id", 0, "[].employee_id"), seed=seed, mix=mix)
    home: dict[str, str] = {}
    for _, call in calls_of(plan):
        company = call.arguments["company_id"]
        if call.tool == PEOPLE.id and call.ok:
            home.update({str(each["employee_id"]): str(company) for each in call.result})
        elif call.ok:
            assert home[str(call.arguments["employee_id"])] == company


@pytest.mark.parametrize("seed", range(6))
def test_whose_thing_is_changed_stays_who_it_is(seed: int) -> None:
    """A part of the address is not what an update changes something into."""
    plan = planned([COMMENTS, EDIT], link(1, "comment_id", 0, "[].comment_id"), seed=seed)
    calls = [call for _, call in calls_of(plan) if call.ok]
    listed = [call.arguments["owner"] for call in calls if call.tool == COMMENTS.id]
    assert all(call.arguments["owner"] in listed for call in calls if call.tool == EDIT.id)
