"""What commands share: settings, an open database, messages and progress."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from toolgraph.config import Settings, load_settings
from toolgraph.store import GraphStore, open_store

Report = Callable[[str, int, int], None]


@dataclass(frozen=True)
class State:
    """The options of the command group.

    Attributes:
        verbose: How often -v was given.
    """

    options: Mapping[str, Any]
    quiet: bool = False
    verbose: int = 0

    def settings(self, **more: Any) -> Settings:
        """The settings in force; `more` are options of one command."""
        return load_settings({**self.options, **more})

    @contextmanager
    def store(self, **more: Any) -> Iterator[GraphStore]:
        """The database of the settings, closed afterwards."""
        with open_store(self.settings(**more).address) as store:
            yield store

    def say(self, text: str) -> None:
        """A message for the person, on standard error."""
        if not self.quiet:
            click.echo(text, err=True)

    @contextmanager
    def progress(self) -> Iterator[Report]:
        """A function that shows how far a long work is; silent unless standard error is a terminal."""
        if self.quiet or not sys.stderr.isatty():
            yield lambda *_: None
            return
        columns = (
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
        )
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("starting", total=None)
            yield lambda what, done, total: bar.update(task, description=what, completed=done, total=total or None)


pass_state = click.make_pass_decorator(State)
