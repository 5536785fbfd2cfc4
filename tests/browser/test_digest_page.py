"""The page of a digest in a real browser."""

import pytest
from browser.chromium import CONTRAST, SCHEMES, Tab, axe_missing, missing
from browser.conftest import Open
from planted_digest import planted
from playwright.sync_api import expect

from notesllm.render import digest_to_html
from notesllm.render.pages import digest_page, packing

pytestmark = pytest.mark.skipif(bool(missing()), reason=missing())
LONG = packing.MOST + 30
UNBREAKABLE = "Donaudampfschifffahrtsgesellschaftskapitaenswitwenrentenbescheid" * 3


@pytest.fixture(scope="module")
def short() -> str:
    return digest_to_html(planted())


@pytest.fixture(scope="module")
def long() -> str:
    return digest_to_html(planted(many=LONG))


def outcome(tab: Tab) -> str:
    return tab.page.locator("#outcome").inner_text()


def test_filters_combine_and_count(opened: Open, short: str) -> None:
    tab = opened(short)
    page = tab.page
    everything = int(outcome(tab).split()[0])
    page.get_by_label("Words").fill("RUNBOOK write")
    expect(page.locator("#outcome")).to_have_text(f"8 of {everything} lines match")  # six, and one each that moved
    page.get_by_label("Owner").select_option(label="Bo Lindt")
    expect(page.locator("#outcome")).to_have_text(f"2 of {everything} lines match")
    assert tab.ids("#actions") == ["action-0-1", "action-0-4"]
    page.get_by_label("Status").select_option("actions.out_of_sight")
    expect(page.locator("#outcome")).to_have_text(f"1 of {everything} lines matches")
    assert tab.ids("main") == ["action-0-4"]
    page.get_by_label("Meeting", exact=True).select_option(label="15 Oct 2024, All hands")
    expect(page.locator("#outcome")).to_have_text(f"0 of {everything} lines match")
    assert page.locator("#decisions").is_hidden()


def test_people_of_one_name_are_two(opened: Open, short: str) -> None:
    tab = opened(short)
    tab.page.get_by_label("Owner").select_option(label="Ana Ruiz (Lead)")
    expect(tab.page.locator("#outcome")).to_contain_text("match")
    lead = tab.ids("#actions")
    tab.page.get_by_label("Owner").select_option(label="Ana Ruiz (Writer)")
    expect(tab.page.locator("#actions [id=line-action-0-2]")).to_be_visible()
    assert lead == ["action-0-0", "action-0-3", "action-0-5"]
    assert tab.ids("#actions") == ["action-0-2", "action-0-5"]  # a done one names both of that name


def test_the_address_keeps_what_is_asked(opened: Open, short: str) -> None:
    tab = opened(short)
    tile = tab.page.get_by_role("button", name="1 Overdue")
    tile.click()
    assert tile.get_attribute("aria-pressed") == "true"
    expect(tab.page.locator("#line-action-0-0")).to_be_in_viewport()
    assert tab.page.url.endswith("#status=actions.overdue")
    tab.page.get_by_label("Words").fill("a & b=c runbook")
    expect(tab.page.locator("#outcome")).to_contain_text("0 of")
    tab.page.get_by_label("Words").fill("runbook")
    expect(tab.page.locator("#outcome")).to_contain_text("2 of")
    tab.page.reload()
    tab.page.wait_for_function("performance.getEntriesByName('interactive').length")
    assert tab.ids("main") == ["action-0-0", "moved-action-0-0"]
    assert tab.page.get_by_label("Words").input_value() == "runbook"
    assert tile.get_attribute("aria-pressed") == "true"


def test_everything_comes_back(opened: Open, short: str) -> None:
    tab = opened(short, "#q=nothing+of+that+kind")
    assert tab.ids("main") == []
    tab.page.get_by_role("button", name="Show all").click()
    assert len(tab.ids("#actions")) == 6
    assert "#" not in tab.page.url
    assert tab.focused() == ""  # the field for words
    assert tab.page.get_by_role("button", name="Show all").is_hidden()
    tab.page.get_by_role("button", name="1 Done").click()
    tab.page.get_by_role("button", name="1 Done").click()
    assert len(tab.ids("#actions")) == 6


def test_a_person_of_the_table_filters(opened: Open, short: str) -> None:
    tab = opened(short)
    tab.page.locator("#people").get_by_role("button", name="Bo Lindt").click()
    assert tab.ids("#actions") == ["action-0-1", "action-0-4"]


def test_lines_that_are_not_in_the_page_are_found_and_shown(opened: Open, long: str) -> None:
    tab = opened(long)
    group = tab.page.locator(".actions-overdue")
    assert len(tab.ids(".actions-overdue")) == packing.MOST
    expect(group.locator(".more")).to_contain_text(f"The first {packing.MOST} of {LONG}.")
    group.get_by_role("button", name="Show 30 more").click()
    assert len(tab.ids(".actions-overdue")) == LONG
    assert tab.focused().startswith(f"Write runbook 0 of {packing.MOST}")
    assert group.locator(".more").is_hidden()
    tab.page.get_by_label("Words").fill(f"of {LONG - 1} lindt")
    tab.page.get_by_label("Status").select_option("actions.due_soon")
    expect(tab.page.locator("#outcome")).to_contain_text("1 of")
    assert tab.ids("main") == [f"action-{LONG - 1}-1"]
    tab.page.locator("#actions summary").first.click()
    expect(tab.page.get_by_text("these words of 10").first).to_be_visible()


def test_the_script_draws_what_the_template_writes(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    first = packing.MOST  # of those that are drawn
    digest = planted(lambda text: f"{text} $& $1 <b>", many=first + 1)
    drawn = opened(digest_to_html(digest))
    monkeypatch.setattr(packing, "MOST", 10_000)
    monkeypatch.setattr(digest_page, "MOST", 10_000)
    written = opened(digest_to_html(digest))
    look = """id => { const row = document.getElementById(id).cloneNode(true);
      row.querySelector("details").removeAttribute("open"); return row.outerHTML; }"""
    for at in range(6):
        name = f"line-action-{first}-{at}"
        drawn.run("id => { location.hash = id; }", name)
        drawn.page.wait_for_selector(f"#{name}")
        assert drawn.run(look, name) == written.run(look, name)


def test_a_line_opens_its_proof(opened: Open, short: str) -> None:
    tab = opened(short)
    line = tab.page.locator("#line-action-0-2")
    quotes = line.locator("blockquote")
    assert quotes.first.is_hidden()
    line.locator("summary").click()
    assert quotes.count() == 3
    expect(quotes.first).to_have_text("these words of 11")
    expect(quotes.first).to_be_visible()
    expect(line.locator(".source").last).to_have_text("All hands, 15 Oct 2024, line 11")


@pytest.mark.parametrize("asked", ["", "#q=sharding"])
def test_what_matters_leads_to_its_line(opened: Open, long: str, asked: str) -> None:
    tab = opened(long, asked)
    wanted = f"action-{LONG - 1}-5"  # not in the page until it is asked for
    tab.page.locator("#matters summary").click()
    expect(tab.page.locator("#matters blockquote")).to_be_visible()
    tab.page.get_by_role("link", name="See it among the actions").click()
    expect(tab.page.locator(f"#line-{wanted} blockquote").first).to_be_in_viewport()
    assert tab.focused().startswith(f"Write runbook 5 of {LONG - 1}")


def test_a_line_has_an_address(opened: Open, long: str) -> None:
    tab = opened(long, f"#line-action-{LONG - 1}-0")
    expect(tab.page.locator(f"#line-action-{LONG - 1}-0 blockquote").first).to_be_in_viewport()


def test_the_keyboard_is_enough(opened: Open, short: str) -> None:
    tab = opened(short)
    keys = tab.page.keyboard
    keys.press("Tab")
    assert tab.focused() == "Skip to the digest"
    assert tab.page.locator(".skip").bounding_box()["y"] >= 0  # type: ignore[index]
    keys.press("Enter")
    assert tab.run("document.activeElement.closest('main') !== null")
    keys.press("Tab")
    assert tab.focused() == "The runbook is late"
    keys.press("Enter")
    expect(tab.page.locator("#matters blockquote")).to_be_visible()
    outline = tab.run("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    tab.page.get_by_role("button", name="1 Blocked").focus()
    keys.press("Space")
    assert tab.ids("#actions") == ["action-0-3"]
    tab.page.locator("#line-action-0-3 summary").focus()
    keys.press("Enter")
    expect(tab.page.locator("#line-action-0-3 blockquote").first).to_be_visible()


def test_changes_of_the_count_are_told_aloud(opened: Open, short: str) -> None:
    told = opened(short).page.locator("#outcome")
    assert told.get_attribute("aria-live") == "polite"


def test_on_paper_everything_is_open_and_nothing_to_press(opened: Open, short: str) -> None:
    tab = opened(short, color_scheme="dark")
    tab.page.emulate_media(media="print")
    hidden = "nodes => nodes.filter(node => !node.checkVisibility({ contentVisibilityAuto: true })).length"
    assert tab.page.locator("blockquote").count() > 20
    assert tab.run(
        "[...document.querySelectorAll('blockquote')].every(each => each.getBoundingClientRect().height > 0)"
    )
    assert tab.page.locator(".row").evaluate_all(hidden) == 0
    for name in ("#filters", "#theme", ".contents", ".skip"):
        assert tab.page.locator(name).is_hidden(), name
    assert tab.run("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    tab.run("dispatchEvent(new Event('beforeprint'))")
    assert tab.page.locator("details:not([open])").count() == 0
    tab.run("dispatchEvent(new Event('afterprint'))")
    assert tab.page.locator(".row details[open]").count() == 0


def test_nothing_sticks_out(opened: Open) -> None:
    tab = opened(digest_to_html(planted(lambda text: f"{text} {UNBREAKABLE}")))
    tab.open_all()
    for width in (320, 360, 640, 1280):
        tab.resize(width)
        assert tab.run("document.documentElement.scrollWidth") <= width


def test_dark_is_another_page_than_light(opened: Open, short: str) -> None:
    look = "[document.body, document.querySelector('.mast-line'), document.querySelector('.badge')]"
    colors = f"{look}.map(node => getComputedStyle(node)).map(style => [style.color, style.backgroundColor].join())"
    light, dark = opened(short, color_scheme="light"), opened(short, color_scheme="dark")
    bright, dim = light.run(colors), dark.run(colors)
    assert all(one != other for one, other in zip(bright, dim, strict=True))
    light.page.get_by_role("button", name="Use dark colours").click()
    assert light.run(colors) == dim
    light.page.get_by_role("button", name="Use light colours").click()
    assert light.run(colors) == bright


def test_texts_have_contrast(opened: Open, short: str) -> None:
    tab = opened(short)
    tab.open_all()
    for scheme in SCHEMES:
        tab.page.emulate_media(color_scheme=scheme)
        seen = tab.run(CONTRAST)
        assert seen["found"] == []
        assert seen["looked"] > 25


def test_without_a_script_it_can_be_read(opened: Open, long: str) -> None:
    tab = opened(long, java_script_enabled=False)
    page = tab.page
    expect(page.get_by_text("Scripts are off")).to_be_visible()
    assert page.locator("#filters").is_hidden()
    expect(page.locator(".actions-overdue .more")).to_have_text(
        f"The first {packing.MOST} of {LONG}.", use_inner_text=True
    )
    page.locator("#line-action-0-0 summary").click()
    expect(page.locator("#line-action-0-0 blockquote")).to_be_visible()


def test_hostile_words_do_nothing(opened: Open) -> None:
    evil = "</script><img src=x onerror=alert(1)><svg onload=alert(2)><a href='javascript:alert(3)'>x</a>"
    tab = opened(digest_to_html(planted(lambda text: f"{text} {evil}", many=packing.MOST + 5)))
    tab.page.locator(".actions-overdue").get_by_role("button", name="Show 5 more").click()
    tab.open_all()
    assert tab.page.locator("img, main a:not([href^='#'])").count() == 0
    assert tab.page.locator("svg:not(.spark)").count() == 0
    assert tab.page.get_by_text("onerror=alert").count() > 50


@pytest.mark.skipif(bool(axe_missing()), reason=axe_missing())
def test_axe_finds_nothing(opened: Open, short: str) -> None:
    tab = opened(short)
    tab.open_all()
    for width in (1280, 360):
        tab.resize(width)
        for scheme in SCHEMES:
            tab.page.emulate_media(color_scheme=scheme)
            assert tab.axe() == []
