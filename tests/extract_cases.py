"""Cases as files: title / input / expected, each part ended by a line that holds a lone dot."""

from collections.abc import Iterator
from pathlib import Path

import pytest

CASES = Path(__file__).parent / "cases"


def cases(area: str) -> Iterator[object]:
    """Each case of ``tests/cases/<area>/*.txt`` as a pytest parameter: text, expected lines."""
    for path in sorted((CASES / area).glob("*.txt")):
        parts: list[list[str]] = [[]]
        for line in path.read_text(encoding="utf-8").splitlines():
            if line == ".":
                parts.append([])
            else:
                parts[-1].append(line)
        parts.pop()
        assert len(parts) % 3 == 0, path
        for title, text, expected in zip(parts[0::3], parts[1::3], parts[2::3], strict=True):
            name = " ".join(title).strip()
            yield pytest.param("\n".join(text), [line for line in expected if line.strip()], id=f"{path.stem}: {name}")
