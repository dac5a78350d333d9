"""Options of commands that ask a language model, and commands about models and big runs."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from toolgraph.cli.context import State, pass_state
from toolgraph.config import load_settings
from toolgraph.errors import ConfigError
from toolgraph.llm.endpoint import Endpoint
from toolgraph.llm.money import Limits, Prices
from toolgraph.llm.pace import Rates
from toolgraph.llm.phraser import Manner
from toolgraph.llm.replies import ReplyCache, default_folder
from toolgraph.pipeline.estimate import Estimate
from toolgraph.pipeline.merge import merge
from toolgraph.pipeline.wording import Access

_path = click.Path(path_type=Path)
_amount = click.FloatRange(0)
_above = click.FloatRange(0, min_open=True)


class Shard(click.ParamType[tuple[int, int]]):
    """`2/8`: the second of eight parts."""

    name = "I/N"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, int]:
        """Part and number of parts."""
        if isinstance(value, tuple):
            return value
        found = re.fullmatch(r"(\d+)/(\d+)", str(value))
        part, parts = (int(found[1]), int(found[2])) if found else (0, 0)
        if not 1 <= part <= parts:
            self.fail(f"{value!r} is no part: write 2/8 for the second of eight", param, ctx)
        return part, parts


def model_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of every command whose words a language model may write."""
    options = (
        click.option("--per", type=click.Choice(["dialogue", "turn"]), default="dialogue", show_default=True,
                     help="What one request asks for: all words of a dialogue, or one utterance."),
        click.option("--fallback", type=click.Choice(["none", "offline"]), default="none", show_default=True,
                     help="offline: templates phrase the turns that the model gets wrong; the record says so."),
        click.option("--scenario", type=click.Choice(["plan", "model"]), default="plan", show_default=True,
                     help="model: it first writes what the person is after and why the calls belong together, and "
                          "rates from 1 to 5 how likely that is."),
        click.option("--min-plausible", type=click.IntRange(1, 5), metavar="1-5",
                     help="With --scenario model: no words for chains that the model rates lower."),
    )  # fmt: skip
    return endpoint_options("Language model that writes the words.  [default: none; templates, offline]")(
        _with(command, options)
    )


def _with(command: Callable[..., Any], options: Sequence[Callable[..., Any]]) -> Callable[..., Any]:
    for option in reversed(options):
        command = option(command)
    return command


def endpoint_options(model: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The options of every command that asks a language model.

    Args:
        model: What --model is.
    """
    options = (
        click.option("--model", help=model),
        click.option("--base-url", metavar="URL", help="OpenAI-compatible endpoint.  [default: OpenAI's own]"),
        click.option("--api-key-env", default="OPENAI_API_KEY", show_default=True, metavar="NAME",
                     help="Environment variable with its key."),
        click.option("--attempts", type=click.IntRange(1, 20), default=3, show_default=True,
                     help="Requests for one piece of work until it is rejected."),
        click.option("--temperature", type=click.FloatRange(0, 2), default=0.8, show_default=True),
        click.option("--timeout", "timeout_s", type=_above, default=120.0, show_default=True, metavar="SECONDS",
                     help="For one whole answer."),
        click.option("--concurrency", type=click.IntRange(1, 512), default=8, show_default=True,
                     help="Requests under way at the same time."),
        click.option("--rpm", type=_above, help="Most requests a minute."),
        click.option("--tpm", type=_above, help="Most tokens a minute."),
        click.option("--max-cost", type=_amount, help="Stop before more is spent, by the prices below."),
        click.option("--max-tokens-total", type=click.IntRange(0), help="Stop before more tokens are used."),
        click.option("--price-in", type=_amount, default=0.0, help="Price of a million prompt tokens."),
        click.option("--price-out", type=_amount, default=0.0, help="Price of a million completion tokens."),
        click.option("--cache", metavar="DIR|off", help="Where replies are kept.  [default: the user's cache folder]"),
    )  # fmt: skip
    return lambda command: _with(command, options)


def run_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of a whole run whose words a language model may write."""
    options = (
        click.option("--dry-run", is_flag=True, help="Print what the model's words would take, and ask for none."),
        click.option("--retry-rejected", is_flag=True,
                     help="Ask the model anew for dialogues whose words were rejected."),
        click.option("--batch", type=click.Choice(["files", "submit"]),
                     help="Ask by OpenAI Batch files in RUN/batch. files: you have them answered, put the answers "
                          "there, and run the same command again; submit: sends them, and waits."),
        click.option("--batch-price", type=click.FloatRange(0, 1), default=0.5, show_default=True, metavar="SHARE",
                     help="What of the prices requests in a batch cost."),
    )  # fmt: skip
    return _with(command, options)


def run_terms(access: Access | None, options: dict[str, Any]) -> Access | None:
    """Take the options of `run_options` but --dry-run out of `options`, into the terms."""
    retry, batch, share = (options.pop(key) for key in ("retry_rejected", "batch", "batch_price"))
    if access is None:
        if retry or batch or options["dry_run"]:
            raise ConfigError(
                "--dry-run, --retry-rejected and --batch are about a language model's words.", "Give --model."
            )
        return None
    prices = access.prices.model_copy(update={"batch_share": share})
    return replace(access, retry_rejected=retry, batch=batch, prices=prices)


def access_of(state: State, options: dict[str, Any]) -> Access | None:
    """Take the options of `model_options` or `endpoint_options` out of `options`; None when no model is named."""
    taken = {**_WORDS, **{key: options.pop(key) for key in _KEYS if key in options}}
    wanted = {**state.options, "model": taken["model"], "base_url": taken["base_url"]}
    settings = load_settings(wanted, api_key_env=taken["api_key_env"])
    _refuse_ratings(taken, settings.model)
    if not settings.model:
        return None
    if taken["max_cost"] is not None and not (taken["price_in"] or taken["price_out"]):
        raise ConfigError("--max-cost needs prices.", "Give --price-in and --price-out, for a million tokens.")
    endpoint = Endpoint(
        model=settings.model,
        base_url=settings.base_url,
        temperature=taken["temperature"],
        timeout_s=taken["timeout_s"],
    )
    return Access(
        endpoint,
        Manner(
            per=taken["per"],
            attempts=taken["attempts"],
            fallback=taken["fallback"],
            scenario=taken["scenario"],
            min_plausible=taken["min_plausible"] or 1,
        ),
        settings.api_key,
        taken["concurrency"],
        Rates(taken["rpm"], taken["tpm"]),
        Prices(prompt=taken["price_in"], completion=taken["price_out"]),
        Limits(max_cost=taken["max_cost"], max_tokens_total=taken["max_tokens_total"]),
        _cache_folder(taken["cache"]),
        state.say,
    )


def _refuse_ratings(taken: dict[str, Any], model: str) -> None:
    """Raise when scenarios or ratings are asked for that nobody writes."""
    if taken["scenario"] == "model" and not model:
        raise ConfigError(
            "--scenario model lets a language model write the scenario, and there is none.", "Give --model."
        )
    if taken["min_plausible"] is not None and taken["scenario"] != "model":
        raise ConfigError("--min-plausible goes by ratings, and nobody rates.", "Give --scenario model and --model.")


# What is not asked by a command that wants no words of dialogues.
_WORDS = {"per": "dialogue", "fallback": "none", "scenario": "plan", "min_plausible": None}
_KEYS = (
    *("model", "base_url", "api_key_env", "per", "attempts", "fallback", "temperature", "timeout_s", "concurrency"),
    *("scenario", "min_plausible"),
    *("rpm", "tpm", "max_cost", "max_tokens_total", "price_in", "price_out", "cache"),
)


def _cache_folder(told: str | None) -> Path | None:
    if told is None:
        return default_folder()
    return None if told == "off" else Path(told)


def say_estimate(made: Estimate) -> None:
    """Print what a run would take."""
    click.echo(f"{made.dialogues:,} dialogues: about {made.requests:,} requests,")
    click.echo(
        f"{made.prompt_tokens:,} prompt and {made.completion_tokens:,} completion tokens, cost {made.cost:,.4f}."
    )
    if not made.learned:
        click.echo("This model is new here: after a small run with it (--count 20) the estimate knows its own counts.")


@click.group("cache")
def cache_group() -> None:
    """Replies of language models that are kept, so that nothing is paid for twice."""


@cache_group.command("info")
@click.option("--cache", "folder", type=_path, help="Folder.  [default: the user's cache folder]")
def cache_info_command(folder: Path | None) -> None:
    """Say where replies are kept, and how many."""
    folder = folder or default_folder()
    cache = ReplyCache(folder)
    click.echo(f"{cache.count():,} replies in {folder}")
    cache.close()


@cache_group.command("clear")
@click.option("--cache", "folder", type=_path, help="Folder.  [default: the user's cache folder]")
@pass_state
def cache_clear_command(state: State, folder: Path | None) -> None:
    """Forget all replies, and what was learned of endpoints."""
    cache = ReplyCache(folder or default_folder())
    state.say(f"Forgot {cache.clear():,} replies.")
    cache.close()


@click.command("merge", epilog="Example: toolgraph merge part1 part2 part3 part4 --out RUN")
@click.argument("runs", type=_path, nargs=-1, required=True)
@click.option("--out", type=_path, required=True, help="Run folder, a new one.")
@pass_state
def merge_command(state: State, runs: tuple[Path, ...], out: Path) -> None:
    """Join the parts of `synth --shard I/N` into what one process would have written."""
    made = merge(runs, out)
    state.say(f"Kept {made.kept} dialogues of {made.drawn} chains from {made.parts} parts in {made.folder}.")


COMMANDS = (merge_command, cache_group)
