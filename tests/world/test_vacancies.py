"""A job offer is what its title lets one expect: where it is done, by what contract, for whom and for how much."""

from __future__ import annotations

from tests.world.tools import INTEGER, NUMBER, PERSON, STRING, make, many, thing, world

CONTRACT = {"type": "string", "enum": ["permanent", "part_time", "internship", "freelance"]}
PAY = {**NUMBER, "minimum": 3_000, "maximum": 160_000, "multipleOf": 500, "examples": [38_000, 52_000, 71_000]}
ASKED = {"type": "string", "examples": ["Three years of experience", "SQL and Python", "Driving licence"]}
INDUSTRY = {"type": "string", "enum": ["software", "design", "health", "hospitality", "logistics", "education"]}
JOB = {
    "jobId": STRING,
    "title": STRING,
    "employerId": STRING,
    "employerName": STRING,
    "contractType": CONTRACT,
    "isRemote": {"type": "boolean"},
    "salaryFrom": PAY,
    "requirements": {"type": "array", "items": ASKED},
}
SEARCH = make("searchJobs", {"query": STRING}, thing(jobs=many(**JOB)))
GET = make("getEmployer", {"employerId": STRING}, thing(employerId=STRING, name=STRING, industry=INDUSTRY))
FIND = make(
    "searchEmployers",
    {"name": STRING},
    thing(employers=many(employerId=STRING, name=STRING, industry=INDUSTRY, employeeCount=INTEGER)),
)


def test_a_nurse_works_at_the_bed_of_the_patient() -> None:
    """Nobody nurses from home, needs SQL for that or does it for a carmaker, and no intern is called senior."""
    for seed in range(10):
        for trade in ("nurse", "pastry chef"):
            for job in world(seed).call(SEARCH, {"query": trade}).result["jobs"]:
                assert not job["isRemote"]
                assert "SQL and Python" not in job["requirements"]
                assert job["contractType"] != "internship"
                assert not job["employerName"].endswith(("Motors", "Software", "Robotics", "Energy"))
                if "Junior" in job["title"]:
                    assert "Three years of experience" not in job["requirements"]


def test_internships_are_of_no_seniors() -> None:
    """Who looks for an internship finds none for somebody who leads."""
    search = make("searchJobs", {"query": STRING, "contractType": CONTRACT}, thing(jobs=many(**JOB)))
    for seed in range(8):
        jobs = world(seed).call(search, {"query": "forklift", "contractType": "internship"}).result["jobs"]
        assert {job["contractType"] for job in jobs} == {"internship"}
        assert not any(job["title"].startswith(("Senior", "Lead")) for job in jobs)


def test_a_senior_earns_more_than_a_junior() -> None:
    """Titles of one trade pay in their order, most of the time."""
    above, both = 0, 0
    for seed in range(20):
        jobs = world(seed).call(SEARCH, {"query": "designer"}).result["jobs"]
        whole = [job for job in jobs if job["contractType"] != "part_time"]
        paid = {job["title"].split()[0]: job["salaryFrom"] for job in whole}
        if {"Senior", "Junior"} <= paid.keys():
            above, both = above + (paid["Senior"] > paid["Junior"]), both + 1
    assert above > both * 0.8 > 0


def test_a_company_is_in_the_industry_that_its_name_tells_or_near_it() -> None:
    """Robotics are no school, though no industry of the spec is theirs."""
    for seed in range(8):
        for name, wanted in (("Halden Robotics", "software"), ("Brightwater Energy", "software")):
            shown = world(seed).call(FIND, {"name": name}).result["employers"]
            assert {each["industry"] for each in shown} == {wanted}


WHY = {
    "type": "string",
    "examples": ["Five of six required skills", "Same field as your last job", "Short way to work"],
}
IMPORT = make(
    "importCv",
    {"fileUrl": STRING},
    thing(
        cvId=STRING, skills={"type": "array", "items": ASKED}, lastJobTitle={"type": "string", "enum": ["Architect"]}
    ),
)
SUITING = make("recommendJobs", {"cvId": STRING}, thing(jobs=many(jobId=STRING, title=STRING, city=STRING, why=WHY)))


def test_a_job_suits_for_what_the_cv_says() -> None:
    """A baker's job is not in the field of an architect, nor are five skills among the three of a CV."""
    neutral = 0
    for seed in range(10):
        one = world(seed)
        cv = one.call(IMPORT, {"fileUrl": "https://files.example.com/cv.pdf"}).result["cvId"]
        for job in one.call(SUITING, {"cvId": cv}).result["jobs"]:
            assert job["why"] != "Five of six required skills"
            assert job["why"] != "Same field as your last job" or "rchitect" in job["title"]
            assert job["why"] != "Short way to work" or job["city"] == PERSON.city
            neutral += job["why"] not in WHY["examples"]
    assert neutral


def test_half_the_time_is_paid_by_half() -> None:
    """A post of part-time pays less than one of the same title that is permanent."""
    search = make("searchJobs", {"query": STRING, "contractType": CONTRACT}, thing(jobs=many(**JOB)))
    paid = {
        kind: [
            job["salaryFrom"]
            for seed in range(20)
            for job in world(seed).call(search, {"query": "designer", "contractType": kind}).result["jobs"]
        ]
        for kind in ("part_time", "permanent")
    }
    half, whole = (sum(each) / len(each) for each in (paid["part_time"], paid["permanent"]))
    assert half < whole * 0.7
