"""Dialogues to figures."""

from toolgraph.report.figures import Figures, figures, rows

__all__ = ["Figures", "figures", "rows"]
