"""A message for Slack as Block Kit: the JSON that ``chat.postMessage`` and incoming webhooks take.

Within the limits of https://docs.slack.dev/reference/block-kit/blocks: 50 blocks, 150 characters in a header, 3,000 in
a section, 10 elements in a context. ``&``, ``<`` and ``>`` are escaped, so that no ``<!channel>`` or ``<@U1>`` of the
notes mentions anybody; handles are shown as code, and ``verbatim`` keeps Slack from making links of what is left. What
has no room is counted: "… and 12 more".
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from notesllm._regex import regex
from notesllm.digest.model import ExecutiveDigest
from notesllm.export.gathering import rows
from notesllm.export.rows import Exportable, Rows, Task
from notesllm.export.texts import cut, iso
from notesllm.render.words import label, one_line
from notesllm.summary import MeetingSummary

MOST_HEADER = 150
MOST_SECTION = 2900  # of 3,000
MOST_WORDS = 300  # of one item; escaped they may be five times as long
MOST_NAMES = 80
MOST_ABSTRACT = 500
_HANDLE = regex(r"(?<![\w`])@\w[\w.-]*")
_MEANINGS = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


class Part(NamedTuple):
    """A heading, and lines of mrkdwn of which the first ``most`` are shown."""

    heading: str
    lines: Sequence[str]
    most: int


def to_slack(what: Exportable) -> bytes:
    gathered = rows(what)
    message = {"text": _fallback(what, gathered), "blocks": list(_blocks(what, gathered))}
    return (json.dumps(message, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")


def escaped(text: str) -> str:
    """The notes' words as mrkdwn that means nobody and leads nowhere."""
    return _HANDLE.sub(lambda handle: f"`{handle[0]}`", one_line(text)).translate(_MEANINGS)


def _fallback(what: Exportable, gathered: Rows) -> str:
    """What notifications and screen readers get."""
    left = sum(not task.over for task in gathered.tasks)
    counted = (_count(left, "open action"), _count(len(what.decisions), "decision"), _count(len(what.risks), "risk"))
    return f"{escaped(cut(gathered.title, MOST_HEADER))}: {', '.join(counted)}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _blocks(what: Exportable, gathered: Rows) -> Iterator[dict[str, object]]:
    header = {"type": "plain_text", "text": cut(gathered.title, MOST_HEADER), "emoji": False}
    yield {"type": "header", "text": header}
    about = _about(what, gathered)
    if about:
        yield {"type": "context", "elements": [_mrkdwn(text) for text in about]}
    opening = what.headline if isinstance(what, ExecutiveDigest) else what.abstract
    text = escaped(opening)
    if text:
        yield _section(text if len(text) <= MOST_SECTION else escaped(cut(one_line(opening), MOST_ABSTRACT)))
    for part in _parts(what, gathered):
        if part.lines:
            yield {"type": "divider"}
            yield from map(_section, _packed(part))


def _about(what: Exportable, gathered: Rows) -> list[str]:
    if isinstance(what, ExecutiveDigest):
        told = [_count(sum(meeting.covered for meeting in what.meetings), "meeting")]
        return [*told, *([f"as of {what.as_of}"] if what.as_of else [])]
    told = [iso(gathered.day)] if gathered.day else []
    return [*told, *([_count(what.attendee_count, "attendee")] if what.attendee_count else [])]


def _parts(what: Exportable, gathered: Rows) -> Iterator[Part]:
    matters = what.matters if isinstance(what, ExecutiveDigest) else what.highlights
    yield Part("What matters most", [_line(each.text) for each in matters], 7)
    left = [task for task in gathered.tasks if not task.over]
    finished = [task for task in gathered.tasks if task.over]
    yield Part("Actions", [_task(task) for task in left], 20)
    yield Part("Done or dropped", [_task(task) for task in finished], 5)
    yield Part("Decisions", [_line(each.text) for each in what.decisions], 10)
    yield Part("Risks", [_line(each.text, each.severity or "") for each in what.risks], 8)
    yield Part("Open questions", [_line(text) for text in _questions(what)], 8)
    yield Part("Dates", [_line(day.text, str(day.day)) for day in gathered.days if not day.cancelled], 8)


def _questions(what: MeetingSummary | ExecutiveDigest) -> list[str]:
    if isinstance(what, ExecutiveDigest):
        return [line.text for line in what.questions]
    return [question.text for question in what.questions if not question.answer]


def _line(text: str, note: str = "") -> str:
    return f"• {escaped(cut(one_line(text), MOST_WORDS))}" + (f" _({note})_" if note else "")


def _task(task: Task) -> str:
    standing = task.standing if task.standing not in {None, "open"} else None
    state = standing or ("" if task.status == "open" else task.status)
    told = (
        f"*{escaped(cut(task.names, MOST_NAMES))}*" if task.names else "",
        f"due {escaped(cut(task.when, MOST_NAMES))}" if task.when else "",
        label(state),
    )
    return " — ".join(filter(None, (f"• {escaped(cut(task.text, MOST_WORDS))}", ", ".join(filter(None, told)))))


def _packed(part: Part) -> Iterator[str]:
    """As many lines to a section as it holds."""
    text = f"*{part.heading}*"
    for line in _shown(part):
        if len(text) + 1 + len(line) > MOST_SECTION:
            yield text
            text = line
        else:
            text = f"{text}\n{line}"
    yield text


def _shown(part: Part) -> Iterable[str]:
    yield from part.lines[: part.most]
    if len(part.lines) > part.most:
        yield f"… and {len(part.lines) - part.most} more"


def _section(text: str) -> dict[str, object]:
    return {"type": "section", "text": _mrkdwn(text)}


def _mrkdwn(text: str) -> dict[str, object]:
    return {"type": "mrkdwn", "text": text, "verbatim": True}
