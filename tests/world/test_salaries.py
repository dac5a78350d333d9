"""What a job pays goes by its trade, its rank and its country, and who does it works for somebody who needs that."""

from __future__ import annotations

from itertools import pairwise

from tests.world.tools import world
from toolgraph.models.tool import Tool
from toolgraph.world.places import country_of, named
from toolgraph.world.salaries import pay_span, yearly_pay
from toolgraph.world.trades import suits


def _tool(catalogue: list[Tool], ident: str) -> Tool:
    return next(tool for tool in catalogue if tool.id == ident)


def test_pay_rises_with_rank_and_with_the_country() -> None:
    """A junior earns less than a senior of the same trade, and a nurse in Lima less than one in Zurich."""
    ranks = ("Junior data engineer", "Data engineer", "Senior data engineer", "Head of data engineering")
    assert all(yearly_pay(low, "DE") < yearly_pay(high, "DE") for low, high in pairwise(ranks))
    assert yearly_pay("Nurse", "PE") < yearly_pay("Nurse", "DE") < yearly_pay("Nurse", "CH")
    assert yearly_pay("Forklift driver", "US") < yearly_pay("Data analyst", "US")
    lisbon = named("Lisbon")
    assert lisbon is not None
    low, usual, high = pay_span("Nurse", lisbon, 3)
    assert low < usual < high
    assert usual < pay_span("Nurse", lisbon, 15)[1]


def test_estimates_compare_as_towns_do(catalogue: list[Tool]) -> None:
    """The same job pays more in San Francisco than in Lima, in one currency."""
    estimate, found = _tool(catalogue, "jobs/estimateSalary"), {}
    for city in ("San Francisco", "Prague", "Lima"):
        arguments = {"jobTitle": "Design lead", "city": city, "currency": "USD"}
        found[city] = world(1).call(estimate, arguments).result["median"]
    assert found["San Francisco"] > 1.5 * found["Prague"] > 1.5 * found["Lima"]


def test_jobs_are_in_ones_own_land_and_paid_in_its_money(catalogue: list[Tool]) -> None:
    """Who looks for a job without a word on where sees those of their country."""
    search = _tool(catalogue, "jobs/searchJobs")
    for seed in range(6):
        for job in world(seed).call(search, {"query": "nurse"}).result["jobs"]:
            place = named(job["city"])
            assert place is not None
            assert place.country is country_of("PT")
            assert job["currency"] == "EUR"
            assert job["salaryFrom"] < job["salaryTo"]
            assert suits(job["employerName"], "nurse")


def test_reviews_of_an_employer_are_by_who_could_work_there(catalogue: list[Tool]) -> None:
    """No nurse reviews a maker of food, and no chef a bank."""
    find, read = _tool(catalogue, "jobs/searchEmployers"), _tool(catalogue, "jobs/listEmployerReviews")
    for seed in range(6):
        here = world(seed)
        for employer in here.call(find, {"city": "Lisbon"}).result["employers"]:
            reviews = here.call(read, {"employerId": employer["employerId"]}).result["reviews"]
            assert all(suits(employer["name"], review["jobTitle"]) for review in reviews)


def test_job_alerts_are_of_ones_trade(catalogue: list[Tool]) -> None:
    """Nobody is told twice of the same new jobs."""
    for seed in range(8):
        alerts = world(seed).call(_tool(catalogue, "jobs/listJobAlerts"), {}).result["alerts"]
        queries = [alert["query"] for alert in alerts]
        assert len(set(queries)) == len(queries)


def test_whoever_is_senior_earns_more() -> None:
    """A senior project manager earns more than a plain one, and a senior shop assistant too."""
    for trade in ("project manager", "shop assistant", "nurse"):
        assert yearly_pay(f"Senior {trade}", "DE") > 1.2 * yearly_pay(trade.capitalize(), "DE")
        assert yearly_pay(f"Junior {trade}", "DE") < yearly_pay(trade.capitalize(), "DE")
