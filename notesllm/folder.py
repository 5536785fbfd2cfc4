"""A folder of notes is the database: what is new is summarised, the rest is remembered, and a digest told of it all."""

import datetime as dt
import json
import os
from collections.abc import Callable, Generator, Sequence
from contextlib import closing, suppress
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Unpack

from notesllm import __version__, _resources
from notesllm.archive.pooling import FEW, One, by_processes, one_by_one
from notesllm.archive.rolling import Period, rolled_up
from notesllm.archive.store import NAME, Archive
from notesllm.archive.updating import Done, Survey, Wanted, name_of, settle, survey
from notesllm.config import Choices, Options, options_for
from notesllm.errors import InputNotFoundError, NotesllmError, OptionError
from notesllm.summary import MeetingSummary

if TYPE_CHECKING:
    from notesllm.api import Cache
    from notesllm.digest import ExecutiveDigest
    from notesllm.llm.call import Backend

# What in this package makes a summary, and what a digest.
RULES = ("_regex", "config", "dates", "document", "extract", "grounding", "lexicon", "pipeline", "span", "summary")
MODEL = ("llm", "merge", "privacy")
DIGESTS = ("archive", "dates", "digest", "extract", "lexicon", "summary")
PAGES = ("render",)
CODE = (".py", ".toml", ".jinja", ".j2", ".html", ".css", ".js")
PROMPTS = ("review", "extract", "compose")
SETTINGS = ("engine", "language", "keep_unproven")
OF_A_MODEL = ("model", "base_url", "strategy", "output_language", "privacy", "hide")
OnFailure = Callable[[Path, NotesllmError], None]


def digest_folder(
    folder: Path | str,
    *,
    since: dt.date | None = None,
    until: dt.date | None = None,
    as_of: dt.date | None = None,
    previous: "ExecutiveDigest | None" = None,
    archive: Path | str | None = None,
    on_failure: OnFailure | None = None,
    workers: int = 1,
    backend: "Backend | None" = None,
    cache: "Cache | None" = None,
    **options: Unpack[Choices],
) -> "ExecutiveDigest":
    """Digest the notes in a folder and those within; only what is new or changed since the last time is summarised.

    Summaries are kept in ``archive``, an SQLite file: ``.notesllm.sqlite3`` in the folder if it is not given. The days
    and ``previous`` are as for :func:`notesllm.digest`, all else as for :func:`notesllm.summarize`. What was corrected
    by hand (:meth:`notesllm.Archive.edit`) counts instead of what the notes say.

    ``on_failure`` is called for each file that can't be read, and where a model failed under engine="llm"; without it
    the first such error is raised when all others are done and kept. ``workers`` processes share the work of the
    rules; more than 1 need the caller's own module to be importable (``if __name__ == "__main__":``).
    """
    from notesllm.api import summarize

    folder = Path(folder)
    check(options)
    if not folder.is_dir():
        raise InputNotFoundError(f"there is no folder {str(folder)!r}; check the path")
    chosen = options_for(options, own_backend=backend is not None, environ=os.environ)
    wanted = wanted_for(chosen, backend)
    one = by_rules(options)
    if wanted.by_model:
        one = lambda data, name: summarize(data, name=name, backend=backend, cache=cache, **options)  # noqa: E731
        workers = 1
    failures: list[tuple[Path, NotesllmError]] = []
    tell = on_failure or (lambda path, error: failures.append((path, error)))
    with Archive(archive or folder / NAME) as opened:
        seen = survey(opened, folder, wanted)
        for path, error in seen.failures:
            tell(path, error)
        held = Held.of(seen)
        with closing(updates(opened, seen, wanted, one, workers)) as works:
            for done in works:
                held.add(done)
                if done.error is not None:
                    tell(done.job.notes[0].path, done.error)
        if failures:
            raise failures[0][1]
        return rolled_up(opened, held.names, Period(since, until, as_of, previous), state_of(DIGESTS))


class Held(NamedTuple):
    """Whose summaries a digest is made of: their keys, and the names of their files."""

    names: dict[str, str]

    @classmethod
    def of(cls, seen: Survey) -> "Held":
        return cls({key: name_of(notes) for key, notes in seen.held.items()})

    def add(self, done: Done) -> None:
        if done.summary is not None:
            self.names[done.job.sha256] = name_of(done.job.notes)


def check(options: Choices) -> None:
    """Refuse what is of one meeting and not of a folder."""
    if options.get("meeting_date") is not None:
        raise OptionError("meeting_date is of one meeting; notes in a folder tell their own, in the text or by name")


def updates(archive: Archive, seen: Survey, wanted: Wanted, one: One, workers: int = 1) -> Generator[Done]:
    """Summarise what a survey found to be new or changed, and keep it."""
    pooled = workers > 1 and not wanted.by_model and len(seen.jobs) >= FEW
    return settle(archive, seen, wanted, by_processes(one, workers) if pooled else one_by_one(one))


def wanted_for(options: Options, backend: object = None) -> Wanted:
    """All that changes what a summary says, so that one made otherwise is made anew."""
    by_model = options.engine != "rules" and (backend is not None or options.model is not None)
    told: dict[str, object] = {name: getattr(options, name) for name in SETTINGS}
    told["engine"] = "model" if by_model else "rules"
    parts: Sequence[str] = RULES
    if by_model:
        parts = (*RULES, *MODEL)
        told |= {name: getattr(options, name) for name in OF_A_MODEL}
        told["hide"] = sorted(options.hide)
        told["model"] = options.model or getattr(backend, "model", None)
        told["prompts"] = _prompts()
    state = f"notesllm {__version__} {state_of(parts)}"
    return Wanted(f"{state}\n{json.dumps(told, sort_keys=True)}", by_model)


def by_rules(options: Choices) -> One:
    """Summarise by rules alone, in whichever process."""
    return partial(_summarized, options)


def _summarized(options: Choices, data: bytes, name: str) -> MeetingSummary:
    from notesllm.api import summarize

    choices = options.copy()
    choices["engine"] = "rules"
    return summarize(data, name=name, **choices)


def state_of(parts: Sequence[str]) -> str:
    """What tells one state of this library's code and words from another, also where its version stays."""
    return sha256("".join(map(_state_of, parts)).encode()).hexdigest()[:16]


@cache
def _state_of(part: str) -> str:
    package = os.path.dirname(__file__)  # noqa: PTH120 - strings: paths as objects take longer than what is done here
    names = [f"{part}.py"]
    for folder, _, files in os.walk(f"{package}/{part}"):
        names += [f"{folder[len(package) + 1 :]}/{file}".replace(os.sep, "/") for file in files if file.endswith(CODE)]
    state = sha256()
    for name in sorted(names):
        with suppress(FileNotFoundError), open(f"{package}/{name}", "rb") as file:  # noqa: PTH123
            state.update(name.encode() + b"\0" + file.read())
    return state.hexdigest()


def _prompts() -> dict[str, str]:
    from notesllm.llm.prompt import VERSIONS

    folder = _resources.folder("prompts")
    files = [f"{name}.v{VERSIONS[name]}.jinja" for name in PROMPTS]
    return {file: sha256((folder / file).read_bytes()).hexdigest() for file in files}
