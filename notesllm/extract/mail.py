"""The day of a meeting of which a mail tells afterwards: the mail's own date is when it was sent."""

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import islice

from notesllm.document import Block, Kind
from notesllm.extract.names import WORD, word_set
from notesllm.extract.reading import Reading
from notesllm.lexicon import phrase_key

FURTHEST = dt.timedelta(60)  # before the mail
HEAD = 8  # blocks among which the sender and the date stand
OPENING = 4  # paragraphs that may say when it was
WEEK = 7


def date_of_sending(reading: Reading, blocks: list[Block]) -> Block | None:
    """The field that dates a mail: it stands among those that say from whom and about what it is."""
    senders, labels = word_set(reading.lexicon.language, "sender_labels"), reading.lexicon.labels
    keys = [phrase_key(block.label) if block.value else "" for block in blocks[:HEAD]]
    if senders.isdisjoint(keys) or not any(labels.get(key) == "title" for key in keys):
        return None
    return next((b for key, b in zip(keys, blocks, strict=False) if labels.get(key) == "date"), None)


def opening(reading: Reading, blocks: list[Block]) -> Iterator[tuple[Block, str]]:
    """The subject and the first paragraphs, as sentences do not matter: each with its block."""
    for block in blocks[:HEAD]:
        if block.label and reading.lexicon.labels.get(phrase_key(block.label)) == "title":
            yield block, block.value
    for block in islice((b for b in blocks if b.kind is Kind.PARAGRAPH), OPENING):
        yield block, block.text


def day_told(reading: Reading, sentences: Iterable[str], sent: dt.date) -> tuple[dt.date, str] | None:
    """The day that "yesterday's meeting" or "what we decided on Wednesday" means in a mail of the day ``sent``."""
    words = reading.lexicon
    back = {word: number for number, name in enumerate(("yesterday", "days_ago_two"), 1) for word in words.words[name]}
    coming, looks_back = word_set(words.language, "next_words"), word_set(words.language, "recap_words")
    for sentence in sentences:
        spoken = sentence.casefold().replace("’", "'")
        for phrase, days in sorted(back.items(), key=lambda one: -len(one[0])):
            if phrase in spoken:
                return sent - dt.timedelta(days), phrase
        said = [word.removesuffix("'s") for word in WORD.findall(spoken)]
        if not coming.isdisjoint(said) or looks_back.isdisjoint(said):
            continue
        for word in said:
            if (weekday := words.weekdays.get(word)) is not None and len(word) > 3:
                return sent - dt.timedelta((sent.weekday() - weekday) % WEEK or WEEK), word
    return None
