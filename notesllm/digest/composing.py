"""A digest from its parts: one table says in which order what is computed from what."""

import datetime as dt
import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256

from notesllm.digest.clashes.conflicts import conflicts
from notesllm.digest.comparing.context import Context
from notesllm.digest.comparing.mention import Told
from notesllm.digest.comparing.period import Period, period_of
from notesllm.digest.comparing.wording import gist
from notesllm.digest.model import ExecutiveDigest
from notesllm.digest.sections.actions import actions
from notesllm.digest.sections.closings import Closings
from notesllm.digest.sections.decisions import decisions
from notesllm.digest.sections.load import people
from notesllm.digest.sections.metrics import metrics
from notesllm.digest.sections.milestones import milestones
from notesllm.digest.sections.questions import answers, questions
from notesllm.digest.sections.risks import risks
from notesllm.digest.telling.changes import changes
from notesllm.digest.telling.counting import counts
from notesllm.digest.telling.headline import headline
from notesllm.digest.telling.matters import matters
from notesllm.digest.telling.weighing import weighed
from notesllm.summary import MeetingSummary


def digest(
    summaries: Iterable[MeetingSummary],
    *,
    since: dt.date | None = None,
    until: dt.date | None = None,
    as_of: dt.date | None = None,
    previous: ExecutiveDigest | None = None,
) -> ExecutiveDigest:
    """What changed across meetings: who owes what, what was settled, what is at risk, which figures moved.

    ``since`` and ``until`` (inclusive) choose the meetings that are told; earlier ones lend their threads, later ones
    are left out, and those without a date are always told. ``as_of`` is the day by which work is late: ``until``, else
    the last meeting's, if it is not given. With ``previous``, ``changes`` tell what differs from that digest.

    The order of ``summaries`` does not matter, and of two of the same notes one counts. Raises OptionError for a period
    that ends before it begins, ArgumentTypeError for what is no summary or no day.
    """
    with _in_one_go():
        return _composed(*period_of(summaries, since, until, as_of), previous)


@contextmanager
def _in_one_go() -> Iterator[None]:
    """Spare the collector of garbage, as nothing here is cyclic; remember what texts are about until it is done."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
        gist.cache_clear()


def _composed(period: Period, told: tuple[Told, ...], previous: ExecutiveDigest | None) -> ExecutiveDigest:
    context = Context(period, told)
    closings = Closings(context)
    found = ExecutiveDigest(
        id=_identity(told, period),
        since=period.since,
        until=period.until,
        as_of=period.as_of,
        meetings=tuple(each.meeting for each in told),
        decisions=decisions(context),
        actions=actions(context),
        risks=risks(context, closings),
        questions=questions(context),
        metrics=metrics(context),
        milestones=milestones(context, closings),
    )
    lines = found.model_copy(
        update={"people": people(context, found.actions), "warnings": conflicts(context, found.decisions)}
    )
    counted = lines.model_copy(update={"counts": counts(lines)})
    heavy = weighed(counted)
    whole = counted.model_copy(update={"headline": headline(counted, heavy), "matters": matters(heavy)})
    if previous is None:
        return whole
    return whole.model_copy(update={"previous": previous.id, "changes": changes(previous, whole, answers(context))})


def _identity(told: Sequence[Told], period: Period) -> str:
    asked = "\n".join([*(each.summary.id for each in told), *map(str, period)])
    return f"digest-{sha256(asked.encode()).hexdigest()[:16]}"
