"""House rules that no linter has: sizes, names, where text is printed, and what an import needs."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TypeGuard

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "toolgraph"
MODULES = sorted(PACKAGE.rglob("*.py"))

MODULE_LINES = 400
BODY_LINES = 40
OWNERLESS = re.compile(r"(utils?|helpers?|common|misc|manager)|base_.*")
EXTRAS = ("mcp", "openai", "py2neo", "datasets", "pyarrow", "ray")
# Modules that are nothing but the use of an extra; whoever needs one imports it in the function that does.
BEHIND_EXTRA = {"toolgraph.read.mcp_session": "mcp", "toolgraph.interop.py2neo": "py2neo"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _body_lines(function: Function) -> int:
    """Count the lines of a body, blank ones and comments included, its docstring not."""
    body = function.body[1:] if ast.get_docstring(function, clean=False) is not None else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def _functions(tree: ast.Module) -> Iterator[Function]:
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def _is_print(node: ast.AST) -> TypeGuard[ast.Call]:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"


def _may_print(path: Path) -> bool:
    return path.relative_to(PACKAGE).parts[0] in {"cli", "cli.py", "__main__.py"}


@pytest.fixture(scope="module")
def trees() -> dict[str, ast.Module]:
    return {_name(path): ast.parse(path.read_text(encoding="utf-8"), str(path)) for path in MODULES}


def test_a_module_is_at_most_400_lines() -> None:
    """A file can be read in one sitting; a longer one becomes a folder."""
    sizes = {_name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert sizes
    assert {name: size for name, size in sizes.items() if size > MODULE_LINES} == {}


def test_a_function_body_is_at_most_40_lines(trees: dict[str, ast.Module]) -> None:
    """A function fits a screen."""
    sizes = {f"{name}:{f.lineno} {f.name}": _body_lines(f) for name, tree in trees.items() for f in _functions(tree)}
    assert {place: size for place, size in sizes.items() if size > BODY_LINES} == {}


def test_every_module_has_an_owner() -> None:
    """No module or folder is named for being useful: code that has no home has no owner."""
    parts = {part for path in MODULES for part in path.relative_to(PACKAGE).with_suffix("").parts}
    assert {part for part in parts if OWNERLESS.fullmatch(part)} == set()


def test_only_the_command_line_prints(trees: dict[str, ast.Module]) -> None:
    """The package can be used as a library: stdout belongs to whoever calls it."""
    quiet = {_name(path) for path in MODULES if not _may_print(path)}
    prints = [f"{name}:{node.lineno}" for name in quiet for node in ast.walk(trees[name]) if _is_print(node)]
    assert prints == []


def test_what_is_public_says_what_it_is(trees: dict[str, ast.Module]) -> None:
    """Every module, and every public function and class in it, has a docstring."""
    public = {
        f"{name}:{node.lineno} {node.name}": node
        for name, tree in trees.items()
        for node in tree.body
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_")
    }
    assert [place for place, node in (trees | public).items() if not ast.get_docstring(node)] == []


IMPORT_ALL = """
import importlib, json, pkgutil, sys

class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in BLOCKED:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

BLOCKED = set(sys.argv[1:])
sys.meta_path.insert(0, Absent())
import toolgraph

failed = {}
for info in pkgutil.walk_packages(toolgraph.__path__, "toolgraph.", onerror=lambda name: None):
    if info.name.endswith(".__main__"):
        continue
    try:
        importlib.import_module(info.name)
    except ImportError as exc:
        failed[info.name] = exc.name if isinstance(exc, ModuleNotFoundError) else str(exc)
print(json.dumps(failed))
"""


def test_every_module_imports_without_the_extras() -> None:
    """`pip install` without an extra gives a program that starts: extras are imported where they are used."""
    done = subprocess.run(
        [sys.executable, "-c", IMPORT_ALL, *EXTRAS], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert done.returncode == 0, done.stderr
    failed = json.loads(done.stdout)
    assert {name: reason for name, reason in failed.items() if BEHIND_EXTRA.get(name) != reason} == {}


def test_the_rules_see_what_they_are_for() -> None:
    """The measures themselves work: a long body, a print and an ownerless name are found."""
    long_body = "def f():\n    'doc'\n" + "    x = 1\n" * 41
    function = next(_functions(ast.parse(long_body)))
    assert _body_lines(function) == 41
    assert any(_is_print(node) for node in ast.walk(ast.parse("print('x')")))
    assert OWNERLESS.fullmatch("utils")
    assert OWNERLESS.fullmatch("base_store")
    assert not OWNERLESS.fullmatch("base")
