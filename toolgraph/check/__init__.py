"""Dialogues to findings, by code alone; knows nothing of how a dialogue was made."""

from toolgraph.check.foreign import check_foreign, grounding_of, talk_of_foreign
from toolgraph.check.run import check, check_talk, summary
from toolgraph.meaning.multi_step import MultiStep, multi_step_of, multi_step_runs

__all__ = [
    "MultiStep",
    "check",
    "check_foreign",
    "check_talk",
    "grounding_of",
    "multi_step_of",
    "multi_step_runs",
    "summary",
    "talk_of_foreign",
]
