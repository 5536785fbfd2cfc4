"""The wheel, as users get it: built from the checkout, and installed where nothing else is."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
pytestmark = [pytest.mark.wheel, pytest.mark.timeout(180)]
TRIAL = """
from pathlib import Path
import notesllm
from notesllm import _resources, schema, summarize
assert ".venv" not in notesllm.__file__, notesllm.__file__
summary = summarize("# Weekly\\n\\n## Action items\\n\\n- [ ] Ana: write the runbook by Friday\\n")
assert summary.action_items[0].owners[0].name == "Ana", summary
assert "runbook" in summary.to_markdown() and "runbook" in summary.to_text()
assert schema.drifted() == ()
from notesllm.testing import ScriptedBackend
answer = {"drop": [], "fix": [], "add": [], "abstract": None, "highlights": []}
model = ScriptedBackend([answer], model="openai/gpt-5-mini")
reviewed = summarize("# Weekly\\n\\nAna: I will write the runbook by Friday.\\n", backend=model)
assert reviewed.provenance.engine == "llm" and reviewed.provenance.usage.cost_usd, reviewed.provenance
assert notesllm.estimate("# Weekly\\n", model="openai/gpt-5-mini").review.cost_usd
for kind in ("prompts", "schemas"):
    folder = _resources.folder(kind)
    assert folder.is_dir() and Path(str(folder)).parent == Path(notesllm.__file__).parent, folder
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    (path,) = folder.iterdir()
    return path


def test_the_wheel_holds_the_package_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names if ".dist-info" not in name} == {"notesllm"}
    data = (
        "py.typed",
        "lexicon/en.toml",
        "llm/models.toml",
        "schemas/meeting_summary.v1.json",
        "prompts/review.v1.jinja",
        *(f"writing/templates/{name}.jinja" for name in ("minutes.md", "half_page.md", "owners.md", "email.txt")),
        "writing/templates/README.md",
    )
    assert {f"notesllm/{path}" for path in data} <= set(names)
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_the_wheel_works_in_an_empty_environment(wheel: Path, tmp_path: Path) -> None:
    python = tmp_path / "empty" / "bin" / "python"
    subprocess.run([sys.executable, "-m", "venv", python.parent.parent], check=True)
    options = ["--quiet", "--disable-pip-version-check", "--no-compile"]  # compiling what is hardly used takes longest
    install = [str(python), "-m", "pip", "install", *options, str(wheel)]
    subprocess.run(install, check=True, cwd=tmp_path)
    subprocess.run([python, "-I", "-c", TRIAL], check=True, cwd=tmp_path)
    command = [str(python.parent / "notesllm"), "summarize", str(ROOT / "examples" / "october-all-hands.md")]
    environ = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    run = subprocess.run(command, check=True, cwd=tmp_path, env=environ, capture_output=True)
    assert run.stdout.startswith(b"# Engineering All-Hands")
