"""Which meetings a digest covers, and by which day it judges what is late."""

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from notesllm.digest.comparing.mention import Told
from notesllm.digest.model import Meeting
from notesllm.errors import ArgumentTypeError, OptionError
from notesllm.summary import MeetingSummary

ENGINES = ("rules", "mixed", "llm")  # of two summaries of the same notes the one that more was asked for counts


class Period(NamedTuple):
    """``since`` and ``until`` are inclusive, null where open; ``as_of`` is null where no meeting has a date."""

    since: dt.date | None
    until: dt.date | None
    as_of: dt.date | None

    def covers(self, day: dt.date | None) -> bool:
        """Whether a meeting of that day is told; one without a date always is."""
        return day is None or self.since is None or day >= self.since


def period_of(
    summaries: Iterable[MeetingSummary],
    since: dt.date | None = None,
    until: dt.date | None = None,
    as_of: dt.date | None = None,
) -> tuple[Period, tuple[Told, ...]]:
    """The period, and the meetings up to its end, oldest first, each once; those without a date are the oldest.

    Raises OptionError where the days make no period, ArgumentTypeError for what is no summary or no day.
    """
    for name, day in (("since", since), ("until", until), ("as_of", as_of)):
        if isinstance(day, dt.datetime) or not isinstance(day, dt.date | None):
            raise ArgumentTypeError(
                f"{name} must be a datetime.date, such as date(2024, 10, 15), not {type(day).__name__}"
            )
    if since and until and since > until:
        raise OptionError(f"since {since} is after until {until}; swap them")
    chosen: dict[str, MeetingSummary] = {}
    for summary in summaries:
        if not isinstance(summary, MeetingSummary):
            raise ArgumentTypeError(f"digest takes summaries, as summarize() gives them, not {type(summary).__name__}")
        if summary.date and until and summary.date > until:
            continue
        known = chosen.get(summary.id)
        chosen[summary.id] = summary if known is None else max(known, summary, key=_precedence)
    ordered = sorted(chosen.values(), key=lambda summary: (summary.date or dt.date.min, summary.id))
    last = max((summary.date for summary in ordered if summary.date), default=None)
    period = Period(since, until, as_of or until or (max(since, last) if since and last else last))
    return period, tuple(Told(_meeting(summary, period), summary) for summary in ordered)


def _precedence(summary: MeetingSummary) -> tuple[int, str]:
    return ENGINES.index(summary.provenance.engine), summary.model_dump_json()


def _meeting(summary: MeetingSummary, period: Period) -> Meeting:
    return Meeting(
        id=summary.id,
        title=summary.title,
        date=summary.date,
        kind=summary.kind,
        name=summary.provenance.source.name,
        attendee_count=summary.attendee_count,
        covered=period.covers(summary.date),
    )
