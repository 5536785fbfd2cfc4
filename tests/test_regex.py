"""Patterns are compiled late, so this is where a broken one is found."""

import re
from importlib import import_module
from pathlib import Path

import pytest

import notesllm
from notesllm._regex import _Late, regex

PACKAGE = Path(notesllm.__file__).parent
MODULES = sorted(
    "notesllm." + ".".join(path.relative_to(PACKAGE).with_suffix("").parts)
    for path in PACKAGE.rglob("*.py")
    if "import regex" in path.read_text(encoding="utf-8")
)


@pytest.mark.parametrize("module", MODULES)
def test_all_patterns_compile(module: str) -> None:
    for value in vars(import_module(module)).values():
        if isinstance(value, _Late):
            assert isinstance(value.flags, int)  # which compiles it


def test_compiles_when_first_used() -> None:
    pattern = regex(r"a(b)", re.IGNORECASE)
    assert "_compiled" not in vars(pattern)
    assert pattern.pattern == "a(b)"
    assert pattern.sub("x", "cAB") == "cx"
    assert pattern.groups == 1
    assert "sub" in vars(pattern)
