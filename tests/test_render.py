"""Every form of a summary: complete, free of what is empty, and safe whatever the notes say."""

import datetime as dt
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from notesllm import Degraded, Highlight, MeetingSummary, Owner, Provenance, Source
from notesllm.render import RENDERERS, Renderer, Screen, to_json, to_text
from notesllm.render.words import due, one_line
from notesllm.summary import Due
from notesllm.summary.items import Precision

CASES = Path(__file__).parent / "render_cases"
NASTY = st.text() | st.text(alphabet="\x1b[]m31;()\\`*_|<>#@-=+1.&\n\r\t\x9b\u202ea ", max_size=60)


def summary_of(text: str) -> MeetingSummary:
    source = Source(sha256="0" * 64, characters=1, lines=1, format="plain", name=text)
    highlight = Highlight(id="h", evidence=(), text=text)
    return MeetingSummary(
        id="m", title=text, abstract=text, highlights=(highlight,), provenance=Provenance(source=source)
    )


@pytest.mark.parametrize("renderer", RENDERERS, ids=lambda renderer: renderer.name)
def test_a_full_summary_looks_as_its_case_says(full_summary: MeetingSummary, renderer: Renderer) -> None:
    assert renderer.render(full_summary, Screen()) == (CASES / f"full{renderer.suffix}").read_text(encoding="utf-8")


def test_methods_render_as_the_table_does(full_summary: MeetingSummary) -> None:
    forms = {renderer.name: renderer.render(full_summary, Screen()) for renderer in RENDERERS}
    assert full_summary.to_markdown() == forms["markdown"]
    assert full_summary.to_text() == forms["text"]
    assert MeetingSummary.model_validate_json(to_json(full_summary)) == full_summary


def test_nothing_found_shows_no_section(bare_summary: MeetingSummary) -> None:
    assert "##" not in bare_summary.to_markdown()
    assert bare_summary.to_text().count("\n") == 5
    for shown in (bare_summary.to_markdown(), bare_summary.to_text()):
        assert "\n\nNothing was found in these notes.\n\n" in shown


def test_something_found_is_not_called_nothing(full_summary: MeetingSummary) -> None:
    assert "Nothing was found" not in full_summary.to_markdown() + full_summary.to_text()


@pytest.mark.parametrize("width", [100, 140, 160])
def test_a_handle_stays_whole(full_summary: MeetingSummary, width: int) -> None:
    handle = "@long-handle-of-somebody"
    item = full_summary.action_items[0].model_copy(update={"owners": (Owner(name=handle), Owner(name=handle + "2"))})
    shown = full_summary.model_copy(update={"action_items": (item,)})
    assert to_text(shown, Screen(width)).count(handle) == 2


@pytest.mark.parametrize(
    ("engine", "strategy", "told"),
    [
        ("rules", None, "Read from weekly.md by rules, without a model;"),
        ("rules", "review", "Read from weekly.md by rules, without a model;"),
        ("llm", "review", "Read from weekly.md by rules, reviewed by openai/gpt-5-mini;"),
        ("mixed", "review", "Read from weekly.md by rules, reviewed in part by openai/gpt-5-mini;"),
        ("llm", "extract", "Read from weekly.md by rules, and by openai/gpt-5-mini;"),
        ("mixed", "extract", "Read from weekly.md by rules, and in part by openai/gpt-5-mini;"),
    ],
)
def test_who_read_the_notes(full_summary: MeetingSummary, engine: str, strategy: str | None, told: str) -> None:
    update = {"engine": engine, "strategy": strategy, "model": "openai/gpt-5-mini"}
    shown = full_summary.model_copy(update={"provenance": full_summary.provenance.model_copy(update=update)})
    assert told in shown.to_markdown()
    assert told.removesuffix(";") in " ".join(shown.to_text().split())


@pytest.mark.parametrize(
    ("lines", "told"), [((None, None), "No answer."), ((4, 4), "L4: No answer."), ((1, 40), "L1-L40: No answer.")]
)
def test_what_is_lacking_says_where(
    full_summary: MeetingSummary, lines: tuple[int | None, int | None], told: str
) -> None:
    lack = Degraded(code="timeout", message="No answer.", first_line=lines[0], last_line=lines[1])
    provenance = full_summary.provenance.model_copy(update={"degraded": (lack,)})
    shown = full_summary.model_copy(update={"provenance": provenance})
    assert f"> **Degraded:** {told}\n" in shown.to_markdown()
    assert f"Degraded: {told}\n" in shown.to_text()


def test_colours_only_where_asked_for(full_summary: MeetingSummary) -> None:
    assert "\x1b[" in to_text(full_summary, Screen(80, color=True))
    assert "\x1b" not in to_text(full_summary, Screen(80))


@pytest.mark.parametrize("width", [1, 40, 72, 100, 200])
def test_lines_of_text_fit_the_screen(full_summary: MeetingSummary, width: int) -> None:
    lines = to_text(full_summary, Screen(width)).splitlines()
    assert max(map(cell_len, lines)) <= max(width, 40)


def test_words_that_look_like_rich_markup_are_shown(full_summary: MeetingSummary) -> None:
    assert "[bold]sync[/bold]" in full_summary.to_text()


@pytest.mark.parametrize(
    ("precision", "text", "shown"),
    [
        ("month", "November 2024", "November 2024"),
        ("month", "next month", "next month (2024-11)"),
        ("quarter", "end of Q4", "end of Q4 (Q4 2024)"),
        ("quarter", "Q4 2024", "Q4 2024"),
        ("year", "", "2024"),
        ("day", "next Friday", "2024-11-30 (next Friday)"),
        ("day", "30 Nov", "2024-11-30"),
        ("week", "this week", "2024-11-30 (this week)"),
    ],
)
def test_dues_show_a_day_where_the_notes_give_one(precision: Precision, text: str, shown: str) -> None:
    assert due(Due(date=dt.date(2024, 11, 30), text=text, precision=precision)) == shown


@given(NASTY)
def test_no_words_steer_a_terminal(text: str) -> None:
    for shown in (summary_of(text).to_text(), summary_of(text).to_markdown()):
        assert {c for c in shown if unicodedata.category(c) in {"Cc", "Cs"}} <= {"\n"}
        assert not {"\u202e", "\u2066"} & set(shown)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("two\nlines\r\n of\ttext ", "two lines of text"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]8;;http://example.com\x07link\x1b]8;;\x07", "link"),
        ("be\x00ll\x07", "bell"),
        ("\u202eturned around\u202c", "turned around"),
        ("lone \ud800 half", "lone half"),
    ],
)
def test_one_line(words: str, shown: str) -> None:
    assert one_line(words) == shown


@given(NASTY)
def test_one_line_is_final(text: str) -> None:
    assert one_line(one_line(text)) == one_line(text)
