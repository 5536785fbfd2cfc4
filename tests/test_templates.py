"""Templates: what they write, what they are refused, whose come first."""

import datetime as dt
import time
import tomllib
from collections.abc import Mapping
from email import message_from_string
from pathlib import Path
from typing import Any

import pytest
from digest_meetings import meeting

import notesllm
from notesllm import (
    ArgumentTypeError,
    ExecutiveDigest,
    MeetingSummary,
    OptionError,
    TemplateError,
    TemplateNotFoundError,
    TemplateSyntaxError,
    digest,
    preview,
    write,
)
from notesllm.errors import NotesllmError
from notesllm.writing import limits
from notesllm.writing.filters import filters_for
from notesllm.writing.forms import FORMS
from notesllm.writing.limits import Limits
from notesllm.writing.sandbox import Sandbox
from notesllm.writing.shelf import LARGEST, Shelf
from notesllm.writing.variables import variables

CASES = Path(__file__).parent / "cases" / "templates"
TEMPLATES = Path(notesllm.__file__).parent / "writing" / "templates"
FILES = {"email": "email.txt.jinja"} | {name: f"{name}.md.jinja" for name in ("half_page", "minutes", "owners")}
SHIPPED = ("email", "half_page", "minutes", "owners")
Told = Mapping[str, Any]


def cases(name: str) -> list[object]:
    found = tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))["case"]
    return [pytest.param(case, id=case["title"]) for case in found]


def late(task: str = "renew the certificate", day: str = "2024-10-15") -> MeetingSummary:
    """A summary with one action, overdue."""
    due = {"text": "by 2024-10-11", "date": dt.date(2024, 10, 11), "precision": "day"}
    return meeting({"name": "Weekly", "date": day, "actions": [{"task": task, "owners": ["Ana Ruiz"], "due": due}]})


def keep(folder: Path, **files: str) -> Path:
    """The folder, with templates named by ``NAME__FORM``."""
    for name, text in files.items():
        (folder / f"{name.replace('__', '.')}.jinja").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("case", cases("written"))
def test_written(case: Told, tmp_path: Path) -> None:
    (tmp_path / f"t.{case['form']}.jinja").write_text(case["template"], encoding="utf-8")
    assert write(digest([late(case["task"])]), "t", templates=tmp_path) == case["written"]


@pytest.mark.parametrize("case", cases("refused"))
def test_refused(case: Told, tmp_path: Path) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    (tmp_path / "outside.md.jinja").write_text("SECRET", encoding="utf-8")
    (folder / "link.md.jinja").symlink_to(tmp_path / "outside.md.jinja")
    for name, text in {"t.md.jinja": case["template"], **case.get("files", {})}.items():
        (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(TemplateError) as caught:
        write(digest([late()]), "t", templates=folder)
    assert type(caught.value).__name__ == case["error"]
    assert case["says"] in str(caught.value)
    assert "\n" not in str(caught.value)
    assert "certificate" not in str(caught.value)


def test_what_does_not_end_is_stopped_in_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SECONDS", 0.2)
    keep(tmp_path, t__md="{% for i in range(9999) %}{% for j in range(99) %}{{ j }}{% endfor %}{% endfor %}")
    began = time.monotonic()
    with pytest.raises(TemplateError, match="doesn't come to an end"):
        write(late(), "t", templates=tmp_path)
    assert time.monotonic() - began < 5


@pytest.mark.parametrize("name", SHIPPED)
def test_a_template_of_the_folder_comes_first_and_can_extend_the_shipped_one(tmp_path: Path, name: str) -> None:
    keep(
        tmp_path,
        **{
            FILES[name]
            .removesuffix(".jinja")
            .replace(".", "__"): f"mine, {{{{ title }}}}\n{{% include 'shipped/{FILES[name]}' %}}"
        },
    )
    assert write(late(), name, templates=tmp_path).startswith("mine, Weekly\n")
    assert not write(late(), name).startswith("mine")


def test_minutes_can_be_extended_by_their_block(tmp_path: Path) -> None:
    keep(tmp_path, minutes__md="{% extends 'shipped/minutes.md.jinja' %}{% block facts %}By Bo_{% endblock %}")
    made = write(late(), templates=tmp_path)
    assert made.startswith("# Minutes: Weekly\n\nBy Bo_\n")
    assert "renew the certificate" in made


def test_the_folder_is_listed_before_the_shipped_ones(tmp_path: Path) -> None:
    keep(
        tmp_path, owners__html="{# takes: digest. Mine. #}", own__txt="x", part="x", kid__md="\ufeff{#- takes: both -#}"
    )
    found = {each.name: (each.file, each.form.name, each.takes, each.about) for each in Shelf(tmp_path).templates()}
    assert sorted(found) == sorted((*SHIPPED, "own", "kid"))
    assert found["owners"] == ("owners.html.jinja", "HTML", ("digest",), "Mine.")
    assert found["own"] == ("own.txt.jinja", "text", ("summary", "digest"), "")
    assert found["minutes"][2] == ("summary",)


@pytest.mark.parametrize("name", ["nope", "", "../outside", "/etc/hostname", "part", "minutes.md", "Minutes", "\x00"])
def test_a_missing_template_names_what_there_is(tmp_path: Path, name: str) -> None:
    keep(tmp_path, mine__md="x", part="x")
    with pytest.raises(TemplateNotFoundError, match=r"choose one of email, half_page, mine, minutes, owners$"):
        write(late(), name, templates=tmp_path)


def test_two_forms_of_one_name_are_told_apart_by_their_files(tmp_path: Path) -> None:
    keep(tmp_path, t__md="*", t__txt="{{ '*' }}")
    with pytest.raises(TemplateNotFoundError, match=r"choose one of t\.md\.jinja, t\.txt\.jinja"):
        write(late(), "t", templates=tmp_path)
    assert write(late(), "t.txt.jinja", templates=tmp_path) == "*\n"


def test_files_that_are_no_templates(tmp_path: Path) -> None:
    (tmp_path / "bytes.md.jinja").write_bytes(b"\xff\xfe\x00x")
    (tmp_path / "large.md.jinja").write_bytes(b"x" * (LARGEST + 1))
    (tmp_path / "folder.md.jinja").mkdir()
    (tmp_path / "circle.md.jinja").symlink_to("circle.md.jinja")
    (tmp_path / "bytes.md.jinja").rename(tmp_path / "b.md.jinja")
    with pytest.raises(TemplateSyntaxError, match=r"large.md.jinja is too large"):
        write(late(), "b", templates=tmp_path)
    (tmp_path / "large.md.jinja").unlink()
    with pytest.raises(TemplateSyntaxError, match=r"b.md.jinja is no UTF-8"):
        write(late(), "b", templates=tmp_path)
    with pytest.raises(TemplateError):
        write(late(), "folder", templates=tmp_path)


@pytest.mark.parametrize("folder", ["nothing", "file", "\x00"])
def test_a_folder_that_is_none(tmp_path: Path, folder: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(TemplateError, match="there is no such folder of templates"):
        write(late(), templates=tmp_path / folder)


def test_a_link_within_the_folder_is_followed(tmp_path: Path) -> None:
    keep(tmp_path, t__md="x")
    (tmp_path / "u.md.jinja").symlink_to(tmp_path / "t.md.jinja")
    (tmp_path.parent / "linked").symlink_to(tmp_path)
    assert write(late(), "u", templates=tmp_path.parent / "linked") == "x\n"


@pytest.mark.parametrize(("wrong", "error"), [("text", ArgumentTypeError), (None, ArgumentTypeError)])
def test_only_summaries_and_digests_are_written_about(wrong: Any, error: type[NotesllmError]) -> None:  # noqa: ANN401
    with pytest.raises(error, match="give a MeetingSummary or an ExecutiveDigest"):
        write(wrong)


def test_a_template_for_the_other_kind_names_those_that_fit(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match=r"of a digest there can be: email, half_page, owners$"):
        write(digest([late()]), "minutes")
    keep(tmp_path, t__md="{# takes: digest #}")
    with pytest.raises(OptionError, match=r"of a summary there can be: email, half_page, minutes, owners$"):
        write(late(), "t", templates=tmp_path)


def test_the_readme_tells_of_every_template_variable_and_filter() -> None:
    readme = (TEMPLATES / "README.md").read_text(encoding="utf-8")
    assert sorted(each.name for each in Shelf(None).templates()) == sorted(SHIPPED)
    sandbox = Sandbox(FORMS[0], Limits())
    names = {*SHIPPED, *variables(late()), *filters_for(sandbox, {}), *sandbox.globals} - {"d", "e"}
    assert [name for name in sorted(names) if f"`{name}" not in readme] == []


@pytest.mark.parametrize("kind", ["summary", "digest"])
def test_an_email_is_a_message(kind: str) -> None:
    notes = late("wörd\r\nBcc: all@example.com " * 9)
    message = message_from_string(write(notes if kind == "summary" else digest([notes]), "email"))
    assert message.keys() == ["Subject"]
    assert "1 action overdue" in message["Subject"]
    assert str(message.get_payload()).startswith("All,\n")


@pytest.mark.parametrize("name", SHIPPED)
def test_examples_are_written_without_gaps_or_trailing_spaces(name: str) -> None:
    for path in sorted((Path(__file__).parent.parent / "examples").glob("*-*.*")):
        made = write(preview(path), name)
        assert "\n\n\n" not in made
        assert not [line for line in made.splitlines() if line != line.rstrip()]
        assert made.endswith("\n")


def test_templates_work_on_what_was_read_back_from_json() -> None:
    made = digest([late()])
    assert write(ExecutiveDigest.model_validate_json(made.model_dump_json()), "owners") == write(made, "owners")
