"""Modules about models lean on each other one way only."""

from __future__ import annotations

import ast
from graphlib import TopologicalSorter

from tests.conftest import ROOT


def test_no_module_imports_one_that_imports_it() -> None:
    """There is an order in which all modules of `toolgraph.llm` can be read, imports for types alone included."""
    folder = ROOT / "toolgraph" / "llm"
    names = {
        ".".join(p.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): p for p in folder.rglob("*.py")
    }
    needs: dict[str, set[str]] = {}
    for name, path in names.items():
        found = (n for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.ImportFrom))
        # Down to the submodule where one is imported by name.
        needs[name] = {
            full if (full := f"{n.module}.{alias.name}") in names else str(n.module) for n in found for alias in n.names
        } & names.keys()
    order = list(TopologicalSorter(needs).static_order())
    assert order.index("toolgraph.llm.ladder") < order.index("toolgraph.llm.caller")
    assert len(order) == len(names)
