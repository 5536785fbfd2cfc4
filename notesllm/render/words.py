"""The few words that every form of a summary shares, and the notes' own words made fit to be shown."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator

from notesllm._regex import regex
from notesllm.summary import Degraded, Due, Evidence, MeetingSummary, Owner

_ESCAPE_SEQUENCE = regex(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\^_])")
# C0 and C1 controls, surrogates that stand alone, and the marks that turn the direction of text around.
_UNSHOWABLE = regex(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

STATUS_MARKS = {"open": "☐", "in_progress": "◐", "done": "☑", "blocked": "⊘", "cancelled": "☒"}


_PERIODS: dict[str, Callable[[dt.date], str]] = {
    "month": lambda day: f"{day:%Y-%m}",
    "quarter": lambda day: f"Q{(day.month + 2) // 3} {day.year}",
    "year": lambda day: str(day.year),
}


NOTHING = "Nothing was found in these notes."


def one_line(text: str) -> str:
    """Text of the notes on one line, without anything that could steer a terminal or hide what is written."""
    return " ".join(visible(text).split())


def visible(text: str) -> str:
    """Text as it stands, white space and all, without what could steer a terminal or hide what is written."""
    return _UNSHOWABLE.sub("", _ESCAPE_SEQUENCE.sub("", text))


def label(code: str) -> str:
    """``in_progress`` as people write it."""
    return code.replace("_", " ")


def due(value: Due | None) -> str:
    """The day, and the notes' words where they say more than it; of a month or longer the words first, and no day."""
    if value is None:
        return ""
    words = one_line(value.text)
    if value.date is None:
        return words
    if value.precision in _PERIODS:
        period = _PERIODS[value.precision](value.date)
        return words if str(value.date.year) in words else f"{words} ({period})" if words else period
    says_the_day = value.precision == "day" and any(character.isdigit() for character in words)
    return str(value.date) if says_the_day or not words else f"{value.date} ({words})"


def owners(values: Iterable[Owner]) -> str:
    return ", ".join(one_line(owner.name) for owner in values)


def places(evidence: Iterable[Evidence]) -> str:
    """The lines of the notes that prove an item, each once, in order: ``L12, L40-L42``."""
    runs: list[tuple[int, int]] = []
    for line in sorted({passage.line for passage in evidence}):
        if runs and runs[-1][1] == line - 1:
            runs[-1] = runs[-1][0], line
        else:
            runs.append((line, line))
    return ", ".join(f"L{first}" if first == last else f"L{first}-L{last}" for first, last in runs)


def title(summary: MeetingSummary) -> str:
    return one_line(summary.title or "") or one_line(summary.provenance.source.name or "") or "Meeting summary"


def facts(summary: MeetingSummary) -> Iterator[tuple[str, str]]:
    """What stands under the title: the facts that are known, named."""
    yield from (
        (name, one_line(value))
        for name, value in (
            ("Date", str(summary.date or "")),
            ("Time", summary.time or ""),
            ("Place", summary.location or ""),
            ("Kind", "" if summary.kind == "other" else label(summary.kind)),
            ("Attendees", "" if summary.attendee_count is None else str(summary.attendee_count)),
            ("Next meeting", _next_meeting(summary)),
        )
        if value
    )


def lack(degraded: Degraded) -> str:
    """What the summary had to do without, and where."""
    first, last = degraded.first_line, degraded.last_line
    where = "" if first is None or last is None else f"L{first}: " if first == last else f"L{first}-L{last}: "
    return one_line(f"{where}{degraded.message}")


_BY = {
    ("review", "rules"): "without a model",
    ("review", "llm"): "reviewed by {}",
    ("review", "mixed"): "reviewed in part by {}",
    ("extract", "rules"): "without a model",
    ("extract", "llm"): "and by {}",
    ("extract", "mixed"): "and in part by {}",
}


def origin(summary: MeetingSummary) -> str:
    """One sentence on how the summary came about."""
    provenance = summary.provenance
    read, name = provenance.coverage, one_line(provenance.source.name or "") or "the text given"
    by = _BY[provenance.strategy or "review", provenance.engine].format(one_line(provenance.model or "a model"))
    lines = (
        f"{read.cited} of {read.lines - read.blank} written lines prove an item" if read.lines else "no line was read"
    )
    return f"Read from {name} by rules, {by}; {lines}. L12 means line 12 there."


def _next_meeting(summary: MeetingSummary) -> str:
    meeting = summary.next_meeting
    if meeting is None:
        return ""
    return f"{meeting.date} ({meeting.text})" if meeting.date and str(meeting.date) != meeting.text else meeting.text
