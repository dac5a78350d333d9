"""Estimates are the same money in each currency, and near what is offered."""

from __future__ import annotations

from tests.world.tools import CLOCK, DATE, MOMENT, NUMBER, STRING, make, many, thing, world
from toolgraph.world.numbers import exchange_rate

SEEDS = range(8)
ESTIMATE = make("estimateSalary", {"jobTitle": STRING, "city": STRING, "currency": STRING},
                thing(lowest=NUMBER, median=NUMBER, highest=NUMBER, currency=STRING))  # fmt: skip
JOBS = make("searchJobs", {"query": STRING, "city": STRING},
            thing(jobs=many(jobId=STRING, title=STRING, city=STRING, salaryFrom=NUMBER, salaryTo=NUMBER,
                            currency=STRING)))  # fmt: skip


def test_an_estimate_is_the_same_money_in_each_currency() -> None:
    """To a few digits, with the median as near to either end."""
    for seed in SEEDS:
        here = world(seed)
        about = {"jobTitle": "Beekeeper", "city": "Cairo"}
        euros = here.call(ESTIMATE, {**about, "currency": "EUR"}).result
        for currency in ("EGP", "PLN", "USD"):
            other = here.call(ESTIMATE, {**about, "currency": currency}).result
            rate = exchange_rate("EUR", currency)
            assert other["currency"] == currency
            assert all(abs(other[k] / euros[k] / rate - 1) < 0.01 for k in ("lowest", "median", "highest"))


def test_an_estimate_is_near_what_adverts_pay() -> None:
    """What is said of a job and city is about what was seen there."""
    for seed in SEEDS:
        here = world(seed)
        job = here.call(JOBS, {"query": "nurse", "city": "Cairo"}).result["jobs"][0]
        about = {"jobTitle": job["title"], "city": "Cairo", "currency": job["currency"]}
        out = here.call(ESTIMATE, about).result
        assert 0.8 * job["salaryFrom"] < out["lowest"] <= job["salaryFrom"]
        assert job["salaryTo"] <= out["highest"]
        assert out["lowest"] < out["median"] < out["highest"]


def test_a_rate_of_a_day_is_as_of_that_day() -> None:
    """Of a day that has been; of one ahead, as of now."""
    rate = make("getExchangeRate", {"base": STRING, "quote": STRING, "date": DATE},
                thing(rate=NUMBER, asOf=MOMENT))  # fmt: skip
    for seed in SEEDS:
        told = {"base": "EUR", "quote": "NOK", "date": "2026-11-03"}
        assert world(seed).call(rate, told).result["asOf"].startswith("2026-11-03")
        ahead = world(seed).call(rate, {**told, "date": "2026-12-20"}).result["asOf"]
        assert ahead.startswith(CLOCK.date().isoformat())
