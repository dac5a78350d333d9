"""The command group, its options, and the one place where errors become text and exit codes."""

from __future__ import annotations

import logging
import signal
import sys
import traceback
from typing import Any

import click

import toolgraph
from toolgraph.cli import asking, database, graph, learning, making, models, pages, sampling, sources
from toolgraph.cli.context import State
from toolgraph.errors import ToolgraphError

_EPILOG = """
Start with `toolgraph demo`. Exit codes: 0 all good, 1 a mistake that you can mend (the message says how), 2 wrong
usage, 3 part of the work failed, 4 the database or model cannot be reached.
"""


class _Commands(click.Group):
    """Commands in the order in which they are used, not by alphabet."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click calls it so
        return list(self.commands)


@click.group(
    cls=_Commands, epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110}
)
@click.option(
    "--db", metavar="URL|DIR", help="neo4j://HOST:7687, or the folder of an embedded database.  [default: .toolgraph]"
)
@click.option("--user", help="User of the Neo4j server.  [default: neo4j]")
@click.option("--password", help="Its password; better in NEO4J_PASSWORD, where nobody sees it.")
@click.option("--database", help="Database in the Neo4j server.  [default: the server's own]")
@click.option("-q", "--quiet", is_flag=True, help="Only errors and results.")
@click.option("-v", "--verbose", count=True, help="Say more; -vv shows the traceback of an error.")
@click.version_option(toolgraph.__version__, prog_name="toolgraph")
@click.pass_context
def commands(ctx: click.Context, /, quiet: bool, verbose: int, **options: Any) -> None:
    """Tool specs as a graph: ingest, ask in Cypher, sample chains, make checked multi-turn dialogues."""
    # What the driver logs comes again as our error, with what to do about it.
    logging.getLogger("neo4j").setLevel(logging.INFO if verbose > 1 else logging.CRITICAL)
    logging.basicConfig(level=logging.INFO if verbose > 1 else logging.ERROR, format="%(name)s: %(message)s")
    ctx.obj = State(options=options, quiet=quiet, verbose=verbose)


for group in (
    making.COMMANDS[:1],
    sources.COMMANDS,
    learning.COMMANDS[:1],
    graph.COMMANDS,
    learning.COMMANDS[1:],
    sampling.COMMANDS,
    making.COMMANDS[1:],
    models.COMMANDS,
    asking.COMMANDS,
    pages.COMMANDS,
    database.COMMANDS,
):
    for command in group:
        commands.add_command(command)


def main() -> None:
    """Run the command line; ends the process with its exit code."""
    state_verbose = "-vv" in sys.argv or "-vvv" in sys.argv
    try:
        code = commands.main(standalone_mode=False)
    except ToolgraphError as exc:
        if state_verbose:
            traceback.print_exc()
        click.echo(f"Error: {exc}", err=True)
        code = exc.exit_code
    except click.ClickException as exc:
        exc.show()
        code = exc.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped. What was finished is kept; run the same command again to go on.", err=True)
        code = 128 + signal.SIGINT
    except (BrokenPipeError, SystemExit):
        # The reader of our output went away, as `head` does: click ends the process then, and nothing can be said.
        code = 0
    sys.exit(code if isinstance(code, int) else 0)
