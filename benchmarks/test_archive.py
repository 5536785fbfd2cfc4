"""A folder of 1,000 notes: what the second digest of it takes against the first, and how fast items are found."""

import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from benchmarks.conftest import Row, Table
from benchmarks.processes import ENVIRON, ROOT
from notesllm import Archive

pytestmark = pytest.mark.timeout(300)
MEETINGS = 1000
PEOPLE = ("Ana Ruiz", "Bo Li", "Carla Mendes", "Dev Patel", "Eva Novak", "Finn Olsen", "Gita Rao", "Hugo Blanc")
VERBS = ("write", "review", "ship", "fix", "test", "draft", "measure", "migrate", "document", "order")
THINGS = ("runbook", "invoice export", "login page", "search index", "billing job", "backup plan", "price list")
PLACES = ("for Lisbon", "of the north team", "in staging", "for the spring release", "of warehouse 7", "of the portal")
QUERIES = ("runbook", "invoice lisbon", '"price list" -staging', "mig", "latency", "ana warehouse")


def notes(number: int) -> str:
    """Some 1.6 KB, as short as notes get; no two alike."""
    pick = random.Random(number)  # noqa: S311 - the same every time
    day = date(2021, 1, 4) + timedelta(number)
    people = pick.sample(PEOPLE, 4)

    def what() -> str:
        return f"{pick.choice(THINGS)} {pick.choice(PLACES)}"

    talk = [
        f"{who}: the {what()} took {pick.randint(2, 90)} days longer than planned. {_aside(pick)}" for who in people * 2
    ]
    tasks = [
        f"- [ ] {who}: {pick.choice(VERBS)} the {what()} by {day + timedelta(pick.randint(2, 20))}" for who in people
    ]
    parts = (
        f"# {pick.choice(('Weekly sync', 'Planning', 'Design review'))} {what()}",
        f"Date: {day}\nAttendees: {', '.join(people)}",
        "## Discussion\n\n" + "\n\n".join(talk),
        f"## Figures\n\n- Latency p95: {pick.randint(80, 400)} ms (target {pick.randint(80, 400)} ms)",
        f"## Decisions\n\n- We decided to keep the {what()}.\n- The {what()} moves to {pick.choice(PEOPLE)}.",
        f"## Risks\n\n- The {what()} may be late because the vendor is slow.",
        "## Action items\n\n" + "\n".join(tasks),
        f"## Open questions\n\n- Who pays for the {what()}?",
    )
    return "\n\n".join(parts) + "\n"


def _aside(pick: random.Random) -> str:
    return pick.choice(
        ("Nobody was surprised by that.", "The vendor had said so in May.", "We talked about the reasons.")
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Notes that have been there for a while: of what has just been written, nobody knows whether it changes again."""
    made = tmp_path_factory.mktemp("meetings")
    for number in range(MEETINGS):
        path = made / f"{number // 100}" / f"meeting-{number}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(notes(number), encoding="utf-8")
        os.utime(path, (1_700_000_000, 1_700_000_000))
    return made


def digested(folder: Path, out: Path) -> float:
    """Seconds of `notesllm digest`, start to end."""
    started = time.perf_counter()
    subprocess.run([sys.executable, "-m", "notesllm", "digest", folder, "-o", out], check=True, cwd=ROOT, env=ENVIRON)
    return time.perf_counter() - started


def test_the_second_digest_of_a_folder(folder: Path, tmp_path: Path, table: Table) -> None:
    first = digested(folder, tmp_path / "first.json")
    again = statistics.median(digested(folder, tmp_path / "second.json") for _ in range(5))
    table.append(
        Row(
            "`notesllm digest` of 1,000 unchanged notes / the first time",
            f"{again:.2f} s / {first:.2f} s = {again / first:.3f}",
            "at most 0.05",
        )
    )
    assert (tmp_path / "second.json").read_bytes() == (tmp_path / "first.json").read_bytes()
    assert again <= 0.05 * first


def test_search(folder: Path, tmp_path: Path, table: Table) -> None:
    digested(folder, tmp_path / "digest.json")
    with Archive(folder) as archive:
        for query in QUERIES:
            assert archive.search(query)
        taken = max(_median(lambda query=query: archive.search(query)) for query in QUERIES)  # type: ignore[misc]
    table.append(
        Row("`Archive.search` over 1,000 meetings, the slowest of six", f"{taken * 1e3:.1f} ms", "under 50 ms")
    )
    assert taken < 0.05


def _median(act: Callable[[], object]) -> float:
    times = []
    for _ in range(15):
        started = time.perf_counter()
        act()
        times.append(time.perf_counter() - started)
    return statistics.median(times)
