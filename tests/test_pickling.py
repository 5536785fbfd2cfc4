"""What is returned and raised goes to other processes, and into copies, whole."""

import copy
import pickle
from collections.abc import Callable
from pathlib import Path

import pytest

from notesllm import BackendError, MeetingSummary, ModelFailedError, OpeningFailedError, Tokens, errors, preview

ways = pytest.mark.parametrize(
    "through",
    [lambda value: pickle.loads(pickle.dumps(value)), copy.copy, copy.deepcopy],  # noqa: S301 - our own
    ids=["pickle", "copy", "deep"],
)
Through = Callable[[object], object]
PLAIN = sorted(
    name
    for name, kind in vars(errors).items()
    if isinstance(kind, type)
    and issubclass(kind, errors.NotesllmError)
    and kind not in {BackendError, ModelFailedError, OpeningFailedError}
)


@ways
def test_a_summary(through: Through, example: Path) -> None:
    summary = preview(example)
    again = through(summary)
    assert isinstance(again, MeetingSummary)
    assert again == summary
    assert again.model_dump_json() == summary.model_dump_json()


@ways
@pytest.mark.parametrize("name", PLAIN)
def test_an_error(through: Through, name: str) -> None:
    again = through(getattr(errors, name)("what to do next"))
    assert (type(again).__name__, str(again)) == (name, "what to do next")


@ways
def test_a_model_s_error(through: Through) -> None:
    error = BackendError("rate_limited", "slow down", retry_after=3.0, tokens=Tokens(5, 1), attempts=2, untold=1)
    again = through(error)
    assert isinstance(again, BackendError)
    assert (str(again), vars(again)) == ("slow down", vars(error))


@ways
def test_a_failure_with_its_summary(through: Through, example: Path) -> None:
    error = ModelFailedError("the model failed", preview(example))
    again = through(error)
    assert isinstance(again, ModelFailedError)
    assert (str(again), again.summary) == (str(error), error.summary)
