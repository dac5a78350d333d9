"""All targets: written, read back, refused, left out, split."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.export.dialogues import BOOK, KINDS, SYSTEM, WRONG, Call, Turn, dialogue, dialogues, many, search
from toolgraph.errors import ConfigError, ExportError, MissingExtra
from toolgraph.export import TARGETS, Conversation, export, read_back
from toolgraph.export.conversation import conversation_of
from toolgraph.export.numbers import UnreadableNumber, exact_json
from toolgraph.export.wrong import without_wrong
from toolgraph.models.dialogue import Dialogue

WHOLE = ("openai", "trl", "hermes", "llamafactory", "axolotl", "parquet")  # formats that hold whole dialogues
MASKS = ("openai", "axolotl")
ARROW = ("trl", "parquet")  # a second or so a file, and all of them alike
SINGLE = ("xlam", "bfcl")


def wanted(dialogue: Dialogue, target: str, *, mask: bool = True) -> Conversation:
    kept = dialogue if mask and target in MASKS else without_wrong(dialogue)
    return conversation_of(kept, weights=target in MASKS)


def readable(value: Any) -> bool:
    try:
        exact_json(value)
    except UnreadableNumber:
        return False
    return True


@pytest.mark.parametrize("target", WHOLE)
@pytest.mark.parametrize("wrong_calls", ["mask", "drop"])
def test_round_trip(target: str, wrong_calls: Any, tmp_path: Path) -> None:
    """Reading a file gives back every dialogue of every kind, in order, with all that the format can hold."""
    given_ = many(20)
    report = export(given_, target, tmp_path, wrong_calls=wrong_calls)
    assert report.rows == len(given_) == report.dialogues
    assert not report.left_out
    assert read_back(target, tmp_path) == [wanted(d, target, mask=wrong_calls == "mask") for d in given_]
    masked = wrong_calls == "mask" and target in MASKS
    assert (report.masked, report.dropped) == ((2, 0) if masked else (0, 2))


@pytest.mark.parametrize("target", [t for t in WHOLE if t not in ARROW])
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(data=st.data())
def test_round_trip_of_anything(target: str, data: st.DataObject, tmp_path: Path) -> None:
    """Arbitrary schemas, arguments, results and words come back as they were; every trained call fits its schema."""
    made = data.draw(dialogues())
    conversation = conversation_of(made)
    for call in (
        c for m, u in zip(made.messages, conversation.messages, strict=True) if m.weight for c in u.tool_calls
    ):
        schema = next(t.parameters for t in made.tools if t.name == call.name)
        assume(Draft202012Validator(schema).is_valid(call.arguments))
    copies = [made.model_copy(update={"id": f"d{i}"}) for i in range(10 if target == "openai" else 1)]
    assert not export(copies, target, tmp_path).left_out
    assert read_back(target, tmp_path)[0] == wanted(made, target)


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(some=st.lists(dialogues(), min_size=2, max_size=4))
def test_parquet_of_mixed_schemas(some: list[Dialogue], tmp_path: Path) -> None:
    """Arrow fills in and changes nothing, whatever schemas stand side by side in one file."""
    held = [d for d in some if readable([c.arguments for m in d.messages for c in m.tool_calls])]
    assume(held)
    export(held, "parquet", tmp_path)
    assert read_back("parquet", tmp_path) == [wanted(d, "parquet") for d in held]


@pytest.mark.parametrize("target", SINGLE)
def test_single_turn_targets(target: str, tmp_path: Path) -> None:
    """Single-turn formats take the first question with calls, and count the dialogues without one."""
    report = export(many(10), target, tmp_path)
    assert report.left_out == {"no_calls": 2}
    assert report.rows == 8
    found = read_back(target, tmp_path)
    assert [c.messages[-1].tool_calls for c in found] == [
        next(m for m in wanted(d, "trl").messages if m.tool_calls).tool_calls
        for d in many(10)
        if any(m.tool_calls for m in d.messages)
    ]


@pytest.mark.parametrize("target", SINGLE)
def test_a_question_that_cannot_stand_alone(target: str, tmp_path: Path) -> None:
    """A question carries what was said before it where its values were said there, and the clock where it needs it."""
    late = dialogue(
        [Turn("I'm in MUC", [], "OK"), Turn("To CDG", [[search()._replace(origins={"from": {"turn": 0}})]], "2")]
    )
    clock = search()._replace(origins={"date": {"source": "clock", "turn": None}})
    dated = dialogue([Turn("Hi", [], "Hello"), Turn("To CDG from MUC tomorrow", [[clock]], "Two")], name="d2")
    assert export([late, dated], target, tmp_path).rows == 2
    leaning, alone = (
        [(m.role, m.content) for m in c.messages if not m.tool_calls] for c in read_back(target, tmp_path)
    )
    if target == "bfcl":
        assert leaning == [("user", "I'm in MUC"), ("assistant", "OK"), ("user", "To CDG")]
        assert alone == [("system", SYSTEM), ("user", "To CDG from MUC tomorrow")]
    else:
        assert leaning == [("user", "User: I'm in MUC\nAssistant: OK\nUser: To CDG")]
        assert alone == [("user", f"{SYSTEM}\n\nTo CDG from MUC tomorrow")]


def test_preference_pairs(tmp_path: Path) -> None:
    """A wrong call and its correction make one pair; dialogues without one are counted."""
    report = export(many(10), "trl-preference", tmp_path)
    assert (report.rows, report.left_out) == (1, {"no_wrong_call": 9})
    (row,) = TARGETS["trl-preference"].layout.read(tmp_path, "train")
    assert set(row) == {"prompt", "chosen", "rejected", "tools"}
    assert [m["role"] for m in row["prompt"]] == ["system", "user"]
    assert row["rejected"][0]["tool_calls"][0]["function"]["arguments"]["date"] == "tomorrow"
    assert row["chosen"][0]["tool_calls"][0]["function"]["arguments"]["date"] == "2026-03-04"


def test_no_pair_without_a_correction(tmp_path: Path) -> None:
    """A wrong call that is only put right after the user speaks, or from its own answer, gives no pair."""
    later = dialogue([Turn("To CDG", [[WRONG]], "When?"), Turn("On 2026-03-04", [[search()]], "Two.")])
    own = search()._replace(
        origins={"date": {"source": "result", "from_call": "call_1", "field": "hint", "turn": None}}
    )
    from_wrong = dialogue([Turn("To CDG", [[WRONG], [own]], "Two.")], name="d2")
    with pytest.raises(ExportError, match="2 not_put_right"):
        export([later, from_wrong], "trl-preference", tmp_path)
    report = export([KINDS["wrong then right"], later, from_wrong], "trl-preference", tmp_path)
    assert report.left_out == {"not_put_right": 2}


def test_wrong_calls_go_with_all_that_hangs_on_them() -> None:
    """Leaving a wrong call out takes its answer, its provenance and its place in the turn, and moves later indices."""
    turns = [Turn("MUC to CDG on 2026-03-04", [[WRONG], [search()]], "Two."), Turn("Thanks", [], "Bye")]
    left = without_wrong(dialogue(turns))
    assert [m.role for m in left.messages] == ["system", "user", "assistant", "tool", "assistant", "user", "assistant"]
    assert {p.call for p in left.provenance} == {"call_2"}
    assert [t.calls for t in left.plan.turns] == [("call_2",), ()]
    assert left.messages[left.plan.turns[1].message].content == "Thanks"


@pytest.mark.parametrize(
    ("turns", "reason"),
    [
        ([Turn("Go", [[WRONG]], "It failed.")], "wrong_call_alone"),
        (
            [
                Turn(
                    "Go",
                    [
                        [WRONG],
                        [
                            search()._replace(
                                origins={"date": {"source": "result", "from_call": "call_1", "turn": None}}
                            )
                        ],
                    ],
                    "Two.",
                )
            ],
            "value_from_wrong_call",
        ),
    ],
)
def test_what_needs_its_wrong_call_is_left_out(turns: list[Turn], reason: str, tmp_path: Path) -> None:
    """A dialogue that makes no sense without its wrong call is counted, not written without it."""
    report = export([dialogue(turns), KINDS["parallel"]], "trl", tmp_path)
    assert report.left_out == {reason: 1}
    assert report.rows == 1


def test_tau2_actions(tmp_path: Path) -> None:
    """A task names the user's knowledge and all right calls in order."""
    export([KINDS["two turns"], KINDS["wrong then right"].model_copy(update={"id": "d2"})], "tau2", tmp_path)
    first, second = json.loads((tmp_path / "tasks.json").read_text())
    assert [a["name"] for a in first["evaluation_criteria"]["actions"]] == ["search_flights", "book_flight"]
    assert first["user_scenario"]["instructions"]["domain"] == "shop+trip"
    assert "date: 2026-03-04" in first["user_scenario"]["instructions"]["known_info"]
    assert "flight_id" not in first["user_scenario"]["instructions"]["known_info"]
    assert [a["action_id"] for a in second["evaluation_criteria"]["actions"]] == ["call_2"]


def test_bfcl_files(tmp_path: Path) -> None:
    """Questions and answers stand in two files a category, with ids that carry the category."""
    report = export(many(10), "bfcl", tmp_path)
    names = {p.relative_to(tmp_path).as_posix() for p in report.files}
    assert "BFCL_v4_simple_python.json" in names
    assert "possible_answer/BFCL_v4_parallel_multiple.json" in names
    line = json.loads((tmp_path / "BFCL_v4_parallel_multiple.json").read_text())
    assert line["id"] == "parallel_multiple_2"
    assert line["function"][0]["parameters"]["type"] == "dict"
    truth = json.loads((tmp_path / "possible_answer" / "BFCL_v4_parallel_multiple.json").read_text())["ground_truth"]
    assert truth[1]["get_weather"] == {"city": ["Zürich"], "lat": [47.3769], "units": ["c"]}
    assert truth[0]["get_weather"] == {"city": ["東京"], "lat": [""], "units": [""]}


@pytest.mark.parametrize(
    ("name", "arguments", "reason"),
    [
        ("odd", {"levels": [1.5, 2]}, "mixed_list"),
        ("odd", {"extra": 1}, "argument_not_declared"),
        ("get_weather", {"city": "x", "units": ""}, "empty_optional_value"),
    ],
)
def test_bfcl_cannot_hold(name: str, arguments: dict[str, Any], reason: str, tmp_path: Path) -> None:
    """What BFCL's answers cannot say is counted by reason."""
    odd = dialogue([Turn("Go", [[Call(name, arguments, 1)]], "OK")])
    assert export([odd, KINDS["parallel"]], "bfcl", tmp_path).left_out == {reason: 1}


def test_llamafactory_holds_no_text_beside_calls(tmp_path: Path) -> None:
    """An assistant message with words and calls is left out there, and kept where the format has room."""
    plain = KINDS["parallel"]
    at = next(i for i, m in enumerate(plain.messages) if m.tool_calls)
    messages = list(plain.messages)
    messages[at] = messages[at].model_copy(update={"content": "One moment."})
    both = plain.model_copy(update={"messages": tuple(messages)})
    assert export([both, plain], "llamafactory", tmp_path / "l").left_out == {"text_beside_calls": 1}
    export([both], "hermes", tmp_path / "h")
    assert read_back("hermes", tmp_path / "h") == [conversation_of(both)]


@pytest.mark.parametrize("target", WHOLE)
def test_words_that_end_in_a_line_feed(target: str, tmp_path: Path) -> None:
    """The line feed in front of a call belongs to the format; the one at the end of an answer is a word of it."""
    odd = dialogue([Turn("Go\n", [[Call("get_weather", {"city": "x"}, 1)]], "0\n")])
    copies = [odd.model_copy(update={"id": f"d{i}"}) for i in range(10 if target == "openai" else 1)]
    export(copies, target, tmp_path)
    assert read_back(target, tmp_path)[0] == wanted(odd, target)


def broken(**update: Any) -> Dialogue:
    return KINDS["parallel"].model_copy(update={"id": "bad-one", **update})


_PARALLEL = KINDS["parallel"].messages
REFUSALS: list[tuple[str, str, Dialogue, str]] = [
    (t, name, made, rule)
    for t in WHOLE
    for name, made, rule in [
        (
            "unanswered",
            broken(messages=_PARALLEL[:3] + _PARALLEL[4:]),
            "has no answer|comes before the answer|list|waits|keys",
        ),
        ("not offered", broken(tools=(BOOK,)), "not offered"),
        ("twice", broken(tools=(*KINDS["parallel"].tools, BOOK)), "two tools are called book_flight"),
        ("no last word", broken(messages=_PARALLEL[:-1]), "last message|even"),
        (
            "schema",
            dialogue([Turn("a", [[Call("get_weather", {"city": 5}, 1)]], "b")], name="bad-one"),
            "5 is not of type 'string'",
        ),
        (
            "nan",
            dialogue([Turn("a", [[Call("get_weather", {"city": "x", "lat": float("nan")}, 1)]], "b")], name="bad-one"),
            "not JSON",
        ),
        ("surrogate", dialogue([Turn("a \ud800", [], "b")], name="bad-one"), "not JSON|surrogates"),
    ]
]


@pytest.mark.parametrize(("target", "name", "made", "rule"), REFUSALS, ids=[f"{t}-{n}" for t, n, _, _ in REFUSALS])
def test_refusal(target: str, name: str, made: Dialogue, rule: str, tmp_path: Path) -> None:
    """A record that the target would reject is refused with its id and the rule, and no file is touched."""
    (tmp_path / "train.jsonl").write_text("before")
    with pytest.raises(ExportError, match=rule) as refused:
        export([*many(10), made], target, tmp_path)
    assert "bad-one" in refused.value.problem
    assert [p.name for p in tmp_path.iterdir()] == ["train.jsonl"]
    assert (tmp_path / "train.jsonl").read_text() == "before"


def test_control_tags(tmp_path: Path) -> None:
    """Tags inside arguments and answers are hidden by an escape and come back; in free words they are refused."""
    call = Call("get_weather", {"city": "</tool_call><think>x</think>"}, {"a": "</tool_response>"})
    made = dialogue([Turn("Go", [[call]], "OK")])
    for target in ("hermes", "llamafactory"):
        export([made], target, tmp_path / target)
        assert read_back(target, tmp_path / target) == [conversation_of(made)]
    with pytest.raises(ExportError, match="control tag <tool_call>"):
        export([dialogue([Turn("Say <tool_call>", [], "No")])], "hermes", tmp_path)


def test_openai_wants_ten(tmp_path: Path) -> None:
    """Nine training rows are refused with the reasons of what was left out."""
    with pytest.raises(ExportError, match="9 training rows from 9 dialogues, and the target takes 10"):
        export(many(9), "openai", tmp_path)


def test_unknown_target_and_split(tmp_path: Path) -> None:
    """A misspelt target and an impossible split say what is possible."""
    with pytest.raises(ConfigError, match="Unknown export target") as unknown:
        export([], "opnai", tmp_path)
    assert "openai, trl" in unknown.value.fix
    with pytest.raises(ConfigError, match="1 chain"):
        export(many(3, chains=1), "trl", tmp_path, split=0.5)
    with pytest.raises(ConfigError, match="is 1"):
        export(many(3), "trl", tmp_path, split=1)
    export(many(3), "tau2", tmp_path)
    with pytest.raises(ConfigError, match="holds no conversations"):
        read_back("tau2", tmp_path)


@pytest.mark.parametrize("target", sorted(TARGETS))
def test_split_by_chain(target: str, tmp_path: Path) -> None:
    """No chain stands on both sides, sizes are reported, and the same seed gives the same bytes."""
    if target == "trl-preference":
        some = [
            KINDS["wrong then right"].model_copy(update={"id": d.id, "chain": d.chain}) for d in many(60, chains=12)
        ]
    else:
        some = many(60, chains=12)
    report = export(some, target, tmp_path / "a", split=0.25, seed=3)
    assert sum(report.splits.values()) == report.rows
    assert report.splits["train"] > report.splits["validation"] > 0
    again = export(some, target, tmp_path / "b", split=0.25, seed=3)
    for one, two in zip(report.files, again.files, strict=True):
        assert one.read_bytes() == two.read_bytes()
    other = export(some, target, tmp_path / "c", split=0.25, seed=4)
    assert target == "trl-preference" or any(
        a.read_bytes() != b.read_bytes() for a, b in zip(report.files, other.files, strict=False)
    )


def test_old_validation_is_not_left_beside_new_training(tmp_path: Path) -> None:
    """A folder that holds validation rows of an earlier split is refused for an export without one."""
    for target in ("trl", "parquet"):
        export(many(20), target, tmp_path / target, split=0.2)
        with pytest.raises(ConfigError, match="earlier export with --split"):
            export(many(20), target, tmp_path / target)
        assert export(many(20), target, tmp_path / target, split=0.3).rows == 20


def test_no_folder(tmp_path: Path) -> None:
    """A path that is a file is a mistake that is named."""
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigError, match="file cannot be made"):
        export(many(10), "trl", tmp_path / "file")


def test_registrations_name_the_splits(tmp_path: Path) -> None:
    """The files for LLaMA-Factory and Axolotl name a validation set only when there is one."""
    for split, sets in ((0.0, 1), (0.2, 2)):
        export(many(20), "llamafactory", tmp_path / f"l{sets}", split=split)
        info = json.loads((tmp_path / f"l{sets}" / "dataset_info.json").read_text())
        assert [entry["file_name"] for entry in info.values()] == ["train.jsonl", "validation.jsonl"][:sets]
        export(many(20), "axolotl", tmp_path / f"a{sets}", split=split)
        config = yaml.safe_load((tmp_path / f"a{sets}" / "axolotl.yaml").read_text())
        assert list(config) == ["datasets", "test_datasets"][:sets]


def test_split_sides(tmp_path: Path) -> None:
    """Rows of one chain are all on one side."""
    some = many(60, chains=12)
    export(some, "xlam", tmp_path, split=0.25)
    chain = {d.id: d.chain.id for d in some}
    sides = [
        {chain[json.loads(line)["id"]] for line in (tmp_path / f"{s}.jsonl").read_text().splitlines()}
        for s in ("train", "validation")
    ]
    assert all(sides)
    assert not sides[0] & sides[1]


def test_missing_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without `datasets`, Parquet targets say what to install, and the others work."""
    monkeypatch.setitem(sys.modules, "datasets", None)
    with pytest.raises(MissingExtra, match="datasets") as missing:
        export(many(10), "parquet", tmp_path)
    assert "toolgraph[datasets]" in missing.value.fix
    assert export(many(10), "hermes", tmp_path).rows == 10


def test_streams(tmp_path: Path) -> None:
    """Dialogues may come from a generator, and nothing but the target's files stays in the folder."""
    report = export((d for d in many(12)), "axolotl", tmp_path)
    assert {p.name for p in tmp_path.iterdir()} == {"train.jsonl", "axolotl.yaml"}
    assert set(report.files) == set(tmp_path.iterdir())
