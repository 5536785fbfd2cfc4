"""The digest of many meetings."""

import datetime as dt
from typing import Literal

from notesllm.digest.model.lines import (
    ActionLine,
    Change,
    Conflict,
    DecisionLine,
    Matter,
    MetricLine,
    MilestoneLine,
    Person,
    QuestionLine,
    RiskLine,
)
from notesllm.summary import Degraded, MeetingKind, Usage
from notesllm.summary.items import Model


class Meeting(Model):
    """A meeting that the digest draws on; ``name`` is its source's.

    ``covered`` is false for one before the period: it lends its threads, and is not told itself.
    """

    id: str
    title: str | None = None
    date: dt.date | None = None
    kind: MeetingKind = "other"
    name: str | None = None
    attendee_count: int | None = None
    covered: bool = True


class Counts(Model):
    """What there is, in numbers: actions by standing, how many of them slipped or changed hands, and what is open."""

    overdue: int = 0
    due_soon: int = 0
    open: int = 0
    blocked: int = 0
    out_of_sight: int = 0
    done: int = 0
    cancelled: int = 0
    slipped: int = 0
    reassigned: int = 0
    decisions: int = 0
    risks: int = 0
    questions: int = 0
    warnings: int = 0


class ExecutiveDigest(Model):
    """What changed across meetings, every line with the words that prove it.

    Computed from the items of summaries, never from their prose, and the same for the same summaries in any order.
    ``id`` derives from the meetings, the period and the day. ``as_of`` is the day by which "overdue" and "due soon" are
    told: the one asked for, else ``until``, else that of the last meeting. ``matters`` are at most 7 lines, most
    important first. ``decisions`` and ``metrics`` are those of the period; ``actions``, ``risks``, ``questions`` and
    ``milestones`` also those of before that were not over when it began.

    ``changes`` tell what differs from the digest ``previous`` (an id), if one was given. ``usage`` and ``degraded`` are
    of a model that worded the headline (``headline_origin``), if one was asked.
    """

    schema_version: Literal["1"] = "1"
    id: str
    since: dt.date | None = None
    until: dt.date | None = None
    as_of: dt.date | None = None
    meetings: tuple[Meeting, ...] = ()
    headline: str = ""
    headline_origin: Literal["rules", "model"] = "rules"
    matters: tuple[Matter, ...] = ()
    counts: Counts = Counts()
    decisions: tuple[DecisionLine, ...] = ()
    actions: tuple[ActionLine, ...] = ()
    risks: tuple[RiskLine, ...] = ()
    questions: tuple[QuestionLine, ...] = ()
    metrics: tuple[MetricLine, ...] = ()
    milestones: tuple[MilestoneLine, ...] = ()
    people: tuple[Person, ...] = ()
    warnings: tuple[Conflict, ...] = ()
    previous: str | None = None
    changes: tuple[Change, ...] = ()
    usage: Usage = Usage()
    degraded: tuple[Degraded, ...] = ()

    def to_markdown(self) -> str:
        """The digest as GitHub-flavoured Markdown, for a pull request, an issue or a wiki."""
        from notesllm.render import digest_to_markdown  # noqa: PLC0415 - above this layer; loaded when asked for

        return digest_to_markdown(self)

    def to_text(self) -> str:
        """The digest as plain text, 100 columns wide, without colours."""
        from notesllm.render import digest_to_text  # noqa: PLC0415 - above this layer; loaded when asked for

        return digest_to_text(self)

    def to_html(self) -> str:
        """The digest as one self-contained page: no network, no scripts from elsewhere, printable."""
        from notesllm.render import digest_to_html  # noqa: PLC0415 - above this layer; loaded when asked for

        return digest_to_html(self)
