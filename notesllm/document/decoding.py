"""Bytes to text, and what had to be assumed on the way."""

import codecs
from pathlib import Path
from typing import NamedTuple

from notesllm.config import MOST_BYTES, MOST_MEGABYTES
from notesllm.errors import (
    ArgumentTypeError,
    BinaryInputError,
    EmptyInputError,
    InputNotFoundError,
    InputTooLargeError,
    UndecodableInputError,
    UnreadableInputError,
)

# Longest first: the mark of UTF-32 begins with that of UTF-16.
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
BINARY = (
    (b"%PDF-", "a PDF; export it as text"),
    (b"PK\x03\x04", "a ZIP archive or an office document; export it as text or Markdown"),
    (b"\xd0\xcf\x11\xe0", "an old office document; export it as text"),
    (b"\x89PNG", "an image; transcribe it to text"),
    (b"\xff\xd8\xff", "an image; transcribe it to text"),
    (b"GIF8", "an image; transcribe it to text"),
    (b"\x1f\x8b", "a gzip archive; unpack it"),
    (b"7z\xbc\xaf", "an archive; unpack it"),
    (b"OggS", "an audio file; transcribe it to text"),
    (b"ID3", "an audio file; transcribe it to text"),
    (b"RIFF", "a sound or video file; transcribe it to text"),
    (b"\x7fELF", "a program; give notes in text form"),
)
TYPOGRAPHY = frozenset("\xa0‘’“”„‚‹›«»–—•…€£§°·¿¡™©®ºª")
LOOKED_AT = 4096  # bytes enough to tell UTF-16 from binary
MOST_NULS, NUL_AMONG = 16, 10  # a few stray NULs, as crashed loggers leave them, make no text binary


class Decoded(NamedTuple):
    """A text without its byte order mark; ``encoding`` is None where a ``str`` was given."""

    text: str
    encoding: str | None
    assumed: bool
    name: str | None


def decode(source: str | bytes | Path, name: str | None = None) -> Decoded:
    """The text of ``source``: ``str`` is text, ``Path`` is a file, ``bytes`` are decoded."""
    name = _name(source, name)
    if isinstance(source, str):
        _refuse_more(len(source))
        decoded = Decoded(source.removeprefix("\ufeff"), None, assumed=False, name=name)
    elif isinstance(source, Path):
        decoded = _decode_bytes(_read(source), name)
    else:
        decoded = _decode_bytes(bytes(source), name)
    text = decoded.text
    if not text or text.isspace():
        raise EmptyInputError("the notes are empty; give a text with at least one line")
    if "\0" in text and MOST_NULS < text.count("\0") > len(text) // NUL_AMONG:
        raise BinaryInputError("the notes are mostly NUL characters, not text; export them as text or Markdown")
    if not text.isascii():
        _refuse_halves(text)
    return decoded


def _name(source: str | bytes | Path, name: str | None) -> str | None:
    # Said by the caller, whom no type checker may have warned: bytes(42) would be 42 NULs.
    if not isinstance(source, (str, bytes, bytearray, memoryview, Path)):
        raise ArgumentTypeError(f"notes are a str, bytes or a pathlib.Path, not {type(source).__name__}; convert them")
    if not isinstance(name, str | None):
        raise ArgumentTypeError(f"name must be a str, not {type(name).__name__}; give the name of a file")
    if not name and isinstance(source, Path):
        name = source.name
    # A name of bytes that are no UTF-8 comes with halves of characters, which no JSON could hold.
    return name and name.encode("utf-8", "backslashreplace").decode()


def _refuse_more(size: int) -> None:
    if size > MOST_BYTES:
        raise InputTooLargeError(f"the input is larger than {MOST_MEGABYTES} MB; split it")


def _refuse_halves(text: str) -> None:
    # A lone surrogate is half a character: no file and no JSON could ever hold it.
    try:
        text.encode()
    except UnicodeEncodeError as error:
        place = f"at character {error.start + 1}"
        raise UndecodableInputError(f"the notes hold half a character {place}; decode them as UTF-8 again") from None


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)  # a device may have no end
    except FileNotFoundError:
        raise InputNotFoundError(f"no file at {str(path)!r}; check the path") from None
    except IsADirectoryError:
        raise UnreadableInputError(f"{str(path)!r} is a folder; give the files in it") from None
    except PermissionError:
        raise UnreadableInputError(f"no permission to read {str(path)!r}; change its access rights") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "the path is not valid"
        raise UnreadableInputError(f"can't read {str(path)!r}: {reason}; check the path and the device") from None


def _decode_bytes(data: bytes, name: str | None) -> Decoded:
    _refuse_more(len(data))
    for mark, encoding in MARKS:
        if data.startswith(mark):
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                break
            return Decoded(text.removeprefix("\ufeff"), encoding.removesuffix("-sig"), assumed=False, name=name)
    for magic, what in BINARY:
        if data.startswith(magic):
            raise BinaryInputError(f"the input is {what}")
    if b"\0" in data:
        return _without_mark(data, name)
    try:
        return Decoded(data.decode("utf-8"), "utf-8", assumed=False, name=name)
    except UnicodeDecodeError:
        return _detected(data, name)


def _without_mark(data: bytes, name: str | None) -> Decoded:
    # Western text in UTF-16 has a NUL at every other byte; anything else with more than a few is no text.
    head = data[:LOOKED_AT]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = max(1, len(head) // 2)
    encoding = "utf-16-le" if odd > 0.6 * half > 4 * even else "utf-16-be" if even > 0.6 * half > 4 * odd else None
    stray = data.count(0) <= min(MOST_NULS, len(data) // NUL_AMONG)
    try:
        if encoding is not None:
            return Decoded(data.decode(encoding), encoding, assumed=True, name=name)
        if stray:
            return Decoded(data.decode(), "utf-8", assumed=False, name=name)
    except UnicodeDecodeError:
        pass
    raise BinaryInputError("the input is binary, not text; export it as text or Markdown")


def _plausible(western: str) -> bool:
    # A detector needs more text than notes have. Western letters stand alone between plain ones, others in a row,
    # and what is a letter elsewhere comes out as a sign.
    special = [c for c in western if c > "\x7f"]
    if any(not (c.isalpha() or c in TYPOGRAPHY) for c in special):
        return False
    return len(special) < 0.3 * sum(map(str.isalpha, western))


def _detected(data: bytes, name: str | None) -> Decoded:
    western = data.decode("cp1252", errors="replace")
    if _plausible(western):
        return Decoded(western, encoding="cp1252", assumed=True, name=name)
    import charset_normalizer  # noqa: PLC0415 - slow to import, and few notes need it

    best = charset_normalizer.from_bytes(data).best()
    if best is None:
        raise UndecodableInputError("no known text encoding fits the input; save it as UTF-8")
    return Decoded(str(best).removeprefix("\ufeff"), best.encoding, assumed=True, name=name)
