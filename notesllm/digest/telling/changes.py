"""What differs from an earlier digest, line by line."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TypeVar

from notesllm.digest.model import Change, Citation, ExecutiveDigest
from notesllm.digest.model.lines import Section
from notesllm.digest.telling.differing import (
    Difference,
    Shown,
    is_settled,
    of_actions,
    of_decisions,
    of_metrics,
    of_milestones,
    of_questions,
    of_risks,
    of_warnings,
    text_of,
)

LineT = TypeVar("LineT", bound=Shown)
Answers = Mapping[tuple[str, str], tuple[Citation, ...]]  # a question's meeting and item -> what answers it
NO_ANSWERS: Answers = MappingProxyType({})


def changes(before: ExecutiveDigest, after: ExecutiveDigest, answers: Answers) -> tuple[Change, ...]:
    """Section by section: what is new, what changed, what is gone. The same digest twice has no changes."""
    past = frozenset(meeting.id for meeting in after.meetings if not meeting.covered)
    return (
        *_section("decisions", before.decisions, after.decisions, of_decisions, past),
        *_section("actions", before.actions, after.actions, of_actions, past),
        *_section("risks", before.risks, after.risks, of_risks, past),
        *_section("questions", before.questions, after.questions, of_questions, past, answers),
        *_section("metrics", before.metrics, after.metrics, of_metrics, past),
        *_section("milestones", before.milestones, after.milestones, of_milestones, past),
        *_section("warnings", before.warnings, after.warnings, of_warnings, past),
    )


def _section(  # noqa: PLR0917 - a table's rows
    section: Section,
    before: Sequence[LineT],
    after: Sequence[LineT],
    differences: Callable[[LineT, LineT], Iterator[Difference]],
    past: frozenset[str],
    answers: Answers = NO_ANSWERS,
) -> Iterator[Change]:
    pairs = _pairs(before, after)
    for line in after:
        known = pairs.get(line.id)
        if known is None:
            yield _change(section, line, Difference("new", None, text_of(line)))
        else:
            for difference in differences(known, line):
                yield _change(section, line, difference)
    told = {known.id for known in pairs.values()}
    for line in before:
        if line.id in told or (is_settled(line) and {citation.meeting for citation in line.citations} <= past):
            continue  # of before the period: over, and no longer told
        answer = next((answers[key] for key in sorted(_keys(line)) if key in answers), ())
        change = _change(section, line, Difference("answered" if answer else "gone", text_of(line), None))
        yield change.model_copy(update={"citations": change.citations + answer})


def _pairs(before: Sequence[LineT], after: Sequence[LineT]) -> dict[str, LineT]:
    """For each later line's id the earlier line of the same: by id, else by what both cite."""
    by_id = {line.id: line for line in before}
    pairs = {line.id: by_id[line.id] for line in after if line.id in by_id and _keys(line) & _keys(by_id[line.id])}
    taken = {known.id for known in pairs.values()}
    by_key = {key: line for line in before if line.id not in taken for key in sorted(_keys(line))}
    for line in after:
        if line.id not in pairs:
            found = [by_key[key] for key in sorted(_keys(line)) if key in by_key and by_key[key].id not in taken]
            if found:
                pairs[line.id] = found[0]
                taken.add(found[0].id)
    return pairs


def _keys(line: Shown) -> frozenset[tuple[str, str]]:
    """Which items of which meetings a line tells."""
    return frozenset((citation.meeting, citation.item) for citation in line.citations) or frozenset({("", line.id)})


def _change(section: Section, line: Shown, difference: Difference) -> Change:
    return Change(
        section=section,
        line=line.id,
        kind=difference.kind,
        text=text_of(line),
        before=difference.before,
        after=difference.after,
        citations=line.citations,
    )
