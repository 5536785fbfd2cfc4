"""The page of notes beside their summary, in a real browser."""

from hashlib import sha256
from pathlib import Path

import pytest
from browser.chromium import CONTRAST, SCHEMES, axe_missing, missing
from browser.conftest import Open
from playwright.sync_api import expect

from notesllm import preview
from notesllm.render import view_to_html
from notesllm.span import split_lines
from notesllm.summary import ActionItem, Decision, Evidence, MeetingSummary, Provenance, Risk, Source

pytestmark = pytest.mark.skipif(bool(missing()), reason=missing())
ROOT = Path(__file__).parents[2]
TRANSCRIPT = ROOT / "examples" / "architecture-review-transcript.txt"
TALK = [f"{number}: they talk about this and that, at some length." for number in range(1, 121)]
TALK[69] = "70: Bo will write the runbook, or the launch is late."
TALK[99] = "100: see https://example.com/runbook, says Ana."
NOTES = "\n".join(TALK) + "\n"


def evidence(*quotes: str) -> tuple[Evidence, ...]:
    starts = [NOTES.index(quote) for quote in quotes]
    number = split_lines(NOTES)[1].number
    return tuple(
        Evidence(start=start, end=start + len(quote), line=number(start), quote=quote)
        for start, quote in zip(starts, quotes, strict=True)
    )


@pytest.fixture(scope="module")
def short() -> str:
    source = Source(sha256=sha256(NOTES.encode()).hexdigest(), characters=len(NOTES), lines=120, format="text")
    summary = MeetingSummary(
        id="m",
        title="Weekly",
        abstract="They talked.",
        decisions=(Decision(id="d", text="Talk on", evidence=evidence("2: they talk", "119: they talk")),),
        action_items=(ActionItem(id="a", task="Write the runbook", evidence=evidence("Bo will write the runbook")),),
        risks=(
            Risk(id="r", text="Late launch", severity="high", evidence=evidence("the runbook, or the launch is late")),
        ),
        provenance=Provenance(source=source),
    )
    return view_to_html(summary, NOTES)


@pytest.fixture(scope="module")
def long() -> str:
    return view_to_html(preview(TRANSCRIPT), TRANSCRIPT.read_text(encoding="utf-8"))


def test_an_item_marks_its_evidence(opened: Open, short: str) -> None:
    tab = opened(short)
    assert tab.page.locator(".mark.on").count() == 0
    tab.page.get_by_role("link", name="Write the runbook").click()
    assert tab.page.locator(".mark.on").all_inner_texts() == ["Bo will write ", "the runbook"]
    expect(tab.page.locator("#L70")).to_be_in_viewport()
    expect(tab.page.locator("#told")).to_have_text("2 passages marked in the notes")
    tab.page.get_by_role("link", name="Talk on").click()
    assert tab.page.locator(".mark.on").all_inner_texts() == ["2: they talk", "119: they talk"]
    expect(tab.page.locator("#L2")).to_be_in_viewport()
    expect(tab.page.locator("#L119")).not_to_be_in_viewport()


def test_a_passage_shows_its_items(opened: Open, short: str) -> None:
    tab = opened(short)
    both = tab.page.locator("#L70").get_by_role("link", name="the runbook", exact=True)
    both.click()
    assert tab.page.locator(".item.on .pick").all_inner_texts() == ["Write the runbook", "Late launch"]
    expect(tab.page.locator("#told")).to_have_text("2 items of the summary, from here")
    tab.page.locator("#L70").get_by_role("link", name=", or the launch is late").click()
    assert tab.page.locator(".item.on .pick").all_inner_texts() == ["Late launch"]
    assert tab.focused() == "Late launch"


def test_every_mark_and_item_of_an_example_leads_to_the_other(opened: Open, long: str) -> None:
    tab = opened(long)
    found = tab.run(
        """() => [...document.querySelectorAll(".pick")].map((pick) => {
          pick.click();
          const marks = [...document.querySelectorAll(".mark.on")];
          const item = pick.closest(".item").dataset.item;
          return marks.length > 0 && marks.every((mark) => mark.dataset.items.split(" ").includes(item));
        })"""
    )
    assert len(found) > 30
    assert all(found)
    back = tab.run(
        """() => [...document.querySelectorAll(".mark")].map((mark) => {
          mark.click();
          const on = [...document.querySelectorAll(".item.on")].map((item) => item.dataset.item);
          return on.join(" ") === mark.dataset.items;
        })"""
    )
    assert len(back) > 30
    assert all(back)


def test_the_keyboard_is_enough(opened: Open, short: str) -> None:
    tab = opened(short)
    keys = tab.page.keyboard
    keys.press("Tab")
    assert tab.focused() == "Skip to the summary"
    keys.press("Enter")
    keys.press("Tab")
    assert tab.focused() == "Talk on"
    keys.press("Enter")
    assert tab.page.locator(".mark.on").count() == 2
    keys.press("Tab")
    keys.press("Tab")
    assert tab.focused() == "L119"
    keys.press("Enter")
    assert tab.focused() == "119: they talk"
    expect(tab.page.locator("#L119")).to_be_in_viewport()
    keys.press("Escape")
    assert tab.focused() == "L119"
    assert tab.page.locator(".on").count() == 0


def test_the_address_keeps_the_item(opened: Open, short: str) -> None:
    tab = opened(short)
    tab.page.get_by_role("link", name="Write the runbook").click()
    assert tab.page.url.endswith("#item-1")
    tab.page.reload()
    expect(tab.page.locator(".item.on .pick")).to_have_text("Write the runbook")
    expect(tab.page.locator("#L70")).to_be_in_viewport()


def test_both_panes_are_in_sight(opened: Open, short: str) -> None:
    tab = opened(short)
    left, right = tab.box("#notes"), tab.box("#summary")
    assert left.top == right.top
    assert left.right <= right.left
    tab.resize(390)
    above, below = tab.box("#notes"), tab.box("#summary")
    assert above.bottom <= below.top
    assert below.bottom <= 801


def test_nothing_sticks_out(opened: Open, long: str) -> None:
    tab = opened(long)
    for width in (320, 360, 640, 1280):
        tab.resize(width)
        assert tab.run("document.documentElement.scrollWidth") <= width
        assert tab.run("[...document.querySelectorAll('.pane')].every(pane => pane.scrollWidth <= pane.clientWidth)")


def test_on_paper_all_of_it_is_there(opened: Open, short: str) -> None:
    tab = opened(short, color_scheme="dark")
    tab.page.emulate_media(media="print")
    assert tab.box("#L120").bottom <= tab.box("#summary").top
    assert tab.run("[...document.querySelectorAll('.pane')].every(pane => pane.scrollHeight <= pane.clientHeight + 1)")
    assert tab.page.locator("#theme").is_hidden()
    assert tab.run("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_without_a_script_the_links_lead_there(opened: Open, short: str) -> None:
    tab = opened(short, java_script_enabled=False)
    tab.page.get_by_role("link", name="Write the runbook").click()
    expect(tab.page.locator("#L70")).to_be_in_viewport()
    tab.page.locator("#L70 .mark").first.click()
    assert tab.page.url.endswith("#item-1")


def test_texts_have_contrast(opened: Open, long: str) -> None:
    tab = opened(long)
    tab.page.locator(".pick").nth(9).click()
    tab.page.mouse.move(0, 0)
    for scheme in SCHEMES:
        tab.page.emulate_media(color_scheme=scheme)
        seen = tab.run(CONTRAST)
        assert seen["found"] == []
        assert seen["looked"] > 12


@pytest.mark.skipif(bool(axe_missing()), reason=axe_missing())
def test_axe_finds_nothing(opened: Open, short: str) -> None:
    tab = opened(short)
    tab.page.get_by_role("link", name="Write the runbook").click()
    for width in (1280, 360):
        tab.resize(width)
        for scheme in SCHEMES:
            tab.page.emulate_media(color_scheme=scheme)
            assert tab.axe() == []


def test_hostile_notes_do_nothing(opened: Open) -> None:
    evil = "- Decision: keep <img src=x onerror=alert(1)></script><script>alert(2)</script> [x](javascript:alert(3))\n"
    tab = opened(view_to_html(preview(evil), evil))
    assert tab.page.locator("img, script:not(:last-of-type), a[href^=javascript]").count() == 0
    expect(tab.page.locator("#L1")).to_contain_text("onerror=alert(1)")
