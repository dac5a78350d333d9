"""The list of codes is the list of what can be raised."""

from __future__ import annotations

import re
from pathlib import Path

import toolgraph.check
from toolgraph.check.codes import CODES


def test_every_code_is_listed_and_raised() -> None:
    """Each listed code occurs in the checks, and no check raises one that is not listed."""
    folder = Path(toolgraph.check.__file__).parent
    source = "\n".join(p.read_text(encoding="utf-8") for p in sorted(folder.glob("*.py")) if p.name != "codes.py")
    raised = set(re.findall(r'finding\(\s*"(\w+)"', source))
    assert raised <= set(CODES)
    assert {code for code in CODES if f'"{code}"' not in source} == set()
