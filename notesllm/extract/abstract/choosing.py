"""Choosing facts within a budget of words: the weightiest first, spread over subjects, kinds and words."""

import heapq
from collections import Counter
from collections.abc import Sequence

from notesllm.extract.abstract.facts import Fact

CONSIDERED = 160  # of the weightiest facts
MOST = 24
AGAIN = {"decided": 0.25, "tasks": 0.3, "risky": 0.45, "figures": 0.35, "dates": 0.5, "noted": 0.15}  # a kind once more
SAME_SUBJECT = 0.5
REPEATED = 3.0  # times the share of words already told


def choose(facts: Sequence[Fact], budget: int, told: frozenset[str]) -> list[Fact]:
    """Facts whose words fit into ``budget``; ``told`` are the words that the reader has seen already."""
    rest = heapq.nlargest(CONSIDERED, enumerate(facts), key=lambda pair: (pair[1].weight, -pair[0]))
    kinds: Counter[str] = Counter()
    subjects: Counter[int] = Counter()
    seen = set(told)
    chosen: list[Fact] = []
    while rest and len(chosen) < MOST:
        best = max(rest, key=lambda pair: (_value(pair[1], kinds, subjects, seen), -pair[0]))
        rest.remove(best)
        fact = best[1]
        size = fact.text.count(" ") + 1
        if size > budget or fact.words <= seen:
            continue
        budget -= size
        kinds[fact.kind] += 1
        subjects[fact.subject] += 1
        seen |= fact.words
        chosen.append(fact)
    return chosen


def _value(fact: Fact, kinds: Counter[str], subjects: Counter[int], seen: set[str]) -> float:
    repeated = len(fact.words & seen) / len(fact.words)
    crowded = AGAIN[fact.kind] * kinds[fact.kind] + SAME_SUBJECT * subjects[fact.subject] * (
        0.4 if fact.kind == "figures" else 1.0
    )
    return fact.weight - crowded - REPEATED * repeated * repeated
