"""What a first call costs, and what memory: measured in fresh processes."""

from pathlib import Path

import pytest

from benchmarks.conftest import Row, Table
from benchmarks.inputs import MB, MINUTES, grown
from benchmarks.processes import cold, peak_over_size, whole

pytestmark = pytest.mark.timeout(300)
ONE_MODEL = "import pydantic\nclass Model(pydantic.BaseModel): x: int"


def test_import(table: Table) -> None:
    ours, pydantic = cold("pass", "import notesllm"), cold("pass", "import pydantic")
    table.append(
        Row(
            "`import notesllm` / `import pydantic`",
            f"{_ms(ours)} / {_ms(pydantic)} = {ours / pydantic:.2f}",
            "at most 1.3",
        )
    )
    models, one = cold("pass", "from notesllm import MeetingSummary, summarize"), cold("pass", f"exec({ONE_MODEL!r})")
    table.append(
        Row("the same with all models loaded / with one model", f"{_ms(models)} / {_ms(one)} = {models / one:.2f}", "")
    )
    assert ours <= 1.3 * pydantic


def test_cold_preview(table: Table) -> None:
    surface = "from pathlib import Path; from notesllm import preview"
    modules = f"{surface}; import notesllm.document, notesllm.pipeline"
    taken, loading = (cold(setup, "preview(Path(sys.argv[1]))", str(MINUTES)) for setup in (modules, surface))
    table.append(Row("first `preview()` of a process, 28 KB, with the modules loaded", _ms(taken), "under 100 ms"))
    table.append(Row("the same with the loading of the modules, pydantic among them", _ms(loading), ""))
    assert taken < 0.1


def test_command_line(table: Table) -> None:
    taken = whole("-m", "notesllm", "summarize", str(MINUTES), "--format", "text")
    table.append(Row("`notesllm summarize` of 28 KB, start to end", _ms(taken), "under 500 ms"))
    assert taken < 0.5


@pytest.mark.parametrize("size", [1, 10])
def test_memory(size: int, tmp_path: Path, table: Table) -> None:
    path = tmp_path / "long.txt"
    path.write_text(grown(MINUTES, size * MB), encoding="utf-8")
    ratio = peak_over_size(path)
    table.append(Row(f"peak memory / input, {size} MB", f"{ratio:.1f}", "at most 30"))
    assert ratio <= 30


def _ms(seconds: float) -> str:
    return f"{seconds * 1e3:.0f} ms"
