"""What was made just now, what it was made from, and what schemas and examples alone would get wrong."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random

from tests.world.tools import CLOCK, DATE, INTEGER, MOMENT, NUMBER, PERSON, STRING, make, many, thing, world
from toolgraph.models.spec import ErrorResponse
from toolgraph.world.base import Setting
from toolgraph.world.places import COUNTRIES
from toolgraph.world.values import leaf_value

SEEDS = range(8)


def test_nothing_has_happened_yet_to_what_was_made_just_now() -> None:
    """A new enrolment has no progress, a new budget nothing spent in this month, a new scene no last use."""
    enrol = make(
        "enrolInCourse", {"courseId": STRING}, thing(enrolmentId=STRING, courseId=STRING, progressPercent=INTEGER)
    )
    assert world().call(enrol, {"courseId": "C-1"}).result["progressPercent"] == 0
    returns = thing(budgetId=STRING, monthlyLimit=NUMBER, spent=NUMBER, remaining=NUMBER, month=STRING)
    budget = make("createBudget", {"monthlyLimit": NUMBER}, returns)
    out = world().call(budget, {"monthlyLimit": 400.0}).result
    assert (out["spent"], out["remaining"], out["month"]) == (0, 400.0, CLOCK.strftime("%Y-%m"))
    scene = make("createScene", {"name": STRING}, thing("lastUsedAt", sceneId=STRING, name=STRING, lastUsedAt=MOMENT))
    assert "lastUsedAt" not in world().call(scene, {"name": "Dinner"}).result


def test_a_new_ticket_holds_the_one_message_that_was_sent() -> None:
    """Of the user, and not before the ticket was opened."""
    messages = many(authorName=STRING, text=STRING, sentAt=MOMENT)
    tool = make("createTicket", {"subject": STRING, "text": STRING},
                thing(ticketId=STRING, subject=STRING, openedAt=MOMENT, messages=messages))  # fmt: skip
    for seed in SEEDS:
        out = world(seed).call(tool, {"subject": "Bill", "text": "The total is wrong."}).result
        assert [m["text"] for m in out["messages"]] == ["The total is wrong."]
        assert out["messages"][0]["authorName"] == PERSON.name
        assert out["messages"][0]["sentAt"] == out["openedAt"]


def test_what_is_added_to_a_thing_was_published_now() -> None:
    """A review is published when it is written; the course stays as old as it was."""
    course = {"courseId": STRING, "title": STRING, "publishedAt": MOMENT}
    review = make(
        "reviewCourse",
        {"courseId": STRING, "stars": INTEGER},
        thing(courseId=STRING, stars=INTEGER, publishedAt=MOMENT),
    )
    get = make("getCourse", {"courseId": STRING}, thing(**course))
    here = world()
    out = here.call(review, {"courseId": "C-1", "stars": 4}).result
    assert datetime.fromisoformat(out["publishedAt"]) == CLOCK
    assert datetime.fromisoformat(here.call(get, {"courseId": "C-1"}).result["publishedAt"]) < CLOCK


def test_an_appointment_is_with_the_doctor_of_its_slot() -> None:
    """What is booked belongs to whom the offer belonged to."""
    slots = make("listFreeSlots", {"doctorId": STRING}, thing(slots=many(slotId=STRING, startsAt=MOMENT)))
    doctor = make("getDoctor", {"doctorId": STRING}, thing(doctorId=STRING, name=STRING, clinicName=STRING))
    book = make("bookAppointment", {"slotId": STRING},
                thing(appointmentId=STRING, doctorId=STRING, doctorName=STRING, clinicName=STRING))  # fmt: skip
    for seed in SEEDS:
        here = world(seed)
        who = here.call(doctor, {"doctorId": "D-7"}).result
        slot = here.call(slots, {"doctorId": "D-7"}).result["slots"][0]["slotId"]
        out = here.call(book, {"slotId": slot}).result
        assert (out["doctorId"], out["doctorName"], out["clinicName"]) == ("D-7", who["name"], who["clinicName"])


def test_an_order_goes_to_the_address_that_was_named() -> None:
    """The delivery address is that of the address's identifier."""
    save = make("saveAddress", {"street": STRING, "city": STRING, "postcode": STRING},
                thing(addressId=STRING, street=STRING, city=STRING, postcode=STRING))  # fmt: skip
    order = make("placeOrder", {"cartId": STRING, "addressId": STRING}, thing(orderId=STRING, deliveryAddress=STRING))
    here = world()
    saved = here.call(save, {"street": "Rua Nova 3", "city": "Porto", "postcode": "4000-001"}).result
    out = here.call(order, {"cartId": "crt-1", "addressId": saved["addressId"]}).result
    assert out["deliveryAddress"] == "Rua Nova 3, 4000-001 Porto, Portugal"


def test_the_same_thing_has_the_same_street_in_full_and_in_parts() -> None:
    """A hotel's street is that of the address in the list."""
    lists = make("searchHotels", {"city": STRING}, thing(hotels=many(hotelId=STRING, name=STRING, address=STRING)))
    get = make("getHotel", {"hotelId": STRING}, thing(hotelId=STRING, address=thing(street=STRING, city=STRING)))
    here = world()
    hotel = here.call(lists, {"city": "Porto"}).result["hotels"][0]
    assert hotel["address"].startswith(here.call(get, {"hotelId": hotel["hotelId"]}).result["address"]["street"])


def test_what_is_overdue_was_due_before() -> None:
    """No invoice is overdue that falls due next month."""
    status = {"type": "string", "enum": ["sent", "overdue"]}
    tool = make("listInvoices", {"status": status}, thing(invoices=many(invoiceId=STRING, status=status, dueDate=DATE)))
    for seed in SEEDS:
        for invoice in world(seed).call(tool, {"status": "overdue"}).result["invoices"]:
            assert date.fromisoformat(invoice["dueDate"]) < CLOCK.date()


def test_a_period_lasts_as_long_as_such_periods_do() -> None:
    """A statement is of about a month."""
    tool = make(
        "listStatements",
        {},
        thing(statements=many(statementId=STRING, periodStart=DATE, periodEnd=DATE)),
        effect="read",
    )
    for each in world().call(tool, {}).result["statements"]:
        days = date.fromisoformat(each["periodEnd"]) - date.fromisoformat(each["periodStart"])
        assert timedelta(27) <= days <= timedelta(31)


def test_amounts_are_of_the_size_of_their_currency() -> None:
    """Where a schema bounds a price to a few hundred, it is not told in rupiah."""
    price = {"type": "number", "maximum": 240}
    tool = make("searchCourses", {"city": STRING}, thing(courses=many(courseId=STRING, price=price, currency=STRING)))
    free = make("searchHotels", {"city": STRING}, thing(hotels=many(hotelId=STRING, price=NUMBER, currency=STRING)))
    here = world()
    assert {c["currency"] for c in here.call(tool, {"city": "Jakarta"}).result["courses"]} <= {"EUR", "USD"}
    hotels = here.call(free, {"city": "Jakarta"}).result["hotels"]
    assert all(h["price"] > 10_000 for h in hotels if h["currency"] == "IDR")


def test_an_error_has_a_code_that_speaks_of_it() -> None:
    """`insufficient_funds` is no code for a wrong value, though both have the status 422."""
    error = ErrorResponse(
        status=422, example={"error_code": "insufficient_funds", "detail": "Too little money."},
        schema_=thing(error_code=STRING, detail=STRING),
    )  # fmt: skip
    tool = make("createBudget", {"category": {"type": "string", "enum": ["rent"]}}, None, errors=(error,))
    assert world().fail(tool, {"category": "Rent"}, "invalid_value").result["error_code"] == "invalid_value"  # type: ignore[index,call-overload]


def test_texts_are_of_who_says_them() -> None:
    """A service that did its work says no more; a product's text is no letter."""
    tool = make("getArticle", {"articleId": STRING},
                thing("errorMessage", articleId=STRING, text=STRING, message=STRING, errorMessage=STRING))  # fmt: skip
    for seed in SEEDS:
        out = world(seed).call(tool, {"articleId": "A-1"}).result
        assert "errorMessage" not in out
        assert not out["text"].startswith(("Hello", "Hi "))


def test_names_of_numbers_and_codes_are_understood() -> None:
    """A house has a number, a language a code, and an article comes from a country."""
    returns = thing(addressId=STRING, houseNumber=STRING, languageCode=STRING, countryOfOrigin=STRING)
    out = world().call(make("getAddress", {"addressId": STRING}, returns), {"addressId": "A-1"}).result
    assert out["houseNumber"].isdigit()
    assert len(out["languageCode"]) == 2
    assert out["countryOfOrigin"] in {c.name for c in COUNTRIES.values()} | set(COUNTRIES)


def test_coordinates_stand_as_geojson_has_them() -> None:
    """Longitude first, of the place told."""
    listed = {"type": "array", "items": NUMBER}
    tool = make("getPlace", {"city": STRING}, thing(city=STRING, location=thing(type=STRING, coordinates=listed)))
    longitude, latitude = world().call(tool, {"city": "Lisbon"}).result["location"]["coordinates"]
    assert (round(longitude), round(latitude)) == (-9, 39)


def test_there_is_something_to_choose_from() -> None:
    """A question has two answers at least."""
    tool = make("getQuiz", {"quizId": STRING},
                thing(quizId=STRING, questions=many(questionId=STRING, choices={"type": "array", "items": {
                    "type": "string", "examples": ["LEFT JOIN", "The darkest", "INNER JOIN"]}})))  # fmt: skip
    for seed in SEEDS:
        assert all(len(q["choices"]) > 1 for q in world(seed).call(tool, {"quizId": "Q-1"}).result["questions"])


def test_no_branch_is_merged_into_itself() -> None:
    """A pull request goes from a branch into the main one."""
    branch = {"type": "string", "examples": ["main", "fix-rounding", "bump-deps"]}
    tool = make(
        "listPullRequests",
        {},
        thing(pulls=many(pullId=STRING, sourceBranch=branch, targetBranch=branch)),
        effect="read",
    )
    for seed in SEEDS:
        for pull in world(seed).call(tool, {}).result["pulls"]:
            assert pull["targetBranch"] == "main"
            assert pull["sourceBranch"] != "main"


def test_a_measure_has_its_unit() -> None:
    """Carbon dioxide is not measured in degrees."""
    kind = {"type": "string", "enum": ["co2", "temperature"]}
    unit = {"type": "string", "enum": ["celsius", "percent", "ppm"]}
    tool = make("listSensors", {"kind": kind}, thing(sensors=many(sensorId=STRING, kind=kind, unit=unit)))
    for seed in SEEDS:
        sensors = world(seed).call(tool, {"kind": "co2"}).result["sensors"]
        assert {s["unit"] for s in sensors} == {"ppm"}


def test_concerts_begin_in_the_evening() -> None:
    """Nobody plays at seven in the morning."""
    tool = make("findConcerts", {"city": STRING}, thing(concerts=many(concertId=STRING, startsAt=MOMENT)))
    for seed in SEEDS:
        for concert in world(seed).call(tool, {"city": "Porto"}).result["concerts"]:
            assert datetime.fromisoformat(concert["startsAt"]).hour >= 18


def test_nobody_goes_far_on_a_yoga_mat() -> None:
    """A distance is left out of a sport done on the spot, and is as far as one gets in the time of any other."""
    returns = thing("distanceKm", workoutId=STRING, sport=STRING, durationMinutes=INTEGER, distanceKm=NUMBER)
    tool = make("logWorkout", {"sport": STRING, "durationMinutes": INTEGER}, returns)
    assert "distanceKm" not in world().call(tool, {"sport": "yoga", "durationMinutes": 40}).result
    assert 4 < world().call(tool, {"sport": "run", "durationMinutes": 40}).result["distanceKm"] < 9


def test_days_asked_for_are_shown() -> None:
    """Five days from Monday to Friday."""
    tool = make(
        "getUsage",
        {"fromDate": DATE, "toDate": DATE},
        thing(days=many(date=DATE, kwh=NUMBER), totalKwh=NUMBER),
        effect="read",
    )
    out = world().call(tool, {"fromDate": "2026-11-02", "toDate": "2026-11-06"}).result
    assert [d["date"] for d in out["days"]] == [f"2026-11-0{n}" for n in range(2, 7)]


def test_what_remains_follows_from_the_new_limit() -> None:
    """After an update the remainder is reckoned anew."""
    returns = thing(budgetId=STRING, monthlyLimit=NUMBER, spent=NUMBER, remaining=NUMBER)
    get = make("getBudget", {"budgetId": STRING}, returns)
    update = make("updateBudget", {"budgetId": STRING, "monthlyLimit": NUMBER}, returns)
    here = world()
    before = here.call(get, {"budgetId": "B-1"}).result
    after = here.call(update, {"budgetId": "B-1", "monthlyLimit": 5000.0}).result
    assert after["spent"] == before["spent"]
    assert after["remaining"] == 5000.0 - after["spent"]


def test_a_trip_of_which_the_end_is_told_begins_before() -> None:
    """The start is not after the end."""
    tool = make(
        "createTrip", {"name": STRING, "endDate": DATE}, thing(tripId=STRING, name=STRING, startDate=DATE, endDate=DATE)
    )
    for seed in SEEDS:
        out = world(seed).call(tool, {"name": "Nairobi", "endDate": "2026-12-20"}).result
        assert CLOCK.date().isoformat() <= out["startDate"] <= out["endDate"] == "2026-12-20"


def test_a_verb_sets_the_state_it_speaks_of() -> None:
    """What is resumed runs, what is switched off is off until then, what is rescheduled is booked."""
    flag = {"type": "boolean"}
    resume = make("resumeAutomation", {"automationId": STRING}, thing(automationId=STRING, isEnabled=flag))
    power = {"type": "string", "enum": ["on", "off"]}
    switch = make("setDevicePower", {"deviceId": STRING, "power": power, "forMinutes": INTEGER},
                  thing(deviceId=STRING, isOn=flag, until=MOMENT))  # fmt: skip
    status = {"type": "string", "enum": ["booked", "missed"]}
    move = make(
        "rescheduleAppointment",
        {"appointmentId": STRING, "newStart": MOMENT},
        thing(appointmentId=STRING, status=status),
    )
    for seed in SEEDS:
        assert world(seed).call(resume, {"automationId": "A-1"}).result["isEnabled"] is True
        out = world(seed).call(switch, {"deviceId": "D-1", "power": "off", "forMinutes": 35}).result
        assert out == {"deviceId": "D-1", "isOn": False, "until": "2026-11-24T10:50:00+01:00"}
        out = world(seed).call(move, {"appointmentId": "A-1", "newStart": "2026-12-01T10:00:00+01:00"}).result
        assert out["status"] == "booked"


def test_a_review_is_asked_for_of_the_pull_request_named() -> None:
    """The number in the result is the one of the call."""
    properties = {"repositoryId": STRING, "pullRequestNumber": INTEGER}
    tool = make("requestReview", properties, thing(number=INTEGER, title=STRING), effect="write")
    out = world().call(tool, {"repositoryId": "R-1", "pullRequestNumber": 307}).result
    assert out["number"] == 307


def test_an_answer_is_one_of_the_choices() -> None:
    """Whoever answers without having seen the choices takes the first or the second."""
    schema = {"type": "integer", "minimum": 1, "maximum": 6}
    tool = make("submitAnswer", {"choiceNumber": schema}, None)
    for seed in SEEDS:
        assert leaf_value(tool.inputs[0], tool, Random(seed), Setting(CLOCK)) in (1, 2)


def test_a_reply_is_one_more_message() -> None:
    """The user's own words come last; those before stay, however often one looks, and a default status holds."""
    status = {"type": "string", "enum": ["open", "waiting"]}
    messages = many(authorName=STRING, text=STRING, sentAt=MOMENT)
    ticket = thing(ticketId=STRING, status=status, messages=messages)
    get = make("getTicket", {"ticketId": STRING}, ticket)
    told = {"ticketId": STRING, "text": STRING, "status": {**status, "default": "waiting"}}
    reply = make("replyToTicket", told, ticket, required=["ticketId", "text"])
    for seed in SEEDS:
        here = world(seed)
        before = here.call(get, {"ticketId": "T-1"}).result
        after = here.call(reply, {"ticketId": "T-1", "text": "On Thursday, please."}).result
        assert after["messages"][:-1] == before["messages"]
        assert after["messages"][-1]["text"] == "On Thursday, please."
        assert after["messages"][-1]["authorName"] == PERSON.name
        assert after["status"] == "waiting"
        assert here.call(get, {"ticketId": "T-1"}).result == after


def test_what_is_drafted_is_a_draft() -> None:
    """A call that drafts an invoice, whatever its name, leaves one that was not sent."""
    state = {"type": "string", "enum": ["draft", "sent", "paid"]}
    asks, returns = {"dueDate": DATE}, thing(invoiceId=STRING, status=state)
    tool = make("createInvoice", asks, returns)
    drafts = make("createInvoice", asks, returns, description="Draft an invoice for a company.")
    assert world().call(drafts, {"dueDate": "2026-12-01"}).result["status"] == "draft"
    assert world().call(tool, {"dueDate": "2026-12-01"}).result["status"] == "sent"


def test_what_nobody_gave_to_a_new_thing_it_has_not() -> None:
    """A new issue has the labels that its maker named, so none where none were named."""
    labels = {"type": "array", "items": {"type": "string", "examples": ["bug", "security"]}}
    returns = thing(issueId=STRING, title=STRING, labels=labels)
    tool = make("createIssue", {"title": STRING, "labels": labels}, returns, required=["title"])
    assert world().call(tool, {"title": "Slow search"}).result["labels"] == []
    assert world().call(tool, {"title": "Slow search", "labels": ["bug"]}).result["labels"] == ["bug"]


def test_one_number_names_two_issues_of_two_repositories() -> None:
    """Issue 7 of another repository is another one, and each has its page in its own."""
    repository = many(repositoryId=STRING, slug={"type": "string", "examples": ["halden/arm", "alderfen/grid"]})
    url = {"type": "string", "format": "uri", "examples": ["https://code.example.com/brook/sea/issues/7"]}
    number = {"type": "integer", "minimum": 1, "maximum": 900}
    issue = thing(number=number, title=STRING, body=STRING, webUrl=url)
    search = make("searchRepositories", {}, thing(repositories=repository))
    get = make("getIssue", {"repositoryId": STRING, "issueNumber": INTEGER}, thing(issue=issue))
    for seed in range(6):
        desk = world(seed)
        one, two, *_ = desk.call(search, {}).result["repositories"]
        pages = []
        for each in (one, two):
            asked = {"repositoryId": each["repositoryId"], "issueNumber": 7}
            shown = desk.call(get, asked).result["issue"]
            assert shown["number"] == 7
            pages.append(shown["webUrl"])
            assert f"/{each['slug']}/" in pages[-1]
        assert pages[0] != pages[1] or one["slug"] == two["slug"]


def test_nothing_adds_up_to_nothing_and_new_wholes_have_new_parts() -> None:
    """A company without invoices owes nothing; what is in a repository that was made just now has no issues yet."""
    company = make("createCompany", {"name": STRING}, thing(companyId=STRING, name=STRING))
    invoices = many(invoiceId=STRING, amountDue=NUMBER, currency=STRING)
    owed = thing(invoices=invoices, totalDue=NUMBER, currency=STRING)
    listed = make("listInvoices", {"companyId": STRING}, owed)
    milestones = thing(milestones=many(milestoneId=STRING, openIssueCount=INTEGER, closedIssueCount=INTEGER))
    repository = make("createRepository", {"name": STRING}, thing(repositoryId=STRING, name=STRING))
    shown = make("listMilestones", {"repositoryId": STRING}, milestones)
    for seed in range(5):
        desk = world(seed)
        made = desk.call(company, {"name": "Moor Street"}).result["companyId"]
        out = desk.call(listed, {"companyId": made}).result
        assert (out["invoices"], out["totalDue"]) == ([], 0)
        made = desk.call(repository, {"name": "notes"}).result["repositoryId"]
        need = ["milestones[].milestoneId"]
        for each in desk.call(shown, {"repositoryId": made}, need=need).result["milestones"]:
            assert (each["openIssueCount"], each["closedIssueCount"]) == (0, 0)


def test_what_is_fixed_for_a_time_is_of_the_kind_that_the_time_is() -> None:
    """Who accepts a time on site has no interview by phone."""
    kind = {"type": "string", "enum": ["phone", "video", "on_site"]}
    times = make("listInterviewTimes", {"applicationId": STRING}, many(timeId=STRING, startsAt=MOMENT, kind=kind))
    confirm = make("confirmInterview", {"applicationId": STRING, "timeId": STRING},
                   thing(interviewId=STRING, startsAt=MOMENT, kind=kind))  # fmt: skip
    for seed in SEEDS:
        back = world(seed)
        for time in back.call(times, {"applicationId": "app-1"}).result:
            made = back.call(confirm, {"applicationId": "app-1", "timeId": time["timeId"]}).result
            assert (made["kind"], made["startsAt"]) == (time["kind"], time["startsAt"])


def test_a_new_trip_holds_nothing_whatever_would_be_done_to_it() -> None:
    """No booking turns up in it because a later call wants one."""
    create = make("createTrip", {"name": STRING}, thing(tripId=STRING, name=STRING))
    look = make(
        "getTripItinerary", {"tripId": STRING}, thing(tripId=STRING, items=many(bookingId=STRING, title=STRING))
    )
    for seed in SEEDS:
        back = world(seed)
        trip = back.call(create, {"name": "Osaka in May"}).result["tripId"]
        assert back.call(look, {"tripId": trip}, need=["items[].bookingId"]).result["items"] == []


def test_a_new_playlist_counts_no_tracks_but_those_it_was_begun_with() -> None:
    """It starts empty, and what is added counts from there."""
    ids = {"type": "array", "items": STRING}
    result = thing(playlistId=STRING, name=STRING, trackCount=INTEGER)
    create = make("createPlaylist", {"name": STRING, "trackIds": ids}, result, required=["name"])
    add = make("addTracksToPlaylist", {"playlistId": STRING, "trackIds": ids}, result)
    for seed in SEEDS:
        back = world(seed)
        begun = back.call(create, {"name": "Focus"}).result
        assert begun["trackCount"] == 0
        more = back.call(add, {"playlistId": begun["playlistId"], "trackIds": ["t-1", "t-2"]}).result
        assert more["trackCount"] == 2
        assert back.call(create, {"name": "Run", "trackIds": ["t-1"]}).result["trackCount"] == 1


def test_a_hall_of_the_same_name_in_another_town_has_an_address_there() -> None:
    """One cinema has one address; another town may have one that is called so too."""
    address = {"type": "string", "description": "Address of the venue"}
    name = {"type": "string", "description": "Name of the venue", "enum": ["Pakhus Elleve"]}
    shows = make("findConcerts", {"city": {"type": "string", "description": "City"}},
                 many(concertId=STRING, venueName=name, venueAddress=address, city=STRING))  # fmt: skip
    for seed in SEEDS:
        back = world(seed)
        for town in ("Stockholm", "Denver"):
            found = back.call(shows, {"city": town}).result
            assert found
            assert all(town in each["venueAddress"] for each in found)


def test_who_is_entered_without_a_town_is_written_to_in_the_language_of_the_user() -> None:
    """Nobody has said that Marcus reads Chinese."""
    language = {"type": "string", "description": "Language to write in. ISO 639-1 code.", "pattern": "^[a-z]{2}$"}
    create = make(
        "create_contact", {"full_name": STRING}, thing(contact_id=STRING, full_name=STRING, language=language)
    )
    for seed in SEEDS:
        assert world(seed).call(create, {"full_name": "Marcus House"}).result["language"] == "en"


def test_a_file_says_in_short_what_its_name_promises() -> None:
    """No brochure holds the terms that were agreed with a bank, and no contract a trip."""
    tool = make("search_files", {"query": STRING}, thing(files=many(file_id=STRING, name=STRING, summary=STRING)))
    show = make("get_file", {"file_id": STRING}, thing(file_id=STRING, name=STRING, summary=STRING))
    words = {"contract": ("agreed", "contract"), "itinerary": ("trip",), "budget": ("cost", "spent")}
    for seed in range(12):
        for query, told in words.items():
            here = world(seed)
            for each in here.call(tool, {"query": query}).result["files"]:
                said = here.call(show, {"file_id": each["file_id"]}).result["summary"].lower()
                assert any(word in said for word in told), (each["name"], said)


def test_notes_on_a_new_contact_are_empty() -> None:
    """Nobody has written any yet."""
    create = make("create_contact", {"full_name": STRING}, thing(contact_id=STRING, full_name=STRING))
    notes = {"type": "string", "examples": ["Prefers calls before noon."]}
    show = make("get_contact", {"contact_id": STRING}, thing(contact_id=STRING, full_name=STRING, notes=notes))
    here = world()
    made = here.call(create, {"full_name": "Irene Marcos"}).result
    assert here.call(show, {"contact_id": made["contact_id"]}).result["notes"] == ""


def test_nobody_adds_themselves_to_their_contacts() -> None:
    """The person whom the user enters is somebody else."""
    tool = make("create_contact", {"full_name": STRING, "email": {"type": "string", "format": "email"}}, None)
    for seed in range(20):
        setting = Setting(CLOCK + timedelta(days=seed), "en_US", PERSON)
        said = [leaf_value(leaf, tool, Random(seed), setting) for leaf in tool.inputs]
        assert PERSON.name not in said
        assert PERSON.email not in said


def test_a_deal_with_a_company_is_with_the_one_that_it_points_at() -> None:
    """`Pilot with Copper Motors` is no deal with somebody else, whichever call tells the company's name."""
    deal = thing(deal_id=STRING, title=STRING, company_id=STRING)
    deals = make("list_deals", {}, thing(deals={"type": "array", "items": deal}))
    company = make("get_company", {"company_id": STRING}, thing(company_id=STRING, name=STRING))
    told = 0
    for seed in range(20):
        here = world(seed)
        for each in here.call(deals, {}).result["deals"]:
            partner = each["title"].partition(" with ")[2]
            name = here.call(company, {"company_id": each["company_id"]}).result["name"]
            assert partner in ("", name)
            told += bool(partner)
    assert told


def test_a_mail_that_was_sent_is_not_from_whom_it_went_to() -> None:
    """It is in the box with the user as its sender, read, and begins with what they wrote."""
    email = {"type": "string", "format": "email"}
    texts = {"to": {"type": "array", "items": email}, "subject": STRING, "body": STRING}
    send = make("send_mail", texts, thing(message_id=STRING, subject=STRING))
    row = {"message_id": STRING, "subject": STRING, "sender_email": email, "snippet": STRING}
    search = make("search_mail", {"q": STRING, "from_email": email}, thing(messages=many(**row)), required=["q"])
    here, to = world(), "priya.castellan@example.com"
    mail = {"to": [to], "subject": "Minutes of Monday", "body": "Hello, this is what came out of it."}
    sent = here.call(send, mail).result["message_id"]
    theirs = here.call(search, {"q": "minutes", "from_email": to}).result["messages"]
    assert sent not in {row["message_id"] for row in theirs}
    mine = next(r for r in here.call(search, {"q": "minutes"}).result["messages"] if r["message_id"] == sent)
    assert mine["sender_email"] == PERSON.email
    assert mine["snippet"] == "Hello, this is what came out of it."


def test_what_is_left_to_its_default_is_so() -> None:
    """A file that is shared without a word is for viewing, as the spec says."""
    roles = {"type": "string", "enum": ["viewer", "commenter", "editor"]}
    share = make(
        "share_file", {"file_id": STRING, "email": STRING, "role": {**roles, "default": "viewer"}},
        thing(file_id=STRING, shared_with=STRING, role=roles), required=["file_id", "email"],
    )  # fmt: skip
    for seed in range(8):
        here, ids = world(seed), {"file_id": "file_1", "email": "jay.reid@example.org"}
        assert here.call(share, ids).result["role"] == "viewer"
        assert here.call(share, {**ids, "role": "editor"}).result["role"] == "editor"
