"""Counting tokens: exact where a vocabulary is at hand, else a careful estimate; never a download."""

import base64
import sys
from collections.abc import Iterator
from hashlib import sha1, sha256
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notesllm.llm import tokens
from notesllm.llm.tokens import ESTIMATE_MARGIN, Counter, counter_for, estimated

OPENAI = "openai/gpt-5-mini"
URL, DIGEST = tokens.VOCABULARIES["o200k_base"]


@pytest.fixture(autouse=True)
def forgetting() -> Iterator[None]:
    """What was found in one test's environment is not for the next."""
    yield
    for cached in (counter_for, tokens.by_bpe_openai, tokens.by_tiktoken):
        cached.cache_clear()


@pytest.fixture
def no_bpe_openai(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """As if the extra were not installed; tiktoken's cache is an empty folder, which is returned."""
    monkeypatch.setitem(sys.modules, "bpe_openai", None)
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path))
    for cached in (counter_for, tokens.by_bpe_openai, tokens.by_tiktoken):
        cached.cache_clear()
    return tmp_path


def bpe(text: str) -> int:
    count = tokens.by_bpe_openai("o200k_base")
    assert count is not None
    return count(text)


def test_exact_for_the_models_own_vocabulary(example: Path) -> None:
    text = example.read_text(encoding="utf-8")
    counter = counter_for(OPENAI)
    assert (counter.counted, counter.margin, counter(text)) == (True, 1.0, bpe(text))


def test_another_vocabulary_is_an_estimate() -> None:
    claude = counter_for("anthropic/claude-sonnet-4-6")
    assert (claude.counted, claude.margin) == (False, ESTIMATE_MARGIN)
    assert claude("What did we decide about the cache on Tuesday?") > bpe(
        "What did we decide about the cache on Tuesday?"
    )


def test_the_estimate_is_near_on_the_examples(example: Path) -> None:
    text = example.read_text(encoding="utf-8")
    assert estimated(text) == pytest.approx(bpe(text), rel=0.15)


def test_with_its_margin_the_estimate_covers_every_window(corpus_windows: list[str]) -> None:
    short = [w for w in corpus_windows if estimated(w) * ESTIMATE_MARGIN < bpe(w)]
    assert (len(corpus_windows), short) == (len(corpus_windows), [])
    assert len(corpus_windows) > 300


@pytest.fixture(scope="module")
def corpus_windows() -> list[str]:
    root = Path(__file__).parent
    paths = sorted((root / "corpus").glob("*/docs/*")) + sorted((root.parent / "examples").glob("*.[tm][xd]*"))
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in paths]
    return [text[at : at + 1400] for text in texts for at in range(0, max(1, len(text) - 1000), 700)]


@given(st.text(st.characters(codec=None)))
def test_tokens_are_never_more_than_bytes(text: str) -> None:
    size = len(text.encode("utf-8", "surrogatepass"))
    for counter in (counter_for(OPENAI), counter_for("mistral/any"), Counter(estimated, factor=3.0)):
        assert (0 if size == 0 else 1) <= counter(text) <= size


@pytest.mark.parametrize("unit", ["a", "1", "-", " ", "\n", "é", "漢", "a1", "_-", "word ", "\t \n"], ids=ascii)
def test_time_is_linear_whatever_the_text(unit: str) -> None:
    start = perf_counter()
    estimated(unit * 500_000)
    assert perf_counter() - start < 2


def test_more_than_one_piece_is_counted_whole() -> None:
    text = "Ana writes the runbook by Friday.\n" * 30_000
    assert counter_for(OPENAI)(text) == pytest.approx(bpe("Ana writes the runbook by Friday.\n" * 300) * 100, rel=0.001)
    assert counter_for(OPENAI)("漢字" * 60_000) <= 360_000


def test_without_a_vocabulary_it_estimates_at_once(no_bpe_openai: Path) -> None:
    start = perf_counter()
    counter = counter_for(OPENAI)
    assert perf_counter() - start < 0.1
    assert not counter.counted
    assert counter("one two three") == 3
    assert list(no_bpe_openai.iterdir()) == []


def test_tiktoken_counts_where_its_file_is_in_the_cache(no_bpe_openai: Path, vocabulary: bytes) -> None:
    assert sha256(vocabulary).hexdigest() == DIGEST
    (no_bpe_openai / sha1(URL.encode()).hexdigest()).write_bytes(vocabulary)  # noqa: S324 - as tiktoken names it
    counter = counter_for(OPENAI)
    assert counter.counted
    assert counter("Müller owns the roll-out.\n" * 3000) == 3000 * counter("Müller owns the roll-out.\n")


def test_a_damaged_file_in_the_cache_is_left_alone(no_bpe_openai: Path, vocabulary: bytes) -> None:
    """tiktoken itself would remove it and download anew."""
    path = no_bpe_openai / sha1(URL.encode()).hexdigest()  # noqa: S324
    path.write_bytes(vocabulary[:-1])
    assert not counter_for(OPENAI).counted
    assert path.stat().st_size == len(vocabulary) - 1


@pytest.mark.parametrize("name", ["TIKTOKEN_CACHE_DIR", "DATA_GYM_CACHE_DIR"])
def test_a_cache_that_is_switched_off(monkeypatch: pytest.MonkeyPatch, no_bpe_openai: Path, name: str) -> None:
    assert no_bpe_openai.is_dir()
    monkeypatch.delenv("TIKTOKEN_CACHE_DIR")
    monkeypatch.setenv(name, "")
    assert not counter_for(OPENAI).counted


@pytest.fixture(scope="module")
def vocabulary() -> bytes:
    """o200k as tiktoken keeps it, from bpe-openai's copy."""
    assert bpe("") == 0
    import bpe_openai  # type: ignore[import-untyped]

    ranks: dict[bytes, int] = bpe_openai.get_encoding("o200k_base")._mergeable_ranks  # noqa: SLF001
    lines = [base64.b64encode(token) + b" %d\n" % rank for token, rank in sorted(ranks.items(), key=lambda x: x[1])]
    return b"".join(lines)


def test_a_counter_shows_no_text() -> None:
    assert repr(counter_for(OPENAI)) == "Counter(counted=True, factor=1.0)"
