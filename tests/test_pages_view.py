"""The page of notes beside their summary, and the command that writes it."""

import re
from hashlib import sha256
from pathlib import Path

import pytest
from command import Command
from hypothesis import given, settings
from hypothesis import strategies as st
from page_shape import Shape

from notesllm import OptionError, preview
from notesllm.render import view_to_html
from notesllm.render.pages.passages import cut_notes
from notesllm.render.words import visible
from notesllm.span import Span, split_lines
from notesllm.summary import Decision, Evidence, MeetingSummary, Provenance, Source

NOTES = "# Weekly sync\n\nDate: 2024-10-15\n\n## Action items\n\n- [ ] Ana: write the runbook by 2024-10-18\n"


def summary_of(text: str, *spans: tuple[int, int], said: str = "Keep it") -> MeetingSummary:
    """A summary of one decision for each span."""
    lines = split_lines(text)[1]
    decisions = tuple(
        Decision(
            id=f"d-{at}",
            text=said,
            evidence=(Evidence(start=start, end=end, line=lines.number(start), quote=text[start:end]),),
        )
        for at, (start, end) in enumerate(spans)
    )
    source = Source(
        sha256=sha256(text.encode()).hexdigest(), characters=len(text), lines=len(lines), format="text", name=said
    )
    return MeetingSummary(id="m", title=said, decisions=decisions, provenance=Provenance(source=source))


def test_the_page_is_well_formed(example: Path) -> None:
    text = example.read_text(encoding="utf-8")
    shape = Shape(view_to_html(preview(example), text))
    assert shape.faults == []
    assert shape.headings[0] == 1
    assert {address[1:] for address in shape.addresses if address.startswith("#")} <= shape.ids
    assert "default-src 'none'" in next(given["content"] for _, given in shape.attributes if given.get("http-equiv"))


def test_each_line_of_the_notes_is_there_by_its_number(example: Path) -> None:
    text = example.read_text(encoding="utf-8")
    lines = list(cut_notes(text, []))
    assert [line.number for line in lines] == list(range(1, len(split_lines(text)[0]) + 1))
    shape = Shape(view_to_html(preview(example), text))
    assert {f"L{line.number}" for line in lines} <= shape.ids


def test_every_item_is_marked_where_its_evidence_is(example: Path) -> None:
    summary, text = preview(example), example.read_text(encoding="utf-8")
    page = view_to_html(summary, text)
    marked = {number for items in re.findall(r'data-items="([\d ]+)"', page) for number in items.split()}
    assert marked == set(re.findall(r'<li class="item" id="item-\d+" data-item="(\d+)">\s*<p class="line"><a', page))


def test_a_byte_order_mark_is_not_counted() -> None:
    text = "We decided to keep it.\n"
    assert "L1" in Shape(view_to_html(summary_of(text, (0, 5)), f"\ufeff{text}")).ids


def test_other_text_than_was_summarised_is_refused() -> None:
    with pytest.raises(OptionError, match="not the one that was summarised"):
        view_to_html(summary_of("one text", (0, 3)), "another text")


@st.composite
def notes_with_spans(draw: st.DrawFn) -> tuple[str, list[tuple[Span, int]]]:
    text = draw(st.text(st.sampled_from("ab <&\n\r\t\u202e\x1bé"), min_size=1, max_size=40))
    edges = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(edges, edges, st.integers(0, 3)), max_size=6))
    return text, [(Span(min(one, other), max(one, other)), item) for one, other, item in spans]


@given(notes_with_spans())
def test_passages_are_the_notes_and_marks_the_evidence(given_notes: tuple[str, list[tuple[Span, int]]]) -> None:
    text, evidence = given_notes
    texts, lines = split_lines(text)
    found = list(cut_notes(text, evidence))
    assert len(found) == len(texts)
    for line, raw in zip(found, texts, strict=True):
        start = lines.starts[line.number - 1]
        marks = [
            tuple(sorted({item for span, item in evidence if span.start <= start + at < span.end}))
            for at in range(len(raw))
        ]
        if "\x1b" not in raw:  # of an escape sequence more than one character may go
            assert "".join(passage.text for passage in line.passages) == visible(raw)
            shown = [passage.items for passage in line.passages for _ in passage.text]
            assert shown == [items for items, character in zip(marks, raw, strict=True) if visible(character)]


HOSTILE = (
    "</script>",
    "<!--",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "\u202e",
    "'",
    "&amp;",
    "</li>",
)


@settings(max_examples=40)
@given(st.lists(st.sampled_from(HOSTILE) | st.text(st.characters(exclude_categories=["Cs"]), max_size=9), min_size=1))
def test_no_element_comes_from_the_notes(parts: list[str]) -> None:
    evil = "".join(parts).replace("http", "").replace("\n", "").replace("\r", "")
    page = Shape(view_to_html(summary_of(f"x{evil}y", (0, 1), said=f"x{evil}"), f"x{evil}y"))
    plain = Shape(view_to_html(summary_of("xzy", (0, 1), said="xz"), "xzy"))
    assert page.faults == []
    assert page.skeleton == plain.skeleton


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("see https://example.com/a?b=1&c=2, please", ["https://example.com/a?b=1&c=2"]),
        ("HTTP://EXAMPLE.COM and ftp://example.com", []),
        ("javascript:alert(1) data:text/html,x vbscript:x //example.com", []),
        ('http://example.com/"onmouseover="alert(1)', ["http://example.com/"]),
        ("(http://example.com/a)", ["http://example.com/a"]),
    ],
)
def test_only_addresses_of_the_web_are_links(text: str, links: list[str]) -> None:
    shape = Shape(view_to_html(summary_of(text), text))
    assert [each for each in shape.addresses if not each.startswith(("#", "data:,"))] == links


def test_the_command_writes_the_page(notesllm: Command, tmp_path: Path) -> None:
    notes, target = tmp_path / "notes.md", tmp_path / "new" / "page.html"
    notes.write_text(NOTES, encoding="utf-8")
    assert notesllm("view", notes, "-o", target, "--engine", "rules") == (0, "", "")
    assert target.read_text(encoding="utf-8") == view_to_html(preview(notes), NOTES)


def test_the_command_prints_the_page_and_takes_the_options_of_summarize(notesllm: Command, tmp_path: Path) -> None:
    notes = tmp_path / "notes.md"
    notes.write_text(NOTES.replace("Date: 2024-10-15\n\n", ""), encoding="utf-8")
    run = notesllm("view", notes, "--engine", "rules", "--meeting-date", "2023-01-02", "--language", "en")
    assert run.code == 0
    assert "2023-01-02" in Shape(run.out).text


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["nothing.md"], 1, "no file"),
        ([""], 2, "the empty path"),
        (["{notes}", "-o", "{notes}"], 2, "would overwrite"),
        (["{notes}", "-o", ""], 2, "one page"),
        (["{notes}", "-o", "{folder}"], 2, "one page"),
        (["{notes}", "--meeting-date", "soon"], 2, "is no day"),
    ],
)
def test_wrong_uses_are_told(notesllm: Command, tmp_path: Path, arguments: list[str], code: int, told: str) -> None:
    notes = tmp_path / "notes.md"
    notes.write_text(NOTES, encoding="utf-8")
    run = notesllm("view", *[each.format(notes=notes, folder=tmp_path) for each in arguments])
    assert (run.code, run.out) == (code, "")
    assert told in run.err
    assert notes.read_text(encoding="utf-8") == NOTES
