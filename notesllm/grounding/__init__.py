"""Proof by value: what an item says must stand in its evidence, and every line of the source is accounted for."""

from notesllm.grounding.coverage import coverage_of
from notesllm.grounding.proof import ground

__all__ = ["coverage_of", "ground"]
