"""What can be chosen, and what the environment chooses."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from notesllm.errors import OptionError

Engine = Literal["auto", "rules"]
ENGINES: tuple[Engine, ...] = get_args(Engine)
MOST_MEGABYTES = 64
MOST_BYTES = MOST_MEGABYTES * 2**20  # a thousand times the notes of a long meeting; what is more is no notes


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How notes are to be summarised.

    ``engine``: "auto" is the best that is configured, which without a model is "rules".
    ``meeting_date``: the day of the meeting, where the notes don't say or say it wrong.
    ``language``: two letters, where it should not be recognised from the words.
    ``keep_unproven``: keep what its evidence does not prove, with a warning, instead of dropping it.
    """

    engine: Engine = "auto"
    meeting_date: dt.date | None = None
    language: str | None = None
    keep_unproven: bool = False

    def __post_init__(self) -> None:
        if self.engine not in ENGINES:
            raise OptionError(f"engine {self.engine!r} is unknown; choose one of: {', '.join(ENGINES)}")
        if isinstance(self.meeting_date, dt.datetime) or not isinstance(self.meeting_date, dt.date | None):
            raise OptionError("meeting_date must be a datetime.date, such as date(2024, 10, 15)")
        if self.language is not None and not re.fullmatch("[a-z]{2}", str(self.language)):
            raise OptionError(f"language {self.language!r} is no two-letter code, such as 'en' or 'de'")


def from_environment(environ: Mapping[str, str]) -> Options:
    """The defaults of the command line: ``NOTESLLM_ENGINE`` and ``NOTESLLM_LANGUAGE``, where set."""
    engine = environ.get("NOTESLLM_ENGINE", "") or "auto"
    if engine not in ENGINES:
        raise OptionError(f"NOTESLLM_ENGINE is {engine!r}, which is unknown; choose one of: {', '.join(ENGINES)}")
    return Options(engine=engine, language=environ.get("NOTESLLM_LANGUAGE", "") or None)
