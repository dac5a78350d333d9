"""What is drawn from the bundled catalogue: sound by the graph's own word, balanced, reproducible."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from tests.sample.filled import CATALOGUE
from tests.sample.graphs import double_givers, idle_calls, unbound
from tests.store.conftest import Open
from tests.store.databases import NEO4J, emptied
from toolgraph.models.chain import Chain
from toolgraph.pipeline.ingest import ingest
from toolgraph.read import read_path
from toolgraph.runs import as_line
from toolgraph.sample import Drawn, SampleRequest, cover_chains, draw, load_motif, sample_chains, view
from toolgraph.sample.bare import is_bare_yet, is_no_such_file, is_proposed_already
from toolgraph.sample.view import GraphView
from toolgraph.store import GraphStore

DEFAULT = ("line", "fan_in", "fan_out")
_STORED = """UNWIND $rows AS row
MATCH (:Field {id: row.start})-[r:FITS]->(:Parameter {id: row.end}) WHERE r.score = row.score
RETURN count(r) AS n"""
_OPAQUE = """MATCH (t:Tool)-[:TAKES]->(p:Parameter)
WHERE p.required AND NOT p.has_default AND p.concept =~ '.*[.](id|arn|key)|@credential'
RETURN t.id AS tool, p.path AS path ORDER BY tool, path"""
_FITS = "MATCH (f:Field)-[r:FITS]->(p:Parameter) RETURN f.id AS f, p.id AS p, r.score AS s ORDER BY f, p"


def chains_of(
    store: GraphStore, count: int, motifs: Iterable[str] = DEFAULT, drawn: Drawn | None = None, **request: object
) -> list[Chain]:
    asked = SampleRequest(count=count, **{"seed": 7, **request})  # type: ignore[arg-type]
    return list(sample_chains(store, asked, [load_motif(m) for m in motifs], drawn))


def lines_of(chains: Iterable[Chain]) -> str:
    return "".join(map(as_line, chains))


def fanned(chain: Chain) -> set[str]:
    """In a fan_out, those that take from a call which feeds several: each is wanted for itself."""
    flows = {(b.source_call, b.call) for b in chain.bindings}
    wide = {a for a, _ in flows if sum(a == giver for giver, _ in flows) > 1}
    return {chain.tools[b] for a, b in flows if a in wide and chain.motif == "fan_out"}


@pytest.fixture(scope="module")
def many(catalogue_store: GraphStore) -> list[Chain]:
    return chains_of(catalogue_store, 2_000)


def test_every_binding_is_a_stored_link(catalogue_store: GraphStore, many: list[Chain]) -> None:
    """The database itself finds a FITS edge of that score for each binding; all lead from earlier to later calls."""
    links = {
        (f"{c.tools[b.source_call]}#out:{b.field}", f"{c.tools[b.call]}#in:{b.parameter}", b.score)
        for c in many
        for b in c.bindings
    }
    rows = [{"start": start, "end": end, "score": score} for start, end, score in links]
    assert catalogue_store.ask(_STORED, {"rows": rows}).rows == [(len(links),)]
    assert all(b.source_call < b.call for c in many for b in c.bindings)


def test_nothing_is_taken_from_where_nobody_has_said_it(many: list[Chain]) -> None:
    """A contact was added without a company: no bill is sent to `that company`. Nor are letters written to rooms."""
    taken = {(c.tools[b.source_call], b.field, c.tools[b.call]) for c in many for b in c.bindings}
    untold = {("crm/create_contact", "company_id"), ("office/create_task", "assignee_email")}
    assert not [t for t in taken if t[:2] in untold]
    assert ("crm/create_deal", "stage_id", "crm/move_deal") not in taken
    writing = ("office/send_mail", "office/draft_mail", "office/share_file")
    assert not [t for t in taken if t[1] == "rooms[].room_email" and t[2] in writing]


def test_every_chain_can_run_and_has_no_needless_call(catalogue_store: GraphStore, many: list[Chain]) -> None:
    """Ids that a call gives are taken from one, each result is used or is the goal, no two calls give the same."""
    graph = GraphView(catalogue_store, 0.5)
    opaque = [(t, p) for t, p in catalogue_store.ask(_OPAQUE).rows if p in graph.inputs(t).opaque]
    assert len(opaque) > 200
    scores = {}
    for start, end, score in catalogue_store.ask(_FITS).rows:
        (giver, field), (taker, parameter) = start.split("#out:"), end.split("#in:")
        if any(f[2:5] == (parameter, giver, field) for f in graph.inputs(taker).fits):  # which somebody would follow
            scores[giver, field, taker, parameter] = score
    links = set(scores)
    for chain in many:
        assert unbound(chain, opaque) == []
        goals = {t for at, t in enumerate(chain.tools) if all(b.source_call != at for b in chain.bindings)}
        goals -= {"shop/add_to_cart"} if "shop/create_cart" in chain.tools else set()  # whose use is a filled cart
        assert len(goals) <= 1 or chain.motif == "fan_out"
        assert chain.motif == "fan_out" or set(idle_calls(chain)) <= {"shop/add_to_cart"}
        doubles = [g for g in double_givers(chain, links, scores) if g not in goals | fanned(chain)]
        assert doubles == []


def test_where_a_place_is_comes_from_a_call(catalogue_store: GraphStore, many: list[Chain]) -> None:
    """Latitude and longitude are taken from a call before, wherever the length of a chain has room for one."""
    graph = GraphView(catalogue_store, 0.5)
    taken = said = 0
    for chain in many:
        bound = {(chain.tools[b.call], b.parameter) for b in chain.bindings}
        wanted = {(t, p) for t in chain.tools for p in graph.inputs(t).unspoken}
        taken += len(wanted & bound)
        said += len(wanted - bound)
    assert taken > 100
    assert said < taken / 8


def test_nobody_saves_what_is_saved_or_answers_themselves(many: list[Chain]) -> None:
    """No value flows from what has been saved to saving, nor from what was sent to answering it."""
    flows = {(c.tools[b.source_call], c.tools[b.call], b.parameter) for c in many for b in c.bindings}
    takers = {taker for _, taker, _ in flows}
    assert {"maps_weather/save_place", "office/reply_to_mail"} <= takers
    assert ("maps_weather/list_saved_places", "maps_weather/save_place", "place_id") not in flows
    assert ("office/send_mail", "office/reply_to_mail", "message_id") not in flows
    assert ("media/getPlaylist", "media/addTracksToPlaylist", "trackIds") not in flows


def test_motifs_have_their_shape(many: list[Chain]) -> None:
    """In fan_in one call takes from two, in fan_out one gives to two."""
    for chain in many:
        flows = {(b.source_call, b.call) for b in chain.bindings}
        if chain.motif == "fan_in":
            assert max(sum(taker == c for _, taker in flows) for c in range(len(chain.tools))) >= 2
        if chain.motif == "fan_out":
            assert max(sum(giver == c for giver, _ in flows) for c in range(len(chain.tools))) >= 2


def test_no_tool_has_more_than_five_times_its_share(catalogue_store: GraphStore, many: list[Chain]) -> None:
    """Of the tools that can be drawn at all, and with no destructive one among them."""
    (row,) = catalogue_store.read("sample/linked_tools", score_min=0.5)
    hopeless = GraphView(catalogue_store, 0.5).hopeless()
    effects = dict(catalogue_store.ask("MATCH (t:Tool) RETURN t.id AS id, t.effect AS effect ORDER BY id").rows)
    drawable = {t for t in (*row["givers"], *row["takers"]) if effects[t] != "destructive"} - hopeless
    used = [t for c in many for t in c.tools]
    assert set(used) <= drawable
    assert max(map(used.count, set(used))) <= 5 * len(used) / len(drawable)


def test_no_chain_comes_twice(many: list[Chain]) -> None:
    """Neither its id nor its tools with their bindings."""
    assert len({c.id for c in many}) == len(many)
    assert len({(c.tools, c.bindings) for c in many}) == len(many)


def test_batches_change_nothing(
    catalogue_store: GraphStore, many: list[Chain], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Read as a whole, or in small bites as it is met, and drawn for less: the chains are the same, in order."""
    monkeypatch.setattr(draw, "_READ_ALL_FROM", 0)
    monkeypatch.setattr(draw, "_BATCH", 7)
    monkeypatch.setattr(view, "_READ_AT_ONCE", 11)
    assert lines_of(chains_of(catalogue_store, 60)) == lines_of(many[:60])


@pytest.mark.parametrize("name", NEO4J)
def test_neo4j_draws_the_same_bytes(open_database: Open, catalogue_store: GraphStore, name: str) -> None:
    """The same specs and seed give the same file on a real server, for every motif."""
    store = open_database(name).store
    ingest(emptied(store), read_path(CATALOGUE))
    motifs = (*DEFAULT, "diamond", "insert", "related", "random")
    assert lines_of(chains_of(store, 200)) == lines_of(chains_of(catalogue_store, 200))
    assert lines_of(chains_of(store, 210, motifs)) == lines_of(chains_of(catalogue_store, 210, motifs))
    covered = [lines_of(cover_chains(s, SampleRequest(), "tools")) for s in (store, catalogue_store)]
    assert covered[0] == covered[1]


def test_another_seed_gives_other_chains(catalogue_store: GraphStore, many: list[Chain]) -> None:
    """The seed decides."""
    assert {c.id for c in chains_of(catalogue_store, 50, seed=8)} != {c.id for c in many[:50]}


def test_random_draws_as_many_tools_as_line(catalogue_store: GraphStore) -> None:
    """The baseline has the same lengths chain by chain, and binds only where links happen to be."""
    lines, baseline = (chains_of(catalogue_store, 150, [m]) for m in ("line", "random"))
    assert [len(c.tools) for c in lines] == [len(c.tools) for c in baseline]
    assert sum(len(c.bindings) for c in baseline) < sum(len(c.bindings) for c in lines) / 5


def test_a_start_is_in_every_chain(catalogue_store: GraphStore) -> None:
    """Also in motifs where it can only be the goal, and however often its few neighbours come again."""
    drawn = Drawn()
    chains = chains_of(catalogue_store, 40, drawn=drawn, start="shop/place_order")
    assert chains
    assert all("shop/place_order" in c.tools for c in chains)


def test_cover_reaches_every_tool_or_says_why(catalogue_store: GraphStore) -> None:
    """Tools that were covered and tools with a reason are all the tools; with --allow destructive fewer are left."""
    careful, bold = Drawn(), Drawn()
    chains = list(cover_chains(catalogue_store, SampleRequest(), "tools", careful))
    list(cover_chains(catalogue_store, SampleRequest(allow_destructive=True), "tools", bold))
    seen = {t for c in chains for t in c.tools}
    everything = {r[0] for r in catalogue_store.ask("MATCH (t:Tool) RETURN t.id AS id ORDER BY id").rows}
    assert seen | careful.uncovered.keys() == everything
    assert "destructive" in careful.uncovered.values()
    assert "destructive" not in bold.uncovered.values()
    assert bold.covered > careful.covered


@pytest.mark.parametrize("tool_set", ["small", "large", "whole-source"])
def test_distractors_are_beside_the_chain(catalogue_store: GraphStore, tool_set: str) -> None:
    """As many as were asked for, none of the chain's own; a whole source is one."""
    for chain in chains_of(catalogue_store, 20, distractors=6, tool_set=tool_set):
        assert not set(chain.tools) & set(chain.distractors)
        assert list(chain.distractors) == sorted(set(chain.distractors))
        if tool_set == "whole-source":
            assert {d.split("/")[0] for d in chain.distractors} <= {t.split("/")[0] for t in chain.tools}
        else:
            assert len(chain.distractors) == {"small": 6, "large": 20}[tool_set]


@pytest.mark.parametrize("length_max", [2, 3, 5])
def test_nothing_is_bought_out_of_an_empty_cart(catalogue_store: GraphStore, length_max: int) -> None:
    """Between what makes a cart and what buys its contents something is put in; where there is no room, no chain."""
    buying = ("shop/list_delivery_options", "shop/apply_voucher")
    motifs = ("line", "fan_in", "fan_out", "diamond", "related", "insert")
    starts = buying if length_max > 2 else (None,)
    found = [c for s in starts for c in chains_of(catalogue_store, 60, motifs, start=s, length_max=length_max)]
    of_carts = [c for c in found if "shop/create_cart" in c.tools and not set(buying).isdisjoint(c.tools)]
    assert bool(of_carts) is (length_max > 2)
    for chain in of_carts:
        first = min(chain.tools.index(t) for t in buying if t in chain.tools)
        assert "shop/add_to_cart" in chain.tools[chain.tools.index("shop/create_cart") : first]


def test_what_was_just_made_is_not_asked_for_what_it_cannot_have() -> None:
    """A new repository has a branch and may get issues; it has no files to read, nothing to release, no reviewers."""
    new = "host/create_repository", "repository_id"
    taken = {
        "list_branches": False,
        "create_issue": False,
        "list_files": True,
        "create_release": True,
        "request_review": True,
    }
    assert {name: is_bare_yet(new[0], f"host/{name}", new[1]) for name in taken} == taken
    assert is_bare_yet("host/create_pull_request", "host/get_user", "reviewer_logins[]")
    assert not is_bare_yet("host/get_pull_request", "host/get_user", "reviewer_logins[]")
    assert is_proposed_already("host/get_pull_request", "host/create_pull_request", "source_branch")
    assert is_proposed_already("jobs/listApplications", "jobs/applyForJob", "applications[].jobId")
    assert is_no_such_file("jobs/importCv", "raw_url")
