"""Summaries and digests as rows."""

import datetime as dt
from collections.abc import Iterable, Mapping

from notesllm._regex import regex
from notesllm.digest.model import ActionLine, Citation, ExecutiveDigest, Meeting
from notesllm.export.rows import Day, Exportable, Hand, Proof, Rows, Task
from notesllm.render.words import due, one_line, title
from notesllm.summary import ActionItem, Due, Evidence, MeetingSummary, Owner

_NO_TOKEN = regex(r"[^A-Za-z0-9.-]+")  # an id goes into tags, comments and addresses
_ADDRESS = regex(r"[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,24}")


def rows(what: Exportable) -> Rows:
    return of_digest(what) if isinstance(what, ExecutiveDigest) else of_summary(what)


def of_summary(summary: MeetingSummary) -> Rows:
    heading = title(summary)
    file = one_line(summary.provenance.source.name or "")
    known = _addresses((attendee.name, attendee.email) for attendee in summary.attendees)

    def proof(evidence: Iterable[Evidence]) -> Proof | None:
        return _proof(heading, summary.date, file, evidence)

    def task(item: ActionItem) -> Task:
        return Task(
            id=token(item.id),
            meeting=token(summary.id),
            text=one_line(item.task),
            hands=_hands(item.owners, known),
            due=item.due.date if item.due else None,
            when=due(item.due),
            status=item.status,
            priority=item.priority,
            begun=summary.date,
            told=summary.date,
            proof=proof(item.evidence),
        )

    days = [
        Day(
            token(item.id),
            token(summary.id),
            one_line(item.text),
            day,
            item.status == "cancelled",
            proof(item.evidence),
        )
        for item in summary.milestones
        if (day := _day(item.due))
    ]
    following = summary.next_meeting
    if following is not None and following.date is not None:
        text = f"Next meeting: {heading}"
        proven = proof(following.evidence)
        days.insert(0, Day(token(following.id), token(summary.id), text, following.date, cancelled=False, proof=proven))
    return Rows(heading, summary.date, tuple(map(task, summary.action_items)), tuple(days))


def of_digest(digest: ExecutiveDigest) -> Rows:
    meetings = {meeting.id: meeting for meeting in digest.meetings}
    known = _addresses((person.name, person.email) for person in digest.people)
    owners: dict[str, list[tuple[str, str | None]]] = {}  # of two people of one name, the one whose line it is
    for person in digest.people:
        for line_id in person.actions:
            owners.setdefault(line_id, []).append((person.name, person.email))

    def proof(citations: Iterable[Citation], last: str) -> Proof | None:
        """Of the last meeting: what counts of a thread is what was said last."""
        given = list(citations)
        at = last if any(each.meeting == last for each in given) else given[0].meeting if given else ""
        meeting = meetings.get(at)
        day, file = (meeting.date, one_line(meeting.name or "")) if meeting else (None, "")
        return _proof(meeting_name(meeting), day, file, [each.evidence for each in given if each.meeting == at])

    def task(line: ActionLine) -> Task:
        first, last = meetings.get(line.first), meetings.get(line.last)
        return Task(
            id=token(line.id),
            meeting=token(line.first),
            text=one_line(line.task),
            hands=_hands(line.owners, known | _addresses(owners.get(line.id, ()))),
            due=line.due.date if line.due else None,
            when=due(line.due),
            status=line.status,
            priority=line.priority,
            begun=first.date if first else None,
            told=last.date if last else None,
            proof=proof(line.citations, line.last),
            standing=line.standing,
            references=tuple(map(one_line, line.references)),
        )

    days = tuple(
        Day(
            token(line.id),
            token(line.first),
            one_line(line.text),
            day,
            line.status == "cancelled",
            proof(line.citations, line.last),
        )
        for line in digest.milestones
        if (day := _day(line.due))
    )
    return Rows(digest_title(digest), digest.as_of, tuple(map(task, digest.actions)), days)


def digest_title(digest: ExecutiveDigest) -> str:
    days = sorted(meeting.date for meeting in digest.meetings if meeting.covered and meeting.date)
    first, last = digest.since or (days[0] if days else None), digest.until or (days[-1] if days else None)
    if first is None or last is None:
        return "Executive digest"
    return f"Executive digest, {first}" if first == last else f"Executive digest, {first} to {last}"


def token(text: str) -> str:
    return _NO_TOKEN.sub("-", text) or "-"


def meeting_name(meeting: Meeting | None) -> str:
    return one_line((meeting and (meeting.title or meeting.name)) or "") or "A meeting"


def _proof(meeting: str, day: dt.date | None, file: str, evidence: Iterable[Evidence]) -> Proof | None:
    passages = list(evidence)
    if not passages:
        return None
    quotes = dict.fromkeys(one_line(passage.quote) for passage in passages)
    return Proof(meeting, day, file, min(passage.line for passage in passages), " … ".join(filter(None, quotes)))


def _day(value: Due | None) -> dt.date | None:
    """The day that the notes name; the last of a month or a quarter is nobody's appointment."""
    return value.date if value and value.precision == "day" else None


def _hands(owners: Iterable[Owner], known: Mapping[str, str]) -> tuple[Hand, ...]:
    return tuple(Hand(name, known.get(name.casefold())) for owner in owners if (name := one_line(owner.name)))


def _addresses(people: Iterable[tuple[str, str | None]]) -> dict[str, str]:
    """The address of each name that only one of the people has."""
    found: dict[str, set[str | None]] = {}
    for name, email in people:
        found.setdefault(one_line(name).casefold(), set()).add(email)
    return {
        name: address
        for name, addresses in found.items()
        if len(addresses) == 1 and (address := addresses.pop()) and _ADDRESS.fullmatch(address)
    }
