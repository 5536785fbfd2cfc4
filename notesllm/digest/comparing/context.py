"""What all parts of a digest look at."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from notesllm.digest.comparing.identities import Identities, identities
from notesllm.digest.comparing.mention import Mention, Told
from notesllm.digest.comparing.period import Period
from notesllm.digest.comparing.series import series_of
from notesllm.digest.model import Meeting
from notesllm.summary import Item

ItemT = TypeVar("ItemT", bound=Item)


@dataclass(frozen=True)
class Context:
    """The meetings, oldest first, and who is who in them."""

    period: Period
    told: tuple[Told, ...]

    @cached_property
    def people(self) -> Identities:
        """Everybody who attends or owns something."""
        return identities(self.told)

    @cached_property
    def series(self) -> Mapping[str, str]:
        """The series of each meeting, by its id."""
        return {each.meeting.id: series_of(each.meeting, each.summary.provenance.source.language) for each in self.told}

    @cached_property
    def orders(self) -> Mapping[str, Sequence[int]]:
        """The places in ``told`` of each series' meetings, oldest first."""
        places: defaultdict[str, list[int]] = defaultdict(list)
        for place, each in enumerate(self.told):
            places[self.series[each.meeting.id]].append(place)
        return places

    def is_new(self, meeting: Meeting) -> bool:
        """Whether what that meeting was the first to tell is new in the period."""
        return meeting.covered

    def later(self, mention: Mention[ItemT]) -> int:
        """How many meetings of the same series came after a mention."""
        orders = self.orders[self.series[mention.meeting.id]]
        return len(orders) - bisect_right(orders, mention.order)
