"""A digest as Markdown and as text: what must be done is shown whole, and words of the notes never act."""

import datetime as dt
import unicodedata
from pathlib import Path

import pytest
from export_drawn import digests
from hypothesis import given
from markdown_it import MarkdownIt
from markdown_it.token import Token
from planted_digest import planted
from rich.cells import cell_len

from notesllm import ExecutiveDigest, digest, preview
from notesllm.digest.model import DueChange, Meeting, Reassignment
from notesllm.render import Screen, digest_to_markdown, digest_to_text
from notesllm.render.digest_outline import MOST, MOST_PLACES, outline
from notesllm.render.words import one_line

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
URGENT = {"overdue", "due_soon", "blocked"}
SMALL = ("<sub>", "</sub>")  # the renderer's own
EXAMPLES = Path(__file__).parent.parent / "examples"


@pytest.fixture(scope="module")
def examples() -> ExecutiveDigest:
    notes = sorted(path for path in EXAMPLES.iterdir() if path.suffix in {".md", ".txt"} and path.name != "README.md")
    return digest([preview(path) for path in notes], as_of=dt.date(2025, 10, 31))


def leaves(tokens: list[Token]) -> list[Token]:
    return [leaf for token in tokens for leaf in (leaves(token.children) if token.children else [token])]


@given(told=digests())
def test_words_of_the_notes_do_nothing_in_markdown(told: ExecutiveDigest) -> None:
    read = leaves(PARSER.parse(digest_to_markdown(told)))
    assert not [token for token in read if token.type in {"link_open", "image", "html_block"}]
    assert all(token.content in SMALL for token in read if token.type == "html_inline")


@given(told=digests())
def test_no_control_character_gets_into_text(told: ExecutiveDigest) -> None:
    lines = digest_to_text(told).split("\n")
    assert all(unicodedata.category(character) != "Cc" for line in lines for character in line)
    assert not set("".join(lines)) & set("\u202e\u2066\u200f")
    assert max(map(cell_len, lines)) <= 100


@given(told=digests())
def test_what_must_be_done_is_shown_whole(told: ExecutiveDigest) -> None:
    markdown = PARSER.parse(digest_to_markdown(told))
    rows = sum(token.type == "tr_open" for token in markdown)
    tables = sum(token.type == "thead_open" for token in markdown)
    shown = [line for line in told.actions if line.standing in URGENT]
    assert rows - tables >= len(shown)


def test_the_digest_of_the_examples_says_who_owes_what(examples: ExecutiveDigest) -> None:
    for form in (digest_to_markdown(examples), " ".join(digest_to_text(examples, Screen(width=400)).split())):
        for told in ("Fix NEXUS-1542", "365 days late", "Where the notes disagree", "under $10,000/month"):
            assert told in form
        for line in examples.actions:
            assert one_line(line.task).split(" `")[0][:40] in form.replace("\\", "") or line.standing not in URGENT


def test_each_line_says_where_it_is_proven(examples: ExecutiveDigest) -> None:
    markdown = digest_to_markdown(examples)
    (row,) = [line for line in markdown.splitlines() if line.startswith("| Fix NEXUS-1542 ")]
    assert row == "| Fix NEXUS-1542 | Emily Watson | 2024-10-31 | 365 days late | M4 L72 |"
    assert "- *M4* Engineering All-Hands Meeting (2024-10-15, october-all-hands.md)" in markdown


def test_the_history_of_an_action_is_told() -> None:
    markdown = digest_to_markdown(planted())
    assert "| 2024-10-01 → 2024-10-10 |" in markdown
    assert "| Bo Lindt → Ana Ruiz; carried over 3× |" in markdown
    assert "carried over 4×; owners set by hand" in markdown
    assert "- **Reversed:** Keep Redis (Bo Lindt) *Now:* Leave Redis" in markdown
    assert "- **Slipped:** The runbook moved (1 October → 8 October)" in markdown


def test_long_sections_say_how_much_they_leave_out() -> None:
    told = planted(many=MOST + 3)
    markdown = digest_to_markdown(told)
    assert markdown.count("… and 3 more, in the JSON and the HTML of this digest") == 3  # open, out of sight, done
    assert markdown.count("5 days late") == MOST + 3
    assert "… and" not in str(outline(told, most=None))


def test_a_line_told_very_often_names_the_last_meetings() -> None:
    told = planted()
    line = told.actions[0]
    (cited,) = line.citations
    more = [Meeting(id=f"m-{at}", title="Weekly") for at in range(9)]
    often = line.model_copy(update={"citations": tuple(cited.model_copy(update={"meeting": m.id}) for m in more)})
    markdown = digest_to_markdown(told.model_copy(update={"actions": (often,), "meetings": tuple(more)}))
    assert f"…, {', '.join(f'M{at} L9' for at in range(9 - MOST_PLACES + 1, 10))} |" in markdown


def test_nobody_is_a_former_owner_too() -> None:
    line = (
        planted()
        .actions[0]
        .model_copy(
            update={
                "reassignments": (Reassignment(before=(), after=("Bo",), meeting="m-1"),),
                "due_changes": (DueChange(before=dt.date(2024, 1, 2), after=dt.date(2024, 1, 1), meeting="m-1"),),
            }
        )
    )
    markdown = digest_to_markdown(planted().model_copy(update={"actions": (line,)}))
    assert "2024-01-02 → 2024-01-01; nobody → Bo" in markdown


def test_an_empty_digest_says_so() -> None:
    assert digest_to_markdown(digest([])).count("Nothing was found in these meetings.") == 1


@pytest.mark.parametrize("width", [40, 60, 120])
def test_text_keeps_to_its_width(examples: ExecutiveDigest, width: int) -> None:
    assert max(map(len, digest_to_text(examples, Screen(width=width)).split("\n"))) <= width
