"""``notesllm.digest`` is a function to those who call it and a package to those who import from it."""

import inspect
import json
import subprocess
import sys

import pytest
from jsonschema import Draft202012Validator

import notesllm
from notesllm import ArgumentTypeError, ExecutiveDigest, MeetingSummary, OptionError, digest, preview
from notesllm.digest.composing import digest as composed
from notesllm.schema import generate

WAYS = (
    "from notesllm import digest",
    "import notesllm.digest; from notesllm import digest",
    "from notesllm.digest import digest",
    "from notesllm.digest.model import ExecutiveDigest; from notesllm import digest",
    "from notesllm import ExecutiveDigest, MeetingSummary; from notesllm import digest",
    "import notesllm; digest = notesllm.digest",
)
NOTES = "# Harbour sync\n\nDate: 2025-03-04\n\n## Action items\n\n- [ ] Ines Okoye: order fenders by March 20\n"


@pytest.mark.parametrize("way", WAYS)
def test_it_can_be_called_however_it_was_imported(way: str) -> None:
    code = f"{way}\nprint(len(digest([]).model_dump_json()), digest([]).to_markdown.__name__)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert run.stdout == f"{len(digest([]).model_dump_json())} to_markdown\n"


def test_it_takes_what_the_function_takes() -> None:
    called, written = inspect.signature(notesllm.digest), inspect.signature(composed)
    assert called.parameters == written.parameters
    assert called.return_annotation == written.return_annotation


def test_nothing_gives_a_valid_empty_digest() -> None:
    empty = digest([])
    assert empty == ExecutiveDigest(id=empty.id)


def test_the_published_schema_takes_a_digest() -> None:
    schema = json.loads(generate("executive_digest.v1"))
    told = digest([preview(NOTES)])
    assert told.actions
    Draft202012Validator(schema).validate(json.loads(told.model_dump_json()))
    assert ExecutiveDigest.model_validate_json(told.model_dump_json()) == told


def test_what_is_no_summary_is_refused() -> None:
    with pytest.raises(ArgumentTypeError, match="digest takes summaries"):
        digest(["notes"])  # type: ignore[list-item]


def test_one_summary_is_no_list_of_them() -> None:
    summary: MeetingSummary = preview(NOTES)
    with pytest.raises(ArgumentTypeError):
        digest(summary)  # type: ignore[arg-type]


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    import datetime as dt

    with pytest.raises(OptionError, match="swap them"):
        digest([], since=dt.date(2025, 2, 1), until=dt.date(2025, 1, 1))
