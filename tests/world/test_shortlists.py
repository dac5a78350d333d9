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


def test_a_kept_list_is_sorted_out_by_its_labels() -> None:
    """What was listed under all labels is there under its own."""
    label = {"type": "string", "enum": ["favourites", "want_to_go"]}
    place = {"place_id": STRING, "name": STRING, "label": label}
    every = make("list_saved_places", {"label": label}, thing(places=many(**place)), required=[])
    for seed in range(8):
        here = world(seed)
        shown = here.call(every, {}).result["places"]
        for one in label["enum"]:
            wanted = [each["place_id"] for each in shown if each["label"] == one]
            own = [each["place_id"] for each in here.call(every, {"label": one}).result["places"]]
            assert sorted(own) == sorted(wanted)
