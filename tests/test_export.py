"""The table of exporters, on the examples and their digest; and what is refused."""

import subprocess
import sys
from pathlib import Path

import pytest
from export_readers import TASKS

import notesllm
from notesllm import ArgumentTypeError, ExecutiveDigest, MeetingSummary, OptionError, digest, export_to, preview
from notesllm.export import EXPORTERS, Exporter

EXAMPLES = sorted(
    path
    for path in (Path(__file__).parent.parent / "examples").iterdir()
    if path.suffix in {".md", ".txt"} and path.name != "README.md"
)


@pytest.fixture(scope="module")
def found() -> list[MeetingSummary | ExecutiveDigest]:
    summaries = [preview(path) for path in EXAMPLES]
    return [*summaries, digest(summaries)]


@pytest.mark.parametrize("exporter", EXPORTERS, ids=lambda exporter: exporter.name)
def test_the_examples_are_read_back_whole(found: list[MeetingSummary | ExecutiveDigest], exporter: Exporter) -> None:
    assert len(found) == 6
    count, wanted = TASKS[exporter.name]
    for what in found:
        data = exporter.export(what)
        assert count(data) == wanted(what) > 0
        assert data == export_to(what, exporter.name)


def test_the_same_bytes_come_from_another_process_and_locale() -> None:
    code = (
        "import hashlib, sys, notesllm, pathlib\n"
        "from notesllm.export import EXPORTERS\n"
        "summary = notesllm.preview(pathlib.Path(sys.argv[1]))\n"
        "print([hashlib.sha256(each.export(summary)).hexdigest() for each in EXPORTERS])\n"
    )

    def run(**environment: str) -> str:
        command = [sys.executable, "-W", "error::EncodingWarning", "-c", code, str(EXAMPLES[-1])]
        return subprocess.run(command, capture_output=True, check=True, text=True, env=environment).stdout

    first = run(PYTHONHASHSEED="1", LC_ALL="C", TZ="UTC")
    assert first == run(PYTHONHASHSEED="2", LC_ALL="C.UTF-8", TZ="Pacific/Auckland")
    assert first.count(",") == len(EXPORTERS) - 1


def test_a_target_that_is_none_is_refused() -> None:
    with pytest.raises(OptionError, match="no target 'pdf'; choose one of csv, ics"):
        export_to(preview("Bo will call Ana."), "pdf")  # type: ignore[arg-type]


def test_what_is_neither_summary_nor_digest_is_refused() -> None:
    with pytest.raises(ArgumentTypeError, match="a str can't be exported"):
        export_to("Bo will call Ana.", "csv")  # type: ignore[arg-type]


def test_libraries_are_loaded_by_the_export_that_needs_them() -> None:
    code = "import sys, notesllm.export, notesllm.cli.app; print({'docx', 'icalendar'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout == "set()\n"


def test_it_is_public() -> None:
    assert notesllm.export_to is export_to
