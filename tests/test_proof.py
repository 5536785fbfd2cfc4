"""What a model says is left out unless the notes say it: corrupted and harmless variants of items, as data."""

import re
import sys
from pathlib import Path

import pytest
from proof_cases import Variant, variants

from notesllm.config import Options
from notesllm.document import read
from notesllm.grounding import Prover, prove
from notesllm.grounding.claims import CLAIMS
from notesllm.pipeline import summarize_document
from notesllm.summary import ActionItem, Attendee, Due, Evidence, MeetingSummary, Owner, Provenance, Source

HARMLESS_ACCEPTED = 0.97
EXAMPLES = Path(__file__).parent.parent / "examples"
SEEDS = sorted(path for path in EXAMPLES.glob("*-*") if path.suffix in {".txt", ".md"})
FIGURE = re.compile(r"\d+")


def report(told: list[Variant]) -> tuple[list[str], list[str], str]:
    """The corrupted variants that were accepted, the harmless that were not, and both counts."""
    corrupted = [one for one in told if not one.harmless]
    harmless = [one for one in told if one.harmless]
    accepted = [one.name for one in corrupted if one.is_accepted()]
    refused = [one.name for one in harmless if not one.is_accepted()]
    figures = (
        f"{len(accepted)} of {len(corrupted)} corrupted accepted, "
        f"{len(harmless) - len(refused)} of {len(harmless)} harmless accepted"
    )
    return accepted, refused, figures


@pytest.mark.parametrize(
    ("folder", "least_corrupted", "least_harmless"),
    [pytest.param("proof", 160, 90, id="proof"), pytest.param("proof_held", 40, 20, id="held out")],
)
def test_no_corrupted_item_is_accepted_and_nearly_all_harmless_ones_are(
    folder: str, least_corrupted: int, least_harmless: int, capsys: pytest.CaptureFixture[str]
) -> None:
    told = variants(folder)
    accepted, refused, figures = report(told)
    with capsys.disabled():
        sys.stdout.write(f"\n{folder}: {figures}\n")
    harmless = sum(one.harmless for one in told)
    assert len(told) - harmless >= least_corrupted
    assert harmless >= least_harmless
    assert accepted == []
    assert harmless - len(refused) >= HARMLESS_ACCEPTED * harmless, refused


def test_no_case_is_told_twice() -> None:
    told = [(one.document.source, one.summary) for folder in ("proof", "proof_held") for one in variants(folder)]
    assert len({(source, str(summary)) for source, summary in told}) == len(told)


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_what_the_rules_copied_from_real_notes_holds_and_with_another_figure_does_not(path: Path) -> None:
    document = read(path.read_text(encoding="utf-8"))
    told = summarize_document(document, Options())
    prover = Prover(document, told.attendees, told.date)
    items = [(item, claim.text) for field, claim in CLAIMS.items() for item in getattr(told, field)]
    holding = [(item, text) for item, text in items if prover.holds(item)]
    assert len(holding) >= 0.95 * len(items)
    for item, text in holding:
        said = getattr(item, text)
        quotes = " ".join(evidence.quote for evidence in item.evidence)
        for match in FIGURE.finditer(said):
            other = str(int(match[0]) + 1)
            if other not in quotes:
                changed = said[: match.start()] + other + said[match.end() :]
                assert not prover.holds(item.model_copy(update={text: changed})), changed


TEXT = """# Boat yard

Attendees: Ines Okoye, Bram de Wit

- Bram will varnish 4 masts by Friday.
- [x] Ines sold the old trailer
"""


def line(number: int) -> Evidence:
    text = TEXT.split("\n")[number - 1].removeprefix("- ").removeprefix("[x] ")
    start = TEXT.index(text)
    return Evidence(start=start, end=start + len(text), line=number, quote=text)


def summary(*items: ActionItem) -> MeetingSummary:
    source = Source(sha256="0" * 64, characters=len(TEXT), lines=6, format="markdown")
    attendees = [Attendee(id=name, name=name, evidence=(line(3),)) for name in ("Ines Okoye", "Bram de Wit")]
    told = {"id": "m-1", "attendees": attendees, "action_items": items, "provenance": Provenance(source=source)}
    return MeetingSummary.model_validate(told)


MASTS = ActionItem(
    id="a-1",
    task="varnish 4 masts",
    owners=(Owner(name="Bram de Wit"),),
    due=Due(text="by Friday"),
    evidence=(line(5),),
    origin="model",
)


@pytest.mark.parametrize(
    ("update", "unproven"),
    [
        pytest.param({}, 0, id="nothing"),
        pytest.param({"task": "varnish 5 masts"}, 1, id="an item"),
        pytest.param({"owners": (Owner(name="Ines Okoye"),)}, 1, id="an owner"),
        pytest.param({"owners": (Owner(name="Ola"),), "due": Due(text="by Monday")}, 2, id="two fields"),
    ],
)
def test_what_of_a_model_is_unproven_is_counted_and_warned_of_only_if_kept(
    update: dict[str, object], unproven: int
) -> None:
    item = MASTS.model_copy(update=update)
    dropped = prove(summary(item), read(TEXT))
    assert dropped.unproven == unproven
    assert dropped.summary.warnings == ()
    assert (dropped.summary.action_items == (item,)) == (not unproven)
    kept = prove(summary(item), read(TEXT), keep_unproven=True)
    assert kept.unproven == unproven == len(kept.summary.warnings)
    assert kept.summary.action_items == (item,)


@pytest.mark.parametrize(
    ("field", "value", "proven"),
    [
        ("task", "varnish four masts", True),
        ("task", "varnish 4 decks", False),
        ("owners", (Owner(name="Bram de Wit"),), True),
        ("owners", (Owner(name="Ines Okoye"),), False),
        ("due", Due(text="Friday"), True),
        ("due", Due(text="Monday"), False),
        ("due", None, True),
        ("status", "done", False),
        ("status", "open", True),
        ("priority", "high", False),
    ],
)
def test_a_correction_is_proven_by_itself(field: str, value: object, *, proven: bool) -> None:
    prover = Prover(read(TEXT), summary().attendees, None)
    assert prover.proves_field(MASTS.model_copy(update={field: value}), field) is proven


@pytest.mark.parametrize(("status", "proven"), [("done", True), ("open", False), ("blocked", False)])
def test_a_ticked_box_beside_the_quote_tells_the_status(status: str, *, proven: bool) -> None:
    item = MASTS.model_copy(update={"task": "sold the old trailer", "status": status, "evidence": (line(6),)})
    assert Prover(read(TEXT), summary().attendees, None).proves_field(item, "status") is proven


@pytest.mark.parametrize(
    ("sentence", "proven"),
    [
        ("Bram is varnishing 4 masts for the yard.", True),
        ("Bram is varnishing 5 masts for the yard.", False),
        ("Bram will not varnish 4 masts.", False),
        ("Salma is varnishing 4 masts for the yard.", False),
        ("The fleet sails to distant islands.", False),
    ],
)
def test_a_sentence_of_the_models_own_may_have_other_plain_words_only(sentence: str, *, proven: bool) -> None:
    prover = Prover(read(TEXT), summary().attendees, None)
    assert prover.proves(sentence, (line(5),), own_words=False) is proven
