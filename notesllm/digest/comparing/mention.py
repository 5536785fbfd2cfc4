"""One item of one meeting, as it is compared with those of others."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

from notesllm.digest.comparing.series import series_of
from notesllm.digest.comparing.wording import Gist, gist
from notesllm.digest.model import Citation, Meeting
from notesllm.summary import Item, MeetingSummary

ItemT = TypeVar("ItemT", bound=Item)


class Told(NamedTuple):
    """A meeting, and what it told."""

    meeting: Meeting
    summary: MeetingSummary


class Mention(NamedTuple, Generic[ItemT]):
    """An item, the meeting that told it, and what it is about. ``order`` counts meetings, oldest first."""

    item: ItemT
    meeting: Meeting
    gist: Gist
    language: str
    order: int
    series: str = ""

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The passages that prove it."""
        return tuple(Citation(meeting=self.meeting.id, item=self.item.id, evidence=each) for each in self.item.evidence)


def mentions(
    told: Sequence[Told], items: Callable[[MeetingSummary], Iterable[ItemT]], text: Callable[[ItemT], str]
) -> Iterator[Mention[ItemT]]:
    """All items of one kind, meeting after meeting, in the order of each one's notes."""
    for order, (meeting, summary) in enumerate(told):
        language = summary.provenance.source.language
        series = series_of(meeting, language)
        for item in items(summary):
            yield Mention(item, meeting, gist(text(item), language), language, order, series)
