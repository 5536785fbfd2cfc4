"""Scoring summaries against gold ones: how much of what careful readers found was found, and how much was made up."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypedDict

from notesllm import ActionItem, MeetingSummary
from notesllm.extract.likeness import key_words, likeness

ALIKE = 0.5  # F1 of the words that carry meaning, from which on two texts are the same item
Pair = tuple[int, int]


class GoldItem(TypedDict, total=False):
    """One gold item; ``optional`` ones cost nothing if missed, nothing if found."""

    task: str
    text: str
    name: str
    value: str
    quote: str
    owners: list[str]
    due_date: str | None
    status: str
    optional: bool


class Gold(TypedDict, total=False):
    """A gold summary; a list that is left out is not scored."""

    title: str | None
    date: str | None
    attendees: list[GoldItem]
    action_items: list[GoldItem]
    decisions: list[GoldItem]
    risks: list[GoldItem]
    questions: list[GoldItem]


class Score(NamedTuple):
    """Counts that add up over documents."""

    right: int = 0
    invented: int = 0
    missed: int = 0

    def plus(self, other: "Score") -> "Score":
        return Score(self.right + other.right, self.invented + other.invented, self.missed + other.missed)

    @property
    def f1(self) -> float:
        total = 2 * self.right + self.invented + self.missed
        return 2 * self.right / total if total else 1.0


def matched(count: int, golds: Sequence[GoldItem], alike: Callable[[int, int], float]) -> list[Pair]:
    """Pairs (found, gold), best first; each is given once."""
    ranked = sorted(((alike(i, j), -j, -i) for i in range(count) for j in range(len(golds))), reverse=True)
    free_found, free_gold, pairs = set(range(count)), set(range(len(golds))), []
    for closeness, j, i in ranked:
        if closeness < ALIKE:
            break
        if -i in free_found and -j in free_gold:
            free_found.remove(-i)
            free_gold.remove(-j)
            pairs.append((-i, -j))
    return pairs


def counted(count: int, golds: Sequence[GoldItem], pairs: Sequence[Pair]) -> Score:
    hit = {j for _, j in pairs}
    return Score(
        right=sum(not golds[j].get("optional") for j in hit),
        invented=count - len(pairs),
        missed=sum(not gold.get("optional") for j, gold in enumerate(golds) if j not in hit),
    )


def texts_alike(texts: Sequence[str], golds: Sequence[GoldItem]) -> Callable[[int, int], float]:
    found = [key_words(text) for text in texts]
    known = [
        [key_words(gold.get("task") or gold.get("text") or ""), key_words(gold.get("quote", ""))] for gold in golds
    ]
    return lambda i, j: max(likeness(found[i], words) for words in known[j])


def same_name(a: str, b: str) -> bool:
    first, second = set(key_words(a)), set(key_words(b))
    return bool(first) and bool(second) and (first <= second or second <= first)


def same_people(found: Sequence[str], gold: Sequence[str]) -> bool:
    return all(any(same_name(a, b) for a in found) for b in gold) and all(
        any(same_name(a, b) for b in gold) for a in found
    )


def actions(summary: MeetingSummary, golds: Sequence[GoldItem]) -> tuple[Score, Score]:
    """The score of the tasks, and the strict one: task, owners and due day all right."""
    items = summary.action_items
    pairs = matched(len(items), golds, texts_alike([item.task for item in items], golds))
    score = counted(len(items), golds, pairs)
    required = [(items[i], golds[j]) for i, j in pairs if not golds[j].get("optional")]
    wrong = sum(not _right(item, gold) for item, gold in required)
    return score, Score(score.right - wrong, score.invented + wrong, score.missed + wrong)


def _right(item: ActionItem, gold: GoldItem) -> bool:
    due = gold.get("due_date")
    day = dt.date.fromisoformat(due) if due else None
    found = item.due.date if item.due else None
    return found == day and same_people([owner.name for owner in item.owners], gold.get("owners", []))
