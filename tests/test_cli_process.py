"""The command line as a process of its own: pipes that end, Ctrl-C, terminals, time."""

import os
import pty
import re
import select
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from servers import Server, completion

NOTHING: dict[str, object] = {"drop": [], "fix": [], "add": [], "abstract": None, "highlights": []}
COMMAND = [sys.executable, "-m", "notesllm"]


@pytest.fixture
def notes() -> Path:
    return Path(__file__).parent.parent / "examples" / "october-all-hands.md"


def on_a_terminal(*arguments: str, **environ: str) -> tuple[str, str]:
    """What a terminal gets to see from standard output, and from standard error."""
    screens = [pty.openpty() for _ in range(2)]
    process = subprocess.Popen(
        [*COMMAND, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=screens[0][1],
        stderr=screens[1][1],
        env={**os.environ, "TERM": "xterm", "COLUMNS": "90", **environ},
    )
    for _, inner in screens:
        os.close(inner)
    seen = {outer: b"" for outer, _ in screens}
    alive = set(seen)
    while alive:
        for outer in select.select(list(alive), [], [])[0]:
            try:
                chunk = os.read(outer, 65536)
            except OSError:  # the other end is closed
                chunk = b""
            seen[outer] += chunk
            if not chunk:
                alive.remove(outer)
                os.close(outer)
    assert process.wait() == 0
    out, err = (text.decode() for text in seen.values())
    return out, err


def test_a_terminal_gets_coloured_text(notes: Path) -> None:
    out, err = on_a_terminal("summarize", str(notes))
    assert "\x1b[" in out
    assert "═" in out
    assert err == ""


def test_no_color_is_heeded(notes: Path) -> None:
    out, _ = on_a_terminal("summarize", str(notes), NO_COLOR="1")
    assert "\x1b" not in out
    assert "═" in out


def test_a_progress_bar_on_a_terminal_only_and_for_several(tmp_path: Path, notes: Path) -> None:
    several = ["summarize", str(notes), str(notes), "-o", f"{tmp_path}/"]
    assert "0/2" in on_a_terminal(*several)[1]
    assert subprocess.run([*COMMAND, *several], check=True, capture_output=True).stderr == b""


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_who_waits_for_a_model_sees_how_long(notes: Path) -> None:
    with Server(replace(completion(NOTHING), delay=1.2)) as server:
        model = {"NOTESLLM_MODEL": "some/model", "NOTESLLM_BASE_URL": server.base_url}
        out, err = on_a_terminal("summarize", str(notes), **model)
    assert "═" in out
    announced, waiting = err.split("\n", 1)
    assert "some/model at 127.0.0.1" in announced
    assert "0/1 0:00:01" in re.sub(r"\x1b\[[\d;?]*\w", "", waiting)


def test_standard_input(notes: Path) -> None:
    run = subprocess.run([*COMMAND, "summarize", "-"], input=notes.read_bytes(), check=True, capture_output=True)
    assert run.stdout.startswith(b"# ")


def test_output_is_utf_8_whatever_the_locale(notes: Path) -> None:
    environ = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    run = subprocess.run([*COMMAND, "summarize", notes, "-f", "text"], env=environ, check=True, capture_output=True)
    assert "═" in run.stdout.decode("utf-8")


def test_a_pipe_that_ends_early_is_no_error(notes: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    run = subprocess.run([*COMMAND, "summarize", *[notes] * 3], stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)
    assert (run.returncode, run.stderr) == (141, b"")


def test_ctrl_c_stops_quietly() -> None:
    with subprocess.Popen([*COMMAND, "summarize", "-"], stdin=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(1.5)
        process.send_signal(signal.SIGINT)
        assert process.wait(5) == 130
        assert process.stderr is not None
        assert b"Traceback" not in process.stderr.read()


@pytest.mark.parametrize(
    ("shell", "code", "complaint"),
    [
        ('"$@" summarize "$NOTES" >&-', 1, "standard output is closed; send it to a file or a pipe"),
        ('"$@" schema >&-', 1, "standard output is closed; send it to a file or a pipe"),
        ('"$@" --version >&-', 1, "standard output is closed; send it to a file or a pipe"),
        ('"$@" summarize "$NOTES" -o "$OUT" >&-', 0, None),
        ('"$@" summarize "$NOTES" "$NOTES" -o "$OUT/" >&- 2>&-', 0, None),
        ('"$@" summarize - <&-', 1, "standard input is closed; pipe the notes"),
        ('"$@" summarize missing.md 2>&-', 1, None),
        ('"$@" summarize - </dev/null', 1, "standard input: the notes are empty"),
        ('"$@" summarize "$NOTES" "$NOTES" >/dev/full', 1, "No space left on device: standard output"),
        ('"$@" schema >/dev/full', 1, "No space left on device: standard output"),
        ('"$@" summarize --help >/dev/full', 1, "No space left on device: standard output"),
        ('"$@" summarize "$NOTES" -f json -o /dev/full', 1, "No space left on device: /dev/full"),
    ],
)
def test_streams_that_are_closed_or_full(
    tmp_path: Path, notes: Path, shell: str, code: int, complaint: str | None
) -> None:
    environ = {**os.environ, "NOTES": str(notes), "OUT": f"{tmp_path}/out.md"}
    run = subprocess.run(
        ["/bin/sh", "-c", shell, "sh", *COMMAND], env=environ, capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stdout) == (code, "")
    if complaint is None:
        assert run.stderr == ""
    else:
        assert run.stderr.startswith("notesllm: ")
        assert complaint in run.stderr.removeprefix("notesllm: ").replace(f"{notes}: ", "")
        assert run.stderr.count("\n") == 1


@pytest.mark.parametrize("shell", ['"$@" summarize /dev/zero', '"$@" summarize - </dev/zero'])
def test_what_has_no_end_is_refused(shell: str) -> None:
    run = subprocess.run(
        ["/bin/sh", "-c", shell, "sh", *COMMAND], capture_output=True, text=True, check=False, timeout=60
    )
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr.endswith(": the input is larger than 64 MB; split it\n")
