"""Commands that draw chains and show them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from toolgraph.cli.context import State, pass_state
from toolgraph.models.chain import Chain
from toolgraph.pipeline.catalogue import find_tool
from toolgraph.runs import read_records, write_records
from toolgraph.sample import MOTIFS, Drawn, SampleRequest, cover_chains, load_motif, sample_chains
from toolgraph.sample.request import REASONS, Cover

_LENGTH = re.compile(r"(\d+)(?:-(\d+))?")
_NAMES_SHOWN = 3
_DEFAULT_MOTIFS = ("line", "fan_in", "fan_out")


class LengthRange(click.ParamType[tuple[int, int]]):
    """`3` or `2-5`."""

    name = "A-B"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, int]:
        """The two ends."""
        if isinstance(value, tuple):
            return value
        found = _LENGTH.fullmatch(str(value))
        low, high = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
        if not 2 <= low <= high <= 12:
            self.fail(f"{value!r} is no length: write 3 or 2-5, from 2 to 12", param, ctx)
        return low, high


def sampling_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of every command that draws chains."""
    options = (
        click.option("--seed", type=int, default=0, show_default=True, help="Same graph and seed, same outcome."),
        click.option("--motif", "motifs", multiple=True, metavar="NAME|FILE.cypher",
                     help=f"Shape of the chains: {', '.join(MOTIFS)}, or a file. Repeatable; drawn in turn."),
        click.option("--length", type=LengthRange(), default=(2, 5), show_default="2-5", help="Calls of a chain."),
        click.option("--start", metavar="TOOL", help="Only chains with this tool."),
        click.option("--min-score", type=click.FloatRange(0, 1), default=0.5, show_default=True, help="Weakest link."),
        click.option("--tool-set", type=click.Choice(["small", "large", "whole-source"]), default="small",
                     show_default=True, help="small: --distractors beside a chain's tools; large: 20; or its sources."),
        click.option("--distractors", type=click.IntRange(0, 60), default=4, show_default=True,
                     help="Tools offered beside a chain's own."),
        click.option("--allow", type=click.Choice(["destructive"]), multiple=True,
                     help="Also tools that delete, cancel or pay; a dialogue confirms before it calls them."),
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


def sample_request(count: int, options: dict[str, Any]) -> SampleRequest:
    """The request that `sampling_options` describe; `start` is the id of a tool by now."""
    low, high = options["length"]
    return SampleRequest(
        count=count,
        length_min=low,
        length_max=high,
        seed=options["seed"],
        distractors=options["distractors"],
        tool_set=options["tool_set"],
        start=options["start"],
        score_min=options["min_score"],
        allow_destructive="destructive" in options["allow"],
    )


def motif_names(options: dict[str, Any]) -> tuple[str, ...]:
    """The motifs to draw in turn."""
    return options["motifs"] or _DEFAULT_MOTIFS


@click.command(
    "sample",
    epilog="Examples: toolgraph sample --count 200 --seed 7 --out chains.jsonl   toolgraph sample --motif fan_in",
)
@click.option("--count", type=click.IntRange(1), default=100, show_default=True)
@sampling_options
@click.option(
    "--cover",
    type=click.Choice(["tools", "links"]),
    help="Draw until each was drawn that can be, whatever --count says; then say what cannot be, and why.",
)
@click.option("--out", type=click.Path(path_type=Path), default="-", help="JSONL file.  [default: standard output]")
@pass_state
def sample_command(state: State, /, count: int, cover: Cover | None, out: Path, **options: Any) -> None:
    """Draw chains: calls whose results fit later calls' inputs."""
    if cover and (options["motifs"] or options["start"]):
        raise click.UsageError("--cover draws lines from everywhere: leave --motif and --start out.")
    motifs = [load_motif(name) for name in motif_names(options)]
    drawn = Drawn()
    with state.store() as store, state.progress() as progress:
        if options["start"]:
            options["start"] = find_tool(store, options["start"])
        request = sample_request(count, options)
        chains = cover_chains(store, request, cover, drawn) if cover else sample_chains(store, request, motifs, drawn)
        write_records(out, _counted(chains, 0 if cover else count, progress))
    state.say(f"Drew {drawn.chains} chains." if not drawn.reason else f"Note: {drawn.reason}.")
    for reason, n in drawn.skipped.most_common():
        state.say(f"Left out {n} candidates of the motif: {reason.replace('_', ' ')}.")
    if cover:
        _say_covered(state, cover, drawn)


def _say_covered(state: State, cover: Cover, drawn: Drawn) -> None:
    state.say(f"Covered {drawn.covered} {cover}; {len(drawn.uncovered)} cannot be drawn{':' * bool(drawn.uncovered)}")
    reasons: dict[str, list[str]] = {}
    for name, reason in drawn.uncovered.items():
        reasons.setdefault(reason, []).append(name)
    for reason, names in sorted(reasons.items()):
        state.say(f"{len(names):6}  {reason}: {REASONS[reason]}")
        most = len(names) if state.verbose else _NAMES_SHOWN
        state.say(f"        {', '.join(names[:most])}{' ...; -v shows all' if len(names) > most else ''}")


def _counted(chains: Iterable[Chain], count: int, progress: Callable[[str, int, int], None]) -> Iterator[Chain]:
    for done, chain in enumerate(chains, 1):
        progress("drawing", done, count)
        yield chain


@click.command("chains", epilog="Example: toolgraph sample --count 20 | toolgraph chains -")
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--limit", type=click.IntRange(0), default=10, show_default=True, help="Chains to draw; the summary counts all."
)
@pass_state
def chains_command(state: State, path: Path, limit: int) -> None:
    """Show chains as small diagrams, and what they are like on the whole."""
    del state
    chains = list(read_records(path, Chain))
    for chain in chains[:limit]:
        click.echo(diagram(chain) + "\n")
    click.echo(summary(chains))


def diagram(chain: Chain) -> str:
    """A chain as text: one line a call, below it an arrow for each value it takes from an earlier one."""
    lines = [f"{chain.motif} {chain.id}"]
    for at, tool in enumerate(chain.tools):
        lines.append(f"  {at + 1}. {tool}")
        lines += [
            f"       {b.parameter} <- {b.source_call + 1}.{b.field or 'result'}  ({b.score:.2f})"
            for b in chain.bindings
            if b.call == at
        ]
    return "\n".join(lines)


def summary(chains: list[Chain]) -> str:
    """Counts over all chains: lengths, motifs, tools, links, scores, sources."""
    if not chains:
        return "no chains"
    lengths = sorted(len(c.tools) for c in chains)
    links = {(c.tools[b.source_call], b.field, c.tools[b.call], b.parameter) for c in chains for b in c.bindings}
    scores = [b.score for c in chains for b in c.bindings]
    tools = {t for c in chains for t in c.tools}
    crossing = sum(len({t.split("/")[0] for t in c.tools}) > 1 for c in chains)
    motifs = {m: sum(c.motif == m for c in chains) for m in sorted({c.motif for c in chains})}
    return "\n".join(
        (
            f"{len(chains)} chains; {', '.join(f'{m} {n}' for m, n in motifs.items())}",
            f"calls: {lengths[0]} to {lengths[-1]}, mean {sum(lengths) / len(lengths):.2f}",
            f"{len(tools)} tools of {len({t.split('/')[0] for t in tools})} sources; {crossing} chains cross sources",
            f"{len(links)} different links, mean score {sum(scores) / (len(scores) or 1):.2f}",
        )
    )


COMMANDS = (sample_command, chains_command)
