"""What an executive reads first: within 200 words, whole, proven, and the weightiest first."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notesllm.document import read
from notesllm.extract import extract
from notesllm.extract.abstract.shortening import clean, scissors
from notesllm.lexicon import LANGUAGES

NOTES = """# Product council

Date: March 5, 2024
Chair: Ana Lopez
Attendees: Ana Lopez, Ben Wu, Kim Park

## Search rewrite
Decision: ship the new search to all customers in April.
Query latency improved from 480 ms to 210 ms.
There is a risk that the vendor ends the index service.

## Pricing
We agreed to keep the old price for existing customers.

## Action items
- [ ] Ben Wu: write the migration guide by March 20
- [x] Kim Park: book the room

## Next meeting
March 19, 2024
"""


def half_page(text: str) -> str:
    draft = extract(read(text))
    return " ".join([draft.abstract, *(highlight.text for highlight in draft.highlights)])


def test_the_abstract_says_which_meeting_when_with_whom_and_what_came_of_it() -> None:
    abstract = extract(read(NOTES)).abstract
    assert abstract.startswith("Product council took place on March 5, 2024 with 3 attendees, hosted by Ana Lopez.")
    assert "It covered Search rewrite; Pricing." in abstract
    assert "Outcome: 2 decisions, 2 action items, 1 risk." in abstract


@pytest.mark.parametrize(
    ("headings", "span"),
    [
        (("2024-03-05", "2024-03-12", "2024-03-19"), "took place from March 5 to March 19, 2024"),
        (("2024-01-02", "2023-12-19"), "took place from December 19, 2023 to January 2, 2024"),
        (("Stand-up (March 5, 2024)", "Review (March 7, 2024)"), "took place from March 5 to March 7, 2024"),
        (("2024-03-05", "Release of the app on March 12, 2024"), "took place on March 5, 2024"),
    ],
)
def test_a_file_of_several_meetings_tells_their_span(headings: tuple[str, str], span: str) -> None:
    text = "".join(f"## {heading}\nThe fence was painted green by the youth group.\n\n" for heading in headings)
    assert span in extract(read(text)).abstract


def test_the_highlights_come_by_consequence() -> None:
    kinds = [highlight.text.partition(":")[0] for highlight in extract(read(NOTES)).highlights]
    order = ["Decided", "Figures", "At risk", "To do", "Dates", "Also", "Next meeting"]
    assert kinds == sorted(kinds, key=order.index)
    assert kinds[0] == "Decided"


@pytest.mark.parametrize(
    "fact",
    [
        "hip the new search to all customers in April",
        "Query latency improved from 480 ms to 210 ms",
        "Ben Wu: Write the migration guide by March 20",
        "vendor ends the index service",
        "Next meeting: March 19, 2024",
    ],
)
def test_each_kind_of_fact_is_told(fact: str) -> None:
    assert fact.lower() in half_page(NOTES).lower()


def test_what_was_not_reached_is_not_covered() -> None:
    text = (
        "# Garden club\n## Fence\nThe fence was painted green by the youth group.\n"
        "## Compost\nNot discussed because we ran out of time.\n"
    )
    told = half_page(text)
    assert "ran out of time" not in told
    assert "Compost" not in told


def test_what_is_done_is_not_to_do() -> None:
    assert "book the room" not in half_page(NOTES)


def test_a_brief_decision_is_told_with_its_subject() -> None:
    text = "# Board\n## Garden fence\nIt was discussed at length.\n**Decision:** approved\n"
    assert "Decided: Garden fence: Approved." in half_page(text)


def test_a_discussion_without_items_is_told_by_its_weightiest_sentences() -> None:
    text = (
        "# Reading circle\n## Chapter four\nThe narrator hides what she knows from everyone in the house.\n"
        "Most readers found the ending of the chapter weak.\n"
        "## Chapter five\nThe letter from the coast changes the plot.\n"
    )
    told = half_page(text)
    assert "The letter from the coast changes the plot" in told
    assert "narrator hides what she knows" in told


def test_notes_of_another_language_are_told_in_it() -> None:
    text = (
        "# Protokoll der Vorstandssitzung\n\n## Sommerfest\nDas Fest wird im Juli gefeiert und der Verein ist dabei.\n"
    )
    assert "Themen waren Sommerfest." in half_page(text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_scissors_cut_within_the_limit(language: str) -> None:
    cut = scissors(language).cut
    assert cut("one two three", 5) == "one two three"
    assert cut("Ship the new search - because the old one is slow and costly", 6) == "Ship the new search…"
    assert len(cut("word " * 50, 7).split()) == 7


def test_a_cut_does_not_end_on_a_word_that_dangles() -> None:
    text = "Ana photographed the whole old big house this very cold spring"
    assert scissors("en").cut(text, 6) == "Ana photographed the whole old big…"
    assert scissors("en").cut(text, 7) == "Ana photographed the whole old big house…"
    assert scissors("en").cut("Ana says we need the old big house this very cold spring", 5) == "Ana says…"


@pytest.mark.parametrize(
    ("text", "limit", "whole"),
    [
        (
            "Keep the library open on Saturday evenings from the first of March",
            8,
            "Keep the library open on Saturday evenings…",
        ),
        ("Sell the old van and buy a trailer for the club", 6, "Sell the old van…"),
        (
            "Ask for three offers, then choose one of them at the meeting in May",
            8,
            "Ask for three offers…",
        ),
    ],
)
def test_a_cut_leaves_a_whole_clause_where_it_can(text: str, limit: int, whole: str) -> None:
    assert scissors("en").cut(text, limit) == whole


@pytest.mark.parametrize(
    ("text", "limit", "kept"),
    [
        (
            "The doors alternate for the next two weeks: 18:00 stays for juniors and 20:00 is for all",
            9,
            "next two weeks…",
        ),
        ("Bring for each stand a short text of 3 pictures and a table", 9, "Bring for each stand a short text…"),
        ("Buy paint, brushes approx. Five litres of it for the fence of the yard", 7, "approx. Five litres…"),
        ("The vote is closed. All the members were told of it by letter", 6, "The vote is closed"),
        ("Garden plans (kim does not think we should settle the plants) for May", 6, "Garden plans…"),
        ("Plans (kim does not think we should settle the plants) for May", 6, "Plans (kim does not think…)"),
        ("(the whole of this is in a bracket that goes on", 6, "(the whole…)"),
        ("Garden tour for all [with the mayor and the council of the town] in May", 6, "Garden tour for all…"),
    ],
)
def test_a_cut_stands_at_a_good_place_and_is_shown(text: str, limit: int, kept: str) -> None:
    assert scissors("en").cut(text, limit).endswith(kept)


def test_a_cut_before_the_other_half_is_shown() -> None:
    text = (
        "# Board\n## Survey\nDecision: We will not share the answers of single members with the county office at all "
        "but will share the sums by street and by house with everybody in town.\n"
    )
    assert "…" in next(h.text for h in extract(read(text)).highlights if h.text.startswith("Decided"))


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("Walk (from the station", "Walk"),
        ("The lamp can be used for the stage too).", "The lamp can be used for the stage too"),
        ("Walk (all meet at the station, the elder ones at the bridge", "Walk – all meet at the station, the elder"),
    ],
)
def test_clean_text_has_no_half_bracket(raw: str, plain: str) -> None:
    assert clean(raw).startswith(plain)
    assert "(" not in clean(raw)


def test_what_is_urgent_is_told_first() -> None:
    text = (
        "# Sync\n## Action items\n| Task | Owner | Due | Priority |\n|---|---|---|---|\n"
        "| Paint the fence | Ana | March 3, 2024 | low |\n| Repair the roof | Ben | | high |\n"
        "| Order the sand | Kim | March 9, 2024 | |\n| Close the well | Eve | March 8, 2024 | high |\n"
    )
    told = half_page(text)
    order = ["Close the well", "Repair the roof", "Order the sand", "Paint the fence"]
    assert sorted(order, key=told.index) == order


def test_a_motion_is_told_without_who_moved_it() -> None:
    text = (
        "# Council\n## Pump\nMotion by Ms. Yoon, second by Mr. Estevez, to award the contract to Brackwater. "
        "Motion carried 5-0.\n"
    )
    assert "Decided: Award the contract to Brackwater" in half_page(text)


@pytest.mark.parametrize(
    "trivial",
    [
        "Click the link at the bottom of the page to subscribe to the calendar.",
        "That's decided and I'll tell him about it tomorrow in the office.",
        "[no conclusion was reached here on any of the points]",
        "19:54 clubbot Meeting ended Thu Jan 14 19:54:26 2016 UTC and the log is on the page.",
        "Summary: [Your summary of the talk here.]",
    ],
)
def test_what_is_trivial_is_not_told(trivial: str) -> None:
    told = half_page(
        f"# Reading circle\n## Chapter four\n{trivial}\nThe ending of the chapter was found weak by most.\n"
    )
    assert trivial[:24] not in told
    assert "ending of the chapter" in told


def test_the_figures_of_a_table_are_told_in_words() -> None:
    text = "# Review\n## KPIs\n| KPI | Actual | Budget |\n|---|---|---|\n| Revenue | £18.4m | £17.9m |\n"
    assert "Revenue: £18.4m (target £17.9m)" in half_page(text)


def test_the_decisive_words_survive_a_cut() -> None:
    text = "The council talked for a very long time about the new fence at the playground and decided to reject it"
    assert scissors("en").cut_around(text, 12).endswith("decided to reject it")


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("**Cost** \\$5", "Cost $5"),
        ("- see https://example.org/x for it", "see for it"),
        ("[ACTION] Ana calls", "Ana calls"),
        ("🎉 Done!", "Done!"),
        ("uses needs_info labels", "uses needs_info labels"),
    ],
)
def test_clean_text_has_no_markup(raw: str, plain: str) -> None:
    assert clean(raw) == plain


ANY = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=10)
PIECES = st.sampled_from(
    ["# Sync\n", "## Fence\n", "Decision: we go. ", "- [ ] Ana: do it by Friday\n", "Ana will call Ben. ", "\n",
     "81% done. ", "risk: late\n", "* a\n  * b\n", "[00:01] Ana: moving on to pay. ",
     "| a | b |\n|-|-|\n| 1 | 2 |\n", "word " * 40]
)  # fmt: skip


@settings(max_examples=120)
@given(st.lists(PIECES | ANY, max_size=30).map("".join))
def test_any_text_yields_a_short_proven_page_again_and_again(text: str) -> None:
    document = read(text + "x")
    draft = extract(document)
    told = " ".join([draft.abstract, *(highlight.text for highlight in draft.highlights)])
    assert len(told.split()) <= 200
    assert len(draft.highlights) <= 7
    for item in (*draft.highlights, *draft.topics, *draft.milestones):
        assert item.evidence
        for evidence in item.evidence:
            assert document.source[evidence.start : evidence.end] == evidence.quote != ""
    assert extract(document) == draft
