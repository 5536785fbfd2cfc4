"""What several meetings say of one action is one thread, and nothing else is: series whose threads are known."""

import os
import subprocess
import sys
from hashlib import sha256

import pytest
from threads_scoring import SERIES as FOLDER
from threads_scoring import Planted, cited, f1, facts, pairs, planted, wanted

THREADS, STATUS = 0.95, 0.97
SERIES = ("fares", "held")


@pytest.fixture(params=SERIES)
def series(request: pytest.FixtureRequest) -> Planted:
    return planted(request.param)


def test_the_notes_are_read_as_planted(series: Planted) -> None:
    told = [mention for thread in series.gold for mention in series.mentions(thread)]
    assert len(told) == len(set(told))
    assert set(told) == {(meeting.id, item.id) for meeting in series.meetings.values() for item in meeting.action_items}


def test_there_is_enough_of_it() -> None:
    assert (len(planted("fares").gold), len(planted("held").gold)) == (43, 19)
    assert len(planted("fares").meetings) == 8


@pytest.mark.parametrize("name", SERIES)
def test_threads(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    series = planted(name)
    gold = [series.mentions(thread) for thread in series.gold]
    score = f1(pairs(map(cited, series.digest.actions)), pairs(gold))
    whole = sum(thread in set(map(cited, series.digest.actions)) for thread in gold)
    with capsys.disabled():
        sys.stdout.write(f"\n{name}: pairwise thread F1 {score:.3f}; {whole} of {len(gold)} threads whole\n")
    assert score >= THREADS


@pytest.mark.parametrize("name", SERIES)
def test_standing_of_each(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    series = planted(name)
    rows = [(wanted(thread), facts(series.line(thread))) for thread in series.gold]
    right = {key: sum(gold[key] == found[key] for gold, found in rows) / len(rows) for key in rows[0][1]}
    with capsys.disabled():
        sys.stdout.write(f"\n{name}: {', '.join(f'{key} {share:.3f}' for key, share in right.items())}\n")
    assert min(right.values()) >= STATUS, [row for row in rows if row[0] != row[1]]


ELSEWHERE = """
import sys
from datetime import date
from hashlib import sha256
from pathlib import Path
from notesllm import digest, preview
paths = [path for path in Path(sys.argv[1]).iterdir() if path.suffix != ".toml"]
found = digest(map(preview, reversed(paths)), as_of=date.fromisoformat(sys.argv[2]))
print(sha256(found.model_dump_json().encode()).hexdigest())
"""


@pytest.mark.parametrize("seed", ["1", "2"])
def test_another_process_gives_the_same_bytes(seed: str) -> None:
    expected = planted("fares").digest
    command = [sys.executable, "-c", ELSEWHERE, str(FOLDER / "fares"), str(expected.as_of)]
    run = subprocess.run(
        command, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == sha256(expected.model_dump_json().encode()).hexdigest()
