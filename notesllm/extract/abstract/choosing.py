"""Choosing facts within a budget of words: the weightiest first, spread over subjects, kinds and words."""

import heapq
from collections import Counter
from collections.abc import Sequence

from notesllm.extract.abstract.facts import Fact

MOST = 24
MOST_OF = {"noted": 8}  # of a kind: mere remarks that have nothing to do with each other
AGAIN = {"decided": 0.25, "tasks": 0.3, "risky": 0.45, "figures": 0.25, "dates": 0.5, "noted": 0.15}  # a kind once more
SAME_SUBJECT = {"figures": 0.2}  # another fact of a subject that is told; figures stand together by nature
ANOTHER = 0.5
AVERAGE, LONG = 10, 0.06  # words of a fact, and what each more costs
REPEATED = 3.0  # times the squared share of words already told


def choose(facts: Sequence[Fact], budget: int, told: frozenset[str]) -> list[Fact]:
    """Facts whose words fit into ``budget``; ``told`` are the words that the reader has seen already.

    A fact's value only falls while others are chosen, so the top of the heap is looked at anew, and taken if it
    is still the best: each fact is weighed a few times at most.
    """
    chosen = _Chosen(told)
    heap = [(-chosen.value(fact), number) for number, fact in enumerate(facts)]
    heapq.heapify(heap)
    while heap and budget > 0 and len(chosen.facts) < MOST:
        _, number = heapq.heappop(heap)
        fact = facts[number]
        size = fact.text.count(" ") + 1
        if size > budget or fact.words <= chosen.words or chosen.tells(fact) or chosen.full(fact.kind):
            continue
        value = -chosen.value(fact)
        if heap and (value, number) > heap[0]:
            heapq.heappush(heap, (value, number))
            continue
        budget -= size
        chosen.add(fact)
    return chosen.facts


class _Chosen:
    """What is told so far."""

    def __init__(self, words: frozenset[str]) -> None:
        self.facts: list[Fact] = []
        self.words = set(words)
        self._kinds: Counter[str] = Counter()
        self._subjects: Counter[int] = Counter()

    def add(self, fact: Fact) -> None:
        self.facts.append(fact)
        self.words |= fact.words
        self._kinds[fact.kind] += 1
        self._subjects[fact.subject] += 1

    def full(self, kind: str) -> bool:
        """Whether enough of a kind is told."""
        return self._kinds[kind] >= MOST_OF.get(kind, MOST)

    def tells(self, fact: Fact) -> bool:
        """Whether the passage of a mere remark has been told as something weightier."""
        if fact.kind != "noted":
            return False
        first = fact.evidence[0]
        return any(e.start < first.end and first.start < e.end for told in self.facts for e in told.evidence)

    def value(self, fact: Fact) -> float:
        """What a fact would add."""
        kind, text, _, weight, subject, words, _ = fact
        repeated = len(words & self.words) / len(words)
        crowded = AGAIN[kind] * self._kinds.get(kind, 0)
        crowded += SAME_SUBJECT.get(kind, ANOTHER) * self._subjects.get(subject, 0)
        longer = text.count(" ") - AVERAGE
        if longer > 0:
            crowded += LONG * longer
        return weight - crowded - REPEATED * repeated * repeated
