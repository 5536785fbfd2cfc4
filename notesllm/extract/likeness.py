"""When two texts say the same thing: by the words that carry meaning, in time linear in the texts."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from notesllm._regex import regex

WORD = regex(r"[^\W_]+(?:[.'’][^\W_]+)*")
STOP = frozenset(
    (  # noqa: SIM905 - a list of words reads best as one text
        "a an and are as at be been by can could did do does for from had has have he her his i if in into is it its "
        "me my of on or our shall she should so than that the their them then there they this to up was we were what "
        "when which who will with would you your please"
    ).split()
)
SUFFIXES = ("ations", "ation", "ments", "ment", "ings", "ing", "ies", "ied", "ed", "es", "s")
SHORTEST = 3  # letters that a stem keeps at least


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A crude stem: enough to match "review" with "reviewing"."""
    for suffix in SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= SHORTEST:
            return word[: -len(suffix)]
    return word


def key_words(text: str) -> tuple[str, ...]:
    """The stems of the words that carry meaning; of all words where none does."""
    if text.isascii():
        words = WORD.findall(text.lower())
    else:
        words = [w.casefold().replace("’", "'") for w in WORD.findall(text)]
    return tuple([stem(w) for w in words if w not in STOP]) or tuple(words)


def likeness(a: Sequence[str], b: Sequence[str]) -> float:
    """The F1 of two bags of words, 0.0 to 1.0."""
    if not a or not b:
        return 0.0
    words = set(a)
    if len(words) < len(a):
        return 2 * sum((Counter(a) & Counter(b)).values()) / (len(a) + len(b))
    return 2 * len(words.intersection(b)) / (len(a) + len(b))  # no word twice, so none is shared twice


class LikenessIndex:
    """Texts by their words, so that a text's likely twins are found without comparing all pairs."""

    def __init__(self) -> None:
        self._postings: defaultdict[str, list[int]] = defaultdict(list)
        self._words: list[tuple[str, ...]] = []

    def add(self, words: tuple[str, ...]) -> int:
        """Keep a text's words; returns its number."""
        number = len(self._words)
        self._words.append(words)
        for word in set(words):
            self._postings[word].append(number)
        return number

    def candidates(self, words: Iterable[str], limit: int = 64) -> list[int]:
        """The numbers of kept texts that share a word with ``words``; words of over ``limit`` texts do not count."""
        found: set[int] = set()
        for word in set(words):
            numbers = self._postings.get(word, ())
            if len(numbers) <= limit:
                found.update(numbers)
        return sorted(found)

    def words(self, number: int) -> tuple[str, ...]:
        """The words of a kept text."""
        return self._words[number]
