"""A thing is the same wherever it is shown: known by its id, told once, changed only by what is said."""

from __future__ import annotations

from typing import Any

import pytest

from tests.world.tools import DATE, INTEGER, MOMENT, STRING, make, many, thing, world
from toolgraph.models.tool import Tool


def several(item: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": item}


def choice(*values: object) -> dict[str, Any]:
    return {"type": "integer" if isinstance(values[0], int) else "string", "enum": list(values)}


SEEDS = range(8)


@pytest.mark.parametrize("seed", SEEDS)
def test_an_id_of_few_values_names_one_thing(seed: int) -> None:
    """Of three videogames there are three, however many matches name one: their versions agree in all results."""
    game = thing(id=choice(1, 3, 4), name=STRING, current_version=STRING)
    tool = make("listMatches", {"team": STRING}, several(thing(id=INTEGER, videogame=game)))
    desk, seen = world(seed), {}
    for team in ("Falcons", "Herons", "Larks"):
        for match in desk.call(tool, {"team": team}).result:
            one = match["videogame"]
            assert seen.setdefault(one["id"], one) == one


@pytest.mark.parametrize("seed", SEEDS)
def test_two_names_with_one_meaning_keep_their_values(seed: int) -> None:
    """`type` and `report_type` are two things where only one of them has choices."""
    report = thing(uuid=STRING, type=STRING, report_type=choice("SECURITY", "COVERAGE"))
    tool = make("listReports", {"commit": STRING}, several(report))
    desk = world(seed)
    first = desk.call(tool, {"commit": "main"}).result
    assert desk.call(tool, {"commit": "main"}).result == first
    assert {each["report_type"] for each in first} <= {"SECURITY", "COVERAGE"}


@pytest.mark.parametrize("seed", SEEDS)
def test_an_update_changes_nothing_by_a_default(seed: int) -> None:
    """What an update does not tell stays as it is, even where the parameter declares a default."""
    kind = choice("success", "warning", "danger")
    tag = thing(id=INTEGER, name=STRING, type=kind)
    desk = world(seed)
    listed = desk.call(make("listTags", {}, several(tag)), {}).result[0]
    parameters = {"id": INTEGER, "name": STRING, "type": {**kind, "default": "danger"}}
    update = make("updateTag", parameters, tag, required=["id", "name"])
    changed = desk.call(update, {"id": listed["id"], "name": "Music"}).result
    assert changed == {**listed, "name": "Music"}


@pytest.mark.parametrize("seed", SEEDS)
def test_the_only_id_of_a_call_names_no_thing_deep_within(seed: int) -> None:
    """The group of a score that a user likes is not that user."""
    group = thing(id=STRING, type=choice("generic", "class"))
    user = thing(id=STRING, name=STRING, type=choice("user", "guest"))
    named = {**STRING, "description": "Unique identifier of the user"}
    likes = make("getUserLikes", {"user": named}, several(thing(id=STRING, user=user, group=group)))
    for each in world(seed).call(likes, {"user": "use_985U5S"}).result:
        assert each["group"]["id"] != "use_985U5S"
        assert each["user"]["type"] in ("user", "guest")


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_made_is_known_by_its_own_id(seed: int) -> None:
    """A new key with a `client_id` before its `id` is a key, and looks the same when it is got."""
    key = thing(client_id=STRING, id=STRING, comment=STRING)
    desk = world(seed)
    made = desk.call(make("createAccountKey", {"comment": STRING}, key), {"comment": "For the shop"}).result
    assert made["client_id"] != made["id"]
    got = desk.call(make("getAccountKey", {"key_id": STRING}, key), {"key_id": made["id"]}).result
    assert got == made


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_made_has_the_short_name_that_was_told(seed: int) -> None:
    """A required slug does not find a thing, it is told to a new one, which its id finds again."""
    role = thing(id=INTEGER, name=STRING, slug=STRING, description=STRING)
    desk = world(seed)
    asked = {"name": "Olive role", "slug": "research-berlin"}
    create = make("createDeviceRole", {"name": STRING, "slug": STRING}, role)
    made = desk.call(create, asked).result
    assert (made["name"], made["slug"]) == ("Olive role", "research-berlin")
    got = desk.call(make("getDeviceRole", {"id": INTEGER}, role), {"id": made["id"]}).result
    assert got == made


@pytest.mark.parametrize("seed", SEEDS)
def test_no_list_shows_what_it_cannot_hold(seed: int) -> None:
    """Things that came as accounts do not come again as shares: a list shows what its choices allow."""
    desk, seen = world(seed), {}
    for name, kind in (("listUsers", "account"), ("listNotifications", "share")):
        included = several(thing(id=INTEGER, type=choice(kind)))
        for each in desk.call(make(name, {}, thing(included=included)), {}).result["included"]:
            assert seen.setdefault(each["id"], kind) == kind


@pytest.mark.parametrize("seed", SEEDS)
def test_other_words_to_choose_from_leave_what_was_told(seed: int) -> None:
    """Where another tool has other words for a state, each tool keeps to its own."""
    event = make("findEvent", {"id": STRING}, thing(id=STRING, kind=choice("click", "visit")))
    listed = make("listEvents", {}, several(thing(id=STRING, kind=choice("low", "high"))))
    desk = world(seed)
    first = desk.call(listed, {}).result
    got = desk.call(event, {"id": first[0]["id"]}).result
    assert got["kind"] in ("click", "visit")
    assert desk.call(event, {"id": first[0]["id"]}).result == got
    assert desk.call(listed, {}).result == first


def _digits(tool: Tool, path: str, seed: int) -> list[str]:
    result = world(seed).call(tool, {}, need=[path], numbers=[path]).result
    return [each["id"] for each in result]


@pytest.mark.parametrize("seed", SEEDS)
def test_ids_taken_as_numbers_are_digits(seed: int) -> None:
    """A text that a later call takes as a whole number is one; a form that the schema asks for comes first."""
    plain = make("listFilters", {}, several(thing(id=STRING, name=STRING)))
    assert all(value.isdigit() for value in _digits(plain, "[].id", seed))
    formed = make("listFilters", {}, several(thing(id={"type": "string", "pattern": "^f-[0-9]{3}$"}, name=STRING)))
    assert all(value.startswith("f-") for value in _digits(formed, "[].id", seed))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_project_collection_is_a_project(seed: int) -> None:
    """A new cart is empty; what tools call a collection of something is no empty collection."""
    members = several(thing(id=STRING, user=STRING))
    for name, empty in (("createCollection", True), ("createProjectCollection", False)):
        tool = make(name, {"name": STRING}, thing(id=STRING, name=STRING, members=members))
        made = world(seed).call(tool, {"name": "Spring"}, need=["members[].id"]).result
        assert (made["members"] == []) == empty


@pytest.mark.parametrize("seed", SEEDS)
def test_what_a_deed_tells_of_a_thing_holds_afterwards(seed: int) -> None:
    """A provider that an unblocked card shows in words to choose from is the card's from then on."""
    shown_then = thing(cardId=INTEGER, provider=choice("VISA", "MASTERCARD"))
    card = make("unblockCard", {"cardId": INTEGER}, shown_then, effect="write")
    listed = make("listCards", {}, several(thing(cardId=INTEGER, provider=STRING)))
    desk = world(seed)
    first = desk.call(listed, {}).result[0]
    shown = desk.call(card, {"cardId": first["cardId"]}).result
    again = next(each for each in desk.call(listed, {}).result if each["cardId"] == first["cardId"])
    assert again["provider"] == shown["provider"]


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_sent_of_a_draft_is_what_the_draft_says(seed: int) -> None:
    """The mail, when it is opened, has the recipients and the text of the draft, though sending shows neither."""
    texts = several(STRING)
    draft = make("draftMail", {"to": texts, "subject": STRING, "body": STRING}, thing(draftId=STRING, subject=STRING))
    send = make("sendDraft", {"draftId": STRING}, thing(messageId=STRING, subject=STRING), effect="write")
    mail = thing(messageId=STRING, subject=STRING, recipientEmails=texts, body=STRING)
    desk = world(seed)
    told = {"to": ["dani@example.com"], "subject": "Offer", "body": "Hello there"}
    made = desk.call(draft, told).result
    sent = desk.call(send, {"draftId": made["draftId"]}).result
    got = desk.call(make("getMail", {"messageId": STRING}, mail), {"messageId": sent["messageId"]}).result
    assert (got["subject"], got["recipientEmails"], got["body"]) == ("Offer", ["dani@example.com"], "Hello there")


@pytest.mark.parametrize("seed", SEEDS)
def test_a_job_has_one_employer_wherever_it_is_named(seed: int) -> None:
    """An application tells the employer by name alone, and so does the job that it is for."""
    application = thing(applicationId=STRING, jobId=STRING, jobTitle=STRING, employerName=STRING)
    desk = world(seed)
    made = desk.call(make("listApplications", {}, thing(applications=several(application))), {}).result["applications"]
    job = make("getJob", {"jobId": STRING}, thing(jobId=STRING, title=STRING, employerName=STRING))
    for each in made:
        got = desk.call(job, {"jobId": each["jobId"]}).result
        assert (got["title"], got["employerName"]) == (each["jobTitle"], each["employerName"])


@pytest.mark.parametrize("seed", SEEDS)
def test_what_has_expired_did_so_before_now(seed: int) -> None:
    """No expired card is good for another six years."""
    card = thing(cardId=STRING, status=choice("active", "expired"), expiresOn={"type": "string", "format": "date"})
    cards = make("listCards", {"status": choice("active", "expired")}, thing(cards=several(card)))
    for each in world(seed).call(cards, {"status": "expired"}).result["cards"]:
        assert each["expiresOn"] < "2026-11-24"


def test_what_points_at_a_thing_calls_it_as_it_is_called() -> None:
    """The employer of a job has one name, in the list of jobs and in that of employers, whichever is first."""
    jobs = thing(jobs=many(jobId=STRING, title=STRING, employerId=STRING, employerName=STRING))
    names = thing(jobs=many(jobId=STRING, title=STRING, employerName=STRING))
    search, recommend = make("searchJobs", {"city": STRING}, jobs), make("recommendJobs", {"cvId": STRING}, names)
    employers = thing(employers=many(employerId=STRING, name=STRING))
    look = make("searchEmployers", {"city": STRING}, employers)
    for seed in range(20):
        here = world(seed)
        here.call(recommend, {"cvId": "cv-1"})
        called = {e["employerId"]: e["name"] for e in here.call(look, {"city": "Lisbon"}).result["employers"]}
        for job in here.call(search, {"city": "Lisbon"}).result["jobs"]:
            assert called.get(job["employerId"], job["employerName"]) == job["employerName"]


def test_nothing_that_was_there_is_of_what_is_new() -> None:
    """A company that was created just now has had no invoice paid."""
    invoices = thing(invoices=many(invoiceId=STRING, companyId=STRING, status={"enum": ["paid"]}))
    create = make("createCompany", {"name": STRING}, thing(companyId=STRING, name=STRING))
    listed = make("listInvoices", {"status": STRING}, invoices)
    for seed in range(20):
        here = world(seed)
        made = here.call(create, {"name": "Juniper Labs"}).result["companyId"]
        shown = here.call(listed, {"status": "paid"}).result["invoices"]
        assert all(invoice["companyId"] != made for invoice in shown)


def test_a_person_signs_in_under_one_name() -> None:
    """What the user does is done by one login."""
    merge = make("mergePull", {"pullId": STRING}, thing(pullId=STRING, mergedBy=STRING))
    for seed in range(5):
        here = world(seed)
        assert len({here.call(merge, {"pullId": f"p{n}"}).result["mergedBy"] for n in range(4)}) == 1


def test_an_event_that_lasts_longer_ends_later() -> None:
    """Told another length, a thing ends by that, whether it is looked at again or not."""
    event = thing(eventId=STRING, startsAt=MOMENT, endsAt=MOMENT)
    create = make("createEvent", {"startsAt": MOMENT}, event)
    update = make("updateEvent", {"eventId": STRING, "durationMinutes": INTEGER}, event)
    for seed in range(5):
        here = world(seed)
        made = here.call(create, {"startsAt": "2026-12-01T16:00:00+01:00"}).result
        changed = here.call(update, {"eventId": made["eventId"], "durationMinutes": 85}).result
        assert (changed["startsAt"], changed["endsAt"]) == (made["startsAt"], "2026-12-01T17:25:00+01:00")


def test_a_doctor_works_in_one_clinic_at_one_address() -> None:
    """Appointments with the same doctor are in the same clinic, which is where it was."""
    where = {"clinicName": STRING, "clinicAddress": STRING}
    rows = many(appointmentId=STRING, doctorId=STRING, startsAt=MOMENT, **where)
    tool = make("listAppointments", {}, thing(appointments=rows))
    for seed in range(20):
        shown = world(seed).call(tool, {}).result["appointments"]
        clinics = {(a["doctorId"], a["clinicName"], a["clinicAddress"]) for a in shown}
        assert len(clinics) == len({a["doctorId"] for a in shown})


def test_free_times_are_told_in_one_zone() -> None:
    """Whatever else is asked for, the answer is by the clock of the user."""
    slots = thing(slots=many(startsAt=MOMENT), timeZone=STRING)
    find = make("findFreeTime", {"from_date": DATE, "to_date": DATE}, slots)
    for seed in range(5):
        here = world(seed)
        shown = [
            here.call(find, {"from_date": d, "to_date": "2026-12-12"}).result for d in ("2026-11-25", "2026-11-28")
        ]
        assert {each["timeZone"] for each in shown} == {"Europe/Lisbon"}


def test_a_line_goes_by_the_name_of_its_product() -> None:
    """A product has one name, in an order and in the shop, and a delivery that is moved comes on the new day."""
    name = {"type": "string", "examples": ["Tent", "Lamp", "Rug", "Pan"]}
    line = many(lineId=STRING, productId=STRING, name=name, quantity=INTEGER)
    order = make("getOrder", {"orderId": STRING}, thing(orderId=STRING, lines=line))
    product = make("getProduct", {"productId": STRING}, thing(productId=STRING, name=name))
    day = {"type": "string", "format": "date"}
    shipment = thing(trackingNumber=STRING, deliveryDate=day)
    move = make("rescheduleDelivery", {"trackingNumber": STRING, "newDate": day}, shipment)
    for seed in range(6):
        desk = world(seed)
        for each in desk.call(order, {"orderId": "o-1"}).result["lines"]:
            assert desk.call(product, {"productId": each["productId"]}).result["name"] == each["name"]
        moved = desk.call(move, {"trackingNumber": "CK12", "newDate": "2026-12-03"}).result
        assert moved["deliveryDate"] == "2026-12-03"
