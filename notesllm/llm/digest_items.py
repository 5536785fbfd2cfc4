"""The lines of a digest that matter, as items with short ids: what a model that words its opening is shown."""

from collections.abc import Iterable, Iterator

from notesllm.digest.model import (
    ActionLine,
    Conflict,
    DecisionLine,
    ExecutiveDigest,
    MetricLine,
    MilestoneLine,
    QuestionLine,
    RiskLine,
)
from notesllm.digest.phrasing import counted, day, names, on_or_in
from notesllm.summary import Due

AnyLine = ActionLine | Conflict | DecisionLine | MetricLine | MilestoneLine | QuestionLine | RiskLine
SECTIONS = {  # section of a digest -> letter of its ids
    "actions": "a",
    "decisions": "d",
    "risks": "r",
    "questions": "q",
    "metrics": "m",
    "milestones": "s",
    "warnings": "w",
}
MOST = 60  # items: an opening of five sentences needs no more, whatever the window
NEAREST = 3  # milestones
TOTALS = "n"  # letter of the ids of numbers


def items_of(digest: ExecutiveDigest) -> dict[str, str]:
    """What is told by which id, most important first: the totals, what matters most, and what stands behind it."""
    told = {f"{TOTALS}{number}": text for number, text in enumerate(_totals(digest), 1)}
    for key, line in _lines(digest):
        if len(told) == MOST:
            break
        told.setdefault(key, " ".join(_told(line).split()))
    return told


def _lines(digest: ExecutiveDigest) -> Iterator[tuple[str, AnyLine]]:
    """By its id the line of each matter, then what is late, settled, contradicted, worse, off target and coming."""
    keyed = {
        (section, line.id): (f"{letter}{number}", line)
        for section, letter in SECTIONS.items()
        for number, line in enumerate(getattr(digest, section), 1)
    }
    for matter in digest.matters:
        if found := keyed.get((matter.section, matter.line)):
            yield found
    for section, lines in _behind(digest):
        for line in lines:
            yield keyed[section, line.id]


def _behind(digest: ExecutiveDigest) -> Iterator[tuple[str, Iterable[AnyLine]]]:
    yield "actions", [line for line in digest.actions if line.standing == "overdue"]
    yield "decisions", digest.decisions
    yield "warnings", digest.warnings
    yield "risks", [line for line in digest.risks if line.state == "worse"]
    yield "metrics", [line for line in digest.metrics if line.on_target is False]
    yield "milestones", [line for line in digest.milestones if line.state == "upcoming"][:NEAREST]


def _totals(digest: ExecutiveDigest) -> list[str]:
    """Each number with its noun, and the days of the meetings."""
    covered = [meeting for meeting in digest.meetings if meeting.covered]
    days = sorted({meeting.date for meeting in covered if meeting.date})
    when = f" from {day(days[0])} to {day(days[-1])}" if len(days) > 1 else f" on {day(days[0])}" if days else ""
    numbers = digest.counts
    open_actions = sum(line.standing not in {"done", "cancelled"} for line in digest.actions)
    parts = [
        f"{counted(len(covered), 'meeting')}{when}",
        counted(numbers.decisions, "decision"),
        counted(open_actions, "open action"),
        f"{counted(numbers.overdue, 'action')} overdue{f' as of {day(digest.as_of)}' if digest.as_of else ''}",
        f"{counted(numbers.blocked, 'action')} blocked",
        f"{counted(numbers.slipped, 'deadline')} moved back",
        counted(numbers.risks, "open risk"),
        counted(numbers.questions, "open question"),
    ]
    return [part for part in parts if not part.startswith("0 ")]


def _told(line: AnyLine) -> str:
    """One line: its standing, what it says, and the values beside that."""
    match line:
        case ActionLine():
            who = f"{names(line.owners)}: " if line.owners else ""
            late = f", {counted(line.days_overdue, 'day')} late" if line.days_overdue else ""
            return f"{line.standing.replace('_', ' ')} action: {who}{line.task}{_due(line.due)}{late}"
        case DecisionLine():
            return f"{line.state} decision: {line.text}"
        case RiskLine():
            return f"{line.state} risk: {line.text}"
        case QuestionLine():
            return f"open question: {line.text}"
        case MetricLine():
            return f"figure: {_figure(line)}"
        case MilestoneLine():
            return f"{line.state} milestone: {line.text}{_due(line.due)}"
        case Conflict():
            return f"contradiction: {line.message}"


def _due(due: Due | None) -> str:
    return f", due {on_or_in(due)}" if due else ""


def _figure(line: MetricLine) -> str:
    value = line.points[-1].value if line.points else ""
    before = line.previous or (line.points[-2].value if len(line.points) > 1 else None)
    moved = {"up": "rose", "down": "fell", "flat": "went"}[line.direction] if line.direction else ""
    change = f" {moved} from {before} to {value}" if before and moved else f" is at {value}"
    return f"{line.name}{change}{f', off its target of {line.target}' if line.on_target is False else ''}"
