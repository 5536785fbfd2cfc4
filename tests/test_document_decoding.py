"""From bytes and files to text: what is decoded, what is assumed, and which typed error says what to do next."""

import codecs
import os
from pathlib import Path

import pytest

from notesllm.document import read
from notesllm.errors import (
    BinaryInputError,
    EmptyInputError,
    InputError,
    InputNotFoundError,
    InputTooLargeError,
    UndecodableInputError,
    UnreadableInputError,
)

NOTES = "# Café\n\n- Zoë: buy seeds\n"
WESTERN = "# Réunion du café\n\n- Zoë achètera des graines à l'été, déjà prévu à côté de la forêt\n"


@pytest.mark.parametrize(
    ("data", "encoding", "assumed"),
    [
        (NOTES.encode(), "utf-8", False),
        (codecs.BOM_UTF8 + NOTES.encode(), "utf-8", False),
        (NOTES.encode("utf-16"), "utf-16", False),
        (codecs.BOM_UTF16_BE + NOTES.encode("utf-16-be"), "utf-16", False),
        (NOTES.encode("utf-16-le"), "utf-16-le", True),
        (NOTES.encode("utf-16-be"), "utf-16-be", True),
        (NOTES.encode("utf-32"), "utf-32", False),
    ],
)
def test_bytes_are_decoded(data: bytes, encoding: str, assumed: bool) -> None:  # noqa: FBT001
    document = read(data, name="notes.md")
    assert (document.source, document.encoding, document.encoding_assumed) == (NOTES, encoding, assumed)
    assert document.name == "notes.md"


def test_other_encodings_are_detected() -> None:
    document = read(WESTERN.encode("cp1252"))
    assert document.source == WESTERN
    assert document.encoding_assumed


def test_text_keeps_its_line_ends_and_loses_its_mark() -> None:
    document = read("\ufeffone\r\ntwo\r\n")
    assert document.source == "one\r\ntwo\r\n"
    assert document.encoding is None


def test_a_path_is_a_file(tmp_path: Path) -> None:
    path = tmp_path / "2024-05-04-garden.md"
    path.write_bytes(NOTES.encode())
    assert read(path).source == NOTES
    assert read(path).name == path.name
    assert read(path, name="other").name == "other"


@pytest.mark.parametrize("source", ["", " \n\t\n", b"", b"\xef\xbb\xbf\n"], ids=repr)
def test_empty_notes(source: str | bytes) -> None:
    with pytest.raises(EmptyInputError):
        read(source)


@pytest.mark.parametrize(
    "source",
    [
        b"%PDF-1.7 secret",
        b"PK\x03\x04secret",
        b"\x89PNG\r\n\x1a\nsecret",
        b"\x00\x01\x02secret\x00\x00\x07",
        "s\0e\0c\0r\0e\0t\0" * 4,
        "odd".encode("utf-16-le") + b"\0",
        b"\xff\xfe\x00",
    ],
)
def test_binary_input(source: str | bytes) -> None:
    with pytest.raises((BinaryInputError, UndecodableInputError)) as caught:
        read(source)
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_bytes_that_no_encoding_explains(monkeypatch: pytest.MonkeyPatch) -> None:
    class Nothing:
        def best(self) -> None:
            return None

    monkeypatch.setattr("charset_normalizer.from_bytes", lambda _data: Nothing())
    with pytest.raises(UndecodableInputError, match="UTF-8"):
        read(b"caf\x81")


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputNotFoundError, match="check the path") as caught:
        read(tmp_path / "none.md")
    assert isinstance(caught.value, FileNotFoundError)


def test_a_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInputError, match="folder"):
        read(tmp_path)


@pytest.mark.parametrize(("error", "words"), [(PermissionError(13, "no"), "access rights"), (OSError(5, "I/O"), "I/O")])
def test_a_file_that_cannot_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, words: str
) -> None:
    def fail(_path: Path, _mode: str) -> bytes:
        raise error

    monkeypatch.setattr(Path, "open", fail)
    with pytest.raises(UnreadableInputError, match=words):
        read(tmp_path / "notes.md")


def test_a_path_that_no_file_system_takes() -> None:
    with pytest.raises(InputError):
        read(Path("a\0b"))


def test_a_few_stray_nuls_make_no_text_binary() -> None:
    text = "the server went down\0 and came back, as the log of the night tells\n"
    assert read(text).source == read(text.encode()).source == text


@pytest.mark.parametrize("text", ["half \ud83d of a face", "\udcff"])
def test_half_a_character_is_refused(text: str) -> None:
    with pytest.raises(UndecodableInputError, match="character"):
        read(text)


@pytest.mark.parametrize("kind", ["text", "bytes", "file", "device"])
def test_more_than_the_notes_of_a_meeting_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr("notesllm.document.decoding.MOST_BYTES", len(NOTES.encode()))
    path = tmp_path / "notes.md"
    path.write_bytes(NOTES.encode() + b"\n")
    sources: dict[str, str | bytes | Path] = {
        "text": NOTES + "\n\n\n",
        "bytes": path.read_bytes(),
        "file": path,
        "device": Path("/dev/zero"),
    }
    with pytest.raises(InputTooLargeError, match=r"larger than 64 MB; split it"):
        read(sources[kind])
    assert read(NOTES.encode()).source == NOTES


def test_a_name_that_is_no_utf_8_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.md")
    path.write_text(NOTES, encoding="utf-8")
    assert read(path).name == r"caf\udce9.md"
    assert read(NOTES, name="\ud800").name == r"\ud800"
