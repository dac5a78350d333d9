"""Runs with a language model's words, as tests and benchmarks start them."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from tests.llm.endpoint import Endpoint as Server
from tests.llm.endpoint import Good
from toolgraph.llm.endpoint import Endpoint
from toolgraph.llm.pace import Rates
from toolgraph.llm.phraser import Manner
from toolgraph.models.dialogue_plan import DialoguePlan
from toolgraph.models.tool import Tool
from toolgraph.pipeline.aim import aimed_mix
from toolgraph.pipeline.ingest import ingest
from toolgraph.pipeline.synth import SynthReport, SynthRequest, synth
from toolgraph.pipeline.wording import Access
from toolgraph.plan import plan_chain
from toolgraph.read import read_path
from toolgraph.runs import read_records
from toolgraph.sample import GraphView, SampleRequest, load_motif, sample_chains
from toolgraph.store import GraphStore

_MORE = 60
INGEST = Path(__file__).resolve().parents[2] / "ingest"


def fill(store: GraphStore) -> None:
    """Put the bundled catalogue into a database."""
    ingest(store, read_path(INGEST))


def request(count: int, **more: Any) -> SynthRequest:
    return SynthRequest(count=count, sample=SampleRequest(count=count, seed=3), **more)


def access(server: Server, cache: Path | None = None, **more: Any) -> Access:
    """Terms for a server on loopback; gives up soon, since a test that waits proves nothing."""
    manner = {key: more.pop(key) for key in Manner.model_fields if key in more}
    endpoint = Endpoint(model=more.pop("model", "scripted"), base_url=server.url, timeout_s=more.pop("timeout_s", 5.0))
    more.setdefault("rates", Rates(patience_s=20.0))
    return Access(endpoint, Manner(**manner), cache=cache, **more)


def good_words(store: GraphStore, tools: Mapping[str, Tool], count: int, folder: Path) -> Good:
    """Right answers for every plan of a run, and of a few more that may be under way at its end."""
    wanted = request(count)
    drawn = synth(store, wanted, folder).drawn
    # Not of a larger run: what is drawn and planned depends on how many dialogues are wanted.
    sample = wanted.sample.model_copy(update={"count": drawn + _MORE})
    chains = islice(sample_chains(store, sample, [load_motif(m) for m in wanted.motifs]), drawn, None)
    mix = aimed_mix(GraphView(store, wanted.sample.score_min), wanted.mix, wanted.sample, wanted.motifs, count=count)
    made = (plan_chain(chain, tools, seed=sample.seed, mix=mix) for chain in chains)
    more = [plan for plan in made if isinstance(plan, DialoguePlan)]
    return Good([*read_records(folder / "plans.jsonl", DialoguePlan), *more], tools)


def texts(folder: Path) -> dict[str, str]:
    """What a run wrote, byte for byte."""
    names = ("dialogues", "rejected", "chains", "plans")
    return {name: (folder / f"{name}.jsonl").read_text(encoding="utf-8") for name in names}


def whole(report: SynthReport) -> bool:
    """Whether every chain was either kept or rejected."""
    return report.drawn == report.kept + report.rejected
