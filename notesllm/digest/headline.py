"""The opening paragraph: two to five sentences, every value in them counted or cited."""

from collections.abc import Iterator, Sequence

from notesllm.digest.model import (
    Conflict,
    Counts,
    DecisionLine,
    ExecutiveDigest,
    Meeting,
    MetricLine,
    MilestoneLine,
    RiskLine,
)
from notesllm.digest.phrasing import counted, day, listed, short
from notesllm.digest.weighing import GRAVE_CONFLICTS, URGENT, movement

LONGEST = 120  # words
QUOTED = 14  # words of a line that is quoted


def headline(digest: ExecutiveDigest) -> str:
    """How many meetings decided what, what is late and whose, what is at risk, which figures moved, what comes next.

    Empty where no meeting is covered.
    """
    covered = [meeting for meeting in digest.meetings if meeting.covered]
    if not covered:
        return ""
    sentences = [
        _settled(covered, digest.counts, digest.decisions),
        _late(digest),
        *_at_risk(digest.risks, digest.warnings),
        *_figures(digest.metrics),
        *_next(digest.milestones),
    ]
    while len(sentences) > 2 and (len(sentences) > 5 or len(" ".join(sentences).split()) > LONGEST):
        sentences.pop()
    return " ".join(sentences)


def _settled(covered: Sequence[Meeting], counts: Counts, decisions: Sequence[DecisionLine]) -> str:
    days = sorted({meeting.date for meeting in covered if meeting.date})
    when = f" from {day(days[0])} to {day(days[-1])}" if len(days) > 1 else f" on {day(days[0])}" if days else ""
    lead = f"{counted(len(covered), 'meeting')}{when}"
    undone = [line for line in decisions if line.state in {"reversed", "superseded"}]
    if not counts.decisions:
        return f"{lead} recorded no decision that stands." if undone else f"{lead} recorded no decision."
    standing = [line for line in decisions if line.state in {"new", "standing"}]
    told = max(standing, key=lambda line: (line.state == "new", bool(line.detail), bool(line.made_by)), default=None)
    text = f"{lead} settled {counted(counts.decisions, 'decision')}"
    if told:
        text += f"{', among them' if counts.decisions > 1 else ':'} “{short(told.text, QUOTED)}”"
    if undone:
        text += f"; {counted(len(undone), 'earlier one')} no longer {'holds' if len(undone) == 1 else 'hold'}"
    return f"{text}."


def _late(digest: ExecutiveDigest) -> str:
    counts, actions, people = digest.counts, digest.actions, digest.people
    unfinished = sum(line.standing not in {"done", "cancelled"} for line in actions)
    if not unfinished:
        return "No action is open."
    as_of = f" as of {day(digest.as_of)}" if digest.as_of else ""
    if not counts.overdue:
        return f"Of {counted(unfinished, 'open action')} none is overdue{as_of}."
    late = [line for line in actions if line.standing == "overdue"]
    worst = max(late, key=lambda line: (URGENT[line.priority] > 0, line.days_overdue or 0, line.id))
    owners = [f"{person.name} ({person.overdue})" for person in people if person.overdue][:2]
    text = f"Of {counted(unfinished, 'open action')} {counts.overdue:,} {_are(counts.overdue)} overdue{as_of}"
    if owners:
        text += f", the most with {listed(owners)}"
    return f"{text}; one is “{short(worst.task, QUOTED)}”, {counted(worst.days_overdue or 0, 'day')} late."


def _at_risk(risks: Sequence[RiskLine], warnings: Sequence[Conflict]) -> Iterator[str]:
    still = [line for line in risks if line.state != "closed"]
    clashes = [line for line in warnings if line.code in GRAVE_CONFLICTS]
    apart = f"sources contradict each other in {counted(len(clashes), 'place')}"
    if not still:
        if clashes:
            yield f"{apart[0].upper()}{apart[1:]}."
        return
    worse = [line for line in still if line.state == "worse"]
    severe = [line for line in still if URGENT[line.severity] > 0]
    told = (worse or severe or still)[0]
    text = f"{counted(len(still), 'risk')} {_are(len(still))} open"
    if worse:
        text += f" and {len(worse):,} got worse"
    text += f", such as “{short(told.text, QUOTED)}”" if len(still) > 1 else f": “{short(told.text, QUOTED)}”"
    yield f"{text}; {apart}." if clashes else f"{text}."


def _figures(metrics: Sequence[MetricLine]) -> Iterator[str]:
    off = [line for line in metrics if line.on_target is False]
    moved = sorted(
        (line for line in metrics if line not in off[:1] and movement(line)), key=lambda line: -abs(movement(line) or 0)
    )
    parts = [f"{line.name} is at {line.points[-1].value}, off its target of {line.target}" for line in off[:1]]
    parts += [
        f"{line.name} went from {line.previous or line.points[-2].value} to {line.points[-1].value}"
        for line in moved[: 2 - len(parts)]
    ]
    if parts:
        text = " and ".join(parts)
        yield f"{text[0].upper()}{text[1:]}."


def _next(milestones: Sequence[MilestoneLine]) -> Iterator[str]:
    for line in milestones:
        if line.state == "upcoming" and line.due and line.due.date:
            when = f"on {day(line.due.date)}" if line.due.precision == "day" else f"by {day(line.due.date)}"
            yield f"Next comes “{short(line.text, QUOTED)}”, {when}."
            return


def _are(number: int) -> str:
    return "is" if number == 1 else "are"
