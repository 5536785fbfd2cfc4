"""The page of a digest of a thousand meetings: how large it is, and how soon a browser answers to whoever opens it."""

from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import pytest
from browser.chromium import launched, missing
from playwright.sync_api import Browser

from benchmarks.backlog import backlog
from benchmarks.conftest import Row, Table
from benchmarks.inputs import MB
from notesllm.digest import ExecutiveDigest, digest
from notesllm.render import digest_to_html

pytestmark = [pytest.mark.timeout(300), pytest.mark.skipif(bool(missing()), reason=missing())]
MEETINGS = 1000
LARGEST = 3.0  # MB
READY = 1000  # ms
ANSWER = 350  # ms, of which it waits 100 for further letters


@pytest.fixture(scope="module")
def whole() -> ExecutiveDigest:
    return digest(backlog(MEETINGS))


@pytest.fixture(scope="module")
def page(whole: ExecutiveDigest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pages") / "digest.html"
    path.write_text(digest_to_html(whole), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as running:
        yield running


def test_size(whole: ExecutiveDigest, page: Path, table: Table) -> None:
    assert len(whole.actions) > 9 * MEETINGS
    started = perf_counter()
    again = digest_to_html(whole)
    taken = perf_counter() - started
    size = page.stat().st_size / MB
    what = f"page of {MEETINGS:,} meetings, {len(whole.actions):,} actions"
    table.append(Row(what, f"{size:.2f} MB (made in {taken:.1f} s)", f"at most {LARGEST:.0f} MB"))
    assert again.encode() == page.read_bytes()
    assert size <= LARGEST


def test_interactive(browser: Browser, page: Path, table: Table) -> None:
    def opened() -> tuple[float, float]:
        tab = browser.new_page()
        tab.goto(page.as_uri())
        tab.wait_for_function("performance.getEntriesByName('interactive').length")
        ready = float(tab.evaluate("performance.getEntriesByName('interactive')[0].startTime"))
        # The first search reads all lines, and so takes longest.
        answer = float(
            tab.evaluate(
                """() => { const started = performance.now();
                document.getElementById("q").value = "runbook alert nobody";
                document.getElementById("filters").dispatchEvent(new Event("input"));
                return new Promise((resolve) => {
                  const told = document.getElementById("outcome");
                  new MutationObserver(() => resolve(performance.now() - started)).observe(told, { childList: true });
                }); }"""
            )
        )
        assert str(tab.evaluate("document.getElementById('outcome').textContent")).startswith("0 of ")
        tab.close()
        return ready, answer

    times = [opened() for _ in range(4)][1:]  # the first one warms the browser up
    ready, answer = (min(column) for column in zip(*times, strict=True))
    table.append(Row("the same page in Chromium, until it answers", f"{ready:.0f} ms", f"at most {READY} ms"))
    table.append(Row("from a letter typed to what matches, the first time", f"{answer:.0f} ms", f"at most {ANSWER} ms"))
    assert ready <= READY
    assert answer <= ANSWER
