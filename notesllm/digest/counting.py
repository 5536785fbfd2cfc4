"""How much there is of what."""

from collections import Counter
from collections.abc import Sequence

from notesllm.digest.model import ActionLine, Conflict, Counts, DecisionLine, QuestionLine, RiskLine

GONE = ("reversed", "superseded")


def counts(
    actions: Sequence[ActionLine],
    decisions: Sequence[DecisionLine],
    risks: Sequence[RiskLine],
    questions: Sequence[QuestionLine],
    warnings: Sequence[Conflict],
) -> Counts:
    """The numbers of a digest, from its lines."""
    standings = Counter(line.standing for line in actions)
    return Counts(
        **standings,
        slipped=sum(any(change.after > change.before for change in line.due_changes) for line in actions),
        reassigned=sum(bool(line.reassignments) for line in actions),
        decisions=sum(line.state not in GONE for line in decisions),
        risks=sum(line.state != "closed" for line in risks),
        questions=len(questions),
        warnings=len(warnings),
    )
