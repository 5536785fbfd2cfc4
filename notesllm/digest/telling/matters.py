"""The seven lines that matter most."""

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable

from notesllm.digest.model import Matter
from notesllm.digest.telling.weighing import Weighed, order

MOST = 7
SAME_SECTION, SAME_MEETING = 14.0, 5.0  # what a line loses for each one chosen of its section, and of its meeting
CONSIDERED = 40  # of each section the heaviest: what is lighter than all of them is not chosen


def matters(lines: Iterable[Weighed]) -> tuple[Matter, ...]:
    """The heaviest first, but of many sections and meetings."""
    by_section: defaultdict[str, list[Weighed]] = defaultdict(list)
    for one in lines:
        by_section[one.matter.section].append(one)
    left = [one for section in by_section.values() for one in heapq.nsmallest(CONSIDERED, section, key=order)]
    sections: Counter[str] = Counter()
    meetings: Counter[str] = Counter()
    chosen: list[Matter] = []
    while left and len(chosen) < MOST:
        best = min(left, key=lambda one: (-_worth(one, sections, meetings), *order(one)[1:]))
        left.remove(best)
        chosen.append(best.matter)
        sections[best.matter.section] += 1
        meetings.update({citation.meeting for citation in best.matter.citations})
    return tuple(chosen)


def _worth(one: Weighed, sections: Counter[str], meetings: Counter[str]) -> float:
    told = {citation.meeting for citation in one.matter.citations}
    often = sum(meetings[meeting] for meeting in told) / len(told) if told else 0
    return one.weight - SAME_SECTION * sections[one.matter.section] - SAME_MEETING * often
