"""The deadlines in a sentence, and the one that it gives."""

import datetime as dt
import re
from functools import cache
from typing import NamedTuple

from notesllm.dates.conditions import conditions
from notesllm.dates.finding import dates_in
from notesllm.dates.joining import joined
from notesllm.dates.leading import led
from notesllm.dates.mention import Deadline, Mention
from notesllm.dates.named import named
from notesllm.dates.nth import nth
from notesllm.dates.offset import offset
from notesllm.dates.periods import periods
from notesllm.dates.phrase import DIGIT, Meaning, Phrase
from notesllm.dates.reading import Reading
from notesllm.dates.terms import lowered, terms
from notesllm.dates.tokens import has_figure, tokens
from notesllm.dates.units import units
from notesllm.dates.weekday import weekday
from notesllm.dates.weeks import week_letters
from notesllm.dates.written import month_words
from notesllm.lexicon import Lexicon

DIGITS = frozenset(DIGIT)
KINDS = (named, weekday, nth, offset, units, periods, conditions)


@cache
def _phrases(language: str) -> tuple[Phrase, ...]:
    words = terms(language)
    return tuple(phrase for kind in KINDS for phrase in kind(words))


@cache
def _by_trigger(language: str) -> dict[str, tuple[int, ...]]:
    """Trigger -> the phrases that it calls for."""
    table: dict[str, list[int]] = {}
    for index, phrase in enumerate(_phrases(language)):
        for trigger in phrase.triggers:
            table.setdefault(trigger, []).append(index)
    return {trigger: tuple(indices) for trigger, indices in table.items()}


@cache
def _figures(language: str) -> re.Pattern[str]:
    """Figures that may be a date without a word beside them."""
    words = terms(language)
    if words.due.get("bare_day_article"):
        return re.compile(r"\d")  # "para el 15"
    return re.compile(rf"\d(?:{words.part('ordinal_ends')}|(?<=2)0\d\d|[./-]\s?\d|\d{{7}})")


class Called(NamedTuple):
    """What may stand in a text by its words: a calendar date, and which of the phrases."""

    words: frozenset[str]
    low: str
    dates: bool
    phrases: tuple[int, ...]


def _called(text: str, language: str) -> Called | None:
    """What is worth looking for in a text, None for nothing."""
    words, digits = frozenset(tokens(text)), has_figure(text)
    table = _by_trigger(language)
    if not digits and table.keys().isdisjoint(words):
        return None
    low = lowered(text)
    called = {index for word in words if word in table for index in table[word]}
    figures = digits and _figures(language).search(low) is not None
    if figures:
        called.update(table[DIGIT])
    if digits:
        words |= DIGITS
    phrases = _phrases(language)
    kept = [index for index in called if not (also := phrases[index].also) or not also.isdisjoint(words)]
    named = digits and not (month_words(language).isdisjoint(words) and week_letters(language).isdisjoint(words))
    dates = figures or named
    return Called(words, low, dates, tuple(sorted(kept))) if kept or dates else None


def may_be_due(text: str, lexicon: Lexicon) -> bool:
    """Whether the words of a text allow a deadline in it, or in any part of it."""
    return _called(text, lexicon.language) is not None


def deadlines_in(reading: Reading, called: Called) -> tuple[Deadline, ...]:
    """The deadlines of a text under reading, in order and apart from each other."""
    dates = dates_in(reading) if called.dates else ()
    found = [led(m.start, m.end, _of_date(m), reading) for m in dates]
    read = [(m, its) for m, its in zip(dates, found, strict=True) if its]
    phrases = _phrases(reading.terms.language)
    for index in called.phrases:
        phrase = phrases[index]
        for match in phrase.pattern().finditer(reading.low):
            if read and _is_part(match, read):
                continue
            meaning = phrase.read(match, reading)
            if meaning:
                start = match.start() if meaning.start is None else meaning.start
                found.append(led(start, match.end(), meaning, reading))
    kept = list(dict.fromkeys([deadline for deadline in found if deadline]))
    if len(kept) <= 1:
        return tuple(kept)
    return joined(kept, {its for m, its in read if m.precision == "day"}, reading)


def _is_part(match: re.Match[str], read: list[tuple[Mention, Deadline]]) -> bool:
    """Whether a phrase is part of a day that is read already, or the end of a month."""
    start, end = match.span()
    return any(m.start + (m.precision != "day") <= start and end <= m.end for m, _ in read)


def _of_date(mention: Mention) -> Meaning:
    """A calendar date as a deadline: of a range its last day, of a week none."""
    if mention.precision == "week":
        return Meaning(None, "week")
    first, last = mention.date, mention.last
    if first is None or last is None or first == last:
        return Meaning(last, mention.precision)
    ranged = mention.precision == "day" or (first.year, first.month) != (last.year, last.month)
    return Meaning(last, mention.precision, first=first, ranged=ranged)


def find_due(
    text: str, lexicon: Lexicon, anchor: dt.date | None, *, day_first: bool | None = None
) -> tuple[Deadline, ...]:
    """The deadlines in a sentence, in order and apart from each other."""
    language = lexicon.language
    called = _called(text, language)
    if called is None:
        return ()
    first = language != "en" if day_first is None else day_first
    return deadlines_in(Reading(text, called.low, terms(language), anchor, first, called.words), called)


def rank(deadline: Deadline) -> int:
    """How likely a phrase is the deadline of its sentence: a day counts more than none, and "by" more than "on"."""
    return 2 * deadline.strength + 3 * (deadline.date is not None)


def resolve_due(
    text: str, lexicon: Lexicon, anchor: dt.date | None, *, day_first: bool | None = None
) -> Deadline | None:
    """The deadline that a sentence gives: the highest in rank, the first of equals."""
    found = find_due(text, lexicon, anchor, day_first=day_first)
    return max(found, key=rank) if found else None
