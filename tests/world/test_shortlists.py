"""Lists that somebody keeps: what is counted is what is on them."""

from __future__ import annotations

from tests.world.tools import INTEGER, STRING, make, many, thing, world

LIST = make("listSavedJobs", {}, thing(jobs=many(jobId=STRING, title=STRING)))
SEARCH = make("searchJobs", {"query": STRING}, thing(jobs=many(jobId=STRING, title=STRING)))
SAVE = make("saveJob", {"jobId": STRING}, thing(jobId=STRING, savedCount=INTEGER), effect="write")
REMOVE = make("removeSavedJob", {"jobId": STRING}, thing(jobId=STRING, savedCount=INTEGER), effect="write")


def test_what_is_saved_is_counted_and_listed() -> None:
    """A job more is one more, one that is on the list already none, and the list shows as many as are counted."""
    for seed in range(8):
        for first in (True, False):
            here = world(seed)
            listed = here.call(LIST, {}).result["jobs"] if first else []
            new = here.call(SEARCH, {"query": "designer"}).result["jobs"][0]["jobId"]
            count = here.call(SAVE, {"jobId": new}).result["savedCount"]
            assert not first or count == len({each["jobId"] for each in listed} | {new})
            assert here.call(SAVE, {"jobId": new}).result["savedCount"] == count
            after = [each["jobId"] for each in here.call(LIST, {}).result["jobs"]]
            assert new in after
            assert len(after) == count
            other = next(each for each in after if each != new)
            assert here.call(REMOVE, {"jobId": other}).result["savedCount"] == count - 1
