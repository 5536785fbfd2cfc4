"""The deadlines in a sentence, and the one that it gives."""

import datetime as dt
import re
from functools import cache

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
from notesllm.lexicon import Lexicon

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
def _triggers(language: str) -> frozenset[str]:
    """The words of which a text without the signs of :func:`_figures` must hold one."""
    return frozenset(_by_trigger(language)) | week_letters(language)


@cache
def _figures(language: str) -> re.Pattern[str]:
    """Figures that may be a date without a word beside them."""
    words = terms(language)
    if words.due.get("bare_day_article"):
        return re.compile(r"\d")  # "para el 15"
    return re.compile(rf"\d(?:{words.part('ordinal_ends')}|(?<=2)0\d\d|[./-]\s?\d|\d{{7}})")


def deadlines_in(reading: Reading, *, digits: bool) -> tuple[Deadline, ...]:
    """The deadlines of a text under reading, in order and apart from each other."""
    language = reading.terms.language
    table = _by_trigger(language)
    called = {index for token in reading.words if token in table for index in table[token]}
    dates = dates_in(reading) if digits else ()
    dated = [(m.precision, led(m.start, m.end, _of_date(m), reading)) for m in dates]
    found = [deadline for _, deadline in dated]
    phrases = _phrases(language)
    for index in sorted(called):
        phrase = phrases[index]
        if phrase.also and phrase.also.isdisjoint(reading.words):
            continue
        for match in phrase.pattern().finditer(reading.low):
            meaning = phrase.read(match, reading)
            if meaning:
                start = match.start() if meaning.start is None else meaning.start
                found.append(led(start, match.end(), meaning, reading))
    kept = [deadline for deadline in found if deadline]
    if len(kept) <= 1:
        return tuple(kept)
    return joined(kept, {deadline for precision, deadline in dated if deadline and precision == "day"}, reading)


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
    words, digits, language = tokens(text), has_figure(text), lexicon.language
    wordless = _triggers(language).isdisjoint(words)
    if wordless and not digits:
        return ()
    low = lowered(text)
    if wordless and not _figures(language).search(low):
        return ()
    first = language != "en" if day_first is None else day_first
    reading = Reading(text, low, terms(language), anchor, first, frozenset((*words, DIGIT) if digits else words))
    return deadlines_in(reading, digits=digits)


def rank(deadline: Deadline) -> int:
    """How likely a phrase is the deadline of its sentence: a day counts more than none, and "by" more than "on"."""
    return 2 * deadline.strength + 3 * (deadline.date is not None)


def resolve_due(
    text: str, lexicon: Lexicon, anchor: dt.date | None, *, day_first: bool | None = None
) -> Deadline | None:
    """The deadline that a sentence gives: the highest in rank, the first of equals."""
    found = find_due(text, lexicon, anchor, day_first=day_first)
    return max(found, key=rank) if found else None
