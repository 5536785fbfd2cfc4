"""How much there is of what."""

from collections import Counter

from notesllm.digest.model import Counts, ExecutiveDigest

UNDONE = ("reversed", "superseded")


def counts(digest: ExecutiveDigest) -> Counts:
    """The numbers of a digest, from its lines: what was undone is no decision, what is closed no risk."""
    standings = Counter[str](line.standing for line in digest.actions)
    return Counts(
        overdue=standings["overdue"],
        due_soon=standings["due_soon"],
        open=standings["open"],
        blocked=standings["blocked"],
        out_of_sight=standings["out_of_sight"],
        done=standings["done"],
        cancelled=standings["cancelled"],
        slipped=sum(any(change.after > change.before for change in line.due_changes) for line in digest.actions),
        reassigned=sum(bool(line.reassignments) for line in digest.actions),
        decisions=sum(line.state not in UNDONE for line in digest.decisions),
        risks=sum(line.state != "closed" for line in digest.risks),
        questions=len(digest.questions),
        warnings=len(digest.warnings),
    )
