"""Figures with a name: one habit of writing a case, and laws."""

import pytest
from extract_cases import cases
from hypothesis import given, settings
from hypothesis import strategies as st

from notesllm.document import read
from notesllm.extract import extract
from notesllm.extract.metrics.figures import FIGURE, figure_at
from notesllm.extract.metrics.stated import stated
from notesllm.extract.metrics.wording import wording
from notesllm.lexicon import LANGUAGES
from notesllm.summary import Metric


def found(text: str) -> tuple[Metric, ...]:
    return extract(read(text)).metrics


@pytest.mark.parametrize(("text", "expected"), list(cases("metrics")))
def test_metrics(text: str, expected: list[str]) -> None:
    metrics = found(text)
    wanted = [[part.strip() for part in line.split(" | ")] for line in expected]
    assert [(m.name, m.value) for m in metrics] == [(name, value) for name, value, *_ in wanted]
    for metric, (name, _, *fields) in zip(metrics, wanted, strict=True):
        for field in fields:
            key, _, value = field.partition("=")
            assert str(getattr(metric, key)) == value, f"{name}: {key}"


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("$1.8M", 1_800_000.0, "$"),
        ("2,847 points", 2847.0, None),
        ("<6 hours", 6.0, "hours"),
        ("94.7%", 94.7, "%"),
        ("$12K/month", 12_000.0, "$/month"),
        ("8.2/10", 8.2, "/10"),
        ("-$105,795", -105_795.0, "$"),
        ("$5.5 million", 5_500_000.0, "$"),
        ("12-15%", None, "%"),
        ("40 percent", 40.0, "%"),
        ("20 dollars", 20.0, "$"),
        ("45-minute", 45.0, "minute"),
        ("10m", 10.0, "m"),
        ("1.2 trillion", 1.2e12, None),
    ],
)
def test_a_figure_is_read_as_written(text: str, number: float | None, unit: str | None) -> None:
    match = FIGURE.search(text)
    assert match
    figure = figure_at(match)
    assert figure
    assert (figure.number, figure.unit) == (number, unit)


@pytest.mark.parametrize("text", ["2.4.1", "2024-10-15", "10:30", "#7149", "in 2017", "3rd", "v1.2", "Q3", "5/10/21"])
def test_what_only_looks_like_a_figure(text: str) -> None:
    assert [figure_at(match) for match in FIGURE.finditer(text) if figure_at(match)] == []


@pytest.mark.parametrize(
    ("text", "number"), [("1.234,56 €", 1234.56), ("98,2 %", 98.2), ("3.500 €", 3500.0), ("1.5 %", 1.5)]
)
def test_decimal_commas(text: str, number: float) -> None:
    match = FIGURE.search(text)
    assert match
    figure = figure_at(match, comma=True)
    assert figure
    assert figure.number == number


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_its_words(language: str) -> None:
    assert stated("latency 80% complete", wording(language)) is not None


PIECES = st.sampled_from(
    ["## Metrics\n", "- Coverage: ", "81% ", "(target: ", "up from ", "$1.2M", "/month ", "from ", "to ", "improved ",
     "| Metric | Value |\n|-|-|\n", "| a | 5% |\n", "revenue is ", "\n", "12", ") ", "99", ". ", "drop in ", "8/10"]
)  # fmt: skip


ANY = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8)


@settings(max_examples=150)
@given(st.lists(PIECES | ANY, max_size=30).map("".join))
def test_any_text_yields_proven_metrics_again_and_again(text: str) -> None:
    document = read(text + "x")
    metrics = extract(document).metrics
    for metric in metrics:
        assert metric.name
        assert metric.evidence
        for evidence in metric.evidence:
            assert document.source[evidence.start : evidence.end] == evidence.quote != ""
    assert len({metric.id for metric in metrics}) == len(metrics)
    assert extract(document).metrics == metrics
