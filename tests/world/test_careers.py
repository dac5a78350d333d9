"""Somebody's CVs, applications and recommended jobs are of one trade; interviews are at work, one after the other."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from tests.world.tools import CLOCK, DATE, INTEGER, MOMENT, PERSON, STRING, TEXTS, make, many, thing, world
from toolgraph.models.tool import Tool
from toolgraph.world.careers import _TRADES
from toolgraph.world.simulated import SimulatedWorld

TITLE = {"type": "string", "description": "Job title", "examples": ["Data engineer", "Pastry chef", "Warehouse lead"]}


def _trade(title: str) -> int:
    bare = title.removeprefix("Senior ").removeprefix("Junior ").removeprefix("Deputy ").casefold()
    known = [[job.casefold().removeprefix("senior ") for job in jobs.split("|")] for jobs, _ in _TRADES]
    return next(n for n, jobs in enumerate(known) if bare in jobs)


def test_what_suits_somebody_is_of_their_trade() -> None:
    """What is recommended, kept and applied for, and what a CV says, are jobs of one trade."""
    jobs = many(jobId=STRING, title=TITLE)
    found = make("recommendJobs", {"cvId": STRING}, thing(jobs=jobs), effect="read")
    kept = make("listSavedJobs", {}, thing(jobs=jobs))
    applied = make("listApplications", {}, thing(applications=many(applicationId=STRING, jobId=STRING, jobTitle=TITLE)))
    open_job = make("getJob", {"jobId": STRING}, thing(jobId=STRING, title=TITLE))
    told = thing(cvId=STRING, name=STRING, skills=TEXTS, lastJobTitle=TITLE)
    imported = make("importCv", {"fileUrl": {"type": "string", "format": "uri"}}, told)
    for seed in range(4):
        site = world(seed)
        cv = site.call(imported, {"fileUrl": "https://files.example.com/cv.pdf"}).result
        titles = [cv["lastJobTitle"]]
        titles += [job["title"] for job in site.call(found, {"cvId": cv["cvId"]}).result["jobs"]]
        titles += [job["title"] for job in site.call(kept, {}).result["jobs"]]
        listed = site.call(applied, {}).result["applications"]
        titles += [each["jobTitle"] for each in listed]
        assert len({_trade(title) for title in titles}) == 1
        assert {*cv["skills"]} <= {*_TRADES[_trade(titles[0])][1].split("|")}
        assert site.call(open_job, {"jobId": listed[0]["jobId"]}).result["title"] == listed[0]["jobTitle"]


def test_no_cv_is_of_a_year_to_come() -> None:
    """What is called after 2031 is no CV of today."""
    names = {"type": "string", "examples": ["CV 2031"]}
    listed = make("listCvs", {}, thing(cvs=many(cvId=STRING, name=names, updatedOn=DATE)))
    shown = world().call(listed, {}).result["cvs"]
    assert {each["name"] for each in shown if "20" in each["name"]} <= {f"CV {CLOCK.year}"}


def test_interviews_are_at_work_and_one_after_the_other() -> None:
    """No time is offered on a Sunday, nor one at which another interview is confirmed already."""
    times = many(timeId=STRING, startsAt=MOMENT)
    listed = make("listInterviewTimes", {"applicationId": STRING}, thing(times=times))
    told = thing(interviewId=STRING, applicationId=STRING, startsAt=MOMENT, durationMinutes=INTEGER)
    confirm = make("confirmInterview", {"applicationId": STRING, "timeId": STRING}, told)
    for seed in range(12):
        site, taken = world(seed), []
        for application in ("app-1", "app-2", "app-3"):
            for each in site.call(listed, {"applicationId": application}).result["times"]:
                start = datetime.fromisoformat(each["startsAt"])
                assert start.weekday() < 5
                assert not any(first <= start < last for first, last in taken)
            named = {"applicationId": application, "timeId": each["timeId"]}
            new = site.call(confirm, named).result
            start = datetime.fromisoformat(new["startsAt"])
            taken.append((start, start + timedelta(minutes=20)))


def test_a_cv_is_of_what_somebody_does(catalogue: list[Tool]) -> None:
    """An electrician hands in the CV of one, and is told of jobs of their trade."""
    tool = next(tool for tool in catalogue if tool.id == "jobs/importCv")
    for seed, (work, said) in enumerate((("electrician", "lectrician"), ("nurse on the night shift", "urse"))):
        here = SimulatedWorld(seed=seed, clock=CLOCK, locale="en_GB", person=replace(PERSON, work=work))
        cv = here.call(tool, {"fileUrl": "https://files.example.com/own-cv.pdf"}).result
        assert said in cv["lastJobTitle"]


def test_the_best_match_comes_first_and_is_where_somebody_lives() -> None:
    """What suits best is most like what was done last; nobody trains a senior; all CVs end in one job."""
    match = {"type": "integer", "minimum": 30, "maximum": 100}
    why = {"type": "string", "description": "Why it suits", "examples": ["Same field as your last job"]}
    jobs = many(jobId=STRING, title=TITLE, city=STRING, matchPercent=match, why=why)
    jobs["description"] = "Jobs, best match first"
    found = make("recommendJobs", {"cvId": STRING}, thing(jobs=jobs), effect="read")
    told = thing(cvId=STRING, name=STRING, lastJobTitle=TITLE)
    imported = make("importCv", {"fileUrl": {"type": "string", "format": "uri"}}, told)
    for seed in range(8):
        electrician = replace(PERSON, work="electrician")
        site = SimulatedWorld(seed=seed, clock=CLOCK, locale="en_GB", person=electrician)
        last = {
            site.call(imported, {"fileUrl": f"https://files.example.com/{n}.pdf"}).result["lastJobTitle"] for n in "ab"
        }
        assert len(last) == 1
        for cv in ("cv-1", "cv-2"):
            rows = site.call(found, {"cvId": cv}).result["jobs"]
            percents = [row["matchPercent"] for row in rows]
            assert percents == sorted(percents, reverse=True)
            assert {row["city"] for row in rows} == {PERSON.city}
            assert all("lectrician" in row["title"] for row in rows)
            assert not any("newcomers" in row["why"] for row in rows if "Junior" not in row["title"])


def test_a_job_was_offered_before_somebody_applied_for_it() -> None:
    """Nobody applies for what is posted weeks later."""
    listed = make(
        "listApplications",
        {},
        thing(applications=many(applicationId=STRING, jobId=STRING, jobTitle=TITLE, appliedOn=DATE)),
    )
    job = make("getJob", {"jobId": STRING}, thing(jobId=STRING, title=TITLE, postedOn=DATE))
    for seed in range(10):
        site = world(seed)
        for each in site.call(listed, {}).result["applications"]:
            assert site.call(job, {"jobId": each["jobId"]}).result["postedOn"] < each["appliedOn"]


def test_few_but_nurses_speak_of_shifts() -> None:
    """What somebody says of an employer is of the work that they do there."""
    bad = {"type": "string", "description": "What is bad", "examples": ["Little parking", "Shifts change late"]}
    reviews = many(stars=INTEGER, jobTitle=TITLE, badSides=bad)
    listed = make("listEmployerReviews", {"employerId": STRING, "jobTitle": TITLE}, thing(reviews=reviews))
    for seed in range(10):
        asked = {"employerId": "emp-1", "jobTitle": "Data engineer"}
        said = {each["badSides"] for each in world(seed).call(listed, asked).result["reviews"]}
        assert said <= {"Little parking"}
