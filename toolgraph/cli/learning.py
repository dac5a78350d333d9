"""Commands that learn from traces and measure links."""

from __future__ import annotations

from pathlib import Path

import click

from toolgraph.cli.context import State, pass_state
from toolgraph.cli.tables import print_rows
from toolgraph.pipeline.learn import METHODS, Method, eval_links, learn

_SHOWN = 10


@click.command("learn", epilog="Example: toolgraph learn conversations.jsonl --min-count 3")
@click.argument("traces", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--min-count", type=click.IntRange(1), default=2, show_default=True, help="Rarer pairs are left out.")
@pass_state
def learn_command(state: State, traces: tuple[Path, ...], min_count: int) -> None:
    """Mine conversations for tools that are used together, and write CO_USED edges.

    Reads OpenAI, ShareGPT and Hermes messages, and lists of calls; tools are found by name.
    """
    with state.store() as store:
        report = learn(store, traces, count_min=min_count)
    shown = [(p.first, p.second, p.count, p.npmi) for p in report.pairs[:_SHOWN]]
    print_rows(("first", "then", "count", "npmi"), shown)
    state.say(f"{len(report.pairs)} pairs from {report.traces} traces; the {len(shown)} surest are shown.")
    if report.unknown:
        names = ", ".join(list(report.unknown)[:5])
        state.say(f"{len(report.unknown)} tools of the traces are not in the graph: {names} ...")


@click.command(
    "eval-links", epilog="Example: toolgraph eval-links --gold gold.jsonl --tools tools.jsonl --method toolgraph"
)
@click.option(
    "--gold",
    type=click.Path(path_type=Path),
    required=True,
    help="JSONL: source_tool, source_field, target_tool, target_param.",
)
@click.option(
    "--tools", type=click.Path(path_type=Path), required=True, help="The tools, in any format that ingest reads."
)
@click.option(
    "--method",
    "methods",
    type=click.Choice(METHODS),
    multiple=True,
    help="Repeatable.  [default: toolgraph and names; toolflow needs the extra embed]",
)
@click.option(
    "--k", type=click.IntRange(1), default=10, show_default=True, help="Source tools of a parameter that count."
)
@pass_state
def eval_links_command(state: State, gold: Path, tools: Path, methods: tuple[Method, ...], k: int) -> None:
    """Measure links on gold links of your own: recall, reciprocal rank, links per parameter, ours and the baselines."""
    del state
    rows = []
    for method, found in eval_links(gold, tools, methods or ("toolgraph", "names"), k=k):
        rows.append((method, *found.model_dump().values()))
        columns = ("method", *type(found).model_fields)
    print_rows(columns, rows)


COMMANDS = (learn_command, eval_links_command)
