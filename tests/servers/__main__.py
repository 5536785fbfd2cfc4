"""``python -m servers FILE``: answers every call with the text of FILE, in a process of its own; prints its port."""

import sys
import threading
from pathlib import Path

from servers.answers import completion
from servers.loopback import Server

with Server(completion(Path(sys.argv[1]).read_text(encoding="utf-8"))) as server:
    print(server.port, flush=True)  # noqa: T201 - who started it waits for this
    threading.Event().wait()
