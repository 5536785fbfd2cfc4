"""Cue words as bits: by them a rule sees at once whether a block is worth a look."""

from functools import lru_cache

from notesllm._regex import regex
from notesllm.extract.names import given_names
from notesllm.lexicon import lexicon

WORD = regex(r"[^\W_]+(?:['’-][^\W_]+)*")
FIGURE = regex("[0-9]")
SHORT_DATE = regex(r"\d[/-]\d{1,2}[/-]\d")
DIGIT = 1  # the cue bit of blocks that hold a digit; the lexicon's cues take the bits after it
QUESTION = 2  # … that hold a question mark
AT = 4  # … that hold a handle
BEYOND = 8  # … that hold a sign beyond ASCII
DATED = 16  # … that hold 5/10/24 or the like, whose first figure is a day or a month
MOST = 20_000  # tokens known at a time
LONGEST = 40  # code points of one that is worth knowing


@lru_cache(maxsize=16)
def cue_bits(language: str) -> tuple[dict[str, int], "Tokens"]:
    """Cue name -> its bit, and token -> the bits it gives, for one language."""
    words = lexicon(language)
    names = sorted({"weekday", "name", *(cue for cues in words.cues.values() for cue in cues)})
    bits = {name: 1 << (number + 5) for number, name in enumerate(names)}
    by_word = {word: sum(bits[cue] for cue in cues) for word, cues in words.cues.items()}
    for word in words.weekdays:
        by_word[word] = by_word.get(word, 0) | bits["weekday"]
    for word in given_names() - frozenset(words.words["verb_names"]):
        by_word[word] = by_word.get(word, 0) | bits["name"]
    return bits, Tokens(by_word)


class Tokens(dict[str, int]):
    """What stands between white space -> the bits of its words and signs, worked out when first met."""

    __slots__ = ("_by_word",)

    def __init__(self, by_word: dict[str, int]) -> None:
        super().__init__()
        self._by_word = by_word

    def __missing__(self, token: str) -> int:
        """Look into ``token``."""
        plain = token.isalpha() and token.isascii()
        found = self._by_word.get(token.lower(), 0) if plain else self._looked_into(token)
        if len(token) <= LONGEST:
            if len(self) >= MOST:
                self.clear()
            self[token] = found
        return found

    def _looked_into(self, token: str) -> int:
        found = DIGIT if FIGURE.search(token) else 0
        if not token.isascii():
            found |= BEYOND
        if SHORT_DATE.search(token):
            found |= DATED
        if "?" in token:
            found |= QUESTION
        if "@" in token:
            found |= AT
        get = self._by_word.get
        for word in WORD.findall(token.casefold().replace("’", "'")):
            found |= get(word, 0)
        return found


def bits_of(text: str, tokens: Tokens) -> int:
    """The bits of all that ``text`` holds."""
    found = 0
    for token in text.split():
        found |= tokens[token]
    return found
