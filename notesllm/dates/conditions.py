"""Deadlines that are no day: "once it is merged", "before launch", "at the next meeting", "ASAP"."""

import re

from notesllm.dates.phrase import STOP, Meaning, Phrase, parts
from notesllm.dates.reading import Reading
from notesllm.dates.terms import Terms, alternatives

CLAUSE = r"[^.,;:!?()\[\]\n|*]{2,60}?(?=\s*(?:$|[.,;:!?()\[\]\n|*]|\s[-–—]\s))"


def _event(match: re.Match[str], _: Reading) -> Meaning:
    return Meaning(None, "condition", strength=2 if match["by"] else 1)


def _clause(match: re.Match[str], _: Reading) -> Meaning:
    return Meaning(None, "condition", strength=0 if match["after"] else 1)  # "after the call" as often tells


def _vague(match: re.Match[str], reading: Reading) -> Meaning | None:
    at_end = STOP.match(reading.low, match.end()) is not None
    goes_on = match.re.groups and match["through"] is not None  # "ongoing through 2025"
    return Meaning(None, "unclear", strength=1) if at_end or goes_on else None  # "the weekly call" is no deadline


def _at_once(_: re.Match[str], __: Reading) -> Meaning:
    return Meaning(None, "unclear", strength=1)


def conditions(words: Terms) -> tuple[Phrase, ...]:
    """The recognisers of deadlines that are no day."""
    which = rf"(?:{words.part('the')}\s+)?(?:{words.part('next', 'coming')})\s+(?:\w+\s+){{0,2}}?"
    at = rf"(?:(?P<by>{words.part('by', 'before')})|{words.part('on')})\s+"
    event = rf"{words.part('meeting')}(?!\w)"
    numbered = rf"(?:{words.part('numbered')}\s*\#?\d[\w.]*|v\d[\w.]*)(?:\s+{event})?"
    after = alternatives(set(words.due["condition"]) & set(words.due["past"]))
    meeting_starts = parts(words, "meeting")
    return (
        Phrase(parts(words, "asap"), re.compile(rf"(?<![\w-]){words.part('asap')}(?![\w-])"), _at_once),
        Phrase(meeting_starts, re.compile(rf"\b(?:{at})?{which}{event}"), _event),
        Phrase(
            meeting_starts,
            re.compile(
                rf"\b(?P<by>{words.part('by', 'before')})\s+(?:{words.part('the')}\s+)?(?:\w+\s+){{0,2}}?{event}"
            ),
            _event,
        ),
        Phrase(
            parts(words, "numbered") | {"v"}, re.compile(rf"\b{at}(?:{words.part('the')}\s+)?{numbered}(?!\w)"), _event
        ),
        Phrase(
            parts(words, "condition"),
            re.compile(rf"\b(?:(?P<after>{after})|{words.part('condition')})\s+{CLAUSE}"),
            _clause,
        ),
        Phrase(
            parts(words, "ongoing"),
            re.compile(rf"(?<![\w-]){words.part('ongoing')}(?![\w-])(?P<through>(?=\s+{words.part('by', 'on')}\b))?"),
            _vague,
        ),
        Phrase(parts(words, "soon"), re.compile(rf"(?<![\w-]){words.part('soon')}(?![\w-])"), _vague),
    )
