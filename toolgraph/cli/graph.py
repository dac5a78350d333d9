"""Commands that look around in the graph."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from toolgraph.cli.context import State, pass_state
from toolgraph.cli.tables import FORMATS, print_rows
from toolgraph.errors import ConfigError
from toolgraph.models.tool import Leaf
from toolgraph.pipeline.learn import METHODS, Method, link_rows, links_by, stored_tools
from toolgraph.pipeline.look import all_links, search_tools, tool_card, tool_links

_SHORT: tuple[str, ...] = ("source_id", "target_id", "score", "reasons")
_WHOLE: tuple[str, ...] = ("source_tool", "source_field", "target_tool", "target_param", *_SHORT)
_form = click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)


@click.command(
    "tools", epilog="Examples: toolgraph tools   toolgraph tools refund order   toolgraph tools --source shop"
)
@click.argument("words", nargs=-1)
@click.option("--source", help="Only of this source.")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True)
@_form
@pass_state
def tools_command(state: State, words: tuple[str, ...], source: str | None, limit: int, form: str) -> None:
    """List tools, or find those that have all WORDS in name, title or description."""
    with state.store() as store:
        found = search_tools(store, " ".join(words), source=source)
    if found or form != "table":
        print_rows(("id", "effect", "description"), found[:limit], form)
    if len(found) > limit:
        state.say(f"{limit} of {len(found)} tools; --limit shows more.")
    elif not found:
        state.say("No tool found. The graph may be empty: `toolgraph ingest PATH` fills it.")


@click.command("show", epilog="Example: toolgraph show shop/get_order")
@click.argument("tool")
@click.option("--json", "as_json", is_flag=True, help="The whole tool as JSON, with its schemas.")
@pass_state
def show_command(state: State, tool: str, as_json: bool) -> None:
    """Show one tool: what it takes, what it gives, what feeds it and what it feeds."""
    with state.store() as store:
        card = tool_card(store, tool)
    if as_json:
        click.echo(card.tool.model_dump_json(indent=1))
        return
    click.echo(f"{card.tool.id}  ({card.tool.effect})" + (f"  {card.tool.http}" if card.tool.http else ""))
    click.echo(card.tool.description + "\n")
    takes = [(p.path, p.type, "yes" if p.required else "", _about(p)) for p in card.tool.inputs]
    print_rows(("parameter", "type", "required", "description"), takes)
    gives = [(f.path, f.type, "inferred" if f.inferred else "", _about(f)) for f in card.tool.outputs]
    print_rows(("field", "type", "", "description"), gives)
    click.echo("fed by:  " + (", ".join(card.fed_by) or "nothing"))
    click.echo("feeds:   " + (", ".join(card.feeds) or "nothing"))
    click.echo("similar: " + (", ".join(card.similar) or "nothing"))
    if card.followers:
        click.echo("next:    " + ", ".join(card.followers))


def _about(leaf: Leaf) -> str:
    return leaf.description[:90] + (" [inferred]" if "description" in leaf.inferred_parts else "")


@click.command(
    "links", epilog="Examples: toolgraph links shop/get_order   toolgraph links --all --format jsonl > links.jsonl"
)
@click.argument("tool", required=False)
@click.option("--all", "everything", is_flag=True, help="Every FITS link of the graph.")
@click.option("--method", type=click.Choice(METHODS), help="With --all: link by other rules now, without storing.")
@click.option("--min-score", type=click.FloatRange(0, 1), default=0.0, help="Weakest link to show, 0 to 1.")
@_form
@pass_state
def links_command(
    state: State, tool: str | None, everything: bool, method: Method | None, min_score: float, form: str
) -> None:
    """Show the FITS links into and out of a tool with their reasons, or --all of them."""
    if (tool is None) is not everything:
        raise click.UsageError("Name a TOOL, or give --all.")
    if method and not everything:
        raise click.UsageError("--method goes with --all.")
    with state.store() as store:
        if method:
            tools = stored_tools(store)
            rows = link_rows(links_by(method, tools), tools)
        else:
            rows = all_links(store) if tool is None else tool_links(store, tool)
        columns = _SHORT if form == "table" else _WHOLE
        kept = (r for r in rows if r["score"] >= min_score)
        print_rows(columns, ([r[c] for c in columns] for r in kept), form)


@click.command(
    "cypher",
    epilog='Example: toolgraph cypher "MATCH (a:Tool)-[r:FEEDS]->(b:Tool) RETURN a.name, b.name, r.score '
    'ORDER BY r.score DESC, a.name, b.name LIMIT 10"',
)
@click.argument("query", required=False)
@click.option(
    "--file", "path", type=click.Path(path_type=Path), help="Read the query from a file; - is standard input."
)
@click.option("--param", "params", multiple=True, metavar="K=V", help="A $parameter; V is JSON, else text. Repeatable.")
@click.option("--write", is_flag=True, help="Allow the query to change the graph and to read files.")
@click.option("--timeout", "query_timeout_s", type=click.FloatRange(0.1), help="Seconds.  [default: 60]")
@_form
@pass_state
def cypher_command(
    state: State,
    query: str | None,
    path: Path | None,
    params: tuple[str, ...],
    write: bool,
    query_timeout_s: float | None,
    form: str,
) -> None:
    """Ask the graph in Cypher; reads only, unless --write.

    Labels: Source, Tool, Parameter, Field, Tag. Edges: PROVIDES, TAKES, RETURNS, TAGGED, FITS, ALIKE, FEEDS,
    SHARES_INPUT, CO_USED, SIMILAR.
    """
    text = _query_text(query, path)
    settings = state.settings(query_timeout_s=query_timeout_s)
    with state.store(query_timeout_s=query_timeout_s) as store:
        answer = store.ask(text, dict(map(_param, params)), timeout_s=settings.query_timeout_s, write=write)
    print_rows(answer.columns, answer.rows, form)
    state.say(f"{len(answer.rows)} row{'s' * (len(answer.rows) != 1)}")


def _query_text(query: str | None, path: Path | None) -> str:
    if (query is None) is (path is None):
        raise click.UsageError("Give a QUERY or --file, not both.")
    if query is not None:
        return query
    with click.open_file(str(path), encoding="utf-8") as lines:
        return str(lines.read())


def _param(text: str) -> tuple[str, Any]:
    key, equals, value = text.partition("=")
    if not equals or not key:
        raise ConfigError(f"--param {text!r} has no `=`.", "Write --param name=value.")
    try:
        return key, json.loads(value)
    except ValueError:
        return key, value


COMMANDS = (tools_command, show_command, links_command, cypher_command)
