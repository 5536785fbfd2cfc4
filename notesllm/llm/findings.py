"""What the rules found, in the margin of the notes: short ids, and only what the line itself doesn't say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from notesllm.llm.remarks import remark, sentence
from notesllm.summary import ActionItem, Attendee, Decision, Evidence, Item, MeetingSummary, Question, Topic

LETTERS: Mapping[str, str] = MappingProxyType(
    {
        "action_items": "a",
        "decisions": "d",
        "risks": "r",
        "questions": "q",
        "metrics": "m",
        "milestones": "s",
        "attendees": "p",
        "topics": "t",
    }
)
RECURRING = (ActionItem, Decision, Question)  # told in the flow and again in a list: shown wherever they are


@dataclass(frozen=True, slots=True)
class Findings:
    """Items by the ids that a model is shown ("a3"), in the order of their kinds. Its repr holds no text."""

    items: Mapping[str, Item] = field(repr=False)

    @classmethod
    def of(cls, summary: MeetingSummary) -> "Findings":
        """All items of ``summary``; the same summary gives the same ids."""
        return cls(
            MappingProxyType(
                {
                    f"{letter}{number}": item
                    for kind, letter in LETTERS.items()
                    for number, item in enumerate(getattr(summary, kind), 1)
                    if item.evidence
                }
            )
        )

    def within(self, first_line: int, last_line: int) -> "Findings":
        """Those that belong to a chunk: whose first evidence begins in it."""
        return Findings(
            MappingProxyType(
                {key: item for key, item in self.items.items() if first_line <= item.evidence[0].line <= last_line}
            )
        )

    def texts(self) -> dict[str, str]:
        """What each item says, in one line: for those who don't see the notes."""
        return {key: sentence(item) for key, item in self.items.items()}

    def marks(self, first_line: int, last_line: int, year: int | None = None) -> dict[int, list[str]]:
        """What stands at each line of a chunk: "a3+2 02-03; Tom Bradley".

        That is a finding's id, how many lines it goes on for, and what the lines don't say in so many words. What is
        told again elsewhere has its id there too. ``year`` is the meeting's: what is due in another is shown with it.
        """
        marks: dict[int, list[str]] = {}
        for key, item in self.items.items():
            if isinstance(item, Topic) and _is_heading(item):
                continue
            cited = {line for evidence in item.evidence for line in _lines(evidence)}
            first = item.evidence[0].line
            runs = _runs(sorted(line for line in cited if first_line <= line <= last_line))
            runs.sort(key=lambda run: not run[0] <= first <= run[1])
            for at, (line, last) in enumerate(runs if isinstance(item, RECURRING) else runs[:1]):
                shown = key if last == line or isinstance(item, Attendee | Topic) else f"{key}+{last - line}"
                marks.setdefault(line, []).append(shown if at else f"{shown} {remark(item, year)}".rstrip())
        return marks


def _runs(lines: Sequence[int]) -> list[tuple[int, int]]:
    """First and last of the lines that follow each other, or have but one between them, such as a blank one."""
    runs: list[tuple[int, int]] = []
    for line in lines:
        if runs and line <= runs[-1][1] + 2:
            runs[-1] = (runs[-1][0], line)
        else:
            runs.append((line, line))
    return runs


def _is_heading(topic: Topic) -> bool:
    """Whether a topic is called what the line on which it begins says: there is nothing to check then."""
    return topic.evidence[0].quote.rstrip(" #*:=").endswith(topic.title)


def _lines(evidence: Evidence) -> range:
    return range(evidence.line, evidence.line + evidence.quote.count("\n") + 1)
