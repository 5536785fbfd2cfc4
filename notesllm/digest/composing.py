"""A digest from its parts: one table says in which order what is computed from what."""

import datetime as dt
from collections.abc import Iterable
from hashlib import sha256

from notesllm.digest.actions import actions
from notesllm.digest.closings import Closings
from notesllm.digest.context import Context
from notesllm.digest.decisions import decisions
from notesllm.digest.load import people
from notesllm.digest.metrics import metrics
from notesllm.digest.milestones import milestones
from notesllm.digest.model import ExecutiveDigest
from notesllm.digest.period import period_of
from notesllm.digest.questions import questions
from notesllm.digest.risks import risks
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
    period, told = period_of(summaries, since, until, as_of)
    context = Context(period, told)
    ledger = actions(context)
    closings = Closings(context)
    asked = "\n".join([*(each.summary.id for each in told), *map(str, period)])
    return ExecutiveDigest(
        id=f"digest-{sha256(asked.encode()).hexdigest()[:16]}",
        since=since,
        until=until,
        as_of=period.as_of,
        meetings=tuple(each.meeting for each in told),
        decisions=decisions(context),
        actions=ledger,
        risks=risks(context, closings),
        questions=questions(context),
        metrics=metrics(context),
        milestones=milestones(context, closings),
        people=people(context, ledger),
    )
