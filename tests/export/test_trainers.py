"""What trainers make of two hundred dialogues: their own data preparation, on a CPU, without torch or weights.

`transformers`, `trl`, `llamafactory` and `axolotl` are installed by `make` beside the other development packages.
"""

from __future__ import annotations

import json
import logging
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml

from tests.export.conftest import Exported
from tests.export.dialogues import KINDS
from tests.export.readers import need, shell, stand_in, templates_of, tokenizer
from toolgraph.export import TARGETS, export
from toolgraph.export.layout import read_lines
from toolgraph.models.base import JsonObject
from toolgraph.models.dialogue import Dialogue

# Models whose templates take tools, and several calls in one message.
MODELS = ("qwen2_5", "qwen3", "qwen3_6", "glm4moe", "gemma4", "lfm2_2_5", "nemotron_3_nano")
CALL = "<tool_call>"


def calls_of(row: JsonObject) -> list[JsonObject]:
    return [call["function"] for m in row["messages"] for call in m.get("tool_calls", ())]


def texts(value: Any) -> list[str]:
    """The strings of a value at any depth, which stand in rendered text however it is laid out."""
    if isinstance(value, dict | list):
        return [t for v in (value.values() if isinstance(value, dict) else value) for t in texts(v)]
    return [value] if isinstance(value, str) and value.isalnum() else []


@pytest.mark.parametrize("model", MODELS)
def test_chat_templates(model: str, exported: Exported, hub: Any, tmp_path: Path) -> None:
    """`transformers` renders rows from `load_dataset` with templates of known models: every call, with its values."""
    made = tokenizer()
    made.chat_template = (templates_of(need("trl")) / f"{model}.jinja").read_text()
    rows = hub.load_dataset(str(exported("trl")), split="train", cache_dir=str(tmp_path))
    for row in rows.select(range(50)):
        text = made.apply_chat_template(row["messages"], tools=json.loads(row["tools"]), tokenize=False)
        talk = text[text.index(row["messages"][1]["content"]) :]  # behind the tools
        for call in calls_of(row):
            assert call["name"] in talk
            assert [t for t in texts(call["arguments"]) if t not in talk] == []


def test_hermes_is_what_qwen_renders(exported: Exported) -> None:
    """The text of calls in Hermes rows is, the one that Qwen's template makes of the TRL rows."""
    made = tokenizer()
    made.chat_template = (templates_of(need("trl")) / "qwen2_5.jinja").read_text()
    rows = [TARGETS[t].layout.read(exported(t), "train") for t in ("trl", "hermes")]
    for structured, plain in zip(*rows, strict=True):
        for theirs, ours in zip(
            (m for m in structured["messages"] if m["role"] == "assistant"),
            (m for m in plain["messages"] if m["role"] == "assistant"),
            strict=True,
        ):
            text = made.apply_chat_template([{"role": "user", "content": "x"}, theirs], tokenize=False)
            assert text.partition("assistant\n")[2] == ours["content"] + "<|im_end|>\n"


def test_trl_preparation(exported: Exported, tmp_path: Path) -> None:
    """TRL's own data preparation takes rows of both TRL targets, with their tools."""
    trl, made = need("trl.data_utils"), tokenizer()
    for row in TARGETS["trl"].layout.read(exported("trl"), "train"):
        assert trl.is_conversational(row)
        tools = json.loads(row["tools"])
        text = trl.apply_chat_template({"messages": row["messages"]}, made, tools=tools)["text"]
        without = trl.apply_chat_template({"messages": row["messages"][:1]}, made, tools=tools)["text"]
        assert text.count(CALL) - without.count(CALL) == len(calls_of(row))
        assert all(tool["function"]["name"] in without for tool in tools)
    export([KINDS["wrong then right"]], "trl-preference", tmp_path)
    (row,) = TARGETS["trl-preference"].layout.read(tmp_path, "train")
    got = trl.apply_chat_template(row, made, tools=json.loads(row["tools"]))
    assert "2026-03-04" in got["chosen"]
    assert '"tomorrow"' in got["rejected"]


def test_llamafactory_converter(
    mixed: list[Dialogue], exported: Exported, monkeypatch: pytest.MonkeyPatch, forget: None
) -> None:
    """LLaMA-Factory's own converter keeps every row, and its formatter reads every call."""
    shell(monkeypatch, "llamafactory", "llamafactory.data", "llamafactory.extras")
    need("transformers")
    # The constants need peft and transformers with torch, only for names of weight files.
    constants = {"RUNNING_LOG": "log", "DATA_CONFIG": "", "IMAGE_PLACEHOLDER": "<image>"}
    stand_in(monkeypatch, "llamafactory.extras.constants", **constants)
    stand_in(monkeypatch, "llamafactory.extras.misc", use_modelscope=bool, use_openmind=bool)
    converter = import_module("llamafactory.data.converter")
    formatter = import_module("llamafactory.data.formatter")
    parser = import_module("llamafactory.data.parser")
    folder = exported("llamafactory")
    info = json.loads((folder / "dataset_info.json").read_text())["toolgraph"]
    attr = parser.DatasetAttr("file", dataset_name=info["file_name"])
    attr.join(info)
    convert = converter.SharegptDatasetConverter(dataset_attr=attr, data_args=None)
    form = formatter.FunctionFormatter(slots=["{{content}}"], tool_format="qwen")
    rows = list(read_lines(folder / info["file_name"]))
    assert len(rows) == len(mixed)
    for row in rows:
        made = convert(row)
        turns = made["_prompt"] + made["_response"]
        assert [t["content"] for t in turns] == [t["value"] for t in row["conversations"]]
        assert made["_tools"] == row["tools"]
        for turn in turns:
            if turn["role"] == "function":
                text = form.apply(content=turn["content"], thought_words=("<think>", "</think>"))[0]
                calls = json.loads(turn["content"])
                assert text.count(CALL) == (len(calls) if isinstance(calls, list) else 1)


@pytest.fixture
def axolotl(monkeypatch: pytest.MonkeyPatch, forget: None) -> Any:
    """Axolotl's own module for `type: chat_template`; what imports torch without need is stood in for."""
    packages = ("axolotl", "axolotl.utils", "axolotl.utils.schemas", "axolotl.prompt_strategies")
    shell(monkeypatch, *packages)
    need("transformers"), need("addict")
    stand_in(monkeypatch, "axolotl.utils.logging", get_logger=logging.getLogger)
    stand_in(monkeypatch, "axolotl.utils.schemas.datasets", DatasetConfig=dict)
    stand_in(monkeypatch, "colorama", Fore=SimpleNamespace(CYAN="", RESET=""))
    return import_module("axolotl.prompt_strategies.chat_template")


def test_axolotl_trains_on_right_calls(axolotl: Any, mixed: list[Dialogue], hub: Any, tmp_path: Path) -> None:
    """With the lines written for its configuration, Axolotl trains on every right call and on no wrong one."""
    some = [d for d in mixed if any(m.weight == 0 for m in d.messages)] + mixed[:40]
    export(some, "axolotl", tmp_path)
    config = yaml.safe_load((tmp_path / "axolotl.yaml").read_text())["datasets"][0]
    whole = import_module("axolotl.utils.dict").DictDefault({"sequence_len": 10**6, "train_on_inputs": False})
    made = tokenizer()
    strategy = axolotl.StrategyLoader()(made, whole, config)
    file = str(tmp_path / config["path"])
    rows = hub.load_dataset(config["ds_type"], data_files=file, split=config["split"], cache_dir=str(tmp_path / "c"))
    for row in rows:
        tokens = strategy.tokenize_prompt(row)
        pairs = zip(tokens["input_ids"], tokens["labels"], strict=True)
        learned = made.decode([token for token, label in pairs if label != -100])
        right = [m for m in row["messages"] if m["train"]]
        assert learned.count("<|im_end|>") == len(right)
        told = [json.loads(part.partition("</tool_call>")[0]) for part in learned.split(CALL)[1:]]
        calls = [c["function"] for m in right for c in m.get("tool_calls", ())]
        assert told == [{"name": c["name"], "arguments": json.loads(c["arguments"])} for c in calls]


def test_axolotl_configuration(tmp_path: Path) -> None:
    """The lines for Axolotl's configuration name the file and the columns that the rows have."""
    export([KINDS["wrong then right"]], "axolotl", tmp_path)
    config = yaml.safe_load((tmp_path / "axolotl.yaml").read_text())["datasets"][0]
    (row,) = read_lines(tmp_path / config["path"])
    assert {config["field_messages"], config["field_tools"]} == set(row)
    trained = [m[config["message_field_training"]] for m in row["messages"]]
    assert trained == [False, False, False, False, True, False, True]  # the wrong call is the third
    assert isinstance(json.loads(row["tools"]), list)
