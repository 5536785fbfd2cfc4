"""What a digest's page shows, in order: one table says which parts there are."""

from collections.abc import Iterator
from typing import NamedTuple

from notesllm.digest.model import Citation, ExecutiveDigest, Line, Meeting
from notesllm.render.pages.actions import actions, moved
from notesllm.render.pages.figures import metrics
from notesllm.render.pages.lines import Shaper
from notesllm.render.pages.people import Crowd, Load
from notesllm.render.pages.proving import Prover
from notesllm.render.pages.row import Proof, Section
from notesllm.render.pages.saying import count, cut, day
from notesllm.render.words import label, one_line


class Tile(NamedTuple):
    """A count at the top of the page. ``status`` is what choosing it filters by."""

    status: str
    heading: str
    number: int
    tone: str


class Told(NamedTuple):
    """A meeting by what people call it."""

    title: str
    day: str
    iso: str


class Matters(NamedTuple):
    """A line that matters most: where it is told in full, and what proves it."""

    text: str
    anchor: str
    section: str
    proofs: tuple[Proof, ...]


class Choice(NamedTuple):
    """Statuses of one kind of line, for the filter."""

    heading: str
    statuses: tuple[tuple[str, str], ...]


class Page(NamedTuple):
    """All of it."""

    title: str
    period: str
    scope: str
    as_of: str
    headline: str
    by_model: bool
    lacks: tuple[str, ...]
    tiles: tuple[Tile, ...]
    matters: tuple[Matters, ...]
    sections: tuple[Section, ...]
    loads: tuple[Load, ...]
    names: tuple[tuple[int, str], ...]
    meetings: tuple[Told, ...]
    choices: tuple[Choice, ...]
    total: int


TILES = (
    ("overdue", "Overdue", "bad"),
    ("due_soon", "Due in 7 days", "warn"),
    ("open", "Open", "info"),
    ("blocked", "Blocked", "bad"),
    ("out_of_sight", "Out of sight", "quiet"),
    ("slipped", "Slipped", "warn"),
    ("reassigned", "Handed over", "info"),
    ("done", "Done", "good"),
)


def page_of(digest: ExecutiveDigest) -> Page:
    """The page as values: nothing of it is markup but charts."""
    crowd, prover = Crowd(digest), Prover(meeting.id for meeting in digest.meetings)
    shaper = Shaper(digest, crowd, prover)
    shaped = (
        shaper.changes(),
        actions(digest, crowd, prover),
        moved(digest, crowd, prover),
        shaper.decisions(),
        shaper.warnings(),
        shaper.risks(),
        shaper.questions(),
        metrics(digest, prover),
        shaper.milestones(),
    )
    sections = tuple(section for section in shaped if section)
    return Page(
        title=f"Executive digest, {_period(digest)}",
        period=_period(digest),
        scope=_scope(digest),
        as_of=day(digest.as_of),
        headline=one_line(digest.headline),
        by_model=digest.headline_origin == "model",
        lacks=tuple(one_line(lack.message) for lack in digest.degraded),
        tiles=tuple(Tile(f"actions.{key}", name, getattr(digest.counts, key), tone) for key, name, tone in TILES),
        matters=tuple(_matters(digest, prover)),
        sections=sections,
        loads=crowd.loads(),
        names=tuple(sorted(enumerate(crowd.names), key=lambda each: (each[1].casefold(), each[0]))),
        meetings=tuple(map(_told, digest.meetings)),
        choices=tuple(_choices(sections)),
        total=sum(section.total for section in sections),
    )


def _period(digest: ExecutiveDigest) -> str:
    days = [meeting.date for meeting in digest.meetings if meeting.covered and meeting.date]
    since, until = digest.since or min(days, default=None), digest.until or max(days, default=None)
    if since is None or until is None or since == until:
        return day(since or until) or "no dates"
    return f"{day(since)} to {day(until)}"


def _scope(digest: ExecutiveDigest) -> str:
    covered = sum(meeting.covered for meeting in digest.meetings)
    earlier = len(digest.meetings) - covered
    return count(covered, "meeting") + (f", {count(earlier, 'earlier one')} for what they began" if earlier else "")


def _told(meeting: Meeting) -> Told:
    title = cut(meeting.title or meeting.name or "", 120) or "Untitled meeting"
    return Told(title, day(meeting.date), str(meeting.date or ""))


def _matters(digest: ExecutiveDigest, prover: Prover) -> Iterator[Matters]:
    for matter in digest.matters:
        proofs = prover.proofs(matter.citations or _cited(digest, matter.line))
        yield Matters(one_line(matter.text), matter.line, label(matter.section), proofs)


def _cited(digest: ExecutiveDigest, wanted: str) -> tuple[Citation, ...]:
    lines: tuple[Line, ...] = (*digest.actions, *digest.decisions, *digest.risks, *digest.milestones, *digest.metrics)
    return next((line.citations for line in lines if line.id == wanted), ())


def _choices(sections: tuple[Section, ...]) -> Iterator[Choice]:
    """What lines can be filtered by, as far as there are any."""
    for section in sections:
        found = {status for group in section.groups for row in group.rows for status in row.statuses}
        own = sorted(status for status in found if status.startswith(f"{section.key}."))
        if own:
            yield Choice(section.heading, tuple((status, label(status.partition(".")[2])) for status in own))
