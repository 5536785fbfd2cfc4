"""Which items and passages are told as facts: the weightiest of each kind."""

import heapq
from collections.abc import Iterator

from notesllm.document import Kind
from notesllm.extract.abstract.facts import Fact, Teller
from notesllm.extract.draft import Draft
from notesllm.extract.reading import Reading
from notesllm.extract.salience import best_sentence, block_weights, summing_up, unlabelled
from notesllm.extract.topics.subject import untouched

MOST = 16  # items of a kind, the weightiest, that may be told
FEW = 8  # facts: with fewer, weighty passages of the notes are told beside them
PASSAGES = 16  # weighty passages looked at
ELSEWHERE = frozenset({"people", "absent", "agenda", "next_meeting", "log", "actions", "review"})


def facts_of(reading: Reading, draft: Draft) -> list[Fact]:
    """What the weightiest items of each kind give, and the weightiest passages where the items are few."""
    tell = Teller(reading, draft)
    tasks = (item for item in draft.action_items if item.status not in {"done", "cancelled"})
    facts: list[Fact | None] = [
        *map(tell.decision, heapq.nlargest(MOST, draft.decisions, key=tell.decision_weight)),
        *map(tell.action, heapq.nlargest(MOST, tasks, key=tell.action_weight)),
        *map(tell.risk, heapq.nlargest(MOST, draft.risks, key=tell.risk_weight)),
        *map(tell.metric, heapq.nlargest(MOST, draft.metrics, key=tell.metric_weight)),
        *map(tell.milestone, draft.milestones[:MOST]),
        *map(tell.topic, draft.topics),
    ]
    if len(facts) < FEW:
        facts += _passages(tell)
    return [fact for fact in facts if fact and fact.words]


def _passages(tell: Teller) -> Iterator[Fact | None]:
    reading = tell.reading
    blocks = reading.document.blocks
    weigh = block_weights(reading)
    weighed = (
        (weigh(index), -index)
        for index, block in enumerate(blocks)
        if block.kind is not Kind.ROW and reading.zones[index] not in ELSEWHERE
    )
    for weight, minus in heapq.nlargest(PASSAGES, weighed):
        if weight < 1.5:
            return
        passage = best_sentence(reading, blocks[-minus], 24)
        if passage and "?" not in passage.text and not untouched(reading, blocks[-minus]):
            passage = unlabelled(reading, blocks[-minus], passage)
            value = 1.2 + min(weight, 8.0) / 8 + summing_up(reading, -minus) / 2
            yield tell.noted(passage.text, (reading.evidence(passage.start, passage.end),), value)
