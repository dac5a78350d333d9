from __future__ import annotations

from tests.world.tools import INTEGER, NUMBER, STRING, TEXTS, make, many, thing, world

FLAG = {"type": "boolean"}
PERCENT = {"type": "integer", "minimum": 0, "maximum": 100}


def test_a_test_is_passed_by_its_score() -> None:
    """What was wrong is of what was answered, the score is of the rest, and the pass mark that was shown decides."""
    show = make("getQuiz", {"quizId": STRING}, thing(quizId=STRING, passPercent={**PERCENT, "minimum": 40}))
    returns = thing(quizId=STRING, scorePercent=PERCENT, hasPassed=FLAG, wrongQuestionIds=TEXTS)
    answers = many(questionId=STRING, choiceNumber=INTEGER)
    submit = make("submitQuiz", {"quizId": STRING, "answers": answers}, returns)
    given = [{"questionId": f"qst-{n}", "choiceNumber": 1} for n in range(4)]
    for seed in range(12):
        school = world(seed)
        mark = school.call(show, {"quizId": "q-1"}).result["passPercent"]
        out = school.call(submit, {"quizId": "q-1", "answers": given}).result
        assert set(out["wrongQuestionIds"]) <= {each["questionId"] for each in given}
        assert out["scorePercent"] == 100 - 25 * len(out["wrongQuestionIds"])
        assert out["hasPassed"] == (out["scorePercent"] >= mark)


def test_each_lesson_has_a_quiz_of_its_own() -> None:
    """No two lessons of a course share their quiz, though they share the course."""
    quiz = {"type": "string", "pattern": "^qiz-[0-9]{5}$"}
    tool = make("listLessons", {"courseId": STRING}, thing(lessons=many(lessonId=STRING, quizId=quiz)))
    for seed in range(6):
        lessons = world(seed).call(tool, {"courseId": "c-1"}).result["lessons"]
        assert len({each["quizId"] for each in lessons}) == len(lessons)


def test_what_is_not_required_is_of_no_kind_and_costs_nothing() -> None:
    """Where no visa is needed there is none to apply for; where one is, it is of some kind."""
    kind = {"type": "string", "enum": ["none", "electronic", "embassy"]}
    rule = thing(
        "fee", "applyUrl", visaRequired=FLAG, visaType=kind, fee=thing(amount=NUMBER, currency=STRING), applyUrl=STRING
    )
    tool = make("checkVisa", {"country": STRING}, rule)
    seen = set()
    for seed in range(30):
        out = world(seed).call(tool, {"country": "KE"}).result
        seen.add(out["visaRequired"])
        assert (out["visaType"] != "none") is out["visaRequired"]
        assert ("fee" in out, "applyUrl" in out) == (out["visaRequired"], out["visaRequired"])
    assert seen == {True, False}


def test_the_median_lies_well_between_lowest_and_highest() -> None:
    """A median pay is neither the lowest nor the highest of all."""
    pay = {"type": "number", "minimum": 15_000, "examples": [42_500, 60_500]}
    low, high = {**pay, "examples": [34_000, 48_000]}, {**pay, "examples": [58_000, 83_000]}
    tool = make("estimateSalary", {"title": STRING}, thing(lowest=low, median=pay, highest=high, currency=STRING))
    for seed in range(20):
        out = world(seed).call(tool, {"title": "nurse"}).result
        assert 0.2 < (out["median"] - out["lowest"]) / (out["highest"] - out["lowest"]) < 0.8


def test_names_state_no_other_length_than_a_thing_has() -> None:
    """Thirty days are four weeks, and a plan of eleven is not called so."""
    name = {"type": "string", "examples": ["Thirty days of running", "Run in 10 weeks", "Out of breath"]}
    weeks = {"type": "integer", "minimum": 2, "maximum": 24}
    tool = make("listCourses", {}, thing(courses=many(courseId=STRING, name=name, weeks=weeks)))
    made = make("createCourse", {"weeks": weeks}, thing(courseId=STRING, name=name, weeks=weeks))
    for seed in range(10):
        for each in world(seed).call(tool, {}).result["courses"]:
            stated = {"Thirty days of running": 4, "Run in 10 weeks": 10}.get(each["name"], each["weeks"])
            assert each["weeks"] == stated
        assert world(seed).call(made, {"weeks": 20}).result["name"] not in name["examples"][:2]


def test_pay_is_told_in_the_size_of_its_currency() -> None:
    """What is lowest, middle and highest beside a currency is an amount in it."""
    pay = {"type": "number", "examples": [42_500, 60_500]}
    asks = {"title": STRING, "currency": STRING}
    tool = make("estimateSalary", asks, thing(lowest=pay, median=pay, highest=pay, currency=STRING))
    out = world().call(tool, {"title": "nurse", "currency": "JPY"}).result
    assert 3_000_000 < out["lowest"] <= out["median"] <= out["highest"]


def test_where_people_travel_freely_nobody_needs_a_visa() -> None:
    """Within the European Union, between neighbours that let each other in, and where one country lets many in."""
    asks = {"nationality": STRING, "destinationCountry": STRING}
    tool = make("checkVisa", asks, thing(destinationCountry=STRING, visaRequired=FLAG))
    for seed in range(6):
        for whose, where in (("PL", "IT"), ("AU", "NZ"), ("BR", "AR"), ("CA", "JP")):
            asked = {"nationality": whose, "destinationCountry": where}
            assert not world(seed).call(tool, asked).result["visaRequired"]


def test_answers_are_those_of_their_question() -> None:
    """Where a spec shows a list of answers for each question, they stay together, and a test is on one matter."""
    questions = ["What is an SQL join?", "What sorts in SQL?", "How many notes has a chord?", "What is a piano chord?"]
    answers = [["rows", "tables"], ["ORDER BY", "HAVING"], ["Three", "None"], ["Notes together", "A key"]]
    text, choices = {"type": "string", "examples": questions}, {"type": "array", "items": STRING, "examples": answers}
    asked = many(questionId=STRING, text=text, choices=choices)
    tool = make("getQuiz", {"quizId": STRING}, thing(quizId=STRING, questions=asked))
    for seed in range(8):
        shown = world(seed).call(tool, {"quizId": "q-1"}).result["questions"]
        assert all(each["choices"] == answers[questions.index(each["text"])] for each in shown)
        assert len({questions.index(each["text"]) // 2 for each in shown}) == 1 or len(shown) > 2


def test_nobody_needs_a_visa_for_their_own_country() -> None:
    """Who is from Peru goes to Peru as they are."""
    rules = make("get_visa_rules", {"nationality": STRING, "destinationCountry": STRING}, thing(visaRequired=FLAG))
    for seed in range(6):
        assert (
            world(seed).call(rules, {"nationality": "PE", "destinationCountry": "PE"}).result["visaRequired"] is False
        )


QUESTIONS = ["What is an SQL join?", "What sorts in SQL?", "What counts in SQL?", "What is a chord of a piano?"]
ANSWERS = [["rows", "tables"], ["HAVING", "ORDER BY"], ["COUNT", "SUM"], ["Notes together", "A key"]]
CHOICE = {"type": "string", "examples": ["rows", "ORDER BY", "COUNT", "Notes together"]}
CHOICES = {"type": "array", "items": CHOICE, "examples": ANSWERS}
ASKED = many(questionId=STRING, text={"type": "string", "examples": QUESTIONS}, choices=CHOICES)
GET_QUIZ = make("getQuiz", {"quizId": STRING}, thing(quizId=STRING, passPercent=PERCENT, questions=ASKED))
SUBMIT_QUIZ = make(
    "submitQuiz",
    {"quizId": STRING, "answers": many(questionId=STRING, choiceNumber=INTEGER)},
    thing(quizId=STRING, scorePercent=PERCENT, hasPassed=FLAG, wrongQuestionIds=TEXTS),
)


def test_the_questions_that_were_shown_say_what_is_right() -> None:
    """The choice that a spec shows as an answer is right, and what nobody answers brings no points."""
    seen = set()
    for seed in range(12):
        school = world(seed)
        shown = school.call(GET_QUIZ, {"quizId": "q-1"}).result["questions"]
        first = shown[0]
        right = next(n for n, each in enumerate(first["choices"], 1) if each in CHOICE["examples"])
        for number in (right, 3 - right):
            given = [{"questionId": first["questionId"], "choiceNumber": number}]
            out = school.call(SUBMIT_QUIZ, {"quizId": "q-1", "answers": given}).result
            others = [each["questionId"] for each in shown[1:]]
            assert out["wrongQuestionIds"] == (others if number == right else [first["questionId"], *others])
            assert out["scorePercent"] == (round(100 / len(shown)) if number == right else 0)
        seen.add(len(shown))
    assert max(seen) > 1


def test_a_test_asks_nothing_twice() -> None:
    """The questions of a quiz differ, though its spec shows few on one matter."""
    for seed in range(20):
        texts = [each["text"] for each in world(seed).call(GET_QUIZ, {"quizId": "q-1"}).result["questions"]]
        assert len({*texts}) == len(texts)


def test_a_quiz_is_on_what_its_course_is_on() -> None:
    """No lesson on the piano asks how to sketch a house: of other matters there are questions on learning it."""
    questions = [*QUESTIONS, "What do you do first when sketching a house?"]
    asked = many(
        questionId=STRING,
        text={"type": "string", "examples": questions},
        choices={"type": "array", "items": STRING, "examples": [*ANSWERS, ["Look", "Draw"]]},
    )
    search = make("searchCourses", {"query": STRING}, thing(courses=many(courseId=STRING, title=STRING)))
    lessons = make("listLessons", {"courseId": STRING}, thing(lessons=many(lessonId=STRING, title=STRING)))
    lesson = make("getLesson", {"lessonId": STRING}, thing(lessonId=STRING, title=STRING, quizId=STRING))
    quiz = make("getQuiz", {"quizId": STRING}, thing(quizId=STRING, questions=asked))
    for seed in range(6):
        for topic, fitting in (("sourdough", ()), ("jazz piano", questions[3:4])):
            school = world(seed)
            course = school.call(search, {"query": topic}).result["courses"][0]["courseId"]
            first = school.call(lessons, {"courseId": course}).result["lessons"][0]["lessonId"]
            shown = school.call(lesson, {"lessonId": first}).result["quizId"]
            for each in school.call(quiz, {"quizId": shown}).result["questions"]:
                assert topic in each["text"] or each["text"] in fitting
                assert len(each["choices"]) == 3 or each["text"] in fitting
