"""Every shape of notes, case by case: a title, the notes, and the blocks that a person checked."""

from pathlib import Path
from typing import NamedTuple

import pytest

from notesllm.document import Block, Document, read

CASES = Path(__file__).parent / "cases" / "document"


class Case(NamedTuple):
    shape: str
    title: str
    notes: str
    expected: str


def _cases() -> list[Case]:
    cases = []
    for path in sorted(CASES.glob("*.txt")):
        pieces = path.read_text(encoding="utf-8").split("\n.\n")
        for title, notes, expected in zip(pieces[0::3], pieces[1::3], pieces[2::3], strict=False):
            cases.append(Case(path.stem, title.strip(), notes, expected))
    return cases


def dump(document: Document) -> str:
    """One line a block: kind, then what it has, then its text."""
    return "\n".join(_line(document, index, block) for index, block in enumerate(document.blocks))


def _line(document: Document, index: int, block: Block) -> str:
    parts = [f"{index}", block.kind.value]
    if block.level:
        parts.append(f"level={block.level}")
    if block.depth:
        parts.append(f"depth={block.depth}")
    if block.parent >= 0:
        parts.append(f"in={block.parent}")
    if block.section:
        parts.append(f"under={document.sections[block.section].title!r}")
    if block.ordinal:
        parts.append(f"ordinal={block.ordinal}")
    if block.checked is not None:
        parts.append("checked" if block.checked else "unchecked")
    if block.speaker:
        parts.append(f"speaker={block.speaker!r}")
    if block.clock:
        parts.append(f"clock={block.clock!r}")
    if block.label:
        parts.append(f"label={block.label!r} value={block.value!r}")
    if block.header:
        parts.append(f"header={' / '.join(block.header)!r}")
    if block.cells:
        parts.append(f"cells={' / '.join(cell.text for cell in block.cells)!r}")
    return " ".join(parts) + f" | {block.text}"


@pytest.mark.parametrize("case", _cases(), ids=lambda case: f"{case.shape}: {case.title}")
def test_notes_are_read_as_a_person_would(case: Case) -> None:
    document = read(case.notes)
    assert f"format {document.format}\n{dump(document)}" == case.expected
