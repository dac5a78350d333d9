"""The real readers: packages that trainers use take our files and see what we wrote.

`openai` and `datasets` are always there. `transformers` (without torch), `trl`, `llamafactory` and `bfcl-eval` are
used where they are installed (`pip install --no-deps` is enough for the last three), else skipped with the reason.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml
from pydantic import TypeAdapter

from tests.export.dialogues import KINDS, Call, Turn, dialogue, many
from toolgraph.export import TARGETS, export, read_back
from toolgraph.export.conversation import conversation_of
from toolgraph.export.wrong import without_wrong

# As Qwen and Hermes models carry it: tools, calls and answers between tags, the parts in our own words left out.
QWEN = """\
{%- for m in messages %}<|im_start|>{{ m.role }}
{% if m.content is string and m.role != 'tool' %}{{ m.content }}{% endif %}
{%- for c in m.tool_calls or [] %}<tool_call>
{"name": {{ c.function.name | tojson }}, "arguments": {{ c.function.arguments | tojson }}}
</tool_call>{% if not loop.last %}{{ '\\n' }}{% endif %}{% endfor %}
{%- if m.role == 'tool' %}<tool_response>
{{ m.content }}
</tool_response>{% endif %}<|im_end|>
{% endfor %}"""
PLAIN = "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endfor %}"


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """`datasets`, kept from the network, and with its cache in the test's own folder."""
    datasets = pytest.importorskip("datasets", reason="extra `datasets` is not installed")
    monkeypatch.setattr(datasets.config, "HF_HUB_OFFLINE", True)
    datasets.disable_progress_bars()
    return datasets


def shell(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """Stand-ins for packages whose `__init__` pulls in a GPU stack; their modules are still the real ones."""
    spec = importlib.util.find_spec(names[0])
    if spec is None or not spec.submodule_search_locations:
        pytest.skip(f"{names[0]} is not installed")
    root = Path(next(iter(spec.submodule_search_locations))).parent
    for name in names:
        module = ModuleType(name)
        module.__path__ = [str(root / Path(*name.split(".")))]
        monkeypatch.setitem(sys.modules, name, module)


@pytest.fixture
def forget(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Modules that a test imports under a shell are forgotten after it."""
    before = set(sys.modules)
    yield
    for name in set(sys.modules) - before:
        if name.partition(".")[0] in ("llamafactory", "bfcl_eval"):
            del sys.modules[name]


def test_openai_types(tmp_path: Path) -> None:
    """Each message and tool is one that the openai package's own types accept."""
    chat = import_module("openai.types.chat")
    export(many(20), "openai", tmp_path)
    messages = TypeAdapter(list[chat.ChatCompletionMessageParam])
    tools = TypeAdapter(list[chat.ChatCompletionToolParam])
    for row in lines(tmp_path / "train.jsonl"):
        bare = [{k: v for k, v in m.items() if k != "weight"} for m in row["messages"]]
        checked = messages.validate_python(bare)
        for old, new in zip(bare, checked, strict=True):
            # Pydantic reads tool_calls lazily, as an iterator; listing them checks them.
            assert {**new, **({"tool_calls": list(new["tool_calls"])} if new.get("tool_calls") else {})} == old
        tools.validate_python(row.get("tools", []))


@pytest.mark.parametrize("target", ["trl", "axolotl", "xlam", "llamafactory", "hermes"])
def test_datasets_reads_json_lines(target: str, tmp_path: Path, hub: Any) -> None:
    """`load_dataset("json")` gives every row as it was written: nothing is null-filled, whatever schemas are mixed."""
    some = many(20)
    export(some, target, tmp_path / "out")
    file = tmp_path / "out" / "train.jsonl"
    rows = hub.load_dataset("json", data_files=str(file), split="train", cache_dir=str(tmp_path / "cache"))
    assert list(rows) == lines(file)


def test_datasets_reads_the_folder(tmp_path: Path, hub: Any) -> None:
    """`load_dataset(FOLDER)` follows the card to both splits, with messages as objects free of nulls."""
    some = many(20)
    report = export(some, "parquet", tmp_path / "out", split=0.2)
    found = hub.load_dataset(str(tmp_path / "out"), cache_dir=str(tmp_path / "cache"))
    assert {name: len(rows) for name, rows in found.items()} == report.splits
    by_id = {row["id"]: row for rows in found.values() for row in rows}
    export(some, "trl", tmp_path / "trl")
    for made, plain in zip(some, lines(tmp_path / "trl" / "train.jsonl"), strict=True):
        assert by_id[made.id]["messages"] == plain["messages"]
        assert by_id[made.id]["tools"] == plain["tools"]
    assert found["train"].features["messages"] == hub.List(hub.Json())


def test_datasets_reads_pairs(tmp_path: Path, hub: Any) -> None:
    """Pairs of one schema, and of several, come as they were written: dates stay text, nothing is null-filled."""
    one = KINDS["wrong then right"]
    other = dialogue(
        [Turn("x", [[Call("odd", {"date": 1}, 0, wrong=True)], [Call("odd", {"date": "2026-01-01"}, 0)]], "y")]
    )
    for name, some in {"a": [one], "b": [one, other], "c": [other, one]}.items():
        report = export(some, "trl-preference", tmp_path / name)
        rows = hub.load_dataset(str(tmp_path / name), split="train", cache_dir=str(tmp_path / "cache" / name))
        assert len(rows) == report.rows == len(some)
        for row, made in zip(rows, some, strict=True):
            assert row["prompt"] == [
                {"role": m.role, "content": m.content} for m in made.messages[: len(row["prompt"])]
            ]
            wrong, right = (m.tool_calls[0].arguments for m in made.messages if m.tool_calls)
            assert [row[k][0]["tool_calls"][0]["function"]["arguments"] for k in ("rejected", "chosen")] == [
                wrong,
                right,
            ]
            assert set(row["chosen"][0]) == {"role", "tool_calls"}


def render(template: str, messages: list[dict[str, Any]], tools: Any = None) -> str:
    reason = "transformers and jinja2 are not installed"
    pytest.importorskip("jinja2", reason=reason)
    module = pytest.importorskip("transformers.utils.chat_template_utils", reason=reason)
    rendered, _ = module.render_jinja_template(conversations=[messages], tools=tools, chat_template=template)
    return str(rendered[0])


def test_chat_template(tmp_path: Path) -> None:
    """A chat template renders calls of the TRL rows and of the Hermes rows to the same text."""
    some = many(10)
    for target in ("trl", "hermes"):
        export(some, target, tmp_path / target)
    pairs = zip(lines(tmp_path / "trl" / "train.jsonl"), lines(tmp_path / "hermes" / "train.jsonl"), strict=True)
    for structured, text in pairs:
        ours = render(PLAIN, [m for m in text["messages"] if m["role"] not in ("system", "tool")])
        theirs = render(QWEN, [m for m in structured["messages"] if m["role"] not in ("system", "tool")])
        assert theirs == ours


class Tokenizer:
    """The one method of a tokenizer that TRL's data preparation calls, over transformers' own template code."""

    def apply_chat_template(self, conversation: Any, tools: Any = None, **_: Any) -> str:
        return render(QWEN, conversation, tools)


def test_trl_preparation(tmp_path: Path) -> None:
    """TRL's own `apply_chat_template` takes rows of both TRL targets, with their tools."""
    trl = pytest.importorskip("trl.data_utils", reason="trl is not installed")
    export(many(10), "trl", tmp_path / "a")
    for row in lines(tmp_path / "a" / "train.jsonl"):
        assert trl.is_conversational(row)
        tools = json.loads(row["tools"])
        text = trl.apply_chat_template({"messages": row["messages"]}, Tokenizer(), tools=tools)["text"]
        assert text.count("<tool_call>") == sum(len(m.get("tool_calls", ())) for m in row["messages"])
    export([KINDS["wrong then right"]], "trl-preference", tmp_path / "b")
    (row,) = TARGETS["trl-preference"].layout.read(tmp_path / "b", "train")
    got = trl.apply_chat_template(row, Tokenizer(), tools=json.loads(row["tools"]))
    assert "2026-03-04" in got["chosen"]
    assert '"tomorrow"' in got["rejected"]


def test_llamafactory_converter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, forget: None) -> None:
    """LLaMA-Factory's own converter keeps every row, and its formatter reads every call."""
    shell(monkeypatch, "llamafactory", "llamafactory.data", "llamafactory.extras")
    # The constants need peft and transformers with torch, only for names of weight files.
    for name, values in {
        "llamafactory.extras.constants": {"RUNNING_LOG": "log", "DATA_CONFIG": "", "IMAGE_PLACEHOLDER": "<image>"},
        "llamafactory.extras.misc": {"use_modelscope": bool, "use_openmind": bool},
    }.items():
        module = ModuleType(name)
        vars(module).update(values)
        monkeypatch.setitem(sys.modules, name, module)
    converter = import_module("llamafactory.data.converter")
    formatter = import_module("llamafactory.data.formatter")
    parser = import_module("llamafactory.data.parser")
    export(many(10), "llamafactory", tmp_path)
    info = json.loads((tmp_path / "dataset_info.json").read_text())["toolgraph"]
    attr = parser.DatasetAttr("file", dataset_name=info["file_name"])
    attr.join(info)
    convert = converter.SharegptDatasetConverter(dataset_attr=attr, data_args=None)
    form = formatter.FunctionFormatter(slots=["{{content}}"], tool_format="qwen")
    for row in lines(tmp_path / info["file_name"]):
        made = convert(row)
        turns = made["_prompt"] + made["_response"]
        assert [t["content"] for t in turns] == [t["value"] for t in row["conversations"]]
        assert made["_tools"] == row["tools"]
        for turn in turns:
            if turn["role"] == "function":
                text = form.apply(content=turn["content"], thought_words=("<think>", "</think>"))[0]
                calls = json.loads(turn["content"])
                assert text.count("<tool_call>") == (len(calls) if isinstance(calls, list) else 1)


def test_bfcl_checker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, forget: None) -> None:
    """BFCL's own checker counts the calls of the dialogue as right, and other calls as wrong."""
    if importlib.util.find_spec("bfcl_eval") is None:
        pytest.skip("bfcl-eval is not installed")
    # The real module imports every vendor's client; only names with dots are looked up in it.
    config = ModuleType("bfcl_eval.constants.model_config")
    config.MODEL_CONFIG_MAPPING = {}  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "bfcl_eval.constants.model_config", config)
    try:
        python = import_module("bfcl_eval.constants.enums").Language.PYTHON
        ast_checker = import_module("bfcl_eval.eval_checker.ast_eval.ast_checker").ast_checker
    except ImportError as exc:
        pytest.skip(f"bfcl-eval is installed without {exc.name}")

    export(many(10), "bfcl", tmp_path)
    said = iter(read_back("bfcl", tmp_path))
    rows = sorted(
        (
            (int(q["id"].rpartition("_")[2]), path.stem.removeprefix("BFCL_v4_"), q, a)
            for path in tmp_path.glob("*.json")
            for q, a in zip(lines(path), lines(tmp_path / "possible_answer" / path.name), strict=True)
        ),
        key=lambda row: row[0],
    )
    for _, category, question, answer in rows:
        calls = [{c.name: c.arguments} for c in next(said).messages[-1].tool_calls]
        check = (python, category, "none")
        result = ast_checker(question["function"], calls, answer["ground_truth"], *check)
        assert result["valid"], result
        wrong = [{name: {**arguments, "no_such": 1}} for call in calls for name, arguments in call.items()]
        assert not ast_checker(question["function"], wrong, answer["ground_truth"], *check)["valid"]


def test_axolotl_configuration(tmp_path: Path) -> None:
    """The lines for Axolotl's configuration name the file and the columns that the rows have."""
    export(many(10), "axolotl", tmp_path)
    config = yaml.safe_load((tmp_path / "axolotl.yaml").read_text())["datasets"][0]
    row = lines(tmp_path / config["path"])[3]
    assert {config["field_messages"], config["field_tools"]} == set(row)
    trained = [m[config["message_field_training"]] for m in row["messages"]]
    assert trained == [False, False, False, False, True, False, True]  # the wrong call is the third
    assert isinstance(json.loads(row["tools"]), list)


def test_card_front_matter(tmp_path: Path) -> None:
    """The card names files by split, size, tags, and how the data was made."""
    some = many(20)
    export(some, "parquet", tmp_path, split=0.2)
    front, body = (tmp_path / "README.md").read_text().split("---\n")[1:]
    meta = yaml.safe_load(front)
    assert meta["configs"] == [
        {
            "config_name": "default",
            "data_files": [
                {"split": "train", "path": "data/train-*"},
                {"split": "validation", "path": "data/validation-*"},
            ],
        }
    ]
    assert meta["size_categories"] == ["n<1K"]
    assert "tool-calling" in meta["tags"]
    assert "Sources: shop (20), trip (20)" in body
    assert "Seeds: 7" in body
    assert "20 of 20 checked" in body


def test_parquet_holds_what_the_record_holds(tmp_path: Path) -> None:
    """Without the reader in between, the folder gives conversations equal to the dialogues'."""
    some = many(10)
    export(some, "parquet", tmp_path)
    assert read_back("parquet", tmp_path) == [conversation_of(without_wrong(d)) for d in some]
