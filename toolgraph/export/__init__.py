"""Dialogues to the files that trainers and benchmarks read, each read back under the reader's own rules."""

from toolgraph.export.conversation import Conversation, ToolSpec
from toolgraph.export.leakage import Leakage, Overlap, leakage
from toolgraph.export.targets import TARGETS
from toolgraph.export.write import ExportReport, export, read_back

__all__ = [
    "TARGETS",
    "Conversation",
    "ExportReport",
    "Leakage",
    "Overlap",
    "ToolSpec",
    "export",
    "leakage",
    "read_back",
]
