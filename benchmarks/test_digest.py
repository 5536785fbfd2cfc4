"""How fast many summaries become a digest, and that the time grows with their number."""

import gc
import time
from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.conftest import Row, Table
from benchmarks.meetings import programmes, redated
from notesllm import MeetingSummary, digest

pytestmark = pytest.mark.timeout(600)
LINEAR, LONGEST = 2.3, 2.0
SIZES = (5_000, 10_000, 20_000)
Meetings = Callable[[int], list[MeetingSummary]]
KINDS = [pytest.param(programmes, id="programmes"), pytest.param(redated, id="examples-redated")]


@pytest.fixture(autouse=True)
def apart() -> Iterator[None]:
    """Keep what this process already holds from the collector, whose work would else depend on it."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


def seconds(meetings: list[MeetingSummary], rounds: int) -> float:
    """Seconds of the processor that one digest of them takes: the best of some runs."""
    times = []
    for _ in range(rounds):
        gc.collect()
        started = time.process_time()
        digest(meetings)
        times.append(time.process_time() - started)
    return min(times)


@pytest.mark.parametrize("kind", KINDS)
def test_a_thousand(kind: Meetings, benchmark: BenchmarkFixture, table: Table) -> None:
    meetings = kind(1_000)
    benchmark.pedantic(lambda: digest(meetings), rounds=2)  # type: ignore[no-untyped-call]
    taken = seconds(meetings, 3)
    items = sum(len(one.action_items) for one in meetings)
    what = f"`digest()` of 1,000 summaries with {items:,} actions ({kind.__name__})"
    table.append(Row(what, f"{taken:.2f} s", f"under {LONGEST:.0f} s"))
    assert taken < LONGEST


@pytest.mark.parametrize("kind", KINDS)
def test_time_grows_linearly(kind: Meetings, table: Table) -> None:
    times = [seconds(kind(size), 1 if size > 5_000 else 2) for size in SIZES]
    ratios = [after / before for before, after in pairwise(times)]
    what = f"t(2n) / t(n) of `digest()` at {' / '.join(f'{size:,}' for size in SIZES)} summaries ({kind.__name__})"
    figures = f"{', '.join(f'{ratio:.2f}' for ratio in ratios)} ({' / '.join(f'{taken:.1f}' for taken in times)} s)"
    table.append(Row(what, figures, f"at most {LINEAR}"))
    assert max(ratios) <= LINEAR
