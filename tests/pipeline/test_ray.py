"""Runs on a real local Ray: what one machine makes, one limit over all workers, and nothing lost with a worker."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import cannot_be_had
from tests.llm.endpoint import Endpoint as Server
from tests.llm.endpoint import Good
from tests.pipeline.model_runs import access, fill, good_words, request, texts
from toolgraph.errors import ConfigError, MissingExtra, ModelError
from toolgraph.llm.money import Limits, Prices
from toolgraph.llm.pace import Rates
from toolgraph.models.tool import Tool
from toolgraph.pipeline import spread
from toolgraph.pipeline.spread import ray_cluster
from toolgraph.pipeline.spread_pool import Pool
from toolgraph.pipeline.spread_workers import OfflineWorker, Task
from toolgraph.pipeline.synth import synth
from toolgraph.plan import Mix
from toolgraph.store import GraphStore, StoreAddress, open_store

COUNT = 60
MODEL_COUNT = 18
has_ray = pytest.mark.usefixtures("ray_here")


@pytest.fixture
def ray_here() -> None:
    if find_spec("ray") is None:
        cannot_be_had("the extra `ray` is not installed")


@pytest.fixture(scope="module")
def session() -> Iterator[Path]:
    """Where Ray writes; a short path, since its sockets are there too."""
    with tempfile.TemporaryDirectory(prefix="ray", dir="/tmp", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


@pytest.fixture(scope="module")
def ray(session: Path) -> Iterator[Any]:
    """Two workers' Ray on loopback; its processes are children of this one."""
    import ray  # noqa: PLC0415 - an extra

    quiet = {"include_dashboard": False, "log_to_driver": False, "_node_ip_address": "127.0.0.1"}
    ray.init(address="local", num_cpus=2, _temp_dir=str(session), **quiet)
    yield ray
    ray.shutdown()


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("db")


@pytest.fixture(scope="module")
def store(database: Path) -> Iterator[GraphStore]:
    with open_store(StoreAddress(db=str(database))) as store:
        fill(store)
        yield store


@pytest.fixture(scope="module")
def whole(store: GraphStore, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("whole") / "run"
    synth(store, request(COUNT), out)
    return out


@pytest.fixture(scope="module")
def good(store: GraphStore, catalogue: tuple[Tool, ...], tmp_path_factory: pytest.TempPathFactory) -> Good:
    return good_words(store, {t.id: t for t in catalogue}, MODEL_COUNT, tmp_path_factory.mktemp("words") / "run")


@pytest.fixture(scope="module")
def worded(store: GraphStore, good: Good, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What one process makes with the model's words."""
    out = tmp_path_factory.mktemp("worded") / "run"
    with Server(good) as server:
        synth(store, request(MODEL_COUNT), out, access=access(server))
    return out


def everything(folder: Path) -> dict[str, str]:
    """All that a finished run wrote."""
    return {**texts(folder), "manifest": (folder / "manifest.json").read_text(encoding="utf-8")}


def counts(folder: Path) -> Any:
    """What the manifest counts; the address of the endpoint is another for each server."""
    return json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["counts"]


def parent(pid: int) -> int:
    stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    return int(stat.rpartition(")")[2].split()[1])


def workers(kind: str) -> list[int]:
    """Processes of the actors of a kind: children of the daemon that this process has started."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            title = (folder / "cmdline").read_bytes()
            if title.startswith(f"ray::{kind}".encode()) and parent(parent(int(folder.name))) == os.getpid():
                found.append(int(folder.name))
        except OSError:
            continue
    return sorted(found)


def killing(out: Path, kind: str, count: int) -> tuple[Callable[..., None], list[int]]:
    """A progress that kills one of the workers once so many chains are dealt with; and whom it has killed."""
    killed: list[int] = []

    def progress(*_: object) -> None:
        if not killed and (out / "chains.jsonl").read_bytes().count(b"\n") >= count:
            killed.append(workers(kind)[0])
            os.kill(killed[0], signal.SIGKILL)

    return progress, killed


@has_ray
def test_a_worker_killed_half_way_changes_nothing(ray: Any, store: GraphStore, whole: Path, tmp_path: Path) -> None:
    """With one of two workers killed in the middle, all files and the manifest are the single process' to the byte."""
    del ray
    out = tmp_path / "run"
    progress, killed = killing(out, "OfflineWorker", COUNT // 3)
    report = synth(store, request(COUNT, engine="ray", workers=2), out, progress=progress)
    assert len(killed) == 1
    assert report.kept == COUNT
    assert everything(out) == everything(whole)


@has_ray
def test_one_limit_holds_over_workers_and_losses(
    ray: Any, store: GraphStore, good: Good, worded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the endpoint has served is within the limit although a worker is killed; then one process goes on."""
    del ray
    monkeypatch.chdir(tmp_path)
    out, cache, paid = Path("run"), Path("cache"), 0.0
    prices = Prices(prompt=1.0, completion=1.0)
    progress, killed = killing(out, "WordsWorker", 4)
    with Server(good, delay_s=0.1) as server:
        terms = access(server, cache, prices=prices, limits=Limits(max_cost=0.02), concurrency=2)
        report = synth(store, request(MODEL_COUNT, engine="ray"), out, access=terms, progress=progress)
        for body in server.bodies:
            paid += prices.cost(1000, max(1, len(good(body)) // 4))
        assert len(killed) == 1
        assert report.halted
        assert 0.01 < paid <= report.spent.cost <= 0.02
        assert (tmp_path / "cache" / "replies.sqlite").is_file()
        synth(store, request(MODEL_COUNT), out, access=access(server, cache, prices=prices))
    assert texts(out) == texts(worded)


@has_ray
def test_one_rate_holds_over_workers(
    ray: Any, session: Path, store: GraphStore, good: Good, worded: Path, tmp_path: Path
) -> None:
    """Two workers together ask no more often than the one rate allows, make the single run, and leave no key."""
    del ray
    asked: list[float] = []

    def clocked(body: dict[str, Any]) -> str:
        asked.append(time.monotonic())
        return good(body)

    with Server(clocked) as server:
        terms = access(server, rates=Rates(rpm=600, patience_s=20.0), api_key="sk-very-secret")
        report = synth(store, request(MODEL_COUNT, engine="ray"), tmp_path / "run", access=terms)
    assert len(asked) == report.spent.requests >= MODEL_COUNT
    assert asked[-1] - asked[0] >= (len(asked) - 2) / 10
    assert texts(tmp_path / "run") == texts(worded)
    assert counts(tmp_path / "run") == counts(worded)
    written = [p for folder in (session, tmp_path) for p in folder.rglob("*") if p.is_file()]
    assert len(written) > 10
    assert not [p for p in written if b"sk-very-secret" in p.read_bytes()]


@has_ray
def test_an_endpoint_that_refuses_the_key_ends_the_run(ray: Any, store: GraphStore, good: Good, tmp_path: Path) -> None:
    """The error of one process comes from a cluster too, and nothing is written."""
    del ray
    with Server(good, faults=lambda *_: "expired_key") as server, pytest.raises(ModelError, match="401"):
        synth(store, request(5, engine="ray"), tmp_path / "run", access=access(server))
    assert (tmp_path / "run" / "chains.jsonl").read_text() == ""


@has_ray
def test_work_that_takes_its_workers_with_it_is_given_up(ray: Any) -> None:
    """After three lost workers the work is at fault, not the cluster, and the message says so."""

    class Fragile:
        def start(self) -> None:
            return

        def work(self, item: str) -> str:
            if item == "bad":
                os._exit(1)
            return item

    def start(number: int) -> tuple[Any, Any]:
        del number
        actor = ray.remote(num_cpus=0)(Fragile).remote()
        return actor, actor.start.remote()

    lost: list[int] = []
    pool = Pool(ray, start, count=1, at_once=1, lost=lost.append)
    with pytest.raises(ConfigError, match="3 workers were lost"):
        pool.work("work", "bad")
    assert lost == [1, 2, 3]
    assert pool.work("work", "good") == (4, "good")
    pool.close()


@has_ray
def test_the_first_ctrl_c_finishes_what_is_under_way(
    ray: Any, store: GraphStore, good: Good, worded: Path, tmp_path: Path
) -> None:
    """One SIGINT ends a run on a cluster without a manifest or an error; then one process goes on to the same bytes."""
    del ray
    out, cache = tmp_path / "run", tmp_path / "cache"

    def interrupt(*_: object) -> None:
        if (out / "chains.jsonl").read_bytes().count(b"\n") == 3:
            os.kill(os.getpid(), signal.SIGINT)

    with Server(good, delay_s=0.1) as server:
        terms = access(server, cache, concurrency=4)
        report = synth(store, request(MODEL_COUNT, engine="ray"), out, access=terms, progress=interrupt)
        assert report.halted == "stopped by Ctrl-C"
        assert 3 <= report.kept < MODEL_COUNT
        assert not (out / "manifest.json").exists()
        assert (out / "spend.jsonl").read_bytes().count(b"\n") == server.requests
        synth(store, request(MODEL_COUNT), out, access=terms)
    assert texts(out) == texts(worded)


JOIN = """
import ray
from toolgraph.pipeline.spread import ray_cluster
from toolgraph.plan import Mix
with ray_cluster(seed=0, mix=Mix(), workers=64) as cluster:
    assert list(cluster.offline([], lambda ids: {})) == []
    print(ray.get_runtime_context().gcs_address)
"""


@has_ray
def test_a_cluster_that_runs_already_is_joined(ray: Any) -> None:
    """`RAY_ADDRESS` names the cluster, also one with fewer CPUs than workers are wanted."""
    address = ray.get_runtime_context().gcs_address
    environment = {**os.environ, "RAY_ADDRESS": address}  # noqa: TID251 - a child needs the rest of it too
    joined = subprocess.run([sys.executable, "-c", JOIN], env=environment, capture_output=True, text=True, check=False)
    assert (joined.returncode, joined.stdout, joined.stderr) == (0, f"{address}\n", "")


def test_without_the_package_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has no Ray reads what to install."""
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(MissingExtra, match="ray"), ray_cluster(seed=0, mix=Mix(), workers=1):
        pass


@has_ray
def test_a_cluster_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong `RAY_ADDRESS` is told at once, not after Ray's minutes."""
    monkeypatch.setattr(spread, "ray_address", lambda: "127.0.0.1:1")
    monkeypatch.setattr("ray.is_initialized", lambda: False)
    with pytest.raises(ConfigError, match=r"127\.0\.0\.1:1"), ray_cluster(seed=0, mix=Mix(), workers=1):
        pass


def test_a_worker_of_another_version_is_refused() -> None:
    """Machines that could make other dialogues make none."""
    with pytest.raises(ConfigError, match=r"0\.0"):
        OfflineWorker(Task(0, Mix(), "0.0")).start()
