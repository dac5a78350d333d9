"""Commands that take specs and traces in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from toolgraph.cli.context import State, pass_state
from toolgraph.cli.tables import print_rows
from toolgraph.models.spec import RawSpec
from toolgraph.pipeline.ingest import IngestReport, SpecReport, ingest
from toolgraph.read import read_path
from toolgraph.read.detect import FORMATS
from toolgraph.read.live import read_mcp_server

_REASONS_SHOWN = 3


@click.command("ingest", epilog="Examples: toolgraph ingest ingest/   toolgraph ingest api.yaml --source shop --prune")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--source", help="Name of the source, the first part of tool ids.  [default: from the file]")
@click.option("--format", "form", type=click.Choice(["auto", *FORMATS]), default="auto", show_default=True)
@click.option("--prune", is_flag=True, help="Remove tools that their source does not have any more.")
@click.option("--allow-remote-refs", is_flag=True, help="Follow $ref to other files and public web addresses.")
@click.option(
    "--embed/--no-embed",
    default=None,
    help="Weigh links by descriptions too (extra embed), in the whole "
    "graph.  [default: as the graph was linked before]",
)
@click.option("--json", "as_json", is_flag=True, help="Print the whole report as JSON.")
@pass_state
def ingest_command(
    state: State,
    paths: tuple[Path, ...],
    source: str | None,
    form: str,
    prune: bool,
    allow_remote_refs: bool,
    embed: bool | None,
    as_json: bool,
) -> None:
    """Read tool specs (files or folders) and link what changed.

    OpenAPI 3 and Swagger 2, MCP tools/list, OpenAI, Anthropic and Gemini function lists, BFCL documents, tools JSONL.
    """

    def specs() -> Iterator[RawSpec]:
        for path in paths:
            yield from read_path(path, source=source, format=form, allow_remote_refs=allow_remote_refs)

    _run_ingest(state, list(specs()) if source else specs(), prune=prune, embed=embed, as_json=as_json)


@click.command("ingest-mcp", epilog="Example: toolgraph ingest-mcp -- uvx mcp-server-time")
@click.argument("command", nargs=-1)
@click.option("--url", help="Of a server that talks HTTP.")
@click.option("--source", help="Name of the source.  [default: the server's own name]")
@click.option("--prune", is_flag=True, help="Remove tools that the server does not have any more.")
@click.option("--timeout", "timeout_s", type=click.FloatRange(1), default=30.0, show_default=True, help="Seconds.")
@click.option("--json", "as_json", is_flag=True, help="Print the whole report as JSON.")
@pass_state
def ingest_mcp_command(
    state: State,
    command: tuple[str, ...],
    url: str | None,
    source: str | None,
    prune: bool,
    timeout_s: float,
    as_json: bool,
) -> None:
    """List a live MCP server's tools, started by COMMAND after `--` or reached at --url, and link them."""
    spec = read_mcp_server(command=command or None, url=url, source=source, timeout_s=timeout_s)
    _run_ingest(state, [spec], prune=prune, as_json=as_json)


def _run_ingest(
    state: State, specs: Iterator[RawSpec] | list[RawSpec], *, prune: bool, embed: bool | None = None, as_json: bool
) -> None:
    with state.store() as store, state.progress() as progress:
        report = ingest(store, specs, prune=prune, embed=embed, progress=progress)
    if as_json:
        click.echo(report.model_dump_json(indent=1))
        return
    print_report(state, report)


def print_report(state: State, report: IngestReport) -> None:
    """What an ingest did, as a table and a sentence."""
    columns = ("source", "format", "added", "changed", "unchanged", "removed", "kept", "skipped")
    shown = [s for s in report.specs if s.format != "none"]
    rows = [(s.source, s.format, s.added, s.changed, s.unchanged, s.removed, s.kept, len(s.skipped)) for s in shown]
    print_rows(columns, rows)
    for spec in report.specs:
        _say_skipped(state, spec)
    if report.resumed:
        state.say(f"Linked anew, after an interrupted ingest or with other rules: {', '.join(report.resumed)}")
    links = ", ".join(f"{n:,} {kind}" for kind, n in report.links.items())
    counts = ", ".join(f"{report.total(w):,} {w}" for w in ("added", "changed", "unchanged", "removed"))
    state.say(f"Tools: {counts}. " + (f"Links written: {links}." if links else "No links changed."))


def _say_skipped(state: State, spec: SpecReport) -> None:
    """The first few reasons of each code; all of them with -v."""
    by_code: dict[str, list[str]] = {}
    for one in spec.skipped:
        by_code.setdefault(one.code, []).append(f"{one.place}: {one.reason}")
    for code, places in sorted(by_code.items()):
        most = len(places) if state.verbose else _REASONS_SHOWN
        state.say(f"{spec.source or spec.origin}: {len(places)} x {code}")
        for place in places[:most]:
            state.say(f"    {place}")
        if len(places) > most:
            state.say(f"    ... and {len(places) - most} more; -v shows all")


COMMANDS = (ingest_command, ingest_mcp_command)
