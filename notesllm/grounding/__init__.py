"""Proof by value: what an item says must stand in its evidence, and every line of the source is accounted for.

``ground(summary, document)``             the summary without what its evidence does not prove
``prove(summary, document)``              the same, and how much of a model's was not proven
``Prover(document, attendees, date)``     asks for one sentence (``proves``) or one corrected field (``proves_field``)
``coverage_of(summary, document)``        what became of every line
"""

from notesllm.grounding.coverage import coverage_of
from notesllm.grounding.entailment import entails
from notesllm.grounding.naming import Names
from notesllm.grounding.passage import Passage
from notesllm.grounding.proof import Grounded, ground, prove
from notesllm.grounding.prover import Prover

__all__ = ["Grounded", "Names", "Passage", "Prover", "coverage_of", "entails", "ground", "prove"]
