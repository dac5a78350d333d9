"""What a call tells stands in its answer: items of a new list, places under any name, ends, and the right choice."""

from __future__ import annotations

from datetime import datetime

from tests.world.tools import DATE, EMAIL, INTEGER, MOMENT, NUMBER, PERSON, STRING, TEXTS, make, many, thing, world

SEEDS = range(6)


def test_a_new_list_holds_what_was_given_with_it() -> None:
    """Names become items, whether they have identifiers or not, and are there when it is looked at again."""
    for item in ({"itemId": STRING, "name": STRING}, {"name": STRING, "quantity": INTEGER}):
        returns = thing(listId=STRING, name=STRING, items=many(**item), itemCount=INTEGER)
        create = make("createShoppingList", {"name": STRING, "items": TEXTS}, returns)
        get = make("getShoppingList", {"listId": STRING}, returns)
        here = world()
        made = here.call(create, {"name": "Party", "items": ["milk", "eggs"]}).result
        assert [each["name"] for each in made["items"]] == ["milk", "eggs"]
        assert made["itemCount"] == 2
        assert here.call(get, {"listId": made["listId"]}).result["items"] == made["items"]


def test_a_new_board_is_empty_where_nothing_was_given() -> None:
    """Columns stand in it only when they were told."""
    returns = thing(boardId=STRING, name=STRING, columns=many(columnId=STRING, name=STRING))
    bare = make("createBoard", {"name": STRING}, returns)
    assert world().call(bare, {"name": "Plans"}).result["columns"] == []
    full = make("createBoard", {"name": STRING, "columns": TEXTS}, returns)
    out = world().call(full, {"name": "Plans", "columns": ["to do", "done"]}).result
    assert [each["name"] for each in out["columns"]] == ["to do", "done"]


def test_an_order_has_a_line_for_each_product_and_an_event_its_guests() -> None:
    """What identifiers or addresses name is listed, each once."""
    order = make(
        "createOrder", {"productIds": TEXTS}, thing(orderId=STRING, lines=many(productId=STRING, quantity=INTEGER))
    )
    lines = world().call(order, {"productIds": ["P-1", "P-2"]}).result["lines"]
    assert [line["productId"] for line in lines] == ["P-1", "P-2"]
    returns = thing(eventId=STRING, attendees=many(email=EMAIL, name=STRING), startsAt=MOMENT, endsAt=MOMENT)
    event = make("createEvent", {"attendees": TEXTS, "start": MOMENT, "end": MOMENT}, returns)
    told = {
        "attendees": ["ana.bello@example.com"],
        "start": "2026-12-01T10:00:00+01:00",
        "end": "2026-12-01T11:20:00+01:00",
    }
    out = world().call(event, told).result
    assert out["attendees"] == [{"email": "ana.bello@example.com", "name": "Ana Bello"}]
    assert (out["startsAt"], out["endsAt"]) == (told["start"], told["end"])


def test_a_place_is_told_under_any_name() -> None:
    """What is looked up is where it is: its country, coordinates, zone and postcode."""
    returns = thing(lat=NUMBER, lon=NUMBER, countryCode={"type": "string", "pattern": "^[A-Z]{2}$"}, timezone=STRING)
    for name in ("place", "location", "query", "destination"):
        tool = make("geocode", {name: STRING}, returns, effect="read")
        for seed in SEEDS:
            out = world(seed).call(tool, {name: "Oslo"}).result
            assert (out["countryCode"], out["timezone"], round(out["lat"])) == ("NO", "Europe/Oslo", 60)
    tool = make("geocode", {"location": STRING}, returns, effect="read")
    assert world().call(tool, {"location": "Kyoto, Japan"}).result["countryCode"] == "JP"


def test_a_distance_is_between_the_two_places_told() -> None:
    """From Osaka to Montreal it is some 10,600 kilometres, in whatever unit."""
    tool = make(
        "calculateDistance",
        {"origin": STRING, "destination": STRING, "unit": STRING},
        thing(distance=NUMBER),
        effect="read",
    )
    for unit, low, high in (("km", 10_500, 10_800), ("miles", 6_500, 6_700)):
        out = world().call(tool, {"origin": "Osaka", "destination": "Montreal", "unit": unit}).result
        assert low < out["distance"] < high


def test_the_right_answer_is_one_of_the_choices() -> None:
    """Its index is in their range, and its text one of them."""
    question = {"questionId": STRING, "choices": TEXTS, "answerIndex": INTEGER, "correctAnswer": STRING}
    tool = make("getQuiz", {"quizId": STRING}, thing(quizId=STRING, questions=many(**question)))
    for seed in SEEDS:
        for each in world(seed).call(tool, {"quizId": "Q-1"}).result["questions"]:
            assert 0 <= each["answerIndex"] < len(each["choices"])
            assert each["correctAnswer"] in each["choices"]


def test_what_is_sent_of_a_draft_says_what_the_draft_says() -> None:
    """Recipients and subject are those of the draft."""
    draft = make("draftMail", {"to": TEXTS, "subject": STRING}, thing(draftId=STRING, to=TEXTS, subject=STRING))
    send = make("sendDraft", {"draftId": STRING}, thing(messageId=STRING, to=TEXTS, subject=STRING))
    for seed in SEEDS:
        here = world(seed)
        made = here.call(draft, {"to": ["ana.bello@example.com"], "subject": "Agenda"}).result
        sent = here.call(send, {"draftId": made["draftId"]}).result
        assert (sent["to"], sent["subject"]) == (["ana.bello@example.com"], "Agenda")


def test_a_room_is_booked_for_the_time_of_its_event() -> None:
    """Not for any other time of the room."""
    event = make("createEvent", {"title": STRING, "startsAt": MOMENT}, thing(eventId=STRING, startsAt=MOMENT))
    book = make("bookRoom", {"roomId": STRING, "eventId": STRING}, thing(reservationId=STRING, startsAt=MOMENT))
    here = world()
    made = here.call(event, {"title": "Kick-off", "startsAt": "2026-12-14T17:30:00+01:00"}).result
    assert here.call(book, {"roomId": "room_1", "eventId": made["eventId"]}).result["startsAt"] == made["startsAt"]


def test_what_was_shown_stays_whatever_is_shown_beside_it() -> None:
    """The highest number of a topic is the same in the list and in the topic, where the current one is told too."""
    lists = make("listTopics", {}, thing(topics=many(topicId=STRING, highestPostNumber=INTEGER)), effect="read")
    get = make(
        "getTopic", {"topicId": STRING}, thing(topicId=STRING, highestPostNumber=INTEGER, currentPostNumber=INTEGER)
    )
    for seed in range(20):
        here = world(seed)
        for topic in here.call(lists, {}).result["topics"]:
            out = here.call(get, {"topicId": topic["topicId"]}).result
            assert out["highestPostNumber"] == topic["highestPostNumber"]


def test_a_day_that_is_left_out_is_today_where_the_spec_says_so() -> None:
    """What is done today if no day is told was done today."""
    day = {**DATE, "description": "Date of execution. Today if left out."}
    returns = thing(transferId=STRING, amount=NUMBER, executeOn=DATE)
    tool = make("createTransfer", {"amount": NUMBER, "executeOn": day}, returns, required=["amount"])
    for seed in range(5):
        assert world(seed).call(tool, {"amount": 12.5}).result["executeOn"] == "2026-11-24"


def test_a_new_mail_has_no_attachments_of_its_own() -> None:
    """Nothing is attached to what was sent without."""
    mail = thing(messageId=STRING, subject=STRING, attachments=many(fileId=STRING, fileName=STRING))
    send = make("sendMail", {"subject": STRING}, thing(messageId=STRING, subject=STRING))
    get = make("getMail", {"messageId": STRING}, mail)
    for seed in range(5):
        here = world(seed)
        sent = here.call(send, {"subject": "Hello"}).result
        assert here.call(get, {"messageId": sent["messageId"]}).result["attachments"] == []


def test_free_times_are_free() -> None:
    """A list of free times shows none at which somebody is busy."""
    tool = make("findFreeTime", {"day": DATE}, thing(slots=many(startsAt=MOMENT, allAvailable={"type": "boolean"})))
    for seed in range(8):
        assert all(slot["allAvailable"] for slot in world(seed).call(tool, {"day": "2026-12-01"}).result["slots"])


def test_a_parcel_on_its_last_way_comes_today() -> None:
    """What is out for delivery is expected today, and a day lasts from sunrise to sunset."""
    states = {"enum": ["out_for_delivery"]}
    track = make(
        "trackShipment", {"trackingNumber": STRING}, thing(trackingNumber=STRING, state=states, expectedOn=DATE)
    )
    sun = make("getSunTimes", {"city": STRING}, thing(sunrise=MOMENT, sunset=MOMENT, dayLengthMinutes=INTEGER))
    for seed in range(5):
        assert world(seed).call(track, {"trackingNumber": "CK1"}).result["expectedOn"] == "2026-11-24"
        shown = world(seed).call(sun, {"city": "Lisbon"}).result
        rise, down = (datetime.fromisoformat(shown[key]) for key in ("sunrise", "sunset"))
        assert shown["dayLengthMinutes"] == (down - rise).seconds // 60


def test_the_weather_of_anything_is_weather() -> None:
    """A text that is called weather is one, whatever the tool is about."""
    tool = make("getZipInfo", {"zip": STRING}, thing(Code=STRING, Weather=STRING), effect="read")
    for seed in range(4):
        assert world(seed).call(tool, {"zip": "94103"}).result["Weather"]


def test_what_one_writes_goes_to_somebody_else() -> None:
    """An application keeps the address of who applies; a message about it goes to the same other person each time."""
    apply = make("applyForJob", {"jobId": STRING, "email": EMAIL}, thing(applicationId=STRING, status=STRING))
    write = make("sendMessageToRecruiter", {"applicationId": STRING, "text": STRING},
                 thing(applicationId=STRING, sentToEmail=EMAIL, sentAt=MOMENT))  # fmt: skip
    for seed in SEEDS:
        here = world(seed)
        made = here.call(apply, {"jobId": "job-1", "email": PERSON.email}).result["applicationId"]
        sent = [here.call(write, {"applicationId": made, "text": text}).result["sentToEmail"] for text in ("Hi", "Yes")]
        assert sent[0] == sent[1] != PERSON.email


def test_who_looks_for_one_word_finds_what_all_its_words_find() -> None:
    """`Halden` finds Halden Robotics, which the next call finds by its whole name, and no other one."""
    name = {"type": "string", "examples": ["Corvina Foods", "Halden Robotics"]}
    search = make("searchEmployers", {"name": name}, thing(employers=many(employerId=STRING, name=name)))
    for seed in SEEDS:
        desk = world(seed)
        broad = desk.call(search, {"name": "Halden"}).result["employers"]
        narrow = desk.call(search, {"name": "Halden Robotics"}).result["employers"]
        assert [each["name"] for each in narrow] == ["Halden Robotics"]
        assert narrow[0] in broad
