"""A sentence as its words and figures, for look-ups of the words that stand around a figure."""

from bisect import bisect_right

from notesllm._regex import regex
from notesllm.extract.metrics.figures import CODES, FIGURE, Figure, figure_at
from notesllm.extract.metrics.wording import Phrases, Wording

OPENING = "([{*_“\"'„«"
WORD = regex(r"\S+")
FIGURED = regex(r"\d\S*")  # the end of a word that holds a digit
CLOSING = ".,;:!?)]}*_”\"'“»…"
MARKS = frozenset("$€£¥<>≤≥~≈+-−")  # that stand before their figure


class Said:
    """The words of a text, folded, with what stands around them stripped at the left only: a comma ends a phrase."""

    def __init__(self, text: str, words: Wording) -> None:
        self.text = text
        self.words = text.casefold().split()
        self.starts, self.ends = _places(text.split())
        if self.ends and self.ends[-1] != len(text):  # more than one space somewhere
            self.starts, self.ends = map(list, zip(*(word.span() for word in WORD.finditer(text)), strict=True))
        for number, word in enumerate(self.words):
            if word[0] in OPENING and (bare := word.lstrip(OPENING)):
                self.starts[number] += len(word) - len(bare)
                self.words[number] = bare
        self.figures: list[Figure] = []
        end = 0  # of the last figure
        for digit in FIGURED.finditer(text):
            number = bisect_right(self.starts, digit.start()) - 1
            if not number or self.ends[number - 1] >= end:
                figure = self._figure(number, words)
                if figure:
                    self.figures.append(figure)
                    end = figure.end

    def _figure(self, number: int, words: Wording) -> Figure | None:
        before = self.words[number - 1] if number else ""
        match = None
        if before and (before[-1] in MARKS or before in CODES):
            match = FIGURE.match(self.text, self.starts[number - 1])
        match = match or FIGURE.match(self.text, self.starts[number])
        return figure_at(match, comma=words.comma) if match else None

    def token(self, offset: int) -> int:
        """The number of the word that holds a place in the text, or of the one before it."""
        return bisect_right(self.starts, offset) - 1

    def following(self, offset: int) -> int:
        """The number of the first word that begins behind a place."""
        return bisect_right(self.starts, offset - 1)

    def before(self, at: int, phrases: Phrases) -> int:
        """How many words the longest of ``phrases`` has that ends right before word ``at``; 0 where none does."""
        if at <= 0 or self.words[at - 1] not in phrases.lasts:
            return 0
        for count in range(min(phrases.longest, at), 0, -1):
            if " ".join(self.words[at - count : at]) in phrases:
                return count
        return 0

    def behind(self, at: int, phrases: Phrases) -> int:
        """How many words the longest of ``phrases`` has that begins at word ``at``."""
        if at >= len(self.words) or self.words[at].rstrip(CLOSING) not in phrases.firsts:
            return 0
        for count in range(min(phrases.longest, len(self.words) - at), 0, -1):
            if " ".join(self.words[at : at + count]).rstrip(CLOSING) in phrases:
                return count
        return 0

    def plain(self, first: int, last: int) -> bool:
        """Whether the words ``first`` to ``last`` run on without a mark or a figure between them."""
        return all(word[:1].isalpha() and word[-1].isalnum() for word in self.words[first:last])


def _places(tokens: list[str]) -> tuple[list[int], list[int]]:
    """Where words begin and end that stand one space apart."""
    starts, ends, at = [], [], 0
    for token in tokens:
        starts.append(at)
        at += len(token)
        ends.append(at)
        at += 1
    return starts, ends
