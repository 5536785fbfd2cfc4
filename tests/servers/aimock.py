"""aimock, a mock of model providers that others wrote (``@copilotkit/aimock``, MIT), as a process of its own.

``make test`` installs it where npm is; else its tests are skipped and say so.
"""

import json
import shutil
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from servers.processes import Process

INSTALLED = Path(__file__).parents[2] / ".cache" / "aimock" / "node_modules" / "@copilotkit" / "aimock"


def missing() -> str | None:
    """Why it can't run here."""
    if not shutil.which("node"):
        return "node is not installed, and aimock needs it"
    return None if INSTALLED.is_dir() else "aimock is not installed: make test installs it (needs npm and its registry)"


class Aimock(Process):
    """A server that answers all chats with ``content``, until chaos is set."""

    def __init__(self, content: str, folder: Path) -> None:
        fixtures = folder / "fixtures.json"
        fixture = {"match": {"endpoint": "chat"}, "response": {"content": content}}
        fixtures.write_text(json.dumps({"fixtures": [fixture]}), encoding="utf-8")
        self._seen = 0
        program = INSTALLED / "dist" / "cli.js"
        super().__init__(["node", program, "--port", "0", "--fixtures", fixtures], folder / "aimock.log")

    def chaos(self, **rates: float) -> None:
        """Set what goes wrong from now on, and how often (0 to 1): ``rateLimitRate``, ``dropRate``, …"""
        self._say("POST", "/__aimock/chaos", rates)

    def requests(self) -> int:
        """How many chats arrived since this was last asked."""
        before, self._seen = self._seen, len(self._say("GET", "/__aimock/journal?path=/v1/chat/completions"))
        return self._seen - before

    def _say(self, method: str, path: str, value: object = None) -> Any:  # noqa: ANN401 - JSON is of any shape
        body = None if value is None else json.dumps(value).encode()
        headers = {"Content-Type": "application/json"}
        asked = Request(self.address + path, body, headers, method=method)  # noqa: S310 - http on loopback
        with urlopen(asked, timeout=5) as answer:  # noqa: S310
            text = answer.read()
        return json.loads(text) if text else None
