"""The command write: what it reads, where it writes, and one clear line for whatever goes wrong."""

from pathlib import Path

import pytest
from command import Command

from notesllm import preview, write

NOTES = "# Weekly\n\nDate: 2024-10-15\n\n## Action items\n\n- Ana Ruiz: renew the certificate by 2024-10-20\n"


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    path = tmp_path / "notes" / "weekly.md"
    path.parent.mkdir()
    path.write_text(NOTES, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["minutes", "half_page", "owners", "email"])
def test_notes_become_each_document(notesllm: Command, notes: Path, tmp_path: Path, name: str) -> None:
    target = tmp_path / "out" / "document"
    assert notesllm("write", name, notes, "-o", target) == (0, "", "")
    assert target.read_text(encoding="utf-8") == write(preview(notes), name)
    assert notesllm("write", name, notes).out == write(preview(notes), name)


def test_a_folder_is_digested(notesllm: Command, notes: Path) -> None:
    made = notesllm("write", "owners", notes.parent)
    assert made.code == 0
    assert "Ana Ruiz" in made.out
    assert "`M1 L7`" in made.out


def test_own_templates_are_listed_and_used(notesllm: Command, notes: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt.jinja").write_text("{# takes: both. Mine. #}{{ title }}!", encoding="utf-8")
    assert "mine       summary or digest  Mine.\n" in notesllm("write", "--list", "--templates", tmp_path).out
    assert notesllm("write", "mine", notes, "--templates", tmp_path).out == "Weekly!\n"


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["minutes"], 2, "give a template and notes"),
        (["nope", "NOTES"], 1, "there is no such template; choose one of email, half_page, minutes, owners"),
        (["minutes", "FOLDER"], 2, "for one meeting"),
        (["minutes", "missing.md"], 1, "missing.md"),
        (["minutes", "NOTES", "--templates", "missing"], 1, "there is no such folder of templates"),
        (["minutes", "NOTES", "-o", "FOLDER"], 2, "is a folder; name a file in it"),
    ],
)
def test_one_line_says_what_is_wrong(
    notesllm: Command, notes: Path, arguments: list[str], code: int, says: str
) -> None:
    paths = {"NOTES": str(notes), "FOLDER": str(notes.parent)}
    made = notesllm("write", *(paths.get(each, each) for each in arguments))
    assert (made.code, made.out) == (code, "")
    assert says in made.err
    assert made.err.count("\n") == 1
