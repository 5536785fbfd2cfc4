"""The year of a day that is written without one."""

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import cached_property

from notesllm._regex import regex
from notesllm.dates import Mention, find_dates
from notesllm.document import Block
from notesllm.extract.header import as_written
from notesllm.extract.reading import Reading

YEAR = regex(r"(?<![\d.,])(?:19[89]|20\d)\d(?!\d|[.,]\d|\s*e\.\s?V)")  # "1923 e. V." is a club's
SAMPLE = 20_000  # code points in which a year that stands alone is looked for


class Years:
    """The years that the notes give, the most telling first."""

    def __init__(self, reading: Reading, blocks: Sequence[Block], stem: str, matter: tuple[str, ...]) -> None:
        self.reading = reading
        self.blocks = blocks
        self.outside = (stem, *matter)

    def complete(self, mention: Mention, text: str) -> dt.date | None:
        """The day of ``mention``, which has no year.

        The year is the one after it in ``text``, else one that ``text``, the file's name, the full dates or the lines
        at the top give, else the only one of the notes. Among these a weekday that stands beside the day chooses.
        """
        if beside := YEAR.search(text, mention.end):
            return self._in(int(beside[0]), mention)
        years = dict.fromkeys((*map(int, YEAR.findall(text)), *self.known))
        dates = [date for year in years if (date := self._in(year, mention))]
        same_weekday = (date for date in dates if mention.weekday in (None, date.weekday()))
        return next(same_weekday, next(iter(dates), None))

    def _in(self, year: int, mention: Mention) -> dt.date | None:
        """The day in that year."""
        anchor = dt.date(year, 1, 1)
        again = find_dates(mention.text, self.reading.lexicon, anchor, day_first=self.reading.day_first)
        return next((m.date for m in again if m.date and m.date.year == year), None)

    @cached_property
    def known(self) -> tuple[int, ...]:
        """The years, each once."""
        return tuple(dict.fromkeys(self._told()))

    def _told(self) -> Iterator[int]:
        texts = [as_written(block) for block in self.blocks]
        for text in self.outside:
            yield from (int(match[0]) for match in YEAR.finditer(text))
        for text in texts:
            if YEAR.search(text):
                mentions = find_dates(text, self.reading.lexicon, None, day_first=self.reading.day_first)
                yield from (m.date.year for m in mentions if m.precision == "day" and m.date)
        for text in texts:
            yield from (int(match[0]) for match in YEAR.finditer(text))
        alone = set(YEAR.findall(self.reading.document.source[:SAMPLE]))
        if len(alone) == 1:
            yield int(alone.pop())
