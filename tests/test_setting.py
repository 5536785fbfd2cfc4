"""What is known of models, and what options say otherwise."""

import pytest

from notesllm.config import Options, Price, Privacy
from notesllm.llm.hosts import is_loopback
from notesllm.llm.models import model_facts
from notesllm.llm.setting import EXTRACTED, LEAST_NOTES, MOST_NOTES, MOST_OUTPUT, setting_for


@pytest.mark.parametrize(
    ("model", "window", "price"),
    [
        ("openai/gpt-5-mini", 400_000, Price(0.25, 2.0, 0.025)),
        ("openai/gpt-5-mini-2025-08-07", 400_000, Price(0.25, 2.0, 0.025)),
        ("openai/gpt-4-0613", 8192, Price(30.0, 60.0, 30.0)),
        ("openai/gpt-4-turbo-2024-04-09", 128_000, Price(10.0, 30.0, 10.0)),
        ("openai/gpt-5-mini-of-tomorrow", 128_000, None),
        ("openai/gpt-5x", 128_000, None),
        ("anthropic/claude-haiku-4-5-20251001", 200_000, Price(1.0, 5.0, 0.1)),
        ("anthropic/claude-next", 200_000, None),
        ("mistral/mistral-small-latest", 128_000, None),
        ("mistral/mistral-medium-latest", 128_000, Price(1.5, 7.5, 1.5)),
        ("google/gemini-3-flash-preview", 1_048_576, Price(0.5, 3.0, 0.5)),
        ("ollama/qwen3:8b", 4096, Price(0.0, 0.0, 0.0)),
        ("somebody/some-model", 8192, None),
        ("no-provider", 8192, None),
        ("", 8192, None),
    ],
)
def test_models(model: str, window: int, price: Price | None) -> None:
    facts = model_facts(model)
    assert (facts.window, facts.price) == (window, price)
    assert 0 < facts.max_output <= window


@pytest.mark.parametrize(
    ("host", "loopback"),
    [
        ("localhost", True),
        ("LOCALHOST.", True),
        ("api.localhost", True),
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("[::1]", True),
        ("::ffff:127.0.0.1", True),
        ("unix:/run/model.sock", True),
        ("0.0.0.0", False),  # noqa: S104 - as a host to connect to
        ("192.168.1.7", False),
        ("10.0.0.1", False),
        ("api.openai.com", False),
        ("localhost.example.com", False),
        ("127.0.0.1.example.com", False),
        ("notlocalhost", False),
        ("", False),
        (None, False),
    ],
)
def test_privacy_is_off_on_this_machine_only(host: str | None, loopback: bool) -> None:  # noqa: FBT001
    assert is_loopback(host) is loopback
    setting = setting_for(Options(), model="openai/gpt-5-mini", host=host)
    assert setting.privacy == ("off" if loopback else "strict")


@pytest.mark.parametrize("privacy", ["off", "standard", "strict"])
@pytest.mark.parametrize("host", ["127.0.0.1", "api.openai.com"])
def test_privacy_that_is_chosen_stands(privacy: Privacy, host: str) -> None:
    assert setting_for(Options(privacy=privacy), model="m", host=host).privacy == privacy


def test_options_overrule_the_tables() -> None:
    price = Price(1.0, 2.0)
    setting = setting_for(Options(context_window=4000, price=price), model="openai/gpt-5-mini", host=None)
    assert (setting.window, setting.max_output, setting.price) == (4000, 1000, price)
    assert setting_for(Options(), model="openai/gpt-5-mini", host=None).max_output == MOST_OUTPUT


def test_the_budget_for_notes() -> None:
    large = setting_for(Options(), model="openai/gpt-5-mini", host=None)
    small = setting_for(Options(), model="ollama/qwen3", host="localhost")
    assert large.notes_budget(2000) == MOST_NOTES
    assert not small.counted
    assert small.notes_budget(1000) == int((4096 - 1024) / 1.35 - 1000)
    assert small.notes_budget(100_000) == LEAST_NOTES
    assert large.notes_budget(2000, EXTRACTED) == int(MOST_OUTPUT / EXTRACTED)
    assert small.notes_budget(1000, EXTRACTED) == int(1024 / EXTRACTED)
