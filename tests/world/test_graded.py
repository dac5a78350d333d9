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
