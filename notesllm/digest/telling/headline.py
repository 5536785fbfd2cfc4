"""The opening paragraph: two to five sentences, every value in them counted or cited."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from notesllm.digest.model import Conflict, ExecutiveDigest, Line, MetricLine, MilestoneLine, Person, RiskLine
from notesllm.digest.phrasing import counted, day, listed, on_or_in, short
from notesllm.digest.telling.counting import UNDONE
from notesllm.digest.telling.weighing import GRAVE_CONFLICTS, Weighed

LONGEST = 120  # words
QUOTED = 14  # words of a line that is quoted
FEW = 3  # people who are all named
LineT = TypeVar("LineT", bound=Line)


def headline(digest: ExecutiveDigest, weighed: Iterable[Weighed]) -> str:
    """How many meetings decided what, what is late and whose, what is at risk, which figures moved, what comes next.

    Of each kind the line is told that weighs most. Empty where no meeting is covered.
    """
    if not any(meeting.covered for meeting in digest.meetings):
        return ""
    ranks = {one.matter.line: place for place, one in enumerate(weighed)}
    sentences = [
        _settled(digest, ranks),
        _late(digest, ranks),
        *_at_risk(_ranked(digest.risks, ranks), digest.warnings),
        *_figures(_ranked(digest.metrics, ranks)),
        *_next(digest.milestones),
    ]
    while len(sentences) > 2 and (len(sentences) > 5 or len(" ".join(sentences).split()) > LONGEST):
        sentences.pop()
    return " ".join(sentences)


def _ranked(lines: Iterable[LineT], ranks: Mapping[str, int]) -> list[LineT]:
    """Those that may be told, the heaviest first."""
    return sorted((line for line in lines if line.id in ranks), key=lambda line: ranks[line.id])


def _settled(digest: ExecutiveDigest, ranks: Mapping[str, int]) -> str:
    covered = [meeting for meeting in digest.meetings if meeting.covered]
    days = sorted({meeting.date for meeting in covered if meeting.date})
    when = f" from {day(days[0])} to {day(days[-1])}" if len(days) > 1 else f" on {day(days[0])}" if days else ""
    lead = f"{counted(len(covered), 'meeting')}{when}"
    undone = sum(line.state in UNDONE for line in digest.decisions)
    if not digest.counts.decisions:
        return f"{lead} recorded no decision that stands." if undone else f"{lead} recorded no decision."
    told = [line for line in _ranked(digest.decisions, ranks) if line.state not in UNDONE][:1]
    text = f"{lead} settled {counted(digest.counts.decisions, 'decision')}"
    for line in told:
        text += f"{', among them' if digest.counts.decisions > 1 else ':'} “{short(line.text, QUOTED)}”"
    if undone:
        text += f"; {counted(undone, 'earlier one')} no longer {'holds' if undone == 1 else 'hold'}"
    return f"{text}."


def _late(digest: ExecutiveDigest, ranks: Mapping[str, int]) -> str:
    unfinished = sum(line.standing not in {"done", "cancelled"} for line in digest.actions)
    if not unfinished:
        return "No action is open."
    as_of = f" as of {day(digest.as_of)}" if digest.as_of else ""
    overdue = digest.counts.overdue
    if not overdue:
        return f"{counted(unfinished, 'action')} {_are(unfinished)} open, and none is overdue{as_of}."
    text = f"Of {counted(unfinished, 'open action')} {overdue:,} {_are(overdue)} overdue{as_of}"
    text += _whose([person for person in digest.people if person.overdue])
    for line in [line for line in _ranked(digest.actions, ranks) if line.standing == "overdue"][:1]:
        late = counted(line.days_overdue or 0, "day")
        text += f"; {'one is' if overdue > 1 else 'it is'} “{short(line.task, QUOTED)}”, {late} late"
    return f"{text}."


def _whose(people: Sequence[Person]) -> str:
    """Who is late: everybody if they are few, else those with most."""
    told = [f"{person.name} ({person.overdue})" for person in people]
    if len(told) <= FEW:
        return f", with {listed(told)}" if told else ""
    return f", the most with {listed(told[:2])}" if people[0].overdue > 1 else ""


def _at_risk(risks: Sequence[RiskLine], warnings: Sequence[Conflict]) -> Iterator[str]:
    clashes = sum(line.code in GRAVE_CONFLICTS for line in warnings)
    apart = f"sources contradict each other in {counted(clashes, 'place')}"
    if not risks:
        if clashes:
            yield f"{apart[0].upper()}{apart[1:]}."
        return
    worse = sum(line.state == "worse" for line in risks)
    text = f"{counted(len(risks), 'risk')} {_are(len(risks))} open"
    if worse:
        text += f" and {worse:,} got worse"
    quoted = f"“{short(risks[0].text, QUOTED)}”"
    text += f", such as {quoted}" if len(risks) > 1 else f": {quoted}"
    yield f"{text}; {apart}." if clashes else f"{text}."


def _figures(metrics: Sequence[MetricLine]) -> Iterator[str]:
    parts = [_figure(line) for line in metrics[:2]]
    if parts:
        text = ", and ".join(parts)
        yield f"{text[0].upper()}{text[1:]}."


def _figure(line: MetricLine) -> str:
    value = line.points[-1].value
    if line.on_target is False:
        return f"{line.name} is at {value}, off its target of {line.target}"
    before = line.previous or (line.points[-2].value if len(line.points) > 1 else None)
    return f"{line.name} went from {before} to {value}" if before and line.direction else f"{line.name} is at {value}"


def _next(milestones: Sequence[MilestoneLine]) -> Iterator[str]:
    for line in milestones:
        if line.state == "upcoming" and line.due and line.due.date:
            yield f"Next comes “{short(line.text, QUOTED)}” {on_or_in(line.due)}."
            return


def _are(number: int) -> str:
    return "is" if number == 1 else "are"
