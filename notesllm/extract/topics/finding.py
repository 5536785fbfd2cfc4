"""The rule: which subjects a meeting had, and what is said of each."""

import heapq
from collections.abc import Callable, Iterator
from dataclasses import replace

from notesllm.extract.draft import Draft
from notesllm.extract.identity import item_id, with_distinct_ids
from notesllm.extract.reading import Reading
from notesllm.extract.salience import Passage, best_sentence, block_weights, unlabelled
from notesllm.extract.topics.headed import headed
from notesllm.extract.topics.listed import entries
from notesllm.extract.topics.spoken import turns
from notesllm.extract.topics.subject import Subject
from notesllm.summary import Topic

MOST = 20
FEW = 4  # headings that make do without looking for subjects in lists and speech
GIST, POINT = 30, 24  # words at most
POINTS = 4
NAMED = 3  # words more than this tell something without a gist

POSITIVE = (0.0).__lt__

# Where subjects are looked for while the headings name few.
OTHERWISE: tuple[Callable[[Reading], Iterator[Subject]], ...] = (entries, turns)


def find_topics(reading: Reading, draft: Draft) -> Draft:
    """Sections that hold discussion; where there are few, entries with notes under them and turns of speech."""
    subjects = list(headed(reading, draft))
    for source in OTHERWISE:
        if len(subjects) < FEW:
            found = list(source(reading))
            subjects = found if len(found) > max(1, 2 * len(subjects) - 1) else subjects
    weigh = block_weights(reading)
    weighed = [(subject, [weigh(index) for index in subject.blocks]) for subject in subjects]
    if len(weighed) > MOST:
        sums = [sum(filter(POSITIVE, weights)) for _, weights in weighed]
        weighed = [weighed[at] for at in sorted(heapq.nlargest(MOST, range(len(sums)), key=sums.__getitem__))]
    topics = (_topic(reading, subject, weights) for subject, weights in weighed)
    return replace(draft, topics=with_distinct_ids(t for t in topics if t.gist or t.title.count(" ") > NAMED))


def _topic(reading: Reading, subject: Subject, weights: list[float]) -> Topic:
    told = _told(reading, subject, weights)
    evidence = [reading.evidence(*subject.place), *(reading.evidence(p.start, p.end) for p in told[:1])]
    return Topic(
        id=item_id("t", subject.title),
        evidence=tuple(evidence),
        title=subject.title,
        gist=told[0].text if told else None,
        key_points=tuple(p.text for p in sorted(told[1:], key=lambda p: p.start)),
    )


def _told(reading: Reading, subject: Subject, weights: list[float]) -> list[Passage]:
    """The passages that say most of a subject, the weightiest first."""
    blocks = reading.document.blocks
    # What opens a subject says most of it, but not the turn of speech itself.
    if subject.blocks and blocks[subject.blocks[0]].start != subject.place[0]:
        weights[0] += 1
    told: list[Passage] = []
    weighed = [(weight, -index) for weight, index in zip(weights, subject.blocks, strict=True)]
    for weight, minus in heapq.nlargest(3 * POINTS, weighed):
        if weight < 0 or len(told) > POINTS:
            break
        block = blocks[-minus]
        passage = best_sentence(reading, block, POINT if told else GIST)
        if passage:
            told.append(unlabelled(reading, block, passage))
    return told
