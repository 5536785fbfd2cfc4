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

Weigh = Callable[[int], float]  # what a block weighs, by its number
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
    if len(subjects) > MOST:
        subjects = _heaviest(weigh, subjects)
    topics = (_topic(reading, weigh, subject) for subject in subjects)
    return replace(draft, topics=with_distinct_ids(t for t in topics if t.gist or t.title.count(" ") > NAMED))


def _heaviest(weigh: Weigh, subjects: list[Subject]) -> list[Subject]:
    weights = [sum(filter(POSITIVE, map(weigh, subject.blocks))) for subject in subjects]
    return [subjects[at] for at in sorted(heapq.nlargest(MOST, range(len(subjects)), key=weights.__getitem__))]


def _topic(reading: Reading, weigh: Weigh, subject: Subject) -> Topic:
    told = _told(reading, weigh, subject)
    evidence = [reading.evidence(*subject.place), *(reading.evidence(p.start, p.end) for p in told[:1])]
    return Topic(
        id=item_id("t", subject.title),
        evidence=tuple(evidence),
        title=subject.title,
        gist=told[0].text if told else None,
        key_points=tuple(p.text for p in sorted(told[1:], key=lambda p: p.start)),
    )


def _told(reading: Reading, weigh: Weigh, subject: Subject) -> list[Passage]:
    """The passages that say most of a subject, the weightiest first."""
    blocks = reading.document.blocks
    # What opens a subject says most of it, but not the turn of speech itself.
    lead = next((index for index in subject.blocks[:1] if blocks[index].start != subject.place[0]), -1)
    weighed = heapq.nlargest(3 * POINTS, [(weigh(index) + (index == lead), -index) for index in subject.blocks])
    told: list[Passage] = []
    for weight, minus in weighed:
        if weight < 0 or len(told) > POINTS:
            break
        block = blocks[-minus]
        passage = best_sentence(reading, block, POINT if told else GIST)
        if passage:
            told.append(unlabelled(reading, block, passage))
    return told
