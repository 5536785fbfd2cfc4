"""What third parties each package may import: an allow-list, so that a new one is a decision and not an accident."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import notesllm

PACKAGE = Path(notesllm.__file__).parent
ALLOWED = {
    "document": {"pydantic", "charset_normalizer"},
    "export": {"pydantic", "docx", "icalendar"},
    "privacy": {"pydantic", "phonenumbers", "stdnum"},
    "render": {"pydantic", "jinja2", "markupsafe", "pygal", "rich"},
    "writing": {"pydantic", "jinja2", "markupsafe"},
    "cli": {"pydantic", "rich", "typer"},
    "llm": {"pydantic", "httpx2", "instructor", "jinja2", "openai", "tenacity", "tiktoken", "bpe_openai"},
}


def third_parties(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
        yield from {name.split(".")[0] for name in names} - sys.stdlib_module_names - {"notesllm", ""}


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_unexpected_third_party(path: Path) -> None:
    layer = path.relative_to(PACKAGE).parts[0]
    assert set(third_parties(path)) <= ALLOWED.get(layer, {"pydantic"})
