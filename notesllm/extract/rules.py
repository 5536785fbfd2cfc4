"""The rules, in the order in which they run: each sees what those before it found."""

import datetime as dt
from collections.abc import Callable

from notesllm.document import Document
from notesllm.extract.abstract import find_abstract
from notesllm.extract.actions import find_actions
from notesllm.extract.attendees import find_attendees
from notesllm.extract.contradictions import find_contradictions
from notesllm.extract.dating import find_dating
from notesllm.extract.decisions import find_decisions
from notesllm.extract.draft import Draft
from notesllm.extract.kind import find_kind
from notesllm.extract.metrics import find_metrics
from notesllm.extract.milestones import find_milestones
from notesllm.extract.next_meeting import find_next_meeting
from notesllm.extract.place import find_place
from notesllm.extract.questions import find_questions
from notesllm.extract.reading import Reading
from notesllm.extract.risks import find_risks
from notesllm.extract.title import find_title
from notesllm.extract.topics import find_topics

Rule = Callable[[Reading, Draft], Draft]

RULES: tuple[tuple[str, Rule], ...] = (
    ("dating", find_dating),
    ("title", find_title),
    ("place", find_place),
    ("kind", find_kind),
    ("attendees", find_attendees),
    ("next_meeting", find_next_meeting),
    ("actions", find_actions),
    ("decisions", find_decisions),
    ("risks", find_risks),
    ("questions", find_questions),
    ("metrics", find_metrics),
    ("milestones", find_milestones),
    ("topics", find_topics),
    ("contradictions", find_contradictions),
    ("abstract", find_abstract),
)


def extract(document: Document, *, meeting_date: dt.date | None = None) -> Draft:
    """All that the rules find in ``document``; ``meeting_date`` overrides what the notes say of their day."""
    reading = Reading.of(document)
    draft = Draft(date=meeting_date)
    for _, rule in RULES:
        draft = rule(reading, draft)
    return draft
