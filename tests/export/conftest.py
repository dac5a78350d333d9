"""`datasets` kept from the network, and two hundred dialogues over the tools of the bundled catalogue."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from tests.demo_folder import demo_folder
from toolgraph.export import export
from toolgraph.models.dialogue import Dialogue
from toolgraph.pipeline.synth import SynthRequest, synth
from toolgraph.runs import read_records
from toolgraph.sample import SampleRequest
from toolgraph.store import StoreAddress, open_store

Exported = Callable[[str], Path]
_FOREIGN = ("llamafactory", "bfcl_eval", "axolotl", "tau2")


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Any:
    """`datasets`, kept from the network; tests give it a cache in their own folder."""
    datasets = pytest.importorskip("datasets", reason="extra `datasets` is not installed")
    monkeypatch.setattr(datasets.config, "HF_HUB_OFFLINE", True)
    datasets.disable_progress_bars()
    return datasets


@pytest.fixture
def forget(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Modules that a test imports under a shell are forgotten after it."""
    before = set(sys.modules)
    yield
    for name in set(sys.modules) - before:
        if name.partition(".")[0] in _FOREIGN:
            del sys.modules[name]


@pytest.fixture(scope="package")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> list[Dialogue]:
    """Two hundred dialogues over tools of many schemas, with wrong calls among them."""
    run: Path = tmp_path_factory.mktemp("mixed") / "run"
    with open_store(StoreAddress(db=str(demo_folder() / "db"))) as store:
        synth(store, SynthRequest(count=200, sample=SampleRequest(seed=8)), run)
    return list(read_records(run / "dialogues.jsonl", Dialogue))


@pytest.fixture(scope="package")
def exported(mixed: list[Dialogue], tmp_path_factory: pytest.TempPathFactory) -> Exported:
    """The folder that holds the two hundred dialogues for a target; each is a row, in every format."""

    @lru_cache
    def folder(target: str) -> Path:
        out = tmp_path_factory.mktemp(target)
        report = export(mixed, target, out)
        assert (report.rows, report.left_out) == (200, {})
        return out

    return folder
