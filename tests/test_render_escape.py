"""The notes' words in Markdown: a parser that reads them back gets the same words, and nothing else."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from notesllm.render.escape import inline
from notesllm.render.words import one_line

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
HOLDERS = ["{}", "# {}", "- {}", "- **{}** end", "| a | b |\n|---|---|\n| {} | x |"]
TEXTS = (st.text() | st.text(alphabet="\\`*_|<>#@-=+1.)&;![]():~ a\n/", max_size=40)).filter(one_line)


def read_back(markdown: str) -> str:
    """The text that a reader sees; fails on anything that is not text, code or the holder's own markup."""
    shown = []
    for token in _leaves(PARSER.parse(markdown)):
        assert token.type not in {"html_inline", "html_block", "link_open", "image", "softbreak", "hardbreak", "hr"}
        shown.append(token.content)
    return "".join(shown)


def _leaves(tokens: list[Token]) -> list[Token]:
    return [leaf for token in tokens for leaf in (_leaves(token.children) if token.children else [token])]


@pytest.mark.parametrize("holder", HOLDERS)
@given(text=TEXTS)
@example(text="C #")
@example(text="1.")
@example(text="---")
@example(text="a `code` & &amp; <b>bold</b> <!-- x --> [link](javascript:x) ![i](y)")
@example(text="@ana and @org/team, a@b.example, https://example.com/@ana/snake_case_ ~~no~~ C:\\dir\\")
def test_a_parser_reads_the_same_words(holder: str, text: str) -> None:
    words = one_line(text)
    assert read_back(holder.format(inline(text))) == read_back(holder.format("WORDS")).replace("WORDS", words)


@pytest.mark.parametrize(
    ("words", "escaped"),
    [
        ("@ana will ask @org/team.", "`@ana` will ask `@org/team`."),
        ("ana@example.com", "ana@example.com"),
        ("é@ana", "é`@ana`"),
        ("a | b", "a \\| b"),
        ("`rm -rf`", "\\`rm -rf\\`"),
        ("snake_case and _emphasis_", "snake_case and \\_emphasis\\_"),
        ("<img src=x>", "\\<img src=x>"),
        ("AT&T &lt;", "AT&T \\&lt;"),
        ("1. first", "1\\. first"),
        ("1.5 s - 2 s", "1.5 s - 2 s"),
        ("- item", "\\- item"),
        ("see https://example.com/a_b?c=d", "see https://example.com/a_b?c=d"),
    ],
)
def test_only_what_must_be_is_escaped(words: str, escaped: str) -> None:
    assert inline(words) == escaped
