"""Commands on the database itself."""

from __future__ import annotations

import threading
from pathlib import Path

import click

from toolgraph.cli.context import State, pass_state
from toolgraph.cli.tables import print_rows
from toolgraph.errors import ConfigError
from toolgraph.pipeline.database import clear, counts
from toolgraph.store.embedded import DATABASE, READER, WRITER, EmbeddedDatabase


@click.group("db")
def db_command() -> None:
    """Look at the database, empty it, or keep the embedded one up for other programs."""


@db_command.command("info")
@pass_state
def info_command(state: State) -> None:
    """Which database it is, and how much is in it."""
    with state.store() as store:
        click.echo(f"{store.where} ({'embedded' if store.dialect == 'embedded' else 'Neo4j'})")
        print_rows(("what", "count"), counts(store))


@db_command.command("clear")
@click.option("--yes", is_flag=True, help="Do not ask.")
@pass_state
def clear_command(state: State, yes: bool) -> None:
    """Remove everything from the database, in small batches."""
    with state.store() as store, state.progress() as progress:
        total = sum(n for _, n in counts(store)[:5])
        if not yes:
            click.confirm(f"Remove all {total:,} nodes from {store.where}?", abort=True, err=True)
        state.say(f"Removed {clear(store, lambda done: progress('clearing', done, total)):,} nodes.")


@db_command.command("serve")
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
