"""What could be told: each item as a few words, with its weight and what proves it."""

import heapq
from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import NamedTuple

from notesllm.document import Kind
from notesllm.extract.abstract.shortening import clean, shorten, shorten_around
from notesllm.extract.context import LEAD_IN
from notesllm.extract.draft import Draft
from notesllm.extract.likeness import key_words
from notesllm.extract.reading import Reading
from notesllm.extract.salience import best_sentence, block_weight
from notesllm.lexicon import phrase_key
from notesllm.summary import ActionItem, Decision, Due, Evidence, Metric, Milestone, Risk, Topic

PASSAGES = 16  # weighty passages beside the items
ELSEWHERE = frozenset({"people", "absent", "agenda", "next_meeting", "log", "actions", "review"})


class Fact(NamedTuple):
    """A few words of the notes that an executive may need."""

    kind: str
    text: str
    evidence: tuple[Evidence, ...]
    weight: float
    subject: int  # the topic in which it stands
    words: frozenset[str]


class Teller:
    """Turns items into facts."""

    def __init__(self, reading: Reading, draft: Draft) -> None:
        self.reading, self.draft = reading, draft
        words = reading.lexicon.words
        self.dangling = frozenset(words["abstract_dangling"])
        self.said = {name: words[f"abstract_{name}"][-1] for name in ("target", "from", "by")}
        self.leads = {
            word.partition(" ")[0]
            for part in ("by", "before", "on", "condition", "within")
            for word in reading.lexicon.due.get(part, ())
        }
        self.cues = frozenset(word for word, cues in reading.lexicon.cues.items() if "decide" in cues)
        self.block_starts = [block.start for block in reading.document.blocks]
        self.starts = [b.start for b in reading.document.blocks if b.kind is Kind.HEADING and b.level < LEAD_IN]

    def fact(self, kind: str, text: str, evidence: tuple[Evidence, ...], weight: float) -> Fact:
        subject = bisect_right(self.starts, evidence[0].start)
        return Fact(kind, text, evidence, weight, subject, frozenset(key_words(text)))

    def decision(self, item: Decision) -> Fact:
        return self.fact("decided", shorten_around(item.text, 16, self.dangling, self.cues), item.evidence[:1], 5.0)

    def action(self, item: ActionItem) -> Fact:
        task = shorten(item.task, 11, self.dangling)
        names = [owner.name for owner in item.owners[:2]]
        text = f"{', '.join(names)}: {task}" if names and not task.startswith(names[0]) else task
        weight = 2.6 + 0.6 * bool(names) + 0.9 * bool(item.due and item.due.date) - 1.6 * (item.status == "done")
        weight += {"critical": 0.8, "high": 0.5, "low": -0.5}.get(item.priority or "", 0.0)
        return self.fact("tasks", self._dated(text, item.due), item.evidence, weight)

    def risk(self, item: Risk) -> Fact:
        weight = 3.0 + {"critical": 1.0, "high": 0.7, "low": -0.7}.get(item.severity or "", 0.0)
        return self.fact("risky", shorten(item.text, 13, self.dangling), item.evidence[:1], weight)

    def metric(self, item: Metric) -> Fact:
        text = f"{clean(item.name)} {item.value}"
        if item.target:
            text += f" ({self.said['target']} {item.target})"
        elif item.previous:
            text += f" ({self.said['from']} {item.previous})"
        elif item.change:
            text += f" ({item.change})"
        weight = 2.4 + 0.8 * bool(item.target or item.previous or item.change) + 0.6 * self._headline(item.evidence[0])
        return self.fact("figures", text, item.evidence[:1], weight)

    def _headline(self, evidence: Evidence) -> bool:
        """Whether a figure stands among the meeting's metrics, or says how far a project is."""
        at = bisect_right(self.block_starts, evidence.start) - 1
        return at >= 0 and self.reading.zones[at] == "metrics"

    def milestone(self, item: Milestone) -> Fact:
        text = self._dated(shorten(item.text, 10, self.dangling), item.due)
        return self.fact("dates", text, item.evidence, 2.3)

    def topic(self, item: Topic) -> Fact | None:
        if not item.gist:
            return None
        text = shorten(item.gist, 16, self.dangling)
        return self.fact("noted", text, item.evidence[1:2] or item.evidence[:1], 2.4)

    def _dated(self, text: str, due: Due | None) -> str:
        if due is None or due.precision == "unclear" or due.text.casefold() in text.casefold():
            return text
        first, space, rest = due.text.partition(" ")
        key = first.casefold()
        if not (first.isupper() or key in self.reading.lexicon.months or key in self.reading.lexicon.weekdays):
            first = key
        return f"{text} {first}{space}{rest}" if key in self.leads else f"{text} {self.said['by']} {first}{space}{rest}"


def facts_of(reading: Reading, draft: Draft) -> list[Fact]:
    """Every fact that the items give, and the weightiest passages where the items are few."""
    tell = Teller(reading, draft)
    facts: list[Fact] = [
        *map(tell.decision, draft.decisions),
        *map(tell.action, draft.action_items),
        *map(tell.risk, draft.risks),
        *map(tell.metric, draft.metrics),
        *map(tell.milestone, draft.milestones),
        *(fact for topic in draft.topics if (fact := tell.topic(topic))),
    ]
    if len(facts) < 2 * PASSAGES:
        facts += _passages(tell)
    return [fact for fact in facts if fact.words]


def _passages(tell: Teller) -> Iterator[Fact]:
    reading = tell.reading
    blocks = reading.document.blocks
    weighed = (
        (block_weight(reading, index), -index)
        for index, block in enumerate(blocks)
        if block.kind is not Kind.ROW and reading.zones[index] not in ELSEWHERE
    )
    for weight, minus in heapq.nlargest(PASSAGES, weighed):
        if weight < 1.5:
            return
        passage = best_sentence(reading, blocks[-minus], reading.cues[-minus], 24)
        if passage and "?" not in passage.text:
            text = shorten(passage.text, 16, tell.dangling)
            yield tell.fact("noted", text, (reading.evidence(passage.start, passage.end),), 1.2 + min(weight, 8.0) / 8)
