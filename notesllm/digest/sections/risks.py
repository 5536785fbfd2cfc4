"""What may go wrong, and how that went on."""

from collections.abc import Sequence

from notesllm.digest.comparing.context import Context
from notesllm.digest.comparing.mention import Mention, mentions
from notesllm.digest.comparing.terms import said, terms
from notesllm.digest.comparing.threads import Thread, threads
from notesllm.digest.comparing.tracing import trace, with_own_ids
from notesllm.digest.comparing.wording import alike, contained, told_apart, weight
from notesllm.digest.model import RiskLine
from notesllm.digest.model.lines import RiskState
from notesllm.digest.sections.closings import Closing, Closings, tells_an_end
from notesllm.summary import Risk
from notesllm.summary.items import Severity

SAME = 0.6  # how alike two wordings of one risk are
HELD, PARTLY = 0.85, 0.45  # or how much of the shorter stands in the longer, if they are that much alike
FEWEST = 2.5  # words that both have at least then, by weight
SAME_TICKET = 0.25
SEVERITIES: tuple[Severity | None, ...] = (None, "low", "medium", "high", "critical")
STATES: tuple[RiskState, ...] = ("worse", "new", "open", "closed")


def risks(context: Context, closings: Closings) -> tuple[RiskLine, ...]:
    """One line a risk: those that got worse first, closed ones last, the severe ones before others."""
    told = mentions(context.told, lambda summary: summary.risks, lambda item: item.text)
    lines = [line for thread in threads(told, _likeness) if (line := _line(context, closings, thread))]
    return tuple(sorted(with_own_ids(lines), key=_rank))


def _likeness(thread: Thread[Risk], mention: Mention[Risk]) -> float:
    last = _alike(thread[-1], mention)
    return last if len(thread) == 1 else max(last, _alike(thread[0], mention))


def _alike(one: Mention[Risk], other: Mention[Risk]) -> float:
    score = alike(one.gist, other.gist, other.language)
    tickets = one.gist.references & other.gist.references
    if score < (SAME_TICKET if tickets else PARTLY):
        return 0.0
    mine = one.gist._replace(marks=_lasting(one.gist.marks))
    if told_apart(mine, other.gist._replace(marks=_lasting(other.gist.marks))):
        return 0.0
    if tickets:
        return 1 + score
    if score >= SAME:
        return score
    shared = weight(one.gist.words & other.gist.words, other.language)
    return score if shared >= FEWEST and contained(one.gist, other.gist, other.language) >= HELD else 0.0


def _lasting(marks: frozenset[str]) -> frozenset[str]:
    """Without figures: a bill that was up 25% and now is up 40% is one risk."""
    return frozenset(mark for mark in marks if not mark.startswith(("number:", "month:")))


def _line(context: Context, closings: Closings, thread: Thread[Risk]) -> RiskLine | None:
    last = thread[-1]
    state, closing = _state(context, closings, thread)
    if state == "closed" and not (closing.meeting if closing else last.meeting).covered:
        return None  # it was over before the period began
    fields = trace(context, thread)
    if closing:
        fields["citations"] += closing.citations
        fields["last"] = closing.meeting.id
    owned = [mention for mention in thread if mention.item.owners]
    standing = [mention for mention in thread if not tells_an_end(mention.item.text, mention.language)]
    return RiskLine(
        **fields,
        text=(standing or thread)[-1].item.text,
        severity=next((each.item.severity for each in reversed(thread) if each.item.severity), None),
        mitigation=next((each.item.mitigation for each in reversed(thread) if each.item.mitigation), None),
        owners=owned[-1].item.owners if owned else (),
        state=state,
    )


def _state(context: Context, closings: Closings, thread: Thread[Risk]) -> tuple[RiskState, Closing | None]:
    last = thread[-1]
    if len(thread) > 1 and tells_an_end(last.item.text, last.language):
        return "closed", None
    if closing := closings.of(last.gist, last.order):
        return "closed", closing
    if last.meeting.covered and _is_worse(thread):
        return "worse", None
    return ("new" if context.is_new(thread[0].meeting) else "open"), None


def _is_worse(thread: Sequence[Mention[Risk]]) -> bool:
    """Whether the last meeting that told it told of something graver than the one before."""
    if len({mention.meeting.id for mention in thread}) < 2:
        return False
    last, before = thread[-1], thread[-2]
    graver = SEVERITIES.index(last.item.severity) > SEVERITIES.index(before.item.severity) > 0
    return graver or bool(_worsening(last) - _worsening(before))


def _worsening(mention: Mention[Risk]) -> frozenset[str]:
    return terms(mention.language).worse.found(said(mention.item.text))


def _rank(line: RiskLine) -> tuple[int, int, int, str, str]:
    told = len({citation.meeting for citation in line.citations})
    return STATES.index(line.state), -SEVERITIES.index(line.severity), -told, line.text.casefold(), line.id
