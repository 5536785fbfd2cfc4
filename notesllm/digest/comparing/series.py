"""Which meetings are of one series: the weekly status of one team is, whatever the date in its title."""

from functools import lru_cache

from notesllm._regex import regex
from notesllm.digest.model import Meeting
from notesllm.extract.likeness import WORD
from notesllm.lexicon import LANGUAGES, lexicon

DATED = regex(r"\d|^(?:q[1-4]|h[12]|kw|cw|week|nr|no|part|of|the|am|vom|du|del|di|van)$")


def series_of(meeting: Meeting, language: str) -> str:
    """The title without dates and numbers; without a title, the source's name; else the meeting is alone."""
    name = (meeting.name or "").rpartition("/")[2].rpartition(".")[0]
    return _lasting(meeting.title or "", language) or _lasting(name, language) or meeting.id


@lru_cache(maxsize=5_000)
def _lasting(title: str, language: str) -> str:
    known = lexicon(language if language in LANGUAGES else "en")
    words = [word for word in WORD.findall(title.casefold().replace("_", " ")) if not DATED.search(word)]
    return " ".join(word for word in words if word not in known.months and word not in known.weekdays)
