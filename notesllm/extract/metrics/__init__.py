"""Figures with a name: what is measured or budgeted, against what, and how it changed."""

from notesllm.extract.metrics.finding import find_metrics

__all__ = ["find_metrics"]
