"""What a run with a language model will take, before anything is paid."""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import islice

from toolgraph.ids import digest
from toolgraph.llm.brief import Slot, request_for, slots
from toolgraph.llm.caller import learned
from toolgraph.llm.offline import OfflinePhraser
from toolgraph.llm.phraser import Manner
from toolgraph.llm.replies import ReplyCache
from toolgraph.llm.scenario import scenario_request, typical_scenario, with_scenario
from toolgraph.llm.tokens import Learned, estimate_tokens
from toolgraph.models.base import Artefact
from toolgraph.models.dialogue_plan import DialoguePlan
from toolgraph.models.tool import Tool
from toolgraph.pipeline.aim import aimed_mix
from toolgraph.pipeline.catalogue import tools_by_id
from toolgraph.pipeline.make import tools_named
from toolgraph.pipeline.synth import SynthRequest
from toolgraph.pipeline.wording import Access
from toolgraph.plan import Rejection, plan_chain
from toolgraph.sample import GraphView, load_motif, sample_chains
from toolgraph.store import GraphStore

_LOOKED_AT = 200  # dialogues that are planned for an estimate


class Estimate(Artefact):
    """What a run will take, more or less.

    Attributes:
        cost: By the prices given; 0 without any.
        learned: Whether counts of earlier runs with this model went into it.
    """

    dialogues: int
    requests: int
    prompt_tokens: int
    completion_tokens: int
    cost: float
    learned: bool


def estimate(store: GraphStore, request: SynthRequest, access: Access) -> Estimate:
    """Requests, tokens and cost of a run, from the prompts of its own first dialogues; asks no model.

    How a model counts tokens, how often it must be asked twice, and how many of its dialogues are given up, is known
    only from earlier runs with it whose replies are in the same cache, and asked in the same manner.

    Raises:
        SampleError: No chain can be drawn.
    """
    sample = request.sample.model_copy(update={"count": min(request.count, _LOOKED_AT)})
    motifs = [load_motif(name) for name in request.motifs]
    view = GraphView(store, sample.score_min)
    chains = list(islice(sample_chains(store, sample, motifs, view=view), _LOOKED_AT))
    tools = tools_by_id(store, tools_named(chains))
    mix = aimed_mix(view, request.mix, request.sample, request.motifs, count=request.count)
    made = [plan_chain(c, tools, seed=request.sample.seed, mix=mix) for c in chains]
    sizes = [_sizes(p, tools, access.manner) for p in made if not isinstance(p, Rejection)]
    cache = ReplyCache(access.cache)
    known = learned(cache, access.endpoint, digest(access.manner.config()))
    cache.close()
    scale = request.own_count / max(1, len(sizes))
    requests = sum(s[0] for s in sizes) * scale
    ratio = known or Learned()
    more = max(1.0, ratio.requests)
    prompt = sum(s[1] for s in sizes) * scale * ratio.prompt * more
    completion = sum(s[2] for s in sizes) * scale * ratio.completion * more
    return Estimate(
        dialogues=request.own_count,
        requests=round(requests * more),
        prompt_tokens=round(prompt),
        completion_tokens=round(completion),
        cost=access.charged.cost(prompt, completion),
        learned=known is not None,
    )


def _sizes(plan: DialoguePlan, tools: Mapping[str, Tool], manner: Manner) -> tuple[int, int, int]:
    """Requests, and estimated tokens of their prompts and answers."""
    turns = OfflinePhraser().phrase(plan, tools).words.turns
    texts = {s: getattr(turns[s.turn], s.who) for s in slots(plan)}
    prompt = answer = 0
    scenario = None
    if manner.scenario == "model":
        scenario = typical_scenario()
        prompt += estimate_tokens(scenario_request(plan, tools).text)
        answer += estimate_tokens(scenario.model_dump_json(include={"goal", "why", "plausible"}))
    written: dict[Slot, str] = {}
    for piece in manner.pieces(plan):
        prompt += estimate_tokens(with_scenario(request_for(plan, tools, piece, written), scenario).text)
        own = {s.key: texts[s] for s in piece}
        answer += estimate_tokens(json.dumps(own, ensure_ascii=False))
        written |= {s: texts[s] for s in piece}
    return manner.least(plan), prompt, answer
