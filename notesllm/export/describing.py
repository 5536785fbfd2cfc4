"""What trackers get as the description of a task: the facts they have no field for, and the words that prove it."""

from notesllm.export.rows import Task
from notesllm.export.texts import cut
from notesllm.render.words import label

MOST_QUOTE = 1000


def facts(task: Task) -> list[tuple[str, str]]:
    """Named, in the order in which they are told; those of which nothing is known are left out."""
    named = (
        ("Owner", task.names),
        ("Due", task.when),
        ("Status", "" if task.status == "open" else label(task.status)),
        ("Priority", task.priority or ""),
        ("References", ", ".join(task.references)),
    )
    return [(name, value) for name, value in named if value]


def plain(task: Task, *, most: int = 30_000) -> str:
    """All of it as lines of plain text. It begins with our words, so it can't be taken for a command or a formula."""
    lines = [f"Task: {task.text}", *(f"{name}: {value}" for name, value in facts(task))]
    if task.proof is not None:
        lines += [f"From: {task.proof.place}", f"Notes: “{cut(task.proof.quote, MOST_QUOTE)}”"]
    return cut("\n".join(lines), most) + f"\nnotesllm id: {task.id}"
