"""What a model would take, told without asking it: the sockets are closed here."""

from pathlib import Path
from typing import Any

import pytest
import scripted

from notesllm import ArgumentTypeError, EmptyInputError, Estimate, OptionError, Price, estimate, summarize
from notesllm.config import Strategy
from notesllm.testing import ScriptedBackend

MINI = "openai/gpt-5-mini"
NOTES = "# Sync\n\n- [ ] Ana: write the runbook by Friday\n"


@pytest.mark.parametrize("strategy", ["review", "extract"])
def test_what_is_read_is_just_what_is_foretold(example: Path, strategy: Strategy) -> None:
    found = getattr(estimate(example, model=MINI), strategy)
    backend = ScriptedBackend([scripted.answer_to(example, strategy)], model=MINI)
    usage = summarize(example, backend=backend, strategy=strategy).provenance.usage
    assert (found.calls, found.input_tokens) == (usage.calls, usage.input_tokens)
    assert usage.output_tokens <= found.output_tokens  # the examples need few corrections
    if strategy == "extract":
        assert found.output_tokens == pytest.approx(usage.output_tokens, rel=0.25)
    assert (usage.cost_usd or 0) <= found.cost_usd < found.most_cost_usd


def test_a_review_saves_most_of_an_extraction(example: Path) -> None:
    assert estimate(example, model=MINI).ratio > 2


def test_several_documents_and_many_meetings(example: Path) -> None:
    one, several = estimate(example, model=MINI), estimate([example, NOTES, NOTES.encode()], model=MINI, volume=10)
    small = estimate(NOTES, model=MINI)
    assert (several.documents, several.volume) == (3, 10)
    assert several.review.input_tokens == 10 * (one.review.input_tokens + 2 * small.review.input_tokens)
    assert several.extract.output_tokens == 10 * (one.extract.output_tokens + 2 * small.extract.output_tokens)


def test_long_notes_take_several_calls() -> None:
    found = estimate(NOTES * 500, model="ollama/qwen3")
    assert found.review.calls > 3
    assert (found.counted, found.review.cost_usd) == (False, 0.0)


def test_privacy_is_that_of_the_address() -> None:
    talk = NOTES.replace("Ana", "Ana-Sophia Hernández-Montgomery")
    here = estimate(talk, model=MINI, base_url="http://localhost:8080/v1").review.input_tokens
    there = estimate(talk, model=MINI).review.input_tokens
    assert here == estimate(talk, model=MINI, privacy="off").review.input_tokens
    assert there == estimate(talk, model=MINI, privacy="strict").review.input_tokens
    assert here != there


def test_what_the_environment_chooses(monkeypatch: pytest.MonkeyPatch) -> None:
    assert estimate(NOTES).model == MINI
    monkeypatch.setenv("NOTESLLM_ENGINE", "rules")
    monkeypatch.setenv("NOTESLLM_MODEL", "mistral/mistral-small-latest")
    found = estimate(NOTES)
    assert (found.model, found.counted) == ("mistral/mistral-small-latest", False)


def test_the_price_can_be_said() -> None:
    assert estimate(NOTES, model="some/model").review.cost_usd is None
    found = estimate(NOTES, model="some/model", price=Price(1.0, 1.0))
    assert found.review.cost_usd == pytest.approx((found.review.input_tokens + found.review.output_tokens) / 1e6)
    assert Estimate.model_validate_json(found.model_dump_json()) == found


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        pytest.param({"source": []}, OptionError, id="nothing"),
        pytest.param({"source": NOTES, "volume": 0}, OptionError, id="no meeting"),
        pytest.param({"source": NOTES, "volume": 1.5}, OptionError, id="half a meeting"),
        pytest.param({"source": " \n"}, EmptyInputError, id="empty notes"),
        pytest.param({"source": [NOTES, ""]}, EmptyInputError, id="empty among others"),
        pytest.param({"source": 7}, ArgumentTypeError, id="a number"),
        pytest.param({"source": NOTES, "base_url": "http://localhost/v1"}, OptionError, id="no model at an address"),
    ],
)
def test_what_means_nothing(arguments: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        estimate(**arguments)
