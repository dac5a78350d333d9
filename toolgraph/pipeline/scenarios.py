"""What a run's scenarios came to, counted from its records."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from toolgraph.models.dialogue import Scenario

_FILES = ("dialogues.jsonl", "rejected.jsonl")


def scenario_counts(folder: Path) -> dict[str, int]:
    """Chains of a run folder by how likely the model finds them, kept and rejected ones.

    Returns:
        `rated_1` to `rated_5`, `unrated` for those without a rating, and `no_text`: of all these, the ones whose text
        did not pass, so that their words follow the plan alone. Empty when no scenarios were asked for.
    """
    counts: Counter[str] = Counter()
    for scenario in _scenarios(folder):
        counts["unrated" if scenario.plausible is None else f"rated_{scenario.plausible}"] += 1
        counts["no_text"] += not scenario.goal
    return {key: count for key, count in sorted(counts.items()) if count}


def _scenarios(folder: Path) -> Iterator[Scenario]:
    for name in _FILES:
        with (folder / name).open(encoding="utf-8") as lines:
            for line in lines:
                # Only what is counted is read into a model: a run may have gigabytes of dialogues.
                found = (json.loads(line).get("generator") or {}).get("scenario")
                if found is not None:
                    yield Scenario.model_validate(found)
