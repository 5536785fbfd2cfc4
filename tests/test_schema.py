import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from notesllm import MeetingSummary, preview, schema


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    wanted = json.loads(schema.generate("meeting_summary.v1"))
    Draft202012Validator.check_schema(wanted)
    return Draft202012Validator(wanted, format_checker=Draft202012Validator.FORMAT_CHECKER)


def test_the_files_are_what_the_models_say() -> None:
    assert schema.drifted() == ()


def test_every_example_fits_its_schema(example: Path, validator: Draft202012Validator) -> None:
    validator.validate(json.loads(preview(example).model_dump_json()))


def test_full_and_bare_summaries_fit(
    full_summary: MeetingSummary, bare_summary: MeetingSummary, validator: Draft202012Validator
) -> None:
    for summary in (full_summary, bare_summary):
        validator.validate(json.loads(summary.model_dump_json()))


def test_what_is_not_in_the_schema_does_not_fit(full_summary: MeetingSummary, validator: Draft202012Validator) -> None:
    other = json.loads(full_summary.model_dump_json())
    assert not validator.is_valid(other | {"mood": "good"})
    assert not validator.is_valid(other | {"kind": "party"})
    assert not validator.is_valid({key: value for key, value in other.items() if key != "provenance"})


def test_drift_is_found(tmp_path: Path) -> None:
    assert schema.drifted(tmp_path / "nowhere") == tuple(sorted(f"{name}.json" for name in schema.SCHEMAS))
    path = schema.write(tmp_path)[0]
    assert schema.drifted(tmp_path) == ()
    path.write_text(path.read_text(encoding="utf-8").replace("2020-12", "2019-09"), encoding="utf-8")
    (tmp_path / "other.v1.json").write_text("{}", encoding="utf-8")
    assert schema.drifted(tmp_path) == ("meeting_summary.v1.json", "other.v1.json")
