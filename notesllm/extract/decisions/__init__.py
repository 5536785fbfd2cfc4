"""What the meeting settled: entries of decision lists, labelled lines, motions with their outcome, and sentences."""

from notesllm.extract.decisions.finding import find_decisions

__all__ = ["find_decisions"]
