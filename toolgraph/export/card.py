"""The dataset card of a Hugging Face folder: front matter for the Hub, and how the data was made.

Source: https://huggingface.co/docs/hub/datasets-cards
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import yaml

from toolgraph.models.dialogue import Dialogue

_SIZES = (
    (1_000, "n<1K"),
    (10_000, "1K<n<10K"),
    (100_000, "10K<n<100K"),
    (1_000_000, "100K<n<1M"),
    (10_000_000, "1M<n<10M"),
)


@dataclass(slots=True)
class Facts:
    """What a card tells of its dialogues, counted one dialogue at a time."""

    sources: Counter[str] = field(default_factory=Counter)
    tools: set[str] = field(default_factory=set)
    motifs: Counter[str] = field(default_factory=Counter)
    seeds: set[int] = field(default_factory=set)
    models: Counter[str] = field(default_factory=Counter)
    acts: Counter[str] = field(default_factory=Counter)
    calls: int = 0
    checked: int = 0
    clean: int = 0

    def add(self, dialogue: Dialogue) -> None:
        """Count one dialogue."""
        chain = dialogue.chain
        self.sources.update({t.partition("/")[0] for t in chain.tools})
        self.tools.update(chain.tools)
        self.motifs[chain.motif] += 1
        self.seeds.add(dialogue.seed)
        made = dialogue.generator
        self.models["templates, no language model" if made.kind == "offline" else made.model or "unnamed model"] += 1
        self.acts.update(t.act for t in dialogue.plan.turns)
        self.calls += sum(len(m.tool_calls) for m in dialogue.messages)
        self.checked += "errors" in dialogue.checks
        self.clean += dialogue.checks.get("errors") == 0


def size_category(rows: int) -> str:
    """The Hub's word for how many rows there are.

    >>> size_category(1000)
    '1K<n<10K'
    """
    return next((word for limit, word in _SIZES if rows < limit), "n>10M")


def card(facts: Facts, splits: Mapping[str, int]) -> str:
    """The text of `README.md`.

    Args:
        splits: Rows of each split, `train` first.
    """
    files = [{"split": split, "path": f"data/{split}-*"} for split in splits]
    front = {
        "pretty_name": "Multi-turn tool-calling dialogues",
        "license": "unknown",  # the maker's choice, and the catalogue's owners': nothing that a program can know
        "language": ["en"],
        "task_categories": ["text-generation"],
        "size_categories": [size_category(sum(splits.values()))],
        "tags": ["tool-calling", "function-calling", "multi-turn", "synthetic", "toolgraph"],
        "configs": [{"config_name": "default", "data_files": files}],
    }
    return f"---\n{yaml.safe_dump(front, sort_keys=False)}---\n\n{_body(facts, splits)}"


def _body(facts: Facts, splits: Mapping[str, int]) -> str:
    turns = sum(facts.acts.values())
    seeds = ", ".join(str(s) for s in sorted(facts.seeds)[:10]) + (", ..." if len(facts.seeds) > 10 else "")
    return f"""\
# Multi-turn tool-calling dialogues

{_listed(f"{n} {split}" for split, n in splits.items())} dialogues with {turns} user turns and {facts.calls} calls of \
{len(facts.tools)} tools, made with toolgraph.

## Columns

| column | content |
| --- | --- |
| `id`, `chain`, `motif` | the dialogue, the chain of tools under it, the shape of that chain |
| `messages` | list of messages, each kept as JSON (`datasets.Json`, 4.7 or newer): `role`, `content`, `tool_calls` \
with `arguments` as an object, `name` of an answered tool. Keys that a message does not need are absent |
| `tools` | JSON text: a list of functions with their JSON Schemas |

`datasets.load_dataset` with this folder gives rows that TRL's trainers take as they are. No chain of tools stands in \
two splits.

## How it was made

Tools of these sources were linked where a result of one fits an argument of another; chains were drawn from that \
graph; a plan was made over each chain and its calls were run in a simulated world; the words were written last.

* Sources: {_counted(facts.sources)}
* Motifs: {_counted(facts.motifs)}
* Seeds: {seeds or "none"}
* Words by: {_counted(facts.models)}
* Acts of the user's turns: {_counted(facts.acts)}
* Acceptance: {facts.clean} of {facts.checked} checked dialogues have no error. A dialogue without error has only \
arguments that are valid for their schema and whose values stand in the user's words, an earlier result, the given \
context, the clock, or a declared default. Wrong calls that a dialogue corrects later were left out.

## Licence

Not set by the program. Set `license` above after looking at the licences of the sources named here.
"""


def _counted(counts: Counter[str]) -> str:
    return ", ".join(f"{word} ({n})" for word, n in sorted(counts.items(), key=lambda x: (-x[1], x[0]))) or "none"


def _listed(parts: Iterable[str]) -> str:
    return " and ".join(parts)
