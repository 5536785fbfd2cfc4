"""The model that a run asks: connected once for all files, on one budget, and announced before it reads the first."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from notesllm.cli import say
from notesllm.cli.announcing import announcement
from notesllm.config import Choices, Options
from notesllm.errors import BackendError

if TYPE_CHECKING:
    from notesllm.llm.adapter import ModelBackend
    from notesllm.llm.budget import Ledger


class Connected(NamedTuple):
    """Nobody where no model is configured, or there is no client for it: the summaries tell why."""

    backend: "ModelBackend | None" = None
    ledger: "Ledger | None" = None


@contextmanager
def connected(options: Options) -> Iterator[Connected]:
    """The model that is configured, and what the whole run may take of it."""
    if options.engine == "rules" or options.model is None:
        yield Connected()
        return
    from notesllm.llm.budget import Ledger
    from notesllm.llm.engaging import engaged

    model = engaged(options, None)
    if isinstance(model, BackendError) or model.ours is None:
        yield Connected()
        return
    with model:
        ledger = Ledger.of(options, model.setting)
        say(announcement(model.setting, options.hide))
        yield Connected(model.ours, ledger)


def beside(backend: "ModelBackend | None", choices: Choices) -> Choices:
    """``choices`` without what ``backend`` knows already."""
    kept = choices.copy()
    if backend is not None:
        kept.pop("base_url", None)
    return kept
