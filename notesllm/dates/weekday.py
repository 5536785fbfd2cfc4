"""Weekdays: "by Friday", "next Monday's call", "EOD Thursday", "Friday the 13th"."""

import re

from notesllm.dates.phrase import STOP, Meaning, Phrase, later
from notesllm.dates.reading import Reading
from notesllm.dates.reckoning import in_following_week, nth_of_month, on_or_after, upcoming
from notesllm.dates.terms import SHORTEST_FULL_NAME, Terms
from notesllm.dates.tokens import triggers

INITIALS = 2  # an abbreviation of two letters is a weekday only beside a date or as a value


def _is_word(match: re.Match[str], reading: Reading) -> bool:
    """Whether "sat", "sun" or "segunda" is another word here."""
    name, large = match["weekday"], reading.capital(match.start("weekday"))
    if len(name) < SHORTEST_FULL_NAME and (not large or len(name) <= INITIALS or name in reading.terms.names):
        return True
    at_end = STOP.match(reading.low, match.end("weekday")) is not None
    return name in reading.terms.ambiguous and not (large or at_end or match["coming"] or match["next"])


def _weekday(match: re.Match[str], reading: Reading) -> Meaning | None:
    if _is_word(match, reading):
        return None
    following = match["next"] or match["following"]
    strength = int(
        bool(following or any(match[name] for name in ("this", "week", "coming", "upcoming", "day_end", "nth")))
    )
    needs = int(len(match["weekday"]) < SHORTEST_FULL_NAME)
    anchor, number = reading.anchor, reading.terms.weekday_number(match["weekday"])
    if not anchor:
        return Meaning(None, strength=strength, needs=needs)
    if match["nth"]:
        return Meaning(nth_of_month(anchor, int(match["nth"])), strength=strength)
    reckon = in_following_week if following else on_or_after if match["this"] else upcoming
    return Meaning(reckon(anchor, number), strength=strength, needs=needs)


def _pattern(words: Terms) -> str:
    next_week = rf"{words.part('next')}\s+{words.part('week')}"
    which = (
        rf"\b(?:(?P<next>(?:{next_week}|{words.part('next')})(?:\s+{words.part('on')})?)"
        rf"|(?P<week>{words.part('this')}\s+{words.part('week')}(?:\s+{words.part('on')})?)"
        rf"|(?P<coming>{words.part('coming')})|(?P<this>{words.part('this_day')}))\s+"
    )
    after = (
        rf"\s+(?:(?P<following>(?:{words.part('of')}\s+)?{next_week}|{words.part('next_after')})(?!\w)"
        rf"|(?P<upcoming>{words.part('postposed')})(?!\w)|{words.part('this')}\s+{words.part('week')}\b)"
        rf"|,?\s+(?:{words.part('the')}\s+)?(?P<nth>[12]?\d|3[01])(?:{words.part('ordinal_ends')}|(?=\s*(?:$|[,;)\]])))"
        rf"(?!\w|\s*{words.month}\b|[.:,]\d)"
    )
    return (
        rf"(?:(?P<day_end>{words.part('day_end')})\s+(?:{words.part('of', 'on')}\s+)?)?(?:{which})?"
        rf"\b(?P<weekday>{words.weekday})\b(?![-/]\d)(?!\s+{words.part('past_postposed')}\b)(?:{after})?"
        rf"(?:'s?\s+(?:\w+\s+){{0,2}}?{words.part('meeting')}\b)?"
    )


def weekday(words: Terms) -> tuple[Phrase, ...]:
    """The recogniser of weekdays."""
    return (Phrase(triggers(words.weekdays), later(lambda: _pattern(words)), _weekday),)
