"""What benchmarks make of two hundred dialogues: BFCL's own checker, tau2's own task model."""

from __future__ import annotations

import importlib.util
import json
from importlib import import_module

import pytest

from tests.conftest import cannot_be_had
from tests.export.conftest import Exported
from tests.export.readers import shell, stand_in
from toolgraph.export import TARGETS, read_back
from toolgraph.models.dialogue import Dialogue


def test_bfcl_checker(exported: Exported, monkeypatch: pytest.MonkeyPatch, forget: None) -> None:
    """BFCL's own checker counts the calls of the dialogues as right, and other calls as wrong."""
    if importlib.util.find_spec("bfcl_eval") is None:
        cannot_be_had("bfcl-eval is not installed; `make test` installs it where it can be had")
    # The real module imports every vendor's client; only names with dots are looked up in it.
    stand_in(monkeypatch, "bfcl_eval.constants.model_config", MODEL_CONFIG_MAPPING={})
    python = import_module("bfcl_eval.constants.enums").Language.PYTHON
    ast_checker = import_module("bfcl_eval.eval_checker.ast_eval.ast_checker").ast_checker
    rows = TARGETS["bfcl"].layout.read(exported("bfcl"), "train")
    for row, said in zip(rows, read_back("bfcl", exported("bfcl")), strict=True):
        calls = [{c.name: c.arguments} for c in said.messages[-1].tool_calls]
        check = (row["ground_truth"], python, row["category"], "none")
        assert ast_checker(row["function"], calls, *check)["valid"]
        wrong = [{name: {**arguments, "no_such": 1}} for call in calls for name, arguments in call.items()]
        assert not ast_checker(row["function"], wrong, *check)["valid"]


def test_tau2_tasks(mixed: list[Dialogue], exported: Exported, monkeypatch: pytest.MonkeyPatch, forget: None) -> None:
    """tau2's own `Task` model takes every task, and keeps every key of it."""
    shell(monkeypatch, "tau2", "tau2.utils", "tau2.data_model")
    stand_in(monkeypatch, "tau2.utils.utils", get_now=str)
    task = import_module("tau2.data_model.tasks").Task
    tasks = json.loads((exported("tau2") / "tasks.json").read_text(encoding="utf-8"))
    assert len(tasks) == len(mixed)
    for written in tasks:
        assert task.model_validate(written).model_dump(mode="json", exclude_unset=True) == written
