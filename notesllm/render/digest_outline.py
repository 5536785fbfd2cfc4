"""What is shown of a digest, in what order: said once, for Markdown, text and documents.

What an executive must act on is shown whole; of what is merely on file, as much as a page bears (see ``MOST``).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from notesllm.digest.model import (
    ActionLine,
    Change,
    Citation,
    Conflict,
    DecisionLine,
    ExecutiveDigest,
    Meeting,
    MetricLine,
    MilestoneLine,
    Person,
    QuestionLine,
    RiskLine,
)
from notesllm.render import words
from notesllm.render.outline import (
    LABEL,
    PLAIN,
    QUIET,
    STRONG,
    Content,
    Entry,
    Outline,
    Part,
    bracketed,
    entry,
    filled,
    labelled,
    tabled,
)

MOST = 40  # lines of a section that is on file only
MOST_PLACES = 4  # meetings that are named for one line
NOTHING = "Nothing was found in these meetings."
ARROWS = {"up": "↑", "down": "↓", "flat": "→"}
TARGETS = {True: "on target", False: "off target"}
Citing = Callable[[Sequence[Citation]], str]


class Told(NamedTuple):
    """A digest, and how its meetings are called where it is shown: M1, M2 and so on, oldest first."""

    digest: ExecutiveDigest
    names: Mapping[str, str]
    most: int | None = MOST

    def places(self, citations: Iterable[Citation]) -> str:
        """``M1 L12, M2 L40-L42``: the last meetings that say so; "…" before them where others did, too."""
        by_meeting: dict[str, list[Citation]] = {}
        for citation in citations:
            by_meeting.setdefault(citation.meeting, []).append(citation)
        shown = [
            f"{self.names.get(meeting, meeting)} {words.places(each.evidence for each in cited)}"
            for meeting, cited in by_meeting.items()
        ]
        return ", ".join(shown if len(shown) <= MOST_PLACES else ["…", *shown[-MOST_PLACES:]])


def outline(digest: ExecutiveDigest, *, most: int | None = MOST) -> Outline:
    """What is shown of a digest; ``most`` None shows all of every section."""
    told = Told(digest, {meeting.id: f"M{number}" for number, meeting in enumerate(digest.meetings, 1)}, most)
    shown = tuple(filled(SECTIONS, told))
    return Outline(
        title=" ".join(["Executive digest", *_period(digest)]),
        facts=tuple(_facts(digest)),
        opening=tuple(filter(None, (words.one_line(digest.headline), "" if shown else NOTHING))),
        sections=shown,
        lacks=tuple(words.lack(lack) for lack in digest.degraded),
        origin=_origin(digest),
    )


def _period(digest: ExecutiveDigest) -> Iterator[str]:
    days = sorted(meeting.date for meeting in digest.meetings if meeting.date and meeting.covered)
    first, last = digest.since or next(iter(days), None), digest.until or next(reversed(days), None)
    if first and last:
        yield str(first) if first == last else f"{first} to {last}"


def _facts(digest: ExecutiveDigest) -> Iterator[tuple[str, str]]:
    counts = digest.counts
    told = (
        ("Meetings", sum(meeting.covered for meeting in digest.meetings)),
        ("As of", digest.as_of),
        ("Overdue", counts.overdue),
        ("Due in 7 days", counts.due_soon),
        ("Open", counts.open),
        ("Blocked", counts.blocked),
        ("Out of sight", counts.out_of_sight),
        ("Slipped", counts.slipped),
        ("Handed over", counts.reassigned),
        ("Done", counts.done),
    )
    yield from ((name, str(value)) for name, value in told if value)


def _origin(digest: ExecutiveDigest) -> str:
    by = "worded by a model, " if digest.headline_origin == "model" else ""
    return (
        f"Opening {by}all else computed from items. M2 L12 means line 12 in the notes of meeting M2."
        if by
        else ("Computed from items of the meetings' summaries. M2 L12 means line 12 in the notes of meeting M2.")
    )


def _entries(lines: Sequence[Entry], most: int | None) -> tuple[Entry, ...]:
    """The lines, or as many as are shown, and how many more there are."""
    return (*lines[:most], *(entry([(QUIET, row[0])]) for row in _rest(lines, most)))


def _rest(lines: Sequence[object], most: int | None) -> list[tuple[str, ...]]:
    """A row of six cells that says how many lines are not shown, if some are not."""
    left = 0 if most is None else len(lines) - most
    return [(f"… and {left:,} more, in the JSON and the HTML of this digest", *[""] * 5)] if left > 0 else []


def _by_hand(fields: Sequence[str]) -> str:
    return f"{', '.join(map(words.label, fields))} set by hand" if fields else ""


def _matters(told: Told) -> Content:
    return tuple(entry([(PLAIN, line.text)], told.places(line.citations)) for line in told.digest.matters)


def _changes(told: Told) -> Content:
    return _entries([_change(line, told) for line in told.digest.changes], told.most)


def _change(line: Change, told: Told) -> Entry:
    values = [words.label(each) for each in (line.before, line.after) if each and each != line.text]
    moved = " → ".join(values) if line.kind not in {"new", "gone"} else None
    parts = [(STRONG, f"{words.label(line.kind).capitalize()}:"), (PLAIN, line.text), (QUIET, bracketed(moved))]
    return entry(parts, told.places(line.citations))


def _actions(*standings: str, whole: bool = False) -> Callable[[Told], Content | None]:
    """A table of the actions that stand so; one that is too long ends with how many more there are."""

    def content(told: Told) -> Content | None:
        lines = [line for line in told.digest.actions if line.standing in standings]
        most = None if whole else told.most
        rows = [_action(line, told) for line in lines[:most]]
        return tabled(("Action", "Owner", "Due", "Status", "History", "Source"), [*rows, *_rest(lines, most)])

    return content


def _action(line: ActionLine, told: Told) -> tuple[str, ...]:
    late = f"{line.days_overdue:,} {'day' if line.days_overdue == 1 else 'days'} late" if line.days_overdue else ""
    status = ", ".join(filter(None, (late or words.label(line.standing), line.priority or "")))
    history = [
        *(f"{change.before} → {change.after}" for change in line.due_changes),
        *(f"{' and '.join(change.before) or 'nobody'} → {' and '.join(change.after)}" for change in line.reassignments),
        f"carried over {line.carried}×" if line.carried else "",
        f"not mentioned in {line.unmentioned} later meetings" if line.unmentioned > 1 else "",
        _by_hand(line.corrected),
    ]
    told_of = "; ".join(filter(None, history))
    return (
        line.task,
        words.owners(line.owners),
        words.due(line.due),
        status,
        told_of,
        told.places(line.citations),
    )


def _decisions(told: Told) -> Content:
    texts = {line.id: line.text for line in told.digest.decisions}
    return _entries([_decision(line, told, texts) for line in told.digest.decisions], told.most)


def _decision(line: DecisionLine, told: Told, texts: Mapping[str, str]) -> Entry:
    other = texts.get(line.other or "")
    parts: list[Part] = [
        (STRONG, "" if line.state in {"new", "standing"} else f"{line.state.capitalize()}:"),
        (PLAIN, line.text),
        (QUIET, bracketed(line.made_by, _by_hand(line.corrected))),
        *labelled("Now:" if line.state in {"reversed", "superseded"} else "Against:", other),
        *labelled("In full:", None if line.detail and line.text in line.detail else line.detail),
        *labelled("Why:", line.rationale),
    ]
    return entry(parts, told.places(line.citations))


def _conflicts(told: Told) -> Content:
    return _entries([_conflict(line, told) for line in told.digest.warnings], told.most)


def _conflict(line: Conflict, told: Told) -> Entry:
    return entry([(PLAIN, line.message)], told.places(line.citations))


def _risks(told: Told) -> Content:
    order = ("worse", "new", "open", "closed")
    lines = sorted(told.digest.risks, key=lambda line: order.index(line.state))
    return _entries([_risk(line, told) for line in lines], told.most)


def _risk(line: RiskLine, told: Told) -> Entry:
    state = line.state if line.state in {"worse", "closed"} else None
    parts = [
        (STRONG, f"{line.severity.capitalize()}:" if line.severity else None),
        (PLAIN, line.text),
        (QUIET, bracketed(state, _by_hand(line.corrected))),
        *labelled("Mitigation:", line.mitigation),
        *labelled("Owner:", words.owners(line.owners)),
    ]
    return entry(parts, told.places(line.citations))


def _questions(told: Told) -> Content:
    return _entries([_question(line, told) for line in told.digest.questions], told.most)


def _question(line: QuestionLine, told: Told) -> Entry:
    return entry([(PLAIN, line.text), (QUIET, bracketed(line.asked_by))], told.places(line.citations))


def _metrics(told: Told) -> Content | None:
    lines = told.digest.metrics
    rows = [_metric(line, told) for line in lines[: told.most]]
    return tabled(("Metric", "Value", "Target", "Previous", "Change", "Source"), [*rows, *_rest(lines, told.most)])


def _metric(line: MetricLine, told: Told) -> tuple[str, ...]:
    target = " ".join(filter(None, (line.target, bracketed(TARGETS.get(line.on_target)) if line.target else "")))  # type: ignore[arg-type]
    change = " ".join(filter(None, (ARROWS.get(line.direction or "", ""), line.change)))
    value = line.points[-1].value if line.points else ""
    return line.name, value, target, line.previous or "", change, told.places(line.citations)


def _milestones(told: Told) -> Content:
    return _entries([_milestone(line, told) for line in told.digest.milestones], told.most)


def _milestone(line: MilestoneLine, told: Told) -> Entry:
    moved = "; ".join(f"{change.before} → {change.after}" for change in line.due_changes)
    state = "not reported as reached" if line.state == "overdue" else line.state
    shown = bracketed(None if state in {"upcoming", "undated"} else state, moved, _by_hand(line.corrected))
    parts = [(STRONG, f"{words.due(line.due)}:" if line.due else None), (PLAIN, line.text), (QUIET, shown)]
    return entry(parts, told.places(line.citations))


def _people(told: Told) -> Content | None:
    head = ("Owner", "Role", "Open", "Overdue", "Due soon", "Blocked", "Done")
    return tabled(head, [_person(person) for person in told.digest.people[: told.most]])


def _person(person: Person) -> tuple[str, ...]:
    role = ", ".join(filter(None, (person.role, person.organization)))
    numbers = (person.open, person.overdue, person.due_soon, person.blocked, person.done)
    return person.name, role, *(str(number or "") for number in numbers)


def _meetings(told: Told) -> Content:
    lines = [_meeting(meeting, told.names[meeting.id]) for meeting in told.digest.meetings]
    return _entries(lines, told.most and 5 * told.most)


def _meeting(meeting: Meeting, name: str) -> Entry:
    before = None if meeting.covered else "before the period"
    file = None if meeting.name == meeting.title else meeting.name
    title = meeting.title or meeting.name or "A meeting"
    parts = [(LABEL, name), (PLAIN, title), (QUIET, bracketed(str(meeting.date or "no date"), file, before))]
    return entry(parts)


SECTIONS: Sequence[tuple[str, Callable[[Told], Content | None]]] = (
    ("What matters", _matters),
    ("Since the last digest", _changes),
    ("Overdue", _actions("overdue", whole=True)),
    ("Due within 7 days", _actions("due_soon", whole=True)),
    ("Blocked", _actions("blocked", whole=True)),
    ("Open", _actions("open")),
    ("Out of sight", _actions("out_of_sight")),
    ("Done or cancelled", _actions("done", "cancelled")),
    ("Decisions", _decisions),
    ("Where the notes disagree", _conflicts),
    ("Risks", _risks),
    ("Questions without an answer", _questions),
    ("Metrics", _metrics),
    ("Milestones", _milestones),
    ("People and load", _people),
    ("Meetings", _meetings),
)
