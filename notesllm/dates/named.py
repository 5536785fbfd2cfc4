"""Days that have a name seen from the meeting's: "today", "EOD", "tomorrow", "the weekend"."""

import re

from notesllm.dates.phrase import STOP, Meaning, Phrase, later, parts
from notesllm.dates.reading import Reading
from notesllm.dates.reckoning import SUNDAY, in_following_week, on_or_after, plus
from notesllm.dates.terms import Terms


def _named(words: Terms, part: str, ahead: int) -> Phrase:
    def read(match: re.Match[str], reading: Reading) -> Meaning | None:
        opens = not match.start() and not STOP.match(
            reading.low, match.end()
        )  # "Today we …" tells, it does not promise
        if not opens and match[0] in reading.terms.nouns and reading.capital(match.start()):
            return None
        return Meaning(plus(reading.anchor, ahead) if reading.anchor else None, strength=1 - opens, needs=1)

    return Phrase(parts(words, part), later(lambda: rf"(?<![\w']){words.part(part)}(?![\w'])"), read)


def _weekend(match: re.Match[str], reading: Reading) -> Meaning:
    if not reading.anchor:
        found = None
    elif match["next"]:
        found = in_following_week(reading.anchor, SUNDAY)
    else:
        found = on_or_after(reading.anchor, SUNDAY)
    ends = STOP.match(reading.low, match.end()) is not None
    return Meaning(found, strength=int(ends or bool(match["next"] or match["this"] or match["over"])), needs=1)


def named(words: Terms) -> tuple[Phrase, ...]:
    """The days with a name."""

    def weekend() -> str:
        over = rf"(?:(?P<over>{words.part('over')})\s+)?(?:{words.part('the')}\s+)?"
        which = rf"(?:(?P<next>{words.part('next')})\s+|(?P<this>{words.part('this', 'coming')})\s+)?"
        return rf"(?<!\w){over}{which}{words.part('weekend')}(?!\w)"

    return (
        _named(words, "today", 0),
        _named(words, "tomorrow", 1),
        _named(words, "overmorrow", 2),
        Phrase(parts(words, "weekend"), later(weekend), _weekend),
    )
