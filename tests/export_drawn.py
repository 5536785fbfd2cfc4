"""Summaries and digests of whatever notes may say, for laws that hold of all exports."""

import datetime as dt
import itertools

from hypothesis import strategies as st
from planted_digest import planted

from notesllm import (
    ActionItem,
    Attendee,
    Decision,
    Due,
    Evidence,
    ExecutiveDigest,
    Highlight,
    MeetingSummary,
    Metric,
    Milestone,
    NextMeeting,
    Owner,
    Provenance,
    Question,
    Risk,
    Source,
    Topic,
)
from notesllm.summary.items import Priority, Status

HOSTILE = (
    *("=cmd|'/C calc'!A0", "+1", "-2", "@SUM(1)", "\t=1", "\r", '"=1"', "＝1", ";=1", ",", '"', "'", "\n", "\r\n"),
    *("<!channel>", "<@U123>", "@here", "@octocat", "&amp;", "<!-- x -->", "-->", "#1", "![i](http://x/y)", "`", "*"),
    *("x ", "(A) ", "2024-01-01 ", "due:2020-01-01", "+p", "@c", "id:1", "a:b:c", "https://a.example/b:c", "::"),
    *("END:VTODO", "BEGIN:VEVENT", "\\n", "\\", ";", ":", "\x00", "\x0b", "\x1b[31m", "\u2028", "\x85", "\u202e"),
    *("\ud800", "\ufffe", "\ufdd0", "\U0001f600", "é", "e\u0301", "漢字", "ß" * 90, "word " * 700, "\ufeff", "", " "),
)


@st.composite
def hostile(draw: st.DrawFn) -> str:
    """Hypothesis tells how a strategy is made; of a function it tells no more than the name."""
    return "".join(draw(st.lists(st.sampled_from(HOSTILE) | st.text(max_size=8), max_size=4)))


texts = hostile()
names = st.sampled_from(("Ana Ruiz", "Bo", "@octocat", "All leads")) | texts
days = st.none() | st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31)) | st.just(dt.date(2024, 10, 15))
statuses: st.SearchStrategy[Status] = st.sampled_from(("open", "in_progress", "done", "blocked", "cancelled"))
priorities: st.SearchStrategy[Priority | None] = st.sampled_from((None, "low", "medium", "high", "critical"))
proofs = st.lists(
    st.builds(Evidence, start=st.just(0), end=st.just(1), line=st.integers(1, 999), quote=texts), max_size=2
).map(tuple)
dues = st.none() | st.builds(Due, text=texts, date=days, precision=st.sampled_from(("day", "quarter", "unclear")))
owners = st.lists(st.builds(Owner, name=names), max_size=3).map(tuple)
ids = st.sampled_from(("action-1", "action-2", "a b", "-->", "\r\nX:1", "")) | texts
ACTION = st.builds(
    ActionItem, id=ids, evidence=proofs, task=texts, owners=owners, due=dues, status=statuses, priority=priorities
)
MILESTONE = st.builds(Milestone, id=ids, evidence=proofs, text=texts, due=dues, status=statuses)
ATTENDEE = st.builds(
    Attendee,
    id=ids,
    evidence=proofs,
    name=names,
    email=st.none() | st.just("ana@x.example") | texts,
    role=st.none() | texts,
)
SOURCE = st.builds(
    Source, sha256=st.just("0" * 64), characters=st.just(1), lines=st.just(1), format=st.just("text"), name=texts
)


def some(each: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(each, max_size=3).map(tuple)


summaries: st.SearchStrategy[MeetingSummary] = st.builds(
    MeetingSummary,
    id=ids,
    title=st.none() | texts,
    date=days,
    abstract=texts,
    attendees=some(ATTENDEE),
    attendee_count=st.none() | st.integers(0, 9),
    action_items=some(ACTION),
    milestones=some(MILESTONE),
    highlights=some(st.builds(Highlight, id=ids, evidence=proofs, text=texts)),
    topics=some(st.builds(Topic, id=ids, evidence=proofs, title=texts, key_points=some(texts))),
    decisions=some(st.builds(Decision, id=ids, evidence=proofs, text=texts)),
    risks=some(st.builds(Risk, id=ids, evidence=proofs, text=texts, owners=owners)),
    questions=some(st.builds(Question, id=ids, evidence=proofs, text=texts)),
    metrics=some(st.builds(Metric, id=ids, evidence=proofs, name=texts, value=texts)),
    next_meeting=st.none() | st.builds(NextMeeting, id=ids, evidence=proofs, text=texts, date=days),
    provenance=st.builds(Provenance, source=SOURCE),
)


@st.composite
def digests(draw: st.DrawFn) -> ExecutiveDigest:
    said = draw(st.lists(texts, min_size=1, max_size=5))
    number = itertools.count()
    return planted(lambda text: said[next(number) % len(said)] + text, many=draw(st.integers(1, 3)))


@st.composite
def exportables(draw: st.DrawFn) -> MeetingSummary | ExecutiveDigest:
    return draw(summaries | digests())


exportable = exportables()
