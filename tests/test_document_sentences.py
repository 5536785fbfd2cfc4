"""Sentences: where they end, and where a dot ends none."""

import pytest

from notesllm.document import read, sentences


def _texts(text: str) -> list[str]:
    document = read(text)
    return [sentence.text for sentence in sentences(document, document.blocks[-1])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We dig. Then we rest! Do we? Yes.", ["We dig.", "Then we rest!", "Do we?", "Yes."]),
        ("Ask Dr. Green, e.g. on Monday. Fine.", ["Ask Dr. Green, e.g. on Monday.", "Fine."]),
        ("Version 2.4.0 costs $1.5M. See https://a.b/c.d. Good.", None),
        ("See no. 5 and No. 7 first. Then J. Smith spoke.", ["See no. 5 and No. 7 first.", "Then J. Smith spoke."]),
        ("Seeds, tools, etc. Then we left.", ["Seeds, tools, etc.", "Then we left."]),
        ("He said **stop.** Then _go_.", ["He said stop.", "Then go."]),
        ("Let me think... Decision: we dig.", ["Let me think...", "Decision: we dig."]),
        ("no capitals. here either", ["no capitals. here either"]),
        ("(We dig.) Then rest.", ["(We dig.)", "Then rest."]),
    ],
)
def test_sentences(text: str, expected: list[str] | None) -> None:
    if expected is None:
        expected = ["Version 2.4.0 costs $1.5M.", "See https://a.b/c.d.", "Good."]
    assert _texts(f"# Title\n\n## Part\n\n{text}") == expected


def test_spans_are_exact_and_the_value_alone_can_be_asked_for() -> None:
    document = read("# T\n\n**Decision:** We *dig*. Then rest.\n")
    block = document.blocks[1]
    whole, value = sentences(document, block), sentences(document, block, value=True)
    assert [document.source[s.start : s.end] for s in whole] == ["**Decision:** We *dig*.", "Then rest."]
    assert [document.source[s.start : s.end] for s in value] == ["We *dig*.", "Then rest."]
    assert value[0].text == "We dig."


def test_code_has_no_sentences() -> None:
    document = read("# T\n\n```\nA. B. C.\n```\n")
    assert sentences(document, document.blocks[1]) == ()
