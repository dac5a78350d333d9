"""Commands on the database itself."""

from __future__ import annotations

import threading
from pathlib import Path

import click

from toolgraph.cli.context import State, pass_state
from toolgraph.cli.sources import print_report
from toolgraph.cli.tables import print_rows
from toolgraph.errors import ConfigError
from toolgraph.pipeline.database import Saved, clear, counts, node_count, restore, saved
from toolgraph.runs import read_records, write_records
from toolgraph.store.embedded import DATABASE, READER, WRITER, EmbeddedDatabase


@click.group("db")
def db_command() -> None:
    """Look at the database, empty it, copy it, or keep the embedded one up for other programs."""


@db_command.command("info", epilog="Example: toolgraph --db neo4j://localhost:7687 db info")
@pass_state
def info_command(state: State) -> None:
    """Which database it is, and how much is in it."""
    with state.store() as store:
        click.echo(f"{store.where} ({'embedded' if store.dialect == 'embedded' else 'Neo4j'})")
        found = counts(store)
    if found:
        print_rows(("what", "count"), found)
    else:
        state.say("It is empty: `toolgraph ingest PATH` fills it.")


@db_command.command("clear", epilog="Example: toolgraph --db DIR db clear")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_context
def clear_command(ctx: click.Context, yes: bool) -> None:
    """Remove everything from the database, in small batches."""
    state: State = ctx.obj
    with state.store() as store, state.progress() as progress:
        total = node_count(store)
        if not yes and not _agreed(f"Remove all {total:,} nodes from {store.where}?"):
            click.echo("Nothing was removed.", err=True)
            ctx.exit(1)
        state.say(f"Removed {clear(store, lambda done: progress('clearing', done, total)):,} nodes.")


def _agreed(question: str) -> bool:
    try:
        return click.confirm(question, err=True)
    except click.Abort as exc:
        click.echo(err=True)
        raise ConfigError("Nobody answered; nothing was removed.", "Add --yes where nobody can be asked.") from exc


@db_command.command("export", epilog="Example: toolgraph --db DIR db export --out graph.jsonl")
@click.option("--out", type=click.Path(path_type=Path), default="-", help="JSONL file.  [default: standard output]")
@pass_state
def export_command(state: State, out: Path) -> None:
    """Write sources, tools and CO_USED as JSON Lines, for `db import` into any database.

    Links are not written: `db import` computes them from the tools, and gets the same. What you have added to the
    graph yourself (with `cypher --write`) is not written either.
    """
    with state.store() as store:
        state.say(f"Wrote {write_records(out, saved(store)):,} lines.")


@db_command.command("import", epilog="Example: toolgraph --db neo4j://localhost:7687 db import graph.jsonl")
@click.argument("path", type=click.Path(path_type=Path))
@pass_state
def import_command(state: State, path: Path) -> None:
    """Ingest what `db export` wrote, beside what the database has, and link it.

    Tools that are there already in the same words are left alone; others of the same id are replaced.
    """
    with state.store() as store, state.progress() as progress:
        report = restore(store, read_records(path, Saved), progress=progress)
    print_report(state, report)


@db_command.command("serve", epilog="Example: toolgraph --db DIR db serve")
@pass_state
def serve_command(state: State) -> None:
    """Keep the embedded database up and print its Bolt address, until Ctrl-C.

    Neo4j Browser, cypher-shell and py2neo can then look in, and several toolgraph commands can share it.
    """
    address = state.settings().address
    if address.is_server:
        raise ConfigError(f"{address.db} is a server already.", "Name a folder with --db.")
    database = EmbeddedDatabase(Path(address.db).expanduser(), query_timeout_s=address.query_timeout_s)
    try:
        note = database.serve()
        access = database.access
        click.echo(f"NEO4J_URI={access.uri}\nNEO4J_DATABASE={DATABASE}")
        click.echo(f"NEO4J_USERNAME={WRITER}\nNEO4J_PASSWORD={access.writer_password}")
        click.echo(f"# to read only: {READER} {access.reader_password}")
        state.say(f"Serving until Ctrl-C; other toolgraph commands find it by {note}.")
        threading.Event().wait()
    except KeyboardInterrupt:
        state.say("Stopped.")
    finally:
        database.stop()


COMMANDS = (db_command,)
