"""How fast notes are hidden, and that no text makes it slow: twice as much takes about twice as long."""

import pytest

from benchmarks.conftest import Row, Table
from benchmarks.inputs import MB, MINUTES, grown
from benchmarks.test_speed import best
from notesllm import preview
from notesllm.document import read
from notesllm.privacy import pseudonyms

pytestmark = pytest.mark.timeout(300)
HOSTILE: tuple[str, ...] = (
    "1",
    "1-",
    "1 ",
    "@",
    "a@",
    "a.",
    "a:",
    "ab:",
    "(1",
    "+1",
    "$1",
    "A",
    "aB1",
    "a/",
    "ba",
    "eyJ",
    "Tom ",
    "Acme ",
)
HOSTILE += ("1.1.1.1.", "password: a", "?token=", "Bearer ", "(at)", "\t ", "-----BEGIN RSA PRIVATE KEY-----\n")
SIZE, RATIO = 20_000, 8.0  # four times as much may take this many times as long


def test_hiding_a_long_text(table: Table) -> None:
    text = grown(MINUTES, MB)
    document = read(text)
    people = [attendee.name for attendee in preview(MINUTES.read_text(encoding="utf-8")).attendees]

    def hide() -> list[str]:
        hiding = pseudonyms(document, people, "strict")
        return [hiding.hide(line) for line in text.splitlines()]

    seconds = best(hide, 2)
    what = "Hiding 1 MB of notes at privacy strict: learnt whole, then hidden by the line"
    table.append(Row(what, f"{seconds:.1f} s, {len(text) / MB / seconds:.2f} MB/s", "10 s"))
    assert seconds < 10


@pytest.mark.parametrize("piece", HOSTILE, ids=repr)
def test_no_text_makes_it_slow(piece: str) -> None:
    def seconds(size: int) -> float:
        hiding = pseudonyms(read("x"), ["Tom Bradley"], "strict", frozenset({"money", "organizations"}))
        return best(lambda: hiding.hide((piece * size)[:size]), 3)

    assert seconds(4 * SIZE) < RATIO * max(seconds(SIZE), 0.01)
