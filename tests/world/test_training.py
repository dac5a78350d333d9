"""Training plans and workouts: built of what was told, from the first day on, with an effort that follows the sport."""

from __future__ import annotations

from tests.world.tools import DATE, INTEGER, NUMBER, STRING, TEXTS, make, many, thing, world

LEVEL = {"type": "string", "enum": ["beginner", "intermediate", "advanced"]}
GOAL = {"type": "string", "enum": ["endurance", "strength"]}
NAME = {"type": "string", "examples": ["First 5 kilometres", "Stronger back"]}
TITLE = {"type": "string", "examples": ["Easy run", "Legs and core"]}
EXERCISES = make(
    "searchExercises",
    {"query": STRING, "level": LEVEL},
    thing(exercises=many(exerciseId=STRING, name=STRING, level=LEVEL)),
)
PLAN = make(
    "createTrainingPlan",
    {"goal": GOAL, "weeks": INTEGER, "sessionsPerWeek": INTEGER, "startDate": DATE, "favouriteExerciseIds": TEXTS},
    thing(planId=STRING, name=NAME, goal=GOAL, weeks=INTEGER, sessionsPerWeek=INTEGER, level=LEVEL),
)
WEEK = make(
    "getTrainingPlan",
    {"planId": STRING, "week": INTEGER},
    thing(planId=STRING, week=INTEGER, sessions=many(date=DATE, title=TITLE, exerciseIds=TEXTS)),
)
SPORT = {"type": "string", "enum": ["run", "walk", "swim"]}
WORKOUT = make(
    "logWorkout",
    {"sport": SPORT, "durationMinutes": INTEGER},
    thing(workoutId=STRING, sport=SPORT, durationMinutes=INTEGER, distanceKm=NUMBER, energyKcal=INTEGER),
)


def test_a_plan_is_of_what_it_was_built_of() -> None:
    """It has the level of its exercises and their goal in its name; its sessions begin on its first day."""
    for seed in range(8):
        coach = world(seed)
        ids = [
            e["exerciseId"] for e in coach.call(EXERCISES, {"query": "plank", "level": "advanced"}).result["exercises"]
        ]
        told = {"goal": "endurance", "weeks": 3, "sessionsPerWeek": 2, "startDate": "2026-12-07"}
        plan = coach.call(PLAN, {**told, "favouriteExerciseIds": ids[:2]}).result
        assert plan["level"] == "advanced"
        assert "endurance" in plan["name"].lower()
        sessions = coach.call(WEEK, {"planId": plan["planId"], "week": 2}).result["sessions"]
        assert [each["date"] for each in sessions] == ["2026-12-14", "2026-12-17"]
        assert all(each["exerciseIds"] == ids[:2] and "mistakes" not in each["title"] for each in sessions)


def test_a_workout_uses_what_its_sport_and_length_do() -> None:
    """A short walk uses little, a long swim more, and a run more a minute than either."""
    for seed in range(8):
        coach = world(seed)
        minutes = {"walk": 20, "swim": 85, "run": 40}
        did = {s: coach.call(WORKOUT, {"sport": s, "durationMinutes": m}).result for s, m in minutes.items()}
        used = {sport: each["energyKcal"] for sport, each in did.items()}
        assert 1 < did["walk"]["distanceKm"] < 2.5
        assert 60 < used["walk"] < 120
        assert 600 < used["swim"] < 900
        assert used["run"] / 40 > used["swim"] / 85


def test_exercises_and_courses_are_as_they_are_called() -> None:
    """A run trains the legs, and nothing for beginners is of another level."""
    muscles = {"type": "string", "enum": ["legs", "back", "chest", "core", "arms", "whole_body"]}
    exercises = many(exerciseId=STRING, name=STRING, muscleGroup=muscles)
    find = make("searchExercises", {"query": STRING}, thing(exercises=exercises))
    courses = many(courseId=STRING, title=STRING, level=LEVEL)
    learn = make("searchCourses", {"query": STRING, "level": LEVEL}, thing(courses=courses))
    for seed in range(8):
        shown = world(seed).call(find, {"query": "interval run"}).result["exercises"]
        assert {each["muscleGroup"] for each in shown} == {"legs"}
        titles = [
            c["title"] for c in world(seed).call(learn, {"query": "piano", "level": "intermediate"}).result["courses"]
        ]
        assert not any("beginner" in t or "Intro" in t or "Advanced" in t for t in titles)
        assert len(set(titles)) == len(titles) > 1


def test_a_heart_beats_as_fast_as_a_sport_is_hard() -> None:
    """Slower on a walk than on a run; and where nothing has a distance, all comes to none."""
    sport = {"type": "string", "enum": ["run", "walk", "yoga"]}
    rate = {**INTEGER, "minimum": 70, "maximum": 190}
    own = {"workoutId": STRING, "sport": sport, "durationMinutes": INTEGER, "distanceKm": NUMBER}
    workouts = {"type": "array", "items": thing("distanceKm", **own, energyKcal=INTEGER, averageHeartRate=rate)}
    listed = make("listWorkouts", {}, thing(workouts=workouts, totalDistanceKm=NUMBER), description="List my workouts")
    for seed in range(8):
        result = world(seed).call(listed, {}).result
        rates = {w["sport"]: w["averageHeartRate"] for w in result["workouts"]}
        assert rates.get("yoga", 0) < rates.get("walk", 100) + 1 < rates.get("run", 130)
        far = sum(w.get("distanceKm", 0) for w in result["workouts"])
        assert abs(result["totalDistanceKm"] - far) < 0.05
