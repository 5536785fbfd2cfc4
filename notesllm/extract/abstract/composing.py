"""The abstract's sentences and the highlights, put together from facts by the language's templates."""

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache

from notesllm.extract.abstract.facts import Fact
from notesllm.extract.abstract.shortening import MORE, clean, scissors, stop
from notesllm.extract.draft import Draft
from notesllm.extract.identity import item_id, with_distinct_ids
from notesllm.extract.reading import Reading
from notesllm.extract.sessions import days_of_sessions
from notesllm.lexicon import lexicon
from notesllm.summary import Evidence, Highlight

ORDER = ("decided", "figures", "risky", "tasks", "dates", "noted")
MOST = 7
CROWDED = {"noted": 2}  # facts of one kind that still make one line
CROWD = 4
SUBJECT_WORDS = 58
TITLE_WORDS = (10, 8, 6, 5)


def abstract_of(reading: Reading, draft: Draft) -> str:
    """Which meeting, when, with whom, about what, and what came of it."""
    words = _words(reading.document.language)
    return " ".join(
        filter(None, (_held(reading, draft, words), _covered(reading, draft, words), _outcome(draft, words)))
    )


@lru_cache(maxsize=8)
def _words(language: str) -> dict[str, tuple[str, ...]]:
    prefix = "abstract_"
    lists = lexicon(language).words
    return {name.removeprefix(prefix): said for name, said in lists.items() if name.startswith(prefix)}


def _held(reading: Reading, draft: Draft, words: dict[str, tuple[str, ...]]) -> str:
    title = scissors(reading.document.language).cut(draft.title, 14) if draft.title else ""
    title = title[:1].upper() + title[1:] or words["meeting"][-1]
    parts = [title, words["held"][-1]]
    span = days_of_sessions(reading, draft)
    if span:
        parts += [words["since"][-1], _day(reading, span.first, span.last), words["until"][-1]]
        parts += [_day(reading, span.last)]
    elif draft.date:
        parts += [words["on"][-1], _day(reading, draft.date)]
    if draft.attendee_count:
        parts += [words["with"][-1], str(draft.attendee_count), words["attendees"][-1]]
    hosts = [person.name for person in draft.attendees if person.host][:2]
    if hosts:
        parts[-1] += ","
        parts += [words["host"][-1], ", ".join(hosts)]
    if len(parts) == 2:
        return stop(title) if draft.title else ""
    return " ".join(parts) + "."


def _day(reading: Reading, day: dt.date, until: dt.date | None = None) -> str:
    """``day`` as the language writes it, without the year that ``until`` tells."""
    if reading.document.language != "en":
        return day.isoformat()
    month = next(name for name, number in reading.lexicon.months.items() if number == day.month)
    said = f"{month.title()} {day.day}"
    return said if until and until.year == day.year else f"{said}, {day.year}"


def _covered(reading: Reading, draft: Draft, words: dict[str, tuple[str, ...]]) -> str:
    cut = scissors(reading.document.language).cut_clean
    states = _states(reading, draft)
    titles: list[str] = []
    topics = [
        (clean(topic.title), states.get(topic.evidence[0].start, ""))
        for topic in draft.topics
        if not draft.roster.resolve(topic.title)  # not the speakers of a round
    ]
    for limit in TITLE_WORDS:
        titles = [cut(title, limit).rstrip("?") + state for title, state in topics]
        if sum(title.count(" ") + 1 for title in titles) <= SUBJECT_WORDS:
            break
    titles = list(dict.fromkeys(filter(None, titles)))
    kept, size = 0, 0
    for title in titles:
        size += title.count(" ") + 1
        if size > SUBJECT_WORDS:
            break
        kept += 1
    if not kept:
        return ""
    more = f"; {len(titles) - kept} {words['more'][-1]}" if kept < len(titles) else ""
    return stop(f"{words['covered'][-1]} {'; '.join(titles[:kept])}{more}")


def _states(reading: Reading, draft: Draft) -> dict[int, str]:
    """Where a subject's title stands -> how far it is, as the notes say: " (65% complete)"."""
    cut = scissors(reading.document.language).cut
    return {
        metric.evidence[1].start: f" ({cut(metric.evidence[0].quote.partition(':')[2], 2).rstrip(MORE)})"
        for metric in draft.metrics
        if len(metric.evidence) == 2 and metric.unit == "%"
    }


def _outcome(draft: Draft, words: dict[str, tuple[str, ...]]) -> str:
    counts = []
    for name, items in (
        ("decisions", draft.decisions),
        ("actions", draft.action_items),
        ("risks", draft.risks),
        ("questions", draft.questions),
    ):
        if items:
            singular, plural = words[name][-2:]
            counts.append(f"{len(items)} {singular if len(items) == 1 else plural}")
    return f"{words['outcome'][-1]}: {', '.join(counts)}." if counts else ""


def highlights_of(reading: Reading, draft: Draft, facts: Sequence[Fact]) -> tuple[Highlight, ...]:
    """At most seven lines, the most consequential first, each of one kind."""
    words = reading.lexicon.words
    groups: list[tuple[str, list[Fact]]] = []
    for kind in ORDER:
        told = sorted((f for f in facts if f.kind == kind), key=lambda f: (f.order, -f.weight))
        if told:
            groups.append((kind, told))
    groups = _split(groups, MOST - bool(draft.next_meeting))
    lines = [
        _highlight(
            f"{words[f'abstract_{kind}'][-1]}: {'; '.join(f.text for f in told)}",
            [e for f in told for e in f.evidence[:2]],
        )
        for kind, told in groups
    ]
    if draft.next_meeting:
        text = scissors(reading.document.language).cut(draft.next_meeting.text, 14)
        day = draft.next_meeting.date
        said = text or (day.isoformat() if day else "")
        if said:
            lines.append(_highlight(f"{words['abstract_next'][-1]}: {said}", list(draft.next_meeting.evidence[:1])))
    return with_distinct_ids(lines)


def _split(groups: list[tuple[str, list[Fact]]], most: int) -> list[tuple[str, list[Fact]]]:
    """Long lines cut into even ones, as far as there is room for more."""
    lines = [1] * len(groups)
    while sum(lines) < most:
        excess = [
            len(told) / count - CROWDED.get(kind, CROWD) for (kind, told), count in zip(groups, lines, strict=True)
        ]
        at = max(range(len(groups)), key=excess.__getitem__, default=-1)
        if at < 0 or excess[at] <= 0:
            break
        lines[at] += 1
    return [
        (kind, told[len(told) * part // count : len(told) * (part + 1) // count])
        for (kind, told), count in zip(groups, lines, strict=True)
        for part in range(count)
    ]


def _highlight(text: str, evidence: list[Evidence]) -> Highlight:
    return Highlight(id=item_id("h", text), evidence=tuple(dict.fromkeys(evidence)), text=stop(clean(text)))
