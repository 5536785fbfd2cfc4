"""A progress bar on standard error, where there is somebody to see it and something to wait for."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    import rich.progress


class Progress:
    """A context in which :meth:`next` moves the bar on. Without a bar it does nothing, and loads nothing.

    There is one for several inputs, and for one if that takes ``waiting``: then it shows how long it has been.
    """

    def __init__(self, total: int, *, waiting: bool = False) -> None:
        self._total = total
        self._waiting = waiting
        self._bar: rich.progress.Progress | None = None
        self._task: rich.progress.TaskID | None = None

    def __enter__(self) -> Self:
        if (self._total > 1 or self._waiting) and sys.stderr is not None and sys.stderr.isatty():
            self._bar = self._new_bar()
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def next(self, name: str) -> None:
        """Say what is being read now."""
        if self._bar is None:
            return
        from rich.text import Text

        if self._task is None:
            self._task = self._bar.add_task("", total=self._total)
        else:
            self._bar.advance(self._task)
        self._bar.update(self._task, description=Text(name).markup)
        self._bar.refresh()

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Take the bar away while something else is written to the terminal."""
        if self._bar is None:
            yield
            return
        self._bar.stop()
        try:
            yield
            if sys.stdout is not None:
                sys.stdout.flush()
        finally:
            self._bar.start()

    def _new_bar(self) -> "rich.progress.Progress":
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        return Progress(
            BarColumn(),
            MofNCompleteColumn(),
            *([TimeElapsedColumn()] if self._waiting else []),
            TextColumn("{task.description}"),
            console=Console(stderr=True),
            auto_refresh=self._waiting,
            redirect_stdout=False,
            redirect_stderr=False,
            transient=True,
        )
