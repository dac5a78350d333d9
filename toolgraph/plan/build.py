"""A chain, a world and a seed to a dialogue plan."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from toolgraph.ids import call_names, digest, rng_for
from toolgraph.meaning.concept import concept_of
from toolgraph.meaning.text import words
from toolgraph.models.base import Artefact
from toolgraph.models.chain import Binding, Chain
from toolgraph.models.dialogue_plan import DialoguePlan
from toolgraph.models.tool import Tool
from toolgraph.plan.cast import Cast, draw_cast
from toolgraph.plan.deeds import with_room_for_more
from toolgraph.plan.draft import Draft, Hopeless, Stuck
from toolgraph.plan.goals import goal_of, joined
from toolgraph.plan.mix import Mix
from toolgraph.plan.returning import sends_back
from toolgraph.plan.shape import Evenly, draw_shape
from toolgraph.plan.spoken import asked_for, kin_of
from toolgraph.plan.steps import in_order
from toolgraph.plan.turns import play
from toolgraph.plan.wants import wants_of
from toolgraph.plan.wholespans import at_their_time
from toolgraph.world.base import Setting, World
from toolgraph.world.simulated import SimulatedWorld

_NUMBERS = ("integer", "number")
_ATTEMPTS = 3  # a plan that got stuck is tried again with other values, this often in all


class Rejection(Artefact):
    """Why a chain gave no plan.

    Attributes:
        chain: Its id.
        index: Its number in the run that drew it.
        code: `bound_value_missing`, `call_failed`, `arguments_invalid`, `nothing_else_to_say`, `no_other_item`,
            `tool_unknown` or `no_calls`.
    """

    chain: str
    index: int
    code: str
    detail: str


def simulated(seed: int, setting: Setting) -> World:
    """The world of one dialogue when no other is asked for."""
    return SimulatedWorld(seed=seed, clock=setting.clock, locale=setting.locale, person=setting.person)


def plan_chain(
    chain: Chain,
    tools: Mapping[str, Tool],
    *,
    seed: int,
    mix: Mix,
    make_world: Callable[[int, Setting], World] = simulated,
) -> DialoguePlan | Rejection:
    """Plan one dialogue over a chain, with all its calls already run.

    Args:
        tools: By id: every tool of the chain and its distractors, at least.
        seed: Of the run; the same chain, seed and mix give the same plan.
        mix: Shape and acts.
        make_world: Gives the world of one dialogue, for a seed and the setting.

    Returns:
        The plan, or why there is none: after three attempts with other values that all got stuck, or one where no other
        would help, the last reason.

    Source: calls before words and a provenance for every argument after SAP (https://arxiv.org/abs/2609.06124); merge,
        insert and split after Magnet (https://arxiv.org/abs/2503.07826). Confirmations, corrections, faults and the
        target shape are ours.
    """
    missing = [t for t in (*chain.tools, *chain.distractors) if t not in tools]
    if missing:
        return Rejection(
            chain=chain.id, index=chain.index, code="tool_unknown", detail=f"{missing[0]} is not among the tools"
        )
    stuck = Stuck("no_calls", "the chain is empty")
    for attempt in range(_ATTEMPTS if chain.tools else 0):
        try:
            return _planned(chain, tools, seed, mix, make_world, attempt)
        except Stuck as exc:
            stuck = exc
            if isinstance(exc, Hopeless):
                break
    return Rejection(chain=chain.id, index=chain.index, code=stuck.code, detail=stuck.detail)


def _planned(
    chain: Chain,
    tools: Mapping[str, Tool],
    seed: int,
    mix: Mix,
    make_world: Callable[[int, Setting], World],
    attempt: int,
) -> DialoguePlan:
    rng = rng_for(seed, "plan", f"{chain.id}/{chain.index}/{mix.name}/{attempt}")
    own = [tools[t] for t in chain.tools]
    cast = draw_cast(rng, own)
    offered = list(dict.fromkeys((*chain.tools, *chain.distractors)))
    rng.shuffle(offered)
    world = make_world(rng.getrandbits(48), cast.setting)
    if isinstance(world, SimulatedWorld):
        world.learn(tools[name] for name in sorted(offered))  # who reads the dialogue sees what they all show
        world.expect(arrived=any(map(sends_back, own)))
    bindings = _bindings(chain, own)
    kin = kin_of(bindings if chain.bindings else ())
    draft = Draft(
        chain=chain,
        tools=tools,
        names=call_names({t: tools[t].name for t in offered}),
        mix=mix,
        world=world,
        setting=cast.setting,
        rng=rng,
        bindings=bindings,
        fields=_fields(chain, bindings),
        numbers=_numbers(chain, tools),
        order=in_order(own, kin),
        kin=kin,
        role=cast.persona.role,
    )
    if rng.random() < mix.name_known:
        draft.context["user_name"] = cast.persona.name
    held = sum(tool.effect == "destructive" for tool in own)
    even = Evenly(seed, chain.index, attempt)
    play(draft, draw_shape(mix, rng, even, chain=len(own), held=held))
    return _frozen(draft, cast, offered, seed)


def _frozen(draft: Draft, cast: Cast, offered: list[str], seed: int) -> DialoguePlan:
    chain = draft.chain
    goals = [goal_of(draft.tool_at(i)) for i in range(len(chain.tools))]
    return DialoguePlan(
        id=digest(["plan", chain.id, chain.index, seed, draft.mix.name]),
        seed=seed,
        chain=chain,
        persona=cast.persona,
        circumstances=cast.circumstances,
        subtopic=cast.subtopic,
        goal=joined(goals[-2:]),
        clock=cast.setting.clock.isoformat(),
        locale=cast.setting.locale,
        context=draft.context,
        tools=tuple(offered),
        turns=tuple(draft.turns),
        provenance=draft.provenance(),
    )


def _bindings(chain: Chain, own: Sequence[Tool]) -> tuple[Mapping[str, Binding], ...]:
    """For each call the links that people would want used, by parameter."""
    by_call: list[dict[str, Binding]] = [{} for _ in chain.tools]
    for binding in chain.bindings:
        by_call[binding.call][binding.parameter] = binding
    used = [asked_for(tool, bound, own) if bound else bound for tool, bound in zip(own, by_call, strict=True)]
    return tuple(with_room_for_more(at_their_time(used, own), own))


def _fields(chain: Chain, used: Sequence[Mapping[str, Binding]]) -> tuple[tuple[str, ...], ...]:
    """For each call the result fields that must be there: what no call takes may stay untold."""
    by_tool: dict[str, dict[str, None]] = {tool: {} for tool in chain.tools}
    for binding in (each for bound in used for each in bound.values()):
        by_tool[chain.tools[binding.source_call]][binding.field] = None
    return tuple(tuple(by_tool[tool]) for tool in chain.tools)


def _numbers(chain: Chain, tools: Mapping[str, Tool]) -> tuple[frozenset[str], ...]:
    """For each call, the texts that some call takes as numbers, and all that mean the same: `"4711"` for 4711."""
    own = [tools[tool] for tool in chain.tools]
    keys: set[tuple[str, str]] = set()
    paths: set[str] = set()
    for binding in chain.bindings:
        taker = wants_of(own[binding.call]).get(binding.parameter)
        giver = own[binding.source_call]
        if taker is not None and (taker.parameter.item_type or taker.parameter.type) in _NUMBERS:
            found = next((f for f in giver.outputs if f.path == binding.field), None)
            if found is not None and found.type not in _NUMBERS:
                keys.add((giver.source, concept_of(found, giver).key))
                paths.add(found.path)
    if not keys:
        return (frozenset(),) * len(own)
    lasts = {words(path)[-1:] for path in paths}
    return tuple(
        frozenset(
            f.path
            for f in (t.outputs if any(source == t.source for source, _ in keys) else ())
            if f.type not in _NUMBERS and words(f.path)[-1:] in lasts and (t.source, concept_of(f, t).key) in keys
        )
        for t in own
    )
