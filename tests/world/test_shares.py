"""What a share costs day by day."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from tests.world.tools import DATE, NUMBER, STRING, make, many, thing, world

TICKER = {"type": "string", "pattern": "^[A-Z]{2,4}$", "description": "Ticker symbol"}
PRICE = {**NUMBER, "minimum": 1, "maximum": 900, "examples": [41.2, 38.9]}


def test_a_share_opens_near_where_it_closed() -> None:
    """No day moves it by a tenth, the same day is the same in a longer list, and it is quoted near its last price."""
    bar = many(date=DATE, open=PRICE, high=PRICE, low=PRICE, close=PRICE)
    asked = {"ticker": TICKER, "from_date": DATE, "to_date": DATE}
    history = make("get_price_history", asked, thing(ticker=TICKER, bars=bar))
    quote = make("get_stock_quote", {"ticker": TICKER}, thing(ticker=TICKER, price=PRICE))
    for seed in range(6):
        market = world(seed)
        call = {"ticker": "HAL", "from_date": "2026-11-16", "to_date": "2026-11-20"}
        bars = market.call(history, call).result["bars"]
        for one, other in pairwise(bars):
            assert abs(other["open"] / one["close"] - 1) < 0.03
        for each in bars:
            assert each["low"] <= min(each["open"], each["close"])
            assert max(each["open"], each["close"]) <= each["high"] <= 1.1 * each["low"]
        longer = market.call(history, {**call, "from_date": "2026-11-12"}).result["bars"]
        assert bars[0] in longer
        assert abs(market.call(quote, {"ticker": "HAL"}).result["price"] / bars[-1]["close"] - 1) < 0.15


def test_shares_are_traded_on_working_days_up_to_now() -> None:
    """A history since some day ends today, has no weekend in it, and tells the change that the quote does."""
    bar = many(date=DATE, open=PRICE, high=PRICE, low=PRICE, close=PRICE)
    asked = {"ticker": TICKER, "from_date": DATE, "to_date": DATE}
    history = make("get_price_history", asked, thing(ticker=TICKER, bars=bar), required=["ticker"])
    quote = make("get_stock_quote", {"ticker": TICKER}, thing(ticker=TICKER, price=PRICE, change=NUMBER))
    for seed in range(6):
        market = world(seed)
        bars = market.call(history, {"ticker": "HAL", "from_date": "2026-11-02"}).result["bars"]
        days = [date.fromisoformat(each["date"]) for each in bars]
        assert (days[0].isoformat(), days[-1].isoformat()) == ("2026-11-02", "2026-11-24")
        assert all(day.weekday() < 5 for day in days)
        assert len(days) == 17
        now = market.call(quote, {"ticker": "HAL"}).result
        assert now["price"] == bars[-1]["close"]
        assert abs(now["change"] - (bars[-1]["close"] - bars[-2]["close"])) < 0.02


def test_companies_tell_their_results_on_working_days() -> None:
    """No results come out on a Saturday or Sunday."""
    profile = make("get_company_profile", {"ticker": STRING}, thing(ticker=STRING, next_results_on=DATE))
    for seed in range(20):
        told = world(seed).call(profile, {"ticker": "TERA"}).result["next_results_on"]
        assert date.fromisoformat(told).weekday() < 5
