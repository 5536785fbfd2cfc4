"""`notesllm digest` as a process of its own: Ctrl-C, processes that are killed, two runs at once."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest
from archive_notes import notes, write

from notesllm import digest, preview
from notesllm.archive.store import NAME

COMMAND = [sys.executable, "-m", "notesllm", "digest", "-f", "json"]
COUNT = 160


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """So many notes that several processes read them, long enough that there is a middle to stop in."""
    for number in range(COUNT):
        write(tmp_path / f"sync-{number}.md", notes(number) + "".join(notes(number + part)[20:] for part in range(5)))
    return tmp_path


def count(folder: Path) -> int:
    try:
        with closing(sqlite3.connect(f"file:{folder / NAME}?mode=ro", uri=True)) as connection:
            return int(connection.execute("SELECT count(*) FROM summary").fetchone()[0])
    except sqlite3.Error:
        return 0


def begun(folder: Path) -> subprocess.Popen[str]:
    """A run that has kept something already."""
    process = subprocess.Popen(
        [*COMMAND, folder], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    until = time.monotonic() + 15
    while not count(folder):
        assert time.monotonic() < until
        time.sleep(0.01)
    return process


def workers_of(process: subprocess.Popen[str]) -> list[int]:
    found = []
    for task in Path(f"/proc/{process.pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            with suppress(FileNotFoundError):
                if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes():
                    found.append(int(child))
    return found


def alone(group: int) -> bool:
    """Whether nobody is left of a group of processes, once the system has taken the dead away."""
    until = time.monotonic() + 8
    while time.monotonic() < until:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize("group", [True, False], ids=["from the terminal", "to the process alone"])
def test_ctrl_c_ends_all_without_a_word(folder: Path, group: bool) -> None:  # noqa: FBT001 - a parameter
    with begun(folder) as process:
        (os.killpg if group else os.kill)(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=10)
    assert (process.returncode, out, err) == (130, "", "")
    assert 0 < count(folder) < COUNT
    assert alone(process.pid)


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="there is no /proc to find the processes in")
def test_ctrl_c_while_the_processes_start(folder: Path) -> None:
    command = [*COMMAND, str(folder)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        until = time.monotonic() + 15
        while not workers_of(process):
            assert time.monotonic() < until
        time.sleep(0.05)
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=10)
    assert (process.returncode, out, err) == (130, "", "")
    assert alone(process.pid)


@pytest.mark.skipif(len(os.sched_getaffinity(0)) < 2, reason="one core needs no other processes")
@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="there is no /proc to find the processes in")
def test_a_process_that_is_killed_costs_nothing(folder: Path) -> None:
    with begun(folder) as process:
        workers = workers_of(process)
        os.kill(workers[0], signal.SIGKILL)
        out, err = process.communicate(timeout=19)
    assert (process.returncode, err) == (0, "")
    made = digest([preview(path) for path in folder.glob("*.md")])
    assert out == made.model_dump_json(indent=2) + "\n"


def test_two_runs_at_once(folder: Path) -> None:
    for path in list(folder.iterdir())[28:]:
        path.unlink()
    runs = [subprocess.Popen([*COMMAND, folder], stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)]
    told = [(*run.communicate(timeout=19), run.returncode) for run in runs]
    made = digest([preview(path) for path in folder.glob("*.md")])
    assert told == [((made.model_dump_json(indent=2) + "\n").encode(), b"", 0)] * 2
    with closing(sqlite3.connect(folder / NAME)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("SELECT count(*) FROM summary").fetchone() == (28,)
