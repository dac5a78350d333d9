"""Commands that make dialogues out of chains, and what is done with dialogues."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from toolgraph.cli.context import State, pass_state
from toolgraph.cli.models import Shard, access_of, model_options, run_options, run_terms, say_estimate
from toolgraph.cli.sampling import motif_names, sample_request, sampling_options
from toolgraph.cli.showing import show_dialogue
from toolgraph.cli.tables import print_rows
from toolgraph.errors import ConfigError, ExportError
from toolgraph.export import TARGETS, export, leakage
from toolgraph.llm.offline import OfflinePhraser
from toolgraph.models.chain import Chain
from toolgraph.models.dialogue import Dialogue
from toolgraph.models.dialogue_plan import DialoguePlan
from toolgraph.pipeline.catalogue import find_tool
from toolgraph.pipeline.demo import demo
from toolgraph.pipeline.estimate import estimate
from toolgraph.pipeline.make import Rejected, checked
from toolgraph.pipeline.stages import check_file, generate_dialogues, plan_chains, plans_with_tools, world_maker
from toolgraph.pipeline.synth import SynthReport, SynthRequest, synth
from toolgraph.pipeline.wording import word_plans
from toolgraph.plan import PRESETS, Rejection, load_mix
from toolgraph.report import figures, rows
from toolgraph.runs import read_records, write_records

_PARTLY = 3  # exit code: part of the work failed
_out = click.option(
    "--out", type=click.Path(path_type=Path), default="-", help="JSONL file.  [default: standard output]"
)
_mix = click.option("--mix", default="default", show_default=True, metavar="NAME|FILE.toml",
                    help=f"Shape and acts of the dialogues: {', '.join(PRESETS)}, or a file.")  # fmt: skip
_path = click.Path(path_type=Path)


@click.command("demo")
@click.option("--out", type=_path, default="demo-run", show_default=True, help="Folder for everything it makes.")
@click.option("--count", type=click.IntRange(1), default=60, show_default=True, help="Dialogues.")
@pass_state
def demo_command(state: State, out: Path, count: int) -> None:
    """The whole job on the bundled catalogue: no key, no server, no network."""
    with state.progress() as progress:
        result = demo(out, count=count, progress=progress)
    show_dialogue(result.example)
    click.echo(f"\n{result.text}")


@click.command("plan", epilog="Example: toolgraph plan chains.jsonl --mix multistep --out plans.jsonl")
@click.argument("chains", type=_path)
@click.option("--seed", type=int, default=0, show_default=True)
@_mix
@click.option("--world", type=click.Choice(["simulated", "mcp"]), default="simulated", show_default=True)
@click.option(
    "--mcp-command", metavar="COMMAND", default="", help="With --world mcp: starts the server that runs the calls."
)
@click.option("--mcp-url", default="", help="With --world mcp: of a server that is up already.")
@_out
@click.pass_context
def plan_command(
    ctx: click.Context, chains: Path, seed: int, mix: str, world: str, mcp_command: str, mcp_url: str, out: Path
) -> None:
    """Turn chains into dialogue plans: all calls run, every value with its origin, no words yet."""
    state: State = ctx.obj
    fallen: Counter[str] = Counter()
    if (world == "mcp") is not (bool(mcp_command) is not bool(mcp_url)):
        raise click.UsageError("--world mcp goes with one of --mcp-command and --mcp-url.")
    with state.store() as store, world_maker(mcp_command, mcp_url) as make_world:
        listed = read_records(chains, Chain)
        made = plan_chains(store, listed, seed=seed, mix=load_mix(mix), make_world=make_world)
        kept = write_records(out, (p for p in made if not _fell(p, fallen)))
    state.say(f"Planned {kept} dialogues." + _fallen(fallen))
    ctx.exit(_PARTLY if fallen and not kept else 0)


def _fell(made: DialoguePlan | Rejection, fallen: Counter[str]) -> bool:
    if isinstance(made, Rejection):
        fallen[made.code] += 1
    return isinstance(made, Rejection)


def _fallen(fallen: Counter[str]) -> str:
    return f" Rejected {fallen.total()}: {', '.join(f'{k} {n}' for k, n in fallen.items())}." if fallen else ""


@click.command("generate", epilog="Example: toolgraph generate plans.jsonl --out dialogues.jsonl")
@click.argument("plans", type=_path)
@model_options
@_out
@pass_state
def generate_command(state: State, /, plans: Path, out: Path, **options: Any) -> None:
    """Write the words of planned dialogues, check them, and keep those without errors."""
    fallen: Counter[str] = Counter()
    access = access_of(state, options)

    def outcomes() -> Iterator[Dialogue | Rejected]:
        given = read_records(plans, DialoguePlan)
        if access is not None:
            return word_plans(access, *plans_with_tools(store, given))
        return (checked(d) for d in generate_dialogues(store, given, OfflinePhraser()))

    def kept() -> Iterator[Dialogue]:
        for outcome in outcomes():
            if isinstance(outcome, Dialogue):
                yield outcome
            else:
                fallen.update(outcome.codes)

    with state.store() as store:
        count = write_records(out, kept())
    state.say(f"Wrote {count} dialogues." + _fallen(fallen))


@click.command("check", epilog="Example: toolgraph check RUN/dialogues.jsonl")
@click.argument("dialogues", type=_path)
@click.option("--tools", type=_path, help="Tools as JSONL, for records that do not bring their own.")
@click.option("--limit", type=click.IntRange(0), default=20, show_default=True, help="Findings to print.")
@click.option("--json", "as_json", is_flag=True, help="Every finding as a line of JSON.")
@click.pass_context
def check_command(ctx: click.Context, dialogues: Path, tools: Path | None, limit: int, as_json: bool) -> None:
    """Check every value, call and turn of dialogues by code: ours, OpenAI-style files, trajectories, BFCL entries."""
    state: State = ctx.obj
    judged = list(check_file(dialogues, tools=tools))
    found = [f.model_copy(update={"dialogue": f.dialogue or f"line {j.line}"}) for j in judged for f in j.findings]
    if as_json:
        for finding in found:
            click.echo(finding.model_dump_json())
    else:
        shown = [(f.severity, f.code, f.dialogue, f.path, f.detail) for f in found[:limit]]
        if shown:
            print_rows(("severity", "code", "dialogue", "where", "what"), shown)
        counts = Counter((f.severity, f.code) for f in found)
        for (severity, code), n in sorted(counts.items()):
            click.echo(f"{n:6} {severity:8} {code}")
    errors = sum(f.severity == "error" for f in found)
    faulty = len({id(j) for j in judged if any(f.severity == "error" for f in j.findings)})
    state.say(f"{len(judged)} dialogues: {faulty} with errors; {errors} errors, {len(found) - errors} warnings.")
    ctx.exit(_PARTLY if errors else 0)


@click.command("stats", epilog="Example: toolgraph stats RUN/dialogues.jsonl --against OTHER/dialogues.jsonl")
@click.argument("dialogues", type=_path)
@click.option("--against", type=_path, help="Another file, to be shown beside.")
@click.option("--json", "as_json", is_flag=True)
@pass_state
def stats_command(state: State, dialogues: Path, against: Path | None, as_json: bool) -> None:
    """Print the shape of dialogues: turns, calls, true multi-step share, provenance, diversity, coverage."""
    del state
    shapes = [figures(read_records(path, Dialogue)) for path in (dialogues, against) if path]
    if as_json:
        for shape in shapes:
            click.echo(shape.model_dump_json())
        return
    columns = [dict(rows(shape)) for shape in shapes]
    labels = list(dict.fromkeys(label for column in columns for label in column))
    names = [str(p) for p in (dialogues, against) if p]
    print_rows(("figure", *names), [(label, *(c.get(label, "") for c in columns)) for label in labels])


@click.command("export", epilog="Example: toolgraph export RUN/dialogues.jsonl --to trl --out exports/trl")
@click.argument("dialogues", type=_path)
@click.option("--to", "targets", type=click.Choice(list(TARGETS)), multiple=True, required=True, help="Repeatable.")
@click.option("--out", type=_path, required=True, help="Folder; several targets get a folder each in it.")
@click.option(
    "--wrong-calls",
    type=click.Choice(["mask", "drop"]),
    default="mask",
    show_default=True,
    help="mask: keep wrong calls where the target can leave them out of training; drop: leave them out.",
)
@click.option(
    "--split", type=click.FloatRange(0, 1, max_open=True), default=0.0, help="Share for validation, by chain."
)
@click.option("--seed", type=int, default=0, show_default=True, help="Of the split.")
@click.option(
    "--against", "benchmarks", type=_path, multiple=True, help="Refuse if it shares 11 words in a row with this."
)
@pass_state
def export_command(state: State, /, dialogues: Path, targets: tuple[str, ...], out: Path, **options: Any) -> None:
    """Write dialogues for a trainer or benchmark, and read every row back under its rules."""
    for benchmark in options.pop("benchmarks"):
        _refuse_leaks(dialogues, benchmark)
    for target in targets:
        folder = out / target if len(targets) > 1 else out
        report = export(read_records(dialogues, Dialogue), target, folder, **options)
        state.say(f"{target}: {report.rows} rows in {', '.join(str(f) for f in report.files)}")
        for reason, n in report.left_out.items():
            state.say(f"    left out {n}: {reason}")


def _refuse_leaks(dialogues: Path, benchmark: Path) -> None:
    found = leakage(read_records(dialogues, Dialogue), benchmark)
    if found.overlaps:
        first = found.overlaps[0]
        raise ExportError(
            f"{len(found.overlaps)} dialogues share more than 10 words in a row with {benchmark}: {first}.",
            "Take those dialogues out, or leave --against out.",
        )


@click.command("synth", epilog="Example: toolgraph synth --count 500 --seed 1 --mix bfcl --out RUN")
@click.option("--count", type=click.IntRange(1), default=100, show_default=True, help="Dialogues to keep.")
@sampling_options
@_mix
@click.option(
    "--workers", type=click.IntRange(1), default=2, show_default=True, help="Processes; changes only the time."
)
@click.option(
    "--engine",
    type=click.Choice(["local", "ray"]),
    default="local",
    show_default=True,
    help="ray: the workers are on the Ray cluster of RAY_ADDRESS, or else on one of this machine.",
)
@click.option(
    "--resume",
    type=click.Choice(["auto", "never"]),
    default="auto",
    show_default=True,
    help="Go on with an interrupted run of the same settings in --out.",
)
@click.option(
    "--rounds",
    type=click.IntRange(1, 1000),
    default=2,
    show_default=True,
    help="How often the same chain may be drawn, once hardly any others are left; each time for another person.",
)
@click.option("--shard", type=Shard(), help="Only part I of N of the same drawing; `merge` joins them.")
@model_options
@run_options
@click.option("--out", type=_path, required=True, help="Run folder.")
@click.pass_context
def synth_command(ctx: click.Context, /, count: int, mix: str, resume: str, out: Path, **options: Any) -> None:
    """All stages in one resumable run folder: draw, plan, write words, check."""
    state: State = ctx.obj
    access, motifs = run_terms(access_of(state, options), options), motif_names(options)
    with state.store() as store, state.progress() as progress:
        if options["start"]:
            options["start"] = find_tool(store, options["start"])
        sample = sample_request(count, options).model_copy(update={"rounds": options["rounds"]})
        request = SynthRequest(
            count=count, motifs=motifs, mix=mix, sample=sample,
            shard=options["shard"], workers=options["workers"], engine=options["engine"],
        )  # fmt: skip
        if access is not None and options["dry_run"]:
            say_estimate(estimate(store, request, access))
            return
        report = synth(store, request, out, resume=resume == "auto", access=access, progress=progress)
    _say_synth(state, report)
    ctx.exit(_PARTLY if report.halted else 0)


def _say_synth(state: State, report: SynthReport) -> None:
    if report.resumed:
        state.say(f"Went on after {report.resumed} chains of an interrupted run.")
    state.say(f"Kept {report.kept} dialogues of {report.drawn} chains in {report.folder}.")
    if report.again:
        state.say(f"    {report.again} of them drawn before, in another dialogue: the graph has hardly any others")
    for reason, n in report.reasons.items():
        state.say(f"    rejected {n}: {reason}")
    if report.scenarios:
        state.say("    scenarios: " + ", ".join(f"{n} {key.replace('_', ' ')}" for key, n in report.scenarios.items()))
    if (spent := report.spent).requests or report.cached:
        state.say(
            f"    {spent.requests:,} requests, {spent.prompt_tokens:,} prompt and {spent.completion_tokens:,} "
            f"completion tokens, cost {spent.cost:,.4f}; {report.cached:,} replies from the cache; {report.limited:,} "
            f"requests refused as too many, {report.failed:,} failed otherwise."
        )
    if report.halted:
        state.say(f"Not done: {report.halted}. Run the same command again to go on.")
    if report.reason:
        raise ConfigError(
            f"Fewer dialogues than wanted: {report.reason}.",
            "Lower --min-score or --count, raise --rounds, or ingest more.",
        )


COMMANDS = (
    demo_command,
    plan_command,
    generate_command,
    check_command,
    stats_command,
    export_command,
    synth_command,
)
