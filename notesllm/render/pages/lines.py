"""Decisions, risks, questions, milestones, warnings and changes, each as lines of a page."""

from collections.abc import Iterable

from notesllm.digest.model import (
    Change,
    Conflict,
    DecisionLine,
    ExecutiveDigest,
    MilestoneLine,
    QuestionLine,
    RiskLine,
)
from notesllm.render.pages.actions import date_history
from notesllm.render.pages.people import Crowd
from notesllm.render.pages.proving import Prover, by_hand
from notesllm.render.pages.row import Badge, Fact, Group, Row, Section
from notesllm.render.pages.saying import cut, day, due
from notesllm.render.words import label, owners

TONES = {
    **dict.fromkeys(("contradicted", "worse", "overdue", "blocked", "reopened", "critical", "gone"), "bad"),
    **dict.fromkeys(("reversed", "superseded", "slipped", "reassigned", "moved", "high"), "warn"),
    **dict.fromkeys(("done", "closed", "answered", "pulled_in"), "good"),
    **dict.fromkeys(("new", "upcoming", "changed"), "info"),
}


class Shaper:
    """Makes lines of a digest's models."""

    def __init__(self, digest: ExecutiveDigest, crowd: Crowd, prover: Prover) -> None:
        self._digest, self._crowd, self._prover = digest, crowd, prover
        self._days = {meeting.id: day(meeting.date) for meeting in digest.meetings}
        self._decisions = {line.id: line.text for line in digest.decisions}
        # "New" says nothing where everything is.
        self._old_decisions = any(line.state != "new" for line in digest.decisions)
        self._old_risks = any(line.state != "new" for line in digest.risks)

    def decisions(self) -> Section:
        return self._section("decisions", map(self._decision, self._digest.decisions), who="Made by", when="Decided")

    def risks(self) -> Section:
        return self._section("risks", map(self._risk, self._digest.risks), who="Owner", when="Last told")

    def questions(self) -> Section:
        heading = "Open questions"
        rows = map(self._question, self._digest.questions)
        return self._section("questions", rows, heading, who="Asked by", when="Last asked")

    def warnings(self) -> Section:
        rows = map(self._warning, self._digest.warnings)
        return self._section("warnings", rows, "Where the notes disagree")

    def changes(self) -> Section:
        rows = (self._change(number, change) for number, change in enumerate(self._digest.changes))
        return self._section("changes", rows, "Since the last digest")

    def milestones(self) -> Section:
        """The steps on one line of time, cut in two by the digest's day."""
        as_of = self._digest.as_of
        behind: list[Row] = []
        ahead: list[Row] = []
        undated: list[Row] = []
        for line in self._digest.milestones:
            known = line.due and line.due.date
            side = undated if not known else behind if as_of and known < as_of else ahead
            side.append(self._milestone(line))
        groups = (
            Group("milestones-behind", f"Before {day(as_of)}" if as_of else "Before", tuple(behind)),
            Group("milestones-ahead", "Ahead", tuple(ahead)),
            Group("milestones-undated", "No date", tuple(undated)),
        )
        return Section("milestones", "Milestones", groups, when="Due", what="Step")

    def _section(
        self, key: str, rows: Iterable[Row], heading: str | None = None, *, who: str = "", when: str = ""
    ) -> Section:
        return Section(key, heading or key.capitalize(), (Group(key, "", tuple(rows)),), who=who, when=when)

    def _decision(self, line: DecisionLine) -> Row:
        facts = (
            ("In full", line.detail if line.detail and line.text not in line.detail else None),
            ("Why", line.rationale),
            (_relation(line.state), self._decisions.get(line.other or "")),
        )
        return Row(
            id=line.id,
            text=cut(line.text, 400),
            who=cut(line.made_by or "", 80),
            when=self._days.get(line.first, ""),
            badges=_badges(line.state, {"standing"} if self._old_decisions else {"new"}),
            facts=(*_facts(facts), *by_hand(line)),
            owners=self._crowd.named([line.made_by]),
            statuses=(f"decisions.{line.state}",),
            proofs=self._prover.proofs(line.citations),
        )

    def _risk(self, line: RiskLine) -> Row:
        state = _badges(line.state, {"open"} if self._old_risks else {"new"})
        return Row(
            id=line.id,
            text=cut(line.text, 400),
            who=cut(owners(line.owners), 120),
            when=self._days.get(line.last, ""),
            badges=(*_badges(line.severity or "", {"low", "medium"}), *state),
            facts=(*_facts([("Mitigation", line.mitigation)]), *by_hand(line)),
            owners=self._crowd.named(owner.name for owner in line.owners),
            statuses=(f"risks.{line.state}",),
            proofs=self._prover.proofs(line.citations),
        )

    def _question(self, line: QuestionLine) -> Row:
        return Row(
            id=line.id,
            text=cut(line.text, 400),
            who=cut(line.asked_by or "", 80),
            when=self._days.get(line.last, ""),
            facts=by_hand(line),
            owners=self._crowd.named([line.asked_by]),
            statuses=("questions.open",),
            proofs=self._prover.proofs(line.citations),
        )

    def _milestone(self, line: MilestoneLine) -> Row:
        moves = date_history(line.due_changes) if line.due_changes else None
        return Row(
            id=line.id,
            text=cut(line.text, 400),
            when=due(line.due),
            badges=_badges(line.state, {"upcoming", "undated"}),
            facts=(*_facts([("Moved", moves)]), *by_hand(line)),
            statuses=(f"milestones.{line.state}",),
            proofs=self._prover.proofs(line.citations),
        )

    def _warning(self, line: Conflict) -> Row:
        return Row(
            id=line.id,
            text=cut(line.message, 400),
            statuses=("warnings.open",),
            proofs=self._prover.proofs(line.citations),
        )

    def _change(self, number: int, change: Change) -> Row:
        told = f"{change.before or 'not there'} → {change.after or 'not there'}" if _has_sides(change) else None
        return Row(
            id=f"change-{number}",
            text=cut(change.text, 400),
            badges=(Badge(TONES.get(change.kind, "quiet"), label(change.kind)),),
            facts=_facts([("", told)]),
            statuses=(f"changes.{change.kind}",),
            proofs=self._prover.proofs(change.citations),
        )


def _badges(state: str, silent: Iterable[str]) -> tuple[Badge, ...]:
    return () if not state or state in silent else (Badge(TONES.get(state, "quiet"), label(state)),)


def _facts(told: Iterable[tuple[str, str | None]]) -> tuple[Fact, ...]:
    return tuple(Fact(name, cut(value, 400)) for name, value in told if value)


def _relation(state: str) -> str:
    return {"reversed": "Reversed by", "superseded": "Replaced by"}.get(state, "But also")


def _has_sides(change: Change) -> bool:
    return change.before is not None or change.after is not None
