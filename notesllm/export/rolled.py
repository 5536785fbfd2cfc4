"""What a document shows of a digest, in the shape in which a summary's outline comes."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from notesllm.digest.model import (
    ActionLine,
    Citation,
    Conflict,
    DecisionLine,
    ExecutiveDigest,
    Line,
    Matter,
    MetricLine,
    MilestoneLine,
    Person,
    QuestionLine,
    RiskLine,
)
from notesllm.export.gathering import meeting_name
from notesllm.render import words
from notesllm.render.outline import Entry, Table, Tone

Numbers = dict[str, int]  # of meetings, as the list at the end gives them
Parts = Iterable[tuple[Tone, str | None]]


def facts(digest: ExecutiveDigest) -> Iterator[tuple[str, str]]:
    counts = digest.counts
    told = (
        ("Meetings", str(sum(meeting.covered for meeting in digest.meetings))),
        ("As of", str(digest.as_of or "")),
        ("Overdue", str(counts.overdue or "")),
        ("Due soon", str(counts.due_soon or "")),
        ("Open", str(counts.open or "")),
        ("Blocked", str(counts.blocked or "")),
        ("Done", str(counts.done or "")),
    )
    yield from ((name, value) for name, value in told if value)


def sections(digest: ExecutiveDigest) -> Iterator[tuple[str, Table | tuple[Entry, ...]]]:
    """The headings and what stands below them; nothing for what is empty."""
    numbers = {meeting.id: number for number, meeting in enumerate(digest.meetings, 1)}
    for heading, section in SECTIONS:
        content = section(digest, numbers)
        if content and (not isinstance(content, Table) or content.rows):
            yield heading, content


def places(citations: Iterable[Citation], numbers: Numbers) -> str:
    """``M1 L12, M2 L40-L42``."""
    by_meeting: dict[str, list[Citation]] = {}
    for citation in citations:
        by_meeting.setdefault(citation.meeting, []).append(citation)
    return ", ".join(
        f"M{numbers.get(meeting, 0)} {words.places(each.evidence for each in cited)}"
        for meeting, cited in by_meeting.items()
    )


def _entries(
    lines: Sequence[Line] | Sequence[Matter] | Sequence[Conflict], numbers: Numbers, parts: Callable[..., Parts]
) -> tuple[Entry, ...]:
    return tuple(
        Entry(
            tuple((tone, shown) for tone, text in parts(line) if (shown := words.one_line(text or ""))),
            places(line.citations, numbers),
        )
        for line in lines
    )


def _matter(line: Matter) -> Parts:
    yield Tone.PLAIN, line.text


def _decision(line: DecisionLine) -> Parts:
    yield Tone.PLAIN, line.text
    yield Tone.QUIET, f"({line.made_by})" if line.made_by else None
    yield Tone.STRONG, line.state if line.state in {"reversed", "superseded", "contradicted"} else None


def _risk(line: RiskLine) -> Parts:
    yield Tone.STRONG, f"{line.severity.capitalize()}:" if line.severity else None
    yield Tone.PLAIN, line.text
    yield Tone.QUIET, f"({line.state})"


def _question(line: QuestionLine) -> Parts:
    yield Tone.PLAIN, line.text
    yield Tone.QUIET, f"({line.asked_by})" if line.asked_by else None


def _milestone(line: MilestoneLine) -> Parts:
    yield Tone.STRONG, f"{words.due(line.due)}:" if line.due else None
    yield Tone.PLAIN, line.text
    yield Tone.QUIET, f"({line.state})"


def _conflict(line: Conflict) -> Parts:
    yield Tone.PLAIN, line.message


def _actions(digest: ExecutiveDigest, numbers: Numbers) -> Table:
    head = ("Action", "Owner", "Due", "Priority", "Status", "Source")
    return Table(head, tuple(_cells(line, numbers) for line in digest.actions))


def _cells(line: ActionLine, numbers: Numbers) -> tuple[str, ...]:
    slips = [f"was {change.before}" for change in line.due_changes]
    due = ", ".join(filter(None, (words.due(line.due), *slips)))
    shown = (words.one_line(line.task), words.owners(line.owners), due, line.priority or "")
    return *shown, words.label(line.standing), places(line.citations, numbers)


def _metrics(digest: ExecutiveDigest, numbers: Numbers) -> Table:
    return Table(("Metric", "Value", "Target", "Source"), tuple(_reading(line, numbers) for line in digest.metrics))


def _reading(line: MetricLine, numbers: Numbers) -> tuple[str, ...]:
    values = " → ".join(words.one_line(point.value) for point in line.points)
    return words.one_line(line.name), values, words.one_line(line.target or ""), places(line.citations, numbers)


def _people(digest: ExecutiveDigest, _numbers: Numbers) -> Table:
    head = ("Owner", "Role", "Open", "Overdue", "Due soon", "Done")
    return Table(head, tuple(map(_load, digest.people)))


def _load(person: Person) -> tuple[str, ...]:
    role = ", ".join(filter(None, (words.one_line(person.role or ""), words.one_line(person.organization or ""))))
    numbers = map(str, (person.open, person.overdue, person.due_soon, person.done))
    return words.one_line(person.name), role, *numbers


def _meetings(digest: ExecutiveDigest, _numbers: Numbers) -> tuple[Entry, ...]:
    return tuple(
        Entry(
            ((Tone.STRONG, f"M{number}"), (Tone.PLAIN, meeting_name(meeting)), (Tone.QUIET, str(meeting.date or ""))),
            words.one_line(meeting.name or ""),
        )
        for number, meeting in enumerate(digest.meetings, 1)
    )


SECTIONS: Sequence[tuple[str, Callable[[ExecutiveDigest, Numbers], Table | tuple[Entry, ...]]]] = (
    ("What matters most", lambda digest, numbers: _entries(digest.matters, numbers, _matter)),
    ("Decisions", lambda digest, numbers: _entries(digest.decisions, numbers, _decision)),
    ("Actions", _actions),
    ("Risks", lambda digest, numbers: _entries(digest.risks, numbers, _risk)),
    ("Open questions", lambda digest, numbers: _entries(digest.questions, numbers, _question)),
    ("Metrics", _metrics),
    ("Milestones", lambda digest, numbers: _entries(digest.milestones, numbers, _milestone)),
    ("People", _people),
    ("Contradictions", lambda digest, numbers: _entries(digest.warnings, numbers, _conflict)),
    ("Meetings", _meetings),
)
