"""Which output fills which input."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.link.tools import tool
from toolgraph.link import link, sides_of
from toolgraph.link.score import score_pair
from toolgraph.models.link import Link
from toolgraph.models.tool import Tool


def found(*tools: Tool) -> dict[tuple[str, str], Link]:
    return {(x.start, x.end): x for x in link(tools) if x.kind == "FITS"}


@pytest.mark.parametrize(
    ("producer", "consumer", "pair"),
    [
        (
            tool("list_pets", gives={"items[].id": "integer"}),
            tool("delete_pet", takes={"petId": "integer"}),
            ("s/list_pets#out:items[].id", "s/delete_pet#in:petId"),
        ),
        (
            tool("list_buckets", gives={"Buckets[].Name": "string"}),
            tool("list_objects", takes={"Bucket": "string"}),
            ("s/list_buckets#out:Buckets[].Name", "s/list_objects#in:Bucket"),
        ),
        (
            tool("get_order", gives={"data.pet_id": "string"}),
            tool("get_pet", takes={"id": "string"}),
            ("s/get_order#out:data.pet_id", "s/get_pet#in:id"),
        ),
        (
            tool("find_contact", gives={"email": {"format": "email"}}),
            tool("send", takes={"to": {"description": "E-mail address of the recipient"}}, source="mail"),
            ("s/find_contact#out:email", "mail/send#in:to"),
        ),
        (
            tool("list_users", gives={"users[].id": "string"}),
            tool("assign_ticket", takes={"assignee_id": "string"}),
            ("s/list_users#out:users[].id", "s/assign_ticket#in:assignee_id"),
        ),
        (
            tool("search_tracks", gives={"tracks[].track_id": "string"}),
            tool("add_tracks", takes={"trackIds": {"type": "array", "item_type": "string"}}),
            ("s/search_tracks#out:tracks[].track_id", "s/add_tracks#in:trackIds"),
        ),
    ],
)
def test_found_by_meaning(producer: Tool, consumer: Tool, pair: tuple[str, str]) -> None:
    """Container and leaf, foreign keys, bare names, roles, lists and value kinds are seen through."""
    assert pair in found(producer, consumer)


@pytest.mark.parametrize(
    ("gives", "takes"),
    [
        ({"pet.id": "string"}, {"order_id": "string"}),
        ({"name": "string"}, {"date": {"format": "date"}}),
        ({"is_open": "boolean"}, {"is_open": "boolean"}),
        ({"due": {"format": "date"}}, {"due": {"format": "email"}}),
        ({"cabin": {"enum": ("economy",)}}, {"cabin": {"enum": ("small", "large")}}),
        ({"name": "string"}, {"to": {"description": "E-mail address of the recipient"}}),
    ],
)
def test_not_linked(gives: dict[str, object], takes: dict[str, object]) -> None:
    """Other entities, formats, enums and kinds, and booleans, are never linked."""
    assert not found(tool("make_a", gives=gives), tool("make_b", takes=takes))


def test_ids_stay_in_their_source() -> None:
    """The id of a pet in one service is not the id of a pet in another."""
    here = tool("list_pets", gives={"items[].id": "string"})
    assert not found(here, tool("get_pet", takes={"petId": "string"}, source="other"))


def test_echo_ranks_last() -> None:
    """A tool that must be given the value itself comes after one that brings it."""
    lister = tool("list_pets", gives={"pets[].id": "string"})
    echo = tool("update_pet", takes={"pet_id": "string"}, gives={"pet.id": "string"})
    taker = tool("delete_pet", takes={"pet_id": "string"})
    brings, echoes, takes = (sides_of(t) for t in (lister, echo, taker))
    own, _ = score_pair(brings.outputs[0], takes.inputs[0][0])
    other, reasons = score_pair(echoes.outputs[0], takes.inputs[0][0])
    assert own > other
    assert "echo" in reasons


def test_the_tool_that_is_about_it_comes_first() -> None:
    """Of those that return the same id, the lister of that entity is surest."""
    about = tool("describe_vpcs", gives={"Vpcs[].VpcId": "string"})
    mention = tool("describe_subnets", gives={"Subnets[].VpcId": "string"})
    links = found(mention, about, tool("delete_vpc", takes={"VpcId": "string"}))
    ranked = sorted(links.values(), key=lambda x: -x.score)
    assert ranked[0].start == "s/describe_vpcs#out:Vpcs[].VpcId"
    assert "mentioned" in ranked[1].reasons


NOUNS = ("pet", "order", "user", "city", "email", "flight", "tag")
LEAVES = st.dictionaries(
    st.sampled_from([f"{n}{w}" for n in NOUNS for w in ("", "_id", "_name")] + ["items[].id", "id", "email", "city"]),
    st.sampled_from(["string", "integer", "number"]),
    max_size=4,
)


@st.composite
def catalogues(draw: st.DrawFn) -> list[Tool]:
    names = draw(st.lists(st.sampled_from([f"{v}_{n}" for v in ("list", "get", "add") for n in NOUNS]), unique=True))
    sources = st.sampled_from(["a", "b"])
    return [tool(n, draw(LEAVES), draw(LEAVES), source=draw(sources)) for n in names]


@given(catalogues(), st.integers(0, 99))
def test_order_changes_nothing(tools: list[Tool], seed: int) -> None:
    """The same tools in any order give the same links, scores and reasons."""
    mixed = Random(seed).sample(tools, len(tools))
    assert link(mixed) == link(tools)


@given(catalogues())
def test_links_are_sound(tools: list[Tool]) -> None:
    """Both ends exist, no tool feeds itself, scores are in range, one link a (tool, parameter), FEEDS follow."""
    outputs = {f.id for t in tools for f in t.outputs}
    inputs = {p.id for t in tools for p in t.inputs}
    links = link(tools)
    leaf = [x for x in links if x.kind == "FITS"]
    assert all(x.start in outputs and x.end in inputs and 0 < x.score <= 1 and x.reasons for x in leaf)
    pairs = [(x.start.split("#")[0], x.end) for x in leaf]
    assert len(pairs) == len(set(pairs))
    assert all(a != b.split("#")[0] for a, b in pairs)
    feeds = {(x.start, x.end): x for x in links if x.kind == "FEEDS"}
    assert set(feeds) == {(a, b.split("#")[0]) for a, b in pairs}
    assert sum(x.links for x in feeds.values()) == len(leaf)
