"""Nothing unproven passes: each case states a value, the passage that should prove it, and whether it does."""

import datetime as dt
import tomllib
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notesllm.config import Options
from notesllm.document import Document, read
from notesllm.extract import Draft, extract
from notesllm.grounding import coverage_of, ground
from notesllm.grounding.entailment import entails, same_polarity
from notesllm.grounding.figures import unproven_numbers
from notesllm.grounding.naming import Names
from notesllm.grounding.passage import Passage, words
from notesllm.pipeline import summarize_document
from notesllm.summary import (
    ActionItem,
    Attendee,
    Decision,
    Due,
    Evidence,
    Highlight,
    Item,
    MeetingSummary,
    Metric,
    NextMeeting,
    Owner,
    Provenance,
    Question,
    Source,
)

CASES = Path(__file__).parent / "cases" / "grounding"


def cases(name: str) -> list[Any]:
    told = tomllib.loads((CASES / name).read_text(encoding="utf-8"))["case"]
    return [pytest.param(case, id=case["title"]) for case in told]


SOURCE = """# Harbour crew sync

Attendees: Ines Okoye (@inokoye), Bram de Wit

- Bram will repaint 12 buoys by Friday, not the pier.
- **Fuel use:** 340 litres (target: 300)
- We agreed not to move the regatta.
"""


def passage(quote: str) -> Evidence:
    start = SOURCE.index(quote)
    return Evidence(start=start, end=start + len(quote), line=SOURCE.count("\n", 0, start) + 1, quote=quote)


def summary(**fields: object) -> MeetingSummary:
    source = Source(sha256=sha256(SOURCE.encode()).hexdigest(), characters=len(SOURCE), lines=8, format="markdown")
    attendees = (
        Attendee(id="p-1", name="Ines Okoye", evidence=(passage("Ines Okoye (@inokoye)"),)),
        Attendee(id="p-2", name="Bram de Wit", evidence=(passage("Bram de Wit"),)),
    )
    values = {"id": "m-1", "attendees": attendees, "provenance": Provenance(source=source), **fields}
    return MeetingSummary.model_validate(values)


PAINT = "Bram will repaint 12 buoys by Friday, not the pier."

ACTIONS = [
    pytest.param("repaint 12 buoys", ("Bram de Wit",), "by Friday", (), id="proven"),
    pytest.param("repaint 12 buoys", ("Ines Okoye",), "by Friday", ("unproven_owner",), id="another owner"),
    pytest.param("repaint 12 buoys", ("Bram de Wit", "Ola"), "by Friday", ("unproven_owner",), id="one owner too many"),
    pytest.param("repaint 12 buoys", (), "by Monday", ("unproven_due",), id="another due day"),
    pytest.param("repaint 13 buoys", (), None, ("unproven_item",), id="another number"),
    pytest.param("repaint 2 buoys", (), None, ("unproven_item",), id="a number inside another"),
    pytest.param("never repaint 12 buoys without paint", (), None, ("unproven_item",), id="negations added"),
]


@pytest.mark.parametrize(("task", "owners", "due", "codes"), ACTIONS)
def test_an_action_stands_only_as_far_as_its_passage_goes(
    task: str, owners: tuple[str, ...], due: str | None, codes: tuple[str, ...]
) -> None:
    item = ActionItem(
        id="a-1",
        task=task,
        owners=tuple(Owner(name=name) for name in owners),
        due=Due(text=due) if due else None,
        evidence=(passage(PAINT),),
    )
    grounded = ground(summary(action_items=(item,)), read(SOURCE))
    assert tuple(w.code for w in grounded.warnings) == codes
    if "unproven_item" in codes:
        assert grounded.action_items == ()
    else:
        (kept,) = grounded.action_items
        assert (kept == item) == (not codes)


def test_an_owner_may_be_named_by_the_handle_of_the_attendee_list() -> None:
    text = SOURCE + "- @inokoye to book the crane\n"
    quote = "@inokoye to book the crane"
    evidence = Evidence(start=text.index(quote), end=text.index(quote) + len(quote), line=9, quote=quote)
    item = ActionItem(id="a-1", task="book the crane", owners=(Owner(name="Ines Okoye"),), evidence=(evidence,))
    assert ground(summary(action_items=(item,)), read(text)).action_items == (item,)


def test_what_is_unproven_is_kept_with_its_warning_when_asked_for() -> None:
    item = ActionItem(id="a-1", task="repaint 13 buoys", evidence=(passage(PAINT),))
    grounded = ground(summary(action_items=(item,)), read(SOURCE), keep_unproven=True)
    assert grounded.action_items == (item,)
    assert [w.code for w in grounded.warnings] == ["unproven_item"]


def test_an_inexact_quote_proves_nothing() -> None:
    quote = passage("We agreed not to move the regatta.")
    moved = quote.model_copy(update={"start": quote.start + 1, "end": quote.end + 1})
    item = Decision(id="d-1", text="not to move the regatta", evidence=(moved,))
    assert ground(summary(decisions=(item,)), read(SOURCE)).decisions == ()


def test_a_metric_loses_the_target_that_its_passage_lacks() -> None:
    item = Metric(
        id="k-1",
        name="Fuel use",
        value="340 litres",
        target="310",
        evidence=(passage("**Fuel use:** 340 litres (target: 300)"),),
    )
    grounded = ground(summary(metrics=(item,)), read(SOURCE))
    assert grounded.metrics == (item.model_copy(update={"target": None}),)
    assert [w.code for w in grounded.warnings] == ["unproven_figure"]


POLARITY = [
    ("move the regatta", "We agreed not to move the regatta.", "en", True),  # the passage's "not" is outside the words
    ("agreed to move the regatta", "We agreed not to move the regatta.", "en", False),
    ("agreed not to move the regatta", "We agreed to move the regatta.", "en", False),
    ("We won't sail", "We won't sail on Sunday", "en", True),
    ("We will sail", "We won't sail on Sunday, we will on Monday", "en", True),
    ("Wir verschieben die Fahrt", "Wir verschieben die Fahrt nicht", "de", True),
    ("Wir verschieben die Fahrt", "Wir verschieben nicht die Fahrt", "de", False),
    ("No vamos a salir", "Vamos a salir", "es", False),
]


@pytest.mark.parametrize(("value", "said", "language", "expected"), POLARITY)
def test_a_negation_is_neither_added_nor_lost(value: str, said: str, language: str, *, expected: bool) -> None:
    assert same_polarity(words(value), [said], language) is expected


NUMBERS = [
    ("340 litres", "340 litres", ()),
    ("1,200 seats", "1200 seats", ()),
    ("12 of 15", "12/15", ()),
    ("1.2 knots", "12 knots", ("1.2",)),
    ("34 litres", "340 litres", ("34",)),
    ("15", "1,5", ("15",)),
    ("1,5", "15", ("1,5",)),
    ("1,200,000", "1200000", ()),
    ("$5M", "$5K", ("5",)),
    ("$5M", "$5 million", ()),
    ("-5%", "5%", ("5",)),
    ("€40", "$40", ("40",)),
    ("3-5 crates", "3-5 crates", ()),
]


@pytest.mark.parametrize(("value", "said", "lost"), NUMBERS)
def test_numbers_are_compared_whole(value: str, said: str, lost: tuple[str, ...]) -> None:
    assert unproven_numbers(value, said) == lost


MARKED = [
    ("ines.okoye@harbour.example", "ines.oko-ye@harbour.example"),
    ("Fuel use: 340", "**Fuel use:** 340"),
    ("costs $12", "costs \\$12"),
    ("two words", "two\n  words"),
]


@pytest.mark.parametrize(("value", "said"), MARKED)
def test_markup_hyphenation_and_white_space_do_not_matter(value: str, said: str) -> None:
    assert Passage([said]).has(value)


THINGS = ("crane", "pier", "barge", "buoy", "fender", "dredger", "paint", "moor")


@given(st.lists(st.sampled_from(THINGS), min_size=3, max_size=8), st.integers(12, 98))
def test_what_a_longer_passage_says_is_proven_and_no_other_figure_or_negation(said: list[str], figure: int) -> None:
    text = f"we will {' '.join(said)} {figure}"
    around = f"The crew met at noon. Then {text}. Salma thanked all."
    assert entails(text, Passage([around]), "en")
    assert unproven_numbers(text, around) == ()
    assert same_polarity(words(text), [around], "en")
    other, denied = text.replace(str(figure), str(figure + 1)), around.replace("we will", "we will not")
    assert unproven_numbers(other, around) == (str(figure + 1),)
    assert not same_polarity(words(text), [denied], "en")


def test_every_line_is_counted_once() -> None:
    document = read(SOURCE)
    item = ActionItem(id="a-1", task="repaint 12 buoys", evidence=(passage(PAINT),))
    counted = coverage_of(summary(action_items=(item,)), document)
    assert counted.lines == 7
    assert counted.blank == 2
    assert counted.structure == 1
    assert counted.cited == 2  # the action's line, and that of the attendees
    assert counted.lines == counted.blank + counted.structure + counted.cited + counted.uncited


@pytest.mark.parametrize("case", cases("entailment.toml"))
def test_a_corrupted_value_is_not_proven_and_a_harmless_change_is(case: dict[str, Any]) -> None:
    assert entails(case["value"], Passage(case["passage"]), case["language"]) is case["proven"]


PRESENT = "Present: Ana Lopez (@anita), Ben Wu, Ivan Ngo; Carla Diaz"


@pytest.mark.parametrize("case", cases("naming.toml"))
def test_an_owner_is_proven_by_what_names_nobody_else(case: dict[str, Any]) -> None:
    introduced = (Evidence(start=0, end=len(PRESENT), line=1, quote=PRESENT),)
    people = ("Ana Lopez", "Ben Wu", "Ivan Ngo", "Carla Diaz")
    names = Names([Attendee(id=name, name=name, evidence=introduced) for name in people])
    assert names.prove(case["name"], Passage([case["passage"]])) is case["proven"]


@pytest.mark.parametrize(
    ("value", "target", "codes"),
    [("340 litres", "300", ()), ("40 litres", "300", ("unproven_item",)), ("340 litres", "30", ("unproven_figure",))],
)
def test_figures_are_compared_whole(value: str, target: str, codes: tuple[str, ...]) -> None:
    quote = passage("**Fuel use:** 340 litres (target: 300)")
    item = Metric(id="k-1", name="Fuel use", value=value, target=target, evidence=(quote,))
    assert tuple(w.code for w in ground(summary(metrics=(item,)), read(SOURCE)).warnings) == codes


def test_who_is_said_to_have_asked_has_to_be_named() -> None:
    quote = passage("We agreed not to move the regatta.")
    item = Question(id="q-1", text="move the regatta", asked_by="Ines Okoye", evidence=(quote,))
    grounded = ground(summary(questions=(item,)), read(SOURCE))
    assert grounded.questions == (item.model_copy(update={"asked_by": None}),)


@pytest.mark.parametrize(("due", "codes"), [("May 1", ("unproven_due",)), ("May 12", ()), ("12 May", ())])
def test_a_deadline_is_no_part_of_another(due: str, codes: tuple[str, ...]) -> None:
    text = "# Crew\n\n- Paint the hull by May 12\n"
    quote = "Paint the hull by May 12"
    evidence = Evidence(start=text.index(quote), end=text.index(quote) + len(quote), line=3, quote=quote)
    item = ActionItem(id="a-1", task="Paint the hull", due=Due(text=due), evidence=(evidence,))
    grounded = ground(summary(attendees=(), action_items=(item,)), read(text))
    assert tuple(w.code for w in grounded.warnings) == codes


@pytest.mark.parametrize(("rationale", "kept"), [("12 buoys by Friday", True), ("13 buoys by Friday", False)])
def test_a_reason_has_to_be_proven_too(rationale: str, *, kept: bool) -> None:
    item = Decision(id="d-1", text="Bram will repaint", rationale=rationale, evidence=(passage(PAINT),))
    (decision,) = ground(summary(decisions=(item,)), read(SOURCE)).decisions
    assert decision.rationale == (rationale if kept else None)


CREW = ("Tom Bradley", "Tom Smith", "Will Chen", "Paul Reed", "Pia Rossi", "Pedro Ruiz")
SHARED = [
    ("Tom Bradley", "Tom will paint the hull", False),
    ("Tom Bradley", "Tom B. will paint the hull", True),
    ("Tom Bradley", "Bradley will paint the hull", True),
    ("Will Chen", "Someone will fix it", False),
    ("Will Chen", "Will to fix it", True),
    ("Will Chen", "will: I take it", True),
    ("Paul Reed", "Somebody opens a PR", False),
    ("Paul Reed", "Review (PR)", False),  # three people have these initials
    ("The Platform Team", "fix the docs", False),
    ("The Platform Team", "the platform team fixes the docs", True),
    ("rowan", "and rowan fixes the docs", True),
]


@pytest.mark.parametrize(("name", "said", "proven"), SHARED)
def test_a_word_that_others_bear_or_that_is_no_name_proves_nobody(name: str, said: str, *, proven: bool) -> None:
    names = Names([Attendee(id=one, name=one, evidence=()) for one in CREW])
    assert names.prove(name, Passage([said])) is proven


def test_all_that_is_unproven_stays_when_it_is_to_be_kept() -> None:
    owners, due = (Owner(name="Ola"),), Due(text="by Monday")
    item = ActionItem(id="a-1", task="repaint 12 buoys", owners=owners, due=due, evidence=(passage(PAINT),))
    grounded = ground(summary(action_items=(item, item)), read(SOURCE), keep_unproven=True)
    assert grounded.action_items == (item, item)
    ids = [warning.id for warning in grounded.warnings]
    assert len(ids) == 4
    assert len(set(ids)) == 4


@pytest.mark.parametrize(("field", "one"), [("highlights", False), ("next_meeting", True)])
def test_every_quote_is_compared_with_the_source(field: str, *, one: bool) -> None:
    moved = passage(PAINT).model_copy(update={"quote": PAINT.upper()})
    item: Item = NextMeeting(id="x-1", text=PAINT, evidence=(moved,))
    if not one:
        item = Highlight(id="x-1", text=PAINT, evidence=(moved,))
    told = summary(**{field: item if one else (item,)})
    grounded = ground(told, read(SOURCE))
    assert getattr(grounded, field) == (None if one else ())
    assert [w.code for w in grounded.warnings] == ["unproven_item"]
    assert getattr(ground(told, read(SOURCE), keep_unproven=True), field) == getattr(told, field)


LABELLED = """# Crew

## Paint and brushes for the hull

Ines Okoye: We decided to go for red.
"""


@pytest.mark.parametrize(("origin", "kept"), [("rules", True), ("model", False)])
def test_a_rules_item_gets_its_heading_and_speaker_as_evidence(origin: str, *, kept: bool) -> None:
    quote = "We decided to go for red."
    start = LABELLED.index(quote)
    evidence = Evidence(start=start, end=start + len(quote), line=5, quote=quote)
    text = "Paint and brushes for the hull: We decided to go for red"
    item = Decision.model_validate(
        {"id": "d-1", "text": text, "made_by": "Ines Okoye", "origin": origin, "evidence": (evidence,)}
    )
    decisions = ground(summary(attendees=(), decisions=(item,)), read(LABELLED)).decisions
    told = [[e.quote for e in decision.evidence] for decision in decisions]
    assert told == ([[quote, "Paint and brushes for the hull", "Ines Okoye"]] if kept else [])
    for evidence in (evidence for decision in decisions for evidence in decision.evidence):
        assert LABELLED[evidence.start : evidence.end] == evidence.quote
        assert evidence.line == LABELLED.count("\n", 0, evidence.start) + 1


def test_what_the_proof_drops_is_not_in_abstract_and_highlights(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "# Harbour crew sync\n\n## Decisions\n\n- Sell the old crane to the museum\n- Rent a new pier in Velamar\n"

    def corrupted(document: Document, *, meeting_date: dt.date | None = None) -> Draft:
        draft = extract(document, meeting_date=meeting_date)
        first, *others = draft.decisions
        return replace(draft, decisions=(first.model_copy(update={"text": "Buy 77 airships"}), *others))

    assert "crane" in str(summarize_document(read(text), Options()).highlights)
    monkeypatch.setattr("notesllm.pipeline.extract", corrupted)
    told = summarize_document(read(text), Options())
    assert [decision.text for decision in told.decisions] == ["Rent a new pier in Velamar"]
    assert "airships" not in told.abstract + str(told.highlights)
    assert "2 decisions" not in told.abstract
