"""A question is answered in a later turn than it is shown in."""

from __future__ import annotations

import pytest

from tests.plan.test_fitting_values import link, planned, thing
from tests.world.tools import STRING, make, many

QUESTION = {"type": "string", "pattern": "^qst-[0-9]{6}$"}
NUMBER = {"type": "integer", "minimum": 1, "maximum": 6}


@pytest.mark.parametrize("mix", ["multistep", "bfcl"])
@pytest.mark.parametrize("seed", range(6))
def test_nobody_answers_a_question_that_they_have_not_seen(seed: int, mix: str) -> None:
    """Whether the quiz is taken the first time, or once more."""
    quiz = {"type": "string", "pattern": "^qiz-[0-9]{5}$"}
    listed = make("list_quizzes", {}, many(quiz_id=quiz, title=STRING), description="List my quizzes")
    asked = many(question_id=QUESTION, text=STRING)
    show = make("get_quiz", {"quiz_id": quiz}, thing(quiz_id=quiz, questions=asked), description="Show a quiz")
    answers = {"type": "array", "minItems": 1, "items": thing(question_id=QUESTION, choice_number=NUMBER)}
    hand_in = make("submit_quiz", {"answers": answers}, thing(score=NUMBER), effect="write", description="Hand it in")
    links = (link(1, "quiz_id", 0, "[].quiz_id"), link(2, "answers[].question_id", 1, "questions[].question_id"))
    plan = planned([listed, show, hand_in], *links, seed=seed, mix=mix)
    for turn in plan.turns:
        tools = [call.tool for step in turn.steps for call in step if call.ok]
        assert not {show.id, hand_in.id} <= set(tools)
