"""What is told together agrees: totals and parts, counts and lists, places and ways, names and addresses."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from itertools import pairwise
from random import Random

import pytest

from tests.world.tools import CLOCK, DATE, INTEGER, MOMENT, NUMBER, PERSON, STRING, make, many, thing, world
from toolgraph.world import places, travel
from toolgraph.world.base import Setting
from toolgraph.world.iban import some_iban
from toolgraph.world.people import fold, phone_of
from toolgraph.world.postcodes import held, postcode
from toolgraph.world.values import leaf_value

SEEDS = range(8)


def test_totals_are_the_sum_of_what_is_listed() -> None:
    """A total is the sum of the amounts, a count the length, a mean the mean; what is paid is not due."""
    invoices = many(
        invoiceId=STRING,
        status={"type": "string", "enum": ["paid", "sent", "overdue"]},
        amountDue=NUMBER,
        stars=INTEGER,
    )
    returns = thing(invoices=invoices, totalDue=NUMBER, totalCount=INTEGER, averageStars=NUMBER)
    tool = make("listInvoices", {"status": STRING}, returns, required=[])
    for seed in SEEDS:
        out = world(seed).call(tool, {}).result
        shown = out["invoices"]
        assert out["totalDue"] == pytest.approx(sum(x["amountDue"] for x in shown if x["status"] != "paid"))
        assert out["totalCount"] == len(shown)
        assert out["averageStars"] == pytest.approx(sum(x["stars"] for x in shown) / len(shown), abs=0.06)


def test_energy_is_that_of_the_meals_and_of_what_is_in_them() -> None:
    """A day has the energy of its meals; food that of its protein, carbohydrates and fat."""
    tool = make(
        "getNutrition", {}, thing(energyKcal=INTEGER, meals=many(meal=STRING, energyKcal=INTEGER)), effect="read"
    )
    out = world().call(tool, {}).result
    assert out["energyKcal"] == sum(meal["energyKcal"] for meal in out["meals"])
    food = make("getFood", {"foodId": STRING}, thing(foodId=STRING, energyKcal=INTEGER, proteinG=NUMBER,
                                                      carbohydratesG=NUMBER, fatG=NUMBER))  # fmt: skip
    out = world().call(food, {"foodId": "F-1"}).result
    told = 4 * out["proteinG"] + 4 * out["carbohydratesG"] + 9 * out["fatG"]
    assert out["energyKcal"] == pytest.approx(told, abs=1)


def test_a_part_is_no_more_than_its_whole() -> None:
    """Nobody has completed 31 of 26 activities."""
    tool = make("getProgress", {}, thing(activitiesCompleted=INTEGER, activitiesTotal=INTEGER), effect="read")
    for seed in SEEDS:
        out = world(seed).call(tool, {}).result
        assert out["activitiesCompleted"] <= out["activitiesTotal"]


@pytest.mark.parametrize("place", places.PLACES, ids=lambda p: p.city)
def test_postcodes_begin_as_their_city_has_them(place: places.Place) -> None:
    """A postcode is found again in its address; one of Vienna begins with a 1, one of Lyon with 69."""
    begins = {"Vienna": "1", "Lyon": "69", "Berlin": "1", "Montreal": "H", "Boston": "02", "Lisbon": "1", "Osaka": "5"}
    for seed in SEEDS:
        code = postcode(place, Random(seed))
        assert code.startswith(begins.get(place.city, ""))
        assert held(f"1 Mill Street, {code} {place.city}, {place.country.name}", place) == code


def test_a_way_is_as_long_as_its_ends_are_apart() -> None:
    """Distance, duration and arrival follow from the two ends and the means."""
    end = thing(lat=NUMBER, lng=NUMBER)
    returns = thing(routeId=STRING, distanceKm=NUMBER, durationMin=INTEGER, arriveAt=MOMENT)
    properties = {"from": end, "to": end, "mode": STRING, "departAt": MOMENT}
    tool = make("getDirections", properties, returns)
    lisbon, porto = places.named("Lisbon"), places.named("Porto")
    assert lisbon is not None
    assert porto is not None
    told = {"from": {"lat": lisbon.latitude, "lng": lisbon.longitude},
            "to": {"lat": porto.latitude, "lng": porto.longitude},
            "mode": "driving", "departAt": "2026-11-25T08:00:00+00:00"}  # fmt: skip
    out = world().call(tool, told).result
    assert 273 < travel.distance_km(lisbon, porto) < 276
    assert 320 < out["distanceKm"] < 360
    assert 50 < out["distanceKm"] / out["durationMin"] * 60 < 120
    arrival = datetime.fromisoformat(out["arriveAt"])
    assert arrival == datetime.fromisoformat(told["departAt"]) + timedelta(minutes=out["durationMin"])
    on_foot = world().call(tool, {**told, "mode": "walking"}).result
    assert on_foot["durationMin"] > 5 * out["durationMin"]
    local = make("getDirections", properties, {**returns, "properties": {
        **returns["properties"], "distanceKm": {**NUMBER, "maximum": 60}, "durationMin": {**INTEGER, "maximum": 120},
    }})  # fmt: skip
    out = world().call(local, told).result
    arrival = datetime.fromisoformat(out["arriveAt"])
    assert arrival == datetime.fromisoformat(told["departAt"]) + timedelta(minutes=out["durationMin"])
    assert out["durationMin"] <= 120


def test_a_matrix_tells_each_way_by_its_own_ends() -> None:
    """From an address to itself it is nowhere far, and a longer way takes longer."""
    returns = thing(entries=many(origin=STRING, destination=STRING, distanceKm=NUMBER, durationMin=INTEGER))
    address = {"type": "string", "description": "Address"}
    item = returns["properties"]["entries"]["items"]["properties"]
    item["origin"], item["destination"] = address, address
    listed = {"type": "array", "items": address}
    tool = make("getDistanceMatrix", {"origins": listed, "destinations": listed}, returns)
    home, away = "Rua Nova 3, 1200-202 Lisbon, Portugal", "Rua do Carmo 1, 4000-001 Porto, Portugal"
    entries = world().call(tool, {"origins": [home], "destinations": [home, away]}).result["entries"]
    by_end = {e["destination"]: e["distanceKm"] for e in entries}
    assert by_end.get(home, 0) == 0
    assert by_end.get(away, 340) > 300


def test_two_ends_that_a_person_says_are_in_one_town() -> None:
    """Whoever asks for the way says two addresses of a town."""
    address = {"type": "string", "description": "Address", "examples": ["Ngong Road 2, 00502 Nairobi, Kenya"]}
    tool = make("getDirections", {"origin": address, "destination": address}, None)
    for seed in SEEDS:
        ends = [leaf_value(leaf, tool, Random(seed), Setting(CLOCK, "en_US", PERSON)) for leaf in tool.inputs]
        assert all("Lisbon" in str(end) for end in ends)


def test_an_offset_is_that_of_the_zone() -> None:
    """Madrid is an hour from UTC in November, whatever the unit."""
    tool = make("getTimeZone", {"city": STRING},
                thing(timezone=STRING, utcOffsetMinutes=INTEGER, utcOffsetHours=NUMBER, utcOffset=STRING))  # fmt: skip
    out = world().call(tool, {"city": "Madrid"}).result
    assert out == {
        "timezone": "Europe/Madrid", "utcOffsetMinutes": 60, "utcOffsetHours": 1.0, "utcOffset": "+01:00"
    }  # fmt: skip


def test_the_sun_rises_before_it_sets() -> None:
    """Sunrise and sunset are those of the place and day, and so is the length of the day."""
    tool = make("getSunTimes", {"city": STRING, "date": DATE},
                thing(sunrise=MOMENT, sunset=MOMENT, dayLengthMinutes=INTEGER))  # fmt: skip
    out = world().call(tool, {"city": "Lisbon", "date": "2026-06-21"}).result
    rise, down = datetime.fromisoformat(out["sunrise"]), datetime.fromisoformat(out["sunset"])
    assert (rise.hour, down.hour) == (6, 21)
    assert (down - rise) == timedelta(minutes=out["dayLengthMinutes"])


def test_what_is_told_of_a_thing_is_where_it_is() -> None:
    """Departures of a stop in Dubai are told by the clock of Dubai."""
    stops = make("findStops", {"city": STRING}, thing(stops=many(stopId=STRING, name=STRING)))
    departures = make("getDepartures", {"stopId": STRING}, thing(departures=many(line=STRING, departsAt=MOMENT)))
    for seed in SEEDS:
        here = world(seed)
        stop = here.call(stops, {"city": "Dubai"}).result["stops"][0]["stopId"]
        told = here.call(departures, {"stopId": stop}).result["departures"]
        assert {each["departsAt"][-6:] for each in told} == {"+04:00"}


def test_a_thing_that_is_moved_belongs_to_where_it_was_moved() -> None:
    """A deal has its new stage afterwards, and a name of that stage if any."""
    stages = make("listStages", {}, thing(stages=many(stageId=STRING, name=STRING)), effect="read")
    deal = thing(dealId=STRING, title=STRING, stageId=STRING, stageName=STRING)
    move = make("moveDeal", {"dealId": STRING, "stageId": STRING}, deal)
    get = make("getDeal", {"dealId": STRING}, deal)
    here = world()
    wanted = here.call(stages, {}).result["stages"][-1]
    before = here.call(get, {"dealId": "D-1"}).result
    after = here.call(move, {"dealId": "D-1", "stageId": wanted["stageId"]}).result
    assert after == {**before, "stageId": wanted["stageId"], "stageName": wanted["name"]}
    assert here.call(get, {"dealId": "D-1"}).result == after


def test_a_list_tells_its_things_apart() -> None:
    """No two of one name; the title of a course is that of its identifier wherever it is told."""
    titles = {"type": "string", "examples": ["Jazz piano", "Bread at home"]}
    enrolments = many(enrolmentId=STRING, courseId=STRING, courseTitle=titles)
    tool = make("listEnrolments", {}, thing(enrolments=enrolments), effect="read")
    stages = make("listStages", {}, thing(stages=many(stageId=STRING, name=titles)), effect="read")
    for seed in SEEDS:
        here = world(seed)
        shown = here.call(tool, {}).result["enrolments"]
        assert len({x["courseId"] for x in shown}) == len({(x["courseId"], x["courseTitle"]) for x in shown})
        names = [x["name"] for x in here.call(stages, {}).result["stages"]]
        assert len(names) == len(set(names))


def test_a_search_finds_what_was_meant() -> None:
    """One person of an address, no shoes by the name of the shop's host, no folk where jazz was found."""
    people = make(
        "searchContacts", {"query": STRING}, thing(contacts=many(contactId=STRING, fullName=STRING, email=STRING))
    )
    assert len(world().call(people, {"query": "grace.mbeki@example.com"}).result["contacts"]) == 1
    url = {"type": "string", "format": "uri", "examples": ["https://kettle.example.com/p/1"]}
    products = make("searchProducts", {"query": STRING}, thing(products=many(productId=STRING, name=STRING, url=url)))
    here = world()
    shoes = here.call(products, {"query": "running shoes"}).result["products"]
    kettles = here.call(products, {"query": "kettle"}).result["products"]
    assert not {p["productId"] for p in shoes} & {p["productId"] for p in kettles}
    genre = {"type": "string", "enum": ["jazz", "folk"]}
    concerts = make(
        "findConcerts", {"city": STRING, "genre": genre}, thing(concerts=many(concertId=STRING, name=STRING))
    )
    jazz = here.call(concerts, {"city": "Porto", "genre": "jazz"}).result["concerts"]
    folk = here.call(concerts, {"city": "Porto", "genre": "folk"}).result["concerts"]
    assert not {c["concertId"] for c in jazz} & {c["concertId"] for c in folk}
    again = here.call(concerts, {"city": "Porto", "genre": "jazz"}).result["concerts"]
    assert again == jazz


def test_a_company_has_addresses_of_its_name() -> None:
    """Domain, web site and office address of a company follow from the name that it was given."""
    email = {"type": "string", "format": "email"}
    tool = make("createCompany", {"name": STRING},
                thing(companyId=STRING, name=STRING, domain=STRING, billingEmail=email, websiteUrl=STRING))  # fmt: skip
    out = world().call(tool, {"name": "Ostra Power Supply"}).result
    own = f"{fold('Ostra Power Supply')}.example.com"
    assert (out["domain"], out["billingEmail"], out["websiteUrl"]) == (own, f"billing@{own}", f"https://{own}")
    profile = make("getCompanyProfile", {"ticker": STRING}, thing(ticker=STRING, companyName=STRING))
    assert world().call(profile, {"ticker": "STE"}).result["companyName"].startswith("Ste")


def test_an_account_number_is_of_its_country() -> None:
    """Check digits are right, and the country beside a number is the one it begins with."""
    for code in ("DE", "GB", "IT", "US"):
        number = some_iban(code, Random(3))
        assert int("".join(str(int(c, 36)) for c in number[4:] + number[:4])) % 97 == 1
    iban = {"type": "string", "description": "IBAN"}
    code = {"type": "string", "pattern": "^[A-Z]{2}$"}
    tool = make("createPayee", {"name": STRING, "iban": iban}, thing(payeeId=STRING, iban=iban, countryCode=code))
    assert world().call(tool, {"name": "A B", "iban": "FR7630006000011234567890189"}).result["countryCode"] == "FR"


def test_persons_keep_their_own_addresses() -> None:
    """A recruiter's address is of the recruiter's name; the owner of a contact is somebody else."""
    email = {"type": "string", "format": "email"}
    name = {"type": "string", "examples": ["Priya Castellan"]}
    tool = make("getJob", {"jobId": STRING}, thing(jobId=STRING, recruiterName=name, recruiterEmail=email))
    out = world().call(tool, {"jobId": "J-1"}).result
    assert fold(out["recruiterName"].split()[-1]) in out["recruiterEmail"]
    contact = make(
        "getContact", {"contactId": STRING}, thing(contactId=STRING, fullName=STRING, email=email, ownerEmail=email)
    )
    out = world().call(contact, {"contactId": "C-1"}).result
    assert out["ownerEmail"].split("@")[0] != out["email"].split("@")[0]
    member = make("getMembership", {"membershipId": STRING}, thing(membershipId=STRING, name=STRING, email=email))
    out = world().call(member, {"membershipId": "M-1"}).result
    assert "membership" not in out["email"]


def test_numbers_of_america_have_ten_digits() -> None:
    """An area code and seven digits follow +1."""
    for code in ("US", "CA"):
        assert re.fullmatch(r"\+1\d{10}", phone_of(places.COUNTRIES[code], Random(1)).replace(" ", ""))


def test_a_flight_of_one_number_flies_every_day() -> None:
    """Asked for another day, its status is that of that day, at the same hour."""
    flight = {"flightNumber": STRING, "departureTime": MOMENT}
    search = make("searchFlights", {"departureDate": DATE}, thing(flights=many(flightId=STRING, **flight)))
    status = make("getFlightStatus", {"flightNumber": STRING, "date": DATE}, thing(**flight, status=STRING))
    for seed in range(8):
        here = world(seed)
        found = here.call(search, {"departureDate": "2026-12-03"}).result["flights"][0]
        for day in ("2026-12-03", "2026-12-05"):
            shown = here.call(status, {"flightNumber": found["flightNumber"], "date": day}).result
            assert shown["departureTime"][:10] == day
            assert shown["departureTime"][10:] == found["departureTime"][10:]


def test_what_is_on_time_has_no_delay() -> None:
    """A delay is told where the state says so, and only there."""
    states = {"enum": ["scheduled", "delayed"]}
    get = make("getTrain", {"trainId": STRING}, thing(trainId=STRING, status=states, delayMinutes=INTEGER))
    for seed in range(12):
        shown = world(seed).call(get, {"trainId": "t1"}).result
        assert (shown["delayMinutes"] > 0) == (shown["status"] == "delayed")


def test_the_weather_turns_seldom_and_rain_is_wet() -> None:
    """Hours that follow each other share their sky, and it rains where the sky says so."""
    sky = {"enum": ["clear", "fog", "rain", "storm", "cloudy"]}
    hours = thing(hours=many(time=MOMENT, condition=sky, rainMm=NUMBER))
    get = make("getHourlyForecast", {"city": STRING, "hours": INTEGER}, hours)
    for seed in range(8):
        rows = world(seed).call(get, {"city": "Lisbon", "hours": 8}).result["hours"]
        skies = [row["condition"] for row in rows]
        assert sum(one != other for one, other in pairwise(skies)) <= 2
        assert all((row["rainMm"] > 0) == (row["condition"] in ("rain", "storm")) for row in rows)


def test_a_way_is_as_long_for_all_and_walking_takes_longer() -> None:
    """The distance of two addresses is one, and the time that of the means of travel."""
    address = {"type": "string", "description": "Postal address"}
    rows = many(origin=address, destination=address, distanceKm=NUMBER, durationMin=INTEGER)
    texts = {"type": "array", "items": address, "description": "Postal addresses"}
    mode = {"enum": ["walking", "driving"]}
    tool = make("getDistanceMatrix", {"origins": texts, "destinations": texts, "mode": mode}, thing(distances=rows))
    ends = {
        "origins": ["Rua Augusta 12, 1100-053 Lisbon, Portugal"],
        "destinations": ["Rua Garrett 8, 1200-204 Lisbon, Portugal"],
    }
    for seed in range(5):
        here = world(seed)
        foot, car = (here.call(tool, {**ends, "mode": m}).result["distances"][0] for m in ("walking", "driving"))
        assert foot["distanceKm"] == car["distanceKm"]
        assert foot["durationMin"] > car["durationMin"]


def test_a_thing_is_in_the_room_of_its_name() -> None:
    """A heater of the bathroom is in no kitchen, whether its room has an identifier or not."""
    names = {"type": "string", "examples": ["Bathroom heater", "Kitchen speaker", "Bedroom fan"]}
    for room in ({"roomName": STRING}, {"roomId": STRING, "roomName": STRING}):
        tool = make("listDevices", {"houseId": STRING}, thing(devices=many(deviceId=STRING, name=names, **room)))
        for seed in range(8):
            for device in world(seed).call(tool, {"houseId": "h1"}).result["devices"]:
                told = [word for word in ("Bathroom", "Kitchen", "Bedroom") if word in device["name"]]
                assert device["roomName"] in (told or [device["roomName"]])


def test_a_list_of_what_is_due_is_as_long_as_its_count_says() -> None:
    """A deck of so many cards due shows just these, each another one, and no more than a limit."""
    front = {"type": "string", "examples": ["LEFT JOIN", "SQL: COUNT(*)", "SQL: GROUP BY"]}
    decks = make("list_decks", {}, thing(decks=many(deck_id=STRING, name=STRING, due_count=INTEGER)))
    cards = {"deck_id": STRING, "limit": INTEGER}
    due = make("get_due_cards", cards, thing(deck_id=STRING, cards=many(front=front)), required=["deck_id"])
    for seed in range(8):
        desk = world(seed)
        for deck in desk.call(decks, {}).result["decks"]:
            fronts = [each["front"] for each in desk.call(due, {"deck_id": deck["deck_id"]}).result["cards"]]
            assert len({*fronts}) == len(fronts) == deck["due_count"]
            few = desk.call(due, {"deck_id": deck["deck_id"], "limit": 1}).result["cards"]
            assert len(few) == 1


def test_what_is_said_to_be_on_top_is_there() -> None:
    """A list that a spec says to have most due on top is in that order, as one that has it first."""
    decks = {"type": "array", "description": "Decks, most due on top", "items": thing(name=STRING, due_count=INTEGER)}
    for seed in range(8):
        shown = world(seed).call(make("list_decks", {}, thing(decks=decks)), {}).result["decks"]
        due = [each["due_count"] for each in shown]
        assert due == sorted(due, reverse=True)
