"""A passage of the notes, ready to be asked whether something stands in it."""

from collections.abc import Sequence

from notesllm._regex import regex

WORD = regex(r"[^\W_]+(?:['’][^\W_]+)*")
POINTS = ".,:/"  # between the digits of one number
BORDERS = " \n*_()[]"  # beside these no word or number goes on
# What torn text and markup put between the letters of a word or around it; between digits it tells them apart.
MARKUP = r"[*_`\\~\[\]]+"
DEBRIS = regex(rf"{MARKUP}(?!\d)|(?<!\d){MARKUP}|(?<=[^\W\d_])-\s*(?=[^\W\d_])")


def words(text: str) -> list[str]:
    """The words of ``text``, case aside."""
    return WORD.findall(text.casefold().replace("’", "'"))


def plain(text: str) -> str:
    """``text`` without markup, hyphenation, broken lines and case."""
    return " ".join(DEBRIS.sub("", text).casefold().replace("’", "'").split())


class Passage:
    """What an item's quotes say together."""

    __slots__ = ("_plain", "_words", "quotes", "text")

    def __init__(self, quotes: Sequence[str]) -> None:
        self.quotes = quotes
        self.text = quotes[0] if len(quotes) == 1 else "\n".join(quotes)
        self._words: frozenset[str] | None = None
        self._plain: str | None = None

    @property
    def words(self) -> frozenset[str]:
        """Its words, case aside."""
        if self._words is None:
            self._words = frozenset(words(self.text))
        return self._words

    @property
    def plain(self) -> str:
        """Its plain text."""
        if self._plain is None:
            self._plain = plain(self.text)
        return self._plain

    def has(self, value: str) -> bool:
        """Whether ``value`` stands in it as written, markup and white space aside."""
        if place(value, self.text) >= 0:
            return True
        bare = plain(value)
        return bool(bare) and place(bare, self.plain) >= 0


def place(value: str, text: str, start: int = 0) -> int:
    """Where ``value`` stands in ``text`` from ``start`` on to the letter, no word or number cut; -1 if nowhere."""
    at, size = text.find(value, start), len(value)
    while at >= 0:
        end = at + size
        begins = not at or text[at - 1] in BORDERS or not _goes_on(text, at)
        if begins and (end == len(text) or text[end] in BORDERS or not _goes_on(text, end)):
            return at
        at = text.find(value, at + 1)
    return -1


def _goes_on(text: str, at: int) -> bool:
    """Whether a word or number goes on at ``at``: "May 1" does not stand in "May 12", "20" not in "20.5"."""
    before, after = text[at - 1], text[at]
    if before.isalnum():
        return after.isalnum() or (after in POINTS and before.isdigit() and text[at + 1 : at + 2].isdigit())
    return after.isdigit() and before in POINTS and text[max(0, at - 2) : at - 1].isdigit()
