"""Plans over real chains of the catalogue: every claim in them holds, and their shape is what was asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

import pytest

from tests.plan.audit import audit, calls_of, true_multistep
from tests.plan.chains import catalogue_view, draw
from tests.world.tools import make
from toolgraph.models.chain import Binding, Chain
from toolgraph.models.dialogue_plan import DialoguePlan, PlannedTurn
from toolgraph.plan import PRESETS, Mix, Rejection, aimed, load_mix, measured, plan_chain
from toolgraph.plan.values import are_at_odds

_COUNT = 150
_MANY = 500  # for averages
_LIVELY = Mix(
    name="lively", turns=7, calls=9, several=0.5, clarify=0.6, correct=0.6, error=0.6, retry=0.4, wrong=0.6,
    confirm=0.3, tool_missing=0.4, out_of_scope=0.4, chitchat=0.4, close=0.5, optional=1.0, relative=0.5,
)  # fmt: skip


@lru_cache(maxsize=8)
def chains(motif: str = "line") -> tuple[Chain, ...]:
    return tuple(draw(catalogue_view(), _COUNT, seed=5, motif=motif))


@lru_cache(maxsize=16)
def outcomes(name: str, motif: str = "line") -> tuple[DialoguePlan | Rejection, ...]:
    mix = _LIVELY if name == "lively" else load_mix(name)
    return tuple(plan_chain(c, catalogue_view().tools, seed=1, mix=mix) for c in chains(motif))


def plans(name: str, motif: str = "line") -> list[DialoguePlan]:
    return [p for p in outcomes(name, motif) if isinstance(p, DialoguePlan)]


def turns_of(found: Sequence[DialoguePlan]) -> list[PlannedTurn]:
    return [turn for plan in found for turn in plan.turns]


@pytest.mark.parametrize(
    ("name", "motif"), [*((name, "line") for name in (*PRESETS, "lively")), ("default", "random"), ("lively", "random")]
)
def test_every_claim_holds(name: str, motif: str) -> None:
    """Arguments are valid, and every leaf is traced to a value that stands where the trace says, before it is used."""
    wrong = {p.chain.id: found for p in plans(name, motif) if (found := audit(p, catalogue_view().tools))}
    assert wrong == {}


@pytest.mark.parametrize("name", [*PRESETS, "lively"])
def test_few_rejections(name: str) -> None:
    """At most five chains in a hundred give no plan, as what they would do makes no sense; each says why by a code."""
    rejected = [r for r in outcomes(name) if isinstance(r, Rejection)]
    assert len(rejected) <= 0.05 * _COUNT, Counter((r.code, r.detail) for r in rejected)
    assert all(r.code.isidentifier() and r.detail for r in rejected)


@pytest.mark.parametrize("name", PRESETS)
def test_names_without_letters(name: str) -> None:
    """Parameters whose names are no words are asked for like others."""
    text = {"type": "string", "description": "Text of the note"}
    tool = make("create_note", {"_": text, "$": text, "-": {"type": "integer"}}, {"type": "object", "properties": {}})
    chain = Chain(id="one", motif="line", seed=1, index=0, tools=(tool.id,), bindings=())
    plan = plan_chain(chain, {tool.id: tool}, seed=1, mix=load_mix(name))
    assert isinstance(plan, DialoguePlan)
    (_, call), *_ = calls_of(plan)
    assert call.arguments.keys() >= {"_", "$", "-"}


def test_bfcl_shape() -> None:
    """The preset `bfcl` has 3.67 user turns and 5.71 calls, and 35 % of turns with several calls; within 5 %."""
    tools, chains = catalogue_view().tools, list(draw(catalogue_view(), _MANY, seed=6))
    mix = aimed(load_mix("bfcl"), chains[:400], lambda some, one: measured(some, tools, one, seed=1))
    made = [plan_chain(c, tools, seed=1, mix=mix) for c in chains]
    found = [p for p in made if isinstance(p, DialoguePlan)]
    turns = turns_of(found)
    sizes = [sum(len(step) for step in t.steps) for t in turns]
    assert len(turns) / len(found) == pytest.approx(3.67, rel=0.02)
    assert sum(sizes) / len(found) == pytest.approx(5.71, rel=0.05)
    assert sum(size > 1 for size in sizes) / len(turns) == pytest.approx(0.352, rel=0.05)


def test_multistep_share() -> None:
    """With `multistep` most turns with calls are truly multi-step; without links hardly any can be."""
    tools, drawn = catalogue_view().tools, list(draw(catalogue_view(), _MANY, seed=6))
    mix = aimed(load_mix("multistep"), drawn[:400], lambda some, one: measured(some, tools, one, seed=1))
    made = [plan_chain(c, tools, seed=1, mix=mix) for c in drawn]
    linked = [true_multistep(p) for p in made if isinstance(p, DialoguePlan)]
    blind = [true_multistep(p) for p in plans("default", "random")]
    assert sum(n for n, _ in linked) / sum(m for _, m in linked) >= 0.6
    assert sum(n for n, _ in blind) / sum(m for _, m in blind) < 0.2


def test_simple_is_simple() -> None:
    """With `simple`, no turn has several calls and nothing goes wrong."""
    turns = turns_of(plans("simple"))
    assert max(sum(len(step) for step in t.steps) for t in turns) == 1
    assert {t.act for t in turns} <= {"request", "follow_up", "confirm"}


def test_a_required_object_is_never_left_out() -> None:
    """An object that must be there is, with a value that the user says, although none of its own is required."""
    profile = {"type": "object", "properties": {"city": {"type": "string"}, "nickname": {"type": "string"}}}
    tool = make("register", {"profile": profile}, None, required=["profile"])
    chain = Chain(id="one", motif="line", seed=1, index=0, tools=(tool.id,), bindings=())
    for seed in range(5):
        plan = plan_chain(chain, {tool.id: tool}, seed=seed, mix=load_mix("simple"))
        assert isinstance(plan, DialoguePlan)
        assert all(call.arguments["profile"] for _, call in calls_of(plan))
        assert {one.source for one in plan.provenance} == {"user"}


def test_same_seed_same_plan() -> None:
    """A plan depends on chain, seed and mix alone; another seed gives another one."""
    tools, mix = catalogue_view().tools, load_mix("default")
    for chain in chains()[:25]:
        first, again = (plan_chain(chain, tools, seed=7, mix=mix) for _ in range(2))
        assert first == again
        assert isinstance(first, Rejection) or plan_chain(chain, tools, seed=8, mix=mix) != first


def test_every_act_is_reached() -> None:
    """All ten acts occur in lively plans, and all but the troubles of the assistant in plans of the default mix."""
    lively = Counter(t.act for t in turns_of(plans("lively")))
    assert set(lively) == {
        "request", "follow_up", "clarify", "correct", "error", "tool_missing", "out_of_scope", "confirm", "chitchat",
        "close",
    }  # fmt: skip
    assert set(Counter(t.act for t in turns_of(plans("default")))) == set(lively)


def test_destructive_calls_are_confirmed() -> None:
    """Every destructive call stands in a `confirm` turn, after the assistant asked; without one it is never made."""
    tools = catalogue_view().tools
    seen = 0
    for plan in plans("default"):
        for turn in plan.turns:
            for step in turn.steps:
                if any(tools[c.tool].effect == "destructive" and c.weight for c in step):
                    seen += 1
                    assert turn.act == "confirm"
                    assert plan.turns[turn.index - 1].reply == "confirm"
    assert seen > 10


def test_wrong_then_right() -> None:
    """A wrong call has weight 0, fails, and is followed in the same turn by a good one; all else has weight 1."""
    seen = 0
    for plan in plans("lively"):
        for turn in plan.turns:
            calls = [c for step in turn.steps for c in step]
            for place, call in enumerate(calls):
                if call.weight == 0:
                    seen += 1
                    assert not call.ok
                    assert call.chain_call is None
                    assert any(later.ok for later in calls[place + 1 :])
    assert seen > 10


def test_retries_repeat_the_call() -> None:
    """A passing fault is followed by the same call with the same arguments, which then works."""
    seen = 0
    for plan in plans("lively"):
        for turn in plan.turns:
            calls = [c for step in turn.steps for c in step]
            for place, call in enumerate(calls[:-1]):
                if call.weight and not call.ok and turn.reply != "apologise":
                    seen += 1
                    same = [c for c in calls[place + 1 :] if (c.tool, c.arguments) == (call.tool, call.arguments)]
                    assert [c.ok for c in same] == [True]
    assert seen > 10


def test_no_country_or_currency_is_unknown() -> None:
    """An error blames what a service may not know: no country that stands beside its city, and no currency."""
    blamed = {
        part
        for plan in plans("lively")
        for turn in plan.turns
        if turn.reply == "apologise"
        for call in turn.steps[-1]
        for part in ("country_code", "currency")
        if part in str(call.result)
    }
    assert not blamed


def test_errors_end_in_another_value() -> None:
    """After a failure that the user must mend, they give another value for the same parameter, and the call works."""
    seen = 0
    for plan in plans("lively"):
        for before, turn in zip(plan.turns, plan.turns[1:], strict=False):
            if turn.act != "error":
                continue
            seen += 1
            failed = before.steps[-1][-1]
            retried = next(c for step in turn.steps for c in step if c.ok and c.tool == failed.tool)
            assert not failed.ok
            assert retried.arguments != failed.arguments
            assert any(s.call == retried.id for s in turn.said)
    assert seen > 8


def test_corrections_change_what_was_said() -> None:
    """A `correct` turn brings exactly one new value, for a tool called before with another one."""
    seen = 0
    for plan in plans("lively"):
        for turn in plan.turns:
            if turn.act == "correct":
                seen += 1
                assert len(turn.said) == 1
                call = next(c for step in turn.steps for c in step if c.id == turn.said[0].call)
                earlier = [c for at, c in calls_of(plan) if c.tool == call.tool and at < turn.index]
                assert earlier
                assert all(c.arguments != call.arguments for c in earlier)
    assert seen > 10


def test_clarifications_bring_what_was_asked() -> None:
    """The turn before a `clarify` makes no calls, and asks for required values only."""
    tools, seen = catalogue_view().tools, 0
    for plan in plans("lively"):
        by_id = {c.id: c for _, c in calls_of(plan)}
        for turn in plan.turns:
            if turn.reply == "ask":
                seen += 1
                assert turn.steps == ()
                for asked in turn.asks:
                    required = {p.path.partition("[")[0] for p in tools[by_id[asked.call].tool].inputs if p.required}
                    assert asked.path.partition("[")[0] in required
    assert seen > 20


def test_parallel_and_sequential() -> None:
    """Calls of one step take nothing from each other; a later step of the turn may, and often does."""
    building = 0
    for plan in plans("default"):
        of_step = {c.id: (t.index, n) for t in plan.turns for n, step in enumerate(t.steps) for c in step}
        for one in plan.provenance:
            if one.source == "result":
                taking, giving = of_step[one.call], of_step[str(one.from_call)]
                assert giving < taking
                building += giving[0] == taking[0]
    assert building > 50


def test_parallel_calls_of_one_tool_differ() -> None:
    """The same tool twice in one step has different arguments, and that happens."""
    seen = 0
    for turn in turns_of(plans("bfcl")):
        for step in turn.steps:
            for tool in {c.tool for c in step}:
                same = [c.arguments for c in step if c.tool == tool]
                assert all(a not in same[:i] for i, a in enumerate(same))
                seen += len(same) > 1
    assert seen > 20


def test_picks_tell_items_apart() -> None:
    """A pick names one of several items by a value that no other item has, never an id or a link.

    They were listed in an earlier turn, or something is done to what the user names before it is shown.
    """
    seen = named = 0
    for plan in plans("default"):
        at = {c.id: (t, c) for t, c in calls_of(plan)}
        for turn in plan.turns:
            for pick in turn.picks:
                seen += 1
                assert at[pick.call][0] <= turn.index
                if at[pick.call][0] == turn.index:
                    assert pick.value is not None
                assert pick.count > 1
                if pick.value is not None:
                    named += 1
                    assert "://" not in str(pick.value)
                    assert not pick.by.lower().endswith(("id", "_url", "token"))
    assert seen > 40
    assert named > 0.8 * seen


def test_dates_stand_in_order() -> None:
    """An arrival never comes after its departure, nor a start after its end."""
    pairs = [("checkIn", "checkOut"), ("from_date", "to_date"), ("dateFrom", "dateTo"), ("startDate", "endDate"),
             ("pickUpDate", "dropOffDate"), ("from", "to"), ("starts_at", "ends_at")]  # fmt: skip
    seen = 0
    for name in (*PRESETS, "lively"):
        for plan in plans(name):
            for _, call in calls_of(plan):
                for start, end in pairs:
                    a, b = call.arguments.get(start), call.arguments.get(end)
                    if isinstance(a, str) and isinstance(b, str) and a[:2] == "20" and call.weight:
                        seen += 1
                        assert not are_at_odds(a, b), (call.tool, a, b)
    assert seen > 20


def test_relative_dates() -> None:
    """About a third of the dates that lie ahead are said relative to the clock; their source is the clock."""
    found = [*plans("default"), *plans("bfcl"), *plans("multistep")]
    relative = [s for t in turns_of(found) for s in t.said if s.relative]
    dated = [
        s
        for t in turns_of(found)
        for s in t.said
        if isinstance(s.value, str) and s.value[:2] == "20" and len(s.value) == 10
    ]
    # Days behind are said as dates, so that the share is below the mix's third.
    assert 0.15 <= len(relative) / len(dated) <= 0.45
    clocked = {p.value for plan in found for p in plan.provenance if p.source == "clock"}
    assert clocked == {s.value for s in relative}


def test_goals_hold_no_names() -> None:
    """No turn's goal shows a tool's or parameter's name in code style, nor a value in digits."""
    for turn in turns_of(plans("lively")):
        assert "_" not in turn.goal
        assert not any(c.isdigit() for c in turn.goal)
        assert len(turn.goal.split()) >= 2


def test_unknown_tool() -> None:
    """A chain whose tools are not given is rejected, not crashed on."""
    chain = chains()[0]
    found = plan_chain(chain, {}, seed=1, mix=load_mix("default"))
    assert isinstance(found, Rejection)
    assert found.code == "tool_unknown"


def test_layers_multiply() -> None:
    """Roles, circumstances and clocks are drawn apart from each other: hardly two plans have the same cast."""
    found = plans("default")
    casts = {
        (p.persona.role, p.circumstances.emotion, p.circumstances.formality, p.circumstances.medium) for p in found
    }
    assert len(casts) > 0.9 * len(found)
    assert len({p.clock for p in found}) > 0.99 * len(found)
    assert all(set(p.persona.traits.values()) <= {-1, 0, 1} and len(p.persona.traits) == 5 for p in found)


def test_a_new_name_gets_nobody_elses_address() -> None:
    """Somebody named by the user is not given the e-mail address that an earlier result holds of somebody else."""
    mail = {"type": "string", "format": "email"}
    name = {"type": "string", "description": "Full name"}
    user = {"type": "object", "properties": {"login": {"type": "string"}, "email": mail}, "required": ["email"]}
    get = make("get_user", {"login": {"type": "string"}}, user)
    create = make("create_contact", {"full_name": name, "email": mail}, None, required=["full_name"])
    link = Binding(call=1, parameter="email", source_call=0, field="email", score=0.8, reasons=())
    chain = Chain(id="two", motif="line", seed=1, index=0, tools=(get.id, create.id), bindings=(link,))
    tools = {tool.id: tool for tool in (get, create)}
    for seed in range(8):
        plan = plan_chain(chain, tools, seed=seed, mix=load_mix("simple"))
        assert isinstance(plan, DialoguePlan)
        made = {p.path: p.source for p in plan.provenance if p.call != "call_1" and p.path in ("full_name", "email")}
        assert made["full_name"] == "user"
        assert made.get("email") != "result"
