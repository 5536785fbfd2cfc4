"""Whatever the notes say: it never acts in a document, what is overdue is told, and no name leads out of the folder."""

import datetime as dt
from pathlib import Path

import pytest
from export_drawn import exportable
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from notesllm import ExecutiveDigest, MeetingSummary, TemplateError, TemplateNotFoundError, digest, write
from notesllm.render.words import one_line
from notesllm.writing.shelf import SHIPPED, Shelf

MANY = settings(
    max_examples=40,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],  # shrinking documents takes minutes
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture],
)
PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
ACTING = {"html_block", "link_open", "image", "fence", "code_block", "s_open"}
OURS = {"<br>", "<sub>", "</sub>"}
HEADINGS = {
    *("Decisions", "Action items", "Discussion", "Risks", "Questions", "Dates ahead", "To be cleared up"),
    *("What matters", "Next"),
}
What = MeetingSummary | ExecutiveDigest


MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def leaves(tokens: list[Token]) -> list[Token]:
    return [leaf for token in tokens for leaf in (leaves(token.children) if token.children else [token])]


def shown(text: str) -> str:
    """The words that a reader of Markdown sees."""
    return " ".join("".join(leaf.content or " " for leaf in leaves(PARSER.parse(text))).split())


def templates_for(what: What) -> list[str]:
    return ["half_page", "owners", *(["minutes"] if isinstance(what, MeetingSummary) else [])]


@MANY
@given(what=exportable)
def test_text_of_the_notes_never_acts_in_markdown(what: What) -> None:
    for name in templates_for(what):
        tokens = PARSER.parse(write(what, name))
        found = leaves(tokens)
        assert not {leaf.type for leaf in found} & ACTING
        assert {leaf.content for leaf in found if leaf.type == "html_inline"} <= OURS
        headings = [
            tokens[at + 1].content for at, token in enumerate(tokens) if token.tag == "h2" and token.nesting == 1
        ]
        if name != "owners":
            assert all(each in HEADINGS or each.startswith("Overdue as of ") for each in headings)
        assert [token.tag for token in tokens if token.type == "heading_open"].count("h1") == 1


@MANY
@given(what=exportable)
def test_every_overdue_action_is_told_with_owner_and_day(what: What) -> None:
    made = digest([what]) if isinstance(what, MeetingSummary) else what
    documents = {name: write(what, name) for name in ("half_page", "owners", "email")}
    read = {name: " ".join(text.split()) if name == "email" else shown(text) for name, text in documents.items()}
    for action in made.actions:
        if action.standing == "overdue":
            assert action.due is not None
            people = [person.name for person in made.people if action.id in person.actions]
            for name, text in read.items():
                assert " ".join(one_line(action.task).split()) in text
                assert said(action.due.date, action.due.precision) in text
                # By person, somebody is called as everywhere; elsewhere as this action's notes do.
                names = people if name == "owners" and people else [owner.name for owner in action.owners]
                assert all(" ".join(one_line(each).split()) in text for each in names)


def said(day: dt.date | None, precision: str) -> str:
    assert day is not None
    return (
        f"{day.day} {MONTHS[day.month - 1]} {day.year}"
        if precision != "quarter"
        else f"Q{(day.month + 2) // 3} {day.year}"
    )


@MANY
@given(what=exportable)
def test_the_same_input_gives_the_same_text(what: What) -> None:
    again = type(what).model_validate(what.model_dump())
    for name in [*templates_for(what), "email"]:
        assert write(what, name) == write(again, name)


@MANY
@given(what=exportable)
def test_an_email_has_one_head_and_nothing_that_steers(what: What) -> None:
    head, _, body = write(what, "email").partition("\n\n")
    assert head.startswith("Subject: ")
    assert "\n" not in head
    assert not {each for each in head + body if each in "\x00\x1b\x07\r\x85\u202e\u2066"}


NAMES = st.text(max_size=12) | st.lists(
    st.sampled_from(
        ["..", ".", "/", "\\", "outside", "link", "deep", "t", ".md", ".jinja", "shipped/", "~", "\x00", "%2e"]
    )
).map("".join)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Templates, one of which is a link to the one outside; another is deeper inside."""
    own = tmp_path / "own"
    (own / "deep").mkdir(parents=True)
    (own / "t.md.jinja").write_text("inside", encoding="utf-8")
    for path in (tmp_path / "outside.md.jinja", tmp_path / "outside", own / "deep" / "t.md.jinja"):
        path.write_text("SECRET", encoding="utf-8")
    (own / "link.md.jinja").symlink_to(tmp_path / "outside.md.jinja")
    (own / "linked").symlink_to(tmp_path)
    return own


@MANY
@given(name=NAMES)
@example(name="../outside.md.jinja")
@example(name="link.md.jinja")
@example(name="linked/outside.md.jinja")
@example(name="deep/t.md.jinja")
@example(name="shipped/../../forms.py")
@example(name="t.md.jinja")
def test_no_name_leads_out_of_the_folder(folder: Path, name: str) -> None:
    shelf = Shelf(folder)
    for read in (shelf.read, lambda each: shelf.read(shelf.choose(each).file)):
        try:
            text = read(name)
        except TemplateNotFoundError:
            continue
        shipped = {each.file for each in Shelf(None).templates()}
        assert text == "inside" or name in shipped or SHIPPED + name in shipped


@MANY
@given(name=NAMES, absolute=st.booleans())
def test_no_include_leads_out_of_the_folder(folder: Path, name: str, absolute: bool) -> None:  # noqa: FBT001
    part = f"{folder.parent}/{name}" if absolute else name
    literal = "".join(f"\\u{ord(each):04x}" for each in part.encode("ascii", "ignore").decode())
    (folder / "u.md.jinja").write_text(f'{{% include "{literal}" %}}', encoding="utf-8")
    empty = MeetingSummary.model_validate_json(NO_NOTES)
    try:
        assert "SECRET" not in write(empty, "u", templates=folder)
    except TemplateError as error:
        assert "SECRET" not in str(error)  # noqa: PT017 - most names are refused, some are not


NO_NOTES = (
    '{"id": "m-1", "provenance": {"source":'
    ' {"sha256": "", "characters": 0, "lines": 0, "format": "text", "name": null}}}'
)
