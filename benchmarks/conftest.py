"""One table of what was measured, printed at the end: ready to be pasted into the README."""

from typing import NamedTuple

import pytest


class Row(NamedTuple):
    what: str
    measured: str
    bar: str


Table = list[Row]
_ROWS = pytest.StashKey[Table]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_ROWS] = []


@pytest.fixture
def table(request: pytest.FixtureRequest) -> Table:
    """Where a benchmark puts what it measured, before it asserts anything."""
    return request.config.stash[_ROWS]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    write = terminalreporter.write_line
    write("\n| what | measured | must be |\n|---|---|---|")
    for row in config.stash[_ROWS]:
        write(f"| {row.what} | {row.measured} | {row.bar} |")
