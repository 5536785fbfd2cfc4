"""Which meetings are of one series: the weekly status of one team is, whatever the date in its title."""

from notesllm._regex import regex
from notesllm.digest.mention import Told
from notesllm.extract.likeness import WORD
from notesllm.lexicon import LANGUAGES, lexicon

DATED = regex(r"\d|^(?:q[1-4]|h[12]|kw|cw|week|nr|no|part|of|the|am|vom|du|del|di|van)$")


def series_of(told: Told) -> str:
    """The title without dates and numbers; without a title, the source's name; else the meeting is alone."""
    meeting, summary = told
    language = summary.provenance.source.language
    known = lexicon(language if language in LANGUAGES else "en")
    for title in (meeting.title, (meeting.name or "").rpartition("/")[2].rpartition(".")[0]):
        words = [word for word in WORD.findall((title or "").casefold().replace("_", " ")) if not DATED.search(word)]
        kept = [word for word in words if word not in known.months and word not in known.weekdays]
        if kept:
            return " ".join(kept)
    return meeting.id
