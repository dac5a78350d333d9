"""What is done in a repository: nothing after its last change."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from tests.world.tools import MOMENT, STRING, make, many, thing, world


@pytest.mark.parametrize("item", [{"run_id": STRING, "started_at": MOMENT}, {"sha": STRING, "committed_at": MOMENT}])
def test_nothing_is_run_or_committed_after_the_last_push(item: dict[str, Any]) -> None:
    """The newest one was made shortly before."""
    found = thing(repositories=many(repository_id=STRING, slug=STRING, pushed_at=MOMENT))
    search = make("search_repositories", {"query": STRING}, found)
    name = "runs" if "run_id" in item else "commits"
    listed = make(f"list_{name}", {"repository_id": STRING}, thing(**{name: many(**item)}))
    for seed in range(8):
        here = world(seed)
        repository = here.call(search, {"query": "grid"}).result["repositories"][0]
        shown = here.call(listed, {"repository_id": repository["repository_id"]}).result[name]
        times = [datetime.fromisoformat(each[[*item][1]]) for each in shown]
        assert max(times) <= datetime.fromisoformat(repository["pushed_at"])
