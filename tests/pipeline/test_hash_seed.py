"""Nothing depends on the order in which Python happens to walk through a set."""

from __future__ import annotations

import os
import subprocess
import sys

from tests.demo_folder import demo_folder

_MADE = """
import sys
from toolgraph.ids import digest
from toolgraph.llm.offline import OfflinePhraser
from toolgraph.pipeline.catalogue import tools_by_id
from toolgraph.pipeline.make import make_dialogue, tools_named
from toolgraph.plan import load_mix
from toolgraph.sample import SampleRequest, load_motif, sample_chains
from toolgraph.store import StoreAddress, open_store

with open_store(StoreAddress(db=sys.argv[1])) as store:
    motifs = [load_motif(name) for name in ("line", "fan_in", "fan_out")]
    chains = list(sample_chains(store, SampleRequest(count=400, seed=1), motifs))
    tools = tools_by_id(store, tools_named(chains))
for chain in chains:
    made = make_dialogue(chain, tools, OfflinePhraser(), seed=1, mix=load_mix("default"))
    print(chain.index, digest(made.outcome.model_dump(mode="json")))
"""


def _made(hash_seed: str) -> list[str]:
    command = [sys.executable, "-c", _MADE, str(demo_folder() / "db")]
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}  # noqa: TID251 - a child needs the rest of it too
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def test_every_process_makes_the_same_dialogues() -> None:
    """Chains, plans and words are the same whatever PYTHONHASHSEED is."""
    first = _made("0")
    assert len(first) == 400
    assert _made("3") == first
