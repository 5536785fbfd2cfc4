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


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("de", "Ada liefert bis 1. Juni. Bo prüft das.", 2),
        ("de", "Am 3. und 4. Mai sind wir in der 2. Etage. Dann nicht mehr.", 2),
        ("de", "Regatta am 24./25. Mai. Die Boote sind da.", 2),
        ("de", "Laut § 5 Abs. 2 und Nr. 5 auf S. 12 gilt das, z. B. Montag. Fertig.", 2),
        ("de", "Kontostand zum 28.02. 23.418,77 € plus. Alles gut.", 2),
        ("de", "Wir waren 12. Dann kam Bo.", 2),
        ("de", "Hr. Grün, Fr. Blau und Fa. Steg kommen. Bo auch.", 2),
        ("de", "Beschluss ist TOP 3. Das gilt. Version 5.2. Fertig.", 4),
        ("en", "It is due 3. March. We wait.", 2),
        ("en", "We counted 12. Nobody objected.", 2),
        ("en", "It ended at 8:37 p.m. The next one is open.", 2),
        ("fr", "Voir p. 4 et art. 5, p. ex. Lundi. Mme. Diop relit. Fini.", 3),
        ("it", "Il sig. Rossi legge l'art. 5, n. 4. La dott.ssa Bianchi no.", 2),
        ("it", "Sedie, tavoli, ecc. Poi basta.", 2),
        ("es", "Dña. Rocío y D. Evaristo firman con la Sra. Salas. El Sr. Lobo no.", 2),
        ("pt", "O Sr. Kubo e a Dra. Lima leem a pág. 4. Depois saem.", 2),
        ("nl", "Dhr. Jansen belt mw. De Vries, bijv. Maandag. Klaar, enz. Dan niet.", 3),
    ],
)
def test_a_dot_inside_a_sentence(language: str, text: str, count: int) -> None:
    document = read(f"# T\n\n{text}\n", language=language)
    assert len(sentences(document, document.blocks[-1])) == count, sentences(document, document.blocks[-1])
