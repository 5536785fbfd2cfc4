"""Notes summarised one after the other, or by several processes at once: in the same order in either case."""

import os
import signal
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from notesllm.archive.updating import Done, Summarise, Work, name_of
from notesllm.errors import InputError, ModelFailedError, NotesllmError, OptionError
from notesllm.summary import MeetingSummary

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

FEW = 24  # notes for which it isn't worth starting processes
AHEAD = 4  # notes that wait for each process: enough that none is idle, few enough that memory stays small
One = Callable[[bytes, str], MeetingSummary]  # what is in a file, and what it is called


def cores() -> int:
    """How many processes this one may keep busy."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def one_by_one(one: One) -> Summarise:
    """Summarise in this process. A fault in one document costs only that."""
    return lambda works: (_done(one, work) for work in works)


def by_processes(one: One, workers: int) -> Summarise:
    """Summarise with several processes, started anew; ``one`` goes to them, so it has to be a module's function."""
    return partial(_spread, one, workers)


def _spread(one: One, workers: int, works: Iterable[Work | Done]) -> Iterator[Done]:
    import multiprocessing  # noqa: PLC0415 - who starts no processes needs nothing for them
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415

    pool = ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), initializer=_end_with_the_terminal)
    waiting: deque[tuple[Work | Done, Future[Done] | None]] = deque()
    try:
        for work in works:
            waiting.append((work, _submitted(pool, one, work)))
            if len(waiting) >= AHEAD * workers:
                yield _result(one, *waiting.popleft())
        while waiting:
            yield _result(one, *waiting.popleft())
    finally:
        pool.shutdown(cancel_futures=True)


def _submitted(pool: "ProcessPoolExecutor", one: One, work: Work | Done) -> "Future[Done] | None":
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415

    if isinstance(work, Done):
        return None
    try:
        with _ctrl_c_waits():
            return pool.submit(_done, one, work)
    except BrokenProcessPool:
        return None


def _result(one: One, work: Work | Done, future: "Future[Done] | None") -> Done:
    """What came of it; where the processes were killed (memory is short?), this one does the work."""
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415

    try:
        return _done(one, work) if future is None else future.result()
    except BrokenProcessPool:
        return _done(one, work)


def _done(one: One, work: Work | Done) -> Done:
    if isinstance(work, Done):
        return work
    try:
        return Done(work.job, one(work.data, name_of(work.job.notes)))
    except ModelFailedError as error:
        return Done(work.job, error.summary, error)
    except OptionError:  # not about these notes
        raise
    except NotesllmError as error:
        return Done(work.job, error=error)
    except MemoryError:
        return Done(work.job, error=InputError("not enough memory to summarise this; split the notes"))
    except Exception as error:  # noqa: BLE001 - a fault in reading one file must not cost the others
        place = traceback.extract_tb(error.__traceback__)[-1]
        told = f"{type(error).__name__} at {Path(place.filename).name}:{place.lineno}"
        return Done(work.job, error=InputError(f"internal error, please report it: {told}"))


@contextmanager
def _ctrl_c_waits() -> Iterator[None]:
    """What is started inside inherits that Ctrl-C waits: it can't stop a process that is still loading, with a word."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end_with_the_terminal() -> None:
    """Ctrl-C ends these processes without a word: the one that started them says what is to be said."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
