"""Results of tools of which only some fields are known."""

from __future__ import annotations

import pytest

from tests.world.tools import make, world
from toolgraph.models.tool import Field


@pytest.mark.parametrize("paths", [("tags",), ("tags", "tags[].name"), ("tags[].name", "tags")])
def test_a_list_may_be_known_without_its_items(paths: tuple[str, ...]) -> None:
    """A field that is a list is answered as one, whether anything is known of its items or not, in any order."""
    fields = [
        Field(
            id=f"x#out:{p}", path=p, name=p.rpartition(".")[2], type="array" if p == "tags" else "string", inferred=True
        )
        for p in paths
    ]
    tool = make("list_tags", {}, None).model_copy(update={"outputs": tuple(fields)})
    answer = world().call(tool, {})
    assert answer.ok
    assert isinstance(answer.result, dict)
    assert isinstance(answer.result["tags"], list)
