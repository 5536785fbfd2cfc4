"""Actions by when they are due, and what moved or changed hands."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from notesllm.digest.model import ActionLine, DueChange, ExecutiveDigest, MilestoneLine, Reassignment
from notesllm.render.pages.people import Crowd
from notesllm.render.pages.proving import Prover, by_hand
from notesllm.render.pages.row import Badge, Fact, Group, Row, Section
from notesllm.render.pages.saying import count, cut, day, due
from notesllm.render.words import label, owners

SOON = dt.timedelta(7)
GROUPS = (
    ("overdue", "Overdue"),
    ("soon", "Due within 7 days"),
    ("later", "Later"),
    ("undated", "No date"),
    ("over", "Done and dropped"),
)
TONES = {"blocked": "bad", "out_of_sight": "quiet", "done": "good"}


def actions(digest: ExecutiveDigest, crowd: Crowd, prover: Prover) -> Section:
    """The ledger, in the digest's order within each group."""
    rows: dict[str, list[Row]] = {key: [] for key, _ in GROUPS}
    for line in digest.actions:
        rows[_group(line, digest.as_of)].append(_action(line, crowd, prover))
    groups = tuple(Group(f"actions-{key}", heading, tuple(rows[key])) for key, heading in GROUPS)
    return Section("actions", "Actions", groups, who="Owner", when="Due", what="Action")


def moved(digest: ExecutiveDigest, crowd: Crowd, prover: Prover) -> Section:
    """What slipped and what went to somebody else: the furthest slip first."""
    lines: Sequence[ActionLine | MilestoneLine] = [line for line in digest.actions if line.due_changes]
    slips = sorted((*lines, *(line for line in digest.milestones if line.due_changes)), key=_least_slipped)
    hands = [line for line in digest.actions if line.reassignments]
    groups = (
        Group("moved-dates", "New dates", tuple(_slip(line, crowd, prover) for line in slips)),
        Group("moved-hands", "New owners", tuple(_handed(line, crowd, prover) for line in hands)),
    )
    return Section("moved", "Moved and handed over", groups, when="Now due", what="What")


def marks(line: ActionLine) -> tuple[str, ...]:
    """By what an action can be filtered."""
    slipped = "actions.slipped" if _slips(line.due_changes) else None
    handed = "actions.reassigned" if line.reassignments else None
    return tuple(filter(None, (f"actions.{line.standing}", slipped, handed)))


def date_history(changes: Sequence[DueChange]) -> str:
    """``1 Oct 2024 → 15 Oct 2024``, through all dates that it had."""
    return " → ".join([day(changes[0].before), *(day(change.after) for change in changes)])


def _group(line: ActionLine, as_of: dt.date | None) -> str:
    if line.standing in {"done", "cancelled"}:
        return "over"
    if line.standing == "overdue":
        return "overdue"
    if line.due is None or line.due.date is None:
        return "undated"
    return "soon" if as_of and line.due.date - as_of <= SOON else "later"


def _action(line: ActionLine, crowd: Crowd, prover: Prover) -> Row:
    return Row(
        id=line.id,
        text=cut(line.task, 400),
        who=cut(owners(line.owners), 120),
        when=due(line.due),
        badges=tuple(_badges(line)),
        facts=(*_facts(line), *by_hand(line)),
        owners=crowd.numbers(line.id, line.owners),
        statuses=marks(line),
        proofs=prover.proofs(line.citations),
    )


def _badges(line: ActionLine) -> Iterator[Badge]:
    if line.days_overdue:
        yield Badge("bad", f"{count(line.days_overdue, 'day')} late")
    elif line.standing in TONES:
        yield Badge(TONES[line.standing], label(line.standing))
    elif line.status in {"in_progress", "cancelled"}:
        yield Badge("quiet", label(line.status))
    if line.status == "blocked" and line.standing != "blocked":
        yield Badge("bad", "blocked")
    if line.priority in {"high", "critical"}:
        yield Badge("warn", f"{line.priority} priority")


def _facts(line: ActionLine) -> Iterator[Fact]:
    if line.due_changes:
        yield Fact("Due moved", date_history(line.due_changes))
    if line.reassignments:
        yield Fact("Handed over", _hands(line.reassignments))
    if line.carried:
        yield Fact("Carried over", count(line.carried, "time"))
    if line.unmentioned > 1:
        yield Fact("Not mentioned in", f"{count(line.unmentioned, 'later meeting')} of its series")
    if line.references:
        yield Fact("See", cut(", ".join(line.references), 160))


def _slip(line: ActionLine | MilestoneLine, crowd: Crowd, prover: Prover) -> Row:
    days = (line.due_changes[-1].after - line.due_changes[0].before).days
    slipped = Badge("bad", f"slipped by {count(days, 'day')}")
    badge = slipped if days > 0 else Badge("good", f"pulled in by {count(-days, 'day')}")
    row = Row(
        id=f"moved-{line.id}",
        text="",
        when=due(line.due),
        badges=(badge,) if days else (),
        facts=(Fact("Due", date_history(line.due_changes)),),
        proofs=prover.proofs(line.citations),
    )
    if isinstance(line, MilestoneLine):
        return row._replace(text=cut(line.text, 400), statuses=(f"milestones.{line.state}",))
    owner = (Fact("Owner", cut(owners(line.owners), 120)),) if line.owners else ()
    return row._replace(
        text=cut(line.task, 400),
        facts=(*row.facts, *owner),
        owners=crowd.numbers(line.id, line.owners),
        statuses=marks(line),
    )


def _handed(line: ActionLine, crowd: Crowd, prover: Prover) -> Row:
    return Row(
        id=f"handed-{line.id}",
        text=cut(line.task, 400),
        when=due(line.due),
        facts=(Fact("Owner", _hands(line.reassignments)),),
        owners=crowd.numbers(line.id, line.owners),
        statuses=marks(line),
        proofs=prover.proofs(line.citations),
    )


def _hands(changes: Sequence[Reassignment]) -> str:
    return cut(" → ".join([_names(changes[0].before), *(_names(change.after) for change in changes)]), 200)


def _names(names: Iterable[str]) -> str:
    return ", ".join(names) or "nobody"


def _slips(changes: Iterable[DueChange]) -> bool:
    return any(change.after > change.before for change in changes)


def _least_slipped(line: ActionLine | MilestoneLine) -> tuple[int, str]:
    return (line.due_changes[0].before - line.due_changes[-1].after).days, line.id
