"""What holds for any text whatever: spans, order, lines, sections; and that reading never fails."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notesllm.document import STRUCTURE, Document, Kind, line_kinds, read, sentences
from notesllm.errors import InputError

PIECES = (
    *(
        "{| x\n",
        "|-\n",
        "| c\n",
        "! h\n",
        "|}\n",
        "||h||k||\n",
        "+--+--+\n",
        "+==+==+\n",
        "#. x\n",
        ":Key: value\n",
        "h2. T\n",
    ),
    *(
        "00:01 --> 00:02\n",
        "<v Ada>",
        "1\n",
        ".. note:: x\n",
        "** x\n",
        "'''b'''",
        "TOP 2: T\n",
        "Topic: x\n",
        "ada: x\n",
    ),
    *(
        "# T",
        "## Plan\n",
        "Title\n=====\n",
        "= T =\n",
        "<h2>T</h2>",
        "**Bold**",
        "Label: ",
        "**Owner:** Ada",
        "1. ",
        "2.1 T",
        "a) ",
    ),
    *(
        "- ",
        "* ",
        "  - ",
        "\t",
        "• ",
        "[ ] ",
        "[x] ",
        "☐ ",
        "> ",
        "```\n",
        "~~~",
        "| a | b |\n",
        "|---|---|\n",
        "---\n",
        "***",
    ),
    *(
        "<!--",
        "-->",
        "<br>",
        "<b>",
        "{% x %}",
        "[a](b)",
        "![i](j)",
        "[r]: http://x\n",
        "`c`",
        "\\[",
        "&amp;",
        "&#xNAN;",
        "@ada ",
    ),
    *(
        "[00:01] Ada: ",
        "Ada (00:02):\n",
        "10:00 <ada> ",
        "<bo> ",
        "Ada Byron: I do\n",
        "Bo: you?\n",
        "… more",
        "#topic x",
        "#action y",
    ),
    *(
        ": - a - b",
        ": 1. **A** - x 2. **B**",
        " - ",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "word ",
        "Two words ",
        "e.g. this. That",
        "jes-\nsica",
    ),
    *(
        "#show: x(\n",
        '"s", "t",\n',
        ")",
        "key: [v],\n",
        "\u2028",
        "\u00a0",
        "\u200b",
        "é",
        "🙌",
        "  \n",
        "{",
        "}",
        "_",
        "*",
        "[",
        "(",
        "<",
        "\\",
    ),
)
texts = st.one_of(st.lists(st.sampled_from(PIECES), min_size=1, max_size=25).map("".join), st.text(max_size=120))
# What a line without a block may hold: it has no words that a reader would see.
STRUCTURAL = re.compile(
    r"[\W_\d]*$|!|.*\||\\?<|<!--|.*-->|</?[a-z]|\{%|\{\{|\{:|!?\[|`{3}|~{3}|\+{4}|[\w ]*-{3,}"
    r"|#+(show|import|set|let|table|\w+\.with)\b"
    r"|[\w-]+:|.*[\]\"),]|.*\d[:.]\d\d|#\w+|[*-]|\|",
    re.IGNORECASE,
)


def _read(text: str) -> Document | None:
    try:
        return read(text)
    except InputError as error:
        message = str(error)
    assert "\n" not in message
    return None


@settings(max_examples=600)
@given(texts)
def test_every_block_stands_where_it_says(text: str) -> None:
    document = _read(text)
    if document is None:
        return
    source = document.source
    before = 0
    for index, block in enumerate(document.blocks):
        assert before <= block.start < block.end <= len(source)
        assert source[block.start : block.end].strip()
        assert block.line == document.lines.number(block.start)
        assert block.parent < index
        assert block.start <= block.value_start <= block.end
        assert block.turn_start <= block.start
        assert all(block.start <= cell.start <= cell.end <= block.end for cell in block.cells if cell.text)
        before = block.end


@settings(max_examples=400)
@given(texts)
def test_sections_hold_what_stands_below_their_headings(text: str) -> None:
    document = _read(text)
    if document is None:
        return
    sections = document.sections
    assert sections[0] == ("", 0, -1, -1, 0, len(document.blocks))
    for index, section in enumerate(sections[1:], 1):
        assert document.blocks[section.heading].kind is Kind.HEADING
        assert section.first == section.heading + 1
        around = sections[section.parent]
        assert section.parent < index
        assert around.level < section.level
        assert around.first <= section.heading < section.last <= around.last
    for index, block in enumerate(document.blocks):
        home = sections[block.section]
        assert home.first <= index < home.last or home.heading == index


@settings(max_examples=400)
@given(texts)
def test_every_line_is_content_or_structure(text: str) -> None:
    document = _read(text)
    if document is None or "<!--" in text or "#show" in text:
        return  # what these open may run to the end, words and all
    structure = {number for number, kind in enumerate(line_kinds(document), 1) if kind == STRUCTURE}
    headings = {block.line for block in document.blocks if block.kind is Kind.HEADING}
    for number in structure - headings:
        line = document.source[slice(*document.lines.span(number))].strip().lstrip("> ")
        in_front_matter = any(document.lines.number(span.start) == number for *_, span in document.front_matter)
        assert in_front_matter or STRUCTURAL.match(line) is not None, line


@settings(max_examples=400)
@given(texts)
def test_sentences_stand_inside_their_block(text: str) -> None:
    document = _read(text)
    if document is None:
        return
    for block in document.blocks:
        before = block.start
        for sentence in sentences(document, block):
            assert before <= sentence.start < sentence.end <= block.end
            assert sentence.text
            before = sentence.end


@settings(max_examples=200)
@given(texts)
def test_reading_is_the_same_every_time(text: str) -> None:
    assert _read(text) == _read(text)


@settings(max_examples=200)
@given(texts.filter(lambda text: "\r" not in text and "\n" in text))
def test_line_ends_change_offsets_only(text: str) -> None:
    first, second = _read(text), _read(text.replace("\n", "\r\n"))
    if first is None or second is None:
        return
    assert [(b.kind, b.line, b.label, b.section, b.parent) for b in first.blocks] == [
        (b.kind, b.line, b.label, b.section, b.parent) for b in second.blocks
    ]


LEADS = ("", "- ", "> ", "1. ", "Ada: ")
words = st.text(alphabet="abyzé_.*-", min_size=1, max_size=12).filter(lambda word: "**" not in word)


@settings(max_examples=200)
@given(
    st.sampled_from(LEADS), words, st.sampled_from(("{{%s}}", "{{ %s }}", "{%% %s %%}")), st.sampled_from(("", "**"))
)
def test_a_template_tag_in_a_sentence_stays_as_written(lead: str, word: str, braces: str, mark: str) -> None:
    tag = braces % word
    document = read(f"# T\n\n{lead}We put {mark}{tag}{mark} in the page\n")
    assert f"We put {tag} in the page" in document.blocks[-1].text


@pytest.mark.parametrize("text", ["a\rb\rc", "a\r\nb\r\nc", "a\nb\nc\n"])
def test_lines_are_counted_as_editors_count_them(text: str) -> None:
    assert [block.line for block in read(text).blocks] == [1, 2, 3]
