"""What a count of votes settles: "…, vote 5-1", "it was 4 to 1 for …", "Vote: red 4, blue 1 → red"."""

from collections.abc import Sequence

from notesllm._regex import regex
from notesllm.document import Sentence
from notesllm.extract.decisions.phrases import Phrases
from notesllm.extract.decisions.settled import BORDER, Settled
from notesllm.extract.decisions.votes import CLOSING
from notesllm.extract.likeness import WORD, key_words
from notesllm.extract.phrasing import small_words

TALLY = regex(r"\b\d{1,3}(?:\s?[-–:]\s?|\s[^\W\d_]{1,7}\s(?:[^\W\d_]{1,7}\s)?)\d{1,3}\b(?:\s\([^()]{1,40}\))?")
ARROW = regex(r"\s(?:→|=>|->|⇒)\s*(?=\w)")
NEAR = 4  # words between a comma and a count
FEWEST = 3  # words that carry meaning before an outcome


def counted(told: Sequence[Sentence], number: int, words: Phrases) -> Settled | None:
    """What the ``number``-th sentence tells with the count of its votes, or ends with its outcome."""
    text = told[number].text
    if words.ballots.search(text):
        for tally in TALLY.finditer(text):
            unit = words.ballots.match(text, tally.end())
            ends = unit.end if unit and not text[tally.end() : unit.start].strip() else tally.end()
            favoured = words.tally_for.match(text, ends)
            if favoured and not text[ends : favoured.start].strip():
                return Settled(text[favoured.end :].lstrip(), None)
            before = BORDER.split(text[: tally.start()])
            aside = small_words(before[-1])
            if len(before) > 1 and len(aside) <= NEAR and words.ballots.search(before[-1]):
                return Settled(text[: tally.end()], None)
        arrow = ARROW.search(text)
        if arrow and sum(word.isdigit() for word in small_words(text[: arrow.start()])) > 1:
            return Settled(text, None)
    if (
        number
        and words.concluding.issuperset(small_words(text[:20])[:1])
        and _was_counted(told[number - 1].text, words)
    ):
        return Settled(text.partition(" ")[2], None)
    match = CLOSING.search(text)
    if match and match["closing"].casefold() in words.closing and len(key_words(text[: match.start()])) >= FEWEST:
        return Settled(text, None)
    return None


def _was_counted(text: str, words: Phrases) -> bool:
    """Whether a sentence tells the votes for each choice: "Vote: red 5, blue 2."."""
    return sum(word.isdigit() for word in small_words(text)) > 1 and words.ballots.search(text) is not None


def tells_count(text: str, words: Phrases) -> bool:
    """Whether a text tells votes alone: "4 against", "2 of 5 opposed"."""
    told = [word.casefold() for word in WORD.findall(text)]
    plain = words.counted | words.filler
    return (
        any(word.isdigit() for word in told)
        and not words.counted.isdisjoint(told)
        and all(word.isdigit() or word in plain for word in told)
    )
