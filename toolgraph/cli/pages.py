"""Commands that write a page to look at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from toolgraph.cli.context import State, pass_state
from toolgraph.pipeline.pages import Page, report_run
from toolgraph.pipeline.view import view_graph
from toolgraph.store import GraphStore

_path = click.Path(path_type=Path)


@click.command("report", epilog="Example: toolgraph --db demo-run/db report demo-run/run")
@click.argument("run", type=_path)
@click.option("--html", type=_path, help="The page.  [default: report.html in the run folder]")
@pass_state
def report_command(state: State, run: Path, html: Path | None) -> None:
    """Write one page about a RUN: what was made from what, shape, quality, coverage, and every dialogue to look into.

    With the database that the run was drawn from, it stands beside a baseline: tools drawn at random, one call a turn.
    """
    with _store_if_any(state) as store, state.progress() as progress:
        page = report_run(run, html, store=store, progress=progress)
    _say(state, page)


@contextmanager
def _store_if_any(state: State) -> Iterator[GraphStore | None]:
    """The database of the settings; None when it is a folder that is not there, which opening would make."""
    address = state.settings().address
    if not address.is_server and not Path(address.db).expanduser().is_dir():
        yield None
        return
    with state.store() as store:
        yield store


def _say(state: State, page: Page) -> None:
    for note in page.notes:
        state.say(f"Note: {note}")
    state.say(f"Wrote {page.path} ({page.size / 1e6:.1f} MB). Open it in a browser; it needs no network.")


@click.command(
    "view", epilog="Examples: toolgraph view --out graph.html   toolgraph view shop/get_order --out get_order.html"
)
@click.argument("tool", required=False)
@click.option("--out", type=_path, default="view.html", show_default=True, help="The page.")
@pass_state
def view_command(state: State, tool: str | None, out: Path) -> None:
    """Draw the whole graph, or one TOOL with its neighbours, as one page: what feeds what, and why."""
    with state.store() as store, state.progress() as progress:
        tools, size = view_graph(store, out, tool=tool, progress=progress)
    state.say(f"Wrote {out}: {tools:,} tools, {size / 1e6:.1f} MB. Open it in a browser; it needs no network.")


COMMANDS = (report_command, view_command)
