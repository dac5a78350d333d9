from __future__ import annotations

import re
from datetime import datetime
from random import Random

import pytest

from tests.world.tools import CLOCK, DATE, INTEGER, NUMBER, STRING, make, many, thing, world
from toolgraph.world import climate, places
from toolgraph.world.base import Setting
from toolgraph.world.files import in_form, mime_of
from toolgraph.world.tidy import tidy
from toolgraph.world.values import leaf_value


def said(name: str, schema: dict[str, object], seed: int) -> object:
    """What a person says for the only parameter of a tool."""
    tool = make("computeThing", {name: schema}, None)
    return leaf_value(tool.inputs[0], tool, Random(seed), Setting(CLOCK))


@pytest.mark.parametrize(
    "text",
    [
        *("string", "<your name>", "lorem ipsum dolor", "The name under which it is kept."),
        *("Duplicate: <original design name>", "Dear {{name}}", "Hello [Customer Name]"),
    ],
)
def test_placeholders_are_no_examples(text: str) -> None:
    """Filler, holes, be they in the middle of a text, and the description itself are never shown; an example is."""
    schema = {"type": "string", "description": "The name under which it is kept.", "examples": [text, "Blue door"]}
    assert tidy(schema, "string")["examples"] == ["Blue door"]
    assert "default" not in tidy({**schema, "default": text}, "string")


def test_choices_are_read_from_a_description() -> None:
    """A text that lists choices gives one of them; half a sentence gives none."""
    assert tidy({"description": "One of: admins, all or none"}, "string")["enum"] == ["admins", "all", "none"]
    assert tidy({"description": 'The mode. [Enum]: ["on", "off"]'}, "string")["enum"] == ["on", "off"]
    assert tidy({"description": "true or false"}, "string")["enum"] == ["true", "false"]
    assert "enum" not in tidy({"description": "Can be: a name, or a number of things"}, "string")


def test_numbers_keep_to_what_their_description_says() -> None:
    """Bounds that only the text names hold, and so do places after the point, years, shares and ports."""
    for seed in range(15):
        assert 1 <= said("score", {**INTEGER, "description": "Score between 1 and 7"}, seed) <= 7
        assert said("round_to", {**INTEGER, "description": "Number of decimal places"}, seed) <= 4
        assert said("years", {**INTEGER, "description": "The number of years to go back"}, seed) <= 12
        assert said("alpha", {**NUMBER, "description": "Significance level of the test"}, seed) < 1
        assert said("rooms", {**INTEGER, "description": "The number of rooms to reserve"}, seed) <= 4
        assert said("records", {**INTEGER, "description": "The number of records"}, seed) <= 20


def test_an_address_its_postcode_its_country_and_its_spot_belong_together() -> None:
    """What a geocoder says of an address is what stands in it, whatever country was thought of."""
    returns = thing(address=STRING, city=STRING, countryCode=STRING, postalCode=STRING, lat=NUMBER, lng=NUMBER)
    tool = make("geocodeAddress", {"address": STRING, "countryCode": STRING}, returns, required=["address"])
    asked = {"address": "Moi Road 19, 00502 Nairobi, Kenya", "countryCode": "PT"}
    one, two = (world(seed).call(tool, asked).result for seed in (1, 2))
    assert (one["postalCode"], one["city"], one["countryCode"]) == ("00502", "Nairobi", "KE")
    assert (one["lat"], one["lng"]) == (two["lat"], two["lng"])
    nairobi = places.named("Nairobi")
    assert nairobi is not None
    assert abs(one["lat"] - nairobi.latitude) < 0.1


def test_amounts_are_of_the_size_of_their_currency() -> None:
    """A flight costs hundreds of euros, but hundreds of thousands of won, without cents."""
    flight = thing(flightId=STRING, price=thing(amount=NUMBER, currency=STRING))
    tool = make("searchFlights", {"currency": STRING}, thing(flights={"type": "array", "items": flight}))
    for currency, least in (("EUR", 20), ("KRW", 20_000)):
        for each in world().call(tool, {"currency": currency}).result["flights"]:
            assert each["price"]["currency"] == currency
            assert each["price"]["amount"] > least
            assert currency == "EUR" or each["price"]["amount"] % 1 == 0


def test_weather_is_that_of_the_place_and_the_season() -> None:
    """No snow in Bangkok, no heat in a northern winter, and the same day is the same when asked for again."""
    condition = {"type": "string", "enum": ["clear", "rain", "snow", "heat"]}
    day = thing(date=DATE, condition=condition, temperatureMin=NUMBER, temperatureMax=NUMBER)
    tool = make("getDailyForecast", {"city": STRING, "days": INTEGER}, thing(days={"type": "array", "items": day}))
    for seed in range(8):
        desk = world(seed)
        days = desk.call(tool, {"city": "Bangkok", "days": 5}).result["days"]
        assert len(days) == 5
        assert all(d["condition"] != "snow" and d["temperatureMin"] > 18 for d in days)
        assert desk.call(tool, {"city": "Bangkok", "days": 3}).result["days"] == days[:3]
        assert all(d["condition"] != "heat" for d in desk.call(tool, {"city": "Oslo", "days": 5}).result["days"])
    oslo = places.named("Oslo")
    assert oslo is not None
    assert climate.mean_temperature(oslo, CLOCK.date()) < 10


def test_nothing_is_over_that_has_not_begun() -> None:
    """An appointment that lies ahead is neither completed nor missed."""
    status = {"type": "string", "enum": ["completed", "booked", "no_show"]}
    item = thing(appointmentId=STRING, startsAt={"type": "string", "format": "date-time"}, status=status)
    tool = make("listAppointments", {}, thing(appointments={"type": "array", "items": item}))
    for seed in range(20):
        for each in world(seed).call(tool, {}).result["appointments"]:
            ahead = datetime.fromisoformat(each["startsAt"]) > CLOCK
            assert each["status"] == "booked" if ahead else each["status"] != "booked"


def test_a_success_tells_of_no_trouble() -> None:
    """Errors and times of undoing are not shown of what went well and stands; a list that must be there is empty."""
    stamp = {"type": "string", "format": "date-time"}
    returns = {"type": "object", "required": ["taskId", "warnings"], "properties": {
        "taskId": STRING, "deletedAt": stamp, "createdAt": stamp,
        "errors": {"type": "array", "items": thing(code=STRING)},
        "warnings": {"type": "array", "items": STRING}}}  # fmt: skip
    result = world().call(make("getTask", {"taskId": STRING}, returns), {"taskId": "tas_1"}).result
    assert result.keys() == {"taskId", "createdAt", "warnings"}
    assert result["warnings"] == []


def test_files_are_of_the_type_that_their_name_says() -> None:
    """A spreadsheet asked for ends in xlsx and has the media type of one."""
    file = thing(fileId=STRING, name=STRING, mimeType=STRING)
    tool = make("searchFiles", {"query": STRING, "fileType": STRING}, thing(files={"type": "array", "items": file}))
    for each in world().call(tool, {"query": "budget", "fileType": "sheet"}).result["files"]:
        assert each["name"].endswith(".xlsx")
        assert "spreadsheet" in each["mimeType"]
    assert in_form("notes.pdf", "word") == "notes.docx"
    assert mime_of("notes.pdf") == "application/pdf"


def test_a_number_names_a_thing_within_what_it_belongs_to() -> None:
    """Issue 7 of one repository is not issue 7 of another, and stays the same within each."""
    tool = make("get_issue", {"repository_id": STRING, "issue_number": INTEGER}, thing(number=INTEGER, title=STRING))
    desk = world()
    one, two = (desk.call(tool, {"repository_id": r, "issue_number": 7}).result for r in ("rep_1", "rep_2"))
    assert one["number"] == two["number"] == 7
    assert desk.call(tool, {"repository_id": "rep_1", "issue_number": 7}).result == one
    titles = {desk.call(tool, {"repository_id": f"rep_{n}", "issue_number": 7}).result["title"] for n in range(9)}
    assert len(titles) > 1


def test_lines_cost_what_their_sum_was_said_to_be() -> None:
    """An invoice that a list showed with an amount has lines of that amount when it is looked at."""
    line = thing(text=STRING, quantity=INTEGER, unitPrice=NUMBER)
    item = thing(invoiceId=STRING, amountDue=NUMBER)
    full = thing(invoiceId=STRING, amountDue=NUMBER, lines={"type": "array", "items": line})
    for seed in range(8):
        desk = world(seed)
        whole = desk.call(make("listInvoices", {}, thing(invoices={"type": "array", "items": item})), {}).result
        for shown in whole["invoices"]:
            got = desk.call(make("getInvoice", {"invoiceId": STRING}, full), {"invoiceId": shown["invoiceId"]}).result
            assert got["amountDue"] == shown["amountDue"]
            assert sum(x["quantity"] * x["unitPrice"] for x in got["lines"]) == pytest.approx(got["amountDue"])


def test_a_new_thing_has_no_followers_yet() -> None:
    """Counts of what others do with a thing are 0 when it has just been made."""
    returns = thing(playlistId=STRING, name=STRING, followerCount=INTEGER, views=INTEGER)
    made = world().call(make("createPlaylist", {"name": STRING}, returns), {"name": "Rain"}).result
    assert (made["followerCount"], made["views"]) == (0, 0)


def test_what_was_told_shows_under_another_name() -> None:
    """A limit that was told is the one amount that the result has, and a trip is where its name says."""
    alert = thing(alertId=STRING, threshold=thing(amount=NUMBER, currency=STRING))
    tool = make("createPriceAlert", {"maxPrice": NUMBER}, alert)
    assert world().call(tool, {"maxPrice": 400.0}).result["threshold"]["amount"] == 400.0
    trip = make("createTrip", {"name": STRING}, thing(tripId=STRING, name=STRING, destinationCity=STRING))
    assert world().call(trip, {"name": "Work trip to Vancouver"}).result["destinationCity"] == "Vancouver"


def test_ids_look_like_ids_wherever_the_name_says_so() -> None:
    """`idBoard`, `gid` and `idOrName` are codes, never words."""
    for name in ("idBoard", "gid", "idOrName"):
        assert all(re.search(r"_[A-Z0-9]{6}$", str(said(name, STRING, seed))) for seed in range(5))


def test_a_conflict_says_what_is_in_the_way() -> None:
    """Sold out where places are taken, there already where things are made; an end before its start is named."""
    book = make("bookFlight", {"flightId": STRING}, None)
    assert "no places left" in str(world().fail(book, {"flightId": "fl_1"}, "conflict").result)
    add = make("createUser", {"name": STRING}, None)
    assert "already" in str(world().fail(add, {"name": "Ann"}, "conflict").result)
    search = make("searchStays", {"checkIn": DATE, "checkOut": DATE}, None)
    asked = {"checkIn": "2026-12-09", "checkOut": "2026-12-02"}
    assert "lies before checkIn" in str(world().fail(search, asked, "invalid_value").result)


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("318 Rue Saint-Paul Ouest, Montreal, QC H2Y 2A4, Canada", "H2Y 2A4"),
        ("Rua das Gaivotas 14, 1200-202 Lisbon, Portugal", "1200-202"),
        ("3-8-12 Minamihorie, Nishi Ward, Osaka 550-0015, Japan", "550-0015"),
    ],
)
def test_the_postcode_of_an_address(address: str, code: str) -> None:
    """An answer that holds an address has the postcode that stands in it, wherever its country writes it."""
    text = {"type": "string"}
    found = {"type": "object", "properties": {"formatted_address": text, "postal_code": text}}
    found["required"] = ["formatted_address", "postal_code"]
    tool = make("geocode_address", {"address": {"type": "string", "description": "Postal address"}}, found)
    assert world().call(tool, {"address": address}).result["postal_code"] == code


def test_jobs_are_called_by_what_people_are() -> None:
    """Who looks for `forklift` finds people who work with one, and who looks for `nurse` finds nurses."""
    jobs = thing(jobs=many(jobId=STRING, title=STRING))
    tool = make("searchJobs", {"query": STRING}, jobs)
    for seed in range(5):
        titles = [job["title"] for job in world(seed).call(tool, {"query": "forklift"}).result["jobs"]]
        assert all("forklift driver" in title.lower() for title in titles)
        titles = [job["title"] for job in world(seed).call(tool, {"query": "nurse"}).result["jobs"]]
        assert not any("specialist" in title for title in titles)


def test_a_text_is_in_the_language_of_its_name() -> None:
    """A `CV English` is in English, wherever its owner lives."""
    names = {"type": "string", "examples": ["CV English", "CV français", "CV deutsch"]}
    language = {"type": "string", "description": "Language of the CV. ISO 639-1 code."}
    tool = make("listCvs", {}, thing(cvs=many(cvId=STRING, name=names, language=language)))
    told = {"CV English": "en", "CV français": "fr", "CV deutsch": "de"}
    for seed in range(5):
        for cv in world(seed).call(tool, {}).result["cvs"]:
            assert cv["language"] == told.get(cv["name"], cv["language"])


def test_a_snapshot_is_of_now_and_what_went_well_ended_with_nought() -> None:
    """Whoever takes a picture sees what is so now; a run that was started has lasted no second yet."""
    moment = {"type": "string", "format": "date-time"}
    snap = make("getCameraSnapshot", {"cameraId": STRING}, thing(cameraId=STRING, takenAt=moment))
    log = make("getJobLog", {"jobId": STRING}, thing(jobId=STRING, exitCode=INTEGER))
    run = thing(runId=STRING, status={"enum": ["running"]}, durationS=INTEGER)
    start = make("startPipelineRun", {"branch": STRING}, run)
    for seed in range(5):
        here = world(seed)
        assert here.call(snap, {"cameraId": "c1"}).result["takenAt"].startswith("2026-11-24T09:15:00")
        assert here.call(log, {"jobId": "j1"}).result["exitCode"] == 0
        assert here.call(start, {"branch": "main"}).result["durationS"] == 0


def test_the_order_that_a_spec_tells_holds_also_where_it_tells_two() -> None:
    """`Best match first` nobody can tell; that flights come cheapest first, and repositories with most stars, is so."""
    price = {"type": "number", "description": "Price"}
    offers = many(offer_id=STRING, price=price)
    offers["description"] = "Offers, best match first"
    flights = make(
        "search_flights", {"origin": STRING}, offers, description="Search flights. Gives them cheapest first."
    )
    repos = make("search_repositories", {"query": STRING}, many(repository_id=STRING, stars=INTEGER),
                 description="Search repositories. Gives those with most stars first.")  # fmt: skip
    for seed in range(6):
        prices = [each["price"] for each in world(seed).call(flights, {"origin": "LIS"}).result]
        assert prices == sorted(prices)
        stars = [each["stars"] for each in world(seed).call(repos, {"query": "dashboard"}).result]
        assert stars == sorted(stars, reverse=True)
