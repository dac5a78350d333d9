"""What stands in a row: hours, days, places in a list, each with each, and what the items of a list point at."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise

from tests.world.tools import CLOCK, DATE, EMAIL, INTEGER, MOMENT, NUMBER, STRING, make, many, thing, world

SEEDS = range(8)


def test_each_origin_goes_with_each_end() -> None:
    """Two origins and two ends are four ways, each once."""
    ends = {"type": "array", "items": STRING}
    tool = make(
        "getMatrix",
        {"origins": ends, "destinations": ends},
        thing(entries=many(origin=STRING, destination=STRING)),
        effect="read",
    )
    out = world().call(tool, {"origins": ["a", "b"], "destinations": ["c", "d"]}).result["entries"]
    assert sorted(e["origin"] + e["destination"] for e in out) == ["ac", "ad", "bc", "bd"]


def test_hours_follow_each_other_from_now_on() -> None:
    """A forecast by the hour begins with the next hour of the place."""
    tool = make(
        "getHourlyForecast", {"city": STRING, "hours": INTEGER}, thing(hours=many(time=MOMENT, temperature=NUMBER))
    )
    times = [
        datetime.fromisoformat(h["time"]) for h in world().call(tool, {"city": "Tokyo", "hours": 4}).result["hours"]
    ]
    assert times[0] - CLOCK <= timedelta(hours=1)
    assert times[0].utcoffset() == timedelta(hours=9)
    assert [b - a for a, b in pairwise(times)] == [timedelta(hours=1)] * 3


def test_a_day_told_by_the_hour_has_all_its_hours() -> None:
    """Prices hour by hour are those of the whole day that was asked for, and else of half a day."""
    told = thing(hours=many(starts_at=MOMENT, price_per_kwh=NUMBER))
    tool = make("getPrices", {"day": DATE}, told, required=[], effect="read")
    for day, count in ({"day": "2026-05-03"}, 24), ({}, 12):
        hours = world().call(tool, day).result["hours"]
        times = [datetime.fromisoformat(h["starts_at"]) for h in hours]
        assert len(times) == count
        assert [b - a for a, b in pairwise(times)] == [timedelta(hours=1)] * (count - 1)


def test_power_costs_by_the_hour_of_the_day() -> None:
    """Little at night and most in the evening, without leaps; the cheapest hour is one of those listed."""
    told = thing(cheapest_hour=STRING, hours=many(starts_at=MOMENT, price_per_kwh=NUMBER))
    tool = make("getPrices", {"day": DATE}, told, effect="read")
    for seed in SEEDS:
        shown = world(seed)
        out = shown.call(tool, {"day": "2026-05-03"}).result
        prices = [h["price_per_kwh"] for h in out["hours"]]
        assert max(prices[17:21]) == max(prices) > 1.5 * min(prices)
        assert all(abs(b / a - 1) < 0.3 for a, b in pairwise(prices))
        assert out["cheapest_hour"] in {h["starts_at"][11:16] for h in out["hours"]} | {
            h["starts_at"] for h in out["hours"]
        }
        assert shown.call(tool, {"day": "2026-05-03"}).result == out


def test_places_in_a_list_are_counted() -> None:
    """The tracks of an album are its first, second and third."""
    tool = make("getAlbum", {"albumId": STRING}, thing(albumId=STRING, tracks=many(trackId=STRING, position=INTEGER)))
    for seed in SEEDS:
        tracks = world(seed).call(tool, {"albumId": "A-1"}).result["tracks"]
        assert [t["position"] for t in tracks] == list(range(1, len(tracks) + 1))


def test_opening_hours_go_through_the_week() -> None:
    """Every day of the week, and none twice."""
    day = {"type": "string", "enum": ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"]}
    tool = make("getPlace", {"placeId": STRING}, thing(placeId=STRING, openingHours=many(weekday=day, opens=STRING)))
    shown = world().call(tool, {"placeId": "P-1"}).result["openingHours"]
    days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    assert [h["weekday"] for h in shown] == days


def test_parts_of_a_list_point_at_different_things() -> None:
    """No file is attached twice."""
    attachments = many(fileId=STRING, sizeBytes=INTEGER)
    files = make("listFiles", {}, thing(files=many(fileId=STRING, name=STRING)), effect="read")
    tool = make("getMail", {"mailId": STRING}, thing(mailId=STRING, subject=STRING, attachments=attachments))
    for seed in SEEDS:
        here = world(seed)
        here.call(files, {})
        ids = [a["fileId"] for a in here.call(tool, {"mailId": "M-1"}).result["attachments"]]
        assert len(ids) == len(set(ids))


def test_mails_from_an_address_are_of_one_person() -> None:
    """Who is looked for by an address has one name in all that is found."""
    tool = make(
        "searchMail", {"from": EMAIL}, thing(messages=many(messageId=STRING, senderName=STRING, senderEmail=EMAIL))
    )
    for seed in SEEDS:
        found = world(seed).call(tool, {"from": "misael.olmos@example.net"}).result["messages"]
        assert {m["senderName"] for m in found} == {"Misael Olmos"}


def test_a_trip_goes_where_its_name_says() -> None:
    """`Nairobi in May` goes to Nairobi; what a new alert looks for is what was said."""
    tool = make("createTrip", {"name": STRING}, thing(tripId=STRING, name=STRING, destinationCity=STRING))
    assert world().call(tool, {"name": "Nairobi in May"}).result["destinationCity"] == "Nairobi"
    alert = make("createJobAlert", {"query": STRING}, thing(alertId=STRING, query=STRING))
    assert world().call(alert, {"query": "nurse"}).result["query"] == "nurse"


def test_a_total_beside_a_currency_is_an_amount() -> None:
    """Orders are bounded to hundreds: not told in naira; their totals add up under any name."""
    total = {"type": "number", "maximum": 900}
    tool = make("listOrders", {"city": STRING}, thing(orders=many(orderId=STRING, total=total, currency=STRING)))
    shown = world().call(tool, {"city": "Lagos"}).result["orders"]
    assert {o["currency"] for o in shown} <= {"EUR", "USD"}
    usage = make(
        "getUsage", {}, thing(totalMinutes=INTEGER, workouts=many(sport=STRING, durationMinutes=INTEGER)), effect="read"
    )
    out = world().call(usage, {}).result
    assert out["totalMinutes"] == sum(w["durationMinutes"] for w in out["workouts"])


def test_the_clock_of_the_place_is_told() -> None:
    """Local time is that of the place, and so is whether clocks are set for summer."""
    flag = {"type": "boolean"}
    tool = make("getTimeZone", {"city": STRING}, thing(localTime=MOMENT, isDaylightSaving=flag))
    out = world().call(tool, {"city": "Singapore"}).result
    assert out == {"localTime": "2026-11-24T17:15:00+08:00", "isDaylightSaving": False}
    assert world().call(tool, {"city": "Sydney"}).result["isDaylightSaving"] is True


def test_it_feels_about_as_it_is() -> None:
    """No 29 degrees that feel like freezing."""
    tool = make("getWeather", {"city": STRING}, thing(temperature=NUMBER, feelsLike=NUMBER))
    for seed in SEEDS:
        out = world(seed).call(tool, {"city": "Singapore"}).result
        assert abs(out["temperature"] - out["feelsLike"]) < 6


def test_it_feels_colder_in_the_wind() -> None:
    """Nobody feels eight degrees where it is four and blows."""
    weather = thing(temperature=NUMBER, feelsLike=NUMBER, humidity=INTEGER, windSpeed=NUMBER)
    for seed in range(8):
        out = world(seed).call(make("getWeather", {"city": STRING}, weather), {"city": "Oslo"}).result
        assert out["temperature"] - 5.1 <= out["feelsLike"] < out["temperature"]


def test_nothing_is_free_before_now() -> None:
    """A free date that is looked for up to a day lies between now and then; doors open before a concert begins."""
    tool = make("findDoctors", {"availableBefore": DATE}, thing(doctors=many(doctorId=STRING, nextFreeDate=DATE)))
    for seed in SEEDS:
        for doctor in world(seed).call(tool, {"availableBefore": "2026-12-20"}).result["doctors"]:
            assert CLOCK.date() <= date.fromisoformat(doctor["nextFreeDate"]) <= date(2026, 12, 20)
    concert = make("getConcert", {"concertId": STRING}, thing(concertId=STRING, startsAt=MOMENT, doorsOpenAt=MOMENT))
    out = world().call(concert, {"concertId": "C-1"}).result
    assert datetime.fromisoformat(out["doorsOpenAt"]) < datetime.fromisoformat(out["startsAt"])
    slots = make("listSlots", {"fromDate": DATE}, thing(slots=many(slotId=STRING, startsAt=MOMENT)))
    for seed in range(40):
        for slot in world(seed).call(slots, {"fromDate": CLOCK.date().isoformat()}).result["slots"]:
            assert datetime.fromisoformat(slot["startsAt"]) > CLOCK


def test_cards_last_for_years() -> None:
    """No card expires within weeks."""
    tool = make("listCards", {}, thing(cards=many(cardId=STRING, expiresOn=DATE)), effect="read")
    for card in world().call(tool, {}).result["cards"]:
        assert date.fromisoformat(card["expiresOn"]) > CLOCK.date() + timedelta(days=200)


def test_names_are_of_the_kind_that_was_asked_for() -> None:
    """A thermostat is called one, where the spec has such a name."""
    kind = {"type": "string", "enum": ["thermostat", "lock"]}
    name = {"type": "string", "examples": ["Hall thermostat", "Front door lock"]}
    tool = make("listDevices", {"kind": kind}, thing(devices=many(deviceId=STRING, name=name, kind=kind)))
    for seed in SEEDS:
        for device in world(seed).call(tool, {"kind": "lock"}).result["devices"]:
            assert "lock" in device["name"]


def test_first_comes_before_last() -> None:
    """The first access is not after the last, nor an invitation after the joining."""
    returns = thing(firstAccess=MOMENT, lastAccess=MOMENT, invitedAt=MOMENT, joinedAt=MOMENT)
    tool = make("getParticipation", {"participationId": STRING}, returns)
    for seed in SEEDS:
        out = world(seed).call(tool, {"participationId": "P-1"}).result
        assert datetime.fromisoformat(out["firstAccess"]) <= datetime.fromisoformat(out["lastAccess"])
        assert datetime.fromisoformat(out["invitedAt"]) <= datetime.fromisoformat(out["joinedAt"])


def test_a_short_list_is_on_one_page_and_went_well() -> None:
    """Page one of one, counted, with the codes of success; indexes count from nought."""
    returns = thing(rules=many(index=INTEGER, name=STRING), pageNumber=INTEGER, totalPages=INTEGER, sum=INTEGER,
                    returnCode=INTEGER, statusCode=INTEGER)  # fmt: skip
    out = world().call(make("listRules", {}, returns, effect="read"), {}).result
    assert (out["pageNumber"], out["totalPages"], out["returnCode"], out["statusCode"]) == (1, 1, 0, 200)
    assert out["sum"] == len(out["rules"])
    assert [r["index"] for r in out["rules"]] == list(range(len(out["rules"])))


def test_all_names_of_things_differ() -> None:
    """Neither the tags nor the names of releases repeat, nor those of things that were only pointed at before."""
    tag = {"type": "string", "examples": ["v1.0", "v1.1", "v1.2", "v1.3"]}
    name = {"type": "string", "examples": ["Spring", "Summer", "Autumn", "Winter"]}
    tool = make("listReleases", {}, thing(releases=many(releaseId=STRING, tagName=tag, name=name)), effect="read")
    stages = make("listStages", {}, thing(stages=many(stageId=STRING, name=name)), effect="read")
    deal = make("getDeal", {"dealId": STRING}, thing(dealId=STRING, stageId=STRING))
    for seed in SEEDS:
        here = world(seed)
        for number in range(3):
            here.call(deal, {"dealId": f"D-{number}"})
        for listed in (here.call(tool, {}).result["releases"], here.call(stages, {}).result["stages"]):
            for key in ("tagName", "name"):
                names = [each[key] for each in listed if key in each]
                assert len(names) == len(set(names))


def test_a_last_name_alone_finds_a_person() -> None:
    """The payee that was looked for by a last name has an address of it."""
    tool = make("listPayees", {"name": STRING}, thing(payees=many(payeeId=STRING, name=STRING, email=EMAIL)))
    for payee in world().call(tool, {"name": "Ferrand"}).result["payees"]:
        assert "Ferrand" in payee["name"]
        assert "ferrand" in payee["email"]
