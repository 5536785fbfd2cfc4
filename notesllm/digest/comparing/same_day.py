"""What was told on one day: nothing says which of it came last, so where it differs it contradicts itself."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import TypeVar

from notesllm.digest.comparing.mention import Mention
from notesllm.digest.comparing.wording import Gist, alike, told_apart, weight
from notesllm.summary import Item

ItemT = TypeVar("ItemT", bound=Item)
TWIN, SHARED = 0.85, 2.3  # how alike two meetings' tellings of one thing are, and the weight of what they share


def by_day(told: Iterable[Mention[ItemT]]) -> list[list[Mention[ItemT]]]:
    """The period's mentions, those of one day together; a meeting without a date has a day of its own."""
    days: defaultdict[tuple[dt.date | None, str], list[Mention[ItemT]]] = defaultdict(list)
    for mention in told:
        if mention.meeting.covered:
            days[mention.meeting.date, "" if mention.meeting.date else mention.meeting.id].append(mention)
    return list(days.values())


def is_twin(one: Gist, other: Gist, language: str) -> bool:
    """Whether two texts are so alike that they must tell of one thing."""
    if told_apart(one, other):
        return False
    return weight(one.words & other.words, language) >= SHARED and alike(one, other, language) >= TWIN
