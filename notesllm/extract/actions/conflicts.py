"""Where the tellings of one action disagree: a warning with both places."""

from collections.abc import Iterator

from notesllm.extract.actions.candidate import Candidate
from notesllm.extract.actions.merging import Cluster
from notesllm.extract.actions.scene import Scene
from notesllm.extract.warning import warning
from notesllm.summary import Warning


def conflicts(group: Cluster, scene: Scene) -> Iterator[Warning]:
    """An ``owner_conflict`` and a ``due_conflict`` at most."""
    main = group.main
    for told in group.tellings[1:]:
        theirs, ours = {o.name for o in told.owners}, {o.name for o in main.owners}
        if ours and theirs and not ours & theirs and all(o.kind == "person" for o in (*told.owners, *main.owners)):
            yield _warning(
                "owner_conflict",
                f"“{main.task}” is given to {_listed(ours)} and to {_listed(theirs)}.",
                main,
                told,
                scene,
            )
            break
    for told in group.tellings[1:]:
        if main.due and told.due and main.due.date and told.due.date and main.due.date != told.due.date:
            yield _warning(
                "due_conflict", f"“{main.task}” is due {main.due.text} and {told.due.text}.", main, told, scene
            )
            break


def _listed(names: set[str]) -> str:
    return ", ".join(sorted(names))


def _warning(code: str, message: str, main: Candidate, told: Candidate, scene: Scene) -> Warning:
    spans = sorted({*main.spans, *told.spans})
    evidence = [scene.reading.evidence(span.start, span.end) for span in spans]
    return warning(code, message, evidence)
