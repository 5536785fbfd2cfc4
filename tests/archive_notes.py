"""Notes for tests of the archive, and what is done with them."""

import os
from pathlib import Path

PEOPLE = ("Ana Ruiz", "Bo Li", "Carla Mendes", "Dev Patel")
THINGS = ("runbook", "invoice export", "search index", "backup plan", "price list", "audit log")


def notes(number: int) -> str:
    """Small notes, no two alike."""
    owner, thing = PEOPLE[number % 4], THINGS[number % 6]
    return (
        f"# Weekly sync {number}\n\nDate: 2024-{1 + number // 28 % 12:02}-{1 + number % 28:02}\n\n"
        f"## Decisions\n\n- We decided to keep the {THINGS[(number + 1) % 6]} of plant {number}.\n\n"
        f"## Action items\n\n- [ ] {owner}: write the {thing} for plant {number} by 2024-12-{1 + number % 28:02}\n"
    )


def fill(folder: Path, count: int) -> list[Path]:
    """A folder of notes that look as if they had been there for long."""
    paths = [folder / f"{number % 3}" / f"sync-{number}.md" for number in range(count)]
    for number, path in enumerate(paths):
        write(path, notes(number))
    return paths


def write(path: Path, text: str, *, age: float = 1000) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    when = 1_700_000_000 - age
    os.utime(path, (when, when))
    return path
