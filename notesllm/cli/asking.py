"""The model that a run asks: connected once for all files, and announced before it reads the first."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from notesllm.cli import say
from notesllm.cli.announcing import announcement
from notesllm.config import Choices, Options
from notesllm.errors import BackendError

if TYPE_CHECKING:
    from notesllm.llm.adapter import ModelBackend


@contextmanager
def connected(options: Options) -> Iterator["ModelBackend | None"]:
    """The model that is configured; None where there is none, or no client for it: the summaries tell why."""
    if options.engine == "rules" or options.model is None:
        yield None
        return
    from notesllm.llm.engaging import engaged

    model = engaged(options, None)
    if isinstance(model, BackendError) or model.ours is None:
        yield None
        return
    with model:
        say(announcement(model.setting, options.hide))
        yield model.ours


def beside(backend: "ModelBackend | None", choices: Choices) -> Choices:
    """``choices`` without what ``backend`` knows already."""
    kept = choices.copy()
    if backend is not None:
        kept.pop("base_url", None)
    return kept
