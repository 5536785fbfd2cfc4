"""What the README shows is what happens. Where it asks a model, a scripted server on loopback answers."""

import io
import json
import re
import shlex
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import scripted
from servers import Server

from notesllm import preview
from notesllm.cli import main

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLES = ROOT / "examples"
OCTOBER = EXAMPLES / "october-all-hands.md"
ELSEWHERE = "http://localhost:8080/v1"  # where the README imagines a server
pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


@pytest.fixture
def server() -> Iterator[Server]:
    with Server(scripted.saying(scripted.answer_to(OCTOBER, "review"))) as running:
        yield running


@pytest.fixture
def elsewhere(server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Server:
    """A folder with notes; models are asked at the scripted server, under the privacy of one that is elsewhere."""
    for name in (OCTOBER.name, "notes.md"):
        shutil.copy(OCTOBER, tmp_path / name)
    folder_of_notes(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NOTESLLM_BASE_URL", server.base_url)
    monkeypatch.setenv("NOTESLLM_PRIVACY", "strict")
    monkeypatch.setenv("OPENAI_API_KEY", "sk-scripted")
    return server


def folder_of_notes(parent: Path) -> None:
    """Two meetings, the second of which says a little more."""
    (parent / "notes").mkdir(exist_ok=True)
    shutil.copy(OCTOBER, parent / "notes" / "one.md")
    text = OCTOBER.read_text(encoding="utf-8") + "\nDecided: the WebSocket rollout waits.\n"
    (parent / "notes" / "two.md").write_text(text, encoding="utf-8")


def run_block(code: str) -> None:
    exec(compile(code, "README.md", "exec"), {"__name__": "readme"})  # noqa: S102 - our own words


def test_the_quick_start_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(OCTOBER, tmp_path)
    monkeypatch.chdir(tmp_path)
    run_block(blocks("python")[0])
    assert "Fix NEXUS-1542: Emily Watson, 2024-10-31 (open)\n" in capsys.readouterr().out
    assert {path.name for path in tmp_path.iterdir()} == {"october-all-hands.md", "summary.md", "summary.json"}


# Of each block of Python that follows, by its place: a pattern of what it prints, and how many calls it makes.
ASKING = {
    1: (r"llm openai/gpt-5-mini strict\nadded=\d.*\n1 \d{4} \d+ 0\.00\d+\n\Z", 1),
    2: (r"\Z", 2),
    3: (r"0\.\d+ 1?\d\.\d+ [2-9]\.\d+\n\Z", 2),
    4: (r"rules \d+\nllm \d+\n3\nrules\nllm\n\Z", 5),
}


def test_every_block_is_known() -> None:
    assert len(blocks("python")) == 1 + len(ASKING) + len(OFFLINE)


@pytest.mark.parametrize("place", ASKING)
def test_a_block_that_asks_a_model(elsewhere: Server, capsys: pytest.CaptureFixture[str], place: int) -> None:
    run_block(blocks("python")[place].replace(ELSEWHERE, elsewhere.base_url))
    printed, calls = ASKING[place]
    assert re.match(printed, capsys.readouterr().out)
    assert len(elsewhere.requests) == calls


OFFLINE = {
    5: r"review \['system', 'user'\] \d+ \d+\.\d+\nstrict\ncalls=1 input_tokens=\d+ .* output_tokens=12 .*\n\Z",
    6: r"\Z",
    7: r"2 meetings on (?s:.)*overdue Hiring plan for Platform \['Emily Watson'\] \[\] \d\n",
    8: r"",
    9: r"# Minutes: Engineering All-Hands Meeting\n",
}


@pytest.mark.parametrize("place", OFFLINE)
def test_a_block_that_needs_no_model(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], place: int
) -> None:
    shutil.copy(OCTOBER, tmp_path)
    folder_of_notes(tmp_path)
    monkeypatch.chdir(tmp_path)
    run_block(blocks("python")[place])
    assert re.match(OFFLINE[place], capsys.readouterr().out)


def commands() -> list[str]:
    """The console's lines but for those of pip and make."""
    lines = [line.removeprefix("$ ") for block in blocks("console") for line in block.splitlines()]
    return [line for line in lines if not line.startswith(("pip ", "make "))]


@pytest.mark.parametrize("line", [pytest.param(line, id=line.partition("  ")[0]) for line in commands()])
def test_a_command_does_what_it_says(
    elsewhere: Server, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], line: str
) -> None:
    typed = line.replace(ELSEWHERE, elsewhere.base_url)
    if typed.startswith("pbpaste | "):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(OCTOBER.read_bytes())))
    asks = "--model" in typed and " cost " not in typed
    if not asks:  # as for those who have no model configured
        for name in ("NOTESLLM_BASE_URL", "OPENAI_API_KEY"):
            monkeypatch.delenv(name)
    words = shlex.split(typed.removeprefix("pbpaste | "), comments=True)
    assert words[0] == "notesllm"
    if words[1] in {"search", "edit"}:  # of what was digested before
        monkeypatch.setattr(sys, "argv", ["notesllm", "digest", "notes/", "-o", "before.md"])
        assert main() == 0
    found = [sorted(map(str, Path().glob(word))) if "*" in word else [word] for word in words]
    monkeypatch.setattr(sys, "argv", [word for several in found for word in several])
    assert main() == 0
    out, err = capfd.readouterr()
    assert out or "-o" in words
    assert (len(elsewhere.requests), err.count("reads the notes; privacy ")) == ((1, 1) if asks else (0, 0))
    assert err.count("\n") == asks


def test_the_excerpt_is_real() -> None:
    example = EXAMPLES / "architecture-review-transcript.txt"
    summary = preview(example)
    excerpt = [line.removeprefix("> ") for line in README.splitlines() if line.startswith("> ")]
    marked = [line for line in excerpt if "…" in line]
    assert (len(excerpt), len(marked)) == (16, 6)
    shown = summary.to_markdown().replace("\n\n", "\n").splitlines()
    places = [-1 if line in marked else shown.index(line) for line in excerpt]
    for before, place, after in zip(places, places[1:], places[2:], strict=False):
        assert after - before > 1 if place == -1 else before in {-1, place - 1}, (
            "a line with … stands for what is left out"
        )
    evidence = [passage.model_dump() for item in summary.action_items for passage in item.evidence]
    assert json.loads(blocks("json")[0]) in evidence
