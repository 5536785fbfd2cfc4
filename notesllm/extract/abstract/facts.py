"""What could be told: each item as a few words, with its weight and what proves it."""

import heapq
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from notesllm.document import Block, Kind
from notesllm.extract.abstract.shortening import clean, scissors
from notesllm.extract.context import LEAD_IN
from notesllm.extract.draft import Draft
from notesllm.extract.likeness import key_words
from notesllm.extract.reading import Reading
from notesllm.extract.salience import best_sentence, block_weight, summing_up, unlabelled, weight_of_text
from notesllm.summary import ActionItem, Decision, Evidence, Metric, Milestone, Risk, Topic

BRIEF = 3  # words of a decision that names no subject itself, less one
FIGURES = 24  # of the weightiest that may be told
SAID = 12  # words in which the notes may tell a figure themselves
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
        self.scissors = scissors(reading.document.language)
        self.said = {name: words[f"abstract_{name}"][-1] for name in ("target", "from", "by")}
        self.routine = frozenset(words["abstract_routine"])
        self.goals = frozenset(words["metric_goal"])
        self.leads = {
            word.partition(" ")[0]
            for part in ("by", "before", "on", "condition", "within")
            for word in reading.lexicon.due.get(part, ())
        }
        self.block_starts = [block.start for block in reading.document.blocks]
        self.starts = [b.start for b in reading.document.blocks if b.kind is Kind.HEADING and b.level < LEAD_IN]

    def fact(self, kind: str, text: str, evidence: tuple[Evidence, ...], weight: float) -> Fact:
        subject = bisect_right(self.starts, evidence[0].start)
        return Fact(kind, text, evidence, weight, subject, frozenset(key_words(text)))

    def decision(self, item: Decision) -> Fact:
        text = self.scissors.cut_around(item.text, 16)
        evidence, weight = item.evidence[:1], 5.0
        if not self.routine.isdisjoint(text.casefold().split()):
            weight = 2.5
        if text.count(" ") < BRIEF:
            heading = self._heading(evidence[0])
            if not heading:
                weight = 2.0
            elif clean(heading.text).casefold() not in text.casefold():
                text = f"{self.scissors.cut(heading.text, 6)}: {text}"
                evidence = (*evidence, self.reading.evidence_of(heading))
        return self.fact("decided", text, evidence, weight)

    def _heading(self, evidence: Evidence) -> Block | None:
        """The heading that names what a brief decision is about; none where there is only the meeting's own."""
        document = self.reading.document
        at = document.blocks[bisect_right(self.block_starts, evidence.start) - 1].section
        while at >= 0 and document.sections[at].level > 1:
            heading = document.blocks[document.sections[at].heading]
            if (
                heading.level < LEAD_IN
                and clean(heading.text)
                and self.reading.zones[document.sections[at].heading] == ""
            ):
                return heading
            at = document.sections[at].parent
        return None

    def action(self, item: ActionItem) -> Fact:
        words = item.due.text.strip(" .,;") if item.due and item.due.precision != "unclear" else ""
        task = item.task.strip(" .,;")
        if words and task.casefold().endswith(words.casefold()):
            task = task[: -len(words)]
        task = self.scissors.cut(task, 11)
        names = [owner.name for owner in item.owners[:2]]
        text = f"{', '.join(names)}: {task}" if names and not task.startswith(names[0]) else task
        weight = 2.6 + 0.6 * bool(names) + 0.9 * bool(item.due and item.due.date)
        weight += {"critical": 0.8, "high": 0.5, "low": -0.5}.get(item.priority or "", 0.0)
        return self.fact("tasks", self._by(text, words), item.evidence, weight)

    def risk(self, item: Risk) -> Fact:
        weight = 3.0 + {"critical": 1.0, "high": 0.7, "low": -0.7}.get(item.severity or "", 0.0)
        weight += 0.5 * (self._zone(item.evidence[0]) == "risks")
        return self.fact("risky", self.scissors.cut(item.text, 13), item.evidence[:1], weight)

    def metric(self, item: Metric) -> Fact:
        return self.fact("figures", self._figure(item), item.evidence[:2], self.metric_weight(item))

    def metric_weight(self, item: Metric) -> float:
        """More for what moved or has a target, for the meeting's own metrics, for how far a project is."""
        if item.name.rpartition(" ")[2].casefold() in self.goals:
            return 1.5  # what is aimed at, not what was reached
        weight = 2.4 + 0.8 * bool(item.target or item.previous or item.change) + 0.5 * (len(item.evidence) > 1)
        return weight + {"metrics": 0.6, "risks": 0.6}.get(self._zone(item.evidence[0]), 0.0)

    def _figure(self, item: Metric) -> str:
        """The notes' own words for a figure where they are few, else its name and value."""
        said = clean(item.evidence[0].quote)
        if len(item.evidence) == 1 and said.count(" ") < SAID and item.value in said:
            return said
        name, value = said.find(item.name), said.find(item.value)
        if min(name, value) >= 0:
            said = said[min(name, value) : max(name + len(item.name), value + len(item.value))]
            if said.count(" ") < SAID and said.count("(") == said.count(")"):
                return said
        text = f"{clean(item.name)}: {item.value}"
        if item.target:
            return f"{text} ({self.said['target']} {item.target})"
        side = f"{self.said['from']} {item.previous}" if item.previous else item.change
        return f"{text} ({side})" if side else text

    def _zone(self, evidence: Evidence) -> str:
        at = bisect_right(self.block_starts, evidence.start) - 1
        return self.reading.zones[at] if at >= 0 else ""

    def milestone(self, item: Milestone) -> Fact:
        text = self.scissors.cut(item.text, 10)
        if item.due and item.due.text.casefold() not in text.casefold():
            text = f"{text} ({item.due.text})"
        return self.fact("dates", text, item.evidence, 2.3)

    def topic(self, item: Topic) -> Fact | None:
        if not item.gist or item.gist.endswith("?"):
            return None
        text = _sentence(self.scissors.cut(item.gist, 16))
        weight = 1.8 + min(max(weight_of_text(self.reading, item.gist), 0.0), 5.0) / 5
        return self.fact("noted", text, item.evidence[1:2] or item.evidence[:1], weight)

    def _by(self, text: str, due: str) -> str:
        """``text`` with its deadline in the notes' words."""
        if not due or due.casefold() in text.casefold():
            return text
        first, space, rest = due.partition(" ")
        key = first.casefold()
        if not (first.isupper() or key in self.reading.lexicon.months or key in self.reading.lexicon.weekdays):
            first = key
        lead = "" if key in self.leads else f"{self.said['by']} "
        return f"{text} {lead}{first}{space}{rest}"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def facts_of(reading: Reading, draft: Draft) -> list[Fact]:
    """Every fact that the items give, and the weightiest passages where the items are few."""
    tell = Teller(reading, draft)
    facts: list[Fact] = [
        *map(tell.decision, draft.decisions),
        *(tell.action(item) for item in draft.action_items if item.status not in {"done", "cancelled"}),
        *map(tell.risk, draft.risks),
        *map(tell.metric, heapq.nlargest(FIGURES, draft.metrics, key=tell.metric_weight)),
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
            passage = unlabelled(reading, blocks[-minus], passage)
            text = _sentence(tell.scissors.cut(passage.text, 16))
            value = 1.2 + min(weight, 8.0) / 8 + summing_up(reading, -minus) / 2
            yield tell.fact("noted", text, (reading.evidence(passage.start, passage.end),), value)
