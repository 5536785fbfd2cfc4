"""Actions as todo.txt: one a line, by the rules of https://github.com/todotxt/todo.txt.

``x`` and the day of the meeting that said so for what is over (with ``status:cancelled`` where it was dropped), else
``(A)`` critical to ``(D)`` low; the day of the meeting that began it; the task; ``+meeting``, ``@owner``, ``due:``,
``status:`` of what is blocked or in progress, and ``id:``, by which a later export is told to be of the same tasks.

What in the notes' words would mean something to todo.txt is shown by a sign that looks alike (＋, ＠, ∶); addresses of
web pages stay as they are.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from notesllm._regex import regex
from notesllm.export.gathering import rows
from notesllm.export.rows import Exportable, Task
from notesllm.export.texts import cut, iso
from notesllm.summary.items import Priority

LETTERS: Mapping[Priority | None, str] = MappingProxyType({"critical": "A", "high": "B", "medium": "C", "low": "D"})
MOST_TAG = 40
_STEERING = regex(r"[xX]\s|\([A-Za-z]+\)|\d{4}-\d{2}-\d{2}")  # what means something at the start of a task
_TAG_SIGN = regex(r"(?<!\S)[+@](?=\S)")
_ADDRESS_OR_COLON = regex(r"https?://\S*|(?<=\S):(?=\S)")
_NO_TAG = regex(r"[^\w.]+|_+")


def to_todo(what: Exportable) -> bytes:
    return "".join(f"{_line(task)}\n" for task in rows(what).tasks).encode("utf-8", "replace")


def _line(task: Task) -> str:
    return " ".join(filter(None, _parts(task)))


def _parts(task: Task) -> Iterator[str]:
    letter = LETTERS.get(task.priority, "")
    if task.over:
        yield "x"
        yield iso(task.told)
        yield iso(task.begun) if task.told else ""
    elif letter:
        yield f"({letter})"
        yield iso(task.begun)
    else:
        yield iso(task.begun)
    yield _harmless(task.text) or "Untitled"
    if task.proof is not None:
        yield _tag("+", task.proof.meeting)
    yield from dict.fromkeys(_tag("@", hand.name) for hand in task.hands)
    yield f"due:{task.due}" if task.due else ""
    yield f"status:{task.status}" if task.status in {"in_progress", "blocked", "cancelled"} else ""
    yield f"pri:{letter}" if letter and task.over else ""
    yield f"id:{task.id}"


def _harmless(text: str) -> str:
    words = _ADDRESS_OR_COLON.sub(lambda found: "∶" if found[0] == ":" else found[0], text)
    shown = _TAG_SIGN.sub(lambda sign: "＋" if sign[0] == "+" else "＠", words)
    return f"- {shown}" if _STEERING.match(shown) else shown


def _tag(sign: str, name: str) -> str:
    words = cut(_NO_TAG.sub("-", name).strip("-."), MOST_TAG).rstrip("…-.")
    return f"{sign}{words}" if words else ""
