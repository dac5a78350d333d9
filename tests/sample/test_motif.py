"""A user's own motif: drawn like ours when it keeps the rules, refused with file, line and rule when it does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sample.graphs import fill, line, tool
from toolgraph.errors import QueryError
from toolgraph.sample import MOTIFS, Drawn, SampleRequest, load_motif, sample_chains
from toolgraph.store import GraphStore

OWN = Path(__file__).with_name("own_motif.cypher")
HEADER = "// purpose: mine\n// motif: {shape}\n// params: {params}\n// returns: {returns}\n// mode: read\n"
WALK = HEADER.format(shape="walk", params="tools", returns="tool, next, score")
WHOLE = HEADER.format(shape="whole", params="tools", returns="tool, tools, score")
NEXT = "UNWIND $tools AS tool MATCH (a:Tool {id: tool})-->(:Field)-[:FITS]->(:Parameter)<--(b:Tool)\n"


def motif_file(folder: Path, text: str) -> str:
    path = folder / "mine.cypher"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_two_services_meet_in_one_call(catalogue_store: GraphStore) -> None:
    """The example of the README: three sources a chain, the first two calls both give to the third."""
    motif = load_motif(str(OWN))
    chains = list(sample_chains(catalogue_store, SampleRequest(count=10, seed=7), [motif]))
    assert chains
    met = 0
    for chain in chains:
        assert chain.motif == "own_motif"
        a, b, c = chain.tools[-3:] if len(chain.tools) == 3 else (None, None, chain.tools[-1])
        if a is not None:
            assert len({t.split("/")[0] for t in (a, b, c)}) == 3
        givers = {x.source_call for x in chain.bindings if chain.tools[x.call] == c}
        met += len(givers) >= 2
    # A dentist is not looked for where a customer is, though a link leads there; so a few have one giver only.
    assert met > len(chains) / 2


@pytest.mark.parametrize("name", MOTIFS)
def test_shipped_motifs_keep_the_rules(name: str) -> None:
    """Each loads by its name."""
    assert load_motif(name).shipped


BAD = {
    "writes": (WALK + "MATCH (a:Tool) SET a.x = 1 RETURN a.id AS tool, $tools AS next, 1.0 AS score ORDER BY tool",
               "line 5: is of mode read and holds SET"),
    "no header": ("MATCH (a) RETURN a.id AS tool ORDER BY tool", "line 1: the header has no `// purpose:` line"),
    "unknown parameter": (HEADER.format(shape="walk", params="tools, size", returns="tool, next, score") + NEXT
                          + "WHERE a.x > $size RETURN tool, b.id AS next, 1.0 AS score ORDER BY tool, next",
                          "line 3: asks for \\['size'\\]"),
    "undeclared parameter": (WALK + NEXT + "WHERE a.x > $back RETURN tool, b.id AS next, 1.0 AS score ORDER BY tool",
                             "line 3: declares params"),
    "wrong columns": (HEADER.format(shape="walk", params="tools", returns="tool, other") + NEXT
                      + "RETURN tool, b.id AS other ORDER BY tool", "line 4: returns \\['tool', 'other'\\]"),
    "no order": (WALK + NEXT + "RETURN tool, b.id AS next, 1.0 AS score", "line 6: has no ORDER BY"),
    "no shape": (WALK.replace("// motif: walk\n", "") + NEXT + "RETURN tool, b.id AS next, 1.0 AS score ORDER BY tool",
                 "line 1: no `// motif: SHAPE`"),
    "unknown shape": (WALK.replace("walk", "ring") + NEXT + "RETURN tool, b.id AS next, 1.0 AS score ORDER BY tool",
                      "line 2: no `// motif: SHAPE`"),
    "mode write": (WALK.replace("read", "write") + NEXT + "RETURN tool, b.id AS next, 1.0 AS score ORDER BY tool",
                   "line 5: a motif has `// mode: read`"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_a_wrong_file_is_refused_with_line_and_rule(tmp_path: Path, case: str) -> None:
    """Before the database is asked anything, as a mistake that the user can mend (exit code 1)."""
    text, message = BAD[case]
    with pytest.raises(QueryError, match=rf"mine\.cypher, {message}") as caught:
        load_motif(motif_file(tmp_path, text))
    assert caught.value.fix
    assert caught.value.exit_code == 1


BAD_TEMPLATES = {
    "a-b": "'a-b' is no `giver>taker`",
    "a>a": "'a>a' is no `giver>taker`",
    "a>b, c>d": "'c>d' hangs in the air",
    "a>b, b>a": "'b>a' stands there already",
    "a>b, b>c, c>a": "feed each other in a circle",
}


@pytest.mark.parametrize("shape", BAD_TEMPLATES)
def test_a_wrong_template_is_refused(tmp_path: Path, shape: str) -> None:
    """Each edge joins a new call to one that is there, and values never flow in a circle."""
    text = (Path("cypher/sample/fan_in.cypher").read_text(encoding="utf-8")).replace("a>c, b>c", shape)
    with pytest.raises(QueryError, match=rf"mine\.cypher, line 3: .*{BAD_TEMPLATES[shape]}"):
        load_motif(motif_file(tmp_path, text))


def test_a_template_of_ones_own(tmp_path: Path, catalogue_store: GraphStore) -> None:
    """Four edges among four calls are drawn as written: three calls, each feeding the next and the last."""
    text = Path("cypher/sample/insert.cypher").read_text(encoding="utf-8").replace("a>b, b>c, a>c", "a>b, a>c, a>d")
    motif = load_motif(motif_file(tmp_path, text))
    for chain in sample_chains(catalogue_store, SampleRequest(count=5, seed=1), [motif]):
        flows = {(b.source_call, b.call) for b in chain.bindings}
        assert max(sum(giver == c for giver, _ in flows) for c in range(len(chain.tools))) >= 3


BAD_ROWS = {
    "lists of unequal length": (WALK, "RETURN $tools[0] AS tool, ['a', 'b'] AS next, [1.0] AS score ORDER BY tool",
                                "row 1 of its answer has 2 `next` and 1 `score`"),
    "one list": (WALK, "RETURN $tools[0] AS tool, ['a'] AS next, 1.0 AS score ORDER BY tool",
                 "a list in one of `next` and `score` only"),
    "no score": (WALK, "RETURN $tools[0] AS tool, 'a' AS next, null AS score ORDER BY tool", "None as `score`"),
    "score below 0": (WALK, "RETURN $tools[0] AS tool, 'a' AS next, -1 AS score ORDER BY tool", "-1 as `score`"),
    "no id": (WALK, "RETURN $tools[0] AS tool, 7 AS next, 1.0 AS score ORDER BY tool", "7 as `next`"),
    "no list": (WHOLE, "RETURN $tools[0] AS tool, 'a' AS tools, 1.0 AS score ORDER BY tool", "'a' as `tools`"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD_ROWS)
def test_a_wrong_row_is_refused_with_its_number(tmp_path: Path, small_store: GraphStore, case: str) -> None:
    """What only the database can show is told with the file, the row and the rule."""
    header, query, message = BAD_ROWS[case]
    fill(small_store, line(3))
    with pytest.raises(QueryError, match=rf"mine\.cypher: .*{message}"):
        list(sample_chains(small_store, SampleRequest(), [load_motif(motif_file(tmp_path, header + query))]))


def test_unknown_and_repeated_tools_are_left_out_and_counted(tmp_path: Path, small_store: GraphStore) -> None:
    """A list with a tool that is not in the graph, or twice in the list, is passed over; the good one is drawn."""
    fill(small_store, line(3))
    query = (
        f"UNWIND [['{tool(0)}', '{tool(1)}'], ['{tool(0)}', 'x/y'], ['{tool(0)}', '{tool(1)}', '{tool(0)}']] AS tools\n"
        "RETURN $tools[0] AS tool, tools, 1.0 AS score ORDER BY tool"
    )
    drawn = Drawn()
    request = SampleRequest(count=1, start=tool(0))
    chains = list(sample_chains(small_store, request, [load_motif(motif_file(tmp_path, WHOLE + query))], drawn))
    assert [c.tools for c in chains] == [(tool(0), tool(1))]
    assert drawn.skipped == {"unknown_tool": 1, "same_tool_twice": 1}


def test_a_misspelt_name_is_suggested() -> None:
    """`lines` is probably `line`."""
    with pytest.raises(QueryError, match="Did you mean line"):
        load_motif("lines")
