"""Debian's Chromium, driven by playwright, and what it is not to do: ask a network, or complain."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
AXE = Path(__file__).parents[2] / ".cache" / "axe" / "node_modules" / "axe-core" / "axe.min.js"

CONTRAST = (Path(__file__).parent / "contrast.js").read_text(encoding="utf-8")
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


class Box(NamedTuple):
    """Where an element is on the screen."""

    left: float
    top: float
    right: float
    bottom: float


def program() -> str | None:
    """Where it is: what CHROMIUM says, else what is installed."""
    given = os.environ.get("CHROMIUM")
    return given or next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def missing() -> str:
    """Why there is no browser here; nothing if there is one."""
    return "" if program() else "no Chromium is installed (apt-get install chromium, or set CHROMIUM)"


def axe_missing() -> str:
    return "" if AXE.is_file() else "axe-core is not installed: make test installs it (needs npm and its registry)"


@contextmanager
def launched() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program(), args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Tab:
    """A page in the browser, and all it did that a page must not do."""

    page: Page
    address: str
    faults: list[str] = field(default_factory=list)

    def watch(self) -> None:
        self.page.on("console", lambda message: self.faults.append(f"console: {message.text}"))
        self.page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        self.page.on("dialog", lambda dialog: self.faults.append(f"dialog: {dialog.message}"))
        self.page.on("request", self._check)

    def run(self, script: str, given: object = None) -> Any:  # noqa: ANN401 - whatever the script returns
        return self.page.evaluate(script, given)

    def resize(self, width: int) -> None:
        self.page.set_viewport_size({"width": width, "height": 800})

    def open_all(self) -> None:
        self.run("for (const each of document.querySelectorAll('details')) each.open = true")

    def box(self, selector: str) -> Box:
        script = "node => node.getBoundingClientRect().toJSON()"
        found = self.page.locator(selector).evaluate(script)
        return Box(found["left"], found["top"], found["right"], found["bottom"])

    def axe(self) -> list[list[str]]:
        """What axe-core finds: each rule that is broken, and where."""
        if not self.run("'axe' in window"):
            self.run(AXE.read_text(encoding="utf-8"))
        script = "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html]))"
        found: list[list[str]] = self.run(script)
        return found

    def ids(self, within: str) -> list[str]:
        """The lines that are shown in a part."""
        script = "nodes => nodes.filter(node => node.checkVisibility()).map(node => node.id.slice('line-'.length))"
        found: list[str] = self.page.locator(f"{within} .row").evaluate_all(script)
        return found

    def focused(self) -> str:
        """What has the focus, by the beginning of its text."""
        found: str = self.run("document.activeElement.textContent")
        return " ".join(found.split())

    def _check(self, request: Any) -> None:  # noqa: ANN401 - playwright's
        if request.url.partition("#")[0] != self.address and request.url != "data:,":
            self.faults.append(f"request: {request.url}")
