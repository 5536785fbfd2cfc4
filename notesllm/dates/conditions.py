"""Deadlines that are no day: "once it is merged", "before launch", "at the next meeting", "ASAP"."""

import re
from collections.abc import Callable

from notesllm.dates.phrase import DIGIT, STOP, Meaning, Phrase, later, parts
from notesllm.dates.reading import Reading
from notesllm.dates.terms import Terms, alternatives

IN_FIGURE = r"(?<=\d)[.,:](?=\d)"  # "the 0.20 release" goes on
CLAUSE = (
    rf"(?:[^.,;:!?()\[\]\r\n|*]|{IN_FIGURE}){{2,60}}?"
    rf"(?=\s*(?:$|(?!{IN_FIGURE})[.,;:!?()\[\]\r\n|*]|\s[-–—]\s))"
)


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


def _event_name(words: Terms) -> str:
    return rf"{words.part('meeting')}(?!\w)"


def _lead(words: Terms) -> str:
    return rf"(?:(?P<by>{words.part('by', 'before')})|{words.part('on')})\s+"


def _next_event(words: Terms) -> str:
    which = rf"(?:{words.part('the')}\s+)?(?:{words.part('next', 'coming')})\s+(?:\w+\s+){{0,2}}?"
    return rf"\b(?:{_lead(words)})?{which}{_event_name(words)}"


def _due_event(words: Terms) -> str:
    by, the = words.part("by", "before"), words.part("the")
    return rf"\b(?P<by>{by})\s+(?:{the}\s+)?(?:\w+\s+){{0,2}}?{_event_name(words)}"


def _numbered(words: Terms) -> str:
    numbered = rf"(?:{words.part('numbered')}\s*\#?\d[\w.]*|v\d[\w.]*)(?:\s+{_event_name(words)})?"
    return rf"\b{_lead(words)}(?:{words.part('the')}\s+)?{numbered}(?!\w)"


def _condition(words: Terms) -> str:
    after = alternatives(set(words.due["condition"]) & set(words.due["past"]))
    return rf"\b(?:(?P<after>{after})|{words.part('condition')})\s+{CLAUSE}"


def _ongoing(words: Terms) -> str:
    through = rf"(?P<through>(?=\s+{words.part('by', 'on')}\b))?"
    return rf"(?<![\w-]){words.part('ongoing')}(?![\w-]){through}"


def conditions(words: Terms) -> tuple[Phrase, ...]:
    """The recognisers of deadlines that are no day."""
    meeting, coming, by = parts(words, "meeting"), parts(words, "next", "coming"), parts(words, "by", "before")

    def alone(part: str) -> Callable[[], re.Pattern[str]]:
        return later(lambda: rf"(?<![\w-]){words.part(part)}(?![\w-])")

    return (
        Phrase(parts(words, "asap"), alone("asap"), _at_once),
        Phrase(meeting, later(lambda: _next_event(words)), _event, coming),
        Phrase(meeting, later(lambda: _due_event(words)), _event, by),
        Phrase(parts(words, "numbered") | {"v"}, later(lambda: _numbered(words)), _event, frozenset(DIGIT)),
        Phrase(parts(words, "condition"), later(lambda: _condition(words)), _clause),
        Phrase(parts(words, "ongoing"), later(lambda: _ongoing(words)), _vague),
        Phrase(parts(words, "soon"), alone("soon"), _vague),
    )
