"""Commands that ask a language model about tools and dialogues, beside the words of dialogues."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from toolgraph.cli.context import State
from toolgraph.cli.models import access_of, endpoint_options
from toolgraph.cli.tables import print_rows
from toolgraph.errors import ConfigError
from toolgraph.llm.enrich import WHATS, What
from toolgraph.pipeline.asking import Estimate
from toolgraph.pipeline.enrich import EnrichReport, EnrichRequest, enrich, enrich_estimate, remove_enrichment
from toolgraph.pipeline.judge import JudgeReport, JudgeRequest, judge, judge_estimate
from toolgraph.pipeline.wording import Access

_PARTLY = 3
_path = click.Path(path_type=Path)
_resume = click.option(
    "--resume",
    type=click.Choice(["auto", "never"]),
    default="auto",
    show_default=True,
    help="Go on with an interrupted run of the same settings in --out.",
)
_dry_run = click.option("--dry-run", is_flag=True, help="Print what asking would take, and ask for nothing.")


def _access(state: State, options: dict[str, Any]) -> Access:
    access = access_of(state, options)
    if access is None:
        raise ConfigError("This asks a language model, and none is named.", "Give --model, or set TOOLGRAPH_MODEL.")
    return access


def _out(out: Path | None) -> Path:
    if out is None:
        raise click.UsageError("Give --out, a run folder.")
    return out


@click.command(
    "enrich",
    epilog="Example: toolgraph enrich --what returns --source files --model gpt-4.1-mini --out RUN",
)
@click.option("--what", type=click.Choice(WHATS), multiple=True, required=True, help="What tools lack. Repeatable.")
@click.option("--source", help="Only tools of this source.")
@click.option("--limit", type=click.IntRange(1), help="Most tools to ask about.")
@click.option("--remove", is_flag=True, help="Take what models wrote out of the graph again; asks for nothing.")
@_dry_run
@_resume
@endpoint_options("Language model to ask.")
@click.option("--out", type=_path, help="Run folder.")
@click.pass_context
def enrich_command(
    ctx: click.Context,
    /,
    what: tuple[What, ...],
    remove: bool,
    dry_run: bool,
    resume: str,
    out: Path | None,
    **options: Any,
) -> None:
    """Ask a language model for what tools lack, and link what passes.

    returns: a result schema for tools that declare none. descriptions: a sentence for parameters and fields without
    one. examples: values for parameters without any. Each answer is verified by code; what passes stands in the graph
    beside the spec, is marked as inferred, and its links score lower. It stays as long as the tool's spec stays.
    """
    state: State = ctx.obj
    request = EnrichRequest(what=_ordered(what), source=options.pop("source"), limit=options.pop("limit"))
    if remove:
        if request.limit is not None or dry_run:
            raise click.UsageError("--remove goes with neither --limit nor --dry-run.")
        with state.store() as store, state.progress() as progress:
            count = remove_enrichment(store, request.what, request.source, progress)
        state.say(f"Took what models wrote from {count:,} tools.")
        return
    access = _access(state, options)
    with state.store() as store, state.progress() as progress:
        if dry_run:
            _say_estimate(enrich_estimate(store, request, access), "answers")
            return
        report = enrich(store, request, _out(out), access=access, resume=resume == "auto", progress=progress)
    _say_enriched(state, report)
    ctx.exit(_PARTLY if report.halted else 0)


def _ordered(what: tuple[What, ...]) -> tuple[What, ...]:
    return tuple(w for w in WHATS if w in what)


def _say_estimate(made: Estimate, what: str) -> None:
    click.echo(f"{made.jobs:,} {what}: about {made.requests:,} requests,")
    click.echo(
        f"{made.prompt_tokens:,} prompt and {made.completion_tokens:,} completion tokens, cost {made.cost:,.4f}."
    )
    if not made.learned:
        click.echo("This model is new here: after a small run with it the estimate knows its own counts.")


def _say_enriched(state: State, report: EnrichReport) -> None:
    if report.resumed:
        state.say(f"Went on after {report.resumed:,} answers of an earlier run.")
    if not report.asked:
        state.say("No tool here lacks that; nothing was asked for.")
        return
    kinds = ", ".join(f"{n:,} {kind}" for kind, n in report.kinds.items()) or "nothing"
    state.say(f"Kept {kinds} of {report.asked:,} asked for in {report.folder}.")
    for reason, n in report.reasons.items():
        state.say(f"    rejected {n}: {reason}")
    if report.outdated:
        state.say(f"    {report.outdated:,} tools are not in the graph as the model was told of them; left out.")
    links = ", ".join(f"{n:,} {kind}" for kind, n in report.links.items()) or "none"
    state.say(f"Tools written: {report.renewed:,}; links written: {links}.")
    _say_spent(state, report)


def _say_spent(state: State, report: EnrichReport | JudgeReport) -> None:
    if (spent := report.spent).requests or report.cached:
        state.say(
            f"    {spent.requests:,} requests, {spent.prompt_tokens:,} prompt and {spent.completion_tokens:,} "
            f"completion tokens, cost {spent.cost:,.4f}; {report.cached:,} replies from the cache; {report.limited:,} "
            f"requests refused as too many, {report.failed:,} failed otherwise."
        )
    if report.halted:
        state.say(f"Not done: {report.halted}. Run the same command again to go on.")


@click.command("judge", epilog="Example: toolgraph judge RUN/dialogues.jsonl --sample 100 --model gpt-4.1 --out JUDGED")
@click.argument("dialogues", type=_path)
@click.option("--sample", type=click.IntRange(1), default=50, show_default=True, help="Dialogues to judge.")
@click.option("--seed", type=int, default=0, show_default=True, help="Of the sample.")
@click.option("--json", "as_json", is_flag=True, help="Print the whole report as JSON.")
@_dry_run
@_resume
@endpoint_options("Language model that judges.")
@click.option("--out", type=_path, help="Run folder; judgements.jsonl in it has a line a dialogue.")
@click.pass_context
def judge_command(
    ctx: click.Context,
    /,
    dialogues: Path,
    as_json: bool,
    dry_run: bool,
    resume: str,
    out: Path | None,
    **options: Any,
) -> None:
    """Let a language model rate a sample of dialogues, twice, and say how far it agrees with itself.

    Naturalness, coherence and helpfulness, 1 to 5, by a fixed rubric; the second pass has the criteria the other way
    round. Never used for acceptance: no dialogue is kept or dropped for what a model thinks of it, only for what
    `check` finds. Where the two passes do not agree, the ratings say little.
    """
    state: State = ctx.obj
    request = JudgeRequest(sample=options.pop("sample"), seed=options.pop("seed"))
    access = _access(state, options)
    if dry_run:
        _say_estimate(judge_estimate(dialogues, request, access), "dialogues")
        return
    with state.progress() as progress:
        report = judge(dialogues, request, _out(out), access=access, resume=resume == "auto", progress=progress)
    if as_json:
        click.echo(report.model_dump_json(indent=1))
    else:
        _say_judged(state, report)
    ctx.exit(_PARTLY if report.halted else 0)


def _say_judged(state: State, report: JudgeReport) -> None:
    columns = ("criterion", "mean", "first pass", "second pass", "same", "within one", "kappa")
    rows = [
        (
            name,
            f"{a.mean:.2f}",
            *(f"{m:.2f}" for m in a.means),
            f"{a.exact:.0%}",
            f"{a.within_one:.0%}",
            "undefined" if a.kappa is None else f"{a.kappa:.2f}",
        )
        for name, a in report.criteria.items()
    ]
    if rows:
        print_rows(columns, rows)
    state.say(f"Judged {report.kept:,} of {report.asked:,} dialogues in {report.folder}; two passes each.")
    for reason, n in report.reasons.items():
        state.say(f"    without a rating {n}: {reason}")
    _say_spent(state, report)


COMMANDS = (enrich_command, judge_command)
