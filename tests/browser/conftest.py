"""One browser a module; each page is watched, and closed without a fault."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browser.chromium import Tab, launched
from playwright.sync_api import Browser, BrowserContext

Open = Callable[..., Tab]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as running:
        yield running


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Open a page: its HTML, the part of its address after the file's, its width, and what else a context takes."""
    contexts: list[BrowserContext] = []
    tabs: list[Tab] = []

    def open_(html: str, anchor: str = "", *, width: int = 1280, **given: object) -> Tab:
        path = tmp_path / f"page-{len(tabs)}.html"
        path.write_text(html, encoding="utf-8")
        given.setdefault("reduced_motion", "reduce")
        context = browser.new_context(viewport={"width": width, "height": 800}, **given)  # type: ignore[arg-type]
        contexts.append(context)
        context.set_default_timeout(5000)
        tab = Tab(context.new_page(), path.as_uri())
        tabs.append(tab)
        tab.watch()
        tab.page.goto(path.as_uri() + anchor)
        if given.get("java_script_enabled", True):
            tab.page.wait_for_function("performance.getEntriesByName('interactive').length")
        return tab

    yield open_
    for context in contexts:
        context.close()
    assert [fault for tab in tabs for fault in tab.faults] == []
