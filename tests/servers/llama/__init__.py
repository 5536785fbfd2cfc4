"""llama.cpp's own server with a model of random weights: a real grammar engine, which says whatever fits the schema.

``make test-servers`` builds it: ``build.sh`` the server, ``weights.py`` the model.
"""

from pathlib import Path

from servers.loopback import refusing_port
from servers.processes import Process

BUILT = Path(__file__).parents[3] / ".cache" / "llama"
PROGRAM, MODEL = BUILT / "build" / "bin" / "llama-server", BUILT / "random.gguf"


def missing() -> str | None:
    """Why it can't run here."""
    return None if PROGRAM.is_file() and MODEL.is_file() else "llama-server is not built: make test-servers"


class LlamaServer(Process):
    """It throws the same dice each time it starts."""

    def __init__(self, folder: Path) -> None:
        options = f"--host 127.0.0.1 --port {refusing_port()} --ctx-size 65536 --parallel 1 --threads 1 --seed 7"
        super().__init__([PROGRAM, "--model", MODEL, *options.split(), "--no-webui"], folder / "llama.log")
