"""The commands digest, search and edit: exit codes, outputs, and one clear line for whatever goes wrong."""

import json
from pathlib import Path

import pytest
from archive_notes import fill, notes, write
from command import Command
from scripted import NOTHING, asked, saying
from servers import Answer, Request, Server, completion

from notesllm import Archive, ExecutiveDigest, digest, preview
from notesllm.archive.store import NAME


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    fill(tmp_path / "notes", 3)
    return tmp_path / "notes"


def as_json(made: ExecutiveDigest) -> str:
    return made.model_dump_json(indent=2) + "\n"


def test_the_digest_of_a_folder(notesllm: Command, folder: Path) -> None:
    made = digest([preview(path) for path in folder.rglob("*.md")])
    expected = (0, as_json(made), "")
    assert notesllm("digest", folder, "--format", "json") == expected
    assert notesllm("digest", folder, "-f", "json") == expected  # what is remembered
    assert {path.name for path in folder.iterdir()} == {"0", "1", "2", NAME}


@pytest.mark.parametrize(
    ("name", "form"), [("d.json", "json"), ("d.md", "markdown"), ("d.txt", "text"), ("d.html", "html")]
)
def test_the_suffix_says_the_form(notesllm: Command, folder: Path, tmp_path: Path, name: str, form: str) -> None:
    target = tmp_path / "out" / name
    assert notesllm("digest", folder, "-o", target) == (0, "", "")
    assert notesllm("digest", folder, "-f", form).out == target.read_text(encoding="utf-8")
    made = digest([preview(path) for path in folder.rglob("*.md")])
    expected = {"json": as_json, "markdown": ExecutiveDigest.to_markdown, "text": ExecutiveDigest.to_text}
    expected["html"] = ExecutiveDigest.to_html
    assert target.read_text(encoding="utf-8") == expected[form](made)


def test_markdown_is_what_a_pipe_gets(notesllm: Command, folder: Path) -> None:
    run = notesllm("digest", folder)
    assert run == notesllm("digest", folder, "-f", "markdown")
    assert (run.code, run.err, run.out[:1]) == (0, "", "#")


def test_the_period_and_the_digest_before(notesllm: Command, folder: Path, tmp_path: Path) -> None:
    before = tmp_path / "before.json"
    notesllm("digest", folder, "--until", "2024-01-02", "-o", before)
    run = notesllm(
        "digest", folder, "--since", "2024-01-03", "--as-of", "2024-12-31", "--previous", before, "-f", "json"
    )
    summaries = [preview(path) for path in folder.rglob("*.md")]
    previous = ExecutiveDigest.model_validate_json(before.read_text(encoding="utf-8"))
    made = ExecutiveDigest.model_validate_json(run.out)
    assert [str(meeting.date) for meeting in previous.meetings] == ["2024-01-01", "2024-01-02"]
    assert made == digest(summaries, since=made.since, as_of=made.as_of, previous=previous)
    assert (str(made.since), str(made.as_of), made.previous) == ("2024-01-03", "2024-12-31", previous.id)


def test_several_folders_and_files(notesllm: Command, folder: Path, tmp_path: Path) -> None:
    other, single = write(tmp_path / "other" / "a.md", notes(7)), write(tmp_path / "b.md", notes(8))
    made = digest([preview(path) for path in [*folder.rglob("*.md"), other, single]])
    assert notesllm("digest", folder, other.parent, single, "-f", "json") == (0, as_json(made), "")
    assert notesllm("digest", folder, other.parent, single, "-f", "json", "--archive", tmp_path / "x.db").code == 0
    with Archive(tmp_path / "x.db") as archive:
        assert len(archive.summaries()) == 4
    assert not (tmp_path / NAME).exists()


def test_a_file_alone_is_kept_nowhere(notesllm: Command, folder: Path) -> None:
    path = folder / "0" / "sync-0.md"
    assert notesllm("digest", path, "-f", "json") == (0, as_json(digest([preview(path)])), "")
    assert not list(folder.rglob(".*"))


def test_one_that_can_not_be_read_is_reported(notesllm: Command, folder: Path) -> None:
    made = notesllm("digest", folder, "-f", "json").out
    write(folder / "empty.md", " ")
    write(folder / "picture.txt", "%PDF-1.4 nothing")
    for _ in range(2):
        run = notesllm("digest", folder, "-f", "json")
        assert (run.code, run.out) == (1, made)
        first, second = run.err.splitlines()
        assert "empty.md" in first
        assert "picture.txt" in second


def test_a_folder_that_is_not_there_stops_no_other(notesllm: Command, folder: Path, tmp_path: Path) -> None:
    run = notesllm("digest", tmp_path / "none", folder, "-f", "json")
    assert run.code == 1
    assert "no file or folder" in run.err
    assert len(ExecutiveDigest.model_validate_json(run.out).meetings) == 3
    assert not (tmp_path / "none").exists()


def test_a_folder_without_notes(notesllm: Command, tmp_path: Path) -> None:
    run = notesllm("digest", tmp_path, "-f", "json")
    assert (run.code, len(run.err.splitlines())) == (0, 1)
    assert ExecutiveDigest.model_validate_json(run.out).meetings == ()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--since", "yesterday"], "--since"),
        (["--since", "2024-02-01", "--until", "2024-01-01"], "swap them"),
        (["-o", "NOTES/digest.md"], "read as notes the next time"),
        (["-o", "NOTES"], "is a folder"),
        (["-o", "digest.pdf"], "says no format"),
        (["--previous", "none.json"], "can't be read"),
        (["--previous", "NOTES/0/sync-0.md"], "is no digest"),
        (["--engine", "llm"], "needs a model"),
        (["--meeting-date", "2024-01-01"], "--meeting-date"),
    ],
    ids=lambda value: value if isinstance(value, str) else " ".join(value),
)
def test_wrong_use_is_told_before_anything_is_done(
    notesllm: Command, folder: Path, arguments: list[str], said: str
) -> None:
    run = notesllm("digest", folder, *(argument.replace("NOTES", str(folder)) for argument in arguments))
    assert (run.code, run.out, len(run.err.splitlines())) == (2, "", 1)
    assert said in run.err
    assert not (folder / NAME).exists()


def test_what_is_written_into_the_folder_is_not_read(notesllm: Command, folder: Path) -> None:
    assert notesllm("digest", folder, "-o", folder / ".digest.html").code == 0
    assert notesllm("digest", folder, "-o", folder / "digest.json").code == 0
    assert len(ExecutiveDigest.model_validate_json(notesllm("digest", folder, "-f", "json").out).meetings) == 3


def test_what_is_no_archive_is_told(notesllm: Command, folder: Path) -> None:
    for command in (["digest", folder], ["search", "x", folder], ["edit", "action-1", folder, "--status", "done"]):
        run = notesllm(*command, "--archive", folder / "0" / "sync-0.md")
        assert (run.code, run.out, len(run.err.splitlines())) == (1, "", 1)
        assert "no archive" in run.err


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_a_model_reads_what_is_new(notesllm: Command, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each file once, and the opening of the digest; none of them a second time."""
    said = '{"opening":[{"text":"There were 3 meetings.","ids":["n1"]}]}'

    def model(request: Request) -> Answer:
        return saying(said if "opening paragraph" in asked(request) else NOTHING)(request)

    with Server(model) as server:
        monkeypatch.setenv("NOTESLLM_MODEL", "some/model")
        monkeypatch.setenv("NOTESLLM_BASE_URL", server.base_url)
        first = notesllm("digest", folder, "-f", "json")
        assert first.code == 0
        assert first.err.count("some/model at 127.0.0.1") == 1
        assert len(server.requests) == 4
        again = notesllm("digest", folder, "-f", "json")
        assert (again.out, len(server.requests)) == (first.out, 4)
        notesllm("digest", folder, "-f", "json", "--output-language", "en")
        assert len(server.requests) > 4
    by_model = ExecutiveDigest.model_validate_json(first.out)
    assert (by_model.headline, by_model.headline_origin) == ("There were 3 meetings.", "model")
    assert by_model.usage.calls == 1
    rules = notesllm("digest", folder, "-f", "json", "--engine", "rules")
    assert (rules.code, rules.err) == (0, "")
    worded = {"headline": by_model.headline, "headline_origin": "model", "usage": by_model.usage}
    assert ExecutiveDigest.model_validate_json(rules.out).model_copy(update=worded) == by_model


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_files_alone_get_an_opening_too(notesllm: Command, folder: Path) -> None:
    said = '{"opening":[{"text":"There was 1 meeting.","ids":["n1"]}]}'
    file = folder / "0" / "sync-0.md"
    with Server(lambda request: saying(said if "opening paragraph" in asked(request) else NOTHING)(request)) as server:
        run = notesllm("digest", file, "-f", "json", "--model", "some/model", "--base-url", server.base_url)
    assert ExecutiveDigest.model_validate_json(run.out).headline == "There was 1 meeting."


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_a_model_that_fails_is_told_and_asked_again(
    notesllm: Command, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Server(completion("no")) as server:
        monkeypatch.setenv("NOTESLLM_MODEL", "some/model")
        monkeypatch.setenv("NOTESLLM_BASE_URL", server.base_url)
        auto = notesllm("digest", folder, "-f", "json")
        assert auto.code == 0
        assert auto.err.count("the model's part is missing") == 3
        assert auto.err.count("did not word the opening") == 1
        before = len(server.requests)
        insisted = notesllm("digest", folder, "-f", "json", "--engine", "llm")
        assert (insisted.code, insisted.out) == (1, auto.out)
        assert insisted.err.count("the model failed") == 4  # three files, and the opening
        assert len(server.requests) == 2 * before


def test_search(notesllm: Command, folder: Path) -> None:
    notesllm("digest", folder, "-f", "json")
    run = notesllm("search", "invoice write", folder)
    assert (run.code, run.err) == (0, "")
    (item,) = preview(folder / "1" / "sync-1.md").action_items
    assert run.out == (
        "Write the invoice export for plant 1\n"
        f"  action · {item.id} · open · Bo Li · due 2024-12-02\n"
        "  2024-01-02 Weekly sync 1\n"
        f'  sync-1.md:11: "{item.evidence[0].quote}"\n'
    )
    found = [json.loads(line) for line in notesllm("search", "plant", folder, "-f", "json").out.splitlines()]
    assert {each["kind"] for each in found} == {"action", "decision"}
    assert len(found) == 6
    assert len(notesllm("search", "plant", folder, "--kind", "action", "--limit", "2").out.split("\n\n")) == 2
    assert notesllm("search", "", folder, "--owner", "carla", "--since", "2024-01-03").out.startswith(
        "Write the search"
    )


def test_a_search_that_finds_nothing(notesllm: Command, folder: Path) -> None:
    notesllm("digest", folder, "-f", "json")
    assert notesllm("search", "giraffe", folder) == (0, "", "notesllm: nothing was found\n")


def test_a_search_where_nothing_was_digested(notesllm: Command, folder: Path) -> None:
    run = notesllm("search", "plant", folder)
    assert run.code == 1
    assert f"notesllm digest {folder}" in run.err
    assert "quotes around them" in notesllm("search", "invoice", "export").err
    assert not (folder / NAME).exists()


def test_edit(notesllm: Command, folder: Path) -> None:
    before = notesllm("digest", folder, "-f", "json").out
    (item,) = preview(folder / "1" / "sync-1.md").action_items
    run = notesllm(
        "edit", item.id, folder, "--status", "done", "--owner", "Zoe", "--owner", "Ana", "--due", "2025-01-31"
    )
    assert run == (0, f"{item.id}: status done, owners Zoe, Ana, due 2025-01-31\n", "")
    listed = notesllm("edit", "--list", folder).out.splitlines()
    assert [line.split("  ")[1:] for line in listed] == [
        [item.id, "status done"],
        [item.id, "owners Zoe, Ana"],
        [item.id, "due 2025-01-31"],
    ]
    made = ExecutiveDigest.model_validate_json(notesllm("digest", folder, "-f", "json").out)
    assert [line.corrected for line in made.actions if line.id == item.id] == [("status", "owners", "due")]
    assert "corrected by hand" in notesllm("search", "", folder, "--owner", "zoe").out
    assert notesllm("edit", item.id, folder, "--clear") == (0, f"{item.id}: as the notes say\n", "")
    assert notesllm("digest", folder, "-f", "json").out == before


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["action-x", "--status", "done"], 1, "there is no item"),
        (["action-x"], 2, "nothing to set"),
        ([], 2, "whose?"),
        (["action-x", "--due", "soon"], 2, "--due"),
        (["action-x", "--status", "finished"], 2, "finished"),
        (["action-x", "--clear"], 1, "there is no item"),
        (["action-x", "--clear", "--status", "done"], 2, "--clear excludes"),
        (["--list", "--status", "done"], 2, "--list takes"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else str(value),
)
def test_edit_used_wrongly(notesllm: Command, folder: Path, arguments: list[str], code: int, said: str) -> None:
    notesllm("digest", folder, "-f", "json")
    run = notesllm("edit", *arguments, "--archive", folder / NAME)
    assert (run.code, run.out, len(run.err.splitlines())) == (code, "", 1)
    assert said in run.err
