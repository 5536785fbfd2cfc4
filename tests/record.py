"""Records the cassettes anew, through the real client over HTTP: ``python -m tests.record`` from the project's root.

Without options a scripted server on loopback answers, for each example and for each fault. With ``--model`` or
``--base-url`` a real provider is asked about the examples; its key comes from the environment, as for the library.
"""

import argparse
import sys
from collections.abc import Sequence
from fnmatch import fnmatch
from pathlib import Path
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).parent))

from cassette import CASSETTES, recording
from scenes import MODEL, OPENING, Scene, digest_of_examples, faults, opening, seeds
from servers import Server

from notesllm import ExecutiveDigest, MeetingSummary, reword, summarize

SCRIPTED = "scripted"


def summarized(scene: Scene, model: str, base_url: str | None, api_key: str | None = None) -> MeetingSummary:
    """As recorded, and as replayed: nothing that waits, nothing that depends on the order of threads."""
    return summarize(
        scene.notes,
        model=model,
        base_url=base_url,
        api_key=api_key,
        strategy=scene.strategy,
        privacy="strict",
        attempts=1,
        concurrency=1,
        timeout=600,
    )


def record(path: Path, scene: Scene, model: str, base_url: str | None, server: str = SCRIPTED) -> MeetingSummary:
    facts = {"server": server, "model": model, "base_url": _without_port(base_url or "")}
    with recording(path, **facts):
        return summarized(scene, model, base_url, "none" if server == SCRIPTED else None)


def worded(model: str, base_url: str | None, api_key: str | None = None) -> ExecutiveDigest:
    """The digest of the examples, with its opening by the model."""
    return reword(
        digest_of_examples(), model=model, base_url=base_url, api_key=api_key, privacy="strict", attempts=1, timeout=600
    )


def record_opening(path: Path, model: str, base_url: str | None, server: str = SCRIPTED) -> ExecutiveDigest:
    with recording(path, server=server, model=model, base_url=_without_port(base_url or "")):
        return worded(model, base_url, "none" if server == SCRIPTED else None)


def _without_port(base_url: str) -> str:
    """The port of a server on loopback is another one each time."""
    parts = urlsplit(base_url)
    host = parts.hostname or ""
    return base_url.replace(parts.netloc, host) if host in {"127.0.0.1", "localhost"} else base_url


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.record", description=__doc__)
    parser.add_argument("names", nargs="*", default=["*"], help="cassettes, such as 'seeds/*'; default: all")
    parser.add_argument("--model", help="of a real provider, such as openai/gpt-5-mini")
    parser.add_argument("--base-url", help="of a real server that speaks OpenAI's chat completions")
    parser.add_argument("--folder", type=Path, default=CASSETTES, help="where cassettes go")
    options = parser.parse_args(arguments)
    real = bool(options.model or options.base_url)
    for scene in [*seeds(), *([] if real else faults())]:
        if not any(fnmatch(scene.name, name) for name in options.names):
            continue
        path = options.folder / f"{scene.name}.yaml"
        if real:
            by = urlsplit(options.base_url or "").hostname or (options.model or MODEL).partition("/")[0]
            summary = record(path, scene, options.model or MODEL, options.base_url, by)
        else:
            with Server(scene.script) as server:
                summary = record(path, scene, MODEL, server.base_url)
        told = ", ".join(each.code for each in summary.provenance.degraded) or summary.provenance.engine
        print(f"{scene.name}: {told}")  # noqa: T201 - a command that says what it did
    if any(fnmatch(OPENING, name) for name in options.names):
        path = options.folder / f"{OPENING}.yaml"
        if real:
            by = urlsplit(options.base_url or "").hostname or (options.model or MODEL).partition("/")[0]
            digest = record_opening(path, options.model or MODEL, options.base_url, by)
        else:
            with Server(opening) as server:
                digest = record_opening(path, MODEL, server.base_url)
        print(f"{OPENING}: {digest.headline_origin}")  # noqa: T201 - see above


if __name__ == "__main__":
    main(sys.argv[1:])
