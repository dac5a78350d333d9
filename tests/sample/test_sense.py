"""Links that nobody would follow, by the names of the tools."""

from __future__ import annotations

from toolgraph.sample.sense import is_in_vain


def test_nobody_does_once_more_what_they_have_done() -> None:
    """Who is enrolled does not enrol; who applied can still write to the company."""
    assert is_in_vain("learning/list_enrolments", "learning/enrol_in_course", "course_id")
    assert is_in_vain("news/list_subscriptions", "news/subscribe_to_letter", "letter_id")
    assert is_in_vain("learning/mark_lesson_done", "learning/enrol_in_course", "course_id")
    assert not is_in_vain("learning/list_enrolments", "learning/list_lessons", "course_id")


def test_nobody_judges_what_they_have_only_found() -> None:
    """A course is reviewed by whoever takes it, not by whoever found or began it this minute."""
    assert is_in_vain("learning/search_courses", "learning/review_course", "course_id")
    assert is_in_vain("learning/enrol_in_course", "learning/review_course", "course_id")
    assert not is_in_vain("learning/list_enrolments", "learning/review_course", "course_id")
