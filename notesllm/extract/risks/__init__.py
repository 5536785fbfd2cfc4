"""Risks, concerns, blockers and open issues: listed, labelled, or flagged in a sentence."""

from notesllm.extract.risks.finding import find_risks

__all__ = ["find_risks"]
