r"""Notes with ``\r\n`` say what the same notes say with ``\n``: files of Windows and mails are no other meetings."""

from pathlib import Path

import pytest

from notesllm import preview

ROOT = Path(__file__).parent.parent
NOTES = [*sorted((ROOT / "tests" / "corpus").glob("*/docs/*")), *sorted((ROOT / "examples").glob("*.[mt][dx]*"))]
OFFSETS = frozenset(("start", "end"))


def told(source: str) -> object:
    """The summary without what hangs on the bytes."""
    return _bare(preview(source).model_dump(mode="json", exclude={"id": True, "provenance": {"source"}}))


def _bare(value: object) -> object:
    if isinstance(value, dict):
        return {key: _bare(one) for key, one in value.items() if key not in OFFSETS}
    if isinstance(value, list):
        return [_bare(one) for one in value]
    return value.replace("\r\n", "\n") if isinstance(value, str) else value  # a quote may span lines


@pytest.mark.parametrize("path", NOTES, ids=lambda path: path.name)
def test_line_ends_do_not_matter(path: Path) -> None:
    text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    assert told(text.replace("\n", "\r\n")) == told(text)


TAGGED = (
    "#+TITLE: Lab sync\n\n* People\n- Greta Lindh\n- Yuki Aramaki\n\n* Tasks\n** TODO Send the list of runs   :greta:\n"
)
CHAT = (
    "Present:\nPat Hickey\nLin Clarke\nDan Gohman\n\n"
    "Pat: I think we should go on\nLin: I agree, we can\nPat: yes, I do too\nLin: what do you say?\n"
    "Dan: I agree\nDan: ok, I will\n"
)


@pytest.mark.parametrize("text", [TAGGED, CHAT], ids=["names by which tags are owners", "names by which labels speak"])
def test_names_at_the_end_of_lines_are_seen(text: str) -> None:
    assert told(text.replace("\n", "\r\n")) == told(text)


def test_a_tag_is_an_owner_whatever_ends_the_lines() -> None:
    for end in ("\n", "\r\n", "\r"):
        (item,) = preview(TAGGED.replace("\n", end)).action_items
        assert [owner.name for owner in item.owners] == ["Greta Lindh"]
