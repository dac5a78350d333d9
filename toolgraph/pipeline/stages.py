"""The stages on files: chains to plans, plans to dialogues, dialogues to findings and figures."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from toolgraph.check import check, check_foreign
from toolgraph.errors import RecordError
from toolgraph.generate import generate
from toolgraph.llm.base import Phraser
from toolgraph.models.base import JsonObject
from toolgraph.models.chain import Chain
from toolgraph.models.dialogue import Dialogue, OfferedTool
from toolgraph.models.dialogue_plan import DialoguePlan
from toolgraph.models.finding import Finding
from toolgraph.models.tool import Tool
from toolgraph.pipeline.catalogue import tools_by_id
from toolgraph.pipeline.make import tools_named
from toolgraph.plan import Mix, Rejection, aimed, measured, pilot, pilot_size, plan_chain, simulated
from toolgraph.store import GraphStore
from toolgraph.world.base import Setting, World
from toolgraph.world.live import LiveWorld


@contextmanager
def world_maker(command: str = "", url: str = "") -> Iterator[Callable[[int, Setting], World]]:
    """What gives each dialogue its world: a simulated one of its own, or a live MCP server that all share.

    Args:
        command: Starts a server, as in a shell; "" for none.
        url: Of a server that is up already; "" for none.

    Raises:
        MissingExtra: A live world needs the extra `mcp`.
        ModelError: The server does not start or answer.
    """
    if not command and not url:
        yield simulated
        return
    with LiveWorld(shlex.split(command), url=url) as live:
        yield lambda _seed, _setting: live


def plan_chains(
    store: GraphStore,
    chains: Iterable[Chain],
    *,
    seed: int,
    mix: Mix,
    make_world: Callable[[int, Setting], World] = simulated,
) -> Iterator[DialoguePlan | Rejection]:
    """A plan, or why there is none, for each chain; see `toolgraph.plan.plan_chain`.

    Of many chains some tell how much must be drawn for the mix's averages to come true; see
    `toolgraph.plan.aimed`.
    """
    listed = list(chains)
    tools = tools_by_id(store, tools_named(listed))
    first = pilot(listed, pilot_size(len(listed)), seed=seed)
    mix = aimed(mix, first, lambda some, one: measured(some, tools, one, seed=seed))
    for chain in listed:
        yield plan_chain(chain, tools, seed=seed, mix=mix, make_world=make_world)


def generate_dialogues(store: GraphStore, plans: Iterable[DialoguePlan], phraser: Phraser) -> Iterator[Dialogue]:
    """A dialogue for each plan; not checked yet."""
    listed, tools = plans_with_tools(store, plans)
    for plan in listed:
        yield generate(plan, tools, phraser)


def plans_with_tools(store: GraphStore, plans: Iterable[DialoguePlan]) -> tuple[list[DialoguePlan], Mapping[str, Tool]]:
    """Plans, and all tools that they offer.

    Raises:
        RecordError: A tool is not in the graph.
    """
    listed = list(plans)
    tools = tools_by_id(store, {t for p in listed for t in p.tools})
    for plan in listed:
        missing = [t for t in plan.tools if t not in tools]
        if missing:
            raise RecordError(
                f"Plan {plan.id} offers {missing[0]}, which is not in the graph.",
                "Use the database that the plans were made with, or make the plans anew.",
            )
    return listed, tools


@dataclass(frozen=True)
class Judged:
    """What the check says of one record of a file.

    Attributes:
        line: In the file, from 1.
        name: Id of the record, "" if it has none.
    """

    line: int
    name: str
    findings: tuple[Finding, ...]


def check_file(path: Path, *, tools: Path | None = None) -> Iterator[Judged]:
    """Check every dialogue of a file: our own records, OpenAI-style messages, trajectories, or BFCL entries.

    Args:
        path: JSON Lines.
        tools: Tools as JSON Lines, for records that do not bring their own.

    Raises:
        RecordError: A line is none of these.
    """
    offered = _offered(tools) if tools else {}
    for number, record in _objects(path):
        if "schema_version" in record and "provenance" in record:
            findings = check(_own(path, number, record))
        else:
            try:
                findings = check_foreign(record, offered)
            except RecordError as exc:
                raise RecordError(f"{path}, line {number}: {exc.problem}", exc.fix) from exc
        yield Judged(number, str(record.get("id", "")), findings)


def _own(path: Path, number: int, record: JsonObject) -> Dialogue:
    try:
        return Dialogue.model_validate(record)
    except ValueError as exc:
        raise RecordError(
            f"{path}, line {number}: not a dialogue of this version: {str(exc).splitlines()[1]}.",
            "Make the file anew with `toolgraph generate` or `toolgraph synth`.",
        ) from exc


def _objects(path: Path) -> Iterator[tuple[int, JsonObject]]:
    try:
        with path.open(encoding="utf-8") as lines:
            yield from ((n, _object(path, n, line)) for n, line in enumerate(lines, 1) if line.strip())
    except OSError as exc:
        raise RecordError(f"{path} cannot be read: {exc.strerror}.", "Give a file with one dialogue a line.") from exc
    except UnicodeDecodeError as exc:
        raise RecordError(f"{path} is not UTF-8.", "Save the file as UTF-8.") from exc


def _object(path: Path, number: int, line: str) -> JsonObject:
    try:
        record = json.loads(line)
    except json.JSONDecodeError as exc:
        raise RecordError(
            f"{path}, line {number}, column {exc.colno}: not JSON: {exc.msg}.", "Give a file with one dialogue a line."
        ) from exc
    if not isinstance(record, dict):
        raise RecordError(f"{path}, line {number}: not a JSON object.", "Give one dialogue a line.")
    return record


def _offered(path: Path) -> dict[str, OfferedTool]:
    found = {}
    for _, record in _objects(path):
        name = str(record.get("name", ""))
        found[name] = OfferedTool(
            name=name,
            tool=name,
            description=str(record.get("description") or ""),
            parameters=record.get("parameters") or {"type": "object", "properties": {}},
            returns=record.get("returns"),
        )
    return found
