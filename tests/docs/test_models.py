"""`docs/models.md` has every code and every option of words by a model."""

from __future__ import annotations

import re

import click

from tests.conftest import ROOT
from toolgraph.cli.models import model_options, run_options

PAGE = (ROOT / "docs" / "models.md").read_text(encoding="utf-8")


def test_every_code_of_the_verification_is_explained() -> None:
    """Whatever words or a scenario can be refused for stands on the page."""
    sources = "\n".join((ROOT / "toolgraph" / "llm" / f"{n}.py").read_text() for n in ("verify", "scenario", "phraser"))
    codes = set(re.findall(r'(?:yield |_Fault\(|Unphrased\(\()"([a-z_]+)"', sources))
    codes |= {"cut_off", "filtered", "not_json", "endpoint_refused", "endpoint_server"}
    assert len(codes) > 20
    assert {code for code in codes if f"`{code}`" not in PAGE} == set()


def test_every_option_is_explained() -> None:
    """No option of a model's words is missing."""

    @click.command()
    @model_options
    @run_options
    def command(**_: object) -> None: ...

    options = {o for p in command.params for o in p.opts}
    assert len(options) > 20
    assert {o for o in options if o not in PAGE} == set()
