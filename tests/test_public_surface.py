"""The public surface is exactly ``__all__``, and costs nothing to import."""

import json
import subprocess
import sys
from typing import get_origin

import pytest

import notesllm

HEAVY = ("openai", "instructor", "rich", "typer", "charset_normalizer", "tiktoken", "tenacity", "jinja2", "pydantic")


def test_all_is_sorted_and_complete() -> None:
    assert notesllm.__all__ == sorted(set(notesllm.__all__))
    assert set(notesllm.__all__) == {name for name in dir(notesllm) if not name.startswith("__")} | {"__version__"}


@pytest.mark.parametrize("name", notesllm.__all__)
def test_every_name_is_there_and_at_home_here(name: str) -> None:
    value = getattr(notesllm, name)
    is_alias = get_origin(value) is not None  # `Backend` names a type that is made of Python's own
    assert is_alias or getattr(value, "__module__", "notesllm").split(".")[0] == "notesllm"


def test_every_model_and_error_is_public() -> None:
    from notesllm import errors, summary

    models = {name for name in summary.__all__ if isinstance(getattr(summary, name), type)}
    raised = {name for name, value in vars(errors).items() if isinstance(value, type)}
    assert models | raised <= set(notesllm.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'summarise'"):
        getattr(notesllm, "summarise")  # noqa: B009 - spelled so that no checker corrects it


def loaded_by(code: str) -> set[str]:
    report = f"{code}\nimport json, sys; print(json.dumps([name.split('.')[0] for name in sys.modules]))"
    run = subprocess.run([sys.executable, "-c", report], capture_output=True, check=True, text=True)
    return set(json.loads(run.stdout))


def test_importing_loads_nothing_heavy() -> None:
    assert not loaded_by("import notesllm") & set(HEAVY)


def test_rules_alone_load_nothing_of_models() -> None:
    heavy = loaded_by("import notesllm; notesllm.summarize('Bo will call Ana.', engine='rules')") & set(HEAVY)
    assert heavy <= {"pydantic", "charset_normalizer"}


@pytest.mark.parametrize("name", ["Call", "connect", "Estimate", "testing"])
def test_what_concerns_models_loads_no_vendor(name: str) -> None:
    code = f"import notesllm.{name}" if name.islower() and name != "connect" else f"from notesllm import {name}"
    assert not loaded_by(code) & {"openai", "instructor"}


def test_models_load_pydantic_and_no_other_third_party() -> None:
    assert loaded_by("from notesllm import MeetingSummary, summarize") & set(HEAVY) == {"pydantic"}
