"""Texts that belong together: messages by turns, the two sides of a card, what is written of a thing."""

from __future__ import annotations

from itertools import pairwise

from tests.world.tools import INTEGER, MOMENT, NUMBER, STRING, TEXTS, make, many, thing, world

SEEDS = range(10)


def _shown(*examples: str) -> dict[str, object]:
    return {"type": "string", "examples": list(examples)}


_MESSAGE = {"authorName": STRING, "text": _shown("We have reset the gateway.", "It works now."), "sentAt": MOMENT}
_TICKET = {"ticketId": STRING, "subject": STRING, "status": {"enum": ["open", "solved"]}, "requesterName": STRING}
GET = make("getTicket", {"ticketId": STRING}, thing(**_TICKET, messages=many(**_MESSAGE)))


def test_messages_answer_each_other() -> None:
    """The first names the matter, each is later than the one before, and no text is said twice."""
    for seed in SEEDS:
        shown = world(seed).call(GET, {"ticketId": "T-1"}).result
        texts = [m["text"] for m in shown["messages"]]
        assert shown["subject"].strip("?.!") in texts[0]
        assert len(set(texts)) == len(texts)
        times = [m["sentAt"] for m in shown["messages"]]
        assert times == sorted(set(times))
        authors = [m["authorName"] for m in shown["messages"]]
        assert all(one != other for one, other in pairwise(authors))


def test_comments_are_as_many_as_the_issue_says() -> None:
    """The count beside a thing is that of its list, and comments of one issue are different ones."""
    issue = thing(issueId=STRING, title=STRING, commentCount=INTEGER)
    get = make("getIssue", {"issueId": STRING}, thing(issue=issue, comments=many(commentId=STRING, text=STRING)))
    for seed in SEEDS:
        shown = world(seed).call(get, {"issueId": "ISS-1"}).result
        texts = [c["text"] for c in shown["comments"]]
        assert shown["issue"]["commentCount"] == len(texts) == len(set(texts))


def test_the_back_of_a_card_is_that_of_its_front() -> None:
    """Examples of a pair are shown together."""
    pairs = {"o pão": "bread", "LEFT JOIN": "all rows of the left table", "Cmaj7": "C E G B"}
    cards = many(front=_shown(*pairs), back=_shown(*pairs.values()))
    get = make("getDueCards", {"deckId": STRING}, thing(cards=cards))
    for seed in SEEDS:
        for card in world(seed).call(get, {"deckId": "d1"}).result["cards"]:
            assert pairs[card["front"]] == card["back"]


def test_a_text_is_about_what_a_thing_is_called() -> None:
    """Of the spec's examples that one is shown that speaks of the title, or stands in its place."""
    bodies = {
        "Totals in JPY are shown with two decimals": "Amounts in JPY have no decimals.",
        "Export reports as CSV": "Finance opens monthly reports in a spreadsheet.",
        "Motor stalls after cold start": "Steps: power off overnight, then move axis 4.",
    }
    pull = thing(pullNumber=INTEGER, title=_shown(*bodies), body=_shown(*bodies.values()))
    get = make("getPull", {"pullNumber": INTEGER}, pull)
    for seed in SEEDS:
        shown = world(seed).call(get, {"pullNumber": 7}).result
        if shown["title"] in bodies:
            assert shown["body"] == bodies[shown["title"]]


def test_what_a_call_asks_for_is_not_what_it_shows() -> None:
    """A review is requested for a pull request, which is titled as such and was there before."""
    pull = thing(number=INTEGER, title=_shown("Warm up motors"), createdAt=MOMENT)
    request = make("request_review", {"repository_id": STRING, "pull_request_number": INTEGER, "login": STRING}, pull)
    get = make("get_pull_request", {"repository_id": STRING, "pull_request_number": INTEGER}, pull)
    for seed in SEEDS:
        here, asked = world(seed), {"repository_id": "repo_1", "pull_request_number": 7}
        first = here.call(request, {**asked, "login": "anna"}).result
        assert first["title"] == "Warm up motors"
        assert first["createdAt"] < "2026-11-24T09:15"
        assert here.call(get, asked).result == first


def test_an_answer_is_another_message() -> None:
    """It has its own id and time, goes to who wrote, and is of the same matter."""
    mail = {"messageId": STRING, "subject": STRING, "senderEmail": {"type": "string", "format": "email"}}
    get = make("getMail", {"messageId": STRING}, thing(**mail))
    sent = thing(messageId=STRING, to=TEXTS, subject=STRING, sentAt=MOMENT)
    reply = make("replyToMail", {"messageId": STRING, "body": STRING}, sent)
    for seed in SEEDS:
        here = world(seed)
        got = here.call(get, {"messageId": "msg_1"}).result
        answer = here.call(reply, {"messageId": "msg_1", "body": "Yes, gladly."}).result
        assert answer["messageId"] != "msg_1"
        assert answer["to"] == [got["senderEmail"]]
        assert answer["subject"] == f"Re: {got['subject']}"
        assert here.call(get, {"messageId": "msg_1"}).result == got


def test_a_new_repository_has_its_main_branch_alone() -> None:
    """The default of a whole is one of its parts, and nothing else is in what was made just now."""
    repository = thing(repositoryId=STRING, name=STRING, defaultBranch={"type": "string", "examples": ["main"]})
    create = make("createRepository", {"name": STRING}, repository)
    branches = make("listBranches", {"repositoryId": STRING}, thing(branches=many(name=STRING, sha=STRING)))
    for seed in SEEDS:
        here = world(seed)
        made = here.call(create, {"name": "grid"}).result
        shown = here.call(branches, {"repositoryId": made["repositoryId"]}).result["branches"]
        assert [branch["name"] for branch in shown] == [made["defaultBranch"]]


def test_what_has_an_ending_is_a_file() -> None:
    """No folder is called `README.md`, and no path is listed twice."""
    paths = _shown("README.md", "src/ledger/rounding.py", "package.json", "docs/install.md")
    files = thing(files=many(path=paths, kind={"type": "string", "enum": ["file", "folder"]}))
    get = make("listFiles", {"repositoryId": STRING}, files)
    for seed in SEEDS:
        shown = world(seed).call(get, {"repositoryId": "repo_1"}).result["files"]
        assert all((each["kind"] == "file") == ("." in each["path"]) for each in shown)
        assert len({each["path"] for each in shown}) == len(shown)


def test_nothing_has_taken_time_before_it_began() -> None:
    """A job that waits and a run that was started just now have lasted no second."""
    job = thing(jobId=STRING, status={"enum": ["pending", "passed"]}, durationSeconds=INTEGER)
    get = make("getJob", {"jobId": STRING}, job)
    for seed in SEEDS:
        shown = world(seed).call(get, {"jobId": "j1"}).result
        assert (shown["durationSeconds"] == 0) == (shown["status"] == "pending")


def test_budgets_are_of_one_category_each() -> None:
    """Nobody has two budgets for groceries."""
    kinds = {"type": "string", "enum": ["groceries", "travel", "transport", "fun", "home"]}
    budget = {"budgetId": STRING, "category": kinds, "monthlyLimit": NUMBER}
    create = make("createBudget", {"category": kinds, "monthlyLimit": NUMBER}, thing(**budget))
    show = make("listBudgets", {}, thing(budgets=many(**budget)))
    for seed in SEEDS:
        here = world(seed)
        here.call(create, {"category": "groceries", "monthlyLimit": 300})
        shown = [b["category"] for b in here.call(show, {}).result["budgets"]]
        assert len(set(shown)) == len(shown)


def test_mails_and_tickets_are_on_what_their_subject_says() -> None:
    """An invoice brings no plan of a trip, and a ticket is about a fault or question, not the agenda of a meeting."""
    snippet = _shown("See you on Monday.", "Thank you for the pictures.")
    named = _shown("Invoice for the sluice", "Photos from Lisbon")
    mails = make(
        "search_mail", {"query": STRING}, thing(messages=many(messageId=STRING, subject=named, snippet=snippet))
    )
    subject = _shown("Sensor offline since Monday")
    tickets = make("list_tickets", {}, thing(tickets=many(ticketId=STRING, subject=subject, status=STRING)))
    for seed in SEEDS:
        for mail in world(seed).call(mails, {"query": "invoice"}).result["messages"]:
            assert any(word in mail["snippet"] for word in ("invoice", "question", "help", "understand"))
        for ticket in world(seed).call(tickets, {}).result["tickets"]:
            assert not any(word in ticket["subject"] for word in ("Agenda", "Minutes", "Contract", "Photos", "trip"))


def test_the_cards_of_a_deck_are_on_its_name() -> None:
    """A deck of words holds words of some language, no chords, and a deck is no second part of a lesson."""
    pairs = {
        "bread (Portuguese)": "pão",
        "SQL: COUNT(*)": "counts rows",
        "Cmaj7 chord": "C E G B",
        "G7 chord": "G B D F",
    }
    names = {"type": "string", "examples": ["Market words"]}
    decks = make("list_card_decks", {}, thing(decks=many(deck_id=STRING, name=names)))
    cards = many(front=_shown(*pairs), back=_shown(*pairs.values()))
    due = make("get_due_cards", {"deck_id": STRING}, thing(deck_id=STRING, cards=cards))
    found = []
    for seed in range(10):
        desk = world(seed)
        for deck in desk.call(decks, {}).result["decks"]:
            fronts = [c["front"] for c in desk.call(due, {"deck_id": deck["deck_id"]}).result["cards"]]
            found.append(deck["name"])
            assert deck["name"] != "Market words" or set(fronts) == {"bread (Portuguese)"}
    assert "Market words" in found


def test_the_subject_of_a_course_is_one_that_its_name_allows() -> None:
    """Where its name speaks of none of them, and rules one out, all courses of one name have the same wide one."""
    subjects = {"type": "string", "enum": ["languages", "programming", "music", "business", "science", "crafts"]}
    found = thing(courses=many(course_id=STRING, title=STRING, subject=subjects))
    courses = make("search_courses", {"query": STRING}, found)
    told = [c for seed in range(10) for c in world(seed).call(courses, {"query": "city cycling"}).result["courses"]]
    assert {c["subject"] for c in told if "cycling" in c["title"]} == {"crafts"}
