"""The command line: parse, call the pipeline, print."""

from __future__ import annotations

from toolgraph.cli.app import main

__all__ = ["main"]
